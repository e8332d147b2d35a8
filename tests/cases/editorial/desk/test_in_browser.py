"""A reviewer's day in a real browser: with the keyboard, on a phone, and without a script."""

from urllib.parse import parse_qs, urlsplit

import pytest

from cases.models import PendingDecision
from tests.cases.editorial.desk.conftest import waiting
from tests.cases.editorial.desk.test_duplicates import joined
from tests.factories import ago, an_agency

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def answers(transactional_db):
    late = waiting("Đèn hỏng cả đoạn trên đường Kim Long", days=40, text="Sẽ xem xét.")
    long_name = "Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng kỹ thuật đô thị Huế"
    return [late, waiting("Trụ đèn nghiêng", agency=an_agency(long_name))]


@pytest.fixture
def signs_in(live_server, context, reviewer, client):
    def sign_in():
        client.force_login(reviewer)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    return sign_in


@pytest.fixture
def at_desk(live_server, page, signs_in):
    signs_in()
    page.set_viewport_size(DESK)

    def go():
        page.goto(f"{live_server.url}/cms/duyet/")
        return page

    return go


def heading(page):
    return page.locator("#phan-anh").inner_text()


def test_keys_decide_and_undo(answers, at_desk):
    late, other = answers
    page = at_desk()
    assert heading(page) == f"Phản ánh {late.case.number}"
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.select_option("[name=reason]", "return:thieu-anh")
    page.focus("[name=sentence]")
    page.keyboard.type("Xin nêu ngày làm xong, dt")
    assert PendingDecision.objects.count() == 0, "letters that one writes are no keys"
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        page.keyboard.press("t")
    assert heading(page) == f"Phản ánh {other.case.number}"
    assert PendingDecision.objects.get().sentence == "Xin nêu ngày làm xong, dt"
    with page.expect_navigation():
        page.keyboard.press("z")
    assert heading(page) == f"Phản ánh {late.case.number}"
    assert not PendingDecision.objects.exists()
    for _ in answers:
        with page.expect_navigation():
            page.keyboard.press("d")
    assert [p.choice for p in PendingDecision.objects.all()] == ["approve", "approve"]
    assert page.locator(".undo-older .undo").is_hidden(), "older ones are folded"
    with page.expect_navigation():
        page.keyboard.press("z")
    assert heading(page) == f"Phản ánh {other.case.number}", "the last decision is undone, not the first"
    assert PendingDecision.objects.get().version.answer == late.answer


def test_keys_are_listed_and_can_be_switched_off_and_stay_off(answers, at_desk, axe):
    page = at_desk()
    page.keyboard.press("?")
    box, screen = page.locator(".shortcuts").bounding_box(), page.viewport_size
    assert abs(2 * box["x"] + box["width"] - screen["width"]) <= 2, "in the middle, away from the menu"
    assert box["y"] > 0
    assert page.get_by_role("dialog", name="Phím tắt").is_visible()
    axe(page)
    page.keyboard.press("d")
    page.get_by_label("Dùng phím tắt trên máy này").uncheck()
    page.get_by_role("button", name="Đóng").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("d")
    page = at_desk()
    page.keyboard.press("d")
    page.wait_for_timeout(200)
    assert not PendingDecision.objects.exists()
    page.get_by_role("button", name="Phím tắt").click()
    assert not page.get_by_label("Dùng phím tắt trên máy này").is_checked()


def test_report_and_answer_have_the_screen(answers, at_desk):
    page = at_desk()
    page.set_viewport_size({"width": 1280, "height": 720})
    with page.expect_navigation():
        page.keyboard.press("d")
    top = "selector => document.querySelector(selector).getBoundingClientRect().top"
    assert page.evaluate(top, ".desk") < 260, "with a decision that can be undone"
    page.set_viewport_size(PHONE)
    tops = [page.evaluate(top, where) for where in (".told-by", "#cau-tra-loi", ".decide", ".queue")]
    assert tops == sorted(tops)
    assert tops[0] < 500, "the report begins on the first screen"


def test_later_asks_why_first(answers, at_desk):
    page = at_desk()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.type("Chờ ảnh")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert heading(page) == f"Phản ánh {answers[1].case.number}"


def test_a_mistake_is_shown_where_it_is(answers, at_desk, axe):
    page = at_desk()
    page.get_by_role("button", name="Từ chối").click()
    page.wait_for_url("**/quyet-dinh/")
    assert page.locator(".field.bad").count() == 2
    assert page.evaluate("document.activeElement.name") == "reason"
    axe(page)


def test_half_a_sentence_outlives_the_session_and_back_leads_to_a_refused_form(answers, at_desk, signs_in, live_server):
    page = at_desk()
    page.get_by_role("button", name="Từ chối").click()
    page.wait_for_url("**/quyet-dinh/")
    refused = heading(page)
    page.goto(f"{live_server.url}/cms/duyet/phan-xu/")
    page.go_back()
    assert (heading(page), page.locator(".field.bad").count()) == (refused, 2)
    page = at_desk()
    page.select_option("[name=reason]", "return:thieu-anh")
    page.fill("[name=sentence]", "Xin gửi ảnh sau khi làm")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Trả lại").click()
    page.wait_for_url("**/login/**")
    signs_in()
    page.goto(live_server.url + parse_qs(urlsplit(page.url).query)["next"][0])
    assert heading(page) == refused
    assert page.locator(".told .note").inner_text() == "Câu bạn viết dở vẫn ở đây, chưa gửi."
    assert page.input_value("[name=reason]") == "return:thieu-anh"
    page.get_by_role("button", name="Trả lại").click()
    page.wait_for_url("**/cms/duyet/")
    assert PendingDecision.objects.get().sentence == "Xin gửi ảnh sau khi làm"
    assert page.evaluate("sessionStorage.length") == 0, "what was taken is kept no longer"


def test_it_is_accessible_and_fits(answers, at_desk, axe):
    """On a phone by day and on a desk in the dark: the same words in the same order, opened once."""
    page = at_desk()
    for screen, scheme in ((PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme=scheme)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), screen
        assert page.locator(".decide").is_visible(), screen


def test_an_empty_desk_is_accessible(transactional_db, at_desk, axe):
    page = at_desk()
    assert "Không còn câu nào chờ" in page.locator("main").inner_text()
    axe(page)


def test_practice_and_duplicates_are_accessible_and_fit(answers, at_desk, live_server, axe):
    page = at_desk()
    joined(answers[0])
    answers[0].until(ago(hours=1)).approve()
    for screen in (PHONE, DESK):
        page.set_viewport_size(screen)
        page.goto(f"{live_server.url}/cms/duyet/trung/")
        assert page.get_by_role("button", name="Có, xác nhận").is_visible()
        assert page.get_by_text("phản ánh được gộp không? Có hiệu lực ngay.").is_visible(), "on a phone too"
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto(f"{live_server.url}/cms/duyet/tap-su/hua-chung/")
        with page.expect_navigation():
            page.keyboard.press("d")
        assert page.locator("#loi-giai").is_visible()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
