"""What the Center sends: one form for each thing it may do to a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.causes import CenterCause
from cases.actions.classify import own_words
from cases.actions.photos import PERSONAL
from cases.editorial.center.fields import LONGEST_TEXT, LONGEST_TITLE, WithPlace, by_slug, offer, point_field
from cases.editorial.center.sentences import CAUSES
from cases.editorial.center.situation import Situation
from cases.editorial.center.suggesting import Suggestion
from cases.editorial.desk.covers import COVERED, NO_KIND
from cases.editorial.naming import ToldOnce, is_no_mark
from cases.editorial.whole_numbers import LARGEST_NUMBER, whole
from cases.models import (
    PUBLISHED,
    Agency,
    Assignment,
    AssignmentKind,
    Case,
    Category,
    PublicationLevel,
    ReasonKind,
)
from cases.rules.hints.personal import named_in
from cases.rules.plain_words import LONGEST_SENTENCE
from cases.templatetags.minhbach import inner_quotes
from cases.templatetags.redaction import redacted_plain


class VerbForm(forms.Form):
    """Base of all: `seen` is the version of the case that was read."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.situation = situation
        self.prepare(situation)

    def prepare(self, situation: Situation) -> None:
        """Fill in what may be chosen."""

    def chosen_agency(self) -> Agency | None:
        """The agency that was chosen, where one was."""
        chosen = self.cleaned_data.get("agency")
        return next((agency for agency in self.situation.agencies if agency.slug == chosen), None)


class WithReason(VerbForm):
    """A form that asks for a code of a list."""

    kind: ReasonKind
    reason = forms.ChoiceField(label=_("Lý do, ai cũng đọc được"))

    def prepare(self, situation: Situation) -> None:
        """Offer the codes of the list."""
        super().prepare(situation)
        offer(self.fields["reason"], _("Chọn lý do"), situation.codes(self.kind))


class WithAgency(VerbForm):
    """A form that asks for an agency; the likely one stands first and says why."""

    def prepare(self, situation: Situation) -> None:
        """Offer all that can be given something."""
        super().prepare(situation)
        offer(self.fields["agency"], _("Chọn đơn vị"), by_slug(situation.agencies))
        likely = situation.suggestion
        if likely:
            self.fields["agency"].initial = likely.agency.slug
            self.fields["agency"].help_text = why_likely(likely)


def why_likely(likely: Suggestion) -> str:
    """Which agency is suggested, and why."""
    if likely.in_ward:
        text = _("Gợi ý: %(name)s, đã giữ %(n)s trong %(of)s phản ánh gần đây cùng lĩnh vực và phường, xã.")
    else:
        text = _("Gợi ý: %(name)s, đã giữ %(n)s trong %(of)s phản ánh gần đây cùng lĩnh vực.")
    return str(text) % {"name": likely.agency, "n": likely.n, "of": likely.of}


