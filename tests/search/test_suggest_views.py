"""What is offered to who types, as the page's script reads it."""

from urllib.parse import quote

import pytest

from cases.models import Category, Ward
from search import suggest_views
from search.document import Named
from tests.search.documents import CITY_LIGHTS, KIM_LONG, LIGHTS, NOW, PHU_XUAN, ROADS, document


@pytest.fixture
def city(engine, monkeypatch):
    monkeypatch.setattr(suggest_views.timezone, "now", lambda: NOW)
    engine.put([document(n, place="Kiệt 4 Nguyễn Phúc Tần") for n in (1, 2, 3)])
    return engine


def offered(client, query, prefix=""):
    response = client.get(f"{prefix}/phan-anh/suggest.json?{query}")
    assert response.status_code == 200
    told = response.json()
    return {(each["text"], each["kind"], each["count"]): each["href"] for each in told["suggestions"]}


def test_names_lead_to_lists_and_count_only_what_those_count(client, city):
    assert offered(client, "q=kim+lo") == {
        (KIM_LONG.name, "Phường, xã", "3 phản ánh"): "/phan-anh/?ward=kim-long",
    }
    assert offered(client, "q=den+hong+kim+lo") == {
        (KIM_LONG.name, "Phường, xã", ""): "/phan-anh/?q=den+hong&ward=kim-long",
    }
    street = {("Nguyễn Phúc Tần", "Đường", ""): "/phan-anh/?q=den+%22Nguy%E1%BB%85n+Ph%C3%BAc+T%E1%BA%A7n%22"}
    assert offered(client, "q=den+phuc+t") == street
    (address,) = street.values()
    assert b"3 ph\xe1\xba\xa3n \xc3\xa1nh kh\xe1\xbb\x9bp" in client.get(address).content


def test_what_the_list_is_narrowed_by_stays_and_choices_add_up(client, city):
    city.put([document(4, ward=PHU_XUAN)])
    found = offered(client, f"q=phu+xu&ward={KIM_LONG.slug}&verdict=in_term&sort=late&page=2&khac=1")
    assert found == {(PHU_XUAN.name, "Phường, xã", ""): "/phan-anh/?verdict=in_term&ward=kim-long&ward=phu-xuan"}


@pytest.mark.parametrize("q", ["", "k", "khongco", "-kim lo", "%00", "kim lo xyz", "a" * 5000])
def test_nothing_is_offered_for_nothing(client, city, q):
    response = client.get("/phan-anh/suggest.json", {"q": q})
    assert response.json() == {"message": "Không có gợi ý.", "rest": "", "suggestions": []}


def test_nothing_of_what_is_gone(client, city):
    city.put([document(n, place="Kiệt 4 Bí Mật Lộ", agencies=(Named("mat", "Đơn vị Bí Mật"),)) for n in (7, 8, 9)])
    assert len(offered(client, "q=bi+ma")) == 2
    city.remove([7, 8, 9])
    assert offered(client, "q=bi+ma") == {}


def test_in_english_choices_bear_their_english_names(client, city):
    Ward.objects.filter(slug=KIM_LONG.slug).update(name_en="Kim Long ward")
    assert offered(client, "q=kim+lo", "/en") == {("Kim Long ward", "Ward", "3 cases"): "/en/phan-anh/?ward=kim-long"}
    assert [kind for __, kind, __ in offered(client, "q=cay+xanh", "/en")] == ["Agency"]


def test_it_says_how_many_and_what_stays(client, city, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):  # the generation, and beginnings of one to four lengths
        told = client.get("/phan-anh/suggest.json?q=mot+hai+ba+bon+den+hong+kim").json()
    assert (told["message"], told["rest"]) == ("1 gợi ý, chọn bằng phím mũi tên.", "mot hai ba bon den hong")
    response = client.get("/phan-anh/suggest.json?q=trung+tam")
    assert response.json()["suggestions"][0]["text"] == CITY_LIGHTS.name
    assert response["X-Robots-Tag"] == "noindex"
    assert "max-age=60" in response["Cache-Control"]
    assert client.post("/phan-anh/suggest.json").status_code == 405


@pytest.fixture
def lamps(engine, monkeypatch):
    """Nine reports: five of lighting, which name lamps, and four of roads, of which one does."""
    monkeypatch.setattr(suggest_views.timezone, "now", lambda: NOW)
    text = {"title": "Ổ gà", "text": "Xe ngã vì đến đây có ổ gà.", "category": ROADS, "agencies": ()}
    roads = [document(n, **{**text, "title": "Ổ gà dưới đèn"} if n == 16 else text) for n in range(16, 20)]
    engine.put([*(document(n, title="Đèn tắt", agencies=()) for n in range(11, 16)), *roads])
    return engine


@pytest.mark.parametrize("typed", ["13", " a13 ", "A13", "#13"])
def test_a_number_offers_its_report(client, lamps, typed):
    (text, kind, number), href = offered(client, f"q={quote(typed)}").popitem()
    assert (text, kind, number, href) == ("Đèn tắt", "Phản ánh", "số 13", "/phan-anh/2026/11/phan-anh-a13/")


@pytest.mark.parametrize("typed", ["999", "9" * 30, "13 14", "b13"])
def test_a_number_of_no_report_offers_none(client, lamps, typed):
    assert not [kind for __, kind, __ in offered(client, f"q={quote(typed)}") if kind == "Phản ánh"]


def test_words_that_nearly_all_of_a_category_have_offer_it(client, lamps):
    assert offered(client, "q=%C4%91%C3%A8n") == {
        (LIGHTS.name, "Lĩnh vực", "5 phản ánh"): "/phan-anh/?category=chieu-sang"
    }
    assert offered(client, "q=%E1%BB%95+g%C3%A0") == {}, "too few to tell"
    assert offered(client, "q=xe+nga") == {}
    assert offered(client, "q=den") == {}, "without its mark it is another word too, which all of these have"
    assert (
        offered(client, "q=%C4%91%C3%A8n&ward=kim-long").popitem()[1] == "/phan-anh/?category=chieu-sang&ward=kim-long"
    )
    lamps.put([document(n, title="Đèn", category=ROADS, agencies=()) for n in range(20, 40)])
    assert offered(client, "q=%C4%91%C3%A8n") == {}, "what nearly all reports have is about nothing"


def test_english_names_are_offered_to_who_types_them(client, lamps):
    Category.objects.filter(slug=LIGHTS.slug).update(name_en="Street lighting")
    assert offered(client, "q=street+li", "/en") == {
        ("Street lighting", "Category", "5 cases"): "/en/phan-anh/?category=chieu-sang"
    }
    assert offered(client, "q=%C4%91%C3%A8n", "/en") == {}, "Vietnamese words are not guessed at there"
