"""Looking for garbage less often while very many objects are made that hold none.

Python looks after every 700 that were made and kept, and then through more and more of all there are: of reading the
rows of a file that took two thirds.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

OBJECTS = 200_000  # made and kept before anything is looked for
_turn = RLock()  # a forgotten walk may end while another has its turn
_usual: list[tuple[int, int, int]] = []  # what was set before, once for each that goes on


@contextmanager
def seldom_tidied() -> Iterator[None]:
    """Until the last of those that go on at once, in whatever thread, has ended."""
    with _turn:
        before = _usual[0] if _usual else gc.get_threshold()
        _usual.append(before)
        gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        with _turn:
            before = _usual.pop()
            if not _usual:
                gc.set_threshold(*before)
