"""Measures the index of answers on the database of DATABASE_URL: fills it, looks up, keeps one more."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first
from django.db import connection  # noqa: E402

from cases.models import HintPhrase  # noqa: E402
from cases.rules.hints.reading import runs_in  # noqa: E402
from cases.rules.hints.shingles import keys_of  # noqa: E402
from search.models import AnswerKey  # noqa: E402
from search.same_answers import Finder  # noqa: E402

ANSWERS, LOOKUPS, COPIES = 200_000, 200, 3_000
AT_ONCE = 5_000
LONGEST = 50  # milliseconds of any look-up
SYLLABLES = [
    a + b
    for a in ("b", "c", "d", "h", "k", "l", "m", "n", "t", "th", "tr", "v")
    for b in ("a", "an", "ang", "e", "en", "i", "inh", "o", "on", "u", "ung", "y")
]


def texts(drawn: random.Random) -> list[list[str]]:
    """Forty words each: half of them from one of 300 patterns that many share, and `COPIES` of one text."""
    patterns = [drawn.choices(SYLLABLES, k=20) for _ in range(300)]
    made = [[*drawn.choice(patterns), *drawn.choices(SYLLABLES, k=20)] for _ in range(ANSWERS - COPIES)]
    return [*made, *[made[0]] * COPIES]


def fill(answers: list[list[str]], keys: Callable[[str], list[int]]) -> None:
    """Write the keys of all answers."""
    for start in range(0, len(answers), AT_ONCE):
        rows = enumerate(answers[start : start + AT_ONCE], start=start + 1)
        AnswerKey.objects.bulk_create(
            [
                AnswerKey(key=key, version=version, case_id=version)
                for version, words in rows
                for key in set(keys(" ".join(words)))
            ],
            batch_size=AT_ONCE,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def milliseconds(work: Callable[[], object]) -> float:
    """How long one piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Fill, look up, keep; 1 where a look-up took too long."""
    call_command("migrate", verbosity=0)
    book, finder, drawn = HintPhrase.objects.book(), Finder(), random.Random(11)  # noqa: S311 - texts, no secrets
    answers = texts(drawn)

    def keys(text: str) -> list[int]:
        return keys_of(runs_in(text, book))

    begun = time.perf_counter()
    fill(answers, keys)
    sys.stdout.write(f"  filled: {AnswerKey.objects.count():,} keys in {time.perf_counter() - begun:.0f} s\n")
    taken, asked, found = [], [], 0
    for _ in range(LOOKUPS):
        at = drawn.randrange(ANSWERS - COPIES)
        words = list(answers[at])
        for place in drawn.sample(range(40), 4):
            words[place] = "khác"
        text = " ".join(words)
        taken.append(milliseconds(lambda text=text: finder.alike(keys(text), besides=0)))  # type: ignore[misc]  # bound now
        made = keys(text)
        asked.append(milliseconds(lambda made=made: finder.alike(made, besides=0)))  # type: ignore[misc]  # bound now
        found += at + 1 in finder.alike(made, besides=0)
    common = keys(" ".join(answers[0]))
    sys.stdout.write(
        f"  look-up with reading: median {median(taken):.1f} ms, slowest {max(taken):.1f} ms\n"
        f"  look-up alone: median {median(asked):.1f} ms, slowest {max(asked):.1f} ms\n"
        f"  a text that {COPIES:,} cases share: {milliseconds(lambda: finder.alike(common, besides=0)):.1f} ms\n"
        f"  keeping one more: {milliseconds(lambda: finder.keep(ANSWERS + 1, case_id=1, keys=common)):.1f} ms\n"
        f"  found with 4 of 40 words changed: {100 * found / LOOKUPS:.0f} %\n"
    )
    return int(max(taken) > LONGEST)


if __name__ == "__main__":
    sys.exit(main())
