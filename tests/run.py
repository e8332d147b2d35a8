"""Run everything that CI runs, step by step: `python -m tests.run [step…] [-- arguments of pytest]`.

Every step runs even after one has failed; the end says how each went. Without a step named, all run in this order, but
`outside`, which spends most of its time waiting for pages and indexes, and then `postgres` beside `sqlite`:

    lint       format, rules, types, imports, migrations, deployment, templates, translations, sizes, states
    rules      tests of terms, verdicts and whatever else decides: watched branch by branch
    sqlite     all other tests but those of browser and Elasticsearch, on SQLite: watched line by line
    postgres   those that reach the database, once more on PostgreSQL
    outside    those that need Chromium or Elasticsearch
    coverage   what these two have covered

Only where it is named:

    whole      all that reaches the database, on PostgreSQL: before a release
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from itertools import groupby
from pathlib import Path

from slipcover.slipcover import add_summaries, print_coverage

from tests import postgres
from tests.lent import cached, keep
from tests.outcomes import FAILURES, Result, failures, headline, noted

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
WORKERS = ("-n", "2", "--dist", "loadgroup")  # tests of one group share what is dear to make
RULES = "cases/rules"  # to be covered whole, with every branch, by the tests of that folder
COVERED = ROOT / ".covered.json"
COVERED_RULES = ROOT / ".covered-rules.json"
#: What tells Slipcover's part in each worker what to watch there. Whoever starts Slipcover itself has the process
#: watched that deals out the tests, too: that takes seconds in which nobody can work yet, and it calls none of it.
WATCHED = {
    "SLIPCOVER_ENABLED": "1",
    "SLIPCOVER_SOURCE": "portal,home,cases,search",
    "SLIPCOVER_OMIT": f"*/migrations/*,{RULES}/*",
    "SLIPCOVER_EXCLUDE_LINES": "\n".join(("if TYPE_CHECKING:", "@overload", r"^\s*\.\.\.$")),
}
FILES = "TEST_FILES"  # names the file that tells later steps of a run where their tests are
MOST_FAILURES = 20  # of a step that are named once more at the end
TEMPLATE = "migrated"


said = threading.local()  # where a thread's programs write, if not to the screen at once; and the step they belong to


def tell(text: str) -> None:
    """Say something to the person, or keep it with what this thread's programs say."""
    kept = getattr(said, "lines", None)
    if kept is None:
        print(text, end="", flush=True)
    else:
        kept.append(text)


def run(*command: str, **environment: str) -> bool:
    """Run a program of this environment; say whether it went well."""
    kept = getattr(said, "lines", None)
    program = BIN / command[0]
    found = str(program) if program.exists() else command[0]
    tell(f"$ {' '.join(command)}\n")
    done = subprocess.run(
        [found, *command[1:]],
        cwd=ROOT,
        env={**os.environ, FAILURES: noted(getattr(said, "step", "")), **environment},
        stdin=subprocess.DEVNULL,
        stdout=None if kept is None else subprocess.PIPE,
        stderr=None if kept is None else subprocess.STDOUT,
        text=True,
        check=False,
    )
    if kept is not None:
        kept.append(done.stdout)
    return done.returncode == 0


def python(*arguments: str, **environment: str) -> bool:
    """Run this Python."""
    return run("python", *arguments, **environment)


# --- lint ------------------------------------------------------------------------------------------------------------


def deployment() -> bool:
    """Check a portal that is set up as on a server, with a database that only `migrate` has seen.

    It is the one that the tests on SQLite begin with: a run migrates SQLite once. That it lacks nothing a server would
    migrate is asked first.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "phananh.example.vn",
            "PUBLIC_URL": "https://phananh.example.vn",
            "DATABASE_URL": f"sqlite:///{folder}/check.sqlite3",
            "MEDIA_ROOT": folder,
            "ELASTICSEARCH_URL": "",
        }
        return (
            python("-m", "tests.migrated", f"{folder}/check.sqlite3", DATABASE_URL="")
            and python("manage.py", "migrate", "--check", **environment)
            and python("manage.py", "check", "--deploy", "--fail-level=WARNING", "--database=default", **environment)
        )


def types() -> bool:
    """Run mypy; what it has learnt is kept outside any checkout too, for the next fresh one.

    It takes a file for known by its contents. Where it complains of what it remembers, it is asked again from nothing.
    """
    own, kept = ROOT / ".mypy_cache", cached("mypy")
    lent = not own.exists() and kept.is_dir()
    if lent:
        with suppress(OSError):  # taken away meanwhile: what is missing is looked at anew
            shutil.copytree(kept, own)
    well = run("mypy")
    if not well and lent:
        shutil.rmtree(own, ignore_errors=True)
        well = run("mypy")
    if well and own.is_dir():
        keep(own, kept)
    return well


#: The two that take longest come first, so that neither is waited for alone.
LINT: dict[str, Callable[[], bool]] = {
    "deployment": deployment,
    "types": types,
    # Apart: a script of the same name as the library that the portal imports.
    "types of a script": lambda: run(
        "mypy", "--config-file=", "--strict", "--cache-dir=.mypy_cache/ci", ".ci/elasticsearch.py"
    ),
    "format": lambda: run("ruff", "format", "--check", "."),
    "rules": lambda: run("ruff", "check", "."),
    "imports": lambda: run("lint-imports"),
    "migrations": lambda: python(
        "manage.py", "makemigrations", "--check", "--dry-run", DJANGO_SETTINGS_MODULE="portal.settings.test"
    ),
    "templates": lambda: run("djlint", "--lint", "--quiet", "templates"),
    "translations": lambda: python("-m", "tests.translations"),
    "sizes": lambda: python("-m", "tests.sizes"),
    "states": lambda: python("manage.py", "draw_states", "--check"),
}


def linted(name: str) -> tuple[str, bool, str]:
    """One linter's name, whether it is content, and what it said."""
    said.lines = []
    well = LINT[name]()
    return name, well, "".join(said.lines)


