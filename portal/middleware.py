"""Middleware of the whole site: a strict content security policy for the public, a workable one for the CMS."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


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
