"""Words that mean the same here: abbreviations, local words, places with two names. Editors keep them as rows.

Every engine follows a change at once: what it is asked is made of the lexicon of the moment (`current`), and answers
that are remembered belong to its mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from cases.models import SameWords
from cases.models.same_words import Group
from search.folding import tokens

Said = tuple[tuple[str, str], ...]  # one way of saying it: each word folded and marked


class Lexicon:
    """Groups of ways to say the same, found by how they begin."""

    def __init__(self, groups: Iterable[tuple[Sequence[str], bool]] = (), mark: str = "") -> None:
        """Each group has its ways as written, and whether only the first of them, typed, means the others."""
        self.mark = mark
        self._by_first: defaultdict[str, list[tuple[Said, tuple[Said, ...]]]] = defaultdict(list)
        self._spelt: dict[Said, str] = {}
        for written, one_way in groups:
            self._spelt.update((said_of(way), way) for way in written)
            group = [said for said in map(said_of, written) if said]
            for said in group[:1] if one_way else group:
                others = tuple(dict.fromkeys(other for other in group if other != said))
                self._by_first[said[0][0]].append((said, others))

    def longest(self, typed: Sequence[tuple[str, str]]) -> tuple[int, tuple[Said, ...]]:
        """How many of these words, from the first on, are known together, and the other ways to say them.

        Words may be typed without marks where there are several. A single one must be typed as it is written here:
        `ngo` may be an alley (ngõ), and a name (Ngô).
        """
        found: dict[int, dict[Said, None]] = {}
        for said, others in self._by_first.get(typed[0][0], ()) if typed else ():
            if len(said) <= len(typed) and _fits(typed[: len(said)], said):
                found.setdefault(len(said), {}).update(dict.fromkeys(others))
        n = max(found, default=0)
        return n, tuple(found.get(n, ()))

    def spelt(self, ways: Iterable[Said]) -> list[str]:
        """These ways as editors wrote them; one that is only another without marks is not told."""
        told: dict[str, str] = {}
        for said in ways:
            plain = " ".join(folded for folded, __ in said)
            if plain not in told or any(folded != marked for folded, marked in said):
                told[plain] = self._spelt.get(said, plain)
        return list(told.values())


def _fits(typed: Sequence[tuple[str, str]], said: Said) -> bool:
    if len(said) == 1:
        return typed[0][1] == said[0][1]
    return all(
        folded == known and (marked in (folded, known_marked))
        for (folded, marked), (known, known_marked) in zip(typed, said, strict=True)
    )


def said_of(written: str) -> Said:
    """The words of one way of saying it."""
    return tuple((token.folded, token.marked) for token in tokens(written))


NOTHING = Lexicon()


class _Kept:
    """The lexicon as this process last read it."""

    lexicon = NOTHING


def current() -> Lexicon:
    """The lexicon as this process knows it; who answers people sees to it first that it is the newest (`renew`)."""
    return _Kept.lexicon


def keep(lexicon: Lexicon) -> None:
    """Let this be the lexicon from now on."""
    _Kept.lexicon = lexicon


def renew() -> Lexicon:
    """Read the editors' rows, in one query, and let them be the lexicon: what was changed a moment ago counts."""
    keep(_made(SameWords.objects.groups()))
    return current()


@lru_cache(maxsize=2)
def _made(groups: tuple[Group, ...]) -> Lexicon:
    """The same rows make the same lexicon, which bears their mark."""
    return Lexicon(groups, mark=blake2b(repr(groups).encode(), digest_size=8).hexdigest())
