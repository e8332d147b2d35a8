"""Numbers and addresses that are written so that no pattern of digits finds them: spelt out, spread, with letters in.

"không chín một hai …", "0 / 9 / 1 / 2 …", "09l2 …", "ten (a còng) gmail chấm com". What is looked at is bounded; a run
counts only as a whole, so that a date beside a count is no telephone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cases.rules.hints.words import forms

_DIGITS = {
    digit: str(value)
    for value, words in enumerate(
        (
            "không khong zero",
            "một mot mốt",
            "hai",
            "ba",
            "bốn bon tư",
            "năm nam lăm",
            "sáu sau",
            "bảy bay bẩy",
            "tám tam",
            "chín chin",
        )
    )
    for word in words.split()
    for digit in {word, forms(word)[0]}
}
_TEN, _TENS, _NOUGHT = {"mười", "muoi"}, {"mươi", "chục"}, {"linh", "lẻ"}
_ALIKE = str.maketrans("oOlIi|zZsSB", "00111122558")
_CHUNK = re.compile(r"[^\W_]+(?:\|[^\W_]+){0,3}")
_LIKE_DIGITS = re.compile(r"[0-9oOlIi|zZsSB]{1,14}")
#: Between parts of one number; wider where each part is a single digit.
_NARROW = re.compile(r"[ .\-–()\u00a0]{0,3}")
_WIDE = re.compile(r"[\s.,\-–—_/*·•|~()]{1,3}")
_DATE = re.compile(
    r"(?<!\d)\d{1,2} ?([./-]) ?\d{1,2} ?\1 ?(?:19|20)\d\d(?![.-]?\d)|\b(?i:năm|nam) {1,2}(?:19|20)\d\d(?!\d)"
)
_X10 = "x10"  # what makes tens of the digit before it
_MOST = 40  # parts of one number


class Disguised(NamedTuple):
    """Where it stands in the text, and the digits that it spells."""

    start: int
    end: int
    digits: str


class _Part(NamedTuple):
    start: int
    end: int
    digits: str
    #: Whether it is written as digits are; a word, or digits with letters in between, is not.
    plain: bool


def disguised_numbers(text: str) -> Iterator[Disguised]:
    """Runs of at least six digits that are not simply written as a number, in their order."""
    run: list[_Part] = []
    for part in _parts(text):
        if run and (len(run) >= _MOST or not _joins(run[-1], part, text)):
            yield from _told(run)
            run = []
        run.append(part)
    yield from _told(run)


def _told(run: list[_Part]) -> Iterator[Disguised]:
    digits = _spelt(run)
    spread = len(run) > 1 and all(len(part.digits) == 1 for part in run)
    if len(digits) >= 6 and (spread or not all(part.plain for part in run)):
        yield Disguised(run[0].start, run[-1].end, digits)


def _spelt(run: list[_Part]) -> str:
    """The digits of a run: "chín mươi hai" is 92 and "mười hai" 12, as they are said."""
    digits, spelt = "", [*(part.digits for part in run), "", ""]
    for i, part in enumerate(run):
        has_ones = len(spelt[i + 1]) == 1 and spelt[i + 2] != _X10
        if part.digits == _X10:  # said after its first digit; its nought is heard where no digit follows
            digits += "" if has_ones else "0"
        elif part.digits == "10" and not part.plain and has_ones:
            digits += "1"
        else:
            digits += part.digits
    return digits


def _joins(last: _Part, part: _Part, text: str) -> bool:
    between = text[last.end : part.start]
    if _NARROW.fullmatch(between):
        return True
    singles = len(last.digits) == 1 and len(part.digits) == 1
    spelt = not last.plain and not part.plain
    return (singles or spelt) and _WIDE.fullmatch(between) is not None


def _parts(text: str) -> Iterator[_Part]:
    dates = [match.span() for match in _DATE.finditer(text)]
    for match in _CHUNK.finditer(text):
        start, end = match.span()
        if dates and any(begin <= start < until for begin, until in dates):
            continue
        if digits := _digits(match.group()):
            yield _Part(start, end, digits, match.group().isdecimal())


def _digits(chunk: str) -> str:
    """What a chunk of letters and digits spells; "" for an ordinary word."""
    if chunk.isdecimal() and chunk.isascii():
        return chunk
    if len(chunk) > 14:
        return ""
    if any(letter in "0123456789" for letter in chunk):
        return chunk.translate(_ALIKE) if _LIKE_DIGITS.fullmatch(chunk) else ""
    marked, low = forms(chunk)[0], chunk.lower()
    if low in _TEN:
        return "10"
    if low in _TENS:
        return _X10
    return "0" if low in _NOUGHT else _DIGITS.get(low) or _DIGITS.get(marked, "")


_AT = (
    r"(?:\s{0,2}@\s{0,2}"
    r"|\s{0,2}[(\[{<]\s?(?:at|a|@|a[ -]?(?:còng|cong|móc|vòng))\s?[)\]}>]\s{0,2}"
    r"|\s{1,2}a[ -]?(?:còng|cong|móc|vòng)\s{1,2})"
)
_DOT = (
    r"(?:\.|\s{0,2}[(\[{<]\s?(?:dot|chấm|cham|\.)\s?[)\]}>]\s{0,2}|\s{1,2}(?:chấm|cham|dot)\s{1,2}"
    r"|\s{0,2}\.\s{0,2}(?=(?:com|vn|net|org|edu|gov)\b))"
)
_KNOWN = r"(?:gmail|yahoo|hotmail|outlook|icloud|ymail)"
_ENDING = r"(?:com|vn|net|org|edu|gov|info|me|io|biz|asia|co)"
#: A name, something that stands for "@", and a known provider or a name that ends as addresses do.
ADDRESS = re.compile(
    rf"(?i:(?<![\w.+-])[\w.+-]{{1,64}}"
    rf"(?:{_AT}(?:{_KNOWN}|[\w-]{{1,63}})(?:{_DOT}[\w-]{{1,63}}){{0,3}}{_DOT}{_ENDING}(?![\w-])"
    rf"|{_AT}{_KNOWN}(?![\w-])"
    rf"|\s{{1,2}}at\s{{1,2}}{_KNOWN}(?:{_DOT}{_ENDING}){{0,2}}(?![\w-])))"
)
