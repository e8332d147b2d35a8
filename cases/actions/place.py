"""Correct where a case is: its ward, the words for its place, its point on the map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.actions.actor import Actor
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused, changing, refuse_removed
from cases.actions.page_words import digests, rewrite
from cases.actions.reasons import reason_for
from cases.models import Case, CasePage, ReasonKind, Ward
from cases.models.location import location_of
from cases.rules.hints.text import visible
from cases.rules.rights import Deed


@dataclass(frozen=True, kw_only=True)
class Where:
    """The ward, and a point: latitude and longitude in degrees; None where nobody knows."""

    ward: Ward | None
    point: tuple[float, float] | None


def change_place(*, case: Case, where: Where, place: str, reason: str, by: Actor, at: datetime) -> Case:
    """Say anew where an accepted case is, with a public code; `place` are the words for it.

    The point is the page's, so no later import moves it back; None leaves the one the report came with. No agency and
    no term changes: who handles it is another decision. ActionRefused where it stands there already.
    """
    with changing(case, by=by, at=at, deed=Deed.PLACE) as change:
        held = change.case
        refuse_removed(held)
        page = CasePage.objects.get(case=held)
        ward, before = where.ward, held.ward
        held.ward = ward
        wanted = {"place": visible(place), "location": location_of(*(where.point or (None, None)))}
        changed = rewrite(change, page, tuple(wanted), lambda name, _was: wanted[name], history=False)
        moved = (before and before.pk) != (ward and ward.pk)
        if not changed and not moved:
            raise ActionRefused(f"Case {held.number} is told to be there.", CenterCause.SAME_PLACE)
        change.record(
            "case.place",
            reason=reason_for(ReasonKind.PLACE, reason).code,
            ward=ward.slug if moved and ward else None,
            ward_before=before.slug if moved and before else None,
            fields=changed or None,
            texts=digests(change, page) if changed else None,
        )
    return held
