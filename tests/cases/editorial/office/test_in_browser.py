"""An officer's day in a real browser: with the keyboard, on a phone, in the dark, and while the script saves."""

from urllib.parse import unquote

import pytest

from cases.models import Answer, InternalNote, Submission
from tests.cases.editorial.office.conftest import given
from tests.factories import an_agency

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
LONG_NAME = "Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng kỹ thuật đô thị Huế"
SAVING = "**/nhap/"


@pytest.fixture
def work(transactional_db):
    given("Đèn hỏng cả đoạn trên đường Kim Long từ cầu Bạch Hổ tới ngã ba", days=40)
    return given("Trụ đèn nghiêng", days=2)


@pytest.fixture
def at_desk(live_server, context, page, officer, client):
    client.force_login(officer)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_viewport_size(DESK)

    def go(where="/cms/don-vi-toi/"):
        page.goto(f"{live_server.url}{where}")
        return page

    return go


def case_of(walk):
    return f"/cms/don-vi-toi/{walk.assignment.pk}/"


def test_an_answer_is_written_and_handed_in_with_the_keyboard_alone(work, at_desk):
    page = at_desk()
    page.get_by_role("link", name="Trụ đèn nghiêng").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("Kết quả").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # over the opening
    assert page.evaluate("document.activeElement.name") == "text", "what belongs to other outcomes is passed over"
    page.keyboard.type("Đã dựng lại trụ.")
    page.get_by_role("button", name="Nộp để duyệt").focus()
    page.evaluate(
        "addEventListener('submit', () => setTimeout(() => document.activeElement.click(), 20), {once: true})"
    )
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".told").inner_text().count("nộp") == 1, "a second click, before the first was answered"
    assert "Đã nộp." in page.locator(".told").inner_text()
    version = Submission.objects.get()
    assert (version.text, version.outcome) == ("Đã dựng lại trụ.", "done")


def test_what_belongs_to_an_outcome_comes_with_it(work, at_desk):
    page = at_desk(case_of(work))
    day, law = page.get_by_label("Ngày sẽ làm xong"), page.get_by_label("Căn cứ pháp lý")
    assert not day.is_visible()
    page.select_option("[name=outcome]", "planned")
    assert (day.is_visible(), law.is_visible()) == (True, False)
    page.select_option("[name=outcome]", "not_possible")
    assert (day.is_visible(), law.is_visible()) == (False, True)


