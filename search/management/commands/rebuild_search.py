"""`manage.py rebuild_search`: make everything public findable, anew."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from cases.models import Case, Submission
from search.indexing import rebuild
from search.same_answers import index_answers
from search.staff_words import rebuild_for_staff


class Command(BaseCommand):
    """Returns when everything is findable; the portal keeps answering meanwhile."""

    help = (
        "Put every public case into the search and forget what is not public; make answers of nearly the same text "
        "findable for one another, and what is not public for the staff. Needs no worker."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild under a progress bar on standard error."""
        total = Case.objects.public().count()
        with tqdm(total=total, unit=" cases", file=sys.stderr, disable=options["verbosity"] == 0) as bar:
            for n in rebuild():
                bar.update(n)
        rebuild_for_staff()
        total = Submission.objects.count()
        with tqdm(total=total, unit=" answers", file=sys.stderr, disable=options["verbosity"] == 0) as bar:
            for n in index_answers():
                bar.update(n)
