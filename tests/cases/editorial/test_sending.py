"""Addresses that only take what is sent, and who is let in to which desk: from requests that reach no database."""

from http import HTTPStatus

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from cases.editorial.admission import DeskMenuItem
from cases.editorial.center.admission import CENTER
from cases.editorial.finding import FINDERS
from cases.editorial.office.queue import Tab
from cases.editorial.office.views import OFFICE, list_url, page_number, tab_of
from cases.editorial.refusals import ADD, COPY, MOVE, OTHER, PRIVACY, REMOVE, reason_for
from cases.editorial.sending import sent_from
from cases.rules.rights import Power

pytestmark = pytest.mark.pure


@sent_from("review_answer")
def takes(request, pk):
    return HttpResponse(f"taken {pk}")


def asked(method, address="/x/", **kwargs):
    return takes(RequestFactory().generic(method, address), **(kwargs or {"pk": 7}))


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/x/", "/cms/duyet/7/"),
        ("/x/?luong=gap", "/cms/duyet/7/?luong=gap"),
        ("/x/?q=a%26b&q=c", "/cms/duyet/7/?q=a%26b&q=c"),
        ("/x/?", "/cms/duyet/7/"),
    ],
)
def test_who_comes_by_a_link_is_led_to_the_page_that_sends_there(address, leads):
    response = asked("GET", address)
    assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, leads)


@pytest.mark.parametrize(
    ("method", "status"),
    [("POST", 200), ("HEAD", 405), ("PUT", 405), ("DELETE", 405), ("PATCH", 405), ("OPTIONS", 405)],
)
def test_what_is_sent_is_taken_and_nothing_else(method, status):
    response = asked(method)
    assert response.status_code == status
    assert (b"taken 7" in response.content) is (status == 200)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("delete", REMOVE),
        ("unpublish", REMOVE),
        ("move_confirm", MOVE),
        ("copy", COPY),
        ("add_subpage", ADD),
        ("revisions_unschedule", PRIVACY),
        ("something_new", OTHER),
        ("", OTHER),
    ],
)
def test_what_wagtail_may_not_do_has_a_reason(name, reason):
    assert reason_for(name) == str(reason)


class Account:
    """Somebody who holds these permissions."""

    def __init__(self, *held):
        self.held = held

    def has_perm(self, permission):
        return permission in self.held


@pytest.mark.parametrize(
    ("held", "shown"),
    [([], False), (["cases.edit"], True), (["cases.decide", "cases.answer"], True), (["cases.answer"], False)],
)
def test_a_desk_stands_in_the_menu_of_those_who_hold_one_of_its_permissions(held, shown):
    item = DeskMenuItem("Bàn", "/x/", permissions=("cases.edit", "cases.decide"))
    request = RequestFactory().get("/")
    request.user = Account(*held)
    assert item.is_shown(request) is shown


def test_powers_of_the_desks():
    assert CENTER.isdisjoint(OFFICE)
    assert {Power.EDIT, Power.DECIDE, Power.HEAD, Power.ANSWER, Power.FOLLOW} == FINDERS
    assert Power.ADMINISTER not in FINDERS, "who keeps accounts reads no reports"


def got(query):
    return RequestFactory().get(f"/x/?{query}")


@pytest.mark.parametrize(("query", "page"), [("", 1), ("trang=1", 1), ("trang=9999", 9999), ("trang=07", 7)])
def test_a_page_of_the_officers_list(query, page):
    assert page_number(got(query)) == page


@pytest.mark.parametrize(
    "told", ["", "0", "-1", "10000", "x", "1.5", "%C2%B2", "000001" + "9" * 30, "1" * 5_000], ids=lambda told: told[:9]
)
def test_a_page_that_there_cannot_be_is_none(told):
    with pytest.raises(Http404):
        page_number(got(f"trang={told}"))


@pytest.mark.parametrize(
    ("query", "tab"),
    [("", Tab.NEEDED), ("muc=", Tab.NEEDED), ("muc=qua-han", Tab.PAST_DUE), ("muc=cho-duyet", Tab.AWAITING)],
)
def test_a_tab_by_its_word(query, tab):
    assert tab_of(got(query)) is tab


@pytest.mark.parametrize("told", ["khac", "NEEDED", "qua-han%20"])
def test_a_tab_that_is_none_is_no_page(told):
    with pytest.raises(Http404):
        tab_of(got(f"muc={told}"))


@pytest.mark.parametrize(
    ("told", "query"),
    [
        ((Tab.NEEDED,), ""),
        ((Tab.PAST_DUE,), "?muc=qua-han"),
        ((Tab.NEEDED, "kim-long"), "?don-vi=kim-long"),
        ((Tab.NEEDED, "", 1), ""),
        ((Tab.AWAITING, "kim-long", 2), "?muc=cho-duyet&don-vi=kim-long&trang=2"),
    ],
)
def test_the_address_of_a_page_of_a_tab(told, query):
    address, mark, rest = list_url(*told).partition("?")
    assert (address, mark + rest) == ("/cms/don-vi-toi/", query)
