"""Writes arrivals: every table of a case, in the order its keys need, a batch at a time."""

from __future__ import annotations

from dataclasses import dataclass

from cases.actions.arrival import Arrival, dossier_of, states_of
from cases.actions.branches import Branch
from cases.actions.bulk_rows import Rows
from cases.actions.clocks import clock_rows, learned_at
from cases.actions.dossier import Dossier
from cases.actions.page_rows import PageRows
from cases.actions.story import story_of
from cases.models import (
    EVERYBODY,
    Answer,
    Assignment,
    Case,
    Delivery,
    DueDate,
    Event,
    PublicationLevel,
    Round,
    Standing,
    Story,
    Submission,
)
from cases.rules.events import GENESIS, chain_hash, text_digest

CASE = [
    "id",
    "number",
    "source",
    "reference",
    "state",
    "category_id",
    "ward_id",
    "level",
    "sent_at",
    "accepted_at",
    "lat",
    "lon",
    "salt",
    "version",
    "event_count",
    "head_hash",
    "source_digest",
    "source_texts",
    "channel",
    "extra",
    "flags",
]
ASSIGNMENT = ["id", "case_id", "agency_id", "state", "assigned_at", "started_at", "ended_at", "ended_unknown"]
DUE = ["case_id", "round", "assignment_id", "due_at", "since", "cause", "recorded_at"]
ANSWER = ["id", "assignment_id", "state", "text", "outcome", "live", "first_published_at", "last_published_at"]
SUBMISSION = [
    "answer_id",
    "number",
    "text",
    "outcome",
    "salt",
    "submitted_at",
    "recorded_at",
    "decision",
    "decided_at",
    "decision_recorded_at",
]
STANDING = [
    "case_id",
    "assignment_id",
    "round",
    "since",
    "until",
    "phase",
    "started_at",
    "stopped_at",
    "due_at",
    "term_end",
    "limit_at",
    "broken_from",
    "recorded_at",
]
EVENT = ["case_id", "seq", "kind", "happened_at", "recorded_at", "role", "data", "previous", "hash"]


@dataclass(frozen=True, slots=True)
class Collected:
    """An arrival whose rows are ready but for what only a locked tree can say: its number and where its page goes."""

    arrival: Arrival
    events: int
    head: str


