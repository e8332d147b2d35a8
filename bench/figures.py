"""What figures cost in cities of several sizes, on SQLite and PostgreSQL.

python bench/figures.py ../shared/data/311/boston-2015-q1.csv.gz [--only sqlite|postgresql]
    [--sizes 26788 120546] [--counted] [--ahead] [--notes NOTES --table TABLE]

The commands and the public addresses, in a process of their own: milliseconds that a request costs a processor, on
PostgreSQL with the server's part, the best of three: anew, with figures counted ahead (FIGURES_AGE), and asked again.
Beyond the file's cases a city grows by copies; `--sizes 1000000 --counted --ahead` is a great one, by pages of figures
alone and as their readers ask, who count nothing.
Fails where a page of figures, counted ahead, asks more than 8 queries or takes more than 100 ms, in a city of more than
130,000 cases 200 ms. `--notes` keeps what was measured in a file, one run after the other, `--table` writes all that is
kept there as Markdown.
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

from bench._figures_table import table_of  # noqa: E402 - the root must be on the path first
from tests import postgres  # noqa: E402 - as above


def measure(kind: str, url: str, arguments: list[str]) -> int:
    """Measure one database, in a process of its own; its exit status."""
    sys.stdout.write(f"{kind}\n")
    sys.stdout.flush()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, str(ROOT / "bench" / "_figures_here.py"), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own command


def main() -> int:
    """Measure both databases, or one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[26_788, 120_546])
    parser.add_argument("--counted", action="store_true", help="pages of figures alone")
    parser.add_argument("--ahead", action="store_true", help="only as readers ask: with figures counted ahead")
    parser.add_argument("--notes", type=Path, help="a file to which what is measured is added")
    parser.add_argument("--table", type=Path, help="where all notes are written as a table")
    asked = parser.parse_args()
    if asked.table and not asked.notes:
        parser.error("a table is made of --notes")
    arguments = [str(asked.file), "--sizes", *map(str, asked.sizes), *(["--counted"] if asked.counted else [])]
    arguments += ["--ahead"] if asked.ahead else []
    arguments += ["--notes", str(asked.notes.resolve())] if asked.notes else []
    failed = 0
    with ExitStack() as stack:
        if asked.only != "postgresql":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            failed |= measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", arguments)
        if asked.only != "sqlite":
            failed |= measure("PostgreSQL", stack.enter_context(postgres.running()), arguments)
    if asked.table:
        asked.table.write_text(table_of(asked.notes.read_text(encoding="utf-8")), encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
