"""What becomes public is what was approved: until a decision counts less of an answer can be shown, never more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions import covering, deciding, photos, verify
from cases.actions.actor import CENTER, OFFICER
from cases.actions.awaiting_effect import WouldShowMore
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.evidence import Told, arrange, attach
from cases.models import Appeal, Photo, Submission
from cases.rules.covers import Box
from tests.accounts import an_account
from tests.cases.actions.picture_files import saved
from tests.cases.actions.told import last
from tests.factories import walk_to

pytestmark = pytest.mark.django_db

SEEN = Box(left=100, top=100, width=400, height=400)
MORE = Box(left=50, top=100, width=500, height=400)
HALVES = [Box(left=100, top=100, width=200, height=400), Box(left=300, top=100, width=200, height=400)]
TEXT = "Đã thay bóng. Gọi 0912345678 nếu còn tối."
START, END = TEXT.index("0"), TEXT.index(" nếu")
COVER = {"kind": "số điện thoại", "reason": photos.PERSONAL, "by": CENTER}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def walk():
    """A draft with a photo of which something is covered, and another that is withheld; handed in."""
    found = walk_to("assigned").later(hours=1).draft(text=TEXT)
    for caption in ("hiện", "giữ lại"):
        attach(answer=found.answer, data=saved(), kind="after", caption=caption, by=OFFICER)
    found.submit().later(hours=1)
    photos.cover_photo(photo=one("hiện"), boxes=[SEEN], by=CENTER, at=found.at)
    photos.hide_photo(photo=one("giữ lại"), by=CENTER, at=found.at)
    return found


def one(caption):
    return Photo.objects.get(caption=caption)


def stamp(walk):
    return covering.covers_stamp(walk.answer.submissions.get(), Photo.objects.filter(answer=walk.answer))


def decide(walk, choice="approve", **said):
    told = {"answer": walk.answer, "version": 1, "choice": choice, "by": CENTER, "at": walk.at}
    return deciding.decide(**told, covers=stamp(walk), **said)


def settle():
    return deciding.settle(now=timezone.now() + timedelta(seconds=61))


def public():
    return sorted(Photo.objects.filter(public=True).values_list("caption", flat=True))


def show(walk):
    photos.show_photo(photo=one("giữ lại"), by=CENTER, at=walk.at)


def take_the_cover_off(walk):
    photos.cover_photo(photo=one("hiện"), boxes=[], by=CENTER, at=walk.at)


def cover_in_halves(walk):
    photos.cover_photo(photo=one("hiện"), boxes=HALVES, by=CENTER, at=walk.at)


def add(walk):
    photos.add_photo(case=walk.case, data=saved(), by=CENTER, at=walk.at, kind="after", answer=walk.answer)


def uncover(walk):
    covering.uncover(version=walk.answer.submissions.get(), start=START, by=CENTER, at=walk.at)


SHOWS_MORE = [show, take_the_cover_off, cover_in_halves, add, uncover]


def rows():
    return list(Photo.objects.order_by("pk").values("caption", "withheld", "covers")), Submission.objects.get().covers


@pytest.mark.parametrize("verb", SHOWS_MORE)
def test_nothing_is_added_to_what_was_approved(walk, verb):
    covering.cover(version=walk.answer.submissions.get(), start=START, end=END, at=walk.at, **COVER)
    decide(walk)
    before = rows()
    with pytest.raises(WouldShowMore, match="Version 1 has been approved as it is"):
        verb(walk)
    assert rows() == before
    assert settle() == 1
    assert public() == ["hiện"]
    assert (one("hiện").covers, Submission.objects.get().covers[0][:2]) == ([SEEN.row()], [START, END])


@pytest.mark.parametrize("verb", SHOWS_MORE)
def test_it_is_once_the_decision_is_undone(walk, verb):
    covering.cover(version=walk.answer.submissions.get(), start=START, end=END, at=walk.at, **COVER)
    decide(walk)
    deciding.undo(answer=walk.answer, by=CENTER, at=walk.at)
    before = rows()
    verb(walk)
    assert rows() != before


def test_whoever_decided_and_until_when_is_told(walk):
    name = {"first_name": "Thu", "last_name": "Lê"}
    by = an_account("decide", **name)
    pending = decide(walk)
    pending.decided_by = by
    pending.save()
    with pytest.raises(WouldShowMore) as refused:
        show(walk)
    told = refused.value
    assert (told.name, told.account_id, told.choice) == (by.get_full_name(), by.pk, "approve")
    assert (told.at, told.until) == (pending.decided_at, pending.effective_at)


def test_what_is_sent_back_publishes_nothing_so_that_it_may_be_shown(walk):
    decide(walk, "return", reason="thieu-anh", sentence="Cần ảnh sau khi làm")
    show(walk)
    take_the_cover_off(walk)
    assert (settle(), public()) == (1, [])


def test_privacy_is_never_held_up(walk):
    """A photo is withheld, more of one covered, words too: it counts, and is recorded."""
    version = walk.answer.submissions.get()
    decide(walk)
    covering.cover(version=version, start=START, end=END, at=walk.at, **COVER)
    assert (last(walk.case).kind, last(walk.case).data["reason"]) == ("review.cover", photos.PERSONAL)
    photos.cover_photo(photo=one("hiện"), boxes=[MORE, *HALVES], by=CENTER, at=walk.at)
    assert last(walk.case).data["covers"] == 3
    photos.hide_photo(photo=one("hiện"), by=CENTER, at=walk.at)
    assert last(walk.case).data == {"photo": one("hiện").pk, "public": False}
    assert (settle(), public()) == (1, [])
    assert Submission.objects.get().covers[0][:2] == [START, END]
    kinds = list(walk.case.events.values_list("kind", "data__reason"))
    assert ("answer.cover", photos.PERSONAL) in kinds, "told to the public with the approval"
    assert verify.confirmed(walk.case.pk) == []


def test_photos_of_the_report_are_not_held_up(walk):
    """They are the Center's own to show, whatever is decided on an answer."""
    taken = photos.add_photo(case=walk.case, data=saved(), by=CENTER, at=walk.at, caption="của người gửi")
    decide(walk)
    photos.show_photo(photo=taken, by=CENTER, at=walk.at)
    assert public() == ["của người gửi"]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "before"},
        {"caption": "khác"},
        {"position": 9},
        {"withheld": True},
        {"covers": [MORE.row()]},
        {"answer": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_the_public_sees_of_a_photo_is_in_the_stamp(walk, change):
    read = stamp(walk)
    Photo.objects.filter(caption="hiện").update(**change)
    told = {"answer": walk.answer, "version": 1, "choice": "approve", "by": CENTER, "at": walk.at}
    with pytest.raises(covering.CoversChanged):
        deciding.decide(**told, covers=read)
    assert deciding.decide(**told, covers=stamp(walk))


def test_one_that_is_new_since_it_was_read_is_noticed(walk):
    read = stamp(walk)
    add(walk)
    with pytest.raises(covering.CoversChanged):
        deciding.decide(answer=walk.answer, version=1, choice="approve", by=CENTER, at=walk.at, covers=read)


class TestAppeals:
    """What was sent back is in the agency's hands again: an appeal is decided on it as it is."""

    @pytest.fixture
    def sent_back(self, walk):
        return walk.return_answer().later(hours=1).appeal().later(hours=1)

    def decided(self, walk, *, granted=True):
        told = {"granted": granted, "words": "Ảnh có thật", "by": CENTER, "at": walk.at}
        return deciding.decide_appeal(appeal=Appeal.objects.get(), covers=stamp(walk), **told)

    def test_granted_it_publishes_the_photos_that_were_seen(self, sent_back):
        self.decided(sent_back)
        assert (settle(), public()) == (1, ["hiện"])
        assert verify.confirmed(sent_back.case.pk) == []

    def test_upheld_it_publishes_none(self, sent_back):
        self.decided(sent_back, granted=False)
        assert (settle(), public()) == (1, [])

    @pytest.mark.parametrize("granted", [True, False])
    def test_meanwhile_the_agency_changes_no_photo_and_learns_nothing(self, sent_back, granted):
        walk, photo = sent_back, one("hiện")
        self.decided(walk, granted=granted)
        same = Told(kind="after", caption="hiện", position=photo.position)
        arrange(answer=walk.answer, told={photo.pk: same}, by=OFFICER)  # every save sends it
        for change in (
            Told(kind="after", caption="khác", position=photo.position),
            Told(kind="after", caption="hiện", position=photo.position, remove=True),
        ):
            with pytest.raises(ActionRefused) as refused:
                arrange(answer=walk.answer, told={photo.pk: change}, by=OFFICER)
            assert refused.value.cause is Cause.APPEAL_BEING_DECIDED
        with pytest.raises(ActionRefused) as refused:
            attach(answer=walk.answer, data=saved(), kind="after", by=OFFICER)
        assert refused.value.cause is Cause.APPEAL_BEING_DECIDED
        assert Photo.objects.count() == 2
        assert one("hiện").covers == [SEEN.row()]

    def test_nor_the_center_but_for_less(self, sent_back):
        self.decided(sent_back)
        with pytest.raises(WouldShowMore):
            show(sent_back)
        photos.hide_photo(photo=one("hiện"), by=CENTER, at=sent_back.at)
        assert (settle(), public()) == (1, [])

    def test_before_it_is_decided_a_changed_photo_is_noticed(self, sent_back):
        read = stamp(sent_back)
        photo = one("hiện")
        told = {photo.pk: Told(kind="after", caption="khác", position=photo.position)}
        arrange(answer=sent_back.answer, told=told, by=OFFICER)
        said = {"granted": True, "words": "Ảnh có thật", "by": CENTER, "at": sent_back.at}
        with pytest.raises(covering.CoversChanged):
            deciding.decide_appeal(appeal=Appeal.objects.get(), covers=read, **said)
