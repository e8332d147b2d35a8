"""Names of agencies that were out of use when a text was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cases.rules.hints.marks import HintKind, Mark
from cases.rules.hints.phrases import steps
from cases.rules.hints.words import Word, forms

#: Words after a name that say it is an old one.
_SAID = frozenset(forms(word)[0] for word in ("cũ", "trước"))


@dataclass(frozen=True, kw_only=True)
class DatedName:
    """A name and its days, both included; None: since ever, or still. `called` is what the agency is called today."""

    name: str
    since: date | None
    until: date | None
    called: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it was in use that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class NameBook:
    """Dated names, made ready for finding."""

    def __init__(self, names: Iterable[DatedName]) -> None:
        self._by_words: dict[tuple[str, ...], list[DatedName]] = {}
        for name in names:
            words = tuple(part[0] for part in steps(name.name) if part is not None)
            if words:
                self._by_words.setdefault(words, []).append(name)
        self._lengths: dict[str, list[int]] = {}
        for words in self._by_words:
            lengths = self._lengths.setdefault(words[0], [])
            if len(words) not in lengths:
                lengths.append(len(words))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def old_names(self, words: list[Word], day: date) -> Iterator[Mark]:
        """Marks on names that nobody bore on `day` any more; `about` is today's name of that agency.

        The longest name that fits is meant; one that the text itself calls old (“cũ”) is left alone.
        """
        at = 0
        while at < len(words):
            length, names = self._longest(words, at)
            if not names:
                at += 1
                continue
            end = at + length
            said = any(word.marked in _SAID for word in words[end : end + 2])
            over = [name for name in names if name.until is not None and name.until < day]
            if over and not said and not any(name.holds_on(day) for name in names):
                yield Mark(
                    start=words[at].start,
                    end=words[end - 1].end,
                    kind=HintKind.OLD_NAME,
                    why=HintKind.OLD_NAME.value,
                    about=over[-1].called,
                )
            at = end

    def _longest(self, words: list[Word], at: int) -> tuple[int, list[DatedName]]:
        for length in self._lengths.get(words[at].marked, ()):
            found = self._by_words.get(tuple(word.marked for word in words[at : at + length]))
            if found:
                return length, found
        return 0, []
