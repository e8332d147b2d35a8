"""A citizen searches, on a phone and on a desk, with and without a script."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from search.document import Named
from search.engines import engines
from tests.keyboard import walk
from tests.search.documents import CITY_LIGHTS, DAY, KIM_LONG, NOW, PHU_XUAN, ROADS, answered, document

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def city(transactional_db):
    """Forty cases, some of them about rubbish."""
    lights = [document(n, accepted_at=NOW - n * DAY, started_at=NOW - n * DAY, term_days=7) for n in range(1, 33)]
    rubbish = [answered(n, title="Rác thải bốc mùi", ward=PHU_XUAN, category=ROADS) for n in range(41, 49)]
    engines["default"].put([*lights, *rubbish])


def test_words_without_marks_find_and_show_what_matched(page, live_server, city, axe):
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/phan-anh/")
    expect(page.get_by_role("heading", level=1)).to_have_text("40 phản ánh")
    page.get_by_label("Tìm phản ánh").fill("rac thai")
    page.get_by_role("button", name="Tìm", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("8 phản ánh khớp “rac thai”")
    expect(page.locator("ol.rows mark").first).to_have_text("Rác thải")
    axe(page)


def test_choices_open_as_a_sheet_on_a_phone(page, live_server, city, axe):
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/phan-anh/")
    sheet = page.get_by_role("form", name="Lọc kết quả")
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="Lọc", exact=True).click()
    expect(sheet).to_be_visible()
    axe(page)
    sheet.get_by_label(re.compile(PHU_XUAN.name)).check()
    sheet.get_by_role("button", name="Xem kết quả").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"8 phản ánh: {PHU_XUAN.name}")
    expect(page).to_have_url(re.compile(r"[?&]ward=phu-xuan"))
    page.go_back()
    page.get_by_role("button", name="Lọc", exact=True).click()
    expect(sheet.get_by_label(re.compile(PHU_XUAN.name))).not_to_be_checked()  # as the list beside it says


def test_the_sheet_of_choices_is_worked_with_keys(page, live_server, city):
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/phan-anh/")
    opener, sheet = page.get_by_role("button", name="Lọc", exact=True), page.get_by_role("form", name="Lọc kết quả")
    opener.focus()
    for key, checked in (("Enter", True), ("Space", False)):
        page.keyboard.press(key)
        expect(sheet).to_be_visible()
        page.keyboard.press("Tab")
        expect(sheet.get_by_role("button", name="Đóng")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(sheet.get_by_role("checkbox").first).to_be_checked(checked=checked)
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        expect(opener).to_be_focused()


def test_the_keyboard_walks_through_the_list(page, live_server, city):
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.goto(f"{live_server.url}/phan-anh/?q=rac&ward={PHU_XUAN.slug}")
        met = walk(page)
        assert [each["place"] for each in met] == list(range(len(met))), size
        assert 'class="skip"' in met[0]["what"]
        assert [each["what"] for each in met if not (each["seen"] and each["marked"])] == [], size


def test_choices_are_taken_away_one_by_one(page, live_server, city, axe):
    page.set_viewport_size(DESK)
    page.goto(f"{live_server.url}/phan-anh/?ward={KIM_LONG.slug}&agency={CITY_LIGHTS.slug}&q=den")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"32 phản ánh khớp “den”: {KIM_LONG.name}, {CITY_LIGHTS.name}"
    )
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến bộ lọc")).to_be_in_viewport()  # they stand first, and come after all rows
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox").first).to_be_focused()
    page.get_by_role("link", name=f"Bỏ {KIM_LONG.name}").click()
    expect(page).to_have_url(f"{live_server.url}/phan-anh/?q=den&agency={CITY_LIGHTS.slug}")
    page.get_by_role("link", name="Bỏ tất cả").click()
    expect(page).to_have_url(f"{live_server.url}/phan-anh/?q=den")


def test_pages_follow_each_other_and_orders_can_be_chosen(page, live_server, city):
    page.set_viewport_size(DESK)
    page.goto(f"{live_server.url}/phan-anh/")
    first = page.locator("ol.rows h2").first.inner_text()
    page.get_by_role("link", name="Sau", exact=True).click()
    expect(page.locator("ol.rows > li")).to_have_count(15)
    page.get_by_role("link", name="Trước", exact=True).click()
    expect(page.locator("ol.rows > li")).to_have_count(25)
    expect(page.locator("ol.rows h2").first).to_have_text(first)
    page.get_by_label("Xếp theo").select_option("oldest")
    page.get_by_role("button", name="Xếp", exact=True).click()
    expect(page).to_have_url(re.compile(r"sort=oldest"))
    page.get_by_label("Xếp theo").select_option("late")  # not sent yet
    page.locator("#loc input[name=state]").first.check()
    expect(page).to_have_url(re.compile(r"state=\w+&sort=late"))


def test_nothing_found_leads_on(page, live_server, city, axe):
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/phan-anh/?q=rac&ward={KIM_LONG.slug}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có phản ánh nào khớp cả hai điều")
    axe(page)
    page.get_by_role("link", name=f"Bỏ “{KIM_LONG.name}”").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("8 phản ánh khớp “rac”")


def test_nothing_is_wider_than_the_screen(page, live_server, city):
    long = f"?q={'nguyen' * 40}"
    for query in ("", "?q=den&verdict=in_term", "?q=xyz&ward=kim-long&verdict=late", long, f"{long}&ward=kim-long"):
        page.goto(f"{live_server.url}/phan-anh/{query}")
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (query, size)


def test_it_works_without_a_script(new_context, live_server, city):
    page = new_context(java_script_enabled=False, viewport=DESK).new_page()
    page.goto(f"{live_server.url}/phan-anh/")
    page.get_by_label(re.compile(PHU_XUAN.name)).check()
    page.get_by_role("button", name="Xem kết quả").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"8 phản ánh: {PHU_XUAN.name}")
    page.get_by_role("link", name=f"Bỏ {PHU_XUAN.name}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("40 phản ánh")
    expect(page.get_by_role("img", name="Số phản ánh theo tháng tiếp nhận")).to_be_visible()
    page.get_by_text("Chọn một tháng").click()
    page.get_by_role("link", name="tháng 10/2026").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("8 phản ánh: Từ 01/10/2026 đến 31/10/2026")
    assert page.get_by_role("combobox", name="Tìm phản ánh").count() == 0
    page.get_by_label("Tìm phản ánh").fill("den")
    page.get_by_label("Tìm phản ánh").press("Enter")
    expect(page).to_have_url(re.compile("from=2026-10-01&to=2026-10-31&q=den"))


def test_long_and_missing_things_fit_too(page, live_server, transactional_db, axe):
    board = Named("ban-qlda", "Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng đô thị thành phố Huế")
    engines["default"].put(
        [
            document(1, title="Đènđườnghỏng" * 20, place="Kiệt42/131/7" * 20, agencies=(board, CITY_LIGHTS)),
            document(2, due_at=NOW - 10_000 * DAY, limit_at=NOW - 10_000 * DAY, agencies=(board,), term_days=7),
            document(3, place="", text="", agencies=(), ward=None, accepted_at=None, phase="", due_at=None),
            document(4, text="khôngmộtdấucáchnào" * 40),
        ]
    )
    narrowed = f"?agency={board.slug}&agency={CITY_LIGHTS.slug}&agency=nowhere&sort=late"
    for query, rows in ((narrowed, 3), ("", 4)):
        page.goto(f"{live_server.url}/phan-anh/{query}")
        expect(page.locator("ol.rows > li")).to_have_count(rows)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (query, size)
            if query:
                axe(page)


def test_names_of_several_lines_do_not_run_into_each_other(page, live_server, transactional_db):
    names = [f"Trung tâm Quản lý công trình công cộng và hạ tầng đô thị khu vực số {n}" for n in range(4)]
    engines["default"].put([document(n, agencies=(Named(f"a-{n}", name),)) for n, name in enumerate(names)])
    page.set_viewport_size(DESK)
    page.goto(f"{live_server.url}/phan-anh/")
    texts = page.locator("input[name=agency] + span").all()
    boxes = [text.bounding_box() for text in texts]
    gaps = [later["y"] - (box["y"] + box["height"]) for box, later in itertools.pairwise(boxes)]
    assert len(gaps) == 3
    assert min(gaps) >= 12, gaps
