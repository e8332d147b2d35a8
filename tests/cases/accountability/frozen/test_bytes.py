"""The bytes of a frozen day, written out by hand: they may never change for a day that is frozen."""

import csv
import hashlib
import json

import pytest
from django.utils.translation import override

from cases.accountability.frozen.files import Frozen, as_csv, as_json, cases_text, parsed, sha256
from tests.cases.accountability.frozen.days import a_change, a_correction, a_day, a_row

HEADING = (
    "date,ended_at,agency,slug,overdue,promise_broken,extended,open,share,median_days_late,oldest_days_late,"
    "oldest_number"
)
ROW = {"overdue": 2, "promise_broken": 1, "extended": 1, "open": 12}


def frozen(*agencies, changes=(), **day):
    return Frozen(snapshot=a_day(**day), agencies=agencies, changes=changes)


def lines(*agencies, corrections=(), **day):
    return as_csv(frozen(*agencies, **day), corrections).decode().split("\r\n")


def told(*agencies, corrections=(), changes=(), **day):
    return json.loads(as_json(frozen(*agencies, changes=changes, **day), corrections))


def cell(column, **row):
    """One cell of an agency's line."""
    [found] = csv.DictReader(lines(a_row(**row)))
    return found[column]


# --- the CSV ---------------------------------------------------------------------------------------------------------


def test_a_line_an_agency_to_the_byte():
    row = a_row(**ROW, median_days=18.5, oldest_days=40, oldest_number=77)
    assert lines(row, a_row("Sở Xây dựng", "so-xay-dung", extended=1, open=1)) == [
        HEADING,
        "2026-03-13,2026-03-13T23:59:59.999999+07:00,UBND phường Kim Long,kim-long,2,1,1,12,0.25,18.5,40,77",
        "2026-03-13,2026-03-13T23:59:59.999999+07:00,Sở Xây dựng,so-xay-dung,0,0,1,1,0.0,,,",
        "",
    ]


@pytest.mark.parametrize(("reconstructed", "written"), [(False, "false,3"), (True, "true,3")])
def test_by_method_three_each_line_says_whether_it_was_reconstructed(reconstructed, written):
    """And by which method: of days frozen by one of before, the bytes stay."""
    found = lines(a_row(**ROW), method=3, reconstructed=reconstructed, sample=True)
    assert found[0] == f"{HEADING},reconstructed,method,notice"
    assert f",2,1,1,12,0.25,,,,{written}," in found[1]
    assert lines(method=2, reconstructed=reconstructed) == lines(method=1, reconstructed=reconstructed) == [HEADING, ""]


def test_without_agencies_there_is_a_heading():
    assert lines() == [HEADING, ""]


@pytest.mark.parametrize(
    ("column", "row", "written"),
    [
        ("share", {"overdue": 1, "open": 3}, "0.3333"),
        ("share", {"overdue": 1, "promise_broken": 1, "open": 3}, "0.6667"),
        ("share", {"overdue": 3, "open": 3}, "1.0"),
        ("share", {"overdue": 1, "open": 30_000}, "0.0"),
        ("share", {"extended": 1, "open": 1}, "0.0"),
        ("share", {}, ""),
        ("median_days_late", {"median_days": 12.0}, "12"),
        ("median_days_late", {"median_days": 12.5}, "12.5"),
        ("median_days_late", {"median_days": 0.0}, "0"),
        ("median_days_late", {}, ""),
        ("oldest_days_late", {"oldest_days": 0}, "0"),
        ("agency", {"name": "=HYPERLINK(1)"}, "'=HYPERLINK(1)"),
        ("agency", {"name": "Đội 1, Huế"}, "Đội 1, Huế"),
        ("slug", {"slug": "-x"}, "'-x"),
    ],
    ids=[
        *("four digits", "rounded up", "all", "next to none", "extended is no headline", "of nothing open"),
        *("whole days", "half a day", "no day", "no days", "none yet"),
        *("a formula", "a comma", "a minus"),
    ],
)
def test_a_cell_of_the_csv(column, row, written):
    assert cell(column, **row) == written


def test_a_sample_says_so_in_vietnamese_on_every_line_whatever_the_language():
    with override("en"):
        heading, first, _end = lines(a_row(), sample=True)
    assert heading == f"{HEADING},notice"
    assert first.endswith(
        ',"BẢN MẪU. Mọi phản ánh, đơn vị và số liệu đều do máy tạo, không phải của thành phố Huế. Xin đừng trích dẫn."'
    )


