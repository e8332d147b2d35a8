"""The verdict of every agency's newest assignment of every case, at any instant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Window
from django.db.models.functions import Collate, RowNumber

from cases.accountability.clocks import AGENCY, handling
from cases.models.standing import OPEN_PHASES

CHUNK = 500
#: Order by code point: the same on every database, whatever its locale.
COLLATIONS = {"sqlite": "BINARY", "postgresql": "C"}


class VerdictRow(NamedTuple):
    """One assignment; `verdict` is "" where nobody knows when it ended, `open` 1 or 0."""

    reference: str
    agency: str
    verdict: str
    open: int


def newest_verdicts(at: datetime) -> Iterator[VerdictRow]:
    """By reference, then agency (the source's name): the newest assignment by case and agency that existed at `at`.

    By its own clock. Rows come one by one; memory does not grow with their number.
    """
    collation = COLLATIONS[connection.vendor]
    newest = Window(
        RowNumber(),
        partition_by=[F("case_id"), F(AGENCY)],
        order_by=[F("assignment__assigned_at").desc(nulls_last=True), F("assignment_id").desc()],
    )
    rows = (
        handling(at)
        .annotate(newness=newest)
        .filter(newness=1)
        .annotate(
            reference=Collate("case__reference", collation),
            agency=Collate("assignment__agency__source_name", collation),
        )
        .order_by("reference", "agency", "case_id")
        .values_list("reference", "agency", "verdict", "phase")
    )
    for reference, agency, verdict, phase in rows.iterator(chunk_size=CHUNK):
        yield VerdictRow(reference, agency, verdict, int(phase in OPEN_PHASES))
