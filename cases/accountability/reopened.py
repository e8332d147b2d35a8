"""Answers that did not hold: the case was reopened within sixty days."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count

from cases.accountability.clocks import CLOCKS, counted, reopened_soon
from cases.accountability.cuts import KEY, Cut
from cases.rules.figures import Rate, rate
from cases.rules.stops import Phase


def reopened_by(cut: Cut, at: datetime) -> dict[Any, Rate]:
    """By the parts of a cut, the share of answered clocks whose case was reopened soon (one query)."""
    answered = counted(at).filter(phase=Phase.ANSWERED.value).annotate(soon=reopened_soon(at))
    found: dict[Any, dict[bool, int]] = {}
    for row in cut.keyed(answered, CLOCKS).order_by().values(KEY, "soon").annotate(n=Count("pk")):
        found.setdefault(row[KEY], {})[row["soon"]] = row["n"]
    return {key: rate(own.get(True, 0), sum(own.values())) for key, own in found.items()}
