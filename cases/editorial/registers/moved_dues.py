"""Due dates that move with a calendar, as the CMS shows them: before they do, and while some still have to."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cases.actions.actor import Actor, Role
from cases.actions.calendar_moves import DueMove
from cases.actions.change_calendar import DayChange, change_calendar, dues_left, finish_changes, preview
from cases.models import Agency, Calendar, CalendarDay, Case
from cases.templatetags.numbers import number_text

SHOWN = 20  # moves told of one by one before saving; all of them are counted, by agency
AT_ONCE = 2  # batches of cases within a request; a worker or a command does the rest


def actor(request: HttpRequest) -> Actor:
    """The Center, by this account."""
    return Actor(role=Role.CENTER, user_id=request.user.pk)


def digest(moves: Sequence[DueMove]) -> str:
    """Tells one set of moves from another; when they begin to hold does not matter."""
    told = [(m.case_id, m.round, m.assignment_id, m.old.isoformat(), m.new.isoformat()) for m in moves]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def as_told(moves: Sequence[DueMove]) -> list[dict[str, Any]]:
    """The first moves with the cases they are about (one query)."""
    cases = Case.objects.select_related("page").in_bulk([move.case_id for move in moves[:SHOWN]])
    return [
        {
            "case": cases[move.case_id],
            "address": reverse("wagtailadmin_pages:edit", args=[cases[move.case_id].page.pk]),
            "round": move.round,
            "old": move.old,
            "new": move.new,
        }
        for move in moves[:SHOWN]
    ]


def by_agency(moves: Sequence[DueMove]) -> list[dict[str, Any]]:
    """How many due dates of how many cases move, by whose clock it is: citizens first, then agencies, most first."""
    cases: defaultdict[int | None, list[int]] = defaultdict(list)
    for move in moves:
        cases[move.agency_id].append(move.case_id)
    names = {agency.pk: agency.name for agency in Agency.objects.filter(pk__in=[pk for pk in cases if pk])}
    rows = [
        {"citizens": pk is None, "name": names.get(pk, "") if pk else "", "dues": len(own), "cases": len(set(own))}
        for pk, own in cases.items()
    ]
    return sorted(rows, key=lambda row: (not row["citizens"], -int(str(row["dues"])), str(row["name"])))


def left_words(n: int) -> str:
    """What still has to be done, as a sentence."""
    return ngettext("Còn %(n)s hạn đang được tính lại.", "Còn %(n)s hạn đang được tính lại.", n) % {"n": number_text(n)}


def moved_words(n: int, left: int) -> str:
    """What became of due dates, as one sentence or two."""
    if not n and not left:
        return _("Không hạn nào dời.")
    moved = ngettext("%(n)s hạn đã dời.", "%(n)s hạn đã dời.", n) % {"n": number_text(n)}
    return f"{moved} {left_words(left)}" if left else moved


class Confirming:
    """Mixin of the views that change a day: nothing is written before its moves have been shown and confirmed.

    What was shown is confirmed by its digest: where other due dates would move by now, they are shown anew.
    """

    request: HttpRequest
    moved: int = 0
    left: int = 0
    confirm_template_name = "cases/editorial/calendar_moves.html"

    def unconfirmed(self, calendar: Calendar, changes: Sequence[DayChange], at: datetime) -> dict[str, Any] | None:
        """What has to be shown first; None where nothing moves, or just this was confirmed."""
        moves = preview(calendar, changes, at=at)
        shown = digest(moves)
        if not moves or self.request.POST.get("moves") == shown:
            return None
        return {
            "moves": as_told(moves),
            "agencies": by_agency(moves),
            "count": len(moves),
            "cases": len({m.case_id for m in moves}),
            "digest": shown,
        }

    def write(self, calendar: Calendar, changes: Sequence[DayChange]) -> None:
        """Call the action."""
        by = actor(self.request)
        written = change_calendar(calendar=calendar, changes=changes, by=by, at=timezone.now(), batches=AT_ONCE)
        self.moved, self.left = len(written), dues_left(calendar)


class Finish(PermissionCheckedMixin, View):  # type: ignore[misc]  # Wagtail is untyped
    """Goes on with what an earlier change has left behind, as far as one request may."""

    http_method_names = ["post"]
    model = CalendarDay  # Wagtail finds by it who may do what
    permission_required = "change"
    index_url_name: str = ""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Move some due dates, and say how many are left."""
        moved = finish_changes(batches=AT_ONCE)
        messages.success(request, moved_words(moved, dues_left()))
        return redirect(self.index_url_name)
