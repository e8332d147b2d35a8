"""A case's facts as plain values: what standings and story are computed from, loaded or built by the importer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from cases.actions.disputes import RulingFact, appeal_fact, ruling_fact
from cases.actions.due import term_of
from cases.actions.versions import SubmissionFact, handed
from cases.models import (
    Assignment,
    Case,
    CategoryTerm,
    Event,
    Extension,
    Rating,
    Round,
    Ruling,
    Submission,
)
from cases.models import DueDate as DueRow
from cases.rules.due_dates import DueDate
from cases.rules.redaction import covered
from cases.rules.rulings import RulingCause
from cases.rules.states import AssignmentState, CaseState
from cases.rules.verdicts import ClockFacts, Ending, Promise

Row = TypeVar("Row")
#: What the ledger tells before a table of a case can have a row; every row of theirs comes with such an event.
ANSWERING = frozenset({"assignment.submit"})
EXTENDING = ANSWERING | {"case.extend"}  # an approved plan is a promise too
ASKING = frozenset({"assignment.refuse", *(f"assignment.{cause.value}" for cause in RulingCause)})
RATING = frozenset({"case.rate"})
ENDINGS = {AssignmentState.TRANSFERRED.value: Ending.TRANSFERRED, AssignmentState.CANCELLED.value: Ending.CANCELLED}


class TermOf(Protocol):
    """Looks up the version of a term that counts: `cases.actions.due.term_of`, or the same from a table read once."""

    def __call__(self, case: Case, start: datetime, *, left: Iterable[str]) -> CategoryTerm | None:
        """The term of a case's clock; `left` are categories it was taken out of."""


@dataclass(kw_only=True, slots=True)
class ExtensionFact:
    """One published promise of an assignment."""

    published_at: datetime
    recorded_at: datetime
    promised_on: date
    promised_until: datetime
    not_after: datetime | None
    reason_id: int | None
    sentence: str
    struck_at: datetime | None = None
    struck_reason_id: int | None = None


@dataclass(kw_only=True, slots=True)
class AssignmentFact:
    """One agency's charge and everything that belongs to its clock."""

    id: int
    agency_id: int
    kind: str
    round: int
    state: str
    assigned_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    ended_unknown: bool
    clock_id: int
    due_dates: tuple[DueDate, ...] = ()
    extensions: tuple[ExtensionFact, ...] = ()
    submissions: tuple[SubmissionFact, ...] = ()
    start_recorded_at: datetime | None = None
    end_recorded_at: datetime | None = None


@dataclass(kw_only=True, slots=True)
class RatingFact:
    """How a citizen found the answer of a round, until when that held, and never why."""

    round: int
    value: str
    rated_at: datetime
    ended_at: datetime | None


@dataclass(kw_only=True, slots=True)
class RoundFact:
    """The citizen's clock of one round."""

    number: int
    started_at: datetime | None
    due_dates: tuple[DueDate, ...] = ()
    start_recorded_at: datetime | None = None


@dataclass(kw_only=True, slots=True)
class EventFact:
    """An event without its texts, as the public may read it."""

    kind: str
    happened_at: datetime | None
    recorded_at: datetime
    role: str
    data: dict[str, object]


@dataclass(kw_only=True, slots=True)
class TermFact:
    """The legal term that gave the due dates, for the page's explanation."""

    kind: str
    n: int
    office: tuple[str, str] | None
    calendar: str
    legal_act: str
    law_for: tuple[str, ...]


@dataclass(kw_only=True, slots=True)
class Dossier:
    """One case, whole. `removed_at` is when it was withdrawn or merged, None for one that is there."""

    case_id: int
    round: int
    rounds: tuple[RoundFact, ...] = ()
    assignments: tuple[AssignmentFact, ...] = ()
    ratings: tuple[RatingFact, ...] = ()
    events: tuple[EventFact, ...] = ()
    term: TermFact | None = None
    removed_at: datetime | None = None
    rulings: tuple[RulingFact, ...] = ()


def promise(fact: ExtensionFact) -> Promise:
    """The rule's view of an extension."""
    return Promise(
        published_at=fact.published_at,
        until=fact.promised_until,
        not_after=fact.not_after,
        recorded_at=fact.recorded_at,
    )


def clock_facts(fact: AssignmentFact) -> ClockFacts:
    """Everything the verdict of an assignment's clock follows from."""
    ending = ENDINGS.get(fact.state)
    return ClockFacts(
        started_at=fact.started_at,
        due_dates=fact.due_dates,
        promises=tuple(promise(e) for e in fact.extensions),
        submissions=tuple(h for h in map(handed, fact.submissions) if h is not None),
        ended_at=fact.ended_at if ending else None,
        ending=ending,
        ended_unknown=fact.ended_unknown,
        start_recorded_at=fact.start_recorded_at,
        end_recorded_at=fact.end_recorded_at if ending else None,
    )


