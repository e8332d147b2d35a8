"""Somebody looks at the map: with a script by keyboard, and without one."""

import re

import pytest
from playwright.sync_api import expect

from search.engines import engines
from tests.search.documents import DAY, NOW, PHU_XUAN, answered, document

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def city(transactional_db):
    """Nine cases close together, one by itself far off, one nowhere."""
    near = [document(n, lat=16.46 + n / 2_000, lon=107.58 + n / 2_000, due_at=NOW - n * DAY) for n in range(1, 10)]
    alone = answered(20, lat=16.3, lon=107.8, ward=PHU_XUAN, title="Rác <i>bốc</i> mùi")
    engines["default"].put([*near, alone, document(30, ward=None)])


def shown(page):
    expect(page.locator('#ban-do[data-state="shown"]')).to_be_attached()


def test_marks_are_walked_with_keys_and_agree_with_the_list(page, live_server, city, axe):
    page.set_viewport_size(DESK)
    page.emulate_media(reduced_motion="reduce")  # nothing glides, so nothing has to be waited for
    page.goto(f"{live_server.url}/ban-do/")
    shown(page)
    beside, marks = page.locator("#o-canh h2"), page.locator(".mark a")
    expect(beside).to_have_text("10 phản ánh trên bản đồ")
    expect(marks).to_have_count(2)
    expect(page.locator(".live path.ward")).to_have_count(40)
    together = page.get_by_role("link", name="9 phản ánh, 9 trễ hạn hoặc lỡ hẹn: phóng to")
    expect(together).to_have_text("99")  # how many, and how many of them are late
    expect(page.get_by_role("link", name="Rác <i>bốc</i> mùi. Đúng hạn, sau 1 ngày. Đã trả lời")).to_be_visible()

    together.focus()
    page.keyboard.press("Enter")
    expect(beside).to_have_text("9 phản ánh trong khung này")
    shown(page)
    expect(page).to_have_url(re.compile(r"/ban-do/\?bbox=107\.\d+,16\.\d+,107\.\d+,16\.\d+$"))
    numbers = page.evaluate("[...document.querySelectorAll('.mark a')].map(a => parseInt(a.textContent) || 1)")
    assert len(numbers) > 1
    assert page.evaluate("document.activeElement.closest('.mark') !== null"), "who came nearer goes on from there"
    expect(page.locator("#ban-do-noi")).to_have_text("9 phản ánh trong khung này")
    expect(page.locator("#o-canh ol.rows > li")).to_have_count(9)
    expect(page.get_by_role("link", name="Bỏ Trong khung bản đồ")).to_be_visible()
    axe(page)  # no mark lies over another

    page.reload()
    shown(page)
    expect(beside).to_have_text("9 phản ánh trong khung này")
    page.locator(".live").focus()
    for _ in range(8):
        page.keyboard.press("-")
    expect(beside).to_have_text("10 phản ánh trong khung này")
    expect(page.locator("#o-canh p.hush")).to_have_text("1 phản ánh không có vị trí nên không có trên bản đồ.")


def test_without_a_script_the_map_is_drawn_and_the_list_says_the_same(new_context, live_server, city):
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{live_server.url}/ban-do/")
    expect(page.locator("svg.map")).to_be_visible()
    expect(page.locator(".live")).to_be_hidden()
    expect(page.locator("#o-canh h2")).to_have_text("10 phản ánh trên bản đồ")
    expect(page.locator("#o-canh ol.rows > li")).to_have_count(11)
    page.get_by_role("button", name="Lọc", exact=True).click()
    sheet = page.get_by_role("form", name="Lọc kết quả")
    sheet.get_by_label(re.compile(PHU_XUAN.name)).check()
    sheet.get_by_role("button", name="Xem trên bản đồ").click()
    expect(page).to_have_url(re.compile(r"/ban-do/\?ward=phu-xuan"))
    expect(page.locator("#o-canh h2")).to_have_text("1 phản ánh trên bản đồ")
    page.get_by_role("link", name="Xem dạng danh sách").click()
    expect(page).to_have_url(f"{live_server.url}/phan-anh/?ward=phu-xuan")
    page.get_by_role("link", name="Xem trên bản đồ").click()
    expect(page).to_have_url(f"{live_server.url}/ban-do/?ward=phu-xuan")
