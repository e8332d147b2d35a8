"""Files at the list's address: the same cases as the list, all of them, at one instant, and nothing else."""

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import file_views
from search.files import AT_ONCE, COLUMNS
from tests.search.documents import (
    CITY_LIGHTS,
    DAY,
    HOUR,
    KIM_LONG,
    LIGHTS,
    NOW,
    PHU_XUAN,
    WARD_OFFICE,
    answered,
    document,
)

FILES = ["cases.csv", "cases.geojson"]
each_file = pytest.mark.parametrize("name", FILES)
BLOCK = "\N{FULL BLOCK}"


@pytest.fixture(autouse=True)
def _now(monkeypatch, settings):
    settings.PUBLIC_URL = "https://phananh.example.vn"
    monkeypatch.setattr(file_views.timezone, "now", lambda: NOW.replace(second=31))


@pytest.fixture
def city(engine):
    engine.put(
        [
            document(1, lat=16.4, lon=107.5, sent_at=NOW - 3 * DAY),
            answered(
                2,
                ward=PHU_XUAN,
                title='=HYPERLINK("x")',
                text="-5 độ\nhai dòng, “ngoặc”",
                answer="Đã thay; xong.",
                outcomes=("done",),
                rating="satisfied",
                photos=True,
                agencies=(CITY_LIGHTS, WARD_OFFICE),
            ),
            document(3, due_at=NOW - 2 * DAY, accepted_at=NOW - 9 * DAY, ward=None, promised_on=date(2026, 12, 1)),
        ]
    )
    return engine


def body(client, address, **headers):
    response = client.get(f"/phan-anh/{address}", headers=headers)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows(client, query="", prefix=""):
    response = client.get(f"{prefix}/phan-anh/cases.csv{query}")
    assert response.status_code == 200, response.content
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def features(client, query=""):
    return json.loads(body(client, f"cases.geojson{query}"))["features"]


# --- what stands in them ---------------------------------------------------------------------------------------------


def test_each_case_is_a_row_newest_first(client, city):
    told = rows(client)
    assert [row["number"] for row in told] == ["2", "1", "3"]
    assert tuple(told[0]) == COLUMNS
    first = told[1]
    assert first == {
        **dict.fromkeys(COLUMNS, ""),
        "number": "1",
        "reference": "ref-1",
        "url": "https://phananh.example.vn/phan-anh/2026/11/phan-anh-a1/",
        "title": "Đèn đường hỏng",
        "text": "Cả đoạn dài tối nguy hiểm.",
        "lat": "16.4",
        "lon": "107.5",
        "ward": KIM_LONG.slug,
        "ward_name": KIM_LONG.name,
        "category": LIGHTS.slug,
        "category_name": LIGHTS.name,
        "agencies": CITY_LIGHTS.slug,
        "agency_names": CITY_LIGHTS.name,
        "source": "portal",
        "state": "in_progress",
        "round": "1",
        "timeliness": "in_term",
        "sent_at": "2026-11-22T08:00:00+07:00",
        "accepted_at": "2026-11-23T08:00:00+07:00",
        "due_at": "2026-11-30T08:00:00+07:00",
        "returned": "false",
        "photos": "false",
        "unverified": "false",
    }


def test_how_late_and_what_was_promised(client, city):
    late = rows(client)[2]
    assert (late["timeliness"], late["days_late"], late["promised_on"]) == ("overdue", "2", "2026-12-01")
    assert (late["ward"], late["ward_name"], late["lat"]) == ("", "", "")


def test_no_cell_begins_like_a_formula_and_lines_stay_whole(client, city):
    told = rows(client)[0]
    assert told["title"] == '\'=HYPERLINK("x")'
    assert told["text"] == "'-5 độ\nhai dòng, “ngoặc”"
    assert told["answer"] == "Đã thay; xong."
    assert told["agencies"] == f"{CITY_LIGHTS.slug}; {WARD_OFFICE.slug}"
    assert (told["outcomes"], told["rating"], told["photos"]) == ("done", "satisfied", "true")


def test_numbers_below_zero_stay_numbers(client, engine):
    engine.put([document(1, lat=-33.9, lon=-70.6)])
    assert (rows(client)[0]["lat"], rows(client)[0]["lon"]) == ("-33.9", "-70.6")


def test_for_excel_it_begins_with_a_mark(client, city):
    mark = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    assert body(client, "cases.csv?bom=1").startswith(mark + b"number,")
    assert body(client, "cases.csv?bom=0").startswith(b"number,")
    response = client.get("/phan-anh/cases.csv?bom=yes")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "bom")


def test_geojson_has_the_same_with_points(client, city):
    told = json.loads(body(client, "cases.geojson?state=in_progress"))
    assert told["type"] == "FeatureCollection"
    assert told["at"] == NOW.replace(second=0).isoformat()
    assert told["query"] == "state=in_progress"
    one, three = told["features"]
    assert (one["type"], one["id"]) == ("Feature", 1)
    assert one["geometry"] == {"type": "Point", "coordinates": [107.5, 16.4]}
    assert three["geometry"] is None
    assert three["properties"]["days_late"] == 2
    assert one["properties"]["agencies"] == [CITY_LIGHTS.slug]
    assert {*one["properties"], "lat", "lon"} == set(COLUMNS)
    assert one["properties"]["ward"] == KIM_LONG.slug
    assert three["properties"]["ward"] is None


