"""A case leaves the portal, and comes back as it was: withdraw and restore, merge and unmerge."""

from datetime import timedelta

import pytest

from cases.models import Answer, Case, Submission
from tests.cases.actions.stored import refused
from tests.cases.actions.told import dues, events, kinds, phase, verdict
from tests.factories import DUE, LIGHTING, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SOON = timedelta(minutes=1)
AWAY = {"withdraw": ("withdrawn", "restore"), "merge": ("merged", "unmerge")}


@pytest.fixture(params=AWAY)
def away(request):
    """A way to leave the portal: its verb, the state it leads to, the verb back."""
    return (request.param, *AWAY[request.param])


def leave(walk, away):
    return getattr(walk, away[0])()


def come_back(walk, away):
    return getattr(walk, away[2])()


def told_early(walk, away):
    """To leave, but a minute before what happened last."""
    into = [Walk().accept().case] if away[0] == "merge" else []
    return lambda: getattr(walk, away[0])(*into, at=walk.at - SOON)


# --- leaving ---------------------------------------------------------------------------------------------------------


def test_what_runs_is_cancelled_with_its_case(away):
    walk = leave(walk_to("assigned").escalate().later(days=1), away)
    assert walk.case.state == away[1]
    assert walk.case.state_before == "in_progress"
    assert {(a.state, a.ended_at) for a in walk.case.assignments.all()} == {("cancelled", walk.at)}
    assert phase(walk.case, walk.at) == ("cancelled", walk.at)
    assert kinds(walk.case)[-3:] == [f"case.{away[0]}", "assignment.cancel", "assignment.cancel"]


def test_its_page_is_not_public_any_more(away):
    walk = leave(walk_to("assigned"), away)
    walk.case.page.refresh_from_db()
    assert not walk.case.page.live
    assert walk.case not in Case.objects.public()


def test_an_answer_that_awaited_review_is_void(away):
    walk = leave(walk_to("awaiting").later(days=1), away)
    assert walk.answer.state == "void"
    version = Submission.objects.get(answer=walk.answer)
    assert (version.decision, version.decided_at) == ("void", walk.at)
    assert kinds(walk.case)[-2:] == ["answer.void", "assignment.cancel"]
    come_back(walk.later(days=1), away).submit()
    assert walk.answer.state == "submitted"


def test_what_is_a_draft_or_was_returned_is_handed_in_after_the_return(away):
    walk = come_back(leave(walk_to("returned").later(days=1), away).later(days=1), away)
    assert walk.answer.state == "returned"
    assert walk.submit().answer.state == "submitted"


def test_nothing_erases_lateness(away):
    walk = leave(walk_to("overdue"), away)
    assert verdict(walk.case, walk.at + 99 * DAY) == "overdue"
    assert verdict(walk.case, walk.at + 99 * DAY, charge=walk.assignment) == "overdue"


def test_what_left_in_term_is_never_late(away):
    walk = leave(walk_to("assigned").until(DUE), away)
    assert verdict(walk.case, DUE + 99 * DAY) == "in_term"
    assert verdict(walk.case, DUE + 99 * DAY, charge=walk.assignment) == "in_term"


def test_one_agencys_answer_does_not_answer_for_the_other(away):
    """The citizen waited until the case was taken away, not until the first of two agencies had answered."""
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).submit().approve().until(DUE + DAY)
    leave(walk, away)
    assert phase(walk.case, walk.at) == ("cancelled", walk.at)
    assert verdict(walk.case, walk.at) == "overdue"


def test_before_anybody_has_it_the_citizens_clock_ends_too(away):
    walk = leave(walk_to("accepted").until(DUE), away)
    assert phase(walk.case, DUE + DAY) == ("cancelled", DUE)
    come_back(walk.until(DUE + 2 * DAY), away)
    assert phase(walk.case, walk.at) == ("open", None)
    assert phase(walk.case, DUE + DAY) == ("cancelled", DUE)
    assert verdict(walk.case, walk.at) == "overdue"


def test_not_before_the_last_agency_got_it(away):
    walk = walk_to("accepted").later(days=2).assign()
    refused(told_early(walk, away), "got this case")


def test_not_before_the_answer_that_awaits_came(away):
    refused(told_early(walk_to("awaiting"), away), "submitted")


# --- coming back -----------------------------------------------------------------------------------------------------


