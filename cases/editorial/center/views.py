"""The Center's lists: read, narrowed, ordered, as a file, and many cases given to agencies at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.actions.rights import house, matter_of
from cases.editorial.center import asked, export, table
from cases.editorial.center.admission import for_center
from cases.editorial.center.lists import COUNTED, HEADS, NAMES, Column, Listing
from cases.editorial.queues.asked import turned
from cases.editorial.queues.files import csv_file
from cases.rules.rights import Deed, Staff, may


def listing_of(name: str) -> Listing:
    """The list that the address names; an unknown one is no page of ours."""
    try:
        return Listing(name)
    except ValueError as unknown:
        raise Http404 from unknown


TICKED, ALL = "danh-dau", "het"  # in the address: every row of the page stands ticked


def list_url(which: Listing, query: str = "") -> str:
    """The address of a list."""
    return reverse("center_list", args=[which.value]) + query


def tabs(found: table.Table) -> list[tuple[object, str, int | None, bool]]:
    """Name, address, count (of those that are worked off), and whether it is the one at hand."""
    return [
        (name, list_url(which), found.counts.get(which) if which in COUNTED else None, which is found.asked.which)
        for which, name in NAMES.items()
    ]


def heads(question: asked.Asked, columns: Sequence[Column]) -> list[tuple[Column, object, str, str]]:
    """Column, its name, the address that orders by it (the other way where it does already), and how it does now."""
    told: list[tuple[Column, object, str, str]] = []
    for column in columns:
        order, now = turned(question.by, column.value)
        told.append((column, HEADS[column], list_url(question.which, question.query(xep=order, trang="")), now))
    return told


@require_GET
@for_center
def listing(request: HttpRequest, *, staff: Staff, now: datetime, which: str) -> HttpResponse:
    """A page of a list."""
    offered = asked.choices()
    question = asked.read(listing_of(which), request.GET.dict(), offered)
    found = table.load(question, offered, now=now)
    number = min(question.page, found.pages)
    question = replace(question, page=number)
    assigns = question.which is Listing.ASSIGN and may(
        staff, Deed.ASSIGN, matter_of(), today=timezone.localdate(now), house=house()
    )
    context = {
        "table": found,
        "asked": question,
        "name": NAMES[question.which],
        "tabs": tabs(found),
        "heads": heads(question, found.columns),
        "columns": found.columns,
        "assigns": assigns and bool(found.rows),
        "ticked": request.GET.get(TICKED) == ALL,
        "tick_all": list_url(question.which, question.query(**{TICKED: ALL})),
        "tick_none": list_url(question.which, question.query()),
        "clear": list_url(question.which),
        "query": question.query(),
        "file": reverse("center_file", args=[question.which.value]) + question.query(trang=""),
        "previous": list_url(question.which, question.query(trang=number - 1 or "")) if number > 1 else "",
        "next": list_url(question.which, question.query(trang=number + 1)) if number < found.pages else "",
        "page": number,
    }
    return render(request, "cases/editorial/center/list.html", context)


@require_GET
@for_center
def file(request: HttpRequest, *, staff: Staff, now: datetime, which: str) -> HttpResponseBase:
    """The whole list as CSV, in the order of the page."""
    question = asked.read(listing_of(which), request.GET.dict(), asked.choices())
    return csv_file(question.which.value, export.heads(), export.lines(question, now=now), now=now)
