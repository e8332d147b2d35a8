"""Photos in the CMS: who looks at which, what the Center adds, shows, hides and covers, with numbers and no mouse."""

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cases.actions.actor import CENTER, Actor, Role
from cases.actions.evidence import attach
from cases.actions.photos import add_photo, cover_photo, show_photo
from cases.models import Photo
from cases.rules.covers import MOST, Box
from tests.accounts import an_account
from tests.cases.actions.picture_files import from_telephone, saved
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.editorial.office.conftest import given
from tests.factories import LIGHTING, an_agency

pytestmark = pytest.mark.django_db

WHOLE = Box(left=0, top=0, width=1000, height=1000)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def editor():
    return signed_in(an_account("edit", first_name="Lan", last_name="Nguyễn"))


def words(node):
    return " ".join(node.get_text(" ", strip=True).split())


def page(response):
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "lxml")


def told(response):
    return [words(note) for note in page(response).select(".told .note")]


def url(name, *args):
    return reverse(name, args=args)


def reported(walk, **more):
    return add_photo(case=walk.case, data=saved(), by=CENTER, at=walk.at, **more)


def of_answer(walk):
    return attach(answer=walk.answer, data=saved(), kind="after", by=Actor(role=Role.OFFICER))


def statuses(photo, clients, query=""):
    return {name: client.get(url("staff_picture", photo.pk) + query).status_code for name, client in clients.items()}


# --- who looks -------------------------------------------------------------------------------------------------------


@pytest.fixture
def people(editor):
    agency = an_agency()
    return {
        "editor": editor,
        "reviewer": signed_in(an_account("decide")),
        "officer": signed_in(an_account("answer", agency=agency)),
        "follower": signed_in(an_account("follow", agency=agency)),
        "left": signed_in(an_account("answer", agency=agency, until="2021-01-01")),
        "other": signed_in(an_account("answer", agency=an_agency(LIGHTING))),
        "administrator": signed_in(an_account("administer")),
    }


def test_a_draft_is_seen_by_its_agency_and_what_is_handed_in_by_the_center_too(people, client):
    walk = given().draft()
    photo = of_answer(walk)
    agency = {"officer", "follower"}
    states = {
        "draft": agency,
        "submitted": agency | {"editor", "reviewer"},
        "returned": agency | {"editor", "reviewer"},
    }
    for state, may in states.items():
        type(walk.answer).objects.filter(pk=walk.answer.pk).update(state=state)
        found = statuses(photo, people)
        assert found.pop("administrator") in (403, 404)
        assert {name for name, status in found.items() if status == 200} == may, state
        assert set(found.values()) <= {200, 404}
    assert client.get(url("staff_picture", photo.pk)).status_code == 302
    assert statuses(Photo(pk=photo.pk + 1), {"editor": people["editor"]}) == {"editor": 404}


def test_a_report_is_seen_by_whoever_has_the_case_or_had_it_before_leaving(people):
    photo = reported(given())
    yesterday = timezone.localdate() - timedelta(days=1)
    people["left lately"] = signed_in(an_account("answer", agency=an_agency(), until=yesterday))
    seen = {name for name, status in statuses(photo, people).items() if status == 200}
    assert seen == {"editor", "reviewer", "officer", "follower", "left lately"}


def test_what_is_sent_is_a_picture_made_anew_and_covered_but_for_the_center(people):
    photo = reported(given())
    cover_photo(photo=photo, boxes=[WHOLE], by=CENTER, at=photo.case.accepted_at)

    def seen(name, query):
        response = people[name].get(url("staff_picture", photo.pk) + query)
        assert response["Content-Type"] == "image/jpeg"
        assert "no-store" in response["Cache-Control"]
        return Image.open(BytesIO(response.content)).convert("RGB").getpixel((2, 20))

    red = (254, 0, 0)
    assert seen("editor", "?goc") == red
    assert seen("editor", "") != red
    assert seen("officer", "?goc") == seen("officer", "?nho") == seen("editor", "")


