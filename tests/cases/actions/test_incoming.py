"""The record: its digest, its number, its beginning, and what can be said of a file that cannot be read."""

import dataclasses
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.actions.incoming import (
    LARGEST_NUMBER,
    NO_AGENCY,
    Ended,
    Flag,
    IncomingAgency,
    IncomingCase,
    SourceUnreadable,
    begin,
    public_number,
)

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parents[3]


def day(number: int) -> datetime:
    """Return a day of March 2026."""
    return datetime(2026, 3, number, 8, tzinfo=UTC)


PLAIN = IncomingCase(
    line=2,
    source="hue",
    reference="501",
    number=501,
    title="Đèn hỏng",
    text="Đèn hỏng ở Kim Long.",
    place="Kim Long",
    category="đèn chiếu sáng",
    category_slug="den-chieu-sang",
    agencies=(IncomingAgency(name="UBND phường Kim Long"),),
    sent_at=day(1),
    accepted_at=day(2),
    started_at=day(2),
    due_at=day(11),
    closed_at=day(5),
    ended=Ended.CLOSED,
    answer_text="Đã thay bóng.",
    month_of=day(2),
    extra={"views": "12"},
)
#: Another value for every field.
OTHER = {
    "source": "boston",
    "reference": "502",
    "number": None,
    "title": "Đèn hỏng!",
    "text": "",
    "place": "",
    "category": "khác",
    "category_slug": "khac",
    "agencies": (IncomingAgency(name="UBND phường Kim Long", dissolved=True),),
    "sent_at": None,
    "accepted_at": day(3),
    "started_at": day(3),
    "due_at": day(11) + timedelta(microseconds=1),
    "closed_at": None,
    "ended": Ended.CLOSED_UNKNOWN,
    "answer_text": None,
    "month_of": day(1),
    "outcome": "done",
    "ward_name": "Kim Long",
    "neighbourhood": "Kim Long",
    "lat": 16.5,
    "lon": 107.5,
    "source_channel": "app",
    "photo_before": True,
    "photo_after": True,
    "flags": (Flag.NO_TEXT,),
    "extra": {"views": "13"},
}


def test_every_field_but_the_line_is_in_the_digest():
    assert {field.name for field in dataclasses.fields(IncomingCase)} == {*OTHER, "line"}
    digests = {name: dataclasses.replace(PLAIN, **{name: value}).digest for name, value in OTHER.items()}
    assert PLAIN.digest not in digests.values()
    assert len(set(digests.values())) == len(OTHER)
    assert dataclasses.replace(PLAIN, line=9).digest == PLAIN.digest


def test_texts_cannot_move_from_one_field_to_the_next():
    one = dataclasses.replace(PLAIN, title="a", text="b c", place="")
    other = dataclasses.replace(PLAIN, title="a b", text="c", place="")
    assert one.digest != other.digest
    assert dataclasses.replace(PLAIN, ward_name="x").digest != dataclasses.replace(PLAIN, neighbourhood="x").digest
    two = dataclasses.replace(PLAIN, agencies=(IncomingAgency(name="a"), IncomingAgency(name="b")))
    assert two.digest != dataclasses.replace(PLAIN, agencies=(IncomingAgency(name="a b"),)).digest


def test_an_empty_answer_is_not_no_answer():
    assert dataclasses.replace(PLAIN, answer_text="").digest != dataclasses.replace(PLAIN, answer_text=None).digest


def test_the_digest_knows_neither_zones_nor_the_order_of_extras():
    zone = timezone(timedelta(hours=7))
    assert dataclasses.replace(PLAIN, due_at=day(11).astimezone(zone)).digest == PLAIN.digest
    one = dataclasses.replace(PLAIN, extra={"a": "1", "b": "2"})
    assert one.digest == dataclasses.replace(PLAIN, extra={"b": "2", "a": "1"}).digest


def test_the_digest_is_the_same_in_every_process_and_release():
    # A change here makes every import write every case again: change DIGEST_VERSION on purpose or not at all.
    assert PLAIN.digest == "1e9385c394330f79dcd1feaa83989de9f81c61404c4a86feb4ae2cbbef409696"


def test_the_record_needs_neither_django_nor_wagtail():
    code = "import sys, cases.actions.incoming, cases.sources; print(sorted({n.split('.')[0] for n in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "'cases'" in run.stdout
    assert "'django'" not in run.stdout


def test_records_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        PLAIN.title = "x"


def test_no_agency_is_the_agency_without_name():
    assert (IncomingAgency(name="", dissolved=False),) == NO_AGENCY


@pytest.mark.parametrize(
    ("reference", "number"),
    [
        ("501", 501),
        ("101001240734", 101001240734),
        (str(LARGEST_NUMBER), LARGEST_NUMBER),
        (str(LARGEST_NUMBER + 1), None),
        ("9" * 5000, None),
        ("0", None),
        ("007", None),
        ("-5", None),
        ("+5", None),
        ("5.0", None),
        ("5²", None),
        ("٥", None),
        ("BCS-00065327", None),
        ("", None),
    ],
)
def test_public_number(reference, number):
    assert public_number(reference) == number


@given(st.integers(1, LARGEST_NUMBER))
def test_every_positive_integer_is_its_own_number(number):
    assert public_number(str(number)) == number


@pytest.mark.parametrize(
    ("accepted", "sent", "due", "closed", "started", "month"),
    [
        (2, 1, 9, 5, 2, 2),
        (2, None, 1, 1, 2, 2),  # dates before acceptance do not move it
        (None, 3, 9, 5, 3, 3),
        (None, 3, 9, 1, 3, 1),  # closed before it was sent: the clock starts with sending, the page lies earlier
        (None, None, 9, 5, 5, 5),
        (None, None, 9, None, 9, 9),
        (None, None, None, 5, 5, 5),
        (None, None, None, None, None, None),
    ],
)
def test_what_a_clock_starts_from(accepted, sent, due, closed, started, month):
    dates = {"accepted": accepted, "sent": sent, "due": due, "closed": closed}
    found = begin(**{name: number and day(number) for name, number in dates.items()})
    assert found == (started and day(started), month and day(month))


def test_a_placeholder_says_nothing_about_the_beginning():
    placeholder = datetime(1900, 1, 1, 5, tzinfo=UTC)
    assert begin(accepted=None, sent=None, due=day(9), closed=placeholder) == (day(9), day(9))
    assert begin(accepted=None, sent=None, due=None, closed=placeholder) == (None, None)
    assert begin(accepted=None, sent=placeholder, due=day(9), closed=None) == (placeholder, day(9))


def test_an_unreadable_source_says_where_and_why():
    error = SourceUnreadable(file=Path("a.csv"), line=1, field="id", reason="the column is missing")
    assert str(error) == "a.csv:1: id: the column is missing"
    assert str(SourceUnreadable(file=Path("a.csv"), line=7, field="", reason="why")) == "a.csv:7: why"
