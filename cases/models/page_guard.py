"""What nobody may do to the pages of cases in the CMS, superusers included: withdraw a case by its action instead."""

from __future__ import annotations

from http import HTTPMethod
from typing import Any, ClassVar, NoReturn

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction
from wagtail.models.pages import PagePermissionTester
from wagtail.signals import pre_page_move


class AnchorPermissionTester(PagePermissionTester):  # type: ignore[misc]  # Wagtail is untyped
    """For a page that holds the tree of cases: its texts stay editable, but it stays where it is, live and open."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Everything below would go with it."""
        return False

    def can_unpublish(self) -> bool:
        """What is below is public."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """A public case is public to all."""
        return False

    def can_reorder_children(self) -> bool:
        """Moving a sibling renumbers the tree paths of every case."""
        return False

    def can_move(self) -> bool:
        """Addresses are quoted by others."""
        return False

    def can_move_to(self, destination: Page) -> bool:
        """See `can_move`."""
        return False

    def can_copy(self) -> bool:
        """There is one of it."""
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        """See `can_copy`."""
        return False


class TreePermissionTester(AnchorPermissionTester):
    """For index, year and month pages: made by actions, with nothing on them to edit."""

    def can_edit(self) -> bool:
        """Publishing one from its form would write an old count of children over the true one."""
        return False

    def can_publish(self) -> bool:
        """See `can_edit`."""
        return False

    def can_add_subpage(self) -> bool:
        """Pages of cases are made by actions."""
        return False

    def can_publish_subpage(self) -> bool:
        """Nothing is added here by hand."""
        return False

    def can_unschedule(self) -> bool:
        """What is public is public now: nothing is ever scheduled."""
        return False


class CasePermissionTester(TreePermissionTester):
    """For pages of cases: editors edit and publish texts, as Wagtail decides, while the case is public."""

    def can_edit(self) -> bool:
        """As Wagtail decides."""
        return bool(PagePermissionTester.can_edit(self))

    def can_publish(self) -> bool:
        """As Wagtail decides, but never while the case is not public: a page is live exactly while its case is."""
        return bool(self.page.live and PagePermissionTester.can_publish(self))

    def can_submit_for_moderation(self) -> bool:
        """As Wagtail decides, under the same condition: the last approval publishes."""
        return bool(self.page.live and super().can_submit_for_moderation())


#: What a page that is only read answers.
READ_ONLY = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]


class AnchorPage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """Base of every page that is or holds a page of a case: never deleted, moved or copied, whoever asks."""

    permission_tester: ClassVar[type[AnchorPermissionTester]] = AnchorPermissionTester
    allowed_http_methods = READ_ONLY

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> AnchorPermissionTester:
        """Wagtail's tester, narrowed."""
        return self.permission_tester(user, self)

    def copy(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: Wagtail's copying for translation asks for less than the permission to copy."""
        raise PermissionDenied(_("Trang này không sao chép được."))

    def create_alias(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused, see `copy`."""
        raise PermissionDenied(_("Trang này không sao chép được."))

    def copy_for_translation(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused, see `copy`."""
        raise PermissionDenied(_("Trang này không sao chép được."))


class GuardedPage(AnchorPage):
    """Base of index, year, month and case pages: what `kept` names is the machine's, not a revision's."""

    #: Written once, when the page is made. No revision, form or script brings another value in.
    identity: ClassVar[tuple[str, ...]] = ("slug",)
    #: As they stand in the database, whatever a revision says.
    kept: ClassVar[tuple[str, ...]] = ("slug", "url_path", "numchild", "show_in_menus", "go_live_at", "expire_at")

    permission_tester = TreePermissionTester
    search_auto_update = False
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> Any:
        """Restrictions on this page or above it, in one query (Wagtail's own way takes two)."""
        above = [self.path[: self.steplen * depth] for depth in range(1, self.depth + 1)]
        return PageViewRestriction.objects.filter(page__path__in=above)

    def stored(self) -> GuardedPage:
        """The page as the database has it now."""
        found: GuardedPage = type(self).objects.get(pk=self.pk)
        return found

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The page a revision describes, with what is the machine's as it is now.

        `stored` of the result is the row itself: what was public before the revision is published.
        """
        page = super().with_content_json(content)
        before = self.stored()
        for name in self.kept:
            setattr(page, name, getattr(before, name))
        page.before = before
        return page

    def clean(self) -> None:
        """Refuse another identity."""
        super().clean()
        self._refuse_another_identity()

    def minimal_clean(self) -> None:
        """The same for what is saved as a draft."""
        super().minimal_clean()
        self._refuse_another_identity()

    def _refuse_another_identity(self) -> None:
        if self.pk is None:
            return
        before = self.stored()
        if any(getattr(self, name) != getattr(before, name) for name in self.identity):
            raise ValidationError(_("Địa chỉ và phản ánh của một trang không bao giờ đổi."))


def refuse_delete(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Last line of defence: no code path deletes such a page, whatever screen or shell it comes from."""
    if isinstance(instance, AnchorPage):
        raise PermissionDenied(_("Trang phản ánh không xoá được. Hãy rút phản ánh khỏi trang."))


def refuse_move(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """The same for moving, which Wagtail announces before it happens."""
    if issubclass(instance.specific_class, AnchorPage):
        raise PermissionDenied(_("Trang phản ánh không dời được: địa chỉ của nó đã được trích dẫn."))


def connect() -> None:
    """Install the guards (called when the app is ready)."""
    pre_delete.connect(refuse_delete, dispatch_uid="cases.refuse_delete")
    pre_page_move.connect(refuse_move, dispatch_uid="cases.refuse_move")
