"""Middleware of the whole site: content security policies, compression, a demo's silence, maintenance."""

from collections.abc import Callable
from http import HTTPMethod, HTTPStatus

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.middleware.gzip import GZipMiddleware

from portal import errors

COMPRESSED = ("image/png", "image/jpeg", "image/webp", "font/")  # by themselves: again is work for nothing
GetResponse = Callable[[HttpRequest], HttpResponseBase]
SECRET = ("login/", "password_reset/", "account/", "users/")  # below the CMS: keys, codes, passwords
PROBES = {"/healthz", "/readyz"}  # they are for machines, and answer also while the portal is closed


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
        if response.get("Content-Type", "").startswith(COMPRESSED):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed


def answer_head_without_a_body(get_response: GetResponse) -> GetResponse:
    """Answer HEAD with what GET would say of the answer, and nothing more: servers warn of every body they drop."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method != "HEAD":
            return response
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()  # what was to be sent is closed with the response
        elif isinstance(response, HttpResponse) and response.content:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return answer


def keep_demo_out_of_search_engines(get_response: GetResponse) -> GetResponse:
    """Ask search engines to forget whatever a demo answers: its cases never happened."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.DEMO:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


def let_back_lead_to_answers(get_response: GetResponse) -> GetResponse:
    """Let the browser keep what the CMS answered to a form: by “back” there is no other way to it.

    Such a page cannot be asked for again without sending the form again. Where it is not to be stored, browsers show
    ERR_CACHE_MISS instead, and what was typed and why it was not taken is lost. What is asked for by an address stays
    unstored, secrets of signing in too; who signs out has the browser forget what it kept.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        path = request.path_info.removeprefix(settings.CMS_PATH)
        if request.method != HTTPMethod.POST or path == request.path_info:
            return response
        if path == "logout/":
            response.headers["Clear-Site-Data"] = '"cache"'
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.has_header("Location")
        if is_page and response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR and not path.startswith(SECRET):
            response.headers["Cache-Control"] = "private, max-age=0"
            response.headers.pop("Expires", None)
        return response

    return answer


def close_for_maintenance(get_response: GetResponse) -> GetResponse:
    """While MAINTENANCE is set, answer every address but the probes with 503; nothing behind this is reached."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.MAINTENANCE and request.path_info not in PROBES:
            return errors.maintenance(request)
        return get_response(request)

    return answer


def explain_refused_methods(get_response: GetResponse) -> GetResponse:
    """Give the bare 405 that views answer a page that people can read; tell who asks (OPTIONS) what there is to ask.

    Views that are only read refuse OPTIONS, Wagtail's pages answer it: outside the CMS all of them say the same.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        ours = not request.path_info.startswith(settings.CMS_PATH)
        if ours and "Allow" in response.headers:
            response.headers["Allow"] = errors.with_options(response.headers["Allow"])
            if request.method == HTTPMethod.OPTIONS and response.status_code != HTTPStatus.NO_CONTENT:
                return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": response.headers["Allow"]})
        refused = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        if not refused or request.path_info in PROBES or not request.accepts("text/html"):
            return response
        if isinstance(response, HttpResponse) and not response.content:
            return errors.method_not_allowed(request, allowed=response.headers["Allow"])
        return response

    return answer
