"""What was typed and chosen in a form, as it was read: for who cannot send it again to show them none of it is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.choices import flatten_choices


def typed_in(form: forms.Form, names: Mapping[str, str] | None = None) -> Sequence[tuple[str, str]]:
    """Label and words of every field that says anything; of a choice its words, else what `names` calls the value.

    What has no words any more is left out.
    """
    kept = []
    for bound in form.visible_fields():
        value, field = bound.value(), bound.field
        if isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            pairs: list[tuple[Any, Any]] = list(flatten_choices(choices))
            labels = dict(names or {}) | {str(key): str(label) for key, label in pairs}
            chosen = value if isinstance(value, list) else [value]
            words = ", ".join(labels[str(each)] for each in chosen if each and str(each) in labels)
        else:
            words = str(value or "")
        if words.strip():
            kept.append((str(bound.label), words))
    return kept
