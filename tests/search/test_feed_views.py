"""Feeds at their addresses: same parameters as the list, refusals, and answers to who asks again."""

import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from search import feed_views
from search.document import Document
from tests.cases.public.pages import told
from tests.factories import DUE, an_agency, walk_to
from tests.search.conftest import forget
from tests.search.documents import CITY_LIGHTS, DAY, HOUR, KIM_LONG, NOW, PHU_XUAN, answered, document

FEEDS = ["feed.atom", "feed.json"]
KINDS = {"feed.atom": "application/atom+xml; charset=utf-8", "feed.json": "application/feed+json"}
each_feed = pytest.mark.parametrize("name", FEEDS)


@pytest.fixture
def now(monkeypatch):
    """A function that sets the clock; it begins at NOW and some seconds."""

    def be(at: datetime) -> None:
        monkeypatch.setattr(feed_views.timezone, "now", lambda: at)

    be(NOW.replace(second=31, microsecond=5))
    return be


@pytest.fixture
def city(engine, now):
    engine.put(
        [
            document(1, lat=16.4, lon=107.5),
            answered(2, ward=PHU_XUAN, title="Rác thải"),
            document(3, due_at=NOW - DAY, accepted_at=NOW - 9 * DAY),
        ]
    )
    return engine


def numbers(response):
    assert response.status_code == 200, response.content
    if response["Content-Type"] == KINDS["feed.json"]:
        ids = [item["id"] for item in response.json()["items"]]
    else:
        atom = "{http://www.w3.org/2005/Atom}"
        ids = [entry.findtext(f"{atom}id") for entry in ET.fromstring(response.content).findall(f"{atom}entry")]
    return {int(name.rpartition("/")[2]) for name in ids}


# --- the question ----------------------------------------------------------------------------------------------------


@each_feed
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3}),
        ("q=rac", {2}),
        ("state=answered", {2}),
        ("verdict=overdue", {3}),
        ("verdict=overdue&verdict=in_term", {1, 3}),
        ("state=answered&verdict=in_term", {2}),  # as it was asked before answered cases had words of their own,
        (f"agency={CITY_LIGHTS.slug}&ward={KIM_LONG.slug}", {1, 3}),
        ("category=chieu-sang", {1, 2, 3}),
        ("from=2026-11-20&to=30/11/2026", {1, 2}),
        ("bbox=107,16,108,17", {1}),
        (f"ward={KIM_LONG.slug}&verdict=extended", set()),
        ("sort=newest&page=1&before=&utm_source=mail&fbclid=1&x=", {1, 2, 3}),  # what it does anyway, or nothing
        ("q=", {1, 2, 3}),
    ],
)
def test_the_parameters_are_those_of_the_list(client, city, name, prefix, query, found):
    response = client.get(f"{prefix}/phan-anh/{name}?{query}")
    assert numbers(response) == found
    assert response["Content-Type"] == KINDS[name]
    assert response["Content-Language"] == ("en" if prefix else "vi")


