"""Cards of accountability: each page's title, the day, and three of its figures (four queries at most)."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime

from django.utils.translation import gettext as _

from cases.accountability.agency_numbers import load_of
from cases.accountability.archive import counts_of_month, counts_of_year
from cases.accountability.backlog import LONG, VERY_LONG, Only, backlog_counts
from cases.accountability.case_counts import NOTHING, CaseCounts, together
from cases.accountability.divisions import CATEGORIES, WARDS, Division
from cases.accountability.durations import city_took
from cases.accountability.gone import gone as counts_of_gone
from cases.accountability.present import present
from cases.accountability.shown import Counts, counts_of
from cases.accountability.statistics import cases_by_source
from cases.accountability.tallies import loads, whole
from cases.models import Agency, Snapshot, SnapshotAgency
from cases.public.pictures.card import Card, Figure, card, count, counted_on
from cases.public.telling import localised
from cases.rules.figures import Rate, Tally, on_time_rate
from cases.templatetags.dates import day_text, days_unit
from cases.templatetags.numbers import decimal_text, rate_note, share_text


def overdue() -> Card:
    """Agencies past due: the page's own three figures, its headline first."""
    moment = present()
    counts = Counts(**counts_of(whole(moment.remembered("loads", loads)).tally))
    return _past_due(_("Đơn vị quá hạn hôm nay"), moment.at, counts)


def frozen_day(day: date) -> Card | None:
    """A frozen day by the figures it keeps; None where it is not frozen."""
    found = Snapshot.objects.filter(date=day).first()
    if found is None:
        return None
    title = _("Đơn vị quá hạn ngày %(day)s") % {"day": day_text(found.date)}
    return _past_due(title, found.ended_at, _kept(found))


def frozen_agency(day: date, slug: str) -> Card | None:
    """One agency on a frozen day; None where it was not past due then, or the day is not frozen."""
    found = SnapshotAgency.objects.select_related("snapshot").filter(snapshot__date=day, slug=slug).first()
    if found is None:
        return None
    title = _("%(agency)s: quá hạn ngày %(day)s") % {"agency": found.name, "day": day_text(day)}
    return _past_due(title, found.snapshot.ended_at, _kept(found))


def _kept(row: Snapshot | SnapshotAgency) -> Counts:
    """The counts that a frozen row keeps."""
    return Counts(open=row.open, overdue=row.overdue, promise_broken=row.promise_broken, extended=row.extended)


def agencies() -> Card:
    """All agencies together."""
    moment = present()
    return _held(_("So sánh các đơn vị"), moment.at, whole(moment.remembered("loads", loads)).tally)


def agency(slug: str) -> Card | None:
    """One agency; None where there is none of this slug."""
    found = Agency.objects.filter(slug=slug).first()
    if found is None:
        return None
    moment = present()
    return _held(str(found), moment.at, load_of(moment, found.pk).tally)


def wards() -> Card:
    """All wards together."""
    return _divided(WARDS, _("Theo phường, xã"))


def categories() -> Card:
    """All categories together."""
    return _divided(CATEGORIES, _("Theo lĩnh vực"))


def ward(slug: str) -> Card | None:
    """One ward; None where there is none of this slug."""
    return _part(WARDS, slug)


def category(slug: str) -> Card | None:
    """One category; None where there is none of this slug."""
    return _part(CATEGORIES, slug)


def year(year_digits: str) -> Card | None:
    """What was accepted in a year; None where there is no such page."""
    found = counts_of_year(int(year_digits)) if _is_year(year_digits) else None
    title = _("Phản ánh năm %(year)s") % {"year": year_digits}
    return None if found is None else _accepted(title, *found)


def month(year_digits: str, month_digits: str) -> Card | None:
    """What was accepted in a month; None where there is no such page."""
    if not _is_year(year_digits) or len(month_digits) != 2 or not 1 <= int(month_digits) <= 12:
        return None
    found = counts_of_month(int(year_digits), int(month_digits))
    title = _("Phản ánh tháng %(month)s") % {"month": f"{month_digits}/{year_digits}"}
    return None if found is None else _accepted(title, *found)


