"""Whether an answer speaks of what was reported: the words that say something, held against each other.

Only a hint: an answer in quite other words, or a report of a few words, is judged by nobody but people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from cases.rules.hints.body import Sentence
from cases.rules.hints.words import Word

#: Fewer telling words on either side prove nothing.
FEWEST_WORDS = 6
#: An answer that takes up a smaller share of a report's telling words (or of its own) speaks of something else.
LEAST_SHARE = 0.08

_EMPTY = frozenset(
    """
    ai anh ba bac ban bang bao bi boi cac cai can cang cao cau chi chieu cho chu chua chung co con cong cu cua cung da
    dam dan dang day de den deu di dinh do doi don dong du dua duoc duong duy em gan gap gay giai gio gui hai ham han
    hay hien hinh ho hoac hom hon hue huong ke kem khi khong khu kiem kien kinh kip la lai lam lan lau len lien luc luon
    luong ly ma mat may moi mong mot muon nam nay nen neu ngay nghi nguoi nha nhan nhat nhieu nhu nhung noi nua o ong
    phai phan phia pho phuong qua quan quy quyet ra rat roi sau se so su tai tam tap tat tham thang thanh thay the theo
    thi thoi thon thong thu thuc thuoc tien tiep tinh to toi tra trang tren trong truoc trung tu tung tuy ty ubnd va van
    vao ve vi viec voi vu vua xa xin xu y yeu
    """.split()  # noqa: SIM905 - two hundred quoted words are not read by anybody
)


def speaks_of(report: Sequence[Sentence], body: Sequence[Sentence]) -> bool:
    """False where the answer takes up next to nothing of the report."""
    asked, told = _telling(report), _telling(body)
    if len(asked) < FEWEST_WORDS or len(told) < FEWEST_WORDS:
        return True
    common = asked & told
    return len(common) >= LEAST_SHARE * min(len(asked), len(told))


def _telling(sentences: Sequence[Sentence]) -> set[str]:
    """Telling words: those that say something alone, and pairs of neighbours that do together."""
    found: set[str] = set()
    for sentence in sentences:
        found.update(word.folded for word in sentence.words if _says_something(word))
        found.update(_pairs(sentence.words))
    return found


def _says_something(word: Word) -> bool:
    return word.folded not in _EMPTY and not (word.folded.isdigit() and len(word.folded) > 3)


def _pairs(words: Sequence[Word]) -> Iterable[str]:
    for left, right in pairwise(words):
        if _says_something(left) and _says_something(right):
            yield f"{left.folded} {right.folded}"
