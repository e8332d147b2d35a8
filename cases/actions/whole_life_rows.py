"""Writes whole lives: every table of a case, a batch at a time, through the tables of the bulk verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from wagtail.models import Page

from cases.actions.branches import Branch, Branches
from cases.actions.bulk_rows import Rows, reserve_ids
from cases.actions.bulk_tables import ASSIGNMENT, CASE, SUBMISSION, Tables
from cases.actions.dossier import AssignmentFact
from cases.actions.known import Known
from cases.actions.numbering import lock_tree, next_number
from cases.actions.whole_lives import Answering, Ids, Registry, WholeLife
from cases.models import (
    EVERYBODY,
    Answer,
    Assignment,
    Case,
    Extension,
    Rating,
    ReasonCode,
    Report,
    Submission,
)
from cases.rules.states import AnswerState

CHARGES = 2  # assignments, and answers, that a life may have at most
ANSWER = ["id", "assignment_id", "state", "text", "outcome", "legal_reason", "live"]
ANSWER_DATES = ["first_published_at", "last_published_at"]
RATING = ["case_id", "round", "value", "source", "reason", "salt", "rated_at", "recorded_at", "ended_at"]
EXTENSION = ["assignment_id", "published_at", "recorded_at", "promised_on", "promised_until", "not_after"]

#: Makes a life of its ids, its number and what it may look up, at one instant of recording.
Begin = Callable[[Ids, int, Registry], WholeLife]


class LifeTables(Tables):
    """All tables of a case, filled life by life and written at once."""

    def __init__(self) -> None:
        super().__init__()
        self.reports = Rows(Report, ("case_id", "title", "text", "place"))
        self.answers = Rows(Answer, [*ANSWER, *ANSWER_DATES])
        self.submissions = Rows(Submission, [*SUBMISSION, "legal_reason", "reason_id", "sentence"])
        self.extensions = Rows(Extension, [*EXTENSION, "reason_id", "sentence"])
        self.ratings = Rows(Rating, RATING)

    def add_life(self, life: WholeLife, *, page_id: int | None, branch: Branch | None) -> None:
        """Collect every row of one life; only an accepted case has a page."""
        facts = life.dossier()
        head = self._add_events(facts)
        self._add_life(life, head)
        self._add_rounds(life)
        for charge in life.assignments:
            self._add_charge(life, charge)
        self._add_ratings(life)
        self._add_clocks(facts)
        if page_id is not None and branch is not None:
            self.pages.add_case(
                page_id,
                branch,
                case_id=facts.case_id,
                number=life.number,
                point=None if life.point is None else (life.point[1], life.point[0]),
                title=life.title,
                text=life.text,
                place=life.place,
                published=life.recorded_at,
            )
        for consumer in EVERYBODY:
            self.deliveries.add(consumer, facts.case_id, len(facts.events), life.recorded_at)

    def _add_life(self, life: WholeLife, head: str) -> None:
        case_id = life.ids.case_id
        lat, lon = life.point or (None, None)
        told = {
            "id": case_id,
            "number": life.number,
            "source": "portal",
            "reference": str(life.number),
            "state": life.state.value,
            "category_id": life.category.pk,
            "ward_id": None if life.ward is None else life.ward.pk,
            "level": life.category.publication_level,
            "sent_at": life.sent_at,
            "accepted_at": life.accepted_at,
            "lat": lat,
            "lon": lon,
            "salt": life.salt,
            "version": life.version,
            "event_count": len(life.events),
            "head_hash": head,
            "source_digest": "",
            "source_texts": {},
            "channel": "",
            "extra": {},
            "flags": [],
        }
        self.cases.add(*[told[name] for name in CASE])
        self.reports.add(case_id, life.title, life.text, life.place)

    def _add_rounds(self, life: WholeLife) -> None:
        for fact in life.rounds:
            self.rounds.add(life.ids.case_id, fact.number, fact.started_at)
            for due in fact.due_dates:
                self.dues.add(life.ids.case_id, fact.number, None, due.due_at, due.since, due.cause, due.recorded_at)

    def _add_ratings(self, life: WholeLife) -> None:
        for given in life.rated:
            fact, words = given.fact, (given.source, given.reason, given.salt)
            instants = (fact.rated_at, life.recorded_at, fact.ended_at)
            self.ratings.add(life.ids.case_id, fact.round, fact.value, *words, *instants)

    def _add_charge(self, life: WholeLife, fact: AssignmentFact) -> None:
        case_id = life.ids.case_id
        told = {name: getattr(fact, name) for name in ASSIGNMENT if name != "case_id"} | {"case_id": case_id}
        self.assignments.add(*[told[name] for name in ASSIGNMENT])
        for due in fact.due_dates:
            self.dues.add(case_id, None, fact.id, due.due_at, due.since, due.cause, due.recorded_at)
        for promise in fact.extensions:
            dates = [getattr(promise, name) for name in EXTENSION if name != "assignment_id"]
            self.extensions.add(fact.id, *dates, promise.reason_id, promise.sentence)
        for version in fact.submissions:
            self._add_answer(fact.id, life.answers[version.answer_id])

    def _add_answer(self, assignment_id: int, given: Answering) -> None:
        fact = given.fact
        published = fact.decided_at if given.state is AnswerState.APPROVED else None
        live = published is not None
        words = (fact.text, fact.outcome, fact.legal_reason)
        self.answers.add(fact.answer_id, assignment_id, given.state.value, *words, live, published, published)
        self.submissions.add(
            fact.answer_id,
            fact.number,
            fact.text,
            fact.outcome,
            given.salt,
            fact.submitted_at,
            fact.recorded_at,
            fact.decision,
            fact.decided_at,
            fact.decision_recorded_at,
            fact.legal_reason,
            fact.reason_id,
            fact.sentence,
        )

    def write(self) -> None:
        """Write everything that was collected, parents before children."""
        super().write()
        self.reports.write()
        self.extensions.write()
        self.ratings.write()


@transaction.atomic
def write_lives(begins: Sequence[Begin]) -> list[int]:
    """Live and write lives in the order given, with the next free numbers; the ids of their cases.

    Nobody is told: bring the search up to date afterwards.
    """
    if not begins:
        return []
    lock_tree()
    registry = Registry(known=Known(), reasons=_reasons())
    first = next_number()
    count = len(begins)
    charges = iter(reserve_ids(Assignment, CHARGES * count))
    answers = iter(reserve_ids(Answer, CHARGES * count))
    lives = []
    for n, (begin, case_id) in enumerate(zip(begins, reserve_ids(Case, count), strict=True)):
        ids = Ids(
            case_id=case_id,
            assignments=[next(charges) for _ in range(CHARGES)],
            answers=[next(answers) for _ in range(CHARGES)],
        )
        lives.append(begin(ids, first + n, registry))
    _write(lives)
    return [life.ids.case_id for life in lives]


def _write(lives: Iterable[WholeLife]) -> None:
    branches, tables = Branches(), LifeTables()
    under = [(life, None if life.accepted_at is None else branches.of(life.accepted_at)) for life in lives]
    # Only now: making a month page takes an id too.
    page_ids = iter(reserve_ids(Page, sum(branch is not None for _, branch in under)))
    for life, branch in under:
        tables.add_life(life, page_id=None if branch is None else next(page_ids), branch=branch)
    tables.write()
    branches.close()


def _reasons() -> dict[tuple[str, str], int]:
    codes = ReasonCode.objects.filter(active=True).values_list("kind", "code", "pk")
    return {(kind, code): pk for kind, code, pk in codes}
