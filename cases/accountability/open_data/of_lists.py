"""Rows of the tables beside the cases, streamed: one query a table, joined by the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import Count
from django.utils import translation

from cases.accountability.definitions import FIGURES
from cases.accountability.open_data.of_cases import Row, told_day, told_instant
from cases.accountability.open_data.shape import SEPARATOR
from cases.models import (
    Agency,
    AgencyName,
    Calendar,
    CalendarDay,
    Category,
    CategoryTerm,
    FormerWard,
    Snapshot,
    SnapshotAgency,
    Ward,
)

CHUNK = 2_000
COUNTS = ("open", "overdue", "promise_broken", "extended", "median_days", "oldest_days")


def agencies() -> Iterator[Row]:
    """Every agency."""
    names = ("slug", "name", "kind", "parent__slug", "dissolved_on", "successor__slug")
    for slug, name, kind, parent, dissolved, successor in Agency.objects.order_by("slug").values_list(*names):
        yield slug, name or None, kind, parent, told_day(dissolved), successor


def agency_names() -> Iterator[Row]:
    """Every name with its days."""
    rows = AgencyName.objects.order_by("agency__slug", "since", "pk")
    for agency, name, since, until in rows.values_list("agency__slug", "name", "since", "until"):
        yield agency, name, told_day(since), told_day(until)


def categories() -> Iterator[Row]:
    """Every category."""
    for slug, name, name_en, level in Category.objects.order_by("slug").values_list(
        "slug", "name", "name_en", "publication_level"
    ):
        yield slug, name, name_en or None, level


def terms() -> Iterator[Row]:
    """Every version of every term."""
    for term in CategoryTerm.objects.select_related("category", "calendar").order_by("category__slug", "since"):
        hours = None
        if term.office_opens is not None and term.office_closes is not None:
            hours = f"{term.office_opens:%H:%M}–{term.office_closes:%H:%M}"
        told = (hours, term.calendar.slug, term.legal_act, SEPARATOR.join(term.law_for) or None)
        yield term.category.slug, told_day(term.since), term.kind, term.n, *told


def wards() -> Iterator[Row]:
    """Every ward of today."""
    for slug, code, name, name_en in Ward.objects.order_by("slug").values_list("slug", "code", "name", "name_en"):
        yield slug, code, name, name_en or None


def former_wards() -> Iterator[Row]:
    """Every former unit."""
    yield from FormerWard.objects.order_by("code", "ward__slug").values_list("code", "name", "ward__slug")


def calendars() -> Iterator[Row]:
    """Every calendar."""
    for calendar in Calendar.objects.order_by("slug"):
        off = SEPARATOR.join(map(str, calendar.days_off)) or None
        yield calendar.slug, calendar.name, calendar.zone, off, told_day(calendar.reaches)


def holidays() -> Iterator[Row]:
    """Every holiday and make-up day."""
    rows = CalendarDay.objects.order_by("calendar__slug", "day")
    for calendar, day, kind, name in rows.values_list("calendar__slug", "day", "kind", "name"):
        yield calendar, told_day(day), kind, name


def snapshots() -> Iterator[Row]:
    """Every frozen day."""
    for day in Snapshot.objects.order_by("date").annotate(corrected=Count("corrections")).iterator(chunk_size=CHUNK):
        counts = (getattr(day, name) for name in COUNTS)
        when = (told_day(day.date), told_instant(day.ended_at), told_instant(day.frozen_at))
        checked = (day.ledger_digest, day.csv_sha256, day.json_sha256, day.corrected)
        yield (*when, day.reconstructed, day.method, day.agencies_past_due, *counts, *checked)


def snapshot_agencies() -> Iterator[tuple[int, Row]]:
    """Every agency of every frozen day, with the year."""
    rows = SnapshotAgency.objects.order_by("snapshot__date", "place").values_list(
        "snapshot__date", "slug", "name", *COUNTS
    )
    for date, slug, name, *counts in rows.iterator(chunk_size=CHUNK):
        yield date.year, (told_day(date), slug, name or None, *counts)


def definitions() -> Iterator[Row]:
    """Every figure's definition in both languages."""
    for figure in FIGURES:
        with translation.override("vi"):
            name, means = str(figure.name), str(figure.means)
        with translation.override("en"):
            told = (name, str(figure.name), means, str(figure.means))
        yield figure.code, figure.version, figure.unit.value, *told


#: Tables that are one file, by name.
WHOLE: dict[str, Callable[[], Iterator[Row]]] = {
    each.__name__: each
    for each in (
        *(agencies, agency_names, categories, terms, wards, former_wards),
        *(calendars, holidays, snapshots, definitions),
    )
}
