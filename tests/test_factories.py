"""The factories lead where they say: every walk ends in its state, by events that replay."""

import pytest

from cases.rules import replay
from tests.factories import STATES, Walk, a_case, an_agency, walk_to

pytestmark = pytest.mark.django_db

ENDS = {
    "received": ("received", None, None),
    "declined": ("declined", None, None),
    "accepted": ("in_progress", None, None),
    "assigned": ("in_progress", "open", None),
    "transferred": ("in_progress", "open", None),
    "escalated": ("in_progress", "open", None),
    "extended": ("in_progress", "open", None),
    "late_extended": ("in_progress", "open", None),
    "promise_broken": ("in_progress", "open", None),
    "overdue": ("in_progress", "open", None),
    "awaiting": ("in_progress", "awaiting", "submitted"),
    "returned": ("in_progress", "open", "returned"),
    "refused": ("in_progress", "open", "refused"),
    "appealed": ("in_progress", "open", "returned"),
    "overturned": ("answered", "answered", "approved"),
    "not_ours": ("in_progress", "open", None),
    "recalled": ("in_progress", "open", "draft"),
    "planned": ("in_progress", "open", "approved"),
    "answered": ("answered", "answered", "approved"),
    "answered_late": ("answered", "answered", "approved"),
    "rated": ("answered", "answered", "approved"),
    "amending": ("answered", "answered", "draft"),
    "amendment_awaiting": ("answered", "answered", "submitted"),
    "amended": ("answered", "answered", "approved"),
    "retracted": ("in_progress", "open", "void"),
    "reopened": ("in_progress", "open", "approved"),
    "withdrawn": ("withdrawn", "cancelled", None),
    "restored": ("in_progress", "open", None),
    "merged": ("merged", "cancelled", None),
    "unmerged": ("in_progress", "open", None),
}


def test_every_walk_has_its_end_written_here():
    assert set(ENDS) == set(STATES)


@pytest.mark.parametrize("state", STATES)
def test_walk_ends_in_its_state(state):
    walk = walk_to(state)
    case_state, assignment_state, answer_state = ENDS[state]
    assert walk.case.state == case_state
    assert (walk._assignment and walk.assignment.state) == assignment_state
    assert (walk._answer and walk.answer.state) == answer_state


@pytest.mark.parametrize("state", STATES)
def test_events_of_a_walk_replay_to_its_state(state):
    walk = walk_to(state)
    events = [
        replay.Event(kind=e.kind, assignment=e.data.get("assignment"), answer=e.data.get("answer"), data=e.data)
        for e in walk.case.events.order_by("seq")
    ]
    assert replay.replay(events).case_state == walk.case.state


def test_agency_is_made_once():
    assert an_agency("UBND phường Thuận Hóa") == an_agency("UBND phường Thuận Hóa")


def test_a_case_takes_what_its_report_says():
    case = a_case("accepted", title="Cống tắc", category="thoat-nuoc", ward=None, lat=16.46, lon=107.6)
    assert case.page.title == "Cống tắc"
    assert case.category.slug == "thoat-nuoc"
    assert (case.lat, case.lon) == (16.46, 107.6)


def test_ward_is_found_by_its_slug():
    from cases.models import Ward

    ward = Ward.objects.first()
    assert Walk(ward=ward.slug).case.ward == ward
