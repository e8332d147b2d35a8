"""Boston's rows, one oddity at a time: kept, flagged, never mended; and rows that cannot be kept."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.actions.incoming import (
    Ended,
    Flag,
    IncomingAgency,
    IncomingCase,
)
from tests.cases.sources.files import (
    ROW_2015,
    boston_2015,
    put,
    read,
)

pytestmark = pytest.mark.pure


def test_a_plain_row_of_2015(old):
    assert old({}) == [
        IncomingCase(
            line=2,
            source="boston",
            reference="101000000001",
            number=101000000001,
            title="Pothole at the gate",
            text="",
            place="1 Elm St  Boston  MA  02108",
            category="Pothole Repair",
            category_slug="pothole-repair",
            agencies=(IncomingAgency(name="PWDx"),),
            sent_at=None,
            accepted_at=datetime(2015, 1, 5, 14, tzinfo=UTC),
            started_at=datetime(2015, 1, 5, 14, tzinfo=UTC),
            due_at=datetime(2015, 1, 7, 14, tzinfo=UTC),
            closed_at=datetime(2015, 1, 6, 21, 30, tzinfo=UTC),
            ended=Ended.CLOSED,
            answer_text="Case Closed Case Resolved filled",
            month_of=datetime(2015, 1, 5, 14, tzinfo=UTC),
            ward_name="Ward 3",
            neighbourhood="Downtown",
            lat=42.35,
            lon=-71.06,
            source_channel="Call",
            flags=(),
            extra={"source_status": "Closed", "source_verdict": "ONTIME"},
        )
    ]


def test_a_plain_row_of_2025(new):
    assert new({}) == [
        IncomingCase(
            line=2,
            source="boston",
            reference="BCS-00000001",
            number=None,
            title="Wild Animal Issue",
            text="",
            place="1 Elm St, Boston, MA 02108",
            category="Wild Animal Issue",
            category_slug="wild-animal-issue",
            agencies=(IncomingAgency(name="Animal Care & Control"),),
            sent_at=None,
            accepted_at=datetime(2025, 8, 1, 6, 35, 6, 539000, tzinfo=UTC),
            started_at=datetime(2025, 8, 1, 6, 35, 6, 539000, tzinfo=UTC),
            due_at=datetime(2025, 8, 4, 6, 35, 6, 539000, tzinfo=UTC),
            closed_at=datetime(2025, 8, 1, 8, 0, 9, tzinfo=UTC),
            ended=Ended.CLOSED,
            answer_text="Resolved\nRaccoon left by itself",
            month_of=datetime(2025, 8, 1, 6, 35, 6, 539000, tzinfo=UTC),
            ward_name="03",
            neighbourhood="Downtown",
            lat=42.35,
            lon=-71.06,
            source_channel="Call",
            flags=(),
            extra={"source_status": "Closed", "source_verdict": "ONTIME"},
        )
    ]


# --- how a case ended ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["In progress", "Submit", "Create", "Error", "Needs Reallocation", "Open", "OPEN"])
def test_all_statuses_but_closed_are_open(new, status):
    (case,) = new({"case_status": status, "close_date": "", "closure_reason": "", "closure_comments": ""})
    assert (case.ended, case.closed_at, case.answer_text, case.flags) == (Ended.OPEN, None, None, ())
    assert case.extra["source_status"] == status


def test_closed_without_a_date_is_closed_at_an_unknown_time(old):
    (case,) = old({"CLOSED_DT": ""})
    assert (case.ended, case.closed_at, case.flags) == (Ended.CLOSED_UNKNOWN, None, (Flag.CLOSED_WITHOUT_TIME,))
    assert case.answer_text == "Case Closed Case Resolved filled"


def test_open_with_a_closing_date_stays_open_and_keeps_the_date_aside(old):
    (case,) = old({"CASE_STATUS": "Open", "CLOSURE_REASON": ""})
    assert (case.ended, case.closed_at, case.flags) == (Ended.OPEN, None, (Flag.STATUS_CONTRADICTS_DATES,))
    assert case.extra["closed_at"] == "2015-01-06T21:30:00+00:00"


def test_an_answer_to_an_open_case_is_kept_aside(new):
    (case,) = new(
        {"case_status": "In progress", "close_date": "", "closure_reason": "Resolved", "closure_comments": ""}
    )
    assert (case.ended, case.answer_text, case.flags) == (Ended.OPEN, None, (Flag.ANSWER_WHILE_OPEN,))
    assert case.extra["answer"] == "Resolved"


@pytest.mark.parametrize("status", ["", "Archived"])
@pytest.mark.parametrize(
    ("changes", "ended"),
    [
        ({}, Ended.CLOSED),
        ({"CLOSED_DT": ""}, Ended.CLOSED_UNKNOWN),
        ({"CLOSED_DT": "", "CLOSURE_REASON": ""}, Ended.OPEN),
    ],
)
def test_an_unknown_status_leaves_it_to_the_date_and_then_to_the_answer(old, status, changes, ended):
    (case,) = old({"CASE_STATUS": status, **changes})
    assert (case.ended, case.flags) == (ended, (Flag.STATUS_UNKNOWN,))
    assert case.extra.get("source_status", "") == status


def test_closed_without_a_word(old):
    (case,) = old({"CLOSURE_REASON": " "})
    assert (case.ended, case.answer_text, case.flags) == (Ended.CLOSED, None, (Flag.NO_ANSWER_TEXT,))


@pytest.mark.parametrize(
    ("reason", "comments", "answer"),
    [("Noted", "", "Noted"), ("", "by phone", "by phone"), ("Noted", "by phone", "Noted\nby phone")],
)
def test_reason_and_comments_make_the_answer(new, reason, comments, answer):
    (case,) = new({"closure_reason": reason, "closure_comments": comments})
    assert case.answer_text == answer


# --- dates -----------------------------------------------------------------------------------------------------------


def test_closed_before_opened(old):
    (case,) = old({"CLOSED_DT": "01/05/2015 08:59:02 AM"})
    assert case.closed_at == datetime(2015, 1, 5, 13, 59, 2, tzinfo=UTC)
    assert (case.ended, case.flags) == (Ended.CLOSED, (Flag.CLOSED_BEFORE_OPENED,))


def test_closed_when_opened_is_not_before(old):
    assert old({"CLOSED_DT": ROW_2015["OPEN_DT"], "TARGET_DT": ROW_2015["OPEN_DT"]})[0].flags == ()


def test_closed_in_1900(old):
    (case,) = old({"CLOSED_DT": "01/01/1900 12:00:00 AM"})
    assert case.closed_at == datetime(1900, 1, 1, 5, tzinfo=UTC)
    assert case.flags == (Flag.CLOSED_BEFORE_OPENED, Flag.CLOSED_IN_1900)
    assert case.started_at == case.month_of == case.accepted_at


def test_due_before_opened(old):
    (case,) = old({"TARGET_DT": "01/05/2015 08:30:00 AM"})
    assert case.due_at == datetime(2015, 1, 5, 13, 30, tzinfo=UTC)
    assert case.flags == (Flag.DUE_BEFORE_OPENED,)


def test_a_blank_target_is_no_due_date(old):
    (case,) = old({"TARGET_DT": "  "})
    assert (case.due_at, case.flags) == (None, ())


def test_without_an_opening_the_earliest_known_date_starts_the_clock(old):
    (case,) = old({"OPEN_DT": ""})
    assert (case.accepted_at, case.started_at, case.month_of) == (None, case.closed_at, case.closed_at)
    assert case.flags == (Flag.ACCEPTANCE_UNKNOWN,)


def test_without_any_date_there_is_no_clock(old):
    (case,) = old({"OPEN_DT": "", "TARGET_DT": "", "CLOSED_DT": ""})
    assert (case.started_at, case.month_of, case.ended) == (None, None, Ended.CLOSED_UNKNOWN)
    assert case.flags == (Flag.ACCEPTANCE_UNKNOWN, Flag.CLOSED_WITHOUT_TIME, Flag.NO_DATES)


def test_in_the_repeated_hour_the_first_is_meant(old):
    (case,) = old({"OPEN_DT": "11/01/2015 01:30:00 AM", "TARGET_DT": "", "CLOSED_DT": "11/01/2015 02:10:00 AM"})
    assert case.accepted_at == datetime(2015, 11, 1, 5, 30, tzinfo=UTC)
    assert (case.closed_at - case.accepted_at).total_seconds() == 100 * 60


# --- what holds for every row ----------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=20)
DATES = st.sampled_from(["", "01/05/2015 09:00:00 AM", "01/01/1900 12:00:00 AM", "03/08/2015 02:30:00 AM", "never"])


@given(
    st.fixed_dictionaries(
        {
            "OPEN_DT": DATES,
            "TARGET_DT": DATES,
            "CLOSED_DT": DATES,
            "CASE_STATUS": st.sampled_from(["Open", "Closed", "", "Odd"]),
            "CLOSURE_REASON": WORDS,
            "CASE_TITLE": WORDS,
            "LATITUDE": st.floats().map(str) | WORDS,
            "LONGITUDE": st.floats().map(str) | WORDS,
            "Department": WORDS,
        }
    )
)
def test_promises_of_the_record(tmp_path_factory, changes):
    path = put(tmp_path_factory.mktemp("boston"), boston_2015(changes, {}))
    first, second = read("boston", path)
    assert isinstance(second, IncomingCase)
    if "never" in changes.values():
        assert first.reason == "is no date: 'never'"
        return
    assert (first.closed_at is not None) == (first.ended is Ended.CLOSED)
    assert first.answer_text is None or first.ended is not Ended.OPEN
    assert (first.lat is None) == (first.lon is None)
    assert (first.started_at is None) == (Flag.NO_DATES in first.flags)
    assert list(first.flags) == sorted(set(first.flags))
    assert first.title
    assert first.digest == read("boston", path)[0].digest
