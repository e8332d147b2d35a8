"""Freezes days: counts them as they were known, and writes what nobody changes any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from cases.accountability.frozen import files
from cases.accountability.frozen.caveats import caveats, newest_recording
from cases.accountability.frozen.changes import Change, Why, changes
from cases.accountability.frozen.day_lists import AgencyList, DayList, Entry, Figures, Key, day_lists, windows
from cases.accountability.frozen.files import Frozen
from cases.accountability.frozen.leaving import reasons
from cases.accountability.frozen.ledger import digests
from cases.models import Agency, Event, Snapshot, SnapshotAgency, SnapshotChange
from cases.rules.frozen_days import FrozenDay, frozen_day
from cases.rules.instants import last_of_day
from cases.rules.verdicts import VerdictKind

DAYS_AT_A_TIME = 92  # clocks of so many days are held in memory
HOLES = 31  # so many days back `nightly` looks for days that were left out
ONE = timedelta(days=1)
LOCK = 7_202_611  # an advisory lock of ours alone


def freeze(days: Iterable[date], now: datetime | None = None) -> Iterator[Snapshot]:
    """Freeze days that have ended and are not frozen; yields each as soon as it is committed.

    Safe at any time, and by several at once: whoever comes second finds the day frozen. DayNotOver for a day that has
    not ended.
    """
    at = now or settled_now()
    first = Event.objects.order_by("id").values_list("recorded_at", flat=True).first()
    wanted = sorted(set(days))
    frozen = [frozen_day(day, ended_at=end_of(day), now=at, first_recorded=first) for day in wanted]
    there = set(Snapshot.objects.filter(date__in=wanted).values_list("date", flat=True))
    missing = [day for day in frozen if day.day not in there]
    ledger = digests(day.bound for day in missing)
    for window in windows(missing, at_most=DAYS_AT_A_TIME):
        yield from _freeze(window, ledger)


def days_to_freeze(now: datetime) -> list[date]:
    """What `nightly` freezes: every day since the newest frozen one, and what was left out within the last month.

    Where nothing is frozen yet: yesterday.
    """
    yesterday = timezone.localdate(now) - ONE
    frozen = set(Snapshot.objects.values_list("date", flat=True))
    if not frozen:
        return [yesterday]
    first = max(min(frozen), yesterday - HOLES * ONE)
    begin = min(first, max(frozen) + ONE)
    days = [begin + n * ONE for n in range((yesterday - begin).days + 1)]
    return [day for day in days if day not in frozen]


def end_of(day: date) -> datetime:
    """The last instant of a day in the city's zone."""
    return last_of_day(day, timezone.get_default_timezone())


