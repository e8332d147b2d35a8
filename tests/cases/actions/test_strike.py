"""The Center strikes an extension's sentence: publicly, and never its day."""

from datetime import date, timedelta

import pytest

from cases.actions import verify
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.models import Extension, Story
from tests.cases.actions.stored import refused
from tests.cases.actions.told import events, verdict
from tests.factories import DUE, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def told(walk):
    (row,) = Story.objects.get(case=walk.case).data["extensions"]
    return row


def test_the_sentence_goes_and_the_day_stays():
    walk = walk_to("extended")
    before = verdict(walk.case, DUE + DAY)
    assert (told(walk)["sentence"], told(walk)["struck_at"]) == ("Chờ bóng đèn", None)
    walk.later(hours=1).strike()
    extension = Extension.objects.get()
    assert (extension.struck_at, extension.struck_reason.code) == (walk.at, "do-loi")
    assert extension.sentence == "Chờ bóng đèn", "the Center keeps what it struck"
    assert (told(walk)["sentence"], told(walk)["struck_at"]) == ("", walk.at.isoformat())
    assert told(walk)["struck_reason"] == extension.struck_reason_id
    assert told(walk)["promised_on"] == "2026-03-13"
    assert verdict(walk.case, DUE + DAY) == before == "extended"
    assert not verify.confirmed(walk.case.pk)


def test_it_is_an_event():
    walk = walk_to("extended").strike()
    charge = walk.assignment
    said = {"assignment": charge.pk, "agency": charge.agency_id, "promised_on": "2026-03-13", "reason": "do-loi"}
    assert events(walk.case)[-1] == ("case.strike", said)


def test_also_once_the_case_is_answered():
    walk = walk_to("extended").later(days=1).submit().approve().strike()
    assert walk.case.state == "answered"
    assert told(walk)["sentence"] == ""


def test_once_and_only_what_there_is():
    walk = walk_to("extended").strike()
    with pytest.raises(ActionRefused) as caught:
        walk.strike()
    assert caught.value.cause is Cause.NOTHING_TO_STRIKE
    refused(walk_to("planned").strike, "no sentence to strike")


def test_with_a_code_after_it_was_published_while_the_case_is_there():
    walk = walk_to("extended")
    refused(lambda: walk.strike(reason="cho-vat-tu"), "no active strike reason")
    refused(lambda: walk.strike(at=walk.at - DAY), "published")
    walk.later(hours=1).withdraw()
    refused(walk.strike, "has no move “strike”")


def test_a_later_promise_keeps_its_words():
    walk = walk_to("extended").strike().later(days=1).extend(date(2026, 3, 17), sentence="Chờ trụ")
    rows = Story.objects.get(case=walk.case).data["extensions"]
    assert [row["sentence"] for row in rows] == ["", "Chờ trụ"]
