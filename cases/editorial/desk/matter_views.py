"""The desk's further queues over HTTP: appeals, and what the Center has to settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.actions import deciding, ruling
from cases.actions.causes import Cause
from cases.actions.covering import CoversChanged
from cases.actions.reasons import said
from cases.editorial.desk import matters
from cases.editorial.desk.kinds import APPEALS, RULINGS
from cases.editorial.desk.lanes import AT_APPEALS, AT_RULINGS, chips
from cases.editorial.desk.matter_forms import AppealDecisionForm, RulingForm
from cases.editorial.desk.screen import pending_of
from cases.editorial.desk.sentences import Refused, refusal, settled_by, why_settled
from cases.editorial.desk.undone import undone
from cases.editorial.desk.unwritten import Unwritten, about, unwritten
from cases.editorial.desk.views import actor, for_reviewers
from cases.editorial.queues.asked import Asked, Leaf, read
from cases.editorial.sending import sent_from
from cases.models import Appeal, AppealOutcome, Case, Choice, PendingDecision, ReasonCode, ReasonKind, Ruling
from cases.rules.rights import Staff
from cases.rules.rulings import NAMING

#: Refusals that speak of the agency that was chosen.
OF_THE_AGENCY = frozenset({Cause.HAS_IT_ALREADY, Cause.DISSOLVED, Cause.NO_AGENCY})


def _case(matter: Appeal | Ruling) -> Case:
    found: Case = (matter.assignment if isinstance(matter, Ruling) else matter.version.answer.assignment).case
    return found


def _why(matter: Appeal | Ruling, reader: int | None, now: datetime, refused: Exception | None = None) -> str:
    """Why nothing can be settled (any more): by whom it was, when and how, where somebody has."""
    told = why_settled(matter, reader, now=now) or (refusal(refused, reader) if refused else "")
    return told or _("Việc đó không còn chờ bạn quyết định.")


def _gone(request: HttpRequest, asked: Asked, matter: Appeal | Ruling | None, now: datetime) -> HttpResponse:
    """To the queue, with why what was asked for is not on it."""
    told = _why(matter, request.user.pk, now) if matter else _("Việc đó không còn chờ bạn quyết định.")
    messages.warning(request, about(_case(matter), told) if matter else told)
    return redirect(asked.url())


def _appeals(
    request: HttpRequest,
    staff: Staff,
    now: datetime,
    pk: int | None,
    *,
    pending: Sequence[PendingDecision],
    form: AppealDecisionForm | None = None,
    lost: Unwritten | None = None,
) -> HttpResponse:
    """The queue with one appeal, its form as it was sent; or with what was `lost`. Appeal.DoesNotExist as the queue."""
    asked = read(request, APPEALS)
    leaf, held = matters.load_appeals(asked, staff, now=now, pk=pk)
    context = {
        "asked": asked,
        "leaf": leaf,
        "held": None if lost else held,
        "lost": lost,
        "next": asked.url(),
        "form": form or AppealDecisionForm(initial=_undone(request, held)),
        "lanes": chips(staff, AT_APPEALS, now=now),
        "pending": pending,
    }
    return render(request, "cases/editorial/desk/appeals.html", context, status=_status(form, lost))


def _undone(request: HttpRequest, held: matters.AppealScreen | None) -> dict[str, str]:
    kept = undone(request, held.version.pk) if held else {}
    return {"words": kept["sentence"]} if kept else {}


def _status(form: Form | None, lost: Unwritten | None) -> HTTPStatus:
    if lost is not None:
        return HTTPStatus.CONFLICT
    return HTTPStatus.BAD_REQUEST if form is not None and form.is_bound else HTTPStatus.OK


@require_GET
@for_reviewers
def appeals(
    request: HttpRequest, *, staff: Staff, now: datetime, pending: Sequence[PendingDecision], pk: int | None = None
) -> HttpResponse:
    """The appeals this person may decide, with one of them on the desk."""
    try:
        return _appeals(request, staff, now, pk, pending=pending)
    except Appeal.DoesNotExist:
        return _gone(request, read(request, APPEALS), Appeal.objects.filter(pk=pk or 0).first(), now)


@sent_from("review_appeal")
@for_reviewers
def decide_appeal(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Decide on the appeal on the desk, and open the next one."""
    form = AppealDecisionForm(request.POST)
    appeal = get_object_or_404(Appeal.objects.select_related("version__answer__assignment__case__page"), pk=pk)
    if not form.is_valid():
        return _appeal_again(request, staff, now, appeal, form)
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
        return _appeal_again(request, staff, now, appeal, form)
    except Refused as refused:
        appeal.refresh_from_db(fields=("outcome", "words", "decided_by", "decided_at"))
        if _is_taken(appeal, data, request.user.pk):
            return _gone(request, read(request, APPEALS), appeal, now)
        return _appeal_again(request, staff, now, appeal, form, refused)
    if pending is None:
        told = _("Đã chấp nhận khiếu nại: câu trả lời được tính từ lúc gửi.")
        told = told if data["granted"] else _("Đã giữ nguyên quyết định.")
        messages.success(request, about(_case(appeal), told))
    return redirect(read(request, APPEALS).url())


