"""One page of rows: first the cases, by index and from a key onwards, then only their texts."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from search.document import Document
from search.engines.base import Hit, Page
from search.engines.embedded.filters import matching
from search.engines.turning import page_at
from search.models import SearchDocument, SearchText
from search.question import Question
from search.sorting import NEVER_LATE, Sort

Row = tuple[Any, int]  # key, case


def page(question: Question, at: int) -> Page:
    """Return the rows at the question's place (`search.engines.turning`)."""

    def read(asked: Question, asked_at: int) -> tuple[list[Row], bool]:
        return _rows(asked, at, asked_at)

    return page_at(question, at, read, lambda rows: _hits(question, [case_id for __, case_id in rows]))


def _rows(question: Question, at: int, asked_at: int) -> tuple[list[Row], bool]:
    """The page's cases with their keys, in order, and whether there are more in the direction of reading."""
    documents = matching(question, at)
    keyed = _keyed(documents, question, asked_at)
    backwards = question.before is not None
    descending = question.order.descending is not backwards
    cursor = question.after or question.before
    if cursor is not None:
        keyed = beyond(keyed, "key", int(cursor.key), cursor.case_id, descending=descending)
    sign = "-" if descending else ""
    start = (question.page - 1) * question.size  # by number only near the front, see MOST_PAGES
    found = list(
        keyed.order_by(f"{sign}key", f"{sign}case_id").values_list("key", "case_id")[start : start + question.size + 1]
    )
    rows = found[: question.size]
    return (rows[::-1] if backwards else rows), len(found) > question.size


def _keyed(documents: QuerySet[SearchDocument], question: Question, asked_at: int) -> QuerySet[Any]:
    """Annotate `key`, what the question's order compares."""
    if question.order is Sort.DUE:
        return documents.annotate(key=F("due_order"))
    if question.order is Sort.LATE:
        late = Coalesce("stopped_at", Value(asked_at), output_field=BigIntegerField()) - F("late_from")
        key = Coalesce(late, Value(NEVER_LATE), output_field=BigIntegerField())
        return documents.annotate(key=ExpressionWrapper(key, output_field=BigIntegerField()))
    return documents.annotate(key=F("listed_at"))


def beyond(rows: QuerySet[Any], name: str, key: int, case_id: int, *, descending: bool) -> QuerySet[Any]:
    """Rows after this key and case; the first condition lets an index begin there."""
    side = "lt" if descending else "gt"
    same = Q(**{f"{name}__{side}": key}) | Q(**{f"case_id__{side}": case_id})
    return rows.filter(Q(**{f"{name}__{side}e": key}), same)


def _hits(question: Question, case_ids: list[int]) -> tuple[Hit, ...]:
    texts = SearchText.objects.in_bulk(case_ids)
    return tuple(Hit.of(Document.from_json(texts[case_id].data), question) for case_id in case_ids if case_id in texts)
