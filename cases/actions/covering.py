"""Cover words of an answer: the Center takes personal data out of what is public, and never rewrites an agency's words.

The words stay in the submitted version, for its agency and the Center. What is public is made of the text with a mark
in their place; the ledger tells that something was covered and by which code, and no words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from cases.actions.actor import Actor
from cases.actions.awaiting_effect import refuse_to_show_more
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused, Change, changing, refuse_before, refuse_removed
from cases.actions.reasons import reason_for
from cases.models import Photo, ReasonKind, Submission
from cases.rules.clock_facts import Decision
from cases.rules.redaction import stretches
from cases.rules.rights import Deed

LONGEST_KIND = 60


def _refused() -> ActionRefused:
    return ActionRefused("There is nothing of this answer to cover or to uncover.", Cause.NOTHING_TO_COVER)


def is_published(version: Submission) -> bool:
    """Whether anybody reads it."""
    return bool(version.decision == Decision.APPROVED.value and version.retracted_at is None)


def _record(change: Change, version: Submission, kind: str, reason: str | None) -> None:
    assignment = version.answer.assignment
    change.record(
        kind,
        assignment=assignment.pk,
        agency=assignment.agency_id,
        answer=version.answer_id,
        version=version.number,
        reason=reason,
    )


def tell_covers(change: Change, version: Submission) -> None:
    """Tell what was covered before the version was approved, in the change that approves it: once a code."""
    for reason in dict.fromkeys(code for *_place, code in version.covers):
        _record(change, version, "answer.cover", reason)


def is_to_come(version: Submission) -> bool:
    """Whether it may be published yet: a decision on it, or on the appeal against one, is to come or to count."""
    appeal = getattr(version, "appeal", None) if version.decision else None
    return not version.decision or (appeal is not None and not appeal.outcome)


def cover(*, version: Submission, start: int, end: int, kind: str, reason: str, by: Actor, at: datetime) -> Submission:
    """Cover the words from `start` to `end` of a version that awaits review or is published; `kind`: what they are.

    Also of one that was sent back while an appeal waits, which would publish it; and where a decision waits to take
    effect: what is published has no more in it than was approved.

    ActionRefused for a stretch that is none, is covered already, or stands in a version that nobody will read.
    """
    return _cover(version, lambda _held: [(start, end)], kind=kind, reason=reason, by=by, at=at)


def cover_words(*, version: Submission, words: str, kind: str, reason: str, by: Actor, at: datetime) -> Submission:
    """The same for words, wherever the version says them and they are not covered. ActionRefused where it does not."""

    def open_(held: Submission) -> list[tuple[int, int]]:
        return [place for place in stretches(held.text, words) if _is_free(held, *place)]

    return _cover(version, open_, kind=kind, reason=reason, by=by, at=at)


Places = Callable[[Submission], list[tuple[int, int]]]  # of the version under lock
Hidden = tuple[str, str, str]  # covered words, what they are, code of the reason


class _OvertakenError(Exception):
    """The version was published, or retracted, between reading and locking it."""


def _cover(version: Submission, places: Places, *, kind: str, reason: str, by: Actor, at: datetime) -> Submission:
    told: dict[str, Any] = {"kind": kind, "reason": reason, "by": by, "at": at}
    try:
        return _cover_as_read(version, places, **told)
    except _OvertakenError:  # once more, as it is now
        return _cover_as_read(
            Submission.objects.select_related("answer__assignment").get(pk=version.pk), places, **told
        )


def _cover_as_read(
    version: Submission, places: Places, *, kind: str, reason: str, by: Actor, at: datetime
) -> Submission:
    quiet = not is_published(version)
    with changing(version.answer.assignment.case_id, by=by, at=at, deed=Deed.COVER, quiet=quiet) as change:
        refuse_removed(change.case)
        held = Submission.objects.select_related("answer__assignment").get(pk=version.pk)
        code = reason_for(ReasonKind.STRIKE, reason).code
        is_public, found = is_published(held), places(held)
        if is_public is quiet:
            raise _OvertakenError
        if not (is_public or is_to_come(held)):
            raise _refused()
        if not found or not all(_is_free(held, *place) for place in found) or not 0 < len(kind) <= LONGEST_KIND:
            raise _refused()
        refuse_before(at, held.decided_at or held.submitted_at, "This answer was submitted or approved")
        held.covers = sorted([*held.covers, *([start, end, kind, code] for start, end in found)])
        held.save(update_fields=("covers",))
        _record(change, held, "answer.cover" if is_public else "review.cover", code)
    return held


def _is_free(version: Submission, start: int, end: int) -> bool:
    """Whether it is a stretch of the text, and nothing of it is covered."""
    free = all(end <= first or last <= start for first, last, *_rest in version.covers)
    return free and 0 <= start < end <= len(version.text)


class CoversChanged(ActionRefused):
    """Something of the version was covered or uncovered since it was read, or its photos are others, or told anew."""

    def __init__(self) -> None:
        super().__init__("What is covered of this answer, or its photos, changed since it was read.")


#: What of a photo the public sees, but for its pixels, which nobody changes.
SHOWN_OF_PHOTOS = ("kind", "caption", "position", "withheld", "covers")


def covers_stamp(version: Submission, photos: Iterable[Photo]) -> str:
    """What is covered of a version; its answer's photos with all that is told, covered or withheld of them.

    "" where there is neither. A form that decides on a version brings it back: who decides has seen what the public
    will see.
    """
    pictures = [[photo.pk, *(getattr(photo, name) for name in SHOWN_OF_PHOTOS)] for photo in photos]
    if not version.covers and not pictures:
        return ""
    return sha256(json.dumps([version.covers, sorted(pictures)]).encode()).hexdigest()[:16]


def refuse_other_covers(version: Submission, read: str) -> None:
    """CoversChanged where something else is covered or shown now than `read`, the stamp of what was; under lock."""
    photos = Photo.objects.filter(answer=version.answer_id).only(*SHOWN_OF_PHOTOS)
    if covers_stamp(version, photos) != read:
        raise CoversChanged


def hidden_in(versions: Iterable[Submission]) -> set[Hidden]:
    """What is covered of these versions."""
    return {(each.text[start:end], kind, code) for each in versions for start, end, kind, code in each.covers}


def covers_kept(hidden: Iterable[Hidden], text: str) -> list[list[Any]]:
    """Covers of a text where a source says again what was hidden, wherever it stands now.

    The longest words come first, and of what lies over another the rest is covered, too: a short name that is covered
    by itself must not leave the half of a long one open.
    """
    kept: list[list[Any]] = []
    taken = bytearray(len(text))  # a byte for each character; at most looked at once for each place
    for words, kind, code in sorted(hidden, key=lambda one: (-len(one[0]), one)):
        said = [found.span() for found in re.finditer(re.escape(words), text)]
        for place in (*said, *stretches(text, words)):
            kept += [[first, last, kind, code] for first, last in _left_open(*place, taken)]
            taken[slice(*place)] = b"x" * (place[1] - place[0])
    return sorted(kept)


def _left_open(start: int, end: int, taken: bytearray) -> list[tuple[int, int]]:
    """The parts of a stretch that are not taken."""
    return [(start + free.start(), start + free.end()) for free in re.finditer(rb"\0+", taken[start:end])]


def uncover(*, version: Submission, start: int, by: Actor, at: datetime) -> Submission:
    """Take a cover off again, before the version, or an appeal, is decided on; what was published stays covered.

    WouldShowMore where it has been approved with that cover, and that waits to take effect.
    """
    with changing(version.answer.assignment.case_id, by=by, at=at, deed=Deed.COVER, quiet=True) as change:
        held = Submission.objects.select_related("answer__assignment").get(pk=version.pk)
        kept = [each for each in held.covers if each[0] != start]
        if not is_to_come(held) or len(kept) == len(held.covers):
            raise _refused()
        refuse_to_show_more(held.answer_id)
        held.covers = kept
        held.save(update_fields=("covers",))
        _record(change, held, "review.uncover", None)
    return held
