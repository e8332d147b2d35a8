"""The page at a question's place: what every engine says of the rows that it has read there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from search.engines.base import Hit, Page
from search.question import Question

Row = tuple[Any, ...]  # key, case, and what else an engine reads of it

#: Reads rows in order, with the instant that lateness was asked at; says whether there are more in that direction.
Read = Callable[[Question, int], tuple[Sequence[Row], bool]]
Show = Callable[[Sequence[Row]], tuple[Hit, ...]]


def page_at(question: Question, at: int, read: Read, show: Show) -> Page:
    """Return the rows at the question's place; the first page where the rows there have gone.

    Of the page before the second one, too: there may be less than a page.
    """
    cursor = question.after or question.before
    asked_at = cursor.at if cursor else at
    rows, more = read(question, asked_at)
    gone = not rows and question != question.first_page()
    if gone or (question.before and not more):
        return page_at(question.first_page(), at, read, show)
    earlier = question.after is not None or question.page > 1 or question.before is not None
    later = question.before is not None or more
    cursors = question.cursors([(key, case_id) for key, case_id, *_rest in rows], at=asked_at)
    return Page(
        hits=show(rows),
        first=question.first_row,
        next=cursors[-1] if rows and later else None,
        previous=cursors[0] if rows and earlier else None,
    )
