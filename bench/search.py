"""What a question costs on each engine: words, three filters, five facets and the first page; 200 varied questions.

python bench/search.py [--size 100000] [--only sqlite postgresql elastic] [--rounds 3]

Asked as the list page asks: strictly first, looser where nothing answers, with what comes near. Then what a row costs
on the first page, on page 500 and in a file, and what names cost that are offered to who types: 200 beginnings. The
engines take turns, so that a busy machine slows all of them; of each question the best of several rounds counts. All
must find as many cases for each question. In each database Wagtail's own search (`_stock_here.py`) is filled with the
same texts and asked for the words alone, beside ours. Elasticsearch is expected at ELASTICSEARCH_URL
(`.ci/elasticsearch.py start DIR` starts one). `--size 1000000` takes half an hour to fill three
engines.
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
#: Milliseconds, 95 of 100 questions, by how many cases there are at most.
MOST = {
    100_000: {"sqlite": 150, "postgresql": 150, "elastic": 100},
    1_000_000: {"sqlite": 1500, "postgresql": 500, "elastic": 150},
}
MOST_OFFERED = 30  # milliseconds, 95 of 100 beginnings, at 100,000 cases
ROWS, DEARER = 20_000, 3.0  # rows of a file a second; how much dearer a row on page 500 may be than on the first


STOCK, STOCK_HERE = ("sqlite", "postgresql"), "_stock_here.py"  # where Wagtail's own search is asked beside ours
WITHIN = 60  # seconds of each turn in which it is asked; in SQLite one question may take it twenty


def run(kind: str, url: str, prefix: str, *arguments: str, script: str = "_search_here.py") -> dict[str, Any]:
    """Run the script beside this one; what it measured."""
    given = {"DATABASE_URL": url, "LOG_LEVEL": "ERROR", "SEARCH_INDEX": prefix, "DEMO": "true"}
    given["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    environment = {**os.environ, **given}
    if kind != "elastic":
        environment["ELASTICSEARCH_URL"] = ""
    environment |= {"ELASTICSEARCH_TIMEOUT": "60", "ELASTICSEARCH_WRITE_TIMEOUT": "300"}
    alias = ["elastic" if kind == "elastic" else "embedded"] if script == "_search_here.py" else []
    command = [sys.executable, str(ROOT / "bench" / script), *alias, *arguments]
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
    """Fill every engine, ask them in turn, print tables; false where one is too slow or finds another number."""
    filled = {kind: run(kind, url, prefix, "--fill", str(size)) for kind, url in places.items()}
    best: dict[str, list[float]] = {}
    found: dict[str, list[int]] = {}
    offered: dict[str, list[float]] = {}
    reading: dict[str, dict[str, Any]] = {}
    for _ in range(rounds):
        for kind, url in places.items():
            told = run(kind, url, prefix)
            best[kind] = _better(best.get(kind), told["took"])
            offered[kind] = _better(offered.get(kind), told["offered"])
            found[kind] = told["found"]
            read = run(kind, url, prefix, "--read")
            reading[kind] = max(read, reading.get(kind, read), key=lambda each: float(each["rows"]))
    limits = next((limits for most, limits in MOST.items() if size <= most), {})
    say(f"{size:,} cases, 200 questions      p50      p95      max   filled/s  /s of our processor")
    well = True
    for kind, took in best.items():
        at = quantiles(took, n=100)
        rates = f"{filled[kind]['rate']:10,.0f} {filled[kind]['cpu_rate']:21,.0f}"
        say(f"  {kind:24} {at[49]:8.1f} {at[94]:8.1f} {max(took):8.1f} ms {rates}")
        well = well and at[94] < limits.get(kind, float("inf"))
    say("microseconds a row:    first page   page 500     file    rows/s of a file")
    for kind, read in reading.items():
        a_row = read["a_row"]
        say(f"  {kind:24} {a_row['first']:8.0f} {a_row['deep']:10.0f} {a_row['file']:8.0f} {read['rows']:12,.0f}")
        well = well and read["rows"] >= ROWS and a_row["deep"] < DEARER * a_row["first"]
    say("offered to who types            p50      p95      max")
    for kind, took in offered.items():
        at = quantiles(took, n=100)
        say(f"  {kind:24} {at[49]:8.1f} {at[94]:8.1f} {max(took):8.1f} ms")
        well = well and (size > 100_000 or at[94] < MOST_OFFERED)
    same = len({tuple(numbers) for numbers in found.values()}) == 1
    say(f"all find the same numbers: {same}; in the middle {sorted(next(iter(found.values())))[100]:,} cases")
    beside_stock({kind: url for kind, url in places.items() if kind in STOCK}, prefix, size, rounds)
    return well and same


def beside_stock(places: dict[str, str], prefix: str, size: int, rounds: int) -> None:
    """Ask Wagtail's own search and ours for the words alone, in turn; tell times, how many times, and what was found.

    Both are asked the same questions: as many as Wagtail's answers within a minute the first time, or all.
    Ours counts five facets besides, cuts the parts that match out of the texts and looks for what comes near.
    """
    if not places:
        return
    rates = {kind: run(kind, url, prefix, "--fill", str(size), script=STOCK_HERE) for kind, url in places.items()}
    say("words alone                     p50      p95      max   filled/s   questions that nothing answers")
    for kind, url in places.items():
        first = run(kind, url, prefix, "--within", str(WITHIN), script=STOCK_HERE)
        took: dict[str, list[float]] = {"Wagtail": first["took"]}
        found: dict[str, list[int]] = {"Wagtail": first["found"]}
        most = str(len(first["found"]))
        for turn in range(rounds):
            for name, script, how in (("Wagtail", STOCK_HERE, "--most"), ("ours", "_search_here.py", "--words")):
                if name == "ours" or turn:  # Wagtail had its first turn above
                    told = run(kind, url, prefix, how, most, script=script)
                    took[name], found[name] = _better(took.get(name), told["took"]), told["found"]
        for name, each in took.items():
            at, none = _percent(each), found[name].count(0)
            rate = f"{rates[kind]['rate']:10,.0f}" if name == "Wagtail" else " " * 10
            row = f"{at[49]:8.1f} {at[94]:8.1f} {max(each):8.1f} ms {rate} {none:10} of {len(each)}"
            say(f"  {f'{name}, {kind}':24} {row}")
        times = [_percent(took["Wagtail"])[at] / _percent(took["ours"])[at] for at in (49, 94)]
        more = sum(a > b for a, b in zip(found["ours"], found["Wagtail"], strict=True))
        say(f"    Wagtail takes {times[0]:.2f} times as long as ours (p50), {times[1]:.2f} times (p95)")
        say(f"    ours finds more for {more} of {len(found['ours'])} questions")


def _percent(took: list[float]) -> list[float]:
    """Where 1, 2… of 100 questions lie; of a few, none lies beyond the slowest."""
    return quantiles(took, n=100, method="inclusive")


def _better(before: list[float] | None, now: list[float]) -> list[float]:
    return [min(pair) for pair in zip(before or now, now, strict=True)]


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
