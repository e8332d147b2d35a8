"""Texts of the time before blocks: what migrations make of them, in pages and in revisions."""

import importlib
import json
from unittest.mock import Mock

import pytest
from django.apps import apps
from wagtail.models import Page

from home.models import HomePage, NewsIndexPage, StandardPage
from tests.home.bodies import body

turning = importlib.import_module("home.migrations.0003_text_to_blocks")
news = importlib.import_module("home.migrations.0005_news")

TEXTS = ["<h2>Tính</h2><p>Chữ “có dấu”.</p>", "<p>[1] Chú thích</p>", "<p>x</p>"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_becomes_one_paragraph_and_back(text):
    (block,) = json.loads(turning.as_blocks(text))
    assert (block["type"], block["value"]) == ("paragraph", text)
    assert block["id"]
    assert turning.as_text(turning.as_blocks(text)) == text


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_becomes_nothing(text):
    assert turning.as_blocks(text) == "[]"
    assert turning.as_text("[]") == turning.as_text("") == ""


def test_what_is_blocks_stays():
    once = turning.as_blocks(TEXTS[0])
    assert turning.as_blocks(once) == once


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS)
def test_revisions_are_turned_too(text):
    page = StandardPage.objects.get()
    page.body = body("<p>Nay</p>")
    revision = page.save_revision()
    revision.content["body"] = text
    revision.save()
    other = HomePage.objects.get().save_revision()
    before = other.content
    rewrite_revisions()
    revision.refresh_from_db()
    assert revision.as_object().body[0].value.source == text
    other.refresh_from_db()
    assert other.content == before


def rewrite_revisions():
    """The migration's own loop, on today's tables: bodies of pages are blocks already and stay."""

    class Pages:
        """Stands for the table as it was."""

        objects = Mock(only=lambda name: Page.objects.none())

    class Then:
        @staticmethod
        def get_model(app, name):
            return Pages if name == "StandardPage" else apps.get_model(app, name)

    turning.rewrite(Then, turning.as_blocks)


# --- the page of news ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "next_step"), [("0000", "0001"), ("0001", "0002"), ("0009", "000A"), ("000Z", "0010"), ("0ZZZ", "1000")]
)
def test_steps_of_a_path(step, next_step):
    assert news.after(step) == next_step


def remove_news():
    NewsIndexPage.objects.get().delete()


@pytest.mark.django_db
def test_it_is_planted_after_what_is_there():
    remove_news()
    for n in range(12):
        HomePage.objects.get().add_child(instance=StandardPage(title=f"Trang {n}", slug=f"trang-{n}"))
    news.plant(apps, None)
    page = NewsIndexPage.objects.get()
    assert page.get_parent().specific == HomePage.objects.get()
    assert list(HomePage.objects.get().get_children())[-1].pk == page.pk
    assert [found for found in Page.find_problems() if found] == []
    assert page.url == "/tin/"


@pytest.mark.django_db
def test_where_editors_have_a_page_there_it_is_left_out():
    remove_news()
    HomePage.objects.get().add_child(instance=StandardPage(title="Tin của tôi", slug="tin"))
    news.plant(apps, None)
    assert not NewsIndexPage.objects.exists()


@pytest.mark.django_db
def test_it_is_planted_once():
    news.plant(apps, None)
    assert NewsIndexPage.objects.count() == 1
