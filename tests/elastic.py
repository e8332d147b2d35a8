"""Fixtures of tests against a real Elasticsearch, at ELASTICSEARCH_URL."""

import os
import secrets
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from elasticsearch import Elasticsearch


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let marked tests reach the server even where it is not on the loopback."""
    host = urlsplit(os.environ.get("ELASTICSEARCH_URL", "")).hostname
    if host is None:
        return
    for item in items:
        if item.get_closest_marker("elastic"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1", host]))


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """Return the address of a server that answers."""
    url = os.environ.get("ELASTICSEARCH_URL", "")
    if not url:
        pytest.skip("ELASTICSEARCH_URL is not set; .ci/elasticsearch.py starts a server")
    with Elasticsearch(url) as client:
        if not client.ping():
            pytest.skip(f"no Elasticsearch answers at {url}")
    return url


@pytest.fixture
def index_prefix(elasticsearch_url: str) -> Iterator[str]:
    """Return a prefix for index names that no other test uses; indices under it are deleted afterwards."""
    prefix = f"test-{secrets.token_hex(6)}"
    yield prefix
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.delete(index=f"{prefix}*", ignore_unavailable=True)
