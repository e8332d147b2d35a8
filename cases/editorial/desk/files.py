"""The desk's queues as files: to whom the queue is shown, in the order and as narrow as it is."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from cases.actions.rights import house
from cases.editorial.desk import duplicates, kinds, matters, queue
from cases.editorial.desk.queue import Lane
from cases.editorial.desk.views import asked_of, for_reviewers
from cases.editorial.queues.asked import read
from cases.rules.rights import Staff


@require_GET
@for_reviewers
def answers(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponseBase:
    """A lane of what this person may decide on."""
    asked, mine = asked_of(request), queue.decidable(staff, house(), now=now)
    return asked.as_file(queue.in_order(mine, Lane(asked.lane), staff, now=now), now=now)


@require_GET
@for_reviewers
def appeals(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponseBase:
    """The appeals this person may decide."""
    return read(request, kinds.APPEALS).as_file(matters.appeals(staff, now=now), now=now)


@require_GET
@for_reviewers
def rulings(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponseBase:
    """What is to be settled."""
    return read(request, kinds.RULINGS).as_file(matters.rulings(), now=now)


@require_GET
@for_reviewers
def merged(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponseBase:
    """Merged reports that nobody has confirmed."""
    return read(request, kinds.DUPLICATES).as_file(duplicates.waiting(), now=now)
