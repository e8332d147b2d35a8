"""Counts the city's figures ahead of their readers, and keeps them: pages then read one row instead of every clock.

The pages themselves are asked, so that what is kept under a name is what they would have counted under it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings

from cases.accountability import archive, kept_cuts
from cases.accountability.agency_numbers import AgencyNumbers, numbers_by_agency
from cases.accountability.backlog import Only, backlog
from cases.accountability.comparison import comparison
from cases.accountability.cuts import AGENCY
from cases.accountability.divisions import CATEGORIES, WARDS, PartNumbers, divided, numbers_by_part
from cases.accountability.figure_parts import parts_by
from cases.accountability.front import common_term_days, front_cases
from cases.accountability.frozen.caveats import caveats_now
from cases.accountability.gone import gone
from cases.accountability.kept_values import encoded
from cases.accountability.measures import COUNTED
from cases.accountability.once import each_count_once
from cases.accountability.overdue_list import overdue_list
from cases.accountability.present import Present, counted_within, standing_at
from cases.accountability.spread import took_by
from cases.accountability.statistics import statistics
from cases.models import Agency, Event, KeptFigures

T = TypeVar("T")
#: Even where much happens there is this long between two counts, so that counting is not all that is done.
PAUSE = timedelta(seconds=20)
#: So many times as long as counting takes, from one count to the next: the worker has other things to do. Less is left
#: for them where it takes longer than `present.LONGEST`.
SHARE = 2
#: While nothing happens verdicts change by time alone; new figures are there before readers find the old ones too old.
AT_REST = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True)
class Counting(Present):
    """An instant at which everything is counted, and noted by its name."""

    noted: dict[str, Any] = field(default_factory=dict, compare=False)

    def remembered(self, name: str, count: Callable[[datetime], T]) -> T:
        """Count once, and note it where it can be kept."""
        if name not in self.noted:
            self.noted[name] = count(self.at)
        found: T = self.noted[name]
        return found


def keep_figures(now: datetime) -> int:
    """Count everything anew and keep it; how many values were kept. Nothing where nothing has ever happened."""
    newest = Event.objects.order_by("-id").values_list("hash", flat=True).first()
    if newest is None:
        return 0
    begun = monotonic()
    moment = Counting(at=now, key="")
    with standing_at(moment), each_count_once():
        parts = {name: encoded(value) for name, value in counted(moment)}
        parts |= dict(kept_cuts.counted_ahead(now))
    data = {}
    for name, value in moment.noted.items():
        try:
            data[name] = encoded(value)
        except TypeError:
            continue  # cases as pages show them: they are looked up, not counted
    took = monotonic() - begun
    before = KeptFigures.objects.order_by().values_list("took", flat=True).first()  # 0 or None: nobody knows
    kept = {"at": now, "event_hash": newest, "data": data, "parts": parts}
    kept |= {"took": took, "seconds": min(took, before or took)}
    KeptFigures.objects.update_or_create(pk=1, defaults=kept)
    return len(data) + len(parts)


def counted(moment: Present) -> Iterator[tuple[str, Any]]:
    """Ask the pages, whose counts the moment notes; the name and value of what only single parts' pages ask for."""
    overdue_list(with_today=True)
    for page in (comparison, statistics, gone, front_cases, common_term_days):
        page()
    for only in Only:
        backlog(only)
    caveats_now(moment)
    for division in (WARDS, CATEGORIES):
        divided(division)
    moment.remembered("took.agency", lambda at: took_by(AGENCY, at))
    for name, count in COUNTED.values():
        moment.remembered(name, count)
    yield from _parts(moment)


def _parts(moment: Present) -> Iterator[tuple[str, Any]]:
    """What only the page of one agency, ward, category, year or month asks for, or one file."""
    at = moment.at
    known, nothing = numbers_by_agency(at), AgencyNumbers()
    for pk in Agency.objects.values_list("pk", flat=True):
        numbers = known.get(pk, nothing)
        yield f"agency.{pk}", numbers
        yield f"load.{pk}", numbers.load
    for division in (WARDS, CATEGORIES):
        own = numbers_by_part(division, at)
        for pk in division.model.objects.values_list("pk", flat=True):
            yield f"{division.name}.{pk}", own.get(pk, PartNumbers())
    yield f"parts.{AGENCY.name}", parts_by(AGENCY, at)
    yield from archive.counted_ahead(moment)


def keep_when_due(now: datetime) -> None:
    """Keep the figures where those kept are old; nothing where the city is small enough to be counted at once."""
    if not settings.FIGURES_AGE:
        return
    kept = KeptFigures.objects.order_by().values_list("at", "event_hash", "seconds").first()
    if kept is not None:
        newest = Event.objects.order_by("-id").values_list("hash", flat=True).first()
        wait = max(PAUSE if newest != kept[1] else AT_REST, SHARE * counted_within(kept[2]))
        if now - kept[0] < wait:
            return
    keep_figures(now)
