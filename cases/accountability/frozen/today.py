"""Today beside the days frozen last: what changed since, who came and who left, and what could not be computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case as When_
from django.db.models import CharField, F, Q, Value, When
from django.utils import timezone

from cases.accountability.clocks import AGENCY, counted
from cases.accountability.frozen.caveats import Caveat, caveats, newest_recording, not_frozen
from cases.accountability.frozen.day_lists import Key
from cases.accountability.frozen.files import parsed
from cases.accountability.frozen.freezing import day_of
from cases.accountability.frozen.leaving import reasons_by
from cases.accountability.frozen.stretches import stood
from cases.accountability.kept_values import keepable
from cases.accountability.present import Present
from cases.models import LeavingReason, PublicationLevel, Snapshot, SnapshotAgency
from cases.models.standing import OPEN_PHASES
from cases.rules.frozen_days import FrozenDay
from cases.rules.verdicts import VerdictKind

SHOWN = 8  # of each kind on the page
ONE, WEEK = timedelta(days=1), timedelta(days=7)


@keepable
@dataclass(frozen=True, kw_only=True)
class Turn:
    """A case that came to an agency's list since the day frozen last, or left it: ids, verdict or reason."""

    agency: int
    case: int
    number: int
    verdict: str
    reason: str = ""

    @property
    def label(self) -> str:
        """Why it left, in words."""
        return str(dict(LeavingReason.choices).get(self.reason, ""))


@keepable
@dataclass(frozen=True, kw_only=True)
class Today:
    """What is told beside the list of now. `yesterday` is the day frozen last, and `week` the one seven days before
    today, each None where it is not frozen; `headlines` are those of yesterday's agencies.
    """

    yesterday: Snapshot | None = None
    week: Snapshot | None = None
    headlines: Mapping[int, int] = field(default_factory=dict)
    came: Sequence[Turn] = ()
    left: Sequence[Turn] = ()
    caveats: Sequence[str] = ()
    newest: Snapshot | None = None

    @property
    def cases(self) -> list[int]:
        """The cases that a page names."""
        return [each.case for each in (*self.came[:SHOWN], *self.left[:SHOWN])]


def today(moment: Present) -> Today:
    """What changed since the end of yesterday (five queries; five more at most where some left)."""
    return moment.remembered("frozen.today", _today)


def _today(at: datetime) -> Today:
    day = timezone.localdate(at)
    near = {
        each.date: each
        for each in Snapshot.objects.filter(
            Q(date__in=(day - ONE, day - WEEK)) | Q(date__in=Snapshot.objects.order_by("-date").values("date")[:1])
        )
    }
    newest = max(near.values(), key=lambda each: each.date, default=None)
    recorded = newest_recording()
    found = caveats(at, at, recorded)
    if recorded is not None and not_frozen(at, newest):
        found.append(Caveat.NOT_FROZEN.value)
    yesterday = near.get(day - ONE)
    if yesterday is None:
        return Today(week=near.get(day - WEEK), caveats=found, newest=newest)
    rows = list(SnapshotAgency.objects.filter(snapshot=yesterday))
    before = {(row.agency_id, entry[0]): entry[2] for row in rows for entry in parsed(row.cases)}
    came, left = _turns(before, day_of(yesterday), at)
    return Today(
        yesterday=yesterday,
        week=near.get(day - WEEK),
        headlines={row.agency_id: row.headline for row in rows},
        came=came,
        left=left,
        caveats=found,
        newest=newest,
    )


def _turns(before: Mapping[Key, str], since: FrozenDay, at: datetime) -> tuple[list[Turn], list[Turn]]:
    """Who came to the list since that day, and who left it: each case once by agency, whatever clocks it has had."""
    found: dict[Key, Mapping[str, Any]] = {}
    for row in _changed(since, at):
        key = row["agency"], row["number"]
        if key not in found or _late(row):
            found[key] = row
    came = [_turn(row, row["now"]) for key, row in found.items() if _late(row) and key not in before]
    gone = [key for key, row in found.items() if not _late(row) and key in before]
    if not gone:
        return came, []
    numbers = {number for _agency, number in gone}
    clocks = list(stood(numbers, _now(at)))
    stays = {each.key for each in clocks if each.late}  # by a clock of which nothing has changed
    left = [key for key in gone if key not in stays]
    was = {each.key: each.round for each in stood(numbers, since) if each.late}
    why = reasons_by(left, was, clocks, _now(at))
    return came, [_turn(found[key], before[key], why[key]) for key in left]


def _changed(since: FrozenDay, at: datetime) -> Iterable[Mapping[str, Any]]:
    """Agencies' clocks of which something has changed since that day (one query), the longest late first.

    Their term has ended since, a fact has come, or we have learned something of before since.
    """
    passed = Q(term_end__gte=since.ended_at, term_end__lt=at)
    changed = Q(since__gt=since.ended_at) | Q(recorded_at__gt=since.bound)
    open_verdict = When_(When(phase__in=OPEN_PHASES, then=F("verdict")), default=Value(""), output_field=CharField())
    rows = counted(at).filter(passed | changed).exclude(case__level=PublicationLevel.FIGURES)
    return (
        rows.annotate(now=open_verdict)
        .order_by("term_end", "pk")
        .values("case_id", "now", agency=F(AGENCY), number=F("case__number"))
    )


def _late(row: Mapping[str, Any]) -> bool:
    return row["now"] not in ("", VerdictKind.IN_TERM.value)


def _now(at: datetime) -> FrozenDay:
    """Today as far as it has gone, by all that is known."""
    return FrozenDay(day=timezone.localdate(at), ended_at=at, frozen_at=timezone.now(), reconstructed=True)


def _turn(row: Mapping[str, Any], verdict: str, reason: str = "") -> Turn:
    return Turn(agency=row["agency"], case=row["case_id"], number=row["number"], verdict=verdict, reason=reason)
