"""What an officer can put to the Center at the desk: that a case is not theirs, a question, an appeal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from cases.actions.appealing import judged
from cases.actions.due import calendar_of
from cases.editorial.naming import by_name
from cases.editorial.office.screen import Work
from cases.models import Agency, AssignmentKind, ReasonKind, Ruling, Submission
from cases.rules.appeals import appeal_until, may_appeal
from cases.rules.rights import Deed
from cases.rules.rulings import RulingCause

DEEDS = {RulingCause.NOT_OURS: Deed.NOT_OURS, RulingCause.ASK_HIGHER: Deed.ASK_HIGHER}
KINDS = {RulingCause.NOT_OURS: ReasonKind.NOT_OURS, RulingCause.ASK_HIGHER: ReasonKind.ASK_HIGHER}


@dataclass(frozen=True, kw_only=True)
class Appealable:
    """A decision that can be appealed, and until when."""

    version: Submission
    until: datetime


def can_ask(work: Work, cause: RulingCause) -> bool:
    """Whether this person may put this to the Center now; not while the same waits."""
    waits = any(ruling.cause == cause.value and not ruling.outcome for ruling in work.rulings)
    return work.is_open and work.assignment.kind == AssignmentKind.HANDLING and DEEDS[cause] in work.may and not waits


def appealable(work: Work) -> Appealable | None:
    """The decision that this person may appeal now; nothing is asked of the database where none was sent back."""
    version = work.sent_back
    if version is None or version.decided_at is None or Deed.APPEAL not in work.may or hasattr(version, "appeal"):
        return None
    calendar = calendar_of(work.assignment.case, version.decided_at)
    until = appeal_until(calendar, version.decided_at, settings.APPEAL_WORKING_DAYS)
    return Appealable(version=version, until=until) if may_appeal(judged(version), work.at, until=until) else None


def nameable(work: Work, cause: RulingCause) -> list[Agency]:
    """Whom an officer can name: another agency that is there; to ask, one that is above some other."""
    there = Q(dissolved_on=None) | Q(dissolved_on__gt=timezone.localdate(work.at))
    found = Agency.objects.filter(there).exclude(name="").exclude(pk=work.assignment.agency_id)
    if cause is RulingCause.ASK_HIGHER:
        found = found.filter(pk__in=Agency.objects.exclude(parent=None).values("parent"))
    return by_name(found)


def waiting(work: Work) -> list[Ruling]:
    """What the Center has not settled yet."""
    return [ruling for ruling in work.rulings if not ruling.outcome and work.is_open]
