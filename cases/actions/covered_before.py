"""What was ever covered of a case's report or answers stays so when a source words these anew.

A newer file may say covered words no more, and a third say them again, or say them elsewhere. They are not kept
meanwhile: who has taken them out may have had to. The case remembers their signs, beside those of the texts that its
source has told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cases.actions.covering import Hidden, covers_kept, hidden_in
from cases.models import Case, Submission
from cases.rules.known_words import ANY, Sign, said_again, sign_of

COVERED = "covered"  # in `Case.source_texts`: a sign, what it is, code of the reason


def remember(case: Case, hidden: Iterable[Hidden]) -> None:
    """Know covered words again without them; the caller saves the case."""
    rows = case.source_texts.get(COVERED, [])
    for words, kind, code in sorted(hidden):
        sign = sign_of(case.salt, words)
        if sign is not None and [*sign, kind, code] not in rows:
            rows = [*rows, [*sign, kind, code]]
    if rows:
        case.source_texts[COVERED] = rows


def covers_of(case: Case, text: str) -> list[list[Any]]:
    """Covers of a text that a source tells: of all that was covered before, wherever it says that."""
    hidden = hidden_in(Submission.objects.filter(answer__assignment__case=case).exclude(covers=[]))
    return covers_kept({*hidden, *_known_again(case, hidden, text)}, text)


def _known_again(case: Case, hidden: Iterable[Hidden], text: str) -> set[Hidden]:
    names: dict[Sign, tuple[str, str]] = {}
    for length, *check, digest, kind, code in case.source_texts.get(COVERED, []):
        names[Sign(length, check[0] if check else ANY, digest)] = kind, code
    for words, kind, code in sorted(hidden):
        if sign := sign_of(case.salt, words):
            names[sign] = kind, code
    return {(words, *names[sign]) for sign, words in said_again(case.salt, text, names)}
