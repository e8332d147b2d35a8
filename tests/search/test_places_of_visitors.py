"""Whose questions are counted together, and what the answers say of it, at the limit and one beside it."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from search import limits
from search.limits import in_json, in_words, limited, limiter, place_of, within


@pytest.fixture(autouse=True)
def _few(settings):
    settings.RATE_LIMITS = {"list": 2, "file": 1}
    limiter.storage.reset()
    yield
    limiter.storage.reset()


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("::ffff:10.0.0.1", "10.0.0.1"),  # as a socket for both writes an address of the older kind
        ("::ffff:a00:2", "10.0.0.2"),
        ("::1", "::/64"),
        ("2001:DB8::1", "2001:db8::/64"),
        ("2001:db8:0:0:ffff:ffff:ffff:ffff", "2001:db8::/64"),
        ("2001:db8:0:1::", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("10.0.0.256", "10.0.0.256"),
        ("10.0.0.1:8000", "10.0.0.1:8000"),
        ("unknown", "unknown"),
    ],
)
def test_an_address_is_counted_with_those_of_its_connection(address, place):
    assert place_of(address) == place


def ask(name="list", address="10.0.0.1", refuse=in_words):
    request = RequestFactory(REMOTE_ADDR=address).get("/phan-anh/")
    return within(name, request, lambda: HttpResponse("da"), refuse)


def test_two_visitors_of_a_socket_for_both_kinds_are_two():
    assert [ask(address="::ffff:10.0.0.1").status_code for _ in range(3)] == [200, 200, 429]
    assert ask(address="::ffff:10.0.0.2").status_code == 200
    assert ask(address="10.0.0.1").status_code == 429, "whichever way it is written"


def test_neighbours_in_one_network_are_one():
    told = [ask(address=f"2001:db8::{n}").status_code for n in range(3)]
    assert told == [200, 200, 429]
    assert ask(address="2001:db8:0:1::1").status_code == 200


@pytest.mark.parametrize(("reset", "seconds"), [(100.0, "1"), (100.4, "1"), (101.4, "2"), (159.9, "60"), (900.0, "60")])
def test_seconds_to_wait_are_whole_and_never_none(monkeypatch, reset, seconds):
    class Stats:
        remaining, reset_time = 0, reset

    monkeypatch.setattr(limits.time, "time", lambda: 100.0)
    monkeypatch.setattr(limiter, "get_window_stats", lambda *key: Stats)
    monkeypatch.setattr(limiter, "hit", lambda *key: False)
    refused = ask()
    assert (refused.status_code, refused["Retry-After"]) == (429, seconds)
    assert refused["RateLimit"] == f'"list";r=0;t={seconds}'


def test_what_is_refused_is_not_worked_out():
    worked = []
    view = limited("file", in_json)(lambda request: worked.append(request) or HttpResponse("da"))
    request = RequestFactory(REMOTE_ADDR="10.0.0.9").get("/phan-anh/cases.csv")
    answers = [view(request) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 429, 429]
    assert len(worked) == 1
    assert answers[0]["RateLimit-Policy"] == answers[2]["RateLimit-Policy"] == '"file";q=1;w=60'


@pytest.mark.parametrize(
    ("refuse", "kind", "body"),
    [
        (in_words, "text/plain; charset=utf-8", "Ngắn quá.\n"),
        (in_json, "application/json", '{"error": "Ngắn quá."}'),
    ],
)
def test_a_refusal_is_written_as_its_reader_reads(refuse, kind, body):
    response = refuse("Ngắn quá.")
    assert (response.status_code, response["Content-Type"]) == (400, kind)
    assert response.content.decode() == body


def test_the_sentence_is_in_the_readers_language():
    with translation.override("en"):
        ask("file")
        assert ask("file").content.decode().startswith("This network address")
