"""“Báo con số sai”: a form on pages with figures, and the public list of what was reported and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.actor import CITIZEN
from cases.actions.changing import ActionRefused
from cases.actions.figure_reports import EnoughReports, TooManyReports, report_figure
from cases.models import FigureReport
from cases.ports import keep_address
from cases.public.figure_places import FigureReportForm, Place, place_of, places_of
from cases.public.paging import asked_page, steps
from cases.public.visitors import sender_of

SHOWN = 30  # reports a page of the list
REFUSED: dict[type[ActionRefused], tuple[HTTPStatus, Promise]] = {
    TooManyReports: (
        HTTPStatus.TOO_MANY_REQUESTS,
        gettext_lazy("Từ địa chỉ mạng của bạn vừa có nhiều lời báo. Hãy thử lại sau một giờ."),
    ),
    EnoughReports: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext_lazy("Trung tâm đang có nhiều lời báo chưa xem hết. Hãy gửi lại sau vài ngày."),
    ),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form for the page that `o` names; sent, it is kept for the Center, or the page says what is missing."""
    place = place_of(request.GET.get("o", "/so-lieu/"))
    if place is None:
        raise Http404
    if request.method != "POST":
        return _page(request, place, FigureReportForm())
    form, now = FigureReportForm(request.POST), timezone.now()
    if form.by_machine:  # it is told what it wants to hear
        return redirect("reported_figure")
    if not form.is_valid():
        return _page(request, place, form, status=HTTPStatus.BAD_REQUEST)
    try:
        _keep(request, place, form, now)
    except ActionRefused as refused:
        unreadable = (HTTPStatus.BAD_REQUEST, gettext_lazy("Chưa đọc được lời báo này: hãy viết lại bằng chữ thường."))
        status, sentence = REFUSED.get(type(refused), unreadable)
        return _page(request, place, form, status=status, refusal=str(sentence))
    return redirect("reported_figure")


def _keep(request: HttpRequest, place: Place, form: FigureReportForm, now: datetime) -> None:
    said = {name: form.cleaned_data[name] for name in ("figure", "expected", "source")}
    with transaction.atomic():
        kept = report_figure(page=place.path, **said, by=CITIZEN, at=now, sender=sender_of(request, now))
        if form.cleaned_data["email"]:
            keep_address(kept, form.cleaned_data["email"])


def _page(
    request: HttpRequest, place: Place, form: FigureReportForm, *, status: int = HTTPStatus.OK, refusal: str = ""
) -> HttpResponse:
    context = {"place": place, "form": form, "refusal": refusal}
    return render(request, "cases/report_figure.html", context, status=status)


@never_cache
@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    """What happens now; it says the same to everybody, whether or not something was sent."""
    return render(request, "cases/reported_figure.html")


@dataclass(frozen=True, kw_only=True)
class PublicReport:
    """One report and its answer; its words are "" where the Center answered without showing them."""

    page: str
    page_name: str
    figure: str
    expected: str
    source: str
    agency: str
    state: str
    state_word: str
    answer: str
    sent_at: datetime
    answered_at: datetime | None


def _told(row: FigureReport, place: Place | None) -> PublicReport:
    return PublicReport(
        page=place.address if place else "",
        page_name=place.name if place else _("Trang không còn"),
        figure=row.figure if row.shown else "",
        expected=row.expected if row.shown else "",
        source=row.source if row.shown else "",
        agency=str(row.agency) if row.agency else "",
        state=row.state,
        state_word=row.get_state_display(),
        answer=row.answer,
        sent_at=row.sent_at,
        answered_at=row.answered_at,
    )


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What was reported and answered, the newest answer first."""
    answered = FigureReport.objects.answered().select_related("agency").order_by("-answered_at", "-pk")
    found = asked_page(request, answered, SHOWN)
    places = places_of({row.page for row in found})
    context = {
        "reports": [_told(row, places.get(row.page)) for row in found],
        "waiting": FigureReport.objects.waiting().count(),
        **steps(found),
    }
    return render(request, "cases/figure_reports.html", context)
