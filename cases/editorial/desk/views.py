"""The review desk's addresses: read, decide, undo, leave for later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from cases.actions import claiming, deciding
from cases.actions.actor import Actor, Role
from cases.actions.covering import CoversChanged
from cases.actions.disagreeing import Disagreement
from cases.actions.reasons import said
from cases.editorial.admission import for_staff
from cases.editorial.desk import books, screen
from cases.editorial.desk.forms import DecisionForm, RemarkForm, sealed, unsealed
from cases.editorial.desk.kinds import ANSWERS
from cases.editorial.desk.lanes import of_answers, of_matters
from cases.editorial.desk.queue import Lane
from cases.editorial.desk.sentences import (
    CHOICES,
    OF_FIELD,
    Refused,
    decided,
    gone,
    not_to_decide,
    not_undone,
    refusal,
    why_gone,
)
from cases.editorial.desk.undone import remember, undone
from cases.editorial.desk.unwritten import Unwritten, about, unwritten
from cases.editorial.queues.asked import Asked, read
from cases.editorial.sending import sent_from
from cases.models import Choice, PendingDecision, RemarkKind, Submission
from cases.rules.rights import Power, Staff

DESK = frozenset({Power.DECIDE, Power.HEAD})

#: What was done with a remark.
LEFT = {
    RemarkKind.SKIP.value: gettext_lazy("Đã để lại sau: phản ánh %(n)s. Câu trả lời vẫn chờ, ai cũng duyệt được."),
    RemarkKind.HAND_OVER.value: gettext_lazy("Đã bàn giao: phản ánh %(n)s. Người mở câu trả lời ấy đọc được lời bạn."),
    RemarkKind.OPINION.value: gettext_lazy("Đã gửi ý kiến: phản ánh %(n)s."),
}

for_reviewers = for_staff(
    lambda staff: bool(staff.powers & DESK), gettext_lazy("Bàn duyệt chỉ dành cho người duyệt của Trung tâm.")
)


def actor(request: HttpRequest) -> Actor:
    """The Center, by this account."""
    return Actor(role=Role.CENTER, user_id=request.user.pk)


def lane_of(request: HttpRequest) -> Lane:
    """The lane that the address names; an unknown one is no page of ours."""
    try:
        return Lane(request.GET.get("luong", ""))
    except ValueError as unknown:
        raise Http404 from unknown


def asked_of(request: HttpRequest) -> Asked:
    """What the address asks of the queue of answers, and of which lane."""
    return read(request, ANSWERS, lane=lane_of(request).value)


def place(asked: Asked, pk: int | None = None) -> str:
    """The address of the desk, or of one answer on it, with the question that the queue is asked."""
    return asked.url() if pk is None else reverse("review_answer", args=[pk]) + asked.query()


def _page(
    request: HttpRequest,
    desk: screen.Desk,
    form: DecisionForm | None = None,
    remark: RemarkForm | None = None,
    typed: Mapping[str, Any] | None = None,
    lost: Unwritten | None = None,
) -> HttpResponse:
    """The desk, with a form as it was sent; with what was `typed` beside another version; or with what was `lost`."""
    held, told = desk.screen, of_answers(desk.tally, desk.staff, desk.lane, now=desk.at)
    if held is not None and form is None:
        shown = {"version": held.version.number, "shown": sealed(held.version.pk, held.hints)}
        form = DecisionForm(
            initial={**undone(request, held.version.pk), **(typed or {}), **shown}, reasons=list(desk.reasons)
        )
    return render(
        request,
        "cases/editorial/desk/desk.html",
        {
            "desk": desk,
            "held": held,
            "form": form,
            "remark": remark or RemarkForm(),
            "today": desk.today,
            "lanes": [*told, *of_matters(desk.waits, "", now=desk.at)],
            "asked": desk.asked,
            "query": desk.asked.query(),
            "lost": lost,
            "next": place(desk.asked),
            "why": ""
            if held is None or held.decidable or lost is not None
            else not_to_decide(held.version, desk.staff.account, now=desk.at),
        },
        status=_status(form, remark, typed, lost),
    )


def _status(
    form: DecisionForm | None, remark: RemarkForm | None, typed: Mapping[str, Any] | None, lost: Unwritten | None
) -> HTTPStatus:
    if typed is not None or lost is not None:
        return HTTPStatus.CONFLICT
    return HTTPStatus.BAD_REQUEST if remark is not None or (form and form.errors) else HTTPStatus.OK


def _claimed(request: HttpRequest, version: Submission, now: datetime) -> None:
    """Take what is opened; who opens what another reads is told, and may read along."""
    claim = getattr(version, "claim", None)
    if claim is not None and claim.account_id == request.user.pk and claim.until > now + claiming.claim_length() / 2:
        return
    try:
        claiming.claim(version=version, by=actor(request), at=now)
    except claiming.ClaimedByAnother as taken:
        messages.warning(request, refusal(taken))


def _left(pk: int | None) -> Submission | None:
    """A version that left the desk, with who decided on it."""
    related = ("decided_by", "reason", "pending__decided_by", "pending__reason", "answer__assignment__case__page")
    return Submission.objects.filter(pk=pk or 0).select_related(*related).first()


@require_GET
@for_reviewers
def desk(
    request: HttpRequest, *, staff: Staff, now: datetime, pending: Sequence[PendingDecision], pk: int | None = None
) -> HttpResponse:
    """The queue, and on the desk the answer asked for, or the first that nobody else reads.

    One on which this person may not decide is there to be read, with why.
    """
    asked = asked_of(request)
    try:
        loaded = screen.load(staff, asked, now=now, pk=pk, pending=pending, to_read=True)
    except Submission.DoesNotExist:
        left = _left(pk)
        told = gone(left, request.user.pk)
        messages.warning(request, about(left.answer.assignment.case, told) if left else told)
        return redirect(place(asked))
    if loaded.screen is not None and loaded.screen.decidable:
        _claimed(request, loaded.screen.version, now)
    return _page(request, loaded)


@sent_from("review_answer")
@for_reviewers
def decide(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Decide on the version on the desk, and open the next one."""
    asked = asked_of(request)
    form = DecisionForm(request.POST, reasons=screen.decisive(books.reasons()))
    version = _sent_about(pk)
    if not form.is_valid():
        return _again(request, staff, asked, now, version, form=form)
    data = form.cleaned_data
    try:
        pending = deciding.decide(
            answer=version.answer,
            version=data["version"],
            choice=data["choice"],
            reason=data["code"],
            sentence=data["sentence"],
            hints=unsealed(pk, data["shown"]),
            covers=data["covers"],
            by=actor(request),
            at=now,
        )
    except Disagreement:
        return _to_the_head(request, staff, asked, now, version, form)
    except Refused as refused:
        return _not_decided(request, staff, asked, now, version, form, refused)
    claiming.let_go(version=version, by=actor(request))
    if pending is None:
        _say_at_once(request, version, Choice(data["choice"]))
    return redirect(place(asked))


