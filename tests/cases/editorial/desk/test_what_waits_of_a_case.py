"""Who opens a case by its number sees that an answer of it waits, and comes to it where it may be decided on."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.cases.editorial.desk.conftest import version_of, waiting

pytestmark = pytest.mark.django_db

WAITS, OTHERS = "đang chờ duyệt.", "Người khác phải duyệt câu này."


def of_case(client, walk):
    page = BeautifulSoup(client.get(reverse("review_case", args=[walk.case.number])).content, "html.parser")
    return page.get_text(), page.find("a", href=reverse("review_answer", args=[version_of(walk).pk]))


def test_what_waits_is_named_and_led_to(desk):
    told, link = of_case(desk, waiting())
    assert WAITS in told
    assert link.get_text() == "Mở câu trả lời này"


def test_who_may_not_decide_is_told_that_others_have_to(reviewer, desk):
    walk = waiting()
    version_of(walk).hands.add(reviewer)
    told, link = of_case(desk, walk)
    assert (WAITS in told, OTHERS in told, link) == (True, True, None)


def test_what_is_decided_waits_no_more(desk):
    walk = waiting()
    walk.approve()
    told, link = of_case(desk, walk)
    assert (WAITS in told, link) == (False, None)
