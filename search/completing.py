"""What somebody who types may mean: streets, wards, agencies and categories whose names begin so.

The last words typed are completed, as many of them as fit together: in `đèn hỏng kim lo` the ward or street Kim Long,
and `đèn hỏng` stays what is looked for. Marks may lack while typing; a name written as typed comes first. Only what
stands in documents that can be found now is named, a street from its third case on: one may be somebody's own address.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from search.folding import Token, folded, marked, nfc, tokens

if TYPE_CHECKING:
    from search.engines.base import Engine

LEAST_OF_A_STREET = 3  # cases
LEAST_LETTERS = 2  # of what is completed
MOST_WORDS = 5  # that are completed together
MOST_NAMES = 200  # that an engine names, the most frequent
OFFERED, OFFERED_OF_A_KIND = 8, 4
_LEFT_OPEN = ' "“”„«»'


class Kind(StrEnum):
    """What a name is of; but for streets, the name of the choice in addresses."""

    WARD = "ward"
    CATEGORY = "category"
    AGENCY = "agency"
    STREET = "street"


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name with the number of documents it stands in; `value` is what stands in addresses (of a street, its name)."""

    kind: Kind
    value: str
    name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Completion:
    """What is offered for what was typed: names, and the words before them that stay as they are."""

    rest: str = ""
    names: tuple[Name, ...] = ()


def fits(name: str, words: Sequence[str]) -> bool:
    """True where the name has these folded words one after another, the last of them only begun."""
    return looked_for(words) in keyed(name)


def keyed(name: str) -> str:
    """The folded words of a name, each after a space: what `looked_for` stands in."""
    return f" {folded(name)}"


def looked_for(words: Sequence[str]) -> str:
    """These words as they stand in a name's key."""
    return f" {' '.join(words)}"


def may_be_meant(name: str, words: Sequence[Token]) -> bool:
    """False where a single word was typed with other marks than the name has; those that lack may be still to come.

    Where several words fit, one of them may be misspelt: who types `Thuận Hóa` may mean Thuận Hòa.
    """
    if len(words) > 1:
        return True
    written = list(tokens(name))
    n = len(words)
    return any(
        all(_marks(word) <= _marks(other) for word, other in zip(words, run, strict=True))
        for run in (written[i : i + n] for i in range(len(written) - n + 1))
        if looked_for([word.folded for word in words]) in f" {' '.join(word.folded for word in run)}"
    )


def _marks(word: Token) -> Counter[str]:
    letters = unicodedata.normalize("NFD", word.marked.replace("đ", "d\N{COMBINING SHORT STROKE OVERLAY}"))
    return Counter(letter for letter in letters if unicodedata.combining(letter))


def enough(kind: Kind, count: int) -> bool:
    """True where so many documents are enough for the name to be told."""
    return count >= (LEAST_OF_A_STREET if kind is Kind.STREET else 1)


def complete(engine: Engine, typed: str) -> Completion:
    """What the engine offers for what was typed: for its last words, as many as fit together."""
    found = list(tokens(typed))
    for length in sorted({min(len(found), MOST_WORDS), 3, 2, 1}, reverse=True):
        words = found[-length:]
        if length > len(found) or sum(letter.isalpha() for word in words for letter in word.folded) < LEAST_LETTERS:
            continue
        before = nfc(typed)[: words[0].start]
        if before.endswith("-"):
            break  # what is not wanted
        found_names = engine.names([word.folded for word in words])
        if names := [name for name in found_names if may_be_meant(name.name, words)]:
            return Completion(rest=before.rstrip(_LEFT_OPEN), names=tuple(_offered(names, words)))
    return Completion()


def _offered(names: Iterable[Name], words: Sequence[Token]) -> list[Name]:
    """The best of them: as written before folded, beginnings before middles, frequent before rare."""
    written = f" {' '.join(word.marked for word in words)}"
    plain = looked_for([word.folded for word in words])
    known = list(names)
    with_marks = {(name.kind, folded(name.name)) for name in known if marked(name.name) != folded(name.name)}
    known = [n for n in known if marked(n.name) != folded(n.name) or (n.kind, folded(n.name)) not in with_marks]
    known.sort(
        key=lambda n: (written not in f" {marked(n.name)}", not keyed(n.name).startswith(plain), -n.count, n.name)
    )
    offered: list[Name] = []
    for name in known:
        if sum(other.kind is name.kind for other in offered) < OFFERED_OF_A_KIND:
            offered.append(name)
    return offered[:OFFERED]


def most_frequent(names: Collection[Name]) -> tuple[Name, ...]:
    """As many names as an engine gives, in the order in which every engine gives them."""
    told = [name for name in names if enough(name.kind, name.count)]
    return tuple(sorted(told, key=lambda name: (-name.count, name.kind, name.name))[:MOST_NAMES])
