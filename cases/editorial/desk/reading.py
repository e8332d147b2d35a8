"""An answer's text as a desk shows it: changes since the last version, and hints as lettered marks with a list below.

No element reaches over the end of a line, so that paragraphs can be made of it; without a script each letter is a link
to its explanation, which also opens beside it on focus and under a pointer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cases.editorial.desk.differences import changes
from cases.editorial.desk.explanations import MEANINGS, is_whole, sentence_of
from cases.models import Photo
from cases.rules.hints.marks import EVASIVE, Mark
from cases.rules.hints.reading import Hints, caption_marks

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
    """The text, ready for paragraphs, the captions of photos that have marks, and the explanations of all letters.

    `beside` are the marks in the captions.
    """

    text: SafeString
    notes: Sequence[Note] = ()
    captions: Mapping[int, SafeString] = field(default_factory=dict)
    beside: Sequence[Mark] = ()


@dataclass(frozen=True, kw_only=True)
class _Span:
    """A mark with its explanation; `start` and `end` in the newer text, equal for what is about the whole of it."""

    start: int
    end: int
    note: Note


class _Letters:
    """Gives each thing that is said one letter, wherever it is said."""

    def __init__(self) -> None:
        self.notes: dict[tuple[str, str], Note] = {}

    def of(self, why: str, about: str = "") -> Note:
        """The note with the letter of what is said; a new one where it was not said before."""
        if (why, about) not in self.notes:
            n = len(self.notes)
            letter = LETTERS[n] if n < len(LETTERS) else str(n + 1)
            name, _sentence, line = MEANINGS[why]
            self.notes[why, about] = Note(letter=letter, line=line, name=str(name), sentence=sentence_of(why, about))
        return self.notes[why, about]


def read(before: str | None, after: str, hints: Hints = NO_HINTS, captions: Mapping[int, str] | None = None) -> Reading:
    """The newer text with what was taken out and put in since `before` (None: the first version), and its hints.

    `captions` of photos, by whatever number, are read for personal data.
    """
    letters = _Letters()
    spans = list(_spans(after, hints, letters))
    pieces = changes(before, after) if before is not None else [("", after)]
    found = {pk: marks for pk, caption in (captions or {}).items() if (marks := caption_marks(caption))}
    told = {pk: _caption((captions or {})[pk], marks, letters) for pk, marks in found.items()}
    return Reading(
        text=_safe(_rendered(pieces, spans)),
        notes=tuple(letters.notes.values()),
        captions=told,
        beside=[mark for marks in found.values() for mark in marks],
    )


def captioned(photos: Iterable[Photo], reading: Reading | None = None) -> list[tuple[Photo, str]]:
    """Photos with what stands under each, marked where there is something to mark."""
    marked = reading.captions if reading else {}
    return [(photo, marked.get(photo.pk, photo.caption)) for photo in photos]


def _caption(text: str, marks: Sequence[Mark], letters: _Letters) -> SafeString:
    return _safe(_rendered([("", text)], list(_spans(text, Hints(marks=tuple(marks), evasive=False), letters))))


def _safe(bits: Iterable[str]) -> SafeString:
    return mark_safe("".join(bits))  # noqa: S308 - every bit is escaped


def _spans(text: str, hints: Hints, letters: _Letters) -> Iterator[_Span]:
    end = len(text.rstrip())
    for mark in sorted(hints.marks, key=_whole_last):
        start, stop = (end, end) if is_whole(mark) else (mark.start, mark.end)
        yield _Span(start=start, end=stop, note=letters.of(mark.why, mark.about))
    if hints.evasive:
        yield _Span(start=end, end=end, note=letters.of(EVASIVE))


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
