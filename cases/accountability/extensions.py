"""Promises: how many, what became of them, how far they reach, and how often their reason was said before.

Every published promise counts, also one published after the limit, and the date of a published plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case as When_
from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from cases.accountability.cuts import KEY, Cut, Paths, of_agency
from cases.accountability.kept_values import keepable
from cases.accountability.once import once
from cases.accountability.spread import NO_SPREAD, Spread, spread_by
from cases.models import AssignmentKind, DueDate, Extension
from cases.models.standing import Standing
from cases.rules.fates import Fate
from cases.rules.figures import Rate, rate
from cases.rules.stops import Phase

CASE = "assignment__case__"
PROMISES = Paths(agency="assignment__agency_id", case=CASE, instant="published_at")
#: The clock that was extended goes by the month in which it began, as all clocks do.
CLOCKS_EXTENDED = Paths(agency="assignment__agency_id", case=CASE, instant="assignment__started_at")


@keepable
@dataclass(frozen=True, kw_only=True)
class Extensions:
    """Promises of one part. `clocks`: how many clocks have one; `repeated`: how many say what another there says.

    `length` is in days, from the due date in force when it was published (without one, from the publication) to the
    end of the promised day.
    """

    fates: Mapping[str, int] = field(default_factory=dict)
    clocks: int = 0
    length: Spread = NO_SPREAD
    repeated: int = 0
    with_reason: int = 0

    @property
    def n(self) -> int:
        """All promises."""
        return sum(self.fates.values())

    @property
    def kept(self) -> Rate:
        """Of the promises whose day is decided, the share that was kept; postponed ones are in no rate."""
        kept = self.fates.get(Fate.KEPT, 0)
        return rate(kept, kept + self.fates.get(Fate.BROKEN, 0))


def extensions_by(cut: Cut, at: datetime) -> dict[Any, Extensions]:
    """By the parts of a cut (four queries); a part without promises, and without clocks that have one, is absent.

    By month a promise may lie in another part than the clock that it extends.
    """
    fates = fates_by(cut, at)
    clocks = _clocks(cut, at)
    lengths = spread_by(_with_due(at), cut, PROMISES, start="counted_from", stop="promised_until")
    said = _said(cut, at)
    return {
        key: Extensions(
            fates=fates.get(key, {}),
            clocks=clocks.get(key, 0),
            length=lengths.get(key, NO_SPREAD),
            repeated=sum(n for n in said.get(key, ()) if n > 1),
            with_reason=sum(said.get(key, ())),
        )
        for key in fates.keys() | clocks
    }


@once
def fates_by(cut: Cut, at: datetime, agency_id: int | None = None) -> dict[Any, dict[str, int]]:
    """What became of the promises of each part, or of one agency's there, and of how many (one query)."""
    fates: dict[Any, dict[str, int]] = {}
    told = (
        cut.keyed(of_agency(with_fate(at), PROMISES, agency_id), PROMISES)
        .values(KEY, "fate")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for row in told:
        fates.setdefault(row[KEY], {})[row["fate"]] = row["n"]
    return fates


def promises(at: datetime) -> QuerySet[Any]:
    """Promises of handling that had been published by `at`, each with its `clock`: the one it began or goes on with."""
    own = Extension.objects.filter(published_at__lte=at, assignment__kind=AssignmentKind.HANDLING)
    return own.annotate(clock=Coalesce("assignment__clock_root_id", "assignment_id"))


def with_fate(at: datetime) -> QuerySet[Any]:
    """SQL twin of `cases.rules.fates.fate_of`; a property test holds the two equal."""
    same_case = {"assignment__case": OuterRef("assignment__case")}
    others = promises(at).filter(clock=OuterRef("clock"), **same_case)
    later = Q(published_at__gt=OuterRef("published_at")) | Q(
        published_at=OuterRef("published_at"), pk__gt=OuterRef("pk")
    )
    next_at = others.filter(later).order_by("published_at").values("published_at")[:1]
    of_clock = Q(assignment=OuterRef("clock")) | Q(assignment__clock_root=OuterRef("clock"))
    stands = Standing.objects.at(at).filter(of_clock, **same_case).order_by("-assignment_id")
    told: QuerySet[Any] = promises(at).annotate(
        next_at=Subquery(next_at),
        phase=Subquery(stands.values("phase")[:1]),
        stopped_at=Subquery(stands.values("stopped_at")[:1]),
        fate=_fate(at),
    )
    return told


def _fate(at: datetime) -> When_:
    in_time = Q(stopped_at__lte=F("promised_until"))
    return When_(
        When(phase=Phase.UNKNOWN, then=Value(Fate.MOOT.value)),
        When(in_time & Q(phase=Phase.ANSWERED), then=Value(Fate.KEPT.value)),
        When(next_at__lte=F("promised_until"), then=Value(Fate.POSTPONED.value)),
        When(in_time & Q(phase=Phase.AWAITING), then=Value(Fate.RUNNING.value)),
        When(in_time, then=Value(Fate.MOOT.value)),
        When(Q(stopped_at__isnull=False) | Q(promised_until__lt=at), then=Value(Fate.BROKEN.value)),
        default=Value(Fate.RUNNING.value),
        output_field=CharField(),
    )


def _with_due(at: datetime) -> QuerySet[Any]:
    due = DueDate.objects.filter(assignment=OuterRef("clock"), since__lte=OuterRef("published_at"))
    in_force = due.order_by("-since", "-id").values("due_at")[:1]
    told: QuerySet[Any] = promises(at).annotate(counted_from=Coalesce(Subquery(in_force), "published_at"))
    return told


def _clocks(cut: Cut, at: datetime) -> dict[Any, int]:
    rows = cut.keyed(promises(at), CLOCKS_EXTENDED).order_by()
    counted = rows.values_list(KEY).annotate(n=Count("clock", distinct=True)).values_list(KEY, "n")
    return {key: n for key, n in counted if n}  # a cut of one part has a row for nothing, too


def _said(cut: Cut, at: datetime) -> dict[Any, list[int]]:
    """How often each sentence was said in each part; the plan of an answer has none of its own."""
    found: dict[Any, list[int]] = {}
    rows = cut.keyed(promises(at).exclude(sentence=""), PROMISES).order_by()
    for key, n in rows.values(KEY, "sentence").annotate(n=Count("pk")).values_list(KEY, "n"):
        found.setdefault(key, []).append(n)
    return found
