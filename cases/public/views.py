"""The page of a case, its short address, and what stands where a case no longer does."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail import hooks

from cases.actions.changing import is_public
from cases.models import Case, CasePage
from cases.public.addresses import case_path, case_url, short_url
from cases.public.case import PublicCase
from cases.public.loading import tell_page
from cases.public.nearby import nearby_rows
from cases.public.next_steps import may_ask, next_steps, sends_to_center
from cases.public.pictures.card import NAME, neutral
from cases.public.pictures.of_case import case_card
from cases.public.pictures.serving import answered
from cases.public.reached import in_full, reached, tombstone


def _case(number: int) -> Case:
    """The case with its page and story, in one query; 404 where nothing of it was ever public."""
    found = reached(number)
    if found is None:
        raise Http404
    return found


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _address(case: Case) -> str:
    """The canonical address; the short one, without a word of the title, where that is no public page."""
    if not is_public(case):
        return short_url(case.number, _language())
    return case_url(case_path(case.page.url_path), _language())


def _gone_or_moved(request: HttpRequest, case: Case) -> HttpResponse | None:
    """What a withdrawn case leaves behind, or where the followers of a merged one go; None for a public case.

    A merge can be undone, so nobody may keep where it led. The other page names the numbers merged into it.
    """
    if case.merged_into is not None:
        return HttpResponseRedirect(_address(case.merged_into))
    return None if is_public(case) else _tombstone(request, case)


def _tombstone(request: HttpRequest, case: Case) -> HttpResponse:
    """Says that the case was withdrawn, when and why; nothing else of it."""
    context = asdict(tombstone(case))
    return _asked_again(render(request, "cases/tombstone.html", context, status=HTTPStatus.GONE))


def _asked_again(response: HttpResponse) -> HttpResponse:
    """Browsers keep 301 and 410 for good unless told otherwise: a case comes back, and its address can change."""
    response.headers["Cache-Control"] = "no-cache"
    return response


def _for_good(address: str) -> HttpResponse:
    """301 to there, asked again each time."""
    return _asked_again(HttpResponsePermanentRedirect(address))


def _served(request: HttpRequest, page: CasePage) -> HttpResponse:
    """Serve as Wagtail's own view does, hooks and view restrictions included, without walking the tree."""

    def chain(page: CasePage, request: HttpRequest, args: list[object], kwargs: dict[str, object]) -> HttpResponse:
        return present(request, page)

    for wrap in reversed(hooks.get_hooks("on_serve_page")):
        chain = wrap(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        response = hook(page, request, [], {})
        if isinstance(response, HttpResponse):
            return response
    return chain(page, request, [], {})


@require_safe
def case(request: HttpRequest, year: str, month: str, slug: str, number: int) -> HttpResponse:
    """A case at its canonical address; 301 there from any other spelling; 410 where it was withdrawn."""
    found = _case(number)
    elsewhere = _gone_or_moved(request, found)
    if elsewhere is not None:
        return elsewhere
    address = _address(found)
    if request.path != address:
        return _for_good(address)
    found.page.case = found
    return _served(request, found.page)


@require_safe
def case_picture(request: HttpRequest, year: str, month: str, slug: str, number: int) -> HttpResponse:
    """The picture of a case at its page's address; the portal's own where the page is withdrawn or asks who reads it.

    Those who share pages keep pictures for long and show nothing for one that is gone, so a withdrawn case has one.
    """
    found = _case(number)
    shown = found.merged_into or found
    if not is_public(shown):
        return answered(request, neutral())
    address = f"{_address(shown)}{NAME}"
    if found.merged_into is not None:
        return HttpResponseRedirect(address)
    if request.path != address:
        return _for_good(address)
    if shown.page.get_view_restrictions():
        return answered(request, neutral())
    shown.page.case = shown
    return answered(request, case_card(tell_page(shown.page, at=timezone.now(), reasons=())))


@require_safe
def case_short(request: HttpRequest, number: int) -> HttpResponse:
    """The short form: redirects to the canonical address, shows the tombstone of a withdrawn case.

    404 says why a number may not be public; the same words for all, so that nobody learns which were declined.
    """
    found = reached(number)
    if found is None:
        context = {"number": number}
        return _asked_again(render(request, "cases/not_public.html", context, status=HTTPStatus.NOT_FOUND))
    return _gone_or_moved(request, found) or _for_good(_address(found))


def present(request: HttpRequest, page: CasePage) -> HttpResponse:
    """The public page, made from the page's texts as given (a preview gives edited ones)."""
    return page_of(request, tell_page(page, at=timezone.now()), page.case)


def page_of(request: HttpRequest, told: PublicCase, case: Case, **more: object) -> HttpResponse:
    """The page that tells this; `more` goes to its template."""
    told = in_full(told, case)
    steps = {"next_steps": next_steps(told), "can_ask": may_ask(told), "to_center": sends_to_center(told)}
    context = {"case": told, "nearby": nearby_rows(told), **steps, **more}
    return render(request, "cases/case.html", context)
