"""What nobody may do to a case's page in the CMS, superusers included: withdraw a case by its action instead."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction
from wagtail.models.pages import PagePermissionTester


class CasePagePermissionTester(PagePermissionTester):  # type: ignore[misc]  # Wagtail is untyped
    """Editing and publishing texts stay as Wagtail decides; everything that moves the tree is refused."""

    def can_add_subpage(self) -> bool:
        """Cases' pages are made by actions."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """A case is withdrawn, its page never deleted."""
        return False

    def can_unpublish(self) -> bool:
        """A page is live exactly while its case is public."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """A public case is public to all."""
        return False

    def can_publish_subpage(self) -> bool:
        """Nothing is added here by hand."""
        return False

    def can_reorder_children(self) -> bool:
        """The tree is in order of time."""
        return False

    def can_move(self) -> bool:
        """The address says when a case was accepted."""
        return False

    def can_move_to(self, destination: Page) -> bool:
        """See `can_move`."""
        return False

    def can_copy(self) -> bool:
        """One case has one page."""
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        """See `can_copy`."""
        return False

    def can_schedule(self) -> bool:
        """What is public is public now."""
        return False


class GuardedPage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """Base of index, year, month and case pages: one permission tester for all of them."""

    search_auto_update = False

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> Any:
        """Restrictions on this page or above it, in one query (Wagtail's own way takes two)."""
        above = [self.path[: self.steplen * depth] for depth in range(1, self.depth + 1)]
        return PageViewRestriction.objects.filter(page__path__in=above)

    def permissions_for_user(self, user: Any) -> CasePagePermissionTester:
        """Wagtail's tester, narrowed."""
        return CasePagePermissionTester(user, self)


def refuse_delete(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Last line of defence: no code path deletes such a page, whatever screen or shell it comes from."""
    if isinstance(instance, GuardedPage):
        raise PermissionDenied(_("Trang phản ánh không xoá được. Hãy rút phản ánh khỏi trang."))


def connect() -> None:
    """Install the guard (called when the app is ready)."""
    pre_delete.connect(refuse_delete, dispatch_uid="cases.refuse_delete")
