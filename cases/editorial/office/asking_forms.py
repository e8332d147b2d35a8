"""What an officer writes to the Center: not ours, a question to a higher agency, an appeal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.editorial.fields import WordsField
from cases.models import Agency, ReasonCode
from cases.rules.plain_words import LONGEST_SENTENCE


class AskForm(forms.Form):
    """A code, which is public, a sentence for the Center alone, and whom the agency thinks of."""

    reason = forms.ChoiceField(label=_("Lý do, ai cũng đọc được"))
    sentence = WordsField(
        label=_("Một câu cho Trung tâm, không công bố"),
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    suggests = forms.ChoiceField(required=False, label=_("Đơn vị bạn nghĩ tới, nếu biết"))

    def __init__(
        self, *args: Any, reasons: Iterable[ReasonCode], agencies: Iterable[Agency] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.pk): agency for agency in agencies}
        codes = [(reason.code, str(reason)) for reason in reasons]
        self.fields["reason"].choices = [("", _("Chọn lý do")), *codes]  # type: ignore[attr-defined]  # a ChoiceField
        if self.agencies:
            named = [(pk, str(agency)) for pk, agency in self.agencies.items()]
            self.fields["suggests"].choices = [("", _("Không nêu")), *named]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["suggests"]

    @property
    def suggested(self) -> Agency | None:
        """The agency that was named."""
        return self.agencies.get(str(self.cleaned_data.get("suggests") or ""))
