"""Signing in, step by step: nobody is in before the code, and everybody gets where they wanted to go."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from portal.models import StaffSession
from portal.signin import devices, pending
from tests.portal.signin.people import (
    BACKUP,
    CODE,
    HOME,
    KEY,
    LOGIN,
    PASSWORD,
    SET_UP,
    code,
    enters,
    give_password,
    key_shown,
    sign_in,
    wrong,
)

pytestmark = pytest.mark.django_db
on = pytest.mark.usefixtures("obligatory")


def told(response):
    """The page's text, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


# --- where nothing is obligatory -------------------------------------------------------------------------------------


def test_a_password_is_enough_where_nothing_is_obligatory(client, chief):
    assert give_password(client)["Location"] == HOME
    assert enters(client)


def test_who_has_set_up_a_device_is_asked_for_it_anyway(client, equipped, clock):
    assert give_password(client)["Location"] == CODE
    assert not enters(client)
    sign_in(client, clock)
    assert enters(client)


# --- first sign-in ---------------------------------------------------------------------------------------------------


@on
def test_the_first_sign_in_leads_to_set_up_and_backup_codes_and_on(client, chief, clock):
    assert give_password(client, next="/cms/reports/")["Location"] == SET_UP
    page = client.get(SET_UP)
    key = key_shown(page)
    assert "<svg" in page.content.decode()
    assert client.post(SET_UP, {"code": code(clock.now, key=key)})["Location"] == BACKUP
    shown = client.get(BACKUP)
    printed = re.findall(r"<code>(\w{4}-\w{4})</code>", shown.content.decode())
    assert len(set(printed)) == 10
    assert 'href="/cms/reports/"' in shown.content.decode()
    assert enters(client)
    client.logout()
    assert give_password(client)["Location"] == CODE
    assert client.post(CODE, {"code": printed[3]})["Location"] == HOME
    assert enters(client)


@on
def test_the_secret_stays_the_same_until_it_is_confirmed(client, chief, clock):
    give_password(client)
    key = key_shown(client.get(SET_UP))
    answer = client.post(SET_UP, {"code": wrong(clock.now, key=key)})
    assert answer.status_code == 200
    assert "Mã không đúng." in told(answer)
    assert key_shown(answer) == key
    assert not enters(client)


@on
def test_every_sign_in_begins_with_another_secret(client, chief):
    keys = set()
    for _ in range(3):
        give_password(client)
        keys.add(key_shown(client.get(SET_UP)))
    assert len(keys) == 3


@on
def test_the_picture_says_what_the_text_says(client, chief, monkeypatch):
    drawn = []
    real = devices.address_of
    monkeypatch.setattr(devices, "address_of", lambda *given: drawn.append(real(*given)) or drawn[-1])
    give_password(client)
    page = client.get(SET_UP)
    assert f"secret={page.context['secret'].replace(' ', '')}" in drawn[0]


@on
def test_backup_codes_are_shown_once(client, chief, clock):
    give_password(client)
    client.post(SET_UP, {"code": code(clock.now, key=key_shown(client.get(SET_UP)))})
    first = client.get(BACKUP)
    assert "no-store" in first["Cache-Control"]
    again = client.get(BACKUP)
    assert again["Location"] == "/cms/account/two-factor/"


@on
def test_who_was_slower_does_not_set_up_a_second_device(client, chief, clock):
    """Somebody else with the same password has set up a device meanwhile."""
    give_password(client)
    key = key_shown(client.get(SET_UP))
    devices.set_up(chief, key=KEY, text=code(clock.now))
    assert client.post(SET_UP, {"code": code(clock.now, key=key)})["Location"] == CODE
    assert devices.application(chief).key == KEY
    assert not enters(client)


# --- later sign-ins --------------------------------------------------------------------------------------------------


@on
def test_a_code_opens_the_cms(client, equipped, clock):
    assert sign_in(client, clock)["Location"] == HOME
    assert enters(client)


@on
def test_before_the_code_nobody_is_signed_in(client, equipped):
    give_password(client)
    assert "_auth_user_id" not in client.session
    assert not enters(client)


@on
def test_no_set_up_for_who_has_a_device(client, equipped):
    give_password(client)
    assert client.get(SET_UP)["Location"] == CODE


@on
def test_no_code_page_for_who_has_none(client, chief):
    give_password(client)
    assert client.get(CODE)["Location"] == SET_UP


@on
@pytest.mark.parametrize("page", [CODE, SET_UP, BACKUP])
@pytest.mark.parametrize("how", ["get", "post"])
def test_no_second_step_without_the_first(client, equipped, page, how):
    assert getattr(client, how)(page, {"code": "123456"})["Location"].startswith(LOGIN)


@on
def test_a_wrong_code_is_explained_and_read_out(client, equipped, clock):
    give_password(client)
    page = client.post(CODE, {"code": wrong(clock.now)})
    assert page.status_code == 200
    assert "Mã không đúng. Hãy nhập mã đang hiện, và xem điện thoại có tự đặt giờ không." in told(page)
    field = re.search(r"<input[^>]*name=\"code\"[^>]*>", page.content.decode())[0]
    assert 'aria-invalid="true"' in field
    assert "aria-describedby" in field
    assert "value=" not in field  # a code is never sent back


@on
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (lambda now: "", "Hãy nhập mã."),
        (lambda now: code(now, steps=-2), "Mã này đã dùng rồi."),
        (lambda now: code(now, steps=-8), "Mã này đã dùng rồi."),
    ],
)
def test_every_fault_has_its_sentence(client, equipped, clock, text, sentence):
    give_password(client)
    assert sentence in told(client.post(CODE, {"code": text(clock.now)}))


