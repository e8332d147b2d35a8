"""Addresses in plain letters: as the browser would send them, as a program makes them, and those that stay."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.admin.widgets.slug import SlugInput

from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from home.slugs import FORMATTERS, plain_slug
from tests.home.bodies import sent
from tests.home.test_news import an_item, page_of

TITLE = "Đèn đường ở phố Nguyễn Thị Định: ước mơ & đổi mới"
PLAIN = "den-duong-o-pho-nguyen-thi-dinh-uoc-mo-doi-moi"
EVERY = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (TITLE, PLAIN),
        ("Đ", "d"),
        ("  Tin  nóng – số 7! ", "tin-nong-so-7"),
        ("đe\u0300n", "den"),  # as Macs write it
        ("snake_case", "snake_case"),
        ("???", ""),
        ("", ""),
    ],
)
def test_words_become_plain_letters(text, slug):
    assert plain_slug(text) == slug


def test_every_letter_has_its_plain_one_here_and_in_the_browser():
    rules = json.loads(SlugInput(formatters=FORMATTERS).attrs["data-w-slug-formatters-value"])
    assert rules[-1] == [["[\u0300-\u036f]", "gu"], ""]  # for letters whose marks come one by one
    for letter in EVERY + EVERY.upper():
        told = letter
        for (pattern, flags), plain in rules:
            assert flags == "gu"
            told = re.sub(pattern, plain, told)
        assert told.isascii()
        assert told.lower() == plain_slug(letter)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "parent"), [("newspage", NewsIndexPage), ("standardpage", HomePage)])
def test_what_an_editor_sends_with_marks_is_kept_without(admin_client, client, kind, parent):
    url = reverse("wagtailadmin_pages:add", args=["home", kind, parent.objects.get().pk])
    form = {"title": TITLE, "slug": "đèn-đường", "date": "2026-02-01", "lead": "", **sent("<p>Chữ.</p>")}
    page = admin_client.get(url).content.decode()
    assert 'data-w-slug-allow-unicode-value="False"' in page or "data-w-slug-allow-unicode-value" not in page
    assert admin_client.post(url, {**form, "action-publish": "1"}).status_code == 302
    address = "/tin/den-duong/" if kind == "newspage" else "/den-duong/"
    assert page_of(client, address).h1.get_text() == TITLE


@pytest.mark.django_db
def test_an_address_that_is_out_already_stays(admin_client, client):
    item = an_item(slug="đèn-đường")
    assert page_of(client, "/tin/đèn-đường/").h1.get_text() == "Tin 0"
    assert page_of(client, "/tin/").select_one("ul.news a")["href"].endswith("-%C4%91%C6%B0%E1%BB%9Dng/")
    url = reverse("wagtailadmin_pages:edit", args=[item.pk])
    form = {"title": "Mới", "slug": "đèn-đường", "date": "2026-02-01", "lead": "", **sent("<p>Chữ.</p>")}
    assert admin_client.post(url, {**form, "action-publish": "1"}).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.slug) == ("Mới", "đèn-đường")


@pytest.mark.django_db
def test_a_page_made_by_a_program_gets_a_plain_address():
    index = NewsIndexPage.objects.get()
    made = [index.add_child(instance=NewsPage(title=TITLE)) for _ in range(2)]
    assert [item.slug for item in made] == [PLAIN, f"{PLAIN}-2"]
    assert HomePage.objects.get().add_child(instance=StandardPage(title="Đông Ba")).slug == "dong-ba"


@pytest.mark.django_db
def test_an_address_of_another_part_is_refused_in_marks_too(admin_client):
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", HomePage.objects.get().pk])
    response = admin_client.post(url, {"title": "Quá hạn", "slug": "quá-hạn", **sent("<p>Chữ.</p>")})
    assert "Địa chỉ này thuộc về một phần khác của cổng." in response.content.decode()
