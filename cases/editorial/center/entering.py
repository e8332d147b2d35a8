"""A report entered for somebody who calls: the same reception as any other, and the caller's contact kept apart."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.actions import receive
from cases.actions.rights import house, matter_of
from cases.contacts.access import keep_contact
from cases.editorial.center.admission import actor, for_center
from cases.editorial.center.fields import LONGEST_TEXT, LONGEST_TITLE, WithPlace, by_slug, offer, point_field
from cases.editorial.center.sentences import refusal
from cases.editorial.desk.sentences import Refused
from cases.editorial.naming import ToldOnce, by_name
from cases.models import Case, Category, Report, Ward
from cases.rules.rights import Deed, Staff, may

PHONE = "phone"
UNKEPT = {"autocomplete": "off"}  # the next caller is another, and no browser needs to know this one
TWICE = timedelta(minutes=5)  # within which the same words are the same click


class EnterForm(ToldOnce, WithPlace):
    """What the caller says, where, and how to reach them."""

    title = forms.CharField(
        label=gettext_lazy("Việc gì, trong một câu"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy("Ví dụ: Đèn đường hỏng."),
    )
    text = forms.CharField(
        label=gettext_lazy("Người gọi kể"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    place = forms.CharField(label=gettext_lazy("Nơi"), max_length=LONGEST_TITLE)
    ward = forms.ChoiceField(label=gettext_lazy("Phường, xã"), required=False)
    point = point_field()
    category = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"))
    name = forms.CharField(
        label=gettext_lazy("Tên người gọi"), required=False, max_length=160, widget=forms.TextInput(attrs=UNKEPT)
    )
    phone = forms.RegexField(
        label=gettext_lazy("Số điện thoại"),
        regex=r"^\(?\+?[0-9][0-9 .()-]{5,24}$",
        required=False,
        widget=forms.TextInput(attrs=UNKEPT),
        help_text=gettext_lazy("Chỉ để báo kết quả. Không bao giờ hiện trên trang."),
        error_messages={"invalid": gettext_lazy("Số điện thoại chỉ gồm chữ số, có thể có dấu + ở đầu.")},
    )
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False, widget=forms.EmailInput(attrs=UNKEPT))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = by_name(Category.objects.all())
        offer(self.fields["category"], gettext_lazy("Chọn lĩnh vực"), by_slug(self.categories))
        self.offer_wards(by_name(Ward.objects.only("slug", "name")), None, None)


def _again(data: dict[str, Any], now: datetime) -> Case | None:
    """The case of the same words that was entered a moment ago: a second click is no second report."""
    lately = Report.objects.filter(case__channel=PHONE, case__sent_at__gte=now - TWICE, title=data["title"])
    found = lately.filter(text=data["text"], place=data["place"]).select_related("case").first()
    return found.case if found else None


@transaction.atomic
def _receive(form: EnterForm, request: HttpRequest, now: datetime) -> Case:
    data, (lat, lon) = form.cleaned_data, form.chosen_point or (None, None)
    case = receive.receive(
        title=data["title"],
        text=data["text"],
        place=data["place"],
        category=next(c for c in form.categories if c.slug == data["category"]),
        ward=form.chosen_ward(),
        lat=lat,
        lon=lon,
        channel=PHONE,
        by=actor(request),
        at=now,
    )
    reached = {name: data[name] for name in ("name", "phone", "email") if data[name]}
    if reached:
        keep_contact(case, **reached)
    return case


@require_http_methods(["GET", "POST"])
@for_center
def enter(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """The form, and what comes back from it."""
    if not may(staff, Deed.ENTER, matter_of(), today=timezone.localdate(now), house=house()):
        raise PermissionDenied
    form = EnterForm(request.POST) if request.method == "POST" else EnterForm()
    if form.is_bound and form.is_valid():
        case = _again(form.cleaned_data, now)
        try:
            case = case or _receive(form, request, now)
        except Refused as error:
            field, sentence = refusal(error)
            form.add_error(field if field in form.fields else None, str(sentence))
        else:
            messages.success(
                request, _("Đã ghi phản ánh số %(number)s. Đọc số này cho người gọi.") % {"number": case.number}
            )
            return redirect("center_case", case.number)
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "cases/editorial/center/enter.html", {"form": form}, status=status)
