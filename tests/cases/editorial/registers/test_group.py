"""The group of editors: made by migrating, complete or not at all, and never made over."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Site

from cases.editorial.registers import group as groups
from cases.editorial.registers.group import EDITORS, GENERAL, ON_FILES, ON_PAGES, make_editors
from cases.models import CasePage
from home.models import CenterContacts, HomePage, Menus, NewsIndexPage
from tests.factories import walk_to

pytestmark = pytest.mark.django_db
give = import_module("cases.migrations.0026_editors_of_before").give
LATER = {
    ("cases", codename)
    for codename in (
        "edit",
        *(f"{verb}_{kind}" for kind in ("hintphrase", "stocksentence") for verb in ("add", "change", "delete")),
    )
}


def held():
    """What the group may do, as pairs of app and codename."""
    group = Group.objects.get(name=EDITORS)
    rows = [*group.permissions.all()]
    rows += [given.permission for given in group.page_permissions.all()]
    rows += [given.permission for given in group.collection_permissions.all()]
    return sorted((row.content_type.app_label, row.codename) for row in rows)


def test_migrating_makes_it():
    assert held() == sorted([*GENERAL, *ON_PAGES, *ON_FILES])


@pytest.mark.parametrize("missing", ["change_menus", "publish_page", "choose_image", "delete_reasoncode"])
def test_it_is_complete_or_not_there(missing):
    Group.objects.get(name=EDITORS).delete()
    Permission.objects.filter(codename=missing).delete()
    make_editors(None)
    assert not Group.objects.filter(name=EDITORS).exists()


def test_without_a_site_there_is_nothing_to_edit():
    Group.objects.get(name=EDITORS).delete()
    Site.objects.all().delete()
    make_editors(None)
    assert not Group.objects.filter(name=EDITORS).exists()


def test_what_an_administrator_makes_of_it_stays():
    group = Group.objects.get(name=EDITORS)
    group.permissions.clear()
    make_editors(None)
    assert Group.objects.filter(name=EDITORS).count() == 1
    assert not group.permissions.exists()


def of_before(*taken):
    """The group as it was before these were thought of."""
    group = Group.objects.get(name=EDITORS)
    group.permissions.remove(*Permission.objects.filter(content_type__app_label="cases", codename__in=taken))
    return group


@pytest.mark.parametrize("made_by_now", [True, False])
def test_a_group_of_before_gets_what_came_later(made_by_now):
    codenames = [codename for _app, codename in LATER]
    of_before(*codenames)
    names = dict(Permission.objects.filter(codename__in=codenames).values_list("codename", "name"))
    if not made_by_now:  # as when many versions are migrated at once
        Permission.objects.filter(content_type__app_label="cases", codename__in=codenames).delete()
        ContentType.objects.filter(app_label="cases", model="stocksentence").delete()
    assert not LATER & {*held()}
    give(apps, None)
    assert held() == sorted([*GENERAL, *ON_PAGES, *ON_FILES])
    assert dict(Permission.objects.filter(codename__in=codenames).values_list("codename", "name")) == names


def test_what_an_administrator_took_in_part_stays_taken():
    group = of_before("delete_stocksentence")
    before = held()
    give(apps, None)
    assert held() == before
    group.delete()
    give(apps, None)
    assert not Group.objects.filter(name=EDITORS).exists()


def test_it_says_nothing_about_answers_accounts_or_deleting_pages():
    named = " ".join(codename for _app, codename in held())
    for word in ("answer", "submission", "user", "group", "delete_page", "bulk_delete", "event"):
        assert word not in named


def test_permissions_that_are_not_there_are_missing():
    assert groups.permissions(("cases", "add_agency"), ("cases", "add_nothing"))[0].codename == "add_agency"
    assert len(groups.permissions(("cases", "add_agency"), ("home", "add_agency"))) == 1


def test_editors_open_what_they_work_on(editor):
    case_page = walk_to("assigned").case.page
    index = NewsIndexPage.objects.get()
    addresses = [
        reverse("wagtailadmin_pages:edit", args=[case_page.pk]),
        reverse("wagtailadmin_pages:add", args=["home", "newspage", index.pk]),
        reverse("wagtailadmin_pages:add", args=["home", "standardpage", HomePage.objects.get().pk]),
        reverse("wagtailimages:add"),
        reverse("wagtaildocs:add"),
        reverse("wagtailsettings:edit", args=["home", "menus", Menus.load().pk]),
        reverse("wagtailsettings:edit", args=["home", "centercontacts", CenterContacts.load().pk]),
    ]
    for address in addresses:
        assert editor.get(address).status_code == 200, address
    assert CasePage.objects.exists()


@pytest.mark.parametrize("name", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index"])
def test_they_make_no_accounts_and_no_sites(editor, name):
    assert editor.get(reverse(name)).status_code == 302
