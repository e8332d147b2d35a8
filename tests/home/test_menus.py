"""Menus that editors choose: links to pages and addresses, in both languages, read by few queries and seldom."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from home import menus
from home.blocks import LinksBlock, validate_address
from home.models import HomePage, Menus, NewsIndexPage, NewsPage, StandardPage
from tests.cases.editorial.cms import an_editor
from tests.home.bodies import body

PARTS = list(menus.PARTS)


def link(label="Liên hệ", *, page=None, address="", label_en=""):
    """One link as models take it."""
    return ("link", {"label": label, "label_en": label_en, "page": page, "address": address})


def choose(**parts):
    """Let an editor's choice stand, as if saved just now."""
    row = Menus.load()
    for part, links in parts.items():
        setattr(row, part, links)
    row.save()


def a_page(slug="lien-he", **fields):
    page = StandardPage(title="Liên hệ", slug=slug, body=body("<p>x</p>"), **fields)
    return HomePage.objects.get().add_child(instance=page)


def shown(client, part, address="/"):
    """Labels and addresses of one menu of a page."""
    page = BeautifulSoup(client.get(address).content, "lxml")
    name = {
        "header": "nav.nav",
        "footer_learn": "footer nav:nth-of-type(1)",
        "footer_lists": "footer nav:nth-of-type(2)",
    }
    return [(a.get_text(), a["href"]) for a in page.select_one(name[part]).find_all("a")]


# --- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("/qua-han/", True),
        ("/", True),
        ("/phan-anh/?q=đèn&ward=kim-long#dau", True),
        ("https://hue.gov.vn/", True),
        ("http://hue.gov.vn", True),
        ("//evil.example/", False),
        ("/\\evil.example", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("https:///x", False),
        ("qua-han/", False),
        ("/a b", False),
        ("/a\n", False),
        ("", False),
    ],
)
def test_addresses(address, sound):
    if sound:
        validate_address(address)
    else:
        with pytest.raises(ValidationError):
            validate_address(address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("has_page", "address", "sound"),
    [(True, "", True), (False, "/qua-han/", True), (True, "/qua-han/", False), (False, "", False)],
)
def test_a_link_leads_to_a_page_or_an_address(has_page, address, sound):
    block = LinksBlock()
    page = HomePage.objects.get().page_ptr if has_page else None
    value = block.normalize([link(page=page, address=address)])
    if sound:
        assert block.clean(value)
    else:
        with pytest.raises(ValidationError):
            block.clean(value)


# --- on pages --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_without_a_choice_the_frame_has_its_own(client, part):
    own = shown(client, part)
    assert len(own) >= 3
    choose(**{part: []})
    assert shown(client, part) == own


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_a_choice_replaces_one_menu_and_no_other(client, part):
    others = {other: shown(client, other) for other in PARTS if other != part}
    choose(**{part: [link("Hạn", address="/qua-han/"), link(page=a_page())]})
    assert shown(client, part) == [("Hạn", "/qua-han/"), ("Liên hệ", "/lien-he/")]
    assert {other: shown(client, other) for other in others} == others


@pytest.mark.django_db
def test_english_pages_have_english_words_and_addresses(client):
    choose(header=[link("Hạn", label_en="Overdue", address="/qua-han/?x=1"), link(page=a_page())])
    assert shown(client, "header", "/en/") == [("Overdue", "/en/qua-han/?x=1"), ("Liên hệ", "/en/lien-he/")]
    choose(header=[link("Huế", label_en="Hue", address="https://hue.gov.vn/")])
    assert shown(client, "header", "/en/") == [("Hue", "https://hue.gov.vn/")]


@pytest.mark.django_db
def test_what_leads_nowhere_is_left_out(client):
    page = a_page()
    choose(header=[link("Hạn", address="/qua-han/"), link(page=page)])
    page.unpublish()
    cache.delete(menus.KEY)  # within a minute
    assert shown(client, "header") == [("Hạn", "/qua-han/")]
    page.delete()
    cache.delete(menus.KEY)
    assert shown(client, "header") == [("Hạn", "/qua-han/")]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "current"), [("/qua-han/", "page"), ("/phan-anh/", "true"), ("/don-vi/", None)])
def test_the_menu_says_where_one_is(client, address, current):
    choose(header=[link(address="/qua-han/" if current == "page" else "/phan-anh/")])
    page = BeautifulSoup(client.get(address if current != "true" else "/phan-anh/?q=a").content, "lxml")
    found = page.select_one("nav.nav a").get("aria-current")
    assert (found is not None) is (current is not None)


@pytest.mark.django_db
def test_links_elsewhere_do_not_hand_over_the_window(client):
    choose(header=[link("Huế", address="https://hue.gov.vn/")])
    page = BeautifulSoup(client.get("/").content, "lxml")
    assert page.select_one("nav.nav a")["rel"] == ["noopener"]


@pytest.mark.django_db
def test_words_of_a_link_are_words(client):
    choose(header=[link("<script>", address="/qua-han/")])
    assert shown(client, "header") == [("<script>", "/qua-han/")]


