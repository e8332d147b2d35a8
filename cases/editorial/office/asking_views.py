"""The officer's desk over HTTP: what is put to the Center. The verbs decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cases.actions import appealing, ruling
from cases.editorial.desk.sentences import Refused
from cases.editorial.office import screen
from cases.editorial.office.asking import nameable
from cases.editorial.office.asking_forms import AskForm
from cases.editorial.office.views import PREFIXES, case_page, codes_of, for_officers
from cases.editorial.office.writing import actor, back, complain
from cases.editorial.sending import sent_from
from cases.models import ReasonKind, Ruling
from cases.rules.rights import Staff
from cases.rules.rulings import RulingCause

Verb = Callable[..., Ruling]


def _ask(request: HttpRequest, staff: Staff, now: datetime, pk: int, cause: RulingCause, verb: Verb) -> HttpResponse:
    work = screen.work(staff, pk, now=now)
    form = AskForm(
        request.POST,
        reasons=codes_of(work, ReasonKind(cause.value)),
        agencies=nameable(work, cause),
        auto_id=PREFIXES[cause.value],
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            verb(
                assignment=work.assignment,
                reason=data["reason"],
                sentence=data["sentence"],
                suggests=form.suggested,
                by=actor(request),
                at=now,
            )
        except Refused as error:
            complain(form, error)
        else:
            messages.success(request, _("Đã gửi Trung tâm. Thời hạn của đơn vị vẫn chạy."))
            return back(pk)
    return case_page(request, work, asked={cause.value: form}, status=HTTPStatus.BAD_REQUEST)


@sent_from("office_case")
@for_officers
def not_ours(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Tell the Center that this is not the agency's business."""
    return _ask(request, staff, now, pk, RulingCause.NOT_OURS, ruling.not_ours)


@sent_from("office_case")
@for_officers
def ask_higher(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Ask the Center to get a higher agency's opinion."""
    return _ask(request, staff, now, pk, RulingCause.ASK_HIGHER, ruling.ask_higher)


@sent_from("office_case")
@for_officers
def appeal(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Appeal against what the Center last said."""
    work = screen.work(staff, pk, now=now)
    form = AskForm(request.POST, reasons=codes_of(work, ReasonKind.APPEAL), auto_id=PREFIXES["appeal"])
    if work.sent_back is None:
        messages.error(request, _("Không có quyết định trả lại hay từ chối nào để khiếu nại."))
        return back(pk)
    if form.is_valid():
        data = form.cleaned_data
        try:
            appealing.appeal(
                answer=work.sent_back.answer,
                reason=data["reason"],
                sentence=data["sentence"],
                by=actor(request),
                at=now,
            )
        except Refused as error:
            complain(form, error)
        else:
            messages.success(request, _("Đã khiếu nại. Người duyệt khác sẽ xét; thời hạn của đơn vị vẫn chạy."))
            return back(pk)
    return case_page(request, work, asked={"appeal": form}, status=HTTPStatus.BAD_REQUEST)