def lint(arguments: Sequence[str]) -> bool:
    """Run every linter, two at a time, also after one has complained."""
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, well, lines in pool.map(linted, LINT):
            print(lines, end="", flush=True)
            failed += [] if well else [name]
    if failed:
        print(f"lint: {', '.join(failed)} failed", flush=True)
    return not failed


# --- tests -----------------------------------------------------------------------------------------------------------


def files_of(step: str, arguments: Sequence[str]) -> list[str]:
    """The files a step has tests in, as another step of this run has seen: reading all takes a worker ten seconds.

    Where that step is on its way it is waited for.
    """
    seen = Path(os.environ.get(FILES, ""))
    if arguments:
        return []
    while not seen.is_file():
        if not said.__dict__.get("reading", bool)():
            return []
        time.sleep(0.1)
    found: list[str] = json.loads(seen.read_text())[step]
    return found


def tests(marks: str, arguments: Sequence[str], **environment: str) -> bool:
    """Run the tests with these marks."""
    return python("-m", "pytest", "-m", marks, *WORKERS, *arguments, **environment)


def rules(arguments: Sequence[str]) -> bool:
    """What decides, and reaches no database: every branch of it is seen to be taken.

    Where other steps find their tests is not for this one to say: it reads one folder.
    """
    COVERED_RULES.unlink(missing_ok=True)
    watching = ("slipcover", "--branch", "--source", RULES, "--json", "--out", str(COVERED_RULES))
    return python("-m", *watching, "-m", "pytest", *WORKERS, *(arguments or [f"tests/{RULES}"]), **{FILES: ""})


def sqlite(arguments: Sequence[str]) -> bool:
    """Everything else that needs nothing from outside. Migrating comes first, once for all workers, and unwatched.

    In this run it is seen which lines are reached: nearly every one is. Branches are not asked here, which would make
    all of it slower by a twentieth.
    """
    COVERED.unlink(missing_ok=True)
    chosen = arguments or [f"--ignore=tests/{RULES}"]
    return python("-m", "tests.migrated", DATABASE_URL="") and tests(
        "not browser and not elastic",
        ["-p", "tests.watched", *chosen],
        DATABASE_URL="",
        COVERED=str(COVERED),
        **WATCHED,
    )


def on_postgres(arguments: Sequence[str]) -> bool:
    """What has queries or tables of its own, once more on PostgreSQL."""
    chosen = [*files_of("postgres", arguments), *arguments]
    return tests_on_postgres("not pure and not one_database and not browser and not elastic", chosen)


def whole(arguments: Sequence[str]) -> bool:
    """Everything that reaches the database, on PostgreSQL."""
    return tests_on_postgres("not pure and not browser and not elastic", arguments)


def tests_on_postgres(marks: str, arguments: Sequence[str]) -> bool:
    """The tests with these marks; every worker gets a copy of a database that is migrated."""
    with READY.pop("postgres", migrated_on_postgres)() as url:
        return bool(url) and tests(marks, arguments, DATABASE_URL=url, TEST_TEMPLATE=TEMPLATE)


@contextmanager
def migrated_on_postgres() -> Iterator[str]:
    """Yield the URL of a fresh server with a migrated database to copy; nothing where migrating has failed."""
    with postgres.running() as url:
        environment = {
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            "DATABASE_URL": postgres.database(url, TEMPLATE),
        }
        migrated = python("manage.py", "migrate", "--verbosity=0", **environment)
        yield url if migrated else ""


READY: dict[str, Callable[[], AbstractContextManager[str]]] = {}


@contextmanager
def meanwhile(names: Sequence[str]) -> Iterator[None]:
    """Migrate PostgreSQL while the linters run, which leave a processor idle; whoever names one step waits for it."""
    if not {"lint", "postgres"} <= set(names):
        yield
        return
    with ExitStack() as stack, ThreadPoolExecutor(max_workers=1) as pool:
        early = pool.submit(beside, stack)

        @contextmanager
        def ready() -> Iterator[str]:
            url, lines = early.result()
            tell(lines)
            yield url

        READY["postgres"] = ready
        try:
            yield
        finally:
            READY.clear()