# --- reading ---------------------------------------------------------------------------------------------------------


def queries(asked):
    with CaptureQueriesContext(connection) as captured:
        asked()
    return len(captured)


@pytest.mark.django_db
def test_they_are_read_once_by_few_queries_whatever_the_tree():
    pages = [a_page(f"trang-{n}") for n in range(8)]
    choose(**{part: [link(page=page) for page in pages] for part in PARTS})
    cache.clear()
    NewsIndexPage.objects.get().add_child(instance=NewsPage(title="Tin", slug="tin-1"))
    assert queries(menus.menus) <= 8
    assert queries(menus.menus) == 0
    choose(**{part: [link(page=pages[0])] for part in PARTS})
    assert len(menus.menus()["header"]) == 1


@pytest.mark.django_db
def test_a_page_asks_no_more_for_them(client):
    client.get("/qua-han/")
    before = queries(lambda: client.get("/qua-han/"))
    choose(header=[link(page=a_page())])
    client.get("/qua-han/")
    assert queries(lambda: client.get("/qua-han/")) == before


@pytest.mark.django_db
def test_without_a_row_there_are_none():
    cache.clear()
    assert menus.menus() == {**dict.fromkeys([*PARTS, "news"], ()), "center": None}


# --- news ------------------------------------------------------------------------------------------------------------


def in_the_menus(client, address="/"):
    """Where the links to the news in the head and the foot of a page lead, with their words."""
    page = BeautifulSoup(client.get(address).content, "lxml")
    index = f"{'/en' if address.startswith('/en') else ''}/tin/"
    return [(link.get_text(), link.find_parent("footer") is not None) for link in page.find_all("a", href=index)]


@pytest.mark.django_db
def test_news_are_in_the_frames_own_menus_while_there_are_any(client):
    assert in_the_menus(client) == []
    index = NewsIndexPage.objects.get()
    item = index.add_child(instance=NewsPage(title="Tin", slug="tin-1", live=False))
    assert in_the_menus(client) == []
    item.save_revision().publish()
    assert in_the_menus(client) == [("Tin", False), ("Tin", True)]
    assert in_the_menus(client, "/en/qua-han/") == [("News", False), ("News", True)]
    NewsPage.objects.get().unpublish()
    assert in_the_menus(client) == []
    item.save_revision().publish()
    assert in_the_menus(client)
    index.unpublish()
    assert in_the_menus(client) == []


@pytest.mark.django_db
def test_deleted_news_leave_the_menus_at_once(client):
    item = NewsIndexPage.objects.get().add_child(instance=NewsPage(title="Tin", slug="tin-1"))
    assert in_the_menus(client)
    item.delete()
    assert in_the_menus(client) == []


@pytest.mark.django_db
def test_a_menu_that_editors_chose_is_theirs_alone(client):
    NewsIndexPage.objects.get().add_child(instance=NewsPage(title="Tin", slug="tin-1"))
    choose(header=[link(address="/qua-han/")])
    assert in_the_menus(client) == [("Tin", True)]


@pytest.mark.parametrize(("code", "told"), [("vi", ("Hạn", "/a/")), ("en", ("Due", "/en/a/"))])
def test_a_link_speaks_the_readers_language(code, told):
    made = menus.Link(vietnamese="Hạn", english="Due", addresses=(("vi", "/a/"), ("en", "/en/a/")))
    with override(code):
        assert (made.label, made.address, made.is_elsewhere) == (*told, False)


# --- in the CMS ------------------------------------------------------------------------------------------------------


def sent(*links):
    fields = {f"{part}-count": 0 for part in PARTS} | {"header-count": len(links)}
    for n, values in enumerate(links):
        fields |= {f"header-{n}-deleted": "", f"header-{n}-order": n, f"header-{n}-type": "link"}
        fields |= {f"header-{n}-value-{name}": value for name, value in values.items()}
    return fields


@pytest.mark.django_db
def test_a_superuser_chooses_them(admin_client, client):
    url = reverse("wagtailsettings:edit", args=["home", "menus", Menus.load().pk])
    assert admin_client.get(url).status_code == 200
    values = {"label": "Hạn", "label_en": "", "page": "", "address": "/qua-han/"}
    assert admin_client.post(url, sent(values)).status_code == 302
    assert shown(client, "header") == [("Hạn", "/qua-han/")]
    assert admin_client.post(url, sent({**values, "address": "javascript:x"})).status_code == 200
    assert shown(client, "header") == [("Hạn", "/qua-han/")]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_does(client, method):
    url = reverse("wagtailsettings:edit", args=["home", "menus", Menus.load().pk])
    stranger = Client()
    stranger.force_login(an_editor("ngoai"))
    values = {"label": "Hạn", "label_en": "", "page": "", "address": "/qua-han/"}
    before = shown(client, "header")
    for who in (client, stranger):
        assert getattr(who, method)(url, sent(values)).status_code == 302
    assert shown(client, "header") == before
