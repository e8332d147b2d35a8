"""The connection to Elasticsearch, and its errors in our own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, TransportError
from elasticsearch.serializer import NdjsonSerializer, OrjsonSerializer

from search.engines.base import Away, EngineAwayError

ANSWER_SECONDS, WRITE_SECONDS = 2.0, 30.0
BY_STATUS = {401: Away.REFUSED, 404: Away.MISSING, 429: Away.BUSY, 503: Away.UNREACHABLE}


class _Lines(NdjsonSerializer, OrjsonSerializer):
    """Lines of JSON, written as fast as one line is."""


def client_of(parameters: Mapping[str, Any]) -> Elasticsearch:
    """Return the client that these parameters of an engine ask for, one for all threads of a process."""
    return _client(
        parameters["URL"],
        parameters.get("API_KEY") or None,
        parameters.get("CA_FILE") or None,
        float(parameters.get("TIMEOUT") or ANSWER_SECONDS),
    )


@lru_cache(maxsize=8)
def _client(url: str, api_key: str | None, ca_file: str | None, seconds: float) -> Elasticsearch:
    """Never tries again by itself: who asks has another engine to ask, who writes has a queue."""
    secure: dict[str, Any] = {"ca_certs": ca_file} if ca_file else {}
    quick = {"application/json": OrjsonSerializer(), "application/x-ndjson": _Lines()}  # half of what a row costs us
    return Elasticsearch(
        url,
        api_key=api_key,
        request_timeout=seconds,
        max_retries=0,
        retry_on_timeout=False,
        serializers=quick,
        **secure,
    )


@contextmanager
def in_our_words() -> Iterator[None]:
    """Turn every error of the client into EngineAwayError; its text holds no address, which may hold a password."""
    try:
        yield
    except ConnectionTimeout as error:
        raise EngineAwayError(Away.SLOW) from error
    except ApiError as error:
        raise EngineAwayError(reason_of(error.status_code, error.body), _told(error.body)) from error
    except TransportError as error:
        raise EngineAwayError(Away.UNREACHABLE, type(error).__name__) from error


def reason_of(status: int, body: object) -> Away:
    """What a refused request tells of the server."""
    told = str(body)
    if "cluster_block_exception" in told:
        return Away.MISSING if "index closed" in told else Away.READ_ONLY
    return BY_STATUS.get(status, Away.REFUSED if status == 403 else Away.BROKEN)


def _told(body: object) -> str:
    """The server's own words about what went wrong."""
    error = body.get("error") if isinstance(body, dict) else body or ""  # a HEAD has none
    return str(error.get("reason", error) if isinstance(error, dict) else error)[:200]
