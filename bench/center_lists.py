"""What the staff's lists cost at 1,000 and at 100,000 cases, on SQLite and PostgreSQL: each by its worst questions.

python bench/center_lists.py [--only sqlite|postgresql] [--sizes 1000 100000] [--rounds 3]

The Center's lists and its day, the review desk, an agency's desk that holds a fifth of the city, and reports.
Milliseconds that a whole request through Django's test client costs a processor, on PostgreSQL with the server's part:
machines are shared. The best of several rounds that take turns between the sizes. Fails where any page takes more than
300 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402

from tests import postgres  # noqa: E402 - the root must be on the path first

MOST_MS = 300


def run(url: str, *arguments: str) -> str:
    """Run the script beside this one on a database; its standard output."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, str(ROOT / "bench" / "_center_lists_here.py"), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    return done.stdout


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure(kind: str, urls: Mapping[int, str], rounds: int) -> bool:
    """Fill a database of each size, measure them in turn, print a table; false where a page takes too long."""
    for size, url in urls.items():
        say(f"{kind}, {size:,} cases: {run(url, str(size)).strip()}")
    best: dict[int, dict[str, tuple[int, float]]] = {size: {} for size in urls}
    for _ in range(rounds):
        for size, url in urls.items():
            for name, (queries, ms) in json.loads(run(url)).items():
                known = best[size].get(name, (queries, ms))
                best[size][name] = (max(queries, known[0]), min(ms, known[1]))
    say(f"{'page':44}" + "".join(f"{size:>22,}" for size in urls))
    for name in best[min(urls)]:
        costs = (best[size][name] for size in urls)
        say(f"  {name:42}" + "".join(f"{f'{queries} queries, {ms:.0f} ms':>22}" for queries, ms in costs))
    return all(ms <= MOST_MS for costs in best.values() for _queries, ms in costs.values())


def databases(server: str, sizes: list[int]) -> dict[int, str]:
    """A fresh database for each size on a PostgreSQL server, by its address."""
    with psycopg.connect(server, autocommit=True) as connection:
        for size in sizes:
            connection.execute(f"CREATE DATABASE center_{size}")
    return {size: server.replace("/postgres?", f"/center_{size}?") for size in sizes}


def main() -> int:
    """Measure both databases, or one; 1 where a page takes too long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    well = True
    with ExitStack() as stack:
        if asked.only != "postgresql":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            urls = {size: f"sqlite:///{folder}/{size}.sqlite3" for size in asked.sizes}
            well &= measure("SQLite", urls, asked.rounds)
        if asked.only != "sqlite":
            urls = databases(stack.enter_context(postgres.running()), asked.sizes)
            well &= measure("PostgreSQL", urls, asked.rounds)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
