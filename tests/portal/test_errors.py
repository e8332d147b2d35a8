"""What lost visitors get: a page in the portal's look and the language of the address, and the case they may mean."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from portal import errors
from portal.urls import handler400, handler403, handler404, handler500
from portal.urls import urlpatterns as portal_urls
from tests.factories import a_case, walk_to

HEADINGS = {
    400: ("Không hiểu được yêu cầu này", "This request could not be understood"),
    403: ("Bạn không xem được trang này", "You cannot see this page"),
    404: ("Trang này không có", "There is no such page"),
    405: ("Địa chỉ này chỉ để xem", "This address is for reading only"),
}


def raising(error):
    def view(request):
        raise error

    return view


def sent(request):
    return HttpResponse("sent")


broken_ways = [
    path("400/", raising(BadRequest("geheim"))),
    path("suspicious/", raising(SuspiciousOperation("geheim"))),
    path("403/", raising(PermissionDenied("geheim"))),
    path("404/", raising(Http404("geheim"))),
    path("405/", require_safe(sent)),
    path("away/", raising(OperationalError("geheim: connection refused"))),
    path("closed/", raising(InterfaceError("geheim"))),
    path("500/", raising(ValueError("geheim"))),
    path("form/", csrf_protect(sent)),
]
urlpatterns = [path("tried/", include(broken_ways)), path("en/tried/", include(broken_ways)), *portal_urls]
__all__ = ["handler400", "handler403", "handler404", "handler500"]  # looked up by Django in the module of addresses

tried = pytest.mark.urls(__name__)


def page(response):
    return BeautifulSoup(response.content.decode(), "lxml")


def words(element):
    return " ".join(element.get_text(" ").split())


# --- one look, two languages ------------------------------------------------------------------------------------------


@tried
@pytest.mark.parametrize(("prefix", "language"), [("", 0), ("/en", 1)])
@pytest.mark.parametrize(
    ("address", "status"), [("400", 400), ("suspicious", 400), ("403", 403), ("404", 404), ("405", 405)]
)
def test_every_error_has_a_page_in_the_language_of_the_address(client, db, address, status, prefix, language):
    response = client.post(f"{prefix}/tried/{address}/")
    found = page(response)
    assert response.status_code == status
    assert found.html["lang"] == ("vi", "en")[language]
    assert words(found.h1) == HEADINGS[status][language]
    assert found.find("meta", {"name": "robots"})["content"] == "noindex"
    assert found.find("link", rel="canonical") is None
    assert found.find("form", role="search")["action"] == f"{prefix}/phan-anh/"
    assert "geheim" not in str(found)
    assert "script-src 'self'" in response["Content-Security-Policy"]


@tried
@pytest.mark.parametrize(
    ("prefix", "heading", "kept"),
    [
        ("", "Cổng đang mất kết nối với dữ liệu", "hoặc đã được ghi trọn, hoặc chưa ghi gì"),
        ("/en", "The portal has lost its data for a moment", "either kept as a whole or not at all"),
    ],
)
@pytest.mark.parametrize("address", ["away", "closed"])
def test_a_database_that_went_away_is_said_so_without_asking_it(address, prefix, heading, kept):
    visitor = Client(raise_request_exception=False)
    shown, sent = visitor.get(f"{prefix}/tried/{address}/"), visitor.post(f"{prefix}/tried/{address}/")
    for response in (shown, sent):
        assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
        assert 0 < int(response["Retry-After"]) < errors.RETRY_AFTER
        assert words(page(response).h1) == heading
        assert "geheim" not in response.content.decode()
    assert kept in words(page(sent).main)
    assert kept not in words(page(shown).main)


@tried
def test_what_broke_here_is_no_fault_of_the_database():
    response = Client(raise_request_exception=False).get("/tried/500/")
    assert (response.status_code, "geheim" in response.content.decode()) == (500, False)


READ = ["/phan-anh/", "/en/qua-han/", "/qua-han.csv", "/", "/tin/"]


@tried
@pytest.mark.parametrize(("prefix", "heading"), [("", "Chưa gửi được"), ("/en", "Not sent yet")])
def test_a_form_without_its_sign_is_told_what_to_do(prefix, heading):
    response = Client(enforce_csrf_checks=True).post(f"{prefix}/tried/form/", {"text": "Đèn hỏng"})
    assert response.status_code == 403
    assert words(page(response).h1) == heading
    assert "cookie" in words(page(response).main)


@pytest.mark.parametrize("address", ["/", "/en/phan-anh/"])
def test_a_foreign_host_gets_a_page_that_repeats_nothing_of_it(client, address):
    response = client.get(address, headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert b"elsewhere" not in response.content
    assert words(page(response).h1) == HEADINGS[400][address.startswith("/en")]


def test_a_refused_method_says_what_is_allowed(client):
    response = client.put("/phan-anh/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert (response["X-Frame-Options"], response["Content-Language"]) == ("SAMEORIGIN", "vi")
    assert int(response["Content-Length"]) == len(response.content) > 1000


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", READ)
def test_what_is_only_read_says_so_to_whoever_brings_no_sign_either(method, address):
    """As people and programs ask: without a token, which would help nobody here."""
    response = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.django_db
def test_every_address_tells_alike_what_it_can_be_asked_for(client):
    asked = f"/a/{walk_to('answered').case.number}"
    takes = dict.fromkeys([*READ, "/healthz", asked, "/sitemap.xml", "/api/v1/cases"], "GET, HEAD, OPTIONS")
    for address, allowed in {**takes, f"{asked}/chua-xong/": "GET, HEAD, POST, OPTIONS"}.items():
        response = client.options(address)
        assert (response.status_code, response["Allow"], response.content) == (204, allowed, b""), address
    assert client.options("/khong-co-gi/").status_code == 404


@pytest.mark.django_db
def test_a_form_that_takes_what_is_sent_is_told_of_its_sign_and_an_unknown_page_is_not_found():
    case = walk_to("answered").case
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.post(f"/a/{case.number}/chua-xong/").status_code == 403
    assert visitor.put(f"/a/{case.number}/chua-xong/").status_code == 405
    assert visitor.post("/khong-co-gi/").status_code == 404
    assert visitor.post("/cms/login/").status_code == 403


def test_machines_get_a_refusal_without_a_page(client):
    assert client.post("/healthz").content == b""
    assert client.post("/phan-anh/", headers={"accept": "application/json"}).content == b""


@pytest.mark.parametrize(
    "answer", [errors.bad_request, errors.permission_denied, errors.csrf_failure, errors.not_found]
)
def test_the_pages_ask_no_database(answer):
    """No `db` fixture: the first query would fail the test. Elsewhere 404 comes after Wagtail's look for redirects."""
    assert answer(RequestFactory().get("/khong-co/")).status_code in {400, 403, 404}


