"""What several of the Center's forms ask for: one of many by name, and where something is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Agency, Category, Ward
from cases.models.location import point_typed, typed_point
from cases.rules.boundaries import lies_in

LONGEST_TITLE = 255
LONGEST_TEXT = 20_000


def offer(field: Any, nothing: str | Promise, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field its choices, with one first that chooses nothing."""
    field.choices = [("", nothing), *choices]


def by_slug(rows: Iterable[Agency | Category]) -> list[tuple[str, str]]:
    """Agencies or categories as choices."""
    return [(row.slug, str(row)) for row in rows]


def point_field() -> forms.CharField:
    """A point as somebody copies it from a map."""
    return forms.CharField(
        label=_("Điểm trên bản đồ"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 24}),
        help_text=_("Vĩ độ, kinh độ: 16.4637, 107.5909."),
    )


def outside(point: tuple[float, float], ward: Ward | None) -> str:
    """What to ask of a point that does not lie in the ward, or of one in no ward at all; "" for no question.

    A ward without an outline may lie anywhere.
    """
    if ward is not None and (ward.boundary is None or lies_in(ward.boundary, *point)):
        return ""
    wards = list(Ward.objects.all())
    there = next((each for each in wards if each.boundary and lies_in(each.boundary, *point)), None)
    if ward is None and (there or not wards or any(each.boundary is None for each in wards)):
        return ""
    told = gettext("Điểm này nằm ngoài mọi phường, xã của thành phố. Vẫn đúng thì gửi lần nữa.")
    if there:
        told = gettext("Điểm này nằm ngoài %(ward)s: nó ở %(there)s. Vẫn đúng thì gửi lần nữa.")
    elif any(each.boundary is None for each in wards):
        told = gettext("Điểm này nằm ngoài %(ward)s. Vẫn đúng thì gửi lần nữa.")
    return told % {"ward": ward, "there": there}


def placed_field() -> forms.CharField:
    """What a form brings back of a point that it was asked about."""
    return forms.CharField(required=False, max_length=150, widget=forms.HiddenInput)


def ask_once(form: forms.BaseForm, name: str, point: tuple[float, float], ward: Ward | None) -> None:
    """Complain at the field `name` of a point outside, unless `placed` says that the same was sent before.

    Once for each point and ward: nobody mistypes it twice.
    """
    where = f"{typed_point(point)}; {ward.slug if ward else '-'}"
    if form.cleaned_data.get("placed") == where:
        return
    if told := outside(point, ward):
        form.add_error(name, told)
        sent: Any = form.data
        form.data = sent.copy()
        form.data["placed"] = where  # type: ignore[index]  # a copy of its own


class WithPlace(forms.Form):
    """A form that asks where it is: the ward, and a point; `place` goes by its own words.

    A point that lies elsewhere than the ward is asked about once.
    """

    placed = placed_field()
    wards: Sequence[Ward]
    chosen_point: tuple[float, float] | None = None
    #: Whether what the form began with has been read by somebody of the Center before.
    was_checked = False

    def offer_wards(self, wards: Sequence[Ward], now: Ward | None, point: tuple[float, float] | None) -> None:
        """Offer all wards; the one that it has and the point stand there."""
        self.wards = wards
        offer(self.fields["ward"], _("Không rõ"), [(ward.slug, str(ward)) for ward in wards])
        self.fields["ward"].initial = now.slug if now else ""
        self.fields["point"].initial = typed_point(point)

    def clean_point(self) -> str:
        """The point, or a complaint of what is none."""
        words: str = self.cleaned_data["point"].strip()
        self.chosen_point = point_typed(words)
        if words and self.chosen_point is None:
            raise ValidationError(_("Điểm này không đọc được. Hãy ghi vĩ độ rồi kinh độ, như 16.4637, 107.5909."))
        return words

    def clean(self) -> dict[str, Any]:
        """Ask about a point outside, unless it stood there when somebody read it before."""
        data: dict[str, Any] = super().clean() or {}
        is_as_before = self.was_checked and not {"ward", "point"}.intersection(self.changed_data)
        if self.chosen_point is not None and "ward" not in self.errors and not is_as_before:
            ask_once(self, "point", self.chosen_point, self.chosen_ward())
        return data

    def chosen_ward(self) -> Ward | None:
        """The ward that was chosen; None where nobody knows."""
        return next((ward for ward in self.wards if ward.slug == self.cleaned_data["ward"]), None)