class Tables:
    """All tables of a case, filled arrival by arrival and written at once."""

    def __init__(self) -> None:
        self.cases = Rows(Case, CASE)
        self.rounds = Rows(Round, ("case_id", "number", "started_at"))
        self.assignments = Rows(Assignment, ASSIGNMENT)
        self.dues = Rows(DueDate, DUE)
        self.answers = Rows(Answer, ANSWER)
        self.submissions = Rows(Submission, SUBMISSION)
        self.standings = Rows(Standing, STANDING)
        self.events = Rows(Event, EVENT)
        self.stories = Rows(Story, ("case_id", "data"))
        self.pages = PageRows()
        self.deliveries = Rows(Delivery, ("consumer", "case_id", "event_seq", "created_at"))

    def collect(self, arrival: Arrival) -> Collected:
        """Collect what is the same whatever the case's number; `place` the case afterwards."""
        facts = dossier_of(arrival)
        head = self._add_events(facts)
        self.rounds.add(arrival.case_id, 1, arrival.incoming.started_at)
        self._add_assignments(arrival, facts)
        self._add_clocks(facts)
        for consumer in EVERYBODY:
            self.deliveries.add(consumer, arrival.case_id, len(facts.events), arrival.recorded_at)
        return Collected(arrival, len(facts.events), head)

    def place(
        self,
        collected: Collected,
        number: int,
        *,
        category_id: int,
        ward_id: int | None,
        page_id: int,
        branch: Branch,
    ) -> None:
        """Collect the case itself and its page."""
        arrival, incoming = collected.arrival, collected.arrival.incoming
        self._add_case(collected, number, category_id, ward_id)
        self.pages.add_case(
            page_id,
            branch,
            case_id=arrival.case_id,
            number=number,
            point=None if incoming.lon is None or incoming.lat is None else (incoming.lon, incoming.lat),
            title=incoming.title,
            text=incoming.text,
            place=incoming.place,
            published=None if arrival.level == PublicationLevel.FIGURES else arrival.recorded_at,
        )

    def _add_clocks(self, facts: Dossier) -> None:
        """The standings of all its clocks, and the story that tells them."""
        rows = list(clock_rows(facts))
        recorded_at = facts.events[-1].recorded_at
        for clock in rows:
            s = clock.standing
            self.standings.add(
                facts.case_id,
                clock.assignment_id,
                clock.round,
                s.since,
                s.until,
                s.phase.value,
                clock.started_at,
                s.stopped_at,
                s.due_at,
                s.term_end,
                s.limit,
                s.broken_from,
                learned_at(s.since, recorded_at),
            )
        self.stories.add(facts.case_id, story_of(facts, rows))

    def _add_events(self, facts: Dossier) -> str:
        head = GENESIS
        for seq, fact in enumerate(facts.events, start=1):
            payload = {
                "case": facts.case_id,
                "seq": seq,
                "kind": fact.kind,
                "happened_at": fact.happened_at,
                "recorded_at": fact.recorded_at,
                "role": fact.role,
                "data": fact.data,
            }
            previous, head = head, chain_hash(head, payload)
            self.events.add(
                facts.case_id, seq, fact.kind, fact.happened_at, fact.recorded_at, fact.role, fact.data, previous, head
            )
        return head

    def _add_case(self, collected: Collected, number: int, category_id: int, ward_id: int | None) -> None:
        arrival, incoming = collected.arrival, collected.arrival.incoming
        self.cases.add(
            arrival.case_id,
            number,
            incoming.source,
            incoming.reference,
            states_of(over=arrival.over)[0].value,
            category_id,
            ward_id,
            arrival.level,
            incoming.sent_at,
            incoming.accepted_at,
            incoming.lat,
            incoming.lon,
            arrival.salt,
            1,
            collected.events,
            collected.head,
            incoming.digest,
            text_digests(arrival.salt, incoming.title, incoming.text, incoming.place),
            incoming.source_channel,
            dict(incoming.extra),
            list(incoming.flags_at(arrival.recorded_at)),
        )

    def _add_assignments(self, arrival: Arrival, facts: Dossier) -> None:
        if arrival.due is not None:
            due = arrival.due
            self.dues.add(arrival.case_id, 1, None, due.due_at, due.since, due.cause, arrival.recorded_at)
        answer_state = states_of(over=arrival.over)[2].value
        for fact in facts.assignments:
            self.assignments.add(
                fact.id,
                arrival.case_id,
                fact.agency_id,
                fact.state,
                fact.assigned_at,
                fact.started_at,
                fact.ended_at,
                fact.ended_unknown,
            )
            for due in fact.due_dates:
                self.dues.add(arrival.case_id, None, fact.id, due.due_at, due.since, due.cause, arrival.recorded_at)
            for version in fact.submissions:
                self.answers.add(
                    version.answer_id,
                    fact.id,
                    answer_state,
                    version.text,
                    version.outcome,
                    True,
                    version.decided_at,
                    version.decided_at,
                )
                self.submissions.add(
                    version.answer_id,
                    version.number,
                    version.text,
                    version.outcome,
                    arrival.salt,
                    version.submitted_at,
                    arrival.recorded_at,
                    version.decision,
                    version.decided_at,
                    arrival.recorded_at,
                )

    @property
    def collected(self) -> tuple[Rows, ...]:
        """The tables that `collect` fills, parents before children."""
        return (
            self.rounds,
            self.assignments,
            self.dues,
            self.answers,
            self.submissions,
            self.standings,
            self.events,
            self.stories,
            self.deliveries,
        )

    def write(self) -> None:
        """Write everything that was collected, parents before children."""
        self.cases.write()
        for rows in self.collected:
            rows.write()
        self.pages.write()


def text_digests(salt: str, title: str, text: str, place: str) -> dict[str, str]:
    """What the page's texts were when the source last wrote them: an editor's change shows as a difference."""
    return {"title": text_digest(salt, title), "text": text_digest(salt, text), "place": text_digest(salt, place)}
