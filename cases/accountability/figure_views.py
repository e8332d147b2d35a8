"""Public pages of what left the portal, and files of all figures."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.accountability import figure_files
from cases.accountability.gone import csv_lines, gone
from cases.public.parameters import csv_of, file_of, page_of, wants_mark


@require_safe
@page_of()
def show_gone(request: HttpRequest) -> HttpResponse:
    """What was declined, merged or removed, by reason and month."""
    found = gone()
    return render(request, "cases/gone.html", {"at": found.at, "found": found})


@require_safe
@csv_of
def gone_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The months of that page as CSV."""
    found = gone()
    response = StreamingHttpResponse(csv_lines(found, mark=wants_mark(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="da-go-{timezone.localtime(found.at):%Y-%m-%d-%H%M}.csv"'
    return response


@require_safe
@csv_of
def figures_csv(request: HttpRequest, cut: str) -> StreamingHttpResponse:
    """All figures by the parts of a cut as CSV; 404 where there is none of this name."""
    if cut not in figure_files.CUTS:
        raise Http404
    at, rows = figure_files.figures_now(cut)
    lines = figure_files.csv_lines(at, rows, mark=wants_mark(request))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"so-lieu-{cut}-{timezone.localtime(at):%Y-%m-%d-%H%M}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@file_of()
def figures_json(request: HttpRequest, cut: str) -> HttpResponse:
    """The same as JSON."""
    if cut not in figure_files.CUTS:
        raise Http404
    return HttpResponse(figure_files.as_json(*figure_files.figures_now(cut)), content_type="application/json")
