"""The form of a case's page."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cases.editorial.center.fields import ask_once, placed_field
from cases.models import CasePage
from cases.models.location import location_of, point_of

SHOWN = ("title", "text", "place", "location", "editors_note", "press")  # what editors write, as the public sees it


def digest_of(page: CasePage) -> str:
    """A digest (hex) of what the public sees of a page now."""
    stored = CasePage.objects.filter(pk=page.pk).values_list(*SHOWN).first()
    return hashlib.sha256(repr(stored).encode()).hexdigest()


class CasePageForm(WagtailAdminPageForm):  # type: ignore[misc]  # Wagtail is untyped
    """Shows the case's own point until an editor moves it, and never writes what was not published.

    `seen` is what the public saw when the form was opened. Wagtail compares revisions, and most pages of cases have
    none before their first edit: without this, a second editor would undo the first one's redaction unseen.

    A point that was moved out of the case's ward, or of the city, is asked about once, as on the Center's forms.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    placed = placed_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = digest_of(self.instance)
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

    def clean(self) -> dict[str, Any]:
        """Refuse what was written over a text that somebody else has published in the meantime."""
        cleaned: dict[str, Any] = super().clean()
        point = point_of(cleaned.get("location") or "")
        if point and "location" in self.changed_data:
            ask_once(self, "location", point, self.instance.case.ward)
        newest = self.instance.latest_revision
        by_another = newest is not None and newest.user != self.for_user
        if by_another and cleaned.get("seen") and cleaned["seen"] != digest_of(self.instance):
            self.add_error(
                None,
                _(
                    "Người khác đã sửa và đăng trang này sau khi bạn mở. "
                    "Chép lại lời của bạn, tải lại trang rồi sửa tiếp."
                ),
            )
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Fill the instance and no more: a draft is a revision, also of a page that is not live.

        Wagtail writes drafts of such a page to its row, and restoring the case would publish them unseen.
        """
        return super().save(commit=False)
