"""Words of an answer are covered: they leave all that is public, stay with agency and Center; the ledger says why."""

import json

import pytest

from cases.actions import covering
from cases.actions.changing import ActionRefused
from cases.models import Answer, Delivery, Event, Story, Submission
from cases.rules.redaction import covered
from tests.factories import CENTER, Walk

pytestmark = pytest.mark.django_db

NUMBER = "0912345678"
TEXT = f"Đã thay bóng. Gọi {NUMBER} nếu còn tối."
START = TEXT.index(NUMBER)
END = START + len(NUMBER)
PHONE = "số điện thoại"
REASON = "thong-tin-ca-nhan"


@pytest.fixture
def waits():
    return Walk().later(hours=1).accept().later(hours=1).assign().later(hours=1).submit(text=TEXT).later(hours=1)


def version_of(walk):
    return walk.answer.submissions.get()


def cover(walk, start=START, end=END):
    version = version_of(walk)
    return covering.cover(version=version, start=start, end=end, kind=PHONE, reason=REASON, by=CENTER, at=walk.at)


def uncover(walk):
    return covering.uncover(version=version_of(walk), start=START, by=CENTER, at=walk.at)


def kinds(walk):
    return list(walk.case.events.order_by("seq").values_list("kind", flat=True))


def told(walk):
    return json.dumps(Story.objects.get(case=walk.case).data, ensure_ascii=False)


def test_a_mark_stands_in_place_of_the_words():
    assert covered("a b c", [[4, 5, "x", "r"], [0, 1, "y", "r"]]) == "[đã che: y] b [đã che: x]"
    assert covered("a b c", []) == "a b c"


def test_before_approval_nothing_is_public_and_afterwards_the_gap_and_its_reason_are(waits):
    before = told(waits)
    cover(waits)
    assert kinds(waits)[-1] == "review.cover"
    assert told(waits) == before
    waits.later(hours=1).approve()
    assert NUMBER not in told(waits)
    assert f"Gọi [đã che: {PHONE}] nếu" in told(waits)
    assert ("answer.cover", REASON) in [(e.kind, e.data.get("reason")) for e in waits.case.events.all()]
    assert version_of(waits).text == TEXT
    assert NUMBER not in json.dumps(list(Event.objects.values_list("data", flat=True)))


def test_it_is_taken_off_until_it_is_decided(waits):
    cover(waits)
    uncover(waits)
    assert version_of(waits).covers == []
    assert kinds(waits)[-1] == "review.uncover"
    with pytest.raises(ActionRefused):
        uncover(waits)


def test_a_published_answer_is_covered_for_good_and_searched_anew(waits):
    waits.approve().later(hours=1)
    assert NUMBER in told(waits)
    Delivery.objects.all().delete()
    cover(waits)
    assert NUMBER not in told(waits)
    assert kinds(waits)[-1] == "answer.cover"
    assert Delivery.objects.filter(consumer="search").exists()
    with pytest.raises(ActionRefused):
        uncover(waits)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, 10_000), (START + 2, END + 2), (START, END)])
def test_what_is_no_free_stretch_is_refused(waits, start, end):
    cover(waits)
    with pytest.raises(ActionRefused):
        cover(waits, start, end)
    assert len(version_of(waits).covers) == 1


@pytest.mark.parametrize("end", ["return_answer", "recall"])
def test_what_nobody_will_read_is_not_covered(waits, end):
    getattr(waits, end)()
    with pytest.raises(ActionRefused):
        cover(waits.later(hours=1))
    assert Answer.objects.get().text == TEXT
    assert Submission.objects.get().covers == []
