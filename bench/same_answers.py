"""What it costs to find an answer's like among 200,000, and to keep one more, on SQLite and PostgreSQL.

python bench/same_answers.py [--only sqlite|postgresql]

Milliseconds of reading a text, making its keys and asking: the median and the slowest of 200 lookups; and how often a
copy with one word of ten changed is found.
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


def measure(kind: str, url: str) -> int:
    """Measure one database, in a process of its own; its exit status."""
    sys.stdout.write(f"{kind}\n")
    sys.stdout.flush()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, str(ROOT / "bench" / "_same_answers_here.py")]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own command


def main() -> int:
    """Measure both databases, or one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    failed = 0
    with ExitStack() as stack:
        if asked.only != "postgresql":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            failed |= measure("SQLite", f"sqlite:///{folder}/bench.sqlite3")
        if asked.only != "sqlite":
            failed |= measure("PostgreSQL", stack.enter_context(postgres.running()))
    return failed


if __name__ == "__main__":
    sys.exit(main())
