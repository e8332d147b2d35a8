"""What a dump of everything public costs a case, and the memory it takes, on SQLite and PostgreSQL.

python bench/dump.py ../shared/data/311/boston-2015-q1.csv.gz [--copies 3 | --size 1000000] [--only sqlite|postgresql]

Processor time of a process of its own, which reads, tells and writes; fails where a million cases of this kind would
take more than ten minutes, or where the larger city takes 60 MB more than the smaller.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.list_page import say  # noqa: E402 - the root must be on the path first
from tests import postgres  # noqa: E402 - as above

SECONDS_A_MILLION, MOST = 600, 60


def fill(file: Path) -> None:
    """Import the city."""
    from django.core.management import call_command  # noqa: PLC0415 - after the settings

    call_command("migrate", verbosity=0)
    call_command("import_cases", str(file), source="boston", json=True, stdout=sys.stderr, stderr=sys.stderr)


def dump() -> None:
    """Make one, and print what it took as JSON."""
    from django.conf import settings  # noqa: PLC0415 - after the settings

    from cases.accountability.open_data.making import make_dump  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as folder:
        settings.OPEN_DATA_ROOT = folder
        began = time.process_time()
        made = make_dump()
        took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"cases": made.rows["cases"], "rows": sum(made.rows.values()), "bytes": made.bytes}
    sys.stdout.write(json.dumps({**told, "seconds": took, "peak": peak}))


def here(what: str, argument: str) -> None:
    """One step, in a process of its own."""
    import django  # noqa: PLC0415 - only here are settings wanted

    django.setup()
    if what == "fill":
        fill(Path(argument))
    elif what == "multiply":
        from bench._multiplied import multiply  # noqa: PLC0415 - as in `fill`

        multiply(int(argument))
    else:
        dump()


def run(url: str, what: str, argument: str = "") -> str:
    """Run a step on a database; its standard output."""
    settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings.test", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, __file__, "--here", what, argument]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, env={**os.environ, **settings}, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def measure(kind: str, url: str, file: Path, copies: int, size: int | None) -> bool:
    """Fill a database, dump it, multiply it, dump it again; False where a limit is not kept."""
    run(url, "fill", str(file.resolve()))
    found = [json.loads(run(url, "dump"))]
    run(url, "multiply", str(size or found[0]["cases"] * (1 + copies)))
    found.append(json.loads(run(url, "dump")))
    for each in found:
        rate = each["cases"] / each["seconds"]
        million = 1_000_000 / rate
        say(
            f"{kind:12}{each['cases']:>10,} cases {each['rows']:>11,} rows {each['bytes'] / 1e6:>8.1f} MB: "
            f"{each['seconds']:.0f} s, {rate:,.0f} cases/s, {each['rows'] / each['seconds']:,.0f} rows/s, "
            f"a million in {million / 60:.1f} min, peak {each['peak']:.0f} MB"
        )
    slow = found[1]["seconds"] / found[1]["cases"] * 1_000_000
    return bool(slow <= SECONDS_A_MILLION and found[1]["peak"] - found[0]["peak"] <= MOST)


def main() -> int:
    """Measure both databases, or one; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--size", type=int, help="copy the city until it has as many cases")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--here", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here is not None:
        here(*asked.here)
        return 0
    if asked.file is None:
        parser.error("which city?")
    well = True
    with ExitStack() as stack:
        if asked.only != "postgresql":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            well &= measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", asked.file, asked.copies, asked.size)
        if asked.only != "sqlite":
            well &= measure("PostgreSQL", stack.enter_context(postgres.running()), asked.file, asked.copies, asked.size)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
