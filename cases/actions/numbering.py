"""Public numbers: unique in the portal, handed out in order."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max
from wagtail.models import Page

from cases.models import Case, CaseIndexPage


def lock_tree() -> None:
    """Let one writer at a time number cases and grow the tree (SQLite's write lock does it there)."""
    if connection.features.has_select_for_update:
        Page.objects.select_for_update().get(pk=CaseIndexPage.objects.values("pk")[:1])


def next_number() -> int:
    """The number after the highest in use; call `lock_tree` first, in the transaction that inserts the case."""
    return (Case.objects.aggregate(highest=Max("number"))["highest"] or 0) + 1
