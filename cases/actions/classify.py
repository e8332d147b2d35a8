"""Change what a case is filed under: its category, and how much of it the public sees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cases.actions.actor import Actor
from cases.actions.causes import Cause, CenterCause
from cases.actions.changing import ActionRefused, changing
from cases.actions.page_rows import refuse_long
from cases.models import PUBLISHED, Case, CasePage, Category, PublicationLevel, Report
from cases.rules.hints.text import visible
from cases.rules.rights import Deed
from cases.rules.states import CaseState

FILED = (CaseState.RECEIVED.value, *PUBLISHED)


def refuse_unfiled(case: Case) -> None:
    """ActionRefused for a case that was turned away or has left the portal."""
    if case.state not in FILED:
        raise ActionRefused(f"Case {case.number} is {case.state}: it is not filed anew.", Cause.REMOVED)


def set_level(case: Case, level: str, reason: str) -> None:
    """Raise or lower how much of a case is public; another level than it has needs a reason, which is not public."""
    if level not in PublicationLevel.values:
        raise ActionRefused(f"{level!r} is no publication level.")
    if level == case.level:
        return
    words = visible(reason)
    if not words:
        raise ActionRefused("Another publication level needs a reason.", CenterCause.NO_LEVEL_REASON)
    refuse_long(reason=words)
    case.level, case.level_reason = level, words


def own_words(report: Report, words: Mapping[str, str]) -> list[str]:
    """Which of title, text and place are still the reporter's, word for word: a neutral summary says it otherwise."""
    told = ((name, words[name].strip(), getattr(report, name).strip()) for name in ("title", "text", "place"))
    return [name for name, public, own in told if public == own != ""]


def _refuse_own_words(case: Case) -> None:
    """ActionRefused while the page says what the reporter wrote."""
    page, report = CasePage.objects.filter(case=case).first(), Report.objects.filter(case=case).first()
    if page and report and own_words(report, page.edited()):
        raise ActionRefused("A summary is not the reporter's own words.", CenterCause.OWN_WORDS)


def change_level(*, case: Case, level: str, reason: str, by: Actor, at: datetime) -> Case:
    """Show more or less of a case; its page appears or disappears with it, its texts stay what editors wrote.

    ActionRefused for a summary whose page still has the reporter's own words: these are written anew first.
    """
    with changing(case, by=by, at=at, deed=Deed.LEVEL) as change:
        held = change.case
        refuse_unfiled(held)
        if level == held.level:
            raise ActionRefused(f"Case {held.number} has this publication level.", CenterCause.SAME_LEVEL)
        set_level(held, level, reason)
        if level == PublicationLevel.SUMMARY:
            _refuse_own_words(held)
        change.record("case.update", level=level)
    return held


def change_category(*, case: Case, category: Category, by: Actor, at: datetime) -> Case:
    """File a case under another category. Its due dates stay; what starts later never gets a longer term by it.

    Its publication level stays too: `change_level` changes that, with a reason.
    """
    with changing(case, by=by, at=at, deed=Deed.LEVEL) as change:
        held = change.case
        refuse_unfiled(held)
        if category.pk == held.category_id:
            raise ActionRefused(f"Case {held.number} is filed under this category.", CenterCause.SAME_CATEGORY)
        before, held.category = held.category, category
        change.record("case.update", category=category.slug, category_before=before.slug)
    return held