def test_addresses_are_those_of_the_readers_language(client, city):
    assert rows(client, prefix="/en")[0]["url"].startswith("https://phananh.example.vn/en/phan-anh/")


@pytest.mark.parametrize("n", [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1])
def test_pieces_join_to_a_whole(client, engine, n):
    engine.put([document(case_id) for case_id in range(1, n + 1)])
    assert len(rows(client)) == len(features(client)) == n


def test_a_demo_says_so_in_name_and_rows(client, city, settings):
    settings.DEMO = True
    response = client.get("/phan-anh/cases.csv")
    assert 'filename="ban-mau-phan-anh-2026-11-25-0800.csv"' in response["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert all(line["notice"].startswith("BẢN MẪU") for line in lines)
    assert json.loads(body(client, "cases.geojson"))["notice"].startswith("BẢN MẪU")


def test_the_language_is_that_of_the_request_to_the_last_row(client, city, settings):
    settings.DEMO = True
    response = client.get("/en/phan-anh/cases.geojson")
    client.get("/phan-anh/feed.json")
    assert "SAMPLE" in json.loads(b"".join(response.streaming_content))["notice"]


# --- the question ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3}),
        ("?q=hyperlink", {2}),
        ("?verdict=overdue", {3}),
        ("?late=2", {3}),
        ("?photos=yes", {2}),
        (f"?ward={KIM_LONG.slug}&agency={CITY_LIGHTS.slug}", {1}),
        ("?bbox=107,16,108,17&sort=newest&utm_source=x", {1}),
        (f"?ward={KIM_LONG.slug}&verdict=extended", set()),
    ],
)
def test_the_parameters_are_those_of_the_list(client, city, query, found):
    assert {int(row["number"]) for row in rows(client, query)} == found
    assert {feature["id"] for feature in features(client, query)} == found


@each_file
@pytest.mark.parametrize(
    "query", ["verdict=late", "sort=late", "page=2", "after=1_2_3", "before=1_2_3", "x=1", "ward=khong-co", "late=0"]
)
@pytest.mark.parametrize(("prefix", "opening"), [("", "Không dùng được "), ("/en", "Cannot be used: ")])
def test_what_cannot_be_heeded_is_refused_with_a_sentence(client, city, name, query, prefix, opening):
    response = client.get(f"{prefix}/phan-anh/{name}?{query}")
    assert response.status_code == 400
    (problem,) = response.json()["errors"]
    said = response.json()["error"]
    assert problem == {"parameter": query.partition("=")[0], "reason": said}
    assert said.startswith(opening)
    assert query.partition("=")[0] in said


# --- asking --------------------------------------------------------------------------------------------------------


@each_file
def test_who_asks_again_is_told_that_nothing_changed(client, city, name, monkeypatch):
    response = client.get(f"/phan-anh/{name}")
    etag = response["ETag"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "max-age=60" in response["Cache-Control"]
    assert client.get(f"/phan-anh/{name}", headers={"if-none-match": etag}).status_code == 304
    assert client.get(f"/phan-anh/{name}?late=1", headers={"if-none-match": etag}).status_code == 200
    city.put([document(9)])
    assert client.get(f"/phan-anh/{name}", headers={"if-none-match": etag}).status_code == 200
    etag = client.get(f"/phan-anh/{name}")["ETag"]
    monkeypatch.setattr(file_views.timezone, "now", lambda: NOW + HOUR)
    assert client.get(f"/phan-anh/{name}", headers={"if-none-match": etag}).status_code == 200, "another instant"


@each_file
def test_a_head_reads_no_case(client, city, name):
    with CaptureQueriesContext(connection) as queries:
        response = client.head(f"/phan-anh/{name}")
        assert b"".join(response.streaming_content) == b""
    assert response.status_code == 200
    assert not any("search_searchtext" in query["sql"] for query in queries)
    assert client.post(f"/phan-anh/{name}").status_code == 405


@pytest.mark.parametrize("n", [30, 900])
def test_it_costs_the_same_queries_for_many_rows(client, engine, n):
    engine.put([document(case_id) for case_id in range(1, n + 1)])
    with CaptureQueriesContext(connection) as queries:
        assert len(rows(client, "?state=in_progress")) == n
    assert len(queries) <= 3
    assert not any("OFFSET" in query["sql"] for query in queries)


def test_the_list_leads_to_its_files(client, city):
    page = client.get("/phan-anh/?state=in_progress&sort=late").content.decode()
    for name in FILES:
        assert f'href="/phan-anh/{name}?state=in_progress"' in page
    assert 'href="/phan-anh/cases.csv?state=in_progress&amp;bom=1"' in page
