import hashlib
import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from uuid import uuid4

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.rules.events import GENESIS, canonical, chain_hash, text_digest

pytestmark = pytest.mark.pure

NOON = datetime(2026, 2, 6, 12, tzinfo=UTC)


class Role(StrEnum):
    CENTER = "center"


# --- bytes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payload", "written"),
    [
        ({}, "{}"),
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ({"a": [1, "x", None, True, False]}, '{"a":[1,"x",null,true,false]}'),
        ({"a": (1, 2)}, '{"a":[1,2]}'),
        ({"a": {"d": 1, "c": {}}}, '{"a":{"c":{},"d":1}}'),
        ({"role": Role.CENTER}, '{"role":"center"}'),
        ({"at": NOON}, '{"at":"2026-02-06T12:00:00.000000+00:00"}'),
        ({"at": NOON.astimezone(timezone(timedelta(hours=7)))}, '{"at":"2026-02-06T12:00:00.000000+00:00"}'),
        ({"at": NOON + timedelta(microseconds=7)}, '{"at":"2026-02-06T12:00:00.000007+00:00"}'),
        ({"on": date(2026, 2, 6)}, '{"on":"2026-02-06"}'),
        ({"name": "Đèn đường"}, '{"name":"Đèn đường"}'),
        ({"quote": '"\\\n'}, '{"quote":"\\"\\\\\\n"}'),
        ({"big": 10**20}, '{"big":100000000000000000000}'),
    ],
)
def test_there_is_one_way_to_write_a_payload(payload, written):
    assert canonical(payload) == written.encode()


def test_text_is_the_same_however_its_marks_were_typed():
    composed, decomposed = "Đường Huế", "Đường Hue\u0302\u0301"
    assert composed != decomposed
    assert canonical({composed: composed}) == canonical({decomposed: decomposed})


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), Decimal(1), b"x", {1, 2}, object(), uuid4(), timedelta(1), [1.0], {"x": {"y": 0.0}}],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_one_way_to_be_written_is_refused(value):
    with pytest.raises(TypeError, match="has no place in an event"):
        canonical({"a": value})


@pytest.mark.parametrize("key", [1, None, date(2026, 2, 6)])
def test_keys_are_texts(key):
    with pytest.raises(TypeError, match="Keys of an event are texts"):
        canonical({key: 1})


def test_keys_that_become_equal_are_refused():
    with pytest.raises(ValueError, match="same text"):
        canonical({"é": 1, "e\u0301": 2})


def test_naive_instants_are_refused():
    with pytest.raises(ValueError, match="no time zone"):
        canonical({"at": datetime(2026, 2, 6)})  # noqa: DTZ001 - that is the point


def test_what_is_no_text_is_refused():
    with pytest.raises(ValueError, match="surrogates"):
        canonical({"a": "\ud800"})


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | texts
    | st.datetimes(datetime(1900, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone added
    | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcđ"), inner, max_size=3),
    max_leaves=8,
)
payloads = st.dictionaries(st.sampled_from(["kind", "at", "data", "seq"]), values)


@given(payloads)
def test_what_was_read_back_gives_the_same_bytes(payload):
    written = canonical(payload)
    assert canonical(json.loads(written)) == written


def written_slowly(value):
    """The same, walking the whole value: no short cut of the code may show."""
    if isinstance(value, dict):
        entries = sorted((unicodedata.normalize("NFC", key), written_slowly(each)) for key, each in value.items())
        return "{" + ",".join(f"{json.dumps(key, ensure_ascii=False)}:{each}" for key, each in entries) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written_slowly, value)) + "]"
    if isinstance(value, datetime):
        return f'"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}+00:00"'
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return json.dumps(unicodedata.normalize("NFC", value) if isinstance(value, str) else value, ensure_ascii=False)


@given(payloads)
def test_bytes_are_those_of_the_slow_way(payload):
    assert canonical(payload) == written_slowly(payload).encode()


