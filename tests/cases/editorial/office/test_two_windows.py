"""One officer in two windows, or losing the case between two clicks: nobody is blamed, and nothing typed is lost."""

import pytest

from cases.actions import evidence
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.editorial.office.sentences import CAUSES
from cases.models import Answer, Submission
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
