"""One change of one case: lock its row, check, append events, rewrite what follows from them, fill the outbox.

Every verb works inside `changing(...)`; nothing else writes cases.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cases.actions import clocks, dossier
from cases.actions.actor import Actor, Role
from cases.actions.causes import Cause, CenterCause
from cases.actions.rights import refuse_without_right
from cases.actions.story import story_of
from cases.actions.telling_staff import tell_staff
from cases.models import (
    EVERYBODY,
    PUBLISHED,
    Answer,
    Assignment,
    Case,
    CasePage,
    Consumer,
    Delivery,
    Event,
    PublicationLevel,
    Story,
    takes_away,
)
from cases.rules.events import GENESIS, chain_hash
from cases.rules.rights import Deed
from cases.rules.states import CASE_MOVES, CaseMove, CaseState, check_move
from cases.signals import cases_changed

#: Events at which a case turns: whatever is done to it afterwards cannot have happened before the last of them.
TURNS = (
    "case.receive",
    "case.accept",
    "case.decline",
    "case.reconsider",
    "case.answer",
    "case.reopen",
    "case.withdraw",
    "case.restore",
    "case.merge",
    "case.unmerge",
)


class ActionRefused(Exception):  # noqa: N818 - it is a refusal with a reason, like MoveRefused
    """What was asked is against the rules; the message says why. `cause` is for desks, which have their own words.

    `day` is the bound that a promised day broke, where one did.
    """

    def __init__(self, message: str, cause: Cause | CenterCause | None = None, *, day: date | None = None) -> None:
        super().__init__(message)
        self.cause = cause
        self.day = day


def refuse_before(at: datetime, earliest: datetime | None, what: str) -> None:
    """ActionRefused where `at` lies before what it follows upon (None: nobody knows when that was)."""
    if earliest is not None and at < earliest:
        raise ActionRefused(
            f"{what} at {earliest:%Y-%m-%d %H:%M} UTC: nothing that follows can have happened before.", Cause.TOO_EARLY
        )


def new_salt() -> str:
    """Sixteen random bytes as hex: digests of short texts must not be guessable."""
    return secrets.token_hex(16)


def event_payload(event: Event) -> dict[str, Any]:
    """What an event's hash covers."""
    return {
        "case": event.case_id,
        "seq": event.seq,
        "kind": event.kind,
        "happened_at": event.happened_at,
        "recorded_at": event.recorded_at,
        "role": event.role,
        "data": event.data,
    }


@dataclass(kw_only=True, slots=True)
class Change:
    """A case under lock, and what is being done to it.

    Standings before `since` stay as they were; None rewrites all of them (an import that corrects its own facts).
    """

    case: Case
    by: Actor
    at: datetime
    recorded_at: datetime
    since: datetime | None
    events: list[Event] = field(default_factory=list)
    takes_away: bool = False  # something that was public is not any more, though no event of its own says so

    def record(self, kind: str, *, happened_at: datetime | Literal["now"] | None = "now", **data: Any) -> Event:
        """Append one event to the case's chain. `data`: codes, instants, ids and digests, nothing else.

        It happened at the change's own instant, unless another is given; None where a source does not tell it.
        """
        case = self.case
        event = Event(
            case=case,
            seq=case.event_count + 1,
            kind=kind,
            happened_at=self.at if happened_at == "now" else happened_at,
            recorded_at=self.recorded_at,
            role=self.by.role.value,
            data={key: value for key, value in data.items() if value is not None},
            previous=case.head_hash,
        )
        event.hash = chain_hash(event.previous, event_payload(event))
        self.store(event)
        case.event_count, case.head_hash = event.seq, event.hash
        self.events.append(event)
        return event

    def store(self, event: Event) -> None:
        """Write an event at once: what follows in the same change may read it."""
        event.save(force_insert=True)

    def move(self, move: CaseMove) -> None:
        """Move the case along its table of states; MoveRefused where there is no such move."""
        before = CaseState(self.case.state_before) if self.case.state_before else None
        self.case.state = check_move(CASE_MOVES, CaseState(self.case.state), move, before=before).value

    def finish(self) -> None:
        """Rewrite standings and story, keep the page's visibility in step, fill the outbox, tell after the commit."""
        case = self.case
        facts = dossier.load(case)
        rows = list(clocks.clock_rows(facts))
        clocks.rewrite({case.pk: rows}, since=self.since, recorded_at=self.recorded_at)
        tell_story(case, story_of(facts, rows))
        show_page(case)
        case.version += 1
        case.save()
        gone = self.takes_away or any(takes_away(event.kind, event.data) for event in self.events)
        gone = gone and bool(settings.OPEN_DATA_ROOT)
        deliver(case, self.recorded_at, (*EVERYBODY, Consumer.OPEN_DATA) if gone else EVERYBODY)
        tell_staff(case, self.events, by=self.by, at=self.recorded_at)


