"""Shapes of the pictures: those of the stylesheet, each unlike the others, drawn with smooth edges."""

import re
from itertools import pairwise

import pytest

from cases.public.pictures import shapes
from cases.rules.states import CaseState
from cases.templatetags.states import CASE, state_mark
from cases.templatetags.verdicts import MARKS, NO_MARK
from tests.shared_data import ROOT

CSS = (ROOT / "portal" / "static" / "css" / "site.css").read_text(encoding="utf-8")


def share(mask):
    """How much of it is ink."""
    return sum(n * value for value, n in enumerate(mask.histogram())) / 255 / (mask.width * mask.height)


def clipped(mark):
    """The polygon that the stylesheet clips."""
    points = re.search(rf"\.v-{mark}::before {{ clip-path: polygon\(([^)]+)\)", CSS)[1]
    return tuple(tuple(int(n.rstrip("%")) for n in point.split()) for point in points.split(","))


@pytest.mark.parametrize("mark", ["ok", "ext", "broken"])
def test_a_verdict_has_the_shape_that_pages_give_it(mark):
    assert tuple(shapes.POLYGONS[mark]) == clipped(mark)


def test_the_overdue_are_a_whole_square():
    assert "v-late::before" not in CSS  # the square that every verdict is before it is clipped
    assert share(shapes.verdict("late", 30)) == 1


def test_every_verdict_has_a_shape_and_no_two_are_alike():
    assert set(shapes.POLYGONS) == {*MARKS.values(), NO_MARK}
    drawn = {shapes.verdict(mark, 32).tobytes() for mark in shapes.POLYGONS}
    assert len(drawn) == len(shapes.POLYGONS)


def test_every_state_has_a_ring_and_no_two_are_alike():
    marks = {mark for mark, _word in CASE.values()} | {state_mark(state) for state in CaseState}
    drawn = {shapes.state(mark, 28).tobytes() for mark in marks}
    assert len(drawn) == len(marks)


def test_a_ring_fills():
    received, progress, answered = (share(shapes.state(mark, 60)) for mark in ("received", "progress", "answered"))
    assert 0.2 < received < progress < answered < 0.8  # a full circle is 0.785 of its square


def test_half_of_a_ring_is_its_left_half():
    ring = shapes.state("progress", 60)
    assert ring.getpixel((20, 30)) == 255
    assert ring.getpixel((40, 30)) == 0


@pytest.mark.parametrize("mark", ["reopened", "gone"])
def test_what_is_open_again_or_over_is_dotted(mark):
    ring = shapes.state(mark, 60)
    around = [ring.getpixel((58, y)) for y in range(20, 40)]
    assert min(around) < 60
    assert max(around) > 100


@pytest.mark.parametrize(
    "mask",
    [
        shapes.verdict("ok", 31),
        shapes.state("received", 31),
        shapes.arch(100, 60),
        shapes.bridge(600, 60)[0],
        shapes.bridge(600, 60)[1],
    ],
)
def test_edges_are_smooth(mask):
    assert len({value for value, n in enumerate(mask.histogram()) if n}) > 4


def test_the_arch_is_flat_below_and_round_above():
    mask = shapes.arch(100, 60)
    assert mask.size == (100, 60)
    assert (mask.getpixel((0, 59)), mask.getpixel((50, 2)), mask.getpixel((1, 1))) == (255, 255, 0)


def test_the_bridge_has_six_spans_on_one_line():
    spans, hangers = shapes.bridge(1200, 76)
    assert spans.size == hangers.size == (1200, 76)
    assert all(spans.getpixel((x, 74)) for x in range(1200))
    row = [spans.getpixel((x, 4)) > 60 for x in range(1200)]  # through all the tops
    tops = sum(1 for before, after in pairwise(row) if after and not before)
    assert tops in {6, 12}
    assert all(spans.getpixel((200 * n + 100, 1)) for n in range(6))


def test_hangers_hang_inside_the_spans():
    _spans, hangers = shapes.bridge(1200, 76)
    row = [hangers.getpixel((x, 70)) > 60 for x in range(1200)]
    assert sum(1 for before, after in pairwise(row) if after and not before) == 66
    assert not any(hangers.getpixel((x, 0)) for x in range(1200))
