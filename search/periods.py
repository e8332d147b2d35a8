"""When the cases of a list were accepted: months or years as a small chart, with the list that each leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from cases.templatetags.numbers import number_text
from search.question import Question
from search.telling import cases_text

MOST_MONTHS = 24  # in one chart; of more, years are shown
HEIGHT = 56  # pixels of the tallest bar
SHARE = 0.8  # of the room of a bar that it fills


@dataclass(frozen=True, kw_only=True)
class Period:
    """A month or a year: its days, both included, its cases, and whether the list is narrowed to days within it."""

    label: str
    short: str
    since: date
    until: date
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A bar as SVG draws it: x in per cent of the width, y in pixels."""

    left: str
    width: str
    y: float
    height: float
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Periods:
    """The chart and its table; `by_month` or by year."""

    rows: tuple[Period, ...]
    by_month: bool
    height: int = HEIGHT

    @property
    def bars(self) -> list[Bar]:
        """One a period that has cases; where no days are chosen, all belong to what is chosen."""
        most, room = max(row.count for row in self.rows), 100 / len(self.rows)
        some = any(row.chosen for row in self.rows)
        return [
            Bar(
                left=f"{room * (i + (1 - SHARE) / 2):.2f}%",
                width=f"{room * SHARE:.2f}%",
                height=(height := max(2.0, round(HEIGHT * row.count / most, 1))),
                y=round(HEIGHT - height, 1),
                chosen=row.chosen or not some,
            )
            for i, row in enumerate(self.rows)
            if row.count
        ]

    @property
    def finding(self) -> str:
        """One sentence for who does not see the chart."""
        top = max(self.rows, key=lambda row: row.count)
        ends = {"first": self.rows[0].label, "last": self.rows[-1].label, "top": top.label}
        if len(self.rows) == 1:
            return _("%(top)s: %(cases)s.") % {**ends, "cases": cases_text(top.count)}
        sentence = _("Từ %(first)s đến %(last)s; nhiều nhất là %(top)s: %(cases)s.")
        return sentence % {**ends, "cases": cases_text(top.count)}

    @property
    def most(self) -> str:
        """The number the tallest bar stands for."""
        return number_text(max(row.count for row in self.rows))

    @property
    def newest_first(self) -> list[Period]:
        """The rows of the table: those without a case lead nowhere and are left out."""
        return [row for row in reversed(self.rows) if row.count]


def periods(question: Question, months: Mapping[date, int], href_of: Callable[[Question], str]) -> Periods | None:
    """The chart of a question, None where nothing is counted.

    Months where there are few, or where few years are chosen; else years. Each leads to the list of its days.
    """
    if not any(months.values()):
        return None
    first, last = min(months), max(months)
    if not (by_month := _few(first, last)) and (years := _years_chosen(question, first, last)):
        within = [month for month, n in months.items() if n and years[0] <= month.year <= years[1]]
        by_month = bool(within)
        if within:
            first, last = max(first, date(years[0], 1, 1)), min(last, date(years[1], 12, 1))
    begins = _begins(first, last, by_month=by_month)
    rows = [_period(question, months, (since, after), href_of, by_month=by_month) for since, after in pairwise(begins)]
    return Periods(rows=tuple(rows), by_month=by_month)


def _years_chosen(question: Question, first: date, last: date) -> tuple[int, int] | None:
    """The years of the days that are asked for, where their months have room and some of them are counted."""
    if question.since is None and question.until is None:
        return None
    since, until = question.since or first, question.until or last
    begins, ends = max(since.year, first.year), min(until.year, last.year)
    return (begins, ends) if begins <= ends and 12 * (ends - begins + 1) <= MOST_MONTHS else None


def _few(first: date, last: date) -> bool:
    """True where the months from one to the other have room in one chart."""
    return _number(last) - _number(first) < MOST_MONTHS


def _number(month: date) -> int:
    return month.year * 12 + month.month


def _begins(first: date, last: date, *, by_month: bool) -> list[date]:
    """The first days of all periods, and of the one after them."""
    if not by_month:
        return [date(year, 1, 1) for year in range(first.year, last.year + 2)]
    numbers = range(_number(first) - 1, _number(last) + 1)
    return [date(n // 12, n % 12 + 1, 1) for n in numbers]


def _period(
    question: Question,
    months: Mapping[date, int],
    ends: tuple[date, date],
    href_of: Callable[[Question], str],
    *,
    by_month: bool,
) -> Period:
    since, until = ends[0], ends[1] - timedelta(days=1)
    asked = question.since, question.until
    inside = (asked[0] is None or asked[0] <= until) and (asked[1] is None or asked[1] >= since)
    return Period(
        label=_("tháng %(month)s") % {"month": f"{since:%m/%Y}"}
        if by_month
        else _("năm %(year)s") % {"year": since.year},
        short=f"{since:%m/%Y}" if by_month else str(since.year),
        since=since,
        until=until,
        count=sum(n for month, n in months.items() if since <= month <= until),
        chosen=inside and asked != (None, None),
        href=href_of(question.but(since=since, until=until)),
    )
