"""The agency's side: write a statement, see what became of earlier ones, take one back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from http import HTTPMethod, HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.actions.actor import Actor, Role
from cases.actions.changing import ActionRefused
from cases.actions.public_sentences import PersonalData
from cases.actions.statements import AnotherWaits, DecidedAlready, NoPeriod, state_publicly, withdraw_statement
from cases.editorial.fields import WordsField
from cases.editorial.office.views import for_officers
from cases.models import Agency, AgencyStatement
from cases.models.statement import LONGEST_STATEMENT
from cases.rules.name_order import name_order
from cases.rules.rights import Staff

SHOWN = 30  # statements, the newest first
_MISSING = gettext_lazy("Hãy điền ô này.")
_DAY = {"required": gettext_lazy("Hãy ghi ngày."), "invalid": gettext_lazy("Hãy ghi ngày như 24/11/2026.")}
#: Which field a refusal is about, and its sentence.
REFUSED: dict[type[ActionRefused], tuple[str | None, str | Promise]] = {
    NoPeriod: ("until", gettext_lazy("Thời gian nói đến phải kết thúc sau khi bắt đầu, và không ở tương lai.")),
    AnotherWaits: (
        None,
        gettext_lazy("Một lời của đơn vị đang chờ Trung tâm. Chờ có kết quả, hoặc rút lời ấy rồi gửi lời mới."),
    ),
}


class StatementForm(forms.Form):
    """What the agency says, and of which days. `looked` is asked for where words seem to name somebody."""

    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), label=gettext_lazy("Đơn vị"))
    since = forms.DateField(
        label=gettext_lazy("Nói về thời gian từ ngày"),
        error_messages=_DAY,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=gettext_lazy("Đến hết ngày"),
        error_messages=_DAY,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    text = WordsField(
        label=gettext_lazy("Lời của đơn vị, ai cũng đọc được khi Trung tâm đã đăng"),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _MISSING,
            "max_length": gettext_lazy("Nhiều nhất %(limit_value)d chữ cái."),
        },
    )
    looked = forms.BooleanField(required=False, label=gettext_lazy("Đã xem lại: lời này không nêu dữ liệu của ai"))

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = list(agencies)
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=[each.pk for each in own])  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["agency"].initial = own[0].pk if own else None
        self.several = len(own) > 1
        self.asks = False  # whether words in it seem to name somebody


@require_http_methods([HTTPMethod.GET, HTTPMethod.POST])
@for_officers
def statements(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """The form, and what the agencies of this account have said before."""
    own = sorted(Agency.objects.filter(pk__in=staff.agencies).exclude(name=""), key=lambda each: name_order(str(each)))
    sent = request.method == HTTPMethod.POST
    form = StatementForm(request.POST if sent else None, agencies=own)
    if sent and form.is_valid() and _handed_in(request, form, now):
        messages.success(request, _("Đã gửi Trung tâm. Đăng hay không, kết quả hiện ở đây."))
        return redirect("office_statements")
    told = AgencyStatement.objects.filter(agency__in=own).select_related("agency")[:SHOWN]
    context = {"form": form, "statements": list(told), "most": LONGEST_STATEMENT}
    status = HTTPStatus.BAD_REQUEST if sent else HTTPStatus.OK
    return render(request, "cases/editorial/statements/writing.html", context, status=status)


def _handed_in(request: HttpRequest, form: StatementForm, now: datetime) -> bool:
    """Hand it in; where it is refused, the form says why."""
    by = Actor(role=Role.OFFICER, user_id=request.user.pk)
    try:
        state_publicly(**form.cleaned_data, by=by, at=now)
    except PersonalData as refused:
        form.asks = True
        found = ", ".join(refused.found)
        said = _("Lời này dường như nêu tên hay số của ai: %(found)s. Bỏ đi, hoặc xác nhận ở dưới là không phải.")
        form.add_error("text", said % {"found": found})
    except ActionRefused as refused:
        field, sentence = REFUSED.get(type(refused), ("text", _MISSING))
        form.add_error(field, str(sentence))
    return not form.errors


@require_http_methods([HTTPMethod.GET, HTTPMethod.POST])
@for_officers
def withdraw(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Take one back, and back to the list."""
    statement = get_object_or_404(AgencyStatement, pk=pk, agency__in=staff.agencies)
    if request.method == HTTPMethod.POST:
        by = Actor(role=Role.OFFICER, user_id=request.user.pk)
        try:
            withdraw_statement(statement=statement, by=by, at=now)
        except DecidedAlready:
            messages.error(request, _("Lời này không còn để rút: nó đã được rút, hoặc Trung tâm không đăng."))
        else:
            messages.success(request, _("Đã rút. Nếu lời này đã đăng, trang của đơn vị chỉ còn nói là đã rút."))
    return redirect("office_statements")
