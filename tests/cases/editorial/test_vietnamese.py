"""The CMS speaks Vietnamese: a superuser visits every screen, and nothing of other packages is left in English."""

import re
from pathlib import Path

import polib
import pytest
import wagtail
from bs4 import BeautifulSoup
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import Task, Workflow
from wagtail.users.models import UserProfile

from tests.cases.editorial import screens, vietnamese
from tests.factories import walk_to
from tests.shared_data import ROOT
from tests.translations import OVERLAY

SCREENS, IDS = 200, 1000  # at least: a walk that finds less has lost its way, and proves nothing
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w+")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
def test_every_screen_speaks_vietnamese(admin_client, media):
    screens.a_world()
    with vietnamese.listening() as asked:
        count = screens.visit(admin_client, Client())
    print(f"{count} screens, {len(asked)} texts")
    assert count >= SCREENS
    assert len(asked) >= IDS
    assert vietnamese.english(asked) == []


@pytest.mark.parametrize(
    ("msgid", "left"),
    [
        ("Skip to main content", False),
        ("Save draft", False),
        ("Add snippets to the whatnot", True),
        ("Đăng nhập", False),
        ("Username", False),  # Wagtail's own catalogue gives it back as it is
        ("memory cost", True),
        ("Email", False),
    ],
)
def test_what_is_ours_or_somebody_translates_is_not_left(msgid, left):
    assert (vietnamese.english({msgid}) == [msgid]) is left


def test_what_is_left_is_found(monkeypatch):
    monkeypatch.setattr(vietnamese, "knows", lambda catalogue, told: told != "Save draft")
    assert vietnamese.english({"Save draft", "Publish", "Đăng nhập"}) == ["Save draft"]


@pytest.mark.parametrize("context", [None, "verb"])
def test_the_walk_hears_every_way_to_ask(context):
    from django.utils import translation

    with override("vi"), vietnamese.listening() as asked:
        if context:
            translation.pgettext(context, "Open")
            translation.npgettext(context, "%d box", "%d boxes", 2)
        else:
            translation.gettext("Open")
            translation.ngettext("%d box", "%d boxes", 2)
            str(translation.gettext_lazy("Close"))
    assert asked >= {vietnamese.key(context, "Open"), vietnamese.key(context, "%d box")}
    assert ("Close" in asked) is (context is None)


def test_english_readers_are_not_listened_to():
    with override("en"), vietnamese.listening() as asked:
        gettext("Open")
    assert asked == set()


@pytest.mark.django_db
def test_an_editor_may_choose_english(admin_client):
    user = get_user_model().objects.get(username="admin")
    assert "Tóm tắt trang web" in admin_client.get(reverse("wagtailadmin_home")).content.decode()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    assert "Site summary" in admin_client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.django_db
def test_scripts_speak_vietnamese_too(admin_client):
    script = admin_client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    assert re.search(r'"Insert a block": "(Chèn|Ch\\u00e8n) ', script)


# --- the overlay itself ----------------------------------------------------------------------------------------------


def entries():
    return [entry for file in sorted((ROOT / OVERLAY).glob("*.po")) for entry in polib.pofile(str(file))]


@pytest.mark.parametrize("find", [PLACEHOLDER, TAG], ids=["placeholders", "elements"])
def test_translations_keep_what_programs_fill_in(find):
    assert len(entries()) > 600
    for entry in entries():
        told = entry.msgstr or entry.msgstr_plural[0]
        assert sorted(find.findall(told)) == sorted(find.findall(entry.msgid_plural or entry.msgid)), entry.msgid


def test_translations_keep_the_blanks_at_their_ends():
    for entry in entries():
        told, said = entry.msgstr or entry.msgstr_plural[0], entry.msgid
        assert (told[0].isspace(), told[-1].isspace()) == (said[0].isspace(), said[-1].isspace()), entry.msgid


def test_one_form_serves_every_number():
    with override("vi"):
        from django.utils.translation import ngettext

        for n in (0, 1, 2, 100):
            words = ngettext("There is %(counter)s match", "There are %(counter)s matches", n) % {"counter": n}
            assert words == f"Có {n} kết quả"


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        (forms.CharField(), "", "Chỗ này còn trống: hãy điền."),
        (forms.CharField(max_length=20), "x" * 21, "Dài quá: tối đa 20 ký tự, đang có 21."),
        (forms.CharField(), "a\0", "Có ký tự không đọc được. Hãy bỏ đi."),
        (forms.EmailField(), "a@", "Địa chỉ thư này không đúng."),
        (forms.IntegerField(), "x", "Hãy ghi một số nguyên."),
        (forms.DateField(), "31/02/2026", "Ngày này không có thật, hoặc ghi không đúng: hãy ghi như 24/11/2026."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Hãy chọn trong danh sách: b không có ở đó."),
    ],
)
def test_what_forms_complain_of_is_said_plainly(field, given, said):
    with override("vi"), pytest.raises(ValidationError) as complained:
        field.clean(given)
    assert complained.value.messages == [said]


def test_quotations_within_quotations_are_single_ones():
    bare = re.compile(r"“{{ [\w.]+\.[\w.]+ }}”")
    assert bare.search("“{{ version.sentence }}”")
    found = [p.name for p in (ROOT / "templates/cases/editorial").rglob("*.html") if bare.search(p.read_text())]
    assert found == []


# --- what others than a superuser meet, and what is written by data ---------------------------------------------------

SEEN = re.compile(r"results|list|index|preview|password|publishing|workflow|notif|move|publish|locked|fields")
SAID = re.compile(
    r"{% *trans(?:late)? ([\"'])(.*?)\1|{% *blocktrans(?:late)?\b[^%]*%}(.*?){% *(?:endblocktrans|plural)", re.S
)


def said_by_templates():
    """What Wagtail's lists, forms and mails may say: the walk meets them with rows and every right, others without."""
    for app in ("admin", "images", "documents", "users"):
        for file in (Path(wagtail.__file__).parent / app / "templates").rglob("*.html"):
            for found in SAID.finditer(file.read_text()) if SEEN.search(file.parent.name + file.name) else ():
                yield re.sub(r"{{ *(\w+) *}}", r"%(\1)s", found[2] or " ".join(found[3].split()))


def test_what_others_meet_is_vietnamese_too():
    asked = {said for said in said_by_templates() if "translat" not in said}  # pages are not translated here
    assert len(asked) > 250
    assert vietnamese.english(asked) == []


@pytest.mark.django_db
def test_what_is_no_text_of_a_catalogue_is_vietnamese_too(admin_client):
    shown = admin_client.get(reverse("reasoncode:index")).content.decode()
    assert "<title>Mã lý do - Minh Bạch</title>" in " ".join(shown.split())
    table = BeautifulSoup(shown, "lxml").select_one("table.listing").get_text(" ")
    assert "True" not in table
    assert "Có" in table.split()
    assert "guide.wagtail.org" not in shown
    assert not Workflow.objects.filter(name="Moderators approval").exists()
    assert not Task.objects.filter(name="Moderators approval").exists()
    facts = admin_client.get(reverse("wagtailadmin_pages:edit", args=[walk_to("assigned").case.page.pk]))
    assert "portal, " not in BeautifulSoup(facts.content, "lxml").select_one(".mb-facts").get_text()
