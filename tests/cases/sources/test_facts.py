"""From facts to the record, whatever the source: how it ended, what is odd about it, and what does not fit."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.actions.incoming import (
    CATEGORY_LIMIT,
    NAME_LIMIT,
    NO_AGENCY,
    REFERENCE_LIMIT,
    TEXT_LIMIT,
    Ended,
    Flag,
    IncomingAgency,
)
from cases.sources.assembly import Facts, FieldRefused, assemble
from cases.sources.coordinates import DEFAULT, IMPOSSIBLE, Point

pytestmark = pytest.mark.pure

MOMENT = timedelta(microseconds=1)
OPENED = datetime(2026, 3, 2, 1, tzinfo=UTC)  # Monday 08:00 in Huế
CLOSED = datetime(2026, 3, 5, 1, tzinfo=UTC)
KIM_LONG = IncomingAgency(name="UBND phường Kim Long")


def record(**fields):
    """The record of a plain, closed and answered case, with some fields of its own."""
    plain = {
        "line": 7,
        "source": "test",
        "reference": "501",
        "title": "Đèn hỏng",
        "text": "Đèn hỏng ba tuần nay.",
        "category": "đèn chiếu sáng",
        "agencies": (KIM_LONG,),
        "accepted": OPENED,
        "due": OPENED + timedelta(days=9),
        "closed": CLOSED,
        "says_closed": True,
        "answer": "Đã thay bóng.",
    }
    return assemble(Facts(**{**plain, **fields}))


def test_a_plain_case_has_no_flag():
    assert record().flags == ()


# --- how it ended: the status, else the date, else the answer --------------------------------------------------------

AT_ITS_TIME, SOMETIME, OPEN = Ended.CLOSED, Ended.CLOSED_UNKNOWN, Ended.OPEN


@pytest.mark.parametrize(
    ("says", "closed", "answer", "ended", "flags"),
    [
        (True, CLOSED, "Xong", AT_ITS_TIME, set()),
        (True, CLOSED, "", AT_ITS_TIME, {Flag.NO_ANSWER_TEXT}),
        (True, None, "Xong", SOMETIME, {Flag.CLOSED_WITHOUT_TIME}),
        (True, None, "", SOMETIME, {Flag.CLOSED_WITHOUT_TIME, Flag.NO_ANSWER_TEXT}),
        (False, None, "", OPEN, set()),
        (False, CLOSED, "", OPEN, {Flag.STATUS_CONTRADICTS_DATES}),
        (False, None, "Xong", OPEN, {Flag.ANSWER_WHILE_OPEN}),
        (False, CLOSED, "Xong", OPEN, {Flag.STATUS_CONTRADICTS_DATES, Flag.ANSWER_WHILE_OPEN}),
        (None, CLOSED, "Xong", AT_ITS_TIME, {Flag.STATUS_UNKNOWN}),
        (None, CLOSED, "", AT_ITS_TIME, {Flag.STATUS_UNKNOWN, Flag.NO_ANSWER_TEXT}),
        (None, None, "Xong", SOMETIME, {Flag.STATUS_UNKNOWN}),
        (None, None, "", OPEN, {Flag.STATUS_UNKNOWN}),
    ],
)
def test_how_a_case_ended(says, closed, answer, ended, flags):
    case = record(says_closed=says, closed=closed, answer=answer)
    assert (case.ended, set(case.flags)) == (ended, flags)
    assert case.closed_at == (CLOSED if ended is AT_ITS_TIME else None)
    assert case.answer_text == (answer if answer and ended is not OPEN else None)
    kept = {"closed_at": CLOSED.isoformat()} if ended is OPEN and closed else {}
    assert case.extra == kept | ({"answer": answer} if ended is OPEN and answer else {})


def test_what_is_kept_aside_stands_beside_what_the_reader_kept():
    case = record(says_closed=False, extra={"views": "12", "zip": "02108"})
    assert set(case.extra) == {"views", "zip", "closed_at", "answer"}


# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "flags"),
    [
        ({"closed": OPENED}, set()),  # at the very instant
        ({"closed": OPENED - MOMENT}, {Flag.CLOSED_BEFORE_OPENED}),
        ({"due": OPENED}, set()),
        ({"due": OPENED - MOMENT}, {Flag.DUE_BEFORE_OPENED}),
        ({"due": None}, set()),
        ({"closed": OPENED - MOMENT, "due": OPENED - MOMENT}, {Flag.CLOSED_BEFORE_OPENED, Flag.DUE_BEFORE_OPENED}),
        # acceptance is what counts, sending only where acceptance is unknown
        ({"sent": CLOSED + MOMENT}, set()),
        ({"accepted": None}, {Flag.ACCEPTANCE_UNKNOWN}),
        ({"accepted": None, "sent": CLOSED}, {Flag.ACCEPTANCE_UNKNOWN}),
        ({"accepted": None, "sent": CLOSED + MOMENT}, {Flag.ACCEPTANCE_UNKNOWN, Flag.CLOSED_BEFORE_OPENED}),
        # the year 1900, and the one after
        (
            {"closed": datetime(1900, 12, 31, 23, 59, 59, tzinfo=UTC)},
            {Flag.CLOSED_IN_1900, Flag.CLOSED_BEFORE_OPENED},
        ),
        ({"closed": datetime(1901, 1, 1, tzinfo=UTC)}, {Flag.CLOSED_BEFORE_OPENED}),
        (
            {"closed": datetime(1899, 12, 31, tzinfo=UTC), "accepted": None},
            {Flag.CLOSED_IN_1900, Flag.ACCEPTANCE_UNKNOWN},
        ),
    ],
)
def test_dates_that_do_not_fit_together(dates, flags):
    assert set(record(**dates).flags) == flags


@pytest.mark.parametrize(
    ("dates", "started", "month"),
    [
        ({}, OPENED, OPENED),
        ({"sent": OPENED - timedelta(days=40)}, OPENED, OPENED),
        ({"accepted": None, "sent": CLOSED + MOMENT}, CLOSED + MOMENT, CLOSED),
        ({"accepted": None}, CLOSED, CLOSED),
        ({"accepted": None, "closed": None}, OPENED + timedelta(days=9), OPENED + timedelta(days=9)),
        ({"accepted": None, "closed": None, "due": None}, None, None),
    ],
)
def test_from_when_the_clock_runs_and_where_the_page_lies(dates, started, month):
    case = record(**dates)
    assert (case.started_at, case.month_of) == (started, month)
    assert (Flag.NO_DATES in case.flags) is (started is None)


# --- words and places ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "flags"),
    [
        ({"agencies": ()}, {Flag.NO_AGENCY}),
        ({"agencies": (KIM_LONG, IncomingAgency(name="Sở B"))}, {Flag.SEVERAL_AGENCIES}),
        ({"agencies": (IncomingAgency(name="Sở B", dissolved=True),)}, {Flag.DISSOLVED_AGENCY}),
        (
            {"agencies": (KIM_LONG, IncomingAgency(name="Sở B", dissolved=True))},
            {Flag.SEVERAL_AGENCIES, Flag.DISSOLVED_AGENCY},
        ),
        ({"category": ""}, {Flag.NO_CATEGORY}),
        ({"point": IMPOSSIBLE}, {Flag.IMPOSSIBLE_COORDINATES}),
        ({"point": DEFAULT}, {Flag.DEFAULT_COORDINATES}),
        ({"point": Point(lat=16.4, lon=107.6)}, set()),
        ({"title": "Gọi 0914 123 456"}, {Flag.PERSONAL_DATA}),
        ({"text": "thư a.b@example.vn"}, {Flag.PERSONAL_DATA}),
        ({"answer": "gọi 0914123456"}, {Flag.PERSONAL_DATA}),
        ({"place": "0914 123 456"}, set()),  # a place is no text
        ({"title": "091", "text": "4123456"}, set()),  # no number runs from one field into the next
        *(({name: "đường h\ufffdng"}, {Flag.BROKEN_CHARACTERS}) for name in ("title", "text", "answer", "place")),
        ({"category": "h\ufffdng"}, {Flag.BROKEN_CHARACTERS}),
        ({"agencies": (IncomingAgency(name="UBND ph\ufffdng"),)}, {Flag.BROKEN_CHARACTERS}),
        ({"ward_name": "h\ufffdng"}, set()),
        ({"flags": {Flag.TRUNCATED}}, {Flag.TRUNCATED}),  # what the reader saw stays
    ],
)
def test_what_is_odd_is_flagged(fields, flags):
    assert set(record(**fields).flags) == flags


def test_flags_come_in_the_order_of_their_names():
    case = record(agencies=(), category="", accepted=None, flags={Flag.ZIP_AS_NUMBER})
    assert [flag.value for flag in case.flags] == ["acceptance_unknown", "no_agency", "no_category", "zip_as_number"]


def test_what_nobody_is_named_for_and_nothing_is_called():
    case = record(agencies=(), category="")
    assert case.agencies == NO_AGENCY
    assert (case.category, case.category_slug) == ("Chưa phân loại", "chua-phan-loai")
    assert (record().category, record().category_slug) == ("đèn chiếu sáng", "den-chieu-sang")


@pytest.mark.parametrize("field", ["photo_before", "photo_after"])
def test_photos_are_there_where_a_reader_saw_them(field):
    assert getattr(record(), field) is False
    assert getattr(record(**{field: True}), field) is True


# --- sizes: the longest that fits, and one character more ------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "longest", "shown"),
    [
        ("reference", REFERENCE_LIMIT, "80"),
        ("category", CATEGORY_LIMIT, "160"),
        ("place", NAME_LIMIT, "255"),
        ("text", TEXT_LIMIT, "131,072"),
        ("answer", TEXT_LIMIT, "131,072"),
    ],
)
def test_a_value_fits_or_its_field_is_named(field, longest, shown):
    assert record(**{field: "ỗ" * longest})
    with pytest.raises(FieldRefused) as refused:
        record(**{field: "ỗ" * (longest + 1)})
    assert (refused.value.field, refused.value.reason) == (field, f"is longer than {shown} characters")


def test_every_agencys_name_fits():
    fits, too_long = IncomingAgency(name="x" * NAME_LIMIT), IncomingAgency(name="x" * (NAME_LIMIT + 1))
    assert record(agencies=(fits, fits)).agencies == (fits, fits)
    for agencies in ((too_long,), (fits, too_long)):
        with pytest.raises(FieldRefused) as refused:
            record(agencies=agencies)
        assert refused.value.field == "agencies"


def test_without_a_reference_there_is_no_case():
    with pytest.raises(FieldRefused) as refused:
        record(reference="")
    assert (refused.value.field, refused.value.reason) == ("reference", "is missing")


@pytest.mark.parametrize(
    ("title", "shown", "cut"),
    [
        ("  Đèn\n hỏng  ", "Đèn hỏng", False),
        ("x" * NAME_LIMIT, "x" * NAME_LIMIT, False),
        ("x " * NAME_LIMIT, "x " * 54 + "x…", True),  # by words, within 110 characters
        ("y" * (NAME_LIMIT + 1), "y" * 109 + "…", True),
    ],
)
def test_a_title_stands_in_one_line_and_a_long_one_is_kept_aside(title, shown, cut):
    case = record(title=title)
    assert (case.title, Flag.TITLE_CUT in case.flags) == (shown, cut)
    assert case.extra == ({"title": " ".join(title.split())} if cut else {})
