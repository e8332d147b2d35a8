"""Measures figures on the database of DATABASE_URL: imports a city, lets it grow, and measures it at each size."""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.core.cache import caches  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench._multiplied import multiply  # noqa: E402
from bench._pages import COUNTED, ROWS  # noqa: E402
from cases.accountability.keeping import keep_figures  # noqa: E402
from cases.actions.import_cases import Importer  # noqa: E402
from cases.actions.incoming import IncomingCase  # noqa: E402
from cases.models import Agency, Case, CasePage, Category, KeptFigures, Standing  # noqa: E402
from cases.public.addresses import case_path, case_url  # noqa: E402
from cases.sources import reader_for  # noqa: E402
from home import menus  # noqa: E402

TIMES = 3
AT = "2016-01-13T00:00:00-05:00"
DAY = "2015-03-31"
MOST_QUERIES, MOST_MS, SIZE = 8, 100, 130_000  # beyond that many cases, twice the milliseconds
OF_WAGTAIL = 4  # queries of the front page before it asks for figures: site, page, its aliases, restrictions
A_DAY = 86_400  # at a million counting ahead itself may take longer than an hour on a busy machine


# --- a city that grows -----------------------------------------------------------------------------------------------


def fill(file: Path, most: int | None = None) -> int:
    """Import the first `most` cases of a file, or all; how many there are then. Again: nothing changes."""
    rows = (row for row in reader_for("boston").read(file) if isinstance(row, IncomingCase))
    for _ in Importer(source="boston").run(islice(rows, most)):
        pass
    return Case.objects.count()


# --- what it costs ---------------------------------------------------------------------------------------------------


def spent() -> float:
    """Seconds that this process has cost a processor, on PostgreSQL with the server's process that answers it."""
    seconds = time.process_time()
    if connection.vendor == "postgresql":
        told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
        seconds += int(told.split()[0]) / 1e9
    return seconds


def milliseconds(work: Callable[[], object], times: int = TIMES) -> float:
    """What it costs a processor, the best of several."""
    best = float("inf")
    for _ in range(times):
        begun = spent()
        work()
        best = min(best, spent() - begun)
    return best * 1000


def page(client: Client, address: str) -> None:
    """Ask for a page and take all of it; RuntimeError where it does not answer."""
    response = client.get(address)
    if response.status_code != 200 or not response.getvalue():
        raise RuntimeError(f"{address} answered {response.status_code}")


def anew(client: Client, address: str) -> None:
    """Ask for a page of which nothing is remembered but the menus, which are read once a minute whatever is asked."""
    chosen = caches["default"].get(menus.KEY)
    for name in settings.CACHES:
        caches[name].clear()
    caches["default"].set(menus.KEY, chosen, menus.KEPT)
    page(client, address)


def command(name: str, sink: TextIO) -> Callable[[], object]:
    """A command that writes to nowhere."""
    return lambda: call_command(name, at=AT, stdout=sink)


