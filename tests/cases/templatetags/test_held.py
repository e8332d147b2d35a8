"""Bars of who held a case."""

import pytest

from cases.templatetags.held import bars


def test_bars_share_the_whole_width_in_proportion() -> None:
    found = bars([{"days_held": 2}, {"days_held": 8}, {"days_held": 10}])
    widths = [float(bar.width.rstrip("%")) for bar in found]
    assert [bar.days for bar in found] == [2, 8, 10]
    assert widths[1] == pytest.approx(4 * widths[0], abs=0.05)
    assert float(found[-1].left.rstrip("%")) + widths[-1] == pytest.approx(100, abs=0.05)


def test_bars_follow_each_other_without_overlap() -> None:
    found = bars([{"days_held": n} for n in (1, 1, 5, 3)])
    ends = [float(bar.left.rstrip("%")) + float(bar.width.rstrip("%")) for bar in found]
    assert all(float(later.left.rstrip("%")) > end for end, later in zip(ends, found[1:], strict=False))


def test_only_the_last_holder_stands_out() -> None:
    assert [bar.quiet for bar in bars([{"days_held": 2}, {"days_held": 8}])] == [True, False]


def test_less_than_a_day_or_an_unknown_time_has_no_bar() -> None:
    assert [bar.days for bar in bars([{"days_held": 0}, {"days_held": 3}, {"days_held": None}])] == [3]
    assert bars([{"days_held": 0}]) == ()
    assert bars([]) == ()
