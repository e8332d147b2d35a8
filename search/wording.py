"""What the words of a question ask for: a value that every engine translates, and none interprets.

`read` makes it: words, "phrases" and -exclusions, each with the ways in which people say the same (`search.lexicon`).
A document answers when it has all that is `firm`, at least `least` of all that is wanted, and nothing unwanted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from search.folding import Token, nfc, tokens
from search.grammar import GRAMMAR, GRAMMAR_FOLDED, plea
from search.lexicon import NOTHING, Lexicon, Said

_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:["“”„«](?P<phrase>[^"“”„«»]*)["“”»]|(?P<word>[^\s"“”„«»]+))')
_NUMBER = re.compile(r"\w*\d\w*(?:[/.-]\w*\d\w*)+")  # 13/5, 12/4A, 2.480: said in one breath


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing to look for: a word, or several that must follow each other.

    Without marks it is compared folded. With a mark anywhere it is compared as written: who types `Hòa` wants no
    `Hóa`, who types `hoa` takes both. `bare`: a text that has the words without any mark will do too.
    """

    words: tuple[str, ...]
    folded: tuple[str, ...]
    exact: bool
    bare: bool = False
    meant: tuple[str, ...] = field(default=(), compare=False)  # as it was typed, where the marks were left out since

    @classmethod
    def of(cls, found: Sequence[Token]) -> Term:
        """Return the term that these tokens, one after the other, ask for."""
        exact = any(token.has_marks for token in found)
        plain = tuple(token.folded for token in found)
        return cls(words=tuple(token.marked for token in found) if exact else plain, folded=plain, exact=exact)

    def without_marks(self) -> Term:
        """Return the term for any marks."""
        meant = self.words if self.exact else ()
        return Term(words=self.folded, folded=self.folded, exact=False, meant=meant)

    @property
    def may_be_grammar(self) -> bool:
        """True for a word without marks that may be one of grammar, or another."""
        return not self.exact and len(self.words) == 1 and self.folded[0] in GRAMMAR_FOLDED

    def is_among(self, unknown: Collection[str]) -> bool:
        """Whether any of its words is one of these."""
        return any(word in unknown for word in self.words)

    def telling(self, text: Sequence[Token]) -> list[int]:
        """The indices of `text` at which this term begins and is no word of grammar that was not asked for."""
        found = self.starts(text)
        return [i for i in found if text[i].marked not in GRAMMAR] if self.may_be_grammar else list(found)

    def starts(self, text: Sequence[Token]) -> Iterable[int]:
        """Yield every index of `text` at which this term begins."""
        first, n = self.folded[0], len(self.folded)
        for i in range(len(text) - n + 1):
            if text[i].folded == first:
                there = text[i : i + n]
                written = tuple(token.marked if self.exact else token.folded for token in there)
                if written == self.words or (self.bare and written == self.folded):
                    yield i


Way = tuple[Term, ...]  # all of these


@dataclass(frozen=True, kw_only=True)
class Want:
    """One thing that is wanted: as it was typed (the first way), or in another way of saying the same.

    A `firm` one was put in quotation marks: it is never done without, and nothing else will do. A `plea` is what
    reports open with (`search.grammar`): it tells nothing of what is wanted.
    """

    ways: tuple[Way, ...]
    firm: bool = False
    plea: bool = False
    at: int = field(default=0, compare=False)  # its place among the words that were typed

    @property
    def typed(self) -> Way:
        """As it was typed."""
        return self.ways[0]

    @property
    def text(self) -> str:
        """What was typed without marks, for looking it up."""
        return " ".join(word for term in self.typed for word in term.folded)

    def is_grammar(self, *, with_marks: bool) -> bool:
        """True where a word of grammar says it, in any of its ways (`ko` is không).

        `with_marks`: some word of the question has marks. Then those without are meant so: `khi` is no `khí`.
        """
        if self.plea:
            return True
        single = [way[0] for way in self.ways if len(way) == len(way[0].words) == 1]
        return not self.firm and any(t.words[0] in GRAMMAR and (t.exact or with_marks) for t in single)

    @property
    def terms(self) -> Iterator[Term]:
        """The terms of all ways."""
        return (term for way in self.ways for term in way)

    def softened(self, unknown: Collection[str]) -> Want:
        """Return the want as it is loosened: written without marks will do; any marks, where none has those typed."""
        return self if self.firm else replace(self, ways=tuple(_softened(way, unknown) for way in self.ways))


def _softened(way: Way, unknown: Collection[str]) -> Way:
    return tuple(_soft(term, unknown) for term in way)


