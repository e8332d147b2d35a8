"""How well a search finds what people judged to be wanted: nDCG and recall of judged questions.

A judged file holds `{"queries": [{"qid", "query", "relevant": [reference…], "partial": [reference…]}]}`: what answers
the need (grade 2), and what is of the same subject or place (grade 1).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

RELEVANT, PARTIAL = 2, 1
NDCG_AT, RECALL_AT = 10, 20


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A question, and the grade of every case that was judged to be wanted."""

    qid: str
    query: str
    grades: Mapping[str, int]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Judged:
        """Return what a row of a judged file says; KeyError where it lacks its question."""
        partial = {str(reference): PARTIAL for reference in row.get("partial", ())}
        relevant = {str(reference): RELEVANT for reference in row.get("relevant", ())}
        return cls(qid=str(row["qid"]), query=str(row["query"]), grades=partial | relevant)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """How well one question was answered, each from 0 to 1."""

    qid: str
    ndcg10: float
    recall20: float


def ndcg(hits: Sequence[str], grades: Mapping[str, int], at: int = NDCG_AT) -> float:
    """Discounted gain of the first hits over that of the best order (Järvelin, Kekäläinen 2002); a grade is its gain.

    1 where nothing is wanted: then nothing can be missed.
    """
    best = _gain(sorted(grades.values(), reverse=True)[:at])
    return _gain([grades.get(hit, 0) for hit in hits[:at]]) / best if best else 1.0


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))


def recall(hits: Sequence[str], grades: Mapping[str, int], at: int = RECALL_AT) -> float:
    """The share of what answers the need in full (grade 2) that is among the first hits; 1 where nothing does."""
    wanted = {reference for reference, grade in grades.items() if grade == RELEVANT}
    return len(wanted & set(hits[:at])) / min(at, len(wanted)) if wanted else 1.0


def measure(judged: Sequence[Judged], ask: Callable[[str], Sequence[str]]) -> dict[str, Any]:
    """Ask every question; return means over them, and each one's own figures. `ask` gives references, best first."""
    found = []
    for each in judged:
        hits = ask(each.query)
        found.append(Measured(qid=each.qid, ndcg10=ndcg(hits, each.grades), recall20=recall(hits, each.grades)))
    return {
        "ndcg10": round(fmean(each.ndcg10 for each in found), 4) if found else None,
        "recall20": round(fmean(each.recall20 for each in found), 4) if found else None,
        "per_query": [
            {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(each).items()}
            for each in found
        ],
    }
