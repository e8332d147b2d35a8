"""Reviewers who disagree: the text goes to the head with who said what, and nobody else decides on it."""

from itertools import product

import pytest
from django.utils import timezone

from cases.actions import claiming, deciding
from cases.actions.actor import Actor, Role
from cases.actions.disagreeing import Disagreement, is_disputed
from cases.actions.rights import house, staff_of
from cases.actions.verify import Verification
from cases.editorial.desk import queue
from cases.models import Choice, Event, PendingDecision, Remark
from cases.templatetags.dates import moment_text
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in, version_of, waiting
from tests.cases.editorial.desk.test_views import SAID, address, decide, lost, page, told, words

pytestmark = pytest.mark.django_db


def advise(account, walk, advises, text="Thiếu ngày"):
    by = Actor(role=Role.CENTER, user_id=account.pk)
    claiming.remark(version=version_of(walk), kind="opinion", advises=advises, text=text, by=by, at=timezone.now())


@pytest.fixture
def hoa():
    return an_account("decide", username="hoa", first_name="Hoa", last_name="Trần")


@pytest.fixture
def head():
    return signed_in(an_account("head", username="head"))


def test_who_decides_against_another_opinion_is_told_and_the_head_decides(desk, hoa, head):
    walk, other = waiting("Khác ý"), waiting("Yên ổn", days=2)
    advise(hoa, walk, "return")
    assert decide(desk, walk).status_code == 302
    (said,) = told(desk)
    assert said.startswith(
        f"Phản ánh {walk.case.number}: Chưa quyết định vì người duyệt khác có ý khác. Ý của bạn (Duyệt)"
    )
    assert not PendingDecision.objects.exists()
    shown = page(desk, address("desk"))
    assert [words(row.b) for row in shown.select(".queue li")] == ["Yên ổn"]
    assert not shown.select('.chip[href*="khac-y"]')
    gone = [words(note) for note in page(desk, address("answer", walk)).select(".told .note")]
    assert gone == ["Người duyệt không cùng ý về câu này nên lãnh đạo Trung tâm quyết định."]
    shown = page(head, address("desk") + "?luong=khac-y")
    since = timezone.localtime(version_of(walk).submitted_at)
    assert words(shown.select_one(".chip[aria-current]")) == f"Không cùng ý 1 từ {since:%d/%m}"
    assert words(shown.select_one(".queue .tag")) == "không cùng ý"
    opinions = [words(said) for said in shown.select("#cau-tra-loi ~ .txt .note .remarks li")]
    assert opinions == ["Hoa Trần: Trả lại. Thiếu ngày", "Lan Nguyễn: Duyệt. Đã chọn trên bàn duyệt."]
    decide(head, walk, "return", **SAID)
    assert PendingDecision.objects.get().choice == "return"
    assert Event.objects.filter(kind="review.decide").get().data["disputed"] is True
    assert decide(desk, other).status_code == 302
    assert PendingDecision.objects.count() == 2, "what nobody disputes is decided as ever"
    assert list(Verification().run()) == []


def test_the_verb_refuses_whoever_is_not_the_head(desk, hoa, head):
    walk = waiting()
    advise(hoa, walk, "return")
    advise(desk.account, walk, "approve")
    given = {"answer": walk.answer, "version": 1, "choice": "approve", "at": timezone.now()}
    for account in (hoa, desk.account, an_account("decide")):
        with pytest.raises(Disagreement):
            deciding.decide(**given, by=Actor(role=Role.CENTER, user_id=account.pk))
    assert deciding.decide(**given, by=Actor(role=Role.CENTER, user_id=head.account.pk)).choice == "approve"


def test_who_agrees_decides_and_who_thinks_better_of_it_too(desk, hoa):
    walk = waiting()
    advise(hoa, walk, "return")
    advise(hoa, walk, "approve", "Đã có ngày")
    assert decide(desk, walk).status_code == 302
    made = PendingDecision.objects.get()
    assert (made.choice, Event.objects.filter(kind="review.decide").get().data.get("disputed")) == ("approve", None)


@pytest.mark.parametrize("power", ["decide", "head"])
def test_sql_and_rule_agree_on_what_is_disputed(power):
    lan, hoa = an_account("decide"), an_account("decide")
    staff = staff_of(an_account(power).pk, now=timezone.now())
    walk = waiting()
    for opinions in product((None, "approve", "return"), repeat=3):
        Remark.objects.all().delete()
        for account, advises in zip((lan, hoa, lan), opinions, strict=True):
            if advises:
                advise(account, walk, advises)
        mine = queue.versions().filter(queue.decidable(staff, house(), now=timezone.now()))
        by_rule = power == "head" or not is_disputed(version_of(walk))
        assert mine.exists() is by_rule, opinions


def test_an_opinion_that_comes_after_the_decision_is_told_of_it(desk, hoa):
    walk = waiting()
    decide(signed_in(hoa), walk)
    response = desk.post(address("remark", walk), {"kind": "opinion", "advises": "return", "text": "Thiếu ngày"})
    made = PendingDecision.objects.get()
    why = f"Hoa Trần đã quyết định câu này: Duyệt, lúc {moment_text(made.decided_at)}."
    typed = [("Việc", "Ý kiến thứ hai"), ("Ý kiến thứ hai: nên", "Trả lại")]
    assert lost(response) == (why, [*typed, ("Ghi cho người sau (bắt buộc)", "Thiếu ngày")])
    assert not Remark.objects.exists()


def test_without_a_delay_it_says_what_was_decided(desk, settings):
    settings.DECISION_DELAY = 0
    walk = waiting()
    decide(desk, walk, "return", **SAID)
    assert told(desk) == [f"{Choice.RETURN.label}: phản ánh {walk.case.number}. Đã có hiệu lực."]
    assert walk.answer.state == "returned"
