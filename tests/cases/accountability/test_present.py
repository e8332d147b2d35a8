"""The present instant: shared until something happens, for a minute at most."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from cases.accountability import present as module
from cases.accountability.present import Present, present
from tests.factories import Walk, walk_to


@pytest.fixture
def clock(monkeypatch):
    """Return a list whose only entry is now, for `present` and for what it keeps."""
    now = [datetime(2026, 11, 24, 1, 0, tzinfo=UTC)]
    monkeypatch.setattr(module.timezone, "now", lambda: now[0])

    def seconds():
        return now[0].timestamp()

    monkeypatch.setattr("time.time", seconds)
    return now


@pytest.fixture(autouse=True)
def _memory(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "present"}}
    cache.clear()
    yield
    cache.clear()


def test_nothing_happened_yet_and_nothing_is_kept(db, clock):
    first = present()
    clock[0] += timedelta(seconds=1)
    assert (first.at, present().at) == (clock[0] - timedelta(seconds=1), clock[0])
    counted = iter("ab")
    assert [first.remembered("letters", lambda at: next(counted)) for _ in range(2)] == ["a", "b"]


def test_readers_of_one_minute_share_an_instant(db, clock):
    walk_to("assigned")
    first = present()
    clock[0] += timedelta(seconds=59)
    assert present() == first
    clock[0] += timedelta(seconds=2)
    assert present().at == clock[0]
    assert present() != first


def test_something_happened_so_it_is_another_instant(db, clock):
    walk = Walk()
    first = present()
    clock[0] += timedelta(seconds=1)
    walk.accept()
    assert present().at == clock[0] > first.at


def test_what_was_counted_is_counted_once(db, clock):
    walk_to("assigned")
    asked = []

    def count(at):
        asked.append(at)
        return {1: len(asked)}

    assert [present().remembered("numbers", count) for _ in range(3)] == [{1: 1}] * 3
    assert asked == [clock[0]]
    assert present().remembered("others", count) == {1: 2}
    clock[0] += timedelta(seconds=61)
    assert present().remembered("numbers", count) == {1: 3}


def test_an_empty_count_is_kept_too(db, clock):
    moment = Present(at=clock[0], key="k")
    assert moment.remembered("empty", lambda at: {}) == {}
    assert moment.remembered("empty", lambda at: pytest.fail("counted again")) == {}


def test_one_query(db, clock, django_assert_num_queries):
    walk_to("assigned")
    for _ in range(2):
        with django_assert_num_queries(1):
            present()


def test_one_request_has_one_instant_whatever_happens_meanwhile(db, clock, django_assert_num_queries):
    walk = Walk()
    module._begin()
    try:
        with django_assert_num_queries(1):
            first = present()
            clock[0] += timedelta(seconds=1)
            assert present() is first
        walk.accept()
        assert present() is first
        module._begin()  # the next one: the last end was never heard of
        assert present().at == clock[0] > first.at
    finally:
        module.end_request()
    walk.assign()
    clock[0] += timedelta(seconds=1)
    assert present().at == clock[0], "outside a request nothing is kept"


def test_requests_side_by_side_have_their_own(db, clock):
    module._begin()
    try:
        mine = present()
        with ThreadPoolExecutor(max_workers=1) as pool:
            assert pool.submit(lambda: getattr(module._request, "present", "none")).result() == "none"
        assert present() is mine
    finally:
        module.end_request()
