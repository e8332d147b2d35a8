"""Files and feeds of cases, without a page: every cell, at every instant, in pieces that join to a whole."""

import csv
import io
import json
import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from cases.public.case import Named as PublicName
from cases.public.case import PublicAnswer
from search.document import Document, Named
from search.engines.memory import MemoryEngine
from search.feeds import feed_of, json_feed, tag_of
from search.files import AT_ONCE, COLUMNS, Telling, csv_pieces, geojson_pieces
from search.instants import EPOCH
from search.question import Facet, Question
from tests.search.documents import CITY_LIGHTS, DAY, HOUR, NOW, WARD_OFFICE, answered, document
from tests.search.test_document import public_case

SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _public_url(settings):
    settings.PUBLIC_URL = "https://minhbach.example"


def telling(language="vi", notice="", at=NOW):
    return Telling(at=at, language=language, notice=notice)


def rows(*documents, **how):
    text = "".join(csv_pieces(documents, telling(**how)))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def row(**facts):
    (found,) = rows(document(1, **facts))
    return found


# --- comma-separated values ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "pieces"), [(0, 1), (1, 2), (AT_ONCE, 2), (AT_ONCE + 1, 3), (2 * AT_ONCE + 1, 4)])
def test_two_hundred_rows_are_handed_on_at_once(n, pieces):
    found = list(csv_pieces([document(i) for i in range(n)], telling()))
    assert len(found) == pieces
    assert "".join(found).count("\r\n") == n + 1
    assert found[0].startswith("number,reference,url,title,")
    assert found[-1] == ("" if n else ",".join(COLUMNS) + "\r\n")


def test_no_row_is_read_before_it_is_asked_for():
    read = []

    def documents():
        for n in range(AT_ONCE + 1):
            read.append(n)
            yield document(n)

    pieces = csv_pieces(documents(), telling())
    assert read == []
    next(pieces)
    assert len(read) == AT_ONCE


@pytest.mark.parametrize(
    ("column", "facts", "cell"),
    [
        ("title", {"title": "=1+1"}, "'=1+1"),
        ("title", {"title": "+84 234"}, "'+84 234"),
        ("text", {"text": "-"}, "'-"),
        ("text", {"text": "@x"}, "'@x"),
        ("text", {"text": "\tx"}, "'\tx"),
        ("text", {"text": "\rx"}, "'\rx"),
        ("text", {"text": " =1"}, " =1"),
        ("text", {"text": 'a,b;"c"\nd'}, 'a,b;"c"\nd'),
        ("text", {"text": ""}, ""),
        ("place", {"place": "-5, Lê Lợi"}, "'-5, Lê Lợi"),
        ("answer", {"answer": "=A"}, "'=A"),
        ("reference", {"reference": "-77"}, "'-77"),
        ("source", {"source": "@hue"}, "'@hue"),
        ("ward", {"ward": Named("=w", "+W")}, "'=w"),
        ("ward_name", {"ward": Named("=w", "+W")}, "'+W"),
        ("ward", {"ward": None}, ""),
        ("category_name", {"category": Named("c", "-C")}, "'-C"),
        ("agencies", {"agencies": (Named("a", "A"), Named("b", "B"))}, "a; b"),
        ("agency_names", {"agencies": (Named("a", "=A"), Named("b", "=B"))}, "'=A; =B"),
        ("agencies", {"agencies": ()}, ""),
        ("outcomes", {"outcomes": ("done", "planned")}, "done; planned"),
        ("lat", {"lat": -16.5, "lon": 0.0}, "-16.5"),
        ("lon", {"lat": -16.5, "lon": 0.0}, "0.0"),
        ("rating", {"rating": ""}, ""),
        ("returned", {"returned": True}, "true"),
        ("photos", {}, "false"),
        ("unverified", {"search_hidden": True}, "true"),
        ("state", {"round": 2}, "reopened"),
        ("round", {"round": 2}, "2"),
        ("promised_on", {"promised_on": date(2026, 12, 1)}, "2026-12-01"),
        ("sent_at", {"sent_at": datetime(2026, 11, 24, 17, 0, 0, 999_999, tzinfo=UTC)}, "2026-11-25T00:00:00+07:00"),
        ("sent_at", {"sent_at": None}, ""),
        ("title", {"title": unicodedata.normalize("NFD", "Đèn")}, "Đèn"),
        ("text", {"text": "gọi [đã che: số điện thoại]"}, "gọi [đã che: số điện thoại]"),
    ],
)
def test_a_cell(column, facts, cell):
    assert row(**facts)[column] == cell


