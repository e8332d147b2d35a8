"""What follows when Wagtail publishes or unpublishes a page of a case: the ledger, the search, and visibility."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published, page_unpublished

from cases.actions import edit_page
from cases.actions.actor import Actor, Role
from cases.actions.changing import show_page
from cases.models import CaseIndexPage, CaseMonthPage, CasePage, CaseYearPage, GuardedPage


def record_edit(sender: type[CasePage], instance: CasePage, revision: Revision, **kwargs: Any) -> None:
    """Receiver of `page_published`: what was published is an act of the Center."""
    edit_page.edited(
        page=instance,
        before=instance.before.edited(),
        by=Actor(role=Role.CENTER, user_id=revision.user_id),
        at=timezone.now(),
    )


def keep_case_page_shown(sender: type[CasePage], instance: CasePage, **kwargs: Any) -> None:
    """Receiver of `page_unpublished`: a page of a case is live exactly while its case is public."""
    show_page(instance.case)


def keep_tree_live(sender: type[GuardedPage], instance: GuardedPage, **kwargs: Any) -> None:
    """Receiver of `page_unpublished`: index, year and month pages are always live."""
    sender.objects.filter(pk=instance.pk).update(live=True)


def connect() -> None:
    """Listen to Wagtail (called when the app is ready)."""
    page_published.connect(record_edit, sender=CasePage, dispatch_uid="cases.record_edit")
    page_unpublished.connect(keep_case_page_shown, sender=CasePage, dispatch_uid="cases.keep_case_page_shown")
    for model in (CaseIndexPage, CaseYearPage, CaseMonthPage):
        page_unpublished.connect(keep_tree_live, sender=model, dispatch_uid=f"cases.keep_{model.__name__}_live")
