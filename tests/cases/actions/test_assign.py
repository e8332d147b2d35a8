"""Whose a case is: assign, transfer, escalate."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.models import Assignment
from tests.cases.actions.stored import refused
from tests.cases.actions.told import delivered, dues, events, phase, verdict
from tests.factories import BOARD, DUE, KIM_LONG, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


# --- assign ----------------------------------------------------------------------------------------------------------


def test_an_assignment_starts_the_agencys_clock_then():
    walk = walk_to("accepted").later(hours=5).assign()
    charge = walk.assignment
    assert (charge.kind, charge.state, charge.round) == ("handling", "open", 1)
    assert charge.assigned_at == charge.started_at == walk.at
    assert (charge.ended_at, charge.clock_root, charge.clock_id) == (None, None, charge.pk)
    assert phase(walk.case, walk.at, charge=charge) == ("open", None)


def test_an_assignment_is_recorded_by_ids_and_codes():
    walk = walk_to("assigned")
    charge = walk.assignment
    told = {"assignment": charge.pk, "agency": charge.agency_id, "assignment_kind": "handling"}
    assert events(walk.case)[-1] == ("case.assign", told)
    assert delivered(walk.case) == [1, 2, 3]


def test_several_agencies_handle_side_by_side():
    walk = walk_to("assigned").later(days=1).assign(an_agency(LIGHTING))
    assert [a.agency.name for a in walk.case.assignments.running()] == [KIM_LONG, LIGHTING]
    assert walk.case.assignments.handling().count() == 2


def test_one_running_assignment_by_case_agency_and_kind():
    walk = walk_to("assigned")
    refused(walk.assign, "already has this case")
    walk.escalate(an_agency(KIM_LONG))
    refused(lambda: walk.escalate(an_agency(KIM_LONG)), "already has this case")
    walk.escalate(an_agency(KIM_LONG), kind="follow_up")
    assert walk.case.assignments.running().count() == 3


def test_a_dissolved_agency_gets_nothing_from_its_last_day_on():
    gone = an_agency("UBND phường Thuận Lộc", dissolved_on=date(2026, 3, 3))
    night = datetime(2026, 3, 2, 17, tzinfo=UTC)  # 3 March, 00:00 in Huế
    walk = walk_to("accepted").until(night)
    refused(lambda: walk.assign(gone), "dissolved on 03/03/2026")
    walk.until(night - timedelta(seconds=1)).assign(gone)
    assert walk.assignment.agency == gone


def test_a_dissolved_agency_is_handed_nothing():
    gone = an_agency("UBND phường Thuận Lộc", dissolved_on=date(2025, 7, 1))
    walk = walk_to("assigned")
    refused(lambda: walk.transfer(gone), "dissolved")


# --- transfer --------------------------------------------------------------------------------------------------------


def test_a_transfer_ends_one_assignment_and_begins_another():
    walk = walk_to("assigned")
    old = walk.assignment
    new = walk.later(days=1).transfer().assignment
    old.refresh_from_db()
    assert (old.state, old.ended_at) == ("transferred", walk.at)
    assert (new.state, new.assigned_at, new.agency.name) == ("open", walk.at, LIGHTING)
    assert phase(walk.case, walk.at, charge=old) == ("transferred", walk.at)
    assert phase(walk.case, walk.at) == ("open", None)


def test_a_transfer_is_one_event_that_names_both():
    walk = walk_to("assigned")
    old = walk.assignment
    new = walk.transfer().assignment
    assert events(walk.case)[-1] == (
        "case.transfer",
        {
            "assignment": old.pk,
            "agency": old.agency_id,
            "to_assignment": new.pk,
            "to_agency": new.agency_id,
            "assignment_kind": "handling",
            "reason": "sai-tham-quyen",
        },
    )


def test_lateness_at_the_transfer_stays_with_the_first_agency():
    walk = walk_to("overdue")
    old = walk.assignment
    walk.transfer()
    much_later = walk.at + 100 * DAY
    assert verdict(walk.case, much_later, charge=old) == "overdue"
    assert verdict(walk.case, walk.at + DAY, charge=walk.assignment) == "in_term"


def test_a_transfer_in_term_leaves_no_lateness():
    walk = walk_to("assigned")
    old = walk.assignment
    walk.until(DUE).transfer()
    assert verdict(walk.case, DUE + 100 * DAY, charge=old) == "in_term"


def test_an_opinion_is_transferred_as_an_opinion():
    walk = walk_to("escalated").transfer()
    assert walk.assignment.kind == "opinion"
    assert events(walk.case)[-1][1]["assignment_kind"] == "opinion"


def test_no_transfer_while_an_answer_awaits_review():
    walk = walk_to("awaiting")
    refused(walk.transfer, "awaits review")


def test_no_transfer_to_who_has_it():
    walk = walk_to("assigned")
    refused(lambda: walk.transfer(an_agency(KIM_LONG)), "already has this case")
    walk.assign(an_agency(LIGHTING))
    refused(lambda: walk.transfer(an_agency(KIM_LONG)), "already has this case")


def test_a_transfer_quotes_a_code():
    walk = walk_to("assigned")
    refused(lambda: walk.transfer(reason="thoi-tiet"), "transfer reason")


def test_a_transfer_cannot_have_happened_before_the_agency_had_the_case():
    walk = walk_to("accepted").later(days=2).assign()
    refused(lambda: walk.transfer(at=walk.at - timedelta(seconds=1)), "got this case")


def test_what_is_over_is_not_transferred():
    walk = walk_to("transferred")
    walk._assignment = walk.case.assignments.earliest("pk")
    refused(walk.transfer, "transferred")


# --- escalate --------------------------------------------------------------------------------------------------------


def test_an_opinion_has_a_clock_of_its_own_beside_the_handling():
    walk = walk_to("escalated")
    opinion = walk.assignment
    assert (opinion.kind, opinion.agency.name) == ("opinion", BOARD)
    assert dues(walk.case, charge=opinion)[0][1] == walk.at
    assert events(walk.case)[-1] == (
        "case.escalate",
        {"assignment": opinion.pk, "agency": opinion.agency_id, "assignment_kind": "opinion"},
    )
    assert phase(walk.case, walk.at) == ("open", None)


def test_a_follow_up_is_asked_for_too():
    assert walk_to("assigned").escalate(kind="follow_up").assignment.kind == "follow_up"


@pytest.mark.parametrize("kind", ["handling", "advice", ""])
def test_nothing_else_is_asked_for(kind):
    walk = walk_to("assigned")
    refused(lambda: walk.escalate(kind=kind), "handling is assigned")


def test_an_opinion_never_closes_the_case():
    walk = walk_to("escalated").submit().approve()
    assert walk.assignment.state == "answered"
    assert walk.case.state == "in_progress"
    assert phase(walk.case, walk.at) == ("open", None)


def test_a_case_is_answered_while_an_opinion_is_still_awaited():
    walk = walk_to("assigned")
    handling = walk.assignment
    walk.escalate()
    walk._assignment = handling
    walk.submit().approve()
    assert walk.case.state == "answered"
    assert Assignment.objects.running().get(case=walk.case).kind == "opinion"
