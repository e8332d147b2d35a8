"""Several writers at once: each waits its turn, none fails, every chain stays whole."""

import json
from collections import Counter
from datetime import date, timedelta

import pytest

from cases.actions import answering, appealing, covering, rate, receive, remove, review, ruling
from cases.actions.actor import CENTER, CITIZEN, OFFICER
from cases.actions.as_seen import CaseChanged, as_seen
from cases.actions.change_calendar import DayChange, change_calendar
from cases.actions.changing import ActionRefused, changing
from cases.models import Appeal, Calendar, Case, CaseMonthPage, DueDate, Rating, Ruling, Story
from cases.rules.states import MoveRefused
from tests.factories import KIM_LONG, LIGHTING, START, Walk, a_category, an_agency, walk_to

WRITERS = 4
EACH = 6

pytestmark = pytest.mark.django_db(transaction=True)


def test_nobody_who_writes_one_case_fails(writers):
    case = Walk().accept().case
    together = writers()

    def append():
        for n in range(EACH):
            with changing(case.pk, by=CENTER, at=START + timedelta(minutes=n)) as change:
                change.record("case.update", level="full")

    together.at_once(*[append] * WRITERS)
    assert together.faults == []
    seqs = together.ask(lambda: list(case.events.order_by("seq").values_list("seq", flat=True)))
    assert seqs == list(range(1, 2 + WRITERS * EACH + 1))
    assert together.findings() == []


def test_reports_that_come_at_once_have_numbers_of_their_own(writers):
    walk_to("received")
    together = writers()

    def report():
        given = {"category": a_category(), "by": CITIZEN, "at": START, "text": "", "place": ""}
        cases = [receive.receive(title="Đèn hỏng", **given) for _ in range(3)]
        return [receive.accept(case=case, by=CENTER, at=START).number for case in cases]

    together.at_once(*[report] * WRITERS)
    assert together.faults == []
    numbers = [number for some in together.results for number in some]
    assert sorted(numbers) == list(range(min(numbers), min(numbers) + 3 * WRITERS))
    assert together.ask(CaseMonthPage.objects.count) == 1
    assert together.findings() == []


def test_two_cases_merged_into_each_other_make_no_circle(writers):
    first, second = walk_to("accepted").case, walk_to("accepted").case
    together = writers()

    def merge(case, into):
        return lambda: remove.merge(case=case, into=into, by=CENTER, at=START + timedelta(days=1)).state

    together.at_once(merge(first, second), merge(second, first))
    assert together.results == ["merged"]
    assert [type(fault) for fault in together.faults] == [ActionRefused]
    states = together.ask(lambda: Counter(Case.objects.values_list("state", flat=True)))
    assert states == {"merged": 1, "in_progress": 1}


def test_an_answer_is_decided_once(writers):
    walk = walk_to("awaiting")
    answer, at = walk.answer, walk.at
    together = writers()
    together.at_once(
        lambda: review.approve(answer=answer, by=CENTER, at=at).decision,
        lambda: review.return_answer(answer=answer, reason="chua-ro", sentence="Rõ hơn", by=CENTER, at=at).decision,
        lambda: remove.withdraw(case=walk.case, reason="du-lieu-ca-nhan", by=CENTER, at=at).state,
    )
    decisions = {"approved", "returned"} & set(together.results)
    assert len(decisions) <= 1
    assert "withdrawn" in together.results
    assert {type(fault) for fault in together.faults} <= {ActionRefused, MoveRefused}
    assert together.findings() == []


def test_an_appeal_is_decided_once_and_not_while_the_agency_hands_in_anew(writers):
    walk = walk_to("appealed")
    appeal, answer, at = Appeal.objects.get(), walk.answer, walk.at + timedelta(hours=1)
    together = writers()

    def decide(granted):
        told = {"appeal": appeal, "granted": granted, "words": "Rõ", "by": CENTER, "at": at}
        return lambda: appealing.decide_appeal(**told).outcome

    together.at_once(decide(True), decide(False), lambda: answering.submit(answer=answer, by=OFFICER, at=at).decision)
    assert len({"granted", "rejected"} & set(together.results)) <= 1
    assert {type(fault) for fault in together.faults} <= {ActionRefused, MoveRefused}
    outcome = together.ask(lambda: Appeal.objects.get().outcome)
    assert outcome in ("granted", "rejected", "dropped")
    assert together.findings() == []


