"""The Center reads what people say is not done, and reopens a report or says why not."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from cases.actions.actor import Actor, Role
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.reopen import reopen
from cases.actions.reopen_requests import keep_answered
from cases.editorial.admission import for_staff
from cases.editorial.requests import queue
from cases.models import Agency, Assignment, Case
from cases.rules.rights import Power, RightRefused, Staff
from cases.rules.states import AssignmentState, MoveRefused

DESKS = frozenset({Power.EDIT, Power.DECIDE, Power.HEAD})
for_center = for_staff(
    lambda staff: bool(staff.powers & DESKS), gettext_lazy("Trang này chỉ dành cho người của Trung tâm.")
)
CAUSES = {
    Cause.NO_SUCH_REASON: gettext_lazy("Hãy chọn một lý do: ai đọc trang phản ánh cũng thấy."),
    Cause.AWAITS_NOT: gettext_lazy("Không còn lời báo nào chờ, có lẽ người khác vừa quyết định."),
}


def page_number(request: HttpRequest) -> int:
    """Which page the address names."""
    said = request.GET.get("trang", "1")
    if not (said.isascii() and said.isdigit() and 0 < int(said[:6]) < 10_000):
        raise Http404
    return int(said)


def page_url(page: int) -> str:
    """The address of a page of the queue."""
    return reverse("reopen_requests") + (f"?{urlencode({'trang': page})}" if page > 1 else "")


@require_GET
@for_center
def requests(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """What waits, with both decisions beside it."""
    found = queue.load(page_number(request), now=now)
    if found.page > found.pages:
        return redirect(page_url(found.pages))
    context = {
        "queue": found,
        "previous": page_url(found.page - 1) if found.page > 1 else "",
        "next": page_url(found.page + 1) if found.page < found.pages else "",
    }
    return render(request, "cases/editorial/requests/queue.html", context)


def _decided(request: HttpRequest, *, case: Case, now: datetime, reopens: bool) -> None:
    """Carry it out, and say what was done or why not."""
    by, reason = Actor(role=Role.CENTER, user_id=request.user.pk), request.POST.get("reason", "")
    words = {"number": case.number}
    try:
        if reopens:
            reopen(case=case, agencies=_agencies(request, case), reason=reason, by=by, at=now)
            messages.success(request, _("Đã mở lại phản ánh %(number)d, với một hạn mới.") % words)
        else:
            keep_answered(case=case, reason=reason, by=by, at=now)
            messages.success(request, _("Không mở lại phản ánh %(number)d; lý do hiện trên trang.") % words)
    except ActionRefused as refused:
        sentence = CAUSES.get(refused.cause) if isinstance(refused.cause, Cause) else None
        messages.error(request, sentence or _("Phản ánh %(number)d không mở lại được như vậy.") % words)
    except (MoveRefused, RightRefused):
        messages.error(request, _("Phản ánh %(number)d không còn ở bước ấy. Hãy xem lại trang.") % words)


def _agencies(request: HttpRequest, case: Case) -> list[Agency]:
    """Those that were ticked, among the ones that answered."""
    answered = Assignment.objects.handling().filter(case=case, state=AssignmentState.ANSWERED.value)
    chosen = [int(pk) for pk in request.POST.getlist("agency") if pk.isascii() and pk.isdigit()]
    return list(Agency.objects.filter(pk__in=answered.values("agency")).filter(pk__in=chosen[:50]))


@require_POST
@for_center
def decide(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Reopen, or keep as it is; back to the queue either way."""
    case, choice = get_object_or_404(Case, pk=pk), request.POST.get("choice")
    if choice not in ("reopen", "keep"):
        raise Http404
    if queue.waiting().filter(pk=pk).exists():
        _decided(request, case=case, now=now, reopens=choice == "reopen")
    else:
        messages.error(request, CAUSES[Cause.AWAITS_NOT])
    return redirect("reopen_requests")
