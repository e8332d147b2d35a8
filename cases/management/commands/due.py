"""Due: answers, line by line, until when something had to be done."""

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.models import Calendar as CalendarRow
from cases.rules.calendars import PLAIN, Calendar
from cases.rules.terms import OfficeHours, Term, TermKind, due_at, start_of

CLOCK = re.compile(r"\s*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(:00)?\s*", re.ASCII)


class Command(BaseCommand):
    """Reads JSON Lines from standard input and writes one line for each, in the same order."""

    help = (
        'Reads lines {"start", "term": {"kind", "n", "office_hours"?}, "calendar"} and answers each with {"due"}, '
        'the last instant in time, or {"error"}. Ends with status 1 when a line was bad.'
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take none: everything comes on standard input."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer every line, then fail if one was bad."""
        calendars = {"plain": PLAIN, **{row.slug: row.as_rule() for row in CalendarRow.objects.all()}}
        bad = []
        for number, line in enumerate(sys.stdin.buffer, start=1):
            answer = answered(line, calendars)
            if "error" in answer:
                bad.append(number)
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if bad:
            raise CommandError(f"{len(bad)} of the lines could not be answered, the first being line {bad[0]}.")


def answered(line: bytes, calendars: Mapping[str, Calendar]) -> dict[str, str]:
    """Return {"due"} of one line, or {"error"} with a sentence that says what is wrong with it."""
    try:
        question = json.loads(line.decode("utf-8"))
        return {"due": due_of(question, calendars).isoformat()}
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        return {"error": "The line is not JSON in UTF-8."}
    except ValueError as wrong:
        return {"error": str(wrong)}


def due_of(question: object, calendars: Mapping[str, Calendar]) -> datetime:
    """Return the last instant in time; ValueError with a sentence where the question is none."""
    asked = _mapping(question, "The line")
    slug = _given(asked, "calendar")
    if not isinstance(slug, str) or slug not in calendars:
        raise ValueError(f"There is no calendar {slug!r}; there are {', '.join(sorted(calendars))}.")
    start = _given(asked, "start")
    if not isinstance(start, str):
        raise ValueError(f"A start is text in ISO 8601, not {start!r}.")
    term = _term(_mapping(_given(asked, "term"), "A term"))
    return due_at(term, calendars[slug], start_of(start, calendars[slug]))


def _term(asked: Mapping[str, object]) -> Term:
    kind, n = _given(asked, "kind"), _given(asked, "n")
    if kind not in list(TermKind):
        raise ValueError(f"There is no kind of term {kind!r}; there are {', '.join(TermKind)}.")
    if isinstance(n, bool) or not isinstance(n, int):
        raise ValueError(f"A term counts whole days or hours, not {n!r}.")
    return Term(kind=TermKind(str(kind)), n=n, office_hours=_office_hours(asked.get("office_hours")))


def _office_hours(asked: object) -> OfficeHours | None:
    """Return office hours given as {"opens", "closes"}, as [opens, closes] or as "opens-closes"."""
    if asked is None:
        return None
    if isinstance(asked, dict):
        asked = [_given(asked, "opens"), _given(asked, "closes")]
    elif isinstance(asked, str):
        asked = asked.replace("–", "-").split("-")
    if not isinstance(asked, list) or len(asked) != 2:
        raise ValueError(
            'Office hours are an opening and a closing time, such as {"opens": "08:30", "closes": "17:00"}.'
        )
    opens, closes = (_clock(each) for each in asked)
    return OfficeHours(opens=opens, closes=closes)


def _clock(asked: object) -> time:
    found = CLOCK.fullmatch(asked) if isinstance(asked, str) else None
    if found is None:
        raise ValueError(f"A clock time is written like 08:30, not {asked!r}.")
    return time(int(found["hour"]), int(found["minute"]))


def _mapping(asked: object, what: str) -> Mapping[str, object]:
    if not isinstance(asked, dict):
        raise ValueError(f"{what} is an object with names and values, not {asked!r}.")
    return asked


def _given(asked: Mapping[str, object], name: str) -> object:
    if asked.get(name) is None:
        raise ValueError(f"“{name}” is missing.")
    return asked[name]
