"""A higher agency is asked, through the Center, and its opinion published: every step over HTTP, read from outside."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cases.actions.drafting import in_hand, seen
from cases.models import Assignment, AssignmentKind, Ruling, Submission
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.editorial.office.asking import page, post, words
from tests.cases.editorial.office.conftest import given
from tests.factories import BOARD, KIM_LONG, an_agency

pytestmark = pytest.mark.django_db

UNCLEAR = "Sở đã nhận câu hỏi và đã đọc hồ sơ của phường."
VIEW = "Sở đã đồng ý cho phường thay cả đường dây."
ASKED = {"reason": "vuot-tham-quyen", "sentence": "Cột này của Sở quản lý"}


@pytest.fixture
def people(settings):
    settings.DECISION_DELAY = 0
    an_agency(BOARD, kind="department")
    an_agency(KIM_LONG)
    return {
        "ward": signed_in(an_account("answer", agency=KIM_LONG, username="hoa")),
        "above": signed_in(an_account("answer", agency=BOARD, username="nam")),
        "desk": signed_in(an_account("decide", username="lan")),
    }


def outside(client, walk):
    """What anybody reads of the case."""
    answer = client.get(reverse("case_short", args=[walk.case.number]), follow=True)
    return words(BeautifulSoup(answer.content, "lxml").main)


def hand_in(client, charge, text):
    where = reverse("office_submit", args=[charge.pk])
    sent = client.post(where, {"seen": seen(in_hand(charge)), "text": text, "outcome": "done"})
    assert sent["Location"] == reverse("office_case", args=[charge.pk])
    assert Submission.objects.filter(answer__assignment=charge, decision="", text=text).exists()


def decide(client, charge, choice, **said):
    version = Submission.objects.filter(answer__assignment=charge, decision="").get()
    told = {"choice": choice, "version": version.number, **said}
    assert client.post(reverse("review_decide", args=[version.pk]), told).status_code == 302


def test_asked_ruled_returned_approved_and_the_ward_answers_after_it(people, client):
    walk = given(days=3)
    ward = walk.assignment
    due = ward.due_dates.latest("pk").due_at
    post(people["ward"], "ask_higher", walk, **ASKED, suggests=an_agency(BOARD).pk)

    ruling = Ruling.objects.get()
    told = {"outcome": "asked", "to": an_agency(BOARD).pk, "reason": "theo-phan-cap", "words": "Sở cho ý kiến"}
    assert people["desk"].post(reverse("review_rule", args=[ruling.pk]), told).status_code == 302
    read = outside(client, walk)
    assert f"{KIM_LONG} xin ý kiến cấp trên" in read
    assert f"Chuyển câu hỏi của {KIM_LONG} lên {BOARD}" in read
    assert "“Sở cho ý kiến”" in read
    opinion = Assignment.objects.get(kind=AssignmentKind.OPINION)
    assert (opinion.agency.name, opinion.state, ward.due_dates.latest("pk").due_at) == (BOARD, "open", due)
    assert f"{BOARD} (được hỏi ý kiến)" in words(page(people["ward"], reverse("office_case", args=[ward.pk])).main)

    hand_in(people["above"], opinion, UNCLEAR)
    decide(people["desk"], opinion, "return", reason="return:chua-ro", sentence="Sở cho hay không cho?")
    hand_in(people["above"], opinion, VIEW)
    read = outside(client, walk)
    assert "Sở cho hay không cho?" in read
    assert UNCLEAR not in read
    assert VIEW not in read
    decide(people["desk"], opinion, "approve")
    read = outside(client, walk)
    assert VIEW in read
    assert f"{BOARD} cho ý kiến" in read
    assert "Đã làm xong" not in read, "who gives an opinion has done nothing in the street"
    walk.case.refresh_from_db()
    assert walk.case.state == "in_progress", "an opinion ends no case"
    assert VIEW in words(page(people["ward"], reverse("office_case", args=[ward.pk])).main)

    hand_in(people["ward"], ward, "Đã thay cả đường dây tối qua, đèn đã sáng.")
    decide(people["desk"], ward, "approve")
    walk.case.refresh_from_db()
    assert walk.case.state == "answered"
    assert "Đã làm xong" in outside(client, walk)
