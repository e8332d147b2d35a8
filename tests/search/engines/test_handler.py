"""Which engines there are is a matter of settings alone."""

import pytest
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from search import checks
from search.engines import EMBEDDED_ENGINE, EngineHandler, NoSuchEngine
from search.engines.embedded import sqlite
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.words import dialect
from search.engines.memory import MemoryEngine

MEMORY = {"ENGINE": "search.engines.memory.MemoryEngine"}


def test_without_a_setting_the_embedded_engine_answers():
    handler = EngineHandler()
    assert isinstance(handler["default"], EmbeddedEngine)
    assert isinstance(handler["embedded"], EmbeddedEngine)
    assert handler["default"] is handler["default"]
    assert len(handler.kept()) == 1


def test_the_setting_chooses(settings):
    settings.SEARCH_ENGINES = {"default": {**MEMORY, "SIZE": 3}, "other": MEMORY}
    handler = EngineHandler()
    assert isinstance(handler["default"], MemoryEngine)
    assert handler["default"].parameters == {"SIZE": 3}
    assert handler["default"].alias == "default"
    assert isinstance(handler["embedded"], EmbeddedEngine)
    assert [engine.alias for engine in handler.kept()] == ["default", "embedded", "other"]


def test_engines_under_two_names_are_told_once():
    handler = EngineHandler({"default": MEMORY, "again": MEMORY, "embedded": EMBEDDED_ENGINE})
    assert [engine.alias for engine in handler.kept()] == ["default", "embedded"]


def test_an_unknown_alias():
    with pytest.raises(NoSuchEngine):
        EngineHandler()["elastic"]


@pytest.mark.parametrize(
    "wrong", [{}, {"ENGINE": "search.engines.nothing.Engine"}, {"ENGINE": "search.engines.memory.No"}]
)
def test_a_wrong_setting_is_named(wrong, monkeypatch):
    handler = EngineHandler({"default": wrong})
    with pytest.raises(ImproperlyConfigured, match="SEARCH_ENGINES\\['default'\\]"):
        handler["default"]
    monkeypatch.setattr(checks, "engines", handler)
    (found,) = checks.check_engines(None)
    assert found.id == "search.E001"
    assert found.hint


def test_sound_settings_pass():
    assert list(checks.check_engines(None)) == []


def test_a_database_whose_words_nobody_knows_to_keep(monkeypatch):
    monkeypatch.setattr(connection, "vendor", "oracle")
    (found,) = EmbeddedEngine("embedded", {}).check()
    assert isinstance(found, Error)
    assert found.id == "search.E002"
    assert "oracle" in found.msg


def test_a_database_that_was_built_without_its_text_search(monkeypatch):
    monkeypatch.setattr(dialect(connection), "lacks", lambda: "FTS5")
    (found,) = EmbeddedEngine("embedded", {}).check()
    assert found.id == "search.E003"
    assert "FTS5" in found.msg


def test_sqlite_says_what_it_lacks(monkeypatch):
    assert sqlite.lacks() == ""
    monkeypatch.setattr(sqlite.sqlite3, "connect", lambda path: closing_without_fts5())
    assert sqlite.lacks() == "FTS5"


def closing_without_fts5():
    """A database that knows no FTS5."""

    class Without:
        def execute(self, sql):
            raise sqlite.sqlite3.OperationalError("no such module: fts5")

        def close(self):
            pass

    return Without()
