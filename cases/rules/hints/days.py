"""Days that a text names: 30/11/2026, ngày 30/11, tháng 3 năm 2026, quý IV/2026."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?:(?P=sign)(?P<year>\d{4}|\d{2}))?(?![\d/-]|\.\d)"
)
_SPELT = re.compile(
    r"\bngày\s{1,3}(?P<day>\d{1,2})\s{1,3}tháng\s{1,3}(?P<month>\d{1,2})(?:\s{1,3}năm\s{1,3}(?P<year>\d{4}))?(?!\d)",
    re.I,
)
_MONTH = re.compile(
    r"\btháng\s{1,3}(?P<month>\d{1,2})(?:\s{0,2}/\s{0,2}|\s{1,3}năm\s{1,3}|\s{1,3})(?P<year>20\d\d)(?!\d)", re.I
)
_BARE_MONTH = re.compile(r"\btháng\s{1,3}(?P<month>\d{1,2})(?![\d/.-])", re.I)
_QUARTER = re.compile(
    r"\bquý\s{1,3}(?P<quarter>IV|III|II|I|[1-4])(?:\s{0,2}/\s{0,2}|\s{1,3}năm\s{1,3}|\s{1,3})(?P<year>20\d\d)(?!\d)",
    re.I,
)
#: Numbers of papers carry days too: they say nothing of the work.
_PAPER = re.compile(
    r"(?:công văn|văn bản|quyết định|kế hoạch số|thông báo|tờ trình|báo cáo|biên bản|nghị định|nghị quyết|giấy mời|"
    r"phiếu chuyển)"
    r"[^.;!?\n]{0,60}$",
    re.I,
)
#: A day without its year is one only where such a word stands before it.
_SAYS_DAY = re.compile(r"(?:\b(?:ngày|trước|đến|từ|vào|hôm|sáng|chiều|tối|trưa|qua|và|hết)|[-–])\s{0,2}$", re.I)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class NamedDay:
    """Characters `start` to `end` name a day, or a month or quarter by its last day.

    `day` is None where no year is named and none can be guessed.
    """

    start: int
    end: int
    day: date | None
    of_paper: bool


def named_days(text: str, today: date | None = None) -> list[NamedDay]:
    """All days a cleaned text names, in order; without a year the one closest to `today` is meant."""
    found = sorted(_all(text, today), key=lambda named: (named.start, -named.end))
    kept: list[NamedDay] = []
    for named in found:
        if not kept or named.start >= kept[-1].end:
            kept.append(named)
    return kept


def _all(text: str, today: date | None) -> Iterator[NamedDay]:
    for pattern in (_DAY, _SPELT, _MONTH, _BARE_MONTH, _QUARTER):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            before = text[max(0, match.start() - 90) : match.start()]
            known, day = _day(parts, before, today)
            if known:
                yield NamedDay(match.start(), match.end(), day, _PAPER.search(before) is not None)


def _day(parts: dict[str, str | None], before: str, today: date | None) -> tuple[bool, date | None]:
    """Whether these parts name a day at all, and which."""
    quarter = parts.get("quarter")
    month = 3 * (_ROMAN.get(quarter.upper()) or int(quarter)) if quarter else int(parts.get("month") or 0)
    if not 1 <= month <= 12:
        return False, None
    given = parts.get("day")
    number = int(given) if given else None
    if number is not None and not 1 <= number <= monthrange(2024, month)[1]:
        return False, None
    year = parts.get("year")
    if year:
        return True, _date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    if parts.get("sign") not in {None, "/"}:
        return False, None  # 2.5 bar, 5-7 people
    if parts.get("sign") and _SAYS_DAY.search(before) is None:
        return False, None  # half a street, two pictures of six
    if today is None:
        return True, None
    near = [_date(today.year + step, month, number) for step in (-1, 0, 1)]
    return True, min((day for day in near if day is not None), key=lambda day: abs(day - today), default=None)


def _date(year: int, month: int, number: int | None) -> date | None:
    if not 1 <= year <= 9999:
        return None
    last = monthrange(year, month)[1]
    return date(year, month, last if number is None else number) if (number or last) <= last else None