class AcceptForm(ToldOnce, WithPlace, WithAgency):
    """What the public will read, under what it is filed, and whose it is at once where that is clear."""

    title = forms.CharField(label=_("Tiêu đề công khai"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("Nội dung công khai"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Che thông tin cá nhân bằng [đã che], hoặc nói rõ loại: [đã che: số điện thoại]."),
    )
    place = forms.CharField(label=_("Nơi"), required=False, max_length=LONGEST_TITLE)
    ward = forms.ChoiceField(label=_("Phường, xã"), required=False)
    point = point_field()
    category = forms.ChoiceField(label=_("Lĩnh vực"))
    level = forms.ChoiceField(
        label=_("Mức công khai"), required=False, choices=[("", _("Theo lĩnh vực")), *PublicationLevel.choices]
    )
    level_reason = forms.CharField(label=_("Vì sao mức khác"), required=False, max_length=255)
    agency = forms.ChoiceField(label=_("Giao luôn cho"), required=False)

    def prepare(self, situation: Situation) -> None:
        """Begin with the reporter's words, which are covered where they must be."""
        super().prepare(situation)
        self.fields["category"].choices = by_slug(situation.categories)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["category"].initial = situation.case.category.slug
        for name, words in zip(("title", "text", "place"), situation.words, strict=True):
            self.fields[name].initial = words
        self.offer_wards(situation.wards, situation.case.ward, situation.point)
        self.fields["agency"].initial = ""
        offer(self.fields["agency"], _("Để giao sau"), by_slug(situation.agencies))

    def clean(self) -> dict[str, Any]:
        """What was written for everybody to read is not what a neutral summary says: only other words are taken."""
        data: dict[str, Any] = super().clean() or {}
        category = next((c for c in self.situation.categories if c.slug == data.get("category")), None)
        case = self.situation.case
        own = category.publication_level if category and category.pk != case.category_id else case.level
        level, report = data.get("level") or own, self.situation.report
        if level == PublicationLevel.SUMMARY and report and not self.errors:
            for name in own_words(report, data):
                self.add_error(name, str(CAUSES[CenterCause.OWN_WORDS].sentence))
        return data


class DeclineForm(WithReason):
    """Why it is turned away."""

    kind = ReasonKind.DECLINE


class PlainForm(VerbForm):
    """Nothing to say: reconsider, unmerge, restore, urge, calm, confirm, drop."""


class MergeForm(VerbForm):
    """Into which case: one that is close by, or any other by its number."""

    near = forms.ChoiceField(label=_("Phản ánh gần đây"), required=False, widget=forms.RadioSelect)
    into = forms.CharField(
        label=_("Hoặc số của phản ánh khác"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 12}),
    )
    told = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    target: Case | None = None

    def prepare(self, situation: Situation) -> None:
        """Offer what is close by."""
        told = [(str(found.row["number"]), f"{found.row['number']}: {found.row['title']}") for found in situation.near]
        if told:
            offer(self.fields["near"], _("Không phải phản ánh nào ở đây"), told)
        else:
            del self.fields["near"]
            self.fields["into"].label = _("Số của phản ánh kia")

    def clean(self) -> dict[str, Any]:
        """Find the other case."""
        data: dict[str, Any] = super().clean() or {}
        typed = (data.get("into") or "").strip().removeprefix("a") or data.get("near") or ""
        number = whole(typed, most=LARGEST_NUMBER)
        if not typed:
            self.add_error("into", _("Gộp vào phản ánh nào? Hãy ghi số."))
        elif number is None:
            self.add_error("into", _("Số phản ánh chỉ gồm chữ số."))
        else:
            related = Case.objects.select_related("page", "report", "ward")
            self.target = related.filter(number=number).first()
            if self.target is None:
                self.add_error("into", _("Không có phản ánh mang số này."))
            else:
                self._tell_first(data, self.target)
        return data

    def _tell_first(self, data: dict[str, Any], target: Case) -> None:
        """Say once which report the number is, and whether it is elsewhere; those close by stand with their titles."""
        own, number = self.situation.case, str(target.number)
        elsewhere = target.ward != own.ward
        if target.pk == own.pk or target.state not in PUBLISHED or data.get("told") == number:
            return
        if number == data.get("near") and not data.get("into") and not elsewhere:
            return
        told = _("Số %(n)s là “%(title)s”, %(ward)s. Đúng thì bấm lần nữa.")
        if elsewhere:
            told = _("Số %(n)s là “%(title)s”, %(ward)s, khác phường, xã với phản ánh này. Vẫn đúng thì bấm lần nữa.")
        title = inner_quotes(redacted_plain(target.page.title))
        words = {"n": number, "title": title, "ward": str(target.ward or gettext("không rõ phường, xã"))}
        self.add_error("near" if number == data.get("near") and not data.get("into") else "into", str(told) % words)
        sent: Any = self.data
        self.data = sent.copy()
        self.data["told"] = number  # type: ignore[index]  # a copy of its own


class AssignForm(WithAgency):
    """Which agency."""

    agency = forms.ChoiceField(label=_("Đơn vị"))


class TransferForm(WithReason):
    """Which charge, to whom, and why."""

    kind = ReasonKind.TRANSFER
    assignment = forms.ChoiceField(label=_("Việc đang ở"))
    agency = forms.ChoiceField(label=_("Chuyển cho"))
    field_order = ("assignment", "agency", "reason")

    def prepare(self, situation: Situation) -> None:
        """Offer what is open; nothing is transferred while its answer awaits review."""
        super().prepare(situation)
        held = [(str(a.pk), f"{a.agency} ({a.get_kind_display()})") for a in situation.open]
        self.fields["assignment"].choices = held  # type: ignore[attr-defined]  # a ChoiceField
        offer(self.fields["agency"], _("Chọn đơn vị"), by_slug(situation.agencies))

    def assignment_of(self) -> Assignment:
        """The charge that was chosen."""
        return next(a for a in self.situation.open if str(a.pk) == self.cleaned_data["assignment"])


class EscalateForm(VerbForm):
    """Whom to ask, and for what."""

    agency = forms.ChoiceField(label=_("Đơn vị cấp trên"))
    asked = forms.ChoiceField(
        label=_("Để làm gì"),
        choices=[(kind.value, kind.label) for kind in (AssignmentKind.OPINION, AssignmentKind.FOLLOW_UP)],
    )

    def prepare(self, situation: Situation) -> None:
        """Offer all; those above the agencies at work stand chosen."""
        offer(self.fields["agency"], _("Chọn đơn vị"), by_slug(situation.agencies))
        above = {a.agency.parent_id for a in situation.assignments if a.agency.parent_id}
        likely = next((agency for agency in situation.agencies if agency.pk in above), None)
        self.fields["agency"].initial = likely.slug if likely else ""


class ReopenForm(WithReason):
    """Why, and who has to go back to it."""

    kind = ReasonKind.REOPEN
    agencies = forms.MultipleChoiceField(
        label=_("Đơn vị đã trả lời"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Đơn vị đã chọn nay không còn trong danh sách.")},
    )
    agency = forms.ChoiceField(label=_("Hoặc thêm đơn vị khác"), required=False)

    def prepare(self, situation: Situation) -> None:
        """Those that answered stand chosen."""
        super().prepare(situation)
        handlers = by_slug(dict.fromkeys(situation.handlers))
        self.fields["agencies"].choices = handlers  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["agencies"].initial = [slug for slug, _name in handlers]
        offer(self.fields["agency"], _("Không thêm"), by_slug(situation.agencies))

    def chosen(self) -> list[Agency]:
        """All agencies that get it."""
        wanted = {*self.cleaned_data["agencies"], self.cleaned_data["agency"]}
        return [agency for agency in self.situation.agencies if agency.slug in wanted]


class LevelForm(VerbForm):
    """How much of it is public, and why."""

    level = forms.ChoiceField(label=_("Mức công khai"), choices=PublicationLevel.choices)
    level_reason = forms.CharField(label=_("Vì sao"), max_length=255, help_text=_("Chỉ người của Trung tâm đọc."))

    def prepare(self, situation: Situation) -> None:
        """Begin with the level it has."""
        self.fields["level"].initial = situation.case.level


class CategoryForm(VerbForm):
    """Under what it is filed."""

    category = forms.ChoiceField(label=_("Lĩnh vực"), help_text=_("Thời hạn không dài thêm khi đổi lĩnh vực."))

    def prepare(self, situation: Situation) -> None:
        """Begin with the category it has."""
        self.fields["category"].choices = by_slug(situation.categories)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["category"].initial = situation.case.category.slug

    def chosen(self) -> Category:
        """The category that was chosen."""
        return next(c for c in self.situation.categories if c.slug == self.cleaned_data["category"])


class PlaceForm(ToldOnce, WithPlace, WithReason):
    """Where it is after all, and why it stands otherwise."""

    kind = ReasonKind.PLACE
    ward = forms.ChoiceField(label=_("Phường, xã"), required=False)
    place = forms.CharField(label=_("Nơi"), required=False, max_length=LONGEST_TITLE, validators=[is_no_mark])
    point = point_field()
    public_fields = ("place",)
    was_checked = True
    field_order = ("hinted", "placed", "place", "ward", "point", "reason")

    def prepare(self, situation: Situation) -> None:
        """Begin with what the page says."""
        super().prepare(situation)
        self.offer_wards(situation.wards, situation.case.ward, situation.point)
        page = getattr(situation.case, "page", None)
        self.fields["place"].initial = page.place if page else ""


class CoverForm(WithReason):
    """Which words of the page nobody is to read, what they are, and why."""

    kind = ReasonKind.STRIKE
    words = forms.CharField(
        label=_("Chữ cần che"),
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 2, "data-selected": ".told-by"}),
        help_text=_("Bôi đen trên trang, hoặc chép đúng vào đây. Ở đâu trên trang có những chữ này cũng được che."),
    )
    what = forms.ChoiceField(
        label=_("Trang ghi là đã che"),
        choices=[("", _("Chọn loại thông tin")), *((kind, kind) for kind in COVERED)],
        error_messages={"required": NO_KIND},
    )
    field_order = ("words", "what", "reason")

    def prepare(self, situation: Situation) -> None:
        """Name what looks like personal data; the usual reason stands chosen."""
        super().prepare(situation)
        page = getattr(situation.case, "page", None)
        found = [words for name in ("title", "text", "place") if page for words in named_in(getattr(page, name))]
        if found:
            told = _("Có thể là thông tin cá nhân: %(found)s.")
            self.fields["words"].help_text = f"{self.fields['words'].help_text} {told % {'found': ', '.join(found)}}"
        self.fields["reason"].initial = PERSONAL


class WithdrawForm(WithReason):
    """Why, and where two people are needed, by which law."""

    kind = ReasonKind.WITHDRAW
    legal_basis = forms.CharField(
        label=_("Căn cứ pháp lý"),
        required=False,
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bắt buộc khi rút vì lý do an ninh. Chỉ người của Trung tâm đọc; người thứ hai phải xác nhận."),
    )
