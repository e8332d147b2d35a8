"""What the words of a question ask for: words, "phrases", and -exclusions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.folding import Token, nfc, tokens
from search.grammar import GRAMMAR, GRAMMAR_FOLDED

_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:["“”„«](?P<phrase>[^"“”„«»]*)["“”»]|(?P<word>[^\s"“”„«»]+))')


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing to look for: a word, or several that must follow each other.

    Without marks it is compared folded. With a mark anywhere it is compared as written: who types `Hòa` wants no
    `Hóa`, who types `hoa` takes both.
    """

    words: tuple[str, ...]
    folded: tuple[str, ...]
    exact: bool

    @classmethod
    def of(cls, found: Sequence[Token]) -> Term:
        """Return the term that these tokens, one after the other, ask for."""
        exact = any(token.has_marks for token in found)
        plain = tuple(token.folded for token in found)
        return cls(words=tuple(token.marked for token in found) if exact else plain, folded=plain, exact=exact)

    @property
    def may_be_grammar(self) -> bool:
        """True for a word without marks that may be one of grammar, or another."""
        return not self.exact and len(self.words) == 1 and self.folded[0] in GRAMMAR_FOLDED

    def telling(self, text: Sequence[Token]) -> list[int]:
        """The indices of `text` at which this term begins and is no word of grammar that was not asked for."""
        found = self.starts(text)
        return [i for i in found if text[i].marked not in GRAMMAR] if self.may_be_grammar else list(found)

    def starts(self, text: Sequence[Token]) -> Iterable[int]:
        """Yield every index of `text` at which this term begins."""
        n = len(self.words)
        forms = [token.marked if self.exact else token.folded for token in text]
        return (i for i in range(len(forms) - n + 1) if tuple(forms[i : i + n]) == self.words)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The terms that must occur and those that must not."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


def read(text: str) -> Wording:
    """Read what someone typed. Anything can be typed: punctuation and unpaired quotation marks only separate words."""
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    for part in _PART.finditer(nfc(text)):
        found = tuple(tokens(part["phrase"] or part["word"] or ""))
        if part["minus"] and found:
            unwanted[Term.of(found)] = None
        elif part["phrase"] is None:
            wanted.update((Term.of((token,)), None) for token in found)
        elif found:
            wanted[Term.of(found)] = None
    return Wording(wanted=tuple(wanted), unwanted=tuple(unwanted))
