"""The page of a case, its short address, and what stands where a case no longer does."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail import hooks

from cases.models import Case, CasePage, Event, PublicationLevel, ReasonCode, ReasonKind
from cases.public.addresses import case_path, case_url
from cases.public.loading import RELATED, tell_page, with_deadline
from cases.public.telling import localised
from cases.rules.states import CaseState


def _case(number: int) -> Case:
    """The case with its page and story, in one query; 404 where no page was ever published."""
    found = Case.objects.select_related(*RELATED, "merged_into__page").filter(number=number).first()
    if found is None or not hasattr(found, "page") or found.level == PublicationLevel.FIGURES:
        raise Http404
    return found


def _address(page: CasePage) -> str:
    return case_url(case_path(page.url_path), get_language() or "vi")


def _moved(case: Case, path: str) -> HttpResponsePermanentRedirect | None:
    """Where a merged case's followers go, or the canonical spelling of the address."""
    merged = case.state == CaseState.MERGED.value and case.merged_into is not None
    address = _address(case.merged_into.page if merged and case.merged_into else case.page)
    return HttpResponsePermanentRedirect(address) if address != path else None


def _tombstone(request: HttpRequest, case: Case) -> HttpResponse:
    """Says that the case was withdrawn, when and why; nothing else of it."""
    event = Event.objects.filter(case=case, kind="case.withdraw").order_by("-seq").first()
    reason = event and ReasonCode.objects.filter(kind=ReasonKind.WITHDRAW, code=event.data.get("reason", "")).first()
    context = {
        "number": case.number,
        "withdrawn_at": event.happened_at if event else None,
        "reason": localised(reason.label, reason.label_en) if reason else "",
    }
    return render(request, "cases/tombstone.html", context, status=HTTPStatus.GONE)


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
def case(request: HttpRequest, year: int, month: int, slug: str, number: int) -> HttpResponse:
    """A case at its canonical address; 301 there from any other spelling; 410 where it was withdrawn."""
    found = _case(number)
    if found.state == CaseState.WITHDRAWN.value:
        return _tombstone(request, found)
    moved = _moved(found, request.path)
    if moved is not None:
        return moved
    found.page.case = found
    return _served(request, found.page)


@require_safe
def case_short(request: HttpRequest, number: int) -> HttpResponse:
    """The short form: redirects to the canonical address, shows the tombstone of a withdrawn case."""
    found = _case(number)
    if found.state == CaseState.WITHDRAWN.value:
        return _tombstone(request, found)
    return _moved(found, "") or HttpResponsePermanentRedirect(_address(found.page))


def present(request: HttpRequest, page: CasePage) -> HttpResponse:
    """The public page, made from the page's texts as given (a preview gives edited ones)."""
    told = tell_page(page, at=timezone.now())
    return render(request, "cases/case.html", {"case": with_deadline(told)})
