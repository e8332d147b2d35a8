"""The Center answers reports of wrong figures; an agency reports one from its desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from http import HTTPMethod, HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions.actor import Actor, Role
from cases.actions.changing import ActionRefused
from cases.actions.figure_reports import (
    AnsweredAlready,
    answer_figure_report,
    drop_figure_report,
    report_figure,
)
from cases.actions.public_sentences import PersonalData
from cases.editorial.admission import for_staff
from cases.editorial.office.views import for_officers
from cases.editorial.queues.asked import read
from cases.editorial.queues.kind import Column, Kind, agency_column, label_of, of_agency
from cases.editorial.queues.words import within
from cases.models import Agency, FigureReport, FigureReportState
from cases.public.figure_places import FigureReportForm, places_of
from cases.rules.hints.personal import named_in
from cases.rules.name_order import name_order
from cases.rules.plain_words import LONGEST_SENTENCE
from cases.rules.rights import OF_CENTER, Deed, Staff

SHOWN = 50  # reports that wait, the one that waits longest first; and answered ones, the newest first
for_deciders = for_staff(
    lambda staff: bool(staff.powers & OF_CENTER[Deed.ANSWER_FIGURE_REPORT]),
    gettext_lazy("Chỉ người duyệt của Trung tâm trả lời lời báo con số sai."),
)

FIGURE_REPORTS = Kind(
    page="figure_report_queue",
    saved_as="bao-sai",
    columns=(
        Column(name="con-so", head=gettext_lazy("Con số"), key=F("figure")),
        Column(name="o-trang", head=gettext_lazy("Ở trang"), key=F("page")),
        agency_column("agency"),
        Column(name="gui", head=gettext_lazy("Gửi"), key=F("sent_at")),
        Column(name="trang-thai", head=gettext_lazy("Trạng thái"), key=F("state"), told=label_of(FigureReportState)),
        Column(name="tra-loi-luc", head=gettext_lazy("Trả lời lúc"), key=F("answered_at")),
        Column(name="tra-loi", head=gettext_lazy("Trả lời"), key=F("answer")),
    ),
    since="sent_at",
    agency=of_agency("agency"),
    words=within(FigureReport, "figure", "expected", "source", "answer", "page"),
    order="gui",
    of_cases=False,
)


def _page(
    request: HttpRequest, *, pk: int = 0, problem: str = "", answer: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """The queue; at the report `pk` stands what was wrong with an answer, and what was written."""
    asked = read(request, FIGURE_REPORTS)
    leaf = asked.leaf(FigureReport.objects.waiting().select_related("agency").order_by("sent_at", "pk"), SHOWN)
    waiting: Sequence[FigureReport] = leaf.rows
    places = places_of({row.page for row in waiting})
    rows = [
        {"report": row, "place": places.get(row.page), "named": named_in(f"{row.figure}\n{row.expected}\n{row.source}")}
        for row in waiting
    ]
    answered = FigureReport.objects.exclude(answered_at=None).filter(asked.condition())
    context = {
        "asked": asked,
        "leaf": leaf,
        "rows": rows,
        "count": FigureReport.objects.waiting().count(),
        "answered": list(answered.order_by("-answered_at", "-pk")[:SHOWN]),
        "pk": pk,
        "problem": problem,
        "answer": answer,
        "most": LONGEST_SENTENCE,
    }
    return render(request, "cases/editorial/figure_reports/queue.html", context, status=status)


@require_GET
@for_deciders
def queue(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """What waits, and what was answered last."""
    return _page(request)


@require_GET
@for_deciders
def file(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponseBase:
    """What waits and what was answered; what was expected instead stays where it is read."""
    return read(request, FIGURE_REPORTS).as_file(FigureReport.objects.order_by("sent_at", "pk"), now=now)


@require_http_methods([HTTPMethod.GET, HTTPMethod.POST])
@for_deciders
def decide(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Answer one, or leave it out, and back to the queue; what is refused is said at the report."""
    asked = read(request, FIGURE_REPORTS)
    if request.method == HTTPMethod.GET:  # a session that ended comes back here from signing in
        return redirect(asked.url())
    report, choice = get_object_or_404(FigureReport, pk=pk), request.POST.get("choice", "")
    if choice not in ("accept", "decline", "drop"):
        raise Http404
    problem = _answered(request, report, choice, now)
    if not problem:
        messages.success(request, _("Đã trả lời.") if choice != "drop" else _("Đã bỏ, không hiện ở đâu."))
        return redirect(asked.url(trang=""))
    answer = request.POST.get("answer", "")[: 2 * LONGEST_SENTENCE]
    return _page(request, pk=pk, problem=problem, answer=answer, status=HTTPStatus.BAD_REQUEST)


def _answered(request: HttpRequest, report: FigureReport, choice: str, now: datetime) -> str:
    """Carry it out; or why not."""
    by = Actor(role=Role.CENTER, user_id=request.user.pk)
    told = {name: bool(request.POST.get(name)) for name in ("shown", "looked")}
    try:
        if choice == "drop":
            drop_figure_report(report=report, by=by, at=now)
        else:
            answer = request.POST.get("answer", "")
            answer_figure_report(report=report, accepted=choice == "accept", answer=answer, by=by, at=now, **told)
    except PersonalData as refused:
        said = _("Ai cũng đọc được, nên không nêu người hay số điện thoại: %(found)s.")
        return said % {"found": ", ".join(refused.found)}
    except AnsweredAlready:
        return _("Lời báo này đã có người trả lời.")
    except ActionRefused:
        return _("Viết một câu trả lời, nhiều nhất %(most)s ký tự.") % {"most": LONGEST_SENTENCE}
    return ""


class OfficeReportForm(FigureReportForm):
    """The same as the public's, of a page that is chosen, in the name of an agency."""

    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), label=gettext_lazy("Đơn vị"))
    page = forms.ChoiceField(label=gettext_lazy("Ở trang nào"))
    field_order = ("agency", "page", "figure", "expected", "source")

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"], self.fields["trang"]
        own = list(agencies)
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=[each.pk for each in own])  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["agency"].initial = own[0].pk if own else None
        paths = [reverse("agency", args=[each.slug]) for each in own]
        paths += [reverse(name) for name in ("overdue", "agencies", "statistics")]
        self.fields["page"].choices = [(place.path, place.name) for place in places_of(paths).values()]  # type: ignore[attr-defined]  # a ChoiceField


@require_http_methods([HTTPMethod.GET, HTTPMethod.POST])
@for_officers
def report(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """The form, and what the agencies of this account have reported before."""
    own = sorted(Agency.objects.filter(pk__in=staff.agencies).exclude(name=""), key=lambda each: name_order(str(each)))
    sent = request.method == HTTPMethod.POST
    form = OfficeReportForm(request.POST if sent else None, agencies=own)
    if sent and form.is_valid():
        by = Actor(role=Role.OFFICER, user_id=request.user.pk)
        try:
            report_figure(**form.cleaned_data, by=by, at=now)
        except ActionRefused:
            form.add_error("figure", _("Chưa đọc được lời báo này: hãy viết lại bằng chữ thường."))
        else:
            messages.success(request, _("Đã gửi Trung tâm. Trả lời hiện ở đây và ở trang Lời báo sai."))
            return redirect("office_report_figure")
    told = list(FigureReport.objects.filter(agency__in=own)[:SHOWN])
    status = HTTPStatus.BAD_REQUEST if sent else HTTPStatus.OK
    context = {"form": form, "reports": told}
    return render(request, "cases/editorial/figure_reports/report.html", context, status=status)
