"""Agencies and categories that sources name: found by name, made where they are new, remembered for the whole run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from cases.actions.case_tree import ascii_slug
from cases.actions.incoming import IncomingAgency, IncomingCase
from cases.models import Agency, AgencyKind, AgencyName, Calendar, Category, CategoryTerm
from cases.rules.calendars import Calendar as RuleCalendar

SLUG_LIMIT = 110
NAMING = 7_202_612  # an advisory lock of ours alone


def lock_names() -> None:
    """Let one import at a time make what its source names, until its transaction ends (SQLite has one writer anyway).

    A lock of its own: for that of the tree, who makes cases ready would wait until the ones before are written.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NAMING])


#: How names begin → what kind of body it is (Huế); anything else is "other" until an editor says better.
KINDS = (
    ("ubnd", AgencyKind.WARD),
    ("sở ", AgencyKind.DEPARTMENT),
    ("phòng ", AgencyKind.DEPARTMENT),
    ("ban ", AgencyKind.DEPARTMENT),
    ("công an", AgencyKind.DEPARTMENT),
    ("công ty", AgencyKind.COMPANY),
    ("trung tâm", AgencyKind.CENTER),
)


def kind_of(name: str) -> AgencyKind:
    """What kind of body a name speaks of."""
    lowered = name.lower()
    return next((kind for start, kind in KINDS if lowered.startswith(start)), AgencyKind.OTHER)


def free_slug(taken: set[str], name: str, fallback: str) -> str:
    """A slug of the name that nobody has, numbered where it must be."""
    base = ascii_slug(name, SLUG_LIMIT) if name else fallback
    slug, n = base, 1
    while slug in taken:
        n += 1
        slug = f"{base}-{n}"
    return slug


@dataclass(slots=True)
class Known:
    """What this run has seen. Forget it (`clear`) after a transaction that failed: its rows are gone."""

    agencies: dict[str, int] = field(default_factory=dict)
    categories: dict[str, tuple[int, str]] = field(default_factory=dict)
    terms: dict[int, list[CategoryTerm]] = field(default_factory=dict)
    calendars: dict[int, RuleCalendar] = field(default_factory=dict)

    def clear(self) -> None:
        """Look everything up again from now on."""
        for seen in (self.agencies, self.categories, self.terms, self.calendars):
            seen.clear()

    def names(self, records: Iterable[IncomingCase]) -> bool:
        """Whether everything that these name was seen: then nothing is made for them."""
        return all(
            record.category_slug in self.categories and all(one.name in self.agencies for one in record.agencies)
            for record in records
        )

    def term(self, category_id: int, day: date) -> CategoryTerm | None:
        """The version of a category's term in force on `day`."""
        if category_id not in self.terms:
            versions = CategoryTerm.objects.filter(category_id=category_id).select_related("calendar")
            self.terms[category_id] = list(versions.order_by("-since"))
        return next((version for version in self.terms[category_id] if version.since <= day), None)

    def calendar(self, calendar: Calendar) -> RuleCalendar:
        """The pure calendar of a term."""
        if calendar.pk not in self.calendars:
            self.calendars[calendar.pk] = calendar.as_rule()
        return self.calendars[calendar.pk]

    def agency(self, incoming: IncomingAgency, seen_on: date) -> int:
        """Id of the agency a source names; a dissolved one that is new is entered as dissolved by `seen_on`."""
        found = self.agencies.get(incoming.name)
        if found is None:
            row = Agency.objects.filter(source_name=incoming.name).first() or self._new_agency(incoming, seen_on)
            found = self.agencies[incoming.name] = row.pk
        return found

    def _new_agency(self, incoming: IncomingAgency, seen_on: date) -> Agency:
        taken = set(Agency.objects.values_list("slug", flat=True))
        agency = Agency.objects.create(
            name=incoming.name,
            source_name=incoming.name,
            slug=free_slug(taken, incoming.name, "chua-giao"),
            kind=kind_of(incoming.name),
            dissolved_on=seen_on if incoming.dissolved else None,
        )
        if incoming.name:
            AgencyName.objects.create(agency=agency, name=incoming.name)
        return agency

    def category(self, slug: str, name: str) -> tuple[int, str]:
        """Id and publication level of a category, made without a term where it is new: nobody guesses a law."""
        found = self.categories.get(slug)
        if found is None:
            row, _ = Category.objects.get_or_create(slug=slug, defaults={"name": name})
            found = self.categories[slug] = (row.pk, str(row.publication_level))
        return found
