"""Words that mean the same here: abbreviations, local words, places with two names. Editors keep them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 300
_WORD = re.compile(r"[^\W_]")


class SameWordsKind(models.TextChoices):
    """Why they mean the same; of what is `typed` for short, only the first word stands for the others."""

    SAME = "same", _("Cùng nghĩa")
    PLACE = "place", _("Một nơi nhiều tên")
    SHORT = "short", _("Viết tắt")
    TYPED = "typed", _("Gõ tắt: chỉ từ đầu được hiểu là các từ sau")


class Group(NamedTuple):
    """Ways to say the same, as written; `one_way`: only the first one, typed, means the others."""

    ways: tuple[str, ...]
    one_way: bool


class SameWordsQuerySet(models.QuerySet["SameWords"]):
    """Groups as a whole."""

    def groups(self) -> tuple[Group, ...]:
        """The groups in use."""
        rows = self.filter(active=True).order_by("pk").values_list("kind", "words")
        return tuple(Group(split(words), kind == SameWordsKind.TYPED.value) for kind, words in rows)


class SameWords(models.Model):
    """One group: its words or groups of words, with commas between."""

    kind = models.CharField(_("loại"), max_length=5, choices=SameWordsKind, default=SameWordsKind.SAME)
    words = models.CharField(_("các từ"), max_length=LONGEST)
    active = models.BooleanField(_("còn dùng"), default=True)

    objects = SameWordsQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "words")
        verbose_name = verbose_name_plural = _("từ cùng nghĩa")
        constraints = (
            models.UniqueConstraint(
                fields=("words",),
                name="a_group_of_words_stands_once",
                violation_error_message=_("Nhóm từ này đã có."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Keep the words composed, single-spaced and each once; one alone means nothing else."""
        found = dict.fromkeys(split(unicodedata.normalize("NFC", self.words)))
        if len(found) < 2:
            raise ValidationError({"words": _("Cần ít nhất hai từ khác nhau, cách nhau bằng dấu phẩy.")})
        if not all(_WORD.search(way) for way in found):
            raise ValidationError({"words": _("Giữa hai dấu phẩy cần ít nhất một chữ hay số.")})
        self.words = ", ".join(found)


def split(words: str) -> tuple[str, ...]:
    """The ways in a row, as written."""
    return tuple(" ".join(way.split()) for way in words.split(",") if way.strip())
