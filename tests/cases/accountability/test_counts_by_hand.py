"""Counts that need no database: what cases of a kind count as, and what a year, a rate and a course make of counts."""

from datetime import UTC, date, datetime

import pytest

from cases.accountability.archive import AcceptedIn, Year, parts_of
from cases.accountability.behind import behind
from cases.accountability.case_counts import NOTHING, CaseCounts, summed, together
from cases.accountability.charts import BarChart
from cases.accountability.course import CourseCounts, course
from cases.accountability.divisions import Divided, DividedRow
from cases.accountability.extensions import Extensions
from cases.rules.figures import Tally
from cases.rules.verdicts import VerdictKind

pytestmark = pytest.mark.pure


# --- cases -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "verdict", "counts"),
    [
        ("in_progress", "", {"open": 3}),
        ("in_progress", "in_term", {"open": 3}),
        ("in_progress", "extended", {"open": 3, "extended": 3}),
        ("in_progress", "promise_broken", {"open": 3, "promise_broken": 3}),
        ("in_progress", "overdue", {"open": 3, "overdue": 3}),
        ("answered", "", {"answered": 3}),
        ("answered", "in_term", {"answered": 3, "answered_in_term": 3}),
        ("answered", "extended", {"answered": 3, "answered_late": 3}),
        ("answered", "promise_broken", {"answered": 3, "answered_late": 3}),
        ("answered", "overdue", {"answered": 3, "answered_late": 3}),
        ("received", "", {}),
        ("declined", "overdue", {}),
        ("withdrawn", "overdue", {}),
        ("merged", "in_term", {}),
    ],
)
def test_three_cases_alike_count_as(state, verdict, counts):
    [found] = summed([{"key": "x", "state": state, "verdict": verdict, "n": 3}]).values()
    assert found == CaseCounts(**counts)


def test_rows_of_one_key_are_added_and_keys_kept_apart():
    rows = [
        {"key": None, "state": "in_progress", "verdict": "overdue", "n": 2},
        {"key": 5, "state": "in_progress", "verdict": "in_term", "n": 1},
        {"key": None, "state": "in_progress", "verdict": "overdue", "n": 4},
        {"key": None, "state": "answered", "verdict": "in_term", "n": 1},
    ]
    assert summed(rows) == {
        None: CaseCounts(open=6, overdue=6, answered=1, answered_in_term=1),
        5: CaseCounts(open=1),
    }
    assert summed([]) == {}


def test_a_sum_forgets_nothing_but_names():
    """Rows that bear a name are added as counts alone."""
    row = DividedRow(name="Kim Long", slug="kim-long", open=1, overdue=2, promise_broken=3, extended=4, answered=5)
    late = AcceptedIn(first=date(2026, 1, 1), last=date(2026, 1, 31), answered_in_term=6, answered_late=7)
    assert together([row, late]) == CaseCounts(
        open=1, overdue=2, promise_broken=3, extended=4, answered=5, answered_in_term=6, answered_late=7
    )


# --- a division ------------------------------------------------------------------------------------------------------


def test_a_part_is_busy_where_there_has_been_a_case():
    rows = tuple(
        DividedRow(name=name, slug=name, **counts)
        for name, counts in {"mở": {"open": 1}, "xong": {"answered": 1}, "không": {}, "chưa": {}}.items()
    )
    found = Divided(at=datetime(2026, 3, 20, tzinfo=UTC), rows=rows, rest=NOTHING, total=NOTHING)
    assert [row.name for row in found.busy] == ["mở", "xong"]
    assert [row.name for row in found.idle] == ["không", "chưa"]


# --- a year ----------------------------------------------------------------------------------------------------------


def accepted(month, **counts):
    return AcceptedIn(first=date(2026, month, 1), last=date(2026, month, 28), **counts)


@pytest.mark.parametrize(
    ("cases", "month"),
    [([0, 0, 0], 1), ([1, 3, 2], 2), ([3, 1, 3], 1), ([0, 0, 1], 3)],
    ids=["of none the first", "the most", "of equals the first", "the last"],
)
def test_the_busiest_month(cases, month):
    months = tuple(accepted(place, answered=n) for place, n in enumerate(cases, 1))
    found = Year(
        at=datetime(2026, 3, 20, tzinfo=UTC),
        number=2026,
        months=months,
        total=months[0],
        previous=None,
        next=None,
        chart=BarChart(bars=()),
    )
    assert found.busiest.first.month == month


def test_a_month_is_asked_for_by_its_days():
    assert (accepted(2).since, accepted(2).until) == ("2026-02-01", "2026-02-28")


def test_a_bar_begins_with_what_is_answered_and_ends_with_what_is_late():
    counts = CaseCounts(open=10, overdue=1, promise_broken=2, extended=3, answered=20)
    assert parts_of(counts) == [("bar-0", 20), ("bar", 4), ("ext", 3), ("broken", 2), ("late", 1)]
    assert parts_of(NOTHING) == [("bar-0", 0), ("bar", 0), ("ext", 0), ("broken", 0), ("late", 0)]


# --- behind a rate ---------------------------------------------------------------------------------------------------


def test_nothing_stands_behind_no_rate():
    found = behind(Tally(), NOTHING)
    assert (found.clocks, found.cases, [row.kind for row in found.rows]) == (0, 0, ["in_term", "late", "open"])


