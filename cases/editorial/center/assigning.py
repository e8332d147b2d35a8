"""Gives many cases to agencies at once: each by itself, so that one that is refused holds up no other."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cases.actions import assign
from cases.actions.as_seen import as_seen
from cases.editorial.center.admission import actor, for_center
from cases.editorial.center.lists import Listing
from cases.editorial.center.sentences import refusal
from cases.editorial.center.table import SHOWN
from cases.editorial.center.views import list_url
from cases.editorial.desk.sentences import Refused
from cases.editorial.whole_numbers import LARGEST_NUMBER, whole
from cases.models import Agency, Case
from cases.rules.rights import Staff

TOLD = 5  # refusals that are named one by one


def _ticked(request: HttpRequest) -> list[int]:
    """The numbers that were ticked, at most a page of them."""
    given = (whole(number, most=LARGEST_NUMBER) for number in request.POST.getlist("so"))
    return list(dict.fromkeys(number for number in given if number is not None))[:SHOWN]


def _version(request: HttpRequest, number: int) -> int:
    found = whole(request.POST.get(f"ban-{number}", ""), most=2**31 - 1)
    return -1 if found is None else found


@require_POST
@for_center
def assign_many(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """Give each ticked case to the agency that was chosen, or where none was, to the one suggested beside it."""
    back = redirect(list_url(Listing.ASSIGN, request.POST.get("cau-hoi", "") if _is_query(request) else ""))
    numbers, slug = _ticked(request), request.POST.get("don-vi", "")
    if not numbers:
        messages.error(request, _("Hãy đánh dấu ít nhất một phản ánh."))
        return back
    wanted = {number: slug or request.POST.get(f"goi-y-{number}", "") for number in numbers}
    agencies = {agency.slug: agency for agency in Agency.objects.filter(slug__in={*wanted.values()})}
    cases = {case.number: case for case in Case.objects.filter(number__in=numbers)}
    given: Counter[str] = Counter()
    refused: list[str] = []
    for number in numbers:
        agency, case = agencies.get(wanted[number]), cases.get(number)
        if agency is None or case is None:
            refused.append(_("%(number)s: chưa chọn đơn vị, và không có gợi ý.") % {"number": number})
            continue
        try:
            with as_seen(case, _version(request, number)):
                assign.assign(case=case, agency=agency, by=actor(request), at=timezone.now())
        except Refused as error:
            refused.append(f"{number}: {refusal(error).sentence}")
        else:
            given[str(agency)] += 1
    _tell(request, given, refused)
    return back


def _is_query(request: HttpRequest) -> bool:
    """Whether one may lead back to the list as it was asked for: an address's query and nothing else."""
    return request.POST.get("cau-hoi", "").startswith("?")


def _tell(request: HttpRequest, given: Counter[str], refused: list[str]) -> None:
    for name, n in given.items():
        text = ngettext("Đã giao %(n)s phản ánh cho %(name)s.", "Đã giao %(n)s phản ánh cho %(name)s.", n)
        messages.success(request, text % {"n": n, "name": name})
    if refused:
        head = ngettext("%(n)s phản ánh chưa giao được.", "%(n)s phản ánh chưa giao được.", len(refused))
        more = " …" if len(refused) > TOLD else ""
        messages.error(request, f"{head % {'n': len(refused)}} {' '.join(refused[:TOLD])}{more}")
