"""The cases behind the numbers of a frozen day: those of one agency, or of all together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from heapq import nlargest
from itertools import chain
from operator import itemgetter, or_

import orjson
from django.db.models import Q

from cases.accountability.frozen.day_lists import Entry
from cases.accountability.frozen.files import as_verdict, pieces
from cases.accountability.frozen.reading import hidden_numbers
from cases.models import Snapshot, SnapshotAgency
from cases.models.snapshot import Counted
from cases.public.case import Named
from cases.rules.verdicts import VerdictKind

KINDS = tuple(kind.value for kind in (VerdictKind.OVERDUE, VerdictKind.PROMISE_BROKEN, VerdictKind.EXTENDED))
MOST = 500  # on a page; all of them are in the JSON


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """One case on an agency's list."""

    number: int
    reference: str
    verdict: str
    days: int
    agency: Named
    linked: bool


@dataclass(frozen=True, kw_only=True)
class Entries:
    """Cases of a frozen day, of some kinds or all, the longest late first; of very many the first.

    `row` has the counts they stand for: an agency's, or the day's own. Where several agencies have one case, it stands
    once for each, as it is counted.
    """

    snapshot: Snapshot
    row: Counted
    kinds: Sequence[str]
    entries: Sequence[EntryRow]
    n: int

    @property
    def unnamed(self) -> int:
        """Cases that are counted and not named."""
        return sum(int(getattr(self.row, kind)) for kind in self.kinds or KINDS) - self.n


def of_agency(day: date, slug: str, kinds: Sequence[str] = ()) -> Entries | None:
    """One agency on a day, its cases of these kinds (two queries).

    None where it was not past due, or the day is not frozen.
    """
    row = SnapshotAgency.objects.select_related("snapshot").filter(snapshot__date=day, slug=slug).first()
    return None if row is None else _entries(row.snapshot, row, [row], kinds)


def of_day(day: date, kinds: Sequence[str] = ()) -> Entries | None:
    """All agencies' cases of these kinds on a day (three queries); None where it is not frozen.

    Lists of agencies that have none of these kinds are not even read.
    """
    snapshot = Snapshot.objects.filter(date=day).first()
    if snapshot is None:
        return None
    of_kinds = reduce(or_, (Q(**{f"{kind}__gt": 0}) for kind in kinds), Q())
    agencies = SnapshotAgency.objects.filter(of_kinds, snapshot=snapshot).order_by("place")
    return _entries(snapshot, snapshot, agencies, kinds)


def _entries(snapshot: Snapshot, row: Counted, agencies: Iterable[SnapshotAgency], kinds: Sequence[str]) -> Entries:
    shown: list[tuple[int, str, Named]] = []
    n, least = 0, -1
    others = [as_verdict(kind) for kind in KINDS if kinds and kind not in kinds]
    for each in agencies:
        own = pieces(each.cases)
        for verdict in others:
            own = [piece for piece in own if verdict not in piece]
        n += len(own)
        agency = Named(slug=each.slug, name=each.name)
        later = [(days, piece, agency) for piece in own if (days := _days(piece)) > least]
        # As stable as sorting: of as many days, an agency's stay as they were frozen, before those of a later place.
        shown = nlargest(MOST, chain(shown, later), key=itemgetter(0))
        least = shown[-1][0] if len(shown) == MOST else -1
    entries: list[tuple[Entry, Named]] = [(orjson.loads(piece), agency) for _days_late, piece, agency in shown]
    hidden = hidden_numbers(entry[0] for entry, __ in entries)
    return Entries(
        snapshot=snapshot,
        row=row,
        kinds=kinds,
        entries=[
            EntryRow(number=e[0], reference=e[1], verdict=e[2], days=e[3], agency=agency, linked=e[0] not in hidden)
            for e, agency in entries
        ],
        n=n,
    )


def _days(piece: str) -> int:
    """The last number of a row."""
    return int(piece[piece.rindex(",") + 1 : -1])
