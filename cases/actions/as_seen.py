"""Acts on a case only while it is as somebody saw it: of two who act at once, the second is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused, locked_case
from cases.models import Case


class CaseChanged(ActionRefused):
    """Somebody has changed the case since it was read; `case` is what it is now."""

    def __init__(self, case: Case) -> None:
        super().__init__(f"Case {case.number} has changed since it was read.", CenterCause.CHANGED)
        self.case = case


@contextmanager
def as_seen(case: Case, version: int, *others: Case) -> Iterator[None]:
    """Lock the case, and the others that the verb inside will lock; CaseChanged where its version is another by now."""
    with transaction.atomic():
        # In the order in which every verb locks several: two people would wait for each other otherwise.
        locked = {pk: locked_case(pk) for pk in sorted({case.pk, *(other.pk for other in others)})}
        if locked[case.pk].version != version:
            raise CaseChanged(locked[case.pk])
        yield
