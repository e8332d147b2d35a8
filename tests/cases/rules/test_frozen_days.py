"""Frozen days: when a day is frozen in time, and on which days a clock stands how, held against the rule itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.frozen_days import GRACE, DayNotOver, OpenStretch, days_of, frozen_day, middle, runs
from cases.rules.standings import Phase, kind_at, standings
from tests.cases.rules.clocks import HORIZON, clocks, tick

DAY = date(2026, 3, 2)
DAY_BEGAN = tick(0)
END = tick(24) - timedelta(microseconds=1)
SECOND = timedelta(seconds=1)


class TestFreezing:
    def freeze(self, later, first_recorded=DAY_BEGAN):
        return frozen_day(DAY, ended_at=END, now=END + later, first_recorded=first_recorded)

    def test_soon_after_its_end_it_tells_what_was_known_at_its_end(self):
        for later in (SECOND, GRACE):
            found = self.freeze(later)
            assert (found.reconstructed, found.bound, found.frozen_at) == (False, END, END + later)

    def test_later_it_is_reconstructed_from_what_is_known_then(self):
        found = self.freeze(GRACE + SECOND)
        assert (found.reconstructed, found.bound) == (True, END + GRACE + SECOND)

    @pytest.mark.parametrize("first", [None, END + SECOND])
    def test_of_a_day_before_the_portal_knew_anything_nothing_can_be_told_but_later(self, first):
        assert self.freeze(SECOND, first).reconstructed
        assert not self.freeze(SECOND, END).reconstructed

    @pytest.mark.parametrize("early", [timedelta(0), SECOND])
    def test_a_day_that_has_not_ended_is_not_frozen(self, early):
        with pytest.raises(DayNotOver, match="2026-03-02 has not ended"):
            self.freeze(-early)


def stretch_of(row, recorded_at=None, replaced_at=None):
    stops = row.stopped_at if row.phase is Phase.AWAITING else None
    return OpenStretch(row.since, row.until, recorded_at, replaced_at, stops, row.term_end, row.limit, row.broken_from)


def holds(row, at):
    return (row.since is None or row.since <= at) and (row.until is None or at < row.until)


some_ends = st.sets(st.integers(-4, HORIZON + 20), min_size=1, max_size=12).map(
    lambda found: [*map(tick, sorted(found))]
)


@given(clocks(), some_ends)
def test_every_day_of_a_stretch_has_the_verdict_of_the_rule(facts, ends):
    for row in standings(facts):
        if row.phase not in (Phase.OPEN, Phase.AWAITING):
            continue
        told = {}
        for run in runs(stretch_of(row), ends, ends):
            assert run.first < run.last
            told |= dict.fromkeys(range(run.first, run.last), run.kind)
        assert told == {place: kind_at(row, end) for place, end in enumerate(ends) if holds(row, end)}


@given(
    some_ends,
    st.lists(st.integers(0, 30), min_size=12, max_size=12),
    *(st.none() | st.integers(-5, HORIZON + 40).map(tick) for _ in range(4)),
)
def test_a_day_sees_what_was_known_by_its_bound(ends, delays, since, until, recorded, replaced):
    bounds = []
    for end, delay in zip(ends, delays, strict=False):
        bounds.append(max([end + timedelta(hours=delay), *bounds]))
    stretch = OpenStretch(since, until, recorded, replaced, None, None, None, None)
    seen = [
        place
        for place, (end, bound) in enumerate(zip(ends, bounds, strict=True))
        if (since is None or since <= end)
        and (until is None or end < until)
        and (recorded is None or recorded <= bound)
        and (replaced is None or bound < replaced)
    ]
    assert list(range(*days_of(stretch, ends, bounds))) == seen


@pytest.mark.parametrize(
    ("days", "found"), [([], None), ([4], 4), ([9, 4], 6.5), ([9, 4, 1], 4), ([9, 4, 3, 1], 3.5), ([2, 2], 2)]
)
def test_the_middle_of_what_is_ranked(days, found):
    assert middle(days) == found