def _appeal_again(
    request: HttpRequest,
    staff: Staff,
    now: datetime,
    appeal: Appeal,
    form: AppealDecisionForm,
    refused: Exception | None = None,
) -> HttpResponse:
    """The appeal with the form as it was sent; where it was refused, or waits no more, why, and all that was typed."""
    pending = pending_of(staff, now=now)
    if refused is None:
        with suppress(Appeal.DoesNotExist):
            return _appeals(request, staff, now, appeal.pk, pending=pending, form=form)
    lost = unwritten(_case(appeal), _why(appeal, request.user.pk, now, refused), form)
    return _appeals(request, staff, now, None, pending=pending, lost=lost)


def _is_taken(matter: Appeal | Ruling, data: Mapping[str, Any], reader: int | None) -> bool:
    """Whether this very decision, with these words, is this person's already: sent twice, nothing of it is lost."""
    by, _at = settled_by(matter)
    if by is None or by.pk != reader:
        return False
    if isinstance(matter, Ruling):
        code = matter.ruling_reason.code if matter.ruling_reason else ""
        agency = data["agency"].pk if data["agency"] else None
        sent = (data["outcome"], data["reason"], agency, said(data["words"]))
        return (matter.outcome, code, matter.to_id, matter.words) == sent
    pending = PendingDecision.objects.filter(version=matter.version_id).first()
    if pending is not None:
        return (pending.choice == Choice.APPROVE, pending.sentence) == (data["granted"], said(data["words"]))
    return (matter.outcome == AppealOutcome.GRANTED, matter.words) == (data["granted"], said(data["words"]))


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
    lost: Unwritten | None = None,
) -> HttpResponse:
    context = {
        "asked": asked,
        "leaf": leaf,
        "held": held,
        "form": form,
        "lost": lost,
        "next": asked.url(),
        "lanes": chips(staff, AT_RULINGS, now=now),
    }
    return render(request, "cases/editorial/desk/rulings.html", context, status=_status(form, lost))


@require_GET
@for_reviewers
def rulings(request: HttpRequest, *, staff: Staff, now: datetime, pk: int | None = None) -> HttpResponse:
    """What is to be settled, by the day it is due, with one of the matters on the desk."""
    asked = read(request, RULINGS)
    try:
        leaf, held = matters.load_rulings(asked, now=now, pk=pk)
    except Ruling.DoesNotExist:
        return _gone(request, asked, Ruling.objects.filter(pk=pk or 0).first(), now)
    return _settling(request, staff, now, asked, leaf, held, _form(held) if held else None)


@sent_from("review_ruling")
@for_reviewers
def rule(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Settle the matter on the desk, and open the next one."""
    asked = read(request, RULINGS)
    try:
        leaf, held = matters.load_rulings(asked, now=now, pk=pk)
    except Ruling.DoesNotExist:
        held = None
    if held is None:
        return _ruling_lost(request, staff, now, asked, get_object_or_404(Ruling, pk=pk))
    form = _form(held, request.POST)
    if not form.is_valid():
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
        if not Ruling.objects.waiting().filter(pk=pk).exists():
            return _ruling_lost(request, staff, now, asked, Ruling.objects.get(pk=pk), refused)
        form.add_error("to" if getattr(refused, "cause", None) in OF_THE_AGENCY else None, refusal(refused))
        return _settling(request, staff, now, asked, leaf, held, form)
    messages.success(request, about(_case(held.ruling), _("Đã phân xử. Lý do hiện trên trang công khai.")))
    return redirect(asked.url())


def _ruling_lost(
    request: HttpRequest, staff: Staff, now: datetime, asked: Asked, settled: Ruling, refused: Exception | None = None
) -> HttpResponse:
    """Who has settled it, and when, with all that was typed; who sent it twice has lost nothing."""
    reasons = ReasonCode.objects.filter(kind=ReasonKind.RULE)
    choosable = matters.choosable(settled, now)
    sent = request.POST.copy()
    if sent.get("outcome") not in NAMING:
        sent["to"] = ""  # named beforehand by the page, not chosen
    form = RulingForm(sent, ruling=settled, reasons=reasons, agencies=choosable, shared=True)
    if form.is_valid() and _is_taken(settled, form.cleaned_data, request.user.pk):
        return _gone(request, asked, settled, now)
    lost = unwritten(_case(settled), _why(settled, request.user.pk, now, refused), form)
    leaf, _held = matters.load_rulings(asked, now=now)
    return _settling(request, staff, now, asked, leaf, None, None, lost)
