"""The city's figures from counted rows: into which month, age and span a row goes, and what is made of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from cases.accountability.durations import Took
from cases.accountability.present import standing_at
from cases.accountability.statistics import AGES, MONTHS, cases_by_source, span_rows, statistics
from cases.accountability.tallies import Load
from cases.rules.figures import LEAST_RATERS, Tally, rate
from tests.cases.accountability.city import NOW
from tests.cases.accountability.noted import noted

MIDNIGHT = datetime(2026, 3, 31, 17, tzinfo=UTC)  # the beginning of April in Huế
LAST = MONTHS - 1  # the place of the present month


def cases(n=1, *, place=LAST, source="portal", age=0, state="in_progress", verdict="in_term", has_due=True):
    """So many public cases that are alike."""
    return {
        "place": place,
        "source": source,
        "age": age,
        "state": state,
        "verdict": verdict,
        "has_due": has_due,
        "n": n,
    }


def answers(n=1, *, month=LAST, span=0, verdict="in_term"):
    return {"month": month, "span": span, "verdict": verdict, "n": n}


def told(at=NOW, **counted):
    with standing_at(noted(at, **counted)):
        return statistics()


# --- months ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        (MIDNIGHT, date(2025, 5, 1), date(2026, 4, 30)),
        (MIDNIGHT - timedelta(microseconds=1), date(2025, 4, 1), date(2026, 3, 31)),
        (datetime(2028, 2, 10, tzinfo=UTC), date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_twelve_months_end_with_the_citys_own(at, first, last):
    months = told(at).months
    assert (len(months), months[0].first, months[-1].last) == (12, first, last)
    assert (months[0].since, months[-1].until) == (first.isoformat(), last.isoformat())


def test_a_month_has_what_was_accepted_in_it_whatever_became_of_that():
    rows = [
        cases(5),
        cases(3, verdict="overdue"),
        cases(2, verdict="overdue", has_due=False),
        cases(4, state="answered"),
        cases(1, state="answered", verdict="overdue"),
        cases(7, state="answered", verdict=""),  # ended nobody knows when
        cases(6, place=0),
        cases(9, place=None),  # accepted before, or nobody knows when
    ]
    found = told(statistics__cases=rows)
    assert (found.months[0].accepted, found.months[-1].accepted, found.accepted) == (6, 22, 28)
    assert found.months[-1].rate == rate(4, 8), "answered in term, of those and what is or was late with a due date"
    assert found.of_months == rate(4, 8)
    assert (found.months[0].rate.n, found.newest_year) == (0, 2026)
    assert found.cases == 37


def test_a_month_has_what_was_answered_in_it():
    rows = [answers(3), answers(2, span=7, verdict="overdue"), answers(5, month=3, span=None), answers(4, month=None)]
    found = told(statistics__answers=rows)
    assert [row.answered for row in found.months] == [0, 0, 0, 5, *[0] * 7, 5]
    assert found.answered == 10
    assert found.answers == 9, "the five whose days nobody can tell stand in their month alone"
    assert found.newest_year is None, "nothing was accepted in these months"


def test_both_charts_of_months_share_a_scale():
    found = told(statistics__cases=[cases(8)], statistics__answers=[answers(2)])
    accepted, answered = (chart.bars[-1].segments[0].height for chart in (found.accepted_chart, found.answered_chart))
    assert accepted == pytest.approx(4 * answered)


# --- days ------------------------------------------------------------------------------------------------------------


def test_spans_hold_in_term_and_past_due_apart_and_what_has_no_span_in_none():
    rows = [answers(2), answers(3, verdict="overdue"), answers(1, verdict="extended"), answers(9, span=None)]
    rows += [answers(4, span=3), answers(5, span=4), answers(6, span=7, verdict="promise_broken")]
    found = span_rows(rows)
    assert [(row.label, row.in_term, row.past_due, row.all) for row in found if row.all] == [
        ("0–1", 2, 4, 6),
        ("6–7", 4, 0, 4),
        ("8–10", 5, 0, 5),
        (">30", 0, 6, 6),
    ]
    assert told(statistics__answers=rows).within_a_week == 10


@pytest.mark.parametrize(
    ("age", "label", "is_long"),
    [(0, "0–7", False), (1, "8–30", False), (2, "31–90", True), (3, "91–365", True), (4, ">365", True)],
)
def test_open_cases_by_how_long_they_have_been_open(age, label, is_long):
    rows = [cases(2, age=age), cases(3, age=age, verdict="overdue"), cases(4, age=age, state="answered")]
    found = told(statistics__cases=rows)
    assert {row.label: (row.in_term, row.past_due) for row in found.ages if row.in_term} == {label: (2, 3)}
    assert (found.open, found.open_long) == (5, 5 if is_long else 0)
    assert len(AGES) == len(found.ages)


def test_a_case_without_a_clock_has_no_age():
    assert told(statistics__cases=[cases(5, age=None)]).open == 0


# --- sources ---------------------------------------------------------------------------------------------------------


def test_sources_most_first_and_equals_by_name():
    rows = [
        cases(2, source="nyc"),
        cases(1, source="hue", state="answered"),
        cases(1, source="hue"),
        cases(5, source="portal", place=None),
        cases(2, source="boston", state="withdrawn"),
    ]
    found = cases_by_source(noted(statistics__cases=rows))
    assert [(row.source, row.cases, row.open, row.answered) for row in found] == [
        ("portal", 5, 5, 0),
        ("boston", 2, 0, 0),
        ("hue", 2, 1, 1),
        ("nyc", 2, 2, 0),
    ]
    assert [row.name for row in found][:3] == ["Qua các kênh của thành phố", "Boston", "Hue"]
    with override("en"):
        assert found[0].name != "Qua các kênh của thành phố"


# --- rates of agencies -----------------------------------------------------------------------------------------------


GOOD = Tally(open=2, closed=8, closed_with_due=8, closed_in_term=6, firm=5, closed_extended=1)
LATE = Tally(open=4, overdue=4, open_past_due_with_due=4, extended=2, open_extended_with_due=2)


def test_rates_are_of_all_agencies_clocks_together():
    found = told(loads={1: Load(tally=GOOD), 2: Load(tally=LATE)}, city_took=Took(median=2.5, p90=9.0))
    assert (found.on_time, found.kept, found.firm) == (rate(6, 12), rate(7, 10), rate(5, 12))
    assert (found.median_days, found.p90_days) == (2.5, 9.0)


def test_rates_by_month_are_of_the_clocks_that_began_in_it():
    found = told(statistics__rates={0: Load(tally=LATE), LAST: Load(tally=GOOD)})
    assert [(row.first, row.on_time) for row in found.rates][::LAST] == [
        (date(2025, 4, 1), rate(0, 4)),
        (date(2026, 3, 1), rate(6, 8)),
    ]
    assert (found.rates[0].kept, found.rates[LAST].kept, found.rates[LAST].firm) == (rate(0, 2), rate(7, 8), rate(5, 8))
    assert {row.on_time for row in found.rates[1:LAST]} == {rate(0, 0)}


@pytest.mark.parametrize(("raters", "hidden"), [(LEAST_RATERS - 1, True), (LEAST_RATERS, False)])
def test_what_few_have_said_is_hidden(raters, hidden):
    found = told(city_found={"satisfied": raters - 1, "not_satisfied": 1, None: 10}).satisfied
    assert (found is None) is hidden
    if found:
        assert (found.raters, found.response) == (raters, rate(raters, raters + 10))
        assert [(row.value, row.n) for row in found.rows] == [
            ("satisfied", raters - 1),
            ("acceptable", 0),
            ("not_satisfied", 1),
        ]


def test_a_city_of_nothing_has_noughts_and_empty_charts():
    found = told()
    assert (found.cases, found.accepted, found.answered, found.answers, found.open, found.newest_year) == (
        *(0, 0, 0, 0, 0),
        None,
    )
    assert (found.on_time.value, found.of_months.value, found.median_days, found.satisfied) == (None,) * 4
    assert {len(bar.segments) for bar in found.accepted_chart.bars} <= {0, 1}
    assert not any(segment.height for bar in found.spans_chart.bars for segment in bar.segments)
