"""The desk's further queues over HTTP: appeals, and what the Center has to settle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.actions import deciding, ruling
from cases.actions.causes import Cause
from cases.actions.covering import CoversChanged
from cases.editorial.desk import matters
from cases.editorial.desk.kinds import APPEALS, RULINGS
from cases.editorial.desk.lanes import AT_APPEALS, AT_RULINGS, chips
from cases.editorial.desk.matter_forms import AppealDecisionForm, RulingForm
from cases.editorial.desk.screen import pending_of
from cases.editorial.desk.sentences import Refused, refusal, settled_already, settled_by
from cases.editorial.desk.views import actor, for_reviewers
from cases.editorial.queues.asked import Asked, Leaf, read
from cases.editorial.sending import sent_from
from cases.models import Appeal, PendingDecision, Ruling
from cases.rules.rights import Staff

#: Refusals that speak of the agency that was chosen.
OF_THE_AGENCY = frozenset({Cause.HAS_IT_ALREADY, Cause.DISSOLVED, Cause.NO_AGENCY})


def _gone(request: HttpRequest, asked: Asked, matter: Appeal | Ruling | None) -> HttpResponse:
    told = settled_already(matter, request.user.pk) if matter else ""
    messages.warning(request, told or _("Việc đó không còn chờ bạn quyết định."))
    return redirect(asked.url())


def _say_why(request: HttpRequest, matter: Appeal | Ruling, refused: Exception) -> None:
    """Why nothing was settled: who has settled it already, where somebody has; who sent it twice is not at fault."""
    matter.refresh_from_db()
    by, _at = settled_by(matter)
    say = messages.warning if by is not None and by.pk == request.user.pk else messages.error
    say(request, settled_already(matter, request.user.pk) or refusal(refused, request.user.pk))


def _appeals(
    request: HttpRequest,
    staff: Staff,
    now: datetime,
    pk: int | None,
    pending: Sequence[PendingDecision],
    form: AppealDecisionForm | None = None,
) -> HttpResponse:
    asked = read(request, APPEALS)
    try:
        leaf, held = matters.load_appeals(asked, staff, now=now, pk=pk)
    except Appeal.DoesNotExist:
        return _gone(request, asked, Appeal.objects.filter(pk=pk or 0).first())
    context = {
        "asked": asked,
        "leaf": leaf,
        "held": held,
        "form": form or AppealDecisionForm(),
        "lanes": chips(staff, AT_APPEALS, now=now),
        "pending": pending,
    }
    status = HTTPStatus.BAD_REQUEST if form is not None else HTTPStatus.OK
    return render(request, "cases/editorial/desk/appeals.html", context, status=status)


@require_GET
@for_reviewers
def appeals(
    request: HttpRequest, *, staff: Staff, now: datetime, pending: Sequence[PendingDecision], pk: int | None = None
) -> HttpResponse:
    """The appeals this person may decide, with one of them on the desk."""
    return _appeals(request, staff, now, pk, pending)


@sent_from("review_appeal")
@for_reviewers
def decide_appeal(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Decide on the appeal on the desk, and open the next one."""
    form = AppealDecisionForm(request.POST)
    appeal = get_object_or_404(Appeal.objects.select_related("version__answer__assignment"), pk=pk)
    if not form.is_valid():
        return _appeals(request, staff, now, pk, pending_of(staff, now=now), form)
    data = form.cleaned_data
    try:
        pending = deciding.decide_appeal(
            appeal=appeal,
            granted=data["granted"],
            words=data["words"],
            covers=data["covers"],
            by=actor(request),
            at=now,
        )
    except CoversChanged as changed:
        messages.error(request, refusal(changed))
        return _appeals(request, staff, now, pk, pending_of(staff, now=now), form)
    except Refused as refused:
        _say_why(request, appeal, refused)
        return redirect(read(request, APPEALS).url())
    if pending is None:
        told = _("Đã chấp nhận khiếu nại: câu trả lời được tính từ lúc gửi.")
        messages.success(request, told if data["granted"] else _("Đã giữ nguyên quyết định."))
    return redirect(read(request, APPEALS).url())


def _form(held: matters.RulingScreen, data: QueryDict | None = None) -> RulingForm:
    asked = held.ruling
    named = asked.suggests or (asked.assignment.agency.parent if asked.cause == "ask_higher" else None)
    return RulingForm(
        data,
        ruling=asked,
        reasons=held.reasons,
        agencies=held.agencies,
        shared=bool(held.case.parts),
        initial={"to": named.pk if named else ""},
    )


def _settling(
    request: HttpRequest,
    staff: Staff,
    now: datetime,
    asked: Asked,
    leaf: Leaf[matters.Matter],
    held: matters.RulingScreen | None,
    form: RulingForm | None,
) -> HttpResponse:
    lanes = chips(staff, AT_RULINGS, now=now)
    context = {"asked": asked, "leaf": leaf, "held": held, "form": form, "lanes": lanes}
    status = HTTPStatus.BAD_REQUEST if form is not None and form.is_bound else HTTPStatus.OK
    return render(request, "cases/editorial/desk/rulings.html", context, status=status)


@require_GET
@for_reviewers
def rulings(request: HttpRequest, *, staff: Staff, now: datetime, pk: int | None = None) -> HttpResponse:
    """What is to be settled, by the day it is due, with one of the matters on the desk."""
    asked = read(request, RULINGS)
    try:
        leaf, held = matters.load_rulings(asked, now=now, pk=pk)
    except Ruling.DoesNotExist:
        return _gone(request, asked, Ruling.objects.filter(pk=pk or 0).first())
    return _settling(request, staff, now, asked, leaf, held, _form(held) if held else None)


@sent_from("review_ruling")
@for_reviewers
def rule(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Settle the matter on the desk, and open the next one."""
    asked = read(request, RULINGS)
    try:
        leaf, held = matters.load_rulings(asked, now=now, pk=pk)
    except Ruling.DoesNotExist:
        return _gone(request, asked, Ruling.objects.filter(pk=pk or 0).first())
    form = _form(held, request.POST) if held else None
    if held is None or form is None or not form.is_valid():
        return _settling(request, staff, now, asked, leaf, held, form)
    data = form.cleaned_data
    try:
        ruling.rule(
            ruling=held.ruling,
            outcome=data["outcome"],
            reason=data["reason"],
            words=data["words"],
            to=data["agency"],
            by=actor(request),
            at=now,
        )
    except Refused as refused:
        held.ruling.refresh_from_db()
        if held.ruling.outcome:
            _say_why(request, held.ruling, refused)
            return redirect(reverse("review_ruling", args=[pk]) + asked.query())
        form.add_error("to" if getattr(refused, "cause", None) in OF_THE_AGENCY else None, refusal(refused))
        return _settling(request, staff, now, asked, leaf, held, form)
    messages.success(request, _("Đã phân xử. Lý do hiện trên trang công khai."))
    return redirect(asked.url())
