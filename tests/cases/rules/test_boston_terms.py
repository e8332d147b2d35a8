"""A city's own target dates: every kind of request that follows one term must follow ours."""

import csv
import gzip
from collections import defaultdict
from datetime import datetime, time, timedelta
from functools import cache

import pytest

from cases.actions.holiday_rows import holiday_rows
from cases.rules.calendars import Calendar
from cases.rules.terms import OfficeHours, Term, TermKind, due_at, start_of
from tests.shared_data import shared

pytestmark = pytest.mark.pure

OFFICE = OfficeHours(opens=time(8, 30), closes=time(17))
NEAR = timedelta(minutes=2)
LEAST_ROWS = 20
EXACT_TYPES, EXACT_ROWS = 37, 4372

BOSTON = Calendar(
    zone="America/New_York", holidays={day: name for day, _, name in holiday_rows("us-ma", range(2014, 2018))}
)


@cache
def rows_by_type():
    """Naive (opened, target) pairs of every type with at least 20 of them."""
    found = defaultdict(list)
    with gzip.open(shared("311/boston-2015-q1.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["TARGET_DT"]:
                found[row["TYPE"]].append(tuple(stamp(row[name]) for name in ("OPEN_DT", "TARGET_DT")))
    return {kind: pairs for kind, pairs in found.items() if len(pairs) >= LEAST_ROWS}


def stamp(text):
    return datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p")  # noqa: DTZ007 - the file has wall times


def candidates(opened, target):
    """Every (kind, n) that might lead from one to the other."""
    days = (target.date() - opened.date()).days
    yield from ((TermKind.WORKING_DAYS, n) for n in range(max(0, days * 5 // 7 - 20), days + 1))
    yield from ((TermKind.CALENDAR_DAYS, n) for n in range(max(0, days - 1), days + 2))
    elapsed = round((target - opened) / timedelta(hours=1))
    yield from ((TermKind.HOURS, n) for n in range(max(0, elapsed - 2), elapsed + 3))


def exact_terms(pairs, due):
    """The (kind, n) under which `due` gives the target of every row within two minutes."""
    return [
        (kind, n)
        for kind, n in candidates(*pairs[0])
        if all(abs(due(kind, n, opened) - target) <= NEAR for opened, target in pairs)
    ]


def our_due(kind, n, opened):
    term = Term(kind=kind, n=n, office_hours=OFFICE if kind is TermKind.WORKING_DAYS else None)
    return due_at(term, BOSTON, start_of(opened.isoformat(), BOSTON)).replace(tzinfo=None)


def plain_due(kind, n, opened):
    """The slow way, in wall time alone, for a city where nothing was opened amid a change of the clocks."""
    if kind is TermKind.HOURS:
        spring = datetime(2015, 3, 8, 2)  # noqa: DTZ001 - wall time
        due = opened + timedelta(hours=n)
        return due + timedelta(hours=1) if opened < spring <= due else due
    if kind is TermKind.CALENDAR_DAYS:
        return opened + timedelta(days=n)
    worked = [day for ahead in range(2 * n + 30) if is_worked(day := opened.date() + timedelta(days=ahead))]
    if worked[0] == opened.date() and opened.time() >= OFFICE.closes:
        worked.pop(0)
    clock = max(opened.time(), OFFICE.opens) if worked[0] == opened.date() else OFFICE.opens
    return datetime.combine(worked[n], clock)


def is_worked(day):
    return day.weekday() < 5 and day not in BOSTON.holidays


@cache
def exact(due):
    found = {kind: exact_terms(pairs, due) for kind, pairs in rows_by_type().items()}
    return {kind: terms for kind, terms in found.items() if terms}


def test_as_many_types_are_exact_as_were_when_this_was_written():
    found = exact(our_due)
    assert len(found) == EXACT_TYPES
    assert sum(len(rows_by_type()[kind]) for kind in found) == EXACT_ROWS


def test_what_is_exact_counted_slowly_is_exact_with_our_rules_by_the_same_terms():
    assert exact(our_due) == exact(plain_due)


@pytest.mark.parametrize(
    ("kind", "term"),
    [
        ("Heat - Excessive  Insufficient", (TermKind.CALENDAR_DAYS, 30)),
        ("Unsatisfactory Living Conditions", (TermKind.CALENDAR_DAYS, 120)),
        ("Unsafe Dangerous Conditions", (TermKind.CALENDAR_DAYS, 1)),
        ("Building Inspection Request", (TermKind.WORKING_DAYS, 3)),
        ("Electrical", (TermKind.WORKING_DAYS, 5)),
        ("News Boxes", (TermKind.WORKING_DAYS, 7)),
        ("Tree Emergencies", (TermKind.WORKING_DAYS, 1)),
    ],
)
def test_a_type_follows_one_term_and_no_other(kind, term):
    assert exact(our_due)[kind] == [term]


def test_holidays_and_office_hours_are_needed_for_that():
    pairs = rows_by_type()["Electrical"]
    weekends_only = Calendar(zone=BOSTON.zone)

    def without_holidays(kind, n, opened):
        term = Term(kind=kind, n=n, office_hours=OFFICE if kind is TermKind.WORKING_DAYS else None)
        return due_at(term, weekends_only, start_of(opened.isoformat(), BOSTON)).replace(tzinfo=None)

    assert exact_terms(pairs, our_due)
    assert not exact_terms(pairs, without_holidays)
