"""Boxes over a photo: within it, each once, and never a pixel smaller than they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.covers import MOST, WHOLE, Box, CoversRefused, boxes_of, hide_no_less

pytestmark = pytest.mark.pure


@st.composite
def boxes(draw):
    left, top = draw(st.integers(0, WHOLE - 1)), draw(st.integers(0, WHOLE - 1))
    return Box(left=left, top=top, width=draw(st.integers(1, WHOLE - left)), height=draw(st.integers(1, WHOLE - top)))


@pytest.mark.parametrize(
    "row",
    [
        [-1, 0, 5, 5],
        [0, -1, 5, 5],
        [0, 0, 0, 5],
        [0, 0, 5, 0],
        [996, 0, 5, 5],
        [0, 996, 5, 5],
        [0, 0, 1001, 5],
        [0, 0, 5],
        [0, 0, 5, 5, 5],
        [0, 0, 5.0, 5],
        ["0", 0, 5, 5],
        [True, 0, 5, 5],
    ],
)
def test_what_is_no_box_is_refused(row):
    with pytest.raises(CoversRefused):
        boxes_of([row])


def test_the_whole_photo_may_be_covered():
    assert boxes_of([[0, 0, WHOLE, WHOLE]]) == [Box(left=0, top=0, width=WHOLE, height=WHOLE)]


def test_each_stands_once_from_top_to_bottom():
    found = boxes_of([[5, 9, 1, 1], [1, 2, 3, 4], [5, 9, 1, 1], [0, 9, 1, 1]])
    assert [box.row() for box in found] == [[1, 2, 3, 4], [0, 9, 1, 1], [5, 9, 1, 1]]


def test_there_are_not_too_many():
    rows = [[n, 0, 1, 1] for n in range(MOST + 1)]
    assert len(boxes_of(rows[:MOST])) == MOST
    with pytest.raises(CoversRefused, match=str(MOST)):
        boxes_of(rows)


@given(box=boxes(), width=st.integers(1, 5000), height=st.integers(1, 5000))
def test_pixels_reach_at_least_as_far_as_the_box(box, width, height):
    left, top, right, bottom = box.pixels(width, height)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left * WHOLE <= box.left * width
    assert right * WHOLE >= (box.left + box.width) * width
    assert top * WHOLE <= box.top * height
    assert bottom * WHOLE >= (box.top + box.height) * height


def box(left, top, width, height):
    return Box(left=left, top=top, width=width, height=height)


@pytest.mark.parametrize(
    ("now", "no_less"),
    [
        ([box(10, 10, 20, 20)], True),
        ([box(0, 0, 50, 50)], True),
        ([box(10, 10, 20, 20), box(500, 500, 9, 9)], True),
        ([], False),
        ([box(11, 10, 20, 20)], False),
        ([box(10, 11, 20, 20)], False),
        ([box(10, 10, 19, 20)], False),
        ([box(10, 10, 20, 19)], False),
        ([box(10, 10, 10, 20), box(20, 10, 10, 20)], False),
    ],
    ids=["same", "larger", "one more", "none", "right", "down", "narrower", "lower", "halves"],
)
def test_whether_what_was_covered_still_is(now, no_less):
    assert hide_no_less(now, [box(10, 10, 20, 20)]) is no_less
    assert hide_no_less(now, [])
