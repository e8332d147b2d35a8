"""Words of an answer are covered: they leave all that is public, stay with agency and Center; the ledger says why."""

import json

import pytest

from cases.actions import covering, deciding
from cases.actions.awaiting_effect import WouldShowMore
from cases.actions.changing import ActionRefused
from cases.models import Answer, Appeal, Delivery, Event, Story, Submission
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


@pytest.fixture
def appealed(waits):
    return waits.return_answer().later(hours=1).appeal().later(hours=1)


def test_while_an_appeal_waits_it_is_covered_quietly_and_taken_off(appealed):
    before = told(appealed)
    cover(appealed)
    assert (kinds(appealed)[-1], told(appealed)) == ("review.cover", before)
    uncover(appealed)
    assert (kinds(appealed)[-1], version_of(appealed).covers) == ("review.uncover", [])


def test_what_an_appeal_publishes_has_the_gap_and_its_reason(appealed):
    cover(appealed)
    appealed.later(hours=1).decide_appeal(granted=True)
    assert NUMBER not in told(appealed)
    assert f"Gọi [đã che: {PHONE}] nếu" in told(appealed)
    assert ("answer.cover", REASON) in [(e.kind, e.data.get("reason")) for e in appealed.case.events.all()]
    with pytest.raises(ActionRefused):
        uncover(appealed)
    assert len(version_of(appealed).covers) == 1


def test_once_the_appeal_is_decided_nobody_will_read_it(appealed):
    cover(appealed)
    appealed.decide_appeal(granted=False)
    with pytest.raises(ActionRefused):
        uncover(appealed.later(hours=1))
    with pytest.raises(ActionRefused):
        cover(appealed, 0, 3)
    assert [each[:2] for each in version_of(appealed).covers] == [[START, END]]


def test_while_the_decision_on_it_waits_to_count_more_can_be_covered_and_nothing_uncovered(appealed, settings):
    settings.DECISION_DELAY = 60
    cover(appealed)
    stamp = covering.covers_stamp(version_of(appealed), ())
    deciding.decide_appeal(
        appeal=Appeal.objects.get(), granted=True, words="Rõ", by=CENTER, at=appealed.at, covers=stamp
    )
    cover(appealed, 0, 3)
    with pytest.raises(WouldShowMore):
        uncover(appealed)
    assert len(version_of(appealed).covers) == 2


def test_what_was_published_since_it_was_read_is_covered_publicly(waits):
    old = version_of(waits)
    waits.approve().later(hours=1)
    covering.cover(version=old, start=START, end=END, kind=PHONE, reason=REASON, by=CENTER, at=waits.at)
    assert kinds(waits)[-1] == "answer.cover"
    assert NUMBER not in told(waits)


def test_what_was_retracted_since_it_was_read_is_read_by_nobody(waits):
    waits.approve().later(hours=1)
    old = version_of(waits)
    waits.retract().later(hours=1)
    with pytest.raises(ActionRefused):
        covering.cover(version=old, start=START, end=END, kind=PHONE, reason=REASON, by=CENTER, at=waits.at)
    assert version_of(waits).covers == []
