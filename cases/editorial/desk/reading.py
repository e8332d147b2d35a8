"""An answer's text as a desk shows it: changes since the last version, and hints as lettered marks with a list below.

No element reaches over the end of a line, so that paragraphs can be made of it; without a script each letter is a link
to its explanation, which also opens beside it on focus and under a pointer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cases.editorial.desk.differences import changes
from cases.editorial.desk.explanations import MEANINGS, is_whole, sentence_of
from cases.rules.hints.marks import EVASIVE, Mark
from cases.rules.hints.reading import Hints

_ENDS = re.compile(r"([\r\n]+)")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NO_HINTS = Hints(marks=(), evasive=False)


@dataclass(frozen=True, kw_only=True)
class Note:
    """One explanation, for all marks that say the same."""

    letter: str
    line: str
    name: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The text, ready for paragraphs, and the explanations of its letters."""

    text: SafeString
    notes: Sequence[Note] = ()


@dataclass(frozen=True, kw_only=True)
class _Span:
    """A mark with its explanation; `start` and `end` in the newer text, equal for what is about the whole of it."""

    start: int
    end: int
    note: Note


def read(before: str | None, after: str, hints: Hints = NO_HINTS) -> Reading:
    """The newer text with what was taken out and put in since `before` (None: the first version), and its hints."""
    spans = list(_spans(after, hints))
    notes = {span.note.letter: span.note for span in spans}
    pieces = changes(before, after) if before is not None else [("", after)]
    return Reading(text=mark_safe("".join(_rendered(pieces, spans))), notes=tuple(notes.values()))  # noqa: S308 - escaped


def _spans(text: str, hints: Hints) -> Iterator[_Span]:
    notes: dict[tuple[str, str], Note] = {}
    end = len(text.rstrip())

    def note(why: str, about: str = "") -> Note:
        if (why, about) not in notes:
            n = len(notes)
            letter = LETTERS[n] if n < len(LETTERS) else str(n + 1)
            name, _sentence, line = MEANINGS[why]
            notes[why, about] = Note(letter=letter, line=line, name=str(name), sentence=sentence_of(why, about))
        return notes[why, about]

    for mark in sorted(hints.marks, key=_whole_last):
        start, stop = (end, end) if is_whole(mark) else (mark.start, mark.end)
        yield _Span(start=start, end=stop, note=note(mark.why, mark.about))
    if hints.evasive:
        yield _Span(start=end, end=end, note=note(EVASIVE))


def _whole_last(mark: Mark) -> tuple[bool, Mark]:
    return is_whole(mark), mark


def _rendered(pieces: Iterable[tuple[str, str]], spans: Sequence[_Span]) -> Iterator[str]:
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    told: set[int] = set()
    place = 0
    for kind, text in pieces:
        if kind == "del":
            yield _by_line(text, lambda bit: format_html("<del>{}</del>", bit))
            continue
        stop = place + len(text)
        cuts = [place, *(edge for edge in edges if place < edge < stop), stop]
        for start, end in pairwise(cuts):
            yield _marked(text[start - place : end - place], kind, [s for s in spans if s.start <= start < s.end])
            ended = [(n, span) for n, span in enumerate(spans) if n not in told and span.end <= end]
            told |= {n for n, _span in ended}
            yield from (_letter(span.note) for _n, span in ended)
        place = stop


def _marked(text: str, kind: str, over: Sequence[_Span]) -> SafeString:
    inner = min(over, key=lambda span: span.end - span.start, default=None)

    def wrap(bit: str) -> SafeString:
        html = format_html("<ins>{}</ins>", bit) if kind == "ins" else format_html("{}", bit)
        return format_html('<mark class="hint-m hm-{}">{}</mark>', inner.note.line, html) if inner else html

    return _by_line(text, wrap)


def _by_line(text: str, wrap: Callable[[str], SafeString]) -> SafeString:
    bits = [bit if _ENDS.fullmatch(bit) else wrap(bit) for bit in _ENDS.split(text) if bit]
    return format_html_join("", "{}", ((bit,) for bit in bits))


def _letter(note: Note) -> SafeString:
    return format_html(
        '<span class="hint-k hk-{}"><a href="#goi-y-{}" aria-describedby="goi-y-{}"><span class="sr">{} </span>{}</a>'
        '<span class="hint-tip" aria-hidden="true"><b>{}</b> {}</span></span>',
        note.line,
        note.letter,
        note.letter,
        _("Gợi ý"),
        note.letter,
        note.name,
        note.sentence,
    )
