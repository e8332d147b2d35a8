"""What an officer does at the desk: save, hand in, recall, ask for more time, leave a note. The verbs decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.actions import answering, drafting, notes
from cases.actions import extend as extending
from cases.actions.actor import Actor, Role
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.drafting import DraftChanged, seen
from cases.editorial.desk.sentences import Refused
from cases.editorial.office import evidence, screen
from cases.editorial.office.forms import AnswerForm, ExtensionForm, NoteForm
from cases.editorial.office.hinting import is_told_first
from cases.editorial.office.sentences import refusal
from cases.editorial.office.views import SAVED, case_page, for_officers
from cases.editorial.sending import sent_from
from cases.models import Answer, Assignment
from cases.rules.plain_words import one_line
from cases.rules.rights import Deed, Staff
from cases.rules.states import AssignmentState

HEADLESS = "application/json"


def actor(request: HttpRequest) -> Actor:
    """The agency, by this account."""
    return Actor(role=Role.OFFICER, user_id=request.user.pk)


def complain(form: forms.Form, error: Exception, reader: int | None = None) -> None:
    """Say beside its field why a verb refused; `reader` is the account that reads it."""
    field, sentence = refusal(error, reader)
    form.add_error(field if field in form.fields else None, str(sentence))


def back(pk: int) -> HttpResponse:
    """To the case again."""
    return redirect("office_case", pk)


def _save(request: HttpRequest, work: screen.Work, form: AnswerForm, now: datetime) -> Answer:
    data = form.cleaned_data
    return drafting.save_draft(
        assignment=work.assignment,
        read=data["seen"],
        text=data["text"],
        outcome=data["outcome"],
        planned_on=data["planned_on"],
        legal_reason=data["legal_reason"],
        by=actor(request),
        at=now,
    )


def _remember(request: HttpRequest, form: AnswerForm, answer: Answer) -> None:
    """Let the form know the draft that was just saved, and the page that comes next that it was saved from here."""
    form.reread(answer)
    request.session[SAVED] = seen(answer)


def _answer_form(request: HttpRequest, work: screen.Work, *, handed_in: bool) -> AnswerForm:
    amends = work.assignment.state == AssignmentState.ANSWERED.value
    return AnswerForm(request.POST, amends=amends, opinion=work.is_opinion, handed_in=handed_in, stock=work.stock)


def _refused(
    request: HttpRequest,
    work: screen.Work,
    form: AnswerForm,
    error: Exception | None = None,
    *,
    with_photos: bool = True,
) -> HttpResponse:
    """The case with what was typed and why it was not taken; the next attempt knows what another has saved.

    A browser cannot choose files again by itself, so photos are kept now, unless they have been (`with_photos`).
    """
    if error is not None:
        complain(form, error, request.user.pk)
    theirs = error.answer if isinstance(error, DraftChanged) else None
    begun = _keep_photos_anyway(request, work) if with_photos and evidence.speaks(request) else None
    stands = theirs or begun
    if stands is not None:
        form.reread(stands)
    if Deed.WRITE in work.may:
        work = replace(work, photos=screen.photos_of(drafting.in_hand(work.assignment)))
    return case_page(
        request,
        work,
        answer=form,
        theirs=theirs,
        status=HTTPStatus.CONFLICT if theirs else HTTPStatus.BAD_REQUEST,
    )


def _keep_photos_anyway(request: HttpRequest, work: screen.Work) -> Answer | None:
    """Keep the photos of a form that is not whole; the draft that was begun for them, where there was none."""
    answer, by, begun = drafting.in_hand(work.assignment), actor(request), None
    try:
        if answer is None and work.is_open:
            answer = begun = drafting.save_draft(
                assignment=work.assignment, read="", text="", outcome="", by=by, at=work.at
            )
        if answer is None:
            raise ActionRefused("There is no answer to keep photos with.")
        refused = evidence.keep(request, answer, by=by)
    except Refused:
        refused = [_("Ảnh chưa được giữ lại: hãy chọn lại khi đã sửa chỗ báo lỗi.")]
    for sentence in refused:
        messages.error(request, sentence)
    return begun


def _told(form: AnswerForm, status: HTTPStatus) -> JsonResponse:
    sentences = [str(error) for errors in form.errors.values() for error in errors]
    return JsonResponse({"error": " ".join(sentences)}, status=status)


@sent_from("office_case")
@for_officers
def draft(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Save what is written, whole or not; the script that saves by itself is answered in JSON."""
    work = screen.work(staff, pk, now=now)
    form = _answer_form(request, work, handed_in=False)
    headless = request.headers.get("Accept", "") == HEADLESS
    if not form.is_valid():
        return _told(form, HTTPStatus.BAD_REQUEST) if headless else _refused(request, work, form)
    try:
        answer = _save(request, work, form, now)
        if headless:
            evidence.retell(request, answer, by=actor(request), removes=False)
            return JsonResponse({"seen": seen(answer), "at": f"{timezone.localtime(now):%H:%M}"})
        _remember(request, form, answer)
        refused = evidence.keep(request, answer, by=actor(request))
    except Refused as error:
        if not headless:
            return _refused(request, work, form, error)
        complain(form, error, request.user.pk)
        return _told(form, HTTPStatus.CONFLICT)
    for sentence in refused:
        messages.error(request, sentence)
    if "xem" in request.POST:
        return redirect("office_preview", pk)
    messages.success(request, _("Đã lưu bản nháp. Chỉ người trong đơn vị thấy."))
    return back(pk)


