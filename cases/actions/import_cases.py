"""The bulk verb: writes cases that a source has told, a batch a transaction, through the same tables of moves.

An import is many transactions: a case is whole or absent, a file need not be. Running it again changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from cases.actions.arrival import Arrival
from cases.actions.branches import Branches
from cases.actions.bulk_rows import reserve_ids
from cases.actions.bulk_tables import Collected, Tables
from cases.actions.changing import new_salt
from cases.actions.dossier import TermFact, term_fact
from cases.actions.incoming import Ended, Flag, IncomingCase
from cases.actions.known import Known, lock_names
from cases.actions.numbering import lock_tree, next_number
from cases.actions.update_imported import update_imported
from cases.actions.written_beside import Beside, beside
from cases.models import Answer, Assignment, Case, CasePage, Round, Standing, Story, Ward
from cases.rules.due_dates import DueDate
from cases.rules.terms import due_at

Item = TypeVar("Item")

MANY = 1_000  # new cases after which the database's idea of its tables is out of date

BATCH = 500  # rows a transaction: a longer one keeps SQLite's other writers waiting


@dataclass(slots=True)
class Counts:
    """What an import did."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    flagged: int = 0
    flags: dict[str, int] = field(default_factory=dict)
    case_ids: list[int] = field(default_factory=list)

    def count_flags(self, flags: Iterable[Flag]) -> None:
        """Count a case's flags."""
        found = list(flags)
        self.flagged += bool(found)
        for flag in found:
            self.flags[flag] = self.flags.get(flag, 0) + 1


@dataclass(frozen=True, slots=True)
class Draft:
    """New cases that are ready to be written."""

    collected: list[Collected]
    keys: list[tuple[int, int | None]]  # of the category, and of the ward, of each
    rows: list[list[Any]]  # of `Tables.collected`


@dataclass(slots=True)
class Importer:
    """One run for one source. With `dry_run` it tells what it would do and writes nothing."""

    source: str
    dry_run: bool = False
    counts: Counts = field(default_factory=Counts)
    known: Known = field(default_factory=Known)
    wards: dict[str, int] = field(default_factory=dict)

    def run(self, records: Iterable[IncomingCase]) -> Iterator[int]:
        """Write everything, yielding for each batch how many records it held.

        Where the database is a server, the last batch may still be on its way then; all is written at the end.
        """
        self.wards = dict(Ward.objects.values_list("name", "pk"))
        with beside(carry_out, self.counts.case_ids.extend) as helper:
            for batch in batched(records, BATCH):
                self.write(batch, helper)
                yield len(batch)
                if not self.dry_run and connection.vendor == "sqlite":
                    time.sleep(settings.IMPORT_PAUSE)
        if self.counts.created >= MANY:
            refresh_statistics()

    def write(self, batch: Sequence[IncomingCase], helper: Beside[Draft, list[int]] | None = None) -> None:
        """One batch, one transaction: create what is new, update what changed."""
        seen = {
            reference: (pk, digest)
            for reference, pk, digest in Case.objects.filter(
                source=self.source, reference__in=[record.reference for record in batch]
            ).values_list("reference", "pk", "source_digest")
        }
        new = [record for record in batch if record.reference not in seen]
        changed = [r for r in batch if r.reference in seen and seen[r.reference][1] != r.digest]
        now = timezone.now()
        for record in batch:
            self.counts.count_flags(record.flags_at(now))
        self.counts.unchanged += len(batch) - len(new) - len(changed)
        self.counts.created += len(new)
        self.counts.updated += len(changed)
        if self.dry_run or not (new or changed):
            return
        try:
            if helper is not None and not changed and self.counts.created > MANY and helper.is_up():
                with transaction.atomic():
                    draft = self.draft(new)
                helper.begin(draft)
                return
            if helper is not None:
                helper.settle()
            with transaction.atomic():
                self.lock_new_names(changed)
                created = carry_out(self.draft(new)) if new else []
                for record in changed:
                    case_id, _ = seen[record.reference]
                    update_imported(case_id=case_id, incoming=record, known=self.known, wards=self.wards)
        except BaseException:
            self.known.clear()
            raise
        self.counts.case_ids += created

    def draft(self, records: Sequence[IncomingCase]) -> Draft:
        """Make new cases ready, with events and outbox; of them nothing is written.

        What they name is made where it is new: agencies, and categories; no other import makes any meanwhile. On SQLite
        it belongs into the transaction that writes them, where their ids are nobody else's.
        """
        self.lock_new_names(records)
        tables = Tables()
        collected = [tables.collect(arrival) for arrival in self.arrivals(records, timezone.now())]
        keys = [
            (self.known.category(record.category_slug, record.category)[0], self.wards.get(record.ward_name))
            for record in records
        ]
        return Draft(collected, keys, [rows.take() for rows in tables.collected])

    def lock_new_names(self, records: Sequence[IncomingCase]) -> None:
        """Make names one at a time where there may be new ones: two imports at once may name the same new agency."""
        if not self.known.names(records):
            lock_names()

    def arrivals(self, records: Sequence[IncomingCase], recorded_at: datetime) -> list[Arrival]:
        """Give every record its ids."""
        charges = sum(len(record.agencies) for record in records)
        case_ids = iter(reserve_ids(Case, len(records)))
        assignment_ids, answer_ids = iter(reserve_ids(Assignment, charges)), iter(reserve_ids(Answer, charges))
        made = []
        for record in records:
            n = len(record.agencies)
            _, level = self.known.category(record.category_slug, record.category)
            due, term = self.due(record, recorded_at)
            made.append(
                Arrival(
                    incoming=record,
                    case_id=next(case_ids),
                    level=level,
                    salt=new_salt(),
                    agency_ids=tuple(self.known.agency(a, timezone.localdate(recorded_at)) for a in record.agencies),
                    assignment_ids=tuple(next(assignment_ids) for _ in range(n)),
                    answer_ids=tuple(next(answer_ids) for _ in range(n)) if record.ended is not Ended.OPEN else (),
                    due=due,
                    term=term,
                    recorded_at=recorded_at,
                )
            )
        return made

    def due(self, record: IncomingCase, recorded_at: datetime) -> tuple[DueDate | None, TermFact | None]:
        """The source's own due date, else the category's term from acceptance; nobody guesses an acceptance."""
        if record.due_at is not None:
            since = record.started_at or record.due_at
            return DueDate(due_at=record.due_at, since=since, cause="source"), None
        if record.accepted_at is None:
            return None, None
        category_id, _ = self.known.category(record.category_slug, record.category)
        term = self.known.term(category_id, record.accepted_at.date())
        if term is None:
            return None, None
        due = due_at(term.as_rule(), self.known.calendar(term.calendar), record.accepted_at)
        return DueDate(due_at=due, since=record.accepted_at, cause="term"), term_fact(term)


