"""One report from a telephone call to a higher agency's opinion, over every desk, in a real browser.

Each step is done on the screen where it is done at work, by somebody with the group and the post for it. After each
step somebody who is not signed in reads the report's page. Every text that is written on the way holds a word of its
own, so the page tells by itself what has become public: these words, all of them, and no other.
"""

import os
import re

import pytest
from django.utils import timezone

from cases.actions.deciding import delay, settle
from cases.models import Case
from tests.accounts import an_account
from tests.factories import BOARD, KIM_LONG, an_agency

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
#: Who writes what on the way; the first part of a word is its text's name here.
TEXTS = (
    "title",
    "told",
    "caller",
    "covered",
    "promise",
    "note",
    "draft",
    "evasive",
    "why",
    "answer",
    "still",
    "opinion",
)


def word(name):
    """The word that stands in this text and in no other."""
    return f"zq{name}zq"


class Story:
    """The staff's window, the reader's window, and what has become public so far."""

    def __init__(self, page, outside, host, client):
        self.page, self.outside, self.host, self.client = page, outside, host, client
        self.public = set()
        self.steps = 0

    @property
    def number(self):
        return Case.objects.get().number

    def go(self, account, where):
        """Sign in as somebody, and open a screen by its address."""
        self.client.force_login(account)
        cookie = self.client.cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.host}])
        self.page.goto(f"{self.host}/cms/{where}")
        return self.page

    def press(self, name, within="body"):
        """Press a button that leads on, and return what the screen then says."""
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("button", name=name, exact=True).click()
        return self.told()

    def told(self):
        self.picture(self.page, "staff")
        return self.page.locator(".told").inner_text()

    def decide(self, key):
        """Decide by the keyboard alone: it can be undone for a while, and is not public before that is over."""
        self.page.evaluate("document.activeElement.blur()")
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        assert "Hoàn tác" in self.told()
        self.reads()
        assert settle(now=timezone.now() + delay()) == 1

    def reads(self, *sentences, more=()):
        """Whoever is not signed in reads these sentences, and of all that was written only what is public."""
        self.public.update(more)
        self.outside.goto(f"{self.host}/a/{self.number}")
        whole, shown = self.outside.content(), re.sub(r"\s+", " ", self.outside.locator("main").inner_text())
        assert {name for name in TEXTS if word(name) in whole} == self.public
        for sentence in sentences:
            assert sentence in shown, shown
        self.picture(self.outside, "public")
        return shown

    def picture(self, page, name):
        """For whoever wants to look: PICTURES names a folder."""
        folder = os.environ.get("PICTURES")
        if not folder:
            return
        self.steps += 1
        for width, size in {"phone": PHONE, "desk": DESK}.items():
            page.set_viewport_size(size)
            page.screenshot(path=f"{folder}/{self.steps:02}-{name}-{width}.png", full_page=True)


@pytest.fixture
def story(transactional_db, live_server, page, new_context, client, settings):
    settings.EXTENSION_WORKING_DAYS = 20  # more than the term, so that a first day already can be promised beyond it
    page.set_viewport_size(DESK)
    outside = new_context(viewport=DESK).new_page()
    for window in (page, outside):
        window.set_default_timeout(8_000)
    return Story(page, outside, live_server.url, client)


@pytest.fixture
def people(transactional_db):
    board = an_agency(BOARD, kind="department")
    ward = an_agency(KIM_LONG, parent=board)
    return {
        "editor": an_account("edit", first_name="Lan", last_name="Nguyễn"),
        "reviewer": an_account("decide", first_name="Bình", last_name="Lê"),
        "officer": an_account("answer", agency=ward, first_name="Hoa", last_name="Trần"),
        "above": an_account("answer", agency=board, first_name="Nam", last_name="Phan"),
    }


def call_comes_in(story, editor):
    """Somebody calls; the page does not exist yet, and the number that the caller was told is not found."""
    page = story.go(editor, "trung-tam/")
    page.get_by_role("link", name="Nhập phản ánh").click()
    page.get_by_label("Việc gì, trong một câu").fill(f"Đèn hỏng {word('title')}")
    page.get_by_label("Người gọi kể").fill(f"Tối đen {word('told')}, hỏi chị {word('covered')}")
    page.get_by_label("Nơi").fill("Đường Kim Long")
    page.get_by_label("Phường, xã").select_option("kim-long")
    page.get_by_label("Lĩnh vực").select_option("chieu-sang")
    page.get_by_label("Tên người gọi").fill(word("caller"))
    page.get_by_label("Số điện thoại").fill("0912 345 678")
    assert "Đọc số này cho người gọi." in story.press("Ghi phản ánh")
    answered = story.outside.goto(f"{story.host}/a/{story.number}")
    assert answered.status == 404
    assert not any(word(name) in story.outside.content() for name in TEXTS)


