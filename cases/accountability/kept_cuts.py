"""All figures of the city's parts by category, ward, month, source and together, counted ahead for their files.

One such cut costs a good part of what all pages cost together, and few ask for it. So where counting takes long each
run of the worker counts but the one that is the oldest, and keeps the others as they are: a file tells its own instant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any

from cases.accountability.cuts import Cut, cut_named
from cases.accountability.figure_parts import Part, parts_by
from cases.accountability.kept_values import decoded, encoded, keepable
from cases.accountability.present import COUNTS, LONGEST, Present
from cases.models import KeptFigures

#: In the order in which they are counted where all are as old.
KEPT = ("category", "ward", "month", "source", "city")
#: Beyond the first of them counting goes on for so many seconds: in a small city all are as new as everything else.
AT_ONCE = 1.0
#: No file tells older figures: each cut has its turn within that time, even where a count takes as long as any may.
#: A reader who had to count would wait for long there.
OLDEST = COUNTS * LONGEST * len(KEPT)


@keepable
@dataclass(frozen=True, kw_only=True)
class CutParts:
    """The parts of one cut, and the instant for which they were counted; months are those up to that instant's."""

    at: datetime
    parts: Mapping[Any, Part] = field(default_factory=dict)


def cut_parts(name: str, at: datetime) -> CutParts:
    """Count one cut (some twenty queries)."""
    return CutParts(at=at, parts=parts_by(cut_named(name, at), at))


def parts_now(moment: Present, name: str) -> tuple[Cut, CutParts]:
    """The parts of a cut as they were counted last, or are now; the cut as it was at their instant."""
    found = moment.remembered_part(part_name(name), lambda at: cut_parts(name, at))
    if moment.at - found.at > OLDEST:  # kept where others were counted first for very long
        found = cut_parts(name, moment.at)
    return cut_named(name, found.at), found


def part_name(name: str) -> str:
    """The name under which a cut is kept."""
    return f"cut.{name}"


def counted_ahead(at: datetime) -> Iterator[tuple[str, Any]]:
    """Each cut's name and what is to be kept of it, `encoded`: at least the oldest is counted for `at`."""
    until, before = monotonic() + AT_ONCE, _kept_before()
    by_age = sorted(KEPT, key=lambda name: before[name][0].timestamp() if name in before else 0.0)
    for place, name in enumerate(by_age):
        if place == 0 or name not in before or monotonic() <= until:
            yield part_name(name), encoded(cut_parts(name, at))
        else:
            yield part_name(name), before[name][1]


def _kept_before() -> dict[str, tuple[datetime, Any]]:
    """Of each cut that is kept its instant and what is kept of it (one query)."""
    parts = KeptFigures.objects.order_by().values_list("parts", flat=True).first() or {}
    told = {name: parts[part_name(name)] for name in KEPT if part_name(name) in parts}
    return {name: (decoded(own["of"]["at"]), own) for name, own in told.items()}