# --- the likely case --------------------------------------------------------------------------------------------------


@pytest.fixture
def lamp(db):
    return a_case("assigned", title="Đèn hỏng ở cầu Trường Tiền")


@pytest.mark.parametrize(
    "address",
    [
        "/phan-anh/2026/den-hong-a{}/",
        "/phan-anh/den-hong-a{}/",
        "/den-hong-a{}/",
        "/a{}/",
        "/x/a/{}/y/",
        "/phan-anh/2026/03/den-hong-a{}/tra-loi/",
        "/a987/x-a{}/",
        "/phan-anh/2026/03/Đèn hỏng-a{}/",
        "/phan-anh/2026/03/den-hong-a{}.html/",
    ],
)
def test_an_address_with_a_number_offers_its_case(client, lamp, address):
    response = client.get(address.format(lamp.number))
    assert response.status_code == 404
    section = page(response).find("section")
    assert words(section.h2) == f"Có phải bạn tìm phản ánh số {lamp.number}?"
    assert words(section.a) == "Đèn hỏng ở cầu Trường Tiền"
    assert client.get(section.a["href"]).status_code == 200


def test_the_offer_is_in_the_language_of_the_address(client, lamp):
    found = page(client.get(f"/en/phan-anh/x-a{lamp.number}/"))
    assert words(found.section.h2) == f"Are you looking for case no. {lamp.number}?"
    assert found.section.a["href"].startswith("/en/phan-anh/")


@pytest.mark.parametrize(
    "address",
    ["/khong-co/", "/phan-anh/x-a{other}/", "/{number}/", "/x-b{number}/", "/x-a{number}9/", "/ca{number}/"],
)
def test_other_addresses_offer_nothing(client, lamp, address):
    response = client.get(address.format(number=lamp.number, other=lamp.number + 1))
    assert response.status_code == 404
    assert page(response).section is None


@pytest.mark.parametrize("state", ["received", "declined", "withdrawn", "merged"])
def test_what_is_not_public_is_not_offered(client, db, state):
    hidden = a_case(state, title="Lời không công khai")
    response = client.get(f"/phan-anh/x-a{hidden.number}/")
    assert response.status_code == 404
    assert "Lời không công khai" not in response.content.decode()
    assert page(response).section is None


@pytest.mark.parametrize("digits", ["9" * 18, "9" * 19, "9" * 400, "٣", "0"])
def test_no_number_is_too_large(client, db, digits):
    assert client.get(f"/phan-anh/x-a{digits}/").status_code == 404


def test_the_offer_costs_three_queries(lamp, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert errors.likely_case(f"/x-a{lamp.number}/").number == lamp.number
    with django_assert_num_queries(0):
        assert errors.likely_case("/khong-co/") is None


def test_a_page_that_offers_nothing_never_fails_for_the_offer(client, db, monkeypatch):
    def refuse(cases, *, at):
        raise DatabaseError("geheim")

    monkeypatch.setattr(errors, "told", refuse)
    response = client.get("/phan-anh/x-a12/")
    assert response.status_code == 404
    assert b"geheim" not in response.content
