"""Reports merged into a case that is answered: each is looked at singly, beside the answer that is to answer it too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.actions import duplicates
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.duplicates import confirmation_of
from cases.editorial.desk.kinds import DUPLICATES
from cases.editorial.desk.lanes import AT_DUPLICATES, chips
from cases.editorial.desk.queue import SHOWN
from cases.editorial.desk.sentences import Refused, confirmed_already, left_portal, refusal
from cases.editorial.desk.unwritten import about, not_written
from cases.editorial.desk.views import actor, for_reviewers
from cases.editorial.queues.asked import read
from cases.models import Case, unconfirmed_duplicates
from cases.public.case import PublicCase
from cases.public.loading import told
from cases.rules.rights import Staff
from cases.rules.states import CaseState
from cases.templatetags.dates import moment_text


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """A merged report in the reporter's own words, and the case with its answers as the public reads them."""

    report: Case
    into: PublicCase
    seen: str  # of the answers, for the form to bring back


def waiting() -> QuerySet[Case]:
    """What waits, the longest first."""
    found = unconfirmed_duplicates().select_related("report", "category", "ward", "merged_into__page")
    return found.order_by(F("since").asc(nulls_last=True), "pk")


def _held(rows: Sequence[Case], pk: int | None, now: datetime) -> Duplicate | None:
    chosen = next((row for row in rows if row.pk == pk), None) if pk else next(iter(rows), None)
    if pk and chosen is None:  # it may stand on another page, or be narrowed away
        chosen = waiting().filter(pk=pk).first()
    if chosen is None:
        return None
    into = told(Case.objects.filter(duplicates=chosen.pk), at=now)
    if not into or chosen.merged_into is None:
        return None
    return Duplicate(report=chosen, into=into[0], seen=duplicates.answers_seen(chosen.merged_into))


@require_GET
@for_reviewers
def queue(request: HttpRequest, *, staff: Staff, now: datetime, pk: int | None = None) -> HttpResponse:
    """What waits, with one report on the desk; one that no longer waits is said so."""
    asked = read(request, DUPLICATES)
    leaf = asked.leaf(waiting(), SHOWN)
    held = _held(leaf.rows, pk, now)
    if pk and held is None:
        gone = Case.objects.filter(pk=pk).first()
        none = _("Không có phản ánh nào ở địa chỉ ấy.")
        messages.warning(request, about(gone, _why_done(gone, request.user.pk)) if gone else none)
        return redirect(asked.url())
    context = {"asked": asked, "leaf": leaf, "held": held, "lanes": chips(staff, AT_DUPLICATES, now=now)}
    return render(request, "cases/editorial/desk/duplicates.html", context)


def _why_done(case: Case, reader: int | None) -> str:
    """Why a report does not wait to be confirmed: it was, by whom and when; or when it was split off."""
    split = case.events.filter(kind="case.unmerge").order_by("-seq").values_list("happened_at", flat=True).first()
    if case.state != CaseState.MERGED.value and split:
        return _("Phản ánh này đã được tách lúc %(time)s.") % {"time": moment_text(split)}
    if confirmation_of(case.pk) is not None:
        return confirmed_already(case.pk, reader) or _("Người khác đã xác nhận phản ánh này.")
    left = left_portal(case) if case.state != CaseState.MERGED.value else ""
    return left or _("Phản ánh này không chờ xác nhận.")


def _too_late(refused: Exception) -> bool:
    return isinstance(refused, ActionRefused) and refused.cause == Cause.NOTHING_TO_CONFIRM


def _where_it_waits(case: Case) -> str:
    """Whose turn it is once the report is split off: it is what it was before it was merged."""
    if case.state == CaseState.RECEIVED.value:
        return _("Đã tách phản ánh %(n)s. Phản ánh chờ Trung tâm xác minh; hạn như cũ.")
    if not case.assignments.handling().running().exists():
        return _("Đã tách phản ánh %(n)s. Phản ánh chờ Trung tâm giao; hạn như cũ.")
    return _("Đã tách phản ánh %(n)s: đơn vị phải trả lời riêng, hạn như cũ.")


def _say_why(request: HttpRequest, case: Case, refused: Exception, *, apart: bool) -> None:
    """Of which report nothing was written and why; who confirmed it twice has done nothing wrong."""
    reader = request.user.pk
    done = confirmation_of(case.pk) if _too_late(refused) else None
    case.refresh_from_db(fields=["state"])
    why = _why_done(case, reader) if _too_late(refused) else refusal(refused)
    if done is not None and done.confirmed_by_id == reader and not apart:
        messages.warning(request, about(case, why))
    else:
        messages.error(request, not_written(case, why))


@require_POST
@for_reviewers
def decide(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """The answer answers this one too, or the report goes its own way again, with the due date it had.

    Where there is another answer by now than the page showed, that is shown first.
    """
    case = get_object_or_404(Case, pk=pk)
    apart, seen = "tach" in request.POST, request.POST.get("seen", "")
    try:
        if apart:
            duplicates.split(case=case, by=actor(request), at=now, seen=seen)
        else:
            duplicates.confirm(case=case, by=actor(request), at=now, seen=seen)
    except Refused as refused:
        _say_why(request, case, refused, apart=apart)
        if getattr(refused, "cause", None) is Cause.ANSWERED_ANEW and waiting().filter(pk=pk).exists():
            return redirect(reverse("review_duplicate", args=[pk]) + read(request, DUPLICATES).query())
    else:
        said = _where_it_waits(case) if apart else _("Đã xác nhận %(n)s.")
        messages.success(request, said % {"n": case.number})
    return redirect(read(request, DUPLICATES).url())
