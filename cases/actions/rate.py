"""Rate: a citizen says how they found the answer. The word is public, the reason is for the Center alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cases.actions.actor import Actor, Role
from cases.actions.changing import ActionRefused, Change, changing, new_salt, refuse_before
from cases.models import Case, Rating, RatingSource
from cases.models.rating import LONGEST_REASON
from cases.rules.events import text_digest
from cases.rules.hints.text import visible
from cases.rules.ratings import RatingValue
from cases.rules.rights import Deed
from cases.rules.states import CaseMove

#: Who a rating can come from, by the way it came: officers rate nobody, least of all themselves.
GIVEN_BY: Mapping[str, Role] = {
    RatingSource.LINK: Role.CITIZEN,
    RatingSource.PHONE: Role.CENTER,
    RatingSource.IMPORT: Role.IMPORT,
}


def refuse_no_rating(value: str, source: str, reason: str, by: Actor) -> None:
    """ActionRefused for what is no rating, whatever it is given to."""
    if value not in set(RatingValue):
        raise ActionRefused(f"{value!r} is no rating: it is one of {', '.join(RatingValue)}.")
    if source not in GIVEN_BY:
        raise ActionRefused(f"{source!r} is no way in which a rating comes.")
    giver = GIVEN_BY[source]
    if by.role is not giver:
        raise ActionRefused(f"A rating by {source} comes from the {giver.value}, not from the {by.role.value}.")
    if len(visible(reason)) > LONGEST_REASON:
        raise ActionRefused(f"The reason of a rating has {LONGEST_REASON} characters at most.")


def rating_of(case: Case) -> Rating | None:
    """The rating in force of a case's present round."""
    return Rating.objects.in_force().filter(case=case, round=case.round).first()


def refuse_before_answer(case: Case, at: datetime) -> None:
    """ActionRefused for a rating of what nobody could read yet; an import is held to this too."""
    answers = case.events.filter(kind="case.answer", happened_at__isnull=False).order_by("-seq")
    refuse_before(at, answers.values_list("happened_at", flat=True).first(), f"Case {case.number} was answered")


def end_rating(change: Change) -> None:
    """The rating of the present round holds no longer: another one does, or what it rated is void."""
    held = rating_of(change.case)
    if held is not None:
        held.ended_at = max(change.at, held.rated_at)
        held.save(update_fields=["ended_at"])


def rate(*, case: Case, value: str, source: str, by: Actor, at: datetime, reason: str = "") -> Rating:
    """Rate the answer of the present round; rating again replaces what was said before.

    `value` is one of RatingValue, `source` one of RatingSource and fits the role of `by`; `reason` may be blank, and
    is never public. ActionRefused or MoveRefused while the case is not answered, before the answer was published, and
    before the rating that is in force.
    """
    with changing(case, by=by, at=at, deed=Deed.RATE) as change:
        refuse_no_rating(value, source, reason, by)
        held = change.case
        change.move(CaseMove.RATE)
        refuse_before_answer(held, at)
        before = rating_of(held)
        refuse_before(at, before.rated_at if before else None, "The answer was rated")
        end_rating(change)
        rating = Rating.objects.create(
            case=held,
            round=held.round,
            value=value,
            source=source,
            reason=visible(reason),
            salt=new_salt(),
            rated_at=at,
            recorded_at=change.recorded_at,
        )
        change.record("case.rate", **told(rating))
    return rating


def told(rating: Rating) -> dict[str, Any]:
    """What the ledger holds of a rating; of its reason a digest, and nothing where none was given."""
    digest = text_digest(rating.salt, rating.reason) if rating.reason else None
    return {"round": rating.round, "rating": rating.value, "source": rating.source, "text": digest}
