"""Makes a large city of an imported one: copies of every case with all that belongs to it, each a quarter earlier.

What a copy holds of a case: the case, its rounds, assignments, due dates, answers, submitted versions, standings,
story, page and events. Ids are others, so are numbers, references and addresses; what happened did so thirteen weeks
earlier for every copy, on the same day of the week; when it was recorded stays as it was. The chains of the ledger are
made anew and hold. Agencies are copied four times and have the copies in turn. The search is not copied:
`rebuild_search` fills it. So all distributions are those of the first city: what a copy says of places, texts and terms
is what that one says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max, Min, TextField
from django.db.models.functions import Cast
from wagtail.models import Page

from cases.actions.branches import Branches
from cases.actions.bulk_rows import Rows, reserve_ids
from cases.actions.bulk_tables import EVENT
from cases.actions.case_tree import page_slug
from cases.actions.page_rows import PageRows
from cases.models import (
    Agency,
    AgencyName,
    Answer,
    Assignment,
    Case,
    CasePage,
    Delivery,
    DueDate,
    Event,
    Round,
    Standing,
    Story,
    Submission,
)
from cases.rules.events import GENESIS, chain_hash

SHIFT = 10_000_000  # added to ids once a copy
MOST_COPIES = 200  # ten times as many ids are still no problem for any database, a hundred times are
SETS = 4  # of agencies beside the first: more copies than that are given to them in turn
DAYS = 91  # by which every copy is earlier than the one before: a quarter, and whole weeks
AT_ONCE = 1_000  # cases
#: Rows that are copied by a statement of the database, parents before children, and how each leads to its case.
COPIED: Mapping[type[models.Model], str] = {
    Case: "id IN ({chosen})",
    Round: "case_id IN ({chosen})",
    Assignment: "case_id IN ({chosen})",
    DueDate: "case_id IN ({chosen})",
    Answer: "assignment_id IN (SELECT id FROM cases_assignment WHERE case_id IN ({chosen}))",
    Submission: (
        "answer_id IN (SELECT cases_answer.id FROM cases_answer JOIN cases_assignment"
        " ON cases_assignment.id = assignment_id WHERE case_id IN ({chosen}))"
    ),
    Standing: "case_id IN ({chosen})",
}
BY_HAND = (Event, Story, CasePage)  # what must be read and told anew
LEFT_OUT = (Delivery,)  # nobody is told of copies
AGENCIES: tuple[type[models.Model], ...] = (Agency, AgencyName)
#: Columns that are neither an id, nor an instant, nor the same as in the first city.
OWN: Mapping[tuple[type[models.Model], str], str] = {
    (Case, "number"): "number + {numbers}",
    (Case, "reference"): "reference || '-{n}'",
    (Case, "head_hash"): "(SELECT head FROM bench_chosen WHERE bench_chosen.case_id = cases_case.id)",
    (Agency, "slug"): "slug || '-{n}'",
    (Agency, "source_name"): "source_name || ' {n}'",
}
RECORDED = ("recorded_at", "decision_recorded_at")  # these instants stay
EARLIER = {
    "sqlite": "date(substr({0}, 1, 10), '-{1} days') || substr({0}, 11)",
    "postgresql": "{0} - INTERVAL '{1} days'",
}
DAY_EARLIER = {"sqlite": "date({0}, '-{1} days')", "postgresql": "{0} - {1}"}
#: In JSON: what leads to a row that is copied, what leads to an agency, and the day of an instant.
_TOLD = re.compile(r'("(?:id|assignment|answer|amends)": ?)(\d+)|("agency": ?)(\d+)|(?<=")(\d{4}-\d\d-\d\d)(?=[T"])')


@dataclass(frozen=True, kw_only=True)
class Copy:
    """The n-th copy: what is added to ids and numbers, and by how many days it is earlier."""

    n: int
    numbers: int
    days: int
    told: bool = True

    @property
    def shift(self) -> int:
        """Added to ids."""
        return SHIFT * self.n

    @property
    def agencies(self) -> int:
        """Added to ids of agencies."""
        return SHIFT * ((self.n - 1) % SETS + 1)

    def day(self, day: str) -> str:
        """A day in ISO 8601, so much earlier."""
        return _earlier(day, self.days)

    def json(self, text: str) -> Any:
        """What JSON of the first city tells, told of this copy."""
        return orjson.loads(_TOLD.sub(self._told, text))

    def _told(self, found: re.Match[str]) -> str:
        before, key, of_agency, agency, day = found.groups()
        if day is not None:
            return self.day(day)
        return f"{before}{int(key) + self.shift}" if before else f"{of_agency}{int(agency) + self.agencies}"


@lru_cache(maxsize=4096)
def _earlier(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days)).isoformat()


# --- how many --------------------------------------------------------------------------------------------------------


def copies_for(size: int, cases: int) -> int:
    """How often a city of so many cases is copied to have `size` at least; ValueError beyond MOST_COPIES."""
    copies = max(-(-size // cases) - 1, 1)
    if copies > MOST_COPIES:
        raise ValueError(f"{size:,} cases are too many for a file of {cases:,}: take a larger file")
    return copies


def multiply(to: int, *, apart: int = DAYS, told: bool = True) -> None:
    """Copy the first city until there are exactly `to` cases; again: what is there already stays.

    Every copy is so many days earlier than the one before: with 0, a day bears the load of all of them. Not `told`, it
    has what figures are counted from and nothing to read: no events, stories and pages, which take most of the time.
    ValueError where that takes too many copies, or where something belongs to a case that this cannot copy.
    """
    first = list(Case.objects.filter(pk__lt=SHIFT).order_by("pk").values_list("pk", flat=True))
    copies_for(to, len(first))
    if lost := ", ".join(sorted(model._meta.label for model in not_copied())):
        raise ValueError(f"cannot be copied: {lost}")
    of_first = Case.objects.filter(pk__lt=SHIFT).aggregate(low=Min("number"), high=Max("number"))
    newest, more = Case.objects.aggregate(newest=Max("pk"))["newest"], to - Case.objects.count()
    n = newest // SHIFT
    while more > 0:
        n += 1
        many = min(more, len(first))
        chosen = [first[i * len(first) // many] for i in range(many)]  # evenly
        _copy(Copy(n=n, days=n * apart, told=told, numbers=n * (of_first["high"] - of_first["low"] + 1)), chosen)
        more -= many
    _settle()


def not_copied() -> Iterator[type[models.Model]]:
    """Models that hold something of a case, and are not copied."""
    known = {*COPIED, *BY_HAND}
    for model in apps.get_models(include_auto_created=True):
        leads = {field.related_model for field in model._meta.local_concrete_fields if field.is_relation}
        if model not in known and model not in LEFT_OUT and leads & known and model._default_manager.exists():
            yield model


def _settle() -> None:
    """Let new rows come after the copies, and tell the planner of them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Page, *AGENCIES, *COPIED, *BY_HAND]):
            cursor.execute(statement)
        alone = connection.vendor == "postgresql" and not connection.in_atomic_block
        cursor.execute("VACUUM ANALYZE" if alone else "ANALYZE")


