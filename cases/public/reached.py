"""A case by its number, as far as it ever was public: with everything its page tells, or what is left of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.models import Case, Event, PublicationLevel, ReasonCode, ReasonKind
from cases.public.case import PublicCase
from cases.public.duplicates import HAS_DUPLICATES, with_duplicates
from cases.public.loading import RELATED, with_deadline
from cases.public.photos import HAS_PHOTOS, with_photos
from cases.public.telling import localised

#: What spares a page the queries for what most cases have none of.
ANNOTATED = {"has_photos": HAS_PHOTOS, "has_duplicates": HAS_DUPLICATES}


@dataclass(frozen=True, kw_only=True)
class Tombstone:
    """What a withdrawn case leaves behind: its number, when and why; nothing else of it."""

    number: int
    withdrawn_at: datetime | None
    reason: str


def reached(number: int) -> Case | None:
    """The case with its page and story, in one query; None where nothing of it was ever public.

    One that is merged or withdrawn is reached, too: `cases.actions.changing.is_public` tells.
    """
    cases = Case.objects.select_related(*RELATED, "merged_into__page").annotate(**ANNOTATED)
    found = cases.filter(number=number).first()
    if found is None or found.level == PublicationLevel.FIGURES:
        return None
    return found if hasattr(found, "page") or found.merged_into is not None else None


def in_full(told: PublicCase, case: Case) -> PublicCase:
    """The case with what only its own page shows: the days of its deadline, photos, what was merged into it."""
    return with_duplicates(with_photos(with_deadline(told), case), case)


def tombstone(case: Case) -> Tombstone:
    """What is said of a withdrawn case (two queries)."""
    event = Event.objects.filter(case=case, kind="case.withdraw").order_by("-seq").first()
    reason = event and ReasonCode.objects.filter(kind=ReasonKind.WITHDRAW, code=event.data.get("reason", "")).first()
    return Tombstone(
        number=case.number,
        withdrawn_at=event.happened_at if event else None,
        reason=localised(reason.label, reason.label_en) if reason else "",
    )
