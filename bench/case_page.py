"""What a case page costs at 1,000 and at 100,000 cases, beside a plain Wagtail page of the same words, served as usual.

python bench/case_page.py [--sizes 1000 100000] [--rounds 3]

Queries and CPU milliseconds of the whole request through Django's test client, on SQLite, the best of several rounds
that take turns between the sizes. Fails where a case page asks more than six queries, or costs more than twice as
much among many cases as among few.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_QUERIES = 6

Costs = dict[str, tuple[int, float]]


def run(url: str, *arguments: str) -> str:
    """Run the script beside this one on a database; its standard output."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, str(ROOT / "bench" / "_case_page_here.py"), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    return done.stdout


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measured(urls: dict[int, str], rounds: int) -> dict[int, Costs]:
    """The least cost of each page in a database of each size."""
    best: dict[int, Costs] = {size: {} for size in urls}
    for _ in range(rounds):
        for size, url in urls.items():
            for name, (queries, ms) in json.loads(run(url)).items():
                known = best[size].get(name, (queries, ms))
                best[size][name] = (max(queries, known[0]), min(ms, known[1]))
    return best


def main() -> int:
    """Fill, measure, print; 1 where a case page costs too much."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        urls = {size: f"sqlite:///{folder}/{size}.sqlite3" for size in asked.sizes}
        for size, url in urls.items():
            say(f"{size:,} cases: {run(url, str(size)).strip()}")
        best = measured(urls, asked.rounds)
    say(f"{'page':34}" + "".join(f"{size:>20,}" for size in asked.sizes))
    for name in best[asked.sizes[0]]:
        costs = [best[size][name] for size in asked.sizes]
        say(f"{name:34}" + "".join(f"{f'{queries} queries, {ms:.1f} ms':>20}" for queries, ms in costs))
    for size in asked.sizes:
        plain, ours = best[size]["plain page"], best[size]["case page"]
        ratios = f"{ours[0] / plain[0]:.2f} of the queries, {ours[1] / plain[1]:.2f} of the CPU"
        say(f"case page ÷ plain page at {size:,}: {ratios}")
    few, many = (best[size]["case page"] for size in (min(urls), max(urls)))
    say(f"case page among {max(urls):,} ÷ among {min(urls):,}: {many[1] / few[1]:.2f} of the CPU")
    return 0 if many[0] <= MOST_QUERIES and many[1] <= 2 * few[1] else 1


if __name__ == "__main__":
    sys.exit(main())
