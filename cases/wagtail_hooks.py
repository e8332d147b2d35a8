"""Registers with the CMS what `cases.editorial` provides."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks

from cases.editorial import finding, front, refusals, viewsets
from cases.editorial.admission import DeskMenuItem
from cases.editorial.registers.group import RegisterGroup
from cases.editorial.reports.duty import READERS

hooks.register("register_admin_viewset", viewsets.page_viewsets)
hooks.register("register_admin_viewset", RegisterGroup)
hooks.register("before_bulk_action", refusals.refuse_bulk)
hooks.register("construct_homepage_panels", front.add_desks)
hooks.register("register_admin_urls", lambda: [path("tim/", finding.find, name="staff_find")])
hooks.register("register_admin_search_area", finding.area)
hooks.register("register_admin_urls", lambda: [path("", include("cases.editorial.desk.urls"))])
hooks.register("register_admin_urls", lambda: [path("", include("cases.editorial.statements.urls"))])
hooks.register("register_admin_urls", lambda: [path("", include("cases.editorial.figure_reports.urls"))])
hooks.register("register_admin_urls", lambda: [path("", include("cases.editorial.office.urls"))])
hooks.register("register_admin_urls", lambda: [path("", include("cases.editorial.pictures.urls"))])
hooks.register("register_admin_urls", lambda: [path("", include("cases.editorial.center.urls"))])
hooks.register(
    "register_admin_menu_item",
    lambda: DeskMenuItem(
        gettext_lazy("Bàn duyệt"),
        reverse("review_desk"),
        name="ban-duyet",
        icon_name="check",
        order=50,
        permissions=("cases.decide", "cases.head"),
    ),
)
hooks.register(
    "register_admin_menu_item",
    lambda: DeskMenuItem(
        gettext_lazy("Đơn vị tôi"),
        reverse("office_desk"),
        name="don-vi-toi",
        icon_name="edit",
        order=51,
        permissions=("cases.answer", "cases.follow"),
    ),
)
hooks.register(
    "register_admin_menu_item",
    lambda: DeskMenuItem(
        gettext_lazy("Trung tâm"),
        reverse("center_day"),
        name="trung-tam",
        icon_name="tasks",
        order=49,
        permissions=("cases.edit", "cases.decide", "cases.head"),
    ),
)
hooks.register("register_admin_urls", lambda: [path("", include("cases.editorial.reports.urls"))])
hooks.register(
    "register_reports_menu_item",
    lambda: DeskMenuItem(
        gettext_lazy("Ai theo dõi hạn"),
        reverse("duty_report"),
        name="theo-doi-han",
        icon_name="user",
        order=10,
        permissions=READERS,
    ),
)
hooks.register("register_admin_urls", lambda: [path("", include("cases.editorial.requests.urls"))])
hooks.register(
    "register_admin_menu_item",
    lambda: DeskMenuItem(
        gettext_lazy("Báo là chưa xong"),
        reverse("reopen_requests"),
        name="mo-lai",
        icon_name="rotate",
        order=52,
        permissions=("cases.edit", "cases.decide", "cases.head"),
    ),
)
hooks.register("register_admin_urls", lambda: [path("", include("cases.editorial.frozen.urls"))])
hooks.register(
    "register_reports_menu_item",
    lambda: DeskMenuItem(
        gettext_lazy("Các ngày đã chốt"),
        reverse("frozen_register"),
        name="ban-chot",
        icon_name="calendar-check",
        order=20,
        permissions=("cases.edit", "cases.decide", "cases.head"),
    ),
)
hooks.register(
    "register_admin_menu_item",
    lambda: DeskMenuItem(
        gettext_lazy("Lời của các đơn vị"),
        reverse("statements"),
        name="loi-don-vi",
        icon_name="openquote",
        order=53,
        permissions=("cases.decide", "cases.head"),
    ),
)
hooks.register(
    "register_admin_menu_item",
    lambda: DeskMenuItem(
        gettext_lazy("Báo con số sai"),
        reverse("figure_report_queue"),
        name="bao-sai",
        icon_name="warning",
        order=54,
        permissions=("cases.decide", "cases.head"),
    ),
)
