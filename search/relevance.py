"""Lists in the order of relevance, the same for every engine: the best by `search.ranking`, then the rest by age.

An engine names the best as well as it can and quickly; they are ranked here. Who reads on beyond them is no longer
looking for what fits best, but for everything, and gets the rest newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from search.document import Document
from search.instants import micros
from search.question import PAGE_SIZE, Question
from search.ranking import Plan, Statistics, rank
from search.sorting import Cursor

if TYPE_CHECKING:
    from search.engines.base import Engine

WINDOW = 3 * PAGE_SIZE  # documents that are ranked anew
Row = tuple[float | int, Document]  # key: a score within the window, an instant beyond it


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Which of the rest is wanted: `n` rows from `skip` on, or beyond a key and case, in the direction of reading."""

    n: int
    skip: int = 0
    beyond: tuple[int, int] | None = None
    backwards: bool = False


def window(
    engine: Engine, question: Question, at: datetime, statistics: Statistics | None
) -> list[tuple[float, Document]]:
    """The best answers to the question with their scores, best first."""
    if statistics is None:
        statistics = engine.statistics(Plan.words_of(question.wording))
    return rank(question.wording, engine.best(question, at, WINDOW, statistics), statistics)


def rows(engine: Engine, question: Question, at: datetime, statistics: Statistics | None = None) -> list[Row]:
    """The rows at the question's place in the order of the list, one more than a page where there are more.

    Read backwards, the one more stands first.
    """
    cursor = question.after or question.before
    best: list[Row] = [*window(engine, question, at, statistics)]
    known = {document.case_id for __, document in best}
    if cursor is not None:
        known.add(cursor.case_id)  # what came meanwhile may have pushed it out of the best: it was read already

    def rest(stretch: Stretch) -> list[Row]:
        if len(best) < WINDOW or stretch.n <= 0:
            return []
        return [(micros(d.listed_at), d) for d in engine.newest(question, at, leaving_out=known, stretch=stretch)]

    n = question.size + 1
    if cursor is None:
        start = (question.page - 1) * question.size
        found = best[start : start + n]
        return found + rest(Stretch(n=n - len(found), skip=max(0, start - len(best))))
    beyond = (cursor.key, cursor.case_id) if isinstance(cursor.key, int) else None
    if question.after is not None:
        found = [] if beyond else best[_first_after(best, cursor) :][:n]
        return found + rest(Stretch(n=n - len(found), beyond=beyond))
    if beyond is None:
        return best[: _first_not_before(best, cursor)][-n:]
    found = rest(Stretch(n=n, beyond=beyond, backwards=True))[::-1]
    return (best[-(n - len(found)) :] if len(found) < n else []) + found


def _first_not_before(best: Sequence[Row], cursor: Cursor) -> int:
    """The index of the cursor's row, or where it would stand."""
    for i, (__, document) in enumerate(best):
        if document.case_id == cursor.case_id:
            return i
    here = (cursor.key, cursor.case_id)
    return sum((score, document.case_id) > here for score, document in best)


def _first_after(best: Sequence[Row], cursor: Cursor) -> int:
    i = _first_not_before(best, cursor)
    return i + 1 if i < len(best) and best[i][1].case_id == cursor.case_id else i
