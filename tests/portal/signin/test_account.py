"""One's own second factor in the CMS, and an administrator's reset."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from portal.models import StaffSession
from portal.signin import devices
from tests.portal.signin.people import (
    ACCOUNT,
    BACKUP,
    DEVICE,
    KEY,
    LOGIN,
    PASSWORD,
    SET_UP,
    code,
    enters,
    forgive,
    give_password,
    key_shown,
    sign_in,
    wrong,
)

pytestmark = pytest.mark.django_db
on = pytest.mark.usefixtures("obligatory")


@pytest.fixture
def inside(client, equipped, clock):
    """A browser in which the account is signed in by both factors."""
    sign_in(client, clock)
    clock.pass_seconds(30)
    return client


def act(client, clock, what, text=None):
    """Send the account's form."""
    answer = client.post(ACCOUNT, {"act": what, "code": text or code(clock.now)})
    clock.pass_seconds(30)
    return answer


@on
def test_the_account_leads_to_it(inside):
    assert f'href="{ACCOUNT}"' in inside.get("/cms/account/").content.decode()
    assert inside.get(ACCOUNT).status_code == 200


@on
def test_it_tells_how_many_backup_codes_are_left_and_none_of_them(inside, equipped):
    made = devices.renew_backup_codes(equipped)
    page = inside.get(ACCOUNT).content.decode()
    assert "<dd>10</dd>" in page
    assert not [text for text in (*made, KEY) if text in page]


@on
@pytest.mark.parametrize("what", ["codes", "replace"])
def test_nothing_changes_without_a_code(inside, equipped, clock, what):
    page = act(inside, clock, what, wrong(clock.now))
    assert page.status_code == 200
    assert "Mã không đúng." in page.content.decode()
    assert devices.backup_codes_left(equipped) == 0
    assert devices.application(equipped).key == KEY


@on
def test_new_backup_codes_are_shown_once(inside, equipped, clock):
    assert act(inside, clock, "codes")["Location"] == BACKUP
    shown = inside.get(BACKUP).content.decode()
    assert len(re.findall(r"<code>\w{4}-\w{4}</code>", shown)) == 10
    assert inside.get(BACKUP)["Location"] == ACCOUNT


@on
def test_another_device_takes_the_place_of_the_first(inside, equipped, clock):
    elsewhere = Client()
    elsewhere.force_login(equipped)
    assert act(inside, clock, "replace")["Location"] == DEVICE
    key = key_shown(inside.get(DEVICE))
    assert devices.application(equipped).key == KEY
    inside.post(DEVICE, {"code": code(clock.now, key=key)})
    assert devices.application(equipped).key == key
    assert enters(inside)
    assert not enters(elsewhere)
    assert StaffSession.objects.filter(account=equipped).count() == 1


@on
def test_a_wrong_code_of_the_new_one_changes_nothing(inside, equipped, clock):
    act(inside, clock, "replace")
    key = key_shown(inside.get(DEVICE))
    page = inside.post(DEVICE, {"code": wrong(clock.now, key=key)})
    assert key_shown(page) == key
    assert devices.application(equipped).key == KEY
    assert enters(inside)


@on
def test_the_new_one_is_offered_only_after_a_code_of_the_old(inside):
    assert inside.get(DEVICE)["Location"] == ACCOUNT
    assert inside.post(DEVICE, {"code": "123456"})["Location"] == ACCOUNT


@on
def test_what_is_obligatory_cannot_be_given_up(inside, equipped, clock):
    assert 'value="remove"' not in inside.get(ACCOUNT).content.decode()
    used = devices.application(equipped).last_t
    act(inside, clock, "remove")
    assert devices.application(equipped).last_t == used
    assert enters(inside)


def test_where_it_is_not_it_can(inside, equipped, clock):
    assert 'value="remove"' in inside.get(ACCOUNT).content.decode()
    assert act(inside, clock, "remove")["Location"] == reverse("wagtailadmin_account")
    assert devices.application(equipped) is None
    assert enters(inside)
    inside.logout()
    give_password(inside)
    assert enters(inside)