def test_a_matter_is_ruled_on_once(writers):
    walk = walk_to("not_ours")
    asked, other, at = Ruling.objects.get(), an_agency(LIGHTING), walk.at + timedelta(hours=1)
    together = writers()

    def rule(outcome, to=None):
        told = {"reason": "theo-dia-ban", "words": "Rõ", "by": CENTER, "at": at}
        return lambda: ruling.rule(ruling=asked, outcome=outcome, to=to, **told).outcome

    together.at_once(rule("stays"), rule("transferred", other), rule("stays"))
    assert len(together.results) == 1
    assert {type(fault) for fault in together.faults} == {ActionRefused}
    (outcome,) = together.results
    held = together.ask(lambda: list(walk.case.assignments.running().values_list("agency__name", flat=True)))
    assert held == [LIGHTING if outcome == "transferred" else KIM_LONG]
    assert together.findings() == []


def test_of_two_ratings_at_once_one_is_in_force(writers):
    walk = walk_to("answered")
    together = writers()

    def say(value):
        told = {"source": "link", "by": CITIZEN, "at": walk.at + timedelta(days=1)}
        return lambda: rate.rate(case=Case.objects.get(pk=walk.case.pk), value=value, **told).value

    together.at_once(say("satisfied"), say("not_satisfied"), say("acceptable"))
    assert together.faults == []
    assert sorted(together.results) == ["acceptable", "not_satisfied", "satisfied"]
    assert together.ask(lambda: Rating.objects.in_force().count()) == 1
    assert together.findings() == []


def test_two_changes_of_a_calendar_follow_upon_each_other(writers):
    walk_to("assigned")
    vn = Calendar.objects.get(slug="vn")
    together = writers()

    def storm(day):
        change = DayChange(day=date(2026, 3, day), kind="holiday", name="Bão")
        return lambda: len(change_calendar(calendar=vn, changes=[change], by=CENTER, at=START + timedelta(days=1)))

    together.at_once(storm(5), storm(6))
    assert together.faults == []
    dues = together.ask(lambda: list(DueDate.objects.filter(round=1).order_by("pk").values_list("due_at", flat=True)))
    assert [due.day for due in dues] == [11, 12, 13]
    assert together.findings() == []


def test_of_two_who_have_read_the_same_the_second_is_told(writers):
    case, other = Walk().accept().case, Walk(title="Khác").accept().case
    together, seen = writers(), {case.pk: case.version, other.pk: other.version}

    def join(one, into):
        def job():
            # In the order of a screen that merges; the locks are taken in one order whichever way round it is.
            with as_seen(one, seen[one.pk], into):
                remove.merge(case=one, into=into, by=CENTER, at=START)
            return one.pk

        return job

    together.at_once(join(case, other), join(case, other), join(other, case))
    assert len(together.results) == 1
    assert {type(fault) for fault in together.faults} <= {CaseChanged, ActionRefused, MoveRefused}
    assert together.ask(Case.objects.filter(state="merged").count) == 1
    assert together.findings() == []


def test_words_are_covered_while_the_answer_is_approved(writers):
    walk = walk_to("assigned").later(hours=1).submit(text="Gọi 0912345678 nếu còn tối.").later(hours=1)
    answer, version, at = walk.answer, walk.answer.submissions.get(), walk.at
    what = {"words": "0912345678", "kind": "số điện thoại", "reason": "thong-tin-ca-nhan", "by": CENTER, "at": at}
    together = writers()
    together.at_once(
        lambda: len(covering.cover_words(version=version, **what).covers),
        lambda: review.approve(answer=answer, by=CENTER, at=at).decision,
    )
    told = together.ask(lambda: json.dumps(Story.objects.get().data))
    assert "approved" in together.results
    assert ("0912345678" in told) == bool(together.faults), "it is covered, or whoever covers is told that it is not"
    assert {type(fault) for fault in together.faults} <= {ActionRefused}
    assert together.findings() == []
