"""Requests to reopen: kept for the Center, not too many, and decided once and in public."""

from datetime import timedelta

import pytest
from django.db import transaction

from cases.actions import reopen_requests
from cases.actions.actor import CITIZEN, Actor, Role
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.reopen_requests import EnoughWait, TooLateToAsk, TooManyOfOneAddress, can_ask, last_day_to_ask
from cases.actions.verify import Verification
from cases.models import Case, Event, ReopenRequest, Story
from cases.rules.events import text_digest
from cases.rules.rights import RightRefused
from cases.rules.states import MoveRefused
from tests.accounts import an_account
from tests.factories import KIM_LONG, walk_to
from tests.incoming import closed_unknown, imported

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture
def walk():
    return walk_to("answered").later(hours=1)


def refused(cause):
    return pytest.raises(ActionRefused, check=lambda error: error.cause is cause)


def kinds(walk):
    return list(walk.case.events.order_by("seq").values_list("kind", flat=True))


def states():
    return list(ReopenRequest.objects.values_list("state", "reason__code"))


def test_it_is_kept_and_the_ledger_holds_no_word_of_it(walk):
    walk.ask_reopen("again", "Sáng một đêm rồi lại tắt", sender="ab")
    request = ReopenRequest.objects.get()
    assert (request.case, request.round, request.sent_at, request.state) == (walk.case, 1, walk.at, "waiting")
    assert (request.complaint, request.text, request.sender) == ("again", "Sáng một đêm rồi lại tắt", "ab")
    event = Event.objects.filter(case=walk.case).last()
    assert (event.kind, event.role) == ("case.ask_reopen", "citizen")
    assert event.data == {"round": 1, "complaint": "again", "text": text_digest(request.salt, request.text)}
    assert walk.case.state == "answered"
    assert list(Verification().run()) == []
    told = Story.objects.get(case=walk.case).data["events"][-1]
    assert told == {"kind": "case.ask_reopen", "at": walk.at.isoformat(), "role": "citizen", "round": 1}
    assert "tắt" not in str(request)


def test_the_same_words_again_are_the_same_request(walk):
    walk.ask_reopen(text="Vẫn tối ")
    walk.ask_reopen(text=" Vẫn tối")
    assert ReopenRequest.objects.count() == 1
    assert kinds(walk).count("case.ask_reopen") == 1
    walk.ask_reopen("again", "Vẫn tối")
    assert ReopenRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("complaint", "text"), [("boring", "Vẫn tối"), ("", "Vẫn tối"), ("again", "  "), ("again", "a" * 2001)]
)
def test_what_is_no_request(walk, complaint, text):
    with refused(Cause.NO_WORDS):
        walk.ask_reopen(complaint, text)
    assert not ReopenRequest.objects.exists()


@pytest.mark.parametrize("state", ["received", "assigned", "awaiting", "withdrawn", "merged", "reopened"])
def test_only_what_is_answered_can_be_reopened(state):
    walk = walk_to(state)
    with pytest.raises(MoveRefused):
        walk.ask_reopen()
    assert last_day_to_ask(walk.case) is None
    assert not can_ask(walk.case, walk.at)


def test_not_for_ever(walk, settings):
    settings.REOPEN_REQUEST_DAYS = 30
    answered = Event.objects.get(kind="case.answer").happened_at
    until = last_day_to_ask(walk.case)
    assert until == answered + timedelta(days=30)
    assert can_ask(walk.case, until)
    assert not can_ask(walk.case, until + SECOND)
    with pytest.raises(TooLateToAsk):
        walk.until(until + SECOND).ask_reopen()
    walk.until(until).ask_reopen()


def test_a_round_that_ended_nobody_knows_when_is_not_reopened_on_request():
    imported(closed_unknown())
    assert last_day_to_ask(Case.objects.get()) is None


def test_not_too_many_of_one_case(walk):
    for n in range(reopen_requests.MOST_WAITING):
        walk.ask_reopen(text=f"Vẫn tối {n}")
    with pytest.raises(EnoughWait):
        walk.ask_reopen(text="Vẫn tối nữa")
    walk.keep()
    walk.ask_reopen(text="Vẫn tối nữa")


def test_not_too_many_of_one_address_and_after_an_hour_it_is_forgotten(walk):
    for _ in range(reopen_requests.MOST_BY_ADDRESS):
        walk_to("answered").later(hours=1).ask_reopen(sender="ab")
    with pytest.raises(TooManyOfOneAddress):
        walk.ask_reopen(sender="ab")
    walk.ask_reopen(text="Người khác", sender="cd")
    walk.ask_reopen(text="Không rõ từ đâu")
    old = ReopenRequest.objects.filter(sender="ab")
    with transaction.atomic():
        old.update(recorded_at=old.first().recorded_at - reopen_requests.WITHIN)
    walk.ask_reopen(sender="ab")
    assert list(ReopenRequest.objects.filter(sender="ab").values_list("case", flat=True)) == [walk.case.pk]


def test_declined_for_a_reason_that_the_public_reads(walk):
    walk.ask_reopen().ask_reopen("untrue", "Không ai đến").later(hours=1).keep("viec-khac")
    assert states() == [("declined", "viec-khac")] * 2
    event = Event.objects.filter(case=walk.case).last()
    assert (event.kind, event.role, event.data) == ("case.keep", "center", {"round": 1, "reason": "viec-khac"})
    assert walk.case.state == "answered"
    assert list(Verification().run()) == []


@pytest.mark.parametrize("reason", ["", "chua-xong", "khong-co"])
def test_not_without_a_reason_of_the_list(walk, reason):
    walk.ask_reopen()
    with refused(Cause.NO_SUCH_REASON):
        walk.keep(reason)
    assert states() == [("waiting", None)]


def test_nothing_to_decline(walk):
    with refused(Cause.AWAITS_NOT):
        walk.keep()
    walk.ask_reopen().keep()
    with refused(Cause.AWAITS_NOT):
        walk.keep()


def test_a_reopening_by_whatever_way_answers_them(walk):
    other = walk_to("answered").later(hours=1).ask_reopen()
    walk.ask_reopen().ask_reopen(text="Vẫn tối")
    walk.reopen()
    assert states() == [("waiting", None), ("accepted", None), ("accepted", None)]
    assert other.case.state == "answered"
    assert kinds(walk)[-2:] == ["case.reopen", "case.assign"]


def test_it_waits_while_the_case_is_away(walk):
    walk.ask_reopen().later(hours=1).withdraw().later(hours=1).restore()
    assert states() == [("waiting", None)]
    walk.reopen()
    assert states() == [("accepted", None)]


@pytest.mark.parametrize(
    ("power", "allowed"),
    [("edit", True), ("decide", True), ("head", True), ("answer", False), ("follow", False), ("administer", False)],
)
def test_who_decides(walk, power, allowed):
    walk.ask_reopen(by=CITIZEN)
    account = an_account(power, agency=KIM_LONG)
    by = Actor(role=Role.CENTER, user_id=account.pk)
    if allowed:
        walk.keep(by=by)
        assert ReopenRequest.objects.get().decided_by == account
    else:
        with pytest.raises(RightRefused):
            walk.keep(by=by)
        assert states() == [("waiting", None)]