def test_corrections_stand_on_each_line_with_their_moment_in_the_city():
    two = [a_correction("Nhập chậm."), a_correction("Sai tên, đã sửa")]
    found = list(csv.DictReader(lines(a_row(), a_row("Khác", "khac"), corrections=two)))
    moment = "2026-03-17T11:59:59.999999+07:00"
    assert {row["corrections"] for row in found} == {f"{moment}: Nhập chậm. | {moment}: Sai tên, đã sửa"}
    assert len(found) == 2
    heading = lines(corrections=two, sample=True)[0]
    assert heading == f"{HEADING},notice,corrections"


# --- the JSON --------------------------------------------------------------------------------------------------------


def test_everything_of_a_day_in_its_order():
    row = a_row(**ROW, median_days=18.0, cases=cases_text([(77, "A-77", "overdue", 40)]))
    found = told(
        row,
        changes=[a_change(), a_change("left", number=8, reference="B-8", reason="answered")],
        agencies_past_due=1,
        unassigned=5,
        unassigned_past_due=4,
        overdue=2,
        promise_broken=1,
        extended=1,
        open=12,
        caveats=["no_data"],
        compared_with=None,
    )
    counts = {"overdue": 2, "promise_broken": 1, "extended": 1, "open": 12, "share": 0.25}
    days = {"oldest_days_late": None, "oldest_number": None}
    assert list(found.items()) == [
        ("date", "2026-03-13"),
        ("ended_at", "2026-03-13T23:59:59.999999+07:00"),
        ("frozen_at", "2026-03-14T00:04:59.999999+07:00"),
        ("reconstructed", False),
        ("method", 2),
        ("ledger_sha256", "d" * 64),
        ("caveats", ["no_data"]),
        ("total", {**counts, "median_days_late": None, **days}),
        ("agencies_past_due", 1),
        ("unassigned", {"open": 5, "past_due": 4}),
        ("case_columns", ["number", "reference", "verdict", "days_late"]),
        (
            "agencies",
            [
                {
                    "agency": "UBND phường Kim Long",
                    "slug": "kim-long",
                    **counts,
                    "median_days_late": 18,
                    **days,
                    "cases": [[77, "A-77", "overdue", 40]],
                }
            ],
        ),
        ("compared_with", None),
        (
            "changes",
            [
                {"kind": "came", "slug": "kim-long", "number": 7, "reference": "7", "verdict": "overdue"}
                | {"days_late": 1, "reason": None},
                {"kind": "left", "slug": "kim-long", "number": 8, "reference": "B-8", "verdict": "overdue"}
                | {"days_late": 1, "reason": "answered"},
            ],
        ),
    ]


def test_what_makes_the_json_of_a_sample_and_of_a_corrected_day():
    found = told(corrections=[a_correction()], sample=True)
    assert next(iter(found)) == "notice"
    assert list(found)[-1] == "corrections"
    assert found["corrections"] == [{"at": "2026-03-17T11:59:59.999999+07:00", "reason": "Nhập chậm."}]
    assert {"notice", "corrections"} & told().keys() == set()


def test_whole_days_are_whole_numbers_in_the_json_too():
    text = as_json(frozen(median_days=12.0)).decode()
    assert '"median_days_late":12,' in text
    assert '"median_days_late":12.5,' in as_json(frozen(median_days=12.5)).decode()


def test_a_day_is_compared_with_a_day():
    assert told(compared_with=a_day(10).date)["compared_with"] == "2026-03-12"


def test_bytes_are_the_same_in_every_language():
    day = frozen(a_row(**ROW), changes=[a_change()], sample=True)
    with override("en"):
        english = as_csv(day), as_json(day)
    assert english == (as_csv(day), as_json(day))
    assert "Kim Long" in english[1].decode(), "letters as they are"


# --- the rest --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [(1, "1", "overdue", 0)],
        [(12_345_678_901, 'Ă"-7', "promise_broken", 400), (2, "", "extended", 3)],
    ],
    ids=["none", "one", "letters and long numbers"],
)
def test_cases_are_read_as_they_were_written(rows):
    assert list(parsed(cases_text(rows))) == rows


def test_cases_take_no_more_room_than_they_need():
    assert cases_text([(1, "Ă", "overdue", 2)]) == '[[1,"Ă","overdue",2]]'


def test_the_checksum_is_that_of_everybody():
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256("Huế".encode()) == hashlib.sha256("Huế".encode()).hexdigest()
