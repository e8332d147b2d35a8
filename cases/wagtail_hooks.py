"""Registers with the CMS what `cases.editorial` provides."""

from wagtail import hooks

from cases.editorial import refusals, viewsets

hooks.register("register_admin_viewset", viewsets.page_viewsets)
hooks.register("before_bulk_action", refusals.refuse_bulk)
