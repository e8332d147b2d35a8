"""Registers with the CMS what `cases.editorial` provides."""

from wagtail import hooks

from cases.editorial import refusals, viewsets
from cases.editorial.registers.group import RegisterGroup

hooks.register("register_admin_viewset", viewsets.page_viewsets)
hooks.register("register_admin_viewset", RegisterGroup)
hooks.register("before_bulk_action", refusals.refuse_bulk)