def accepted_and_given(story, editor):
    page = story.page
    form = page.locator("#tiep-nhan")
    form.get_by_label("Nội dung công khai").fill(f"Tối đen {word('told')}, hỏi [đã che: tên người]")
    assert "Đã tiếp nhận." in story.press("Tiếp nhận", "#tiep-nhan")
    shown = story.reads("Tiếp nhận lúc", more=["title", "told"])
    assert KIM_LONG not in shown.partition("Trích dẫn")[0]
    page.locator("#giao").get_by_label("Đơn vị").select_option(label=KIM_LONG)
    assert "Đã giao." in story.press("Giao đơn vị", "#giao")
    story.reads(KIM_LONG)


def promised_and_answered_evasively(story, officer):
    page = story.go(officer, "don-vi-toi/")
    page.get_by_role("link", name=word("title")).click()
    page.get_by_text("Cần thêm thời gian").click()
    page.locator("#han_promised_on").select_option(index=2)
    page.locator("#han_reason").select_option("cho-vat-tu")
    page.locator("#han_sentence").fill(f"Chờ bóng {word('promise')}")
    assert "hẹn" in story.press("Công bố lời hẹn").lower()
    story.reads("Chờ vật tư", more=["promise"])
    page.locator("#ghi_text").fill(f"Thợ nghỉ {word('note')}")
    story.press("Ghi")
    story.reads()
    page.locator("[name=outcome]").select_option("done")
    page.locator("#id_text").fill(f"Nháp {word('draft')}")
    assert "Đã lưu bản nháp" in story.press("Lưu nháp")
    story.reads()
    page.locator("#id_text").fill(f"Chúng tôi sẽ xem xét {word('evasive')}")
    assert "chưa nộp: xem các gợi ý" in story.press("Nộp để duyệt"), "what is evasive is hinted at, once"
    story.reads()
    assert "Đã nộp." in story.press("Nộp để duyệt")
    story.reads("chờ duyệt")


def returned(story, reviewer):
    page = story.go(reviewer, "duyet/")
    assert word("evasive") in page.locator("main").inner_text()
    page.keyboard.press("t")
    page.locator("[name=reason]").select_option("return:chua-ro")
    page.locator("[name=sentence]").fill(f"Xin nói đã làm gì {word('why')}")
    story.decide("t")
    story.reads("trả lại", more=["why"])


def answered_again_and_approved(story, officer, reviewer):
    page = story.go(officer, "don-vi-toi/")
    page.get_by_role("link", name=word("title")).click()
    assert word("why") in page.locator("main").inner_text()
    page.locator("#id_text").fill(f"Đã thay năm bóng {word('answer')}")
    assert "Đã nộp." in story.press("Nộp để duyệt")
    story.reads("chờ duyệt")
    story.go(reviewer, "duyet/")
    story.decide("d")
    story.reads(f"{KIM_LONG} trả lời", "Trung tâm duyệt", "Đã bị trả lại 1 lần.", more=["answer"])


def found_not_done_and_reopened(story, editor):
    outside = story.outside
    outside.get_by_role("link", name="Báo là vẫn chưa xong").click()
    outside.get_by_label("Việc chưa được làm").check()
    outside.locator("#id_text").fill(f"Vẫn tối {word('still')}")
    outside.get_by_role("button", name="Gửi cho Trung tâm").click()
    outside.wait_for_url("**/da-gui/")
    story.reads()
    page = story.go(editor, "mo-lai/")
    assert word("still") in page.locator("main").inner_text()
    story.press("Mở lại")
    story.reads("Có người báo là vẫn chưa xong", "Đang xử lý lại")


def asked_above(story, editor, above, reviewer):
    page = story.go(editor, f"trung-tam/phan-anh/{story.number}/")
    page.locator("#hoi-cap-tren summary").click()
    assert page.locator("#hoi-cap-tren [name=agency] option:checked").inner_text() == BOARD, "the one above is offered"
    assert "Đã hỏi." in story.press("Hỏi cấp trên", "#hoi-cap-tren")
    story.reads(BOARD)
    page = story.go(above, "don-vi-toi/")
    page.get_by_role("link", name=word("title")).click()
    page.locator("#id_text").fill(f"Phường thay cả đường dây {word('opinion')}")
    assert "Đã nộp." in story.press("Nộp để duyệt")
    story.reads()
    story.go(reviewer, "duyet/")
    story.decide("d")
    story.reads(f"{BOARD} cho ý kiến", f"{KIM_LONG} trả lời", "Đã bị trả lại 1 lần.", more=["opinion"])
    answer, opinion = story.outside.locator("article.answer").all_inner_texts()
    assert "Đã làm xong" in answer
    assert "Đã làm xong" not in opinion, "who gives an opinion has done nothing in the street"


def test_the_public_reads_what_was_approved_when_after_how_many_returns_and_nothing_else(story, people, axe):
    call_comes_in(story, people["editor"])
    accepted_and_given(story, people["editor"])
    promised_and_answered_evasively(story, people["officer"])
    returned(story, people["reviewer"])
    answered_again_and_approved(story, people["officer"], people["reviewer"])
    found_not_done_and_reopened(story, people["editor"])
    asked_above(story, people["editor"], people["above"], people["reviewer"])
    for size in (PHONE, DESK):
        story.outside.set_viewport_size(size)
        axe(story.outside)
