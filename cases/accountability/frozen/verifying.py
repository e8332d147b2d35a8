"""Counts every frozen day again from history, as it was known then, and tells any difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection

from cases.accountability.frozen import files
from cases.accountability.frozen.changes import Why, changes
from cases.accountability.frozen.day_lists import DayList, day_lists, windows
from cases.accountability.frozen.files import Frozen
from cases.accountability.frozen.first_reasons import METHOD as FIRST
from cases.accountability.frozen.first_reasons import Closings, first_reasons
from cases.accountability.frozen.freezing import DAYS_AT_A_TIME, built, day_of, end_of, stored_entries, why_left
from cases.accountability.frozen.ledger import digests
from cases.accountability.frozen.stretches import closed
from cases.models import Case, Event, PublicationLevel, Snapshot, SnapshotAgency, SnapshotChange, triggers
from cases.models.snapshot import Counted

FIGURES = tuple(each.name for each in Counted._meta.local_fields)
OF_DAY = (*FIGURES, "ended_at", "agencies_past_due", "unassigned", "unassigned_past_due", "ledger_digest")
TOLD = 3  # cases named in one finding
ONE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What is wrong with a day, or with all of them."""

    what: str
    day: date | None = None

    def __str__(self) -> str:
        return f"{self.day or 'frozen days'}: {self.what}"


@dataclass(kw_only=True)
class Verification:
    """One run over all frozen days; its count is complete once it has ended. It only reads."""

    days: int = 0
    _levelled: set[int] = field(default_factory=set)

    def run(self) -> Iterator[Difference]:
        """Yield whatever is wrong."""
        names = [name for name in triggers.missing(connection) if name.startswith(triggers.FROZEN)]
        yield from (Difference(what=f"the trigger {name} is missing") for name in names)
        stored = {snapshot.date: snapshot for snapshot in Snapshot.objects.order_by("date")}
        # A case told in figures only from some day on, or no more, is on the lists of before as it was told then.
        self._levelled = set(_levelled())
        ledger = digests(snapshot.bound for snapshot in stored.values())
        for window in windows(map(day_of, stored.values()), at_most=DAYS_AT_A_TIME):
            first = any(stored[day.day].method == FIRST for day in window)
            closings = Closings(closed(window) if first else ())
            for found in day_lists(window):
                self.days += 1
                snapshot = stored[found.day.day]
                wrong = self._day(snapshot, found, closings, stored, ledger[snapshot.bound])
                yield from (Difference(day=snapshot.date, what=what) for what in wrong)

    def _day(
        self,
        snapshot: Snapshot,
        found: DayList,
        closings: Closings,
        stored: dict[date, Snapshot],
        digest: str,
    ) -> Iterator[str]:
        frozen = Frozen(
            snapshot=snapshot,
            agencies=list(SnapshotAgency.objects.filter(snapshot=snapshot).order_by("place")),
            changes=list(SnapshotChange.objects.filter(snapshot=snapshot).order_by("pk")),
        )
        yield from _files(frozen)
        if snapshot.ended_at != end_of(snapshot.date):
            yield f"is said to end at {snapshot.ended_at.isoformat()}"
        before = stored.get(snapshot.compared_with) if snapshot.compared_with else None
        if snapshot.compared_with and before is None:
            yield f"is compared with {snapshot.compared_with}, which is not frozen"
        changed = (
            [] if before is None else changes(stored_entries(before), found, _why(snapshot, before, found, closings))
        )
        counted = built(found, changed, compared_with=snapshot.compared_with, digest=digest)
        yield from self._differences(snapshot, counted.snapshot, OF_DAY)
        yield from self._agencies(frozen, counted)
        yield from self._changes(frozen, counted)

    def _agencies(self, frozen: Frozen, counted: Frozen) -> Iterator[str]:
        is_, ought = ({row.agency_id: row for row in each.agencies} for each in (frozen, counted))
        for pk in sorted({*is_, *ought}):
            if pk not in ought:
                yield f"lists {is_[pk].slug}, which was not past due"
            elif pk not in is_:
                yield f"lacks {ought[pk].slug}"
            else:
                yield from (f"{is_[pk].slug}: {what}" for what in self._differences(is_[pk], ought[pk], FIGURES))
                yield from (f"{is_[pk].slug}: {what}" for what in self._cases(is_[pk], ought[pk]))

    def _cases(self, is_: SnapshotAgency, ought: SnapshotAgency) -> Iterator[str]:
        yield from self._sets(*(set(files.parsed(row.cases)) for row in (is_, ought)), number=0)

    def _changes(self, frozen: Frozen, counted: Frozen) -> Iterator[str]:
        names = ("number", "agency_id", "reference", "kind", "verdict", "days", "reason")
        rows = ({tuple(getattr(row, name) for name in names) for row in each.changes} for each in (frozen, counted))
        yield from (f"changes: {what}" for what in self._sets(*rows, number=0))

    def _differences(self, is_: Counted, ought: Counted, names: Sequence[str]) -> Iterator[str]:
        for name in names:
            stored, counted = getattr(is_, name), getattr(ought, name)
            if stored != counted and not (name == "oldest_number" and {stored, counted} & self._levelled):
                yield f"{name} is {stored}, by history {counted}"

    def _sets(self, is_: set[Any], ought: set[Any], *, number: int) -> Iterator[str]:
        more, less = (
            sorted(row[number] for row in rows if row[number] not in self._levelled)
            for rows in (is_ - ought, ought - is_)
        )
        if more:
            yield f"tells otherwise, or wrongly: {_some(more)}"
        if less and set(less) - set(more):
            yield f"does not tell: {_some(less)}"


def _why(snapshot: Snapshot, before: Snapshot, found: DayList, closings: Closings) -> Why:
    """Why cases left, as the method of the day tells it."""
    if snapshot.method == FIRST:
        return lambda gone: first_reasons(gone, found, closings)
    return why_left(before, found.day)


def _files(frozen: Frozen) -> Iterator[str]:
    snapshot = frozen.snapshot
    if snapshot.method not in files.METHODS:
        yield f"is by method {snapshot.method}, which nobody knows any more"
    if files.sha256(files.as_csv(frozen)) != snapshot.csv_sha256:
        yield "its CSV is not the one that was frozen"
    if files.sha256(files.as_json(frozen)) != snapshot.json_sha256:
        yield "its JSON is not the one that was frozen"


def _levelled() -> Iterator[int]:
    """Numbers of cases whose level was ever changed (one query)."""
    changed = Event.objects.filter(kind="case.update", data__has_key="level").values("case")
    hidden = Case.objects.filter(level=PublicationLevel.FIGURES).values_list("number", flat=True)
    yield from Case.objects.filter(pk__in=changed).values_list("number", flat=True)
    yield from hidden


def _some(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:TOLD]))
    return named if len(numbers) <= TOLD else f"{named} and {len(numbers) - TOLD} more"