def beside(stack: ExitStack) -> tuple[str, str]:
    """Open a migrated server until the stack closes; its URL, and what was said, kept out of another step's lines."""
    said.lines = []
    return stack.enter_context(migrated_on_postgres()), "".join(said.lines)


def outside(arguments: Sequence[str]) -> bool:
    """What needs Chromium or Elasticsearch."""
    return tests("browser or elastic", [*files_of("outside", arguments), *arguments], DATABASE_URL="")


def coverage(arguments: Sequence[str]) -> bool:
    """Hold what was covered against the marks, and print what is missing; tests are no part of it.

    Files that reach the mark by themselves are not printed: failures of earlier steps are to be seen in a log's tail.
    """
    well = True
    for name, least, path in (("rules", 100, COVERED_RULES), ("rest", 95, COVERED)):
        if not path.exists():
            print(f"{name}: nothing was watched: {path.name} comes from an earlier step", file=sys.stderr)
            well = False
            continue
        seen = json.loads(path.read_text())
        add_summaries(seen)
        below = {path: of for path, of in seen["files"].items() if of["summary"]["percent_covered"] < least}
        print_coverage({**seen, "files": below}, outfile=sys.stdout, skip_covered=True)
        percent = seen["summary"]["percent_covered"]
        what = "lines and branches" if seen["meta"].get("branch_coverage") else "lines"
        print(f"{name}: {percent:.2f} % of {what}, at least {least} %", flush=True)
        well = well and bool(seen["files"]) and percent >= least
    return well


STEPS: dict[str, Callable[[Sequence[str]], bool]] = {
    "lint": lint,
    "rules": rules,
    "sqlite": sqlite,
    "postgres": on_postgres,
    "outside": outside,
    "coverage": coverage,
}
#: Steps of two lanes run at the same time, those of one after another. The first is heard as it goes.
LANES = (("sqlite",), ("outside", "postgres"))
NAMED_ONLY: dict[str, Callable[[Sequence[str]], bool]] = {"whole": whole}


def main(arguments: list[str]) -> int:
    """Run the named steps, or all, and say how each went."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    names, rest = arguments[:at] or list(STEPS), arguments[at + 1 :]
    if unknown := [name for name in names if name not in STEPS | NAMED_ONLY]:
        print(f"unknown: {', '.join(unknown)}\n\n{__doc__}", file=sys.stderr)
        return 2
    results: list[Result] = []
    with meanwhile(names):
        for _, group in groupby(names, key=lambda name: "" if any(name in lane for lane in LANES) else name):
            results += together(list(group), rest)
    print("\n=== summary " + "=" * 93)
    for each in results:
        print(f"{'passed' if each.well else 'FAILED'}  {each.step:10} {each.seconds:6.0f} s")
        for test in each.failed[:MOST_FAILURES]:
            print(f"        {test}")
        if len(each.failed) > MOST_FAILURES:
            print(f"        and {len(each.failed) - MOST_FAILURES} more")
    return 0 if all(each.well for each in results) else 1


def together(names: Sequence[str], rest: Sequence[str]) -> list[Result]:
    """Run steps, those of different lanes at the same time: one is heard as it goes, another when all have ended."""
    lanes = [found for lane in LANES if (found := [name for name in lane if name in names])] or [list(names)]
    heard = Future[list[Result]]()
    with ThreadPoolExecutor(max_workers=len(lanes)) as pool:
        aside = [pool.submit(driven, lane, rest, heard) for lane in lanes[1:]]
        try:
            heard.set_result([taken(name, rest) for name in lanes[0]])
        finally:
            heard.cancel()  # nobody is to wait for what will not come
        kept = [result for future in aside for result in future.result()]
    for each in kept:
        print(headline(each.step) + each.lines, flush=True)
    return sorted([*heard.result(), *kept], key=lambda result: names.index(result.step))


def driven(lane: Sequence[str], rest: Sequence[str], heard: "Future[list[Result]]") -> list[Result]:
    """Take the steps of a lane that is not heard yet; what the other one reads meanwhile need not be read again."""
    said.reading = lambda: not heard.done()
    return [taken(name, rest, aside=True) for name in lane]


def taken(name: str, rest: Sequence[str], *, aside: bool = False) -> Result:
    """Take a step."""
    said.step, said.lines = name, [] if aside else None
    if not aside:
        print(headline(name), flush=True)
    began = time.monotonic()
    well = (STEPS | NAMED_ONLY)[name](rest)
    return Result(name, well, time.monotonic() - began, failures(name), "".join(said.lines or ()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as kept:
        os.environ[FILES] = str(Path(kept, "files.json"))
        os.environ[FAILURES] = str(Path(kept, "failures.txt"))
        status = main(sys.argv[1:])
    sys.exit(status)
