"""Photos with an answer, by a plain form: taken, told, refused by name, and never at the price of what was typed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions import pictures
from cases.actions.causes import Cause
from cases.actions.drafting import in_hand, seen
from cases.editorial.office.sentences import CAUSES
from cases.models import Answer, Category, Photo, Submission
from tests.cases.actions.picture_files import PLACE, bomb, from_telephone, saved, with_archive
from tests.cases.editorial.office.asking import address, complaints, page, soup, told, words, write
from tests.cases.editorial.office.conftest import answered, given

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def jpeg(name="den.jpg"):
    return SimpleUploadedFile(name, saved(), "image/jpeg")


def svg(name="den.jpg"):
    return SimpleUploadedFile(name, b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "image/jpeg")


def said(response):
    return [words(note) for note in soup(response).select(".told .note")]


def test_several_at_once_before_and_after(office):
    walk = given()
    assert write(office, "draft", walk, anh_truoc=[jpeg()], anh_sau=[jpeg(), jpeg("b.jpg")]).status_code == 302
    assert [photo.kind for photo in Answer.objects.get().photos.all()] == ["before", "after", "after"]
    shown = page(office, address("case", walk))
    assert len(shown.select(".proof .shots li")) == 3
    assert shown.select_one(".proof img")["src"] == f"/cms/anh/{Photo.objects.first().pk}/tep.jpg?nho"
    assert shown.find(id="cau-tra-loi")["enctype"] == "multipart/form-data"


def test_what_an_iphone_sends_is_kept_as_a_jpeg_of_pixels_alone(office, media):
    walk = given()
    sent = from_telephone("HEIF")
    assert (sent[4:8], PLACE in sent) == (b"ftyp", True)
    write(office, "draft", walk, anh_sau=[SimpleUploadedFile("IMG_0001.HEIC", sent, "image/heic")])
    kept = (media / Photo.objects.get().file.name).read_bytes()
    assert (kept[:3], PLACE in kept) == (b"\xff\xd8\xff", False)
    shown = office.get(page(office, address("case", walk)).select_one(".proof img")["src"])
    assert shown["Content-Type"] == "image/jpeg"
    assert shown.content[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("hinh.svg", b"<svg></svg>", "không phải ảnh JPEG, PNG, WebP hay HEIC"),
        ("bom.png", bomb(), "quá nhiều điểm ảnh"),
        ("hai.jpg", with_archive(), "còn giấu thứ khác"),
        ("cut.jpg", saved()[:300], "tệp hỏng hoặc thiếu"),
        ("a<b>\u202egpj.exe", b"MZ", "không phải ảnh"),
    ],
    ids=("drawing", "bomb", "archive", "cut", "program"),  # not the bytes: an archive holds the time it was made
)
def test_a_refused_one_is_named_with_the_reason_and_the_rest_is_kept(office, name, data, why):
    walk = given()
    write(office, "draft", walk, text="Đã thay", anh_sau=[SimpleUploadedFile(name, data), jpeg()])
    assert (Answer.objects.get().text, Photo.objects.count()) == ("Đã thay", 1)
    first, second = told(office, walk)
    assert first.startswith("“")
    assert re.sub(r"[<\u202e].*", "", name) in first
    assert "\u202e" not in first
    assert why in first
    assert second.startswith("Đã lưu bản nháp")


def test_one_that_is_too_heavy_is_not_even_read(office, monkeypatch):
    monkeypatch.setattr("cases.editorial.pictures.uploads.LARGEST", 100)
    monkeypatch.setattr(pictures, "kind_of", lambda data: pytest.fail("it was read"))
    walk = given()
    write(office, "draft", walk, anh_sau=[jpeg()])
    assert told(office, walk)[0] == "“den.jpg” không nhận. Ảnh nặng hơn 40 MB. Hãy gửi ảnh nhỏ hơn."


def test_more_than_there_is_room_for_are_refused_by_name(office, monkeypatch):
    monkeypatch.setattr("cases.actions.evidence.MOST", 1)
    walk = given()
    write(office, "draft", walk, anh_sau=[jpeg("a.jpg"), jpeg("b.jpg")])
    assert Photo.objects.count() == 1
    assert told(office, walk)[0] == "“b.jpg” không nhận. Một câu trả lời có nhiều nhất 12 ảnh."


def test_with_a_refused_one_nothing_is_handed_in_yet(office):
    walk = given()
    write(office, "submit", walk, text="Đã thay", anh_sau=[svg(), jpeg("b.jpg")])
    assert not Submission.objects.exists()
    assert told(office, walk)[1].startswith("Chưa nộp.")
    assert Photo.objects.count() == 1
    write(office, "submit", walk, text="Đã thay")
    assert Submission.objects.get().answer.photos.count() == 1


@pytest.mark.parametrize("begun", [False, True])
def test_photos_of_a_form_that_is_not_whole_are_kept(office, begun):
    walk = given()
    if begun:
        write(office, "draft", walk, text="Cũ")
    response = write(office, "submit", walk, text="Đã thay năm bóng", outcome="", anh_sau=[jpeg(), svg("x.svg")])
    assert response.status_code == 400
    assert complaints(response)["outcome"] == CAUSES[Cause.NO_OUTCOME].sentence
    assert said(response)[-1].startswith("“x.svg” không nhận.")
    assert soup(response).find(id="id_text").string.strip() == "Đã thay năm bóng"
    assert len(soup(response).select(".proof .shots li")) == 1
    read = soup(response).find(id="id_seen")["value"]
    assert write(office, "submit", walk, seen=read, text="Đã thay năm bóng").status_code == 302
    assert Submission.objects.get().answer.photos.count() == 1


def test_photos_of_the_second_of_two_are_kept_with_what_the_first_wrote(office, colleague):
    walk = given()
    write(colleague, "draft", walk, text="Đã thay cột.")
    response = write(office, "draft", walk, seen="", text="Đã thay bóng.", anh_sau=[jpeg()])
    assert response.status_code == 409
    assert Answer.objects.get().photos.count() == 1


def test_where_there_is_nothing_to_keep_them_with_it_says_so(office):
    walk = answered()
    response = write(office, "submit", walk, outcome="", anh_sau=[jpeg()])
    assert response.status_code == 400
    assert said(response) == ["Ảnh chưa được giữ lại: hãy chọn lại khi đã sửa chỗ báo lỗi."]
    assert not Photo.objects.exists()


def test_an_amendment_has_photos_of_its_own(office):
    walk = answered()
    write(office, "submit", walk, text="Đã thay cả cột", anh_sau=[jpeg()])
    assert Photo.objects.get().answer.amends == walk.answer


def test_they_are_told_put_in_order_and_taken_away(office):
    walk = given()
    write(office, "draft", walk, anh_sau=[jpeg(), jpeg(), jpeg()])
    one, two, three = Photo.objects.all()
    form = {f"anh-{photo.pk}-loai": "after" for photo in (one, two, three)}
    form |= {f"anh-{one.pk}-chu": "Cột số 4", f"anh-{one.pk}-thu-tu": "9", f"anh-{two.pk}-loai": "before"}
    form |= {f"anh-{two.pk}-thu-tu": "x", f"anh-{three.pk}-bo": "on"}
    write(office, "draft", walk, **form)
    assert [(p.pk, p.kind, p.caption) for p in Photo.objects.all()] == [
        (two.pk, "before", ""),
        (one.pk, "after", "Cột số 4"),
    ]


def test_what_saves_by_itself_takes_none_away(office):
    walk = given()
    write(office, "draft", walk, anh_sau=[jpeg()])
    photo = Photo.objects.get()
    form = {f"anh-{photo.pk}-loai": "before", f"anh-{photo.pk}-chu": "Tự lưu", f"anh-{photo.pk}-bo": "on"}
    sent = {"seen": seen(in_hand(walk.assignment)), "text": "Tiếp", "outcome": "done", **form}
    assert office.post(address("draft", walk), sent, headers={"Accept": "application/json"}).status_code == 200
    assert Photo.objects.get().caption == "Tự lưu"


def test_where_the_category_wants_to_see_the_work_it_says_so(office):
    walk = given()
    Category.objects.filter(pk=walk.case.category_id).update(needs_after_photo=True)
    assert "Lĩnh vực này cần ít nhất một ảnh" in words(page(office, address("case", walk)).select_one(".proof"))
    response = write(office, "submit", walk, text="Đã thay", anh_truoc=[jpeg()])
    assert complaints(response) == {"": CAUSES[Cause.NO_AFTER_PHOTO].sentence}
    assert Photo.objects.count() == 1, "and the photo is not taken twice"
    read = soup(response).find(id="id_seen")["value"]
    assert write(office, "submit", walk, seen=read, text="Đã thay", anh_sau=[jpeg()]).status_code == 302


def test_once_handed_in_they_are_shown_and_not_changed(office):
    walk = given()
    write(office, "submit", walk, anh_sau=[jpeg()])
    shown = page(office, address("case", walk))
    assert len(shown.select(".said + .pair img")) == 1
    assert not shown.select(".proof")
    write(office, "draft", walk, seen="1.1", anh_sau=[jpeg()])
    assert Photo.objects.count() == 1


def test_the_preview_shows_them_as_the_page_would(office):
    walk = given()
    write(office, "draft", walk, anh_truoc=[jpeg()], anh_sau=[jpeg()])
    figures = page(office, address("preview", walk)).select(".answer .pair figure")
    before, after = Photo.objects.all()
    assert [figure.img["src"] for figure in figures] == [f"/cms/anh/{p.pk}/tep.jpg" for p in (before, after)]
    assert words(figures[0]) == "Trước Ảnh của đơn vị."
