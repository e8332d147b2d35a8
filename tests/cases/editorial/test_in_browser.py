"""The CMS in a real browser: quiet on every page, nothing asked of anybody else, the map at home."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import CalendarDay, CaseMonthPage, CasePage
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from tests.cases.editorial.cms import a_page, edit_url, fresh
from tests.factories import walk_to

WARDS = 40


@pytest.fixture
def enter(live_server, context, page: Page, client):
    """Signed in; a function that opens addresses of the CMS. Its form is tried in `tests.portal.signin`."""
    client.force_login(get_user_model().objects.create_superuser("chief", "chief@example.org", "mot hai ba bon nam"))
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    def go(address: str) -> Page:
        page.goto(live_server.url + address)
        return page

    return go


@pytest.fixture
def case_page(db):
    return a_page("extended", title="Đèn đường hỏng", text="Năm bóng đèn hỏng", lat=16.4637, lon=107.5909)


def test_from_the_dashboard_to_a_case(enter, case_page):
    page = enter(reverse("wagtailadmin_home"))
    for ancestor in case_page.get_ancestors().filter(depth__gte=2):
        enter(reverse("wagtailadmin_explore", args=[ancestor.pk]))
    page.get_by_role("link", name="Đèn đường hỏng").first.click()
    expect(page.locator("input[name=title]")).to_have_value("Đèn đường hỏng")


def test_the_facts_are_read_and_not_written(enter, case_page):
    page = enter(edit_url(case_page))
    facts = page.locator(".mb-facts")
    expect(facts).to_contain_text("Đang xử lý")
    expect(facts).to_contain_text("UBND phường Kim Long")
    assert facts.locator("input, textarea, select").count() == 0


def test_the_map_draws_the_wards_and_a_point_can_be_moved(enter, case_page, axe):
    page = enter(edit_url(case_page))
    expect(page.locator("#id_location_map path.leaflet-interactive")).to_have_count(WARDS)
    axe(page)
    pin = page.locator("#id_location_map img.leaflet-marker-icon")
    assert pin.evaluate("image => image.naturalWidth") > 0
    pin.hover()
    page.mouse.down()
    page.mouse.move(*[edge + 60 for edge in (pin.bounding_box()["x"], pin.bounding_box()["y"])], steps=5)
    page.mouse.up()
    moved = page.locator("#id_location").input_value()
    assert re.fullmatch(r"SRID=4326;POINT\(107\.\d+ 16\.\d+\)", moved)
    publish(page)
    assert fresh(case_page).location == moved
    enter(edit_url(case_page))
    expect(page.locator("#id_location")).to_have_value(moved)


def publish(page):
    """Publish, and wait until the CMS says so."""
    page.get_by_role("button", name="Thao tác khác").or_(page.locator("footer .w-dropdown__toggle")).first.click()
    page.locator("button[name=action-publish]").first.click()
    page.wait_for_load_state()
    expect(page.locator(".messages .success")).to_be_visible()


def test_words_are_published_and_the_public_page_says_them(enter, case_page):
    page = enter(edit_url(case_page))
    page.fill("textarea[name=text]", "Năm bóng đèn hỏng ở ngõ 5")
    publish(page)
    enter(reverse("case_short", args=[case_page.case.number]))
    expect(page.locator("main")).to_contain_text("ở ngõ 5")


def test_the_preview_shows_the_public_page(enter, case_page):
    page = enter(edit_url(case_page))
    page.fill("textarea[name=text]", "Đang viết dở")
    page.locator("[aria-label='Mở hoặc đóng bản xem trước']").first.click()
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.locator("main")).to_contain_text("Đang viết dở")


def test_a_withdrawn_case_offers_no_publishing(enter):
    withdrawn = walk_to("withdrawn").case.page
    page = enter(edit_url(withdrawn))
    expect(page.locator("textarea[name=text]")).to_be_visible()
    assert page.locator("button[name=action-publish]").count() == 0


@pytest.mark.parametrize("name", ["history", "usage", "view_draft"])
def test_other_screens_of_a_case(enter, case_page, name):
    page = enter(reverse(f"wagtailadmin_pages:{name}", args=[case_page.pk]))
    expect(page.get_by_text(case_page.title).first).to_be_attached()


def test_a_refusal_is_read_on_the_form(enter, case_page):
    page = enter(reverse("wagtailadmin_pages:delete", args=[case_page.pk]))
    expect(page.locator(".messages")).to_contain_text("hãy rút phản ánh")
    expect(page.locator("input[name=title]")).to_be_visible()


def test_the_front_page_is_edited(enter):
    found = HomePage.objects.get()
    page = enter(edit_url(found))
    expect(page.locator("input[name=title]")).to_have_value(found.title)
    expect(page.locator(".Draftail-Editor")).to_be_visible()


def test_an_ordinary_page_is_built_of_blocks(enter):
    found = StandardPage.objects.get()
    page = enter(edit_url(found))
    expect(page.locator("input[name=title]")).to_have_value(found.title)
    page.get_by_role("button", name="Chèn một khối").first.click()
    page.get_by_role("option", name="Đoạn văn").click()
    page.locator(".Draftail-Editor [contenteditable=true]").click()
    page.keyboard.type("Trực thêm ngày Tết.")
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("ngày Tết."))  # it follows the keys
    publish(page)
    enter(f"/{found.slug}/")
    expect(page.locator("main")).to_contain_text("Trực thêm ngày Tết.")


def test_a_title_with_marks_gives_news_a_plain_address(enter):
    page = enter(reverse("wagtailadmin_pages:add", args=["home", "newspage", NewsIndexPage.objects.get().pk]))
    page.locator("#id_title").press_sequentially("Đèn đường ở phố Nguyễn Thị Định")
    page.locator("#id_title").blur()
    expect(page.locator("#id_slug")).to_have_value("den-duong-o-pho-nguyen-thi-dinh")
    page.get_by_role("tab", name="Quảng bá").click()
    page.locator("#id_slug").fill("Đổi mới ")
    page.locator("#id_slug").blur()
    expect(page.locator("#id_slug")).to_have_value("doi-moi")


def test_ones_own_account_is_quiet_and_offers_no_other_time_zone(enter):
    page = enter(reverse("wagtailadmin_account"))
    expect(page.get_by_label("Ngôn ngữ")).to_be_visible()
    expect(page.locator("[name$=current_time_zone]")).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("07/12/2026", "07/12/2026"), ("2026-12-07", "07/12/2026"), ("7.12.2026", "07/12/2026")],
)
def test_a_day_is_typed_as_people_or_programs_write_it(enter, typed, kept):
    page = enter(reverse("wagtailadmin_pages:add", args=["home", "newspage", NewsIndexPage.objects.get().pk]))
    expect(page.locator("#id_date")).to_have_value(f"{timezone.localdate():%d/%m/%Y}")
    page.fill("#id_title", "Nghỉ Tết")
    page.fill("#id_date", typed)
    page.locator("#id_title").click()
    expect(page.locator("#id_date")).to_have_value(typed)  # whatever it is, it is not made another
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.locator(".messages .success")).to_contain_text("Đã tạo trang “Nghỉ Tết”.")
    expect(page.locator("#id_date")).to_have_value(kept)
    assert NewsPage.objects.get().date == date(2026, 12, 7)


def test_a_holiday_is_entered_once_its_moves_have_been_seen(enter, live_server):
    now = timezone.now()
    walk = walk_to("assigned", at=now - timedelta(days=1))  # in the evening it would be assigned tomorrow only
    day = next(d for n in range(1, 9) if (d := timezone.localdate() + timedelta(days=n)).weekday() < 5)
    CalendarDay.objects.filter(day__gte=timezone.localdate()).delete()  # whatever week it is
    page = enter(reverse("calendarday:add"))
    page.select_option("#id_calendar", label="Việt Nam")
    page.fill("#id_day", day.isoformat())
    page.select_option("#id_kind", label="Nghỉ lễ")
    page.fill("#id_name", "Nghỉ bão")
    page.locator("#w-editor-form footer button[type=submit]").click()
    expect(page.get_by_role("heading", name="2 hạn sẽ dời")).to_be_visible()
    assert not CalendarDay.objects.filter(day=day).exists()
    page.get_by_role("button", name="Ghi, và dời các hạn này").click()
    expect(page.locator(".messages .success")).to_contain_text("2 hạn đã dời.")
    assert walk.case.due_dates.filter(cause="calendar").count() == 2


def test_there_is_something_to_see(case_page):
    assert CasePage.objects.count() == CaseMonthPage.objects.count() == 1
