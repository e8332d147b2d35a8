"""What Boston's rows say of agencies, categories, texts and places: kept as it is, what is odd flagged."""

import pytest

from cases.actions.incoming import (
    NAME_LIMIT,
    NO_AGENCY,
    Flag,
    IncomingAgency,
)
from tests.cases.sources.files import boston_2015, put, read

pytestmark = pytest.mark.pure


# --- agencies, categories, titles, texts -----------------------------------------------------------------------------


def test_a_blank_department_is_the_agency_without_name(new):
    (case,) = new({"assigned_department": ""})
    assert (case.agencies, case.flags) == (NO_AGENCY, (Flag.NO_AGENCY,))


def test_a_department_is_named_as_the_file_names_it(new):
    (case,) = new({"assigned_department": "Police; Fire (*)  Dept"})
    assert case.agencies == (IncomingAgency(name="Police; Fire (*)  Dept"),)


@pytest.mark.parametrize(
    ("changes", "category", "title", "flags"),
    [
        ({"service_name": ""}, "Animals", "Animals", ()),
        ({"service_name": "", "case_topic": ""}, "Chưa phân loại", "1 Elm St, Boston, MA 02108", (Flag.NO_CATEGORY,)),
        (
            {"service_name": "", "case_topic": "", "full_address": ""},
            "Chưa phân loại",
            "BCS-00000001",
            (Flag.NO_CATEGORY,),
        ),
    ],
)
def test_without_a_service_the_topic_is_the_category(new, changes, category, title, flags):
    (case,) = new(changes)
    assert (case.category, case.title, case.flags) == (category, title, flags)


def test_a_blank_title_is_the_type(old):
    assert old({"CASE_TITLE": " "})[0].title == "Pothole Repair"


def test_a_category_keeps_its_spelling_and_a_title_its_words(old):
    (case,) = old({"TYPE": "Heat - Excessive  Insufficient", "CASE_TITLE": "Heat - Excessive  Insufficient"})
    assert case.category == "Heat - Excessive  Insufficient"
    assert case.title == "Heat - Excessive Insufficient"


def test_an_overlong_title_is_cut_and_kept_aside(old):
    long = "word " * 60
    (case,) = old({"CASE_TITLE": long})
    assert len(case.title) <= 110
    assert case.title.endswith("…")
    assert case.extra["title"] == long.strip()
    assert case.flags == (Flag.TITLE_CUT,)
    assert old({"CASE_TITLE": "x" * NAME_LIMIT})[0].flags == ()


@pytest.mark.parametrize("column", ["CLOSURE_REASON", "CASE_TITLE", "Location", "TYPE", "Department"])
def test_broken_characters_are_kept(old, column):
    (case,) = old({column: "Mayor\ufffds"})
    assert case.flags == (Flag.BROKEN_CHARACTERS,)
    assert "Mayor\ufffds" in (case.answer_text, case.title, case.place, case.category, case.agencies[0].name)


def test_bytes_that_are_no_utf8_break_one_row_only(tmp_path):
    content = boston_2015({}, {"CASE_TITLE": "CAFE"}, {}).encode().replace(b"CAFE", b"Caf\xe9")
    cases = read("boston", put(tmp_path, content))
    assert [case.flags for case in cases] == [(), (Flag.BROKEN_CHARACTERS,), ()]
    assert cases[1].title == "Caf\ufffd"


def test_texts_are_nfc(old):
    (case,) = old({"CLOSURE_REASON": "cafe\u0301", "CASE_TITLE": "e\u0301te\u0301"})
    assert (case.answer_text, case.title) == ("café", "été")


@pytest.mark.parametrize("column", ["CLOSURE_REASON", "CASE_TITLE"])
@pytest.mark.parametrize("words", ["write to jane@example.org", "call 617-555-0100".replace("555", "635")])
def test_personal_data_is_noticed(old, column, words):
    assert old({column: words})[0].flags == (Flag.PERSONAL_DATA,)


def test_personal_data_in_an_answer_kept_aside_is_noticed(old):
    (case,) = old({"CASE_STATUS": "Open", "CLOSED_DT": "", "CLOSURE_REASON": "mail jane@example.org"})
    assert case.flags == (Flag.ANSWER_WHILE_OPEN, Flag.PERSONAL_DATA)


# --- places ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latitude", "longitude", "flag"),
    [
        ("0", "0", Flag.IMPOSSIBLE_COORDINATES),
        ("-71.06", "42.35", Flag.IMPOSSIBLE_COORDINATES),
        ("4235", "-71.06", Flag.IMPOSSIBLE_COORDINATES),
        ("42.35", "", Flag.IMPOSSIBLE_COORDINATES),
        ("42.3594", "-71.0587", Flag.DEFAULT_COORDINATES),
    ],
)
def test_points_that_are_none_are_kept_aside(old, latitude, longitude, flag):
    (case,) = old({"LATITUDE": latitude, "LONGITUDE": longitude})
    assert (case.lat, case.lon, case.flags) == (None, None, (flag,))
    assert (case.extra["latitude"], case.extra.get("longitude", "")) == (latitude, longitude)


def test_no_point_at_all(old):
    (case,) = old({"LATITUDE": "", "LONGITUDE": ""})
    assert (case.lat, case.lon, case.flags) == (None, None, ())
    assert "latitude" not in case.extra


def test_a_point_outside_the_city_is_kept(old):
    (case,) = old({"LATITUDE": "40.7", "LONGITUDE": "-74.0"})
    assert (case.lat, case.lon, case.flags) == (40.7, -74.0, (Flag.OUTSIDE_CITY,))


def test_a_zip_code_that_was_a_number(old):
    (case,) = old({"LOCATION_ZIPCODE": "2108.0"})
    assert (case.extra["zip"], case.flags) == ("2108.0", (Flag.ZIP_AS_NUMBER,))


def test_photos(old):
    (case,) = old({"SubmittedPhoto": "https://example.org/1.jpg", "ClosedPhoto": "https://example.org/2.jpg"})
    assert (case.photo_before, case.photo_after) == (True, True)
    assert case.extra["photo_before"] == "https://example.org/1.jpg"
    assert case.extra["photo_after"] == "https://example.org/2.jpg"
