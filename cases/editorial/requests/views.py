"""The Center reads what people say is not done, and reopens a report or says why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from http import HTTPMethod, HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions.actor import Actor, Role
from cases.actions.causes import Cause, CenterCause
from cases.actions.changing import ActionRefused
from cases.actions.reopen import reopen
from cases.actions.reopen_requests import keep_answered
from cases.editorial.admission import for_staff
from cases.editorial.queues.asked import read
from cases.editorial.requests import queue
from cases.editorial.requests.queue import Sent
from cases.editorial.whole_numbers import whole
from cases.models import Agency, Assignment, Case
from cases.rules.rights import Power, RightRefused, Staff
from cases.rules.states import AssignmentState, MoveRefused

DESKS = frozenset({Power.EDIT, Power.DECIDE, Power.HEAD})
for_center = for_staff(
    lambda staff: bool(staff.powers & DESKS), gettext_lazy("Trang này chỉ dành cho người của Trung tâm.")
)
CAUSES: Mapping[Cause | CenterCause | None, str | Promise] = {
    Cause.NO_SUCH_REASON: gettext_lazy("Hãy chọn một lý do: ai đọc trang phản ánh cũng thấy."),
    CenterCause.NO_AGENCY: gettext_lazy("Hãy chọn ít nhất một đơn vị: mở lại thì phải có người làm."),
    Cause.AWAITS_NOT: gettext_lazy("Không còn lời báo nào chờ, có lẽ người khác vừa quyết định."),
}


def _page(request: HttpRequest, found: queue.Queue, *, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"queue": found, "asked": found.asked, "query": found.asked.query()}
    return render(request, "cases/editorial/requests/queue.html", context, status=status)


@require_GET
@for_center
def requests(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """What waits, with both decisions beside it."""
    return _page(request, queue.load(read(request, queue.REQUESTS), now=now))


@require_GET
@for_center
def file(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponseBase:
    """The reports that wait, as a file; without what people wrote of them."""
    return read(request, queue.REQUESTS).as_file(queue.waiting(), now=now)


def _decided(request: HttpRequest, *, case: Case, now: datetime, sent: Sent) -> str:
    """Carry it out and say what was done; or why not, where other choices would do."""
    by, number = Actor(role=Role.CENTER, user_id=request.user.pk), {"number": case.number}
    try:
        if sent.reopens:
            reopen(case=case, agencies=_agencies(case, sent), reason=sent.reason, by=by, at=now)
            messages.success(request, _("Đã mở lại phản ánh %(number)d, với một hạn mới.") % number)
        else:
            keep_answered(case=case, reason=sent.reason, by=by, at=now)
            messages.success(request, _("Không mở lại phản ánh %(number)d; lý do hiện trên trang.") % number)
    except ActionRefused as refused:
        return str(CAUSES.get(refused.cause) or _("Phản ánh %(number)d không mở lại được như vậy.") % number)
    except (MoveRefused, RightRefused):
        return _("Phản ánh %(number)d không còn ở bước ấy. Hãy xem lại trang.") % number
    return ""


def _agencies(case: Case, sent: Sent) -> list[Agency]:
    """Those that were ticked, among the ones that answered."""
    answered = Assignment.objects.handling().filter(case=case, state=AssignmentState.ANSWERED.value)
    return list(Agency.objects.filter(pk__in=answered.values("agency")).filter(pk__in=sent.agencies))


@require_http_methods([HTTPMethod.GET, HTTPMethod.POST])
@for_center
def decide(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Reopen, or keep as it is, and back to the queue; what was chosen stays chosen where it is not taken."""
    if request.method == HTTPMethod.GET:  # a session that ended comes back here from signing in
        return redirect("reopen_requests")
    case, choice = get_object_or_404(Case, pk=pk), request.POST.get("choice")
    asked = read(request, queue.REQUESTS)
    if choice not in ("reopen", "keep"):
        raise Http404
    ticked = [whole(told, most=2**63 - 1) for told in request.POST.getlist("agency")[:50]]
    reason, agencies = request.POST.get("reason", ""), [number for number in ticked if number is not None]
    sent = Sent(pk=pk, reopens=choice == "reopen", reason=reason, agencies=agencies)
    if not queue.waiting().filter(pk=pk).exists():
        messages.error(request, str(CAUSES[Cause.AWAITS_NOT]))
        return redirect(asked.url(trang=""))
    problem = _decided(request, case=case, now=now, sent=sent)
    told = replace(sent, problem=problem)
    found = queue.load(asked, now=now, sent=told) if problem else None
    if found and any(row.sent for row in found.rows):
        return _page(request, found, status=HTTPStatus.BAD_REQUEST)
    if problem:
        messages.error(request, problem)
    return redirect(asked.url(trang=""))
