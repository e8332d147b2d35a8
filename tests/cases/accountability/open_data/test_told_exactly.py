"""What tells of a dump, as a whole: the descriptor by its standard, the README line by line, rows counted from one."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cases.accountability.open_data.of_cases import rows_of
from cases.accountability.open_data.package import Freshness, package_of, write_package
from cases.accountability.open_data.shape import both, instant, number, table, text, yes
from cases.accountability.open_data.tables import TABLES
from cases.accountability.open_data.told import told_dump
from cases.public.case import PublicEvent, PublicExtension, PublicReturn
from cases.public.spreadsheet import FORMULA
from tests.cases.accountability.open_data.by_hand import make, written
from tests.portal.case_samples import KIM_LONG, LIGHTS, NOW, answer, assignment, broken, case, crowded, imported

AT = datetime(2026, 12, 31, 17, 0, 0, 999_999, tzinfo=UTC)  # the new year has begun in Huế
SHAPE = table(
    "wards",
    both("Phường, xã", "Wards"),
    both("Hiện nay.", "Of today."),
    text("slug", "Mã.", "Code.", always=True, values=("a", "b")),
    number("lat", "Vĩ độ.", "Latitude."),
    yes("merged", "Đã gộp.", "Merged."),
    instant("since", "Từ lúc.", "Since."),
    key=("slug",),
)
FRESH = Freshness(at=AT, method="3", ledger="0" * 64)


def a_package(where):
    return package_of(written(where, SHAPE, [("a", 16.5, True, None)]), {"wards": SHAPE}, FRESH)


def test_a_descriptor_says_what_the_standard_asks_for_and_what_we_add(settings, tmp_path):
    settings.PUBLIC_URL = "https://minhbach.vn"
    package = a_package(tmp_path)
    lines, objects = package.pop("resources")
    assert package == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "minhbach",
        "id": "https://minhbach.vn/du-lieu/2027-01-01/",
        "title": "Minh Bạch: dữ liệu mở / open data",
        "homepage": "https://minhbach.vn/du-lieu/",
        "version": "2027-01-01",
        "created": "2027-01-01T00:00:00+07:00",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "as_of": "2027-01-01T00:00:00+07:00",
        "method": "3",
        "ledger_sha256": "0" * 64,
        "removed": 0,
    }
    fields = lines["schema"]["fields"]
    assert [(each["name"], each["type"]) for each in fields] == [
        ("slug", "string"),
        ("lat", "number"),
        ("merged", "boolean"),
        ("since", "datetime"),
    ]
    assert fields[0]["constraints"] == {"required": True, "enum": ["a", "b"]}
    assert (lines["title"], lines["description"], lines["description_en"]) == (
        "Phường, xã / Wards",
        "Hiện nay.",
        "Of today.",
    )
    assert {name for name in lines if lines[name] != objects[name]} == {
        *("name", "path", "format", "mediatype", "bytes", "hash")
    }, "both files are of one table"


def test_a_descriptor_is_written_for_people_to_read(tmp_path):
    package = a_package(tmp_path)
    write_package(tmp_path, package, {"wards": SHAPE})
    told = (tmp_path / "datapackage.json").read_text(encoding="utf-8")
    assert json.loads(told) == package
    assert "Phường, xã / Wards" in told
    assert told.startswith('{\n "$schema"')


def test_sums_are_lines_that_sha256sum_takes(tmp_path):
    package = a_package(tmp_path)
    write_package(tmp_path, package, {"wards": SHAPE})
    lines = (tmp_path / "SHA256SUMS").read_text().split("\n")
    assert [line[64:] for line in lines] == ["  wards.csv", "  wards.jsonl", "  README.md", ""]
    assert [line[:64] for line in lines[:2]] == [each["hash"].split(":")[1] for each in package["resources"]]


def test_a_readme_line_by_line(settings, tmp_path):
    settings.PUBLIC_URL = "https://minhbach.vn"
    package = {**a_package(tmp_path), "removed": 2}
    write_package(tmp_path, package, {"wards": SHAPE})
    told = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert told.split("\n\n")[:3] == [
        "# Minh Bạch: dữ liệu mở / open data",
        "- Tính đến / as of: 2027-01-01T00:00:00+07:00\n"
        "- Cách tính (phiên bản định nghĩa) / method (version of the definitions): 3 (https://minhbach.vn/phuong-phap/)\n"
        f"- Mã sổ cái / ledger SHA-256: {'0' * 64}\n"
        "- Giấy phép / licence: Creative Commons Attribution 4.0 International (CC BY 4.0), "
        "https://creativecommons.org/licenses/by/4.0/\n"
        "- Trích dẫn / cite: Minh Bạch, dữ liệu mở ngày 2027-01-01, https://minhbach.vn/du-lieu/2027-01-01/\n"
        "- Phản ánh đã lấy ra sau đó / reports taken out since: 2",
        "Kiểm tệp / check files: `sha256sum --check SHA256SUMS`",
    ]
    assert told.split("\n\n")[4:] == [
        "## wards",
        "Phường, xã / Wards",
        "Hiện nay.\nOf today.",
        "| | | |\n|---|---|---|\n"
        "| `slug` | string | Mã. / Code. |\n"
        "| `lat` | number | Vĩ độ. / Latitude. |\n"
        "| `merged` | boolean | Đã gộp. / Merged. |\n"
        "| `since` | datetime | Từ lúc. / Since. |\n",
    ]
    how = told.split("\n\n")[3]
    assert all(f" {mark} " in how or f"{mark} có" in how for mark in FORMULA if mark.isprintable())
    assert how.count("`; `") == 2, "in both languages"


@pytest.mark.parametrize(
    ("years", "resting", "told"),
    [
        ((2026,), {2026, 2025}, [2026]),
        ((2026,), set(), []),
        ((2026,), {1999}, []),
    ],
)
def test_years_that_rest_are_those_it_has(above, years, resting, told):
    dump = make(above, date(2026, 3, 3), year=years[0])
    assert told_dump(dump, now=dump.at, resting=resting).resting == told


def test_years_that_rest_are_told_the_newest_first(above):
    dump = make(above, date(2026, 3, 3))
    files = [{**dump.resources[0], "year": year} for year in (2024, 2026, 2025)]
    told = told_dump(replace(dump, package={**dump.package, "resources": files}), now=dump.at, resting={2024, 2026})
    assert told.resting == [2026, 2024]


# --- rows of a case --------------------------------------------------------------------------------------------------


def positions(told, name):
    return [row[1] for table_, row in rows_of(told) if table_ == name]


def test_whatever_a_case_has_several_of_is_counted_from_one():
    promise = PublicExtension(
        agency_name="", published_at=NOW, promised_on=date(2026, 12, 20), label="", sentence="", late=False
    )
    back = PublicReturn(agency_name="", at=None, refused=False, label="", sentence="")
    event = PublicEvent(kind="case.accept", at=None, role="center", sentence="", detail="")
    told = case(
        assignments=(assignment(LIGHTS), assignment(KIM_LONG), assignment(LIGHTS)),
        answers=(answer(), answer()),
        extensions=(promise,),
        returns=(back, back),
        events=(event,) * 4,
    )
    assert [positions(told, name) for name in ("assignments", "answers", "extensions", "returns", "events")] == [
        [1, 2, 3],
        [1, 2],
        [1],
        [1, 2],
        [1, 2, 3, 4],
    ]


def test_promises_and_returns_name_whose_they_are_and_why():
    told = [row for name, row in rows_of(broken()) if name in ("extensions", "returns")]
    promise, returned, refused = (dict(zip(TABLES[name].names, row, strict=True)) for name, row in named(told))
    assert (promise["agency_name"], promise["reason"]) == (LIGHTS.name, "chờ vật tư")
    assert (returned["agency_name"], returned["reason"], returned["refused"]) == (LIGHTS.name, "chưa nêu ngày", False)
    assert (refused["agency_name"], refused["reason"], refused["refused"]) == (
        KIM_LONG.name,
        "đùn đẩy trách nhiệm",
        True,
    )


def named(rows):
    """One promise and two returns, each with the name of its table."""
    return zip(("extensions", "returns", "returns"), rows, strict=True)


@pytest.mark.parametrize("sample", [broken, crowded, imported], ids=lambda made: made.__name__)
def test_rows_have_plain_values_of_the_kinds_their_columns_name(sample):
    kinds = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "date": str,
        "datetime": str,
    }
    met = set()
    for name, row in rows_of(sample()):
        for each, value in zip(TABLES[name].columns, row, strict=True):
            assert value is not None or not each.always, (name, each.name)
            assert value is None or isinstance(value, kinds[each.kind]), (name, each.name, value)
            assert value != "" or each.name in ("agency",), (name, each.name)
            assert not each.values or value is None or value in each.values, (name, each.name, value)
            if value is not None and each.kind == "datetime":
                assert datetime.fromisoformat(value).utcoffset() is not None
            if value is not None and each.kind == "date":
                assert date.fromisoformat(value)
        met.add(name)
    assert {"cases", "assignments", "answers"} <= met


def test_tables_of_cases_are_joined_by_the_reports_number_alone():
    for told in (broken(), crowded(), imported()):
        assert {row[0] for _name, row in rows_of(told)} == {"48213"}
        assert [name for name, _row in rows_of(told)].count("cases") == 1
