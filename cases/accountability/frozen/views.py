"""Public pages of frozen days: one day (also as files), its cases, those of an agency, the calendar, and a feed."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from cases.accountability.frozen import files, sentences
from cases.accountability.frozen.absent import absent
from cases.accountability.frozen.entries import KINDS, Entries, of_agency, of_day
from cases.accountability.frozen.feed import feed_text
from cases.accountability.frozen.reading import calendar_year, day_page, frozen_with
from cases.public.parameters import BOM, LONGEST, MOST_FOREIGN, file_of, page_of, wants_mark
from cases.public.press import about_day
from cases.public.spreadsheet import MARK

SECONDS = 300


@require_safe
@page_of()
def show_day(request: HttpRequest, day: date) -> HttpResponse:
    """The list of a day as it was frozen; 404 where it is not, with the reason."""
    found = day_page(day)
    if found is None:
        return _absent(request, day)
    context = {
        "found": found,
        "snapshot": found.snapshot,
        "lead": sentences.lead(found.snapshot),
        "caveats": sentences.caveat_sentences(found.snapshot.caveats),
        "left_why": sentences.reasons_text(found.left.reasons),
        "press": about_day(day),
        "now": timezone.now(),
    }
    return render(request, "cases/frozen_day.html", context)


@require_safe
@page_of("verdict")
def show_cases(request: HttpRequest, day: date) -> HttpResponse:
    """All cases of a frozen day, of each `verdict` that is asked for; 404 where it is not frozen, with the reason."""
    found = of_day(day, _asked(request))
    return _absent(request, day) if found is None else _entries(request, found, "cases/frozen_cases.html")


@require_safe
@page_of("verdict")
def show_agency(request: HttpRequest, day: date, slug: str) -> HttpResponse:
    """One agency's cases on a frozen day, of each `verdict` that is asked for; 404 where it was not past due."""
    found = of_agency(day, slug, _asked(request))
    return _absent(request, day) if found is None else _entries(request, found, "cases/frozen_agency.html")


def _absent(request: HttpRequest, day: date) -> HttpResponse:
    """Say why a day has no list; a plain 404 where it has one, but not of what was asked for."""
    found = absent(day, timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "cases/frozen_absent.html", {"absent": found}, status=HTTPStatus.NOT_FOUND)


def _asked(request: HttpRequest) -> list[str]:
    """The kinds that are asked for, in our order; those that do not exist are told by `_entries`."""
    asked = [value.strip() for value in request.GET.getlist("verdict")]
    return [kind for kind in KINDS if kind in asked]


def _entries(request: HttpRequest, found: Entries, template: str) -> HttpResponse:
    asked = [value.strip() for value in request.GET.getlist("verdict")]
    unknown = [value[:LONGEST] for value in dict.fromkeys(asked) if value and value not in KINDS]
    return render(request, template, {"found": found, "snapshot": found.snapshot, "unknown": unknown[:MOST_FOREIGN]})


@require_safe
@file_of("frozen", BOM)
def day_csv(request: HttpRequest, day: date) -> HttpResponse:
    """The CSV of a frozen day."""
    return _file(request, day, "csv")


@require_safe
@file_of("frozen")
def day_json(request: HttpRequest, day: date) -> HttpResponse:
    """The JSON of a frozen day."""
    return _file(request, day, "json")


def _file(request: HttpRequest, day: date, kind: str) -> HttpResponse:
    """The very bytes that were frozen; a corrected day says so beside them, but for `?frozen=1`."""
    found = frozen_with(day)
    if found is None:
        raise Http404
    frozen, corrections = found
    beside = [] if request.GET.get("frozen", "").strip() == "1" else corrections
    write, content_type = {
        "csv": (files.as_csv, "text/csv; charset=utf-8"),
        "json": (files.as_json, "application/json"),
    }[kind]
    body = write(frozen, beside)
    if kind == "csv" and wants_mark(request):  # beside what was frozen: the checksum is of the bytes without it
        body = MARK.encode() + body
    response = HttpResponse(body, content_type=content_type)
    name = "ban-mau-qua-han" if settings.DEMO else "qua-han"
    if kind == "csv":
        late = "-dung-lai" if frozen.snapshot.reconstructed else ""
        response["Content-Disposition"] = f'attachment; filename="{name}-{day.isoformat()}{late}.csv"'
    etag = quote_etag(files.sha256(body))
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=SECONDS)
    answer: HttpResponse = get_conditional_response(request, etag=etag, response=response) or response
    return answer


@require_safe
@page_of()
def show_calendar(request: HttpRequest, year_digits: str | None = None) -> HttpResponse:
    """The calendar of frozen days, the newest year without a number; 404 for one that has none."""
    found = calendar_year(None if year_digits is None else int(year_digits))
    if found is None:
        raise Http404
    return render(request, "cases/frozen_days.html", {"found": found})


@require_safe
@file_of()
def feed(request: HttpRequest) -> HttpResponse:
    """The days frozen last, as Atom."""
    response = HttpResponse(feed_text(), content_type="application/atom+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
