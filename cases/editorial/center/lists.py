"""The Center's lists: which cases each holds, its columns, and the order that a column asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import CharField, Count, Exists, F, OrderBy, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.actions.urgency import urgent_categories
from cases.models import PUBLISHED, Assignment, Case, Standing, UrgentMark, Withdrawal
from cases.models.few import one_of_few
from cases.rules.states import AssignmentState, CaseState


class Listing(StrEnum):
    """A list; the value stands in the address."""

    VERIFY = "xac-minh"
    ASSIGN = "giao"
    URGENT = "gap"
    OPEN = "dang-mo"
    ANSWERED = "da-tra-loi"
    WITHDRAWALS = "cho-rut"
    GONE = "da-roi"


NAMES: Mapping[Listing, Promise] = {
    Listing.VERIFY: _("Chờ xác minh"),
    Listing.ASSIGN: _("Chờ giao"),
    Listing.URGENT: _("Gấp"),
    Listing.OPEN: _("Đang xử lý"),
    Listing.WITHDRAWALS: _("Chờ xác nhận rút"),
    Listing.ANSWERED: _("Đã trả lời"),
    Listing.GONE: _("Đã rời cổng"),
}
#: Lists that are worked off; the others are looked into, and nobody counts them.
COUNTED = (Listing.VERIFY, Listing.ASSIGN, Listing.URGENT, Listing.OPEN, Listing.WITHDRAWALS)


class Column(StrEnum):
    """What a row says and a list is ordered by; the value stands in the address, with a minus for the other way."""

    NUMBER = "so"
    TITLE = "tieu-de"
    SENT = "gui"
    ACCEPTED = "tiep-nhan"
    STATE = "trang-thai"
    CATEGORY = "linh-vuc"
    WARD = "phuong"
    AGENCY = "don-vi"
    DUE = "han"


HEADS: Mapping[Column, Promise] = {
    Column.NUMBER: _("Số"),
    Column.TITLE: _("Tiêu đề"),
    Column.SENT: _("Gửi"),
    Column.ACCEPTED: _("Tiếp nhận"),
    Column.STATE: _("Trạng thái"),
    Column.CATEGORY: _("Lĩnh vực"),
    Column.WARD: _("Phường, xã"),
    Column.AGENCY: _("Đơn vị"),
    Column.DUE: _("Hạn"),
}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The columns of a list, and its order where none is asked for."""

    columns: Sequence[Column]
    order: str


_C = Column
_ABOUT = (_C.CATEGORY, _C.WARD)
SHAPES: Mapping[Listing, Shape] = {
    Listing.VERIFY: Shape(columns=(_C.NUMBER, _C.TITLE, *_ABOUT, _C.SENT), order="gui"),
    Listing.ASSIGN: Shape(columns=(_C.NUMBER, _C.TITLE, *_ABOUT, _C.ACCEPTED, _C.DUE), order="han"),
    Listing.URGENT: Shape(columns=(_C.NUMBER, _C.TITLE, _C.STATE, *_ABOUT, _C.AGENCY, _C.DUE), order="han"),
    Listing.OPEN: Shape(columns=(_C.NUMBER, _C.TITLE, *_ABOUT, _C.AGENCY, _C.ACCEPTED, _C.DUE), order="han"),
    Listing.WITHDRAWALS: Shape(columns=(_C.NUMBER, _C.TITLE, _C.STATE, *_ABOUT, _C.AGENCY, _C.DUE), order="so"),
    Listing.ANSWERED: Shape(columns=(_C.NUMBER, _C.TITLE, *_ABOUT, _C.AGENCY, _C.ACCEPTED), order="-so"),
    Listing.GONE: Shape(columns=(_C.NUMBER, _C.TITLE, _C.STATE, *_ABOUT, _C.SENT), order="-so"),
}

_RUNNING = [AssignmentState.OPEN.value, AssignmentState.AWAITING.value]


def _handled() -> Exists:
    return Exists(Assignment.objects.handling().running().filter(case=OuterRef("pk")))


