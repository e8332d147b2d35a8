"""The styleguide: no component is missing, each says what it takes, and it is there in development alone."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from portal import styleguide as module
from portal.styleguide import FOLDER, LISTS, ON_PAGE, WITHIN, City, components, styleguide
from tests.cases.accountability.city import a_city
from tests.factories import LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db
NAMES = sorted(file.stem for file in FOLDER.glob("*.html"))


def shown():
    response = styleguide(RequestFactory().get("/mau/"))
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "lxml")


@pytest.fixture
def guide():
    a_city()
    walk_to("returned", title="Trả lại một lần")
    walk_to("late_extended", title="Gia hạn muộn")
    walk_to("transferred", title="Chuyển đơn vị")
    walk_to("rated", title="Đã đánh giá")
    walk_to("not_ours", title="Không phải việc của chúng tôi")
    walk_to("assigned", title="Hai đơn vị").assign(an_agency(LIGHTING))
    return shown()


def test_every_component_is_there_once(guide):
    assert [section.h2.get_text() for section in guide.main.find_all("section", recursive=False)[1:]] == NAMES


def test_each_has_an_example_or_is_part_of_another(guide):
    for section in guide.main.find_all("section", recursive=False)[1:]:
        name = section.h2.get_text()
        if name in ON_PAGE:
            assert section.find("a", href=reverse(ON_PAGE[name])), name
        elif name in WITHIN:
            assert section.find("a", href=f"#c-{WITHIN[name]}"), name
        else:
            assert "chưa có gì để xem" not in section.get_text(), name


def test_each_says_what_it_takes(guide):
    for section in guide.main.find_all("section", recursive=False)[1:]:
        assert "akes" in section.p.get_text(), section.h2


def test_parts_of_lists_stand_in_lists(guide):
    for name, parent in LISTS.items():
        section = guide.find(id=f"c-{name}").parent
        assert section.find(parent), name
        assert not section.find(class_="specimen")


def test_what_is_within_another_exists():
    assert set(WITHIN) <= set(NAMES)
    assert set(WITHIN.values()) <= set(NAMES) - set(WITHIN) - set(ON_PAGE)
    assert set(ON_PAGE) <= set(NAMES) - set(WITHIN)
    assert set(LISTS) <= set(NAMES)


def test_an_empty_city_says_so():
    guide = shown()
    assert "Thành phố này chưa có gì để xem." in guide.get_text()
    assert guide.find(id="c-verdict").parent.find(class_="v")


def test_nobody_finds_it_by_a_search_engine(guide):
    assert guide.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_it_is_not_there_on_a_server(client):
    assert client.get("/mau/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("styleguide")


def test_only_looking_is_allowed():
    assert styleguide(RequestFactory().post("/mau/")).status_code == 405


def test_what_a_comment_says_is_shown_without_its_marks(tmp_path, monkeypatch):
    (tmp_path / "plain.html").write_text("{# A line. Takes nothing. #}{% load i18n %}\n<p>x</p>\n", encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    (found,) = components({})
    assert (found.name, found.takes, found.examples, found.within) == ("plain", "A line. Takes nothing.", (), "")


class TestChoosing:
    def city(self, *cases):
        city = City()
        city.cases = [SimpleNamespace(**case) for case in cases]
        return city

    def test_one_of_every_kind_the_newest(self):
        city = self.city({"n": 3, "kind": "a"}, {"n": 2, "kind": "b"}, {"n": 1, "kind": "a"})
        assert {case.n for case in city.one_each(lambda case: case.kind)} == {3, 2}

    def test_the_one_with_most(self):
        city = self.city({"n": 1, "events": (1,)}, {"n": 2, "events": (1, 2)}, {"n": 3, "events": ()})
        assert [case.n for case in city.longest("events")] == [2]

    def test_none_where_no_case_has_any(self):
        assert self.city({"events": ()}).longest("events") == []
        assert self.city().longest("events") == []
