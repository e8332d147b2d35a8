"""In which tense an answer tells something: done, promised, asked of others, or left open.

Grammar is no vocabulary: these words are few and do not change, so they stand here and in no editor's list.
"""

from __future__ import annotations

from enum import StrEnum

from cases.rules.hints.words import forms


class Tense(StrEnum):
    """How what follows a word is told."""

    TOLD = "told"
    DONE = "done"
    ASKED = "asked"
    FUTURE = "future"
    OPEN = "open"
    #: What lies behind the matter: a cause, an earlier state, somebody's project.
    BEFORE = "before"


_WORDS: dict[Tense, tuple[str, ...]] = {
    Tense.DONE: ("đã", "vừa", "đến nay", "kết quả"),
    Tense.FUTURE: (
        *("sẽ", "dự kiến", "đang", "trước mắt", "thống nhất", "cố gắng", "dự định", "chuẩn bị", "chờ", "đợi"),
        *(
            "tiếp tục",
            "tăng cường",
            "đẩy mạnh",
            "duy trì",
            "tạm hoãn",
            "phấn đấu",
            "đưa vào kế hoạch",
            "lên kế hoạch",
            "lập kế hoạch",
        ),
        *("xây dựng kế hoạch", "có kế hoạch", "lập phương án", "có phương án", "xây dựng phương án", "lâu dài"),
        *("lên phương án", "phê duyệt", "rà soát", "nghiên cứu", "xem xét", "chỉ thực hiện"),
    ),
    Tense.OPEN: (
        *("chưa", "không", "để", "nếu", "khi", "sau khi", "nhằm", "cần", "phải", "trước khi", "việc", "muốn"),
        *("khi nào", "chỉ khi", "trong khi"),
    ),
    Tense.BEFORE: ("do", "vì", "bởi", "trước đây", "trước đó", "từng", "thuộc", "dự án"),
}
#: Both last until the next comma, the other tenses until another word changes them or the sentence ends.
BRIEF = frozenset({Tense.OPEN, Tense.BEFORE})


def _table(form: int) -> dict[tuple[str, ...], Tense]:
    return {
        tuple(forms(word)[form] for word in phrase.split()): tense
        for tense, phrases in _WORDS.items()
        for phrase in phrases
    }


_MARKED, _FOLDED = _table(0), _table(1)
_LONGEST = max(len(words) for words in _MARKED)
_FIRST = frozenset(words[0] for words in (*_MARKED, *_FOLDED))


def tense_at(compared: list[str], at: int, *, unmarked: bool) -> Tense | None:
    """The tense that the word at this place begins; None where it changes nothing.

    `compared` are folded words where the sentence is `unmarked`, else marked ones.
    """
    if compared[at] not in _FIRST:
        return None
    table = _FOLDED if unmarked else _MARKED
    for length in range(_LONGEST, 0, -1):
        if (tense := table.get(tuple(compared[at : at + length]))) is not None:
            return tense
    return None
