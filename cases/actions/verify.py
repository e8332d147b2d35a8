"""Verify the ledger: every chain is whole, and replays to what the tables say. It only reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from cases.actions.changing import event_payload, locked_case
from cases.models import Answer, Assignment, Case, Event, Rating, triggers
from cases.rules import replay
from cases.rules.events import GENESIS, chain_hash
from cases.rules.states import AnswerState

CASES_AT_A_TIME = 500


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong, and where: the case's public number and the event's place in its chain, where there is one."""

    what: str
    case: int | None = None
    seq: int | None = None

    def __str__(self) -> str:
        place = "ledger" if self.case is None else f"case {self.case}"
        return f"{place}: {self.what}" if self.seq is None else f"{place}, event {self.seq}: {self.what}"


@dataclass(frozen=True, kw_only=True)
class Chain:
    """One case with its events, the states its assignments and answers are stored in, and its ratings by round."""

    case: Case
    events: list[Event]
    assignments: Mapping[int, str]
    answers: Mapping[int, str]
    ratings: Mapping[int, str]


@dataclass(kw_only=True)
class Verification:
    """One run over all chains, some hundred cases at a time. Its counts and digest are complete once it has ended."""

    cases: int = 0
    events: int = 0
    _heads: Any = field(default_factory=hashlib.sha256)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the heads of all chains, in order of the cases' ids: what a snapshot keeps of them."""
        return str(self._heads.hexdigest())

    def run(self) -> Iterator[Finding]:
        """Yield whatever is wrong."""
        for name in triggers.missing(connection):
            yield Finding(what=f"the trigger {name} is missing")
        yield from without_case()
        for chain in chains():
            self.cases += 1
            self.events += len(chain.events)
            self._heads.update(head_line(chain.case))
            # Read without a lock, so somebody may have written in between: only what a lock confirms is a finding.
            if any(check(chain)):
                yield from confirmed(chain.case.pk)


def head_line(case: Case) -> bytes:
    """What the digest over all heads covers of one case."""
    return f"{case.pk} {case.event_count} {case.head_hash}\n".encode()


def chains() -> Iterator[Chain]:
    """Every case with its chain, in order of ids; memory does not grow with their number."""
    last = 0
    while True:
        # Cases come first: what is written after them is missing from nothing that was read before.
        cases = list(Case.objects.filter(pk__gt=last).order_by("pk")[:CASES_AT_A_TIME])
        if not cases:
            return
        first, last = cases[0].pk, cases[-1].pk
        yield from _assembled(cases, first, last)


def _assembled(cases: list[Case], first: int, last: int) -> Iterator[Chain]:
    """Cases whose ids lie between `first` and `last`, each with what belongs to it (four queries)."""
    events = Event.objects.filter(case__gte=first, case__lte=last).order_by("case_id", "seq")
    by_case = {pk: list(found) for pk, found in groupby(events.iterator(), key=attrgetter("case_id"))}
    charges = Assignment.objects.filter(case__gte=first, case__lte=last).order_by("case_id")
    assignments = _grouped(charges.values_list("case", "pk", "state"))
    within = {"assignment__case__gte": first, "assignment__case__lte": last}
    given = Answer.objects.filter(**within).order_by("assignment__case_id")
    answers = _grouped(given.values_list("assignment__case", "pk", "state"))
    rated = Rating.objects.in_force().filter(case__gte=first, case__lte=last).order_by("case_id")
    ratings = _grouped(rated.values_list("case", "round", "value"))
    for case in cases:
        yield Chain(
            case=case,
            events=by_case.get(case.pk, []),
            assignments=assignments.get(case.pk, {}),
            answers=answers.get(case.pk, {}),
            ratings=ratings.get(case.pk, {}),
        )


def _grouped(rows: Iterable[tuple[int, int, str]]) -> dict[int, dict[int, str]]:
    return {case: {pk: state for _, pk, state in found} for case, found in groupby(rows, key=itemgetter(0))}


def without_case() -> Iterator[Finding]:
    """Yield the events whose case does not exist."""
    lost = Event.objects.exclude(Exists(Case.objects.filter(pk=OuterRef("case_id")))).order_by("case_id", "seq")
    for case_id, seq in lost.values_list("case_id", "seq"):
        yield Finding(seq=seq, what=f"belongs to a case with the id {case_id}, which does not exist")


def confirmed(case_id: int) -> list[Finding]:
    """What is wrong with a case while nobody can write it."""
    with transaction.atomic():
        case = locked_case(case_id)
        return [finding for chain in _assembled([case], case_id, case_id) for finding in check(chain)]


def check(chain: Chain) -> Iterator[Finding]:
    """Yield what is wrong with one case; only events that are whole are replayed."""
    broken = list(check_links(chain))
    yield from broken or check_replay(chain)


def check_links(chain: Chain) -> Iterator[Finding]:
    """Numbers without a gap, hashes over the very contents, each event holding the hash of the one before."""
    number, previous, expected = chain.case.number, GENESIS, 1
    for event in chain.events:
        if event.seq != expected:
            others = "" if event.seq == expected + 1 else f", and all up to event {event.seq - 1}"
            yield Finding(case=number, seq=expected, what=f"is missing{others}")
        elif event.previous != previous:
            yield Finding(case=number, seq=event.seq, what="does not follow upon the event before it")
        if hash_of(event) != event.hash:
            yield Finding(case=number, seq=event.seq, what="is not what was recorded")
        previous, expected = event.hash, event.seq + 1
    if expected - 1 != chain.case.event_count:
        what = f"the chain ends with event {expected - 1}, the case counts {chain.case.event_count}"
        yield Finding(case=number, seq=min(expected - 1, chain.case.event_count) + 1, what=what)
    elif previous != chain.case.head_hash:
        yield Finding(case=number, what="the case's head is not the hash of its last event")


def hash_of(event: Event) -> str | None:
    """The hash an event ought to have; None for contents that no event can have."""
    try:
        return chain_hash(event.previous, event_payload(event))
    except (TypeError, ValueError):
        return None


def check_replay(chain: Chain) -> Iterator[Finding]:
    """The events lead to the states that are stored."""
    number = chain.case.number
    try:
        told = replay.replay(
            replay.Event(kind=e.kind, assignment=e.data.get("assignment"), answer=e.data.get("answer"), data=e.data)
            for e in chain.events
        )
    except replay.ReplayError as impossible:
        yield Finding(case=number, seq=impossible.position, what=f"{impossible.kind}: {impossible.sentence}")
        return
    if told.case_state != chain.case.state:
        yield Finding(
            case=number, what=f"is {chain.case.state}, by its events {told.case_state or 'not even received'}"
        )
    yield from _differences(number, "assignment", chain.assignments, told.assignments)
    # No event tells of a draft that was never submitted.
    untold = {pk: AnswerState.DRAFT for pk in chain.answers if pk not in told.answers}
    yield from _differences(number, "answer", chain.answers, {**told.answers, **untold})
    yield from _differences(number, "the rating of round", chain.ratings, told.ratings)


def _differences(number: int, noun: str, stored: Mapping[int, str], told: Mapping[Any, str]) -> Iterator[Finding]:
    for pk in sorted({*stored, *told}):
        if stored.get(pk) != told.get(pk):
            by_events = told.get(pk) or "nothing"
            yield Finding(case=number, what=f"{noun} {pk} is {stored.get(pk) or 'gone'}, by its events {by_events}")