def test_back_it_runs_on_with_the_same_due_dates(away):
    walk = walk_to("assigned").escalate().later(days=1)
    charges = list(walk.case.assignments.all())
    before = dues(walk.case), [dues(walk.case, charge=charge) for charge in charges]
    come_back(leave(walk, away).later(days=30), away)
    assert (walk.case.state, walk.case.state_before, walk.case.merged_into) == ("in_progress", "", None)
    assert {(a.state, a.ended_at) for a in walk.case.assignments.all()} == {("open", None)}
    assert (dues(walk.case), [dues(walk.case, charge=charge) for charge in charges]) == before
    assert verdict(walk.case, walk.at) == "overdue"
    assert kinds(walk.case)[-3:] == [f"case.{away[2]}", f"assignment.{away[2]}", f"assignment.{away[2]}"]
    assert events(walk.case)[-3][1] == {"state": "in_progress"}


def test_that_it_was_away_is_remembered(away):
    walk = leave(walk_to("assigned").later(days=1), away)
    while_away = walk.at + DAY
    come_back(walk.later(days=3), away)
    assert phase(walk.case, while_away)[0] == "cancelled"
    assert phase(walk.case, while_away, charge=walk.assignment)[0] == "cancelled"
    assert phase(walk.case, walk.at)[0] == "open"


def test_its_page_is_public_again(away):
    walk = come_back(leave(walk_to("assigned"), away), away)
    walk.case.page.refresh_from_db()
    assert walk.case.page.live


def test_only_what_was_cancelled_this_time_comes_back(away):
    walk = come_back(leave(walk_to("assigned").later(days=1), away).later(days=1), away)
    walk.later(days=1).transfer().later(days=1)
    come_back(leave(walk, away), away)
    assert [a.state for a in walk.case.assignments.order_by("pk")] == ["transferred", "open"]


def test_it_comes_back_after_it_left(away):
    walk = leave(walk_to("assigned").later(days=1), away)
    refused(lambda: getattr(walk, away[2])(at=walk.at - SOON), "came to be")


def test_only_what_left_comes_back(away):
    walk = walk_to("assigned")
    refused(lambda: come_back(walk, away), "no move")


# --- withdraw --------------------------------------------------------------------------------------------------------


def test_a_withdrawal_is_recorded_with_its_reason():
    walk = walk_to("withdrawn")
    assert events(walk.case)[-2] == ("case.withdraw", {"reason": "nguoi-gui-yeu-cau"})
    assert events(walk.case)[-1][1]["reason"] == "with_case"


def test_a_withdrawal_quotes_a_code():
    walk = walk_to("assigned")
    refused(lambda: walk.withdraw("khong-hai-long"), "withdraw reason")


def test_an_answered_case_comes_back_answered():
    walk = walk_to("answered").later(days=1)
    stood = phase(walk.case, walk.at)
    walk.withdraw()
    assert (walk.case.state_before, walk.assignment.state) == ("answered", "answered")
    assert phase(walk.case, walk.at) == stood
    walk.later(days=1).restore()
    assert walk.case.state == "answered"
    assert phase(walk.case, walk.at) == stood


def test_an_amendment_that_awaited_review_is_void_with_its_case():
    walk = walk_to("amendment_awaiting").withdraw()
    assert walk.answer.state == "void"
    assert Answer.objects.get(pk=walk.answer.amends_id).state == "approved"
    assert walk.restore().case.state == "answered"


def test_an_opinion_still_awaited_after_the_answer_is_cancelled_and_comes_back():
    walk = walk_to("assigned")
    handling = walk.assignment
    opinion = walk.escalate().assignment
    walk._assignment = handling
    walk.submit().approve().withdraw()
    opinion.refresh_from_db()
    assert opinion.state == "cancelled"
    walk.restore()
    opinion.refresh_from_db()
    assert (walk.case.state, opinion.state) == ("answered", "open")


# --- merge -----------------------------------------------------------------------------------------------------------


def test_a_merged_case_names_the_other_everywhere():
    other = walk_to("accepted").case
    walk = walk_to("assigned").merge(other)
    assert walk.case.merged_into == other
    assert events(walk.case)[-2] == ("case.merge", {"into": other.pk})


def test_a_report_is_merged_before_it_is_accepted():
    walk = walk_to("received").merge()
    assert (walk.case.state, walk.case.state_before) == ("merged", "received")
    walk.unmerge().accept()
    assert walk.case.state == "in_progress"


def test_not_into_itself():
    walk = walk_to("assigned")
    refused(lambda: walk.merge(walk.case), "into itself")


@pytest.mark.parametrize("state", ["received", "declined", "withdrawn", "merged"])
def test_not_into_a_case_that_is_not_there(state):
    other = walk_to(state).case
    walk = walk_to("assigned")
    refused(lambda: walk.merge(other), "nothing can be merged into it")


def test_into_an_answered_case():
    assert walk_to("assigned").merge(walk_to("answered").case).case.state == "merged"


def test_never_in_a_circle():
    first, second = Walk().accept(), Walk().accept()
    first.merge(second.case)
    refused(lambda: second.merge(first.case), "nothing can be merged into it")
