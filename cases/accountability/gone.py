"""What was declined, merged or taken off the portal: by reason and by month."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.accountability.charts import BarChart, bar_chart
from cases.accountability.cuts import CITY, by_month
from cases.accountability.periods import Period
from cases.accountability.present import present
from cases.accountability.removals import ByReason, removals_by
from cases.models import Case, ReasonCode, ReasonKind
from cases.models.event import DECLINED, MERGED, WITHDRAWN
from cases.public.sample import sample_notice
from cases.public.spreadsheet import Echo, harmless, marked
from cases.public.telling import localised
from cases.rules.figures import Rate, rate

MONTHS = 12
#: Kind of event → its name, the kind of its reasons, and the class of its bars.
KINDS: Mapping[str, tuple[str | Promise, str, str]] = {
    DECLINED: (_("Không tiếp nhận"), ReasonKind.DECLINE, "bar"),
    MERGED: (_("Gộp vào phản ánh khác"), "", "bar-0"),
    WITHDRAWN: (_("Gỡ khỏi trang"), ReasonKind.WITHDRAW, "mute"),
}


@dataclass(frozen=True, kw_only=True)
class ReasonRow:
    """How many left for one reason, and their share of those that left in this way."""

    label: str
    n: int
    share: Rate


@dataclass(frozen=True, kw_only=True)
class KindRow:
    """One way to leave: how many, by reason, the most frequent first."""

    name: str
    css: str
    n: int
    reasons: tuple[ReasonRow, ...]


@dataclass(frozen=True, kw_only=True)
class GoneIn:
    """What left in one month, by way, in the order of KINDS."""

    first: date
    counts: tuple[int, ...]

    @property
    def all(self) -> int:
        """All ways together."""
        return sum(self.counts)


@dataclass(frozen=True, kw_only=True)
class Gone:
    """How it stands. `declined` is the share of all that the Center decided on; `months` are the last twelve."""

    at: datetime
    kinds: tuple[KindRow, ...]
    declined: Rate
    months: tuple[GoneIn, ...]
    chart: BarChart

    @property
    def all(self) -> int:
        """Everything that is gone."""
        return sum(kind.n for kind in self.kinds)

    @property
    def of_months(self) -> int:
        """What went in these months."""
        return sum(month.all for month in self.months)


def gone() -> Gone:
    """How it stands now (five queries)."""
    moment = present()
    cut = by_month(moment.at, MONTHS)
    whole = moment.remembered("gone", lambda at: removals_by(CITY, at)).get(0, {})
    by_place = moment.remembered("gone.months", lambda at: removals_by(cut, at))
    accepted = moment.remembered("gone.accepted", lambda at: Case.objects.filter(accepted_at__lte=at).count())
    labels = {(code.kind, code.code): localised(code.label, code.label_en) for code in ReasonCode.objects.all()}
    months = tuple(_month(period, by_place.get(place, {})) for place, period in enumerate(cut.periods))
    kinds = tuple(_kind(kind, whole, labels) for kind in KINDS)
    return Gone(
        at=moment.at,
        kinds=kinds,
        declined=rate(kinds[0].n, kinds[0].n + accepted),
        months=months,
        chart=bar_chart((str(month.first.month), _bars(month)) for month in months),
    )


def _bars(month: GoneIn) -> list[tuple[str, int]]:
    return [(css, n) for (_name, _reasons, css), n in zip(KINDS.values(), month.counts, strict=True)]


def _month(period: Period, found: ByReason) -> GoneIn:
    return GoneIn(first=period.first, counts=tuple(sum(found.get(kind, {}).values()) for kind in KINDS))


def _kind(kind: str, whole: ByReason, labels: Mapping[tuple[str, str], str]) -> KindRow:
    name, reasons, css = KINDS[kind]
    counts = whole.get(kind, {})
    n = sum(counts.values())
    rows = [
        ReasonRow(label=labels.get((reasons, code), code), n=each, share=rate(each, n))
        for code, each in counts.items()
        if code
    ]
    rows.sort(key=lambda row: (-row.n, row.label))
    return KindRow(name=str(name), css=css, n=n, reasons=tuple(rows))


def csv_lines(found: Gone, *, mark: bool = False) -> Iterator[str]:
    """A heading, then a line a month."""
    return marked(_lines(found, sample_notice()), mark=mark)


def _lines(found: Gone, notice: str) -> Iterator[str]:
    writer = csv.writer(Echo())
    extra = ["notice"] if notice else []
    yield writer.writerow(["at", "month", "declined", "merged", "withdrawn", *extra])
    for month in found.months:
        yield writer.writerow(
            [found.at.isoformat(), f"{month.first:%Y-%m}", *month.counts, *([harmless(notice)] if notice else [])]
        )
