"""What of an answer is its own: greetings, apologies and announcing formulas are left out of every judgement."""

from __future__ import annotations

from dataclasses import dataclass

from cases.rules.hints.courtesy import courtesies
from cases.rules.hints.phrases import Found, PhraseBook, PhraseKind
from cases.rules.hints.words import Break, Word, forms, sentences_of, words_of

_FORMULAS = frozenset({PhraseKind.OPENING, PhraseKind.CLOSING})
#: Words that tell something: what follows a formula is kept where it holds one of these.
_TELLING = frozenset(
    forms(word)[0]
    for word in ("đã", "sẽ", "đang", "chưa", "không", "được", "do", "vì", "kiểm", "dự", "là", "nay", "vẫn", "bị")
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence without its formulas, and the phrases found in them by their places there."""

    words: list[Word]
    found: list[Found]


def body_of(words: list[Word], book: PhraseBook) -> list[Sentence]:
    """The sentences of a text that are no formula."""
    kept = (_without_formulas(sentence, book) for sentence in sentences_of(words))
    return [sentence for sentence in kept if sentence.words]


def body_in(text: str, book: PhraseBook) -> list[Sentence]:
    """The same of a cleaned text."""
    return body_of(words_of(text), book)


def _without_formulas(words: list[Word], book: PhraseBook) -> Sentence:
    found = book.find(words)
    formulas = [each for each in found if each.kind in _FORMULAS]
    polite = list(courtesies(words, [each for each in found if each.kind not in _FORMULAS]))
    if not (formulas or polite):
        return Sentence(words, found)
    dropped = [False] * len(words)
    for begin, end in polite:
        dropped[begin:end] = [True] * (end - begin)
    ends = _ends_of_nothing(words)
    done = 0
    for formula in formulas:
        end = ends[formula.end]
        begin = max(formula.first, done)
        dropped[begin:end] = [True] * max(end - begin, 0)
        done = max(done, end)
    left = [word for word, gone in zip(words, dropped, strict=True) if not gone]
    return Sentence(left, [each for each in book.find(left) if each.kind not in _FORMULAS])


def _ends_of_nothing(words: list[Word]) -> list[int]:
    """For every place, where what tells something begins after it; what tells nothing goes comma by comma."""
    ends = [len(words)] * (len(words) + 1)
    telling = False  # whether the rest of this part tells something
    for i in range(len(words) - 1, -1, -1):
        last_of_part = i + 1 == len(words) or words[i + 1].before != Break.NONE
        telling = words[i].marked in _TELLING or (telling and not last_of_part)
        ends[i] = i if telling else ends[i + 1]
    return ends
