"""Reads what /api/v1/snapshots is asked, and finds the days."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases.accountability.frozen.reading import days_between
from cases.accountability.present import present
from cases.public.parameters import Problem, unheeded
from cases.public.sample import sample_notice
from portal.api.answering import UNKNOWN
from portal.api.asking_once import number_up_to, once, refused
from portal.api.parameters import Parameter
from portal.api.shapes.base import api_address
from portal.api.shapes.snapshots import SnapshotLinks, Snapshots, row_of
from search.machine_questions import RefusedError
from search.narrowing_words import read_day

DAYS, MOST = 31, 400  # of a page, and at most: a year with room
PARAMETERS = (
    Parameter("from", gettext_noop("Từ ngày nào."), {"type": "string", "format": "date"}, "2026-11-01"),
    Parameter("to", gettext_noop("Đến hết ngày nào."), {"type": "string", "format": "date"}, "2026-11-30"),
    Parameter(
        "limit",
        gettext_noop("Bao nhiêu ngày một trang."),
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": DAYS},
        DAYS,
    ),
)


def snapshots_asked(request: HttpRequest) -> Snapshots:
    """The page of days that an address asks for; RefusedError where a parameter cannot be heeded (two queries)."""
    problems: list[Problem] = list(unheeded(request, [each.name for each in PARAMETERS], str(UNKNOWN)))
    since, until = (_day(request, name, problems) for name in ("from", "to"))
    size = number_up_to(MOST, request, "limit", problems) or DAYS
    if since and until and since > until:
        problems.append(refused("from", since.isoformat(), _("ngày đầu sau ngày cuối")))
    if problems:
        raise RefusedError(problems)
    days, total = days_between(since, until, size)
    following = None
    if total > len(days):
        asked = {"from": since, "to": days[-1][0].date - timedelta(days=1), "limit": size if size != DAYS else None}
        following = api_address("snapshots", "&".join(f"{name}={value}" for name, value in asked.items() if value))
    return Snapshots(
        notice=sample_notice() or None,
        at=present().at,
        total=total,
        snapshots=[row_of(day, corrections) for day, corrections in days],
        links=SnapshotLinks(next=following),
    )


def _day(request: HttpRequest, name: str, problems: list[Problem]) -> date | None:
    value = once(request, name, problems)
    day = read_day(value) if value else None
    if value and day is None:
        problems.append(refused(name, value, _("không hiểu được giá trị này")))
    return day
