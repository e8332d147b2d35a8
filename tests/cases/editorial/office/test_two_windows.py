"""One officer in two windows, or losing the case between two clicks: nobody is blamed, and nothing typed is lost."""

import pytest

from cases.actions import evidence, extend
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.editorial.office.sentences import CAUSES
from cases.models import Answer, Extension, Submission
from tests.cases.editorial.office.asking import address, complaints, page, post, soup, told, words, write
from tests.cases.editorial.office.conftest import SAID, given
from tests.cases.editorial.office.test_photos import jpeg

pytestmark = pytest.mark.django_db


def own_last(shown):
    return shown.find(id="cau-tra-loi").has_attr("data-own-last")


def test_the_own_other_window_is_no_colleague(office):
    walk = given()
    write(office, "draft", walk, text="Đã thay cột.")
    response = write(office, "draft", walk, seen="", text="Đã thay bóng.")
    assert response.status_code == 409
    assert complaints(response)["text"] == "Chính bạn đã lưu bản nháp này ở một cửa sổ khác. Chữ ở đây vẫn còn."
    assert "Bạn đang viết ở hai nơi." in words(soup(response).main)


def test_the_page_says_whether_this_browser_saved_the_draft_last(office, colleague):
    walk = given()
    where = address("case", walk)
    assert not own_last(page(office, where))
    write(office, "draft", walk, text="Đã thay cột.")
    assert [own_last(page(client, where)) for client in (office, colleague)] == [True, False]
    write(colleague, "draft", walk, text="Đã thay bóng.")
    assert not own_last(page(office, where))


def test_who_hands_in_twice_is_told_so_and_nobody_else_is(office, colleague):
    walk = given()
    for _click in range(2):
        assert post(office, "submit", walk, seen="", **SAID).status_code == 302
    assert told(office, walk)[-1] == "Bạn đã nộp đúng câu này rồi, chỉ cần một lần."
    assert post(office, "submit", walk, seen="", **{**SAID, "text": "Câu khác."}).status_code == 400
    assert post(colleague, "submit", walk, seen="", **SAID).status_code == 400
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("name", ["draft", "submit"])
def test_the_case_is_lost_between_the_words_and_the_photos(office, monkeypatch, name):
    def gone(**_):
        raise ActionRefused("Gone.", Cause.NOT_IN_HAND)

    monkeypatch.setattr(evidence, "attach", gone)
    walk = given()
    response = write(office, name, walk, text="Đã thay năm bóng.", anh_sau=[jpeg()])
    assert (response.status_code, complaints(response)[""]) == (400, CAUSES[Cause.NOT_IN_HAND].sentence)
    assert "Ảnh chưa được giữ lại" in words(soup(response).select_one(".told"))
    assert soup(response).find(id="id_text").string.strip() == Answer.objects.get().text == "Đã thay năm bóng."
    monkeypatch.undo()
    read = soup(response).find(id="id_seen")["value"]
    assert write(office, "submit", walk, seen=read, text="Đã thay năm bóng.").status_code == 302, "no quarrel with it"
    assert Submission.objects.exists()


def promise(client, walk, form, nth, **sent):
    """Send the extension form of a page that was opened earlier, with one of the days that it offered."""
    day = form.select("#han_promised_on option")[nth]["value"]
    told = {"seen": form.find(id="han_seen").get("value", ""), "promised_on": day, "reason": "cho-vat-tu"}
    return day, post(client, "extend", walk, **{**told, "sentence": f"Chờ bóng đến {day}.", **sent})


@pytest.mark.parametrize("stamp", [{}, {"seen": ""}, {"seen": "0"}])
def test_an_old_window_does_not_promise_again_unread(office, colleague, stamp):
    walk = given(days=8)  # so that four days are offered even on a Monday
    old = page(office, address("case", walk))
    day, made = promise(colleague, walk, old, 1)
    assert made.status_code == 302
    later, response = promise(office, walk, old, 3, **stamp)
    made_day = Extension.objects.get().promised_on
    assert (response.status_code, str(made_day)) == (400, day)
    why = f"Đơn vị vừa hẹn ngày {made_day:%d/%m/%Y} ở một cửa sổ khác. Xin xem lại trước khi hẹn thêm."
    assert complaints(response) == {"": why}
    shown = soup(response)
    assert shown.find(id="han_sentence").string.strip() == f"Chờ bóng đến {later}."
    assert shown.select_one("#han_promised_on option[selected]")["value"] == later
    read = shown.find(id="han_seen")["value"]
    assert promise(office, walk, old, 3, seen=read)[1].status_code == 302, "who has read it may promise more"
    assert promise(office, walk, old, 4, seen=read)[1].status_code == 400
    assert Extension.objects.count() == 2


@pytest.mark.parametrize("sent", [{}, {"sentence": "Khác."}, {"reason": "thoi-tiet"}])
def test_a_second_click_is_told_that_it_is_given_already(office, sent):
    """Of another day, other words or another reason it is no second click."""
    walk = given(days=5)
    old = page(office, address("case", walk))
    promise(office, walk, old, 1)
    response = promise(office, walk, old, 1, **sent)[1]
    assert response.status_code == (400 if sent else 302)
    if not sent:
        notes = soup(office.get(response["Location"])).select(".told .note.warn")
        assert [note.get_text(strip=True) for note in notes] == ["Đã gia hạn đúng như vậy rồi, chỉ cần một lần."]
    assert Extension.objects.count() == 1


def test_a_day_that_is_gone_from_the_list_is_not_blamed_on_who_chose_it(office):
    walk = given(days=5)
    old = page(office, address("case", walk))
    promise(office, walk, old, 2)
    assert list(complaints(promise(office, walk, old, 1)[1])) == [""], "the other window, and nothing of the day"


def test_a_promise_between_the_page_and_the_lock_is_refused_there_too(office, monkeypatch):
    walk = given(days=5)
    old = page(office, address("case", walk))
    promise(office, walk, old, 1)
    newest, real = str(Extension.objects.get().pk), extend.refuse_promised_meanwhile
    calls = []

    def once_too_early(held, seen):
        calls.append(seen)
        if len(calls) > 1:
            real(held, seen)

    monkeypatch.setattr(extend, "refuse_promised_meanwhile", once_too_early)
    response = promise(office, walk, old, 3)[1]
    assert (response.status_code, len(calls), Extension.objects.count()) == (400, 2, 1)
    assert "ở một cửa sổ khác" in complaints(response)[""]
    assert soup(response).find(id="han_seen")["value"] == newest


def test_who_asks_for_time_after_a_colleague_handed_in_is_told_that(office):
    walk = given(days=5)
    old = page(office, address("case", walk))
    walk.submit()
    response = promise(office, walk, old, 1)[1]
    assert (response.status_code, complaints(response)) == (400, {"": CAUSES[Cause.AWAITS_ALREADY].sentence})
    assert "Chờ bóng đến" in soup(response).find(id="han_sentence").string
    assert not Extension.objects.exists()