def _soft(term: Term, unknown: Collection[str]) -> Term:
    """The term for any marks where nobody has those typed; a word of grammar never stands in for another one."""
    if not term.is_among(unknown):
        return replace(term, bare=term.exact)
    if len(term.words) > 1 or term.folded[0] not in GRAMMAR_FOLDED:
        return term.without_marks()
    return replace(term, bare=term.exact and term.folded[0] not in GRAMMAR)  # without marks `dang` may be dạng


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What is wanted and what is not. `beside` ranks and excludes nothing: words of grammar beside others."""

    wanted: tuple[Want, ...] = ()
    unwanted: tuple[Term, ...] = ()
    beside: tuple[Want, ...] = ()
    least: int | None = None  # how many of `wanted` must be met; None: all

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    @property
    def firm(self) -> tuple[Want, ...]:
        """What must be met in any case."""
        return self.wanted if self.is_strict else tuple(want for want in self.wanted if want.firm)

    @property
    def loose(self) -> tuple[Want, ...]:
        """What need not be met in full."""
        return () if self.is_strict else tuple(want for want in self.wanted if not want.firm)

    @property
    def least_loose(self) -> int:
        """How many of the loose ones must be met."""
        return 0 if self.least is None else max(0, self.least - len(self.firm))

    @property
    def is_strict(self) -> bool:
        """True where all that is wanted must be met."""
        return self.least is None or self.least >= len(self.wanted)

    def loosened(self, least: int, unknown: Collection[str] = (), most: Collection[Want] | None = None) -> Wording:
        """Return the wording with only `least` of its words needed, and marks that were typed as good as none.

        `unknown` are marked words that no document has. Of the wants only those in `most` count, where given; others
        only rank.
        """
        kept = [want for want in self.wanted if most is None or want.firm or want in most]
        left = [want for want in self.wanted if want not in kept]
        return replace(
            self,
            wanted=tuple(want.softened(unknown) for want in kept),
            beside=(*self.beside, *(want.softened(unknown) for want in left)),
            least=least if least < len(kept) else None,
        )

    def in_parts(self) -> Wording:
        """Return the wording with each word of what was typed as one thing (`bãi rác`) beside the whole."""
        parts = [
            Want(ways=((term,),), at=want.at) for want in self.wanted if len(want.typed) > 1 for term in want.typed
        ]
        return replace(self, wanted=tuple(dict.fromkeys((*self.wanted, *parts))))

    def all_needed(self) -> Wording:
        """Return the wording with every word needed, those of grammar too."""
        return replace(self, wanted=(*self.wanted, *self.beside), beside=())

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Everything that is worth marking in a text."""
        return tuple(dict.fromkeys(term for want in self.wanted for term in want.terms))


@dataclass(frozen=True)
class _Typed:
    """A part of what was typed, in its place."""

    found: tuple[Token, ...]
    quoted: bool = False


def read(text: str, lexicon: Lexicon = NOTHING) -> Wording:
    """Read what someone typed. Anything can be typed: punctuation and unpaired quotation marks only separate words."""
    typed: list[_Typed] = []
    unwanted: dict[Term, None] = {}
    for part in _PART.finditer(nfc(text)):
        found = tuple(tokens(part["phrase"] or part["word"] or ""))
        if not found:
            continue
        if part["minus"]:
            unwanted[Term.of(found)] = None
        elif part["phrase"] is not None:
            typed.append(_Typed(found, quoted=True))
        elif _NUMBER.fullmatch(part["word"].strip(".,;:!?()")):
            typed.append(_Typed(found))
        else:
            typed += [_Typed((token,)) for token in found]
    wants = dict.fromkeys(_wants(typed, lexicon))
    with_marks = any(token.has_marks for part in typed for token in part.found)
    beside = tuple(want for want in wants if want.is_grammar(with_marks=with_marks))
    wanted = tuple(want for want in wants if want not in beside)
    if not wanted:
        wanted, beside = beside, ()
    return Wording(wanted=wanted, unwanted=tuple(unwanted), beside=beside)


def _wants(typed: Sequence[_Typed], lexicon: Lexicon) -> Iterator[Want]:
    i = 0
    while i < len(typed):
        part = typed[i]
        n, others = (0, ()) if part.quoted else lexicon.longest([_said(each) for each in _run(typed, i)])
        pleading = 0 if n or part.quoted else plea([_said(each) for each in _run(typed, i)])
        here = typed[i : i + (n or pleading or 1)]
        as_typed = tuple(Term.of(each.found) for each in here)
        exact = any(term.exact for term in as_typed)
        ways = (as_typed, *(_way(said, exact=exact) for said in others))
        yield Want(ways=ways, firm=part.quoted, plea=bool(pleading), at=i)
        i += len(here)


def _run(typed: Sequence[_Typed], start: int) -> Iterator[_Typed]:
    """Single words from `start` on, up to the first that is none."""
    for part in typed[start:]:
        if part.quoted or len(part.found) > 1:
            return
        yield part


def _said(part: _Typed) -> tuple[str, str]:
    return part.found[0].folded, part.found[0].marked


def _way(said: Said, *, exact: bool) -> Way:
    """Another way of saying it: who typed without marks takes it without, too."""
    term = Term(
        words=tuple(marked for __, marked in said),
        folded=tuple(folded for folded, __ in said),
        exact=any(folded != marked for folded, marked in said),
    )
    return (term if exact or not term.exact else replace(term, bare=True),)
