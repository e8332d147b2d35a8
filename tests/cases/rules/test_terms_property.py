"""Terms against slow, obvious oracles that know neither calendars nor terms of the code under test."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cases.rules.calendars import Calendar
from cases.rules.terms import DayKind, OfficeHours, Term, TermKind, due_at, explain
from tests.cases.rules.days import off, slow_working_days

pytestmark = pytest.mark.pure

ZONES = ["America/New_York", "Asia/Ho_Chi_Minh", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo"]
# Just before summer time begins, before it ends, before a leap day, before Cairo repeats the hour before midnight.
SEASONS = [date(2015, 2, 25), date(2015, 10, 15), date(2016, 2, 20), date(2014, 9, 15)]
OFFICE = OfficeHours(opens=time(8, 30), closes=time(17))
numbers = st.integers(0, 40)
ahead = st.integers(0, 70)


@st.composite
def scenes(draw):
    """A calendar with holidays and made-up days about a start (UTC, to the second)."""
    season = draw(st.sampled_from(SEASONS))
    special = draw(st.lists(st.tuples(ahead, st.booleans()), max_size=12))
    calendar = Calendar(
        zone=draw(st.sampled_from(ZONES)),
        holidays={season + timedelta(days=each): "lễ" for each, made_up in special if not made_up},
        make_up={season + timedelta(days=each): "bù" for each, made_up in special if made_up},
    )
    seconds = draw(st.integers(0, 30 * 86_400))
    return calendar, datetime.combine(season, time(0), tzinfo=UTC) + timedelta(seconds=seconds)


@given(scenes(), numbers)
def test_working_days_end_with_the_last_day_counted_one_by_one(scene, n):
    calendar, start = scene
    due = due_at(Term(kind=TermKind.WORKING_DAYS, n=n), calendar, start)
    zone = ZoneInfo(calendar.zone)
    assert due.date() == slow_working_days(calendar, start.astimezone(zone).date(), n)
    assert due.time() == time.max
    assert (due.astimezone(UTC) + timedelta(microseconds=1)).astimezone(zone).date() > due.date()


def first_open_minute(calendar, start):
    """The instant an office counts from: the start or the first full five minutes after it at which it is open."""
    moment = start.astimezone(ZoneInfo(calendar.zone)).replace(tzinfo=None)
    while off(calendar, moment.date()) or not OFFICE.opens <= moment.time() < OFFICE.closes:
        moment += timedelta(minutes=5 - moment.minute % 5) - timedelta(seconds=moment.second)
    return moment


@given(scenes(), st.integers(0, 15))
def test_office_hours_count_from_the_first_open_minute(scene, n):
    calendar, start = scene
    counted_from = first_open_minute(calendar, start)
    due = due_at(Term(kind=TermKind.WORKING_DAYS, n=n, office_hours=OFFICE), calendar, start)
    assert due.replace(tzinfo=None) == datetime.combine(
        slow_working_days(calendar, counted_from.date(), n), counted_from.time()
    )


@given(scenes(), numbers)
def test_calendar_days_keep_the_wall_time_unless_it_is_skipped_or_repeated(scene, n):
    calendar, start = scene
    zone = ZoneInfo(calendar.zone)
    local = start.astimezone(zone)
    wanted = local.replace(tzinfo=None) + timedelta(days=n)
    due = due_at(Term(kind=TermKind.CALENDAR_DAYS, n=n), calendar, start)
    shown = due.replace(tzinfo=None)
    assert timedelta(0) <= shown - wanted <= timedelta(hours=1)
    if shown == wanted:
        assert due.fold == 0 or n == 0
    else:
        # Skipped: neither pass of the wanted wall time exists.
        for fold in (0, 1):
            there = wanted.replace(tzinfo=zone, fold=fold)
            assert there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wanted


@given(scenes(), st.integers(0, 2000))
def test_hours_are_elapsed_time(scene, n):
    calendar, start = scene
    due = due_at(Term(kind=TermKind.HOURS, n=n), calendar, start)
    assert due.astimezone(UTC) - start == timedelta(hours=n)
    assert due.tzinfo == ZoneInfo(calendar.zone)


terms = st.one_of(
    st.builds(
        Term, kind=st.just(TermKind.WORKING_DAYS), n=st.integers(0, 25), office_hours=st.sampled_from([None, OFFICE])
    ),
    st.builds(Term, kind=st.just(TermKind.CALENDAR_DAYS), n=st.integers(0, 40)),
    st.builds(Term, kind=st.just(TermKind.HOURS), n=st.integers(0, 500)),
)


@given(scenes(), terms)
def test_a_term_never_ends_before_it_begins_and_a_longer_one_never_sooner(scene, term):
    calendar, start = scene
    due = due_at(term, calendar, start).astimezone(UTC)
    assert due >= start
    longer = Term(kind=term.kind, n=term.n + 1, office_hours=term.office_hours)
    assert due_at(longer, calendar, start).astimezone(UTC) > due


@given(scenes(), terms, st.timedeltas(timedelta(0), timedelta(days=20)))
@example(
    (Calendar(zone="America/New_York"), datetime(2015, 3, 7, 7, 30, tzinfo=UTC)),
    Term(kind=TermKind.CALENDAR_DAYS, n=1),
    timedelta(minutes=30),
)
def test_who_starts_later_is_never_due_sooner(scene, term, later):
    calendar, start = scene
    # But for wall time: from 02:30 one day before the clocks skip 02:30, a day leads to the same as from 03:30.
    sooner, after = (due_at(term, calendar, each).astimezone(UTC) for each in (start, start + later))
    assert after >= sooner - timedelta(hours=1)
    if term.kind is not TermKind.CALENDAR_DAYS:
        assert after >= sooner


@given(scenes(), numbers, ahead)
def test_a_holiday_more_never_makes_a_term_shorter(scene, n, days):
    calendar, start = scene
    holiday = start.date() + timedelta(days=days)
    assume(holiday not in calendar.make_up)
    term = Term(kind=TermKind.WORKING_DAYS, n=n)
    more = Calendar(zone=calendar.zone, holidays={**calendar.holidays, holiday: "bão"}, make_up=calendar.make_up)
    assert due_at(term, more, start) >= due_at(term, calendar, start)


# --- the explanation ---------------------------------------------------------------------------------------------


@given(scenes(), terms, st.integers(0, 30))
def test_the_days_of_an_explanation_agree_with_the_due_date(scene, term, more):
    calendar, start = scene
    due = due_at(term, calendar, start).date()
    told = explain(term, calendar, start, until=due + timedelta(days=more))
    first = start.astimezone(ZoneInfo(calendar.zone)).date()
    assert [each.day for each in told] == [first + timedelta(days=ahead) for ahead in range(len(told))]
    assert told[-1].day == due + timedelta(days=more)
    assert [each.day for each in told if each.kind is DayKind.DUE] == [due]
    assert all((each.kind is DayKind.AFTER) == (each.day > due) for each in told)
    numbers_told = [each.count for each in told if each.count is not None]
    assert numbers_told == ([] if term.kind is TermKind.HOURS else list(range(1, term.n + 1)))


@given(scenes(), terms)
def test_an_explanation_calls_days_off_what_they_are(scene, term):
    calendar, start = scene
    told = explain(term, calendar, start, until=due_at(term, calendar, start).date())
    for each in told:
        assert each.name == calendar.name_of(each.day)
        if each.kind in {DayKind.WEEKEND, DayKind.HOLIDAY}:
            assert term.kind is TermKind.WORKING_DAYS
            assert each.kind == calendar.off_reason(each.day)
        if each.kind is DayKind.MAKE_UP:
            assert each.day in calendar.make_up
        if each.kind in {DayKind.COUNTED, DayKind.MAKE_UP} and term.kind is TermKind.WORKING_DAYS:
            assert calendar.is_working(each.day)
