"""Two content security policies: a strict one for the public, one that the CMS can work under."""

import gzip

import pytest
from csp.middleware import CSPMiddleware
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils.cache import add_never_cache_headers

from portal.middleware import CompressPublic, SplitCSP, answer_head_without_a_body, let_back_lead_to_answers


def policy(response) -> dict[str, set[str]]:
    """Split a policy header into directives and their sources."""
    directives = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in directives}


def answer(address: str, view=lambda request: HttpResponse()) -> HttpResponse:
    return SplitCSP(view)(RequestFactory().get(address))


PUBLIC = ["/", "/phan-anh/", "/en/phan-anh/", "/qua-han/", "/cms-help/", "/cms", "/en/cms/"]
CMS = ["/cms/", "/cms/login/", "/cms/pages/3/edit/"]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_run_nothing_inline(address):
    directives = policy(answer(address))
    assert directives["script-src"] == {"'self'"}
    assert directives["style-src"] == {"'self'"}
    assert directives["base-uri"] == {"'none'"}
    assert "frame-src" not in directives


@pytest.mark.parametrize("address", CMS)
def test_the_cms_may_run_inline_scripts_and_preview(address):
    directives = policy(answer(address))
    assert directives["script-src"] == {"'self'", "'unsafe-inline'"}
    assert directives["style-src"] == {"'self'", "'unsafe-inline'"}
    assert directives["frame-src"] == {"'self'"}


@pytest.mark.parametrize("address", PUBLIC + CMS)
def test_nothing_comes_from_elsewhere_and_nobody_else_frames_us(address):
    directives = policy(answer(address))
    assert directives["default-src"] == {"'none'"}
    assert directives["object-src"] == {"'none'"}
    assert directives["frame-ancestors"] == {"'self'"}
    assert directives["form-action"] == {"'self'"}
    sources = set().union(*directives.values())
    assert sources <= {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert "'unsafe-eval'" not in sources


def test_a_nonce_that_a_template_asked_for_is_in_the_public_policy():
    seen = []

    def view(request):
        seen.append(str(request.csp_nonce))
        return HttpResponse()

    assert policy(answer("/phan-anh/", view))["script-src"] == {"'self'", f"'nonce-{seen[0]}'"}


def test_a_nonce_never_switches_inline_scripts_of_the_cms_off():
    def view(request):
        str(request.csp_nonce)
        return HttpResponse()

    assert policy(answer("/cms/", view))["script-src"] == {"'self'", "'unsafe-inline'"}


def test_nonces_differ_between_answers():
    def view(request):
        return HttpResponse(str(request.csp_nonce))

    assert answer("/", view).content != answer("/", view).content


@pytest.mark.parametrize("address", ["/", "/cms/"])
def test_a_policy_of_the_views_own_stays(address):
    def view(request):
        response = HttpResponse()
        response._csp_config = {"default-src": ["'self'"]}
        return response

    assert policy(answer(address, view)) == {"default-src": {"'self'"}}


def test_the_report_only_policy_is_left_alone():
    with override_settings(CONTENT_SECURITY_POLICY_REPORT_ONLY={"DIRECTIVES": {"img-src": ["'self'"]}}):
        response = answer("/cms/")
    assert "unsafe-inline" not in response["Content-Security-Policy-Report-Only"]
    assert "img-src 'self'" in response["Content-Security-Policy-Report-Only"]


def test_it_comes_first(settings):
    """Before WhiteNoise and redirects, so that no answer leaves without a policy."""
    assert settings.MIDDLEWARE[0] == "portal.middleware.SplitCSP"
    assert issubclass(SplitCSP, CSPMiddleware)


urlpatterns = [
    path("public/", lambda request: HttpResponse("public")),
    path("cms/", lambda request: HttpResponse("cms")),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "inline"), [("/public/", False), ("/cms/", True)])
def test_it_holds_through_the_whole_stack(client, db, address, inline):
    response = client.get(address)
    assert ("'unsafe-inline'" in response["Content-Security-Policy"]) is inline
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["X-Content-Type-Options"] == "nosniff"


# --- compression -----------------------------------------------------------------------------------------------------

LONG = "Phản ánh hiện trường. " * 50


def sent(address, make=lambda: HttpResponse(LONG), *, accepts="gzip, br", cookies=None):
    request = RequestFactory().get(address, HTTP_ACCEPT_ENCODING=accepts)
    request.COOKIES.update(cookies or {})
    return CompressPublic(lambda request: make())(request)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_are_compressed(address):
    response = sent(address)
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == LONG
    assert "Accept-Encoding" in response["Vary"]
    assert int(response["Content-Length"]) == len(response.content) < len(LONG.encode()) / 5


def test_files_that_are_streamed_too():
    response = sent("/qua-han.csv", lambda: StreamingHttpResponse(LONG.encode() for _ in range(3)))
    assert gzip.decompress(b"".join(response.streaming_content)).decode() == LONG * 3


