"""Up to four agencies side by side: their figures, and whether these differ enough to call one better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cases.accountability.comparison import ComparedRow, Comparison
from cases.accountability.cuts import AGENCY
from cases.accountability.measures import COUNTED, WORDS, Measure, Order, Words, order_of
from cases.accountability.present import present
from cases.accountability.spread import NO_SPREAD, Spread, took_by
from cases.accountability.tallies import Load, loads
from cases.models import Agency
from cases.rules.figures import LEAST_FOR_RANK, Rate, comparable, firm_rate, kept_rate, ranks, rate

MOST = 4


class Ranked(StrEnum):
    """Whether those chosen may be ranked, and why not."""

    DIFFER = "differ"
    OVERLAP = "overlap"
    TOO_FEW = "too_few"
    KINDS = "kinds"
    ALONE = "alone"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """One agency: its row of the comparison, its other rates and days, and its rank among those chosen, if any."""

    row: ComparedRow
    kind_label: str
    kept: Rate
    firm: Rate
    took: Spread
    oldest_days: int | None
    rank: int | None


@dataclass(frozen=True, kw_only=True)
class OtherRate:
    """A rate of each of those chosen, with the name of whose it is; `differ`: whether an order can be told by it."""

    words: Words
    cells: tuple[tuple[str, Rate], ...]
    differ: bool


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """Those chosen in the order asked for; `unknown` are names nobody bears, `too_many` how many were left out."""

    agencies: tuple[Chosen, ...]
    others: tuple[OtherRate, ...]
    ranked: Ranked
    unknown: tuple[str, ...]
    too_many: int

    @property
    def names(self) -> str:
        """Those compared, as a title has them."""
        return "; ".join(each.row.name for each in self.agencies)

    @property
    def query(self) -> str:
        """What of an address asks for exactly these, "" for none: by it they are cited."""
        return f"?so-sanh={','.join(each.row.slug for each in self.agencies)}" if self.agencies else ""


def asked_slugs(values: Iterable[str]) -> list[str]:
    """The agencies that an address asks for, each once: `?so-sanh=a,b`, or one parameter each as a form sends them."""
    parts = (part.strip() for value in values for part in value.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def side_by_side(found: Comparison, slugs: list[str]) -> SideBySide:
    """Those asked for, of an already counted comparison (five queries more)."""
    moment = present()
    rows = {row.slug: row for row in found.rows if row.is_agency}
    known = [slug for slug in slugs if slug in rows]
    took = moment.remembered("took.agency", lambda at: took_by(AGENCY, at)) if known else {}
    held = moment.remembered("loads", loads) if known else {}
    agencies = {agency.slug: agency for agency in Agency.objects.filter(slug__in=known[:MOST])}
    shown = [agencies[slug] for slug in known[:MOST]]
    ranked = _ranked([(agency.kind, rows[agency.slug].rate) for agency in shown])
    own_ranks = ranks([rows[agency.slug].rate for agency in shown]) if ranked is Ranked.DIFFER else [None] * len(shown)
    return SideBySide(
        agencies=tuple(
            _chosen(agency, rows[agency.slug], held, took.get(agency.pk, NO_SPREAD), rank)
            for agency, rank in zip(shown, own_ranks, strict=True)
        ),
        others=tuple(_other(measure, [rows[agency.slug] for agency in shown]) for measure in COUNTED) if shown else (),
        ranked=ranked,
        unknown=tuple(slug for slug in slugs if slug not in rows),
        too_many=max(len(known) - MOST, 0),
    )


def _chosen(agency: Agency, row: ComparedRow, held: Mapping[int, Load], took: Spread, rank: int | None) -> Chosen:
    load = held[agency.pk]
    return Chosen(
        row=row,
        kind_label=agency.get_kind_display(),
        kept=kept_rate(load.tally),
        firm=firm_rate(load.tally),
        took=took,
        oldest_days=load.oldest_days(present().at),
        rank=rank,
    )


def _other(measure: Measure, chosen: list[ComparedRow]) -> OtherRate:
    rates = present().remembered(*COUNTED[measure])
    cells = tuple((row.name, rates.get(row.pk, rate(0, 0))) for row in chosen)
    differ = order_of([own for _name, own in cells]) is Order.ALL
    return OtherRate(words=WORDS[measure], cells=cells, differ=differ)


def _ranked(chosen: list[tuple[str, Rate]]) -> Ranked:
    """All or nothing: a list with one place in doubt would be read as if it were sure."""
    if len(chosen) < 2:
        return Ranked.ALONE
    if len({kind for kind, _rate in chosen}) > 1:
        return Ranked.KINDS
    rates = [rate for _kind, rate in chosen]
    if any(rate.n < LEAST_FOR_RANK for rate in rates):
        return Ranked.TOO_FEW
    pairs = ((a, b) for place, a in enumerate(rates) for b in rates[place + 1 :])
    return Ranked.DIFFER if all(comparable(a, b) for a, b in pairs) else Ranked.OVERLAP
