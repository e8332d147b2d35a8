"""A case at the review desk: the approvals that can be retracted, and the promises whose words can be struck."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.actions import review
from cases.actions import strike as striking
from cases.actions.rights import house
from cases.editorial.desk import queue
from cases.editorial.desk.covers import covering_of, with_covers
from cases.editorial.desk.lanes import chips
from cases.editorial.desk.matter_forms import CodeForm
from cases.editorial.desk.sentences import Refused, refusal
from cases.editorial.desk.views import actor, for_reviewers
from cases.editorial.whole_numbers import LARGEST_NUMBER, whole
from cases.models import Answer, Case, Extension, ReasonCode, ReasonKind, Submission
from cases.public.loading import told
from cases.rules.rights import Power, Staff
from cases.rules.states import AssignmentState


def _codes(kind: ReasonKind) -> Sequence[ReasonCode]:
    return list(ReasonCode.objects.filter(kind=kind, active=True))


def closing_answers(case: Case) -> list[Submission]:
    """The approvals of the present round that ended an assignment, and can therefore be retracted."""
    found = Submission.objects.filter(
        answer__assignment__case=case,
        answer__assignment__round=case.round,
        answer__assignment__state=AssignmentState.ANSWERED.value,
        answer__amends=None,
        decision="approved",
        retracted_at=None,
    ).exclude(outcome="planned")
    return list(found.select_related("answer__assignment__agency").order_by("submitted_at", "pk"))


def published_answers(case: Case) -> list[Submission]:
    """Every version that anybody reads, in the order of sending: words of each can be covered."""
    found = Submission.objects.filter(answer__assignment__case=case, decision="approved", retracted_at=None)
    related = ("answer__assignment__agency", "pending", "appeal")
    return list(found.select_related(*related).order_by("submitted_at", "pk"))


def waiting_answers(case: Case, staff: Staff, *, now: datetime) -> list[tuple[Submission, bool]]:
    """What waits for a decision, or for one to count, the longest first; each with whether this person may decide."""
    waits = Q(decision="") | Q(pending__isnull=False)
    of_case = queue.versions().filter(waits, answer__assignment__case=case).order_by("submitted_at", "pk")
    found = of_case.select_related("answer__assignment__agency", "pending__version")
    mine = set(found.filter(queue.decidable(staff, house(), now=now)).values_list("pk", flat=True))
    return [(version, version.pk in mine) for version in found]


def _page(request: HttpRequest, case: Case, staff: Staff, now: datetime) -> HttpResponse:
    public = next(iter(told(Case.objects.filter(pk=case.pk), at=now)), None)
    if public is None:
        raise Http404
    striking = _codes(ReasonKind.STRIKE)
    promises = Extension.objects.filter(assignment__case=case).exclude(sentence="")
    context = {
        "case": public,
        "waiting": waiting_answers(case, staff, now=now),
        "answers": [(version, with_covers(version)) for version in closing_answers(case)],
        "coverings": [covering_of(version, striking) for version in published_answers(case)],
        "promises": list(promises.select_related("assignment__agency", "reason", "struck_reason")),
        "retraction": CodeForm(reasons=_codes(ReasonKind.RETRACT)) if Power.HEAD in staff.powers else None,
        "striking": CodeForm(reasons=striking),
        "lanes": chips(staff, "", now=now),
    }
    return render(request, "cases/editorial/desk/case.html", context)


@require_GET
@for_reviewers
def find(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """The case whose number was typed; one that never was public is the Center's, and not yet a reviewer's."""
    number = whole(request.GET.get("so", "").strip().removeprefix("a"), most=LARGEST_NUMBER)
    found = Case.objects.none() if number is None else Case.objects.filter(number=number)
    if found.exists():
        if told(found, at=now):
            return redirect("review_case", number)
        messages.warning(request, _("Phản ánh %(n)s chưa từng công khai nên bàn duyệt không có gì.") % {"n": number})
        return redirect("center_case", number)
    messages.error(request, _("Không có phản ánh mang số ấy."))
    return redirect("review_desk")


@require_GET
@for_reviewers
def case(request: HttpRequest, *, staff: Staff, now: datetime, number: int) -> HttpResponse:
    """One case, whether or not anything of it waits."""
    return _page(request, get_object_or_404(Case, number=number), staff, now)


def _refused(request: HttpRequest, form: CodeForm) -> None:
    messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))


@require_POST
@for_reviewers
def retract(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Retract an approval that proved false."""
    answer = get_object_or_404(Answer.objects.select_related("assignment__case"), pk=pk)
    form = CodeForm(request.POST, reasons=_codes(ReasonKind.RETRACT))
    if form.is_valid():
        try:
            review.retract(answer=answer, reason=form.cleaned_data["reason"], by=actor(request), at=now)
        except Refused as refused:
            messages.error(request, refusal(refused))
        else:
            messages.success(request, _("Đã huỷ duyệt. Thời hạn của đơn vị chạy như chưa từng trả lời."))
    else:
        _refused(request, form)
    return redirect("review_case", answer.assignment.case.number)


@require_POST
@for_reviewers
def strike(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Strike the words of a promise."""
    promise = get_object_or_404(Extension.objects.select_related("assignment__case"), pk=pk)
    form = CodeForm(request.POST, reasons=_codes(ReasonKind.STRIKE))
    if form.is_valid():
        try:
            striking.strike(extension=promise, reason=form.cleaned_data["reason"], by=actor(request), at=now)
        except Refused as refused:
            messages.error(request, refusal(refused))
        else:
            messages.success(request, _("Đã gạch. Trang công khai ghi là Trung tâm gạch, ngày hẹn vẫn như cũ."))
    else:
        _refused(request, form)
    return redirect("review_case", promise.assignment.case.number)
