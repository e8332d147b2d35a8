"""Verbs of tests' cases, done once and written again from memory: half of the suite's time was cases on their way.

A verb that is asked of the very same database with the very same values writes the very same rows. So the first test
of a process that walks a case somewhere drives the real verbs, and their writes are kept; the next one that comes from
the same beginning gets these writes again, statement by statement, in a tenth of the time. What the database holds is
known by a digest of everything written since it was migrated; savepoints and the ends of tests take it back with the
rows. So one other row, made by a test beforehand, means another digest, and the verb itself runs.

Rows of accounts do not count: no verb reads them, but for what an account does, and that is never written from memory.
It is the verb itself, too, in a test that changes settings, counts queries or commits, or that patches anything but
the clock: where that stands still, its instant is part of what is the same.

PostgreSQL's sequences remember rows that were rolled back. They are set back with them, so that there too the same
writes give the same keys; what is taken back to a savepoint, within a test, is another beginning there.
"""

import functools
import hashlib
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from itertools import groupby
from typing import Any

import pytest
from django.conf import UserSettingsHolder, settings
from django.db import connection, models, transaction
from django.utils import timezone, translation
from psycopg.types.json import Jsonb

from cases.actions import bulk_rows
from cases.ports import PORTS

RUNNING = object()  # a clock that cannot be part of a key; the same for whatever else is patched
MOST = 3000  # verbs kept by a process: those that were asked for last
COMMITTING = {"transactional_db", "live_server"}
READING = re.compile(r"\s*(SELECT|PRAGMA|EXPLAIN|BEGIN|RELEASE|SET CONSTRAINTS)\b", re.IGNORECASE)
SAVEPOINT = re.compile(r'\s*(SAVEPOINT|ROLLBACK TO SAVEPOINT) "?(\w+)', re.IGNORECASE)
TAKES_KEYS = "nextval("  # a SELECT that does not only read: PostgreSQL's next keys
MOST_AT_ONCE = 50  # rows; more than that are a city's, and no verb's

#: Rows that verbs do not read, but for what an account does itself.
ACCOUNTS = re.compile(
    r"\s*(INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "
    r'"(auth_user\w*|axes_\w+|cases_post|otp_\w+|portal_staffsession|wagtailusers_userprofile)"'
)


class UnknownError(Exception):
    """A value of which it cannot be said whether another one is the same."""


class Sequences:
    """Where PostgreSQL's sequences stood before something was written that is rolled back; SQLite's roll back, too."""

    def __init__(self):
        self.levels: list[dict | None] = []  # None: nothing has been written within it yet
        self.due: dict | None = None  # where they belong, once something is written again

    @contextmanager
    def set_back(self) -> Iterator[None]:
        """Let them stand after this block as before it; whoever writes nothing pays nothing."""
        self.levels.append(None)
        try:
            yield
        finally:
            self.due = self.levels.pop() or self.due

    def ready(self, connection):
        """Called before anything is written."""
        if connection.vendor != "postgresql" or (self.due is None and None not in self.levels):
            return
        here, self.due = self.due, None
        with connection.connection.cursor() as cursor:
            if here is None:
                cursor.execute("SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences")
                here = dict(cursor.fetchall())
            else:
                setting = "setval(name::regclass, coalesce(value, 1), value IS NOT NULL)"
                named = "unnest(%s::text[], %s::bigint[]) AS kept (name, value)"
                cursor.execute(f"SELECT {setting} FROM {named}", [list(here), list(here.values())])
        self.levels = [here if level is None else level for level in self.levels]


class Newest(dict[tuple, "Writes"]):
    """What was kept or asked for last; the rest is forgotten, so that late tests find what they ask for, too."""

    def get(self, key, default=None):
        """What is kept by this key; it counts as new again."""
        if key not in self:
            return default
        found = self[key] = self.pop(key)
        return found

    def __setitem__(self, key, writes):
        super().__setitem__(key, writes)
        if len(self) > MOST:
            del self[next(iter(self))]


