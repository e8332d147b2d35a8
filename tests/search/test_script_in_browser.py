"""With its script the list is taken anew in place, and names are offered to who types."""

import re

import pytest
from playwright.sync_api import expect

from search.engines import engines
from tests.search.documents import DAY, KIM_LONG, NOW, PHU_XUAN, document

DESK = {"width": 1280, "height": 900}


@pytest.fixture
def city(transactional_db):
    """Forty cases of two wards, on a street."""
    here = {"place": "Kiệt 4 Vạn Xuân", "photos": True}
    engines["default"].put(
        [document(n, accepted_at=NOW - 9 * n * DAY, ward=PHU_XUAN if n % 4 else KIM_LONG, **here) for n in range(1, 41)]
    )


def test_the_list_changes_in_place_and_names_are_offered(page, live_server, city, axe):
    page.set_viewport_size(DESK)
    page.goto(f"{live_server.url}/phan-anh/")
    page.evaluate("window.here = true")  # gone where the whole page is loaded anew
    heading, status = page.get_by_role("heading", level=1), page.locator("#bao")
    expect(status).to_have_text("")
    page.get_by_text("Thêm điều kiện").click()
    ward = page.get_by_label(re.compile(KIM_LONG.name))
    ward.focus()
    page.keyboard.press("Space")
    expect(heading).to_have_text(f"10 phản ánh: {KIM_LONG.name}")
    expect(status).to_have_text(f"10 phản ánh: {KIM_LONG.name}")
    expect(page).to_have_url(f"{live_server.url}/phan-anh/?ward=kim-long")
    expect(page).to_have_title(re.compile(KIM_LONG.name))
    expect(ward).to_be_focused()
    expect(page.get_by_label("Có ảnh")).to_be_visible()  # what was unfolded stays so
    expect(page.locator("#tieng a")).to_have_attribute("href", "/en/phan-anh/?ward=kim-long")
    axe(page)

    page.get_by_role("link", name=f"Bỏ {KIM_LONG.name}").click()
    expect(heading).to_have_text("40 phản ánh")
    expect(heading).to_be_focused()  # what had the focus has gone
    page.get_by_role("link", name="Sau", exact=True).click()
    expect(page.locator("ol.rows > li")).to_have_count(15)
    assert page.evaluate("window.here")
    page.go_back()
    page.go_back()
    expect(heading).to_have_text(f"10 phản ánh: {KIM_LONG.name}")
    expect(ward).to_be_checked()
    page.go_back()
    expect(heading).to_have_text("40 phản ánh")
    expect(ward).not_to_be_checked()
    assert page.evaluate("window.here")

    words = page.get_by_role("combobox", name="Tìm phản ánh")
    words.press_sequentially("den van x")
    options = page.get_by_role("listbox", name="Gợi ý").get_by_role("option")
    expect(options).to_have_text([re.compile("den Vạn Xuân Đường")])
    expect(words).to_have_attribute("aria-expanded", "true")
    axe(page)
    page.keyboard.press("ArrowDown")
    expect(words).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(words).to_have_value("den van x")
    page.keyboard.press("ArrowDown")
    expect(options).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading).to_have_text('40 phản ánh khớp “den "Vạn Xuân"”')

    second = page.context.new_page()  # whose complaints are looked for
    second.goto(f"{live_server.url}/phan-anh/")
    refused = {"status": 429, "body": "<h1>Xin đợi một chút</h1>", "content_type": "text/html; charset=utf-8"}
    second.route("**/phan-anh/?*", lambda route: route.fulfill(**refused))
    second.get_by_label(re.compile(KIM_LONG.name)).click()  # to check it would look at a form that is gone by then
    expect(second.get_by_role("heading", level=1)).to_have_text("Xin đợi một chút")  # as a page, and not swallowed
