"""Phrases that hints on answers go by: lists that editors keep."""

from __future__ import annotations

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.stock_sentence import StockSentence
from cases.rules.hints.phrases import Phrase, PhraseBook, PhraseKind, steps
from cases.rules.hints.text import clean


class HintPhraseKind(models.TextChoices):
    """What a phrase says about the answer it stands in."""

    OPENING = PhraseKind.OPENING.value, _("Lời mở đầu (bỏ qua)")
    CLOSING = PhraseKind.CLOSING.value, _("Lời kết (bỏ qua)")
    VAGUE = PhraseKind.VAGUE.value, _("Hứa chung chung, không ngày")
    HANDED_ON = PhraseKind.HANDED_ON.value, _("Chuyển cho nơi khác")
    EXCUSE = PhraseKind.EXCUSE.value, _("Nêu khó khăn, mong thông cảm")
    NOT_SEEN = PhraseKind.NOT_SEEN.value, _("Kiểm tra mà không thấy")
    WORK = PhraseKind.WORK.value, _("Việc làm tại chỗ")
    STEP = PhraseKind.STEP.value, _("Bước xử lý")
    ORDER = PhraseKind.ORDER.value, _("Yêu cầu người khác làm")
    GROUND = PhraseKind.GROUND.value, _("Lý do, bác bỏ có căn cứ")
    EVIDENCE = PhraseKind.EVIDENCE.value, _("Ảnh, biên bản kèm theo")


@lru_cache(maxsize=4)
def made_ready(phrases: tuple[Phrase, ...]) -> PhraseBook:
    """The same phrases make the same book: hundreds of them take longer to plant than an answer to read."""
    return PhraseBook(phrases)


class HintPhraseQuerySet(models.QuerySet["HintPhrase"]):
    """Phrases as a whole."""

    def book(self, *, stock: bool = True) -> PhraseBook:
        """The phrases in use, made ready for finding; openings and closings that officers choose from too (`stock`)."""
        rows = self.filter(active=True).values_list("kind", "words")
        phrases = [Phrase(kind=PhraseKind(kind), words=words) for kind, words in rows]
        return made_ready((*phrases, *(StockSentence.objects.phrases() if stock else ())))


class HintPhrase(models.Model):
    """One phrase: words, and `…` for up to twelve words between them."""

    kind = models.CharField(_("loại"), max_length=10, choices=HintPhraseKind)
    words = models.CharField(_("cụm từ"), max_length=120)
    active = models.BooleanField(_("còn dùng"), default=True)

    objects = HintPhraseQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "words")
        verbose_name = verbose_name_plural = _("cụm từ gợi ý")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "words"),
                name="a_phrase_stands_once_in_its_kind",
                violation_error_message=_("Loại này đã có cụm từ ấy."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Keep the words composed and single-spaced, in lower case; a phrase of signs alone finds nothing."""
        self.words = " ".join(clean(self.words).text.lower().replace("...", "…").replace("…", " … ").split())
        if not steps(self.words):
            raise ValidationError({"words": _("Cụm từ cần ít nhất một chữ.")})
