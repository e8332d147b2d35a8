"""On whatever day the city is built, with whatever seed: each life keeps its order, its hours and its end."""

from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from cases.actions.actor import Role
from cases.demo.lives import MIX, Share, declined, disowned_lately, received
from cases.demo.ratings import SLEEPS, WAKES
from cases.demo.situations import FLOODS
from cases.demo.walks import CLOSES, OPENS, TERM
from cases.rules.calendars import Calendar
from cases.rules.verdicts import VerdictKind
from tests.cases.demo.scenery import HUE, a_scene, among_holidays, lived, noted, sent_at
from tests.cases.demo.test_lives import ENDS

__all__ = ["noted"]
NOT_A_REPORT = {share for share in MIX if share.life is received}
SHARES = [share for share in MIX if share not in NOT_A_REPORT]
LATELY = next(share for share in MIX if share.life is disowned_lately)
DAYS = {
    "a Wednesday": date(2026, 11, 25),
    "a Monday": date(2026, 11, 23),
    "a Sunday": date(2026, 5, 3),
    "new year's day": date(2027, 1, 1),
    "the last day of a year": date(2025, 12, 31),
    "a leap day": date(2028, 2, 29),
    "the day after it": date(2028, 3, 1),
    "in the middle of Tết": date(2026, 2, 18),
    "the day after Tết": date(2026, 2, 23),
}
TET = among_holidays(date(2026, 2, 14), 9)  # Saturday to Sunday
todays = st.dates(date(2020, 1, 1), date(2040, 12, 31))
calendars = st.builds(
    lambda ago, days, make_up: (ago, days, make_up), st.integers(0, 40), st.integers(0, 9), st.booleans()
)


def called(share):
    return f"{share.life.__name__}-{share.last}"


def a_calendar(today, holidays):
    ago, days, make_up = holidays
    return among_holidays(today - timedelta(days=ago), days, make_up=make_up)


def seen_wrong(deeds, today):
    """What is the matter with a life, in words; nothing where all is well."""
    for before, deed in pairwise(deeds):
        if deed.at < before.at:
            yield f"{deed.verb} at {deed.local} comes before {before.verb} at {before.local}"
    for deed in deeds:
        hour = deed.local.hour
        if deed.at >= today:
            yield f"{deed.verb} is still to come: {deed.local}"
        if deed.by.role is not Role.CITIZEN and not OPENS <= hour < CLOSES:
            yield f"{deed.verb} by {deed.by.role} while offices are closed: {deed.local}"
        if deed.by.role is Role.CITIZEN and not WAKES <= hour <= SLEEPS:
            yield f"{deed.verb} at night: {deed.local}"
        promised = deed.told.get("promised_on")
        if promised is not None and promised <= deed.local.date():
            yield f"promised on {deed.local} for {promised}"


@pytest.mark.parametrize("share", SHARES, ids=called)
@pytest.mark.parametrize("name", DAYS)
def test_a_life_goes_in_order_by_day_and_before_today(noted, name, share):
    for seed in range(2):
        scene = a_scene(DAYS[name], TET, seed)
        deeds = lived(noted, scene, share)
        assert list(seen_wrong(deeds, scene.today)) == []
        assert deeds[0].verb == "receive"
        assert len(deeds) >= 2


@settings(max_examples=150, deadline=None)
@given(today=todays, seed=st.integers(0, 2**32), share=st.sampled_from(SHARES), holidays=calendars)
@example(today=date(2027, 1, 7), seed=3945582104, share=LATELY, holidays=(35, 7, True))  # once after closing
def test_so_it_does_on_any_day_among_any_holidays(noted, today, seed, share, holidays):
    event(share.life.__name__)
    scene = a_scene(today, a_calendar(today, holidays), seed)
    assert list(seen_wrong(lived(noted, scene, share), scene.today)) == []


@settings(max_examples=60, deadline=None)
@given(today=todays, seed=st.integers(0, 2**32), share=st.sampled_from(MIX), holidays=calendars)
def test_the_same_seed_is_the_same_life(noted, today, seed, share, holidays):
    calendar = a_calendar(today, holidays)
    first, second = (
        [(deed.verb, deed.at, deed.told.get("text")) for deed in lived(noted, a_scene(today, calendar, seed), share)]
        for _ in range(2)
    )
    assert first == second


# --- when it is sent ---


@settings(max_examples=150, deadline=None)
@given(today=todays, seed=st.integers(0, 2**32), share=st.sampled_from(MIX), holidays=calendars)
def test_a_report_is_sent_within_its_span(today, seed, share, holidays):
    """In working days before today: no earlier than its last one, no later than the day before that after its first."""
    scene = a_scene(today, a_calendar(today, holidays), seed)
    at = sent_at(scene, share)
    assert at.tzinfo is scene.calendar.zone_info()
    assert 6 <= at.hour <= 22
    worked = sum(scene.calendar.is_working(at.date() + timedelta(days=n)) for n in range((today - at.date()).days))
    assert share.first - (not scene.calendar.is_working(at.date())) <= worked <= share.last
    if share.life is not received and today - at.date() == timedelta(days=1):
        assert at.hour < 12, "somebody has to look at it before the office closes"


