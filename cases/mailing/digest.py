"""The digest of an agency: what is past due, what is due within two working days, what the Center sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cases.actions.due import DEFAULT_CALENDAR
from cases.editorial.office.queue import Tab, annotated, of_tab
from cases.mailing.subjects import Subject, subjects
from cases.models import Agency, Assignment, Calendar, Category
from cases.rules import calendars as rules

WORKING_DAYS = 2
LONGEST_HOLIDAY = timedelta(days=21)  # two working days lie within it, Tết included
SHOWN = 30  # of a part; the desk has the rest


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a digest: how many there are, and the first of them."""

    count: int
    shown: Sequence[Subject]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)


@dataclass(frozen=True, kw_only=True)
class Digest:
    """What an agency has to know of a day."""

    agency: Agency
    past_due: Part
    due_soon: Part
    returned: Part

    def __bool__(self) -> bool:
        return any((self.past_due.count, self.due_soon.count, self.returned.count))


def digest_of(agency: Agency, *, now: datetime) -> Digest:
    """As the officer's desk stands at `now`: the same questions, asked for the whole agency."""
    rows = annotated(Q(agency=agency), now=now).select_related("case__category")
    in_order = rows.order_by(F("term_end").asc(nulls_last=True), "pk")
    soon_at_most = Q(late=False, term_end__lte=now + LONGEST_HOLIDAY)
    soon = _soon(list(in_order.filter(of_tab(Tab.NEEDED, now=now) & soon_at_most)), now)
    return Digest(
        agency=agency,
        past_due=_part(in_order.filter(of_tab(Tab.PAST_DUE, now=now)), now),
        due_soon=Part(count=len(soon), shown=subjects(soon[:SHOWN], now=now)),
        returned=_part(in_order.filter(of_tab(Tab.RETURNED, now=now)), now),
    )


def _part(rows: QuerySet[Assignment], now: datetime) -> Part:
    shown = list(rows[: SHOWN + 1])
    count = len(shown) if len(shown) <= SHOWN else rows.count()
    return Part(count=count, shown=subjects(shown[:SHOWN], now=now))


def _soon(rows: Sequence[Assignment], now: datetime) -> list[Assignment]:
    """Those whose term ends within two working days, each by the calendar of its category's term."""
    ends: dict[int, datetime] = {}
    for row in rows:
        if row.case.category_id not in ends:
            ends[row.case.category_id] = last_instant(_calendar(row.case.category, now), now)
    return [row for row in rows if row.term_end <= ends[row.case.category_id]]  # type: ignore[attr-defined]  # annotated


def _calendar(category: Category, now: datetime) -> rules.Calendar:
    term = category.term_on(timezone.localdate(now))
    calendar = term.calendar if term else Calendar.objects.get(slug=DEFAULT_CALENDAR)
    return calendar.as_rule()


def last_instant(calendar: rules.Calendar, now: datetime) -> datetime:
    """The end of the second working day after the day of `now`."""
    return calendar.end_of(calendar.add_working_days(calendar.day_of(now), WORKING_DAYS))