def _sent_about(pk: int) -> Submission:
    found: Submission = get_object_or_404(Submission.objects.select_related("answer__assignment__case__page"), pk=pk)
    return found


def _again(
    request: HttpRequest,
    staff: Staff,
    asked: Asked,
    now: datetime,
    version: Submission,
    *,
    form: DecisionForm | None = None,
    remark: RemarkForm | None = None,
) -> HttpResponse:
    """The same answer with the form as it was sent; where the answer has left the desk, why it has."""
    try:
        return _page(request, screen.load(staff, asked, now=now, pk=version.pk), form, remark)
    except Submission.DoesNotExist:
        told = gone(_left(version.pk), request.user.pk)
        return _lost(request, staff, asked, now, version, form or remark or RemarkForm(), told)


def _lost(
    request: HttpRequest,
    staff: Staff,
    asked: Asked,
    now: datetime,
    version: Submission,
    form: DecisionForm | RemarkForm,
    why: str,
) -> HttpResponse:
    """Why what was sent is not taken, and all that was typed; with the answer where it is there to be read."""
    try:
        found = screen.load(staff, asked, now=now, pk=version.pk, to_read=True)
    except Submission.DoesNotExist:
        found = replace(screen.load(staff, asked, now=now), screen=None)
    return _page(request, found, lost=unwritten(version.answer.assignment.case, why, form))


def _not_decided(
    request: HttpRequest,
    staff: Staff,
    asked: Asked,
    now: datetime,
    version: Submission,
    form: DecisionForm,
    refused: Exception,
) -> HttpResponse:
    """Why a decision was not taken: beside its field, above the version as it is now, or above all that was typed."""
    field = OF_FIELD.get(getattr(refused, "cause", None), "")
    if field:
        form.add_error(field, refusal(refused))
        return _again(request, staff, asked, now, version, form=form)
    left, reader = _left(version.pk), request.user.pk
    why = why_gone(left, reader) or refusal(refused, reader)
    if _is_taken(left, form.cleaned_data, reader):  # sent twice: nothing is wrong, and nothing lost
        messages.warning(request, about(version.answer.assignment.case, why))
        return redirect(place(asked))
    if isinstance(refused, (deciding.VersionReplaced, CoversChanged)):
        number = refused.newest if isinstance(refused, deciding.VersionReplaced) else version.number
        shown = version.answer.submissions.filter(number=number).values_list("pk", flat=True).get()
        typed = {name: form[name].value() for name in ("reason", "sentence")}
        with suppress(Submission.DoesNotExist):  # not this person's to decide on
            found = screen.load(staff, asked, now=now, pk=shown)
            messages.error(request, why)
            return _page(request, found, typed=typed)
    newest = version.answer.submissions.order_by("-number").first()
    if newest is not None and newest.pk != version.pk and (told := why_gone(_left(newest.pk), reader)):
        version, why = newest, f"{why} {told}"  # which is decided on as well, or gone
    return _lost(request, staff, asked, now, version, form, why)


