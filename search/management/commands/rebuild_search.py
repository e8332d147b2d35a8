"""`manage.py rebuild_search`: make everything public findable, anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from cases.models import Case, Submission
from search.engines import engines
from search.engines.base import EngineAwayError
from search.indexing import in_database, rebuild
from search.management.commands.find import ENGINES, named
from search.reading_ahead import readers
from search.same_answers import index_answers
from search.staff_words import rebuild_for_staff

MANY = 10_000  # cases; processes take some seconds to begin
MOST_READERS = 2  # what these read, one process can just write


class Command(BaseCommand):
    """Returns when everything is findable; the portal keeps answering meanwhile."""

    help = (
        "Put every public case into the search and forget what is not public; make answers of nearly the same text "
        "findable for one another, and what is not public for the staff. Needs no worker."
    )

    requires_system_checks = ()  # half a second; what concerns the engines is asked below

    def add_arguments(self, parser: CommandParser) -> None:
        """Which engine, and how many processes."""
        parser.add_argument("--engine", choices=ENGINES, help="only this one; default: all there are")
        parser.add_argument(
            "--readers",
            type=int,
            metavar="N",
            help=f"processes that read meanwhile; default: {MOST_READERS} from {MANY:,} cases on, or as many as there"
            " are processors beside the one that writes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild under a progress bar on standard error."""
        chosen = [named(options["engine"])] if options["engine"] else engines.kept()
        if unfit := [told.msg for engine in chosen for told in engine.check() if told.is_serious()]:
            raise CommandError("\n".join(unfit))
        quiet = options["verbosity"] == 0
        total = Case.objects.public().count()
        beside = options["readers"]
        if beside is None:
            beside = min((os.cpu_count() or 1) - 1, MOST_READERS) if total >= MANY else 0
        with readers(max(0, beside)) as pool:
            try:
                _show(rebuild(chosen, pool=pool), total, " cases", quiet)
            except EngineAwayError as error:
                raise CommandError(f"The search could not be rebuilt, and answers as before: {error}") from error
            if in_database(chosen):
                rebuild_for_staff()
                _show(index_answers(pool=pool), Submission.objects.count(), " answers", quiet)


def _show(done: Iterable[int], total: int, unit: str, quiet: bool) -> None:
    with tqdm(total=total, unit=unit, file=sys.stderr, disable=quiet) as bar:
        for n in done:
            bar.update(n)
