"""Dot and whisker."""

from cases.rules.figures import Rate
from cases.templatetags.rates import position, whisker

RATE = Rate(numerator=396, n=541, value=0.732, low=0.693, high=0.768)
CITY = Rate(numerator=8232, n=9731, value=0.846, low=0.839, high=0.853)
NONE = Rate(numerator=0, n=0, value=None, low=None, high=None)


def test_the_axis_runs_from_0_to_100_inside_its_margins() -> None:
    assert [position(share) for share in (0, 0.5, 1)] == ["2.00%", "50.00%", "98.00%"]


def test_a_rate_has_a_dot_between_the_ends_of_its_interval() -> None:
    drawing = whisker(RATE, CITY)
    assert drawing.dot is not None
    assert float(drawing.low.rstrip("%")) < float(drawing.dot.rstrip("%")) < float(drawing.high.rstrip("%"))
    assert drawing.city == position(0.846)
    assert not drawing.few


def test_below_thirty_the_dot_is_hollow() -> None:
    few = Rate(numerator=20, n=29, value=20 / 29, low=0.5, high=0.8)
    enough = Rate(numerator=20, n=30, value=2 / 3, low=0.5, high=0.8)
    assert whisker(few).few
    assert not whisker(enough).few


def test_without_a_rate_nothing_is_drawn() -> None:
    assert whisker(NONE, CITY).dot is None
    assert whisker(RATE, NONE).city is None
    assert whisker(RATE).city is None
