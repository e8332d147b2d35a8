"""What of a version's text can be covered, and what is, as a desk shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from cases.actions.covering import is_published, is_to_come
from cases.actions.photos import PERSONAL
from cases.models import Choice, ReasonCode, ReasonKind, Submission
from cases.rules.hints.marks import HintKind, Mark
from cases.rules.hints.personal import personal_data
from cases.rules.hints.text import clean
from cases.templatetags.redaction import MARK, mark_words

#: What a mark on personal data says in the public text: kept in Vietnamese, told in the reader's language.
KINDS: Mapping[str, str] = {
    "phone": "số điện thoại",
    "email": "thư điện tử",
    "account": "tài khoản ngân hàng",
    "identity": "số giấy tờ",
    "plate": "biển số xe",
    "child": "tên người",
    "person": "tên người",
    "house": "số nhà",
}


#: What somebody who covers words of their own choice can say that they are.
COVERED = (*dict.fromkeys(KINDS.values()), "thông tin sức khoẻ", "thông tin khác")
NO_KIND = gettext_lazy("Hãy chọn loại thông tin: trang công khai ghi là đã che đúng loại ấy.")


class Piece(NamedTuple):
    """A stretch of a text that can be covered."""

    start: int
    end: int
    kind: str
    words: str


class Cover(NamedTuple):
    """One that is covered, with the code of the reason."""

    start: int
    kind: str
    words: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Covering:
    """What of a version can be covered and what is."""

    version: Submission
    open: Sequence[Piece]
    covered: Sequence[Cover]
    #: What words of the reviewer's own choice can be said to be, and why they go.
    kinds: Sequence[str]
    reasons: Sequence[ReasonCode]
    #: Whether words of it can be covered at all, and covers taken off again: what nobody will read needs neither.
    possible: bool = True
    undoable: bool = False


def covers_of(version: Submission) -> list[Cover]:
    """What is covered of a version, in order."""
    return [Cover(start, kind, version.text[start:end], reason) for start, end, kind, reason in version.covers]


def with_covers(version: Submission) -> SafeString:
    """The text as it was handed in; what is covered is struck out, with the mark that the public reads in its place."""
    parts, at = [], 0
    for start, end, kind, _reason in version.covers:
        lines = version.text[start:end].split("\n")
        struck = format_html_join("\n", "<del>{}</del>", ((line,) for line in lines))
        parts += [escape(version.text[at:start]), struck, format_html(f" {MARK}", mark_words(kind))]
        at = end
    return format_html_join("", "{}", ((part,) for part in [*parts, escape(version.text[at:])]))


def marks_in(text: str) -> list[Mark]:
    """Marks on personal data by their places in the text as it was given."""
    cleaned = clean(text)
    return [
        Mark(start=start, end=end, kind=mark.kind, why=mark.why)
        for mark in personal_data(cleaned.text)
        for start, end in [cleaned.span(mark.start, mark.end)]
    ]


def _kind(mark: Mark) -> str:
    return KINDS[mark.why.removeprefix(f"{HintKind.PERSONAL}.")]


def covering_of(version: Submission, reasons: Iterable[ReasonCode]) -> Covering:
    """What stands beside a version's text. Nothing is uncovered that was approved so: that waits to take effect."""
    pending, may_come = getattr(version, "pending", None), is_to_come(version)
    free = [
        Piece(
            mark.start,
            mark.end,
            _kind(mark),
            version.text[mark.start : mark.end],
        )
        for mark in marks_in(version.text)
        if all(mark.end <= start or end <= mark.start for start, end, *_rest in version.covers)
    ]
    return Covering(
        version=version,
        open=free,
        covered=covers_of(version),
        kinds=COVERED,
        reasons=sorted(
            (code for code in reasons if code.kind == ReasonKind.STRIKE and code.active),
            key=lambda code: code.code != PERSONAL,  # the usual one first
        ),
        possible=may_come or is_published(version),
        undoable=may_come and (pending is None or pending.choice != Choice.APPROVE),
    )
