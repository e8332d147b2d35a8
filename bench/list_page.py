"""What the list page costs at 1,000 and at 100,000 cases, on SQLite and PostgreSQL: asked anew, and remembered.

python bench/list_page.py [--only sqlite|postgresql] [--sizes 1000 100000] [--rounds 3]

Milliseconds of the whole request through Django's test client, the best of several rounds that take turns between the
sizes. Fails where a full page that is remembered costs more than twice as much on the longest list as on the shortest.
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

Times = dict[str, tuple[float, float, bool]]


def run(url: str, *arguments: str) -> str:
    """Run the script beside this one on a database; its standard output."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, str(ROOT / "bench" / "_list_page_here.py"), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    return done.stdout


def measure(kind: str, urls: Mapping[int, str], rounds: int) -> bool:
    """Fill a database of each size, measure them in turn, print a table; false where a remembered page grows."""
    for size, url in urls.items():
        say(f"{kind}, {size:,} cases: {run(url, str(size)).strip()}")
    best: dict[int, Times] = {}
    for _ in range(rounds):
        for size, url in urls.items():
            for name, (anew, remembered, full) in json.loads(run(url)).items():
                known = best.setdefault(size, {}).get(name, (anew, remembered, full))
                best[size][name] = (min(anew, known[0]), min(remembered, known[1]), full)
    first, last = best[min(urls)], best[max(urls)]
    for title, column in (("asked anew", 0), ("remembered", 1)):
        say(f"{title:24}" + "".join(f"{size:>12,}" for size in urls) + "   ms")
        for name in first:
            say(f"  {name:22}" + "".join(f"{best[size][name][column]:12.1f}" for size in urls))
    full_pages = [name for name in first if first[name][2] and last[name][2]]
    return all(last[name][1] <= 2 * first[name][1] for name in full_pages)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def databases(server: str, sizes: list[int]) -> dict[int, str]:
    """A fresh database for each size on a PostgreSQL server, by its address."""
    with psycopg.connect(server, autocommit=True) as connection:
        for size in sizes:
            connection.execute(f"CREATE DATABASE bench_{size}")
    return {size: server.replace("/postgres?", f"/bench_{size}?") for size in sizes}


def main() -> int:
    """Measure both databases, or one; 1 where a remembered page grows with the list."""
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
