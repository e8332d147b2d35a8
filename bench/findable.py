"""How long it takes until a change is found, while cases change all the time: from the outbox into each engine.

python bench/findable.py [--only sqlite postgresql elastic] [--rate 50] [--seconds 15]

In a demo city of its own, writers correct the places of cases, each once, at a steady rate; `manage.py work_outbox`
runs beside them, and a watcher asks the engine for what was written. Counted from the moment a change begins, its own
transaction included, to the moment at which the watcher has it in an answer. A database is told by the process that
saved, after the commit; that is left out in a second run, where the worker alone does it. Elasticsearch, which the
worker alone feeds, is expected at ELASTICSEARCH_URL (`.ci/elasticsearch.py start DIR` starts one), beside PostgreSQL.
Fails where the rate is not reached, or half of the changes take two seconds or more.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.search import forget, say  # noqa: E402 - the root must be on the path first
from tests import postgres  # noqa: E402 - as above

KINDS = ("sqlite", "postgresql", "elastic")
HERE = str(ROOT / "bench" / "_findable_here.py")
MANAGE = str(ROOT / "manage.py")
WRITERS = 2
MOST = 2.0  # seconds, half of the changes
REACHED = 0.95  # of the rate
Environment = Mapping[str, str]


def run(environment: Environment, *arguments: str) -> str:
    """Run a program of ours to its end; its standard output."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 - our own command


@contextmanager
def beside(environment: Environment, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program of ours while the caller goes on; it is ended with that."""
    command = [sys.executable, *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def changes(environment: Environment, alias: str, rate: float, seconds: float, *how: str) -> tuple[list[float], float]:
    """Change cases and watch them being found: the seconds that each took, and how many were changed a second."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        told, done = Path(folder) / "told", Path(folder) / "done"
        told.touch()
        worker = stack.enter_context(beside(environment, MANAGE, "work_outbox"))
        watcher = stack.enter_context(beside(environment, HERE, "--watch", alias, str(told), str(done)))
        time.sleep(3)  # until both are up
        given = [*how, "--parts", str(WRITERS), "--rate", str(rate), "--seconds", str(seconds)]
        parts = [[sys.executable, HERE, "--part", str(n), *given] for n in range(WRITERS)]
        with told.open("a") as lines:
            writers = [subprocess.Popen(part, cwd=ROOT, env=environment, stdout=lines) for part in parts]  # noqa: S603 - our own command
            well = [writer.wait() == 0 for writer in writers]
        done.touch()
        took: list[float] = json.loads(watcher.communicate()[0])
        if not all(well) or worker.poll() is not None:
            raise SystemExit("A writer failed, or the worker.")
        at = [json.loads(line)[2] for line in told.read_text().splitlines()]
    return took, (len(at) - 1) / (max(at) - min(at))


def measure(name: str, environment: Environment, rate: float, seconds: float, *how: str) -> bool:
    """Print a row; false where it took too long, or less was changed than asked for."""
    alias = "elastic" if environment["ELASTICSEARCH_URL"] else "embedded"
    took, reached = changes(environment, alias, rate, seconds, *how)
    at95 = quantiles(took, n=20)[-1]
    say(f"{name:32} {len(took):8,} {reached:10.1f} {median(took):9.2f} {at95:8.2f} {max(took):8.2f} s")
    return median(took) < MOST and reached >= REACHED * rate


def city(url: str, folder: str, prefix: str, elastic: str, cases: int) -> Environment:
    """A demo city in a database; the environment in which programs find it."""
    own = {"DATABASE_URL": url, "MEDIA_ROOT": f"{folder}/media-{secrets.token_hex(4)}", "DEMO": "true"}
    own |= {
        "LOG_LEVEL": "ERROR",
        "SEARCH_INDEX": prefix,
        "ELASTICSEARCH_URL": elastic,
        "SECRET_KEY": secrets.token_hex(40),
    }
    environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "portal.settings.dev"}
    run({**environment, "TQDM_DISABLE": "1"}, MANAGE, "demo", "--no-serve", "--cases", str(cases))
    return environment


def main() -> int:
    """Measure what the command line asks for; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--rate", type=float, default=50, help="changes a second")
    parser.add_argument("--seconds", type=float, default=15, help="how long they go on")
    asked = parser.parse_args()
    rate, seconds, prefix = asked.rate, asked.seconds, f"bench-{secrets.token_hex(4)}"
    cases = round(1.3 * rate * seconds) + 20  # not every case of a demo is public
    elastic = os.environ.get("ELASTICSEARCH_URL", "") if "elastic" in asked.only else ""
    if "elastic" in asked.only and not elastic:
        say("ELASTICSEARCH_URL is not set: Elasticsearch is left out.")
    well = True
    say("from the change until it is found  changes   a second    median      p95      max")
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        databases = [("SQLite", f"sqlite:///{folder}/city.sqlite3")] if "sqlite" in asked.only else []
        if elastic or "postgresql" in asked.only:
            server = stack.enter_context(postgres.running())
        if "postgresql" in asked.only:
            databases.append(("PostgreSQL", postgres.database(server, "city")))
        for name, url in databases:
            environment = city(url, folder, prefix, "", cases)
            well &= measure(f"{name}, told after the commit", environment, rate, seconds)
            well &= measure(f"{name}, by the worker alone", environment, rate, seconds, "--unheard")
        if elastic:
            stack.callback(forget, prefix)
            environment = city(postgres.database(server, "elastic"), folder, prefix, elastic, cases)
            well &= measure("Elasticsearch, by the worker", environment, rate, seconds)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
