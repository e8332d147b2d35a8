"""Doors of Wagtail's that ask for no right themselves, or for too little.

The page chooser, actions on many at once, lists of its own API, the question before a move, the accounts of those who
may everything. Whoever may enter the CMS comes through them, and not everybody who does may read the titles of drafts
and of withdrawn reports, or the names of files. tests/cases/editorial/matrix walks every address as every role.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

MANY = "wagtail_bulk_action"
CHOOSERS = frozenset(f"wagtailadmin_choose_page{view}" for view in ("", "_child", "_search", "_chosen_multiple"))
ON_PAGES = ("add", "change", "delete", "publish", "lock", "unlock", "bulk_delete")
ON_FILES = ("add", "change", "delete", "choose")
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
#: What the CMS's own pages ask by others: to be told something no more, and to forget what was previewed.
OTHERS = {
    "PATCH": frozenset({"wagtailadmin_dismissibles"}),
    "DELETE": frozenset({"wagtailadmin_pages:preview_on_add", "wagtailadmin_pages:preview_on_edit"}),
}


def ask_at_doors(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Any:
    """Let those in who may do something to anything of the kind: nobody else links to a page, or acts on many.

    And let nobody in by a method that no page uses: to Django's views for forms PUT is the same as POST, so that one to
    an address that deletes something deletes it, without any field.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        method = request.method or ""
        if request.path_info.startswith(settings.CMS_PATH) and method not in METHODS:
            if name not in OTHERS.get(method, ()):
                return HttpResponseNotAllowed(METHODS)
            return None
        if name in CHOOSERS:
            _ask(request, Page)
        elif name == MANY and (kind := _model(kwargs["app_label"], kwargs["model_name"])) is not None:
            _ask(request, kind)  # its page tells the titles even of what one may not touch
        return None

    answer.process_view = process_view  # type: ignore[attr-defined]  # how Django finds it
    return answer


def _model(app: str, name: str) -> type[Model] | None:
    try:
        return apps.get_model(app, name)
    except LookupError:
        return None


def _ask(request: HttpRequest, kind: type[Model]) -> None:
    """PermissionDenied for who is signed in and may do nothing to any of this kind; a stranger is led to sign in.

    What Wagtail has no policy for, it has no view for either; asking with a fallback would make one.
    """
    policy = policy_registry.get_by_type(kind, fallback=False)
    deeds = ON_PAGES if issubclass(kind, Page) else ON_FILES
    if policy and request.user.is_authenticated and not policy.user_has_any_permission(request.user, deeds):
        raise PermissionDenied


def ask_before_moving(request: HttpRequest, page: Page, destination: Page) -> None:
    """Hook `before_move_page`, which comes before the page is shown: Wagtail itself asks only when it moves."""
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied


def ask_before_editing(request: HttpRequest, user: Any) -> None:
    """Hook `before_edit_user`: who sets the password of somebody who may everything may everything."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


def ask_before_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Hook `before_bulk_action`: the same of many at once."""
    for each in objects:
        if isinstance(each, AbstractUser):
            ask_before_editing(request, each)


class OwnFiles:
    """Mixin of the API's lists of files: those that this account may work with."""

    model: ClassVar[Any]
    request: HttpRequest

    def get_queryset(self) -> QuerySet[Any]:
        """By the permissions on collections."""
        policy = policy_registry.get_by_type(self.model, fallback=False)
        mine = policy.instances_user_has_any_permission_for(self.request.user, ON_FILES)
        return super().get_queryset().filter(pk__in=mine.values("pk"))  # type: ignore[misc,no-any-return]  # mixed in


class OwnImages(OwnFiles, ImagesAdminAPIViewSet):  # type: ignore[misc]  # Wagtail is untyped
    """Pictures."""


class OwnDocuments(OwnFiles, DocumentsAdminAPIViewSet):  # type: ignore[misc]  # Wagtail is untyped
    """Documents."""


def restrict_api(router: WagtailAPIRouter) -> None:
    """Hook `construct_admin_api`, after Wagtail's own."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