@pytest.mark.parametrize(
    ("today", "ago", "days"),
    [
        ((2026, 11, 25), 1, [(2026, 11, 24)]),  # a Wednesday
        ((2026, 11, 25), 2, [(2026, 11, 23)]),
        ((2026, 11, 25), 3, [(2026, 11, 20), (2026, 11, 21), (2026, 11, 22)]),  # Friday, and the weekend after it
        ((2026, 11, 23), 1, [(2026, 11, 20), (2026, 11, 21), (2026, 11, 22)]),
        ((2026, 11, 23), 2, [(2026, 11, 19)]),
        ((2026, 11, 22), 1, [(2026, 11, 20), (2026, 11, 21)]),  # a Sunday
        ((2026, 2, 17), 1, [(2026, 2, 13), (2026, 2, 14), (2026, 2, 15), (2026, 2, 16)]),  # Tết begins on the 14th
        ((2026, 2, 23), 2, [(2026, 2, 12)]),
        ((2027, 1, 1), 1, [(2026, 12, 31)]),
        ((2028, 3, 1), 1, [(2028, 2, 29)]),
    ],
)
def test_so_many_working_days_ago_is_that_day_and_the_days_off_after_it(today, ago, days):
    scene = a_scene(date(*today), TET, 3)
    share = Share(life=received, count=1, first=ago, last=ago)
    assert {sent_at(scene, share).date() for _ in range(60)} == {date(*day) for day in days}


def test_months_of_floods_bring_more_than_others_and_late_ones_more_than_early_ones():
    scene = a_scene(date(2026, 11, 25), Calendar(zone="Asia/Ho_Chi_Minh"), 5)
    (whole,) = {share for share in MIX if share.count == max(share.count for share in MIX)}
    months = [sent_at(scene, whole) for _ in range(3000)]
    by_month = {
        month: sum((at.year, at.month) == month for at in months) for month in [(2026, 7), (2026, 10), (2025, 11)]
    }
    assert {10, 11} <= FLOODS
    assert by_month[2026, 10] > 1.4 * by_month[2026, 7]
    assert by_month[2026, 10] > by_month[2025, 11] > 0


# --- how it ends ---


def stands(deeds, at, calendar):
    """Phase and verdict of the citizen's clock, by the design's table: one promise at most, and all of it recorded."""
    accepted = next(deed.at for deed in deeds if deed.verb == "accept")
    due = calendar.end_of(calendar.add_working_days(calendar.day_of(accepted), TERM))
    phase, t = "open", at
    for deed in deeds:
        if deed.verb == "submit":
            phase, t = "awaiting", deed.at
        elif deed.verb == "approve":
            phase = "answered"
        elif deed.verb in {"return_answer", "refuse"}:
            phase, t = "open", at
    promises = [(deed.at, calendar.end_of(deed.told["promised_on"])) for deed in deeds if deed.verb == "extend"]
    if t <= due:
        return phase, VerdictKind.IN_TERM
    for published, until in promises:
        if published <= due:
            return phase, VerdictKind.EXTENDED if t <= until else VerdictKind.PROMISE_BROKEN
    return phase, VerdictKind.OVERDUE


@cache
def shares_of(life, span):
    return next(share for share in MIX if share.life is life and (share.first, share.last) == span)


@pytest.mark.parametrize(("life", "span", "phase", "verdict"), ENDS, ids=lambda part: getattr(part, "__name__", None))
@settings(max_examples=12, deadline=None)
@given(today=todays, seed=st.integers(0, 2**32), holidays=calendars)
def test_a_life_ends_where_its_name_says_on_any_day(noted, life, span, phase, verdict, today, seed, holidays):
    calendar = a_calendar(today, holidays)
    scene = a_scene(today, calendar, seed)
    deeds = lived(noted, scene, shares_of(life, span))
    assert stands(deeds, scene.today + timedelta(hours=10), calendar) == (phase, verdict)


@pytest.mark.parametrize("hour", [0, 23])
def test_the_time_of_day_at_which_it_is_looked_at_moves_nothing(noted, hour):
    """Terms end with days, and promises too."""
    for life, span, phase, verdict in ENDS:
        scene = a_scene(DAYS["a Monday"], TET, 11)
        deeds = lived(noted, scene, shares_of(life, span))
        assert stands(deeds, scene.today + timedelta(hours=hour, minutes=1), TET) == (phase, verdict), life.__name__


# --- who waits for the Center ---


@pytest.mark.parametrize("name", DAYS)
def test_who_is_turned_away_is_told_so_and_nothing_else_happens(noted, name):
    (share,) = {share for share in MIX if share.life is declined}
    verbs = [[deed.verb for deed in lived(noted, a_scene(DAYS[name], TET, seed), share)] for seed in range(5)]
    assert verbs == [["receive", "decline"]] * 5


@pytest.mark.parametrize("seed", range(6))
def test_what_is_left_to_the_center_since_the_last_working_day_was_left_on_that_day(noted, seed):
    """Lives that end on the last working day before today, by their words."""
    for name, today in DAYS.items():
        last = today - timedelta(days=1)
        while not TET.is_working(last):
            last -= timedelta(days=1)
        for share in MIX:
            if share.life.__name__ in {"awaiting", "awaiting_late", "refused_lately", "asking", "disowned_lately"}:
                end = lived(noted, a_scene(today, TET, seed), share)[-1].local.date()
                assert end >= last, (name, share.life.__name__)


def test_midnight_in_hue_is_the_beginning_of_the_day():
    assert a_scene(date(2026, 11, 25), TET, 0).today == datetime(2026, 11, 25, tzinfo=HUE)
