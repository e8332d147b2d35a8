"""The public page of the city's figures."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.accountability.charts import marked
from cases.accountability.frozen.caveats import caveats_now
from cases.accountability.frozen.sentences import caveat_sentences
from cases.accountability.present import present
from cases.accountability.statistics import notes_of, statistics
from cases.public.parameters import page_of


@require_safe
@page_of()
def show_statistics(request: HttpRequest) -> HttpResponse:
    """The city by month and by source, and how long citizens wait."""
    found = statistics()
    firsts = [row.first for row in found.months]
    notes = notes_of(found)
    found = replace(
        found,
        accepted_chart=marked(found.accepted_chart, firsts, notes),
        answered_chart=marked(found.answered_chart, firsts, notes),
        rates_chart=marked(found.rates_chart, firsts, notes),
        kept_chart=marked(found.kept_chart, [row.first for row in found.rates], notes),
        firm_chart=marked(found.firm_chart, [row.first for row in found.rates], notes),
    )
    caveats = caveat_sentences(caveats_now(present()))
    context = {"at": found.at, "found": found, "caveats": caveats, "notes": notes}
    return render(request, "cases/statistics.html", context)
