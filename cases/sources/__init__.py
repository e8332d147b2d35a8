"""Readers of other systems' data: each streams a file of its source and yields the same record.

Readers know nothing of the database. What is odd is kept and flagged, what cannot be read is rejected with line, field
and reason, and the rows after it are still read.
"""

from __future__ import annotations

from cases.actions.incoming import Reader
from cases.sources.boston import BostonReader
from cases.sources.hue import HueReader

#: Every source that can be imported, by the name `import_cases --source` takes.
READERS: dict[str, type[Reader]] = {reader.source: reader for reader in (BostonReader, HueReader)}


class UnknownSource(ValueError):  # noqa: N818 - says what the name is
    """Nobody reads a source of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown source {name!r}: known are {', '.join(sorted(READERS))}")


def reader_for(name: str) -> Reader:
    """A fresh reader of the source; `UnknownSource` names those there are."""
    if name not in READERS:
        raise UnknownSource(name)
    return READERS[name]()
