"""Says why something cannot be done to a page of a case, and leads back to where one came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page

from cases.models.page_guard import AnchorPage

REMOVE = _("Trang này không xoá và không gỡ được trong CMS. Muốn gỡ một phản ánh khỏi cổng, hãy rút phản ánh đó.")
MOVE = _("Trang này không dời được: địa chỉ của nó ghi năm và tháng tiếp nhận, và đã được trích dẫn.")
COPY = _("Mỗi phản ánh chỉ có một trang, nên trang này không sao chép được.")
ADD = _("Trang phản ánh do hệ thống lập khi tiếp nhận, không thêm bằng tay được.")
PRIVACY = _("Phản ánh đã công khai thì ai cũng đọc được: không đặt riêng tư, không hẹn giờ đăng.")
OTHER = _("Không làm việc này với trang phản ánh được.")

#: What a view of Wagtail, or one of its bulk actions, is refused with.
REASONS: dict[str, Promise] = {
    "delete": REMOVE,
    "unpublish": REMOVE,
    "move": MOVE,
    "move_confirm": MOVE,
    "set_page_position": MOVE,
    "copy": COPY,
    "convert_alias": COPY,
    "add": ADD,
    "add_subpage": ADD,
    "choose_parent": ADD,
    "preview_on_add": ADD,
    "set_privacy": PRIVACY,
    "revisions_unschedule": PRIVACY,
}
PAGE_KEYS = ("page_id", "page_to_move_id", "parent_page_id")


def reason_for(name: str) -> str:
    """The sentence for a view or a bulk action."""
    return str(REASONS.get(name, OTHER))


def turn_back(request: HttpRequest, page: Page | None, reason: str) -> HttpResponse:
    """Say why, and lead to the page's form, or to the explorer where there is no form. Scripts get a plain refusal."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied(reason)
    messages.error(request, reason)
    if page is None:
        return redirect("wagtailadmin_explore_root")
    if page.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("wagtailadmin_explore", page.pk)


def refusal(name: str) -> Callable[..., HttpResponse]:
    """A view that stands in for one of Wagtail's and does nothing but say why."""

    def refuse(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page_id = next((kwargs[key] for key in PAGE_KEYS if key in kwargs), None)
        page = None if page_id is None else get_object_or_404(Page, pk=page_id)
        return turn_back(request, page, reason_for(name))

    return refuse


def refuse_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Hook `before_bulk_action`: one refused page among the chosen ones stops the whole action, with the reason."""
    if Page not in action.models or action_type not in REASONS:
        return None
    refused = action.get_actionable_objects()[1]["items_with_no_access"]
    guarded = [page for page in refused if issubclass(page.specific_class, AnchorPage)]
    return turn_back(request, guarded[0], reason_for(action_type)) if guarded else None
