"""Boxes over a photo: burnt into all that is made of it, under a new name, the old file gone; who and when is known."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from cases.actions import photos, verify
from cases.actions.actor import CENTER, Actor, Role
from cases.actions.changing import ActionRefused
from cases.actions.photos import CoveredByAnother, add_photo, caption_photo, cover_photo, hide_photo, show_photo
from cases.actions.pictures import COVER_CELLS, covered, smaller
from cases.models import Photo
from cases.public.loading import tell_page
from cases.public.photos import with_photos
from cases.rules.covers import WHOLE, Box, CoversRefused
from cases.rules.rights import RightRefused
from tests.accounts import an_account
from tests.cases.actions.picture_files import saved
from tests.cases.actions.told import last
from tests.factories import walk_to

PLATE = Box(left=250, top=250, width=500, height=500)


def chequered(width=80, height=80):
    """Black and white by pixel: any pixel that survives is black or white, any mixture is grey."""
    sheet = Image.new("RGB", (width, height))
    sheet.putdata([(255, 255, 255) if (x + y) % 2 else (0, 0, 0) for y in range(height) for x in range(width)])
    return sheet


class TestPixels:
    """Pure: what is left under a box."""

    pytestmark = pytest.mark.pure

    @pytest.mark.parametrize("size", [(80, 80), (81, 79), (7, 9)])
    def test_under_a_box_there_is_nothing_but_a_few_blurred_colours(self, size):
        sheet = chequered(*size)
        done = covered(sheet, [PLATE])
        left, top, right, bottom = PLATE.pixels(*size)
        inside = [done.getpixel((x, y)) for x in range(left, right) for y in range(top, bottom)]
        assert not {(0, 0, 0), (255, 255, 255)} & set(inside)
        outside = [
            (x, y) for x in range(size[0]) for y in range(size[1]) if not (left <= x < right and top <= y < bottom)
        ]
        assert all(done.getpixel(at) == sheet.getpixel(at) for at in outside)

    def test_two_faces_of_the_same_nine_colours_are_the_same_when_covered(self):
        """What cannot be told apart cannot be brought back."""
        one, other = chequered(), chequered().transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        assert one.tobytes() != other.tobytes()
        whole = [Box(left=0, top=0, width=WHOLE, height=WHOLE)]
        few = (COVER_CELLS, COVER_CELLS)
        same = [covered(each, whole).resize(few, Image.Resampling.BOX).tobytes() for each in (one, other)]
        assert max(abs(a - b) for a, b in zip(*same, strict=True)) <= 4

    def test_none_changes_nothing(self):
        sheet = chequered()
        assert covered(sheet, []) is sheet

    def test_it_is_covered_before_it_is_made_smaller(self):
        """Made smaller first, the colours of the edge would have mixed."""
        left_half = Box(left=0, top=0, width=500, height=WHOLE)
        image = Image.new("RGB", (400, 100), "white")
        image.paste("black", (0, 0, 200, 100))
        shown = Image.open(BytesIO(smaller(saved(image=image, quality=100), [left_half], longest=40).data))
        assert shown.size == (40, 10)
        assert shown.getpixel((36, 5))[0] > 240


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def walk(db, media):
    return walk_to("answered")


@pytest.fixture
def photo(walk):
    taken = add_photo(case=walk.case, data=saved(image=chequered(), quality=100), by=CENTER, at=walk.at)
    return show_photo(photo=taken, by=CENTER, at=walk.at)


def pixel(name, at=(40, 40)):
    with default_storage.open(name) as file:
        return Image.open(file).convert("RGB").getpixel(at)


def test_what_the_public_sees_is_another_file_and_the_old_one_is_gone(
    walk, photo, media, django_capture_on_commit_callbacks
):
    before, editor = photo.shown, an_account("edit")
    with django_capture_on_commit_callbacks(execute=True):
        done = cover_photo(photo=photo, boxes=[PLATE], by=Actor(role=Role.CENTER, user_id=editor.pk), at=walk.at)
    assert not default_storage.exists(before)
    assert default_storage.exists(done.shown)
    assert done.shown != before
    assert 60 < pixel(done.shown)[0] < 200
    assert (done.public, done.covers, done.edition) == (True, [PLATE.row()], 1)
    assert (done.covered_by, done.covered_at) == (editor, walk.at)
    event = last(walk.case)
    assert (event.kind, event.role, event.data) == (
        "case.update",
        "center",
        {"photo": photo.pk, "covers": 1, "reason": "thong-tin-ca-nhan"},
    )
    assert verify.confirmed(walk.case.pk) == []
    told = with_photos(tell_page(walk.case.page, at=walk.at), walk.case)
    assert [each.covered for each in told.photos] == [True]


def test_boxes_can_be_moved_and_taken_away(walk, photo):
    first = cover_photo(photo=photo, boxes=[PLATE, PLATE], by=CENTER, at=walk.at)
    with pytest.raises(ActionRefused, match="these boxes"):
        cover_photo(photo=photo, boxes=[PLATE], by=CENTER, at=walk.at)
    again = cover_photo(photo=photo, boxes=[], by=CENTER, at=walk.at, edition=1)
    assert (again.covers, again.edition) == ([], 2)
    assert again.shown != first.shown
    assert last(walk.case).data["covers"] == 0


def test_of_two_who_cover_the_second_is_told(walk, photo):
    cover_photo(photo=photo, boxes=[PLATE], by=CENTER, at=walk.at, edition=0)
    with pytest.raises(CoveredByAnother):
        cover_photo(photo=photo, boxes=[], by=CENTER, at=walk.at, edition=0)
    assert Photo.objects.get().covers == [PLATE.row()]


def test_a_copy_made_while_somebody_covers_is_not_shown(walk, photo, monkeypatch):
    """The slower of two makers holds the photo as it was; its file must not win."""
    real, boxes = photos.smaller, []

    def and_meanwhile_somebody_covers_it(data, covers):
        if not boxes:
            boxes.append(1)
            cover_photo(photo=photo, boxes=[PLATE], by=CENTER, at=walk.at)
        return real(data, covers)

    hide_photo(photo=photo, by=CENTER, at=walk.at)
    monkeypatch.setattr(photos, "smaller", and_meanwhile_somebody_covers_it)
    show_photo(photo=photo, by=CENTER, at=walk.at)
    assert 60 < pixel(Photo.objects.get().shown)[0] < 200


def test_one_that_nobody_sees_is_covered_before_it_is_shown(walk, photo):
    hide_photo(photo=photo, by=CENTER, at=walk.at)
    done = cover_photo(photo=photo, boxes=[PLATE], by=CENTER, at=walk.at)
    assert (done.public, done.shown) == (False, "")
    assert 60 < pixel(show_photo(photo=photo, by=CENTER, at=walk.at).shown)[0] < 200


def test_too_many_boxes_are_refused(walk, photo):
    with pytest.raises(CoversRefused):
        cover_photo(
            photo=photo, boxes=[Box(left=n, top=0, width=1, height=1) for n in range(40)], by=CENTER, at=walk.at
        )
    assert Photo.objects.get().edition == 0


def test_only_the_center_works_on_photos(walk, photo):
    for powers, agency in ((["answer"], walk.assignment.agency), (["administer"], None)):
        by = Actor(role=Role.CENTER, user_id=an_account(*powers, agency=agency).pk)
        with pytest.raises(RightRefused):
            cover_photo(photo=photo, boxes=[PLATE], by=by, at=walk.at)
        with pytest.raises(RightRefused):
            caption_photo(photo=photo, caption="x", position=1, by=by, at=walk.at)
        with pytest.raises(RightRefused):
            add_photo(case=walk.case, data=saved(), by=by, at=walk.at)
    assert (Photo.objects.get().edition, Photo.objects.get().caption) == (0, "")


def test_words_under_a_photo_of_the_report_are_the_centers_and_of_an_answer_the_agencys(walk, photo):
    caption_photo(photo=photo, caption="Cột số 4", position=3, by=CENTER, at=walk.at)
    assert (Photo.objects.get().caption, Photo.objects.get().position) == ("Cột số 4", 3)
    assert last(walk.case).data == {"photo": photo.pk, "position": 3}
    Photo.objects.update(answer=walk.answer)
    with pytest.raises(ActionRefused, match="agency's"):
        caption_photo(photo=photo, caption="Khác", position=3, by=CENTER, at=walk.at)
