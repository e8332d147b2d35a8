"""The day at the Center: what waits, since when, what is due, who is past due, and who works on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.editorial.center.admission import for_center
from cases.editorial.center.lists import COUNTED, NAMES, Listing, condition, tally
from cases.editorial.center.views import list_url
from cases.models import Case, Claim, ReopenRequest, Ruling, Standing, Submission
from cases.rules.rights import Power, Staff
from cases.rules.states import CaseState

AGENCIES = 12  # shown of those past due
AT_WORK = 20


@dataclass(frozen=True, kw_only=True)
class Late:
    """An agency with open charges past due, and since when the oldest is."""

    name: str
    slug: str
    n: int
    oldest: datetime


@dataclass(frozen=True, kw_only=True)
class Day:
    """How it stands at `at`."""

    at: datetime
    counts: Mapping[Listing, int]
    oldest: Mapping[Listing, datetime | None]
    decisions: int
    decisions_since: datetime | None
    rulings: int
    rulings_since: datetime | None
    requests: int
    requests_since: datetime | None
    due_today: int
    due_tomorrow: int
    past_due: int
    late: Sequence[Late]
    claims: Sequence[Claim]


def end_of(day: int, now: datetime) -> datetime:
    """The last instant of today (0), tomorrow (1) in the city's zone."""
    date = timezone.localdate(now) + timedelta(days=day)
    return timezone.make_aware(datetime.combine(date, time.max))


def load(*, now: datetime) -> Day:
    """Everything at once, in a constant number of queries.

    The city is late by the citizens' clocks, an agency by its own.
    """
    live = Case.objects.filter(state__in=[CaseState.RECEIVED.value, CaseState.IN_PROGRESS.value])
    oldest = live.aggregate(
        verify=Min("sent_at", filter=condition(Listing.VERIFY, now=now)),
        assign=Min("accepted_at", filter=condition(Listing.ASSIGN, now=now)),
    )
    waiting = Submission.objects.filter(decision="", pending=None).aggregate(n=Count("pk"), since=Min("submitted_at"))
    rulings = Ruling.objects.waiting().aggregate(n=Count("pk"), since=Min("asked_at"))
    requests = ReopenRequest.objects.waiting().aggregate(n=Count("pk"), since=Min("sent_at"))
    clocks = Standing.objects.now().of_agencies().open().filter(assignment__case__state=CaseState.IN_PROGRESS.value)
    today, tomorrow = end_of(0, now), end_of(1, now)
    dues = clocks.aggregate(
        today=Count("pk", filter=Q(term_end__gte=now, term_end__lte=today)),
        tomorrow=Count("pk", filter=Q(term_end__gt=today, term_end__lte=tomorrow)),
    )
    claims = Claim.objects.filter(until__gt=now).select_related("account", "version__answer__assignment__case__page")
    return Day(
        at=now,
        counts=tally(now=now),
        oldest={Listing.VERIFY: oldest["verify"], Listing.ASSIGN: oldest["assign"]},
        decisions=waiting["n"],
        decisions_since=waiting["since"],
        rulings=rulings["n"],
        rulings_since=rulings["since"],
        requests=requests["n"],
        requests_since=requests["since"],
        due_today=dues["today"],
        due_tomorrow=dues["tomorrow"],
        past_due=Case.objects.open().past_due(now).count(),
        late=late(now=now),
        claims=list(claims.order_by("since")[:AT_WORK]),
    )


def late(*, now: datetime) -> list[Late]:
    """Agencies by how many open charges of theirs are past due."""
    clocks = Standing.objects.now().of_agencies().open().past_due(now)
    here = clocks.filter(assignment__case__state=CaseState.IN_PROGRESS.value).exclude(assignment__agency__name="")
    rows = here.values_list("assignment__agency__name", "assignment__agency__slug")
    found = rows.annotate(n=Count("case", distinct=True), oldest=Min("term_end")).order_by(
        "-n", "oldest", "assignment__agency__name"
    )
    return [Late(name=name, slug=slug, n=n, oldest=oldest) for name, slug, n, oldest in found[:AGENCIES]]


@require_GET
@for_center
def today(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """The day."""
    found = load(now=now)
    context = {
        "day": found,
        "queues": [
            (NAMES[w], list_url(w), found.counts[w], found.oldest.get(w)) for w in COUNTED if w is not Listing.OPEN
        ],
        "others": [(NAMES[w], list_url(w)) for w in Listing if w not in COUNTED],
        "late": [(each, list_url(Listing.OPEN, f"?don-vi={each.slug}&qua-han=1")) for each in found.late],
        "decides": bool(staff.powers & {Power.DECIDE, Power.HEAD}),
        "open": found.counts[Listing.OPEN],
        "open_url": list_url(Listing.OPEN),
        "late_url": list_url(Listing.OPEN, "?qua-han=1"),
    }
    return render(request, "cases/editorial/center/day.html", context)