@pytest.mark.parametrize("character", [chr(code) for code in range(128)], ids=ascii)
def test_every_sign_of_ascii_is_written_as_json_writes_it(character):
    payload = {"a": character, character: {"b": character}}
    assert canonical(payload) == written_slowly(payload).encode()


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 2**64 - 1, 2**64, -(2**63), -(2**63) - 1, 10**40])
def test_integers_have_no_end(number):
    assert canonical({"data": {"n": number}}) == f'{{"data":{{"n":{number}}}}}'.encode()


@pytest.mark.parametrize(
    "payload",
    [
        {"a": 1.5},
        {"a": {"b": 1.5}},
        {"a": {"b": {"c": 1.5}}},
        {"a": "x", "b": {"c": [1.5]}},
        {"a": {"b": Decimal(1)}},
    ],
)
def test_nothing_is_let_through_for_being_plain_or_deep(payload):
    with pytest.raises(TypeError, match="has no place in an event"):
        canonical(payload)


def test_keys_inside_are_texts_too():
    with pytest.raises(TypeError, match="Keys of an event are texts"):
        canonical({"a": {1: 2}})


def test_enums_dates_and_zones_inside_a_plain_payload():
    there = NOON.astimezone(timezone(timedelta(hours=7)))
    payload = {"a": "x", "data": {"role": Role.CENTER, "on": date(2026, 2, 6), "at": there}}
    assert canonical(payload) == (
        b'{"a":"x","data":{"at":"2026-02-06T12:00:00.000000+00:00","on":"2026-02-06","role":"center"}}'
    )
    assert canonical({"at": there}) == canonical({"at": NOON})


@given(payloads)
def test_the_order_of_keys_is_nothing(payload):
    assert canonical(dict(reversed(payload.items()))) == canonical(payload)


# --- the chain ---------------------------------------------------------------------------------------------------


def test_a_hash_covers_the_one_before_and_the_bytes():
    expected = hashlib.sha256(GENESIS.encode() + b"\n" + b'{"kind":"case.receive"}').hexdigest()
    assert chain_hash(GENESIS, {"kind": "case.receive"}) == expected
    # Written down: chains made today must verify for good.
    assert expected == "6befa54751e48617019bfb94b11ebb9e314021f9c8ef0daa7b1d8fbce4c1e109"


def test_the_chain_begins_with_nothing():
    assert GENESIS == "0" * 64


@pytest.mark.parametrize("previous", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 64 + "\n"])
def test_the_hash_before_is_one(previous):
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        chain_hash(previous, {})


def chain(events):
    heads = [GENESIS]
    for event in events:
        heads.append(chain_hash(heads[-1], event))
    return heads


@given(st.lists(payloads, min_size=2, max_size=6), st.data())
def test_altering_removing_or_swapping_an_event_shows_in_the_head(events, data):
    place = data.draw(st.integers(0, len(events) - 1))
    altered = [*events[:place], {**events[place], "seq": "another"}, *events[place + 1 :]]
    assume(canonical(altered[place]) != canonical(events[place]))
    head = chain(events)[-1]
    assert chain(altered)[-1] != head
    assert chain(events[:place] + events[place + 1 :])[-1] != head
    swapped = [*events[1:], events[0]]
    assume(any(canonical(a) != canonical(b) for a, b in zip(swapped, events, strict=True)))
    assert chain(swapped)[-1] != head


# --- digests -----------------------------------------------------------------------------------------------------


def test_a_digest_proves_a_text_and_needs_its_salt():
    digest = text_digest("a" * 32, "Đèn đã sáng.")
    assert digest == text_digest("a" * 32, "Đèn đã sáng.")
    assert len(digest) == 64
    assert digest != text_digest("b" * 32, "Đèn đã sáng.")
    assert digest != text_digest("a" * 32, "Đèn đã sáng!")
    assert digest != hashlib.sha256("Đèn đã sáng.".encode()).hexdigest()


def test_a_digest_is_of_the_text_and_not_of_how_it_was_typed():
    assert text_digest("s", "Huế") == text_digest("s", "Hue\u0302\u0301")


def test_salt_and_text_do_not_run_into_each_other():
    assert text_digest("ab", "c") != text_digest("a", "bc")


def test_without_salt_there_is_no_digest():
    with pytest.raises(ValueError, match="could be guessed"):
        text_digest("", "x")
