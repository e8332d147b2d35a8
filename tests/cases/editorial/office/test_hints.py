"""Hints at the officer's desk: under the saved draft, once before handing in, and never in the way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions.drafting import in_hand
from cases.actions.hinting import hints_on
from cases.editorial.naming import text_name
from cases.editorial.office.hinting import TOLD_FIRST, name_of
from cases.models import Extension, Photo, Submission
from tests.cases.editorial.office.asking import address, complaints, page, post, soup, words, write
from tests.cases.editorial.office.conftest import answered, given

pytestmark = pytest.mark.django_db

VAGUE = "Đơn vị sẽ sớm khắc phục trong thời gian tới. Xin gọi anh Nguyễn Văn Bình, số 0912 345 678."
PLAIN = "Tối qua đội đã thay xong năm bóng đèn hỏng trên đường, đèn đã sáng."
LONG = (
    "Đội chiếu sáng đã thay năm bóng đèn hỏng trên tuyến, kiểm tra lại toàn bộ dây dẫn và tủ điện, đèn đã sáng ổn định"
    " từ tối cùng ngày"
)


def notes(shown):
    return [words(note) for note in shown.select(".hints li")]


def case_of(client, walk):
    return page(client, address("case", walk))


def hinted(client, walk):
    """What the form brings back of the hints that stand beside it."""
    return case_of(client, walk).select_one("[name=hinted]")["value"]


def test_a_saved_draft_stands_there_with_its_hints(office):
    walk = given()
    assert notes(case_of(office, walk)) == []
    write(office, "draft", walk, text=VAGUE)
    shown = case_of(office, walk)
    assert "0912 345 678" in [words(mark) for mark in shown.select("#goi-y mark.hm-c")]
    assert any("Nói chung chung." in note for note in notes(shown))
    assert "Bạn sửa hay nộp như vậy đều được" in words(shown)
    write(office, "draft", walk, text=PLAIN)
    assert notes(case_of(office, walk)) == []


def test_before_handing_in_they_are_said_once_and_then_it_is_handed_in(office):
    walk = given()
    assert write(office, "submit", walk, text=VAGUE)["Location"] == f"{address('case', walk)}#goi-y"
    assert not Submission.objects.exists()
    assert in_hand(walk.assignment).text == VAGUE, "nothing that was written is lost"
    shown = case_of(office, walk)
    assert words(shown.select_one(".told .note")).startswith("Đã lưu, chưa nộp: xem các gợi ý dưới câu trả lời.")
    assert shown.select_one(".told .note a")["href"] == "#goi-y"
    assert write(office, "submit", walk, text=VAGUE, hinted=hinted(office, walk)).status_code == 302
    assert Submission.objects.get().text == VAGUE


def test_who_has_seen_them_under_the_draft_is_not_told_again_but_of_another_text(office):
    walk = given()
    write(office, "draft", walk, text=VAGUE)
    seen = hinted(office, walk)
    write(office, "submit", walk, text=f"{VAGUE} Biển số 75A-123.45.", hinted=seen)
    assert not Submission.objects.exists()
    write(office, "submit", walk, text=f"{VAGUE}\r\n", hinted=seen)
    assert Submission.objects.get().text.strip() == VAGUE


def test_captions_of_photos_are_read_with_it(office):
    walk = given()
    write(office, "draft", walk, text=PLAIN)
    photo = Photo(case=walk.case, answer=in_hand(walk.assignment), kind="after", file="x", width=1, height=1)
    Photo.objects.bulk_create([photo])
    before = hinted(office, walk)
    said = {
        f"anh-{Photo.objects.get().pk}-{name}": value for name, value in (("loai", "after"), ("chu", "Xe 75A-123.45"))
    }
    write(office, "submit", walk, text=PLAIN, hinted=before, **said)
    assert not Submission.objects.exists(), "the caption was not seen with its hint"
    shown = case_of(office, walk)
    assert [words(mark) for mark in shown.select("#goi-y .said mark.hm-c")] == ["75A-123.45"]
    assert [note.partition(" Biển số xe.")[1] for note in notes(shown)] == [" Biển số xe."]
    write(office, "submit", walk, text=PLAIN, hinted=hinted(office, walk), **said)
    assert Submission.objects.get().text == PLAIN


@pytest.mark.parametrize("text", [PLAIN, "Đã thay năm bóng.", "Đã xong."])
def test_lesser_hints_hold_nobody_up(office, text):
    walk = given()
    flags = hints_on(walk.assignment, text, at=walk.at, for_agency=True).flags
    assert TOLD_FIRST.isdisjoint(flags), flags
    write(office, "submit", walk, text=text)
    assert Submission.objects.get().text == text


def test_texts_that_are_not_public_are_not_told_of(office):
    given("Khác").submit(text=LONG)
    walk = given()
    write(office, "draft", walk, text=LONG)
    assert not any("cùng chữ" in note for note in notes(case_of(office, walk)))
    public = answered("Công khai", text=LONG)
    assert any(f"phản ánh {public.case.number}." in note for note in notes(case_of(office, walk)))


def test_spaces_make_no_other_text():
    assert name_of("a  b\r\n") == name_of("a b") == text_name("a b")
    assert name_of("a b") != name_of("a c")
    assert name_of("a", [Photo(caption="")]) == name_of("a") != name_of("a", [Photo(caption="b")])


def test_hints_cost_a_handful_of_queries(office):
    walk = given()

    def asked():
        case_of(office, walk)
        with CaptureQueriesContext(connection) as found:
            case_of(office, walk)
        return len(found)

    write(office, "draft", walk, text="")
    bare = asked()
    answered("Công khai", text=LONG)
    write(office, "draft", walk, text=LONG)
    assert asked() <= bare + 4


def test_the_public_sentence_of_an_extension_names_nobody(office):
    walk = given()
    day = case_of(office, walk).select("[name=promised_on] option")[1]["value"]
    sent = {"promised_on": day, "reason": "cho-vat-tu"}
    response = post(office, "extend", walk, **sent, sentence="Chờ bóng, xin gọi anh Nguyễn Văn Bình 0912 345 678")
    assert response.status_code == 400
    found = complaints(response)["sentence"]
    assert "Hãy bỏ:" in found
    assert "0912 345 678" in found
    assert "anh Nguyễn Văn Bình" in found
    assert "Chờ bóng" in soup(response).select_one("[name=sentence]").get_text(), "nothing typed is lost"
    assert not Extension.objects.exists()
    assert post(office, "extend", walk, **sent, sentence="Chờ bóng đèn về").status_code == 302
    assert Extension.objects.get().sentence == "Chờ bóng đèn về"