@dataclass(kw_only=True, slots=True)
class Recordings:
    """When we learned what tables tell only as having happened, from the events that recorded it."""

    rounds: dict[object, datetime] = field(default_factory=dict)
    begun: dict[object, datetime] = field(default_factory=dict)
    ended: dict[object, datetime] = field(default_factory=dict)
    retracted: dict[object, datetime] = field(default_factory=dict)

    def take(self, event: EventFact) -> None:
        """Note what one event began or ended; of several, the newest counts."""
        at, data = event.recorded_at, event.data
        if event.kind in ("case.accept", "case.reopen"):
            self.rounds[data.get("round")] = at
        elif event.kind in ("case.assign", "case.escalate"):
            self.begun[data.get("assignment")] = at
        elif event.kind == "case.transfer":
            self.ended[data.get("assignment")] = self.begun[data.get("to_assignment")] = at
        elif event.kind == "assignment.cancel":
            self.ended[data.get("assignment")] = at
        elif event.kind == "assignment.retract":
            self.retracted[data.get("answer")] = at


def recordings(events: Iterable[EventFact]) -> Recordings:
    """All of them, from a case's events in the order of recording."""
    found = Recordings()
    for event in events:
        found.take(event)
    return found


def _extension(row: Extension) -> ExtensionFact:
    return ExtensionFact(
        published_at=row.published_at,
        recorded_at=row.recorded_at,
        promised_on=row.promised_on,
        promised_until=row.promised_until,
        not_after=row.not_after,
        reason_id=row.reason_id,
        sentence=row.sentence,
        struck_at=row.struck_at,
        struck_reason_id=row.struck_reason_id,
    )


def _versions(cases: Iterable[int]) -> QuerySet[Any]:
    """All versions of these cases, with `one_hand`: whether one of its authors decided on it."""
    alone = Exists(Submission.objects.filter(pk=OuterRef("pk"), hands=OuterRef("decided_by")))
    found = Submission.objects.filter(answer__assignment__case__in=cases).select_related("answer", "appeal")
    return found.annotate(one_hand=alone)


def _submission(row: Any, known: Recordings) -> SubmissionFact:
    """One of `_versions` as a plain value."""
    return SubmissionFact(
        answer_id=row.answer_id,
        amends_id=row.answer.amends_id,
        number=row.number,
        text=covered(row.text, row.covers),
        outcome=row.outcome,
        planned_on=row.planned_on,
        legal_reason=row.legal_reason,
        submitted_at=row.submitted_at,
        recorded_at=row.recorded_at,
        decision=row.decision,
        decided_at=row.decided_at,
        retracted_at=row.retracted_at,
        reason_id=row.reason_id,
        sentence=row.sentence,
        decision_recorded_at=row.decision_recorded_at,
        retraction_recorded_at=known.retracted.get(row.answer_id) if row.retracted_at else None,
        one_hand=row.one_hand,
        appeal=appeal_fact(row.appeal) if hasattr(row, "appeal") else None,
    )


def _rating(row: Rating) -> RatingFact:
    return RatingFact(round=row.round, value=row.value, rated_at=row.rated_at, ended_at=row.ended_at)


def _assignments(
    rows: Iterable[Assignment],
    dues: Mapping[int, list[DueDate]],
    extensions: Mapping[int, list[ExtensionFact]],
    submissions: Mapping[int, list[Any]],
    known: Recordings,
) -> tuple[AssignmentFact, ...]:
    """The assignments of one case; due dates and extensions by their clock."""
    return tuple(
        AssignmentFact(
            id=row.pk,
            agency_id=row.agency_id,
            kind=row.kind,
            round=row.round,
            state=row.state,
            assigned_at=row.assigned_at,
            started_at=row.started_at,
            ended_at=row.ended_at,
            ended_unknown=row.ended_unknown,
            clock_id=row.clock_id,
            due_dates=tuple(dues.get(row.clock_id, ())),
            extensions=tuple(extensions.get(row.clock_id, ())),
            submissions=tuple(_submission(version, known) for version in submissions.get(row.pk, ())),
            start_recorded_at=known.begun.get(row.clock_id),
            end_recorded_at=known.ended.get(row.pk),
        )
        for row in rows
    )


