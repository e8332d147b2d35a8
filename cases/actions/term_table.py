"""All versions of all terms with their calendars, read once: for looking at many cases at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from cases.models import Calendar, Case, CategoryTerm, TermKind
from cases.rules.calendars import Calendar as RuleCalendar
from cases.rules.instants import utc
from cases.rules.terms import due_at


class TermTable:
    """What `cases.actions.due.term_of` says, without asking again: three queries, however many cases.

    `rules` are calendars, by id, as they would be: terms count with those then, instead of with what is stored.
    """

    def __init__(self, rules: Mapping[int, RuleCalendar] | None = None) -> None:
        stored = {row.pk: row.as_rule() for row in Calendar.objects.prefetch_related("days")}
        self.rules: dict[int, RuleCalendar] = {**stored, **(rules or {})}
        self.versions: dict[str, list[CategoryTerm]] = {}
        for version in CategoryTerm.objects.select_related("category", "calendar").order_by("category__name", "-since"):
            self.versions.setdefault(version.category.slug, []).append(version)
        self._due: dict[tuple[int, date | datetime], datetime] = {}

    def of(self, case: Case, start: datetime, *, left: Iterable[str]) -> CategoryTerm | None:
        """The term of a case's clock that starts then."""
        return self.in_categories(case.category.slug, left, start)

    def in_categories(self, slug: str, left: Iterable[str], start: datetime) -> CategoryTerm | None:
        """The version in force on the local day a clock starts; of several categories' the one that ends first."""
        day = timezone.localdate(start)
        gone = set(left) - {slug}
        slugs = [slug, *(name for name in self.versions if name in gone)] if gone else [slug]
        found = [version for name in slugs if (version := self._version(name, day)) is not None]
        if len(found) < 2:
            return found[0] if found else None
        return min(found, key=lambda version: utc(self.due(version, start)))

    def due(self, version: CategoryTerm, start: datetime) -> datetime:
        """When a clock that starts then is due; where the hour is nothing, counted once for all of a day."""
        rule, whole_days = self.rules[version.calendar_id], version.kind == TermKind.WORKING_DAYS
        key = (version.pk, rule.day_of(start) if whole_days and version.office_opens is None else utc(start))
        if key not in self._due:
            self._due[key] = due_at(version.as_rule(), rule, start)
        return self._due[key]

    def _version(self, slug: str, day: date) -> CategoryTerm | None:
        return next((version for version in self.versions.get(slug, ()) if version.since <= day), None)
