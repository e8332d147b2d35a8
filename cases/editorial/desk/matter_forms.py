"""What a reviewer sends about an appeal, a matter to be settled, a promise's words, or an approval proven false."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.editorial.fields import WordsField
from cases.editorial.naming import names_nobody
from cases.models import Agency, ReasonCode, Ruling, RulingOutcome
from cases.rules.plain_words import LONGEST_SENTENCE
from cases.rules.rulings import NAMING, OUTCOMES, RulingCause


class AppealDecisionForm(forms.Form):
    """Granted or not, and why."""

    covers = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    granted = forms.TypedChoiceField(
        label=_("Quyết định"),
        choices=[("1", _("Chấp nhận khiếu nại")), ("0", _("Giữ nguyên quyết định"))],
        coerce=lambda value: value == "1",
    )
    words = WordsField(
        label=_("Một câu cho biết vì sao, ai cũng đọc được"),
        max_length=LONGEST_SENTENCE,
        validators=[names_nobody],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy viết một câu: vì sao chấp nhận, hay vì sao giữ nguyên?")},
    )


class RulingForm(forms.Form):
    """Whose it is, or whether a higher agency is asked; with a code and a sentence that anybody reads."""

    outcome = forms.ChoiceField(label=_("Phân xử"), error_messages={"required": _("Hãy chọn cách phân xử.")})
    to = forms.ChoiceField(required=False, label=_("Đơn vị"))
    reason = forms.ChoiceField(label=_("Căn cứ"), error_messages={"required": _("Hãy chọn căn cứ.")})
    words = WordsField(
        label=_("Một câu cho biết vì sao, ai cũng đọc được"),
        max_length=LONGEST_SENTENCE,
        validators=[names_nobody],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy viết một câu: vì sao là việc của đơn vị này?")},
    )

    def __init__(
        self,
        *args: Any,
        ruling: Ruling,
        reasons: Iterable[ReasonCode],
        agencies: Iterable[Agency],
        shared: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.pk): agency for agency in agencies}
        possible = OUTCOMES[RulingCause(ruling.cause)]
        outcomes = [
            (each.value, each.label)
            for each in RulingOutcome
            if each.value in possible and (shared or each is not RulingOutcome.RELEASED)
        ]
        named = [(pk, str(agency)) for pk, agency in self.agencies.items()]
        codes = [(each.code, str(each)) for each in reasons]
        self.fields["outcome"].choices = [("", _("Chọn cách phân xử")), *outcomes]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["to"].choices = [("", _("Chọn đơn vị")), *named]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["reason"].choices = [("", _("Chọn căn cứ")), *codes]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """An agency is named where one is transferred to or asked, and nowhere else."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("outcome") not in NAMING:
            data["to"] = ""
        elif "to" not in self.errors and not data.get("to"):
            self.add_error("to", _("Hãy chọn đơn vị."))
        data["agency"] = self.agencies.get(str(data.get("to") or ""))
        return data


class CodeForm(forms.Form):
    """A code alone, for a retraction or a strike."""

    reason = forms.ChoiceField(label=_("Lý do"), error_messages={"required": _("Hãy chọn lý do.")})

    def __init__(self, *args: Any, reasons: Iterable[ReasonCode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [(each.code, str(each)) for each in reasons]
        self.fields["reason"].choices = [("", _("Chọn lý do")), *codes]  # type: ignore[attr-defined]  # a ChoiceField
