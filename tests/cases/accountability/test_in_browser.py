"""A reader goes by place and by time, in a real browser: the map, the keyboard, the archive, the backlog."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from search.indexing import rebuild
from tests.factories import Walk

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def city(transactional_db):
    """Two late cases in Kim Long, one answered in Vỹ Dạ, one in a large commune; all begun 60 days ago."""
    cache.clear()
    start = timezone.now() - timedelta(days=60)
    for title in ("Đèn tắt", "Ổ gà"):
        Walk(at=start, title=title, ward="kim-long").accept().assign()
    Walk(at=start, title="Cây đổ", ward="vy-da").accept().assign().later(days=1).submit().approve()
    Walk(at=start, title="Rác", ward="a-luoi-5").accept().assign()
    rebuild()
    yield timezone.localtime(start)
    cache.clear()


def sound(page, axe):
    """Accessible on a desk in the dark, and on a phone by day."""
    for screen, scheme in ((DESK, "dark"), (PHONE, "light")):
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme=scheme)
        axe(page)


def test_a_ward_is_picked_on_the_map_without_a_script(page, live_server, city, axe):
    page.set_viewport_size(DESK)
    page.goto(f"{live_server.url}/phuong-xa/")
    names = page.locator("svg.map text").first
    expect(names).to_be_visible()
    sound(page, axe)
    expect(names).to_be_hidden()  # they are for screens where they can be read
    shape = page.locator("svg.map > g a", has=page.locator("title", has_text="Xã A Lưới 5"))
    shape.locator("path").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xã A Lưới 5")
    expect(page.locator(".rows")).to_contain_text("Rác")
    sound(page, axe)
    page.locator("dl.figs > div", has_text="Đang mở").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 phản ánh: Đang xử lý, Đang xử lý lại, Xã A Lưới 5")


def test_small_wards_are_picked_in_the_enlarged_centre_or_by_keyboard_in_the_table(page, live_server, city):
    page.set_viewport_size(DESK)
    page.goto(f"{live_server.url}/phuong-xa/")
    shape = page.locator("svg.map svg a", has=page.locator("title", has_text="Phường Vỹ Dạ"))
    box, frame = shape.locator("path").bounding_box(), page.locator("svg.map svg").bounding_box()
    assert min(box["width"], box["height"]) > 24
    assert frame["x"] <= box["x"] <= box["x"] + box["width"] <= frame["x"] + frame["width"]
    shape.locator("path").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phường Vỹ Dạ")
    page.go_back()
    page.get_by_role("link", name="Đến nội dung chính").focus()
    page.keyboard.press("Enter")
    for stop in ("Bản đồ từng phản ánh", "CSV", "CSV cho Excel", "Phường Kim Long"):  # past the map to the table
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == stop
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phường Kim Long")


def test_a_case_leads_to_its_month_and_a_day_to_its_cases(page, live_server, city):
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/phan-anh/?q=den+tat")
    page.get_by_role("link", name="Đèn tắt").click()
    page.get_by_label("Đường dẫn").get_by_role("link", name=f"{city:%m/%Y}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Phản ánh tháng {city:%m/%Y}")
    page.locator("table.cal a", has=page.locator(f"time[datetime='{city:%Y-%m-%d}']")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"4 phản ánh: Từ {city:%d/%m/%Y} đến {city:%d/%m/%Y}")


def test_the_backlog_narrows_to_what_nobody_explained(page, live_server, city, axe):
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/ton-dong/")
    axe(page)
    page.locator("dl.figs a").first.click()
    expect(page.locator("#h-cases")).to_have_text("Chưa ai nói vì sao")
    expect(page.locator(".rows > li")).to_have_count(3)
    assert page.url.endswith("#h-cases")


def test_tables_of_charts_open_without_a_script(page, live_server, city, axe):
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/so-lieu/")
    table = page.locator("details table").first
    expect(table).to_be_hidden()
    page.get_by_text("Bảng số của ba biểu đồ").click()
    expect(table).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
