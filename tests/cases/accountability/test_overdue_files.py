"""The list as files: what the page says, under names that stay."""

import csv
import io
import json
from dataclasses import replace

import pytest

from cases.accountability import present as module
from cases.accountability.overdue_files import COLUMNS, as_dict
from cases.accountability.overdue_list import OverdueRow
from cases.models import Agency
from tests.cases.accountability.city import KIM_LONG, NOW, a_city


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(module.timezone, "now", lambda: NOW)


@pytest.fixture
def city(db):
    return a_city()


def body(response):
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


def test_csv_has_the_rows_of_the_page(city, get):
    response = get("overdue_csv")
    lines = list(csv.DictReader(io.StringIO(body(response))))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="qua-han-2026-03-16-2359.csv"'
    assert len(lines) == 3
    number = city["oldest"].case.number
    assert lines[0] == {
        "at": NOW.isoformat(),
        "agency": KIM_LONG,
        "slug": "ubnd-phuong-kim-long",
        "overdue": "2",
        "promise_broken": "1",
        "extended": "1",
        "open_clocks": "5",
        "share": "0.6",
        "median_days_late": "5",
        "oldest_days_late": "6",
        "oldest_number": str(number),
        "oldest_url": f"http://localhost:8000/phan-anh/2026/02/nap-cong-vo-a{number}/",
    }
    assert tuple(lines[0]) == COLUMNS


@pytest.mark.parametrize(("asked", "mark"), [("?bom=1", True), ("?bom=0", False), ("?bom=", False)])
def test_a_mark_for_excel_where_it_is_asked_for(client, db, asked, mark):
    told = body(client.get(f"/qua-han.csv{asked}"))
    assert told.startswith("\ufeff") is mark
    assert told.removeprefix("\ufeff").startswith("at,agency,slug,")


def test_numbers_are_as_long_as_somebody_reads_them():
    row = OverdueRow(
        agency=None, overdue=4, promise_broken=0, extended=0, open=11, median_days=12.0, oldest_days=19, oldest=None
    )
    assert str(as_dict(row)["share"]) == "0.3636"
    assert str(as_dict(row)["median_days_late"]) == "12"
    assert as_dict(replace(row, median_days=18.5))["median_days_late"] == 18.5
    assert as_dict(replace(row, median_days=None))["median_days_late"] is None


def test_json_has_the_same_and_all_together(city, get):
    response = get("overdue_json")
    found = json.loads(body(response))
    assert response["Content-Type"] == "application/json"
    assert set(found) == {"at", "agencies", "total", "agencies_past_due", "agencies_with_cases", "unassigned"}
    assert found["agencies"][0]["agency"] == KIM_LONG
    assert {name: str(value) for name, value in found["agencies"][0].items()} == {
        name: value
        for name, value in next(csv.DictReader(io.StringIO(body(get("overdue_csv"))))).items()
        if name != "at"
    }
    assert (found["total"]["agency"], found["total"]["overdue"], found["total"]["open_clocks"]) == (None, 4, 7)
    assert (found["agencies_past_due"], found["agencies_with_cases"]) == (2, 3)


def test_english_files_lead_to_english_pages(city, get):
    told = json.loads(body(get("overdue_json", "en")))["agencies"][0]["oldest_url"]
    assert told == f"http://localhost:8000/en/phan-anh/2026/02/nap-cong-vo-a{city['oldest'].case.number}/"
    lines = list(csv.DictReader(io.StringIO(body(get("overdue_csv", "en")))))  # written when the request is over
    assert lines[0]["oldest_url"] == told


def test_files_of_a_city_without_data_are_empty_and_sound(db, get):
    assert body(get("overdue_csv")) == ",".join(COLUMNS) + "\r\n"
    found = json.loads(body(get("overdue_json")))
    assert found["agencies"] == []
    assert found["total"]["share"] is None


@pytest.mark.parametrize(("language", "begins"), [("vi", "BẢN MẪU. Mọi phản ánh"), ("en", "SAMPLE. Every report")])
def test_files_of_a_demo_say_that_they_are_made_up(city, get, settings, language, begins):
    """In a column or field of their own, in every line: a comment line is no CSV for everyone."""
    settings.DEMO = True
    response = get("overdue_csv", language)
    lines = list(csv.DictReader(io.StringIO(body(response))))
    assert response["Content-Disposition"] == 'attachment; filename="ban-mau-qua-han-2026-03-16-2359.csv"'
    assert tuple(lines[0]) == (*COLUMNS, "notice")
    assert [line["notice"].startswith(begins) for line in lines] == [True] * 3
    found = json.loads(body(get("overdue_json", language)))
    assert next(iter(found)) == "notice"
    assert found["notice"] == lines[0]["notice"]


@pytest.mark.parametrize("name", ["overdue_csv", "overdue_json"])
def test_files_may_be_asked_for_in_english_and_only_read(db, client, get, name):
    assert get(name, "en").status_code == 200
    assert client.post(get(name).wsgi_request.path).status_code == 405


def test_an_agency_named_like_a_formula_opens_as_a_name(client, db, monkeypatch):
    monkeypatch.setattr(module.timezone, "now", lambda: NOW)
    a_city()
    Agency.objects.update(name="=1+1")
    lines = b"".join(client.get("/qua-han.csv").streaming_content).decode().splitlines()
    assert all(line.partition(",")[2].startswith("'=1+1,") for line in lines[1:])
    assert len(lines) > 2
