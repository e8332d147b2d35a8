"""The form of a case's page."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from cases.models.location import location_of, point_of


class CasePageForm(WagtailAdminPageForm):  # type: ignore[misc]  # Wagtail is untyped
    """Shows the case's own point until an editor moves it, and never writes what was not published."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.location:
            self.initial["location"] = self._own_location()

    def _own_location(self) -> str:
        case = self.instance.case
        return location_of(case.lat, case.lon)

    def clean_location(self) -> str:
        """Where the point is the case's own, nothing is stored: a correction by the source will show."""
        location: str = self.cleaned_data["location"]
        case = self.instance.case
        return "" if point_of(location) == (case.lat, case.lon) else location

    def save(self, commit: bool = True) -> Any:
        """Fill the instance and no more: a draft is a revision, also of a page that is not live.

        Wagtail writes drafts of such a page to its row, and restoring the case would publish them unseen.
        """
        return super().save(commit=False)
