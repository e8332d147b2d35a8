"""Whether words of an earlier text stand in a later one: who copies a text has not written it."""

from __future__ import annotations

from cases.rules.hints.body import body_in
from cases.rules.hints.phrases import PhraseBook
from cases.rules.hints.shingles import FEWEST_WORDS
from cases.rules.hints.text import clean


def keeps_words(text: str, earlier: str, book: PhraseBook) -> bool:
    """True where ten words in a row of `earlier` stand in `text`; of one that has fewer, all of them and no others.

    Formulas are nobody's words. Marks, case and signs make no difference, so that none of them is a way round.
    """
    words, before = _own_words(text, book), _own_words(earlier, book)
    if len(before) < FEWEST_WORDS:
        return bool(before) and words == before
    return bool(_runs(words) & _runs(before))


def _own_words(text: str, book: PhraseBook) -> list[str]:
    return [word.folded for sentence in body_in(clean(text).text, book) for word in sentence.words]


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + FEWEST_WORDS]) for i in range(len(words) - FEWEST_WORDS + 1)}
