"""System checks of the search: each configured engine says what keeps it from working."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from search.answering import trouble
from search.engines import engines
from search.engines.base import Away

HINTS = {
    Away.MISSING: "Run `manage.py rebuild_search --engine elastic`.",
    Away.MAPPING: "Its index was made by another version: run `manage.py rebuild_search --engine elastic`.",
    Away.REFUSED: "Look at ELASTICSEARCH_API_KEY; docs/elasticsearch.md says which rights its key needs.",
    Away.LAGGING: "See whether `manage.py work_outbox` runs, and whether Elasticsearch takes anything in.",
    Away.READ_ONLY: "Mostly its disk is full: make room; it then writes again by itself.",
}


@register
def check_engines(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    """Every alias names an engine, and every engine finds itself fit."""
    for alias in engines.settings:
        try:
            engine = engines[alias]
        except ImproperlyConfigured as error:
            hint = "Give ENGINE the dotted path of a class that keeps search.engines.base.Engine."
            yield Error(str(error), hint=hint, id="search.E001")
        else:
            yield from engine.check()


@register(deploy=True)
def check_site_engine(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    """The engine that is to answer does, with an index of this version."""
    try:
        away = trouble()
    except DatabaseError:  # before the first migrate there is nothing to say
        return
    if away is not None:
        yield Warning(
            f"Elasticsearch does not answer searches ({away.value}); the database does.",
            hint=HINTS.get(away, "See whether it runs, and what its own log says; docs/elasticsearch.md tells more."),
            id="search.W001",
        )
