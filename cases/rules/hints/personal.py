"""Personal data in a text. Patterns are bounded: whatever is written, they look at each place once.

An agency's hotline is public, a sum of money is no identity number, and a street is no person: such are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cases.rules.hints.disguised import ADDRESS, Disguised, disguised_numbers
from cases.rules.hints.marks import HintKind, Mark
from cases.rules.hints.text import clean

#: Capital letters with Vietnamese marks: no range of Unicode holds them alone.
_CAPITAL = "[A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper()) + "]"
_NAME = _CAPITAL + r"\w{0,7}"
_NAMES = rf"{_NAME}(?:[ ]{_NAME}){{0,4}}"
_NUMBER = r"\d{1,4}[A-Za-zđĐ]?(?:/\d{1,4}[A-Z]?){0,3}"
_HOUSE = rf"(?<![\w/.-])(?:(?i:số nhà|nhà số|số)[ ])?{_NUMBER}"
_DAY = r"\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d(?![.-]?\d)"  # 05.07.2019, and what is counted after it
_HOTLINE = re.compile(r"(?:đường dây nóng|hotline|tổng đài|trực ban|1900|1800)[^.;!?\n]{0,40}$", re.I)
_STREET = re.compile(r"\b(?:đường|phố|kiệt|hẻm|ngõ|trường|cầu|chợ|chùa|lăng|miếu|công viên|quán|tượng)\s{1,2}$", re.I)
_UNIT = re.compile(r"\s{0,2}(?:đồng|đ\b|vnđ|vnd|triệu|tỷ|m2|m²|m3|m³|lít|kwh|kg|tấn|/|%)", re.I)
_ACCOUNT = re.compile(r"(?:tài khoản|số tk|stk)[^.;!?\n]{0,40}$", re.I)
_IDENTITY = re.compile(r"(?:cmnd|cmt|cccd|căn cước|chứng minh|định danh|hộ chiếu)[^.;!?\n]{0,40}$", re.I)
_HOUSEHOLD = re.compile(
    r"(?:\bhộ\b|chủ nhà|nhà ông|nhà bà|gia đình|cơ sở|quán|cửa hàng|nhà hàng|tiệm|hộ dân|xưởng)[^.;!?\n]{0,60}$", re.I
)
_LOOK_BACK = 110


class _Pattern(NamedTuple):
    what: str
    pattern: re.Pattern[str]
    #: What must stand before, what must not, and what must not stand after.
    before: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None


_PATTERNS = (
    _Pattern("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")),
    _Pattern("email", ADDRESS),
    _Pattern("account", re.compile(r"(?<![\w.-])\d(?:[ .-]?\d){5,18}(?![\w-])"), before=_ACCOUNT),
    _Pattern(
        "phone",
        re.compile(rf"(?<![\w/.,+-])(?!{_DAY})(?:\(?\+?84\)?|\(?0)(?:[ .()-]{{0,2}}\d){{9,10}}(?![\w/-])"),
        not_before=_HOTLINE,
        not_after=_UNIT,
    ),
    _Pattern("identity", re.compile(r"(?<![\w/.,-])(?:\d{12}|\d{9})(?![\w/-]|[.,]\d)"), not_after=_UNIT),
    _Pattern("identity", re.compile(r"(?<![\w/.,-])\d{3}(?:[ .]\d{3}){2,3}(?![\w/-]|[.,]\d)"), before=_IDENTITY),
    _Pattern(
        "plate",
        re.compile(r"(?<![\w/.-])[1-9]\d ?-? ?[A-ZĐ]{1,2}\d?[ .-]{0,3}(?:\d{3}\.?\d{2}|\d{4})(?![\w/-])"),
    ),
    _Pattern(
        "child",
        re.compile(
            r"(?<!\w)(?i:cháu bé|cháu|bé trai|bé gái|bé|con trai|con gái|trẻ|em)"
            rf"(?:(?:[ ]{_NAMES})?,?[ ]\(?(?:1[0-7]|[1-9])[ ]tuổi|[ ](?!Trường|Ông|Bà|Anh|Chị){_NAMES})"
        ),
        not_before=_STREET,
    ),
    _Pattern("child", re.compile(r"(?<!\w)(?i:học sinh|trẻ em)[ ](?!Trường|Tiểu|Trung|THCS|THPT|Lớp|Khối)" + _NAMES)),
    _Pattern(
        "person",
        re.compile(rf"(?<!\w)(?i:ông/bà|ông|bà|anh|chị|chủ hộ)[ ](?:là[ ])?{_NAME}(?:[ ]{_NAME}){{1,4}}"),
        not_before=_STREET,
    ),
    _Pattern(
        "house", re.compile(rf"{_HOUSE}(?=[ ,]{{1,2}}(?:(?i:đường|kiệt|hẻm|ngõ|phố)[ ])?{_NAME})"), before=_HOUSEHOLD
    ),
    _Pattern(
        "house",
        re.compile(rf"(?<!\w)(?i:số nhà|nhà số)[ ]{_NUMBER}(?![\w/])"),
    ),
)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    what: str


def personal_data(text: str) -> list[Mark]:
    """Marks on personal data in a cleaned text; of two that overlap the one found by the earlier pattern stays."""
    kept: list[_Piece] = []
    taken = bytearray(len(text))
    for piece in _pieces(text):
        if any(taken[piece.start : piece.end]):
            continue
        taken[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
        kept.append(piece)
    return [
        Mark(start=piece.start, end=piece.end, kind=HintKind.PERSONAL, why=f"{HintKind.PERSONAL}.{piece.what}")
        for piece in sorted(kept, key=lambda piece: piece.start)
    ]


def named_in(text: str) -> list[str]:
    """The words of a text as somebody wrote it that look like personal data, in their order."""
    cleaned = clean(text).text
    return [cleaned[mark.start : mark.end] for mark in personal_data(cleaned)]


def _pieces(text: str) -> Iterator[_Piece]:
    for what, pattern, before, not_before, not_after in _PATTERNS:
        for match in pattern.finditer(text):
            left = text[max(0, match.start() - _LOOK_BACK) : match.start()]
            if before is not None and before.search(left) is None:
                continue
            if not_before is not None and not_before.search(left) is not None:
                continue
            if not_after is not None and not_after.match(text, match.end()) is not None:
                continue
            yield _Piece(match.start(), match.end(), what)
    for number in disguised_numbers(text):
        if what := _what(number, text):
            yield _Piece(number.start, number.end, what)


def _what(number: Disguised, text: str) -> str:
    """What a disguised number is; "" where it may be anything. One that is spelt out has no other use."""
    left = text[max(0, number.start - _LOOK_BACK) : number.start]
    digits, n = number.digits, len(number.digits)
    if _ACCOUNT.search(left) and n <= 19:
        return "account"
    if (n == 12 and digits[0] == "0") or (n in (9, 12) and _IDENTITY.search(left)):
        return "identity"
    is_abroad = n in (11, 12) and digits.startswith("84") and left.endswith("+")
    is_phone = is_abroad or (n in (10, 11) and digits[0] == "0")
    is_public = _HOTLINE.search(left) or _UNIT.match(text, number.end)
    return "phone" if is_phone and not is_public else ""