@on
def test_a_late_code_names_the_clock(client, equipped, clock):
    clock.pass_seconds(600)
    give_password(client)
    page = client.post(CODE, {"code": code(clock.now, steps=-6)})
    assert "Mã này chậm khoảng 3 phút." in told(page)


@on
def test_too_many_codes_say_how_long_to_wait(client, equipped, clock):
    give_password(client)
    device = devices.application(equipped)
    device.throttling_failure_count, device.throttling_failure_timestamp = 9, timezone.now()
    device.save()
    page = client.post(CODE, {"code": code(clock.now)})
    assert "Hãy chờ 5 phút rồi nhập mã mới" in told(page)
    assert not enters(client)


@on
def test_a_backup_code_tells_how_many_are_left(client, equipped):
    made = devices.renew_backup_codes(equipped)
    give_password(client)
    page = client.post(CODE, {"code": made[0]}, follow=True)
    assert "Còn 9 mã dự phòng." in told(page)
    assert 'href="/cms/account/two-factor/"' in page.content.decode()


@on
def test_ten_minutes_after_the_password_it_is_asked_for_again(client, equipped, clock, monkeypatch):
    give_password(client)
    session = client.session
    session[pending.NAME] = {**session[pending.NAME], "at": session[pending.NAME]["at"] - pending.LASTS - 1}
    session.save()
    page = client.post(CODE, {"code": code(clock.now)}, follow=True)
    assert page.request["PATH_INFO"] == LOGIN
    assert "Bạn đã chờ quá lâu. Hãy đăng nhập lại." in told(page)
    assert not enters(client)


@on
@pytest.mark.parametrize("change", ["password", "activity"])
def test_what_changes_meanwhile_ends_the_waiting(client, equipped, clock, change):
    give_password(client)
    if change == "password":
        equipped.set_password("nam sau bay tam chin")
    else:
        equipped.is_active = False
    equipped.save()
    assert client.post(CODE, {"code": code(clock.now)})["Location"] == LOGIN
    assert not enters(client)


@on
def test_the_session_before_is_gone_with_all_it_held(client, equipped, clock):
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    give_password(client)
    between = client.session.session_key
    sign_in(client, clock)
    assert len({before, between, client.session.session_key}) == 3
    assert "planted" not in client.session
    assert pending.NAME not in client.session
    assert not StaffSession.objects.filter(session_key__in=[before, between]).exists()


@on
@pytest.mark.parametrize(("remember", "kept"), [("on", True), ("", False)])
def test_the_choice_to_be_remembered_is_kept(client, equipped, clock, remember, kept):
    response = sign_in(client, clock, remember=remember)
    assert bool(response.cookies["sessionid"]["max-age"]) is kept


@on
def test_an_account_without_access_stays_out(client, clock):
    user = get_user_model().objects.create_user("guest", password=PASSWORD)
    devices.set_up(user, key=KEY, text=code(clock.now))
    clock.pass_seconds(60)
    sign_in(client, clock, user="guest")
    assert not enters(client)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    clock.pass_seconds(60)
    sign_in(client, clock, user="guest")
    assert enters(client)


# --- where to --------------------------------------------------------------------------------------------------------


@on
@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example", ""],
)
def test_nobody_is_led_elsewhere(client, equipped, clock, address):
    assert sign_in(client, clock, next=address)["Location"] == HOME


@on
def test_whoever_wanted_a_page_gets_it(client, equipped, clock):
    assert sign_in(client, clock, next="/cms/reports/?p=2")["Location"] == "/cms/reports/?p=2"


@on
@pytest.mark.parametrize("address", ["/_util/login/", "/en/_util/login/"])
def test_wagtails_other_login_page_leads_to_this_one(client, equipped, address):
    response = client.get(address, {"next": "/rieng/"})
    assert response["Location"] == f"{LOGIN}?next=%2Frieng%2F"
    assert client.post(address, {"username": "chief", "password": PASSWORD})["Location"].startswith(LOGIN)
    assert not enters(client)


# --- pages -----------------------------------------------------------------------------------------------------------


@on
@pytest.mark.parametrize(("language", "title"), [("vi", "Nhập mã xác thực"), ("en", "Enter your code")])
def test_pages_speak_both_languages(client, equipped, language, title):
    give_password(client)
    page = client.get(CODE, headers={"accept-language": language}).content.decode()
    assert title in page
    assert f'lang="{language}"' in page


@on
def test_pages_are_never_kept_and_ask_nobody_else(client, chief):
    give_password(client)
    response = client.get(SET_UP)
    assert "no-store" in response["Cache-Control"]
    asked = re.findall(r"(?:src|href)=\"((?:https?:)?//[^\"]*)", response.content.decode())
    assert [
        address for address in asked if "enable-javascript" not in address
    ] == []  # Wagtail's link, for who has none
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


@on
def test_forms_need_their_token(equipped, clock):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(LOGIN, {"username": "chief", "password": PASSWORD}).status_code == 403
    assert strict.post(CODE, {"code": code(clock.now)}).status_code == 403


@on
def test_queries(client, equipped, clock, django_assert_num_queries):
    give_password(client)
    with django_assert_num_queries(5, info="session, account twice, device, and Wagtail's languages"):
        client.get(CODE)
    with django_assert_num_queries(5):
        client.post(CODE, {"code": ""})
