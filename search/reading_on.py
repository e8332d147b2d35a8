"""Reads a list from page to page, for files, feeds and commands that want more than one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from search.engines.base import Engine, Hit
from search.question import Question


def hits_of(engine: Engine, question: Question, at: datetime) -> Iterator[Hit]:
    """Yield every hit of a question in order, a page at a time."""
    page = engine.page(question, at)
    yield from page.hits
    while page.next is not None:
        page = engine.page(question.but(after=page.next), at)
        yield from page.hits