@transaction.atomic
def carry_out(draft: Draft) -> list[int]:
    """Give new cases their numbers and pages, and write all; their ids."""
    lock_tree()
    branches, tables = Branches(), Tables()
    for rows, ready in zip(tables.collected, draft.rows, strict=True):
        rows.put(ready)
    records = [one.arrival.incoming for one in draft.collected]
    under = [branches.of(one.arrival.incoming.month_of or one.arrival.recorded_at) for one in draft.collected]
    # Only now: making a month page takes an id too.
    page_ids = reserve_ids(Page, len(records))
    numbers = free_numbers(records)
    for one, keys, number, branch, page_id in zip(draft.collected, draft.keys, numbers, under, page_ids, strict=True):
        category_id, ward_id = keys
        tables.place(one, number, category_id=category_id, ward_id=ward_id, page_id=page_id, branch=branch)
    tables.write()
    branches.close()
    return [one.arrival.case_id for one in draft.collected]


def refresh_statistics() -> None:
    """Let the database count its tables anew.

    Its planner would otherwise take them to be as small as before, and join them row by row: on PostgreSQL the verdicts
    of 26,788 cases took minutes instead of half a second until its own housekeeping came by.
    """
    tables = [model._meta.db_table for model in (Case, Assignment, Answer, Standing, Story, Round, Page, CasePage)]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def batched(records: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of at most `size` records."""
    batch: list[Item] = []
    for record in records:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def free_numbers(records: Sequence[IncomingCase]) -> list[int]:
    """The reference itself where that is a free positive integer, else the next free number."""
    wanted = [record.number for record in records if record.number is not None]
    taken = set(Case.objects.filter(number__in=wanted).values_list("number", flat=True))
    following = max([next_number() - 1, *wanted], default=0)
    numbers = []
    for record in records:
        number = record.number
        if number is None or number in taken:
            following += 1
            number = following
        taken.add(number)
        numbers.append(number)
    return numbers
