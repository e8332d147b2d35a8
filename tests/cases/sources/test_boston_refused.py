"""Boston's rows and files that cannot be kept: named, and the others are read."""

import pytest

from cases.actions.incoming import (
    CATEGORY_LIMIT,
    NAME_LIMIT,
    REFERENCE_LIMIT,
    SourceUnreadable,
)
from cases.sources.boston_layouts import LAYOUTS, REQUIRED, WANTED
from tests.cases.sources.files import HEADER_2015, ROW_2015, boston_2015, boston_2025, csv_text, put, read, split

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"OPEN_DT": "yesterday"}, "OPEN_DT", "is no date: 'yesterday'"),
        ({"TARGET_DT": "02/30/2015 08:00:00 AM"}, "TARGET_DT", "is no date: '02/30/2015 08:00:00 AM'"),
        ({"CLOSED_DT": "00:00"}, "CLOSED_DT", "is no date: '00:00'"),
        ({"CASE_ENQUIRY_ID": " "}, "CASE_ENQUIRY_ID", "is missing"),
        ({"CASE_ENQUIRY_ID": "1" * (REFERENCE_LIMIT + 1)}, "CASE_ENQUIRY_ID", "is longer than 80 characters"),
        ({"TYPE": "x" * (CATEGORY_LIMIT + 1)}, "TYPE", "is longer than 160 characters"),
        ({"Location": "x" * (NAME_LIMIT + 1)}, "Location", "is longer than 255 characters"),
        ({"Department": "x" * (NAME_LIMIT + 1)}, "Department", "is longer than 255 characters"),
        ({"precinct": "x" * 200_000}, "precinct", "is longer than 131,072 characters"),
        ({"CLOSURE_REASON": "a\0b"}, "CLOSURE_REASON", "holds a NUL character"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(old, changes, field, reason):
    items = old({}, changes, {})
    good, (bad,) = split(items)
    assert [case.line for case in good] == [2, 4]
    assert (bad.line, bad.field, bad.reason) == (3, field, reason)
    assert 0 < len(bad.raw) <= 500


def test_longest_values_fit(old):
    (case,) = old(
        {
            "CASE_ENQUIRY_ID": "1" * REFERENCE_LIMIT,
            "TYPE": "x" * CATEGORY_LIMIT,
            "Location": "x" * NAME_LIMIT,
            "Department": "x" * NAME_LIMIT,
        }
    )
    assert case.flags == ()


def test_fields_of_2025_are_named_as_there(new):
    _, (bad,) = split(new({"open_date": "2025-08-32 06:35:06+00"}))
    assert (bad.field, bad.reason) == ("open_date", "is no date: '2025-08-32 06:35:06+00'")


def test_answers_of_two_long_columns(new):
    half = "x" * 131_000
    _, (bad,) = split(new({"closure_reason": half, "closure_comments": half}))
    assert (bad.field, bad.reason) == ("closure_reason", "is longer than 131,072 characters")


def test_a_reference_named_twice(old):
    items = old({"CASE_ENQUIRY_ID": "7"}, {"CASE_ENQUIRY_ID": "8"}, {"CASE_ENQUIRY_ID": "7", "CASE_TITLE": "again"})
    good, (bad,) = split(items)
    assert [case.reference for case in good] == ["7", "8"]
    assert (bad.line, bad.field) == (4, "CASE_ENQUIRY_ID")
    assert bad.reason == "7 is the reference of line 2 already"
    assert "again" in bad.raw


def test_a_rejected_row_does_not_claim_its_reference(old):
    items = old({"CASE_ENQUIRY_ID": "7", "OPEN_DT": "x"}, {"CASE_ENQUIRY_ID": "7"})
    good, (bad,) = split(items)
    assert (bad.line, [case.line for case in good]) == (2, [3])


def test_two_readings_of_one_reader_know_nothing_of_each_other(old):
    assert [case.digest for case in old({}, {})] == [case.digest for case in old({}, {})]


@pytest.mark.parametrize("name", ["rows.csv", "rows.csv.gz"])
def test_packed_or_not(tmp_path, name):
    assert len(read("boston", put(tmp_path, boston_2015({}, {}), name))) == 2


def test_a_header_alone_is_no_row(tmp_path):
    assert read("boston", put(tmp_path, boston_2015())) == []


def test_missing_columns_are_named(tmp_path):
    header = [name for name in HEADER_2015 if name not in {"TARGET_DT", "CASE_STATUS"}]
    path = put(tmp_path, csv_text(header, []))
    with pytest.raises(SourceUnreadable) as refused:
        read("boston", path)
    assert str(refused.value) == f"{path}:1: TARGET_DT: columns missing of layout 2015: TARGET_DT, CASE_STATUS"


def test_the_nearer_layout_is_named(tmp_path):
    path = put(tmp_path, boston_2025({}).replace("open_date", "opened"))
    with pytest.raises(SourceUnreadable, match="columns missing of layout 2025: open_date"):
        read("boston", path)


def test_other_columns_may_be_missing_or_in_another_order(tmp_path):
    header = [
        "Department",
        "CLOSURE_REASON",
        "TYPE",
        "CASE_STATUS",
        "CLOSED_DT",
        "TARGET_DT",
        "OPEN_DT",
        "CASE_ENQUIRY_ID",
    ]
    row = {name: ROW_2015[name] for name in header}
    (case,) = read("boston", put(tmp_path, csv_text(header, [row])))
    assert (case.title, case.place, case.lat, case.extra) == ("Pothole Repair", "", None, {"source_status": "Closed"})


def test_layouts_name_only_what_is_read():
    for layout in LAYOUTS:
        assert set(layout.columns) <= set(WANTED)
        assert set(REQUIRED) <= set(layout.columns)
