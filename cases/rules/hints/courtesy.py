"""Courtesies: apologies, wishes and invitations that end an answer, in whatever words. They tell nothing of the matter.

Phrase lists name formulas word by word; nobody can list every way to be sorry. What makes a courtesy is a turn of
speech (*xin lỗi*, *mong … thông cảm*, *thắc mắc … liên hệ*), and it lasts until something is told again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cases.rules.hints.phrases import Found
from cases.rules.hints.words import Break, Word, forms, is_unmarked, keys

#: What opens a courtesy, and what must follow in the same sentence to make it one; nothing: it is one by itself.
_TURNS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("xin lỗi", "cáo lỗi", "tạ lỗi", "lấy làm tiếc", "trên đây là", "kính chúc", "hân hạnh"), ()),
    (
        ("mong", "hy vọng", "hi vọng", "chờ đón"),
        (
            *("thông cảm", "cảm thông", "lượng thứ", "thấu hiểu", "chia sẻ", "đồng hành", "ủng hộ", "hợp tác"),
            *("phối hợp", "phản ánh", "góp ý", "đóng góp", "ý kiến", "quan tâm", "tin tưởng"),
        ),
    ),
    (("xin", "đề nghị", "kính", "nhờ"), ("thông cảm", "cảm thông", "lượng thứ")),
    (("thắc mắc", "vướng mắc", "chi tiết", "cần hỗ trợ", "cần thêm thông tin"), ("liên hệ", "gọi", "liên lạc")),
)
#: *Như mong muốn* wishes nothing of the reader.
_NO_TURNS = ("mong muốn",)
#: A part of the sentence tells something again where one of these stands in it beside a phrase of the lists.
_TELLING = ("đã", "sẽ", "đang", "chưa", "dự kiến")
#: With one of these a part begins without a comma, where something telling follows.
_JOINING = ("và", "nhưng", "đồng thời", "song")

_Words = tuple[str, ...]


def _both(*phrases: str) -> tuple[tuple[_Words, ...], tuple[_Words, ...]]:
    written = [[forms(word) for word in phrase.split()] for phrase in phrases]
    return (
        tuple(tuple(marked for marked, _folded in phrase) for phrase in written),
        tuple(tuple(folded for _marked, folded in phrase) for phrase in written),
    )


_COMPILED = tuple((_both(*opening), _both(*following)) for opening, following in _TURNS)
_FIRST = frozenset(phrase[0] for opening, _following in _COMPILED for form in opening for phrase in form)
_NOT, _AGAIN, _AND = _both(*_NO_TURNS), _both(*_TELLING), _both(*_JOINING)


def courtesies(words: list[Word], found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Where courtesies stand in a sentence: words `first` to `end` (exclusive), in order."""
    form, compared = int(is_unmarked(words)), keys(words)
    at = 0
    while at < len(words):
        if not _opens(compared, at, form):
            at += 1
            continue
        end = _end(words, compared, found, at, form)
        yield at, end
        at = end


def _stands(compared: Sequence[str], at: int, phrases: Sequence[_Words]) -> bool:
    return any(tuple(compared[at : at + len(phrase)]) == phrase for phrase in phrases)


def _opens(compared: Sequence[str], at: int, form: int) -> bool:
    if compared[at] not in _FIRST or _stands(compared, at, _NOT[form]):
        return False
    for opening, following in _COMPILED:
        if _stands(compared, at, opening[form]):
            later = range(at + 1, len(compared))
            if not following[form] or any(_stands(compared, i, following[form]) for i in later):
                return True
    return False


def _end(words: list[Word], compared: Sequence[str], found: Sequence[Found], first: int, form: int) -> int:
    """The first place after `first` where a part of the sentence begins that tells something."""
    starts = [
        i
        for i in range(first + 1, len(words))
        if words[i].before != Break.NONE
        or (_stands(compared, i, _AND[form]) and any(_stands(compared, j, _AGAIN[form]) for j in (i + 1, i + 2)))
    ]
    for start, stop in zip(starts, [*starts[1:], len(words)], strict=False):
        tells = any(_stands(compared, i, _AGAIN[form]) for i in range(start, stop))
        if tells and any(start <= each.first < stop for each in found):
            return start
    return len(words)
