"""The list of cases at /phan-anh/: search, choices and pages, with or without a script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from search.answers import Asking, this_minute
from search.asking import read_question, without_empty
from search.former import kin_of, through_merges
from search.limits import limited
from search.listing import Listing, href_of
from search.names import shown_names
from search.question import Facet
from search.suggestions import emptiness


@require_safe
@limited("list")
def case_list(request: HttpRequest) -> HttpResponseBase:
    """Answer the question in the address; one that cannot be heeded in full is answered with what was left out.

    The page's script (htmx) asks for the same page, takes the list and the choices out of it, and shows the question's
    canonical address; where the answer is another page, it is told to go there.
    """
    swaps = request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
    response = _answer(request, swaps=swaps)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _answer(request: HttpRequest, *, swaps: bool) -> HttpResponse:
    tidy = None if swaps else without_empty(request.GET)
    if tidy is not None:  # a form sends every field: what goes on from here, and is shared, is the short address
        return redirect(f"{request.path}{tidy}")
    question = read_question(request.GET)
    asking = Asking(this_minute(timezone.now()))
    answer = asking.answer(question)
    unknown = [choice.value for choice in answer.counts.facets[Facet.WARD] if choice.chosen and not choice.name]
    question, merged = through_merges(question, unknown)
    if merged:
        answer = asking.answer(question)
    listing = Listing(question, answer, at=asking.at, age=asking.age, names=shown_names())
    if listing.the_case:
        return HttpResponse(headers={"HX-Redirect": listing.the_case}) if swaps else redirect(listing.the_case)
    first = question.first_page().query
    agencies = answer.counts.facets[Facet.AGENCY]
    context = {
        "listing": listing,
        "empty": None if listing.page.hits or listing.near else emptiness(listing, asking),
        "standing_in": asking.away is not None,  # after everything was asked
        "canonical_query": f"?{first}" if first else "",
        "swapped": swaps,
        "merged": merged,
        "kin": [(kin, href_of(kin.question) if kin.question else "") for kin in kin_of(question, agencies)],
    }
    response = render(request, "search/case_list.html", context)
    if swaps:
        response.headers["HX-Push-Url"] = href_of(question)
    return response
