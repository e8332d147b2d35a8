"""The Center's decisions: approve, return, refuse, retract."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.models import Answer, Extension, Story, Submission
from tests.cases.actions.stored import refused
from tests.cases.actions.told import events, kinds, phase, verdict
from tests.factories import DUE, KIM_LONG, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SOON = timedelta(minutes=1)


def story(walk):
    return Story.objects.get(case=walk.case).data


# --- approve ---------------------------------------------------------------------------------------------------------


def test_an_approval_ends_the_assignment_when_the_answer_was_submitted():
    walk = walk_to("awaiting")
    submitted = walk.at
    walk.later(days=20).approve()
    assert (walk.assignment.state, walk.assignment.ended_at) == ("answered", submitted)
    assert (walk.answer.state, walk.case.state) == ("approved", "answered")
    version = Submission.objects.get(answer=walk.answer)
    assert (version.decision, version.decided_at, version.retracted_at) == ("approved", walk.at, None)
    assert phase(walk.case, walk.at, charge=walk.assignment) == ("answered", submitted)
    assert phase(walk.case, walk.at) == ("answered", submitted)


def test_the_pace_of_the_center_is_not_the_agencys():
    walk = walk_to("assigned").until(DUE).submit()
    assert verdict(walk.case, DUE + 9 * DAY) == "in_term"
    walk.until(DUE + 9 * DAY).approve()
    assert verdict(walk.case, DUE + 9 * DAY, charge=walk.assignment) == "in_term"


def test_an_answer_after_the_term_is_late_for_good():
    walk = walk_to("answered_late")
    assert verdict(walk.case, walk.at + 100 * DAY) == "overdue"
    assert verdict(walk.case, walk.at + 100 * DAY, charge=walk.assignment) == "overdue"


def test_an_approval_is_recorded_and_then_that_the_case_is_answered():
    walk = walk_to("answered")
    told = {
        "assignment": walk.assignment.pk,
        "agency": walk.assignment.agency_id,
        "answer": walk.answer.pk,
        "version": 1,
        "outcome": "done",
    }
    assert events(walk.case)[-2:] == [("assignment.approve", told), ("case.answer", {"round": 1})]
    assert [a["text"] for a in story(walk)["answers"]] == ["Đã thay bóng"]


def test_the_text_that_was_submitted_is_published_not_what_stands_in_the_row():
    walk = walk_to("awaiting")
    Answer.objects.filter(pk=walk.answer.pk).update(text="Viết lại sau lưng")
    walk.approve()
    assert [a["text"] for a in story(walk)["answers"]] == ["Đã thay bóng"]


def test_only_what_awaits_review_is_approved():
    for state in ("answered", "returned", "refused", "recalled", "retracted"):
        refused(walk_to(state).approve, "awaits review")


def test_no_decision_before_the_submission():
    walk = walk_to("awaiting")
    for decide in (walk.approve, walk.return_answer, walk.refuse):
        refused(lambda decide=decide: decide(at=walk.at - SOON), "submitted")
    walk.approve(at=walk.at)


# --- planned ---------------------------------------------------------------------------------------------------------


def test_a_plan_is_published_but_does_not_stop_the_clock():
    walk = walk_to("planned")
    assert (walk.answer.state, walk.assignment.state, walk.case.state) == ("approved", "open", "in_progress")
    assert phase(walk.case, walk.at) == ("open", None)
    assert [a["text"] for a in story(walk)["answers"]] == ["Sẽ thay bóng"]
    assert kinds(walk.case)[-1] == "assignment.approve"


def test_a_plan_is_a_promise_from_when_it_was_submitted():
    walk = walk_to("assigned").later(days=2)
    submitted = walk.at
    walk.submit(outcome="planned", planned_on=date(2026, 3, 13)).later(days=4).approve()
    extension = Extension.objects.get(answer=walk.answer)
    assert (extension.published_at, extension.promised_on) == (submitted, date(2026, 3, 13))
    assert extension.promised_until == datetime(2026, 3, 13, 16, 59, 59, 999999, tzinfo=UTC)
    assert (extension.reason, extension.sentence) == (None, "")
    on_the_12th, on_the_14th = DUE + DAY, DUE + 3 * DAY
    assert verdict(walk.case, on_the_12th, charge=walk.assignment) == "extended"
    assert verdict(walk.case, on_the_14th, charge=walk.assignment) == "promise_broken"


def test_a_plan_handed_in_after_the_limit_moves_nothing():
    walk = walk_to("overdue").submit(outcome="planned", planned_on=date(2026, 3, 20)).later(days=1).approve()
    assert verdict(walk.case, walk.at, charge=walk.assignment) == "overdue"


def test_a_plan_approved_after_its_own_day_is_published_as_a_promise_broken():
    walk = walk_to("assigned").later(days=2).submit(outcome="planned", planned_on=date(2026, 3, 13))
    walk.until(datetime(2026, 3, 20, 2, tzinfo=UTC)).approve()
    assert verdict(walk.case, walk.at, charge=walk.assignment) == "promise_broken"


def test_after_a_plan_the_work_is_answered():
    walk = walk_to("planned").later(days=1).submit().later(days=1).approve()
    assert (walk.assignment.state, walk.case.state) == ("answered", "answered")
    assert [a["outcome"] for a in story(walk)["answers"]] == ["planned", "done"]


# --- return, refuse --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("verb", "state"), [("return_answer", "returned"), ("refuse", "refused")])
def test_sent_back_it_counts_as_if_it_had_never_been(verb, state):
    walk = walk_to("awaiting").later(days=1)
    getattr(walk, verb)()
    assert (walk.answer.state, walk.assignment.state, walk.case.state) == (state, "open", "in_progress")
    assert phase(walk.case, walk.at) == phase(walk.case, walk.at, charge=walk.assignment) == ("open", None)
    assert verdict(walk.case, DUE + DAY) == "overdue"
    version = Submission.objects.get(answer=walk.answer)
    assert (version.decision, version.decided_at, version.sentence) == (state, walk.at, version.sentence.strip())


@pytest.mark.parametrize(
    ("verb", "kind", "reason"),
    [("return_answer", "assignment.return", "thieu-anh"), ("refuse", "assignment.refuse", "dun-day")],
)
def test_that_and_why_is_public_the_text_is_not(verb, kind, reason):
    walk = walk_to("assigned").submit(text="Không phải việc của chúng tôi")
    getattr(walk, verb)(sentence=" Vì sao ")
    assert events(walk.case)[-1][0] == kind
    assert events(walk.case)[-1][1]["reason"] == reason
    assert [r["sentence"] for r in story(walk)["reviews"]] == ["Vì sao"]
    assert "Không phải việc" not in str(story(walk))


@pytest.mark.parametrize("verb", ["return_answer", "refuse"])
@pytest.mark.parametrize(("told", "match"), [({"reason": "khong-co"}, "code"), ({"sentence": "  "}, "sentence")])
def test_a_code_and_a_sentence_are_given(verb, told, match):
    walk = walk_to("awaiting")
    refused(lambda: getattr(walk, verb)(**told), match)


def test_a_returned_answer_is_handed_in_again_a_refused_one_is_not():
    walk = walk_to("returned").submit().approve()
    assert [a["returned"] for a in story(walk)["answers"]] == [1]
    walk = walk_to("refused")
    refused_answer = walk.answer
    walk.submit().approve()
    assert walk.answer != refused_answer
    assert [(a["returned"], a["refused"]) for a in story(walk)["answers"]] == [(0, 1)]


# --- retract ---------------------------------------------------------------------------------------------------------


def test_a_retracted_approval_leaves_the_clock_as_if_never_answered():
    walk = walk_to("answered").until(DUE + DAY).retract()
    assert (walk.answer.state, walk.answer.live) == ("void", False)
    assert (walk.assignment.state, walk.assignment.ended_at, walk.case.state) == ("open", None, "in_progress")
    assert phase(walk.case, walk.at, charge=walk.assignment) == ("open", None)
    assert verdict(walk.case, walk.at, charge=walk.assignment) == "overdue"
    assert verdict(walk.case, walk.at) == "overdue"
    assert story(walk)["answers"] == []


def test_what_was_seen_before_the_retraction_stays_what_was_seen():
    walk = walk_to("answered").until(DUE + DAY)
    before = walk.at - SOON
    walk.retract()
    assert phase(walk.case, before, charge=walk.assignment)[0] == "answered"
    assert verdict(walk.case, before) == "in_term"


def test_a_retraction_is_recorded_and_then_that_the_case_is_not_answered():
    walk = walk_to("retracted")
    (kind, data), undone = events(walk.case)[-2:]
    assert (kind, data["reason"], data["version"]) == ("assignment.retract", "sai-su-that", 1)
    assert undone == ("case.unanswer", {"round": 1})
    assert walk.case.round == 1


def test_after_a_retraction_it_is_answered_again():
    walk = walk_to("retracted").later(days=1).submit(text="Đã thay thật").approve()
    assert walk.case.state == "answered"
    assert [a["text"] for a in story(walk)["answers"]] == ["Đã thay thật"]


def test_with_an_answer_fall_its_amendments():
    walk = walk_to("answered")
    answer = walk.answer
    walk.amend().submit().approve().later(days=1)
    for step in ("submit", "refuse"):
        walk._answer = answer if step == "submit" else walk._answer
        getattr(walk.amend() if step == "submit" else walk, step)()
    walk._answer = answer
    walk.amend()
    walk._answer = answer
    walk.later(days=1).retract()
    states = sorted(Answer.objects.filter(amends=answer).values_list("state", flat=True))
    assert states == ["refused", "void", "void"]
    assert story(walk)["answers"] == []
    approved = Submission.objects.filter(answer__amends=answer, decision="approved")
    assert [v.retracted_at for v in approved] == [walk.at]


def test_an_amendment_that_awaits_review_is_void_with_its_answer():
    walk = walk_to("amendment_awaiting")
    amendment, walk._answer = walk.answer, walk.answer.amends
    walk.later(days=1).retract()
    assert Submission.objects.get(answer=amendment).decision == "void"
    assert walk.submit(text="Câu trả lời mới").assignment.state == "awaiting"


def test_one_agencys_retraction_leaves_a_case_open_that_was():
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).submit().approve().later(days=1).retract()
    assert walk.case.state == "in_progress"
    assert "case.unanswer" not in kinds(walk.case)


def test_there_must_be_an_approval_to_retract():
    for state in ("awaiting", "returned", "refused", "retracted"):
        refused(walk_to(state).retract, "no approval")


def test_neither_a_plan_nor_an_amendment_is_retracted_for_itself():
    refused(walk_to("planned").retract, "no approval")
    refused(walk_to("amended").retract, "no approval")
    walk = walk_to("planned")
    plan = walk.answer
    walk.submit().approve()
    walk._answer = plan
    refused(walk.retract, "no approval")


def test_after_a_reopening_the_new_round_counts():
    refused(walk_to("reopened").retract, "reopened since")


def test_not_while_the_case_has_left_the_portal():
    refused(walk_to("answered").withdraw().retract, "withdrawn")


def test_not_while_the_agency_has_the_case_anew():
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1)
    walk._assignment = walk.case.assignments.get(agency=an_agency(KIM_LONG))
    walk.submit().approve()
    answer = walk.answer
    walk.later(days=1).assign(an_agency(KIM_LONG))
    walk._answer = answer
    refused(walk.retract, "already has this case")


def test_a_retraction_comes_after_the_approval_and_quotes_a_code():
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).submit().later(days=1).approve()
    refused(lambda: walk.retract(at=walk.at - SOON), "approved")
    refused(lambda: walk.retract(reason="thieu-anh"), "retract reason")
