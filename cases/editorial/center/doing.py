"""One case at the Center: what it is, how it stands, and whatever may be done to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPMethod, HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.actions.as_seen import CaseChanged
from cases.actions.rights import house, matter_of
from cases.contacts.access import Contact, Purpose, can_read, just_read, read_contacts
from cases.editorial.center.admission import actor, for_center
from cases.editorial.center.fields import by_slug
from cases.editorial.center.forms import VerbForm
from cases.editorial.center.sentences import refusal
from cases.editorial.center.situation import Situation, situation_of
from cases.editorial.center.verbs import VERBS, Verb, offered, perform
from cases.editorial.desk.sentences import Refused
from cases.editorial.typed import typed_in
from cases.models import Case, Withdrawal
from cases.public.case import PublicCase
from cases.public.loading import told
from cases.public.photos import with_photos
from cases.rules.rights import RightRefused, Staff, check_may


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One fold of the screen: a verb with its form, open where it is what one came for."""

    word: str
    verb: Verb
    form: VerbForm
    is_open: bool


def _public(situation: Situation) -> PublicCase | None:
    """The case as the public may know it, where it has a page."""
    if getattr(situation.case, "page", None) is None:
        return None
    found = told(Case.objects.filter(pk=situation.case.pk), at=situation.at, reasons=situation.reasons)
    return with_photos(found[0], situation.case) if found else None


ASKED = "contacts-asked"  # in the session: of which case they are shown, once, by the page that is asked for next
FIRST = ("xac-nhan-rut", "tiep-nhan", "giao")  # what one has come for, where it is offered


def _offers(situation: Situation, verbs: Mapping[str, Verb], sent: VerbForm | None, word: str) -> Sequence[Offer]:
    first = next((name for name in FIRST if name in verbs), "")
    return [
        Offer(
            word=name,
            verb=verb,
            form=sent if sent is not None and name == word else _form(name, verb, situation),
            is_open=name == (word or first),
        )
        for name, verb in verbs.items()
    ]


def _form(word: str, verb: Verb, situation: Situation) -> VerbForm:
    return verb.form(situation=situation, initial={"seen": situation.case.version}, auto_id=f"{word}_%s")


def _page(
    request: HttpRequest,
    staff: Staff,
    situation: Situation,
    *,
    sent: VerbForm | None = None,
    word: str = "",
    found: Sequence[Contact] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    verbs = offered(situation, staff)
    lost = sent if word not in verbs else None
    context = {
        "at": situation,
        "case": _public(situation),
        "offers": _offers(situation, verbs, sent, word),
        "lost": lost,
        "typed": typed_in(lost, dict(by_slug(situation.agencies))) if lost is not None else (),
        "reads_contacts": can_read(request.user),  # type: ignore[arg-type]  # signed in
        "purposes": Purpose.choices,
        "contacts": found,
    }
    return render(request, "cases/editorial/center/case.html", context, status=status)


@require_GET
@for_center
def case(request: HttpRequest, *, staff: Staff, now: datetime, number: int) -> HttpResponse:
    """The case and what may be done to it; once after they were asked for, how to reach who reported it."""
    situation = situation_of(number, at=now)
    has_asked = request.session.get(ASKED) == number and request.session.pop(ASKED)
    found = just_read(situation.case, by=request.user, at=now) if has_asked else None  # type: ignore[arg-type]  # signed in
    return _page(request, staff, situation, found=found)


@require_http_methods([HTTPMethod.GET, HTTPMethod.POST])
@for_center
def do(request: HttpRequest, *, staff: Staff, now: datetime, number: int, verb: str) -> HttpResponse:
    """Do one thing to the case; what was typed stays where it is refused. A link here leads to the case."""
    chosen = VERBS.get(verb)
    if chosen is None:
        raise Http404
    if request.method == HTTPMethod.GET:  # a session that ended comes back from signing in to where the form was sent
        return redirect("center_case", number)
    _refuse_powerless(staff, chosen, now)
    situation = situation_of(number, at=now)
    form = chosen.form(request.POST, situation=situation, auto_id=f"{verb}_%s")
    if not form.is_valid():
        return _page(request, staff, situation, sent=form, word=verb, status=HTTPStatus.BAD_REQUEST)
    try:
        perform(chosen, form, actor(request), now)
    except Refused as error:
        return _refused(request, staff, number, form, verb, error, now)
    waits = chosen.asked and Withdrawal.objects.waiting().filter(case=situation.case).exists()
    messages.success(request, str(chosen.asked if waits else chosen.done))
    return redirect("center_case", number)


def _refuse_powerless(staff: Staff, verb: Verb, now: datetime) -> None:
    """PermissionDenied for who may do this to no case, before anything is said of the form."""
    try:
        check_may(staff, verb.deed, matter_of(), today=timezone.localdate(now), house=house())
    except RightRefused as error:
        raise PermissionDenied(str(refusal(error).sentence)) from error


def _refused(
    request: HttpRequest, staff: Staff, number: int, form: VerbForm, word: str, error: Exception, now: datetime
) -> HttpResponse:
    """The case as it is now, with what was typed and why it was not taken; sent again, it is about what is read now."""
    field, sentence = refusal(error)
    situation = situation_of(number, at=now)
    form.add_error(field if field in form.fields else None, str(sentence))
    form.data = _as_sent(request, situation.case.version)
    status = HTTPStatus.CONFLICT if isinstance(error, CaseChanged) else HTTPStatus.BAD_REQUEST
    return _page(request, staff, situation, sent=form, word=word, status=status)


def _as_sent(request: HttpRequest, version: int) -> QueryDict:
    data = request.POST.copy()
    data["seen"] = str(version)
    return data


@require_POST
@for_center
def contacts(request: HttpRequest, *, staff: Staff, now: datetime, number: int) -> HttpResponse:
    """How to reach the reporter: for a purpose, which is written down."""
    situation = situation_of(number, at=now)
    purpose = request.POST.get("purpose", "")
    if not can_read(request.user) or purpose not in Purpose.values:  # type: ignore[arg-type]  # signed in
        messages.error(request, _("Hãy chọn xem liên hệ để làm gì; tài khoản phải được phép xem."))
        return redirect("center_case", number)
    read_contacts(situation.case, by=request.user, purpose=Purpose(purpose), at=now)  # type: ignore[arg-type]
    request.session[ASKED] = number
    return redirect(f"{reverse('center_case', args=[number])}#lien-he")
