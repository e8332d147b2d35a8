"""The page after sign-in: each desk that is open to the account, with what waits there, every number a link to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from cases.actions.rights import staff_holding
from cases.editorial.center.admission import CENTER
from cases.editorial.center.lists import COUNTED, NAMES, Listing, tally
from cases.editorial.center.views import list_url
from cases.editorial.desk import lanes
from cases.editorial.desk.views import DESK
from cases.editorial.finding import FINDERS
from cases.editorial.office import queue
from cases.editorial.office.views import OFFICE, TABS
from cases.editorial.office.views import list_url as tab_url
from cases.models import AgencyStatement, FigureReport, ReopenRequest
from cases.rules.rights import Staff


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How many wait at one place of a desk, and where that is."""

    name: str | Promise
    count: int
    address: str


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One desk of this account."""

    name: str | Promise
    address: str
    waiting: Sequence[Waiting]


def desks(staff: Staff, *, now: datetime) -> list[Desk]:
    """The desks that this person may come to, the one of daily work first; a constant number of queries each."""
    found = []
    if staff.powers & OFFICE and staff.agencies:
        found.append(_office(staff, now))
    if staff.powers & DESK:
        found.append(_review(staff, now))
    if staff.powers & CENTER:
        found.append(_center(now))
    return found


def _office(staff: Staff, now: datetime) -> Desk:
    counts = queue.tally(queue.readable(staff), now=now)
    waiting = [Waiting(name=name, count=counts[tab], address=tab_url(tab)) for tab, name in TABS.items()]
    return Desk(name=_("Đơn vị tôi"), address=reverse("office_desk"), waiting=waiting)


def _review(staff: Staff, now: datetime) -> Desk:
    chips = lanes.chips(staff, "", now=now)
    waiting = [Waiting(name=chip.name, count=chip.count, address=chip.address) for chip in chips]
    stated = AgencyStatement.objects.waiting().count()
    waiting.append(Waiting(name=_("Lời của các đơn vị"), count=stated, address=reverse("statements")))
    wrong = FigureReport.objects.waiting().count()
    waiting.append(Waiting(name=_("Báo con số sai"), count=wrong, address=reverse("figure_report_queue")))
    return Desk(name=_("Bàn duyệt"), address=reverse("review_desk"), waiting=waiting)


def _center(now: datetime) -> Desk:
    counts = tally(now=now)
    worked_off = [which for which in COUNTED if which is not Listing.OPEN]
    waiting = [Waiting(name=NAMES[which], count=counts[which], address=list_url(which)) for which in worked_off]
    asked = ReopenRequest.objects.waiting().count()
    waiting.append(Waiting(name=_("Báo là chưa xong"), count=asked, address=reverse("reopen_requests")))
    return Desk(name=_("Việc trong ngày"), address=reverse("center_day"), waiting=waiting)


class DesksPanel(Component):  # type: ignore[misc]  # Wagtail is untyped
    """The desks on the first page of the CMS."""

    name = "desks"
    template_name = "cases/editorial/desks.html"
    order = 10

    class Media:
        css = {"all": ["css/cms.css"]}

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Ask what waits, as of now."""
        now = timezone.now()
        staff = staff_holding(parent_context["request"].user, now=now)
        return {"desks": desks(staff, now=now), "finds": bool(staff.powers & FINDERS)}


def add_desks(request: HttpRequest, panels: list[Component]) -> None:
    """Hook `construct_homepage_panels`."""
    panels.append(DesksPanel())
