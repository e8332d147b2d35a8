"""Personal data in what the Center writes for everybody: refused in a sentence, told once in a report's words."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from cases.rules.hints.personal import named_in


def text_name(*texts: str) -> str:
    """What tells texts from others, for a form to say which ones' hints were seen."""
    told = "\n".join(" ".join(text.split()) for text in texts)
    return blake2b(told.encode(), digest_size=8).hexdigest()


def names_nobody(sentence: str) -> None:
    """A field's validator: a sentence that is public at once holds no personal data. The verbs refuse it too."""
    found = named_in(sentence)
    if found:
        text = gettext("Câu này công bố ngay nên không có thông tin cá nhân. Hãy bỏ: %(found)s.")
        raise ValidationError(text % {"found": ", ".join(found)})


class ToldOnce(forms.Form):
    """A form with words for everybody: what looks like personal data is told before they are taken, once a text."""

    hinted = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    public_fields = ("title", "text", "place")

    def clean(self) -> dict[str, Any]:
        """Complain of personal data beside its field, unless these very words were sent before."""
        data: dict[str, Any] = super().clean() or {}
        words = {name: str(data.get(name) or "") for name in self.public_fields}
        name = text_name(*words.values())
        if data.get("hinted") != name:
            for field, text in words.items():
                if found := named_in(text):
                    told = gettext("Có thể là thông tin cá nhân: %(found)s. Hãy che đi; nếu vẫn đúng thì gửi lần nữa.")
                    self.add_error(field, told % {"found": ", ".join(found)})
            sent: Any = self.data
            self.data = sent.copy()
            self.data["hinted"] = name  # type: ignore[index]  # a copy of its own
        return data
