"""Changes cases at a steady rate, or watches when an engine finds them; run by findable.py, which says where."""

from __future__ import annotations

import argparse
import json
import sys
import time
from itertools import islice
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from django.utils import timezone  # noqa: E402 - after the settings

from cases.actions.actor import CENTER  # noqa: E402 - as above
from cases.actions.place import Where, change_place  # noqa: E402 - as above
from cases.models import Case, PublicationLevel, ReasonCode, ReasonKind  # noqa: E402 - as above
from cases.signals import cases_changed  # noqa: E402 - as above
from search.engines import engines  # noqa: E402 - as above
from search.question import Question  # noqa: E402 - as above

LOOK = 0.05  # seconds between two looks
PATIENCE = 20.0  # seconds after the last change


def write(part: int, parts: int, rate: float, seconds: float) -> None:
    """Correct the places of cases, each once, and print of each when that began and the word to find it by.

    All changes of a second name the same word, which nothing named before.
    """
    reason = ReasonCode.objects.filter(kind=ReasonKind.PLACE).order_by("pk")[0].code
    told = Case.objects.public().filter(page__isnull=False, level=PublicationLevel.FULL)  # of others no place is told
    cases = told.select_related("ward").order_by("pk")
    waiting = islice(cases, part, None, parts)
    began = time.time()
    for i, case in enumerate(waiting):
        due = began + i * parts / rate
        if due >= began + seconds:
            break
        time.sleep(max(0.0, due - time.time()))
        now = time.time()
        word = f"moc{int(now)}"
        where = Where(ward=case.ward, point=None)
        change_place(case=case, where=where, place=f"{word} Kim Long", reason=reason, by=CENTER, at=timezone.now())
        sys.stdout.write(json.dumps([case.pk, word, now]) + "\n")
        sys.stdout.flush()


def watch(alias: str, told: Path, done: Path) -> list[float]:
    """Seconds from each change that a line of `told` tells of until the engine finds it, `PATIENCE` if never."""
    engine, took, read = engines[alias], list[float](), 0
    pending: dict[str, dict[int, float]] = {}
    last = time.time()
    while True:
        over = done.exists()
        lines = told.read_text().split("\n")[:-1]
        for line in lines[read:]:
            case_id, word, at = json.loads(line)
            pending.setdefault(word, {})[case_id] = at
            last = at
        read = len(lines)
        for word, waiting in list(pending.items()):
            found = {document.case_id for document in engine.walk(Question(q=word), timezone.now())}
            now = time.time()
            took += [now - waiting.pop(case_id) for case_id in found & waiting.keys()]
            if not waiting:
                del pending[word]
        if over and (not pending or time.time() > last + PATIENCE):
            sys.stderr.write(
                "".join(f"never found: {word} of {sorted(waiting)}\n" for word, waiting in pending.items())
            )
            return took + [PATIENCE for waiting in pending.values() for _ in waiting]
        time.sleep(LOOK)


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--unheard", action="store_true", help="leave all to the worker")
    parser.add_argument("--watch", nargs=3, metavar=("ENGINE", "TOLD", "DONE"))
    options = parser.parse_args()
    if options.watch:
        alias, told, done = options.watch
        sys.stdout.write(json.dumps(watch(alias, Path(told), Path(done))))
        return
    if options.unheard:
        cases_changed.disconnect(dispatch_uid="search.wake_up")
    write(options.part, options.parts, options.rate, options.seconds)


if __name__ == "__main__":
    main()
