"""One change of many cases at once: what `changing` does to one, read and written by a constant number of queries.

For verbs that do the same to very many cases. The rows that come out are those of the single change; a test holds the
two equal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.actions import clocks, dossier
from cases.actions.actor import Actor
from cases.actions.changing import Change
from cases.actions.story import story_of
from cases.actions.term_table import TermTable
from cases.models import EVERYBODY, Case, Delivery, Event, Story
from cases.signals import cases_changed

WRITTEN = ("version", "event_count", "head_hash")  # of a case


class OneOfMany(Change):
    """A case under lock among others: its events are written together with theirs."""

    def store(self, event: Event) -> None:
        """Not yet: nothing in the same change may lean on it."""


@contextmanager
def changing_many(
    case_ids: Collection[int], *, by: Actor, at: datetime, terms: TermTable
) -> Iterator[Mapping[int, Change]]:
    """Lock these cases' rows, in the order of their ids, and run one change of them in one transaction.

    Yields the changes by case; a case to which no event is recorded stays as it is. It is for verbs that leave its
    state, category and level alone (its page stays as visible as it was) and are not held to its last turn.
    """
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).select_related("category")
        now = timezone.now()
        changes: dict[int, Change] = {
            case.pk: OneOfMany(case=case, by=by, at=at, recorded_at=now, since=at)
            for case in locked.filter(pk__in=case_ids).order_by("pk")
        }
        yield changes
        _finish([change for change in changes.values() if change.events], since=at, recorded_at=now, terms=terms)


def _finish(changes: Sequence[Change], *, since: datetime, recorded_at: datetime, terms: TermTable) -> None:
    """What `Change.finish` does, for all of them."""
    if not changes:
        return
    Event.objects.bulk_create(event for change in changes for event in change.events)
    cases = [change.case for change in changes]
    facts = dossier.load_all(cases, term_of=terms.of)
    rows = {own.case_id: list(clocks.clock_rows(own)) for own in facts}
    clocks.rewrite(rows, since=since, recorded_at=recorded_at)
    stories = [Story(case_id=own.case_id, data=story_of(own, rows[own.case_id])) for own in facts]
    Story.objects.bulk_create(stories, update_conflicts=True, update_fields=["data"], unique_fields=["case"])
    for case in cases:
        case.version += 1
    Case.objects.bulk_update(cases, WRITTEN)
    Delivery.objects.bulk_create(
        Delivery(consumer=consumer, case=case, event_seq=case.event_count, created_at=recorded_at)
        for case in cases
        for consumer in EVERYBODY
    )
    ids = [case.pk for case in cases]
    transaction.on_commit(lambda: cases_changed.send_robust(sender=Case, case_ids=ids), robust=True)
