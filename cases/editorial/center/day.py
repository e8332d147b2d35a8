"""The day at the Center: what waits, since when, what is due, who is past due, and who works on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.editorial.center.admission import for_center
from cases.editorial.center.lists import COUNTED, NAMES, Listing, condition, tally
from cases.editorial.center.views import list_url
from cases.editorial.desk.lanes import desk_url
from cases.editorial.desk.queue import DISPUTED, WAITING, Lane, undecided, versions
from cases.models import Case, Claim, ReopenRequest, Ruling, Standing, unconfirmed_duplicates
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
    """How it stands at `at`. Of the `decisions` that wait, reviewers are `agreed` on some and others are `disputed`."""

    at: datetime
    counts: Mapping[Listing, int]
    oldest: Mapping[Listing, datetime | None]
    decisions: int
    decisions_since: datetime | None
    agreed: int
    agreed_since: datetime | None
    disputed: int
    disputed_since: datetime | None
    duplicates: int
    duplicates_since: datetime | None
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
    waiting = (
        versions()
        .filter(undecided(), WAITING)
        .aggregate(
            n=Count("pk"),
            since=Min("submitted_at"),
            agreed=Count("pk", filter=~DISPUTED),
            agreed_since=Min("submitted_at", filter=~DISPUTED),
            disputed=Count("pk", filter=DISPUTED),
            disputed_since=Min("submitted_at", filter=DISPUTED),
        )
    )
    duplicates = unconfirmed_duplicates().aggregate(n=Count("pk"), oldest=Min("since"))
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
        agreed=waiting["agreed"],
        agreed_since=waiting["agreed_since"],
        disputed=waiting["disputed"],
        disputed_since=waiting["disputed_since"],
        duplicates=duplicates["n"],
        duplicates_since=duplicates["oldest"],
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


def desk_figures(found: Day, staff: Staff) -> list[tuple[str, str, int, datetime | None]]:
    """What waits at the review desk: name, address for whom the queue is there, how much, since when the oldest.

    Who decides, but not where reviewers disagree, is told how much the desk will show.
    """
    decides, heads = bool(staff.powers & {Power.DECIDE, Power.HEAD}), Power.HEAD in staff.powers
    on_desk = (found.decisions, found.decisions_since)
    if decides and not heads:
        on_desk = (found.agreed, found.agreed_since)

    def where(name: str) -> str:
        return reverse(name) if decides else ""

    return [
        (_("Chờ duyệt"), where("review_desk"), *on_desk),
        (_("Không cùng ý"), desk_url(Lane.DISPUTED) if heads else "", found.disputed, found.disputed_since),
        (_("Phân xử"), where("review_rulings"), found.rulings, found.rulings_since),
        (_("Phản ánh trùng"), where("review_duplicates"), found.duplicates, found.duplicates_since),
        (_("Báo là chưa xong"), reverse("reopen_requests"), found.requests, found.requests_since),
    ]


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
        "desk": desk_figures(found, staff),
        "open": found.counts[Listing.OPEN],
        "open_url": list_url(Listing.OPEN),
        "late_url": list_url(Listing.OPEN, "?qua-han=1"),
    }
    return render(request, "cases/editorial/center/day.html", context)
