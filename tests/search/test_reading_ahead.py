"""Batches are read ahead by somebody else, in order and not without bound, and what is old by then is read again."""

import gc
from concurrent.futures import Executor, Future

import pytest

from search import gaps, indexing, reading_ahead
from search.indexing import rebuild
from search.question import Question
from search.reading_ahead import AHEAD, read_ahead, readers
from search.tidying import OBJECTS
from tests.factories import walk_to


class AtOnce(Executor):
    """Reads as soon as it is asked; knows how often it was."""

    asked = 0

    def submit(self, do, *given):
        self.asked += 1
        done = Future()
        try:
            done.set_result(do(*given))
        except ValueError as error:
            done.set_exception(error)
        return done


@pytest.mark.parametrize("n", [0, 1, AHEAD, AHEAD + 1, 3 * AHEAD])
def test_every_batch_comes_with_what_was_read_of_it_in_order(n):
    expected = [(i, -i) for i in range(n)]
    assert list(read_ahead(range(n), int.__neg__, AtOnce())) == expected
    assert list(read_ahead(range(n), int.__neg__, None)) == expected


def test_only_some_are_read_before_the_first_is_written():
    pool = AtOnce()
    next(read_ahead(range(1_000), int.__neg__, pool))
    assert pool.asked == 1 + AHEAD + 1  # the first only asks whether anybody is there


class Idle(AtOnce):
    """Somebody who has begun, and then nothing; or nobody."""

    def __init__(self, begun):
        self.begun = begun

    def submit(self, do, *given):
        return super().submit(do, *given) if self.begun and not given else Future()


@pytest.mark.parametrize("begun", [True, False])
def test_what_nobody_else_has_begun_is_read_here(begun):
    assert list(read_ahead(range(2 * AHEAD), int.__neg__, Idle(begun))) == [(i, -i) for i in range(2 * AHEAD)]


def test_what_cannot_be_read_breaks_the_rebuild_off():
    def read(batch):
        raise ValueError(batch)

    with pytest.raises(ValueError, match="0"):
        list(read_ahead(range(2), read, AtOnce()))


def test_without_readers_there_is_no_pool():
    with readers(0) as pool:
        assert pool is None


def test_who_reads_comes_up_and_looks_for_garbage_seldom(monkeypatch):
    up, usual = [], gc.get_threshold()
    monkeypatch.setattr(reading_ahead.django, "setup", lambda: up.append(True))
    try:
        reading_ahead._begin()
        assert (up, gc.get_threshold()) == ([True], (OBJECTS, *usual[1:]))
    finally:
        gc.set_threshold(*usual)


@pytest.mark.django_db
def test_what_has_changed_since_it_was_read_ahead_is_found_as_it_is(engine, monkeypatch):
    walks = [walk_to("assigned") for _ in range(3)]
    monkeypatch.setattr(indexing, "AT_ONCE", 1)
    monkeypatch.setattr(gaps, "LENGTH", 0)
    monkeypatch.setattr(reading_ahead, "ProcessPoolExecutor", lambda *_given, **_named: AtOnce())
    rebuilding = rebuild([engine], beside=2)
    next(rebuilding)  # all of them are read by now
    walks[1].later(hours=1).withdraw()
    walks[2].later(hours=1).transfer()
    list(rebuilding)
    assert engine.known(0, 2**63 - 1) == {walk.case.pk: walk.case.version for walk in (walks[0], walks[2])}
    assert engine.statistics({"den"}).documents == engine.count(Question(), walks[0].at).total == 2
