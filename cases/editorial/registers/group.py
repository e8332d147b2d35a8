"""The menu “Danh mục”, and the accounts that may use it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.models import GroupPagePermission, Site

from cases.editorial.registers.agencies import AgencyNameRegister, AgencyRegister
from cases.editorial.registers.calendars import CalendarRegister, DayRegister
from cases.editorial.registers.categories import CategoryRegister, TermRegister
from cases.editorial.registers.places import FormerWardRegister, WardRegister
from cases.editorial.registers.reasons import ReasonRegister

REGISTERS = (
    AgencyRegister,
    AgencyNameRegister,
    CategoryRegister,
    TermRegister,
    CalendarRegister,
    DayRegister,
    WardRegister,
    FormerWardRegister,
    ReasonRegister,
)
EDITORS = "Ban biên tập"
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")


class RegisterGroup(ModelViewSetGroup):  # type: ignore[misc]  # Wagtail is untyped
    """All registers under one item of the menu."""

    items = REGISTERS
    menu_label = gettext_lazy("Danh mục")
    menu_name = "danh-muc"
    menu_icon = "list-ul"
    menu_order = 300


def make_editors(sender: Any, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: make the group of editors once. What an administrator makes of it later stays."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or Group.objects.filter(name=EDITORS).exists():
        return
    kinds = [ContentType.objects.get_for_model(register.model).pk for register in REGISTERS]
    own = Permission.objects.filter(content_type__in=kinds).exclude(codename__startswith="view_")
    entering = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS)
    if not own or not entering or len(pages) < len(PAGE_PERMISSIONS):
        return  # permissions are made app by app, and the signal comes after each
    group = Group.objects.create(name=EDITORS)
    group.permissions.set([*own, *entering])
    for permission in pages:
        GroupPagePermission.objects.create(group=group, page=site.root_page, permission=permission)
