"""Every address of every register: who may ask, by GET and by POST, and what nobody changes thereby."""

import json
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.viewsets import viewsets

from cases.editorial.registers.base import Register
from cases.editorial.registers.group import REGISTERS
from cases.models import CategoryTerm, ChartNote, Post, PressMention, ReasonCode
from tests.cases.editorial.cms import an_editor
from tests.factories import an_agency, walk_to

pytestmark = pytest.mark.django_db

NAMES = [register.name for register in REGISTERS]
LISTS = ("index", "index_results", "add")
OF_A_ROW = ("edit", "delete", "history", "history_results")


@pytest.fixture(autouse=True)
def world():
    """A case, so that everything is in use, and a term that is not yet in force."""
    walk_to("assigned")
    agency = an_agency()
    ChartNote.objects.create(since="2026-03-01", until="2026-03-03", text="Lũ", text_en="Flood")
    PressMention.objects.create(title="Bài", publication="Báo", address="https://bao.vn/", day="2026-03-01")
    agency.names.create(name="UBND xã Kim Long", until="2025-06-30")
    term = CategoryTerm.objects.get(category__slug="khac")
    term.pk, term.since = None, timezone.localdate() + timedelta(days=30)
    term.save()


def registered():
    """The registers of editors; that of posts is the administrator's, and has tests of its own."""
    found = {viewset.name: viewset for viewset in viewsets.viewsets if isinstance(viewset, Register)}
    assert found.pop("post").model is Post
    return found


def row_of(name):
    model = registered()[name].model
    if model is CategoryTerm:
        return model.objects.order_by("-since").first()
    return an_agency() if name == "agency" else model.objects.order_by("pk").first()


def address(name, view):
    return reverse(f"{name}:{view}", args=[row_of(name).pk] if view in OF_A_ROW else [])


def stored():
    """All rows of all registers."""
    return {register.name: sorted(map(str, register.model.objects.values_list())) for register in REGISTERS}


POSTED = ("calendarday", "finish")  # a button without a page
EVERY = [(name, view) for name in NAMES for view in (*LISTS, *OF_A_ROW)]


def test_every_address_of_a_register_is_driven_here():
    patterns = {(name, pattern.name) for name, viewset in registered().items() for pattern in viewset.get_urlpatterns()}
    assert patterns == {*EVERY, POSTED}


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_without_an_account_or_permission_comes_in(stranger, method):
    before = stored()
    for name, view in (*EVERY, POSTED):
        asked = (address(name, view), {"name": "X", "label": "X"})
        response = getattr(Client(), method)(*asked)
        assert (response.status_code, response["Location"][:11]) == (302, "/cms/login/"), asked
        response = getattr(stranger, method)(*asked)
        assert (response.status_code, response.get("Location")) == (302, "/cms/"), asked
    assert stored() == before


def test_who_may_looks(editor):
    """As an editor; what every other role is shown, tests of the whole CMS say (`tests.cases.editorial.matrix`)."""
    for name, view in EVERY:
        expected = 302 if view == "delete" and name not in DELETABLE else 200
        assert editor.get(address(name, view)).status_code == expected, (name, view)


def test_an_empty_form_changes_nothing(chief):
    before = stored()
    for name, view in EVERY:
        if view == "delete" and name in DELETABLE:
            continue
        assert chief.post(address(name, view), {}).status_code in (200, 302, 405), (name, view)
    assert stored() == before


@pytest.mark.parametrize("name", ["agencyname", "categoryterm", "formerward"])
def test_what_nothing_points_to_is_deleted(chief, name):
    row = row_of(name)
    chief.post(address(name, "delete"))
    assert not type(row).objects.filter(pk=row.pk).exists()


#: Rows of the world above that nothing points to.
DELETABLE = {"agencyname", "categoryterm", "calendarday", "chartnote", "formerward", "hintphrase"}
DELETABLE |= {"pressmention", "samewords", "stocksentence"}


def submenu(client):
    """Labels and addresses below “Danh mục”, from what the sidebar is drawn with."""
    html = client.get("/cms/").content.decode()
    props = json.loads(re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.DOTALL)[1])
    menus = [part for module in props["modules"] for part in module.get("_args", [])[0:1] if isinstance(part, list)]
    found = [item for menu in menus for item in menu if "danh-muc" in json.dumps(item["_args"][0])]
    return [leaf["_args"][0] for item in found for leaf in item["_args"][1]]


def test_the_menu_shows_the_registers_to_whom_they_are_open(chief, editor, stranger):
    everyones = [reverse(f"{name}:index") for name in NAMES]
    assert [leaf["url"] for leaf in submenu(editor)] == everyones
    assert [leaf["url"] for leaf in submenu(chief)] == [*everyones, reverse("post:index")]
    assert submenu(stranger) == []


def test_a_right_to_look_at_one_register_opens_no_other(client):
    from django.contrib.auth.models import Permission

    user = an_editor("mot")
    user.user_permissions.add(Permission.objects.get(codename="change_reasoncode"))
    client.force_login(user)
    assert client.get(reverse("reasoncode:index")).status_code == 200
    assert client.get(reverse("agency:index")).status_code == 302
    assert client.get(reverse("reasoncode:add")).status_code == 302
    row = ReasonCode.objects.first()
    assert client.get(reverse("reasoncode:delete", args=[row.pk]))["Location"] == "/cms/"


def test_only_named_models_have_a_register():
    models = {viewset.model for viewset in registered().values()}
    assert models == {apps.get_model("cases", name) for name in NAMES}
    assert not {"Answer", "Submission", "Event", "Report", "InternalNote", "Case"} & {m.__name__ for m in models}


@pytest.mark.parametrize("name", NAMES)
def test_a_list_says_how_many_and_what_in_vietnamese(chief, name):
    page = BeautifulSoup(chief.get(reverse(f"{name}:index")).content, "lxml")
    words = " ".join(head.get_text(" ", strip=True) for head in page.select("table.listing th"))
    assert words
    assert not re.search(r"\b(name|code|kind|since|calendar|category|agency|active)\b", words, re.IGNORECASE), words
