"""Whether words of an earlier text stand in a later one: who copies a text has not written it."""

from __future__ import annotations

from cases.rules.hints.body import body_in
from cases.rules.hints.phrases import PhraseBook
from cases.rules.hints.shingles import FEWEST_WORDS
from cases.rules.hints.text import clean

#: All words of so short a text are copied only where nothing else stands beside them: *Đã thay bóng.*
TOO_FEW = 4


def keeps_words(text: str, earlier: str, book: PhraseBook) -> bool:
    """True where ten words in a row of `earlier` stand in `text`.

    Of one that has fewer, all in a row; of one of four or fewer, all and no others. Formulas are nobody's words. Marks,
    case and signs make no difference, so that none of them is a way round.
    """
    words, before = _own_words(text, book), _own_words(earlier, book)
    if len(before) <= TOO_FEW:
        return bool(before) and words == before
    long = min(len(before), FEWEST_WORDS)
    return bool(_runs(words, long) & _runs(before, long))


def _own_words(text: str, book: PhraseBook) -> list[str]:
    return [word.folded for sentence in body_in(clean(text).text, book) for word in sentence.words]


def _runs(words: list[str], long: int) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + long]) for i in range(len(words) - long + 1)}
