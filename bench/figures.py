"""What figures cost in a city of 26,788 cases and in one four and a half times as large, on SQLite and PostgreSQL.

python bench/figures.py ../shared/data/311/boston-2015-q1.csv.gz [--only sqlite|postgresql]

Both commands and the public pages, in a process of their own: milliseconds, the best of three, and how much more the
larger city costs. Pages are asked anew and remembered.
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


def measure(kind: str, url: str, file: Path) -> int:
    """Measure one database, in a process of its own; its exit status."""
    sys.stdout.write(f"{kind}\n")
    sys.stdout.flush()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, str(ROOT / "bench" / "_figures_here.py"), str(file)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own command


def main() -> int:
    """Measure both databases, or one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    failed = 0
    with ExitStack() as stack:
        if asked.only != "postgresql":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            failed |= measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", asked.file)
        if asked.only != "sqlite":
            failed |= measure("PostgreSQL", stack.enter_context(postgres.running()), asked.file)
    return failed


if __name__ == "__main__":
    sys.exit(main())