def settled_now() -> datetime:
    """An instant after which nothing is recorded that lies before it.

    Who changes a case notes the time under the lock of its row, and commits later: on PostgreSQL we wait until nobody
    holds one. SQLite has one writer at a time.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '10s'")  # whoever writes waits behind us
                cursor.execute("LOCK TABLE cases_case IN EXCLUSIVE MODE")
        return timezone.now()


def day_of(snapshot: Snapshot) -> FrozenDay:
    """How a stored day was frozen."""
    return FrozenDay(
        day=snapshot.date,
        ended_at=snapshot.ended_at,
        frozen_at=snapshot.frozen_at,
        reconstructed=snapshot.reconstructed,
    )


def why_left(before: Snapshot, day: FrozenDay) -> Why:
    """Tells why cases left between a stored day and the day after it."""
    return lambda gone: reasons(gone, day_of(before), day)


def stored_entries(snapshot: Snapshot) -> dict[Key, Entry]:
    """What stands on a stored list, by agency and number (one query)."""
    rows = SnapshotAgency.objects.filter(snapshot=snapshot).values_list("agency_id", "cases")
    return {(agency, case[0]): case for agency, text in rows for case in files.parsed(text)}


def built(found: DayList, changed: Sequence[Change], *, compared_with: date | None, digest: str) -> Frozen:
    """The rows of a day as they are stored, its checksums left empty."""
    day = found.day
    late = [each for each in found.agencies if each.past_due]
    names = Agency.objects.in_bulk({each.agency for each in late} | {each.agency for each in changed})
    snapshot = Snapshot(
        date=day.day,
        ended_at=day.ended_at,
        frozen_at=day.frozen_at,
        reconstructed=day.reconstructed,
        method=files.METHOD,
        compared_with=compared_with,
        ledger_digest=digest,
        agencies_past_due=sum(1 for each in late if each.headline and names[each.agency].name),
        unassigned=found.unassigned,
        unassigned_past_due=found.unassigned_past_due,
        sample=settings.DEMO,
        **_figures(found.total),
    )
    return Frozen(
        snapshot=snapshot,
        agencies=[_agency(snapshot, place, each, names) for place, each in enumerate(late, start=1)],
        changes=[_change(snapshot, each, names) for each in changed],
    )


def _agency(snapshot: Snapshot, place: int, found: AgencyList, names: Mapping[int, Agency]) -> SnapshotAgency:
    agency = names[found.agency]
    return SnapshotAgency(
        snapshot=snapshot,
        agency=agency,
        place=place,
        name=str(agency),
        slug=agency.slug,
        is_agency=bool(agency.name),
        cases=files.cases_text(found.entries),
        **_figures(found),
    )


def _figures(found: Figures) -> dict[str, int | float | None]:
    return {
        "open": found.open,
        "overdue": found.kinds.get(VerdictKind.OVERDUE, 0),
        "promise_broken": found.kinds.get(VerdictKind.PROMISE_BROKEN, 0),
        "extended": found.kinds.get(VerdictKind.EXTENDED, 0),
        "median_days": found.median_days,
        "oldest_days": found.oldest_days,
        "oldest_number": found.oldest_number,
    }


def _change(snapshot: Snapshot, change: Change, names: Mapping[int, Agency]) -> SnapshotChange:
    agency, number, reference, kind, verdict, days, reason = change.as_row()
    return SnapshotChange(
        snapshot=snapshot,
        agency_id=agency,
        name=str(names[agency]),
        slug=names[agency].slug,
        number=number,
        reference=reference,
        kind=kind,
        verdict=verdict,
        days=days,
        reason=reason,
    )


def _freeze(window: Sequence[FrozenDay], ledger: Mapping[datetime, str]) -> Iterator[Snapshot]:
    last: tuple[Snapshot, dict[Key, Entry]] | None = None
    for found in day_lists(window):
        with transaction.atomic():
            snapshot = _written(found, ledger[found.day.bound], last)
        if snapshot is not None:
            yield snapshot
        last = None if snapshot is None else (snapshot, found.by_key)


def _written(found: DayList, digest: str, last: tuple[Snapshot, dict[Key, Entry]] | None) -> Snapshot | None:
    """The stored day; None where somebody else has frozen it meanwhile."""
    _one_at_a_time()
    day = found.day.day
    if Snapshot.objects.filter(date=day).exists():
        return None
    before = last if last is not None and last[0].date == day - ONE else _stored(day - ONE)
    changed = [] if before is None else changes(before[1], found, why_left(before[0], found.day))
    frozen = built(found, changed, compared_with=None if before is None else day - ONE, digest=digest)
    snapshot = frozen.snapshot
    snapshot.caveats = caveats(found.day.ended_at, found.day.bound, newest_recording())
    snapshot.csv_sha256 = files.sha256(files.as_csv(frozen))
    snapshot.json_sha256 = files.sha256(files.as_json(frozen))
    snapshot.save(force_insert=True)
    for rows in (frozen.agencies, frozen.changes):
        for row in rows:
            row.snapshot_id = snapshot.pk
    SnapshotAgency.objects.bulk_create(frozen.agencies)
    SnapshotChange.objects.bulk_create(frozen.changes)
    return snapshot


def _stored(day: date) -> tuple[Snapshot, dict[Key, Entry]] | None:
    snapshot = Snapshot.objects.filter(date=day).first()
    return None if snapshot is None else (snapshot, stored_entries(snapshot))


def _one_at_a_time() -> None:
    """Until the transaction ends nobody else freezes; on SQLite nobody else writes anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
