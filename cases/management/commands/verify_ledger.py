"""Verify ledger: finds any altered, missing, inserted or reordered event, and says where."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.actions.verify import Verification


class Command(BaseCommand):
    """Prints what is wrong, one line each, then counts and the digest over all heads; status 1 if anything is."""

    help = "Checks every case's chain of events, that it replays to the stored states, and the ledger's triggers."
    requires_system_checks = ()  # the triggers' check would stop it before it could say what it found

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --json."""
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify everything; CommandError (status 1) where something is wrong."""
        run, found = Verification(), 0
        findings: list[dict[str, Any]] = []
        for finding in run.run():
            found += 1
            if options["json"]:
                findings.append(asdict(finding))
            else:
                self.stdout.write(str(finding))
        counts = {"cases": run.cases, "events": run.events, "digest": run.digest}
        if options["json"]:
            self.stdout.write(json.dumps({**counts, "findings": findings}))
        else:
            self.stdout.write(" ".join(f"{name}={value}" for name, value in counts.items()))
        if found:
            raise CommandError(f"The ledger is not whole: {found} found.")
