"""Terms over the holidays of real years, counted on the calendar by hand: Tết, made-up Saturdays, long weekends."""

from datetime import date, time, timedelta

import pytest

from cases.actions.holiday_rows import holiday_rows
from cases.rules.appeals import appeal_until
from cases.rules.calendars import Calendar
from cases.rules.instants import utc
from cases.rules.promises import latest_promise
from cases.rules.review_clock import decide_by, late_before
from cases.rules.rulings import ruling_due
from cases.rules.terms import DayKind, OfficeHours, Term, TermKind, due_at, explain
from tests.cases.rules.days import local

pytestmark = pytest.mark.pure


def calendar(slug, zone, years):
    rows = holiday_rows(slug, years)
    return Calendar(
        zone=zone,
        holidays={day: name for day, kind, name in rows if kind == "holiday"},
        make_up={day: name for day, kind, name in rows if kind == "make_up"},
    )


HUE = calendar("vn", "Asia/Ho_Chi_Minh", range(2018, 2028))
BOSTON = calendar("us-ma", "America/New_York", range(2015, 2027))
OFFICE = OfficeHours(opens=time(8, 30), closes=time(17))


def working_days(n, office=None):
    return Term(kind=TermKind.WORKING_DAYS, n=n, office_hours=office)


COUNTED = [
    # Tết 2019: from Monday, 4 to Friday, 8 February
    ("2019-01-28", 4, "2019-02-01"),  # Monday to Friday
    ("2019-01-28", 5, "2019-02-11"),  # and on to Monday
    ("2019-01-28", 7, "2019-02-13"),
    ("2019-02-04", 1, "2019-02-11"),
    ("2019-02-10", 1, "2019-02-11"),  # Sunday
    # Monday, 31 December 2018 was given off for Saturday, 5 January
    ("2019-01-04", 1, "2019-01-05"),  # Friday to that Saturday
    ("2019-01-04", 2, "2019-01-07"),
    ("2019-01-05", 1, "2019-01-07"),
    # Monday, 29 April 2019 for Saturday, 4 May
    ("2019-04-26", 1, "2019-05-02"),  # Friday to Thursday
    ("2019-04-26", 3, "2019-05-04"),
    ("2019-04-26", 4, "2019-05-06"),
    # the same in 2024
    ("2024-04-26", 1, "2024-05-02"),
    ("2024-05-03", 1, "2024-05-04"),
    ("2024-05-03", 2, "2024-05-06"),
    # Tết 2025: from Monday, 27 January; Saturday, 1 February is a holiday and a Saturday
    ("2025-01-24", 1, "2025-02-03"),
    ("2025-01-24", 7, "2025-02-11"),
    ("2025-01-31", 1, "2025-02-03"),
    # Friday, 2 May 2025 for Saturday, 26 April
    ("2025-04-25", 1, "2025-04-26"),
    ("2025-04-25", 3, "2025-04-29"),
    ("2025-04-25", 4, "2025-05-05"),
    ("2025-04-26", 1, "2025-04-28"),
    # the Kings' day on a Sunday gives the Monday
    ("2019-04-12", 1, "2019-04-16"),
    ("2026-04-24", 1, "2026-04-28"),
    # National Day 2026: Monday, 31 August for Saturday, 22 August
    ("2026-08-21", 1, "2026-08-22"),
    ("2026-08-21", 2, "2026-08-24"),
    ("2026-08-28", 1, "2026-09-03"),
    # Tuesday, 24 November 2026 is a holiday for the first time
    ("2025-11-21", 2, "2025-11-25"),
    ("2026-11-20", 2, "2026-11-25"),
    # over a year's end
    ("2025-12-31", 1, "2026-01-02"),
    ("2026-12-31", 1, "2027-01-04"),  # New Year 2027 is a Friday
]


@pytest.mark.parametrize(("start", "n", "last"), COUNTED)
def test_working_days_of_hue(start, n, last):
    assert due_at(working_days(n), HUE, local(HUE, f"{start}T10:00")).isoformat() == f"{last}T23:59:59.999999+07:00"


@pytest.mark.parametrize(("start", "n", "last"), COUNTED)
def test_everything_that_is_counted_in_working_days_is_counted_alike(start, n, last):
    at, end = local(HUE, f"{start}T10:00"), utc(HUE.end_of(date.fromisoformat(last)))
    assert utc(latest_promise(HUE, at, n)) == end  # how far an extension may reach
    assert utc(appeal_until(HUE, at, n)) == end  # until when a decision may be appealed
    assert utc(ruling_due(HUE, at, n)) == end  # by when the Center settles a matter
    assert utc(decide_by(at, HUE, n)) == end  # by when it decides on an answer
    # and what was handed in then is late from the next day on, as the desk asks its database
    assert late_before(end, HUE, n) <= at < late_before(end + timedelta(microseconds=1), HUE, n)


@pytest.mark.parametrize(("start", "n", "last"), COUNTED)
def test_the_explanation_numbers_the_same_days(start, n, last):
    until = date.fromisoformat(last)
    days = explain(working_days(n), HUE, local(HUE, f"{start}T10:00"), until=until)
    assert [day.count for day in days if day.count] == list(range(1, n + 1))
    assert (days[0].kind, days[-1].kind, days[-1].day) == (DayKind.START, DayKind.DUE, until)
    assert all(day.name for day in days if day.kind in (DayKind.HOLIDAY, DayKind.MAKE_UP))


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2015-04-17T16:00", 1, "2015-04-21T16:00:00-04:00"),  # Friday; Patriots' Day on Monday
        ("2015-04-20T12:00", 1, "2015-04-22T08:30:00-04:00"),  # on that day: from Tuesday's opening
        ("2015-05-22T09:00", 1, "2015-05-26T09:00:00-04:00"),  # Friday before Memorial Day
        ("2015-07-02T12:00", 1, "2015-07-03T12:00:00-04:00"),  # Thursday; the 4th is a Saturday, and stays there
        ("2021-07-02T12:00", 1, "2021-07-06T12:00:00-04:00"),  # Friday; the 4th is a Sunday, and gives the Monday
        ("2015-09-04T17:00", 1, "2015-09-09T08:30:00-04:00"),  # Friday at closing; Labor Day: from Tuesday
        ("2015-11-10T16:59:59", 1, "2015-11-12T16:59:59-05:00"),  # Tuesday; Veterans Day on Wednesday
        ("2015-11-25T17:00", 1, "2015-11-30T08:30:00-05:00"),  # Wednesday at closing; Thanksgiving: from Friday
        ("2015-11-25T16:59", 1, "2015-11-27T16:59:00-05:00"),
        ("2015-12-24T10:00", 2, "2015-12-29T10:00:00-05:00"),  # Thursday; Christmas on Friday
        ("2015-12-31T08:00", 1, "2016-01-04T08:30:00-05:00"),  # Thursday before opening, over New Year
        ("2016-03-11T16:00", 1, "2016-03-14T16:00:00-04:00"),  # Friday; the clocks change on Sunday
        ("2025-06-18T12:00", 1, "2025-06-20T12:00:00-04:00"),  # Wednesday; Juneteenth, which 2015 did not know
        ("2015-06-18T12:00", 1, "2015-06-19T12:00:00-04:00"),
    ],
)
def test_office_days_of_boston(start, n, due):
    assert due_at(working_days(n, OFFICE), BOSTON, local(BOSTON, start)).isoformat() == due
