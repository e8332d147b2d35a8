"""Builds a case's read-model row: public facts only, as JSON, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from cases.actions.clocks import ClockRow
from cases.actions.disputes import AppealFact, RulingFact
from cases.actions.dossier import (
    AssignmentFact,
    Dossier,
    EventFact,
    ExtensionFact,
    RatingFact,
    TermFact,
)
from cases.actions.versions import SubmissionFact
from cases.rules.due_dates import DueDate
from cases.rules.states import DESK_KINDS
from cases.rules.verdicts import Decision

#: Events the public reads; the others concern the Center's inner work.
PUBLIC_EVENT_DATA = ("assignment", "agency", "to_agency", "reason", "round", "rating", "ruling", "ruled", "appeal")
#: What the Center corrected, by what its event holds: the first that is there.
UPDATED = {"photo": "photo", "category": "category", "level": "level", "fields": "words"}
SHOWN_DECISIONS = {Decision.RETURNED.value, Decision.REFUSED.value}


def iso(instant: datetime | date | None) -> str | None:
    """ISO 8601, or None."""
    if instant is None:
        return None
    return _iso_utc(instant) if isinstance(instant, datetime) and instant.tzinfo is UTC else instant.isoformat()


@lru_cache(maxsize=4096)  # a story tells each of its instants several times
def _iso_utc(instant: datetime) -> str:
    return instant.isoformat()


def _dues(dues: tuple[DueDate, ...]) -> list[list[str | None]]:
    return [[iso(due.due_at), iso(due.since), due.cause] for due in dues]


def _assignment(fact: AssignmentFact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "agency": fact.agency_id,
        "kind": fact.kind,
        "round": fact.round,
        "state": fact.state,
        "assigned_at": iso(fact.assigned_at),
        "started_at": iso(fact.started_at),
        "ended_at": iso(fact.ended_at),
        "ended_unknown": fact.ended_unknown,
        "due": _dues(fact.due_dates),
    }


def _extension(assignment_id: int, fact: ExtensionFact) -> dict[str, Any]:
    return {
        "assignment": assignment_id,
        "published_at": iso(fact.published_at),
        "promised_on": iso(fact.promised_on),
        "promised_until": iso(fact.promised_until),
        "reason": fact.reason_id,
        "sentence": "" if fact.struck_at else fact.sentence,
        "struck_at": iso(fact.struck_at),
        "struck_reason": fact.struck_reason_id,
    }


def _answer(assignment: AssignmentFact, fact: SubmissionFact) -> dict[str, Any]:
    returned = sum(1 for other in assignment.submissions if other.decision == Decision.RETURNED.value)
    refused = sum(1 for other in assignment.submissions if other.decision == Decision.REFUSED.value)
    return {
        "id": fact.answer_id,
        "assignment": assignment.id,
        "amends": fact.amends_id,
        "text": fact.text,
        "outcome": fact.outcome,
        "planned_on": iso(fact.planned_on),
        "legal_reason": fact.legal_reason,
        "submitted_at": iso(fact.submitted_at),
        "decided_at": iso(fact.decided_at),
        "returned": returned,
        "refused": refused,
        "one_hand": fact.one_hand,
    }


def _review(assignment: AssignmentFact, fact: SubmissionFact) -> dict[str, Any]:
    """A return or a refusal, also one that an appeal has overturned: that it was made stays told."""
    overturned = fact.overturned
    return {
        "assignment": assignment.id,
        "at": iso(overturned.against_at if overturned else fact.decided_at),
        "decision": overturned.against if overturned else fact.decision,
        "reason": overturned.against_reason_id if overturned else fact.reason_id,
        "sentence": overturned.against_sentence if overturned else fact.sentence,
        "appeal": _appeal(fact.appeal),
    }


def _appeal(fact: AppealFact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {
        "id": fact.id,
        "at": iso(fact.appealed_at),
        "outcome": fact.outcome,
        "decided_at": iso(fact.decided_at),
        "words": fact.words,
    }


def _ruling(fact: RulingFact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "assignment": fact.assignment_id,
        "cause": fact.cause,
        "at": iso(fact.asked_at),
        "due_at": iso(fact.due_at),
        "outcome": fact.outcome,
        "ruled_at": iso(fact.ruled_at),
        "words": fact.words,
    }


def was_sent_back(fact: SubmissionFact) -> bool:
    """True for a version that the Center returned or refused, whatever an appeal has made of that."""
    return fact.decision in SHOWN_DECISIONS or fact.overturned is not None


def _rating(fact: RatingFact) -> dict[str, Any]:
    return {
        "round": fact.round,
        "value": fact.value,
        "rated_at": iso(fact.rated_at),
        "ended_at": iso(fact.ended_at),
    }


def _event(fact: EventFact) -> dict[str, Any]:
    shown = {key: fact.data[key] for key in PUBLIC_EVENT_DATA if key in fact.data}
    if fact.kind == "case.update" and (what := _updated(fact.data)):
        shown["what"] = what
    return {"kind": fact.kind, "at": iso(fact.happened_at), "role": fact.role, **shown}


def _updated(data: Mapping[str, Any]) -> str:
    """What was corrected: of a photo whether it was covered, shown or hidden; "" where a source corrected itself."""
    what = "" if "digest" in data else next((UPDATED[key] for key in UPDATED if key in data), "")
    if what != "photo":
        return what
    if "covers" in data:
        return "photo.cover"
    return f"photo.{'show' if data['public'] else 'hide'}" if "public" in data else what


def _clock(row: ClockRow) -> dict[str, Any]:
    standing = row.standing
    return {
        "assignment": row.assignment_id,
        "round": row.round,
        "since": iso(standing.since),
        "until": iso(standing.until),
        "phase": standing.phase.value,
        "stopped_at": iso(standing.stopped_at),
        "due_at": iso(standing.due_at),
        "term_end": iso(standing.term_end),
        "limit": iso(standing.limit),
        "broken_from": iso(standing.broken_from),
    }


def _term(term: TermFact | None) -> dict[str, Any] | None:
    if term is None:
        return None
    return {
        "kind": term.kind,
        "n": term.n,
        "office": term.office,
        "calendar": term.calendar,
        "legal_act": term.legal_act,
        "law_for": list(term.law_for),
    }


def is_published(fact: SubmissionFact) -> bool:
    """True for a version the public may read: approved, and not retracted since."""
    return fact.decision == Decision.APPROVED.value and fact.retracted_at is None


def story_of(dossier: Dossier, clocks: list[ClockRow]) -> dict[str, Any]:
    """The public story of a case. Texts of submissions that are not published never enter it."""
    assignments = dossier.assignments
    return {
        "rounds": [
            {"number": r.number, "started_at": iso(r.started_at), "due": _dues(r.due_dates)} for r in dossier.rounds
        ],
        "assignments": [_assignment(fact) for fact in assignments],
        "clocks": [_clock(row) for row in clocks],
        "extensions": [_extension(a.id, e) for a in assignments if a.clock_id == a.id for e in a.extensions],
        "answers": [_answer(a, s) for a in assignments for s in a.submissions if is_published(s)],
        "reviews": [_review(a, s) for a in assignments for s in a.submissions if was_sent_back(s)],
        "rulings": [_ruling(ruling) for ruling in dossier.rulings],
        "ratings": [_rating(rating) for rating in dossier.ratings],
        "events": [_event(event) for event in dossier.events if event.kind not in DESK_KINDS],
        "term": _term(dossier.term),
    }