@pytest.mark.parametrize(
    ("tally", "clocks"),
    [
        ({"closed": 4, "closed_with_due": 0}, (0, 0, 0)),
        ({"closed_with_due": 4, "closed_in_term": 4}, (4, 0, 0)),
        ({"closed_with_due": 4, "closed_in_term": 0}, (0, 4, 0)),
        ({"open": 9, "overdue": 5, "open_past_due_with_due": 3}, (0, 0, 3)),
        ({"closed_with_due": 4, "closed_in_term": 3, "closed_extended": 1}, (3, 1, 0)),
    ],
    ids=["closed without a term", "all in term", "none in term", "open past a term, and past a promise", "as promised"],
)
def test_clocks_behind_a_rate(tally, clocks):
    assert tuple(row.clocks for row in behind(Tally(**tally), NOTHING).rows) == clocks


def test_the_list_behind_what_is_open_has_all_three_kinds():
    listed = CaseCounts(
        open=50, overdue=4, promise_broken=2, extended=1, answered=9, answered_in_term=5, answered_late=3
    )
    assert [row.cases for row in behind(Tally(), listed).rows] == [5, 3, 7]


# --- an agency's course ----------------------------------------------------------------------------------------------

IN_TERM = VerdictKind.IN_TERM.value
NOW = datetime(2026, 3, 31, 16, 59, tzinfo=UTC)  # a minute to midnight in Huế


def ran(span, n, verdict=IN_TERM):
    return {"span": span, "verdict": verdict, "n": n}


@pytest.mark.parametrize(
    ("rows", "closed", "within_a_week"),
    [
        ([], 0, 0),
        ([ran(0, 2), ran(3, 1)], 3, 3),
        ([ran(3, 1, "overdue"), ran(4, 5)], 6, 1),
        ([ran(7, 4, "promise_broken")], 4, 0),
        ([ran(None, 9), ran(1, 1)], 1, 1),
    ],
    ids=["nothing", "to seven days", "eight are no week", "more than thirty", "what ran for less than nothing"],
)
def test_what_closed_within_a_week(rows, closed, within_a_week):
    found = course(CourseCounts(ran=rows), NOW)
    assert (found.closed, found.within_a_week) == (closed, within_a_week)


def test_in_term_and_late_stand_apart_in_the_chart_of_days():
    rows = [ran(0, 1), ran(0, 2, "extended"), ran(0, 4, "overdue"), ran(7, 8, "promise_broken")]
    found = course(CourseCounts(ran=rows), NOW)
    assert [(row.label, row.in_term, row.past_due) for row in found.spans if row.all] == [("0–1", 1, 6), (">30", 0, 8)]
    first, *_, last = found.spans_chart.bars
    assert [part.css for part in first.segments] == ["bar", "late"]
    assert (first.label, first.number, last.number) == ("0–1", "7", "8")


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        (NOW, "2025-04-01", "2026-03-31"),
        (datetime(2026, 3, 31, 17, tzinfo=UTC), "2025-05-01", "2026-04-30"),
        (datetime(2024, 2, 10, tzinfo=UTC), "2023-03-01", "2024-02-29"),
    ],
    ids=["before midnight in Huế", "at midnight", "a leap year"],
)
def test_twelve_months_up_to_the_citys_own(at, first, last):
    months = course(CourseCounts(), at).months
    assert (len(months), months[0].since, months[-1].until) == (12, first, last)
    assert {(row.accepted, row.answered, row.rate.n) for row in months} == {(0, 0, 0)}


def test_what_was_given_in_a_month_is_all_that_became_of_it():
    given = {
        0: Tally(open=4, overdue=2, open_past_due_with_due=2, passed_on=1, unknown=1),
        11: Tally(open=1, closed=5, closed_with_due=4, closed_in_term=3),
    }
    found = course(CourseCounts(given=given, closed={11: 2, 10: 1}), NOW)
    assert [(row.first.month, row.accepted, row.answered) for row in found.months if row.accepted or row.answered] == [
        (4, 6, 0),
        (2, 0, 1),
        (3, 6, 2),
    ]
    assert found.given == 12
    assert [(row.rate.numerator, row.rate.n) for row in found.months if row.rate.n] == [(0, 2), (3, 4)]
    assert (found.of_months.numerator, found.of_months.n) == (3, 6)
    assert [bar.number for bar in found.given_chart.bars if bar.number] == ["6", "6"]
    assert [bar.label for bar in found.given_chart.bars] == [
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
        "12",
        "1",
        "2",
        "3",
    ]
    assert [point.label for point in found.rates_chart.points] == ["4", "3"]
    assert found.rates_chart.whole == 18 + 130 / 2


def test_of_an_agency_that_was_never_given_anything_there_is_no_rate():
    found = course(CourseCounts(), NOW)
    assert (found.given, found.closed, found.of_months.value, found.rates_chart.whole) == (0, 0, None, None)
    assert found.given_chart.marks == ()


# --- promises --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fates", "n", "kept"),
    [
        ({}, 0, (0, 0)),
        ({"kept": 3}, 3, (3, 3)),
        ({"broken": 2}, 2, (0, 2)),
        ({"kept": 1, "broken": 3, "postponed": 7, "running": 8, "moot": 9}, 28, (1, 4)),
        ({"postponed": 1, "running": 1, "moot": 1}, 3, (0, 0)),
    ],
    ids=["none", "all kept", "none kept", "of those that are decided", "none decided"],
)
def test_the_rate_of_promises(fates, n, kept):
    found = Extensions(fates=fates)
    assert (found.n, found.kept.numerator, found.kept.n) == (n, *kept)
