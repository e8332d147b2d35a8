"""Pictures of the front page, of explaining pages and of what editors write."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.utils.translation import override
from PIL import Image
from wagtail.models import PageViewRestriction

from cases.public.pictures.card import NAME, card
from home import pictures
from home.explaining import EXPLAINED, WORDS
from home.models import HomePage, NewsIndexPage, StandardPage
from tests.factories import a_case
from tests.home.bodies import body
from tests.home.test_news import an_item, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()


def a_page(**fields):
    told = {"title": "Liên hệ", "slug": "lien-he", "body": body("<p>Chữ</p>"), **fields}
    return HomePage.objects.get().add_child(instance=StandardPage(**told))


def words(response):
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    return Image.open(BytesIO(response.content)).info["Description"]


# --- ours -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("slug", EXPLAINED)
def test_a_text_of_ours_is_called_what_its_page_calls_it(client, slug, prefix):
    page = page_of(client, f"{prefix}/{slug}/")
    title, sentence = WORDS[slug]
    with override("en" if prefix else "vi"):
        assert page.find("meta", property="og:title")["content"] == str(title)
        assert page.find("meta", {"name": "description"})["content"] == str(sentence)
        assert pictures.explaining(slug) == card(str(title), sentence=str(sentence))
    assert str(page.title.string).split(" – ")[0].rstrip("?") in words(client.get(f"{prefix}/{slug}/{NAME}"))


@pytest.mark.parametrize("slug", EXPLAINED)
def test_it_asks_no_database(client, django_assert_num_queries, slug):
    with django_assert_num_queries(0):
        client.get(f"/{slug}/{NAME}")


def test_what_editors_add_to_one_leaves_its_picture(client):
    before = client.get(f"/tro-giup/{NAME}")["ETag"]
    HomePage.objects.get().add_child(instance=StandardPage(title="Khác", slug="tro-giup", body=body("<p>Chữ</p>")))
    assert client.get(f"/tro-giup/{NAME}")["ETag"] == before


@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "Bạn báo. Thành phố trả lời. Ai cũng xem được."), ("/en", "You report. The city answers.")],
)
def test_the_front_page_says_what_the_portal_is_and_how_it_stands(client, prefix, said):
    assert said in words(client.get(f"{prefix}/{NAME}"))
    a_case("assigned")
    cache.clear()
    told = words(client.get(f"{prefix}/{NAME}"))
    assert said in told
    assert ("Open: 1" if prefix else "Đang mở: 1") in told


# --- what editors write -----------------------------------------------------------------------------------------------


def test_a_piece_of_news_has_its_day_and_lead(client):
    an_item(2)
    assert words(client.get(f"/tin/tin-2/{NAME}")) == "04/03/2026. Tin 2. Lời 2."
    assert words(client.get(f"/en/tin/tin-2/{NAME}")) == "04/03/2026. Tin 2. Lời 2."


def test_the_list_of_news_and_an_ordinary_page(client):
    NewsIndexPage.objects.update(lead="Mọi tin")
    a_page(search_description="Gọi ai")
    assert words(client.get(f"/tin/{NAME}")).endswith("Mọi tin.")
    assert words(client.get(f"/lien-he/{NAME}")) == "Liên hệ. Gọi ai."


def test_a_page_below_another(client):
    a_page().add_child(instance=StandardPage(title="Điện thoại", slug="dien-thoai", body=body("<p>Chữ</p>")))
    assert words(client.get(f"/lien-he/dien-thoai/{NAME}")) == "Điện thoại."


def test_its_title_for_search_engines_goes_first_as_on_the_page(client):
    a_page(seo_title="Gọi cho chúng tôi")
    assert page_of(client, "/lien-he/").find("meta", property="og:title")["content"] == "Gọi cho chúng tôi"
    assert words(client.get(f"/lien-he/{NAME}")) == "Gọi cho chúng tôi."


@pytest.mark.parametrize("address", ["khong-co", "tin/khong-co", "phan-anh-2", "lien-he/x/y", "a/12", "../tin"])
def test_no_page_has_no_picture(client, address):
    a_page()
    assert client.get(f"/{address}/{NAME}").status_code == 404


def test_a_draft_has_none(client):
    a_page(live=False)
    an_item(1, live=False)
    assert client.get(f"/lien-he/{NAME}").status_code == 404
    assert client.get(f"/tin/tin-1/{NAME}").status_code == 404


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_nor_has_what_not_everybody_may_read(client, kind):
    page = a_page()
    below = page.add_child(instance=StandardPage(title="Dưới", slug="duoi", body=body("<p>Chữ</p>")))
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type=kind, password="x")
    assert client.get(f"/lien-he/{NAME}").status_code == 404
    assert client.get(f"/lien-he/{below.slug}/{NAME}").status_code == 404


def test_cases_have_theirs_elsewhere(client):
    """What hangs in the tree below the list of cases is served by the cases alone."""
    case = a_case("withdrawn")
    path = case.page.url_path.rstrip("/").split("/", 2)[-1]
    assert "Đèn" not in words(client.get(f"/{path}/{NAME}"))


def test_a_written_page_costs_four_queries(client, django_assert_max_num_queries):
    an_item(2)
    with django_assert_max_num_queries(4):
        client.get(f"/tin/tin-2/{NAME}")
