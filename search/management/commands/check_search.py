"""`manage.py check_search`: does every engine hold what is public, in the version that is public, and nothing else?"""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.comparing import differences, mend
from search.engines import engines
from search.engines.base import Engine, EngineAwayError
from search.management.commands.find import ENGINES, named

AT_ONCE = 500  # cases that are mended together


class Command(BaseCommand):
    """Prints a JSON line for each case that differs; exit status 1 where any does and was not mended."""

    help = "Compare what the search holds with what is public, by case and version."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which engine, and whether to mend."""
        parser.add_argument("--engine", choices=ENGINES, help="only this one; default: all there are")
        parser.add_argument("--mend", action="store_true", help="put right what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare engine by engine; one that is away keeps no other from being compared."""
        chosen = [named(options["engine"])] if options["engine"] else engines.kept()
        wrong = 0
        for engine in chosen:
            try:
                n = self._compare(engine, put_right=options["mend"])
            except EngineAwayError as error:
                self.stderr.write(f"{engine.alias}: {error}")
                wrong += 1
                continue
            said = "nothing differs" if not n else f"{n} cases {'mended' if options['mend'] else 'differ'}"
            self.stderr.write(f"{engine.alias}: {said}")
            wrong += 0 if options["mend"] else n
        if wrong:
            raise CommandError("The search is not as it should be; --mend puts right what differs.")

    def _compare(self, engine: Engine, *, put_right: bool) -> int:
        n = 0
        found_all = differences(engine)
        while some := list(islice(found_all, AT_ONCE)):
            for found in some:
                told = {"engine": engine.alias, "case": found.case_id, "public": found.public, "held": found.held}
                self.stdout.write(json.dumps(told))
            if put_right:
                mend(engine, some)
            n += len(some)
        return n
