"""What stands between an address and its page: refused verbs, lost visitors, the CMS's doors; without a database."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.test import RequestFactory
from django.utils.translation import override
from wagtailgeowidget.widgets import LeafletField

from cases.models import Agency
from portal import checks, doors, errors
from portal.middleware import (
    close_for_maintenance,
    explain_refused_methods,
    keep_demo_out_of_search_engines,
    let_back_lead_to_answers,
)

FACTORY = RequestFactory()


def words(response):
    return " ".join(BeautifulSoup(response.content.decode(), "lxml").h1.get_text(" ").split())


# --- verbs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("allowed", "told"),
    [
        ("GET, HEAD", "GET, HEAD, OPTIONS"),
        ("GET, HEAD, OPTIONS", "GET, HEAD, OPTIONS"),
        ("OPTIONS, GET, HEAD, POST", "GET, HEAD, POST, OPTIONS"),
        ("POST", "POST, OPTIONS"),
        ("OPTIONS", "OPTIONS"),
    ],
)
def test_that_one_may_ask_is_told_last_and_once(allowed, told):
    assert errors.with_options(allowed) == told


def behind(response, method="POST", path="/phan-anh/", accept="text/html"):
    """What becomes of the answer of a view."""
    request = FACTORY.generic(method, path, HTTP_ACCEPT=accept)
    return explain_refused_methods(lambda request: response)(request)


def refusal(content=b"", **headers):
    return HttpResponse(content, status=405, headers={"Allow": "GET, HEAD", **headers})


@pytest.mark.parametrize(
    ("asked", "explained"),
    [
        ({}, True),
        ({"path": "/cms/pages/"}, True),
        ({"path": "/healthz"}, False),
        ({"path": "/readyz"}, False),
        ({"accept": "application/json"}, False),
        ({"accept": "*/*"}, True),
    ],
    ids=["a page", "of the CMS", "a probe", "the other", "a program", "anything"],
)
def test_a_bare_refusal_becomes_a_page_for_those_who_read_pages(asked, explained):
    found = behind(refusal(), **asked)
    assert found.status_code == 405
    assert bool(found.content) is explained
    assert found["Allow"].startswith("GET, HEAD")
    assert not explained or words(found) == "Địa chỉ này chỉ để xem"


def test_a_refusal_that_explains_itself_stays():
    assert behind(refusal(b"vi sao")).content == b"vi sao"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/phan-anh/", 204, "GET, HEAD, OPTIONS"),
        ("/cms/pages/", 405, "GET, HEAD, OPTIONS"),
    ],
)
def test_who_asks_what_there_is_to_ask_is_told_it(path, status, told):
    """In the CMS the page that explains a refusal names it."""
    found = behind(refusal(), method="OPTIONS", path=path)
    assert (found.status_code, found["Allow"]) == (status, told)


def test_what_is_told_already_is_not_told_anew():
    told = HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS", "Access-Control-Max-Age": "5"})
    assert behind(told, method="OPTIONS") is told


def test_an_answer_that_names_no_verbs_passes():
    fine = HttpResponse("x")
    assert behind(fine, method="OPTIONS") is fine
    assert "Allow" not in fine.headers


def asked_by_options(path="/phan-anh/", allow="GET, HEAD", match=True):
    """What the page of a request says it can be asked for, and the methods by which it was asked."""
    seen = []

    def view(request, slug):
        seen.append((request.method, slug))
        return HttpResponse(headers={"Allow": allow} if allow else {})

    request = FACTORY.post(path)
    request.resolver_match = SimpleNamespace(func=view, args=(), kwargs={"slug": "x"}) if match else None
    return request, errors.allowed_methods(request), seen


def test_a_page_is_asked_what_it_takes_and_the_request_stays_what_it_was():
    request, allowed, seen = asked_by_options()
    assert (allowed, seen, request.method) == ("GET, HEAD", [("OPTIONS", "x")], "POST")


@pytest.mark.parametrize(
    ("given", "asked"),
    [({"allow": ""}, 1), ({"match": False}, 0), ({"path": "/cms/pages/"}, 0)],
    ids=["one that does not say", "no page", "the CMS"],
)
def test_elsewhere_nobody_knows(given, asked):
    _request, allowed, seen = asked_by_options(**given)
    assert (allowed, len(seen)) == ("", asked)


@pytest.mark.parametrize(
    ("allowed", "status", "heading"),
    [
        ("GET, HEAD, OPTIONS", 405, "Địa chỉ này chỉ để xem"),
        ("GET, HEAD, POST, OPTIONS", 403, "Chưa gửi được"),
        ("", 403, "Chưa gửi được"),
    ],
)
def test_a_form_without_its_sign_is_refused_for_what_is_wrong_with_it(monkeypatch, allowed, status, heading):
    monkeypatch.setattr(errors, "allowed_methods", lambda request: allowed)
    found = errors.csrf_failure(FACTORY.post("/phan-anh/"))
    assert (found.status_code, words(found)) == (status, heading)


# --- the likely case -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/phan-anh/2026/12/den-hong-a48213/", 48213),
        ("/a/7", 7),
        ("/a7", 7),
        ("/x-a7", 7),
        ("/x-a7.html", 7),
        ("/a/7/a/8", 8),
        ("/x-a007/", 7),
        ("/x-a" + "9" * 18, int("9" * 18)),
        ("/x-a" + "9" * 19, None),
        ("/A/7", None),
        ("/ca/7", None),
        ("/a-7", None),
        ("/a/x7", None),
        ("/7/", None),
        ("/", None),
        ("/x-a٧", None),
    ],
)
def test_the_number_that_an_address_holds(monkeypatch, address, number):
    asked = []
    public = SimpleNamespace(filter=lambda number: asked.append(number) or number)
    monkeypatch.setattr(errors, "Case", SimpleNamespace(objects=SimpleNamespace(public=lambda: public)))
    monkeypatch.setattr(errors, "told", lambda cases, at: [f"case {cases}"])
    assert errors.likely_case(address) == (None if number is None else f"case {number}")
    assert asked == ([] if number is None else [number])


# --- what broke ------------------------------------------------------------------------------------------------------


def broken(error, path="/phan-anh/", method="GET"):
    try:
        raise error
    except type(error):
        return errors.broken(FACTORY.generic(method, path))


@pytest.mark.parametrize(
    ("error", "status"),
    [(OperationalError("x"), 503), (InterfaceError("x"), 503), (ValueError("x"), 500), (KeyError("x"), 500)],
)
@pytest.mark.parametrize("path", ["/phan-anh/", "/api/v1/cases"])
def test_a_database_that_is_away_is_no_fault_of_ours(error, status, path):
    found = broken(error, path)
    assert found.status_code == status
    assert (found.get("Content-Type") == "application/problem+json") is (path == "/api/v1/cases")
    assert (found.get("Retry-After") == "30") is (status == 503 or "api" in path)


@pytest.mark.parametrize(
    ("path", "kind", "again"),
    [("/cms/", "text/html; charset=utf-8", "600"), ("/en/api/v1/cases", "application/problem+json", "600")],
)
def test_a_closed_portal_says_when_to_come_back(settings, path, kind, again):
    settings.MAINTENANCE = True
    found = close_for_maintenance(lambda request: pytest.fail("reached"))(FACTORY.get(path))
    assert (found.status_code, found["Content-Type"], found["Retry-After"]) == (503, kind, again)
    assert found["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("closed", "path"), [(True, "/healthz"), (True, "/readyz"), (False, "/"), (False, "/cms/")])
def test_an_open_portal_and_its_probes_are_reached(settings, closed, path):
    settings.MAINTENANCE = closed
    there = HttpResponse("x")
    assert close_for_maintenance(lambda request: there)(FACTORY.get(path)) is there


@pytest.mark.parametrize(("demo", "said"), [(True, "noindex"), (False, "all")])
def test_what_a_view_says_to_search_engines_holds_but_in_a_demo(settings, demo, said):
    settings.DEMO = demo
    response = keep_demo_out_of_search_engines(lambda request: HttpResponse(headers={"X-Robots-Tag": "all"}))
    assert response(FACTORY.get("/"))["X-Robots-Tag"] == said


@pytest.mark.parametrize(
    ("path", "response", "kept"),
    [
        ("/cms/duyet/1/", HttpResponse(status=499), "private, max-age=0"),
        ("/cms/duyet/1/", HttpResponse(status=500), None),
        ("/cms/duyet/1/", HttpResponse(content_type="text/plain"), None),
        ("/cms/duyet/1/", JsonResponse({}), None),
        ("/cms/", HttpResponse(), "private, max-age=0"),
        ("/cms/users/", HttpResponse(), None),
        ("/cms/usersx/", HttpResponse(), "private, max-age=0"),
        ("/cmsx/duyet/", HttpResponse(), None),
        ("/cms/logout/", HttpResponseRedirect("/"), None),
    ],
    ids=["refused", "broken", "text", "json", "the front", "secret", "like a secret", "not the CMS", "a way on"],
)
def test_which_answers_the_browser_may_go_back_to(path, response, kept):
    response.headers["Expires"] = "0"
    found = let_back_lead_to_answers(lambda request: response)(FACTORY.post(path))
    assert found.get("Cache-Control") == kept
    assert ("Expires" in found.headers) is (kept is None)
    assert ("Clear-Site-Data" in found.headers) is (path == "/cms/logout/")


# --- doors of the CMS ------------------------------------------------------------------------------------------------


def at_the_door(method, name="wagtailadmin_home", path="/cms/", **kwargs):
    """What the doorkeeper says to a request that leads there; None lets it in."""
    request = FACTORY.generic(method, path)
    request.resolver_match = SimpleNamespace(view_name=name)
    keeper = doors.ask_at_doors(lambda request: None)
    return keeper.process_view(request, None, (), kwargs)


@pytest.mark.parametrize(
    ("method", "name", "path", "enters"),
    [
        ("GET", "x", "/cms/", True),
        ("HEAD", "x", "/cms/", True),
        ("OPTIONS", "x", "/cms/", True),
        ("POST", "x", "/cms/", True),
        ("PUT", "x", "/cms/", False),
        ("TRACE", "x", "/cms/", False),
        ("PATCH", "wagtailadmin_dismissibles", "/cms/", True),
        ("DELETE", "wagtailadmin_dismissibles", "/cms/", False),
        ("DELETE", "wagtailadmin_pages:preview_on_add", "/cms/", True),
        ("DELETE", "wagtailadmin_pages:preview_on_edit", "/cms/", True),
        ("PATCH", "wagtailadmin_pages:preview_on_edit", "/cms/", False),
        ("PUT", "x", "/phan-anh/", True),
    ],
)
def test_by_which_verb_one_enters(method, name, path, enters):
    found = at_the_door(method, name, path)
    assert (found is None) is enters
    assert enters or (found.status_code, found["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")


def test_of_what_is_no_model_there_are_not_many():
    assert doors._model("cases", "khongco") is None
    assert doors._model("khongco", "agency") is None
    assert doors._model("cases", "agency") is Agency
    assert at_the_door("GET", doors.MANY, app_label="khong", model_name="co") is None


@pytest.mark.parametrize(
    ("of_root", "by_root", "may"), [(False, False, True), (True, True, True), (False, True, True), (True, False, False)]
)
def test_whose_account_one_may_change(of_root, by_root, may):
    request = SimpleNamespace(user=SimpleNamespace(is_superuser=by_root))
    user = SimpleNamespace(is_superuser=of_root)
    if may:
        assert doors.ask_before_editing(request, user) is None
    else:
        with pytest.raises(PermissionDenied):
            doors.ask_before_editing(request, user)


@pytest.mark.parametrize("may", [True, False])
def test_who_may_not_move_a_page_is_not_even_asked_where_to(may):
    page = SimpleNamespace(permissions_for_user=lambda user: SimpleNamespace(can_move=lambda: may))
    request = SimpleNamespace(user=None)
    if may:
        assert doors.ask_before_moving(request, page, None) is None
    else:
        with pytest.raises(PermissionDenied):
            doors.ask_before_moving(request, page, None)


# --- the map of the CMS ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "name"), [("vi", "Toạ độ: vĩ độ, kinh độ"), ("en", "Coordinates: latitude, longitude")]
)
def test_the_field_for_coordinates_says_what_it_is_for(language, name):
    with override(language):
        page = BeautifulSoup(LeafletField().render("location", "", attrs={"id": "id_location"}), "lxml")
    fields = page.find_all("input")
    assert [field.get("aria-label") for field in fields if field.get("aria-label")] == [name]
    assert len({field.get("id") for field in fields}) == len(fields)


# --- addresses in settings -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("https://a.vn", True),
        ("http://a.vn:1", True),
        ("http://a.vn:65535", True),
        ("http://a.vn:0", False),
        ("http://a.vn:65536", False),
        ("HTTPS://A.VN", True),
        ("http:///x", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_an_address_is_absolute_with_a_sound_port(address, sound):
    assert (checks._split(address) is not None) is sound


@pytest.mark.parametrize(
    ("hosts", "answers"),
    [
        (["hue.vn"], True),
        ([".hue.vn"], True),
        (["HUE.VN"], False),
        (["x.vn", ".vn"], True),
        ([".ue.vn"], False),
        (["*"], False),
        ([], False),
    ],
)
def test_which_hosts_are_answered(settings, hosts, answers):
    settings.ALLOWED_HOSTS = hosts
    assert checks._answers_to("hue.vn") is answers


def test_hints_name_what_would_be_right(settings):
    settings.MAILS_AT_ONCE = ["returned", "x", "a", "x"]
    (message,) = checks.check_mails_at_once(None)
    assert "a, x." in message.msg
    assert "returned" in message.hint
    settings.SEARCH_INDEX, settings.TIME_ZONE = "Hue", settings.TIME_ZONE
    (message,) = checks.check_search_index(None)
    assert "'Hue'" in message.msg
