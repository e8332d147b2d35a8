"""The Center's side: what agencies want to say beside their figures, published as it stands or declined."""

from __future__ import annotations

from datetime import datetime
from http import HTTPMethod, HTTPStatus

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions.actor import Actor, Role
from cases.actions.changing import ActionRefused
from cases.actions.public_sentences import PersonalData
from cases.actions.statements import DecidedAlready, decline_statement, publish_statement
from cases.editorial.admission import for_staff
from cases.editorial.queues.asked import read
from cases.editorial.queues.kind import Column, Kind, agency_column, label_of, of_agency
from cases.editorial.queues.words import within
from cases.models import AgencyStatement, StatementState
from cases.rules.hints.personal import named_in
from cases.rules.plain_words import LONGEST_SENTENCE
from cases.rules.rights import OF_CENTER, Deed, RightRefused, Staff

SHOWN = 30  # statements that were decided on, the newest first
DECIDERS = OF_CENTER[Deed.DECIDE_STATEMENT]
for_deciders = for_staff(
    lambda staff: bool(staff.powers & DECIDERS),
    gettext_lazy("Chỉ người duyệt của Trung tâm đăng lời của đơn vị, hay không đăng."),
)

STATEMENTS = Kind(
    page="statements",
    saved_as="loi-don-vi",
    columns=(
        agency_column("agency"),
        Column(name="gui", head=gettext_lazy("Gửi"), key=F("written_at")),
        Column(name="ky", head=gettext_lazy("Nói về, từ"), key=F("since")),
        Column(name="het-ky", head=gettext_lazy("Nói về, đến hết"), key=F("until")),
        Column(name="trang-thai", head=gettext_lazy("Trạng thái"), key=F("state"), told=label_of(StatementState)),
        Column(name="ly-do", head=gettext_lazy("Lý do không đăng"), key=F("reason")),
    ),
    since="written_at",
    agency=of_agency("agency"),
    words=within(AgencyStatement, "agency__name", "text", "reason"),
    order="gui",
    of_cases=False,
)


def _page(
    request: HttpRequest, *, pk: int = 0, problem: str = "", reason: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """The queue; at the statement `pk` stands what was wrong with a decision, and the reason that was written."""
    asked = read(request, STATEMENTS)
    rows, narrowed = AgencyStatement.objects.select_related("agency"), asked.condition()
    waiting = list(asked.in_order(rows.waiting().filter(narrowed).order_by("written_at", "pk")))
    decided = list(rows.told().filter(narrowed)[:SHOWN])
    for row in waiting:
        row.named = named_in(row.text)  # what to look at, for the template alone
    context = {"asked": asked, "waiting": waiting, "decided": decided, "pk": pk, "problem": problem, "reason": reason}
    context["most"] = LONGEST_SENTENCE
    return render(request, "cases/editorial/statements/queue.html", context, status=status)


@require_GET
@for_deciders
def queue(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """What waits, and what was decided last."""
    return _page(request)


@require_GET
@for_deciders
def file(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponseBase:
    """What waits and what was decided; what was written stays where it is read."""
    rows = AgencyStatement.objects.waiting() | AgencyStatement.objects.told()
    return read(request, STATEMENTS).as_file(rows.order_by("written_at", "pk"), now=now)


@require_http_methods([HTTPMethod.GET, HTTPMethod.POST])
@for_deciders
def decide(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Publish or decline, and back to the queue; what is refused is said at the statement."""
    statement, choice = get_object_or_404(AgencyStatement, pk=pk), request.POST.get("choice")
    if request.method == HTTPMethod.GET:  # a session that ended comes back here from signing in
        return redirect(read(request, STATEMENTS).url())
    if choice not in ("publish", "decline"):
        raise Http404
    problem = _decided(request, statement, choice, now)
    if not problem:
        return redirect(read(request, STATEMENTS).url())
    reason = request.POST.get("reason", "")[: 2 * LONGEST_SENTENCE]
    return _page(request, pk=pk, problem=problem, reason=reason, status=HTTPStatus.BAD_REQUEST)


def _decided(request: HttpRequest, statement: AgencyStatement, choice: str, now: datetime) -> str:
    """Carry it out and say so; or why not."""
    by, name = Actor(role=Role.CENTER, user_id=request.user.pk), {"name": statement.agency}
    try:
        if choice == "publish":
            publish_statement(statement=statement, by=by, at=now, looked=bool(request.POST.get("looked")))
            messages.success(request, _("Đã đăng lời của %(name)s bên cạnh các con số của đơn vị.") % name)
        else:
            decline_statement(statement=statement, reason=request.POST.get("reason", ""), by=by, at=now)
            messages.success(request, _("Không đăng lời của %(name)s; lý do hiện trên trang của đơn vị.") % name)
    except PersonalData as refused:
        said = _("Có dữ liệu của người khác chăng: %(found)s. Xem rồi xác nhận, hoặc không đăng.")
        if choice == "decline":
            said = _("Lý do này ai cũng đọc được, nên không nêu người hay số điện thoại: %(found)s.")
        return said % {"found": ", ".join(refused.found)}
    except RightRefused:
        return _("Lời này của chính bạn hoặc của đơn vị bạn: để người khác ở Trung tâm quyết định.")
    except DecidedAlready:
        return _("Lời này đã có người quyết định, hoặc đơn vị đã rút.")
    except ActionRefused:
        return _("Không đăng thì viết vì sao, nhiều nhất %(most)s ký tự.") % {"most": LONGEST_SENTENCE}
    return ""
