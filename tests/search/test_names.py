"""English names on English lists; documents hold Vietnamese ones."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from cases.models import Category, Ward
from search import views
from search.names import shown_names
from search.question import Facet
from tests.search.documents import KIM_LONG, LIGHTS, NOW, document

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(engine, monkeypatch):
    monkeypatch.setattr(views.timezone, "now", lambda: NOW)
    engine.put([document(1, ward=KIM_LONG, category=LIGHTS)])
    Category.objects.filter(slug=LIGHTS.slug).update(name_en="Street lights")
    Ward.objects.filter(slug=KIM_LONG.slug).update(name_en="Kim Long ward")


def facets(client, address):
    page = BeautifulSoup(client.get(address).content, "lxml")
    return {field["name"]: field.find_parent("label").span for field in page.select(".facets input[type=checkbox]")}


def test_names_are_those_of_the_readers_language(city, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert shown_names() == {}
    with override("en"), django_assert_num_queries(1):
        names = shown_names()
    assert names[Facet.CATEGORY][LIGHTS.slug] == "Street lights"
    assert names[Facet.WARD][KIM_LONG.slug] == "Kim Long ward"


def test_without_an_english_name_the_vietnamese_one_stays(city):
    Category.objects.update(name_en="")
    with override("en"):
        assert Facet.CATEGORY not in shown_names()


@pytest.mark.parametrize(
    ("prefix", "category", "ward"), [("", LIGHTS.name, KIM_LONG.name), ("/en", "Street lights", "Kim Long ward")]
)
def test_the_list_shows_them(client, city, prefix, category, ward):
    found = facets(client, f"{prefix}/phan-anh/")
    assert (found["category"].get_text(), found["ward"].get_text()) == (category, ward)
    assert bool(found["agency"].find(lang="vi")) is bool(prefix)
    assert found["category"].find(lang="vi") is found["ward"].find(lang="vi") is None


@pytest.mark.parametrize("facet", ["category", "ward"])
def test_a_vietnamese_name_on_an_english_list_is_told_apart(client, city, facet):
    Category.objects.update(name_en="")
    Ward.objects.update(name_en="")
    assert facets(client, "/en/phan-anh/")[facet].find(lang="vi") is not None
    assert facets(client, "/phan-anh/")[facet].find(lang="vi") is None


def test_so_are_the_words_of_rows(client, city):
    row = BeautifulSoup(client.get("/en/phan-anh/").content, "lxml").select_one(".rows > li")
    for told in (document(1).title, document(1).agencies[0].name):
        assert row.find(string=told).find_parent(lang="vi") is not None
    when = row.select_one(".on")
    assert when.find_parent(lang="vi") is None
    assert when.get_text().startswith("accepted on ")


def test_a_row_may_break_before_its_date_only(client, city):
    row = BeautifulSoup(client.get("/phan-anh/").content, "lxml").select_one(".rows > li")
    when = row.select_one(".on")
    assert when.previous_sibling.endswith(", ")
    assert when.get_text().startswith("tiếp nhận ")


def test_chips_do_too(client, city):
    page = client.get(f"/en/phan-anh/?category={LIGHTS.slug}").content.decode()
    chips = [chip.get_text(strip=True) for chip in BeautifulSoup(page, "lxml").select(".chip")]
    assert any("Street lights" in chip for chip in chips)
