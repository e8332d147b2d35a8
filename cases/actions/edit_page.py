"""Edit: the Center publishes other words, or another point, on a case's page. No fact of the case changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from cases.actions.actor import Actor
from cases.actions.changing import changing, locked_case, show_page
from cases.models import Case, CasePage
from cases.rules.events import text_digest


@contextmanager
def publishing(page: CasePage) -> Iterator[None]:
    """One transaction for the page's new texts and for what follows from them; the case is locked, as in every verb."""
    with transaction.atomic():
        locked_case(page.case_id)
        yield


def edited(*, page: CasePage, before: Mapping[str, str], by: Actor, at: datetime) -> list[str]:
    """Record that the page's texts were published, and tell the search; the names of the fields that changed.

    `before` is what the page said until now (`CasePage.edited`). The event holds salted digests, never texts. The page
    of a case that is not public is not live, whatever published it.
    """
    now = page.edited()
    changed = sorted(name for name in now if now[name] != before.get(name))
    if not changed:
        show_page(Case.objects.get(pk=page.case_id))
        return []
    # At any time: words are corrected when somebody reads them, whatever instants a source gave the case.
    with changing(page.case_id, by=by, at=at, anytime=True) as change:
        salt = change.case.salt
        change.record("case.update", fields=changed, texts={name: text_digest(salt, now[name]) for name in sorted(now)})
    return changed
