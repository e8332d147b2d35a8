"""One index for all tests of the engine: making one takes longer than a test."""

import secrets
from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from search.engines.elastic.engine import ElasticEngine
from search.sorting import HIGHEST


class Noting(ElasticEngine):
    """Knows whether a document has ever had another version: then Elasticsearch remembers that of removed ones."""

    highest = 1

    def take(self, prepared):
        self.highest = max([self.highest, *(document.version for document in prepared)])
        super().take(prepared)


def parameters(url, prefix):
    return {"URL": url, "INDEX": prefix, "TIMEOUT": 10}


@pytest.fixture(scope="session")
def _kept_engine(elasticsearch_url: str) -> Iterator[ElasticEngine]:
    prefix = f"test-{secrets.token_hex(6)}"
    engine = Noting("elastic", parameters(elasticsearch_url, prefix))
    engine.clear()
    yield engine
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.delete(index=f"{prefix}*", ignore_unavailable=True)


@pytest.fixture
def elastic(_kept_engine: ElasticEngine) -> ElasticEngine:
    """The engine, empty."""
    if _kept_engine.highest > 1:
        _kept_engine.clear()
        _kept_engine.highest = 1
    _kept_engine.remove(_kept_engine.known(0, HIGHEST))
    return _kept_engine
