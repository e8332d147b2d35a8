"""What a question costs on each engine: words, three filters, five facets and the first page; 200 varied questions.

python bench/search.py [--size 100000] [--only sqlite postgresql elastic] [--rounds 3]

The engines take turns, so that a busy machine slows all of them; of each question the best of several rounds counts.
All must find as many cases for each question. Elasticsearch is expected at ELASTICSEARCH_URL (`.ci/elasticsearch.py
start DIR` starts one).
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402 - the root must be on the path first

KINDS = ("sqlite", "postgresql", "elastic")
MOST = {"sqlite": 150, "postgresql": 150, "elastic": 100}  # milliseconds, 95 of 100 questions, at 100,000 cases


def run(kind: str, url: str, prefix: str, *arguments: str) -> dict[str, Any]:
    """Run the script beside this one; what it measured."""
    given = {"DATABASE_URL": url, "LOG_LEVEL": "ERROR", "SEARCH_INDEX": prefix, "DEMO": "true"}
    given["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    environment = {**os.environ, **given}
    if kind != "elastic":
        environment["ELASTICSEARCH_URL"] = ""
    environment |= {"ELASTICSEARCH_TIMEOUT": "60", "ELASTICSEARCH_WRITE_TIMEOUT": "300"}
    alias = "elastic" if kind == "elastic" else "embedded"
    command = [sys.executable, str(ROOT / "bench" / "_search_here.py"), alias, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def say(text: str) -> None:
    """Tell the person."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def forget(prefix: str) -> None:
    """Drop what was put into Elasticsearch."""
    from elasticsearch import Elasticsearch  # noqa: PLC0415 - only where it is measured

    with Elasticsearch(os.environ["ELASTICSEARCH_URL"]) as client:
        client.indices.delete(index=f"{prefix}-cases*", ignore_unavailable=True)


def measure(places: dict[str, str], prefix: str, size: int, rounds: int) -> bool:
    """Fill every engine, ask them in turn, print a table; false where one is too slow or finds another number."""
    rates = {kind: run(kind, url, prefix, str(size))["rate"] for kind, url in places.items()}
    best: dict[str, list[float]] = {}
    found: dict[str, list[int]] = {}
    rows: dict[str, float] = {}
    for _ in range(rounds):
        for kind, url in places.items():
            told = run(kind, url, prefix)
            best[kind] = [min(pair) for pair in zip(told["took"], best.get(kind, told["took"]), strict=True)]
            rows[kind] = max(told["rows"], rows.get(kind, 0))
            found[kind] = told["found"]
    say(f"{size:,} cases, 200 questions      p50      p95      max   filled/s     rows/s of a file")
    well = True
    for kind, took in best.items():
        at = quantiles(took, n=100)
        say(f"  {kind:24} {at[49]:8.1f} {at[94]:8.1f} {max(took):8.1f} ms {rates[kind]:8,.0f} {rows[kind]:12,.0f}")
        well = well and (size > 100_000 or at[94] < MOST[kind])
    same = len({tuple(numbers) for numbers in found.values()}) == 1
    say(f"all find the same numbers: {same}; in the middle {sorted(next(iter(found.values())))[100]:,} cases")
    return well and same


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--only", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    prefix = f"bench-{secrets.token_hex(4)}"
    places: dict[str, str] = {}
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        if "sqlite" in options.only:
            places["sqlite"] = f"sqlite:///{folder}/search.sqlite3"
        if "postgresql" in options.only:
            places["postgresql"] = stack.enter_context(postgres.running())
        if "elastic" in options.only:
            if not os.environ.get("ELASTICSEARCH_URL"):
                say("ELASTICSEARCH_URL is not set: Elasticsearch is left out.")
            else:
                places["elastic"] = f"sqlite:///{folder}/elastic.sqlite3"
                stack.callback(forget, prefix)
        return 0 if measure(places, prefix, options.size, options.rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
