"""Agencies of one kind by one measure: in the order of their names, and ranked only where an order can be told.

Every agency may be called better or worse than all others of its kind only where its interval touches none of theirs,
and rests on thirty at least. Days have no interval, so nobody is ranked by them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.accountability.comparison import ComparedRow, Comparison, Group
from cases.accountability.cuts import AGENCY
from cases.accountability.durations import city_took
from cases.accountability.extensions import Extensions, fates_by
from cases.accountability.listed import CITY
from cases.accountability.present import Present, present
from cases.accountability.reviews import reviews_by
from cases.accountability.spread import NO_SPREAD, Spread, took_by
from cases.rules.figures import LEAST_FOR_RANK, Rate, ranks, rate


class Measure(StrEnum):
    """What agencies are compared by, as addresses call it."""

    ON_TIME = "dung-han"
    KEPT = "giu-loi"
    FIRST = "duyet-lan-dau"
    DAYS = "trung-vi"


@dataclass(frozen=True, kw_only=True)
class Words:
    """How pages call a measure, the code of its definition, and a sentence on what is counted."""

    name: str | Promise
    means: str
    sentence: str | Promise


WORDS: Mapping[Measure, Words] = {
    Measure.ON_TIME: Words(
        name=_("Trả lời đúng hạn"),
        means="f-on_time_rate",
        sentence=_("Trả lời đúng hạn, chia cho đã trả lời có hạn cộng đang mở mà đã quá hạn."),
    ),
    Measure.KEPT: Words(
        name=_("Giữ lời hẹn"),
        means="f-promises_kept_rate",
        sentence=_("Lời hẹn đã giữ, chia cho mọi lời hẹn đã đến ngày; lời hẹn được dời kịp thời không tính."),
    ),
    Measure.FIRST: Words(
        name=_("Duyệt ngay lần đầu"),
        means="f-approved_at_first_rate",
        sentence=_("Việc mà câu trả lời được duyệt ngay lần đầu, chia cho mọi việc Trung tâm đã xem câu trả lời."),
    ),
    Measure.DAYS: Words(
        name=_("Trả lời sau bao nhiêu ngày"),
        means="f-median_days",
        sentence=_("Số ngày từ lúc đơn vị được giao đến lúc gửi câu trả lời: một nửa nhanh hơn số ở giữa."),
    ),
}


class Order(StrEnum):
    """Whether the agencies of a kind can be ranked, and why not."""

    ALL = "all"
    SOME = "some"
    OVERLAP = "overlap"
    TOO_FEW = "too_few"
    ALONE = "alone"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class MeasuredRow:
    """One agency, or all together: its rate or its days, and its place among those of its kind, if that can be told."""

    name: str
    slug: str
    rate: Rate | None = None
    took: Spread | None = None
    rank: int | None = None


@dataclass(frozen=True, kw_only=True)
class MeasuredGroup:
    """The agencies of one kind, by name; `compared` is how many of them rest on enough."""

    label: str
    rows: tuple[MeasuredRow, ...]
    order: Order
    compared: int


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Every kind by one measure; `of_city` holds all agencies together."""

    measure: Measure
    words: Words
    groups: tuple[MeasuredGroup, ...]
    of_city: MeasuredRow


def measured(found: Comparison, measure: Measure) -> Measured:
    """The agencies of an already counted comparison by one measure (at most three queries more)."""
    own = _by_days(present()) if measure is Measure.DAYS else _by_rate(found, measure)
    return Measured(
        measure=measure,
        words=WORDS[measure],
        groups=tuple(group for group in (_group(each, own) for each in found.groups) if group.rows),
        of_city=own(found.city),
    )


def _group(group: Group, own: Callable[[ComparedRow], MeasuredRow]) -> MeasuredGroup:
    rows = [own(row) for row in group.rows if row.is_agency]
    rates = [row.rate for row in rows if row.rate is not None]
    order = order_of(rates) if rates else Order.NEVER
    places = ranks(rates) if order in (Order.ALL, Order.SOME) else [None] * len(rows)
    return MeasuredGroup(
        label=group.label,
        rows=tuple(replace(row, rank=place) for row, place in zip(rows, places, strict=True)),
        order=order,
        compared=sum(each.n >= LEAST_FOR_RANK for each in rates),
    )


def order_of(rates: Sequence[Rate]) -> Order:
    """What can be said of the order of these rates: those that rest on too few have no place in it."""
    enough = [each for each in rates if each.n >= LEAST_FOR_RANK]
    if len(rates) < 2:
        return Order.ALONE
    if len(enough) < 2:
        return Order.TOO_FEW
    places = ranks(enough)
    if not any(places):
        return Order.OVERLAP
    return Order.ALL if all(places) and len(enough) == len(rates) else Order.SOME


# --- what is counted -------------------------------------------------------------------------------------------------


def _by_rate(found: Comparison, measure: Measure) -> Callable[[ComparedRow], MeasuredRow]:
    if measure is Measure.ON_TIME:
        return lambda row: MeasuredRow(name=row.name, slug=row.slug, rate=row.rate)
    rates = present().remembered(*COUNTED[measure])
    return lambda row: MeasuredRow(name=row.name, slug=row.slug, rate=rates.get(row.pk, rate(0, 0)))


def _by_days(moment: Present) -> Callable[[ComparedRow], MeasuredRow]:
    took = moment.remembered("took.agency", lambda at: took_by(AGENCY, at))
    whole = moment.remembered("city_took", city_took)
    of_city = Spread(n=sum(own.n for own in took.values()), median=whole.median, p90=whole.p90)
    by_id = {**took, CITY: of_city}
    return lambda row: MeasuredRow(name=row.name, slug=row.slug, took=by_id.get(row.pk, NO_SPREAD))


def promises_kept(at: datetime, agency_id: int | None = None) -> dict[int, Rate]:
    """By agency id the share of promises whose day has come that were kept, and of all by CITY (one query).

    With an agency's id of that one alone, so that its page says the same as the comparison.
    """
    return _with_city({pk: Extensions(fates=fates).kept for pk, fates in fates_by(AGENCY, at, agency_id).items()})


def approved_at_first(at: datetime, agency_id: int | None = None) -> dict[int, Rate]:
    """The same of charges whose first answer was approved (two queries)."""
    return _with_city({pk: own.first_rate for pk, own in reviews_by(AGENCY, at, agency_id).items()})


def _with_city(rates: Mapping[int, Rate]) -> dict[int, Rate]:
    return {**rates, CITY: rate(sum(own.numerator for own in rates.values()), sum(own.n for own in rates.values()))}


#: What is counted for a measure beyond the comparison itself, and under which name it is kept.
COUNTED: Mapping[Measure, tuple[str, Callable[[datetime], dict[int, Rate]]]] = {
    Measure.KEPT: ("promises_kept.agency", promises_kept),
    Measure.FIRST: ("approved_at_first.agency", approved_at_first),
}
