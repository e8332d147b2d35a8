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
from cases.models import Agency
from cases.models.agency import shown_name
from cases.public.case import Named
from cases.public.parameters import LONGEST, page_of


@require_safe
@page_of("only", "after", "agency")
def show_backlog(request: HttpRequest) -> HttpResponse:
    """What waits; `only`, `agency` and `after` in the address say which list, whose and from where.

    A list or an agency that there is none of is told of.
    """
    asked, slug, after = (request.GET.get(name, "") for name in ("only", "agency", "after"))
    of = _agency(slug)
    found = backlog(Only(asked) if asked in set(Only) else Only.LONG, after, of)
    context = {
        "at": found.at,
        "found": found,
        "counts": {each.name: n for each, n in found.counts.items()},
        "long": LONG,
        "very_long": VERY_LONG,
        "review_days": settings.REVIEW_WORKING_DAYS,
        "further": bool(after),
        "of_query": f"&agency={of.slug}" if of else "",
        "caveats": caveat_sentences(caveats_now(present())),
        "unknown": "" if not asked or asked in set(Only) else asked[:LONGEST],
        "unknown_agency": slug[:LONGEST] if slug and of is None else "",
    }
    return render(request, "cases/backlog.html", context)


def _agency(slug: str) -> Named | None:
    """The agency of this name in addresses (one query where one is asked for)."""
    found = Agency.objects.filter(slug=slug).values_list("name", flat=True).first() if slug else None
    return None if found is None else Named(slug=slug, name=shown_name(found))