def _is_taken(left: Submission | None, data: Mapping[str, Any], reader: int | None) -> bool:
    """Whether this very decision, with these words, is this person's already."""
    made = getattr(left, "pending", None) or left
    if made is None or made.decided_by_id != reader:
        return False
    if decided(left) != data["choice"]:
        return False
    code = made.reason.code if made.reason else ""
    return data["choice"] == Choice.APPROVE or (code, made.sentence) == (data["code"], said(data["sentence"]))


def _say_at_once(request: HttpRequest, version: Submission, choice: Choice) -> None:
    """Where decisions do not wait there is nothing to undo, and nothing else would say what was decided."""
    version.refresh_from_db(fields=("decision",))
    if CHOICES.get(version.decision) == choice.value:
        told = {"choice": choice.label, "n": version.answer.assignment.case.number}
        messages.success(request, _("%(choice)s: phản ánh %(n)s. Đã có hiệu lực.") % told)


def _to_the_head(
    request: HttpRequest, staff: Staff, asked: Asked, now: datetime, version: Submission, form: DecisionForm
) -> HttpResponse:
    """What somebody would decide against another's opinion is an opinion too; who disagrees stands beside the text."""
    choice = Choice(form.cleaned_data["choice"])
    words = form.cleaned_data["sentence"] or _("Đã chọn trên bàn duyệt.")
    told = {"kind": RemarkKind.OPINION.value, "advises": choice.value, "text": words}
    try:
        claiming.remark(version=version, by=actor(request), at=now, **told)
    except Refused as refused:
        return _lost(request, staff, asked, now, version, form, refusal(refused, request.user.pk))
    claiming.let_go(version=version, by=actor(request))
    sentence = _("Chưa quyết định vì người duyệt khác có ý khác. Ý của bạn (%(choice)s) đã ghi; lãnh đạo quyết định.")
    messages.warning(request, about(version.answer.assignment.case, sentence % {"choice": choice.label}))
    return redirect(place(asked))


@sent_from("review_answer")
@for_reviewers
def undo(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Take a decision back that does not count yet, and put its answer on the desk again."""
    asked = asked_of(request)
    version = _sent_about(pk)
    made = PendingDecision.objects.filter(version=version).select_related("reason").first()
    try:
        deciding.undo(answer=version.answer, by=actor(request), at=now)
    except deciding.NothingToUndo:
        told = not_undone(_left(pk), request.user.pk)
        messages.error(request, about(version.answer.assignment.case, told))
        return redirect(place(asked))
    except Refused as refused:
        messages.error(request, about(version.answer.assignment.case, refusal(refused)))
        return redirect(place(asked))
    remember(request, made)
    messages.success(request, _("Đã hoàn tác. Chưa ai ngoài Trung tâm thấy quyết định ấy."))
    if version.decision:  # it was about an appeal
        return redirect("review_appeal", version.appeal.pk)
    return redirect(place(asked, pk))


@sent_from("review_answer")
@for_reviewers
def remark(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Leave it for later, hand it over, or give a second opinion."""
    asked, form = asked_of(request), RemarkForm(request.POST)
    version = _sent_about(pk)
    if not form.is_valid():
        return _again(request, staff, asked, now, version, remark=form)
    data = form.cleaned_data
    try:
        claiming.remark(
            version=version,
            kind=data["kind"],
            text=data["text"],
            advises=data["advises"],
            by=actor(request),
            at=now,
        )
    except Refused as refused:
        why = why_gone(_left(pk), request.user.pk) or refusal(refused, request.user.pk)
        return _lost(request, staff, asked, now, version, form, why)
    stays = data["kind"] == RemarkKind.OPINION
    messages.success(request, str(LEFT[data["kind"]]) % {"n": version.answer.assignment.case.number})
    return redirect(place(asked, pk if stays else None))
