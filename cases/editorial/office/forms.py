"""What an officer sends: an answer, an extension, a note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cases.actions.causes import Cause
from cases.actions.drafting import seen
from cases.editorial.fields import WordsField
from cases.editorial.office.sentences import CAUSES
from cases.models import Answer, Outcome, ReasonCode, StockKind, StockSentence
from cases.rules.framing import framed, is_frame_alone
from cases.rules.plain_words import LONGEST, LONGEST_SENTENCE, plain
from cases.templatetags.dates import day_text, weekday_text

FARTHEST_PLAN = timedelta(days=3653)  # a year that was typed wrong is none that the public should wait for
SHOWN_OF_STOCK = 80  # characters of an opening or a closing in its list


class AnswerForm(forms.Form):
    """The answer as it is being written; whole enough to be a draft, or where it is handed in, to be reviewed.

    An `opinion` has no outcome; it is stored as done. `seen` is what `cases.actions.drafting.seen` said of the draft
    that one read, `hinted` names the text whose hints stood beside it.
    """

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    hinted = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(required=False, label=_("Kết quả"))
    planned_on = forms.DateField(
        required=False,
        label=_("Ngày sẽ làm xong, nếu mới có kế hoạch"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    legal_reason = WordsField(
        required=False,
        label=_("Căn cứ pháp lý, nếu không thể làm"),
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    opening = forms.ChoiceField(required=False, label=_("Lời mở đầu"))
    text = WordsField(
        required=False,
        label=_("Câu trả lời, ai cũng đọc được khi đã duyệt"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    closing = forms.ChoiceField(required=False, label=_("Lời kết"))

    def __init__(
        self,
        *args: Any,
        amends: bool = False,
        opinion: bool = False,
        handed_in: bool = False,
        stock: Iterable[StockSentence] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.handed_in = handed_in
        self.stock = {kind: [each.text for each in stock if each.kind == kind] for kind in StockKind.values}
        for name, texts in self.stock.items():
            chosen = [(text, Truncator(text).chars(SHOWN_OF_STOCK)) for text in texts]
            self.fields[name].choices = [("", _("Không thêm")), *chosen]  # type: ignore[attr-defined]  # a ChoiceField
            if not texts:
                del self.fields[name]
        left_out = {Outcome.UNKNOWN, *({Outcome.PLANNED} if amends else ())}
        outcomes = [(outcome.value, outcome.label) for outcome in Outcome if outcome not in left_out]
        self.fields["outcome"].choices = [("", _("Chọn kết quả")), *outcomes]  # type: ignore[attr-defined]  # a ChoiceField
        if amends:
            del self.fields["planned_on"]
        self.opinion = opinion
        if opinion:  # who gives one has done nothing in the street: there is no outcome to choose
            for name in ("outcome", "planned_on", "legal_reason"):
                self.fields.pop(name, None)
            self.fields["text"].label = _("Ý kiến, ai cũng đọc được khi đã duyệt")

    def reread(self, answer: Answer) -> None:
        """Let the form as it was sent know the draft as it stands now."""
        self.data = {**self.data.dict(), "seen": seen(answer)}  # type: ignore[attr-defined]  # what a browser sent

    def clean(self) -> dict[str, Any]:
        """Hold the parts to one another; what belongs to another outcome is left out."""
        data: dict[str, Any] = super().clean() or {}
        outcome = data["outcome"] = Outcome.DONE.value if self.opinion else data.get("outcome", "")
        frame = {"openings": self.stock[StockKind.OPENING], "closings": self.stock[StockKind.CLOSING]}
        if self.handed_in and is_frame_alone(plain(data.get("text") or ""), **frame):
            self._complain(Cause.NO_TEXT)
        if self.handed_in and not outcome:
            self._complain(Cause.NO_OUTCOME)
        if outcome != Outcome.PLANNED:
            data["planned_on"] = None
        elif not data.get("planned_on"):
            self._complain(Cause.NO_DAY)
        elif data["planned_on"] > timezone.localdate() + FARTHEST_PLAN:
            self.add_error("planned_on", _("Ngày này còn hơn mười năm nữa: hãy xem lại năm."))
        if outcome != Outcome.NOT_POSSIBLE:
            data["legal_reason"] = ""
        elif not str(data.get("legal_reason") or "").strip():
            self._complain(Cause.NO_LAW)
        if "text" in data:
            opening, closing = data.get("opening", ""), data.get("closing", "")
            data["text"] = framed(plain(data["text"]), opening=opening, closing=closing, **frame)
        return data

    def _complain(self, cause: Cause) -> None:
        field, sentence = CAUSES[cause]
        if field in self.fields and field not in self.errors:
            self.add_error(field, str(sentence))


class ExtensionForm(forms.Form):
    """Why it takes longer, and by which of the days that may be promised.

    `seen` is what `cases.actions.extend.promises_seen` said of the promises that one read.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    promised_on = forms.TypedChoiceField(
        coerce=date.fromisoformat,
        label=_("Hẹn làm xong chậm nhất hết ngày"),
        error_messages={"invalid_choice": _("Ngày này không hẹn được: hãy chọn một ngày trong danh sách.")},
    )
    reason = forms.ChoiceField(label=_("Lý do"))
    sentence = WordsField(
        label=_("Một câu cho người dân, công bố ngay"),
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, days: Iterable[date], reasons: Iterable[ReasonCode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(day.isoformat(), f"{weekday_text(day)}, {day_text(day)}") for day in days]
        self.fields["promised_on"].choices = [("", _("Chọn ngày")), *told]  # type: ignore[attr-defined]  # a ChoiceField
        codes = [(reason.code, str(reason)) for reason in reasons]
        self.fields["reason"].choices = [("", _("Chọn lý do")), *codes]  # type: ignore[attr-defined]  # a ChoiceField

    def reread(self, promises: str) -> None:
        """Let the form as it was sent know the promises as they stand now."""
        self.data = {**self.data.dict(), "seen": promises}  # type: ignore[attr-defined]  # what a browser sent


class NoteForm(forms.Form):
    """What colleagues should know."""

    text = WordsField(
        label=_("Ghi cho người cùng đơn vị"), max_length=LONGEST_SENTENCE, widget=forms.Textarea(attrs={"rows": 2})
    )
