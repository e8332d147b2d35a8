"""Front page and ordinary pages: there after `migrate`, edited and published in the CMS, nothing of cases in them."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Site

from cases.models import CaseIndexPage
from home.models import HomePage, NewsIndexPage, StandardPage
from tests.home.bodies import rich, sent

pytestmark = pytest.mark.django_db


def send(client, page, **values):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**values, "action-publish": "1"})


class TestAfterMigrate:
    def test_the_front_page_is_the_sites_root(self):
        site = Site.objects.get()
        assert (site.root_page.specific, site.is_default_site) == (HomePage.objects.get(), True)

    def test_the_tree_is_sound(self):
        assert [found for found in Page.find_problems() if found] == []

    def test_the_front_page_holds_the_index_of_cases_the_method_and_news(self):
        children = {type(child.specific) for child in HomePage.objects.get().get_children()}
        assert children == {CaseIndexPage, StandardPage, NewsIndexPage}

    @pytest.mark.parametrize("prefix", ["", "/en"])
    @pytest.mark.parametrize("path", ["/", "/phuong-phap/", "/tin/"])
    def test_they_are_public(self, client, prefix, path):
        assert client.get(prefix + path).status_code == 200


class TestFrontPage:
    def test_its_opening_words_are_edited(self, admin_client, client):
        page = HomePage.objects.get()
        response = send(admin_client, page, title="Minh Bạch", intro=rich("<p>Lời mở đầu mới</p>"), seo_title="")
        assert response.status_code == 302
        assert "Lời mở đầu mới" in client.get("/").content.decode()

    def test_without_words_it_has_its_own(self, client):
        assert "Người dân báo những gì thấy ngoài đường" in client.get("/").content.decode()

    def test_its_slug_is_no_field(self, admin_client):
        page = HomePage.objects.get()
        form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
        assert set(form.fields) == {"title", "intro", "seo_title", "search_description"}

    def test_a_slug_sent_all_the_same_is_not_taken(self, admin_client):
        page = HomePage.objects.get()
        send(admin_client, page, title="Minh Bạch", intro=rich(""), slug="khac", go_live_at="2031-01-01 00:00")
        assert HomePage.objects.get().url_path == page.url_path
        assert HomePage.objects.get().go_live_at is None

    def test_there_is_one(self, admin_client):
        root = Page.objects.get(depth=1)
        admin_client.post(reverse("wagtailadmin_pages:add", args=["home", "homepage", root.pk]), {"title": "Hai"})
        assert HomePage.objects.count() == 1


class TestStandardPage:
    def test_it_is_edited(self, admin_client, client):
        page = StandardPage.objects.get()
        response = send(admin_client, page, title="Phương pháp", slug=page.slug, **sent("<h3>Tính lại</h3>"))
        assert response.status_code == 302
        html = client.get("/phuong-phap/").content.decode()
        assert "Tính lại" in html
        assert "Cách tính từng con số" in html  # the portal's own text keeps its title

    @pytest.mark.parametrize("parent", [HomePage, StandardPage])
    def test_it_is_added_below_front_and_ordinary_pages(self, admin_client, client, parent):
        above = parent.objects.get()
        url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", above.pk])
        form = {"title": "Giúp đỡ", "slug": "giup-do", **sent("<p>Gọi 19001075</p>"), "action-publish": "1"}
        assert admin_client.post(url, form).status_code == 302
        added = StandardPage.objects.get(slug="giup-do")
        assert added.get_parent().pk == above.pk
        assert "19001075" in client.get(added.url).content.decode()

    def test_only_it_can_be_added(self, admin_client):
        url = reverse("wagtailadmin_pages:add_subpage", args=[HomePage.objects.get().pk])
        response = admin_client.get(url)
        assert response.url == reverse(
            "wagtailadmin_pages:add", args=["home", "standardpage", HomePage.objects.get().pk]
        )

    def test_it_is_unpublished_and_deleted_like_any_other(self, admin_client, client):
        page = StandardPage.objects.get()
        admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
        assert "Trung tâm viết thêm" not in client.get("/phuong-phap/").content.decode()
        admin_client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        assert not StandardPage.objects.exists()

    def test_its_preview_is_its_page(self, admin_client):
        page = StandardPage.objects.get()
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        told = admin_client.post(url, {"title": "Đang sửa", "slug": page.slug, **sent("<p>Chưa đăng</p>")})
        assert told.json()["is_valid"]
        assert "Chưa đăng" in admin_client.get(url).content.decode()


class TestAddressesOfThePortal:
    """A page there would be saved, said to be live, and never seen."""

    def add(self, client, slug, parent=None):
        parent = parent or HomePage.objects.get()
        address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", parent.pk])
        values = {"title": "Trang mới", "slug": slug, **sent("<p>Lời</p>"), "action-publish": "1"}
        return client.post(address, values)

    @pytest.mark.parametrize(
        "slug", ["don-vi", "qua-han", "phuong-xa", "linh-vuc", "ton-dong", "so-lieu", "cms", "en", "vi"]
    )
    def test_they_are_refused(self, admin_client, slug):
        page = self.add(admin_client, slug)
        assert page.status_code == 200
        assert "Địa chỉ này thuộc về một phần khác của cổng." in page.content.decode()
        assert not StandardPage.objects.filter(slug=slug).exists()

    def test_others_and_those_further_down_are_not(self, admin_client):
        assert self.add(admin_client, "lien-he").status_code == 302
        below = StandardPage.objects.get(slug="lien-he")
        assert self.add(admin_client, "don-vi", below).status_code == 302
        assert admin_client.get("/lien-he/don-vi/").status_code == 200
