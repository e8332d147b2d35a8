"""Gaps between the transactions of a great change, in which other writers come; SQLite has only one at a time."""

from __future__ import annotations

import time

from django.db import connection

LENGTH = 0.03  # seconds


class Gap:
    """Begins where a transaction has ended, and is waited for before the next one begins.

    What is done meanwhile that writes nothing counts: only who comes back too soon has to wait, for the rest of it.
    """

    def __init__(self) -> None:
        self._ends: float | None = None

    def begin(self) -> None:
        """A transaction has ended."""
        if connection.vendor == "sqlite":
            self._ends = time.monotonic() + LENGTH

    def wait(self) -> None:
        """The next one is about to begin."""
        left = 0.0 if self._ends is None else self._ends - time.monotonic()
        if left > 0:
            time.sleep(left)
