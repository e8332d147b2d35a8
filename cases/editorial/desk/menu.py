"""The desk's place in the menu of the CMS."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class DeskMenuItem(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    """Shown to those who decide on answers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By the groups of the account; the desk itself asks again."""
        user = request.user
        return user.has_perm("cases.decide") or user.has_perm("cases.head")
