"""A decision is on what was shown: not taken where something else is covered by now, and nothing typed is lost."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cases.actions import covering, deciding, photos
from cases.actions.actor import CENTER
from cases.models import Appeal, PendingDecision, Photo
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in, version_of, waiting
from tests.cases.editorial.desk.test_matters import appealed
from tests.cases.editorial.desk.test_views import SAID, address, decide, page, words

pytestmark = pytest.mark.django_db

TEXT = "Đã thay bóng. Gọi 0912345678 nếu còn tối."
START, END = TEXT.index("0"), TEXT.index(" nếu")
CHANGED = "Phần che hoặc ảnh của câu trả lời này vừa đổi"


def cover(walk):
    told = {"kind": "số điện thoại", "reason": photos.PERSONAL, "by": CENTER, "at": timezone.now()}
    covering.cover(version=version_of(walk), start=START, end=END, **told)


def uncover(walk):
    covering.uncover(version=version_of(walk), start=START, by=CENTER, at=timezone.now())


def stamp(shown):
    return shown.select_one("#quyet-dinh [name=covers]")["value"]


@pytest.mark.parametrize("was_covered", [True, False], ids=["uncovered since", "covered since"])
@pytest.mark.parametrize(("choice", "said"), [("approve", {"sentence": "nháp"}), ("return", SAID)])
def test_what_was_shown_with_other_covers_is_not_decided(desk, was_covered, choice, said):
    walk = waiting(text=TEXT)
    if was_covered:
        cover(walk)
    read = stamp(page(desk, address("answer", walk)))
    (uncover if was_covered else cover)(walk)
    response = decide(desk, walk, choice, covers=read, **said)
    assert response.status_code == 409
    shown = BeautifulSoup(response.content, "lxml")
    assert CHANGED in words(shown.select_one(".told"))
    assert shown.find(id="id_sentence").string.strip() == said["sentence"]
    assert not PendingDecision.objects.exists()
    assert decide(desk, walk, choice, covers=stamp(shown), **SAID).status_code == 302
    assert PendingDecision.objects.get().choice == choice


def test_without_a_stamp_nothing_may_be_covered(desk):
    first, other = waiting(text=TEXT), waiting("Khác", text=TEXT)
    cover(first)
    assert decide(desk, first).status_code == 409
    assert decide(desk, other).status_code == 302
    with pytest.raises(covering.CoversChanged):
        deciding.decide(answer=first.answer, version=1, choice="approve", by=CENTER, at=timezone.now())


def a_photo(walk):
    row = Photo(case=walk.case, answer=walk.answer, kind="after", file="x", width=1, height=1)
    return Photo.objects.bulk_create([row])[0]


def test_a_photo_shown_again_since_is_not_published_unseen(desk):
    walk = waiting(text=TEXT)
    photo = a_photo(walk)
    photos.hide_photo(photo=photo, by=CENTER, at=timezone.now())
    read = stamp(page(desk, address("answer", walk)))
    photos.show_photo(photo=photo, by=CENTER, at=timezone.now())
    assert decide(desk, walk, covers=read).status_code == 409
    assert not PendingDecision.objects.exists()


def test_an_appeal_neither(desk):
    walk = appealed()
    photo, appeal = a_photo(walk), Appeal.objects.get()
    where = reverse("review_appeal", args=[appeal.pk])
    head = signed_in(an_account("decide"))
    read = page(head, where).select_one("#xet [name=covers]")["value"]
    photos.hide_photo(photo=photo, by=CENTER, at=timezone.now())
    told = {"granted": "1", "words": "Ảnh có thật"}
    response = head.post(reverse("review_appeal_decide", args=[appeal.pk]), {**told, "covers": read})
    shown = BeautifulSoup(response.content, "lxml")
    assert CHANGED in words(shown.select_one(".told"))
    assert shown.select_one("#xet textarea").string.strip() == told["words"]
    assert not PendingDecision.objects.exists()
    now = shown.select_one("#xet [name=covers]")["value"]
    head.post(reverse("review_appeal_decide", args=[appeal.pk]), {**told, "covers": now})
    assert PendingDecision.objects.get().choice == "approve"
