from dataclasses import fields
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.figures import (
    Counted,
    CountsAs,
    Tally,
    counts_as,
    duration_days,
    durations,
    firm_rate,
    kept_rate,
    on_time_rate,
    percentile,
    reopened_soon,
    satisfaction,
    shares,
    tally,
)
from cases.rules.stops import Phase
from cases.rules.verdicts import VerdictKind
from tests.cases.rules.clocks import tick

pytestmark = pytest.mark.pure

IN_TERM, EXTENDED, BROKEN, OVERDUE = VerdictKind
LATE = (EXTENDED, BROKEN, OVERDUE)

# --- what counts as what: the table of the design, line by line --------------------------------------------------

TABLE = {
    (Phase.ANSWERED, True): CountsAs.CLOSED_IN_TERM,
    (Phase.ANSWERED, False): CountsAs.CLOSED_PAST_DUE,
    (Phase.OPEN, True): CountsAs.OPEN_IN_TERM,
    (Phase.OPEN, False): CountsAs.OPEN_PAST_DUE,
    (Phase.AWAITING, True): CountsAs.OPEN_IN_TERM,  # awaiting review is open
    (Phase.AWAITING, False): CountsAs.OPEN_PAST_DUE,
    (Phase.TRANSFERRED, True): CountsAs.PASSED_ON,
    (Phase.TRANSFERRED, False): CountsAs.CLOSED_PAST_DUE,  # nothing erases lateness
    (Phase.CANCELLED, True): CountsAs.PASSED_ON,
    (Phase.CANCELLED, False): CountsAs.CLOSED_PAST_DUE,
    (Phase.UNKNOWN, True): CountsAs.NOTHING,
    (Phase.UNKNOWN, False): CountsAs.NOTHING,
}


@pytest.mark.parametrize(("phase", "kind"), list(product(Phase, VerdictKind)))
def test_what_a_clock_counts_as(phase, kind):
    assert counts_as(phase, kind) is TABLE[phase, kind is IN_TERM]


@pytest.mark.parametrize("phase", list(Phase))
def test_without_a_verdict_a_clock_counts_as_nothing(phase):
    assert counts_as(phase, None) is CountsAs.NOTHING


# --- counting ----------------------------------------------------------------------------------------------------


def counted(phase, kind, *, has_due=True, stopped=None, **more):
    return Counted(
        phase=phase, kind=kind, has_due=has_due, stopped_at=None if stopped is None else tick(stopped), **more
    )


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (counted(Phase.OPEN, IN_TERM), {"open"}),
        (counted(Phase.AWAITING, IN_TERM), {"open", "awaiting"}),
        (counted(Phase.OPEN, OVERDUE), {"open", "overdue", "open_past_due_with_due"}),
        (counted(Phase.AWAITING, OVERDUE), {"open", "awaiting", "overdue", "open_past_due_with_due"}),
        (counted(Phase.OPEN, BROKEN), {"open", "overdue", "promise_broken", "open_past_due_with_due"}),
        (
            counted(Phase.OPEN, EXTENDED),
            {"open", "overdue", "extended", "open_past_due_with_due", "open_extended_with_due"},
        ),
        (counted(Phase.OPEN, BROKEN, has_due=False), {"open", "overdue", "promise_broken"}),
        (counted(Phase.OPEN, EXTENDED, has_due=False), {"open", "overdue", "extended"}),
        (counted(Phase.ANSWERED, IN_TERM), {"closed", "closed_with_due", "closed_in_term", "firm"}),
        (counted(Phase.ANSWERED, IN_TERM, reopened_soon=True), {"closed", "closed_with_due", "closed_in_term"}),
        (counted(Phase.ANSWERED, EXTENDED), {"closed", "closed_with_due", "closed_extended"}),
        (counted(Phase.ANSWERED, OVERDUE), {"closed", "closed_with_due"}),
        (counted(Phase.ANSWERED, BROKEN), {"closed", "closed_with_due"}),
        (counted(Phase.ANSWERED, IN_TERM, has_due=False), {"closed"}),
        (counted(Phase.ANSWERED, EXTENDED, has_due=False), {"closed"}),
        (counted(Phase.TRANSFERRED, IN_TERM), {"passed_on"}),
        (counted(Phase.CANCELLED, IN_TERM), {"passed_on"}),
        (counted(Phase.TRANSFERRED, OVERDUE), {"closed", "closed_with_due"}),
        (counted(Phase.CANCELLED, BROKEN), {"closed", "closed_with_due"}),
        (counted(Phase.TRANSFERRED, EXTENDED), {"closed", "closed_with_due"}),  # passed on, so not kept
        (counted(Phase.UNKNOWN, None), {"unknown"}),
    ],
)
def test_in_which_columns_a_clock_stands(clock, expected):
    found = tally([clock])
    assert {each.name for each in fields(Tally) if getattr(found, each.name)} == expected
    assert max(getattr(found, each.name) for each in fields(Tally)) == 1


