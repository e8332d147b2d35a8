"""How fast every case of a city is put into the search anew, by `manage.py rebuild_search`: into each engine.

python bench/rebuild_search.py FILE [--only sqlite postgresql elastic] [--rows 20000]

Cases a second by the clock, and by the processor time of the command with the processes that read for it, without that
of a server. The city is imported first, from the file's first `--rows` lines where they are named. Elasticsearch is
expected at ELASTICSEARCH_URL (`.ci/elasticsearch.py start DIR` starts one), beside PostgreSQL. Fails below 3,000 cases
a second into any, but for a database's first time: then the keys of all answers are written, too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.search import forget, say  # noqa: E402 - the root must be on the path first
from tests import postgres  # noqa: E402 - as above

KINDS = ("sqlite", "postgresql", "elastic")
LEAST = 3_000  # cases a second


def manage(url: str, prefix: str, *arguments: str, elastic: str = "") -> str:
    """Run manage.py on a database; its standard output."""
    own = {"DATABASE_URL": url, "LOG_LEVEL": "ERROR", "SEARCH_INDEX": prefix, "ELASTICSEARCH_URL": elastic}
    environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "portal.settings.dev"}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 - our own command


def shortened(file: Path, rows: int, folder: str) -> Path:
    """The file's heading and its first rows, as a file; all of it where `rows` is 0."""
    if not rows:
        return file
    short = Path(folder) / "short.csv"
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        short.write_text("".join(islice(lines, rows + 1)), encoding="utf-8", newline="")
    return short


def fill(url: str, prefix: str, file: Path) -> int:
    """Import the city into an empty database; how many cases it has."""
    manage(url, prefix, "migrate", "--verbosity=0")
    told = manage(url, prefix, "import_cases", str(file), "--source", "boston", "--json").splitlines()[-1]
    return int(json.loads(told)["created"])


def measure(name: str, url: str, prefix: str, cases: int, engine: str, elastic: str = "") -> bool:
    """Rebuild one engine and print a row; false where that is too slow."""
    before, began = _busy(), time.perf_counter()
    manage(url, prefix, "rebuild_search", "--engine", engine, "--verbosity=0", elastic=elastic)
    took, busy = time.perf_counter() - began, _busy() - before
    say(f"{name:18} {cases:9,} cases {cases / took:12,.0f} cases/s {cases / busy:12,.0f} a second of processor time")
    return cases / took >= LEAST


def _busy() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Measure what the command line asks for; 1 where an engine is filled too slowly."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--rows", type=int, default=0)
    asked = parser.parse_args()
    elastic, prefix, well = os.environ.get("ELASTICSEARCH_URL", ""), f"bench-{secrets.token_hex(4)}", True
    if "elastic" in asked.only and not elastic:
        say("ELASTICSEARCH_URL is not set: Elasticsearch is left out.")
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        file = shortened(asked.file, asked.rows, folder)
        if "sqlite" in asked.only:
            url = f"sqlite:///{folder}/city.sqlite3"
            cases = fill(url, prefix, file)
            measure("SQLite, first", url, prefix, cases, "embedded")
            well &= measure("SQLite", url, prefix, cases, "embedded")
        if "postgresql" in asked.only or ("elastic" in asked.only and elastic):
            url = postgres.database(stack.enter_context(postgres.running()), "city")
            cases = fill(url, prefix, file)
            if "postgresql" in asked.only:
                measure("PostgreSQL, first", url, prefix, cases, "embedded")
                well &= measure("PostgreSQL", url, prefix, cases, "embedded")
            if "elastic" in asked.only and elastic:
                stack.callback(forget, prefix)
                well &= measure("Elasticsearch", url, prefix, cases, "elastic", elastic)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
