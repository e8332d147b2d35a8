"""Names: in which order they stand, and which ones the Center has written for everybody to read."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from cases.models import Agency, Category, Ward
from cases.rules.hints.personal import named_in
from cases.rules.name_order import name_order
from cases.rules.redaction import is_broken

Row = TypeVar("Row", Agency, Category, Ward)


def by_name(rows: Iterable[Row]) -> list[Row]:
    """What has a name, in the order of a Vietnamese dictionary: databases put Đ last, or beside D."""
    return sorted(rows, key=lambda row: name_order(row.name))


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


def is_no_mark(words: str) -> None:
    """A field's validator: what begins like a mark is one, or it would be printed as it is."""
    if is_broken(words):
        raise ValidationError(gettext("Dấu che phải viết đúng: [đã che] hoặc [đã che: số điện thoại]."))


class ToldOnce(forms.Form):
    """A form with words for everybody: what looks like personal data is told before they are taken, once a text."""

    hinted = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    public_fields: tuple[str, ...] = ("title", "text", "place")

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
