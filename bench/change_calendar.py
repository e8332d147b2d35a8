"""What a changed calendar costs in a city of some thousand cases: the preview, and a run of due dates moved.

python bench/change_calendar.py [--cases 3000]

Milliseconds and queries on SQLite, in a demo city of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Load a city, then measure it in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cases", type=int, default=3_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "DEMO": "true",
            "LOG_LEVEL": "ERROR",
        }
        load = [sys.executable, str(ROOT / "manage.py"), "demo", "--no-serve", "--cases", str(asked.cases)]
        measure = [sys.executable, str(ROOT / "bench" / "_change_calendar_here.py")]
        for command, heard in ((load, subprocess.DEVNULL), (measure, None)):
            done = subprocess.run(command, cwd=ROOT, env=environment, stdout=heard, check=False)  # noqa: S603 - our own
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
