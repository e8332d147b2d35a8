"""Batches are read ahead by somebody else, in order and not without bound, and what is old by then is read again."""

import gc
import threading
from concurrent.futures import Executor, Future
from types import SimpleNamespace

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


class Patient(Future):
    """Waits for nobody longer than a test may take."""

    def result(self, timeout=None):
        return super().result(5 if timeout is None else timeout)


class Busy(AtOnce):
    """Somebody who is at the first for long, and has begun nothing else."""

    first = None

    def submit(self, do, *given):
        reading = Patient()
        if not given:
            reading.set_result(0)
        elif self.first is None:
            reading.set_running_or_notify_cancel()
            self.first = reading
        return reading


def test_while_another_reads_the_first_the_last_are_read_here():
    pool, here = Busy(), []

    def read(batch):
        here.append(batch)
        if len(here) == 2:
            pool.first.set_result("there")
        return "here"

    told = list(read_ahead(range(AHEAD + 3), read, pool))
    assert told == [(0, "there"), *((n, "here") for n in range(1, AHEAD + 3))]
    assert here[:2] == [AHEAD, AHEAD - 1], "what the other comes to next is left to it"
    assert sorted(here) == list(range(1, AHEAD + 3)), "nothing is read twice"


def test_who_has_nothing_left_to_read_waits_for_the_other():
    pool, here = Busy(), []

    def read(batch):
        here.append(batch)
        return "here"

    reading = read_ahead(range(2), read, pool)
    waiting = threading.Timer(0.05, lambda: pool.first.set_result("there"))
    waiting.start()
    assert list(reading) == [(0, "there"), (1, "here")]
    assert here == [1]


def test_what_cannot_be_read_breaks_the_rebuild_off():
    def read(batch):
        raise ValueError(batch)

    with pytest.raises(ValueError, match="0"):
        list(read_ahead(range(2), read, AtOnce()))


def test_without_readers_there_is_no_pool():
    with readers(0) as pool:
        assert pool is None


class Begun(AtOnce):
    """Stands for the processes."""

    def __init__(self, n, *, mp_context, initializer):
        self.n, self.how, self.initializer = n, mp_context.get_start_method(), initializer

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass


@pytest.mark.parametrize(("alone", "how"), [(True, "fork"), (False, "spawn")])
def test_readers_are_copies_where_that_is_safe_and_have_begun_when_they_are_given(monkeypatch, alone, how):
    monkeypatch.setattr(reading_ahead, "ProcessPoolExecutor", Begun)
    monkeypatch.setattr(reading_ahead, "may_be_copied", lambda: alone)
    with readers(2) as pool:
        assert (pool.n, pool.how, pool.initializer) == (2, how, reading_ahead._begin)
        assert pool.asked == 1


class Connected:
    """A connection, open or not."""

    def __init__(self, *, there=True, within=False):
        self.connection, self.in_atomic_block = there or None, within

    def close(self):
        self.connection = None


@pytest.fixture
def alone(monkeypatch):
    """Says whether a process may be copied that is on a system, with so many threads and these connections."""

    def told(system="linux", threads=1, connections=()):
        monkeypatch.setattr(reading_ahead.sys, "platform", system)
        monkeypatch.setattr(reading_ahead.threading, "active_count", lambda: threads)
        known = SimpleNamespace(all=lambda *, initialized_only: list(connections))
        monkeypatch.setattr(reading_ahead, "connections", known)
        found = reading_ahead.may_be_copied()
        monkeypatch.undo()
        return found

    return told


def test_a_process_is_copied_that_has_neither_threads_nor_connections(alone):
    assert alone()
    assert alone(connections=[Connected(there=False)])
    assert not alone(threads=2)
    assert not alone(system="darwin")


def test_connections_are_closed_before_but_none_within_a_transaction(alone):
    idle, busy = Connected(), Connected(within=True)
    assert alone(connections=[idle])
    assert idle.connection is None
    assert not alone(connections=[Connected(), busy])
    assert busy.connection
    kept = Connected()
    assert not alone(connections=[kept], threads=2)
    assert kept.connection, "for nothing"


def test_who_reads_comes_up_and_looks_for_garbage_seldom(monkeypatch):
    up, usual = [], gc.get_threshold()
    monkeypatch.setattr(reading_ahead.django, "setup", lambda: up.append(True))
    try:
        reading_ahead._begin()
        assert (up, gc.get_threshold()) == ([True], (OBJECTS, *usual[1:]))
    finally:
        gc.set_threshold(*usual)


def test_who_reads_leaves_with_who_sent_for_him(monkeypatch):
    left = []
    monkeypatch.setattr(reading_ahead.django, "setup", lambda: None)
    monkeypatch.setattr(reading_ahead.gc, "set_threshold", lambda *given: None)
    monkeypatch.setattr(reading_ahead, "leave_with_parent", lambda: left.append(True), raising=False)
    reading_ahead._begin()
    assert left == [True]


@pytest.mark.django_db
def test_what_has_changed_since_it_was_read_ahead_is_found_as_it_is(engine, monkeypatch):
    walks = [walk_to("assigned") for _ in range(3)]
    monkeypatch.setattr(indexing, "AT_ONCE", 1)
    monkeypatch.setattr(gaps, "LENGTH", 0)
    rebuilding = rebuild([engine], pool=AtOnce())
    next(rebuilding)  # all of them are read by now
    walks[1].later(hours=1).withdraw()
    walks[2].later(hours=1).transfer()
    list(rebuilding)
    assert engine.known(0, 2**63 - 1) == {walk.case.pk: walk.case.version for walk in (walks[0], walks[2])}
    assert engine.statistics({"den"}).documents == engine.count(Question(), walks[0].at).total == 2
