"""Photos of an answer that is being written: the own agency's alone, frozen once handed in, public once approved."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from cases.actions import verify
from cases.actions.actor import CENTER, Actor, Role
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.evidence import MOST, Told, arrange, attach
from cases.actions.photos import hide_photo, show_photo
from cases.actions.pictures import PictureRefused
from cases.models import Category, Event, Photo, Submission
from cases.rules.rights import RightRefused
from tests.accounts import an_account
from tests.cases.actions.picture_files import PLACE, bomb, from_telephone, saved
from tests.cases.actions.told import last
from tests.cases.public.pages import address
from tests.factories import LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def walk():
    return walk_to("assigned").draft()


def officer(walk):
    return Actor(role=Role.OFFICER, user_id=an_account("answer", agency=walk.assignment.agency).pk)


def taken(walk, kind="after", **more):
    return attach(answer=walk.answer, data=saved(), kind=kind, by=Actor(role=Role.OFFICER), **more)


def files(media):
    return sorted(path.relative_to(media).parts[0] for path in media.rglob("*") if path.is_file())


def cause(verb, **fields):
    with pytest.raises(ActionRefused) as caught:
        verb(**fields)
    return caught.value.cause


def test_it_is_kept_clean_in_the_order_it_came_and_nobody_hears_of_it(walk, media):
    events, who = Event.objects.count(), officer(walk)
    first = attach(answer=walk.answer, data=from_telephone(), kind="before", caption=" Cột\n<b>số 4</b>\u202e", by=who)
    second = attach(answer=walk.answer, data=from_telephone("PNG"), kind="after", by=who)
    assert PLACE not in (media / first.file.name).read_bytes()
    assert (first.caption, first.public, first.shown, first.width, first.height) == ("Cột số 4", False, "", 40, 60)
    assert list(walk.answer.photos.all()) == [first, second]
    assert Event.objects.count() == events
    assert files(media) == ["originals", "originals"]


@pytest.mark.parametrize("data", [b"<svg></svg>", bomb(), b""], ids=["svg", "bomb", "nothing"])
def test_one_that_is_refused_leaves_nothing(walk, media, data):
    with pytest.raises(PictureRefused):
        attach(answer=walk.answer, data=data, kind="after", by=officer(walk))
    assert files(media) == []
    assert not Photo.objects.exists()


def test_only_the_own_agency_adds_and_arranges(walk, media):
    photo = taken(walk)
    others = [an_account("answer", agency=an_agency(LIGHTING)), an_account("decide"), an_account("edit")]
    for account in [*others, an_account("follow", agency=walk.assignment.agency)]:
        by = Actor(role=Role.OFFICER, user_id=account.pk)
        with pytest.raises(RightRefused):
            attach(answer=walk.answer, data=saved(), kind="after", by=by)
        with pytest.raises(RightRefused):
            arrange(answer=walk.answer, told={photo.pk: Told(kind="after", caption="", position=1, remove=True)}, by=by)
    assert files(media) == ["originals"]


@pytest.mark.parametrize("kind", ["", "khác"])
def test_it_is_before_or_after(walk, media, kind):
    assert cause(attach, answer=walk.answer, data=saved(), kind=kind, by=officer(walk)) is Cause.NO_SUCH_PHOTO
    photo = taken(walk)
    told = {photo.pk: Told(kind=kind, caption="", position=1)}
    assert cause(arrange, answer=walk.answer, told=told, by=officer(walk)) is Cause.NO_SUCH_PHOTO
    assert files(media) == ["originals"]


def test_there_are_not_too_many(walk, media):
    Photo.objects.bulk_create([Photo(case=walk.case, answer=walk.answer) for _ in range(MOST)])
    assert (
        cause(attach, answer=walk.answer, data=b"never looked at", kind="after", by=officer(walk))
        is Cause.TOO_MANY_PHOTOS
    )
    assert files(media) == []


@pytest.mark.parametrize(
    ("changed", "is_author"),
    [
        ({}, False),  # every save sends what stands already
        ({"caption": "Cột 5"}, True),
        ({"kind": "before"}, True),
        ({"position": 2}, True),
        ({"remove": True}, True),
    ],
    ids=str,
)
def test_who_shows_or_tells_another_thing_is_an_author_of_the_answer(walk, changed, is_author):
    who, other = officer(walk), officer(walk)
    photo = attach(answer=walk.answer, data=saved(), kind="after", by=who, caption="Cột 4")
    said = {"kind": "after", "caption": "Cột 4", "position": 1, **changed}
    arrange(answer=walk.answer, told={photo.pk: Told(**said)}, by=other)
    assert {account.pk for account in walk.answer.hands.all()} == {who.user_id, *([other.user_id] * is_author)}


def test_they_are_told_put_in_order_and_taken_away(walk, media, django_capture_on_commit_callbacks):
    one, two, three = (taken(walk) for _ in range(3))
    told = {
        one.pk: Told(kind="after", caption="Một", position=9),
        two.pk: Told(kind="before", caption="Hai " * 100, position=1),
        three.pk: Told(kind="after", caption="", position=1, remove=True),
    }
    with django_capture_on_commit_callbacks(execute=True):
        arrange(answer=walk.answer, told=told, by=officer(walk))
    first, second = walk.answer.photos.all()
    assert (first.pk, first.kind, len(first.caption)) == (two.pk, "before", 255)
    assert (second.pk, second.caption) == (one.pk, "Một")
    assert files(media) == ["originals", "originals"]
    assert not default_storage.exists(three.file.name)


def test_photos_of_another_answer_are_not_touched(walk):
    other = taken(walk_to("assigned").draft())
    arrange(answer=walk.answer, told={other.pk: Told(kind="before", caption="x", position=1, remove=True)}, by=CENTER)
    assert Photo.objects.get().kind == "after"


def test_what_is_handed_in_is_frozen_with_its_photos_named(walk):
    photo = taken(walk)
    walk.submit()
    assert last(walk.case).data["photos"] == [photo.pk]
    told = {photo.pk: Told(kind="after", caption="Khác", position=1)}
    for state in ("submitted", "approved"):
        assert walk.answer.state == state
        assert cause(attach, answer=walk.answer, data=saved(), kind="after", by=officer(walk)) is Cause.NOT_IN_HAND
        assert cause(arrange, answer=walk.answer, told=told, by=officer(walk)) is Cause.NOT_IN_HAND
        if state == "submitted":
            walk.approve()
    assert verify.confirmed(walk.case.pk) == []


@pytest.mark.parametrize("way", ["recall", "return_answer"])
def test_what_comes_back_can_be_changed_again(walk, way):
    photo = taken(walk)
    getattr(walk.submit(), way)()
    arrange(answer=walk.answer, told={photo.pk: Told(kind="after", caption="Khác", position=1)}, by=officer(walk))
    assert Photo.objects.get().caption == "Khác"


def test_nothing_of_a_case_that_has_left_is_written(walk):
    walk.withdraw()
    walk.answer.state = "draft"
    type(walk.answer).objects.filter(pk=walk.answer.pk).update(state="draft")
    assert cause(attach, answer=walk.answer, data=saved(), kind="after", by=officer(walk)) is Cause.REMOVED


# --- public with the text --------------------------------------------------------------------------------------------


def test_approval_makes_them_public_but_for_what_is_withheld(walk, media, django_capture_on_commit_callbacks):
    one, two = taken(walk), taken(walk)
    walk.submit()
    with pytest.raises(ActionRefused, match="waits for its answer"):
        show_photo(photo=one, by=CENTER, at=walk.at)
    hide_photo(photo=two, by=CENTER, at=walk.at)
    with pytest.raises(ActionRefused, match="not public"):
        hide_photo(photo=two, by=CENTER, at=walk.at)
    with django_capture_on_commit_callbacks(execute=True):
        walk.approve()
    one, two = walk.answer.photos.all()
    assert (one.public, bool(one.shown), two.public, two.shown) == (True, True, False, "")
    assert files(media) == ["originals", "originals", "photos"]
    assert show_photo(photo=two, by=CENTER, at=walk.at).shown


def test_what_was_withheld_may_come_along_after_all(walk):
    photo = taken(walk)
    walk.submit()
    hide_photo(photo=photo, by=CENTER, at=walk.at)
    assert not show_photo(photo=photo, by=CENTER, at=walk.at).public
    walk.approve()
    assert Photo.objects.get().public


def test_a_retracted_approval_takes_them_along_and_another_brings_them_back(
    walk, media, django_capture_on_commit_callbacks
):
    taken(walk)
    with django_capture_on_commit_callbacks(execute=True):
        walk.submit().approve()
    shown = Photo.objects.get().shown
    with django_capture_on_commit_callbacks(execute=True):
        walk.retract()
    assert files(media) == ["originals"]
    assert not Path(media, shown).exists()


def refused(walk):
    return walk.refuse().draft(text="Đã thay bóng khác")


def returned_and_taken_away(walk):
    walk.return_answer()
    told = {photo.pk: Told(kind=photo.kind, caption="", position=1, remove=True) for photo in walk.answer.photos.all()}
    arrange(answer=walk.answer, told=told, by=Actor(role=Role.OFFICER))
    return walk


def returned_and_begun_anew(walk):
    return walk.return_answer().draft(text="Đã thay bóng khác")


@pytest.mark.parametrize("way", [refused, returned_and_taken_away, returned_and_begun_anew])
def test_what_a_version_showed_that_was_not_approved_is_never_public(
    walk, media, client, way, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        old = taken(walk, caption="chim hoàng yến")
        walk.submit()
        way(walk)
        new = taken(walk, caption="Đèn đã sáng")
    for photo in Photo.objects.filter(pk=old.pk):
        with pytest.raises(ActionRefused, match="waits for its answer"):
            show_photo(photo=photo, by=CENTER, at=walk.at)
    with django_capture_on_commit_callbacks(execute=True):
        walk.later(hours=1).submit().approve()
    (shown,) = Photo.objects.exclude(shown="")
    assert (shown.pk, Photo.objects.filter(pk=old.pk, public=True).exists()) == (new.pk, False)
    assert [path.name for path in Path(media, "photos").iterdir()] == [Path(shown.shown).name]
    page = client.get(address(walk.case))
    assert (page.text.count("Đèn đã sáng") > 0, "chim hoàng yến" in page.text) == (True, False)
    assert {source.rpartition("/")[2] for source in re.findall(r'src="(/media/[^"]+)"', page.text)} == {
        Path(shown.shown).name
    }
    # Neither by what it is called where it is kept, nor by its number, nor by the name of the other with its own.
    guesses = [f"/media/{old.file.name}", f"/media/photos/{Path(old.file.name).name}", f"/media/photos/{old.pk}.jpg"]
    assert [client.get(guess).status_code for guess in guesses] == [404] * 3
    assert client.get(reverse("staff_picture", args=[old.pk]))["Location"].startswith("/cms/login/")
    client.force_login(an_account("answer", agency=LIGHTING))
    assert client.get(reverse("staff_picture", args=[old.pk])).status_code == 404


# --- categories that want to see the work ----------------------------------------------------------------------------


def test_work_that_nobody_sees_is_not_handed_in(walk):
    Category.objects.filter(pk=walk.case.category_id).update(needs_after_photo=True)
    with pytest.raises(ActionRefused) as caught:
        walk.submit()
    assert caught.value.cause is Cause.NO_AFTER_PHOTO
    taken(walk, kind="before")
    with pytest.raises(ActionRefused):
        walk.submit()
    assert not Submission.objects.exists()
    taken(walk)
    assert walk.submit().answer.state == "submitted"


# --- words -----------------------------------------------------------------------------------------------------------


def test_an_answer_is_kept_plain_by_whatever_way_it_is_written(walk):
    walk.draft(text="<p>Đã <b>thay</b></p><script>x</script>", outcome="not_possible", legal_reason="<i>Điều</i> 5")
    assert (walk.answer.text, walk.answer.legal_reason) == ("Đã thay", "Điều 5")
    walk.submit()
    assert Submission.objects.get().text == "Đã thay"


def test_what_nobody_would_read_is_refused(walk):
    assert cause(walk.draft, text="x" * 200_000) is Cause.TOO_LONG
