"""Time between two verbs: hours of the day, working days, the eve of today, and how soon somebody may speak."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from cases.demo import walks
from cases.demo.bodies import WINDING_UP, Bodies
from cases.demo.places import Map
from cases.demo.ratings import Mood, Said
from cases.demo.situations_streets import LIGHTING
from cases.demo.walks import Walk
from cases.models import Agency, RatingSource
from cases.rules.ratings import RatingValue
from tests.cases.demo.scenery import HUE, a_scene, among_holidays, bodies, noted, wards

__all__ = ["noted"]
TODAY = date(2026, 11, 25)  # a Wednesday
CALENDAR = among_holidays(date(2026, 11, 16), 2)  # a Monday and a Tuesday


@pytest.fixture
def walk(noted):
    """One case at an instant, told as day of November 2026 and hour in Huế; today may be another day."""

    def made(day, clock, *, today=TODAY, seed=1):
        scene = a_scene(today, CALENDAR, seed)
        hour, minute = map(int, clock.split(":"))
        at = datetime(2026, 11, day, hour, minute, tzinfo=HUE).astimezone(UTC)
        place = Map(wards(), scene.rng).somewhere()
        return Walk(scene=scene, situation=LIGHTING[0], place=place, at=at)

    return made


def told(walk):
    """Day and clock in Huế."""
    local = walk.at.astimezone(HUE)
    return local.day, f"{local:%H:%M}"


# --- hours ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "clock", "hours", "expected"),
    [
        (12, "09:00", 2, (12, "11:00")),
        (12, "05:00", 2, (12, "07:00")),  # the office opens
        (12, "16:00", 1.99, (12, "17:59")),
        (12, "07:00", 0, (12, "07:05")),  # something takes five minutes at least
        (12, "07:00", 0.05, (12, "07:05")),
        (12, "07:00", 0.1, (12, "07:06")),
    ],
)
def test_while_an_office_is_open_hours_are_hours(walk, day, clock, hours, expected):
    assert told(walk(day, clock).later(hours=hours)) == expected


@pytest.mark.parametrize(
    ("day", "clock", "hours", "then"),
    [
        (12, "16:00", 2, 13),  # closing time exactly
        (12, "20:00", 1, 13),
        (12, "23:30", 1, 13),  # half past midnight: the same morning
        (12, "05:00", 1.9, 12),
        (12, "06:59", 0, 12),
        (12, "17:00", 13.5, 13),
        (12, "17:00", 25, 14),  # a Saturday: whoever receives reports does so every day
    ],
)
def test_while_it_is_closed_it_waits_until_the_office_has_opened(walk, day, clock, hours, then):
    for seed in range(3):
        found, at = told(walk(day, clock, seed=seed).later(hours=hours))
        assert found == then
        assert "07:10" <= at <= "07:59"


@pytest.mark.parametrize(
    ("day", "clock", "n", "then"),
    [
        (12, "09:00", 1, 13),  # Thursday to Friday
        (13, "09:00", 1, 18),  # over a weekend and two holidays
        (13, "00:30", 1, 18),  # still Thursday in Greenwich, and Friday in Huế
        (12, "23:59", 1, 13),
        (14, "12:00", 1, 18),  # from a Saturday
        (17, "12:00", 2, 19),  # from a holiday
        (12, "09:00", 7, 24),  # the term
    ],
)
def test_working_days_are_those_of_hue_and_of_the_calendar(walk, day, clock, n, then):
    for seed in range(3):
        found, at = told(walk(day, clock, seed=seed).later(working_days=n))
        assert found == then
        assert "08:00" <= at <= "16:59"


@pytest.mark.parametrize(
    ("day", "clock", "n", "expected"),
    [
        (12, "10:00", 1, date(2026, 11, 13)),
        (13, "10:00", 1, date(2026, 11, 18)),
        (13, "00:30", 1, date(2026, 11, 18)),
        (13, "10:00", 7, date(2026, 11, 26)),
    ],
)
def test_a_day_ahead_is_counted_from_the_day_in_hue(walk, day, clock, n, expected):
    assert walk(day, clock).day(n) == expected


# --- never beyond today -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("clock", "least"), [("09:00", "10:48"), ("15:00", "15:36")])
def test_what_is_still_to_come_happens_in_what_is_left_of_the_last_day(walk, seed, clock, least):
    """Between a fifth and four fifths of it: from nine to six nine hours are left."""
    day, at = told(walk(24, clock, seed=seed).later(working_days=5))
    assert day == 24
    assert least <= at <= {"09:00": "16:12", "15:00": "17:24"}[clock]


def test_what_begins_after_closing_goes_on_by_the_minute_and_stops_before_midnight(walk):
    late = walk(24, "18:00")
    assert [told(late.later(hours=9)) for _ in range(2)] == [(24, "18:01"), (24, "18:02")]
    late.at = datetime(2026, 11, 24, 23, 58, 30, tzinfo=HUE)
    assert told(late.later(hours=9)) == (24, "23:59")
    assert late.later(hours=9).at == datetime(2026, 11, 24, 23, 59, tzinfo=HUE)


@pytest.mark.parametrize(
    ("today", "eve"),
    [
        (date(2026, 11, 25), 24),
        (date(2026, 11, 23), 20),  # a Monday: the Friday before
        (date(2026, 11, 22), 20),
        (date(2026, 11, 18), 13),  # after two holidays
        (date(2026, 11, 17), 13),
    ],
)
def test_the_eve_is_the_last_working_day_before_today(walk, today, eve):
    for seed in range(3):
        day, at = told(walk(10, "09:00", today=today, seed=seed).eve())
        assert day == eve
        assert "08:00" <= at <= "14:59"


@pytest.mark.parametrize(
    ("clock", "then"),
    [
        ("15:00", "15:40"),
        ("17:19", "17:59"),
        ("17:20", "17:40"),  # forty minutes on it is closed: half of what is left
        ("17:40", "17:50"),
        ("17:58", "17:59"),
    ],
)
def test_who_is_past_that_hour_already_has_till_closing_time(walk, clock, then):
    assert told(walk(24, clock).eve()) == (24, then)


# --- who handles it then ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "former"),
    [(date(2026, 9, 1), False), (date(2026, 8, 31), False), (date(2026, 8, 30), True), (date(2025, 1, 1), True)],
)
def test_a_body_about_to_be_dissolved_gets_nothing_new(sent, former):
    """Sixty days before the 30th of October begin on the 31st of August."""
    now = bodies()
    gone = Agency(pk=900, name="Trung tâm cũ", slug="cu", dissolved_on=date(2026, 10, 30))
    found = Bodies(by_task=now.by_task, by_ward=now.by_ward, former={"lighting": gone}, punctuality={})
    assert timedelta(days=60) == WINDING_UP
    assert found.handler("lighting", wards()[0], sent) == (gone if former else now.by_task["lighting"])
    assert found.handler("waste", wards()[0], sent) == now.by_task["waste"]
    assert found.handler("ward", wards()[3], sent) == now.by_ward[wards()[3].pk]


# --- how soon somebody speaks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "hours", "then"),
    [
        (RatingSource.LINK, 5, (12, "14:00")),
        (RatingSource.LINK, 12, (12, "21:00")),
        (RatingSource.LINK, 13, (13, "07:00")),  # at ten they sleep
        (RatingSource.LINK, 20, (13, "07:00")),
        (RatingSource.LINK, 21, (13, "06:00")),
        (RatingSource.PHONE, 8, (12, "17:00")),
        (RatingSource.PHONE, 9, (13, "08:00")),  # at six the office closes
        (RatingSource.PHONE, 21, (13, "08:00")),
        (RatingSource.PHONE, 22, (13, "07:00")),
        (RatingSource.LINK, 12 * 24 + 14, None),  # the evening before today, when they sleep: that would be today
        (RatingSource.LINK, 12 * 24 + 12, (24, "21:00")),
        (RatingSource.PHONE, 12 * 24 + 12, None),
    ],
)
def test_people_speak_while_they_are_up_and_offices_while_they_are_open(walk, noted, monkeypatch, source, hours, then):
    """By telephone somebody at the Center has to take it down."""
    asked = walk(12, "09:00")
    asked.assignment = SimpleNamespace(round=1)
    before = asked.at
    what = Said(value=RatingValue.ACCEPTABLE, source=source, reason="Tạm.", after=timedelta(hours=hours))
    monkeypatch.setattr(walks, "said", lambda rng, mood, within: what)
    noted.clear()
    asked.case = None
    asked.heard(Mood.DONE)
    if then is None:
        assert (noted, asked.at) == ([], before)
        return
    (deed,) = noted
    assert (deed.verb, deed.at) == ("rate", asked.at)
    assert told(asked) == then
    assert (deed.told["value"], deed.told["source"], deed.told["reason"]) == ("acceptable", source, "Tạm.")
    assert deed.by.role.value == {RatingSource.LINK: "citizen", RatingSource.PHONE: "center"}[source]


def test_nobody_says_anything_where_chance_says_nothing(walk, noted, monkeypatch):
    quiet = walk(12, "09:00")
    quiet.assignment = SimpleNamespace(round=1)
    monkeypatch.setattr(walks, "said", lambda rng, mood, within: None)
    noted.clear()
    assert quiet.heard(Mood.DONE) is quiet
    assert noted == []


def test_how_a_case_is_found_depends_on_itself_alone(walk, monkeypatch):
    """On its instant, its place and its round; on nothing that others have drawn."""
    seen = []
    monkeypatch.setattr(walks, "said", lambda rng, mood, within: seen.append(rng.random()))
    first = walk(12, "09:00")
    for round_number, drawn in ((1, 0), (1, 5), (2, 0)):
        first.assignment = SimpleNamespace(round=round_number)
        for _ in range(drawn):
            first.scene.rng.random()
        first.heard(Mood.DONE)
    other = walk(12, "09:01")
    other.place, other.assignment = first.place, SimpleNamespace(round=1)
    other.heard(Mood.DONE)
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3
