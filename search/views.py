"""The list of cases at /phan-anh/: search, choices and pages, without a script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from search.answers import Asking, this_minute
from search.asking import read_question
from search.listing import Listing
from search.names import shown_names
from search.suggestions import emptiness


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """Answer the question in the address; one that cannot be heeded in full is answered with what was left out."""
    question = read_question(request.GET)
    asking = Asking(this_minute(timezone.now()))
    answer = asking.answer(question)
    listing = Listing(question, answer, at=asking.at, age=asking.age, names=shown_names())
    if listing.the_case:
        return redirect(listing.the_case)
    first = question.first_page().query
    context = {
        "listing": listing,
        "empty": None if listing.page.hits or listing.near else emptiness(listing, asking),
        "standing_in": asking.away is not None,  # after everything was asked
        "canonical_query": f"?{first}" if first else "",
    }
    return render(request, "search/case_list.html", context)
