"""Lets another process write what was made ready, so that the next is made ready here while the database works.

A process, not a thread: what is made ready and what is handed to the database are both Python's work, of which one
process does one thing at a time.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

import django
from django.db import connection, connections

Work = TypeVar("Work")
Done = TypeVar("Done")


AHEAD = 2  # pieces that are under way or wait: with one more at hand, neither process waits long for the other

_turn = SimpleNamespace(failed=False)  # in the other process: whether anything went wrong there


class Beside(Generic[Work, Done]):
    """Somebody who does one piece of work after the other, in the order they were begun.

    `done` is told what came of each; what went wrong is raised by `begin`, `settle` or the end, and nothing that was
    begun after it is done.
    """

    def __init__(self, pool: Executor, do: Callable[[Work], Done], done: Callable[[Done], None]) -> None:
        self._pool = pool
        self._do = do
        self._done = done
        self._up: Future[int] | None = None
        self._works: deque[Future[Done]] = deque()

    def is_up(self) -> bool:
        """Whether anybody has come up to do it; the first to ask sends for him, once: he may not be able to come."""
        if self._up is None:
            self._up = self._pool.submit(int)
        return self._up.done() and self._up.exception() is None

    def begin(self, work: Work) -> None:
        """Begin it, once few enough wait before it."""
        self._settle(AHEAD - 1)
        self._works.append(self._pool.submit(_in_turn, self._do, work))

    def settle(self) -> None:
        """Wait until all that was begun is done."""
        self._settle(0)

    def _settle(self, left: int) -> None:
        while len(self._works) > left:
            try:
                self._done(self._works.popleft().result())
            except BaseException:
                self._works.clear()  # nobody does them any more
                raise


def _in_turn(do: Callable[[Work], Done], work: Work) -> Done:
    """Do it, unless what went before it has failed: of what comes in order, nothing is to be left out."""
    if _turn.failed:
        raise RuntimeError("what went before has failed")
    try:
        return do(work)
    except BaseException:
        _turn.failed = True
        raise


@contextmanager
def beside(do: Callable[[Work], Done], done: Callable[[Done], None]) -> Iterator[Beside[Work, Done] | None]:
    """Somebody beside, with a connection of his own to the same database, who is gone at the end; None for nobody.

    Nobody where the database is a file that one process writes at a time, or where what is written belongs to a
    transaction of the caller's.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield None
        return
    # Begun anew: a copy of this process would share its connections.
    context, given = get_context("spawn"), (connection.alias, dict(connection.settings_dict))
    with ProcessPoolExecutor(1, mp_context=context, initializer=_come_up, initargs=given) as pool:
        helper = Beside(pool, do, done)
        yield helper
        helper.settle()


def _come_up(alias: str, database: dict[str, Any]) -> None:
    """Take up the same database, and go when the process that began this one is gone."""
    leave_with_parent()
    django.setup()
    connections.settings[alias].update(database)


def leave_with_parent() -> None:
    """End this process once the one that began it is gone: whoever was killed can no longer send it away."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent.join,), daemon=True).start()


def _follow(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)  # what is under way is rolled back by the database
