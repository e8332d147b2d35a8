"""Finds answers of nearly the same text: what is plugged into `cases.ports`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from cases.actions.hinting import keys_by_version
from cases.models import HintPhrase, Submission
from search.engines.embedded.words import dialect
from search.gaps import Gap
from search.models import AnswerKey

FOUND = 20
#: Rows a lookup reads at most: a text that thousands of cases share is found long before.
READ = 3_000
AT_ONCE = 200  # versions


class Finder:
    """Looks into the portal's own database; see `cases.ports.AnswerFinder`."""

    def keep(self, version: int, *, case_id: int, keys: Sequence[int]) -> None:
        """Replace the keys of a version."""
        AnswerKey.objects.filter(version=version).delete()
        AnswerKey.objects.bulk_create(AnswerKey(key=key, version=version, case_id=case_id) for key in set(keys))

    def alike(self, keys: Sequence[int], *, besides: int) -> list[int]:
        """Versions by how many keys they share, newer ones first among equals."""
        if not keys:
            return []
        rows = AnswerKey.objects.filter(key__in=keys).exclude(case_id=besides)
        shared = Counter(rows.values_list("version", flat=True)[:READ])
        return sorted(shared, key=lambda version: (-shared[version], -version))[:FOUND]


def index_answers() -> Iterator[int]:
    """Make every submitted version findable that is not yet, and forget what is gone; yields how many were done.

    Imports write no keys: they would cost a third of their speed.
    """
    gone = ~Exists(Submission.objects.filter(pk=OuterRef("version")))
    AnswerKey.objects.filter(gone).delete()
    book, last, gap = HintPhrase.objects.book(), 0, Gap()
    while True:
        rows = (
            Submission.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "text", "answer__assignment__case")
        )
        some = list(rows[:AT_ONCE])
        if not some:
            break
        last = some[-1][0]
        kept = set(
            AnswerKey.objects.filter(version__in=[pk for pk, _text, _case in some]).values_list("version", flat=True)
        )
        new = [row for row in some if row[0] not in kept]
        if new:
            found = [
                AnswerKey(key=key, version=version, case_id=case_id)
                for version, case_id, keys in keys_by_version(new, book)
                for key in set(keys)
            ]
            gap.wait()
            with transaction.atomic():
                AnswerKey.objects.bulk_create(found)
            gap.begin()
        yield len(some)
    dialect(connection).analyse(connection, [AnswerKey._meta.db_table])
