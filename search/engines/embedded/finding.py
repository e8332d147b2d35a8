"""The best answers to words, as far as the database tells quickly, and the rest by age."""

from __future__ import annotations

from collections.abc import Collection

from search.document import Document
from search.engines.embedded.expressions import expression
from search.engines.embedded.filters import matching
from search.engines.embedded.paging import beyond
from search.engines.embedded.words import Score
from search.question import Question
from search.ranking import Statistics
from search.relevance import Stretch

RANKED_MOST = 4_000  # documents that are scored: of more, the newest are as good as any


def best(question: Question, at: int, n: int, statistics: Statistics) -> list[Document]:
    """Up to `n` answers, best first by the database's own score; the newest, where words are in very many documents."""
    if statistics.at_most(question.wording) > RANKED_MOST:
        return newest(question, at, (), Stretch(n=n))
    found = matching(question, at, ranked=True)
    scored = found.annotate(key=Score("words__entry", expression(question.wording))).order_by("-key", "-case_id")
    return [Document.from_json(data) for data, __ in scored.values_list("text__data", "key")[:n]]


def newest(question: Question, at: int, leaving_out: Collection[int], stretch: Stretch) -> list[Document]:
    """Answers by acceptance, without some cases."""
    found = matching(question, at)
    if leaving_out:
        found = found.exclude(pk__in=leaving_out)
    if stretch.beyond is not None:
        found = beyond(found, "listed_at", *stretch.beyond, descending=not stretch.backwards)
    sign = "" if stretch.backwards else "-"
    ordered = found.order_by(f"{sign}listed_at", f"{sign}case_id").values_list("text__data", flat=True)
    return [Document.from_json(data) for data in ordered[stretch.skip : stretch.skip + stretch.n]]
