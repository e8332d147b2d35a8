"""Due dates from a category's term, written as entries of a clock's list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from cases.models import Assignment, Calendar, Case, Category, CategoryTerm, DueDate, Round, TermKind
from cases.rules import promises as rules
from cases.rules.calendars import Calendar as RuleCalendar
from cases.rules.instants import utc
from cases.rules.terms import due_at

#: Used where a case's category has no term: days off are Saturdays and Sundays there, holidays unknown.
DEFAULT_CALENDAR = "vn"
DEFAULT_WORKING_DAYS = 7


def left_categories(case: Case) -> list[str]:
    """Slugs of the categories a case was taken out of, from its events."""
    left = case.events.filter(kind="case.update", data__has_key="category_before")
    return list(left.values_list("data__category_before", flat=True))


def categories_of(case: Case, left: Iterable[str]) -> list[Category]:
    """The category a case has and those it was taken out of: changing it never lengthens a term."""
    slugs = set(left) - {case.category.slug}
    return [case.category, *(Category.objects.filter(slug__in=slugs) if slugs else ())]


def term_of(case: Case, start: datetime, *, left: Iterable[str] | None = None) -> CategoryTerm | None:
    """The version of the category's term in force on the local day a clock starts; the one that ends first.

    Of several categories a case has had, the shortest term counts. Who knows which ones it has `left` spares a query.
    """
    day = timezone.localdate(start)
    categories = categories_of(case, left_categories(case) if left is None else left)
    terms = [term for category in categories if (term := category.term_on(day)) is not None]
    if len(terms) < 2:
        return terms[0] if terms else None
    return min(terms, key=lambda term: utc(due_at(term.as_rule(), term.calendar.as_rule(), start)))


def calendar_of(case: Case, start: datetime) -> RuleCalendar:
    """The calendar of the case's term; the city's own where it has none."""
    return _calendar(term_of(case, start))


def _calendar(term: CategoryTerm | None) -> RuleCalendar:
    calendar = term.calendar if term else Calendar.objects.get(slug=DEFAULT_CALENDAR)
    return calendar.as_rule()


def start_round(case: Case, *, number: int, at: datetime, due: datetime | None, recorded_at: datetime) -> Round:
    """Begin a round with the source's own due date, else the term's."""
    started = Round.objects.create(case=case, number=number, started_at=at)
    add_due(case, at=at, source_due=due, recorded_at=recorded_at, round_number=number)
    return started


def add_due(
    case: Case,
    *,
    at: datetime,
    source_due: datetime | None,
    recorded_at: datetime,
    round_number: int | None = None,
    assignment: Assignment | None = None,
) -> DueDate | None:
    """First entry of a clock's list; None where neither source nor category gives one."""
    due, cause = source_due, "source"
    if due is None:
        term = term_of(case, at)
        if term is None:
            return None
        due, cause = due_at(term.as_rule(), term.calendar.as_rule(), at), "term"
    return DueDate.objects.create(
        case=case,
        round=round_number,
        assignment=assignment,
        due_at=due,
        since=at,
        cause=cause,
        recorded_at=recorded_at,
    )


def latest_promise(case: Case, at: datetime) -> datetime:
    """The latest instant an extension published at `at` may promise: as many working days ahead as the term has.

    `EXTENSION_WORKING_DAYS` sets another number for all (design, section 3: "a settable number of working days").
    """
    term = term_of(case, at)
    return rules.latest_promise(_calendar(term), at, _days_ahead(term))


def _days_ahead(term: CategoryTerm | None) -> int:
    days: int | None = settings.EXTENSION_WORKING_DAYS
    if days is None:
        days = term.n if term is not None and term.kind == TermKind.WORKING_DAYS else DEFAULT_WORKING_DAYS
    return days


def days_to_promise(case: Case, at: datetime, *, after: date | None) -> list[date]:
    """The working days that an extension published at `at` may promise, in order: later than `after`, not too far."""
    term = term_of(case, at)
    calendar = _calendar(term)
    today = calendar.day_of(at)
    days = [calendar.add_working_days(today, n) for n in range(1, _days_ahead(term) + 1)]
    return [day for day in days if after is None or day > after]


def end_of_day(case: Case, day: date, at: datetime) -> datetime:
    """The end of `day` where the case's term counts; a date alone means the end of that day."""
    return calendar_of(case, at).end_of(day)