def in_this_city() -> dict[str, str]:
    """What stands in the braces of the rows."""
    page = CasePage.objects.select_related("case").order_by("pk")[0]
    path = case_path(page.url_path)
    year, month = path.split("/")[:2]

    def busiest(model: type[models.Model], of: str) -> str:
        counted = model._default_manager.exclude(name="").annotate(n=models.Count(of)).order_by("-n", "pk")
        return str(counted.values_list("slug", flat=True)[0])

    return {
        "case": case_url(path, settings.LANGUAGE_CODE),
        "number": str(page.case.number),
        "year": year,
        "month": month,
        "agency": busiest(Agency, "assignments"),
        "category": busiest(Category, "cases"),
        "day": DAY,
        "year_of_day": DAY[:4],
        "today": timezone.localdate().isoformat(),
    }


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a row costs: queries and milliseconds with figures counted ahead, milliseconds anew and remembered.

    A command is only ever asked anew; a page is not where that was not to be measured.
    """

    anew: float | None = None
    queries: int = 0
    kept: float | None = None
    remembered: float | None = None

    def __str__(self) -> str:
        times = (f"{'' if each is None else round(each):>{w}}" for each, w in zip(self._times, (7, 6, 6), strict=True))
        return f"{' '.join(times)} {'' if self.kept is None else self.queries:>3}"

    @property
    def _times(self) -> tuple[float | None, ...]:
        return self.anew, self.kept, self.remembered


def measured(rows: Sequence[str], times: int = TIMES) -> Iterator[tuple[str, Cost]]:
    """Each row, commands first; what counts all cases anew, so many times, and with 0 not at all."""
    if times:
        yield from _commands(times)
    client, places = Client(), in_this_city()
    for row in rows:
        address = row.format(**places)
        with override_settings(FIGURES_AGE=A_DAY):
            _restore_kept()
            page(client, address)  # menus, kinds of content: read once a process
            with CaptureQueriesContext(connection) as asked:
                anew(client, address)
            queries = len(asked)  # now: the next request forgets them
            ahead = milliseconds(lambda address=address: anew(client, address))  # type: ignore[misc]  # bound at once
        if not times:
            yield row, Cost(queries=queries, kept=ahead)
            continue
        KeptFigures.objects.all().delete()
        took = milliseconds(lambda address=address: anew(client, address), times)  # type: ignore[misc]  # bound at once
        again = milliseconds(lambda address=address: page(client, address))  # type: ignore[misc]  # bound at once
        yield row, Cost(anew=took, queries=queries, kept=ahead, remembered=again)


def _commands(times: int) -> Iterator[tuple[str, Cost]]:
    with Path("/dev/null").open("w", encoding="utf-8") as sink:
        for name in ("agency_figures", "export_verdicts", "figures"):
            yield name, Cost(anew=milliseconds(command(name, sink), times))


_kept: list[KeptFigures] = []


def _restore_kept() -> None:
    """What was counted ahead once for the size, in force again."""
    KeptFigures.objects.all().delete()
    for row in _kept:
        row.save(force_insert=True)


def too_dear(row: str, cost: Cost, cases: int) -> bool:
    """Tell whether a page of figures goes beyond its limits."""
    most = MOST_MS * (2 if cases > SIZE else 1)
    queries = MOST_QUERIES + OF_WAGTAIL * (row == "/")
    return row in COUNTED and (cost.queries > queries or (cost.kept or 0) > most)


def note(file: Path | None, row: str, cost: Cost, cases: int) -> None:
    """Add a page to the notes that a table is made of (_figures_table.py)."""
    if file is None or cost.kept is None:
        return
    told = {"database": connection.vendor, "cases": cases, "row": row, "ms": cost.kept, "queries": cost.queries}
    with file.open("a", encoding="utf-8") as notes:
        notes.write(json.dumps(told) + "\n")


def main() -> int:
    """Print a table a size; 1 where a page of figures goes beyond its limits."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", required=True)
    parser.add_argument("--counted", action="store_true")
    parser.add_argument("--ahead", action="store_true")
    parser.add_argument("--notes", type=Path)
    asked = parser.parse_args()
    rows = COUNTED if asked.counted else ROWS
    dear = 0
    call_command("migrate", verbosity=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")  # what helpers cost is not seen here
    for size in sorted(asked.sizes):
        if Case.objects.count() < size and fill(asked.file, size) < size:
            multiply(size, told=not asked.counted)
        if not asked.counted:
            call_command("rebuild_search", verbosity=0)
        call_command("snapshot", on=DAY, days=2, stdout=sys.stderr)
        settings.OPEN_DATA_ROOT = tempfile.mkdtemp()
        call_command("dump_public", stdout=sys.stderr)
        KeptFigures.objects.all().delete()  # or cuts of the smaller city are kept for later turns
        begun = spent()
        keep_figures(timezone.now())
        ahead, _kept[:] = spent() - begun, KeptFigures.objects.all()
        cases = Case.objects.count()
        sys.stdout.write(f"  {cases:,} cases, {Standing.objects.count():,} clocks, counted ahead in {ahead:.1f} s\n")
        sys.stdout.write(f"  {'':66}   anew   kept  again queries\n")
        for row, cost in measured(rows, 0 if asked.ahead else 1 if cases > SIZE else TIMES):
            over = too_dear(row, cost, cases)
            dear += over
            note(asked.notes, row, cost, cases)
            sys.stdout.write(f"  {row:66}{cost}{'  too much' if over else ''}\n")
            sys.stdout.flush()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(f"  peak memory {peak:.0f} MB\n")
    return int(bool(dear))


if __name__ == "__main__":
    sys.exit(main())
