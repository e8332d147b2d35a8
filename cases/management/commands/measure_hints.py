"""Measure_hints: what became of the answers that stood on the desk with each kind of hint."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import BaseCommand

from cases.models import HintsShown
from cases.rules.hints.marks import EVASIVE, HintKind
from cases.rules.verdicts import Decision

KINDS = (EVASIVE, *(kind.value for kind in HintKind))
NONE, ALL = "_none", "_all"
DECIDED = (Decision.APPROVED.value, Decision.RETURNED.value, Decision.REFUSED.value)


class Command(BaseCommand):
    """Writes one JSON array: a row for each kind, for answers without any hint, and for all of them last."""

    help = (
        "Tells per kind of hint how many answers had it when they were decided on at the desk, and how many of those "
        "were approved, returned or refused: a hint that changes nothing is worth nothing."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take none: everything that was recorded counts."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Count and write."""
        rows = HintsShown.objects.values_list("kinds", "version__decision")
        self.stdout.write(json.dumps(measured(rows.iterator()), ensure_ascii=False))


def measured(rows: Iterable[tuple[Mapping[str, int], str]]) -> list[dict[str, Any]]:
    """One row a kind from (kinds shown, decision); `sent_back` is the share not approved, null where there is none."""
    counts: Counter[tuple[str, str]] = Counter()
    marks: Counter[str] = Counter()
    for kinds, decision in rows:
        marks.update(kinds)
        counts.update((kind, decision) for kind in (*(kinds or (NONE,)), ALL))
    return [_row(kind, counts, marks) for kind in (*KINDS, NONE, ALL)]


def _row(kind: str, counts: Mapping[tuple[str, str], int], marks: Mapping[str, int]) -> dict[str, Any]:
    found = {decision: counts.get((kind, decision), 0) for decision in DECIDED}
    n = sum(found.values())
    back = n - found[Decision.APPROVED.value]
    total = sum(marks.values()) if kind == ALL else marks.get(kind, 0)
    return {"hint": kind, "answers": n, "marks": total, **found, "sent_back": round(back / n, 4) if n else None}
