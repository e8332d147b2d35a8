"""Signing in as a person does, in a real browser: by keyboard, quiet, accessible, nothing wider than the screen."""

import re

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, ViewportSize, expect

from portal.signin import devices
from tests.portal.signin.people import ACCOUNT, BACKUP, CODE, HOME, KEY, LOGIN, PASSWORD, SET_UP, Clock, code

SCREENS = [ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)]


def now():
    """What a telephone's clock says; the server's stands by it."""
    return Clock().now


@pytest.fixture
def go(live_server, page: Page, settings):
    """A function that opens addresses where a second factor is obligatory; there is one account, without a device."""
    settings.STAFF_TWO_FACTOR = True
    get_user_model().objects.create_superuser("chief", "chief@example.org", PASSWORD)

    def opened(address: str) -> Page:
        page.goto(live_server.url + address)
        return page

    return opened


def by_keyboard(page: Page, *keys: str) -> None:
    """Type as somebody without a mouse: text, or a key in brackets."""
    for key in keys:
        if key.startswith("["):
            page.keyboard.press(key[1:-1])
        else:
            page.keyboard.type(key)


def password(page: Page) -> None:
    """The first step, by keyboard: the name is where typing begins."""
    expect(page.locator("[name=username]")).to_be_focused()
    by_keyboard(page, "chief", "[Tab]")
    expect(page.locator("[name=password]")).to_be_focused()
    by_keyboard(page, PASSWORD, "[Enter]")


def fits(page: Page, axe) -> None:
    """Accessible, on a phone and a desk; no part sticks out."""
    expect(page.locator("h1")).to_be_visible()
    for screen in SCREENS:
        page.set_viewport_size(screen)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_first_sign_in_to_the_cms_by_keyboard(go, live_server, axe):
    page = go("/cms/pages/")
    password(page)
    expect(page).to_have_url(live_server.url + SET_UP)
    fits(page, axe)
    secret = page.locator(".signin-secret").inner_text().replace(" ", "")
    assert page.locator(".signin-qr svg path").count() >= 1
    key = bytes_of(secret)
    expect(page.locator("input[name=code]")).to_be_focused()
    by_keyboard(page, "000000" if code(now(), key=key) != "000000" else "111111", "[Enter]")
    expect(page.locator("#id_code")).to_have_attribute("aria-invalid", "true")
    fits(page, axe)
    page.focus("#id_code")
    by_keyboard(page, code(now(), key=key), "[Enter]")
    expect(page).to_have_url(live_server.url + BACKUP)
    expect(page.locator(".signin-codes li")).to_have_count(10)
    expect(page.get_by_role("button", name="In")).to_be_visible()
    fits(page, axe)
    page.get_by_role("link", name="Tôi đã cất, tiếp tục").focus()
    by_keyboard(page, "[Enter]")
    expect(page).to_have_url(live_server.url + "/cms/pages/")


def bytes_of(secret: str) -> str:
    from base64 import b32decode

    return b32decode(secret).hex()


@pytest.fixture
def equipped(go, monkeypatch):
    """The account has a device and backup codes; what set it up lies back."""
    user = get_user_model().objects.get()
    devices.TOTPDevice.objects.create(user=user, name="application", key=KEY)
    return devices.renew_backup_codes(user)


def test_a_wrong_code_then_a_backup_code(go, equipped, live_server, axe):
    page = go(LOGIN)
    password(page)
    expect(page).to_have_url(live_server.url + CODE)
    expect(page.locator("input[name=code]")).to_be_focused()
    fits(page, axe)
    by_keyboard(page, "khong phai", "[Enter]")
    expect(page.locator(".error-message")).to_contain_text("Mã không đúng.")
    fits(page, axe)
    devices.StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    page.focus("#id_code")
    by_keyboard(page, equipped[0], "[Enter]")
    expect(page).to_have_url(live_server.url + HOME)
    expect(page.get_by_role("link", name="Tạo mã mới")).to_be_visible()


def test_the_pages_of_ones_account_and_of_a_reset(go, equipped, live_server, axe):
    other = get_user_model().objects.create_user("editor", "e@example.org", PASSWORD)
    page = go(LOGIN)
    password(page)
    page.fill("#id_code", equipped[0])
    by_keyboard(page, "[Enter]")
    expect(page).to_have_url(live_server.url + HOME)
    fits(go(ACCOUNT), axe)
    fits(go(f"/cms/users/{other.pk}/two-factor/"), axe)
    page = go(ACCOUNT)
    page.fill("#id_code", equipped[1])
    page.get_by_role("button", name="Thay thiết bị").click()
    expect(page).to_have_url(re.compile("/two-factor/device/$"))
    fits(page, axe)


def test_too_many_passwords(go, live_server, axe):
    get_user_model().objects.create_user("editor", "e@example.org", PASSWORD)
    page = go(LOGIN)
    for _ in range(4):
        page.fill("input[name=username]", "editor")
        page.fill("input[name=password]", "sai")
        with page.expect_navigation():  # the error of the time before is still there
            by_keyboard(page, "[Enter]")
        expect(page.locator(".messages .error")).to_be_visible()
    fits(page, axe)
    page.fill("input[name=password]", "sai")
    by_keyboard(page, "[Enter]")
    expect(page.locator("h1")).to_have_text("Sai quá nhiều lần")
    expect(page.get_by_role("alert")).to_contain_text("Hãy chờ 15 phút")
    fits(page, axe)
