"""Says in plain words how a question was read, where not as it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from cases.templatetags.numbers import number_text
from search.engines.base import Hit
from search.folding import Token, folded, nfc, tokens
from search.highlight import Highlights
from search.lexicon import Lexicon
from search.loosening import Reading
from search.wording import Want

COUNT_WORDS: dict[int, str | Promise] = {
    2: pgettext_lazy("how many things", "hai"),
    3: pgettext_lazy("how many things", "ba"),
    4: pgettext_lazy("how many things", "bốn"),
    5: pgettext_lazy("how many things", "năm"),
    6: pgettext_lazy("how many things", "sáu"),
    7: pgettext_lazy("how many things", "bảy"),
    8: pgettext_lazy("how many things", "tám"),
}
MOST_TOLD = 3  # words that are looked for as well, one by one


LONGEST_SAID = 60  # characters of a question that headings say


def shortened(q: str) -> str:
    """What was typed as headings say it: of very many words the first, for all of it stands in the field above."""
    if len(q) <= LONGEST_SAID:
        return q
    whole_words = q[: LONGEST_SAID + 1].rpartition(" ")[0]
    return f"{(whole_words or q[:LONGEST_SAID]).rstrip()}…"


def cases_text(n: int) -> str:
    """18 phản ánh."""
    return ngettext("%(n)s phản ánh", "%(n)s phản ánh", n) % {"n": number_text(n)}


def as_written(reading: Reading, hits: Sequence[Hit]) -> Reading:
    """The reading with what mistyped words were taken for spelt as most of the rows have it where they are marked.

    Without marks, as it is looked for, where no row has it.
    """
    if not reading.corrected:
        return reading
    rows = _rows(hits)
    spelt = (replace(each, used=_spelt(each.used, rows) or folded(each.used)) for each in reading.corrected)
    return replace(reading, corrected=tuple(spelt))


def read_instead(reading: Reading, hits: Sequence[Hit]) -> str:
    """What was looked for in place of what was typed: the whole of it, "" where no word was mistyped.

    Words typed without marks are spelt as the rows have them, too: a half with marks and a half without is neither what
    was typed nor what is found. `reading` is one `as_written`.
    """
    if not reading.corrected:
        return ""
    rows, text = _rows(hits), nfc(as_read(reading, reading.question.q))
    parts, end = [], 0
    for token in tokens(text):
        typed = text[token.start : token.end]
        spelt = typed if token.has_marks else _spelt(token.folded, rows) or typed
        parts += [text[end : token.start], _in_case_of(typed, spelt)]
        end = token.end
    return "".join([*parts, text[end:]])


def _in_case_of(typed: str, spelt: str) -> str:
    """The word with the capital that it was typed with."""
    return spelt[:1].upper() + spelt[1:] if typed.istitle() else spelt


def _rows(hits: Sequence[Hit]) -> list[set[tuple[Token, str]]]:
    return [set(_shown_words(hit.highlights)) for hit in hits]


def _shown_words(highlights: Highlights) -> Iterator[tuple[Token, str]]:
    """The words of a row that are marked as found, each with how it is written there.

    What begins a text is capitalised in any case, and so told without its capital; a place begins with a name.
    """
    for pieces in (highlights.title, highlights.place, highlights.excerpt):
        begins = pieces is not highlights.place
        for text, is_found in pieces:
            for token in tokens(text) if is_found else ():
                written = nfc(text)[token.start : token.end]
                yield token, written[:1].lower() + written[1:] if begins else written
                begins = False
            begins = False


def _spelt(word: str, rows: Sequence[set[tuple[Token, str]]]) -> str:
    """As most rows have it, those first that do not write it as a name; of a tie the first row decides, "" for none."""
    ways = [{text for token, text in row if word in (token.folded, token.marked)} for row in rows]
    small = Counter(text for row in ways for text in sorted(row) if text.islower())
    found = small or Counter(text for row in ways for text in sorted(map(str.lower, row)))
    return max(found, key=found.__getitem__, default="")


def as_read(reading: Reading, q: str) -> str:
    """The words as they were read: as typed, but for what was mistyped."""
    return reduce(lambda text, correction: correction.applied(text), reading.corrected, q)


def how_it_was_read(reading: Reading) -> Iterator[str]:
    """What was not heeded to the letter, sentence by sentence; nothing where everything was."""
    for correction in reading.corrected:
        told = {"typed": correction.typed, "used": correction.used}
        yield _("Không thấy “%(typed)s”, đây là kết quả cho “%(used)s”.") % told
    cases = cases_text(reading.counts.total)
    if reading.missing:
        asked, n = (str(COUNT_WORDS.get(k, str(k))) for k in (reading.asked, reading.missing))
        counted = {"cases": cases, "asked": asked, "n": n}
        sentence = ngettext(
            "Dưới đây là %(cases)s thiếu một trong %(asked)s từ.",
            "Dưới đây là %(cases)s thiếu %(n)s trong %(asked)s từ.",
            reading.missing,
        )
        yield sentence % counted
    elif reading.folded:
        yield _("Dưới đây là %(cases)s viết dấu khác.") % {"cases": cases}
    if reading.absent and not reading.is_strict:
        said = as_read(reading, reading.question.q)
        words = ", ".join(f"“{as_typed(said, want)}”" for want in reading.absent)
        yield _("Chưa phản ánh nào có %(words)s.") % {"words": words}


def also_looked_for(reading: Reading, lexicon: Lexicon) -> str:
    """Which words of the lexicon were looked for as well, in one sentence; "" where none."""
    said = as_read(reading, reading.question.q)
    told = [
        _("%(others)s (như “%(typed)s”)") % {"others": others, "typed": as_typed(said, want)}
        for want in reading.question.wording.wanted
        if (others := ", ".join(_others(want, lexicon)[:MOST_TOLD]))
    ]
    return _("Tìm cả: %(words)s.") % {"words": "; ".join(told)} if told else ""


def _others(want: Want, lexicon: Lexicon) -> list[str]:
    """The other ways of a want, without one that only differs by its marks."""
    said = [tuple(zip(term.folded, term.words, strict=True)) for way in want.ways[1:] for term in way]
    return [way for way in lexicon.spelt(said) if folded(way) != want.text]


def as_typed(q: str, want: Want) -> str:
    """The words of a want as they stand in what was typed; without marks where they do not."""
    text, wanted = nfc(q), want.text.split()
    found = list(tokens(text))
    for i in range(len(found) - len(wanted) + 1):
        run = found[i : i + len(wanted)]
        if [token.folded for token in run] == wanted:
            return text[run[0].start : run[-1].end]
    return want.text
