"""Registers with the CMS what the portal brings: pages of the second factor, and words for what is written of it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from portal import doors
from portal.signin import account, devices
from portal.signin.devices import Deed

DEEDS = {
    Deed.SET_UP: (_("Thiết lập xác thực hai bước"), _("Đã thiết lập xác thực hai bước")),
    Deed.NEW_CODES: (_("Tạo mã dự phòng"), _("Đã tạo mã dự phòng mới")),
    Deed.CODE_USED: (_("Dùng mã dự phòng"), _("Đã dùng một mã dự phòng")),
    Deed.REMOVED: (_("Bỏ xác thực hai bước"), _("Đã bỏ xác thực hai bước")),
    Deed.RESET: (_("Đặt lại xác thực hai bước"), _("Đã đặt lại xác thực hai bước")),
}


hooks.register("before_bulk_action", doors.ask_before_many)
hooks.register("before_edit_user", doors.ask_before_editing)
hooks.register("before_move_page", doors.ask_before_moving)
hooks.register("construct_admin_api", doors.restrict_api, order=100)


@hooks.register("construct_help_menu")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def keep_our_help(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what leads to Wagtail's own site, in English; who is new reads the portal's own explanations."""
    items[:] = [item for item in items if item.name != "editor-guide" and not item.name.startswith("whats-new")]
    here = reverse("method")  # in the reader's language
    items.insert(0, MenuItem(_("Cách tính từng con số"), here, name="phuong-phap", icon_name="help", order=1))


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def addresses() -> list[URLPattern]:
    """Pages behind the CMS's own door."""
    return [
        path("account/two-factor/", account.account, name="signin_account"),
        path("account/two-factor/device/", account.replace, name="signin_replace"),
        path("users/<int:user_id>/two-factor/", account.reset, name="signin_reset"),
    ]


@hooks.register("register_account_menu_item")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def menu_item(request: HttpRequest) -> dict[str, Any]:
    """Lead from one's account to one's second factor."""
    return {
        "url": reverse("signin_account"),
        "label": _("Xác thực hai bước"),
        "help_text": _("Thiết bị, mã dự phòng, thay thiết bị."),
    }


@hooks.register("register_user_listing_buttons")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def reset_button(user: Any, request_user: Any) -> Iterator[Button]:
    """Offer to reset a lost second factor, to whoever may."""
    try:
        devices.check_can_reset(user, by=request_user)
    except PermissionDenied:
        return
    address = reverse("signin_reset", args=[user.pk])
    yield Button(_("Đặt lại xác thực hai bước"), address, icon_name="key", priority=40)


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def log_actions(actions: Any) -> None:
    """Give words to what is written into an account's history."""
    for deed, (label, message) in DEEDS.items():
        actions.register_action(deed.value, label, message)
