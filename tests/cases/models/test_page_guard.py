"""Pages of cases stay where they are: no permission, method, form or old revision deletes, moves or renames one."""

import json
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import Locale, Page

from cases.models import PAGE_TYPES, CaseIndexPage, CaseMonthPage, CasePage, CaseYearPage
from cases.models.page_guard import AnchorPage
from home.models import HomePage
from tests.cases.editorial.cms import JULY, a_page, fixed_facts, fresh
from tests.factories import Walk

pytestmark = pytest.mark.django_db

TREE = [CaseIndexPage, CaseYearPage, CaseMonthPage]
ALL = [HomePage, *TREE, CasePage]
SOON = datetime(2031, 1, 1, tzinfo=UTC)


@pytest.fixture
def case_page():
    return a_page("accepted")


@pytest.fixture
def chief_user():
    return get_user_model().objects.create_superuser("chief", password="mot hai ba bon nam")


def test_every_page_that_is_or_holds_a_case_is_anchored():
    assert {model for model in apps.get_models() if issubclass(model, AnchorPage)} == set(ALL)
    assert set(PAGE_TYPES) == {*TREE, CasePage}


class TestPermissions:
    """Of a superuser: nobody is asked who may more."""

    @pytest.mark.parametrize("model", ALL)
    @pytest.mark.parametrize("base", [True, False])
    def test_what_nobody_may(self, case_page, chief_user, model, base):
        found = model.objects.get()
        may = (Page.objects.get(pk=found.pk) if base else found).permissions_for_user(chief_user)
        other = case_page.get_parent()
        assert not may.can_delete()
        assert not may.can_delete(ignore_bulk=True)
        assert not may.can_unpublish()
        assert not may.can_set_view_restrictions()
        assert not may.can_reorder_children()
        assert not may.can_move()
        assert not may.can_move_to(other)
        assert not may.can_copy()
        assert not may.can_copy_to(other, recursive=True)

    @pytest.mark.parametrize("model", [*TREE, CasePage])
    def test_nothing_is_added_or_scheduled(self, case_page, chief_user, model):
        may = model.objects.get().permissions_for_user(chief_user)
        assert not may.can_add_subpage()
        assert not may.can_publish_subpage()
        assert not may.can_unschedule()

    @pytest.mark.parametrize("model", TREE)
    def test_pages_of_the_tree_have_no_form(self, case_page, chief_user, model):
        may = model.objects.get().permissions_for_user(chief_user)
        assert (may.can_edit(), may.can_publish()) == (False, False)

    @pytest.mark.parametrize("model", [HomePage, CasePage])
    def test_texts_are_edited_and_published(self, case_page, chief_user, model):
        may = model.objects.get().permissions_for_user(chief_user)
        assert (may.can_edit(), may.can_publish()) == (True, True)

    def test_pages_are_added_below_the_front_page(self, case_page, chief_user):
        assert HomePage.objects.get().permissions_for_user(chief_user).can_add_subpage()

    def test_what_is_not_live_is_edited_but_not_published(self, case_page, chief_user):
        CasePage.objects.update(live=False)
        may = fresh(case_page).permissions_for_user(chief_user)
        assert (may.can_edit(), may.can_publish(), may.can_submit_for_moderation()) == (True, False, False)

    def test_what_is_live_may_go_to_moderation(self, case_page, chief_user):
        assert case_page.permissions_for_user(chief_user).can_submit_for_moderation()

    @pytest.mark.parametrize("name", ["active", "inactive"])
    def test_a_plain_account_may_nothing(self, case_page, name):
        user = get_user_model().objects.create_user(name, is_active=name == "active")
        may = case_page.permissions_for_user(user)
        assert (may.can_edit(), may.can_publish()) == (False, False)

    def test_no_type_is_offered_for_creation(self):
        assert not any(model.is_creatable for model in [*TREE, CasePage])


