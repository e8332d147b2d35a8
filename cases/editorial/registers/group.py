"""The menu “Danh mục”, and the accounts that may use it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site

from cases.editorial.registers.agencies import AgencyNameRegister, AgencyRegister
from cases.editorial.registers.calendars import CalendarRegister, DayRegister
from cases.editorial.registers.categories import CategoryRegister, TermRegister
from cases.editorial.registers.chart_notes import ChartNoteRegister
from cases.editorial.registers.hint_phrases import HintPhraseRegister
from cases.editorial.registers.places import FormerWardRegister, WardRegister
from cases.editorial.registers.posts import PostRegister
from cases.editorial.registers.press_mentions import PressMentionRegister
from cases.editorial.registers.reasons import ReasonRegister
from cases.editorial.registers.same_words import SameWordsRegister
from cases.editorial.registers.stock_sentences import StockSentenceRegister
from cases.editorial.roles import permissions

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
    HintPhraseRegister,
    StockSentenceRegister,
    SameWordsRegister,
    ChartNoteRegister,
    PressMentionRegister,
)
EDITORS = "Ban biên tập"
#: What they may do at all, to every page below the front page, to pictures and documents: app and codename.
GENERAL = (
    ("wagtailadmin", "access_admin"),
    ("home", "change_menus"),
    ("home", "change_centercontacts"),
    ("cases", "edit"),
    *(
        ("cases", f"{verb}_{register.model._meta.model_name}")
        for register in REGISTERS
        for verb in ("add", "change", "delete")
    ),
)
ON_PAGES = tuple(("wagtailcore", f"{verb}_page") for verb in ("add", "change", "publish"))
ON_FILES = tuple(
    (app, f"{verb}_{kind}")
    for app, kind in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for verb in ("add", "change", "choose")
)


class RegisterGroup(ModelViewSetGroup):  # type: ignore[misc]  # Wagtail is untyped
    """All registers under one item of the menu."""

    items = (*REGISTERS, PostRegister)
    menu_label = gettext_lazy("Danh mục")
    menu_name = "danh-muc"
    menu_icon = "list-ul"
    menu_order = 300


def make_editors(sender: Any, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: make the group of editors once. What an administrator makes of it later stays."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or Group.objects.filter(name=EDITORS).exists():
        return
    asked = (GENERAL, ON_PAGES, ON_FILES)
    general, on_pages, on_files = (permissions(*wanted) for wanted in asked)
    if [len(general), len(on_pages), len(on_files)] != [len(wanted) for wanted in asked]:
        return  # permissions are made app by app, and the signal comes after each
    group = Group.objects.create(name=EDITORS)
    group.permissions.set(general)
    for permission in on_pages:
        GroupPagePermission.objects.create(group=group, page=site.root_page, permission=permission)
    for permission in on_files:
        root = Collection.get_first_root_node()
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)