def test_a_file_that_is_lost_is_no_page(editor, media):
    photo = reported(given())
    next(media.rglob("*.jpg")).unlink()
    assert editor.get(url("staff_picture", photo.pk)).status_code == 404


@pytest.mark.parametrize(
    "name", ["case_pictures", "case_pictures_add", "picture_cover", "picture_show", "picture_hide"]
)
def test_only_the_center_works_on_photos(people, name):
    walk = given()
    photo = reported(walk)
    where = url(name, walk.case.pk if name.startswith("case") else photo.pk)
    for who in ("officer", "follower", "other", "administrator"):
        ask = people[who].get if name in ("case_pictures", "picture_cover") else people[who].post
        assert ask(where).status_code in (302, 403), who
        assert "/dang-nhap" not in str(ask(where).headers.get("Location", ""))
    assert not Photo.objects.get().public


# --- the photos of a case --------------------------------------------------------------------------------------------


def test_photos_are_added_several_at_once_and_shown_when_the_center_says_so(editor):
    walk = given()
    where = url("case_pictures", walk.case.pk)
    files = [SimpleUploadedFile("a.jpg", from_telephone()), SimpleUploadedFile("b.svg", b"<svg/>")]
    response = editor.post(f"{where}them/", {"anh": files, "caption": " Cột <b>4</b>"}, follow=True)
    refused, kept = told(response)
    assert refused == "“b.svg” không nhận. Tệp này không phải ảnh JPEG, PNG, WebP hay HEIC."
    assert kept.startswith("Đã nhận 1 ảnh.")
    photo = Photo.objects.get()
    assert (photo.caption, photo.kind, photo.public) == ("Cột 4", "before", False)
    assert "Chưa cho hiện" in words(page(editor.get(where)).select_one(".shots li"))
    assert told(editor.post(url("picture_show", photo.pk), follow=True)) == [
        "Ảnh sẽ hiện cùng phản ánh hoặc câu trả lời của nó."
    ]
    assert "Công chúng thấy" in words(page(editor.get(where)).select_one(".shots li"))
    editor.post(url("picture_caption", photo.pk), {"caption": "Cột số 5", "position": "2"})
    assert Photo.objects.get().caption == "Cột số 5"
    assert told(editor.post(url("picture_hide", photo.pk), follow=True))[-1].startswith("Đã ẩn. Tệp")
    assert Photo.objects.get().shown == ""
    assert told(editor.post(url("picture_hide", photo.pk), follow=True))[-1].startswith("Không làm được")


def test_what_is_missing_or_wrong_is_said(editor):
    walk = given()
    photo = reported(walk)
    assert told(editor.post(url("case_pictures_add", walk.case.pk), follow=True)) == ["Chưa chọn ảnh nào."]
    assert told(editor.post(url("picture_caption", photo.pk), {"caption": "x", "position": "-1"}, follow=True))
    assert Photo.objects.get().caption == ""
    assert editor.get(url("case_pictures", walk.case.pk + 99)).status_code == 404


def test_drafts_are_not_listed_and_answers_wait(editor):
    walk = given().draft()
    photo = of_answer(walk)
    where = url("case_pictures", walk.case.pk)
    assert words(page(editor.get(where)).select_one(".office-list .hush")) == "Phản ánh này chưa có ảnh nào."
    assert editor.get(url("picture_cover", photo.pk)).status_code == 404
    assert editor.post(url("picture_hide", photo.pk)).status_code == 404
    walk.submit()
    shown = words(page(editor.get(where)).select_one(".shots li"))
    assert "UBND phường Kim Long chụp sau khi xử lý" in shown
    assert "Hiện khi câu trả lời được duyệt" in shown
    editor.post(url("picture_hide", photo.pk))
    assert "Không đăng" in words(page(editor.get(where)).select_one(".shots li"))


def test_the_page_of_a_case_leads_there_and_so_does_the_review_desk(chief_page):
    walk, cms, desk = chief_page
    where = url("case_pictures", walk.case.pk)
    assert page(cms.get(url("wagtailadmin_pages:edit", walk.case.page.pk))).select_one(f'a[href="{where}"]')
    figure = page(desk.get(url("review_desk"))).select_one(".said ~ .pair figure")
    photo = Photo.objects.get()
    assert figure.img["src"] == f"{url('staff_picture', photo.pk)}?nho"
    assert figure.select_one(f'a[href="{url("picture_cover", photo.pk)}"]')