clocks = st.builds(
    Counted,
    phase=st.sampled_from(Phase),
    kind=st.sampled_from(VerdictKind),
    has_due=st.booleans(),
    stopped_at=st.integers(0, 50).map(tick),
    reopened_soon=st.booleans(),
)
cities = st.lists(clocks, max_size=40)


@given(cities)
def test_columns_hold_together(city):
    found = tally(city)
    assert found.open + found.closed + found.passed_on + found.unknown == len(city)
    assert found.extended + found.promise_broken <= found.overdue <= found.open
    assert found.headline == found.overdue - found.extended >= 0
    assert found.open_extended_with_due <= found.open_past_due_with_due <= found.overdue
    assert found.firm <= found.closed_in_term
    assert found.closed_in_term + found.closed_extended <= found.closed_with_due <= found.closed


@given(cities, cities)
def test_the_tally_of_two_is_the_sum_of_their_tallies(one, other):
    assert tally(one) + tally(other) == tally([*one, *other])


def test_over_a_period_only_what_stopped_in_it_is_closed():
    city = [
        counted(Phase.ANSWERED, IN_TERM, stopped=9),
        counted(Phase.ANSWERED, IN_TERM, stopped=10),
        counted(Phase.TRANSFERRED, IN_TERM, stopped=9),
        counted(Phase.TRANSFERRED, OVERDUE, stopped=9),
        counted(Phase.CANCELLED, IN_TERM, stopped=11),
        counted(Phase.ANSWERED, OVERDUE),  # nobody knows when it stopped
        counted(Phase.OPEN, OVERDUE),
        counted(Phase.UNKNOWN, None),
    ]
    found = tally(city, since=tick(10))
    assert (found.closed, found.passed_on, found.open, found.overdue, found.unknown) == (1, 1, 1, 1, 1)
    assert (tally(city).closed, tally(city).passed_on) == (4, 2)


def test_a_period_begins_with_an_instant():
    with pytest.raises(ValueError, match="no time zone"):
        tally([counted(Phase.OPEN, IN_TERM)], since=datetime(2026, 3, 2))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(days=1), True),
        (timedelta(days=60) - timedelta(microseconds=1), True),
        (timedelta(days=60), False),
        (timedelta(days=400), False),
    ],
)
def test_reopened_soon_is_within_sixty_days(after, expected):
    assert reopened_soon(tick(0), tick(0) + after) is expected


def test_what_was_not_reopened_was_not_reopened_soon():
    assert reopened_soon(tick(0), None) is False


# --- the three rates of a tally ----------------------------------------------------------------------------------

AGENCY = Tally(
    open=30,
    overdue=20,
    extended=5,
    closed=80,
    closed_with_due=75,
    closed_in_term=50,
    closed_extended=10,
    open_past_due_with_due=18,
    open_extended_with_due=4,
    firm=45,
)


@pytest.mark.parametrize(
    ("rate_of", "numerator", "n"), [(on_time_rate, 50, 93), (kept_rate, 60, 89), (firm_rate, 45, 93)]
)
def test_the_rates_of_an_agency(rate_of, numerator, n):
    found = rate_of(AGENCY)
    assert (found.numerator, found.n, found.value) == (numerator, n, numerator / n)


@pytest.mark.parametrize("rate_of", [on_time_rate, kept_rate, firm_rate])
def test_nothing_has_no_rate(rate_of):
    found = rate_of(Tally(open=5, closed=3, passed_on=7, unknown=2))
    assert (found.numerator, found.n, found.value, found.low, found.high) == (0, 0, None, None, None)


@given(cities)
def test_rates_are_shares(city):
    found = tally(city)
    for rate_of in (on_time_rate, kept_rate, firm_rate):
        value = rate_of(found).value
        assert value is None or 0 <= value <= 1
    if on_time_rate(found).value is not None:
        assert firm_rate(found).value <= on_time_rate(found).value


