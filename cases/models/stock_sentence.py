"""Openings and closings that an agency's officers choose from; hints leave them out of every judgement."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models.agency import Agency
from cases.rules.hints.phrases import Phrase, PhraseKind, steps
from cases.rules.hints.text import clean
from cases.rules.hints.words import sentences_of, words_of
from cases.rules.plain_words import one_line

LONGEST = 400


class StockKind(models.TextChoices):
    """Where in an answer it stands; the values are those of the phrases that hints leave out."""

    OPENING = PhraseKind.OPENING.value, _("Lời mở đầu")
    CLOSING = PhraseKind.CLOSING.value, _("Lời kết")


class StockSentenceQuerySet(models.QuerySet["StockSentence"]):
    """Which ones an agency may choose from."""

    def of(self, agency: Agency | int) -> QuerySet[StockSentence]:
        """Those in use of this agency, then those that are everybody's."""
        pk = agency if isinstance(agency, int) else agency.pk
        own = self.filter(Q(agency=pk) | Q(agency=None), active=True)
        return own.order_by(F("agency").asc(nulls_last=True), "text")

    def phrases(self) -> Iterator[Phrase]:
        """Those that were ever chosen from, sentence by sentence, as hints find phrases: also those set aside since."""
        for kind, text in self.order_by().values_list("kind", "text").distinct():
            told = clean(text).text
            for sentence in sentences_of(words_of(told)):
                yield Phrase(kind=PhraseKind(kind), words=told[sentence[0].start : sentence[-1].end])


class StockSentence(models.Model):
    """One opening or closing: of an agency, or of all where it names none."""

    agency = models.ForeignKey(
        Agency, verbose_name=_("đơn vị"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("loại"), max_length=10, choices=StockKind)
    text = models.CharField(_("câu"), max_length=LONGEST)
    active = models.BooleanField(_("còn dùng"), default=True)

    objects = StockSentenceQuerySet.as_manager()

    class Meta:
        ordering = ("agency", "kind", "text")
        verbose_name = verbose_name_plural = _("lời mở đầu, lời kết")
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "kind", "text"),
                name="an_agency_has_an_opening_or_closing_once",
                violation_error_message=_("Đã có câu ấy."),
            ),
            models.UniqueConstraint(
                fields=("kind", "text"),
                condition=Q(agency=None),
                name="an_opening_or_closing_of_all_stands_once",
                violation_error_message=_("Đã có câu ấy."),
            ),
        )

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Keep it plain, in one line; one of signs alone says nothing."""
        self.text = one_line(self.text)
        if self.text and not steps(self.text):
            raise ValidationError({"text": _("Câu cần ít nhất một chữ.")})
