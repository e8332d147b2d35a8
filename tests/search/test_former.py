"""Old wards lead to those of today, agencies to who came before and after them."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from cases.models import Agency, FormerWard, Ward
from search import former, views
from search.document import Named
from search.former import Kin, addresses_of, kin_of, through_merges
from search.question import Facet, Question
from tests.search.documents import NOW, PHU_XUAN, document

OLD, NEW, OLDER = Named("cu", "Phòng Cũ"), Named("moi", "Phòng Mới"), Named("cu-hon", "Phòng Cũ Hơn")


@pytest.fixture
def city(engine, monkeypatch):
    monkeypatch.setattr(views.timezone, "now", lambda: NOW)
    engine.put([document(1, ward=PHU_XUAN, agencies=(OLD,)), document(2, agencies=(NEW,)), document(3, ward=None)])
    return engine


def asked(**choices):
    return Question(choices={Facet(name): values for name, values in choices.items()})


def page_of(client, query):
    return BeautifulSoup(client.get(f"/phan-anh/?{query}").content, "lxml")


def notes(page):
    return [" ".join(note.get_text().split()) for note in page.select(".note")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Phường Gia Hội", {"123", "phuong-gia-hoi", "gia-hoi"}),
        ("Thị trấn Phú Lộc", {"123", "thi-tran-phu-loc", "phu-loc"}),
        ("Xã Phú Mậu", {"123", "xa-phu-mau", "phu-mau"}),
    ],
)
def test_addresses_of_an_old_ward(name, found):
    assert addresses_of("123", name) == found


@pytest.mark.django_db
def test_an_old_ward_is_the_one_of_today_and_the_page_says_so(client, city):
    for value in ("gia-hoi", "phuong-gia-hoi", "19756"):
        page = page_of(client, f"ward={value}")
        assert page.h1.get_text() == f"1 phản ánh: {PHU_XUAN.name}"
        assert notes(page) == ["Phường Gia Hội nay thuộc Phường Phú Xuân: dưới đây là phản ánh của nơi ấy."]
        assert page.find("link", rel="canonical")["href"].endswith("?ward=phu-xuan")
        assert [box["value"] for box in page.select("input[name=ward][checked]")] == ["phu-xuan"]
    for name in ("feed.json", "cases.geojson"):
        response = client.get(f"/phan-anh/{name}?ward=gia-hoi")
        assert response.status_code == 200, "a program is answered, too"
        body = b"".join(response) if response.streaming else response.content
        assert b"phu-xuan" in body
        assert client.get(f"/phan-anh/{name}?ward=gia-hoii").status_code == 400


@pytest.mark.django_db
def test_one_that_was_divided_is_all_its_heirs(city):
    kim_long = Ward.objects.get(slug="kim-long")
    FormerWard.objects.create(code="19756", name="Phường Gia Hội", ward=kim_long)
    question, (merged,) = through_merges(asked(ward=("gia-hoi", "an-cuu", "xyz")), ["gia-hoi", "xyz"])
    assert question.chosen(Facet.WARD) == ("an-cuu", "kim-long", "phu-xuan", "xyz")
    assert merged.wards == (kim_long.name, Ward.objects.get(slug="phu-xuan").name)


@pytest.mark.django_db
def test_a_ward_of_today_is_never_taken_for_an_old_one(city, django_assert_num_queries):
    FormerWard.objects.create(code="9", name="Phường Vỹ Dạ", ward=Ward.objects.get(slug="kim-long"))
    question = asked(ward=("vy-da",))
    with django_assert_num_queries(1):
        assert through_merges(question, ["vy-da"]) == (question, ())
    with django_assert_num_queries(0):
        assert through_merges(question, []) == (question, ())
    assert through_merges(asked(ward=("xyz",)), ["xyz"]) == (asked(ward=("xyz",)), ())


@pytest.fixture
def heirs(city):
    """The work of the oldest went to the old one, whose work went to the new one."""
    new = Agency.objects.create(slug=NEW.slug, name=NEW.name, source_name="n")
    gone = {"dissolved_on": date(2025, 7, 1)}
    old = Agency.objects.create(slug=OLD.slug, name=OLD.name, source_name="o", successor=new, **gone)
    Agency.objects.create(slug=OLDER.slug, name=OLDER.name, source_name="p", successor=old, **gone)
    return city


@pytest.mark.django_db
def test_a_list_of_an_agency_leads_on_to_who_came_before(client, heirs):
    page = page_of(client, "agency=moi")
    assert page.h1.get_text() == "1 phản ánh: Phòng Mới"
    assert notes(page) == ["Việc này trước đây do Phòng Cũ. Xem cả 1 phản ánh của Phòng Cũ"]
    both = page_of(client, page.select_one(".note a")["href"].partition("?")[2])
    assert both.h1.get_text().startswith("2 phản ánh: ")
    assert notes(both) == [], "nobody is missing"


@pytest.mark.django_db
def test_a_list_of_a_dissolved_one_says_who_came_after(client, heirs):
    assert notes(page_of(client, "agency=cu")) == [
        "Phòng Cũ đã giải thể, việc nay do Phòng Mới. Xem cả 1 phản ánh của Phòng Mới"
    ]
    (note,) = [note for note in notes(page_of(client, "agency=cu&ward=phu-xuan")) if "giải thể" in note]
    assert "Xem cả" not in note, "it has no case there"
    heirs.put([document(9, agencies=(OLDER,))])
    assert len(notes(page_of(client, "agency=moi"))) == 2, "and those before them"


def test_rows_that_go_in_a_circle_end(monkeypatch):
    monkeypatch.setattr(former, "successors", lambda: {"a": ("A", "b", "B"), "b": ("B", "a", "A")})
    assert list(kin_of(asked(agency=("a",)), [])) == [
        Kin(sentence="A đã giải thể, việc nay do B.", name="B", count=0, question=None)
    ]
    assert list(kin_of(Question(), [])) == []
