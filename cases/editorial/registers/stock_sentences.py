"""Openings and closings that officers choose from, by agency."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList

from cases.editorial.registers.base import Register, RegisterForm
from cases.models import HintPhrase, StockSentence
from cases.rules.hints.phrases import PhraseKind
from cases.rules.hints.text import clean
from cases.rules.hints.words import sentences_of, words_of

#: What must not hide in a formula: hints leave formulas out of every judgement.
JUDGED = frozenset({PhraseKind.VAGUE, PhraseKind.HANDED_ON, PhraseKind.EXCUSE, PhraseKind.NOT_SEEN})


class StockSentenceForm(RegisterForm):
    """Refuses a formula that says what hints are there to find."""

    def clean(self) -> dict[str, Any]:
        """Read the sentence by the lists of phrases alone."""
        data: dict[str, Any] = super().clean()
        phrases = HintPhrase.objects.book(stock=False)
        sentences = sentences_of(words_of(clean(data.get("text") or "").text))
        if any(found.kind in JUDGED for sentence in sentences for found in phrases.find(sentence)):
            self.add_error(
                "text",
                ValidationError(
                    _("Câu này hứa chung chung, mong thông cảm hoặc đẩy đi nơi khác nên không làm mẫu được.")
                ),
            )
        return data


class StockSentenceRegister(Register):
    """Nothing points to one, so any may go."""

    model = StockSentence
    name = "stocksentence"
    url_prefix = "danh-muc/cau-mau"
    icon = "pilcrow"
    menu_label = gettext_lazy("Lời mở đầu, lời kết")
    base_form_class = StockSentenceForm
    list_display: ClassVar[list[str]] = ["text", "kind", "agency", "active"]
    list_filter: ClassVar[list[str]] = ["kind", "agency", "active"]
    search_fields: ClassVar[list[str]] = ["text", "agency__name"]
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("text", help_text=gettext_lazy("Gợi ý bỏ qua câu này khi xét câu trả lời.")),
            FieldPanel("agency", help_text=gettext_lazy("Để trống thì mọi đơn vị dùng được.")),
            FieldPanel("active", help_text=gettext_lazy("Thôi dùng: cán bộ không còn chọn được câu này.")),
        ]
    )
