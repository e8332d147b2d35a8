"""Rights at work: what an account holds today, and the refusal of deeds it may not do.

The verbs ask here themselves, under the case's lock: a form is no guard. An actor without an account is a command, an
import or the demo; whoever can run those has the database anyway.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import PermissionsMixin
from django.utils import timezone

from cases.actions.actor import Actor
from cases.models import Agency, Post, Submission
from cases.rules.rights import Deed, House, Matter, Power, Staff, check_may


def house() -> House:
    """The Center's settings, as the rules want them."""
    return House(four_eyes=settings.REVIEW_FOUR_EYES, cooling_days=settings.REVIEW_COOLING_DAYS)


def staff_of(account_id: int, *, now: datetime) -> Staff:
    """What an account holds now: powers by its groups, agencies by its posts. A closed account holds nothing."""
    account = get_user_model().objects.filter(pk=account_id, is_active=True).first()
    return Staff(account=account_id) if account is None else staff_holding(account, now=now)


def staff_holding(account: PermissionsMixin, *, now: datetime) -> Staff:
    """The same of an account at hand, such as the one that is signed in: one query besides those of its permissions."""
    today = timezone.localdate(now)
    posts = list(Post.objects.filter(account=account.pk).order_by("until").values_list("agency_id", "since", "until"))
    return Staff(
        account=account.pk,
        powers=frozenset(power for power in Power if account.has_perm(f"cases.{power.value}")),
        agencies=frozenset(agency for agency, since, until in posts if since <= today <= (until or today)),
        former={agency: until for agency, _since, until in posts if until is not None and until < today},
    )


def authors_of(version: Submission | None) -> frozenset[int]:
    """The accounts that ever wrote on a version before it was handed in, and that handed it in."""
    return frozenset(version.hands.values_list("pk", flat=True)) if version else frozenset()


def matter_of(
    *agencies: int,
    version: Submission | None = None,
    asked_by: int | None = None,
    written_by: int | None = None,
) -> Matter:
    """What a deed is done to, as the rules want it; `written_by` wrote a text that is no version of an answer."""
    center = settings.CENTER_AGENCY
    return Matter(
        agencies=frozenset(agencies),
        authors=authors_of(version) | ({written_by} if written_by is not None else set()),
        decided_by=version.decided_by_id if version else None,
        asked_by=asked_by,
        of_center=bool(center) and Agency.objects.filter(pk__in=agencies, slug=center).exists(),
    )


def refuse_without_right(
    by: Actor,
    deed: Deed,
    *agencies: int,
    now: datetime,
    version: Submission | None = None,
    asked_by: int | None = None,
    written_by: int | None = None,
) -> None:
    """RightRefused where the actor's account may not do this to a matter of these agencies."""
    if by.user_id is None:
        return
    check_may(
        staff_of(by.user_id, now=now),
        deed,
        matter_of(*agencies, version=version, asked_by=asked_by, written_by=written_by),
        today=timezone.localdate(now),
        house=house(),
    )
