"""News of the demo: written once, of days gone by, with every kind of block but pictures, and never outside a demo."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.utils import timezone

from home.demo_news import ITEMS, write_news
from home.models import CenterContacts, NewsPage

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_what_is_missing_is_written_and_nothing_twice():
    assert write_news(TODAY) == len(ITEMS)
    assert write_news(TODAY + timedelta(days=1)) == 0
    NewsPage.objects.first().delete()
    assert write_news(TODAY) == 1


def test_each_piece_is_of_a_day_gone_by_and_can_be_read(client):
    write_news(timezone.localdate())
    page = BeautifulSoup(client.get("/tin/").content, "lxml")
    addresses = [link["href"] for link in page.select("ul.news h2 a")]
    assert len(addresses) == len(ITEMS) >= 3
    assert max(NewsPage.objects.values_list("date", flat=True)) <= timezone.localdate()
    for address, item in zip(addresses, ITEMS, strict=True):
        found = BeautifulSoup(client.get(address).content, "lxml")
        assert found.h1.get_text() == item.title
        for link in found.main.select("a[href^='/']"):
            assert client.get(link["href"]).status_code == 200, link


def test_every_kind_of_block_is_seen_but_pictures():
    kinds = {kind for item in ITEMS for kind, _ in item.body}
    assert kinds == {"heading", "paragraph", "note", "quote", "questions"}


def test_the_first_says_that_everything_is_made_up():
    assert ITEMS[0].days_ago == 0
    assert "máy tạo" in ITEMS[0].title


def test_the_command_writes_them_in_a_demo_and_whom_nobody_can_reach(demo):
    for _ in range(2):
        call_command("demo_news")
        assert NewsPage.objects.count() == len(ITEMS)
        entered = CenterContacts.objects.values().get()
        assert "example.org" in entered["email"]
        assert "example.org" in entered["web"]
        assert not set(entered["phone"]) - {"0", " "}
        CenterContacts.objects.get().full_clean()


def test_a_city_gets_none(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO is not true"):
        call_command("demo_news")
    assert not NewsPage.objects.exists()
