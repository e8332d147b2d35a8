"""Garbage is looked for less often for a while, and as ever afterwards, however many want it and in whatever order."""

import gc

import pytest

from search.tidying import OBJECTS, seldom_tidied

pytestmark = pytest.mark.pure


def test_as_ever_once_the_last_has_ended():
    usual = gc.get_threshold()
    one, other = seldom_tidied(), seldom_tidied()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)  # the first to begin ends first, as with two readers of files
    assert gc.get_threshold() == (OBJECTS, *usual[1:])
    other.__exit__(None, None, None)
    assert gc.get_threshold() == usual


def test_also_after_an_error():
    usual = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_tidied():
        1 / 0  # noqa: B018 - the error is what it is for
    assert gc.get_threshold() == usual