@pytest.mark.parametrize(("kind", "compressed"), [("image/png", False), ("image/jpeg", False), ("image/svg+xml", True)])
def test_pictures_are_compressed_already(kind, compressed):
    response = sent("/anh-chia-se.png", lambda: HttpResponse(LONG, content_type=kind, headers={"ETag": '"x"'}))
    assert response.has_header("Content-Encoding") is compressed
    assert response["ETag"] == ('W/"x"' if compressed else '"x"')


@pytest.mark.parametrize("address", CMS)
def test_pages_of_the_cms_hold_secrets_and_stay_as_they_are(address):
    assert not sent(address).has_header("Content-Encoding")


@pytest.mark.parametrize("address", PUBLIC)
def test_so_does_what_an_editor_sees(address):
    assert not sent(address, cookies={"sessionid": "x"}).has_header("Content-Encoding")


def test_so_does_what_sets_a_cookie():
    def make():
        response = HttpResponse(LONG)
        response.set_cookie("csrftoken", "x")
        return response

    assert not sent("/", make).has_header("Content-Encoding")


@pytest.mark.parametrize("accepts", ["", "identity", "br"])
def test_who_cannot_read_it_gets_it_plain(accepts):
    response = sent("/", accepts=accepts)
    assert not response.has_header("Content-Encoding")
    assert response.content.decode() == LONG


def test_it_is_installed_before_what_makes_the_page(client, db):
    response = client.get("/", HTTP_ACCEPT_ENCODING="gzip")
    assert response["Content-Encoding"] == "gzip"
    assert b"<main" in gzip.decompress(response.content)


# --- HEAD ------------------------------------------------------------------------------------------------------------


def head(response, method="HEAD"):
    return answer_head_without_a_body(lambda request: response)(RequestFactory().generic(method, "/"))


def test_head_gets_the_headers_and_no_body():
    answered = head(HttpResponse("đèn", status=404, headers={"X-Known": "1"}))
    assert (answered.status_code, answered.content, answered["Content-Length"], answered["X-Known"]) == (
        404,
        b"",
        "5",
        "1",
    )


def test_a_length_that_was_told_stays():
    assert head(HttpResponse("x", headers={"Content-Length": "77"}))["Content-Length"] == "77"


def test_what_would_be_streamed_is_never_begun_and_closed(db):
    seen = []

    class Lines:
        def __iter__(self):
            seen.append("begun")
            yield "a"

        def close(self):
            seen.append("closed")

    answered = head(StreamingHttpResponse(Lines()))
    assert list(answered) == []
    answered.close()
    assert seen == ["closed"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_other_methods_get_all(method):
    assert head(HttpResponse("x"), method).content == b"x"
    assert list(head(StreamingHttpResponse(["x"]), method)) == [b"x"]


@pytest.mark.parametrize("address", ["/", "/qua-han.csv", "/phan-anh/feed.atom", "/nowhere/", "/healthz"])
def test_no_server_gets_a_body_for_head(db, address):
    """Asked as servers ask: Django's test client would drop the body itself."""
    told = []
    environ = RequestFactory().head(address).environ
    body = get_wsgi_application()(environ, lambda status, headers: told.append((status, dict(headers))))
    assert b"".join(body) == b""
    body.close()
    assert told[0][0][:3] == ("404" if address == "/nowhere/" else "200")


# --- back ------------------------------------------------------------------------------------------------------------


def kept(method, address, response):
    """What is said about keeping the answer, which the view itself forbids to."""
    add_never_cache_headers(response)
    asked = RequestFactory().generic(method, address)
    return let_back_lead_to_answers(lambda request: response)(asked)["Cache-Control"]


@pytest.mark.parametrize("status", [200, 400, 409])
def test_the_answer_to_a_form_of_the_cms_can_be_gone_back_to(status):
    assert kept("POST", "/cms/duyet/1/quyet-dinh/", HttpResponse(status=status)) == "private, max-age=0"


@pytest.mark.parametrize(
    ("method", "address", "response"),
    [
        ("GET", "/cms/duyet/1/", HttpResponse()),
        ("POST", "/cms/login/set-up/", HttpResponse()),
        ("POST", "/cms/account/two-factor/", HttpResponse()),
        ("POST", "/cms/users/1/", HttpResponse()),
        ("POST", "/cms/password_reset/confirm/a/b/", HttpResponse()),
        ("POST", "/cms/duyet/1/quyet-dinh/", HttpResponseRedirect("/cms/duyet/")),
        ("POST", "/cms/don-vi-toi/1/nhap/", JsonResponse({})),
        ("POST", "/mo-lai/1/", HttpResponse()),
    ],
)
def test_nothing_else_is_kept(method, address, response):
    assert "no-store" in kept(method, address, response)


def test_who_signs_out_leaves_nothing_in_the_browser():
    signed_out = let_back_lead_to_answers(lambda request: HttpResponseRedirect("/cms/login/"))
    assert signed_out(RequestFactory().post("/cms/logout/"))["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in signed_out(RequestFactory().get("/cms/logout/"))
