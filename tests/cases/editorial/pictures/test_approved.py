"""While a decision waits to take effect no more of its answer's photos is shown: who asks is told whose it is."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cases.actions import covering, deciding, photos
from cases.actions.actor import CENTER, Actor, Role
from cases.actions.evidence import attach
from cases.models import Photo
from cases.rules.covers import Box
from cases.templatetags.dates import clock_text, moment_text
from tests.accounts import an_account
from tests.cases.actions.picture_files import saved
from tests.cases.editorial.desk.conftest import signed_in, version_of
from tests.cases.editorial.desk.test_views import address, page, words
from tests.cases.editorial.office.conftest import given

pytestmark = pytest.mark.django_db

WHOLE = Box(left=0, top=0, width=1000, height=1000)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reviewer():
    return an_account("decide", first_name="Lan", last_name="Nguyễn")


@pytest.fixture
def pending(reviewer):
    """An approval that waits: of two photos one is withheld, one covered whole."""
    walk = given().draft()
    for caption in ("che", "giữ"):
        attach(answer=walk.answer, data=saved(), kind="after", caption=caption, by=Actor(role=Role.OFFICER))
    walk.submit()
    now = timezone.now()
    photos.cover_photo(photo=Photo.objects.get(caption="che"), boxes=[WHOLE], by=CENTER, at=now)
    photos.hide_photo(photo=Photo.objects.get(caption="giữ"), by=CENTER, at=now)
    return deciding.decide(
        answer=walk.answer,
        version=1,
        choice="approve",
        by=Actor(role=Role.CENTER, user_id=reviewer.pk),
        at=now,
        covers=covering.covers_stamp(version_of(walk), Photo.objects.filter(answer=walk.answer)),
    )


def boxes(photo, **fields):
    """What the page of boxes sends: none, or what is given."""
    return {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "edition": str(photo.edition), **fields}


def send(client, caption, name):
    photo = Photo.objects.get(caption=caption)
    sent = boxes(photo) if name == "picture_cover" else {}
    response = client.post(reverse(name, args=[photo.pk]), sent, follow=True)
    return response, " ".join(words(note) for note in BeautifulSoup(response.content, "lxml").select(".told .note"))


@pytest.mark.parametrize(("caption", "name", "status"), [("giữ", "picture_show", 200), ("che", "picture_cover", 409)])
def test_whose_decision_it_is_and_who_can_undo_it(pending, reviewer, caption, name, status):
    before = list(Photo.objects.values("withheld", "covers"))
    response, told = send(signed_in(an_account("edit")), caption, name)
    assert response.status_code == status
    since, until = moment_text(pending.decided_at), clock_text(pending.effective_at)
    who = reviewer.get_full_name()
    assert f"{who} đã quyết định câu trả lời này: Duyệt, lúc {since}; có hiệu lực lúc {until}" in told
    assert "người đó hoặc lãnh đạo Trung tâm hoàn tác" in told
    _, told = send(signed_in(reviewer), caption, name)
    assert f"Bạn đã quyết định câu trả lời này: Duyệt, lúc {since}" in told
    assert "Hãy hoàn tác ở Bàn duyệt" in told
    assert list(Photo.objects.values("withheld", "covers")) == before


def test_nobody_is_named_whose_account_is_gone(pending):
    type(pending).objects.update(decided_by=None)
    _, told = send(signed_in(an_account("edit")), "giữ", "picture_show")
    assert told.startswith("Một người khác đã quyết định câu trả lời này")


def test_less_is_shown_at_any_time(pending):
    response, told = send(signed_in(an_account("edit")), "che", "picture_hide")
    assert response.status_code == 200
    assert told == "Ảnh này sẽ không đăng.", "the public has not seen it, so there is no file to delete"
    assert Photo.objects.filter(withheld=True).count() == 2


def test_a_photo_told_anew_since_the_desk_was_opened_is_not_approved_unseen(reviewer):
    walk = given().draft()
    photo = attach(answer=walk.answer, data=saved(), kind="after", by=Actor(role=Role.OFFICER))
    walk.submit()
    desk = signed_in(reviewer)
    read = page(desk, address("answer", walk)).select_one("#quyet-dinh [name=covers]")["value"]
    photos.cover_photo(photo=photo, boxes=[WHOLE], by=CENTER, at=timezone.now())
    sent = {"choice": "approve", "version": 1, "covers": read}
    response = desk.post(address("decide", walk), sent)
    assert response.status_code == 409
    assert "Phần che hoặc ảnh của câu trả lời này vừa đổi" in response.content.decode()
