"""Loads public cases in a constant number of queries, and explains one deadline day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cases.models import Agency, Calendar, CalendarDay, Case, CasePage, Category, ReasonCode, Ward
from cases.public.case import Named, PublicCase, PublicTerm
from cases.public.telling import Telling, Words, localised, tell
from cases.rules import calendars as rules
from cases.rules.terms import Day, DayKind, OfficeHours, Term, TermKind, explain

RELATED = ("page", "category", "ward", "story")
COUNTED = (DayKind.COUNTED, DayKind.MAKE_UP, DayKind.DUE)
AT_ONCE = 500  # cases that are in hand while all of them are told
#: What nobody is told, and no reader of all cases loads.
UNTOLD = ("salt", "source_texts", "extra", "level_reason", "channel", "source_digest")
LONGEST = timedelta(days=3660)


def ids_in(stories: Iterable[dict[str, object]], key: str, *parts: str) -> set[int]:
    """What rows of these parts of stories name by a key."""
    found: set[int] = set()
    for story in stories:
        for part in parts:
            rows = story[part]
            assert isinstance(rows, list)  # noqa: S101 - a story's parts are lists
            found |= {row[key] for row in rows if row.get(key) is not None}
    return found


def words_for(
    cases: Sequence[Case], *, reasons: Sequence[ReasonCode] | None = None, agencies: Iterable[Agency] | None = None
) -> Words:
    """Names that these cases' stories refer to: two queries, one less for what is at hand already, all of its kind."""
    stories = [case.story.data for case in cases]
    agency_ids = ids_in(stories, "agency", "assignments", "events") | ids_in(stories, "to_agency", "events")
    known = Agency.objects.filter(pk__in=agency_ids) if agencies is None else agencies
    named = [agency for agency in known if agency.pk in agency_ids]
    codes = list(ReasonCode.objects.all()) if reasons is None else reasons
    labels = {reason.pk: localised(reason.label, reason.label_en) for reason in codes}
    return Words(
        **agency_words(named),
        reasons=labels,
        reason_codes={(reason.kind, reason.code): labels[reason.pk] for reason in codes},
    )


def agency_words(agencies: Iterable[Agency]) -> dict[str, Any]:
    """What `Words` says of agencies."""
    named = list(agencies)
    return {
        "agencies": {agency.pk: Named(slug=agency.slug, name=str(agency)) for agency in named},
        "agency_kinds": {agency.pk: agency.kind for agency in named},
        "nobody": frozenset(agency.pk for agency in named if not agency.name),
    }


def told(
    cases: QuerySet[Case],
    *,
    at: datetime,
    reasons: Sequence[ReasonCode] | None = None,
    agencies: Iterable[Agency] | None = None,
) -> list[PublicCase]:
    """These cases as the public may know them: three queries, one less for each of what is at hand, however many."""
    rows = list(cases.select_related(*RELATED).filter(page__isnull=False, story__isnull=False))
    words = words_for(rows, reasons=reasons, agencies=agencies)
    return [tell(Telling(case=row, page=row.page, story=row.story.data, words=words, at=at)) for row in rows]


def all_public(*, at: datetime) -> Iterator[PublicCase]:
    """Every public case, in the order in which they came, read while they are told (three queries, constant memory).

    The database joins page and story to the case; what few there are of is at hand.
    """
    agencies, codes = list(Agency.objects.all()), list(ReasonCode.objects.all())
    categories, wards = Category.objects.in_bulk(), Ward.objects.in_bulk()
    labels = {reason.pk: localised(reason.label, reason.label_en) for reason in codes}
    words = Words(
        **agency_words(agencies),
        reasons=labels,
        reason_codes={(reason.kind, reason.code): labels[reason.pk] for reason in codes},
    )
    told = Case.objects.public().filter(page__isnull=False, story__isnull=False).order_by("pk")
    for case in told.select_related("page", "story").defer(*UNTOLD).iterator(chunk_size=AT_ONCE):
        case.category, case.ward = categories[case.category_id], wards.get(case.ward_id)
        yield tell(Telling(case=case, page=case.page, story=case.story.data, words=words, at=at))


def tell_page(page: CasePage, *, at: datetime, reasons: Sequence[ReasonCode] | None = None) -> PublicCase:
    """One case with the texts of `page`, which may be edited and not yet saved; `reasons` as `words_for` takes them."""
    case = page.case
    words = words_for([case], reasons=reasons)
    return tell(Telling(case=case, page=page, story=case.story.data, words=words, at=at))


def public_cases(case_ids: Sequence[int], *, at: datetime) -> list[PublicCase]:
    """The public ones among these cases; the others are absent."""
    return told(Case.objects.public().filter(pk__in=case_ids).order_by("pk"), at=at)


def _calendar(slug: str) -> rules.Calendar:
    """The calendar with its days in one query; one without any day costs two more."""
    days = list(CalendarDay.objects.filter(calendar__slug=slug).select_related("calendar"))
    return days[0].calendar.as_rule(days) if days else Calendar.objects.get(slug=slug).as_rule()


def _explained(case: PublicCase, term: PublicTerm) -> tuple[Day, ...]:
    if case.round_started_at is None or case.due_at is None:
        return ()
    calendar = _calendar(term.calendar)
    office = None
    if term.office:
        office = OfficeHours(opens=time.fromisoformat(term.office[0]), closes=time.fromisoformat(term.office[1]))
    rule = Term(kind=TermKind(term.kind), n=term.n, office_hours=office)
    due_day = calendar.day_of(case.due_at)
    until = max(calendar.day_of(case.t or case.at), due_day)
    latest = calendar.day_of(case.round_started_at) + LONGEST
    days = explain(rule, calendar, case.round_started_at, until=min(until, latest))
    return days if any(day.day == due_day and day.kind is DayKind.DUE for day in days) else ()


def with_deadline(case: PublicCase) -> PublicCase:
    """The same case with its deadline explained day by day, and the spans used so far (one query).

    Days that would lead to another due date than the one in force explain nothing and are left out: one that was
    moved with the calendar, or that was counted in another category.
    """
    days = _explained(case, case.term) if case.term else ()
    if not days or case.term is None:
        return case
    t = timezone.localtime(case.t or case.at).date()
    used = sum(1 for d in days if d.count and d.kind in COUNTED and d.day <= t)
    return replace(case, deadline_days=days, spans_used=used, spans_total=case.term.n)
