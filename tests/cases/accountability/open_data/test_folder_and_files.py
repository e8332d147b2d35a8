"""Files and folders of dumps, by hand: what is written, what is found, and what a killed run leaves."""

import csv
import gzip
import hashlib
import json
from datetime import date
from io import StringIO

import pytest

from cases.accountability.open_data import folder
from cases.accountability.open_data.folder import NAME, alone, days, dump_of, forget_before, newest, put
from cases.accountability.open_data.shape import Kind, both, table, text
from cases.accountability.open_data.told import earlier
from cases.accountability.open_data.writing import AT_ONCE, cell
from tests.cases.accountability.open_data.by_hand import AS_OF, CASES, WARDS, make, written

# --- cells and files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, None),
        ("", ""),
        ("Đèn", "Đèn"),
        ("=1", "'=1"),
        ("-5", "'-5"),
        (-5, -5),  # a number is no formula
        (-0.5, -0.5),
        (0, 0),
        (True, "true"),
        (False, "false"),
        (1, 1),
    ],
)
def test_a_cell(value, said):
    assert cell(value) == said
    assert type(cell(value)) is type(said)


@pytest.mark.parametrize("n", [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1])
def test_both_files_hold_every_row_in_order_however_many_are_handed_on_at_once(tmp_path, n):
    rows = [(str(i), "=Đèn\n“hỏng”, tối" if i else None, i == 1, None) for i in range(n)]
    lines, objects = written(tmp_path, CASES, rows, 2026)
    assert (lines.name, objects.name, lines.rows, objects.rows) == ("cases-2026.csv.gz", "cases-2026.jsonl.gz", n, n)
    for file in (lines, objects):
        data = (tmp_path / file.name).read_bytes()
        assert (file.bytes, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    head, *told = csv.reader(StringIO(gzip.decompress((tmp_path / lines.name).read_bytes()).decode(), newline=""))
    assert tuple(head) == CASES.names
    assert [row[0] for row in told] == [row[0] for row in rows]
    assert {row[1] for row in told[1:]} <= {"'=Đèn\n“hỏng”, tối"}
    packed = gzip.decompress((tmp_path / objects.name).read_bytes()).decode()
    assert [json.loads(line)["late"] for line in packed.splitlines()] == [i == 1 for i in range(n)]
    assert packed.count("\n") == n


def test_a_table_of_all_years_is_not_packed_and_a_year_has_four_digits(tmp_path):
    assert [file.name for file in written(tmp_path, WARDS, [("a",)])] == ["wards.csv", "wards.jsonl"]
    assert (tmp_path / "wards.csv").read_bytes() == b"slug\r\na\r\n"
    assert written(tmp_path, CASES, [], 987)[0].name == "cases-0987.csv.gz"


def test_the_same_rows_give_the_same_bytes_whenever_they_are_packed(tmp_path, monkeypatch):
    first = written(tmp_path, CASES, [("1", "Đèn", None, None)], 2026)
    monkeypatch.setattr("time.time", lambda: 1_000_000_000.0)
    assert written(tmp_path, CASES, [("1", "Đèn", None, None)], 2026) == first


def test_a_row_has_a_cell_for_each_column(tmp_path):
    with pytest.raises(ValueError, match="zip"):
        written(tmp_path, CASES, [("1", "Đèn")], 2026)
    with pytest.raises(ValueError, match="zip"):  # a notice without its column
        written(tmp_path, WARDS, [("a",)], notice="BẢN MẪU.")


# --- what tells of them ----------------------------------------------------------------------------------------------


def test_columns_say_what_holds_of_them():
    schema = CASES.as_schema()
    assert schema["fields"][0] == {
        "name": "service_request_id",
        "type": "string",
        "description": "Số.",
        "description_en": "Number.",
        "constraints": {"required": True},
    }
    assert "constraints" not in schema["fields"][1]
    assert [field["type"] for field in schema["fields"]] == ["string", "string", "boolean", "integer"]
    assert (schema["primaryKey"], schema["missingValues"]) == (["service_request_id"], [""])
    assert WARDS.as_schema()["fields"][0]["constraints"] == {"enum": ["a", "b"]}
    assert {"primaryKey", "foreignKeys"} & set(WARDS.as_schema()) == set()
    refers = table("x", both("", ""), both("", ""), text("ward", "", ""), key=(), refers={"ward": ("wards", "slug")})
    reference = {"resource": "wards", "fields": ["slug"]}
    assert refers.as_schema()["foreignKeys"] == [{"fields": ["ward"], "reference": reference}]
    assert Kind("integer") is Kind.WHOLE


def test_a_package_tells_the_citys_day_and_each_file(settings, above):
    settings.PUBLIC_URL = "https://minhbach.vn"
    dump = make(above, date(2026, 3, 3))
    package = dump.package
    assert (package["version"], package["id"]) == ("2026-03-03", "https://minhbach.vn/du-lieu/2026-03-03/")
    assert package["as_of"] == package["created"] == "2026-03-03T00:30:00+07:00"
    assert dump.at == AS_OF
    assert ("notice" in package, package["removed"], package["method"]) == (False, 0, "2")
    assert [(each["name"], each["path"], each.get("compression")) for each in dump.resources] == [
        ("cases-2026", "cases-2026.csv.gz", "gz"),
        ("cases-2026-jsonl", "cases-2026.jsonl.gz", "gz"),
        ("wards", "wards.csv", None),
        ("wards-jsonl", "wards.jsonl", None),
    ]
    assert [each["mediatype"] for each in dump.resources[:2]] == ["text/csv", "application/jsonl"]
    assert (dump.resource("wards.csv")["rows"], dump.resource("wards")) == (1, None)
    readme = (dump.path / "README.md").read_text()
    assert "Giấy phép / licence: Creative Commons Attribution 4.0" in readme
    assert "| `late` | boolean | Trễ. / Late. |" in readme.splitlines()


def test_a_demo_says_so_in_package_and_readme(settings, above):
    settings.DEMO = True
    dump = make(above, date(2026, 3, 3))
    assert dump.package["title"].startswith("BẢN MẪU / SAMPLE. ")
    assert f"**{dump.package['notice']}**" in (dump.path / "README.md").read_text()


# --- folders ---------------------------------------------------------------------------------------------------------


def test_days_are_found_newest_first_and_nothing_else_is_a_day(above):
    assert (days(), newest(), dump_of(date(2026, 3, 3))) == ([], None, None)
    for day in (date(2026, 3, 3), date(2025, 12, 31), date(2026, 3, 10)):
        make(above, day)
    for other in (".making-2026-03-11", "2026-3-11", "2026-03-11.zip", "xem"):
        (above / other).mkdir()
    assert days() == [date(2026, 3, 10), date(2026, 3, 3), date(2025, 12, 31)]
    assert newest().day == date(2026, 3, 10)
    assert earlier(date(2026, 3, 3)) == [date(2026, 3, 10), date(2025, 12, 31)]
    assert earlier(None) == days()


def test_a_folder_is_a_dump_once_it_has_a_package_that_can_be_read(above):
    make(above, date(2026, 3, 3))
    half = above / "2026-03-04"
    half.mkdir()
    assert (dump_of(date(2026, 3, 4)), newest().day) == (None, date(2026, 3, 3))
    (half / "datapackage.json").write_text("{")
    assert dump_of(date(2026, 3, 4)) is None
    (above / "2026-03-05").write_text("no folder")
    assert dump_of(date(2026, 3, 5)) is None


def test_where_no_dumps_are_made_nothing_is_found(settings):
    settings.OPEN_DATA_ROOT = ""
    assert (folder.root(), days(), newest(), dump_of(date(2026, 3, 3))) == (None, [], None, None)
    with alone() as held:
        assert held is None


def test_one_at_a_time_and_the_next_mends_what_was_left(above):
    with alone() as held, alone() as second:
        assert (held, second) == (above, None)
    (above / ".old-2026-03-01").mkdir()  # taken aside, and nothing put in its place
    (above / ".old-2026-03-02").mkdir()
    (above / "2026-03-02").mkdir()
    (above / ".making-2026-03-03").mkdir()
    with alone():
        assert sorted(each.name for each in above.iterdir()) == [".lock", "2026-03-01", "2026-03-02"]


def test_a_new_dump_takes_the_place_of_the_days_own(above):
    old, making = above / "2026-03-03", above / ".making-2026-03-03"
    for where, words in ((old, "alt"), (making, "neu")):
        where.mkdir(parents=True)
        (where / "a").write_text(words)
    put(making, old)
    assert [each.name for each in above.iterdir()] == ["2026-03-03"]
    assert (old / "a").read_text() == "neu"
    making.mkdir()
    put(making, above / "2026-03-04")
    assert days() == [date(2026, 3, 4), date(2026, 3, 3)]


def test_days_before_the_first_are_forgotten_and_that_day_is_not(above):
    for n in (1, 2, 3):
        (above / f"2026-03-0{n}").mkdir(parents=True)
    assert forget_before(above, date(2026, 3, 2)) == [date(2026, 3, 1)]
    assert forget_before(above, date(2026, 3, 2)) == []
    assert days() == [date(2026, 3, 3), date(2026, 3, 2)]


@pytest.mark.parametrize(
    ("name", "served"),
    [
        *((name, True) for name in ("cases-2026.csv.gz", "wards.csv", "agency_names.jsonl", "SHA256SUMS", "README.md")),
        ("datapackage.json", True),
        *((name, False) for name in (".cleaned.json", ".cases.csv", "../wards.csv", "a/b.csv", "wards.csv.bz2", "")),
        *((name, False) for name in ("cases-26.csv", "Wards.csv", "wards.csv\n", "wards.json", "README")),
    ],
)
def test_names_that_may_be_asked_for(name, served):
    assert bool(NAME.fullmatch(name)) is served
