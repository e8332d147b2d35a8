"""Versioned indices behind an alias, and the one entry in each that is no case.

The alias `<prefix>-cases` names the index that answers, `<prefix>-cases-next` one that is being filled. Writers write
to whichever of them there are, by alias, so a rebuilt index has missed nothing when it takes the other's place.

The entry `about` holds the mark of the mapping the index was made with, a mark of its last change, and the names of
choices. It is read by id, so what it says is always what was written last.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import Away, EngineAwayError
from search.engines.elastic.mapping import ABOUT, SETTINGS, declared, digest

LONG = 600  # seconds, for what a person waits for at a terminal
Names = Mapping[str, Mapping[str, str]]


class Shelf:
    """The indices of one portal."""

    def __init__(self, client: Elasticsearch, prefix: str, *, write_seconds: float) -> None:
        self.client = client
        self.writer = client.options(request_timeout=write_seconds)
        self.live = f"{prefix}-cases"
        self.next = f"{self.live}-next"

    def aliases(self) -> tuple[str, ...]:
        """The aliases that writers have to write to."""
        return (self.live, self.next) if self.client.indices.exists_alias(name=self.next) else (self.live,)

    def about(self, *fields: str, alias: str = "") -> dict[str, Any]:
        """What the index says of itself; EngineAwayError where it is not one of ours, or of another version."""
        wanted = [f"{ABOUT}.{name}" for name in ("mapping", *fields)]
        found = self.client.options(ignore_status=404).get(
            index=alias or self.live, id=ABOUT, source_includes=wanted, realtime=True
        )
        if "error" in found.body:
            raise EngineAwayError(Away.MISSING)
        told: dict[str, Any] = found.body.get("_source", {}).get(ABOUT, {})
        if told.get("mapping") != digest():
            raise EngineAwayError(Away.MAPPING)
        return told

    def create(self) -> str:
        """Make an empty index under the alias of the one that is being filled, in place of any left behind there."""
        for left_behind in self._behind(self.next):
            self.drop(left_behind)
        name = f"{self.live}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
        client = self.client.options(request_timeout=LONG)
        client.indices.create(
            index=name,
            mappings=declared().to_dict(),
            settings=SETTINGS,
            aliases={self.next: {}},
            wait_for_active_shards=1,
        )
        client.index(index=name, id=ABOUT, document=_nothing_yet())
        return name

    def swap(self, name: str) -> None:
        """Let an index that was filled answer, and drop every other, all in one step."""
        others = [
            index for index in self.client.indices.get(index=f"{self.live}*", expand_wildcards="open") if index != name
        ]
        actions: list[dict[str, Any]] = [
            {"remove": {"index": name, "alias": self.next, "must_exist": True}},
            {"add": {"index": name, "alias": self.live}},
            *({"remove_index": {"index": other}} for other in others),
        ]
        self.client.options(request_timeout=LONG).indices.update_aliases(actions=actions)

    def drop(self, name: str) -> None:
        """Forget an index, whether it is there or not."""
        self.client.options(request_timeout=LONG).indices.delete(index=name, ignore_unavailable=True)

    def _behind(self, alias: str) -> list[str]:
        return list(self.client.indices.get_alias(name=alias)) if self.client.indices.exists_alias(name=alias) else []


def _nothing_yet() -> dict[str, Any]:
    return {ABOUT: {"mapping": digest(), "generation": mark(), "names": {}}}


def mark() -> str:
    """A mark of a change that no other change has."""
    return secrets.token_hex(8)
