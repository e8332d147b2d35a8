"""What is refused says why, and leads back; what nobody has thought about is refused too."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry

from cases.editorial.refusals import ADD, COPY, MOVE, OTHER, PRIVACY, REASONS, REMOVE, reason_for
from cases.editorial.viewsets import EDITING, LOOKING, CaseViewSet, GuardedViewSet
from cases.models import PAGE_TYPES, CaseIndexPage, CaseMonthPage, CasePage
from home.models import HomePage, StandardPage
from tests.cases.editorial.cms import a_page, edit_url, fixed_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_page():
    return a_page("accepted")


def said(response):
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


def url(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def bulk(action, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ids}"


class TestOnePage:
    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("delete", REMOVE),
            ("unpublish", REMOVE),
            ("move", MOVE),
            ("copy", COPY),
            ("convert_alias", COPY),
            ("add_subpage", ADD),
            ("set_privacy", PRIVACY),
            ("set_page_position", MOVE),
        ],
    )
    def test_the_reason_is_said_and_the_form_shown(self, chief, case_page, name, reason, method):
        response = getattr(chief, method)(url(name, case_page.pk))
        if name == "add_subpage":  # asked of a parent, which is what no case's page is
            assert response.status_code == 302
            return
        assert said(response) == [str(reason)]
        assert response.url == edit_url(case_page)

    def test_of_two_pages(self, chief, case_page):
        response = chief.post(url("move_confirm", case_page.pk, HomePage.objects.get().pk))
        assert said(response) == [str(MOVE)]

    @pytest.mark.parametrize("name", ["delete", "copy", "move", "unpublish", "set_privacy", "edit"])
    def test_a_page_without_form_leads_to_its_children(self, chief, case_page, name):
        month = CaseMonthPage.objects.get()
        response = chief.get(url(name, month.pk))
        assert said(response) == [reason_for(name)]
        assert response.url == reverse("wagtailadmin_explore", args=[month.pk])

    @pytest.mark.parametrize("name", ["add", "preview_on_add"])
    def test_nothing_is_created_below(self, chief, case_page, name):
        response = chief.post(url(name, "cases", "casepage", CaseMonthPage.objects.get().pk), {"title": "x"})
        assert said(response) == [str(ADD)]

    def test_nor_anywhere(self, chief):
        response = chief.get(url("choose_parent", "cases", "casepage"))
        assert said(response) == [str(ADD)]
        assert response.url == reverse("wagtailadmin_explore_root")

    @pytest.mark.parametrize("parent", [CaseIndexPage, CaseMonthPage])
    def test_nor_a_page_of_another_kind(self, chief, case_page, parent):
        before = fixed_facts()
        chief.post(url("add", "home", "standardpage", parent.objects.get().pk), {"title": "x", "slug": "x"})
        assert fixed_facts() == before

    @pytest.mark.parametrize("name", ["set_privacy", "set_page_position", "delete"])
    def test_a_script_gets_a_plain_refusal(self, chief, case_page, name):
        response = chief.post(url(name, case_page.pk), headers={"x-requested-with": "XMLHttpRequest"})
        assert response.status_code == 403

    def test_a_page_that_is_not_there(self, chief):
        assert chief.get(url("delete", 10**6)).status_code == 404

    def test_nobody_outside_is_told_anything(self, client, case_page):
        response = client.get(url("delete", case_page.pk))
        assert response.url.startswith(reverse("wagtailadmin_login"))


class TestMany:
    @pytest.mark.parametrize("action", ["delete", "move", "unpublish"])
    def test_one_refused_page_stops_all(self, chief, case_page, action):
        free = StandardPage.objects.get()
        before = fixed_facts()
        home = HomePage.objects.get()
        response = chief.post(bulk(action, free, case_page), {"chooser": home.pk, "confirm": "Minh Bạch"})
        assert said(response) == [reason_for(action)]
        assert response.url == edit_url(case_page)
        assert fixed_facts() == before

    @pytest.mark.parametrize("action", ["delete", "unpublish"])
    def test_all_pages_of_a_month_too(self, chief, case_page, action):
        month = case_page.get_parent()
        before = fixed_facts()
        address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?id=all&childOf={month.pk}"
        assert said(chief.post(address, {"include_descendants": "on"})) == [reason_for(action)]
        assert fixed_facts() == before

    @pytest.mark.parametrize("action", ["delete", "unpublish"])
    def test_the_front_page_holds_them_all(self, chief, case_page, action):
        before = fixed_facts()
        chief.post(bulk(action, HomePage.objects.get()), {"include_descendants": "on", "confirm": "Minh Bạch"})
        assert fixed_facts() == before

    def test_other_pages_are_free(self, chief, case_page):
        free = StandardPage.objects.get()
        chief.post(bulk("delete", free), {})
        assert not StandardPage.objects.filter(pk=free.pk).exists()

    def test_images_are_none_of_our_business(self, chief):
        address = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"])
        assert chief.post(f"{address}?id=1", {}).status_code == 404

    def test_publishing_many_goes_on(self, chief, case_page):
        case_page.text = "Lời sau"
        case_page.save_revision()
        chief.post(bulk("publish", case_page), {})
        assert CasePage.objects.get(pk=case_page.pk).text == "Lời sau"


class TestFrontPage:
    """It holds every case: refused by permission."""

    @pytest.mark.parametrize("name", ["delete", "unpublish", "move", "copy", "set_privacy"])
    def test_it_stays(self, chief, name):
        before = fixed_facts()
        page = HomePage.objects.get()
        posted = {"new_parent_page": page.get_parent().pk, "restriction_type": "login", "confirm": "Minh Bạch"}
        assert chief.post(url(name, page.pk), posted).status_code == 302
        assert fixed_facts() == before

    @pytest.mark.parametrize("position", ["0", ""])
    def test_its_children_keep_their_order(self, chief, position):
        before = fixed_facts()
        other = StandardPage.objects.get()
        chief.post(f"{url('set_page_position', other.pk)}?position={position}")
        assert fixed_facts() == before


class TestAllowedByName:
    @pytest.fixture(autouse=True)
    def _registered(self):
        """Viewsets are registered when the addresses of the CMS are first asked for."""
        reverse("wagtailadmin_home")

    @pytest.mark.parametrize("model", PAGE_TYPES)
    def test_every_type_has_such_a_viewset(self, model):
        assert isinstance(page_viewset_registry.get_by_type(model), GuardedViewSet)

    def test_every_view_of_wagtail_is_allowed_or_refused_with_a_reason(self):
        known = set(PageViewSet(model=CasePage).views)
        assert known >= LOOKING | EDITING
        assert known - LOOKING - EDITING - {"search", "search_results"} == set(REASONS)

    def test_a_view_that_nobody_thought_about_is_refused(self, rf, chief, case_page, monkeypatch):
        known = PageViewSet(model=CasePage).views
        monkeypatch.setattr(PageViewSet, "views", {**known, "transmogrify": None})
        view = CaseViewSet().get_view_by_name("transmogrify")
        request = rf.get("/", headers={"x-requested-with": "XMLHttpRequest"})
        with pytest.raises(Exception, match=str(OTHER)):
            view(request, page_id=case_page.pk)

    def test_the_tree_can_only_be_looked_at(self):
        views = page_viewset_registry.get_by_type(CaseIndexPage)
        assert views.allowed == LOOKING
