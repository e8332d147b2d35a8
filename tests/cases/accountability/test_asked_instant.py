"""Which instant a text names, and what is said of a text that names none."""

from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from cases.accountability.asked_instant import add_at, asked_at, read_instant
from tests.cases.accountability.charges import FIRST, LAST

HUE, BOSTON = "Asia/Ho_Chi_Minh", "America/New_York"


def instant(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "zone", "meant"),
    [
        ("2016-01-13T00:00:00-05:00", HUE, "2016-01-13T05:00:00+00:00"),
        ("2026-02-11T00:00:00Z", HUE, "2026-02-11T00:00:00+00:00"),
        ("2026-02-11 00:00Z", HUE, "2026-02-11T00:00:00+00:00"),
        ("2026-11-24T08:00", HUE, "2026-11-24T01:00:00+00:00"),
        (" 2026-11-24T08:00:00.25 ", HUE, "2026-11-24T01:00:00.250000+00:00"),
        ("2026-11-24", HUE, "2026-11-24T16:59:59.999999+00:00"),
        ("20261124", HUE, "2026-11-24T16:59:59.999999+00:00"),
        ("2026-11-24", "UTC", "2026-11-24T23:59:59.999999+00:00"),
        ("2025-03-09", BOSTON, "2025-03-10T03:59:59.999999+00:00"),  # the clocks went forward that morning
        ("2025-11-02", BOSTON, "2025-11-03T04:59:59.999999+00:00"),  # and back again
        ("2025-11-02T01:30", BOSTON, "2025-11-02T05:30:00+00:00"),  # of the repeated hour the first pass
        ("2025-03-09T02:30", BOSTON, "2025-03-09T07:30:00+00:00"),  # a time the clocks skipped
        ("2025-11-02T01:30-05:00", BOSTON, "2025-11-02T06:30:00+00:00"),
    ],
)
def test_texts_and_their_instants(text, zone, meant):
    found = read_instant(text, zone)
    assert found == instant(meant)
    assert found.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "24/11/2026",
        "2026-13-01",
        "2026-02-30",
        "2026-11-24T25:00",
        "2026-11-24T08:00+99:00",
        "2026-11-24T08:00 Asia/Ho_Chi_Minh",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-14:00",
        "1764000000",
        "now",
    ],
)
def test_texts_that_name_no_instant(text):
    with pytest.raises(ValueError, match="is no instant in ISO 8601, such as 2026-11-24") as refused:
        read_instant(text, HUE)
    assert repr(text) in str(refused.value)


@given(
    st.datetimes(FIRST, LAST),
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_what_is_written_with_an_offset_is_read_back(naive, offset):
    written = naive.replace(tzinfo=offset)
    assert read_instant(written.isoformat(), HUE) == written


@given(st.dates())
def test_a_day_ends_before_the_next_begins(day):
    end = read_instant(day.isoformat(), "UTC")
    assert end.date() == day
    assert (end + timedelta(microseconds=1)).date() != day if day.year < 9999 else True


def parsed(*arguments):
    parser = ArgumentParser()
    add_at(parser)
    return vars(parser.parse_args(arguments))


def test_without_a_question_it_is_now():
    before = datetime.now(UTC)
    assert before <= asked_at(parsed()) <= datetime.now(UTC)


def test_a_command_is_asked_in_the_citys_zone():
    assert asked_at(parsed("--at", "2026-11-24")) == instant("2026-11-24T16:59:59.999999+00:00")


def test_code_may_ask_with_an_instant():
    at = datetime(2026, 11, 24, tzinfo=UTC)
    assert asked_at({"at": at}) is at


def test_a_bad_question_is_refused_in_a_sentence():
    with pytest.raises(CommandError, match="'soon' is no instant in ISO 8601"):
        asked_at(parsed("--at", "soon"))
