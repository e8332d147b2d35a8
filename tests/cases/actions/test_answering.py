"""What an officer does with an answer: draft, revise, submit, recall, amend."""

from datetime import date, timedelta

import pytest

from cases.actions import answering
from cases.actions.actor import OFFICER
from cases.models import Answer, Story, Submission
from cases.rules.events import text_digest
from tests.cases.actions.stored import changed, refused, stored
from tests.cases.actions.told import events, kinds, last, phase
from tests.factories import LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TEXT = "Đã thay năm bóng đèn"


# --- draft, revise ---------------------------------------------------------------------------------------------------


def test_a_draft_is_nobodys_business():
    walk = walk_to("assigned")
    before = stored()
    walk.draft(TEXT)
    assert changed(before, stored()) == {"cases.Answer"}
    assert (walk.answer.state, walk.answer.live, str(walk.answer)) == (
        "draft",
        False,
        f"#{walk.answer.pk} ({walk.assignment.pk})",
    )


CONTRADICTIONS = {
    "plan without a day": ({"outcome": "planned"}, "names the day"),
    "impossible without a law": ({"outcome": "not_possible", "legal_reason": "  "}, "legal reason"),
    "no outcome of ours": ({"outcome": "solved"}, "no outcome"),
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_not_even_a_draft_contradicts_itself(what):
    fields, match = CONTRADICTIONS[what]
    walk = walk_to("assigned")
    refused(lambda: walk.draft(**fields), match)
    walk.draft()
    refused(lambda: answering.revise(answer=walk.answer, **{"text": TEXT, **fields}), match)


def test_a_draft_may_still_be_without_text_and_outcome():
    assert walk_to("assigned").draft("", outcome="").answer.pk


@pytest.mark.parametrize("state", ["recalled", "returned"])
def test_what_came_back_is_written_anew(state):
    walk = walk_to(state)
    before = stored()
    told = {"text": TEXT, "outcome": "planned", "planned_on": date(2026, 3, 20), "legal_reason": ""}
    answering.revise(answer=walk.answer, **told)
    assert changed(before, stored()) == {"cases.Answer"}
    assert {name: getattr(walk.answer, name) for name in told} == told


@pytest.mark.parametrize("state", ["awaiting", "answered", "refused", "retracted"])
def test_what_is_submitted_or_decided_is_never_written_again(state):
    walk = walk_to(state)
    refused(lambda: answering.revise(answer=walk.answer, text=TEXT, outcome="done"), "not written any more")


# --- submit ----------------------------------------------------------------------------------------------------------


def test_a_submission_freezes_the_words():
    walk = walk_to("assigned").later(days=2).submit(text=TEXT, outcome="temporary")
    version = Submission.objects.get(answer=walk.answer)
    assert (version.number, version.text, version.outcome) == (1, TEXT, "temporary")
    assert (version.submitted_at, version.decision, version.decided_at) == (walk.at, "", None)
    assert len(version.salt) == 32
    assert (walk.answer.state, walk.assignment.state, walk.case.state) == ("submitted", "awaiting", "in_progress")


def test_a_submission_stops_the_clock_for_the_time_being():
    walk = walk_to("assigned").later(days=2).submit()
    assert phase(walk.case, walk.at + DAY, charge=walk.assignment) == ("awaiting", walk.at)
    assert phase(walk.case, walk.at + DAY) == ("awaiting", walk.at)


def test_a_submission_is_recorded_with_a_salted_digest_and_no_word():
    walk = walk_to("assigned").submit(text=TEXT)
    version = Submission.objects.get(answer=walk.answer)
    kind, data = events(walk.case)[-1]
    assert kind == "assignment.submit"
    assert data == {
        "assignment": walk.assignment.pk,
        "agency": walk.assignment.agency_id,
        "answer": walk.answer.pk,
        "version": 1,
        "outcome": "done",
        "text": text_digest(version.salt, TEXT),
    }
    assert last(walk.case).role == "officer"


def test_two_submissions_of_the_same_words_have_different_digests():
    walk = walk_to("assigned").submit(text=TEXT).recall().submit()
    digests = {data["text"] for kind, data in events(walk.case) if kind == "assignment.submit"}
    assert len(digests) == 2
    assert [v.number for v in Submission.objects.filter(answer=walk.answer)] == [1, 2]


INCOMPLETE = {
    "without text": ({"text": "  "}, "needs a text"),
    "without outcome": ({"outcome": ""}, "needs an outcome"),
    "of unknown outcome": ({"outcome": "unknown"}, "needs an outcome"),
    "a plan for a day gone by": ({"outcome": "planned", "planned_on": date(2026, 3, 3)}, "coming day"),
}


@pytest.mark.parametrize("what", INCOMPLETE)
def test_an_incomplete_answer_is_not_submitted(what):
    fields, match = INCOMPLETE[what]
    walk = walk_to("assigned").later(days=2).draft(**fields)
    refused(lambda: answering.submit(answer=walk.answer, by=OFFICER, at=walk.at), match)


def test_the_day_of_a_plan_is_that_of_the_city():
    """At 01:00 in Huế the day before is over, though it goes on in UTC."""
    walk = walk_to("assigned")
    night = walk.at.replace(hour=18)
    walk.until(night).draft(outcome="planned", planned_on=night.date())
    refused(lambda: answering.submit(answer=walk.answer, by=OFFICER, at=night), "coming day")
    walk.submit(outcome="planned", planned_on=night.date() + DAY)
    assert walk.answer.state == "submitted"


def test_a_second_answer_waits_until_the_first_is_decided():
    walk = walk_to("awaiting").draft()
    refused(lambda: answering.submit(answer=walk.answer, by=OFFICER, at=walk.at), "awaits review already")


def test_an_answer_cannot_have_come_before_its_assignment():
    walk = walk_to("accepted").later(days=2).assign().draft()
    refused(lambda: _submit_early(walk), "got this case")


def _submit_early(walk):
    answering.submit(answer=walk.answer, by=OFFICER, at=walk.at - timedelta(hours=1))


def test_an_answer_cannot_have_come_before_the_last_was_decided():
    walk = walk_to("returned")
    refused(lambda: _submit_early(walk), "was decided")
    walk.submit()
    assert walk.answer.state == "submitted"


def test_an_answer_told_of_late_counts_from_when_it_came():
    walk = walk_to("assigned").later(days=4)
    came = walk.at - DAY
    walk.submit(at=came)
    version = Submission.objects.get(answer=walk.answer)
    assert version.submitted_at == last(walk.case).happened_at == came
    assert version.recorded_at == last(walk.case).recorded_at
    assert phase(walk.case, walk.at, charge=walk.assignment) == ("awaiting", came)


# --- recall ----------------------------------------------------------------------------------------------------------


def test_a_recalled_submission_counts_as_if_it_had_never_been():
    walk = walk_to("awaiting")
    walk.later(hours=1).recall()
    assert (walk.answer.state, walk.assignment.state) == ("draft", "open")
    assert phase(walk.case, walk.at) == ("open", None)
    version = Submission.objects.get(answer=walk.answer)
    assert (version.decision, version.decided_at) == ("recalled", walk.at)
    assert kinds(walk.case)[-1] == "assignment.recall"
    assert Story.objects.get(case=walk.case).data["reviews"] == []


def test_a_decision_is_not_recalled():
    refused(walk_to("answered").recall, "awaits review")
    refused(walk_to("returned").recall, "awaits review")


def test_nothing_is_recalled_before_it_was_submitted():
    walk = walk_to("awaiting")
    refused(lambda: walk.recall(at=walk.at - timedelta(minutes=1)), "submitted")


# --- amend -----------------------------------------------------------------------------------------------------------


def test_an_amendment_is_a_draft_beside_the_published_answer():
    walk = walk_to("answered")
    published = walk.answer
    walk.later(days=1).amend(text="Bổ sung")
    assert walk.answer.amends == published
    assert (walk.answer.state, published.state) == ("draft", "approved")
    assert events(walk.case)[-1] == (
        "case.amend",
        {
            "assignment": walk.assignment.pk,
            "agency": walk.assignment.agency_id,
            "answer": walk.answer.pk,
            "amends": published.pk,
        },
    )


def test_a_reviewed_amendment_moves_neither_assignment_nor_clock():
    walk = walk_to("answered")
    stood = phase(walk.case, walk.at), phase(walk.case, walk.at, charge=walk.assignment)
    for step in ("amend", "submit", "return_answer", "submit", "recall", "submit", "approve"):
        getattr(walk.later(hours=1), step)()
        assert (walk.assignment.state, walk.case.state) == ("answered", "answered")
        assert (phase(walk.case, walk.at), phase(walk.case, walk.at, charge=walk.assignment)) == stood
    assert kinds(walk.case)[-7:] == [
        "case.amend",
        "answer.submit",
        "answer.return",
        "answer.submit",
        "answer.recall",
        "answer.submit",
        "answer.approve",
    ]
    assert [a["text"] for a in Story.objects.get(case=walk.case).data["answers"]] == [
        "Đã thay bóng",
        "Bổ sung: đã thay cả cột",
    ]


def test_who_amends_an_amendment_amends_the_answer():
    walk = walk_to("answered")
    published = walk.answer
    walk.amend().submit().approve().amend()
    assert walk.answer.amends == published


def test_only_a_published_answer_is_amended():
    refused(walk_to("returned").amend, "amend")
    refused(walk_to("retracted").amend, "amend")


def test_an_amendment_is_no_plan():
    walk = walk_to("answered")
    refused(lambda: walk.amend(outcome="planned"), "names the day")
    sneaked = answering.draft(
        assignment=walk.assignment, text=TEXT, outcome="planned", planned_on=date(2026, 3, 20), amends=walk.answer
    )
    refused(lambda: answering.submit(answer=sneaked, by=OFFICER, at=walk.at), "cannot be a plan")


def test_two_amendments_await_review_one_after_the_other():
    walk = walk_to("amendment_awaiting")
    first = walk.answer
    walk._answer = first.amends
    walk.amend()
    refused(lambda: answering.submit(answer=walk.answer, by=OFFICER, at=walk.at), "awaits review already")


def test_an_amendment_rests_while_its_case_is_withdrawn():
    walk = walk_to("amending").withdraw()
    refused(lambda: answering.submit(answer=walk.answer, by=OFFICER, at=walk.at), "withdrawn")
    walk.restore().submit()
    assert walk.answer.state == "submitted"


def test_an_answer_is_live_exactly_while_approved():
    walk = walk_to("answered")
    assert walk.answer.live
    walk.retract()
    assert not walk.answer.live
    assert not Answer.objects.filter(live=True).exclude(state="approved").exists()


def test_one_of_two_agencies_answering_leaves_the_case_open():
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).submit().approve()
    assert walk.case.state == "in_progress"
    assert phase(walk.case, walk.at) == ("open", None)
    walk._assignment = walk.case.assignments.running().get()
    walk.later(days=1).submit().approve()
    assert walk.case.state == "answered"
    assert phase(walk.case, walk.at) == ("answered", walk.at)
