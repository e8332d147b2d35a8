"""The table of seen references, against a dict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.sources.references import SeenReferences

pytestmark = pytest.mark.pure


@given(st.lists(st.text(min_size=1, max_size=3)))
def test_it_answers_like_a_dict(references):
    seen, plain = SeenReferences(), {}
    for line, reference in enumerate(references, 2):
        assert seen.first_line(reference, line) == plain.get(reference)
        plain.setdefault(reference, line)


def test_it_grows_without_forgetting():
    seen = SeenReferences()
    assert all(seen.first_line(f"BCS-{number:08}", number) is None for number in range(10_000))
    assert all(seen.first_line(f"BCS-{number:08}", 0) == number for number in range(10_000))


def test_references_that_fall_into_one_slot_are_told_apart():
    seen = SeenReferences()
    assert [seen.first_line(str(number), number) for number in range(1, 600)] == [None] * 599
    assert seen.first_line("300", 1) == 300
