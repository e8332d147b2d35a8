"""Figures of parts as rows and files: which name and place a part has, and how a row is written down."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from cases.accountability.cuts import AGENCY, CATEGORY, CITY, NAMES, SOURCE, WARD, Cut, by_month, cut_named
from cases.accountability.definitions import METHOD_VERSION
from cases.accountability.figure_files import as_json, csv_lines, figures_now
from cases.accountability.figure_parts import Part
from cases.accountability.figure_rows import COLUMNS, named_rows
from cases.accountability.tallies import Load
from cases.models import Category, Ward
from cases.rules.figures import Tally
from tests.factories import an_agency

AT = datetime(2026, 3, 20, 17, 30, tzinfo=UTC)
EMPTY = dict.fromkeys(COLUMNS)


def part(n):
    """A part with so many open clocks, to be known again by."""
    return Part(at=AT, load=Load(tally=Tally(open=n)))


def rows(cut, *keys):
    return named_rows(cut, {key: part(n) for n, key in enumerate(keys, 1)})


def named(cut, *keys):
    return [(row["part"], row["slug"], row["open_clocks"]) for row in rows(cut, *keys)]


# --- cuts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        (datetime(2026, 3, 31, 16, 59, tzinfo=UTC), "2024-04-01", "2026-03-31"),
        (datetime(2026, 3, 31, 17, 0, tzinfo=UTC), "2024-05-01", "2026-04-30"),
        (datetime(2025, 12, 31, 17, 0, tzinfo=UTC), "2024-02-01", "2026-01-31"),
        (datetime(2028, 2, 29, 3, 0, tzinfo=UTC), "2026-03-01", "2028-02-29"),
    ],
    ids=["before midnight in Huế", "a new month there", "a new year there", "a leap day"],
)
def test_a_cut_by_month_has_two_years_up_to_the_citys_own_month(at, first, last):
    periods = cut_named("month", at).periods
    assert len(periods) == 24
    assert (periods[0].first.isoformat(), periods[-1].last.isoformat()) == (first, last)
    assert by_month(at, 3).periods == periods[-3:]


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_is_found_by_its_name(name):
    assert cut_named(name, AT).name == name
    assert bool(cut_named(name, AT).periods) is (name == "month")


@pytest.mark.parametrize("name", ["", "City", "cities", "months", "don-vi"])
def test_there_is_no_other_cut(name):
    with pytest.raises(KeyError):
        cut_named(name, AT)


@pytest.mark.parametrize("name", ["", "agency", "thang.csv", "DON-VI"])
def test_an_address_names_a_cut_in_its_own_words(db, name):
    with pytest.raises(KeyError):
        figures_now(name)


# --- rows ------------------------------------------------------------------------------------------------------------


def test_the_city_is_one_row_without_a_name():
    assert named(CITY, 0) == [("", "", 1)]


def test_no_parts_no_rows():
    assert named(CITY) == named(SOURCE) == named(by_month(AT)) == []


def test_months_come_by_time_whatever_was_counted_first():
    cut = by_month(AT, 14)
    assert named(cut, 13, 0, 1, 12) == [
        ("2025-02", "2025-02", 2),
        ("2025-03", "2025-03", 3),
        ("2026-02", "2026-02", 4),
        ("2026-03", "2026-03", 1),
    ]


def test_a_cut_of_few_months_is_named_by_its_own_periods():
    short = Cut(name="month", periods=by_month(AT, 24).periods[-1:])
    assert named(short, 0) == [("2026-03", "2026-03", 1)]


def test_sources_go_by_their_own_name():
    assert named(SOURCE, "portal", "boston", "hue") == [
        ("boston", "boston", 2),
        ("hue", "hue", 3),
        ("portal", "portal", 1),
    ]


def test_names_of_places_are_those_of_the_reader_and_come_as_in_a_dictionary(db):
    """Đ after D, and what lies in no part first, without a name; so are agencies, and the one that is nobody."""
    wards = {slug: Ward.objects.get(slug=slug).pk for slug in ("duong-no", "kim-long", "vy-da")}
    names = {"duong-no": "Phường Đông Nỗ", "vy-da": "Phường Dĩ Dạ"}
    for slug, name in names.items():
        Ward.objects.filter(slug=slug).update(name=name, name_en="")
    assert named(WARD, *wards.values(), None) == [
        ("", "", 4),
        ("Phường Dĩ Dạ", "vy-da", 3),
        ("Phường Đông Nỗ", "duong-no", 1),
        ("Phường Kim Long", "kim-long", 2),
    ]
    with override("en"):
        assert named(WARD, wards["kim-long"], wards["vy-da"]) == [
            ("Kim Long Ward", "kim-long", 1),
            ("Phường Dĩ Dạ", "vy-da", 2),
        ]
        lighting = Category.objects.get(slug="chieu-sang")
        assert named(CATEGORY, lighting.pk) == [(lighting.name_en, "chieu-sang", 1)]
    agencies = [an_agency(name, kind="other").pk for name in ("Sở Y tế", "Đội Quản lý", "Ban An toàn", "đội cây xanh")]
    nobody = an_agency("", kind="other", slug="chua-giao").pk
    assert [name for name, _slug, _n in named(AGENCY, *agencies, nobody)] == [
        "Ban An toàn",
        "đội cây xanh",
        "Đội Quản lý",
        "Nguồn không ghi đơn vị",
        "Sở Y tế",
    ]


def test_a_row_has_its_part_first_and_every_figure_once():
    [row] = rows(CITY, 0)
    assert tuple(row) == COLUMNS
    assert COLUMNS[:2] == ("part", "slug")
    assert len(set(COLUMNS)) == len(COLUMNS)


# --- files -----------------------------------------------------------------------------------------------------------


def written(told, **asked):
    return list(csv.reader(io.StringIO("".join(csv_lines(AT, told, **asked)))))


def test_a_line_says_when_and_by_which_method_it_was_counted():
    heading, line = written([EMPTY | {"part": "Kim Long", "slug": "kim-long", "open_clocks": 7, "on_time_rate": 0.5}])
    assert heading == ["at", "method", *COLUMNS]
    row = dict(zip(heading, line, strict=True))
    assert (row["at"], row["method"]) == ("2026-03-20T17:30:00+00:00", METHOD_VERSION)
    assert {name: value for name, value in row.items() if value and name not in {"at", "method"}} == {
        "part": "Kim Long",
        "slug": "kim-long",
        "open_clocks": "7",
        "on_time_rate": "0.5",
    }


def test_without_parts_there_is_a_heading():
    assert written([]) == [["at", "method", *COLUMNS]]
    assert json.loads(as_json(AT, [])) == {"at": AT.isoformat(), "method": METHOD_VERSION, "parts": []}


def test_names_are_harmless_and_numbers_stay_numbers():
    heading, line = written([EMPTY | {"part": "=SUM(A1)", "slug": "-x", "median_days": -0.5}])
    row = dict(zip(heading, line, strict=True))
    assert (row["part"], row["slug"], row["median_days"]) == ("'=SUM(A1)", "'-x", "-0.5")


def test_the_mark_for_spreadsheets_comes_first():
    assert next(csv_lines(AT, [], mark=True)) == "\ufeff"
    assert next(csv_lines(AT, [])).startswith("at,")


def test_json_keeps_letters_as_they_are_and_what_is_not_known_as_null():
    text = as_json(AT, [EMPTY | {"part": "Phường Kim Long", "open_clocks": 0}])
    assert "Phường Kim Long" in text
    [told] = json.loads(text)["parts"]
    assert (told["open_clocks"], told["median_days"]) == (0, None)
    assert list(json.loads(text)) == ["at", "method", "parts"]


@pytest.mark.parametrize(("language", "begins"), [("vi", "BẢN MẪU."), ("en", "SAMPLE")])
def test_files_of_a_demo_begin_and_end_with_its_notice(settings, language, begins):
    settings.DEMO = True
    with override(language):
        told = json.loads(as_json(AT, [EMPTY]))
        heading, line = written([EMPTY])
    assert next(iter(told)) == "notice"
    assert told["notice"].startswith(begins)
    assert (heading[-1], line[-1]) == ("notice", told["notice"])
