"""`tests.migrated` keeps the result of real migrations, and for the same sources only."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import migrated


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "cases/migrations").mkdir(parents=True)
    (tmp_path / "cases/migrations/0001_initial.py").write_text("one")
    return tmp_path


def test_the_same_sources_have_the_same_fingerprint(root):
    assert migrated.fingerprint(root) == migrated.fingerprint(root)


@pytest.mark.parametrize(
    "name",
    [
        "cases/migrations/0001_initial.py",
        "cases/migrations/0002_new.py",
        "cases/migrations/wards.csv",
        "cases/models/case.py",
        "home/models.py",
        "cases/actions/holidays.py",
        "search/words/__init__.py",
    ],
)
def test_a_change_of_what_migrations_depend_on_makes_another_one(root, name):
    (root / "cases/migrations/0001_initial.py").write_text(
        "import search.words\nfrom cases.actions.holidays import holidays\n"
    )
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).touch()
    before = migrated.fingerprint(root)
    (root / name).write_text((root / name).read_text() + "# two")
    assert migrated.fingerprint(root) != before


@pytest.mark.parametrize("name", ["cases/actions/answering.py", "home/blocks.py", "tests/migrations/0001_initial.py"])
def test_a_change_of_anything_else_does_not(root, name):
    before = migrated.fingerprint(root)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("two")
    assert migrated.fingerprint(root) == before


def test_what_happens_after_migrating_makes_another_one(root):
    path = root / "cases/editorial/group.py"
    path.parent.mkdir(parents=True)
    path.write_text("# Receiver of post_migrate.")
    before = migrated.fingerprint(root)
    path.write_text("# Receiver of post_migrate: does more.")
    assert migrated.fingerprint(root) != before


def test_another_version_of_a_dependency_makes_another_one(root, monkeypatch):
    before = migrated.fingerprint(root)
    monkeypatch.setattr(migrated.metadata, "distributions", list)
    assert migrated.fingerprint(root) != before


def database(*rows: int) -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE t (n)")
    made.executemany("INSERT INTO t VALUES (?)", [(row,) for row in rows])
    made.commit()
    return made


def test_what_is_kept_is_what_is_restored_and_no_older_one_stays(tmp_path):
    kept = tmp_path / "kept"
    migrated.keep(database(1), kept / "old.sqlite3")
    migrated.keep(database(2, 3), kept / "new.sqlite3")
    empty = sqlite3.connect(":memory:")
    assert migrated.restore(kept / "new.sqlite3", empty)
    assert empty.execute("SELECT n FROM t").fetchall() == [(2,), (3,)]
    assert [path.name for path in kept.iterdir()] == ["new.sqlite3"]


def test_a_copy_is_written_beside_what_lies_there(tmp_path):
    (tmp_path / "other.sqlite3").write_bytes(b"another portal's")
    migrated.copy(database(4), tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copied:
        assert copied.execute("SELECT n FROM t").fetchall() == [(4,)]
    assert (tmp_path / "other.sqlite3").read_bytes() == b"another portal's"


def test_a_copy_for_many_waits_for_nobody_to_turn_it_to_wal(tmp_path):
    migrated.copy(database(4), tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copied:
        migrated.for_many(copied)
    with (
        closing(sqlite3.connect(tmp_path / "copy.sqlite3", isolation_level=None)) as first,
        closing(sqlite3.connect(tmp_path / "copy.sqlite3", timeout=0)) as second,
    ):
        first.execute("BEGIN IMMEDIATE")
        assert second.execute("PRAGMA journal_mode=WAL").fetchall() == [("wal",)]
        assert second.execute("SELECT n FROM t").fetchall() == [(4,)]


def test_where_nothing_is_kept_nothing_is_restored_nor_made(tmp_path):
    empty = sqlite3.connect(":memory:")
    assert migrated.restore(tmp_path / "none.sqlite3", empty) is False
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_has_tables_is_migrated_really(db, root, tmp_path, monkeypatch):
    """The tests' own database is complete by now, so `migrate` must take the ordinary way."""
    seen = []
    monkeypatch.setattr(migrate.Command, "handle", lambda self, **options: seen.append(options["database"]))
    with migrated.instead_of_migrating(root, tmp_path / "kept"):
        call_command("migrate", verbosity=0)
    assert seen == ["default"]
    assert not (tmp_path / "kept").exists()


def test_the_command_is_put_back_afterwards(root):
    before = migrate.Command.handle
    with migrated.instead_of_migrating(root):
        assert migrate.Command.handle is not before
    assert migrate.Command.handle is before


def test_the_tests_own_database_is_migrated_to_the_end(db):
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
