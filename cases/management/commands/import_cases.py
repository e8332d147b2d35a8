"""`manage.py import_cases FILE --source S`: a city's reports become cases, pages and events."""

from __future__ import annotations

import csv
import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from tqdm import tqdm

from cases.actions.import_cases import BATCH, Importer, batched
from cases.actions.incoming import IncomingCase, Reader, Rejected, SourceUnreadable
from cases.models import Case, Consumer, Delivery
from cases.signals import cases_changed
from cases.sources import UnknownSource, reader_for


class Rejects:
    """Rejected rows: written beside the file as they come, or only told in a dry run."""

    def __init__(self, source_file: Path, *, keep: bool) -> None:
        self.path = source_file.with_name(f"{source_file.name}.rejected.csv")
        self.keep = keep
        self.count = 0
        self._file: Any = None
        self._writer: Any = None

    def add(self, row: Rejected) -> None:
        """Count a row, name it on standard error, keep it."""
        self.count += 1
        tqdm.write(f"line {row.line}: {row.field or 'row'}: {row.reason}", file=sys.stderr)
        if not self.keep:
            return
        if self._writer is None:
            self._open()
        self._writer.writerow([row.line, row.field, row.reason, row.raw])

    def _open(self) -> None:
        try:
            self._file = self.path.open("w", encoding="utf-8", newline="")
        except OSError:  # a folder that may only be read: beside the caller then
            self.path = Path.cwd() / self.path.name
            self._file = self.path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(["line", "field", "reason", "raw"])

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None:
            self._file.close()


class Command(BaseCommand):
    """Import a file of another system's cases. Running it again changes nothing; a newer file updates what changed."""

    help = "Import cases from a file (gzip by suffix)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="whose file it is")
        parser.add_argument("--dry-run", action="store_true", help="tell everything, write nothing")
        parser.add_argument("--json", action="store_true", help="no progress bar and no table of flags")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, write, tell."""
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"{file}: no such file")
        try:
            reader = reader_for(options["source"])
        except UnknownSource as error:
            raise CommandError(str(error)) from error
        began = time.monotonic()
        rejects = Rejects(file, keep=not options["dry_run"])
        importer = Importer(source=reader.source, dry_run=options["dry_run"])
        read = self._import(file, reader, importer, rejects, quiet=options["json"])
        seconds = time.monotonic() - began
        if not options["dry_run"]:
            self._deliver(quiet=options["json"])
        counts = importer.counts
        if not options["json"]:
            for flag, n in sorted(counts.flags.items()):
                self.stderr.write(f"{n:>8} {flag}")
        result = {
            "read": read,
            "created": counts.created,
            "updated": counts.updated,
            "unchanged": counts.unchanged,
            "rejected": rejects.count,
            "flagged": counts.flagged,
            "seconds": round(seconds, 3),
        }
        self.stdout.write(json.dumps(result))
        if rejects.count:
            kept = f"; they are in {rejects.path}" if rejects.keep else ""
            raise CommandError(f"{rejects.count} rows of {file} were rejected{kept}")

    def _import(self, file: Path, reader: Reader, importer: Importer, rejects: Rejects, *, quiet: bool) -> int:
        """Run the import under a progress bar (bytes of the file, cases a second); how many rows were read."""
        good = 0

        def records() -> Iterator[IncomingCase]:
            for row in reader.read(file):
                if isinstance(row, Rejected):
                    rejects.add(row)
                else:
                    yield row

        bar = tqdm(total=file.stat().st_size, unit="B", unit_scale=True, desc=file.name, disable=quiet, file=sys.stderr)
        try:
            for n in importer.run(records()):
                good += n
                bar.set_postfix_str(f"{good} cases", refresh=False)
                bar.update(reader.progress.bytes_read - bar.n)
        except SourceUnreadable as error:
            raise CommandError(str(error)) from error
        finally:
            bar.close()
            rejects.close()
        return good + rejects.count

    def _deliver(self, *, quiet: bool) -> None:
        """Tell those who listen of everything that waits in the outbox, so that it can be found at once."""
        waiting = pending_cases()
        bar = tqdm(total=waiting.count(), unit=" cases", desc="search", disable=quiet, file=sys.stderr)
        for batch in batched(waiting.values_list("pk", flat=True).iterator(), BATCH):
            cases_changed.send(sender=Case, case_ids=batch)
            bar.update(len(batch))
        bar.close()


def pending_cases() -> QuerySet[Case]:
    """Cases somebody has not been told of yet."""
    return Case.objects.filter(pk__in=Delivery.objects.filter(consumer=Consumer.SEARCH).values("case_id")).order_by(
        "pk"
    )