@each_feed
@pytest.mark.parametrize(
    "query",
    [
        "verdict=late",
        "state=open",
        "agency=%3Cb%3E",
        "from=gestern",
        "to=2026-02-30",
        "from=2026-11-02&to=2026-11-01",
        "bbox=1,2,3",
        "after=1_2",
        pytest.param(f"q={'x' * 201}", id="too-long"),
        "q=%3F%3F",
        pytest.param("&".join(f"agency=a{n}" for n in range(61)), id="too-many-choices"),
        pytest.param("&".join(f"source=a{n}" for n in range(9)), id="too-many-sources"),
        f"agency={'a' * 121}",
        "sort=late",
        "sort=wrong",
        "page=2",
        "before=1_2",
        "utm=x",
        "%3Cb%3E=x",
        "agency=khong-co",
        "category=khong-co",
        "ward=khong-co",
        f"ward=khong-co&ward={KIM_LONG.slug}",
    ],
)
@pytest.mark.parametrize(("prefix", "opening"), [("", "Không dùng được "), ("/en", "Cannot be used: ")])
def test_what_cannot_be_heeded_is_refused_with_a_sentence(client, city, name, query, prefix, opening):
    """A program would take an answer to another question for one to its own."""
    response = client.get(f"{prefix}/phan-anh/{name}?{query}")
    assert response.status_code == 400
    if name == "feed.json":
        assert response["Content-Type"] == "application/json"
        assert set(response.json()) == {"error"}
        sentence = response.json()["error"]
    else:
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        sentence = response.content.decode()
    assert sentence.startswith(opening)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("sort=late", "Không dùng được “sort=late”: nguồn tin luôn xếp phản ánh mới nhất trước."),
        ("page=2", "Không dùng được “page=2”: trang sau của nguồn tin là liên kết ở ngay trong nó."),
        ("tim=rac", "Không dùng được “tim=rac”: nguồn tin không có tham số này."),
        ("tim=rac&tim=rac&q=rac", "Không dùng được “tim=rac”: nguồn tin không có tham số này."),
    ],
)
def test_what_a_feed_has_no_use_for_is_told_with_the_reason(client, city, query, sentence):
    assert client.get(f"/phan-anh/feed.json?{query}").json() == {"error": sentence}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_whom_nobody_knows_is_named(client, city, prefix):
    """A mistyped agency would else be one of which nothing is ever heard."""
    an_agency("Đơn vị mới")
    told = client.get(
        f"{prefix}/phan-anh/feed.json?agency=khong-co&agency={CITY_LIGHTS.slug}&ward=la&agency=don-vi-moi"
    )
    assert told.status_code == 400
    assert [name for name in ("agency=khong-co", "ward=la") if name in told.json()["error"]] == [
        "agency=khong-co",
        "ward=la",
    ]
    assert CITY_LIGHTS.slug not in told.json()["error"]
    assert "don-vi-moi" not in told.json()["error"]


@each_feed
def test_an_agency_without_a_case_has_an_empty_feed(client, city, name):
    an_agency("Đơn vị mới")
    assert numbers(client.get(f"/phan-anh/{name}?agency=don-vi-moi")) == set()


def test_every_reason_is_told_beside_what_else_cannot_be_heeded(client, city):
    told = client.get("/phan-anh/feed.json?verdict=late&page=3&x=y").json()["error"]
    assert told.count("Không dùng được") == 3


@each_feed
def test_pages_are_walked_by_their_links(client, engine, now, name):
    engine.put([document(n, accepted_at=NOW - n * HOUR) for n in range(1, 121)])
    seen, address = [], f"/phan-anh/{name}?ward=kim-long"
    while address:
        response = client.get(address)
        seen.append(numbers(response))
        if name == "feed.json":
            address = response.json().get("next_url", "")
        else:
            links = ET.fromstring(response.content).findall("{http://www.w3.org/2005/Atom}link")
            address = next((link.get("href") for link in links if link.get("rel") == "next"), "")
    assert seen == [set(range(1, 51)), set(range(51, 101)), set(range(101, 121))]


@each_feed
def test_feeds_are_only_read_and_kept_out_of_search_engines(client, city, name):
    address = f"/phan-anh/{name}"
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
    assert client.get(address)["X-Robots-Tag"] == "noindex"


# --- asked again -----------------------------------------------------------------------------------------------------


@each_feed
def test_who_has_it_already_gets_nothing(client, city, now, name):
    first = client.get(f"/phan-anh/{name}")
    now(NOW + 5 * HOUR)
    for header in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = client.get(f"/phan-anh/{name}", headers=header)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=60"


CHANGES = {
    "a new case": lambda engine: engine.put([document(9)]),
    "an old case that an import brings": lambda engine: engine.put([document(9, accepted_at=NOW - 900 * DAY)]),
    "a case that is gone": lambda engine: engine.remove([2]),
    "a changed title": lambda engine: engine.put([document(1, title="Khác", version=2)]),
}


