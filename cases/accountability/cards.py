"""Cards that other sites show in an <iframe>: a case, an agency, the city's day. Whole in themselves, without script.

They alone may be framed elsewhere, and their policy lets them load nothing at all: the one style sheet in them is known
by its hash.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from cases.accountability.agency_numbers import load_of
from cases.accountability.present import present
from cases.accountability.shown import counts_of
from cases.accountability.tallies import loads, whole
from cases.actions.changing import is_public
from cases.models import Agency, Case
from cases.public.loading import public_cases
from cases.rules.figures import on_time_rate

KEPT = 300  # seconds that browsers and proxies may keep a card: articles are read by many at once
STYLE = (settings.BASE_DIR / "templates/cases/cards/card.css").read_text(encoding="utf-8")
POLICY = {
    "default-src": [NONE],
    "style-src": [f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A view whose answer anybody may frame, and which may load nothing."""
    kept = cache_control(public=True, max_age=KEPT)(view)
    card: Callable[..., HttpResponseBase] = require_safe(csp(POLICY)(xframe_options_exempt(kept)))
    return card


def _card(request: HttpRequest, template: str, *, status: int = HTTPStatus.OK, **context: Any) -> HttpResponse:
    style = mark_safe(STYLE)  # noqa: S308 - our own style sheet
    return render(request, f"cases/cards/{template}.html", {"style": style, **context}, status=status)


@framed
def case_card(request: HttpRequest, number: int) -> HttpResponse:
    """A case as it stands; 404, as a card, where it is not or no longer public: articles stay longer than cases."""
    found = Case.objects.select_related("page").filter(number=number).first()
    told = public_cases([found.pk], at=present().at) if found is not None and is_public(found) else []
    if not told:
        return _card(request, "case", case=None, number=number, at=None, address="", status=HTTPStatus.NOT_FOUND)
    address = reverse("case_short", args=[number])
    return _card(request, "case", case=told[0], number=number, at=told[0].at, address=address)


@framed
def agency_card(request: HttpRequest, slug: str) -> HttpResponse:
    """What an agency holds and how much of it is late (three queries)."""
    agency = Agency.objects.filter(slug=slug).first()
    if agency is None:
        name = _("Không có đơn vị này")
        return _card(request, "figures", name=name, counts=None, address="", status=HTTPStatus.NOT_FOUND)
    moment = present()
    tally = load_of(moment, agency.pk).tally
    return _card(
        request,
        "figures",
        name=str(agency),
        counts=counts_of(tally),
        on_time=on_time_rate(tally) if agency.name else None,
        at=moment.at,
        address=reverse("agency", args=[slug]),
    )


@framed
def city_card(request: HttpRequest) -> HttpResponse:
    """The city's day: all agencies together, as the list of who is past due counts them (two queries)."""
    moment = present()
    tally = whole(moment.remembered("loads", loads)).tally
    return _card(
        request,
        "figures",
        name=_("Đơn vị quá hạn hôm nay"),
        counts=counts_of(tally),
        on_time=on_time_rate(tally),
        at=moment.at,
        address=reverse("overdue"),
    )
