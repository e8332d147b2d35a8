"""The Center sees which days are frozen, and its head corrects one: beside it, never in it."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions.actor import Actor, Role
from cases.actions.changing import ActionRefused
from cases.actions.correct_snapshot import SaidAlready, correct_snapshot
from cases.actions.public_sentences import PersonalData
from cases.editorial.admission import for_staff
from cases.models import Snapshot
from cases.rules.plain_words import LONGEST_SENTENCE
from cases.rules.rights import OF_CENTER, Deed, Power, Staff
from cases.templatetags.dates import day_text
from cases.waiting import late

DESKS = frozenset({Power.EDIT, Power.DECIDE, Power.HEAD})
SHOWN = 60  # days
for_center = for_staff(
    lambda staff: bool(staff.powers & DESKS), gettext_lazy("Trang này chỉ dành cho người của Trung tâm.")
)
for_head = for_staff(
    lambda staff: bool(staff.powers & OF_CENTER[Deed.CORRECT_SNAPSHOT]),
    gettext_lazy("Chỉ lãnh đạo Trung tâm đính chính một ngày đã chốt."),
)


@require_GET
@for_center
def days(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """The days frozen last, with their corrections."""
    context = {
        "days": list(Snapshot.objects.order_by("-date").prefetch_related("corrections")[:SHOWN]),
        "may_correct": bool(staff.powers & OF_CENTER[Deed.CORRECT_SNAPSHOT]),
        "late_since": late(now).get("snapshots"),
    }
    return render(request, "cases/editorial/frozen/days.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_head
def correct(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """A form for one day; back to the list once the correction stands."""
    snapshot = get_object_or_404(Snapshot, pk=pk)
    reason, error = request.POST.get("reason", ""), ""
    if request.method == "POST":
        by = Actor(role=Role.CENTER, user_id=request.user.pk)
        try:
            correct_snapshot(snapshot=snapshot, reason=reason, by=by, at=now)
        except PersonalData as refused:
            error = _("Câu này ai cũng đọc được, nên không nêu người hay số điện thoại: %(found)s.") % {
                "found": ", ".join(refused.found)
            }
        except SaidAlready:
            error = _("Ngày này đã có đúng lời đính chính ấy.")
        except ActionRefused:
            error = _("Viết sai ở đâu và vì sao, nhiều nhất %(most)s ký tự.") % {"most": LONGEST_SENTENCE}
        else:
            day = day_text(snapshot.date)
            messages.success(request, _("Đã đính chính ngày %(day)s: trang, tệp và nguồn cấp đều nói.") % {"day": day})
            return redirect("frozen_register")
    context = {"snapshot": snapshot, "reason": reason, "error": error, "most": LONGEST_SENTENCE}
    context["corrections"] = list(snapshot.corrections.all())
    status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    return render(request, "cases/editorial/frozen/correct.html", context, status=status)