# --- one copy --------------------------------------------------------------------------------------------------------


@transaction.atomic
def _copy(copy: Copy, chosen: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_chosen (case_id bigint PRIMARY KEY, head varchar(64))")
        for model in AGENCIES if copy.n <= SETS else ():
            cursor.execute(_statement(model, copy, f"{'id' if model is Agency else 'agency_id'} < {SHIFT}"))
        branches = Branches()
        for at in range(0, len(chosen), AT_ONCE):
            some = chosen[at : at + AT_ONCE]
            heads = _copy_events(copy, some) if copy.told else [(case_id, GENESIS) for case_id in some]
            cursor.executemany("INSERT INTO bench_chosen (case_id, head) VALUES (%s, %s)", heads)
            if copy.told:
                _copy_stories(copy, some)
                _copy_pages(copy, some, branches)
        branches.close()
        cursor.execute("ANALYZE bench_chosen")
        for model, of in COPIED.items():
            cursor.execute(_statement(model, copy, of.format(chosen="SELECT bench_chosen.case_id FROM bench_chosen")))
        cursor.execute("DROP TABLE bench_chosen")


def _statement(model: type[models.Model], copy: Copy, of: str) -> str:
    """Inserts what this copy has instead of some rows of a table: names are those of the models."""
    fields = model._meta.local_concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    values = ", ".join(_value(field, copy) for field in fields)
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {of}"  # noqa: S608


def _value(field: models.Field[Any, Any], copy: Copy) -> str:
    """What a copy has in a column."""
    own, column = OWN.get((field.model, field.name)), f'"{field.column}"'
    if own is not None:
        return own.format(n=copy.n, numbers=copy.numbers)
    if field.primary_key or field.related_model in COPIED:
        return f"{column} + {copy.agencies if field.model in AGENCIES else copy.shift}"
    if field.related_model is Agency:
        return f"{column} + {copy.agencies}"
    if isinstance(field, models.DateTimeField) and field.name not in RECORDED:
        return EARLIER[connection.vendor].format(column, copy.days)
    if (
        isinstance(field, models.DateField)
        and not isinstance(field, models.DateTimeField)
        and field.model not in AGENCIES
    ):
        return DAY_EARLIER[connection.vendor].format(column, copy.days)
    return column


def _copy_events(copy: Copy, chosen: Sequence[int]) -> list[tuple[int, str]]:
    """Copy the chains of some cases: each case's id in the first city, and the new head."""
    rows, heads, back = Rows(Event, EVENT), list[tuple[int, str]](), timedelta(copy.days)
    asked = Event.objects.filter(case__in=chosen).order_by("case_id", "seq")
    told = asked.values_list("case_id", "seq", "kind", "happened_at", "recorded_at", "role", _as_text())
    for case_id, chain in groupby(told.iterator(), key=itemgetter(0)):
        head = GENESIS
        for _, seq, kind, happened_at, recorded_at, role, text in chain:
            event = {
                "case": case_id + copy.shift,
                "seq": seq,
                "kind": kind,
                "happened_at": None if happened_at is None else happened_at - back,
                "recorded_at": recorded_at,
                "role": role,
                "data": copy.json(text),
            }
            previous, head = head, chain_hash(head, event)
            rows.add(*event.values(), previous, head)
        heads.append((case_id, head))
    rows.write()
    return heads


def _copy_stories(copy: Copy, chosen: Sequence[int]) -> None:
    rows = Rows(Story, ("case_id", "data"))
    for case_id, text in Story.objects.filter(pk__in=chosen).values_list("pk", _as_text()):
        rows.add(case_id + copy.shift, copy.json(text))
    rows.write()


def _copy_pages(copy: Copy, chosen: Sequence[int], branches: Branches) -> None:
    """Copy the pages of some cases: each stands under the month in which its case was accepted."""
    own = ("case_id", "text", "place", "location")
    asked = CasePage.objects.filter(case__in=chosen).order_by("case_id")
    more = ("title", "first_published_at", "case__number", "case__accepted_at", "case__sent_at")
    pages = list(asked.values_list(*own, *more))
    rows, back = PageRows(), timedelta(copy.days)
    under = [branches.of((each[-2] or each[-1] or each[-4]) - back) for each in pages]  # before ids: a month takes one
    for page, branch, page_id in zip(pages, under, reserve_ids(Page, len(pages)), strict=True):
        case_id, text, place, location, title, published, number, *_ = page
        rows.add(
            page_id,
            case_id + copy.shift,
            text,
            place,
            location,
            title=title,
            slug=page_slug(title, number + copy.numbers),
            parent_url=branch.url_path,
            parent_path=branch.path,
            step=branch.next_step(),
            published=published,
        )
    rows.write()


def _as_text() -> Cast:
    """JSON as it is stored."""
    return Cast("data", TextField())
