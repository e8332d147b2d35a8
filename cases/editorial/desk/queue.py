"""What waits for a decision, in lanes: the most urgent first, then what has waited longest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from django.conf import settings
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.models import PUBLISHED, Case, Remark, Standing, Submission
from cases.models.few import one_of_few
from cases.public.pace import Limits
from cases.rules.rights import House, Power, Staff, own_agencies
from cases.rules.states import CaseState

SHOWN = 40  # a day's work


class Lane(StrEnum):
    """What part of the queue one works through; the value stands in the address."""

    ALL = ""
    URGENT = "gap"
    AGAIN = "nop-lai"
    AMENDMENTS = "bo-sung"
    DISPUTED = "khac-y"


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many wait in each lane, since when the oldest of them all does, and how many this person decided today.

    `disputed_at`: since when the oldest of those waits on which reviewers disagree. `late` are past the Center's own
    term, `alarm` far past it.
    """

    counts: dict[Lane, int]
    oldest_at: datetime | None
    made: int
    disputed_at: datetime | None = None
    late: int = 0
    alarm: int = 0


def end_of_today(now: datetime) -> datetime:
    """The last instant of today in the city's zone."""
    local = timezone.localtime(now)
    return timezone.make_aware(datetime.combine(local.date(), time.max))


WAITING = Q(decision="", pending=None)


def of_own_agency(staff: Staff, house: House, agency: str, *, now: datetime) -> Q:
    """Texts of this person's agencies, but of the Center; `agency` leads to it from the rows that are asked for."""
    own = own_agencies(staff, today=timezone.localdate(now), house=house)
    return Q(**{f"{agency}__in": own}) & ~Q(**{f"{agency}__slug": settings.CENTER_AGENCY})


def of_hand(account: int) -> QuerySet[Submission]:
    """Versions that this account is an author of, for conditions to be among: joined, hands would multiply counts."""
    return Submission.objects.filter(hands=account).order_by()


def versions() -> QuerySet[Submission]:
    """All versions, with what the conditions below ask of them: the limit, and how many decisions are advised."""
    said = Remark.objects.standing().filter(version=OuterRef("pk")).order_by().values("version")
    advised = Subquery(said.annotate(n=Count("advises", distinct=True)).values("n"))
    return Submission.objects.annotate(limit=_limit(), advised=Coalesce(advised, 0))


def undecided() -> Q:
    """Those of `versions` that no decision counts for: what waits is among these, and databases begin with them."""
    return one_of_few(Submission.objects.filter(decision=""))


DISPUTED = Q(advised__gt=1)


def decidable(staff: Staff, house: House, *, now: datetime) -> Q:
    """Those of `versions` that wait and this person may decide on, where reviewers disagree the head alone.

    The SQL twin of `cases.rules.rights` and `cases.rules.disagreements`, held equal by tests.
    """
    found = WAITING & ~of_own_agency(staff, house, "answer__assignment__agency", now=now)
    if house.four_eyes:
        found &= ~Q(pk__in=of_hand(staff.account))
    if Power.HEAD not in staff.powers:
        found &= ~DISPUTED
    return found


def _limit() -> Subquery:
    clock = Standing.objects.now().filter(assignment=OuterRef("answer__assignment"))
    return Subquery(clock.values("limit_at")[:1])


def of_lane(lane: Lane, *, now: datetime) -> Q:
    """The condition of a lane; `limit` must be annotated."""
    return {
        Lane.ALL: Q(),
        Lane.URGENT: Q(limit__lte=end_of_today(now)),
        Lane.AGAIN: Q(number__gt=1),
        Lane.AMENDMENTS: Q(answer__amends__isnull=False),
        Lane.DISPUTED: DISPUTED,
    }[lane]


def midnight(now: datetime) -> datetime:
    """When today began in the city's zone."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def tally(mine: Q, staff: Staff, *, now: datetime, limits: Limits) -> Tally:
    """Count every lane of what is `mine` to decide on, and what counts of today's work, in one query."""
    made = Q(decided_by=staff.account, decision_recorded_at__gte=midnight(now))
    lanes = {f"n_{lane.name}": Count("pk", filter=mine & of_lane(lane, now=now)) for lane in Lane}
    found = (
        versions()
        .filter(one_of_few(Submission.objects.filter(decision=""), Submission.objects.filter(made)))
        .aggregate(
            made=Count("pk", filter=made),
            oldest=Min("submitted_at", filter=mine),
            disputed=Min("submitted_at", filter=mine & DISPUTED),
            late=Count("pk", filter=mine & Q(submitted_at__lt=limits.late_before)),
            alarm=Count("pk", filter=mine & Q(submitted_at__lt=limits.alarm_before)),
            **lanes,
        )
    )
    counts = {lane: found[f"n_{lane.name}"] for lane in Lane}
    return Tally(
        counts=counts,
        oldest_at=found["oldest"],
        disputed_at=found["disputed"],
        **{name: found[name] for name in ("made", "late", "alarm")},
    )


def told_of(staff: Staff) -> QuerySet[Submission]:
    """All versions, with what the desk tells this person of each."""
    skipped = Remark.objects.filter(version=OuterRef("pk"), account=staff.account, kind="skip")
    remarked = Remark.objects.filter(version=OuterRef("pk"))
    joined = Case.objects.filter(merged_into=OuterRef("answer__assignment__case"), state=CaseState.MERGED.value)
    merged = joined.order_by().values("merged_into").annotate(n=Count("pk")).values("n")
    return (
        versions()
        .annotate(skipped=Exists(skipped), remarked=Exists(remarked), merged=Coalesce(Subquery(merged), 0))
        .select_related("answer__assignment__agency", "answer__assignment__case__report", "claim__account")
        .select_related("pending", "appeal")
    )


def in_order(mine: Q, lane: Lane, staff: Staff, *, now: datetime) -> QuerySet[Submission]:
    """The lane's versions: the nearest limit first, then the longest wait; what one left for later comes last."""
    found = told_of(staff).filter(undecided(), mine, of_lane(lane, now=now))
    return found.order_by(
        F("skipped").asc(), F("limit").asc(nulls_last=True), F("submitted_at").asc(nulls_first=True), "pk"
    )


def readable(staff: Staff) -> QuerySet[Submission]:
    """What a reviewer may read though not decide on: versions of cases on the portal, but for what was taken back."""
    found = told_of(staff).filter(answer__assignment__case__state__in=PUBLISHED)
    return found.exclude(decision__in=("recalled", "void"))


def next_of(versions: Sequence[Submission], staff: Staff, *, now: datetime) -> int | None:
    """The first one that nobody else is reading; None where there is none."""
    for version in versions:
        claim = getattr(version, "claim", None)
        taken = claim is not None and claim.until > now and claim.account_id != staff.account
        if not taken:
            return version.pk
    return None