def refuse_removed(case: Case) -> None:
    """ActionRefused for a case that has left the portal: what was answered in it rests until it comes back."""
    if case.state not in PUBLISHED:
        raise ActionRefused(
            f"Case {case.number} is {case.state}: nothing of it is answered or reviewed.", Cause.REMOVED
        )


def refuse_before_turn(case: Case, at: datetime) -> None:
    """ActionRefused where `at` lies before the case's last turn. Otherwise an actor's time may be earlier than ours."""
    turns = case.events.filter(kind__in=TURNS, happened_at__isnull=False).order_by("-seq")
    turn = turns.values_list("happened_at", flat=True).first()
    refuse_before(at, turn, f"Case {case.number} came to be {case.state}")


def is_public(case: Case) -> bool:
    """True where anyone may read the case's page."""
    return case.state in PUBLISHED and case.level != PublicationLevel.FIGURES


def tell_story(case: Case, data: dict[str, Any]) -> None:
    """Write the case's row of the read model; its row is locked, so nobody else does at the same time."""
    if not Story.objects.filter(case=case).update(data=data):
        Story.objects.bulk_create([Story(case=case, data=data)])


def show_page(case: Case) -> None:
    """The page is live exactly while the case is public."""
    own = CasePage.objects.filter(case=case).values("pk")
    Page.objects.filter(pk__in=own).update(live=is_public(case))  # one query; of a case page it would be two


def deliver(case: Case, created_at: datetime, consumers: Sequence[Consumer] = EVERYBODY) -> None:
    """One delivery a consumer, and a signal once the transaction is committed."""
    Delivery.objects.bulk_create(
        Delivery(consumer=consumer, case=case, event_seq=case.event_count, created_at=created_at)
        for consumer in consumers
    )
    case_id = case.pk
    # Robust: what is committed stands, whatever becomes of those who are told; the outbox tells them again.
    transaction.on_commit(lambda: cases_changed.send_robust(sender=Case, case_ids=[case_id]), robust=True)


def new_case(**fields: Any) -> Case:
    """An unsaved case with its salt and an empty chain."""
    return Case(salt=new_salt(), head_hash=GENESIS, **fields)


def locked_case(case_id: int) -> Case:
    """The case's row, locked until the transaction ends: whoever comes second waits, and sees what the first did."""
    return Case.objects.select_for_update(of=("self",)).select_related("category").get(pk=case_id)


@contextmanager
def changing(
    case: Case | int,
    *,
    by: Actor,
    at: datetime,
    anytime: bool = False,
    quiet: bool = False,
    deed: Deed | None = None,
    agency: int | None = None,
) -> Iterator[Change]:
    """Lock the case's row and run one change of it in one transaction: all of it happens, or nothing.

    Raises ActionRefused or MoveRefused from inside; the transaction is rolled back then. `anytime` (and an import,
    whose source may correct its own past) is not held to the case's last turn. A `quiet` change is the staff's alone:
    its events are in the ledger, and nothing public is told anew. Where the deed is named, RightRefused
    for an account that may not do it, to a matter of that agency.
    """
    case_id = case if isinstance(case, int) else case.pk
    with transaction.atomic():
        locked = locked_case(case_id)
        if not anytime and by.role is not Role.IMPORT:
            refuse_before_turn(locked, at)
        change = Change(case=locked, by=by, at=at, recorded_at=timezone.now(), since=at)
        if deed is not None:
            refuse_without_right(by, deed, *([agency] if agency else []), now=change.recorded_at)
        yield change
        if quiet:
            locked.save(update_fields=("event_count", "head_hash"))
        else:
            change.finish()
    if isinstance(case, Case):
        take_over(case, locked)


def take_over(case: Case, locked: Case) -> None:
    """Let the caller's object be as the stored row is now; what it had fetched of other tables is fetched anew."""
    case._state.fields_cache.clear()
    getattr(case, "_prefetched_objects_cache", {}).clear()
    for column in case._meta.concrete_fields:
        setattr(case, column.attname, getattr(locked, column.attname))


def locked_assignment(assignment: Assignment | int) -> Assignment:
    """The assignment as it is under the case's lock."""
    return Assignment.objects.select_related("agency").get(
        pk=assignment if isinstance(assignment, int) else assignment.pk
    )


def locked_answer(answer: Answer | int) -> Answer:
    """The answer as it is under the case's lock."""
    pk = answer if isinstance(answer, int) else answer.pk
    found: Answer = Answer.objects.select_related("assignment__agency").get(pk=pk)
    return found
