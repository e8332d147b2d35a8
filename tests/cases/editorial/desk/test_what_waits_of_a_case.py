"""Who opens a case by its number sees that an answer of it waits, and comes to it where it may be decided on."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cases.models import Appeal, PendingDecision
from cases.templatetags.dates import clock_text
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in, version_of, waiting
from tests.cases.editorial.desk.test_matters import appealed
from tests.cases.editorial.desk.test_views import SAID, decide

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
    assert (WAITS in told, OTHERS in told, link.get_text()) == (True, True, "Mở để đọc hoặc che lời")


@pytest.mark.parametrize("whose", ["own", "another's"])
def test_what_waits_to_count_is_named_with_the_decision_and_led_to(desk, whose):
    walk = waiting()
    decide(desk if whose == "own" else signed_in(an_account("decide")), walk, "return", **SAID)
    told, link = of_case(desk, walk)
    until = clock_text(PendingDecision.objects.get().effective_at)
    assert f"đã có quyết định: Trả lại. Có hiệu lực lúc {until}." in " ".join(told.split())
    assert link.get_text() == "Mở câu trả lời này"
    assert (WAITS in told, OTHERS in told) == (False, False)


def test_an_appeal_that_is_decided_and_does_not_count_yet_too(desk):
    walk = appealed()
    where = reverse("review_appeal_decide", args=[Appeal.objects.get().pk])
    desk.post(where, {"granted": "0", "words": "Ảnh nơi khác"})
    told, link = of_case(desk, walk)
    assert "đã có quyết định: Giữ nguyên quyết định." in " ".join(told.split())
    assert link is not None


def test_what_is_decided_waits_no_more(desk):
    walk = waiting()
    walk.approve()
    told, link = of_case(desk, walk)
    assert (WAITS in told, link) == (False, None)