@given(cities.filter(lambda city: on_time_rate(tally(city)).n))
def test_ignoring_an_old_case_makes_the_rate_worse_or_no_better(city):
    ignored = [*city, counted(Phase.OPEN, OVERDUE)]
    assert on_time_rate(tally(ignored)).value <= on_time_rate(tally(city)).value
    assert (on_time_rate(tally(ignored)).value < on_time_rate(tally(city)).value) is (tally(city).closed_in_term > 0)


# --- durations ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("elapsed", "days"),
    [
        (timedelta(0), 0.0),
        (timedelta(hours=36), 1.5),
        (timedelta(seconds=-58), -58 / 86_400),  # closed 58 s before it was opened: kept
        (timedelta(days=-1), -1.0),  # kept, just
        (timedelta(days=-1, microseconds=-1), None),  # flagged
        (timedelta(days=-42_000), None),  # closed in 1900
    ],
)
def test_a_duration_is_elapsed_time_in_days(elapsed, days):
    assert duration_days(tick(0), tick(0) + elapsed) == days


def test_durations_are_summed_up():
    found = durations([3.0, None, 1.0, 2.0, None])
    assert (found.median, found.n, found.left_out) == (2.0, 3, 2)
    assert found.p90 == pytest.approx(2.8)


def test_no_durations_have_no_middle():
    found = durations([None])
    assert (found.median, found.p90, found.n, found.left_out) == (None, None, 0, 1)


@pytest.mark.parametrize(
    ("values", "q", "expected"),
    [
        ([], 0.5, None),
        ([7], 0.9, 7),
        ([1, 2], 0.5, 1.5),
        ([1, 2, 3, 4], 0.5, 2.5),
        ([1, 2, 3], 0.5, 2),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9.1),
        ([0, 10], 0.9, 9),
        ([1, 5], 0, 1),
        ([1, 5], 1, 5),
    ],
)
def test_percentiles_are_interpolated_linearly(values, q, expected):
    assert percentile(values, q) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize("q", [-0.1, 1.1, 50, 90])
def test_a_percentile_is_asked_for_by_a_share(q):
    with pytest.raises(ValueError, match="from 0 to 1"):
        percentile([1.0], q)


@given(st.lists(st.floats(-1, 5000), min_size=1, max_size=30).map(sorted), st.floats(0, 1), st.floats(0, 1))
def test_percentiles_rise_and_stay_within_the_values(values, q, r):
    low, high = (percentile(values, each) for each in sorted((q, r)))
    assert values[0] - 1e-9 <= low <= high + 1e-9 <= values[-1] + 2e-9


def test_durations_need_instants():
    with pytest.raises(ValueError, match="no time zone"):
        duration_days(datetime(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC))  # noqa: DTZ001 - that is the point


# --- satisfaction and shares -------------------------------------------------------------------------------------


def test_satisfaction_is_three_counts_and_who_answered():
    found = satisfaction(satisfied=4, acceptable=2, not_satisfied=1, asked=20)
    assert (found.satisfied, found.acceptable, found.not_satisfied) == (4, 2, 1)
    assert (found.response.numerator, found.response.n, found.response.value) == (7, 20, 0.35)


@pytest.mark.parametrize(("raters", "shown"), [(0, False), (4, False), (5, True)])
def test_satisfaction_is_hidden_below_five_raters(raters, shown):
    found = satisfaction(satisfied=raters, acceptable=0, not_satisfied=0, asked=20)
    assert (found is not None) is shown


def test_all_three_answers_are_raters():
    assert satisfaction(satisfied=2, acceptable=2, not_satisfied=1, asked=5) is not None
    assert satisfaction(satisfied=1, acceptable=1, not_satisfied=1, asked=5, least=3) is not None


def test_more_raters_than_were_asked_is_no_share():
    with pytest.raises(ValueError, match="6 in 5 is no share"):
        satisfaction(satisfied=6, acceptable=0, not_satisfied=0, asked=5)


def test_shares_by_reason():
    found = shares({"not_ours": 3, "abuse": 1}, 20)
    assert {name: (each.numerator, each.n, each.value) for name, each in found.items()} == {
        "not_ours": (3, 20, 0.15),
        "abuse": (1, 20, 0.05),
    }