@each_feed
@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
@pytest.mark.parametrize("change", CHANGES)
def test_who_has_an_older_one_gets_the_new_one(client, city, now, name, header, change):
    asked = {"ETag": "if-none-match", "Last-Modified": "if-modified-since"}[header]
    first = client.get(f"/phan-anh/{name}")
    CHANGES[change](city)
    now(NOW + HOUR)
    again = client.get(f"/phan-anh/{name}", headers={asked: first[header]})
    assert again.status_code == 200
    assert again.content != first.content
    assert again["ETag"] != first["ETag"]


@each_feed
def test_a_day_that_passes_unheeded_is_news(client, city, now, name):
    first = client.get(f"/phan-anh/{name}?verdict=overdue")
    assert numbers(first) == {3}
    now(NOW + 6 * DAY)
    again = client.get(f"/phan-anh/{name}?verdict=overdue", headers={"if-none-match": first["ETag"]})
    assert numbers(again) == {1, 3}


def test_languages_and_formats_are_kept_apart(client, city, now):
    addresses = [f"{prefix}/phan-anh/{name}" for prefix in ("", "/en") for name in FEEDS]
    first = [client.get(address) for address in addresses]
    assert len({answer["ETag"] for answer in first}) == 4
    now(NOW + HOUR)
    again = [client.get(address) for address in addresses]
    assert [answer["Last-Modified"] for answer in again] == [answer["Last-Modified"] for answer in first]


def test_a_new_process_knows_no_since_and_says_now(client, city, now):
    client.get("/phan-anh/feed.json")
    forget()
    now(datetime(2026, 12, 1, tzinfo=UTC))
    assert client.get("/phan-anh/feed.json")["Last-Modified"] == "Tue, 01 Dec 2026 00:00:00 GMT"


@each_feed
@pytest.mark.parametrize("n", [3, 51, 300])
@pytest.mark.parametrize("query", ["", "q=den&verdict=in_term&ward=kim-long&from=2026-01-01"])
def test_it_costs_the_same_queries_however_long_the_list(
    client, engine, now, django_assert_max_num_queries, django_assert_num_queries, name, n, query
):
    engine.put([document(each) for each in range(1, n + 1)])
    words = 1 if query else 0  # those that mean the same
    with django_assert_max_num_queries(4 + words):  # the generation, the ward's name, rows and texts
        first = client.get(f"/phan-anh/{name}?{query}").content
    with django_assert_num_queries(1 + words):
        assert client.get(f"/phan-anh/{name}?{query}").content == first


# --- from the list, from real cases ----------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_list_leads_to_its_feeds(client, city, prefix):
    response = client.get(f"{prefix}/phan-anh/?q=den&sort=late&verdict=overdue&from=wrong")
    page = BeautifulSoup(response.content.decode(), "lxml")
    expected = [f"{prefix}/phan-anh/{name}?q=den&verdict=overdue" for name in FEEDS]
    links = page.find_all("link", rel="alternate", type=True)
    assert [link["href"] for link in links] == expected
    assert [link["type"] for link in links] == ["application/atom+xml", "application/feed+json"]
    assert [link["href"] for link in page.select("p.feeds a")] == expected
    for address in expected:
        assert numbers(client.get(address)) == {3}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_front_and_agency_lead_to_feeds(client, city, prefix):
    agency = an_agency(CITY_LIGHTS.name)
    city.put([document(4, agencies=(CITY_LIGHTS._replace(slug=agency.slug),))])
    for address, found in ((f"{prefix}/", {1, 2, 3, 4}), (f"{prefix}/don-vi/{agency.slug}/", {4})):
        page = BeautifulSoup(Client().get(address).content.decode(), "lxml")
        (link,) = page.find_all("link", type="application/atom+xml")
        assert link["href"].startswith(f"{prefix}/phan-anh/feed.atom")
        assert numbers(client.get(link["href"])) == found


def test_the_news_of_a_real_case_is_its_last_public_event(db):
    walk = walk_to("extended")
    made = Document.of(told(walk.case, at=DUE))
    assert made.changed_at == walk.at
    assert made.news_at(walk.at) == walk.at
    assert Document.from_json(json.loads(json.dumps(made.to_json()))).changed_at == walk.at


def test_rows_of_an_older_version_are_read(db):
    data = document(1).to_json()
    del data["changed_at"]
    assert Document.from_json(data) == document(1)
