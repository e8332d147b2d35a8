"""Fields for what the staff write: what they count, and what they call empty, is what is kept of it."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.rules.hints.text import visible

ROOM = 5  # times the limit; a text that is longer still is too long however it is written


class WordsField(forms.CharField):
    """Words in composed letters, without what nobody sees: a text is as long as it is read, and as empty.

    No browser is told the limit: it would cut what is pasted, and not say so.
    """

    def to_python(self, value: Any) -> str:
        """The words as they are kept."""
        text = super().to_python(value) or ""
        if self.max_length is not None and len(text) > ROOM * self.max_length:
            return text
        return visible(text.replace("\r\n", "\n"))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """As of every field of characters, but for the limit."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}
