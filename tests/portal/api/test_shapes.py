"""What answers are made of, and the rows of a list: values made by hand, without a database."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated

import pytest
from django.utils.translation import override

from cases.rules.standings import Phase
from portal.api.shapes.base import Answer, CaseRef, Point, Rate, Shape, absolute, api_address, one_of
from portal.api.shapes.case import Clock
from portal.api.shapes.cases import CaseRow, Facets
from search.document import Document, Named
from search.engines.base import Choice
from search.files import Telling
from search.question import Facet
from tests.portal import case_samples as samples

SITE = "http://localhost:8000"
CASE = "phan-anh/2026/12/den-duong-hong-a48213/"


# --- what all answers have in common ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (datetime(2026, 12, 6, 16, 59, 59, 999_999, tzinfo=UTC), "2026-12-06T23:59:59+07:00"),
        (datetime(2026, 12, 6, 17, 0, tzinfo=UTC), "2026-12-07T00:00:00+07:00"),
        (datetime(2025, 12, 31, 18, 30, tzinfo=UTC), "2026-01-01T01:30:00+07:00"),
        (datetime(2026, 12, 6, 12, 0, tzinfo=timezone(timedelta(hours=-5))), "2026-12-07T00:00:00+07:00"),
        (datetime(2026, 12, 7, 8, 0, 0, 1, tzinfo=timezone(timedelta(hours=7))), "2026-12-07T08:00:00+07:00"),
    ],
    ids=["last microsecond of a day", "midnight", "new year", "another zone", "its own zone"],
)
def test_an_instant_is_the_citys_to_the_second_and_never_rounded_up(instant, written):
    assert json.loads(Answer(notice=None, at=instant).model_dump_json())["at"] == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(2 / 3, 0.6667), (0.00004, 0.0), (0.00006, 0.0001), (1.0, 1.0), (None, None)],
)
def test_a_rate_has_four_decimals(value, written):
    found = json.loads(Rate(numerator=2, n=3, value=value, low=value, high=value).model_dump_json())
    assert found == {"numerator": 2, "n": 3, "value": written, "low": written, "high": written}


@pytest.mark.parametrize(
    ("lat", "lon", "point"),
    [
        (16.46, 107.59, {"lat": 16.46, "lon": 107.59}),
        (0.0, 0.0, {"lat": 0.0, "lon": 0.0}),
        (None, 107.59, None),
        (16.46, None, None),
        (None, None, None),
    ],
    ids=["a point", "where both lines cross", "no latitude", "no longitude", "nowhere"],
)
def test_half_a_point_is_none(lat, lon, point):
    found = Point.at(lat, lon)
    assert (found and found.model_dump()) == point


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/media/photos/a.jpg", f"{SITE}/media/photos/a.jpg"),
        ("https://files.example.vn/a.jpg", "https://files.example.vn/a.jpg"),
        ("", ""),
    ],
)
def test_an_address_below_the_root_gets_the_portals_host(address, whole):
    assert absolute(address) == whole


def test_a_text_that_is_one_of_some_values_says_which():
    class Standing(Shape):
        phase: Annotated[str, one_of(Phase)]

    told = Standing.model_json_schema()["properties"]["phase"]
    assert (told["type"], told["enum"]) == ("string", [phase.value for phase in Phase])


@pytest.mark.parametrize(
    ("language", "resource", "query", "address"),
    [
        ("vi", "cases", "", f"{SITE}/api/v1/cases"),
        ("vi", "cases", "ward=kim-long", f"{SITE}/api/v1/cases?ward=kim-long"),
        ("en", "cases/7", "", f"{SITE}/en/api/v1/cases/7"),
        ("en", "cases", "limit=2", f"{SITE}/en/api/v1/cases?limit=2"),
        (None, "", "", f"{SITE}/api/v1/"),
    ],
)
def test_an_address_of_the_api_is_in_the_answers_language(language, resource, query, address):
    with override(language):
        assert api_address(resource, query) == address


@pytest.mark.parametrize(
    ("language", "title", "url", "api_url"),
    [
        ("vi", "Cột đèn trước nhà [đã che: tên người] bị đổ", f"{SITE}/{CASE}", f"{SITE}/api/v1/cases/48213"),
        (
            "en",
            "Cột đèn trước nhà [covered: person's name] bị đổ",
            f"{SITE}/en/{CASE}",
            f"{SITE}/en/api/v1/cases/48213",
        ),
    ],
)
def test_a_case_by_its_number_leads_to_its_page_and_to_the_api(language, title, url, api_url):
    with override(language):
        found = CaseRef.of(samples.covered()).model_dump()
    assert found == {"number": 48213, "title": title, "url": url, "api_url": api_url}


# --- clocks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "phase", "timeliness"),
    [
        ("in_term", "open", "in_term"),
        ("in_term", "awaiting", "in_term"),
        ("in_term", "answered", "answered_in_term"),
        ("extended", "open", "extended"),
        ("extended", "answered", "answered_extended"),
        ("promise_broken", "awaiting", "promise_broken"),
        ("promise_broken", "answered", "answered_late"),
        ("overdue", "answered", "answered_late"),
        ("overdue", "transferred", "overdue"),
        ("overdue", "cancelled", "overdue"),
        (None, "open", None),
        (None, "unknown", None),
        ("overdue", None, None),
        (None, None, None),
    ],
)
def test_open_and_answered_clocks_are_told_apart(verdict, phase, timeliness):
    blank = dict.fromkeys(Clock.model_fields)
    clock = Clock.model_validate({**blank, "t": None, "broken_from": None, "verdict": verdict, "phase": phase})
    assert clock.timeliness == timeliness
    assert clock.model_dump()["timeliness"] == timeliness


# --- rows of a list --------------------------------------------------------------------------------------------------

AT = datetime(2026, 12, 7, 5, 0, tzinfo=UTC)  # Monday 12:00 in Huế
DUE = datetime(2026, 12, 4, 16, 59, 59, 999_999, tzinfo=UTC)  # the end of Friday
NAMES = {Facet.CATEGORY: {"chieu-sang": "Street lighting"}, Facet.WARD: {"kim-long": "Kim Long ward"}}


def row(names=None, language="vi", **facts):
    """The row of an open case that was due on Friday; `facts` change it."""
    usual = {
        "case_id": 1,
        "version": 1,
        "number": 48213,
        "reference": "r-48213",
        "path": "2026/12/den-duong-hong-a48213/",
        "title": "Đèn hỏng",
        "state": "in_progress",
        "category": Named("chieu-sang", "Chiếu sáng"),
        "ward": Named("kim-long", "Kim Long"),
        "agencies": (Named("chieu-sang-do-thi", "Trung tâm Chiếu sáng"),),
        "accepted_at": datetime(2026, 11, 25, 1, 0, tzinfo=UTC),
        "started_at": datetime(2026, 11, 25, 1, 0, tzinfo=UTC),
        "due_at": DUE,
        "term_end": DUE,
        "limit_at": DUE,
    }
    telling = Telling(at=AT, language=language, notice="")
    with override(language):
        return json.loads(CaseRow.of(Document(**{**usual, **facts}), telling, names or {}).model_dump_json())


@pytest.mark.parametrize(
    ("facts", "timeliness", "days_late"),
    [
        ({}, "overdue", 3),
        ({"due_at": AT, "term_end": AT, "limit_at": AT}, "in_term", None),
        ({"limit_at": AT + timedelta(days=2), "promised_on": date(2026, 12, 9)}, "extended", None),
        ({"limit_at": AT - timedelta(days=1), "broken_from": AT - timedelta(days=1)}, "promise_broken", 3),
        ({"phase": "answered", "state": "answered", "stopped_at": DUE}, "answered_in_term", None),
        ({"phase": "answered", "state": "answered", "stopped_at": DUE + timedelta(days=1)}, "answered_late", 1),
        ({"phase": "unknown", "state": "answered"}, None, None),
        ({"phase": "", "due_at": None, "term_end": None, "limit_at": None}, None, None),
    ],
    ids=["overdue", "due now", "extended", "broken", "answered in term", "answered late", "nobody knows", "no date"],
)
def test_a_row_says_how_a_case_stands_at_the_instant_asked(facts, timeliness, days_late):
    found = row(**facts)
    assert (found["timeliness"], found["days_late"]) == (timeliness, days_late)


def test_a_row_has_all_of_a_case_that_lists_and_files_have():
    found = row(
        text="Tối cả đoạn\n[đã che: số nhà]",
        place="Đường Kim Long",
        source="hue",
        round=2,
        rating="satisfied",
        returned=True,
        photos=True,
        search_hidden=True,
        lat=16.46,
        lon=107.59,
        sent_at=datetime(2026, 11, 24, 17, 30, tzinfo=UTC),
    )
    instants = {name: found[name] for name in ("sent_at", "accepted_at", "due_at", "answered_at", "promised_on")}
    assert instants == {
        "sent_at": "2026-11-25T00:30:00+07:00",
        "accepted_at": "2026-11-25T08:00:00+07:00",
        "due_at": "2026-12-04T23:59:59+07:00",
        "answered_at": None,
        "promised_on": None,
    }
    assert (found["state"], found["round"], found["rating"]) == ("reopened", 2, "satisfied")
    assert (found["returned"], found["photos"], found["unverified"]) == (True, True, True)
    assert (found["number"], found["reference"], found["source"]) == (48213, "r-48213", "hue")
    assert (found["url"], found["api_url"]) == (f"{SITE}/{CASE}", f"{SITE}/api/v1/cases/48213")
    assert found["text"].endswith("[đã che: số nhà]")
    assert found["point"] == {"lat": 16.46, "lon": 107.59}


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"ward": None}, {"ward": None}),
        ({"agencies": ()}, {"agencies": []}),
        ({"lat": 16.4, "lon": None}, {"point": None}),
        ({"rating": ""}, {"rating": None}),
        ({"outcomes": ("done", "planned")}, {"outcomes": ["done", "planned"]}),
        ({"photos": False, "returned": False}, {"photos": False, "returned": False}),
        ({"promised_on": date(2026, 12, 31)}, {"promised_on": "2026-12-31"}),
    ],
    ids=["no ward", "no agency", "half a point", "nobody rated", "two outcomes", "neither", "a promise"],
)
def test_what_is_not_there_is_null_or_empty(facts, told):
    found = row(**facts)
    assert {name: found[name] for name in told} == told


def test_names_are_the_readers_where_the_city_has_others():
    found = row(names=NAMES, language="en")
    assert found["category"] == {"slug": "chieu-sang", "name": "Street lighting"}
    assert found["ward"] == {"slug": "kim-long", "name": "Kim Long ward"}
    assert found["agencies"] == [{"slug": "chieu-sang-do-thi", "name": "Trung tâm Chiếu sáng"}]
    assert found["url"] == f"{SITE}/en/{CASE}"


def test_a_name_of_one_facet_is_not_taken_for_another():
    """A category and a ward may bear the same slug."""
    found = row(names={Facet.WARD: {"chieu-sang": "A ward"}}, language="en")
    assert found["category"]["name"] == "Chiếu sáng"


# --- choices ---------------------------------------------------------------------------------------------------------


def choice(value, name="", count=0, *, chosen=False):
    return Choice(value=value, name=name, count=count, chosen=chosen)


def facets(language, names=None, **found):
    """Choices as a program reads them; facets without any are empty."""
    given = {facet: tuple(found.get(facet.value, ())) for facet in Facet}
    with override(language):
        return Facets.of(given, names or {}).model_dump()


@pytest.mark.parametrize(("language", "names"), [("vi", ["Đang xử lý", "Trễ hạn"]), ("en", ["In progress", "Overdue"])])
def test_words_of_ours_are_in_the_readers_language(language, names):
    found = facets(language, state=[choice("in_progress", count=3)], verdict=[choice("overdue", count=2, chosen=True)])
    assert found["state"] == [{"value": "in_progress", "name": names[0], "count": 3, "chosen": False}]
    assert found["verdict"] == [{"value": "overdue", "name": names[1], "count": 2, "chosen": True}]
    assert found["agency"] == found["category"] == found["ward"] == []


def test_choices_keep_their_order_and_those_without_a_name_their_value():
    many, few, unknown = choice("b", "Phường B", 9), choice("a", "Phường A", 1), choice("khong-ai-biet")
    found = facets("vi", ward=[many, few, unknown])["ward"]
    assert [(each["name"], each["count"]) for each in found] == [("Phường B", 9), ("Phường A", 1), ("khong-ai-biet", 0)]


def test_an_english_name_goes_before_that_of_the_documents():
    found = facets("en", NAMES, ward=[choice("kim-long", "Kim Long")], category=[choice("khac", "Việc khác")])
    assert [found[name][0]["name"] for name in ("ward", "category")] == ["Kim Long ward", "Việc khác"]
