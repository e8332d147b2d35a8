"""Words of grammar: in nearly every text and seldom what somebody looks for, yet the same as others without marks.

Who types `den` hardly means `đến` (until), but `đèn` (lamp) or `đen` (black). So where a word typed without marks may
be one of these, its other readings count for more, and are marked alone where a case has them. It still finds all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from search.folding import TONES, both

#: As people write them; compared in the forms that texts are compared in.
_WORDS = """
ai ạ bị bởi các chỉ cho chưa chúng có còn của cũng do đã đang đây đến để đều đó được hay hoặc khi không là lại lên mà
mỗi một nay này nên nếu như nhưng những nữa ở qua ra rất rồi sẽ tại theo thì tôi trên trong trước từ vào và vẫn về vì
với
"""
_FORMS = [both(word) for word in _WORDS.split()]
GRAMMAR = frozenset(marked for __, marked in _FORMS)
GRAMMAR_FOLDED = frozenset(folded for folded, __ in _FORMS)
_LETTERS = {"a": "aăâ", "d": "dđ", "e": "eê", "o": "oôơ", "u": "uư"}


@lru_cache(maxsize=256)
def other_readings(folded: str) -> tuple[str, ...]:
    """Every marked form of a syllable that is no word of grammar: `den` → `den`, `đen`, `đèn`, `dền` …, at most 72."""
    return tuple(form for form in _readings(folded) if form not in GRAMMAR)


def _readings(folded: str) -> Iterator[str]:
    for letters in product(*(_LETTERS.get(letter, letter) for letter in folded)):
        for tone in ("", *sorted(TONES)):
            yield "".join(letters) + tone
