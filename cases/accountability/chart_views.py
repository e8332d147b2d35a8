"""Files of the numbers of charts."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from cases.accountability.archive import year
from cases.accountability.chart_files import (
    OF_AGENCY,
    OF_CITY,
    Table,
    csv_lines,
    file_name,
    of_division,
    of_year,
)
from cases.accountability.divisions import CATEGORIES, WARDS, Division, divided
from cases.accountability.portrait import portrait
from cases.accountability.statistics import notes_of, statistics
from cases.models import Agency
from cases.public.parameters import csv_of, wants_mark


@require_safe
@csv_of
def city_csv(request: HttpRequest, chart: str) -> HttpResponseBase:
    """A chart of the page of figures."""
    found = statistics()
    return _csv(request, f"so-lieu-{chart}", OF_CITY[chart](found, notes_of(found)))


@require_safe
@csv_of
def agency_csv(request: HttpRequest, slug: str, chart: str) -> HttpResponseBase:
    """A chart of an agency's page; 404 where there is no such agency, or no such chart."""
    try:
        return _csv(request, f"{slug}-{chart}", OF_AGENCY[chart](portrait(slug)))
    except (Agency.DoesNotExist, KeyError):
        raise Http404 from None


@require_safe
@csv_of
def year_csv(request: HttpRequest, year_digits: str) -> HttpResponseBase:
    """A year of the archive; 404 where it has no page."""
    found = year(int(year_digits)) if len(year_digits) == 4 and int(year_digits) else None
    if found is None:
        raise Http404
    return _csv(request, f"phan-anh-{year_digits}", of_year(found))


def division_csv(division: Division, name: str) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view: every part of a division."""

    @require_safe
    @csv_of
    def view(request: HttpRequest) -> HttpResponseBase:
        return _csv(request, name, of_division(divided(division)))

    return view


wards_csv = division_csv(WARDS, "phuong-xa")
categories_csv = division_csv(CATEGORIES, "linh-vuc")


def _csv(request: HttpRequest, name: str, table: Table) -> HttpResponseBase:
    response = StreamingHttpResponse(csv_lines(table, mark=wants_mark(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(name, table.at)}"'
    return response
