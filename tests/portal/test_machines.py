"""What machines are told beside the pages: linked data, files for crawlers, probes; from values made by hand."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.http import Http404
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import override

from portal import probes, sitemaps
from portal.api import docs
from portal.sitemaps import ADDRESSES, Addresses, Cases
from portal.templatetags.heads import breadcrumb_data, data_block, dataset_data, locale_name, website_data
from portal.templatetags.uploads import FIELD, name_upload
from search.engines.base import Away

BASE = "https://minhbach.example"
AT = datetime(2026, 12, 7, 1, 0, 0, 123_456, tzinfo=UTC)
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def public_url(settings):
    settings.PUBLIC_URL = BASE
    settings.DEMO = False


# --- linked data -----------------------------------------------------------------------------------------------------


def said(block):
    """The data of a block."""
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert inner != block
    return json.loads(inner)


@pytest.mark.parametrize(("code", "name"), [("vi", "vi_VN"), ("en", "en_GB"), ("fr", "fr"), ("", "")])
def test_languages_are_named_as_open_graph_does(code, name):
    assert locale_name(code) == name


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("</script>", r"\u003c/script\u003e"),
        ("a & b", r"a \u0026 b"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ('"Đèn"', r"\"Đèn\""),
    ],
)
def test_what_could_end_a_block_is_written_otherwise_and_marks_as_they_are(text, written):
    block = data_block({"name": text})
    assert f'"name": "{written}"' in block
    assert said(block) == {"@context": "https://schema.org", "name": text}


@pytest.mark.parametrize(
    ("steps", "items"),
    [
        ((), []),
        (("Phản ánh", "/phan-anh/"), [(1, "Phản ánh", f"{BASE}/phan-anh/")]),
        (
            ("Phản ánh", "/phan-anh/", "Kim Long", "", "Đèn", "/phan-anh/a1/"),
            [(1, "Phản ánh", f"{BASE}/phan-anh/"), (2, "Đèn", f"{BASE}/phan-anh/a1/")],
        ),
        (("Không đâu", ""), []),
    ],
    ids=["nowhere", "one", "one without an address", "none with an address"],
)
def test_steps_without_an_address_are_left_out_and_the_others_counted_on(steps, items):
    found = said(breadcrumb_data(*steps))
    assert found["@type"] == "BreadcrumbList"
    assert [(each["position"], each["name"], each["item"]) for each in found["itemListElement"]] == items


def test_a_label_without_its_address_is_a_mistake():
    with pytest.raises(ValueError, match="zip"):
        breadcrumb_data("Phản ánh", "/phan-anh/", "Kim Long")


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_site_names_the_reader_s_language_and_how_to_search(code):
    with override(code):
        found = said(website_data("/en/", "/en/phan-anh/"))
    assert (found["url"], found["inLanguage"]) == (f"{BASE}/en/", code)
    assert found["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/en/phan-anh/?q={{search_term_string}}"


@pytest.mark.parametrize(("demo", "description"), [(False, "Ai trễ."), (True, "Ai trễ. BẢN MẪU.")])
def test_figures_to_download(settings, demo, description):
    settings.DEMO = demo
    told = {"name": "Quá hạn", "description": "Ai trễ.", "address": "/qua-han/", "at": AT}
    found = said(dataset_data(**told, csv="/qua-han.csv", json_="/qua-han.json"))
    assert found["dateModified"] == "2026-12-07T01:00:00+00:00", "to the second"
    assert found["description"].startswith(description)
    assert (found["name"], found["url"], found["creator"]["url"]) == ("Quá hạn", f"{BASE}/qua-han/", f"{BASE}/")
    assert [(each["encodingFormat"], each["contentUrl"]) for each in found["distribution"]] == [
        ("text/csv", f"{BASE}/qua-han.csv"),
        ("application/json", f"{BASE}/qua-han.json"),
    ]


def test_a_description_that_says_nothing_leaves_no_space(settings):
    settings.DEMO = True
    told = {"name": "x", "description": "", "address": "/", "at": AT, "csv": "/c", "json_": "/j"}
    assert said(dataset_data(**told))["description"].startswith("BẢN MẪU.")


@pytest.mark.parametrize(
    ("inner", "kept"),
    [("", ""), ("  \n ", ""), ("a\n\n  b\tc", "a b c"), ("{{ missing }}x", "x")],
    ids=["nothing", "only space", "lines", "what is not there"],
)
def test_what_is_captured_is_one_line(inner, kept):
    template = Template(f"{{% load heads %}}{{% captured as kept %}}{inner}{{% endcaptured %}}[{{{{ kept }}}}]")
    assert template.render(Context()) == f"[{kept}]"


# --- fields for many files -------------------------------------------------------------------------------------------


def test_a_field_for_files_gets_its_name_escaped_and_everything_else_stays():
    drawn = mark_safe(f'<p>&lt;</p>{FIELD} type="file">')
    found = name_upload(drawn, 'Chọn "ảnh" <b>')
    assert found == ('<p>&lt;</p><input aria-label="Chọn &quot;ảnh&quot; &lt;b&gt;" id="fileupload" type="file">')
    assert hasattr(found, "__html__"), "it is not escaped once more"


def test_what_is_drawn_otherwise_is_left_as_it_is():
    drawn = mark_safe('<input id="fileupload">')
    assert name_upload(drawn, "Ảnh") == drawn


# --- sitemaps --------------------------------------------------------------------------------------------------------


EARLY, LATE = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC)


def test_every_address_comes_in_every_language_with_its_counterparts():
    vietnamese, english = Addresses([("qua-han/", EARLY)]).get_urls()
    assert (vietnamese["location"], english["location"]) == (f"{BASE}/qua-han/", f"{BASE}/en/qua-han/")
    assert vietnamese["lastmod"] == english["lastmod"] == EARLY
    counterparts = {each["lang_code"]: each["location"] for each in vietnamese["alternates"]}
    assert counterparts == {
        "vi": f"{BASE}/qua-han/",
        "en": f"{BASE}/en/qua-han/",
        "x-default": f"{BASE}/qua-han/",
    }
    assert english["alternates"] == vietnamese["alternates"]


def test_what_is_written_in_vietnamese_alone_has_one_address_and_no_counterpart():
    found = Addresses([("tin/a/", LATE), ("qua-han/", None)], in_vietnamese_only={"tin/a/"}).get_urls()
    assert found[0] == {"location": f"{BASE}/tin/a/", "lastmod": LATE}
    assert [each["location"] for each in found[1:]] == [f"{BASE}/qua-han/", f"{BASE}/en/qua-han/"]


@pytest.mark.parametrize(
    ("changes", "newest"),
    [([EARLY, LATE], LATE), ([LATE, EARLY], LATE), ([EARLY], EARLY), ([EARLY, None], None), ([None], None), ([], None)],
    ids=["later last", "later first", "one", "one unknown", "unknown", "nothing"],
)
def test_a_file_has_a_date_where_each_of_its_pages_has_one(changes, newest):
    part = Addresses([(f"{n}/", at) for n, at in enumerate(changes)])
    part.get_urls()
    assert getattr(part, "latest_lastmod", None) == newest


@pytest.mark.parametrize(
    ("rows", "pages"), [(0, [0]), (1_000, [2_000]), (1_001, [2_000, 2]), (2_500, [2_000, 2_000, 1_000])]
)
def test_no_file_is_longer_than_it_may_be(rows, pages):
    part = Addresses([(f"{n}/", None) for n in range(rows)])
    assert [len(part.get_urls(page)) for page in range(1, len(pages) + 1)] == pages
    assert part.paginator.num_pages == len(pages)
    assert max(pages) <= ADDRESSES


@pytest.mark.parametrize(
    ("tree", "location"),
    [
        ("/home/phan-anh/2026/11/den-a7/", "phan-anh/2026/11/den-a7/"),
        ("/minh-bach/khac/phan-anh/2026/11/den-a7/", "phan-anh/2026/11/den-a7/"),
    ],
)
def test_cases_have_the_address_that_readers_know_wherever_the_tree_stands(tree, location):
    assert [each["location"] for each in Cases([(tree, None)], below="phan-anh/").get_urls()] == [
        f"{BASE}/{location}",
        f"{BASE}/en/{location}",
    ]


@pytest.mark.parametrize(
    "section",
    ["", "khac", "phan-anh", "phan-anh-2026", "phan-anh-2026-3", "phan-anh-12026-03", "xphan-anh-2026-03", "trang-2"],
)
def test_a_file_of_no_such_name_is_looked_for_nowhere(rf, section):
    """No database: its first query would fail the test."""
    with pytest.raises(Http404):
        sitemaps.part(rf.get("/"), section=section)


def test_a_month_is_asked_for_by_its_year_and_number(rf, monkeypatch):
    seen = []
    monkeypatch.setattr(sitemaps, "cases_of", lambda *asked: seen.append(asked))
    with pytest.raises(Http404):
        sitemaps.part(rf.get("/"), section="phan-anh-2026-03")
    assert seen == [("2026", "03")]


@pytest.mark.parametrize(
    ("cases", "files"),
    [(1, 1), (1_000, 1), (1_001, 2), (2_000, 2), (2_001, 3)],
)
def test_the_index_names_as_many_files_of_a_month_as_it_fills(rf, monkeypatch, cases, files):
    month = SimpleNamespace(year=985, month=3, cases=cases, changed_at=LATE)
    cache.delete("sitemap:months")
    monkeypatch.setattr(sitemaps, "months", lambda: [month])
    response = sitemaps.index(rf.get("/sitemap.xml")).render()
    cache.delete("sitemap:months")
    found = [(each.findtext(f"{S}loc"), each.findtext(f"{S}lastmod")) for each in ET.fromstring(response.content)]
    plain, of_month = found[:3], found[3:]
    assert plain == [(f"{BASE}/sitemap-{name}.xml", None) for name in ("trang", "don-vi", "ngay-da-chot")]
    first = f"{BASE}/sitemap-phan-anh-0985-03.xml"
    assert [address for address, _at in of_month] == [first, *(f"{first}?p={n}" for n in range(2, files + 1))]
    assert all(at.startswith("2026-03-04") for _address, at in of_month)
    assert response["X-Robots-Tag"] == "noindex, noodp, noarchive"


def test_a_city_without_cases_has_the_files_that_there_always_are(rf, monkeypatch):
    cache.delete("sitemap:months")
    monkeypatch.setattr(sitemaps, "months", list)
    response = sitemaps.index(rf.get("/sitemap.xml")).render()
    cache.delete("sitemap:months")
    assert len(ET.fromstring(response.content)) == 3


def test_addresses_of_rows_are_vietnamese_whoever_asks():
    with override("en"):
        assert sitemaps._below_root("frozen_day", day=date(2026, 11, 24)) == "qua-han/2026-11-24/"
        assert sitemaps._below_root("ward", slug="kim-long") == "phuong-xa/kim-long/"


# --- probes ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def state(monkeypatch):
    """How the house stands, for the probe to find."""
    house = SimpleNamespace(database="ok", late={}, away=None, asked=[])
    monkeypatch.setattr(probes, "_database_state", lambda: house.asked.append("database") or house.database)
    monkeypatch.setattr(probes, "late", lambda at: house.asked.append("late") or house.late)
    monkeypatch.setattr(probes, "trouble", lambda: house.asked.append("search") or house.away)
    return house


@pytest.mark.parametrize(
    ("late", "away", "told"),
    [
        ({}, None, {"database": "ok"}),
        ({"mails": AT}, None, {"database": "ok", "late": {"mails": "2026-12-07T01:00:00.123Z"}}),
        ({}, Away.SLOW, {"database": "ok", "search": "slow"}),
        (
            {"search": AT},
            Away.LAGGING,
            {"database": "ok", "late": {"search": "2026-12-07T01:00:00.123Z"}, "search": "lagging"},
        ),
    ],
    ids=["all well", "a worker away", "engine away", "both"],
)
def test_whatever_is_late_or_away_is_named_and_pages_are_served_all_the_same(rf, state, late, away, told):
    state.late, state.away = late, away
    response = probes.readyz(rf.get("/readyz"))
    assert (response.status_code, json.loads(response.content)) == (200, told)


@pytest.mark.parametrize("database", ["unreachable", "pending migrations"])
def test_without_its_database_nothing_else_is_asked(rf, state, database):
    state.database = database
    response = probes.readyz(rf.get("/readyz"))
    assert (response.status_code, json.loads(response.content)) == (503, {"database": database})
    assert state.asked == ["database"]


def test_under_maintenance_nothing_is_asked_at_all(rf, state, settings):
    settings.MAINTENANCE = True
    assert probes.readyz(rf.get("/readyz")).status_code == 503
    assert state.asked == []


def test_crawlers_are_kept_from_every_question_but_three(rf):
    lines = probes.robots(rf.get("/robots.txt")).content.decode().split("\n")
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: /*phan-anh/?")]
    assert "/*phan-anh/?verdict=" in closed
    assert not [path for path in closed if path.endswith(("?agency=", "?category=", "?ward="))]
    assert closed == sorted(closed), "in one order, so that nobody takes it for changed"
    assert lines[0] == "User-agent: *"
    assert lines[-2:] == [f"Sitemap: {BASE}/sitemap.xml", ""]


# --- the page about the API -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_where_the_city_has_nothing_yet_the_page_invents_addresses_to_try(django_assert_num_queries):
    with django_assert_num_queries(3):
        assert docs._there() == {"number": "48213", "slug": "ubnd-phuong-kim-long", "day": "2026-11-24"}
