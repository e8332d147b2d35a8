"""Public pages of accountability: agencies past due now (also as files), agencies compared, one agency."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.accountability.comparison import Comparison, comparison
from cases.accountability.definitions import METHOD_VERSION
from cases.accountability.frozen.caveats import caveats_now
from cases.accountability.frozen.sentences import caveat_sentences
from cases.accountability.measures import WORDS, Measure, measured
from cases.accountability.overdue_files import as_json, csv_lines
from cases.accountability.overdue_list import OverdueList, overdue_list
from cases.accountability.portrait import portrait
from cases.accountability.present import present
from cases.accountability.sentences import lead
from cases.accountability.side_by_side import MOST, asked_slugs, side_by_side
from cases.models import Agency
from cases.public.parameters import csv_of, file_of, page_of, wants_mark


@require_safe
@page_of()
def overdue(request: HttpRequest) -> HttpResponse:
    """Who is past due now."""
    found = overdue_list(with_today=True)
    context = {
        "at": found.at,
        "rows": found.rows,
        "total": found.total,
        "agencies_all": found.agencies_all,
        "agencies_past_due": found.agencies_past_due,
        "lead": lead(found),
        "unassigned": found.unassigned,
        "unassigned_past_due": found.unassigned_past_due,
        "names_nobody": found.names_nobody,
        "found": found,
        "caveats": caveat_sentences(found.today.caveats, found.today.newest),
    }
    return render(request, "cases/overdue.html", context)


@require_safe
@csv_of
def overdue_csv(request: HttpRequest) -> HttpResponseBase:
    """The same list as CSV, sent line by line."""
    found = overdue_list()
    response = StreamingHttpResponse(csv_lines(found, mark=wants_mark(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(found)}.csv"'
    return response


@require_safe
@file_of()
def overdue_json(request: HttpRequest) -> HttpResponse:
    """The same list as JSON."""
    return HttpResponse(as_json(overdue_list()), content_type="application/json")


def _file_name(found: OverdueList) -> str:
    kind = "ban-mau-qua-han" if settings.DEMO else "qua-han"
    return f"{kind}-{timezone.localtime(found.at):%Y-%m-%d-%H%M}"


@require_safe
@page_of("so-sanh", "theo")
def agencies(request: HttpRequest) -> HttpResponse:
    """Agencies compared, those of one kind together.

    With ?so-sanh=a,b up to four of them side by side; with ?theo=giu-loi all of them by that measure.
    """
    found = comparison()
    context = {"at": found.at, "groups": found.groups, "rows": found.rows, "city": found.city, "behind": found.behind}
    asked = asked_slugs(request.GET.getlist("so-sanh"))
    context["caveats"] = caveat_sentences(caveats_now(present()))
    context["n_agencies"] = found.n_agencies
    beside = side_by_side(found, asked) if asked else None
    context |= {"beside": beside, "canonical_query": beside.query if beside else ""}
    context["places"] = [*asked[:MOST], *[""] * MOST][:MOST]
    context |= {"method": METHOD_VERSION, "now": timezone.now()}
    return render(request, "cases/agencies.html", context | _by_measure(found, request.GET.get("theo", "").strip()))


def _by_measure(found: Comparison, asked: str) -> dict[str, object]:
    """The table by the measure that is asked for, None without one, and its neighbours; an unknown one is told of."""
    known, address = asked in set(Measure), reverse("agencies")
    return {
        "measured": measured(found, Measure(asked)) if known else None,
        "measures": [
            (address, _("Mọi con số"), not known),
            *((f"{address}?theo={each.value}", words.name, each.value == asked) for each, words in WORDS.items()),
        ],
        "unknown_measure": "" if known else asked[:80],
    }


@require_safe
@page_of()
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """One agency; 404 where no agency has this slug."""
    try:
        found = portrait(slug)
    except Agency.DoesNotExist:
        raise Http404 from None
    context = {
        "at": found.at,
        "agency": found.agency,
        "tally": found.tally,
        "course": found.course,
        "satisfied": found.satisfied,
        "statements": found.statements,
        "press": found.press,
        "past_due_cases": found.past_due_cases,
        "newest": found.answered_cases,
        "caveats": caveat_sentences(caveats_now(present())),
        "method": METHOD_VERSION,
        "now": timezone.now(),
    }
    return render(request, "cases/agency.html", context)
