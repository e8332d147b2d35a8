"""The page after sign-in, and what stands instead of a page: one's desks with their numbers, refusals, nothing here."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions.rights import staff_of
from cases.editorial.front import desks
from tests.accounts import GROUPS, an_account
from tests.cases.editorial.desk.conftest import signed_in, waiting
from tests.cases.editorial.office.conftest import given
from tests.factories import KIM_LONG, ago, walk_to

pytestmark = pytest.mark.django_db

OPEN_TO = {
    "answer": ["office_desk"],
    "follow": ["office_desk"],
    "edit": ["center_day"],
    "decide": ["review_desk", "center_day"],
    "head": ["review_desk", "center_day"],
    "administer": [],
}


def read(client, where="/cms/", status=200):
    response = client.get(where)
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


def words(node):
    return " ".join(node.get_text(" ", strip=True).split())


def numbers(page):
    return {words(each.dt): int(words(each.dd)) for each in page.select(".mb-desk dl div")}


@pytest.mark.parametrize("power", GROUPS)
def test_everybody_is_led_to_the_desks_that_let_them_in(power):
    client = signed_in(an_account(power, agency=KIM_LONG if power in ("answer", "follow") else None))
    page = read(client)
    assert [a["href"] for a in page.select(".mb-desk h2 a")] == [reverse(name) for name in OPEN_TO[power]]
    for link in page.select(".mb-desk h2 a"):
        assert client.get(link["href"]).status_code == 200, link
    assert "wagtail.org" not in str(page.main)


def test_numbers_are_those_of_the_desk():
    given("mới", days=1)
    given("quá hạn", days=40)
    waiting()
    walk_to("received")
    officer = an_account("answer", agency=KIM_LONG)
    shown = {"Cần trả lời": 2, "Bị trả lại": 0, "Chờ duyệt": 1, "Quá hạn": 1, "Mới trả lời": 0}
    assert numbers(read(signed_in(officer))) == shown
    page = read(signed_in(an_account("decide")))
    assert (numbers(page)["Chờ duyệt"], numbers(page)["Chờ xác minh"]) == (1, 1)


def test_its_queries_do_not_grow():
    staff = [staff_of(an_account(*powers, agency=KIM_LONG).pk, now=ago(days=0)) for powers in (["answer"], ["head"])]
    asked = []
    for _ in range(3):  # the first time codes are read that are then remembered
        waiting()
        given("một việc", days=3)
        with CaptureQueriesContext(connection) as captured:
            for each in staff:
                desks(each, now=ago(days=0))
        asked.append(len(captured))
    assert asked[1] == asked[2] <= 9


def test_who_may_not_is_told_why():
    officer = signed_in(an_account("answer", agency=KIM_LONG))
    refused = read(officer, reverse("review_desk"), 403)
    assert "Bàn duyệt chỉ dành cho người duyệt của Trung tâm." in words(refused.main)
    assert refused.select_one("main a[href='/cms/']")
    assert "Các trang này chỉ dành cho người của Trung tâm." in words(read(officer, reverse("center_day"), 403).main)
    reviewer = signed_in(an_account("decide"))
    assert "Bàn này chỉ dành cho người đang làm việc" in words(read(reviewer, reverse("office_desk"), 403).main)


def test_where_nothing_is_there_is_a_page_with_landmarks():
    page = read(signed_in(an_account("decide")), "/cms/khong-co/", 404)
    assert "Trang này không có" in words(page.h1)
    assert page.select_one("a.skip")["href"] == f"#{page.main['id']}"
    assert page.header
    assert page.select_one("main a[href='/cms/']")
