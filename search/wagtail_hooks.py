"""Tells the staff on the CMS's first page when another search engine answers than the one that should."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from search.answering import trouble
from search.engines.base import Away


class SearchPanel(Component):  # type: ignore[misc]  # Wagtail is untyped
    """What is the matter, and that nobody has to do anything but tell the operator."""

    name, order = "search", 10
    template_name = "search/cms_panel.html"

    def __init__(self, away: Away) -> None:
        self.away = away

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The reason, as `/readyz` and the operator's documents name it."""
        return {"reason": self.away.value, "lagging": self.away in (Away.LAGGING, Away.READ_ONLY)}


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def tell_of_search(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panel first where there is something to tell."""
    away = trouble()
    if away is not None:
        panels.append(SearchPanel(away))
