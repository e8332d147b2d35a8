"""Reads an answer and gives its hints: the one door of this package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.rules.hints.body import Sentence, body_in, body_of
from cases.rules.hints.days import NamedDay, named_days
from cases.rules.hints.evasion import weigh
from cases.rules.hints.marks import EVASIVE, HintKind, Mark
from cases.rules.hints.names import NameBook
from cases.rules.hints.personal import personal_data
from cases.rules.hints.phrases import PhraseBook
from cases.rules.hints.shingles import runs_of
from cases.rules.hints.text import CleanText, clean
from cases.rules.hints.topic import speaks_of
from cases.rules.hints.words import words_of


@dataclass(frozen=True, kw_only=True)
class Around:
    """What is known beside the text; whatever is None gives no hint."""

    report: str | None = None
    #: The day the answer is read on; days without a year are understood from it.
    read_on: date | None = None
    #: The last day in term.
    due: date | None = None
    names: NameBook | None = None
    #: Numbers of other cases with an answer of the same text.
    same_as: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Hints:
    """Marks in the order of the text, and whether the whole reads as evasive."""

    marks: tuple[Mark, ...]
    evasive: bool

    @property
    def flags(self) -> list[str]:
        """Kinds that were found, each once, in alphabetical order; `evasive` is one of them."""
        return sorted({mark.kind.value for mark in self.marks} | ({EVASIVE} if self.evasive else set()))


def hints(given: str, book: PhraseBook, around: Around) -> Hints:
    """The hints on a text. Openings and closings change none but those on the personal data they hold."""
    text = clean(given)
    words = words_of(text.text)
    body = body_of(words, book)
    days = named_days(text.text, around.read_on)
    weighed = weigh(body, days)
    marks = [*weighed.marks, *personal_data(text.text), *_late_promises(days, around)]
    if around.names is not None and around.read_on is not None:
        marks.extend(around.names.old_names(words, around.read_on))
    marks.extend(_on_the_whole(text.text, body, book, around, says_nothing=weighed.says_nothing))
    return Hints(marks=tuple(sorted(_in_given(marks, text))), evasive=weighed.is_evasive)


def caption_marks(given: str) -> tuple[Mark, ...]:
    """Marks on the personal data in what stands under a photo, which is public with the answer; nothing else there."""
    text = clean(given)
    return tuple(sorted(_in_given(personal_data(text.text), text)))


def runs_in(given: str, book: PhraseBook) -> frozenset[int]:
    """What a text is compared by, see `shingles`."""
    return runs_of(body_in(clean(given).text, book))


def _on_the_whole(
    text: str, body: Sequence[Sentence], book: PhraseBook, around: Around, *, says_nothing: bool
) -> Iterator[Mark]:
    start, end = (body[0].words[0].start, body[-1].words[-1].end) if body else (0, len(text))
    found: list[tuple[HintKind, str]] = []
    if says_nothing:
        found.append((HintKind.NO_RESULT, ""))
    if around.report is not None and not speaks_of(body_in(clean(around.report).text, book), body):
        found.append((HintKind.OFF_TOPIC, ""))
    if around.same_as:
        found.append((HintKind.SAME_TEXT, ", ".join(around.same_as)))
    for kind, about in found:
        yield Mark(start=start, end=end, kind=kind, why=kind.value, about=about)


def _late_promises(days: Iterable[NamedDay], around: Around) -> Iterator[Mark]:
    if around.due is None:
        return
    for named in days:
        day = named.day
        if day is None or named.of_paper or day <= around.due or (around.read_on is not None and day < around.read_on):
            continue
        kind = HintKind.LATE_PROMISE
        yield Mark(start=named.start, end=named.end, kind=kind, why=kind.value, about=day.isoformat())


def _in_given(marks: Iterable[Mark], text: CleanText) -> Iterator[Mark]:
    """The marks in the text as it was given."""
    for mark in marks:
        start, end = text.span(mark.start, mark.end)
        yield replace(mark, start=start, end=end)
