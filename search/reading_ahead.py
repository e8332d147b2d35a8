"""Documents of many cases, read by processes beside this one while it writes: a rebuild takes half as long.

Processes of their own, not threads: reading a case is Python's work, and of that one process does one thing at a time.
What they have read may be old by the time it is written; whoever writes it looks (`search.indexing.index`).
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

import django

from search.tidying import OBJECTS

AHEAD = 4  # readings that are begun before the first of them is written
Batch = TypeVar("Batch")
Read = TypeVar("Read")


@contextmanager
def readers(n: int) -> Iterator[Executor | None]:
    """Processes that read; None for no readers. They are begun anew: a copy of this one would share its connections."""
    if not n:
        yield None
        return
    with ProcessPoolExecutor(n, mp_context=get_context("spawn"), initializer=_begin) as pool:
        yield pool


def _begin() -> None:
    """Come up, and look for garbage seldom from then on: what a reader makes goes to the one that writes."""
    django.setup()
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])


def read_ahead(
    batches: Iterable[Batch], read: Callable[[Batch], Read], pool: Executor | None
) -> Iterator[tuple[Batch, Read]]:
    """Each batch with what was read of it, in order; never more than `AHEAD` of them wait here.

    What no other process has begun when its turn comes is read here: the first ones, for the others need seconds to
    begin, and whatever they do not keep up with.
    """
    if pool is None:
        yield from ((batch, read(batch)) for batch in batches)
        return
    waiting: deque[tuple[Batch, Future[Read]]] = deque()
    begun = pool.submit(int)
    for batch in batches:
        if not begun.done():
            yield batch, read(batch)
            continue
        waiting.append((batch, pool.submit(read, batch)))
        if len(waiting) > AHEAD:
            first, reading = waiting.popleft()
            yield first, read(first) if reading.cancel() else reading.result()
    yield from ((batch, read(batch) if reading.cancel() else reading.result()) for batch, reading in waiting)
