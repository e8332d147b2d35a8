"""Which references a file has named already, and on which line, in 24 to 48 bytes each."""

from __future__ import annotations

from array import array

#: 64 bits of Python's own keyed hash: good for one run, which is all that is asked.
FINGERPRINT = 2**64 - 1


class SeenReferences:
    """An open-addressing table of 64-bit fingerprints and line numbers.

    A dict of strings takes some 140 bytes a reference, and twice that while it grows. Two different references share
    a fingerprint with a chance of 3 in 100 million per million rows.
    """

    def __init__(self) -> None:
        self._size = 1024
        self._used = 0
        self._prints = array("Q", [0]) * self._size
        self._lines = array("Q", [0]) * self._size

    def first_line(self, reference: str, line: int) -> int | None:
        """None for a new reference, which is noted with its line; else the line that named it first."""
        fingerprint = hash(reference) & FINGERPRINT or 1
        slot = self._slot(fingerprint)
        if self._prints[slot]:
            return self._lines[slot]
        self._prints[slot] = fingerprint
        self._lines[slot] = line
        self._used += 1
        if self._used * 3 > self._size * 2:
            self._grow()
        return None

    def _slot(self, fingerprint: int) -> int:
        """Where the fingerprint is, or the free place for it (0 marks a free one)."""
        prints, mask = self._prints, self._size - 1
        slot = fingerprint & mask
        while prints[slot] not in (0, fingerprint):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        old_prints, old_lines = self._prints, self._lines
        self._size *= 2
        self._prints = array("Q", [0]) * self._size
        self._lines = array("Q", [0]) * self._size
        for fingerprint, line in zip(old_prints, old_lines, strict=True):
            if fingerprint:
                slot = self._slot(fingerprint)
                self._prints[slot] = fingerprint
                self._lines[slot] = line