def term_fact(version: CategoryTerm) -> TermFact:
    """A version of a term as the page explains it."""
    office = None
    if version.office_opens is not None and version.office_closes is not None:
        office = (version.office_opens.isoformat("minutes"), version.office_closes.isoformat("minutes"))
    return TermFact(
        kind=version.kind,
        n=version.n,
        office=office,
        calendar=version.calendar.slug,
        legal_act=version.legal_act,
        law_for=tuple(version.law_for),
    )


def _term(case: Case, round_fact: RoundFact | None, events: Iterable[EventFact], term_of: TermOf) -> TermFact | None:
    """The term that gave the round's due date; None where a source gave it, or nobody did."""
    if round_fact is None or round_fact.started_at is None or not round_fact.due_dates:
        return None
    if all(due.cause == "source" for due in round_fact.due_dates):
        return None
    left = [str(e.data["category_before"]) for e in events if e.kind == "case.update" and "category_before" in e.data]
    version = term_of(case, round_fact.started_at, left=left)
    return None if version is None else term_fact(version)


def load(case: Case) -> Dossier:
    """Read a case's facts (a constant number of queries)."""
    return load_all([case], term_of=term_of)[0]


def load_all(cases: Sequence[Case], *, term_of: TermOf) -> list[Dossier]:
    """Read the facts of many cases, in their order: as many queries as for one, besides what `term_of` asks."""
    ids = [case.pk for case in cases]
    rounds: dict[tuple[int, int], list[DueDate]] = {}
    dues: dict[int, list[DueDate]] = {}
    for row in DueRow.objects.filter(case__in=ids):
        entry = DueDate(due_at=row.due_at, since=row.since, cause=row.cause, recorded_at=row.recorded_at)
        if row.assignment_id is not None:
            dues.setdefault(row.assignment_id, []).append(entry)
        elif row.round is not None:
            rounds.setdefault((row.case_id, row.round), []).append(entry)
    events = grouped(Event.objects.filter(case__in=ids).order_by("case_id", "seq"), lambda row: row.case_id)
    kinds = {event.kind for rows in events.values() for event in rows}

    def after(began: frozenset[str], rows: QuerySet[Any]) -> Iterable[Any]:
        """Rows of a table, unless the ledger says that it cannot have any: most cases are spared these queries."""
        return rows if kinds & began else ()

    begun = grouped(Round.objects.filter(case__in=ids).order_by("number"), lambda row: row.case_id)
    charges = grouped(Assignment.objects.filter(case__in=ids), lambda row: row.case_id)
    clocks = {row.pk: row.clock_id for rows in charges.values() for row in rows}
    extensions: dict[int, list[ExtensionFact]] = {}
    for extension in after(EXTENDING, Extension.objects.filter(assignment__case__in=ids)):
        extensions.setdefault(clocks[extension.assignment_id], []).append(_extension(extension))
    submissions = grouped(after(ANSWERING, _versions(ids)), lambda row: row.answer.assignment_id)
    asked = Ruling.objects.filter(assignment__case__in=ids).select_related("assignment")
    rulings = grouped(after(ASKING, asked), lambda row: row.assignment.case_id)
    rated = Rating.objects.filter(case__in=ids).defer("reason").order_by("case_id", "round", "pk")
    ratings = grouped(after(RATING, rated), lambda row: row.case_id)

    def told(case: Case) -> Dossier:
        history = tuple(map(_event, events.get(case.pk, ())))
        known = recordings(history)
        facts = tuple(
            RoundFact(
                number=r.number,
                started_at=r.started_at,
                due_dates=tuple(rounds.get((case.pk, r.number), ())),
                start_recorded_at=known.rounds.get(r.number),
            )
            for r in begun.get(case.pk, ())
        )
        return Dossier(
            case_id=case.pk,
            round=case.round,
            rounds=facts,
            assignments=_assignments(charges.get(case.pk, ()), dues, extensions, submissions, known),
            ratings=tuple(map(_rating, ratings.get(case.pk, ()))),
            events=history,
            term=_term(case, facts[-1] if facts else None, history, term_of),
            removed_at=_removed_at(case, history),
            rulings=tuple(map(ruling_fact, rulings.get(case.pk, ()))),
        )

    return [told(case) for case in cases]


def grouped(rows: Iterable[Row], key: Callable[[Row], int]) -> dict[int, list[Row]]:
    """Rows by what they belong to, each group in their order."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _event(row: Event) -> EventFact:
    return EventFact(
        kind=row.kind, happened_at=row.happened_at, recorded_at=row.recorded_at, role=row.role, data=row.data
    )


def _removed_at(case: Case, events: Iterable[EventFact]) -> datetime | None:
    if case.state not in (CaseState.WITHDRAWN.value, CaseState.MERGED.value):
        return None
    return [event.happened_at for event in events if event.kind in ("case.withdraw", "case.merge")][-1]
