"""The public page of the city's figures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.accountability.statistics import statistics


@require_safe
def show_statistics(request: HttpRequest) -> HttpResponse:
    """The city by month and by source, and how long citizens wait."""
    found = statistics()
    return render(request, "cases/statistics.html", {"at": found.at, "found": found})
