"""The numbers of charts as files: what their tables show, a file a chart or for those that share a table.

Rates come with numerator, n and the bounds of their interval, as everywhere; months with the letters of the notes that
touch them, and with what the letters stand for.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cases.accountability.archive import Year
from cases.accountability.divisions import Divided
from cases.accountability.portrait import Portrait
from cases.accountability.satisfaction import Satisfied
from cases.accountability.statistics import AgeRow, MonthRow, SpanRow, Statistics
from cases.accountability.ward_map import share_caveat
from cases.public.chart_notes import PublicNote, of_month, touching
from cases.public.sample import sample_notice
from cases.public.spreadsheet import Echo, harmless, marked
from cases.rules.figures import Rate

Cell = str | int | float | None
RATE = ("numerator", "n", "low", "high")
NOTES = ("notes", "notes_text")
Notes = Sequence[PublicNote]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of a chart, counted at an instant; `words` are the columns that hold texts."""

    at: datetime
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    words: tuple[str, ...] = ()


def _rate_columns(name: str) -> tuple[str, ...]:
    return (f"{name}_rate", *(f"{name}_{part}" for part in RATE))


def _rate(rate: Rate) -> tuple[Cell, ...]:
    return rate.value, rate.numerator, rate.n, rate.low, rate.high


def _noted(notes: Notes, first: date) -> tuple[Cell, ...]:
    return touching(notes, first), "; ".join(f"{note.letter}: {note.text}" for note in of_month(notes, first))


def by_month(at: datetime, months: Iterable[MonthRow], notes: Notes, given: str, done: str) -> Table:
    """What came in a month and what was answered in it; what the two are called differs by whose clock it is."""
    rows = [
        (f"{row.first:%Y-%m}", row.accepted, row.answered, *_rate(row.rate), *_noted(notes, row.first))
        for row in months
    ]
    return Table(at=at, columns=("month", given, done, *_rate_columns("on_time"), *NOTES), rows=rows, words=NOTES)


def by_days(at: datetime, spans: Iterable[SpanRow | AgeRow]) -> Table:
    """How many took, or have been open for, so many days; both ends are included, no last day is no end."""
    rows = [(row.first, row.last, row.in_term, row.past_due) for row in spans]
    return Table(at=at, columns=("first_day", "last_day", "in_term", "past_due"), rows=rows)


def ratings(at: datetime, found: Satisfied | None) -> Table:
    """What citizens say; no rows where it is hidden."""
    rows = [] if found is None else [(row.value, row.n, row.share.value, found.response.n) for row in found.rows]
    return Table(at=at, columns=("rating", "n", "share_of_raters", "could_rate"), rows=rows)


def _rates(found: Statistics, notes: Notes) -> Table:
    columns = ("month", *_rate_columns("on_time"), *_rate_columns("kept"), *_rate_columns("firm"), *NOTES)
    rows = [
        (f"{row.first:%Y-%m}", *_rate(row.on_time), *_rate(row.kept), *_rate(row.firm), *_noted(notes, row.first))
        for row in found.rates
    ]
    return Table(at=found.at, columns=columns, rows=rows, words=NOTES)


#: What an address calls a chart of the city, or of an agency.
OF_CITY: Mapping[str, Callable[[Statistics, Notes], Table]] = {
    "theo-thang": lambda found, notes: by_month(found.at, found.months, notes, "accepted", "answered"),
    "ty-le-theo-thang": _rates,
    "dang-mo-bao-lau": lambda found, _notes: by_days(found.at, found.ages),
    "cho-bao-lau": lambda found, _notes: by_days(found.at, found.spans),
    "danh-gia": lambda found, _notes: ratings(found.at, found.satisfied),
}
OF_AGENCY: Mapping[str, Callable[[Portrait], Table]] = {
    "theo-thang": lambda found: by_month(found.at, found.course.months, found.course.notes, "given", "closed"),
    "cho-bao-lau": lambda found: by_days(found.at, found.course.spans),
    "danh-gia": lambda found: ratings(found.at, found.satisfied),
}


def of_year(found: Year) -> Table:
    """The months of a year of the archive, as they stand now."""
    names = ("cases", "answered", "open", "headline", "overdue", "promise_broken", "extended")
    rows = [(f"{row.first:%Y-%m}", *(getattr(row, name) for name in names)) for row in found.months]
    return Table(at=found.at, columns=("month", "accepted", "answered", "open_cases", *names[3:]), rows=rows)


def of_division(found: Divided) -> Table:
    """Every part, with the caveat that the map has; what lies in none comes last, without a name."""
    names = ("open", "headline", "overdue", "promise_broken", "extended", "share", "answered", "cases")
    parts = [((row.name, row.slug, row.code), row) for row in found.rows]
    rest = [(("", "", ""), found.rest)] if found.rest.cases else []
    rows = [(*head, *(getattr(row, name) for name in names), share_caveat()) for head, row in [*parts, *rest]]
    columns = ("name", "slug", "code", "open_cases", *names[1:], "caveat")
    return Table(at=found.at, columns=columns, rows=rows, words=("name", "caveat"))


def csv_lines(table: Table, *, mark: bool = False) -> Iterator[str]:
    """A heading, then a line a row; each says when it was counted, in a demo also that it is made up."""
    return marked(_lines(table, sample_notice()), mark=mark)  # asked for now: lines are made when the request is over


def _lines(table: Table, notice: str) -> Iterator[str]:
    writer = csv.writer(Echo())
    extra = ["notice"] if notice else []
    yield writer.writerow(["at", *table.columns, *extra])
    for row in table.rows:
        told = zip(table.columns, row, strict=True)
        cells = [harmless(value) if name in table.words else value for name, value in told]
        yield writer.writerow([table.at.isoformat(), *cells, *([harmless(notice)] if notice else [])])


def file_name(name: str, at: datetime) -> str:
    """So that files of different moments do not overwrite each other."""
    return f"{name}-{timezone.localtime(at):%Y-%m-%d-%H%M}.csv"