@pytest.fixture
def chief_page(editor):
    walk = given().draft()
    of_answer(walk)
    walk.submit()
    return walk, editor, signed_in(an_account("decide"))


# --- boxes by numbers ------------------------------------------------------------------------------------------------


def form(*boxes, edition=0, initial=0, gone=()):
    rows = {"form-TOTAL_FORMS": len(boxes), "form-INITIAL_FORMS": initial, "edition": edition}
    for n, box in enumerate(boxes):
        rows |= {f"form-{n}-{side}": value for side, value in zip(("left", "top", "width", "height"), box, strict=True)}
    return rows | {f"form-{n}-DELETE": "on" for n in gone}


def test_numbers_alone_cover_a_photo_and_take_boxes_away(editor):
    photo = show_photo(photo=reported(given()), by=CENTER, at=given().at)
    where = url("picture_cover", photo.pk)
    response = editor.post(where, form((10, "20.5", 5, 5), ("", "", "", ""), (0, 0, 100, 50)), follow=True)
    assert told(response) == ["Đã che. Tệp cũ đã bị xoá ở mọi nơi công chúng thấy."]
    held = Photo.objects.get()
    assert held.covers == [[0, 0, 1000, 500], [100, 205, 50, 50]]
    shown = page(editor.get(where))
    numbers = shown.select("[data-box]:nth-of-type(2) input[type=number]")
    assert [each["value"] for each in numbers] == ["10", "20.5", "5", "5"]
    assert "Lan" in words(shown.select_one("[aria-labelledby=cac-o]"))
    sent = form((0, 0, 100, 50), (10, 20.5, 5, 5), edition=1, initial=2, gone=[0])
    editor.post(where, sent)
    assert Photo.objects.get().covers == [[100, 205, 50, 50]]


@pytest.mark.parametrize(
    ("box", "why"),
    [
        ((10, 10, 95, 5), "Ô này nằm ngoài ảnh"),
        ((10, 10, 0, 5), "không che gì"),
        ((-1, 10, 5, 5), "Cần một số từ 0 đến 100"),
        ((10, 10, 5, 101), "Cần một số từ 0 đến 100"),
        ((10, 10, 5, ""), "Cần một số từ 0 đến 100"),
        (("x", 10, 5, 5), "Cần một số từ 0 đến 100"),
        ((1.25, 10, 5, 5), "nhiều nhất một chữ số thập phân"),
        (("nan", 10, 5, 5), "Cần một số từ 0 đến 100"),
    ],
)
def test_what_is_no_box_is_said_and_covers_nothing(editor, box, why):
    photo = reported(given())
    response = editor.post(url("picture_cover", photo.pk), form(box, (1, 1, 1, 1)))
    assert response.status_code == 400
    errors = BeautifulSoup(response.content, "lxml").select(".err")
    assert why in " ".join(map(words, errors))
    assert Photo.objects.get().covers == []


def test_the_second_of_two_is_told(editor):
    photo = reported(given())
    where = url("picture_cover", photo.pk)
    editor.post(where, form((1, 1, 1, 1)))
    assert told(editor.post(where, form((2, 2, 2, 2)), follow=True))[-1].startswith("Người khác vừa che ảnh này.")
    assert told(editor.post(where, form((1, 1, 1, 1), edition=1), follow=True))[-1].startswith("Các ô vẫn như cũ")
    assert Photo.objects.get().covers == [[10, 10, 10, 10]]
    for edition in ("", "x", "-1"):
        assert editor.post(where, form((2, 2, 2, 2), edition=edition)).status_code == 400


def test_there_are_not_more_than_the_rule_allows(editor):
    photo = reported(given())
    response = editor.post(url("picture_cover", photo.pk), form(*[(n, 0, 1, 1) for n in range(MOST + 1)]))
    assert response.status_code == 400
    assert Photo.objects.get().covers == []
