"""Photos of a case: the original is nobody's to see, and a copy is there exactly while the public may see it."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from cases.actions import classify, photos, verify
from cases.actions.actor import CENTER, CITIZEN, Actor, Role
from cases.actions.changing import ActionRefused
from cases.actions.photos import add_photo, follow, hide_photo, keep_pictures, show_photo
from cases.actions.pictures import PictureRefused
from cases.models import Case, CasePage, Photo
from cases.public.photos import HAS_PHOTOS
from cases.rules.rights import RightRefused
from tests.accounts import an_account
from tests.cases.actions.picture_files import PLACE, bomb, from_telephone
from tests.cases.actions.told import last
from tests.factories import walk_to

pytestmark = pytest.mark.django_db

RANDOM = r"[0-9a-f]{32}\.jpg"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def walk():
    return walk_to("answered")


def files(media):
    """All that lies there, by folder."""
    found = sorted(path.relative_to(media).parts for path in media.rglob("*") if path.is_file())
    return [folder for folder, *_ in found]


def taken(walk, **more):
    return add_photo(case=walk.case, data=from_telephone(), by=CITIZEN, at=walk.at, **more)


def test_one_that_arrives_is_kept_clean_and_shown_to_nobody(walk, media):
    photo = taken(walk, caption="Cột số 4")
    assert re.fullmatch(f"originals/{RANDOM}", photo.file.name)
    assert (photo.public, photo.shown, photo.width, photo.height) == (False, "", 40, 60)
    assert PLACE not in (media / photo.file.name).read_bytes()
    assert files(media) == ["originals"]
    assert not Case.objects.annotate(has_photos=HAS_PHOTOS).get(pk=walk.case.pk).has_photos
    assert last(walk.case).data == {"photo": photo.pk}
    assert verify.confirmed(walk.case.pk) == []


def test_names_are_never_the_same_nor_made_of_anything(walk):
    names = {taken(walk).file.name for _ in range(3)}
    assert len(names) == 3


@pytest.mark.parametrize("data", [b"<svg></svg>", bomb()], ids=["svg", "bomb"])
def test_one_that_is_refused_leaves_nothing(walk, media, data):
    with pytest.raises(PictureRefused):
        add_photo(case=walk.case, data=data, by=CITIZEN, at=walk.at)
    assert files(media) == []
    assert not Photo.objects.exists()


def test_one_of_another_cases_answer_leaves_nothing(walk, media):
    other = walk_to("answered")
    with pytest.raises(ActionRefused, match="another case's"):
        taken(walk, kind="after", answer=other.answer)
    assert files(media) == []
    assert not Photo.objects.exists()
    assert taken(walk, kind="after", answer=walk.answer).answer == walk.answer


def test_shown_it_has_a_copy_and_hidden_none(walk, media, django_capture_on_commit_callbacks):
    photo = show_photo(photo=taken(walk), by=CENTER, at=walk.at)
    assert re.fullmatch(f"photos/{RANDOM}", photo.shown)
    assert Path(photo.shown).name != Path(photo.file.name).name  # the one leads to the other for nobody
    assert files(media) == ["originals", "photos"]
    assert last(walk.case).data == {"photo": photo.pk, "public": True}
    with django_capture_on_commit_callbacks(execute=True):
        hidden = hide_photo(photo=photo, by=CENTER, at=walk.at)
    assert (hidden.public, Photo.objects.get().shown) == (False, "")
    assert files(media) == ["originals"]
    assert last(walk.case).data == {"photo": photo.pk, "public": False}
    again = show_photo(photo=photo, by=CENTER, at=walk.at)
    assert again.shown != photo.shown


def test_it_is_shown_once_and_hidden_once(walk):
    photo = taken(walk)
    with pytest.raises(ActionRefused, match="not public"):
        hide_photo(photo=photo, by=CENTER, at=walk.at)
    show_photo(photo=photo, by=CENTER, at=walk.at)
    with pytest.raises(ActionRefused, match="is public"):
        show_photo(photo=photo, by=CENTER, at=walk.at)


def test_one_hidden_while_its_copy_is_made_leaves_none(walk, media, monkeypatch):
    photo = taken(walk)
    real = photos.smaller

    def and_meanwhile_somebody_hides_it(data, covers):
        Photo.objects.update(public=False)
        return real(data, covers)

    monkeypatch.setattr(photos, "smaller", and_meanwhile_somebody_hides_it)
    assert show_photo(photo=photo, by=CENTER, at=walk.at).shown == ""
    assert files(media) == ["originals"]


def test_who_may_not_say_how_much_is_told_may_not_show_photos(walk, media):
    photo = taken(walk)
    officer = Actor(role=Role.OFFICER, user_id=an_account("answer", agency=walk.assignment.agency).pk)
    with pytest.raises(RightRefused):
        show_photo(photo=photo, by=officer, at=walk.at)
    assert files(media) == ["originals"]
    editor = Actor(role=Role.CENTER, user_id=an_account("edit").pk)
    shown = show_photo(photo=photo, by=editor, at=walk.at)
    with pytest.raises(RightRefused):
        hide_photo(photo=shown, by=officer, at=walk.at)
    assert files(media) == ["originals", "photos"]
    assert not hide_photo(photo=shown, by=editor, at=walk.at).public


def test_the_file_stays_until_it_is_certain(walk, media):
    photo = show_photo(photo=taken(walk), by=CENTER, at=walk.at)
    with transaction.atomic():
        hide_photo(photo=photo, by=CENTER, at=walk.at)
        transaction.set_rollback(True)
    assert files(media) == ["originals", "photos"]
    assert Photo.objects.get().shown == photo.shown


@pytest.mark.parametrize("way", ["withdraw", "merge", "summary", "figures"])
def test_a_case_that_leaves_takes_its_pictures_along_and_back(walk, media, way, django_capture_on_commit_callbacks):
    if way == "merge":
        walk = walk_to("assigned")
    first = show_photo(photo=taken(walk), by=CENTER, at=walk.at).shown
    other = show_photo(photo=taken(walk_to("assigned")), by=CENTER, at=walk.at).shown
    with django_capture_on_commit_callbacks(execute=True):
        if way in ("withdraw", "merge"):
            getattr(walk.later(hours=1), way)()
        else:
            CasePage.objects.filter(case=walk.case).update(title="Một hộ", text="", place="")
            classify.change_level(case=walk.case, level=way, reason="Hộ dân", by=CENTER, at=walk.at)
    assert not default_storage.exists(first)
    assert default_storage.exists(other)
    assert Photo.objects.get(case=walk.case).public  # what the editor said stays said
    with django_capture_on_commit_callbacks(execute=True):
        if way in ("withdraw", "merge"):
            getattr(walk.later(hours=1), {"withdraw": "restore", "merge": "unmerge"}[way])()
        else:
            classify.change_level(case=walk.case, level="full", reason="Nhầm", by=CENTER, at=walk.at)
    back = Photo.objects.get(case=walk.case).shown
    assert default_storage.exists(back)
    assert back != first


def test_following_again_changes_nothing(walk, media):
    photo = show_photo(photo=taken(walk), by=CENTER, at=walk.at)
    follow(walk.case.pk)
    assert Photo.objects.get().shown == photo.shown
    assert files(media) == ["originals", "photos"]


def test_one_whose_file_is_lost_keeps_no_other_from_being_shown(walk, media, caplog):
    lost, kept = taken(walk), taken(walk)
    (media / lost.file.name).unlink()
    Photo.objects.update(public=True)
    follow(walk.case.pk)
    assert [bool(photo.shown) for photo in Photo.objects.order_by("pk").defer("file")] == [False, True]
    assert f"photo {lost.pk} is lost" in caplog.text
    assert kept.pk != lost.pk


def test_of_many_cases_only_those_are_looked_at_whose_pictures_are_wrong(walk, django_assert_num_queries):
    show_photo(photo=taken(walk), by=CENTER, at=walk.at)
    with django_assert_num_queries(1):
        keep_pictures(None, [walk.case.pk, *range(100, 400)])


def test_the_database_itself_keeps_copies_of_hidden_ones_out(walk):
    photo = taken(walk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(shown="photos/x.jpg")


def test_what_a_demo_has_drawn_is_shared_and_stays(walk, media, django_capture_on_commit_callbacks):
    drawn = default_storage.save("demo/den-1-truoc.jpg", ContentFile((media / taken(walk).file.name).read_bytes()))
    Photo.objects.update(file=drawn, shown=drawn, public=True)
    with django_capture_on_commit_callbacks(execute=True):
        hide_photo(photo=Photo.objects.get(), by=CENTER, at=walk.at)
    assert default_storage.exists(drawn)
