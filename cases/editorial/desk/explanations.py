"""What each hint on an answer means, in words, and which line it is drawn with. Hints are never verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.rules.hints.marks import EVASIVE, HintKind, Mark
from cases.rules.hints.reading import Hints
from cases.templatetags.dates import day_text


class Meaning(NamedTuple):
    """A name, what to look for, and the line: a wavy, b dashed, c double."""

    name: str | Promise
    sentence: str | Promise
    line: str


_PRIVATE = _("Nên bỏ hoặc che trước khi công bố.")
MEANINGS: dict[str, Meaning] = {
    HintKind.VAGUE.value: Meaning(_("Nói chung chung."), _("Không rõ làm gì, đến bao giờ."), "a"),
    HintKind.UNDATED.value: Meaning(_("Hứa mà không có ngày."), _("Người đọc cần biết đến bao giờ."), "b"),
    HintKind.PASSED_ON.value: Meaning(_("Chuyển cho nơi khác."), _("Có phải việc của chính đơn vị không?"), "a"),
    HintKind.EXCUSE.value: Meaning(_("Nêu khó khăn."), _("Có nói sẽ làm gì và đến bao giờ không?"), "a"),
    HintKind.NOT_SEEN.value: Meaning(_("Nói là không thấy."), _("Kiểm tra lúc nào, có ảnh hay biên bản không?"), "a"),
    HintKind.NO_RESULT.value: Meaning(_("Chưa thấy kết quả."), _("Chữ chưa nói đã làm được gì."), "a"),
    HintKind.OFF_TOPIC.value: Meaning(_("Ít chữ chung với phản ánh."), _("Có trả lời đúng phản ánh này không?"), "a"),
    HintKind.OLD_NAME.value: Meaning(_("Tên đơn vị cũ."), _("Nay gọi là %(about)s."), "b"),
    HintKind.LATE_PROMISE.value: Meaning(_("Hẹn sau hạn."), _("Ngày %(about)s ở sau hạn cuối."), "b"),
    HintKind.SAME_TEXT.value: Meaning(
        _("Gần như cùng chữ với nơi khác."), _("Xem câu trả lời của phản ánh %(about)s."), "a"
    ),
    EVASIVE: Meaning(_("Đọc cả câu thấy ít việc cụ thể."), _("Nhiều lời hứa hoặc lý do, ít việc đã làm."), "a"),
    "personal.email": Meaning(_("Địa chỉ thư riêng."), _PRIVATE, "c"),
    "personal.account": Meaning(_("Số tài khoản."), _PRIVATE, "c"),
    "personal.phone": Meaning(_("Số điện thoại."), _PRIVATE, "c"),
    "personal.identity": Meaning(_("Số giấy tờ tuỳ thân."), _PRIVATE, "c"),
    "personal.plate": Meaning(_("Biển số xe."), _PRIVATE, "c"),
    "personal.child": Meaning(_("Tên hoặc tuổi của trẻ em."), _PRIVATE, "c"),
    "personal.person": Meaning(_("Tên riêng của một người."), _PRIVATE, "c"),
    "personal.house": Meaning(_("Số nhà."), _PRIVATE, "c"),
}
#: Kinds that speak of the whole text: underlining all of it would say nothing.
WHOLE = frozenset({HintKind.NO_RESULT, HintKind.OFF_TOPIC, HintKind.SAME_TEXT})


def sentence_of(why: str, about: str) -> str:
    """What to look for, with what the hint names."""
    told = day_text(date.fromisoformat(about)) if why == HintKind.LATE_PROMISE else about
    return str(MEANINGS[why].sentence) % {"about": told}


def counted(hints: Hints, beside: Iterable[Mark] = ()) -> dict[str, int]:
    """How many marks there are of each kind, those `beside` the text too: all that is kept, no words and no places."""
    found = Counter(mark.kind.value for mark in (*hints.marks, *beside))
    return dict(sorted({**found, **({EVASIVE: 1} if hints.evasive else {})}.items()))


def is_whole(mark: Mark) -> bool:
    """Whether a mark is about the text as a whole."""
    return mark.kind in WHOLE