@sent_from("office_case")
@for_officers
def submit(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Hand the answer in as it stands in the form; it is saved first, so that nothing is lost if that is refused."""
    work = screen.work(staff, pk, now=now)
    form = _answer_form(request, work, handed_in=True)
    if not form.is_valid():
        return _refused(request, work, form)
    if _is_sent_again(request, work, form):
        messages.warning(request, _("Bạn đã nộp đúng câu này rồi, chỉ cần một lần."))
        return back(pk)
    kept = False
    try:
        answer = _save(request, work, form, now)
        _remember(request, form, answer)
        refused = evidence.keep(request, answer, by=actor(request))
        kept = True
        if refused:
            return _not_yet(request, pk, refused)
        answering.refuse_incomplete(answer, work.assignment.case, now)
        if is_told_first(work, answer.text, screen.photos_of(answer), seen=form.cleaned_data["hinted"]):
            told = _("Đã lưu, chưa nộp: xem %(hints)s dưới câu trả lời. Nộp lần nữa là nộp, dù có sửa hay không.")
            there = format_html('<a href="#goi-y">{}</a>', _("các gợi ý"))
            messages.warning(request, format_html(told.replace("%(hints)s", "{}"), there))
            return redirect(f"{reverse('office_case', args=[pk])}#goi-y")
        answering.submit(answer=answer, by=actor(request), at=now)
    except Refused as error:
        return _refused(request, work, form, error, with_photos=not kept)
    messages.success(request, _("Đã nộp. Trung tâm duyệt thì câu trả lời mới hiện trên trang công khai."))
    return back(pk)


def _is_sent_again(request: HttpRequest, work: screen.Work, form: AnswerForm) -> bool:
    """Whether the very same words wait for the Center already, handed in by this account: a second click."""
    waits = work.awaiting
    return waits is not None and waits.author_id == request.user.pk and waits.text == form.cleaned_data["text"]


def _not_yet(request: HttpRequest, pk: int, refused: list[str]) -> HttpResponse:
    """The answer is saved with the photos that were taken; whoever sent the others decides whether it goes without."""
    for sentence in refused:
        messages.error(request, sentence)
    messages.warning(request, _("Chưa nộp. Câu trả lời và những ảnh nhận được đã lưu nháp: xem lại rồi nộp."))
    return back(pk)


@sent_from("office_case")
@for_officers
def recall(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Take back what waits for the Center; it is a draft again."""
    work = screen.work(staff, pk, now=now)
    if work.awaiting is None:
        messages.error(request, _("Không còn câu trả lời nào chờ duyệt."))
        return back(pk)
    try:
        answering.recall(answer=work.awaiting.answer, by=actor(request), at=now)
    except Refused as error:
        messages.error(request, str(refusal(error).sentence))
    else:
        messages.success(request, _("Đã rút lại. Câu trả lời là bản nháp như trước khi nộp."))
    return back(pk)


@sent_from("office_case")
@for_officers
def extend(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Publish why it takes longer and by when it will be done."""
    work = screen.work(staff, pk, now=now)
    form = _extension_form(request, work)
    try:
        if Deed.EXTEND in work.may:  # an old window has other days to choose: what has happened is said before that
            extending.refuse_closed(work.assignment)
            extending.refuse_promised_meanwhile(work.assignment, request.POST.get("seen", ""))
        if form.is_valid():
            extending.extend(assignment=work.assignment, by=actor(request), at=now, **form.cleaned_data)
            messages.success(request, _("Đã công bố lời hẹn. Hạn cuối theo quy định vẫn như cũ."))
            return back(pk)
    except Refused as error:
        if _is_promised_already(request, work.assignment, error):
            messages.warning(request, _("Đã gia hạn đúng như vậy rồi, chỉ cần một lần."))
            return back(pk)
        work = screen.work(staff, pk, now=now)  # another window may have been faster than this one
        form = _extension_form(request, work)
        form.errors.clear()
        complain(form, error)
        if isinstance(error, ActionRefused) and error.cause is Cause.PROMISED_MEANWHILE:
            form.reread(work.promises_seen)
    return case_page(request, work, extension=form, status=HTTPStatus.BAD_REQUEST)


def _is_promised_already(request: HttpRequest, assignment: Assignment, error: Exception) -> bool:
    """Whether the promise that was made meanwhile is the very one that the form brings: a second click."""
    newest = assignment.extensions.select_related("reason").order_by("-pk").first()
    if newest is None or newest.reason is None or getattr(error, "cause", None) is not Cause.PROMISED_MEANWHILE:
        return False
    sent = [request.POST.get(name, "") for name in ("promised_on", "reason", "sentence")]
    return [*sent[:2], one_line(sent[2])] == [newest.promised_on.isoformat(), newest.reason.code, newest.sentence]


def _extension_form(request: HttpRequest, work: screen.Work) -> ExtensionForm:
    return ExtensionForm(request.POST, days=work.days, reasons=work.reasons, auto_id="han_%s")


@sent_from("office_case")
@for_officers
def note(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Leave a note for the own agency."""
    work = screen.work(staff, pk, now=now)
    form = NoteForm(request.POST, auto_id="ghi_%s")
    if form.is_valid():
        try:
            notes.write_note(assignment=work.assignment, text=form.cleaned_data["text"], by=actor(request), at=now)
        except Refused as error:
            complain(form, error)
        else:
            return redirect(f"{reverse('office_case', args=[pk])}#ghi-chu")
    return case_page(request, work, note=form, status=HTTPStatus.BAD_REQUEST)
