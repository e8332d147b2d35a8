"""What the Center sends about photos: files, words, boxes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.evidence import LONGEST_CAPTION
from cases.models import Photo
from cases.rules.covers import MOST, WHOLE, Box, CoversRefused

PERCENT = WHOLE // 100
SPARE = 6  # empty rows for boxes to come
WRONG = ("required", "invalid", "min_value", "max_value", "max_decimal_places", "max_digits")
SIDES = {"left": _("Từ trái"), "top": _("Từ trên"), "width": _("Rộng"), "height": _("Cao")}


class BoxForm(forms.Form):
    """One box, in hundredths of the photo with one decimal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in SIDES.items():
            self.fields[name] = forms.DecimalField(
                label=label,
                min_value=Decimal(0),
                max_value=Decimal(100),
                decimal_places=1,
                error_messages=dict.fromkeys(WRONG, _("Cần một số từ 0 đến 100, nhiều nhất một chữ số thập phân.")),
                widget=forms.NumberInput(attrs={"step": "0.1", "min": "0", "max": "100", "inputmode": "decimal"}),
            )

    def clean(self) -> dict[str, Any]:
        """Hold the box to the photo."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors or not self.has_changed():
            return data
        try:
            data["box"] = Box(**{name: int(data[name] * PERCENT) for name in SIDES})
        except CoversRefused as refused:
            raise forms.ValidationError(_("Ô này nằm ngoài ảnh, hoặc không che gì.")) from refused
        return data


BoxForms = forms.formset_factory(BoxForm, extra=SPARE, max_num=MOST, validate_max=True, can_delete=True)


def rows_of(photo: Photo) -> list[dict[str, Decimal]]:
    """The photo's boxes as the form begins with them."""
    return [{name: Decimal(row[i]) / PERCENT for i, name in enumerate(SIDES)} for row in photo.covers]


def boxes_in(forms_: Any) -> list[Box]:
    """The boxes of a valid form that are not to go."""
    return [data["box"] for data in forms_.cleaned_data if data.get("box") and not data.get("DELETE")]


class CaptionForm(forms.Form):
    """What stands under a photo of the report, and where it stands."""

    caption = forms.CharField(required=False, label=_("Chú thích"), max_length=LONGEST_CAPTION)
    position = forms.IntegerField(label=_("Thứ tự"), min_value=0, max_value=999)
