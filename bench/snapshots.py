"""How long it takes to freeze the last days of a city of 120,546 cases, and to count them again.

python bench/snapshots.py ../shared/data/311/boston-2015-q1.csv.gz [--days 365] [--only sqlite|postgresql]

First sixty days of the file's own city: each list beside a plain count, all verified, and a row changed by hand. Then
the larger one. In a process of its own: seconds of a processor, on PostgreSQL with the server's part, and peak memory;
exit status 1 where a year would take more than a minute, or anything differs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402 - the root must be on the path first


def measure(kind: str, url: str, file: Path, days: int) -> int:
    """Measure one database, in a process of its own; its exit status."""
    sys.stdout.write(f"{kind}\n")
    sys.stdout.flush()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, str(ROOT / "bench" / "_snapshots_here.py"), str(file), str(days)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own command


def main() -> int:
    """Measure both databases, or one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    failed = 0
    with ExitStack() as stack:
        if asked.only != "postgresql":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            failed |= measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", asked.file, asked.days)
        if asked.only != "sqlite":
            failed |= measure("PostgreSQL", stack.enter_context(postgres.running()), asked.file, asked.days)
    return failed


if __name__ == "__main__":
    sys.exit(main())