class Journal:
    """What this process has written, as one digest, and the writes of verbs by what was there before them."""

    def __init__(self):
        self.key = "migrated"
        self.patches: pytest.MonkeyPatch | None = None
        self.kept = Newest()
        self.savepoints: dict[str, str] = {}
        self.sequences = Sequences()
        self.recorders: list[list[tuple | None]] = []  # None: something was taken back
        self.copy_rows = bulk_rows._copy  # itself, unwatched

    def watch(self, execute, sql, params, many, context):
        """Let every statement pass, and take note of what changes rows."""
        savepoint = SAVEPOINT.match(sql)
        writes = not savepoint and (not READING.match(sql) or TAKES_KEYS in sql)
        if writes:
            self.sequences.ready(context["connection"])
        found = execute(sql, params, many, context)
        if savepoint:
            self._note_savepoint(savepoint, context["connection"].vendor)
        elif writes and many and len(params) > MOST_AT_ONCE:
            self._lose()  # to write down millions of values is a fifth of what an import takes
        elif writes and not ACCOUNTS.match(sql):
            self.note(sql, params, "executemany" if many else "execute")
        return found

    def note(self, sql: str, params: Any, how: str) -> None:
        """Rows have been changed, in this way."""
        self.key = hashlib.sha1(f"{self.key}{sql}{said(params)!r}".encode("utf-8", "surrogatepass")).hexdigest()
        for recorder in self.recorders:
            recorder.append((sql, frozen(params), how))

    def copy(self, copy, statement, rows):
        """Let rows be copied into PostgreSQL, which is no statement to be watched."""
        rows = list(rows)
        self.sequences.ready(connection)
        copy(statement, rows)
        if len(rows) > MOST_AT_ONCE:
            self._lose()
        else:
            self.note(statement, rows, "copy")

    def _lose(self) -> None:
        """What is there now will not be known again, and no verb on its way is kept."""
        self.key = secrets.token_hex(8)
        for recorder in self.recorders:
            recorder.append(None)

    def _note_savepoint(self, savepoint: re.Match[str], vendor: str) -> None:
        begun, name = savepoint[1].upper() == "SAVEPOINT", savepoint[2]
        if begun:
            self.savepoints[name] = self.key
            return
        self._lose()
        if vendor == "sqlite" and name in self.savepoints:
            self.key = self.savepoints[name]

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        """What is written within this block will be rolled back at its end."""
        before = self.key
        with self.sequences.set_back():
            yield
        self.key = before

    @property
    def instant(self) -> object:
        """The one at which a test lets the clock stand still; None where it has patched nothing, or RUNNING.

        Addresses of lists are for pages, and no verb's.
        """
        patched = [(id(target), name) for target, name, _ in self.patches._setattr if target is not PORTS]
        if any(one != (id(timezone), "now") for one in patched):
            return RUNNING
        seen = timezone.now() if patched else None
        return seen if seen is None or seen == timezone.now() else RUNNING

    @property
    def usable(self) -> bool:
        """Whether a verb may be remembered here, or written from memory."""
        return (
            self.patches is not None
            and not self.patches._setitem
            and self.instant is not RUNNING
            and connection.in_atomic_block
            and not connection.needs_rollback
            and not connection.force_debug_cursor
            and not isinstance(settings._wrapped, UserSettingsHolder)
        )


class Writes:
    """What a verb has written, what it wants done after the commit, what it left behind, and what is known then."""

    def __init__(self, statements, after, left, key):
        self.statements, self.after, self.left, self.key = statements, after, left, key
        self.pieces: list | None = None

    def again(self, walk):
        """Write it once more, and leave the walk as the verb did."""
        if connection.execute_wrappers == [journal.watch]:
            self._write_at_once()
        else:  # somebody else wants to see each statement
            with connection.cursor() as cursor:
                for sql, params, how in self.statements:
                    bulk_rows._copy(sql, params) if how == "copy" else getattr(cursor, how)(sql, params)
        for function, robust in self.after:
            transaction.on_commit(function, robust=robust)
        for name, (model, value) in self.left.items():
            setattr(walk, name, value if model is None else _row(getattr(walk, name, None), model, value))

    def _write_at_once(self):
        """Write past the journal, which knows what comes of it; what a server is sent goes in one piece."""
        journal.sequences.ready(connection)
        with connection.cursor() as watched:
            cursor = watched.cursor
            if self.pieces is None:
                self.pieces = self.statements if connection.vendor == "sqlite" else _in_pieces(cursor, self.statements)
            for sql, params, how in self.pieces:
                journal.copy_rows(sql, params) if how == "copy" else getattr(cursor, how)(sql, params)
        journal.key = self.key
        for recorder in journal.recorders:
            recorder.extend(self.statements)


