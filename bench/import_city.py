"""How fast a city is imported, with pages, events and outbox: cases a second and peak memory, on SQLite and PostgreSQL.

python bench/import_city.py ../shared/data/311/boston-2015-q1.csv.gz [--only sqlite|postgresql]

Each database is fresh and migrated; the import runs in a process of its own, as `manage.py import_cases` would.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402 - the root must be on the path first


def manage(url: str, *arguments: str) -> str:
    """Run manage.py on a database; its standard output."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def measure(kind: str, url: str, file: Path) -> None:
    """Print one line: rate, seconds, peak memory of the importing process (read, write and hand on to the search)."""
    manage(url, "migrate", "--verbosity=0")
    result = json.loads(manage(url, "import_cases", str(file), "--source", "boston", "--json").splitlines()[-1])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rate = result["read"] / result["seconds"]
    sys.stdout.write(
        f"{kind:10} {result['read']:,} cases in {result['seconds']:.1f} s: {rate:,.0f} cases/s, "
        f"peak memory so far {peak:.0f} MB\n"
    )
    sys.stdout.flush()


def main() -> None:
    """Measure both databases, or one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    with ExitStack() as stack:
        if asked.only != "postgresql":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", asked.file)
        if asked.only != "sqlite":
            measure("PostgreSQL", stack.enter_context(postgres.running()), asked.file)


if __name__ == "__main__":
    main()