@pytest.mark.parametrize(
    ("kept", "timeliness", "days_late"),
    [
        (document(1), "in_term", ""),
        (document(1, due_at=NOW), "in_term", ""),
        (document(1, due_at=NOW - SECOND), "overdue", "0"),
        (document(1, due_at=NOW - 3 * DAY), "overdue", "3"),
        (document(1, due_at=NOW - 3 * DAY, limit_at=NOW + DAY), "extended", ""),
        (document(1, due_at=NOW - 3 * DAY, limit_at=NOW - DAY, broken_from=NOW - DAY), "promise_broken", "3"),
        (document(1, phase="awaiting", stopped_at=NOW - DAY, due_at=NOW - 2 * DAY), "overdue", "1"),
        (answered(1), "answered_in_term", ""),
        (answered(1, due_at=NOW - 3 * DAY), "answered_late", "2"),
        (answered(1, due_at=NOW - 3 * DAY, limit_at=NOW), "answered_extended", ""),
        (document(1, due_at=None), "in_term", ""),
        (document(1, phase="unknown"), "", ""),
        (document(1, phase="", due_at=None), "", ""),
    ],
)
def test_how_a_case_stands_at_the_instant_of_the_file(kept, timeliness, days_late):
    (told,) = rows(kept)
    assert (told["timeliness"], told["days_late"]) == (timeliness, days_late)


def test_the_mark_stands_once_before_everything_and_the_notice_in_every_row():
    pieces = list(csv_pieces([document(1)], telling(notice="BẢN MẪU."), mark=True))
    assert pieces[0].startswith("\N{ZERO WIDTH NO-BREAK SPACE}number,")
    told = list(csv.reader(io.StringIO("".join(pieces), newline="")))
    assert [line[-1] for line in told] == ["notice", "BẢN MẪU."]
    assert len(told[0]) == len(told[1]) == len(COLUMNS) + 1


def test_in_english_addresses_and_what_is_covered_are_english_and_columns_are_the_same():
    with translation.override("en"):
        (told,) = rows(document(1, text="gọi [đã che: số điện thoại]"), language="en")
    assert told["url"] == "https://minhbach.example/en/phan-anh/2026/11/phan-anh-a1/"
    assert told["text"] == "gọi [covered: phone number]"
    assert tuple(told) == COLUMNS


# --- GeoJSON ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "count"), [(0, 2), (1, 2), (AT_ONCE - 1, 2), (AT_ONCE, 3), (AT_ONCE + 1, 3), (2 * AT_ONCE, 4)]
)
def test_pieces_join_to_one_collection(n, count):
    pieces = list(geojson_pieces([document(i) for i in range(n)], telling(), query="q=den"))
    assert len(pieces) == count
    told = json.loads(b"".join(pieces))
    assert [feature["id"] for feature in told.pop("features")] == list(range(n))
    assert told == {"type": "FeatureCollection", "at": "2026-11-25T01:00:00+00:00", "query": "q=den"}


@pytest.mark.parametrize(
    ("lat", "lon", "geometry"),
    [
        (16.4, 107.5, {"type": "Point", "coordinates": [107.5, 16.4]}),
        (0.0, 0.0, {"type": "Point", "coordinates": [0.0, 0.0]}),
        (None, None, None),
        (None, 107.5, None),
        (16.4, None, None),
    ],
)
def test_a_feature_has_its_point_or_none(lat, lon, geometry):
    pieces = geojson_pieces([document(7, lat=lat, lon=lon)], telling(notice="BẢN MẪU."), query="")
    told = json.loads(b"".join(pieces))
    assert told["notice"] == "BẢN MẪU."
    (feature,) = told["features"]
    assert (feature["type"], feature["id"], feature["geometry"]) == ("Feature", 7, geometry)
    properties = feature["properties"]
    assert list(properties) == [name for name in COLUMNS if name not in ("lat", "lon")]
    assert (properties["agencies"], properties["photos"], properties["rating"]) == ([CITY_LIGHTS.slug], False, None)


# --- feeds -----------------------------------------------------------------------------------------------------------


def feed(*documents, language="vi", question=None):
    engine = MemoryEngine("memory", {})
    engine.put(documents)
    return json.loads(json_feed(feed_of(engine, question or Question(), NOW, language)))


@pytest.mark.parametrize(
    ("kept", "first"),
    [
        (document(agencies=()), "In progress. In term. Due 30/11/2026."),
        (document(agencies=(), due_at=NOW - DAY), "In progress. Overdue. Due 24/11/2026."),
        (
            answered(agencies=(), rating="satisfied"),
            "Answered. In time. Due 30/11/2026. Rated by the reporter: satisfied.",
        ),
    ],
)
def test_the_facts_of_an_entry_in_english(kept, first):
    with translation.override("en"):
        (item,) = feed(kept, language="en")["items"]
    assert item["content_text"].split("\n\n")[0] == first


