"""Whole lives in memory: the moves of the single verbs, made one after the other without asking the database.

For lives that are known from beginning to end. What comes out is what the verbs would have written, row by row; the
tables of states are the same, and so are the rules of terms and clocks. A test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from cases.actions.actor import Actor
from cases.actions.changing import ActionRefused, new_salt, refuse_before
from cases.actions.dossier import (
    AssignmentFact,
    Dossier,
    EventFact,
    ExtensionFact,
    RatingFact,
    RoundFact,
    clock_facts,
    term_fact,
)
from cases.actions.due import DEFAULT_WORKING_DAYS
from cases.actions.extend import refuse_empty_promise
from cases.actions.known import Known
from cases.actions.rate import refuse_no_rating
from cases.actions.versions import SubmissionFact
from cases.models import (
    Agency,
    AssignmentKind,
    Category,
    CategoryTerm,
    Outcome,
    PublicationLevel,
    ReasonKind,
    TermKind,
    Ward,
)
from cases.rules.due_dates import DueDate
from cases.rules.events import text_digest
from cases.rules.instants import utc
from cases.rules.promises import latest_promise
from cases.rules.states import (
    ANSWER_MOVES,
    ASSIGNMENT_MOVES,
    CASE_MOVES,
    AnswerMove,
    AnswerState,
    AssignmentMove,
    AssignmentState,
    CaseMove,
    CaseState,
    check_move,
    is_answered,
)
from cases.rules.terms import due_at
from cases.rules.verdicts import Promise

#: How a decision is called in the ledger and in a submission.
DECISIONS = {AnswerMove.APPROVE: "approved", AnswerMove.RETURN: "returned"}


@dataclass(kw_only=True, slots=True)
class Registry:
    """What lives look up: terms, calendars and codes, each asked for once."""

    known: Known = field(default_factory=Known)
    reasons: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(kw_only=True, slots=True)
class Answering:
    """An answer, and the versions of it that were submitted."""

    state: AnswerState
    salt: str
    fact: SubmissionFact


@dataclass(kw_only=True, slots=True)
class Rated:
    """A rating: what the public knows of it, how it came, and what only the Center reads."""

    fact: RatingFact
    source: str
    reason: str
    salt: str


@dataclass(kw_only=True, slots=True)
class Ids:
    """Primary keys nobody else has, one after the other."""

    case_id: int
    assignments: list[int]
    answers: list[int]


@dataclass(kw_only=True, slots=True)
class WholeLife:
    """A case from its reception on. Every method is the verb of its name, with the same checks of states.

    Instants are aware and go forward; texts are what the public reads. It has one round, no opinions, amendments or
    removals: for those there are the verbs. ActionRefused or MoveRefused for what cannot be.
    """

    ids: Ids
    number: int
    category: Category
    ward: Ward | None
    point: tuple[float, float] | None
    title: str
    text: str
    place: str
    sent_at: datetime
    recorded_at: datetime
    registry: Registry
    salt: str = field(default_factory=new_salt)
    state: CaseState = CaseState.RECEIVED
    accepted_at: datetime | None = None
    version: int = 0
    events: list[EventFact] = field(default_factory=list)
    rounds: list[RoundFact] = field(default_factory=list)
    assignments: list[AssignmentFact] = field(default_factory=list)
    answers: dict[int, Answering] = field(default_factory=dict)
    rated: list[Rated] = field(default_factory=list)
    term: CategoryTerm | None = None

    # --- from a report to a case ---

    def receive(self, *, by: Actor) -> None:
        """Take it in."""
        self._record(by, self.sent_at, "case.receive", category=self.category.slug)

    def accept(self, *, by: Actor, at: datetime) -> None:
        """Accept it, to be read in full as it was sent."""
        if self.category.publication_level != PublicationLevel.FULL:
            raise ActionRefused("What is not public in full needs other words: it is for the verbs.")
        self._move(CaseMove.ACCEPT)
        self.accepted_at = utc(at)
        self.term = self._term(at)
        self.rounds.append(
            RoundFact(number=1, started_at=utc(at), due_dates=self._dues(at), start_recorded_at=self.recorded_at)
        )
        self._record(by, at, "case.accept", level=self.category.publication_level, round=1)

    def decline(self, *, reason: str, by: Actor, at: datetime) -> None:
        """Turn it away."""
        self._move(CaseMove.DECLINE)
        self._reason(ReasonKind.DECLINE, reason)
        self._record(by, at, "case.decline", reason=reason)

    # --- whose it is ---

    def assign(self, agency: Agency, *, by: Actor, at: datetime) -> AssignmentFact:
        """Give it to an agency."""
        self._move(CaseMove.ASSIGN)
        charge = self._begin(agency, at)
        kind = AssignmentKind.HANDLING.value
        self._record(by, at, "case.assign", assignment=charge.id, agency=agency.pk, assignment_kind=kind)
        return charge

    def transfer(self, charge: AssignmentFact, *, to: Agency, reason: str, by: Actor, at: datetime) -> AssignmentFact:
        """Hand a charge on to an agency that never had the case."""
        self._move(CaseMove.TRANSFER)
        self._reason(ReasonKind.TRANSFER, reason)
        charge.state = check_move(ASSIGNMENT_MOVES, AssignmentState(charge.state), AssignmentMove.TRANSFER).value
        charge.ended_at, charge.end_recorded_at = utc(at), self.recorded_at
        new = self._begin(to, at)
        self._record(
            by,
            at,
            "case.transfer",
            assignment=charge.id,
            agency=charge.agency_id,
            to_assignment=new.id,
            to_agency=to.pk,
            assignment_kind=new.kind,
            reason=reason,
        )
        return new

    def extend(
        self, charge: AssignmentFact, *, promised_on: date, reason: str, sentence: str, by: Actor, at: datetime
    ) -> None:
        """Publish why it takes longer and by when it will be done."""
        self._move(CaseMove.EXTEND)
        if charge.state != AssignmentState.OPEN.value:
            raise ActionRefused("Only an open assignment, with no answer awaiting review, can be extended.")
        until, not_after = self._end_of(promised_on, at), self._latest_promise(at)
        candidate = Promise(published_at=utc(at), until=until, not_after=not_after, recorded_at=self.recorded_at)
        refuse_empty_promise(clock_facts(charge), candidate)
        fact = ExtensionFact(
            published_at=utc(at),
            recorded_at=self.recorded_at,
            promised_on=promised_on,
            promised_until=until,
            not_after=not_after,
            reason_id=self._reason(ReasonKind.EXTEND, reason),
            sentence=sentence,
        )
        charge.extensions = (*charge.extensions, fact)
        told = {"assignment": charge.id, "agency": charge.agency_id, "promised_on": promised_on.isoformat()}
        self._record(by, at, "case.extend", **told, reason=reason)

    # --- what is answered ---

    def submit(
        self, charge: AssignmentFact, *, text: str, outcome: str, by: Actor, at: datetime, legal_reason: str = ""
    ) -> int:
        """Write an answer and hand it in; its id. A plan is for the verbs."""
        if outcome == Outcome.PLANNED:
            raise ActionRefused("A plan is not told in bulk.")
        charge.state = check_move(ASSIGNMENT_MOVES, AssignmentState(charge.state), AssignmentMove.SUBMIT).value
        fact = SubmissionFact(
            answer_id=self.ids.answers.pop(0),
            amends_id=None,
            number=1,
            text=text,
            outcome=outcome,
            planned_on=None,
            legal_reason=legal_reason,
            submitted_at=utc(at),
            recorded_at=self.recorded_at,
            decision="",
            decided_at=None,
            retracted_at=None,
            reason_id=None,
            sentence="",
        )
        state = check_move(ANSWER_MOVES, AnswerState.DRAFT, AnswerMove.SUBMIT)
        given = self.answers[fact.answer_id] = Answering(state=state, salt=new_salt(), fact=fact)
        charge.submissions = (*charge.submissions, fact)
        digest = text_digest(given.salt, text)
        self._record(by, at, "assignment.submit", **_told(charge, fact), outcome=fact.outcome, text=digest)
        return fact.answer_id

    def approve(self, charge: AssignmentFact, answer_id: int, *, by: Actor, at: datetime) -> None:
        """Publish an answer; the last one of the round ends the case."""
        fact = self._decide(charge, answer_id, AnswerMove.APPROVE, at)
        charge.ended_at = fact.submitted_at
        self._record(by, at, "assignment.approve", **_told(charge, fact), outcome=fact.outcome)
        if is_answered([AssignmentState(each.state) for each in self.assignments]):
            self.state = check_move(CASE_MOVES, self.state, CaseMove.ANSWER)
            self._add(by, at, "case.answer", round=1)

    def send_back(
        self, charge: AssignmentFact, answer_id: int, *, move: AnswerMove, reason: str, sentence: str, by: Actor,
        at: datetime,
    ) -> None:  # fmt: skip
        """Return an answer, with a reason. A refusal obliges the Center to rule: it is for the verbs."""
        if move is AnswerMove.REFUSE:
            raise ActionRefused("A refusal obliges the Center to rule: it is for the verbs.")
        fact = self._decide(charge, answer_id, move, at)
        fact.reason_id, fact.sentence = self._reason(ReasonKind.RETURN, reason), sentence
        self._record(by, at, f"assignment.{move.value}", **_told(charge, fact), reason=reason)

    def rate(self, value: str, *, source: str, by: Actor, at: datetime, reason: str = "") -> None:
        """Say how the answer was found; again, and that takes the place of what was said before."""
        refuse_no_rating(value, source, reason, by)
        self._move(CaseMove.RATE)
        fact = RatingFact(round=1, value=value, rated_at=utc(at), ended_at=None)
        given = Rated(fact=fact, source=source, reason=reason.strip(), salt=new_salt())
        digest = {"text": text_digest(given.salt, given.reason)} if given.reason else {}
        self._record(by, at, "case.rate", round=1, rating=value, source=source, **digest)
        if self.rated:
            self.rated[-1].fact.ended_at = utc(at)
        self.rated.append(given)

    def dossier(self) -> Dossier:
        """The case's facts, as if read back from the tables."""
        return Dossier(
            case_id=self.ids.case_id,
            round=1,
            rounds=tuple(self.rounds),
            assignments=tuple(self.assignments),
            ratings=tuple(given.fact for given in self.rated),
            events=tuple(self.events),
            term=None if self.term is None else term_fact(self.term),
        )

    # --- within ---

    def _move(self, move: CaseMove) -> None:
        self.state = check_move(CASE_MOVES, self.state, move)

    def _record(self, by: Actor, at: datetime, kind: str, **data: Any) -> None:
        """One verb: one event, one version more."""
        self.version += 1
        self._add(by, at, kind, **data)

    def _add(self, by: Actor, at: datetime, kind: str, **data: Any) -> None:
        if self.events:
            refuse_before(utc(at), self.events[-1].happened_at, "The last thing happened")
        self.events.append(
            EventFact(kind=kind, happened_at=utc(at), recorded_at=self.recorded_at, role=by.role.value, data=data)
        )

    def _begin(self, agency: Agency, at: datetime) -> AssignmentFact:
        if any(charge.agency_id == agency.pk for charge in self.assignments):
            raise ActionRefused(f"{agency} has had this case: its old clock is for the verbs.")
        charge = AssignmentFact(
            id=self.ids.assignments.pop(0),
            agency_id=agency.pk,
            kind=AssignmentKind.HANDLING.value,
            round=1,
            state=AssignmentState.OPEN.value,
            assigned_at=utc(at),
            started_at=utc(at),
            ended_at=None,
            ended_unknown=False,
            clock_id=0,
            due_dates=self._dues(at),
            start_recorded_at=self.recorded_at,
        )
        charge.clock_id = charge.id
        self.assignments.append(charge)
        return charge

    def _decide(self, charge: AssignmentFact, answer_id: int, move: AnswerMove, at: datetime) -> SubmissionFact:
        given = self.answers[answer_id]
        given.state = check_move(ANSWER_MOVES, given.state, move)
        moved = check_move(ASSIGNMENT_MOVES, AssignmentState(charge.state), AssignmentMove(move.value))
        charge.state = moved.value
        fact = given.fact
        fact.decision, fact.decided_at, fact.decision_recorded_at = DECISIONS[move], utc(at), self.recorded_at
        return fact

    def _reason(self, kind: ReasonKind, code: str) -> int:
        found = self.registry.reasons.get((kind.value, code))
        if found is None:
            raise ActionRefused(f"There is no active {kind.value} reason with the code {code!r}.")
        return found

    def _term(self, at: datetime) -> CategoryTerm | None:
        return self.registry.known.term(self.category.pk, timezone.localdate(at))

    def _dues(self, at: datetime) -> tuple[DueDate, ...]:
        term = self._term(at)
        if term is None:
            return ()
        due = due_at(term.as_rule(), self.registry.known.calendar(term.calendar), at)
        return (DueDate(due_at=utc(due), since=utc(at), cause="term", recorded_at=self.recorded_at),)

    def _end_of(self, day: date, at: datetime) -> datetime:
        term = self._term(at)
        if term is None:
            raise ActionRefused("Without a term nobody can say by which calendar a promise counts.")
        return utc(self.registry.known.calendar(term.calendar).end_of(day))

    def _latest_promise(self, at: datetime) -> datetime:
        term = self._term(at)
        if term is None:
            raise ActionRefused("Without a term nobody can say how far a promise may reach.")
        days = settings.EXTENSION_WORKING_DAYS
        if days is None:
            days = term.n if term.kind == TermKind.WORKING_DAYS else DEFAULT_WORKING_DAYS
        return utc(latest_promise(self.registry.known.calendar(term.calendar), at, days))


def _told(charge: AssignmentFact, fact: SubmissionFact) -> dict[str, Any]:
    """What every event about an answer names."""
    return {
        "assignment": charge.id,
        "agency": charge.agency_id,
        "answer": fact.answer_id,
        "version": fact.number,
    }
