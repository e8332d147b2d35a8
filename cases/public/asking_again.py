"""The form for who finds an answered report not done: without an account, and nothing of its words is ever public."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.actor import CITIZEN
from cases.actions.changing import ActionRefused, is_public
from cases.actions.reopen_requests import EnoughWait, TooManyOfOneAddress, ask_to_reopen, can_ask
from cases.models import Case, Complaint
from cases.models.reopen_request import LONGEST_REQUEST
from cases.public.case import PublicCase
from cases.public.loading import public_cases
from cases.public.next_steps import OURS
from cases.public.visitors import sender_of
from cases.rules.states import MoveRefused

SENT, SHOWN = "da-gui", 600  # the mark of who has sent something, and for how many seconds it holds
#: What is said of a request that is not kept, and with which status.
REFUSED: dict[type[ActionRefused], tuple[HTTPStatus, Promise]] = {
    TooManyOfOneAddress: (
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Từ địa chỉ mạng của bạn vừa có nhiều lời báo. Hãy thử lại sau một giờ."),
    ),
    EnoughWait: (
        HTTPStatus.CONFLICT,
        _("Trung tâm đã nhận nhiều lời báo về phản ánh này và đang xem, nên chưa cần báo thêm."),
    ),
}


class RequestForm(forms.Form):
    """What is wrong, in a word and in own words. `trang` is for machines: people neither see nor fill it."""

    complaint = forms.ChoiceField(
        label=_("Chuyện gì?"),
        choices=Complaint.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Hãy chọn một điều trong danh sách."),
            "invalid_choice": _("Hãy chọn một điều trong danh sách."),
        },
    )
    text = forms.CharField(
        label=_("Bạn thấy gì ở đó?"),
        help_text=_("Một hai câu là đủ. Chỉ Trung tâm đọc, không bao giờ hiện trên trang."),
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Hãy viết một câu: bạn thấy gì ở đó?"),
            "max_length": _("Nhiều nhất %(limit_value)d chữ cái."),
        },
    )
    trang = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))

    @property
    def by_machine(self) -> bool:
        """Whether something filled the field that nobody sees."""
        return bool(self.data.get("trang"))


def _case(number: int) -> tuple[Case, PublicCase]:
    """The case and what is public of it; 404 where it is not public, or not ours to reopen."""
    found = Case.objects.select_related("category", "page").filter(number=number, source=OURS).first()
    if found is None or not is_public(found):
        raise Http404
    return found, public_cases([found.pk], at=timezone.now())[0]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """The form; sent, it is kept for the Center, or the page says what is missing."""
    case, told = _case(number)
    now = timezone.now()
    if not can_ask(case, now):
        return _page(request, told, status=HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK)
    if request.method != "POST":
        return _page(request, told, RequestForm())
    form = RequestForm(request.POST)
    if form.by_machine:  # it is told what it wants to hear
        return _sent(number)
    if not form.is_valid():
        return _page(request, told, form, status=HTTPStatus.BAD_REQUEST)
    data = form.cleaned_data
    try:
        ask_to_reopen(
            case=case,
            complaint=data["complaint"],
            text=data["text"],
            by=CITIZEN,
            at=now,
            sender=sender_of(request, now),
        )
    except MoveRefused:
        return _page(request, told, status=HTTPStatus.CONFLICT)
    except ActionRefused as refused:
        if type(refused) not in REFUSED:
            return _page(request, told, status=HTTPStatus.CONFLICT)
        status, sentence = REFUSED[type(refused)]
        return _page(request, told, form, status=status, refusal=sentence)
    return _sent(number)


def _sent(number: int) -> HttpResponse:
    """Leads to what happens now; only the browser that has sent something is told so."""
    response = redirect("asked_reopen", number=number)
    response.set_signed_cookie(
        SENT,
        str(number),
        salt=SENT,
        max_age=SHOWN,
        path=response["Location"],
        httponly=True,
        samesite="Lax",
        secure=settings.CSRF_COOKIE_SECURE,
    )
    return response


def _page(
    request: HttpRequest, case: PublicCase, form: RequestForm | None = None, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"case": case, "form": form, "days": settings.REOPEN_REQUEST_DAYS, **more}
    return render(request, "cases/ask_reopen.html", context, status=status)


@never_cache
@require_safe
def asked(request: HttpRequest, number: int) -> HttpResponse:
    """What happens now, to who has just sent something; others are led to the form.

    It says the same whether or not what was sent is kept, so that no machine learns how it was known for one.
    """
    _found, told = _case(number)
    if request.get_signed_cookie(SENT, default="", salt=SENT, max_age=SHOWN) != str(number):
        return redirect("ask_reopen", number=number)
    return render(request, "cases/asked_reopen.html", {"case": told})
