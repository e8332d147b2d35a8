"""What was ever covered of a case's answers stays so when a source words them anew.

A newer file may say covered words no more, and a third say them again. They are not kept meanwhile: who has taken them
out may have had to. The case remembers their signs, beside those of the texts that its source has told.
"""

from __future__ import annotations

from typing import Any

from cases.actions.covering import Hidden, covers_kept, hidden_in
from cases.models import Case, Submission
from cases.rules.known_words import Sign, said_again, sign_of

COVERED = "covered"  # in `Case.source_texts`: length, digest, what it is, code of the reason


def remember(case: Case, version: Submission) -> None:
    """Know again what is covered of a version whose words are about to be replaced; the caller saves the case."""
    rows = case.source_texts.get(COVERED, [])
    for words, kind, code in sorted(hidden_in([version])):
        sign = sign_of(case.salt, words)
        if sign is not None and [*sign, kind, code] not in rows:
            rows = [*rows, [*sign, kind, code]]
    if rows:
        case.source_texts[COVERED] = rows


def covers_of(case: Case, text: str) -> list[list[Any]]:
    """Covers of an answer's text that a source tells: of all that was covered before, wherever it says that."""
    versions = Submission.objects.filter(answer__assignment__case=case).exclude(covers=[])
    return covers_kept({*hidden_in(versions), *_remembered(case, text)}, text)


def _remembered(case: Case, text: str) -> set[Hidden]:
    names: dict[Sign, tuple[str, str]] = {
        (length, digest): (kind, code) for length, digest, kind, code in case.source_texts.get(COVERED, [])
    }
    return {(words, *names[sign]) for sign, words in said_again(case.salt, text, names)}