def test_where_it_is_not_one_may_set_one_up(client, chief, clock):
    give_password(client)
    assert client.get(ACCOUNT)["Location"] == DEVICE
    key = key_shown(client.get(DEVICE))
    assert client.post(DEVICE, {"code": code(clock.now, key=key)})["Location"] == BACKUP
    assert len(re.findall(r"<code>", client.get(BACKUP).content.decode())) == 10
    assert enters(client)
    client.logout()
    assert give_password(client)["Location"] == "/cms/login/code/"


def test_a_first_device_offered_before_does_not_replace_one_without_its_code(client, chief, clock):
    """A page left open from before: meanwhile a device was set up elsewhere, and this session still lives."""
    give_password(client)
    client.get(ACCOUNT)
    key = key_shown(client.get(DEVICE))
    devices.TOTPDevice.objects.create(user=chief, key=KEY, name="application")
    client.post(DEVICE, {"code": code(clock.now, key=key)})
    assert devices.application(chief).key == KEY


@on
@pytest.mark.parametrize("what", ["", "anything"])
def test_what_is_no_act_is_refused(inside, equipped, clock, what):
    act(inside, clock, what)
    assert devices.application(equipped).key == KEY
    assert devices.backup_codes_left(equipped) == 0


@on
def test_queries(inside, django_assert_max_num_queries):
    inside.get(ACCOUNT)
    with django_assert_max_num_queries(10):
        inside.get(ACCOUNT)


# --- an administrator's reset ----------------------------------------------------------------------------------------


@pytest.fixture
def lost(equipped):
    """Somebody else who has lost the device."""
    user = get_user_model().objects.create_user("editor", "editor@example.org", PASSWORD)
    devices.TOTPDevice.objects.create(user=user, name="application", key="ff" * 20)
    devices.renew_backup_codes(user)
    return user


@on
def test_a_lost_device_is_reset_and_set_up_anew(inside, lost):
    address = reverse("signin_reset", args=[lost.pk])
    assert f'href="{address}"' in inside.get("/cms/users/").content.decode()
    assert "editor" in inside.get(address).content.decode()
    assert devices.application(lost) is not None
    assert inside.post(address)["Location"] == "/cms/users/"
    assert devices.application(lost) is None
    assert give_password(Client(), user="editor")["Location"] == SET_UP
    assert enters(inside)


@on
def test_it_stands_in_the_accounts_history(inside, lost):
    inside.post(reverse("signin_reset", args=[lost.pk]))
    page = inside.get(reverse("wagtailusers_users:history", args=[lost.pk])).content.decode()
    assert "Đã đặt lại xác thực hai bước" in page
    assert "Đã tạo mã dự phòng mới" in page
    assert "chief" in page


@on
def test_it_ends_the_sessions_of_the_account(inside, lost):
    other = Client()
    other.force_login(lost)
    inside.post(reverse("signin_reset", args=[lost.pk]))
    assert not StaffSession.objects.filter(account=lost).exists()


@on
def test_nobody_resets_their_own(inside, equipped):
    address = reverse("signin_reset", args=[equipped.pk])
    assert f'href="{address}"' not in inside.get("/cms/users/").content.decode()
    inside.post(address)
    assert devices.application(equipped) is not None


@on
def test_who_manages_no_accounts_resets_none(client, lost, clock):
    from django.contrib.auth.models import Permission

    lost.user_permissions.add(Permission.objects.get(codename="access_admin"))
    chief = get_user_model().objects.get(username="chief")
    give_password(client, user="editor")
    client.post("/cms/login/code/", {"code": code(clock.now, key="ff" * 20)})
    assert enters(client)
    client.post(reverse("signin_reset", args=[chief.pk]))
    assert devices.application(chief) is not None


@on
def test_an_account_that_is_not_there(inside):
    assert inside.get(reverse("signin_reset", args=[9999])).status_code == 404


@on
def test_signed_out_it_leads_to_the_login(client, lost):
    assert client.post(reverse("signin_reset", args=[lost.pk]))["Location"].startswith(LOGIN)
    assert devices.application(lost) is not None


@on
def test_after_wrong_codes_the_form_says_how_long_to_wait(inside, equipped, clock):
    act(inside, clock, "codes", wrong(clock.now))
    page = act(inside, clock, "codes")
    assert "Sai quá nhiều lần. Hãy chờ" in page.content.decode()
    forgive(equipped)
    assert act(inside, clock, "codes")["Location"] == BACKUP
