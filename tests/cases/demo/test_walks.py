"""Walks: time passes as officials keep it, and texts are filled with the place and the day."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from cases.demo.places import STREETS, a_place, found_bodies
from cases.demo.situations import LIGHTING
from cases.demo.walks import Scene, Walk
from cases.models import Calendar, Category, Ward

pytestmark = pytest.mark.django_db

HUE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = datetime(2026, 11, 25, tzinfo=HUE)


@pytest.fixture
def walk():
    rng = Random(7)
    scene = Scene(
        bodies=found_bodies(TODAY.date()),
        calendar=Calendar.objects.get(slug="vn").as_rule(),
        categories={category.slug: category for category in Category.objects.all()},
        today=TODAY,
        rng=rng,
    )
    wards = list(Ward.objects.filter(slug__in=STREETS).order_by("slug"))
    at = datetime(2026, 11, 12, 20, 0, tzinfo=HUE)  # Thursday evening
    return Walk(scene=scene, situation=LIGHTING[0], place=a_place(wards, rng), at=at)


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
    last = TODAY - timedelta(minutes=1)
    walk.later(working_days=30)
    assert walk.at == last
    assert walk.later(hours=5).at == last
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
    assert walk.assignment.round == 2
    assert walk.answer.text[:40] != first[:40]


def test_who_handles_it_is_who_does_such_things_there(walk):
    assert walk.handler == walk.scene.bodies.by_task["lighting"]
    assert walk.accept().assign().assignment.agency == walk.handler
