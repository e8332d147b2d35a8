"""A day at the Center in a real browser: by keyboard, on a phone, in English, and for those who use no mouse."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from cases.actions.actor import CENTER
from cases.actions.urgency import urge
from cases.models import Case, CasePage
from search.outbox import drain
from tests.cases.editorial.center.conftest import accepted, sent
from tests.factories import an_agency

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
LONG_NAME = "Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng kỹ thuật đô thị Huế"


@pytest.fixture
def work(transactional_db):
    for n in range(3):
        accepted(f"Đèn hỏng cả đoạn từ cầu Bạch Hổ tới ngã ba, lần {n}", days=20).assign(an_agency(LONG_NAME))
    waiting = sent("Cống nghẹt trước chợ")
    urge(case=waiting.case, by=CENTER, at=timezone.now())
    open_one = accepted("Đèn tắt")
    drain()
    return waiting, open_one


@pytest.fixture
def at_center(live_server, context, page, approver):
    cookie = approver.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_viewport_size(DESK)

    def go(where):
        page.goto(f"{live_server.url}/cms/trung-tam/{where}")
        return page

    return go


def test_a_report_is_found_accepted_and_given_with_the_keyboard_alone(work, at_center):
    waiting, _open = work
    page = at_center("danh-sach/xac-minh/")
    page.get_by_label("Tìm").focus()
    page.keyboard.type("cong nghet")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("link", name="Cống nghẹt trước chợ").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("#tiep-nhan").get_by_label("Giao luôn cho").select_option(label=LONG_NAME)
    page.locator("#tiep-nhan").get_by_role("button", name="Tiếp nhận").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Đã tiếp nhận." in page.locator(".told").inner_text()
    case = Case.objects.get(pk=waiting.case.pk)
    assert (case.state, case.assignments.get().agency.name) == ("in_progress", LONG_NAME)


SELECT = """() => {
  const words = document.querySelector(".told-by .prose p").firstChild;
  getSelection().setBaseAndExtent(words, 4, words, 8);
}"""


def test_many_are_given_as_suggested_and_what_is_selected_is_covered(work, at_center):
    _waiting, open_one = work
    page = at_center(f"phan-anh/{open_one.case.number}/")
    page.locator("#che summary").click()
    page.evaluate(SELECT)
    expect(page.locator("#che [name=words]")).to_have_value("bóng")
    page.locator("#che [name=words]").fill("bóng đèn")
    page.evaluate(SELECT)  # what one has typed stays
    page.locator("#che [name=what]").select_option("số điện thoại")
    with page.expect_navigation():
        page.locator("#che button").click()
    assert CasePage.objects.get(case=open_one.case).text == "Năm [đã che: số điện thoại] hỏng"
    page = at_center("danh-sach/giao/")
    page.get_by_label(f"Chọn phản ánh {open_one.case.number}").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Giao", exact=True).click()
    assert f"Đã giao 1 phản ánh cho {LONG_NAME}." in page.locator(".told").inner_text()


@pytest.mark.parametrize(("screen", "language"), [(DESK, "vi"), (PHONE, "en")], ids=["desk", "phone in English"])
def test_every_screen_is_accessible_and_fits(work, at_center, axe, screen, language, approver):
    UserProfile.objects.update_or_create(user=approver.account, defaults={"preferred_language": language})
    waiting, open_one = work
    for where in (
        "",
        "nhap/",
        "danh-sach/giao/?phuong=kim-long&xep=x",
        "danh-sach/giao/",
        "danh-sach/gap/",
        "danh-sach/dang-mo/",
        f"phan-anh/{waiting.case.number}/",
        f"phan-anh/{open_one.case.number}/",
    ):
        page = at_center(where)
        page.set_viewport_size(screen)
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"], where
        assert page.locator("html").get_attribute("lang") == language
