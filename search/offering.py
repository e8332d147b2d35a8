"""What is offered to who types beside names that begin so: the report of that number, and what the words are about.

A category is what words are about where nearly all of its reports have them and far from all others do: `đèn` is about
lighting, though no category is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from search.answers import Asking
from search.completing import OFFERED_OF_A_KIND, Completion, Kind, Name, fits
from search.document import Document
from search.folding import tokens
from search.names import Names
from search.question import Facet, Question

NEARLY_ALL = 0.8  # of a category's reports
TIMES = 1.5  # as often as among all reports
FEWEST = 5  # reports that tell what a category is about
MOST = 2  # categories
LETTERS = 3  # below, words are about everything
_NUMBER = re.compile(r"\s*[aA#]?([0-9]{1,18})\s*")


def numbered(asking: Asking, typed: str) -> Document | None:
    """The report whose number was typed, as its address or a letter writes it."""
    number = _NUMBER.fullmatch(typed)
    if number is None:
        return None
    hits = asking.answer(Question(q=number[1])).page.hits
    return next((hit.document for hit in hits if hit.document.number == int(number[1])), None)


def beside(asking: Asking, typed: str, found: Completion, names: Names) -> Completion:
    """What else may be offered where no name begins so: names in the reader's language, else what the words are about.

    It is asked for only then: counting costs more than looking names up.
    """
    if found.names or sum(letter.isalpha() for letter in typed) < LETTERS:
        return found
    words = [token.folded for token in tokens(typed)]
    if (translated := tuple(_translated(asking, words, names))) or names:
        return Completion(names=translated)
    return Completion(names=tuple(_about(asking, typed))[:MOST])


def _translated(asking: Asking, words: list[str], names: Names) -> Iterator[Name]:
    """Choices whose names in the reader's language have these words, of each kind the most frequent."""
    for facet, called in names.items():
        fitting = {value for value, name in called.items() if fits(name, words)}
        if fitting:
            choices = _counts(asking, Question(), facet)
            ranked = sorted(fitting & choices.keys(), key=lambda value: (-choices[value], called[value]))
            for value in ranked[:OFFERED_OF_A_KIND]:
                yield Name(kind=Kind(facet.value), value=value, name=called[value], count=choices[value])


def _about(asking: Asking, typed: str) -> Iterator[Name]:
    """Categories whose reports have these words, the best first; of a strict reading alone."""
    answer = asking.answer(Question(q=typed))
    if answer.reading is None or not answer.reading.is_strict or not answer.counts.total:
        return
    whole = asking.answer(Question()).counts
    of_category = {choice.value: choice.count for choice in whole.facets[Facet.CATEGORY]}
    usual = answer.counts.total / whole.total
    shares = [
        (choice.count / of_category[choice.value], choice)
        for choice in answer.counts.facets[Facet.CATEGORY]
        if choice.count >= FEWEST
    ]
    for share, choice in sorted(shares, key=lambda pair: (-pair[0], -pair[1].count, pair[1].value)):
        if share >= max(NEARLY_ALL, TIMES * usual):
            yield Name(kind=Kind.CATEGORY, value=choice.value, name=choice.name, count=of_category[choice.value])


def _counts(asking: Asking, question: Question, facet: Facet) -> Mapping[str, int]:
    choices = asking.answer(question).counts.facets[facet]
    return {choice.value: choice.count for choice in choices if choice.count}
