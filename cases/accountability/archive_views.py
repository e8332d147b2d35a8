"""Public pages by time: a year and a month of what was accepted."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.accountability.archive import month_of, year
from cases.public.parameters import page_of


@require_safe
@page_of()
def show_year(request: HttpRequest, year_digits: str) -> HttpResponse:
    """Twelve months; 404 outside the years with cases, 301 to the four digits of a year."""
    number = _within(year_digits, MINYEAR, MAXYEAR - 1)
    found = year(number)
    if found is None:
        raise Http404
    if year_digits != f"{number:04}":
        return HttpResponsePermanentRedirect(reverse("year", args=[f"{number:04}"]))
    return render(request, "cases/year.html", {"at": found.at, "found": found})


@require_safe
@page_of()
def show_month(request: HttpRequest, year_digits: str, month_digits: str) -> HttpResponse:
    """The days of a month; 404 outside the months with cases, 301 to the two digits of a month."""
    year_number, number = _within(year_digits, MINYEAR, MAXYEAR - 1), _within(month_digits, 1, 12)
    found = month_of(year_number, number)
    if found is None:
        raise Http404
    written = [f"{year_number:04}", f"{number:02}"]
    if [year_digits, month_digits] != written:
        return HttpResponsePermanentRedirect(reverse("month", args=written))
    return render(request, "cases/month.html", {"at": found.at, "found": found})


def _within(digits: str, least: int, most: int) -> int:
    """The number; 404 where it is none of a calendar."""
    if len(digits) > 4 or not least <= int(digits) <= most:
        raise Http404
    return int(digits)
