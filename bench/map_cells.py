"""What the cells of the map cost by nine questions, on SQLite and PostgreSQL.

python bench/map_cells.py [--only sqlite|postgresql] [--size 100000]

Milliseconds in the engine, the least of several tries. Fails where one takes longer than 150 ms at 100,000 cases, or
where the databases count differently.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402 - the root must be on the path first

MOST = 150  # milliseconds


def run(url: str, *arguments: str) -> str:
    """Run the script beside this one on a database; its standard output."""
    given = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings.test", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, str(ROOT / "bench" / "_map_cells_here.py"), *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **given}, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    return done.stdout


def main() -> int:
    """Measure both databases, or one; 1 where a question is too slow or answered in two ways."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--size", type=int, default=100_000)
    asked = parser.parse_args()
    measured: dict[str, dict[str, tuple[float, int, int]]] = {}
    with ExitStack() as stack:
        places: dict[str, str] = {}
        if asked.only != "postgresql":
            places["SQLite"] = f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/cells.sqlite3"
        if asked.only != "sqlite":
            places["PostgreSQL"] = stack.enter_context(postgres.running())
        for name, url in places.items():
            run(url, str(asked.size))
            measured[name] = json.loads(run(url))
    sys.stdout.write(
        f"{asked.size:,} cases" + "".join(f"{name:>14}" for name in measured) + "  ms     cells     cases\n"
    )
    well = True
    for question in next(iter(measured.values())):
        rows = [found[question] for found in measured.values()]
        took = "".join(f"{row[0]:14.1f}" for row in rows)
        sys.stdout.write(f"  {question:18}{took}{rows[0][1]:14,}{rows[0][2]:10,}\n")
        well = well and len({tuple(row[1:]) for row in rows}) == 1 and max(row[0] for row in rows) <= MOST
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
