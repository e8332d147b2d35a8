"""What pages say of themselves to machines that share, index and quote them: all of it true, in both languages."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.urls import resolve
from hypothesis import given
from hypothesis import strategies as st

from cases.public.pictures.card import NAME
from portal.templatetags.heads import data_block
from tests.factories import walk_to
from tests.portal.page_samples import SAMPLES

NAMES = sorted(SAMPLES)
BASE = "https://minhbach.example"
WITHOUT_ADDRESS = {"404", "404-likely", "error", "tombstone", "absent-today", "absent-left-out"}
in_both_languages = pytest.mark.parametrize(("language", "prefix"), [("vi", ""), ("en", "/en")])


@pytest.fixture(autouse=True)
def public_url(settings):
    settings.PUBLIC_URL = BASE


@pytest.fixture(scope="session")
def heads():
    """Pages already parsed with this PUBLIC_URL; those that others have parsed bear another one."""
    return {}


@pytest.fixture
def sample(fresh_page, heads, settings):
    """Return a function that gives a page, parsed once; asked for with a question that is none of its own."""

    def page(name, language="vi"):
        key = (name, language, settings.DEMO)
        if key not in heads:
            heads[key] = fresh_page(name, language, "?utm_source=x")
        return heads[key]

    return page


def data(page):
    """Linked data by their type."""
    found = [json.loads(script.string) for script in page.find_all("script", type="application/ld+json")]
    assert all(each.pop("@context") == "https://schema.org" for each in found)
    return {each.pop("@type"): each for each in found}


def said(page, name):
    tag = page.find("meta", property=f"og:{name}")
    return tag and tag["content"]


# --- sharing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@in_both_languages
def test_what_is_shared_is_what_the_page_says(sample, name, language, prefix):
    found = sample(name, language)
    assert f"{said(found, 'title')} – Minh Bạch" == found.title.string
    assert said(found, "description") == found.find("meta", {"name": "description"})["content"]
    assert said(found, "locale") == {"vi": "vi_VN", "en": "en_GB"}[language]
    assert said(found, "locale:alternate") == {"vi": "en_GB", "en": "vi_VN"}[language]
    assert said(found, "site_name") == "Minh Bạch"
    assert found.find("meta", {"name": "twitter:card"})["content"] == "summary_large_image"
    assert len(found.find_all("meta", property="og:title")) == 1


@pytest.mark.parametrize("name", NAMES)
@in_both_languages
def test_a_page_is_shared_under_its_canonical_address(sample, name, language, prefix):
    found = sample(name, language)
    canonical = found.find("link", rel="canonical")
    if name in WITHOUT_ADDRESS:
        assert (canonical, said(found, "url"), found.find("link", hreflang=True)) == (None, None, None)
    else:
        path = SAMPLES[name].path + SAMPLES[name].context.get("canonical_query", "")
        written = "" if path.startswith("/tin/") else prefix  # news is written in Vietnamese only
        assert canonical["href"] == said(found, "url") == f"{BASE}{written}{path}"
        links = {link["hreflang"]: link["href"] for link in found.find_all("link", hreflang=True)}
        every = {"vi": f"{BASE}{path}", "en": f"{BASE}/en{path}", "x-default": f"{BASE}{path}"}
        assert links == ({} if path.startswith("/tin/") else every)


@pytest.mark.parametrize("name", NAMES)
@in_both_languages
def test_a_page_goes_with_its_own_picture(sample, client, name, language, prefix):
    found = sample(name, language)
    picture = said(found, "image")
    if name in WITHOUT_ADDRESS:
        assert picture == f"{BASE}/static/img/share.png"
    else:
        assert picture == f"{BASE}{prefix}{SAMPLES[name].path}{NAME}"
        assert resolve(picture.removeprefix(BASE)).func.__module__ != "wagtail.views"
    assert (said(found, "image:width"), said(found, "image:height")) == ("1200", "630")
    assert said(found, "image:type") == "image/png"
    assert said(found, "image:alt") == said(found, "title")


def test_titles_and_descriptions_are_one_line_of_text(sample):
    for name in NAMES:
        for what in ("title", "description"):
            text = said(sample(name), what)
            assert text == " ".join(text.split())
            assert text
            assert not re.search(r"<\w|&\w+;", text)


def test_quotes_in_a_title_stay_in_their_attribute(rf):
    template = Template('{% extends "base.html" %}{% block title %}{{ title }}{% endblock %}')
    title = "“Đèn” \"hỏng\" <b> & 'tối'"
    found = BeautifulSoup(template.render(Context({"title": title})), "lxml")
    assert said(found, "title") == title
    assert found.title.string == f"{title} – Minh Bạch"


@pytest.mark.parametrize("query", ["?", "?q=den&page=1"])
def test_a_list_is_shared_as_the_question_it_answers(client, db, query):
    for prefix in ("", "/en"):
        found = BeautifulSoup(client.get(f"{prefix}/phan-anh/{query}&utm=x").content.decode(), "lxml")
        asked = "?q=den" if "den" in query else ""
        assert said(found, "url") == found.find("link", rel="canonical")["href"] == f"{BASE}{prefix}/phan-anh/{asked}"
        links = {link["hreflang"]: link["href"] for link in found.find_all("link", hreflang=True)}
        assert links["x-default"] == links["vi"] == f"{BASE}/phan-anh/{asked}"
        assert links["en"] == f"{BASE}/en/phan-anh/{asked}"


# --- linked data ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_page_has_the_data_that_fit_it(sample, name):
    expected = {
        "home/home_page.html": {"WebSite"},
        "cases/case.html": {"BreadcrumbList"},
        "cases/agency.html": {"BreadcrumbList"},
        "cases/overdue.html": {"Dataset"},
    }
    assert set(data(sample(name))) == expected.get(SAMPLES[name].template, set())


@in_both_languages
def test_the_site_can_be_searched(sample, client, db, language, prefix):
    site = data(sample("home", language))["WebSite"]
    assert (site["name"], site["url"], site["inLanguage"]) == ("Minh Bạch", f"{BASE}{prefix}/", language)
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert site["potentialAction"]["query-input"] == "required name=search_term_string"
    address = template.removeprefix(BASE).replace("{search_term_string}", "den%20hong")
    shown = BeautifulSoup(client.get(address).content.decode(), "lxml")
    assert shown.html["lang"] == language
    assert shown.find("input", id="q")["value"] == "den hong"


def steps(page):
    items = data(page)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    return [(item["name"], item["item"]) for item in items]


def test_where_a_case_lies(sample):
    here = f"{BASE}{SAMPLES['case-broken'].path}"
    title = sample("case-broken").h1.get_text()
    month = ("12/2026", f"{BASE}/phan-anh/2026/12/")
    ward = ("Kim Long", f"{BASE}/phuong-xa/kim-long/")
    assert steps(sample("case-broken")) == [("Phản ánh", f"{BASE}/phan-anh/"), month, ward, (title, here)]
    assert [name for name, _ in steps(sample("case-dateless"))] == ["Phản ánh", sample("case-dateless").h1.get_text()]


@in_both_languages
def test_where_an_agency_lies(sample, language, prefix):
    found = sample("agency", language)
    (list_name, list_address), (name, address) = steps(found)
    assert list_address == f"{BASE}{prefix}/don-vi/"
    assert list_name == found.find("nav", class_="crumb").a.get_text()
    assert (name, address) == (found.h1.get_text(), f"{BASE}{prefix}/don-vi/chieu-sang/")


def test_steps_of_a_real_case_lead_somewhere(client, db):
    case = walk_to("assigned", ward="kim-long").case
    found = BeautifulSoup(client.get(f"/a/{case.number}", follow=True).content.decode(), "lxml")
    addresses = [address for _, address in steps(found)]
    assert len(addresses) == 4
    assert all(client.get(address.removeprefix(BASE)).status_code == 200 for address in addresses)
    shown = [link["href"] for link in found.find("nav", class_="crumb").find_all("a")]
    assert [address.removeprefix(BASE) for address in addresses[:3]] == shown


@in_both_languages
def test_the_overdue_list_is_a_dataset_with_its_files(client, db, language, prefix):
    walk_to("overdue")
    found = BeautifulSoup(client.get(f"{prefix}/qua-han/").content.decode(), "lxml")
    dataset = data(found)["Dataset"]
    assert dataset["name"] == found.h1.get_text(strip=True)
    assert dataset["description"] == found.find("meta", {"name": "description"})["content"]
    assert len(dataset["description"]) >= 50  # less is refused by those who collect datasets
    assert dataset["url"] == f"{BASE}{prefix}/qua-han/"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", dataset["dateModified"])
    for file in dataset["distribution"]:
        response = client.get(file["contentUrl"].removeprefix(BASE))
        assert response.status_code == 200
        assert response["Content-Type"].startswith(file["encodingFormat"])


@pytest.mark.parametrize("demo", [True, False])
def test_a_dataset_of_a_demo_says_that_it_is_made_up(sample, settings, demo):
    settings.DEMO = demo
    assert ("BẢN MẪU. Mọi phản ánh" in data(sample("overdue"))["Dataset"]["description"]) is demo


@given(st.text())
def test_no_text_ends_the_block_of_data(text):
    block = data_block({"@type": "Thing", "name": text})
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inner) & set("<>&\u2028\u2029")
    assert json.loads(inner)["name"] == text


# --- the tag that renders once ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["captured", "captured as", "captured name", "captured in name", "captured as a b"])
def test_it_is_written_in_one_way(written):
    with pytest.raises(TemplateSyntaxError, match="captured as name"):
        Template(f"{{% load heads %}}{{% {written} %}}x{{% endcaptured %}}")


def test_it_shows_nothing_and_keeps_one_line():
    template = Template("{% load heads %}[{% captured as kept %} a\n {{ b }} {% endcaptured %}][{{ kept }}|{{ kept }}]")
    assert template.render(Context({"b": "<b>"})) == "[][a &lt;b&gt;|a &lt;b&gt;]"


def test_the_frame_alone_has_a_head():
    assert 'property="og:title" content=""' in render_to_string("base.html")
