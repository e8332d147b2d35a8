"""Documents of many cases, read by processes beside this one while it writes: a rebuild takes half as long.

Processes of their own, not threads: reading a case is Python's work, and of that one process does one thing at a time.
What they have read may be old by the time it is written; whoever writes it looks (`search.indexing.index`).
"""

from __future__ import annotations

import gc
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

import django
from django.db import connections

from cases.actions.written_beside import leave_with_parent
from search.tidying import OBJECTS

AHEAD = 4  # readings that are begun before the first of them is written
Batch = TypeVar("Batch")
Read = TypeVar("Read")
Waiting = deque[tuple[Batch, Future[Read]]]


@contextmanager
def readers(n: int) -> Iterator[Executor | None]:
    """Processes that read; None for no readers. They have begun by the time they are given.

    They are copies of this process where that is safe: one that is begun anew needs seconds to come up.
    """
    if not n:
        yield None
        return
    context = get_context("fork" if may_be_copied() else "spawn")
    with ProcessPoolExecutor(n, mp_context=context, initializer=_begin) as pool:
        pool.submit(int)  # the first task begins them, before this process has threads
        yield pool


def may_be_copied() -> bool:
    """Whether this process has nothing that a copy would share or miss: no other threads, and no connections.

    Connections are closed for it, and opened again by whoever asks next; those within a transaction are not.
    """
    if sys.platform != "linux" or threading.active_count() > 1:  # libraries of other systems do not bear it
        return False
    known = connections.all(initialized_only=True)
    for connection in known:
        if not connection.in_atomic_block:
            connection.close()
    return all(connection.connection is None for connection in known)


def _begin() -> None:
    """Come up, to be gone with the one that writes; look for garbage seldom: what a reader makes goes to that one."""
    leave_with_parent()
    django.setup()
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])


def read_ahead(
    batches: Iterable[Batch], read: Callable[[Batch], Read], pool: Executor | None
) -> Iterator[tuple[Batch, Read]]:
    """Each batch with what was read of it, in order; never more than `AHEAD` of them wait here.

    Nobody waits for others while there is something to read: what no other process has begun is read here.
    """
    if pool is None:
        yield from ((batch, read(batch)) for batch in batches)
        return
    waiting: Waiting[Batch, Read] = deque()
    begun = pool.submit(int)
    for batch in batches:
        if not begun.done():
            yield batch, read(batch)
            continue
        waiting.append((batch, pool.submit(read, batch)))
        if len(waiting) > AHEAD:
            yield _first(waiting, read)
    while waiting:
        yield _first(waiting, read)


def _first(waiting: Waiting[Batch, Read], read: Callable[[Batch], Read]) -> tuple[Batch, Read]:
    """Take the first out; until somebody has read it, read here what would be begun last."""
    while not waiting[0][1].done() and _read_one(waiting, read):
        pass
    batch, reading = waiting.popleft()
    return batch, reading.result()


def _read_one(waiting: Waiting[Batch, Read], read: Callable[[Batch], Read]) -> bool:
    """Read the last that nobody has begun; False where there is none."""
    for i in reversed(range(len(waiting))):
        batch, reading = waiting[i]
        if reading.cancel():
            here: Future[Read] = Future()
            here.set_result(read(batch))
            waiting[i] = batch, here
            return True
    return False