def test_an_entry_without_a_date_is_as_old_as_the_city_knows():
    kept = document(accepted_at=None, sent_at=NOW - DAY, started_at=None, phase="", due_at=None)
    (item,) = feed(kept)["items"]
    assert item["date_published"] == item["date_modified"] == "2026-11-24T01:00:00+00:00"
    assert item["_minhbach"]["verdict"] is None
    assert item["_minhbach"]["due_at"] is None


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({Facet.WARD: ("x",)}, "Phường X"),
        ({Facet.AGENCY: ("x",)}, "Đơn vị X"),
        ({Facet.CATEGORY: ("x",)}, "Lĩnh vực X"),
        ({Facet.AGENCY: ("x",), Facet.WARD: ("x", "y")}, "Đơn vị X, Phường X, y"),
    ],
)
def test_a_title_tells_apart_what_has_one_address(asked, title):
    named = {
        "ward": Named("x", "Phường X"),
        "agencies": (Named("x", "Đơn vị X"),),
        "category": Named("x", "Lĩnh vực X"),
    }
    assert feed(document(1, **named), question=Question(choices=asked))["title"] == f"Minh Bạch – Phản ánh: {title}"


@pytest.mark.parametrize(
    ("address", "tag"),
    [
        ("https://minhbach.example", "tag:minhbach.example,2026:a/1"),
        ("http://127.0.0.1:8000", "tag:127.0.0.1,2026:a/1"),
        ("https://PhanAnh.Hue.gov.vn/", "tag:phananh.hue.gov.vn,2026:a/1"),
    ],
)
def test_a_name_is_of_the_host_alone(settings, address, tag):
    settings.PUBLIC_URL = address
    assert tag_of("a/1") == tag


# --- what is news ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "at", "news"),
    [
        (document(), NOW, NOW - 2 * DAY),
        (document(changed_at=NOW - HOUR), NOW, NOW - HOUR),
        (document(changed_at=NOW), NOW, NOW),
        (document(changed_at=NOW + SECOND), NOW, NOW - 2 * DAY),  # not yet
        (document(due_at=NOW - HOUR), NOW, NOW - HOUR),  # a day that passed unheeded
        (document(due_at=NOW - HOUR, broken_from=NOW - SECOND), NOW, NOW - SECOND),
        (answered(due_at=NOW - HOUR, after=HOUR), NOW, NOW - 2 * DAY + HOUR),  # what was answered waits for no day
        (document(due_at=NOW), NOW - 9 * DAY, NOW - 2 * DAY),  # nothing had happened: where it is listed
        (document(accepted_at=None, due_at=None), NOW, EPOCH),
    ],
)
def test_what_happened_last(kept, at, news):
    assert kept.news_at(at) == news


def public_answer(agency, outcome, kind="handling", submitted_at=NOW):
    values = dict.fromkeys(PublicAnswer.__dataclass_fields__)
    named = PublicName(slug=agency, name=agency)
    given = {"agency": named, "outcome": outcome, "kind": kind, "submitted_at": submitted_at, "text": outcome}
    return PublicAnswer(**values | given)


@pytest.mark.parametrize(
    ("given", "began", "outcomes"),
    [
        ([], None, ()),
        ([("a", "done")], None, ("done",)),
        ([("a", "planned"), ("a", "done")], None, ("done",)),  # the newest of an agency
        ([("b", "planned"), ("a", "done")], None, ("done", "planned")),
        ([("b", "done"), ("a", "done")], None, ("done",)),
        ([("a", "done", "opinion")], None, ()),
        ([("a", "", "handling")], None, ()),
        ([("a", "done", "handling", NOW - SECOND)], NOW, ()),  # of the round before
        ([("a", "done", "handling", NOW)], NOW, ("done",)),
        ([("a", "done", "handling", None)], NOW, ("done",)),
    ],
)
def test_what_answers_in_force_say_was_done(given, began, outcomes):
    case = public_case(answers=tuple(public_answer(*each) for each in given), round_started_at=began)
    assert Document.of(case).outcomes == outcomes


@pytest.mark.parametrize(
    ("reference", "number", "numbers"),
    [("ref", 5, ("ref", "5", "a5")), ("5", 5, ("5", "a5")), ("a5", 5, ("a5", "5"))],
)
def test_a_case_is_called_by_its_numbers_each_once(reference, number, numbers):
    assert document(1, reference=reference, number=number).numbers == numbers


def test_names_are_searched_with_the_numbers():
    told = document(5, reference="r", agencies=(WARD_OFFICE, CITY_LIGHTS)).searched()["names"].split(" . ")
    assert told == [WARD_OFFICE.name, CITY_LIGHTS.name, "Chiếu sáng công cộng", "Phường Kim Long", "r", "5", "a5"]