class TestSavingByItself:
    """Every twenty seconds, where something was written."""

    @pytest.fixture
    def writing(self, work, at_desk, page):
        page.clock.install()
        at_desk(case_of(work))
        return page

    def wait_for_it(self, page):
        with page.expect_response(SAVING) as told:
            page.clock.fast_forward(20_000)
        return told.value

    def test_it_saves_what_was_written_and_says_when(self, writing):
        writing.clock.fast_forward(20_000)
        assert not Answer.objects.exists(), "nothing was written"
        writing.get_by_label("Câu trả lời").fill("Thợ đang làm")
        assert self.wait_for_it(writing).status == 200
        writing.locator("#tu-luu", has_text="Tự lưu lúc").wait_for()
        assert Answer.objects.get().text == "Thợ đang làm"
        writing.set_viewport_size(PHONE)
        assert writing.locator("#tu-luu").is_visible(), "also where there is little room"
        writing.get_by_label("Câu trả lời").fill("Thợ đã làm xong")
        with writing.expect_navigation():
            writing.get_by_role("button", name="Lưu nháp").click()
        assert Answer.objects.get().text == "Thợ đã làm xong"
        assert "Đã lưu bản nháp" in writing.locator(".told").inner_text()

    def test_nothing_written_is_lost_to_another_form_of_the_page_nor_to_a_session_that_ended(
        self, work, writing, officer, client
    ):
        writing.get_by_label("Câu trả lời").fill("Thợ đang làm")
        writing.locator("form[action$='/ghi-chu/'] textarea").fill("Gọi lại thứ Hai")
        with writing.expect_navigation():
            writing.locator("form[action$='/ghi-chu/'] button").click()
        assert Answer.objects.get().text == "Thợ đang làm", "saved before the note was sent"
        assert InternalNote.objects.get().text == "Gọi lại thứ Hai"
        writing.get_by_label("Câu trả lời").fill("Thợ đã làm xong")
        cookies = writing.context.cookies()
        writing.context.clear_cookies(name="sessionid")
        with writing.expect_navigation():
            writing.get_by_role("button", name="Lưu nháp").click()
        assert "/cms/login/" in writing.url
        writing.context.add_cookies([cookie for cookie in cookies if cookie["name"] == "sessionid"])
        writing.goto(unquote(writing.url.replace("/cms/login/?next=", "")))
        assert writing.url.endswith(case_of(work)), "an address that only takes what is sent leads there"
        assert writing.get_by_label("Câu trả lời").input_value() == "Thợ đã làm xong"
        assert "Đã lấy lại" in writing.locator("#tu-luu").inner_text()
        assert Answer.objects.get().text == "Thợ đang làm"
        for typed, kept in (("• Đã làm xong\u200b", "- Đã làm xong"), ("Đã làm xong cả", "Đã làm xong cả")):
            writing.get_by_label("Câu trả lời").fill(typed)
            with writing.expect_navigation():
                writing.get_by_role("button", name="Lưu nháp").click()
            assert Answer.objects.get().text == kept, "tidied, and saved anew without a quarrel with oneself"
            assert writing.locator("#tu-luu").inner_text() == "", "what is saved is not brought back"

    def test_another_has_saved_meanwhile(self, work, at_desk, context, live_server):
        at_desk()
        writing = context.new_page()  # not held to be quiet: a browser writes down that its request was refused
        writing.clock.install()
        writing.goto(f"{live_server.url}{case_of(work)}")
        writing.get_by_label("Câu trả lời").fill("Thợ đang làm")
        work.draft("Của người khác")
        assert self.wait_for_it(writing).status == 409
        writing.locator("#tu-luu", has_text="người khác sửa").wait_for()
        with writing.expect_navigation():
            writing.get_by_role("button", name="Lưu nháp").click()
        assert "Hai người cùng viết" in writing.locator("main").inner_text()
        assert writing.get_by_label("Câu trả lời, ai").input_value() == "Thợ đang làm"
        assert Answer.objects.get().text == "Của người khác"


def test_a_mistake_is_shown_where_it_is(work, at_desk, axe):
    page = at_desk(case_of(work))
    drawings = [{"name": f"{n}.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"} for n in range(4)]
    page.set_input_files("#anh_sau", drawings)
    page.get_by_role("button", name="Nộp để duyệt").click()
    page.wait_for_url("**/nop/")
    assert page.locator(".told .note").count() == 4
    assert page.evaluate("(told => told.scrollHeight <= told.clientHeight)(document.querySelector('.told'))"), (
        "in sight"
    )
    assert page.locator(".field.bad").count() == 2
    assert page.evaluate("document.activeElement.name") == "outcome"
    axe(page)


def test_it_is_accessible_and_fits(work, officer, at_desk, axe, page):
    """Every place on a phone by day and on a desk in the dark: the same words in the same order, opened once."""
    officer.posts.create(agency=an_agency(LONG_NAME), since="2020-01-01")
    work.draft("Đã dựng lại trụ.")
    for where in ("/cms/don-vi-toi/", case_of(work), f"{case_of(work)}xem-truoc/"):
        at_desk(where)
        for screen, scheme in ((PHONE, "light"), (DESK, "dark")):
            page.set_viewport_size(screen)
            page.emulate_media(color_scheme=scheme)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (where, screen)
            assert page.locator(".decide").is_visible() is (where == case_of(work)), (where, screen)
