"""A count is made once where everything is counted together, and only there."""

import pytest

from cases.accountability.once import each_count_once, once


def test_once_by_its_arguments_and_only_within_the_block():
    made = []

    @once
    def count(*args, **options):
        made.append((args, options))
        return len(made)

    assert [count(1), count(1)] == [1, 2], "outside nothing is kept"
    with each_count_once():
        assert [count(1), count(1), count(2), count(1, of="a"), count(1, of="b"), count(1, of="a")] == [
            3,
            3,
            4,
            5,
            6,
            5,
        ]
    with each_count_once():
        assert count(1) == 7, "another instant, other counts"


def _fails(*_given):
    raise ValueError("no")


def test_nothing_is_kept_after_a_failure_and_two_counts_are_apart():
    one, other, failing, kept = once(lambda: 1), once(lambda: 2), once(_fails), once(list)
    with pytest.raises(ValueError, match="no"), each_count_once():
        failing(one(), other())
    assert kept() is not kept()
    with each_count_once():
        assert (one(), other()) == (1, 2)
        assert kept() is kept()