def condition(which: Listing, *, now: datetime, urgent: Sequence[int] | None = None) -> Q:
    """What a list holds; who knows the `urgent` categories spares a query."""
    state = CaseState
    if which is Listing.URGENT:
        slow = urgent_categories(now) if urgent is None else urgent
        fast = Q(Exists(UrgentMark.objects.filter(case=OuterRef("pk")))) | Q(category__in=slow)
        return Q(state__in=[state.RECEIVED.value, state.IN_PROGRESS.value]) & fast
    return {
        Listing.VERIFY: Q(state=state.RECEIVED.value),
        Listing.ASSIGN: Q(state=state.IN_PROGRESS.value) & ~Q(_handled()),
        Listing.OPEN: Q(state=state.IN_PROGRESS.value),
        Listing.ANSWERED: Q(state=state.ANSWERED.value),
        Listing.WITHDRAWALS: Q(state__in=PUBLISHED) & Q(pk__in=Withdrawal.objects.waiting().order_by().values("case")),
        Listing.GONE: Q(state__in=[state.DECLINED.value, state.MERGED.value, state.WITHDRAWN.value]),
    }[which]


def tally(*, now: datetime) -> Mapping[Listing, int]:
    """How many cases wait in each list that is worked off: two queries."""
    urgent = urgent_categories(now)
    live = Case.objects.filter(state__in=[CaseState.RECEIVED.value, CaseState.IN_PROGRESS.value])
    asked = Withdrawal.objects.filter(one_of_few(Withdrawal.objects.waiting()), case__state__in=PUBLISHED)
    counts = {
        which.name: Count("pk", filter=condition(which, now=now, urgent=urgent))
        for which in COUNTED
        if which is not Listing.WITHDRAWALS
    }
    found = live.aggregate(**counts)
    return {**{Listing[name]: n for name, n in found.items()}, Listing.WITHDRAWALS: asked.count()}


def agency_name(path: str = "") -> Subquery:
    """The agency that handles the case now, or did last: the first of several; `path` leads to the case."""
    given = Assignment.objects.handling().filter(case=OuterRef(f"{path}pk"), round=OuterRef(f"{path}round"))
    kept = given.exclude(state__in=[AssignmentState.TRANSFERRED.value, AssignmentState.CANCELLED.value])
    return Subquery(kept.order_by("pk").values("agency__name")[:1])


def _limit() -> Subquery:
    clock = Standing.objects.now().of_citizens().filter(case=OuterRef("pk"), round=OuterRef("round"))
    return Subquery(clock.values("term_end")[:1])


def _key(which: Listing, column: Column) -> object:
    """What a column is ordered by."""
    if column is Column.DUE:
        # Of what is urgent the earlier of the two counts; a comparison with nothing is nothing, in SQLite alone.
        marked, due = F("urgent_mark__until"), _limit()
        return Coalesce(Least(marked, due), marked, due) if which is Listing.URGENT else due
    return {
        Column.NUMBER: F("number"),
        Column.TITLE: title(),
        Column.SENT: F("sent_at"),
        Column.ACCEPTED: F("accepted_at"),
        Column.STATE: F("state"),
        Column.CATEGORY: F("category__name"),
        Column.WARD: F("ward__name"),
        Column.AGENCY: agency_name(),
    }[column]


def title(path: str = "") -> Coalesce:
    """The title the public reads, else the reporter's; `path` leads to the case."""
    return Coalesce(f"{path}page__title", f"{path}report__title", output_field=CharField())


def in_order(cases: QuerySet[Case], which: Listing, order: str) -> QuerySet[Case]:
    """The cases by a column, downwards with a minus; what has nothing there comes last, the same come by number."""
    column, down = Column(order.removeprefix("-")), order.startswith("-")
    if column is Column.NUMBER:
        return cases.order_by("-number" if down else "number")
    key = OrderBy(F("key"), descending=down, nulls_last=True)
    return cases.annotate(key=_key(which, column)).order_by(key, "number")


def term_end() -> Subquery:
    """The end of the citizen's term, for files."""
    return _limit()
