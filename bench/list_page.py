"""What the list page costs at 1,000 and at 100,000 cases, on SQLite and PostgreSQL: asked anew, and remembered.

python bench/list_page.py [--only sqlite|postgresql] [--sizes 1000 100000]

Milliseconds of the whole request through Django's test client, the best of several. Fails where the remembered page of
the longest list costs more than twice that of the shortest.
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


def measure(kind: str, url: str, sizes: list[int]) -> int:
    """Measure one database, in a process of its own; its exit status."""
    sys.stdout.write(f"{kind}\n")
    sys.stdout.flush()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, str(ROOT / "bench" / "_list_page_here.py"), *map(str, sizes)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own command


def main() -> int:
    """Measure both databases, or one; 1 where a remembered page grows with the list."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    asked = parser.parse_args()
    failed = 0
    with ExitStack() as stack:
        if asked.only != "postgresql":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            failed |= measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", asked.sizes)
        if asked.only != "sqlite":
            failed |= measure("PostgreSQL", stack.enter_context(postgres.running()), asked.sizes)
    return failed


if __name__ == "__main__":
    sys.exit(main())
