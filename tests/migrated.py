"""A migrated SQLite database, kept from one test run to the next while nothing it depends on has changed.

Migrating from nothing takes most of the time of a short run. What is kept is the result of real migrations, and only
for the same migrations and models, and the same versions of everything installed. `python -m tests.migrated` makes it,
and `python -m tests.migrated FILE` copies it there as well.
"""

import hashlib
import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections

from tests.shared_data import ROOT

PACKAGES = ("portal", "home", "cases", "search")
IMPORTED = re.compile(rf"^(?:from|import) ((?:{'|'.join(PACKAGES)})\.[\w.]+)", re.MULTILINE)
DATA = {".csv", ".gz", ".json"}
KEPT = ROOT / "var" / "migrated"


def sources(root: Path) -> set[Path]:
    """Return what migrations depend on: themselves, the models, data files, the modules of ours they import, and
    whatever has to do with the signal that comes after them.
    """
    found: set[Path] = set()
    for package in PACKAGES:
        for path in (root / package).rglob("*"):
            if path.suffix in DATA or (path.suffix == ".py" and _counts(path, root)):
                found.add(path)
    for migration in [path for path in found if path.parent.name == "migrations" and path.suffix == ".py"]:
        for name in IMPORTED.findall(migration.read_text(encoding="utf-8")):
            module = root / name.replace(".", "/")
            found |= {path for path in (module.with_suffix(".py"), module / "__init__.py") if path.exists()}
    return found


def _counts(path: Path, root: Path) -> bool:
    parts = {"migrations", "models", "models.py"} & set(path.relative_to(root).parts)
    return bool(parts) or "post_migrate" in path.read_text(encoding="utf-8")


def fingerprint(root: Path) -> str:
    """Return a digest over everything that migrations depend on."""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted(f"{found.name}=={found.version}" for found in metadata.distributions()):
        digest.update(name.encode())
    for path in sorted(sources(root)):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def keep(connection: sqlite3.Connection, target: Path) -> None:
    """Keep a copy of the database, and no older one; another process may do the same at this moment."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for old in target.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    partial = target.with_suffix(f".{os.getpid()}")
    copy(connection, partial)
    partial.replace(target)


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write the database into a file, in place of what it holds."""
    with closing(sqlite3.connect(target)) as file:
        connection.backup(file)


def restore(source: Path, connection: sqlite3.Connection) -> bool:
    """Fill an empty database from the kept copy; return False where there is none."""
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as kept:
            kept.backup(connection)
    except sqlite3.OperationalError:  # never made, or cleared away by another process just now
        return False
    return True


def for_many(file: sqlite3.Connection) -> None:
    """Ready a file that several will open at once: who first turns it to WAL must have it alone, and does not wait."""
    file.execute("PRAGMA journal_mode=WAL")


@contextmanager
def instead_of_migrating(root: Path = ROOT, kept: Path = KEPT) -> Iterator[None]:
    """Within this block, `migrate` of an empty database in memory restores the kept one, or makes it."""
    original: Callable[..., Any] = migrate.Command.handle
    target = kept / f"{fingerprint(root)}.sqlite3"

    def handle(self: migrate.Command, *arguments: Any, **options: Any) -> Any:
        connection = connections[options["database"]]
        wanted = connection.vendor == "sqlite" and connection.is_in_memory_db() and not options["app_label"]
        if not wanted or connection.introspection.table_names():
            return original(self, *arguments, **options)
        if restore(target, connection.connection):
            return None
        done = original(self, *arguments, **options)
        keep(connection.connection, target)
        return done

    migrate.Command.handle = handle
    try:
        yield
    finally:
        migrate.Command.handle = original


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    django.setup()
    with instead_of_migrating():
        call_command("migrate", verbosity=0)
    for name in sys.argv[1:]:
        copy(connections["default"].connection, Path(name))
