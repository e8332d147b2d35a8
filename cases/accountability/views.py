"""Public pages of accountability: agencies past due now (also as files), agencies compared, one agency."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.accountability.comparison import comparison
from cases.accountability.overdue_files import as_json, csv_lines
from cases.accountability.overdue_list import OverdueList, overdue_list
from cases.accountability.portrait import portrait
from cases.accountability.sentences import lead
from cases.models import Agency


@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    """Who is past due now."""
    found = overdue_list()
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
    }
    return render(request, "cases/overdue.html", context)


@require_safe
def overdue_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as CSV, sent line by line."""
    found = overdue_list()
    response = StreamingHttpResponse(csv_lines(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(found)}.csv"'
    return response


@require_safe
def overdue_json(request: HttpRequest) -> HttpResponse:
    """The same list as JSON."""
    return HttpResponse(as_json(overdue_list()), content_type="application/json")


def _file_name(found: OverdueList) -> str:
    kind = "ban-mau-qua-han" if settings.DEMO else "qua-han"
    return f"{kind}-{timezone.localtime(found.at):%Y-%m-%d-%H%M}"


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """Agencies compared, those of one kind together."""
    found = comparison()
    context = {"at": found.at, "groups": found.groups, "rows": found.rows, "city": found.city}
    context["n_agencies"] = found.n_agencies
    return render(request, "cases/agencies.html", context)


@require_safe
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
        "satisfied": found.satisfied,
        "past_due_cases": found.past_due_cases,
        "newest": found.answered_cases,
    }
    return render(request, "cases/agency.html", context)
