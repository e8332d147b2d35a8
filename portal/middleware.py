"""Middleware of the whole site: a strict policy for the public and a workable one for the CMS; compressed pages."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class SplitCSP(CSPMiddleware):
    """Sends the public policy everywhere but under the CMS, whose own pages need inline scripts and styles."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Choose the policy by path; a policy that a view set itself stays."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None and request.path_info.startswith(settings.CMS_PATH):
            parts.config = settings.CSP_CMS  # without a nonce: one would switch 'unsafe-inline' off
        return parts


class CompressPublic(GZipMiddleware):
    """Compresses what anyone may read, files that are streamed too: a list of cases is a fifth of its size.

    Pages with a secret in them stay as they are, because their size would tell about it (BREACH): those of the CMS, and
    any that sets a cookie.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave the CMS, and whoever has or gets a session, alone."""
        if request.path_info.startswith(settings.CMS_PATH) or request.COOKIES or response.cookies:
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
