"""How to reach the Center: entered in the CMS, shown at the foot of every page and where readers are sent there."""

from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from home import menus
from home.center import FIELDS, Center
from home.models import CenterContacts
from tests.factories import Walk
from tests.incoming import imported, still_open

ENTERED = {
    "phone": "+84 (234) 123-456",
    "email": "bao@example.org",
    "web": "https://example.org/gui/",
    "address": "Số 1 <Lê Lợi>",
    "hours": "7:30–17:00",
    "hours_en": "",
}
SHOWN = [
    "Điện thoại: +84 (234) 123-456",
    "E-mail: bao@example.org",
    "Gửi phản ánh: example.org/gui",
    "Nơi tiếp: Số 1 <Lê Lợi>",
    "Giờ làm việc: 7:30–17:00",
]


def lists(client, address):
    """What stands of the Center on a page, in the text and at its foot, and the page."""
    page = BeautifulSoup(client.get(address).content, "lxml")
    read = [[" ".join(item.get_text().split()) for item in found.find_all("li")] for found in page.select("ul.center")]
    return read, page


@pytest.mark.parametrize(
    ("field", "value", "sound"),
    [
        ("phone", "0234 123 456", True),
        ("phone", "+84 (234) 123-456", True),
        ("phone", "1900.1075", True),
        ("phone", "gọi anh Tư", False),
        ("phone", "0234;ext=1", False),
        ("web", "https://hue.gov.vn/", True),
        ("web", "javascript:alert(1)", False),
        ("web", "ftp://hue.gov.vn/", False),
        ("web", "hue.gov.vn", False),
        ("email", "a@b", False),
    ],
)
def test_what_can_be_entered(field, value, sound):
    row = CenterContacts(**{**ENTERED, field: value})
    if sound:
        row.clean_fields()
    else:
        with pytest.raises(ValidationError):
            row.clean_fields()


@pytest.mark.parametrize(
    ("language", "hours_en", "told"), [("vi", "8–17", "7–17"), ("en", "8–17", "8–17"), ("en", "", "7–17")]
)
def test_hours_in_the_readers_language(language, hours_en, told):
    with override(language):
        assert Center(**{**ENTERED, "hours": "7–17", "hours_en": hours_en}).told_hours == told


def test_telephones_get_digits_and_people_an_address_without_its_scheme():
    found = Center(**ENTERED)
    assert (found.dialled, found.web_name) == ("+84234123456", "example.org/gui")


@pytest.mark.django_db
@pytest.mark.parametrize("row", [None, {}])
def test_without_anything_entered_pages_say_nothing(client, row):
    cache.clear()
    if row is not None:
        CenterContacts.objects.create(**row)
    assert menus.menus()["center"] is None
    read, page = lists(client, "/")
    assert read == []
    assert "Liên hệ Trung tâm" not in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("field", FIELDS[:-1])
def test_one_of_them_is_enough(client, field):
    CenterContacts.objects.create(**{field: ENTERED[field]})
    assert lists(client, "/qua-han/")[0] == [[SHOWN[FIELDS.index(field)]]]


@pytest.mark.django_db
def test_at_the_foot_and_beside_the_sentences_for_no_query_more(client, django_assert_num_queries):
    late, new = Walk().accept().assign().case, Walk(at=timezone.now()).accept().case
    client.get("/qua-han/")
    CenterContacts.objects.create(**ENTERED)  # shows at once where it was saved
    menus.menus()
    for address, times in [
        ("/", 2),
        ("/qua-han/", 1),
        ("/tro-giup/", 2),
        ("/ai-biet-ten-toi/", 2),
        ("/gioi-thieu/", 2),
    ]:
        assert lists(client, address)[0] == [SHOWN] * times, address
    assert lists(client, client.get(f"/a/{late.number}")["Location"])[0] == [SHOWN] * 2
    assert lists(client, client.get(f"/a/{new.number}")["Location"])[0] == [SHOWN], "nobody is sent to the Center yet"
    read, page = lists(client, client.get(f"/en/a/{late.number}")["Location"])
    assert read == [["Telephone: +84 (234) 123-456", "E-mail: bao@example.org", *read[0][2:]]] * 2
    links = [link["href"] for link in page.select("main ul.center a")]
    assert links == ["tel:+84234123456", "mailto:bao@example.org", "https://example.org/gui/"]
    with django_assert_num_queries(0):
        assert menus.menus()["center"] == Center(**ENTERED)


@pytest.mark.django_db
def test_what_was_reported_elsewhere_sends_nobody_to_the_center(client):
    imported(still_open(reference="r1", number=125))
    CenterContacts.objects.create(**ENTERED)
    read, _page = lists(client, client.get("/a/125")["Location"])
    assert read == [SHOWN], "at the foot alone"


@pytest.mark.django_db
def test_editors_of_the_center_enter_it(client):
    account = get_user_model().objects.create_user("bientap", password="mot hai ba bon nam")
    account.groups.add(Group.objects.get(name="Ban biên tập"))
    client.force_login(account)
    row = CenterContacts.load()
    address = reverse("wagtailsettings:edit", args=["home", "centercontacts", row.pk])
    sent = {**ENTERED, "phone": "gọi anh Tư"}
    assert "gọi anh Tư" in client.post(address, sent).content.decode(), "the form comes back with it"
    assert client.post(address, ENTERED).status_code == 302
    assert CenterContacts.objects.values(*FIELDS).get() == ENTERED


@pytest.mark.django_db
@pytest.mark.parametrize("made_by_now", [True, False])
def test_a_group_of_editors_of_before_enters_it_too(made_by_now):
    give = import_module("home.migrations.0010_editors_reach_center").give
    group, permission = Group.objects.get(name="Ban biên tập"), Permission.objects.get(codename="change_centercontacts")
    group.permissions.remove(permission)
    if not made_by_now:  # as when many versions are migrated at once
        permission.delete()
    give(apps, None)
    (given,) = group.permissions.filter(codename="change_centercontacts")
    assert (given.name, given.content_type.app_label) == (permission.name, "home")
    group.delete()
    give(apps, None)
    assert not Group.objects.filter(name="Ban biên tập").exists()
