"""Pages that explain the portal: whole in both languages without any data, and editors may add to them."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import resolve, reverse
from django.utils import translation

from cases.models import CategoryTerm
from cases.rules.figures import FIRM_DAYS, LEAST_FOR_RANK
from home.explaining import EXPLAINED, template_of
from home.models import HomePage, StandardPage
from tests.home.bodies import body as as_body
from tests.home.bodies import sent

pytestmark = pytest.mark.django_db

MARKED = set("ạảãấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđăơư")
SLUGS = sorted(EXPLAINED)


def page_of(client, slug, prefix=""):
    response = client.get(f"{prefix}/{slug}/")
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "lxml")


def words(element):
    return " ".join(element.get_text(" ").split())


def add_page(slug, *, live=True, body="<p>Trực thêm ngày Tết.</p>"):
    StandardPage.objects.filter(slug=slug).delete()
    home = HomePage.objects.get()
    return home.add_child(
        instance=StandardPage(title="Thêm", slug=slug, body=as_body(*[body] if body else []), live=live)
    )


# --- the texts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_each_stands_alone(client, slug, prefix):
    StandardPage.objects.all().delete()
    page = page_of(client, slug, prefix)
    assert words(page.h1)
    assert words(page.title).startswith(words(page.h1))
    assert len(page.find("meta", attrs={"name": "description"})["content"]) > 50
    assert page.main.find(re.compile("h[1-6]")).name == "h1"
    assert page.find(id="h-added") is None


@pytest.mark.parametrize("slug", SLUGS)
def test_in_english_no_word_is_vietnamese(client, slug):
    main = page_of(client, slug, "/en").main
    placeholder = [field.extract() for field in main.find_all("input")]
    assert not MARKED & set(words(main).lower()), words(main)
    assert len(placeholder) <= 1


@pytest.mark.parametrize("slug", SLUGS)
def test_each_says_as_much_in_english(client, slug):
    ours, english = page_of(client, slug).main, page_of(client, slug, "/en").main
    shape = [[tag.name for tag in main.find_all(True)] for main in (ours, english)]
    assert shape[0] == shape[1]
    assert 0.5 < len(words(english)) / len(words(ours)) < 2


@pytest.mark.parametrize("slug", SLUGS)
def test_readers_get_no_cookie(client, slug):
    assert not client.get(f"/{slug}/").cookies


@pytest.mark.parametrize("slug", SLUGS)
def test_few_queries(client, slug, django_assert_max_num_queries):
    StandardPage.objects.all().delete()
    client.get(f"/{slug}/")
    with django_assert_max_num_queries(4):
        client.get(f"/{slug}/")
    add_page(slug)
    with django_assert_max_num_queries(9):
        client.get(f"/{slug}/")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_link_leads_somewhere(client, slug):
    for link in page_of(client, slug).main.find_all("a"):
        assert client.get(link["href"]).status_code == 200, link


@pytest.mark.parametrize("slug", SLUGS)
def test_each_is_linked_from_every_page(client, slug):
    for prefix in ("", "/en"):
        links = {link["href"] for link in page_of(client, "gioi-thieu", prefix).footer.find_all("a")}
        assert f"{prefix}/{slug}/" in links


@pytest.mark.parametrize("slug", SLUGS)
def test_only_looking_is_allowed(client, slug):
    assert client.post(f"/{slug}/").status_code == 405
    assert client.head(f"/{slug}/").status_code == 200


@pytest.mark.parametrize("slug", SLUGS)
def test_names_lead_to_the_slugs(slug):
    with translation.override("vi"):
        assert reverse(EXPLAINED[slug]) == f"/{slug}/"
    assert resolve(f"/{slug}/").url_name == EXPLAINED[slug]
    assert template_of(slug) == f"home/explain/{EXPLAINED[slug]}.html"


def test_there_is_a_template_for_these_alone():
    with pytest.raises(KeyError):
        template_of("lien-he")


# --- their numbers are those of the rules -----------------------------------------------------------------------------


def test_the_method_names_the_numbers_of_the_rules(client):
    text = words(page_of(client, "phuong-phap").main)
    assert f"Dưới {LEAST_FOR_RANK} trường hợp" in text
    assert f"mở lại trong {FIRM_DAYS} ngày" in text


def test_other_numbers_show(client, monkeypatch):
    monkeypatch.setattr("home.explaining.LEAST_FOR_RANK", 31)
    monkeypatch.setattr("home.explaining.FIRM_DAYS", 61)
    text = words(page_of(client, "phuong-phap").main)
    assert "Dưới 31 trường hợp" in text
    assert "mở lại trong 61 ngày" in text


@pytest.mark.parametrize(
    ("slug", "one", "many"),
    [
        ("phuong-phap", "Hạn là 7 ngày làm việc", "Hạn theo lĩnh vực của phản ánh"),
        ("duong-di", "Đơn vị có 7 ngày làm việc", "Thời hạn tuỳ lĩnh vực"),
    ],
)
def test_the_term_is_named_where_there_is_one(client, slug, one, many):
    text = words(page_of(client, slug).main)
    assert one in text
    assert many not in text
    term = CategoryTerm.objects.first()
    CategoryTerm.objects.filter(pk=term.pk).update(n=8)
    text = words(page_of(client, slug).main)
    assert many in text
    assert one not in text


def test_every_verdict_is_explained_with_its_shape(client):
    page = page_of(client, "phuong-phap")
    assert [words(v) for v in page.main.find_all(class_="v")] == ["Trong hạn", "Đã gia hạn", "Lỡ hẹn", "Trễ hạn"]
    assert len({tuple(v["class"]) for v in page.main.find_all(class_="v")}) == 4


def test_the_drawing_says_in_words_what_it_shows(client):
    page = page_of(client, "duong-di").main
    drawing = page.svg
    assert [words(name) for name in drawing.select(".names text")] == [
        words(step.h2) for step in page.select(".path > li")
    ]
    assert ["key" in stop.get("class", ()) for stop in drawing.select(".stops circle")] == [
        "key" in step.get("class", ()) for step in page.select(".path > li")
    ]
    assert drawing["role"] == "img"
    named = [drawing.find(id=each).get_text() for each in drawing["aria-labelledby"].split()]
    for stop in drawing.find(class_="names").find_all("text"):
        assert stop.get_text().split()[-1].lower() in named[1].lower()


def test_help_holds_the_search(client):
    assert page_of(client, "tro-giup").main.find("form", role="search")["action"] == "/phan-anh/"


# --- what editors add ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_added_words_stand_below_ours(client, slug, prefix):
    before = words(page_of(client, slug, prefix).h1)
    add_page(slug)
    page = page_of(client, slug, prefix)
    assert words(page.h1) == before
    assert "Trực thêm ngày Tết." in words(page.find(id="h-added").find_parent("section"))
    assert words(page.main.find_all("section")[-1]).endswith("Trực thêm ngày Tết.")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_draft_adds_nothing(client, slug):
    add_page(slug, live=False)
    page = page_of(client, slug)
    assert page.find(id="h-added") is None
    assert "Trực thêm" not in words(page)


def test_an_empty_page_adds_nothing(client):
    add_page("gioi-thieu", body=None)
    assert page_of(client, "gioi-thieu").find(id="h-added") is None


def test_the_same_slug_further_down_is_a_page_of_its_own(client):
    above = add_page("lien-he")
    above.add_child(instance=StandardPage(title="Giới thiệu khác", slug="gioi-thieu", body=as_body("<p>Riêng.</p>")))
    page = page_of(client, "lien-he/gioi-thieu")
    assert words(page.h1) == "Giới thiệu khác"
    assert page_of(client, "gioi-thieu").find(id="h-added") is None


def test_an_editor_adds_one_and_sees_it_in_the_preview(admin_client, client):
    home = HomePage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    form = {"title": "Trợ giúp", "slug": "tro-giup", **sent("<p>Gọi 19001075.</p>"), "action-publish": "1"}
    assert admin_client.post(url, form).status_code == 302
    assert "Gọi 19001075." in words(page_of(client, "tro-giup").find(id="h-added").parent)
    added = StandardPage.objects.get(slug="tro-giup")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[added.pk])
    changed = admin_client.post(preview, {"title": "Trợ giúp", "slug": "tro-giup", **sent("<p>Gọi 1900.</p>")})
    assert changed.json()["is_valid"]
    shown = BeautifulSoup(admin_client.get(preview).content.decode(), "lxml")
    assert "Gọi 1900." in words(shown.find(id="h-added").parent)
    assert words(shown.h1) == "Trợ giúp"
