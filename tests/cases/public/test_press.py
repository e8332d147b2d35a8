"""What the press wrote: one public list of all, and beside an agency and a frozen day what is about them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cases.models import CasePage, PressMention
from cases.public.press import about_agency, about_day, all_places, articles, pages_with_press
from tests.cases.public.pages import parsed, words
from tests.factories import Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def kept(title, day=DAY, **facts):
    told = {"publication": "Báo Huế", "address": f"https://bao.vn/{title}", "published": True}
    return PressMention.objects.create(title=title, day=day, **told | facts)


def on_page(walk, *titles, day=DAY):
    """Mentions on the page of a case."""
    said = {"publication": "Đài", "day": day}
    page = CasePage.objects.get(case=walk.case)
    page.press = [("mention", {"title": title, "address": f"https://dai.vn/{title}", **said}) for title in titles]
    CasePage.objects.bulk_update([page], ["press"])


def listed():
    return [each.title for each in articles(all_places(), timezone.now())]


def test_all_that_is_published_the_newest_first():
    kept("mới", DAY + timedelta(days=1))
    kept("cũ", DAY - timedelta(days=1))
    kept("nháp", published=False)
    kept("cùng ngày")
    on_page(walk_to("assigned"), "một", "hai")
    on_page(walk_to("withdrawn"), "đã gỡ")
    on_page(Walk().accept(level="summary", level_reason="Nêu tên").assign(), "tóm tắt")
    walk_to("answered")  # nobody wrote of it
    assert listed() == ["mới", "cùng ngày", "một", "hai", "cũ"]
    assert len(all_places()) == 5, "as many as are counted"


def test_not_every_page_of_the_city_is_read_for_it(db):
    if connection.vendor == "postgresql":  # so few rows are read whole there, unless that is made to look dear
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "pages_with_press" in pages_with_press().values_list("case", "press").explain()


def test_beside_what_they_are_about(client):
    agency = an_agency()
    kept("về đơn vị", agency=agency, language="en")
    kept("về bản chốt", frozen_on=DAY)
    kept("nháp", agency=agency, frozen_on=DAY, published=False)
    kept("về cổng")
    assert [each.title for each in about_agency(agency.pk)] == ["về đơn vị"]
    assert [each.title for each in about_day(DAY)] == ["về bản chốt"]
    section = parsed(client.get(f"/don-vi/{agency.slug}/")).find(id="h-press").find_parent("section")
    assert [link["lang"] for link in section.find_all("a")] == ["en"]
    assert words(section) == "Báo chí nhắc đến về đơn vị Báo Huế, 02/03/2026"


def test_the_page_says_of_each_what_it_is_about_at_the_same_cost_for_many(client, django_assert_num_queries):
    def queries():
        with django_assert_num_queries(7):
            return parsed(client.get("/en/bao-chi/"))

    client.get("/en/bao-chi/")  # menus are remembered
    walk = walk_to("assigned", title="Đèn [đã che] hỏng")
    on_page(walk, "của phản ánh")
    kept("của đơn vị", agency=an_agency(), frozen_on=DAY, language="vi")
    few = queries().find("ul", class_="rows").find_all("li")
    for place in range(40):
        kept(f"bài {place}", DAY - timedelta(days=place + 1), agency=an_agency())
    many = queries()
    assert (len(few), len(many.find("ul", class_="rows").find_all("li"))) == (2, 30)
    first, second = [[link["href"] for link in row.find_all("a")] for row in few]
    assert first[0] == "https://bao.vn/của đơn vị"
    assert first[1:] == ["/en/don-vi/ubnd-phuong-kim-long/", "/en/qua-han/2026-03-02/"]
    assert second[1].startswith("/en/phan-anh/2026/")
    assert few[1].find("mark") or "[đã che]" not in words(few[1])
    assert parsed(client.get("/en/bao-chi/?page=2")).find("a", rel="prev")["href"] == "?page=1"
    assert [client.get(f"/bao-chi/?page={n}").status_code for n in ("3", "0", "x")] == [404, 404, 404]


def test_an_empty_list_says_so(client):
    page = parsed(client.get("/bao-chi/"))
    assert "Chưa có bài báo nào" in words(page.main)
    assert page.find("ul", class_="rows") is None
