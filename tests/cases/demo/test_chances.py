"""Which lives there are, what is reported and what is reported again: by chance, and within what the city promises."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.demo import city
from cases.demo.city import REPEATED_WITHIN, UNREPEATED, _matter, _repeated, lives, working_days_back
from cases.demo.lives import MIX, PLAIN, Share, answered, answered_late, merged, received, summary
from cases.demo.places import ALONG, Map, point_in
from cases.demo.punctuality import Record
from cases.demo.ratings import awake
from cases.demo.situations_order import NOISE
from cases.demo.walks import RECENT
from tests.cases.demo.scenery import HUE, a_scene, among_holidays, wards

TODAY = date(2026, 11, 25)
CALENDAR = among_holidays(date(2026, 2, 14), 9)
NOW = datetime(2026, 11, 20, 9, tzinfo=HUE)
todays = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def a_share(life=answered, late=None):
    return Share(life=life, count=1, first=9, last=30, late=late)


# --- how many of each ---


@settings(max_examples=60, deadline=None)
@given(st.integers(-5, 6_000))
def test_every_life_occurs_in_a_city_of_any_size(count):
    found = lives(count)
    assert len(found) == max(count, len(MIX))
    assert [share for share, after in pairwise([*found, None]) if share is not after] == list(MIX)


def test_the_commonest_fills_up_and_gives_way():
    """Of the others there are as many whether the sum comes out or not."""
    commonest = max(MIX, key=lambda share: share.count)
    for count in (1_000, 1_009, 1_023, 3_005):
        whole = sum(share.count for share in MIX)
        for share in MIX:
            if share is not commonest:
                assert lives(count).count(share) == max(1, round(share.count * count / whole))


# --- working days ---


@settings(max_examples=80, deadline=None)
@given(todays, st.integers(0, 60), st.integers(0, 40), st.integers(0, 9), st.booleans())
def test_so_many_working_days_back_are_the_last_ones_there_were(today, n, ago, days, make_up):
    calendar = among_holidays(today - timedelta(days=ago), days, make_up=make_up)
    found = working_days_back(calendar, today, n)
    worked = (today - timedelta(days=back) for back in range(1, 400))
    assert found == [day for day in worked if calendar.is_working(day)][:n]


# --- what is reported ---


def test_only_a_summary_begins_with_an_accusation_alone():
    scene = a_scene(TODAY, CALENDAR, 1)
    where, record = Map(wards(), scene.rng), Record(scene.bodies.punctuality)
    assert {_matter(scene, where, a_share(summary), NOW, record)[0] for _ in range(60)} <= set(NOISE)
    others = {_matter(scene, where, a_share(), NOW, record)[0] for _ in range(300)}
    assert others - set(NOISE)
    assert len(others) > 30


def test_what_is_no_matter_of_punctuality_is_not_counted():
    scene = a_scene(TODAY, CALENDAR, 1)
    record = Record(scene.bodies.punctuality)
    for _ in range(40):
        _matter(scene, Map(wards(), scene.rng), a_share(), NOW, record)
    assert record._counts == {}


@pytest.mark.parametrize("seed", range(3))
def test_agencies_come_close_to_the_part_that_is_theirs(seed):
    """Where one of five lives is late, and an agency's part is four of five: none is far from it."""
    scene = a_scene(TODAY, CALENDAR, seed)
    where, record = Map(wards(), scene.rng), Record(scene.bodies.punctuality)
    rng, last = Random(seed), 400
    for _ in range(last):
        late = rng.random() < 0.2
        _matter(scene, where, a_share(answered_late if late else answered, late), NOW, record)
    counts = record._counts
    assert sum(sum(both) for both in counts.values()) == last
    many = [both for both in counts.values() if sum(both) >= 10]
    assert len(many) >= 6
    assert all(0.6 < in_term / (in_term + late) < 0.95 for in_term, late in many), counts


@pytest.mark.parametrize("late", [True, False])
def test_a_late_life_comes_to_who_has_been_late_too_seldom(late):
    """All but one agency have had more than their part of such lives."""
    scene = a_scene(TODAY, CALENDAR, 4)
    record = Record(scene.bodies.punctuality)
    lacking = scene.bodies.by_task["waste"].pk
    for pk in scene.bodies.punctuality:
        for _ in range(50):
            record.add(pk, late=late if pk != lacking else not late)
    where = Map(wards(), scene.rng)
    handlers = [_matter(scene, where, a_share(late=late), NOW, record)[0].handler for _ in range(10)]
    assert handlers.count("waste") >= 8


# --- what is reported again ---


class Told:
    """As much of a walk as is asked of what may be repeated."""

    def __init__(self, days):
        self.days, self.sent_at = days, NOW - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "repeated"),
    [
        ([], None),
        ([1], None),
        ([2], None),  # exactly: not yet
        ([2.01], {2.01}),
        ([40, 1], {40}),  # long ago, and nothing else
        ([60, 40, 1], {40}),  # then the last one
        ([40, 11.99, 5, 1], {11.99, 5}),
        ([40, 12, 5, 1], {5}),  # exactly: no more
    ],
)
def test_a_report_repeats_one_of_late_but_not_of_today(days, repeated):
    scene = a_scene(TODAY, CALENDAR, 2)
    scene.recent.extend(map(Told, days))
    found = {getattr(_repeated(scene, NOW), "days", None) for _ in range(40)}
    assert timedelta(days=12) == REPEATED_WITHIN
    assert found == (repeated or {None})


def test_only_so_many_are_looked_at():
    scene = a_scene(TODAY, CALENDAR, 2)
    scene.recent.extend(Told(30 - n / 100) for n in range(RECENT + 20))
    assert len(scene.recent) == RECENT
    assert scene.recent[0].days == pytest.approx(29.8)


def test_what_never_was_public_or_is_no_more_is_not_repeated():
    assert {received, merged} <= UNREPEATED
    assert answered not in UNREPEATED
    assert not UNREPEATED & PLAIN - {received, city.declined}


# --- places ---


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_place_and_the_one_beside_it_are_in_one_street(seed):
    where = Map(wards(), Random(seed))
    place = where.somewhere()
    beside = where.beside(place)
    assert (beside.ward, beside.street, beside.alley) == (place.ward, place.street, place.alley)
    assert (beside.no - place.no) % 2 == 0, "on the same side of the street"
    assert 2 <= beside.no - place.no <= 8
    for each in (place, beside):
        assert 3 <= each.no < each.until_no
        assert (each.until_no - each.no) % 2 == 0
    assert abs(place.lat - beside.lat) <= 2 * ALONG + 1e-5
    assert abs(place.lon - beside.lon) <= 2 * ALONG + 1e-5


@given(st.integers(0, 2**32))
def test_the_same_seed_is_the_same_place(seed):
    first, second = (Map(wards(), Random(seed)).somewhere() for _ in range(2))
    assert first == second
    assert point_in(wards()[0], Random(seed)) == point_in(wards()[0], Random(seed))


# --- when people are up ---


@given(st.integers(0, 23), st.integers(0, 59), todays, st.integers(5, 9), st.integers(17, 23))
def test_who_sleeps_speaks_in_the_morning_after(hour, minute, day, since, until):
    at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=HUE)
    found = awake(at, since=since, until=until)
    if since <= hour < until:
        assert found == at
    else:
        assert at < found <= at + timedelta(hours=24)
        assert (found.hour, found.minute) == (since + 1, minute)
        assert found.date() == (day if hour < since else day + timedelta(days=1))
