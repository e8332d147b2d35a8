"""Verbs of tests' cases, done once and written again from memory: half of the suite's time was cases on their way.

A verb that is asked of the very same database with the very same values writes the very same rows. So the first test
of a process that walks a case somewhere drives the real verbs, and their writes are kept; the next one that comes from
the same beginning gets these writes again, statement by statement, in a tenth of the time. What the database holds is
known by a digest of everything written since it was migrated; savepoints and the ends of tests take it back with the
rows. So one other row, made by a test beforehand, means another digest, and the verb itself runs.

Rows of accounts do not count: no verb reads them, but for what an account does, and that is never written from memory.
It is the verb itself, too, in a test that patches, changes settings, counts queries or commits, and on PostgreSQL,
whose sequences remember rows that were rolled back.
"""

import functools
import hashlib
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.conf import UserSettingsHolder, settings
from django.db import connection, models, transaction
from django.utils import translation

MOST = 3000  # verbs kept by a process
COMMITTING = {"transactional_db", "live_server"}
READING = re.compile(r"\s*(SELECT|PRAGMA|EXPLAIN|BEGIN|RELEASE)\b", re.IGNORECASE)
SAVEPOINT = re.compile(r'\s*(SAVEPOINT|ROLLBACK TO SAVEPOINT) "?(\w+)', re.IGNORECASE)

#: Rows that verbs do not read, but for what an account does itself.
ACCOUNTS = re.compile(r'\s*(INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(auth_user\w*|cases_post|django_session)"')


class UnknownError(Exception):
    """A value of which it cannot be said whether another one is the same."""


class Journal:
    """What this process has written, as one digest, and the writes of verbs by what was there before them."""

    def __init__(self):
        self.key = "migrated"
        self.patches: pytest.MonkeyPatch | None = None
        self.kept: dict[tuple, Writes] = {}
        self.savepoints: dict[str, str] = {}
        self.recorders: list[list[tuple | None]] = []  # None: something was taken back

    def watch(self, execute, sql, params, many, context):
        """Let every statement pass, and take note of what changes rows."""
        found = execute(sql, params, many, context)
        if savepoint := SAVEPOINT.match(sql):
            begun, name = savepoint[1].upper() == "SAVEPOINT", savepoint[2]
            if begun:
                self.savepoints[name] = self.key
            else:
                self.key = self.savepoints.get(name) or secrets.token_hex(8)
                for recorder in self.recorders:
                    recorder.append(None)
        elif not READING.match(sql) and not ACCOUNTS.match(sql):
            self.key = hashlib.sha1(f"{self.key}{sql}{params!r}".encode("utf-8", "surrogatepass")).hexdigest()
            for recorder in self.recorders:
                recorder.append((sql, params, many))
        return found

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        """What is written within this block will be rolled back at its end."""
        before = self.key
        yield
        self.key = before

    @property
    def usable(self) -> bool:
        """Whether a verb may be remembered here, or written from memory."""
        return (
            self.patches is not None
            and not self.patches._setattr
            and not self.patches._setitem
            and connection.vendor == "sqlite"
            and connection.in_atomic_block
            and not connection.needs_rollback
            and not connection.force_debug_cursor
            and not isinstance(settings._wrapped, UserSettingsHolder)
        )


class Writes:
    """What a verb has written, what it wants done after the commit, and the attributes it left behind."""

    def __init__(self, statements, after, left):
        self.statements, self.after, self.left = statements, after, left

    def again(self, walk):
        """Write it once more, and leave the walk as the verb did."""
        with connection.cursor() as cursor:
            for sql, params, many in self.statements:
                (cursor.executemany if many else cursor.execute)(sql, params)
        for function, robust in self.after:
            transaction.on_commit(function, robust=robust)
        for name, (model, value) in self.left.items():
            setattr(walk, name, value if model is None else _row(getattr(walk, name, None), model, value))


journal = Journal()


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
        key = (journal.key, verb.__name__, state, given, translation.get_language())
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
    if len(journal.kept) < MOST and None not in statements:  # a verb that took something back is asked again
        after = [(function, robust) for _, function, robust in connection.run_on_commit[waiting:]]
        journal.kept[key] = Writes(statements, after, _left(walk))
    return result


@pytest.fixture(scope="session", autouse=True)
def _watched(request) -> Iterator[None]:
    connection.execute_wrappers.append(journal.watch)
    yield
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
