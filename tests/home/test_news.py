"""News: written below /tin/, listed newest first, twenty at a time; its address is not another page's."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from home import models
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage, page_number
from tests.home.bodies import body, sent

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 2)


def an_item(n=0, **fields):
    """A live piece of news of the n-th day."""
    told = {"title": f"Tin {n}", "slug": f"tin-{n}", "date": FIRST + timedelta(days=n), "lead": f"Lời {n}"}
    return NewsIndexPage.objects.get().add_child(instance=NewsPage(**{**told, "body": body("<p>Chữ</p>"), **fields}))


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "lxml")


def titles(page):
    return [head.get_text() for head in page.select("ul.news h2")]


def test_an_empty_list_says_so(client):
    page = page_of(client, "/tin/")
    assert "Chưa có tin nào." in page.main.get_text()
    assert page.find("nav", class_="pager") is None


def test_newest_first_by_their_day(client):
    for n in (2, 0, 1):
        an_item(n)
    an_item(9, live=False)
    page = page_of(client, "/tin/")
    assert titles(page) == ["Tin 2", "Tin 1", "Tin 0"]
    row = page.select_one("ul.news li")
    assert row.time["datetime"] == "2026-03-04"
    assert row.time.get_text() == "04/03/2026"
    assert row.find("p", class_="say").get_text() == "Lời 2"
    assert page_of(client, row.a["href"]).h1.get_text() == "Tin 2"


def test_of_one_day_the_last_written_comes_first(client):
    for n in (1, 2, 3):
        an_item(n, date=FIRST)
    assert titles(page_of(client, "/tin/")) == ["Tin 3", "Tin 2", "Tin 1"]


@pytest.mark.parametrize("count", [0, 1, 3, 4, 6, 7])
def test_pages_follow_one_another_without_gap_or_repetition(client, monkeypatch, count):
    monkeypatch.setattr(models, "NEWS_AT_ONCE", 3)
    for n in range(count):
        an_item(n)
    address, seen, steps = "/tin/", [], 0
    while address:
        page = page_of(client, address)
        seen += titles(page)
        onward = page.find("a", rel="next")
        address = f"/tin/{onward['href']}" if onward else ""
        back = page.find("a", rel="prev")
        assert (back is None) == (steps == 0)
        steps += 1
    assert seen == [f"Tin {n}" for n in reversed(range(count))]
    assert steps == max(1, -(-count // 3))


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("1", 1), ("2", 2), ("9999", 9999), ("0", 1), ("-1", 1), ("x", 1), ("²", 1), ("99999999", 1), ("1.5", 1)],
)
def test_the_number_of_a_page(rf, asked, number):
    assert page_number(rf.get("/tin/", {"page": asked})) == number


def test_past_the_end_there_is_a_way_back(client):
    an_item()
    page = page_of(client, "/tin/?page=7")
    assert "Không còn tin nào cũ hơn." in page.main.get_text()
    assert page.find("a", rel="prev")["href"] == "?page=6"


def test_one_piece_leads_back_and_describes_itself(client):
    an_item(lead="Từ nay ai cũng biết.", body=body(("heading", "Vì sao"), "<p>Chữ.</p>"))
    page = page_of(client, "/tin/tin-0/")
    assert page.find("nav", class_="crumb").a["href"] == "/tin/"
    assert page.find("meta", attrs={"name": "description"})["content"] == "Từ nay ai cũng biết."
    assert page.h2.get_text() == "Vì sao"
    assert page.title.get_text() == "Tin 0 – Minh Bạch"


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", ["/tin/", "/tin/tin-0/"])
def test_in_both_languages_by_few_queries(client, django_assert_max_num_queries, prefix, address):
    for n in range(15):
        an_item(n)
    client.get(prefix + address)
    with django_assert_max_num_queries(10):
        page = page_of(client, prefix + address)
    assert page.html["lang"] == ("en" if prefix else "vi")
    assert page.find("link", rel="canonical")["href"] == f"{settings.PUBLIC_URL}{address}"  # whose words they are
    assert page.find_all("link", hreflang=True) == []
    assert ("News is in Vietnamese only." in page.main.get_text()) is bool(prefix)
    title = page.h1 if address == "/tin/" else page.find("nav", class_="crumb").a
    assert (title.get_text(), title.get("lang")) == ("News" if prefix else "Tin", None)
    told = page.main.find(string="Tin 0")
    assert bool(told.find_parent(lang="vi").name != "html") is bool(prefix)  # its words are Vietnamese on every page


def test_the_day_says_how_long_ago_in_the_readers_language(client):
    an_item(date=timezone.localdate() - timedelta(days=1))
    for prefix, told in (("", "(hôm qua)"), ("/en", "(yesterday)")):
        for address in ("/tin/", "/tin/tin-0/"):
            ago = page_of(client, prefix + address).main.find(class_="ago")
            assert ago.get_text() == told
            assert ago.find_parent(lang="vi") is None or not prefix


def test_an_editor_writes_one(admin_client, client):
    url = reverse("wagtailadmin_pages:add", args=["home", "newspage", NewsIndexPage.objects.get().pk])
    form = {"title": "Nghỉ Tết", "slug": "nghi-tet", "date": "2026-02-01", "lead": "", **sent("<p>Nghỉ.</p>")}
    assert admin_client.get(url).context["form"].initial.get("date") in (None, timezone.localdate())
    assert admin_client.post(url, {**form, "action-publish": "1"}).status_code == 302
    assert "Nghỉ." in page_of(client, "/tin/nghi-tet/").main.get_text()


def test_news_are_written_nowhere_else_and_have_nothing_below(admin_client):
    assert NewsPage.allowed_parent_page_models() == [NewsIndexPage]
    assert NewsPage.allowed_subpage_models() == []
    assert NewsPage not in HomePage.allowed_subpage_models()
    assert not NewsIndexPage.can_create_at(HomePage.objects.get())  # there is one
    an_item()
    assert not StandardPage.can_create_at(NewsPage.objects.get())
