"""The public page of what has been open for long and of what waits at the Center."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.accountability.backlog import LONG, VERY_LONG, Only, backlog
from cases.accountability.frozen.caveats import caveats_now
from cases.accountability.frozen.sentences import caveat_sentences
from cases.accountability.present import present
from cases.public.parameters import page_of


@require_safe
@page_of("only", "after")
def show_backlog(request: HttpRequest) -> HttpResponse:
    """What waits; `only` and `after` in the address say which list and from where; an unknown list is told of."""
    asked, after = request.GET.get("only", ""), request.GET.get("after", "")
    found = backlog(Only(asked) if asked in set(Only) else Only.LONG, after)
    context = {
        "at": found.at,
        "found": found,
        "counts": {each.name: n for each, n in found.counts.items()},
        "long": LONG,
        "very_long": VERY_LONG,
        "review_days": settings.REVIEW_WORKING_DAYS,
        "further": bool(after),
        "caveats": caveat_sentences(caveats_now(present())),
        "unknown": "" if not asked or asked in set(Only) else asked[:80],
    }
    return render(request, "cases/backlog.html", context)
