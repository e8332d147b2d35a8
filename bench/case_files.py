"""What files of all cases cost a row, on SQLite and PostgreSQL, and the memory they take.

python bench/case_files.py [--only sqlite|postgresql] [--sizes 10000 100000]

Rows a second of processor time for the whole request through Django's test client, every piece thrown away as it comes,
and by how much the process grew meanwhile. Fails below 20,000 rows a second of CSV, or where the longest file takes
50 MB more than the shortest.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.list_page import databases, say  # noqa: E402 - the root must be on the path first
from tests import postgres  # noqa: E402 - as above

FILES = ("cases.csv", "cases.geojson")
LEAST, MOST = 20_000, 50  # rows a second, megabytes


def here(size: int) -> None:
    """Fill this process's database, or where `size` is 0 read each file once; print what was found as JSON."""
    import django  # noqa: PLC0415 - only here are settings wanted

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after the settings
    from django.test import Client  # noqa: PLC0415 - as above

    from bench._corpus import documents  # noqa: PLC0415 - as above
    from search.engines import engines  # noqa: PLC0415 - as above

    if size:
        call_command("migrate", verbosity=0)
        engines["default"].put(documents(size))
        engines["default"].settle()
        return
    client, found = Client(), {}
    client.get("/phan-anh/")
    for name in FILES:
        before, began, length = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time(), 0
        for piece in client.get(f"/phan-anh/{name}"):
            length += len(piece)
        grew = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        found[name] = (time.process_time() - began, length, grew / 1024)
    sys.stdout.write(json.dumps(found))


def run(url: str, *arguments: str) -> str:
    """Run this script on a database; its standard output."""
    settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings.test", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, __file__, "--here", *arguments]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, env={**os.environ, **settings}, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def measure(kind: str, urls: dict[int, str]) -> bool:
    """Fill and read a database of each size; print a row for each file. False where a limit is not kept."""
    well, memory = True, dict[tuple[str, int], float]()
    for size, url in urls.items():
        run(url, str(size))
        for name, (seconds, length, grew) in json.loads(run(url, "0")).items():
            rate = f"{size / seconds:>10,.0f} rows/s"
            say(f"{kind:12}{size:>10,} {name:14}{rate}{length / 1e6:>8.1f} MB, grew {grew:.0f} MB")
            memory[name, size] = grew
            well &= name != "cases.csv" or size / seconds >= LEAST
    return well and all(memory[name, max(urls)] - memory[name, min(urls)] < MOST for name in FILES)


def main() -> int:
    """Measure both databases, or one; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here is not None:
        here(asked.here)
        return 0
    well = True
    with ExitStack() as stack:
        if asked.only != "postgresql":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            well &= measure("SQLite", {size: f"sqlite:///{folder}/{size}.sqlite3" for size in asked.sizes})
        if asked.only != "sqlite":
            well &= measure("PostgreSQL", databases(stack.enter_context(postgres.running()), asked.sizes))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