class TestMethods:
    """Of the models, as a script or a later Wagtail would call them."""

    @pytest.mark.parametrize("model", ALL)
    @pytest.mark.parametrize("base", [True, False])
    def test_delete(self, case_page, model, base):
        before = fixed_facts()
        found = model.objects.get()
        with pytest.raises(PermissionDenied), transaction.atomic():
            (Page.objects.get(pk=found.pk) if base else found).delete()
        assert fixed_facts() == before

    @pytest.mark.parametrize("model", ALL)
    def test_delete_of_many(self, case_page, model):
        with pytest.raises(PermissionDenied):
            Page.objects.filter(pk=model.objects.get().pk).delete()

    @pytest.mark.parametrize("model", [CaseYearPage, CaseMonthPage, CasePage])
    @pytest.mark.parametrize("base", [True, False])
    def test_move(self, case_page, model, base):
        Walk(at=JULY).accept()
        found = model.objects.first()
        before = fixed_facts()
        with pytest.raises(PermissionDenied), transaction.atomic():
            (Page.objects.get(pk=found.pk) if base else found).move(HomePage.objects.get(), pos="last-child")
        assert fixed_facts() == before

    @pytest.mark.parametrize("model", ALL)
    @pytest.mark.parametrize("call", ["copy", "create_alias"])
    def test_copy(self, case_page, model, call):
        before = fixed_facts()
        with pytest.raises(PermissionDenied):
            getattr(model.objects.get(), call)()
        assert fixed_facts() == before

    @pytest.mark.parametrize("model", ALL)
    def test_copy_for_translation(self, case_page, model):
        english = Locale.objects.create(language_code="en")
        with pytest.raises(PermissionDenied):
            model.objects.get().copy_for_translation(english, copy_parents=True, alias=True)
        assert not Page.objects.filter(locale=english).exists()

    @pytest.mark.parametrize("live", [True, False])
    def test_another_slug_is_not_saved(self, case_page, live):
        case_page.slug, case_page.live = "khac", live
        with pytest.raises(ValidationError):
            case_page.save()

    @pytest.mark.parametrize("model", TREE)
    def test_nor_of_the_tree(self, case_page, model):
        found = model.objects.get()
        found.slug = "khac"
        with pytest.raises(ValidationError):
            found.save()

    def test_another_case_is_not_saved(self, case_page):
        case_page.case = Walk(at=JULY).case
        with pytest.raises(ValidationError):
            case_page.save()

    def test_a_location_that_is_no_point_is_not_saved(self, case_page):
        case_page.location = "ở đây"
        with pytest.raises(ValidationError, match="một điểm trên bản đồ"):
            case_page.save()

    def test_texts_are_saved(self, case_page):
        case_page.text, case_page.location = "Khác", "SRID=4326;POINT(107.6 16.5)"
        case_page.save()
        assert fresh(case_page).text == "Khác"


class TestRevisions:
    """Whatever a revision holds, only what editors own comes back from it."""

    #: Wagtail's bookkeeping, of which nothing public depends on a revision's copy.
    BOOKKEEPING = {"last_published_at", "first_published_at", "expired", "live_revision", "seo_title"} | {
        "search_description"
    }

    def tampered(self, case_page, value):
        """A revision in which every value is another one, as far as the field takes it."""
        revision = case_page.save_revision()
        keep = {"pk", "content_type", "wagtail_admin_comments"}
        other = {
            bool: lambda old: not old,
            int: lambda old: old + 1,
            str: lambda old: f"{old}x",
            type(None): lambda old: value,
        }
        revision.content = {
            name: old if name in keep else other[type(old)](old)
            for name, old in revision.content.items()
            if type(old) in other
        }
        return revision

    def test_every_field_but_the_texts_stays(self, case_page):
        other_case = Walk(at=JULY).case
        revision = self.tampered(case_page, SOON.isoformat())
        assert revision.content["case"] != case_page.case_id
        revision.content["case"] = other_case.pk
        revision.content["locale"] = case_page.locale_id
        revision.content["owner"] = revision.content["locked_by"] = revision.content["alias_of"] = None
        revision.content["live_revision"] = revision.content["latest_revision"] = None
        revision.content["translation_key"] = str(case_page.translation_key)
        mention = {"publication": "x", "title": "x", "address": "https://x.vn/", "day": "2026-03-09"}
        revision.content["press"] = json.dumps([{"type": "mention", "value": mention}])
        now, stored = revision.as_object(), fresh(case_page)
        names = [field.attname for field in CasePage._meta.concrete_fields]
        differ = {name for name in names if getattr(now, name) != getattr(stored, name)}
        assert set(CasePage.edited_fields) <= differ
        assert differ - set(CasePage.edited_fields) <= self.BOOKKEEPING

    @pytest.mark.parametrize("name", ["slug", "go_live_at", "expire_at", "case"])
    def test_publishing_it_writes_texts_alone(self, case_page, name):
        other = {"slug": "khac", "case": Walk(at=JULY).case.pk}.get(name, SOON.isoformat())
        before = fixed_facts()
        revision = case_page.save_revision()
        revision.content[name] = other
        revision.content["text"] = "Lời khác"
        revision.save()
        revision.publish()
        assert fixed_facts() == before
        assert fresh(case_page).text == "Lời khác"

    def test_a_month_page_keeps_its_count_of_children(self, case_page):
        month = CaseMonthPage.objects.get()
        revision = month.save_revision()
        Walk().accept()
        assert revision.as_object().numchild == 2
