"""Marks the words that were found, and cuts an excerpt around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from search.document import Document
from search.folding import Token, nfc, tokens
from search.wording import Term, Wording

EXCERPT = 160  # characters, give or take a word
LEAD = 40  # characters of them before the first match
COVERED = "[đã che"  # how the mark begins that stands in place of covered words


class Fragment(NamedTuple):
    """A piece of text; `hit` where it is what was looked for."""

    text: str
    hit: bool


Fragments = tuple[Fragment, ...]


@dataclass(frozen=True, kw_only=True)
class Highlights:
    """Title, place and an excerpt of the report (or of the answer, where only that matches), in pieces."""

    title: Fragments
    place: Fragments
    excerpt: Fragments


def highlight(document: Document, wording: Wording) -> Highlights:
    """Return the texts of a row with the wanted terms marked.

    Where a row has a word that was asked for, no word of grammar that is only spelt like it is marked beside it.
    """
    title, place, report, answer = (
        _Text(text) for text in (document.title, document.place, document.text, document.answer)
    )
    for term in wording.terms:
        told = [text.told(term) for text in (title, place, report, answer)]
        for text, found in zip((title, place, report, answer), told, strict=True):
            text.mark(term, found if any(told) else list(term.starts(text.tokens)))
    shown = answer if answer.hits and not report.hits else report
    return Highlights(
        title=title.fragments(),
        place=place.fragments(),
        excerpt=(shown if shown.text else answer).excerpt(),
    )


class _Text:
    """A text with the words that are marked in it."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(nfc(text).split())
        self.tokens = tuple(tokens(self.text))
        self._marked: set[int] = set()

    def told(self, term: Term) -> list[int]:
        """Where the term begins and is what was asked for."""
        return term.telling(self.tokens)

    def mark(self, term: Term, starts: Sequence[int]) -> None:
        """Mark the term at these of its places."""
        self._marked.update(i + k for i in starts for k in range(len(term.words)))

    @cached_property
    def hits(self) -> tuple[tuple[int, int], ...]:
        """Places of matches, first to last; asked for when everything is marked."""
        return tuple(self._hits())

    def _hits(self) -> Iterator[tuple[int, int]]:
        """Matches with only a space between are one."""
        found = sorted(self._marked)
        start: Token | None = None
        for n, i in enumerate(found):
            token, follower = self.tokens[i], self.tokens[found[n + 1]] if n + 1 < len(found) else None
            start = start or token
            if follower is None or self.text[token.end : follower.start] != " ":
                yield start.start, token.end
                start = None

    def fragments(self, first: int = 0, last: int | None = None) -> Fragments:
        """The text from `first` to `last` in pieces."""
        last = len(self.text) if last is None else last
        pieces: list[Fragment] = []
        at = first
        for start, end in self.hits:
            if start >= first and end <= last:
                pieces += [Fragment(self.text[at:start], hit=False), Fragment(self.text[start:end], hit=True)]
                at = end
        pieces.append(Fragment(self.text[at:last], hit=False))
        return tuple(piece for piece in pieces if piece.text)

    def excerpt(self) -> Fragments:
        """Some hundred and sixty characters, from a little before the first match."""
        if len(self.text) <= EXCERPT:
            return self.fragments()
        first = self._word_start(max(0, self.hits[0][0] - LEAD)) if self.hits else 0
        last = self._word_end(first, first + EXCERPT)
        first, last = self._mark_start(first), self._mark_end(last)
        before = (Fragment("… ", hit=False),) if first else ()
        after = (Fragment("…", hit=False),) if last < len(self.text) else ()
        return (*before, *self.fragments(first, last), *after)

    def _mark_start(self, place: int) -> int:
        """Where the mark begins in which `place` lies; else `place`: half a mark would be read as words of the text."""
        opened = self.text.rfind("[", 0, place)
        is_mark = opened >= 0 and self.text.startswith(COVERED, opened)
        return opened if is_mark and self.text.find("]", opened) >= place else place

    def _mark_end(self, place: int) -> int:
        """Where the mark ends in which `place` lies; else `place`."""
        opened = self._mark_start(place)
        return place if opened == place else self.text.find("]", opened) + 1

    def _word_start(self, place: int) -> int:
        """The first word's beginning at or after `place`."""
        return 0 if place == 0 else next((t.start for t in self.tokens if t.start >= place), 0)

    def _word_end(self, first: int, place: int) -> int:
        """The last word's end after `first` and at or before `place`; the whole text where it ends before.

        `place` itself where a word begins at `first` and goes on beyond it.
        """
        if place >= len(self.text):
            return len(self.text)
        return max((t.end for t in self.tokens if first < t.end <= place), default=place)
