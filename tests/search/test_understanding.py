"""The list says how words were understood, and the number of a case leads to it."""

import pytest
from bs4 import BeautifulSoup

from tests.search.documents import document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city(engine):
    """Three cases; the third has another title."""
    engine.put([document(1), document(2), document(3, title="Ngập ở chợ")])


def page_of(client, query):
    response = client.get(f"/phan-anh/?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "lxml")


def text(element):
    return " ".join(element.get_text().split())


@pytest.mark.parametrize("q", ["3", "a3", "A3", " 3 "])
def test_the_number_of_a_case_alone_leads_to_it(client, q):
    response = client.get("/phan-anh/", {"q": q})
    assert (response.status_code, response["Location"]) == (302, "/phan-anh/2026/11/phan-anh-a3/")
    assert client.get("/en/phan-anh/", {"q": q})["Location"] == "/en/phan-anh/2026/11/phan-anh-a3/"


@pytest.mark.parametrize("asked", ["q=9999", "q=%223%22", "q=3&verdict=overdue", "q=3+ngap"])
def test_anything_else_is_a_list(client, asked):
    assert client.get(f"/phan-anh/?{asked}").status_code == 200


def test_what_comes_near_stands_below_and_is_not_counted(client, engine):
    plain = {"text": "", "place": "", "agencies": ()}
    engine.put([document(1, title="Đèn hỏng ở chợ", **plain), document(2, title="Rác ở chợ", **plain)])
    page = page_of(client, "q=h%E1%BB%8Fng+ch%E1%BB%A3")
    assert text(page.h1) == "1 phản ánh khớp “hỏng chợ”"
    near = page.select_one("section[aria-labelledby=near]")
    assert text(near.h2) == "Gần với điều bạn tìm"
    assert [text(title) for title in near.select("h3")] == ["Ngập ở chợ", "Rác ở chợ"]
    english = BeautifulSoup(client.get("/en/phan-anh/", {"q": "hỏng chợ"}).content.decode(), "lxml")
    assert text(english.select_one("#near")) == "Close to what you are looking for"
