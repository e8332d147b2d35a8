"""What a reviewer sends: a decision, or a remark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cases.editorial.fields import WordsField
from cases.editorial.naming import names_nobody
from cases.models import Choice, ReasonCode, ReasonKind, RemarkKind
from cases.rules.plain_words import LONGEST_SENTENCE

KINDS = {Choice.RETURN.value: ReasonKind.RETURN.value, Choice.REFUSE.value: ReasonKind.REFUSE.value}
_SEAL = "desk.hints"


def sealed(version: int, hints: Mapping[str, int]) -> str:
    """The hints that are shown beside a version, for the form to bring back: nobody can make up others."""
    return signing.dumps([version, dict(hints)], salt=_SEAL)


def unsealed(version: int, text: str) -> dict[str, int] | None:
    """What `sealed` was given for this version; None for anything else."""
    try:
        of, hints = signing.loads(text, salt=_SEAL)
    except signing.BadSignature:
        return None
    return hints if of == version else None


class DecisionForm(forms.Form):
    """One of three decisions on the version that was read; two of them need a code of their own list and a sentence."""

    choice = forms.ChoiceField(label=_("Quyết định"), choices=Choice.choices)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    covers = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    reason = forms.ChoiceField(required=False, label=_("Lý do trả lại hoặc từ chối"))
    sentence = WordsField(
        required=False,
        label=_("Một câu gửi đơn vị, ai cũng đọc được"),
        max_length=LONGEST_SENTENCE,
        validators=[names_nobody],
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, reasons: list[ReasonCode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (
                choice.label,
                [(f"{choice.value}:{code.code}", str(code)) for code in reasons if code.kind == KINDS[choice]],
            )
            for choice in (Choice.RETURN, Choice.REFUSE)
        ]
        self.fields["reason"].choices = [("", _("Chọn lý do")), *groups]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Hold code and sentence to the decision."""
        data: dict[str, Any] = super().clean() or {}
        choice = data.get("choice")
        of, _colon, code = str(data.get("reason") or "").partition(":")
        data["code"] = code if choice in KINDS else ""
        if choice not in KINDS:
            data["sentence"] = ""
            return data
        if "reason" not in self.errors and not code:
            self.add_error("reason", _("Hãy chọn lý do: ai đọc cũng cần biết vì sao."))
        elif code and of != choice:
            self.add_error("reason", _("Lý do này thuộc về quyết định kia: trả lại và từ chối có danh sách riêng."))
        if "sentence" not in self.errors and not str(data.get("sentence") or "").strip():
            self.add_error("sentence", _("Hãy viết một câu: đơn vị cần làm gì thì mới được duyệt?"))
        return data


class RemarkForm(forms.Form):
    """Left for later, handed over, or a second opinion."""

    kind = forms.ChoiceField(label=_("Việc"), choices=RemarkKind.choices)
    advises = forms.ChoiceField(
        label=_("Ý kiến thứ hai: nên"),
        choices=[("", _("Chọn ý kiến")), *Choice.choices],
        required=False,
        help_text=_("Bắt buộc khi gửi ý kiến."),
    )
    text = WordsField(
        label=_("Ghi cho người sau (bắt buộc)"),
        max_length=LONGEST_SENTENCE,
        help_text=_("Một câu: vì sao để sau, người sau cần biết gì, hoặc vì sao nghĩ như vậy. Chỉ Trung tâm đọc."),
        error_messages={"required": _("Hãy viết một câu cho người sau, rồi gửi lại.")},
    )

    def clean(self) -> dict[str, Any]:
        """A second opinion says for which decision it is."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") != RemarkKind.OPINION:
            data["advises"] = ""
        elif not data.get("advises"):
            self.add_error("advises", _("Ý kiến thứ hai nghiêng về quyết định nào?"))
        return data
