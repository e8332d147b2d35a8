"""Walks: time passes as officials keep it, and texts are filled with the place and the day."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from cases.demo.city import set_scene
from cases.demo.places import Map
from cases.demo.situations_streets import LIGHTING
from cases.demo.sketches import Sketch
from cases.demo.walks import Walk
from cases.models import Case, Ward

pytestmark = pytest.mark.django_db

HUE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = datetime(2026, 11, 25, tzinfo=HUE)


@pytest.fixture
def walk():
    return made(Walk)


def made(kind, **fields):
    """A walk of either kind, sent on a Thursday evening."""
    rng = Random(7)
    wards = list(Ward.objects.order_by("slug"))
    scene = fields.pop("scene", None) or set_scene(TODAY, rng, wards)
    at = datetime(2026, 11, 12, 20, 0, tzinfo=HUE)
    return kind(scene=scene, situation=LIGHTING[0], place=Map(wards, rng).somewhere(), at=at, **fields)


def local(walk):
    return walk.at.astimezone(HUE)


def test_what_is_reported_in_the_evening_is_looked_at_in_the_morning(walk):
    walk.later(hours=1)
    assert (local(walk).day, local(walk).hour) == (13, 7)


def test_before_the_office_opens_nothing_happens_either(walk):
    walk.later(hours=9)
    assert (local(walk).day, local(walk).hour) == (13, 7)


def test_during_the_day_hours_are_hours(walk):
    walk.later(hours=16)
    assert walk.at == datetime(2026, 11, 13, 12, 0, tzinfo=HUE)


def test_working_days_leave_out_weekends_and_holidays(walk):
    walk.later(working_days=7)  # the 24th is a holiday
    assert (local(walk).day, 8 <= local(walk).hour <= 16) == (23, True)


def test_time_never_goes_back_and_never_beyond_today(walk):
    before = walk.at
    for late in (lambda: walk.later(working_days=30), lambda: walk.later(hours=30), walk.eve):
        late()
        assert before < walk.at < TODAY - timedelta(hours=6), "when the office closed for the last time"
        assert (local(walk).day, local(walk).hour >= 7) == (24, True)
        before = walk.at
    walk.at = TODAY - timedelta(seconds=90)
    assert walk.later(hours=5).at == TODAY - timedelta(minutes=1)
    walk.at = datetime(2026, 11, 13, 3, 0, tzinfo=UTC)
    assert walk.later().at - datetime(2026, 11, 13, 3, 0, tzinfo=UTC) == timedelta(minutes=5)


def test_texts_are_filled(walk):
    place = walk.place
    told = walk.said("{street} {no} {no2} {alley} {done}")
    assert told == f"{place.street} {place.no} {place.until_no} {place.alley} 12/11"


def test_an_answer_of_a_second_round_says_something_else(walk):
    walk.accept().assign().submit().approve().later(working_days=1)
    first = walk.answer.text
    walk.reopen().submit().approve()
    assert walk.round == walk.assignment.round == 2
    assert walk.answer.text[:40] != first[:40]


def test_who_handles_it_is_who_does_such_things_there(walk):
    assert walk.handler == walk.scene.bodies.by_task["lighting"]
    walk.at += timedelta(days=1)
    assert walk.sent_at == datetime(2026, 11, 12, 20, 0, tzinfo=HUE)
    assert walk.accept().assign().assignment.agency == walk.handler


# --- impossible things, repeated reports, and what a sketch leaves to the verbs ---


def test_what_no_law_forbids_is_done_instead(walk):
    walk.accept().assign().submit("not_possible")
    assert (walk.answer.outcome, bool(walk.answer.legal_reason)) == ("not_possible", True)
    walk.speech.law = lambda: ""
    walk.send_back().submit("not_possible")
    assert (walk.answer.outcome, walk.answer.legal_reason) == ("done", "")


def test_a_repeated_report_joins_the_other(walk):
    walk.accept()
    again = made(Walk, scene=walk.scene, repeats=walk, told=walk.speech.told)
    again.later(working_days=1).accept().merge()
    again.case.refresh_from_db()
    assert again.case.merged_into == walk.case
    assert again.case.category == walk.case.category


def test_without_another_nothing_is_joined(walk):
    walk.accept().merge()
    assert Case.objects.get().state == "in_progress"


def test_a_sketch_writes_nothing_by_itself():
    sketch = made(Sketch)
    sketch.accept().assign().submit().approve()
    assert not Case.objects.exists()
    assert (sketch.case_id, sketch.round) == (None, 1)
    assert len(sketch.steps) == 5


@pytest.mark.parametrize(
    "verb",
    [
        lambda sketch: sketch.accept(level="summary"),
        lambda sketch: sketch.accept().assign().plan(3),
    ],
    ids=["in other words", "a plan"],
)
def test_a_sketch_refuses_what_bulk_does_not_know(verb):
    with pytest.raises(ValueError, match="Plain lives"):
        verb(made(Sketch))