def _in_pieces(cursor, statements) -> list[tuple]:
    """The same statements, put together with their values, as many at once as no copying of rows comes between."""
    pieces: list[tuple] = []
    for copied, some in groupby(statements, key=lambda statement: statement[2] == "copy"):
        if copied:
            pieces += some
        else:
            each = [(sql, row) for sql, params, how in some for row in (params if how == "executemany" else [params])]
            pieces.append((";".join(cursor.mogrify(sql, row) for sql, row in each), None, "execute"))
    return pieces


journal = Journal()


def said(params: Any) -> object:
    """Parameters of a statement as they can be written down whole: PostgreSQL's JSON says little of what it holds."""
    if isinstance(params, list | tuple):
        return [said(value) for value in params]
    return params.obj if isinstance(params, Jsonb) else params


def frozen(params: Any) -> Any:
    """The same parameters, as they are now: what PostgreSQL's JSON holds may be changed by the verb later on."""
    if isinstance(params, list | tuple):
        return [frozen(value) for value in params]
    return Jsonb(deepcopy(params.obj), params.dumps) if isinstance(params, Jsonb) else params


def _row(held, model, pk):
    """The row as the database has it, in the object that a test may hold already."""
    if type(held) is model and held.pk == pk:
        held.refresh_from_db()
        return held
    return model._base_manager.get(pk=pk)


def plain(value: Any) -> object:
    """A value as part of a key; UnknownError for what has no plain identity, and for an actor with an account."""
    if value is None or isinstance(value, str | int | bool | date):
        return (type(value).__name__, value)
    if isinstance(value, models.Model) and value.pk is not None:
        return (value._meta.label, value.pk)
    if isinstance(value, list | tuple):
        return tuple(plain(item) for item in value)
    if getattr(value, "user_id", None) is not None:
        raise UnknownError
    if hasattr(value, "__dataclass_fields__"):
        return (type(value).__name__, *(plain(getattr(value, name)) for name in value.__dataclass_fields__))
    raise UnknownError


def _left(walk) -> dict[str, tuple]:
    return {
        name: (type(value), value.pk) if isinstance(value, models.Model) else (None, value)
        for name, value in vars(walk).items()
    }


def remembered(verb):
    """Make a method of a walk write from memory where the same was done to the same before."""

    @functools.wraps(verb)
    def done(walk, *args, **fields):
        if not journal.usable:
            return verb(walk, *args, **fields)
        try:
            state = tuple((name, plain(value)) for name, value in vars(walk).items())
            given = (plain(args), tuple((name, plain(value)) for name, value in sorted(fields.items())))
        except UnknownError:
            return verb(walk, *args, **fields)
        key = (journal.key, verb.__name__, state, given, translation.get_language(), journal.instant)
        if kept := journal.kept.get(key):
            kept.again(walk)
            return None if verb.__name__ == "__init__" else walk
        return _recorded(key, verb, walk, args, fields)

    return done


def _recorded(key, verb, walk, args, fields):
    statements: list[tuple | None] = []
    waiting = len(connection.run_on_commit)
    journal.recorders.append(statements)
    try:
        result = verb(walk, *args, **fields)
    finally:
        journal.recorders.pop()
    if None not in statements:  # a verb that took something back is asked again
        after = [(function, robust) for _, function, robust in connection.run_on_commit[waiting:]]
        journal.kept[key] = Writes(statements, after, _left(walk), journal.key)
    return result


@pytest.fixture(scope="session", autouse=True)
def _watched(request) -> Iterator[None]:
    copy = bulk_rows._copy
    connection.execute_wrappers.append(journal.watch)
    bulk_rows._copy = functools.partial(journal.copy, copy)
    yield
    bulk_rows._copy = copy
    connection.execute_wrappers.remove(journal.watch)


@pytest.fixture(autouse=True)
def _taken_back(request, monkeypatch) -> Iterator[None]:
    """Begin every test with what the database holds, and end it so: what a test writes is rolled back."""
    journal.patches = monkeypatch
    with journal.taken_back():
        yield
    journal.patches = None
    if COMMITTING & set(request.fixturenames):
        journal.key = secrets.token_hex(8)