def _is_year(digits: str) -> bool:
    """As the address of the page has it, and with a year before and after it."""
    return len(digits) == 4 and MINYEAR <= int(digits) < MAXYEAR


def backlog() -> Card:
    """What has been open for long."""
    moment = present()
    counts = backlog_counts(moment)
    figures = (
        count(counts[Only.UNEXPLAINED.name], _("Chưa ai nói vì sao"), hot=True),
        count(counts[Only.LONG.name], _("Mở hơn %(long)s ngày") % {"long": LONG}),
        count(counts[Only.VERY_LONG.name], _("Mở hơn %(very_long)s ngày") % {"very_long": VERY_LONG}),
    )
    return _counted(_("Tồn đọng"), moment.at, *figures)


def statistics() -> Card:
    """The city's figures."""
    moment = present()
    cases = sum(row.cases for row in cases_by_source(moment))
    tally = whole(moment.remembered("loads", loads)).tally
    figures = [count(cases, _("Phản ánh công khai")), _rate(on_time_rate(tally), _("Trả lời đúng hạn"))]
    median = moment.remembered("city_took", city_took).median
    if median is not None:
        number = f"{decimal_text(median)} {days_unit(median)}"
        figures.append(Figure(number=number, label=_("Trả lời sau, trung vị")))
    return _counted(_("Số liệu cả thành phố"), moment.at, *figures)


def gone() -> Card:
    """What was declined, merged or removed."""
    found = counts_of_gone()
    figures = (count(kind.n, kind.name) for kind in found.kinds)
    return _counted(_("Không tiếp nhận, gộp, gỡ"), found.at, *figures)


def case_list() -> Card:
    """The whole list. A question's words are none of ours, and would stand in a picture that bears our name."""
    moment = present()
    counts = together(moment.remembered(WARDS.name, WARDS.count).values())
    return _accepted(_("Phản ánh"), moment.at, counts)


def front(title: str) -> Card:
    """The front page under its title: what is open and late; only the title before any case was accepted."""
    moment = present()
    counts = together(moment.remembered(WARDS.name, WARDS.count).values())
    return _counted(title, moment.at, *_late(counts)) if counts.cases else card(title)


def _counted(title: str, at: datetime, *figures: Figure) -> Card:
    return card(title, kicker=counted_on(at), figures=figures)


def _past_due(title: str, at: datetime, counts: Counts) -> Card:
    """The figures of a list of who is past due, its headline first."""
    headline, _open, extended = _late(counts)
    return _counted(title, at, headline, extended, count(counts.past_due, _("Quá hạn, cả ba loại")))


def _held(title: str, at: datetime, tally: Tally) -> Card:
    """What agencies hold, by their own clocks, and how much they answered in time."""
    counts = Counts(**counts_of(tally))
    return _counted(title, at, *_late(counts)[:2], _rate(on_time_rate(tally), _("Trả lời đúng hạn")))


def _late(counts: Counts) -> tuple[Figure, Figure, Figure]:
    return (
        count(counts.headline, _("Trễ hạn hoặc lỡ hẹn"), hot=True),
        count(counts.open, _("Đang mở")),
        count(counts.extended, _("Đã gia hạn")),
    )


def _rate(rate: Rate, label: str) -> Figure:
    """A rate is nothing without its interval and n."""
    return Figure(number=share_text(rate.value), label=label, note=rate_note(rate))


def _accepted(title: str, at: datetime, counts: CaseCounts) -> Card:
    """What was accepted, and what became of it."""
    late, open_, _extended = _late(counts)
    return _counted(title, at, late, open_, count(counts.answered, _("Đã trả lời")))


def _divided(division: Division, title: str) -> Card:
    moment = present()
    return _accepted(title, moment.at, together(moment.remembered(division.name, division.count).values()))


def _part(division: Division, slug: str) -> Card | None:
    found = division.model.objects.filter(slug=slug).values("pk", "name", "name_en").first()
    if found is None:
        return None
    moment = present()
    counts = moment.remembered(division.name, division.count).get(found["pk"], NOTHING)
    return _accepted(localised(found["name"], found["name_en"]), moment.at, counts)
