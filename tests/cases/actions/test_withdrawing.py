"""Withdrawals by two: who may, what the ledger holds, and that nothing is public before."""

import pytest

from cases.actions import remove, verify, withdrawing
from cases.actions.actor import CENTER, Actor, Role
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused
from cases.models import ReasonCode, Withdrawal
from cases.rules.rights import RightRefused, Why
from cases.rules.states import MoveRefused
from tests.accounts import an_account
from tests.factories import walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db):
    return [Actor(role=Role.CENTER, user_id=an_account("decide").pk) for _ in range(2)]


def ask(walk, by, **fields):
    fields = {"reason": "an-ninh", "legal_basis": " Điều 7 ", **fields}
    return withdrawing.ask_withdrawal(case=walk.case, by=by, at=walk.at, **fields)


def refused(cause):
    return pytest.raises(ActionRefused, check=lambda error: error.cause is cause)


def test_two_people_withdraw(two):
    walk = walk_to("assigned")
    before = (walk.case.version, walk.case.page.live)
    asked = ask(walk, two[0])
    walk.case.refresh_from_db()
    assert (walk.case.version, walk.case.page.live, asked.legal_basis) == (*before, "Điều 7")
    with pytest.raises(RightRefused) as caught:
        withdrawing.confirm_withdrawal(case=walk.case, by=two[0], at=walk.at)
    assert caught.value.why is Why.OWN_REQUEST
    withdrawing.confirm_withdrawal(case=walk.case, by=two[1], at=walk.later(hours=1).at)
    asked.refresh_from_db()
    assert (walk.case.state, asked.outcome, asked.settled_by_id) == ("withdrawn", "confirmed", two[1].user_id)
    assert walk.assignment.state == "cancelled"
    assert [e.kind for e in walk.case.events.order_by("-seq")[:3]] == [
        "assignment.cancel",
        "case.withdraw",
        "case.ask_withdrawal",
    ]
    assert all("Điều" not in str(event.data) for event in walk.case.events.all())
    assert list(verify.Verification().run()) == []
    walk.later(hours=1).restore()
    assert walk.case.state == "in_progress"
    ask(walk, two[1])  # another time


def test_a_reason_for_two_is_none_for_one(two):
    walk = walk_to("assigned")
    with refused(CenterCause.NEEDS_TWO):
        remove.withdraw(case=walk.case, reason="an-ninh", by=CENTER, at=walk.at)
    ReasonCode.objects.filter(kind="withdraw", code="an-ninh").update(needs_two=False)
    walk.withdraw("an-ninh")
    assert walk.case.state == "withdrawn"


def test_what_is_missing_is_said(two):
    walk = walk_to("assigned")
    with refused(CenterCause.NO_LEGAL_BASIS):
        ask(walk, two[0], legal_basis=" \n")
    with refused(CenterCause.NO_ACCOUNT):
        ask(walk, CENTER)
    for verb in (withdrawing.confirm_withdrawal, withdrawing.drop_withdrawal):
        with refused(CenterCause.NOTHING_ASKED):
            verb(case=walk.case, by=two[0], at=walk.at)
    ask(walk, two[0])
    with refused(CenterCause.ASKED_ALREADY):
        ask(walk, two[1])
    with refused(CenterCause.NO_ACCOUNT):
        withdrawing.confirm_withdrawal(case=walk.case, by=CENTER, at=walk.at)
    assert Withdrawal.objects.waiting().count() == 1


@pytest.mark.parametrize("state", ["received", "declined", "merged", "withdrawn"])
def test_only_of_what_is_on_the_portal(state, two):
    with pytest.raises(MoveRefused):
        ask(walk_to(state), two[0])


@pytest.mark.parametrize("power", ["edit", "answer", "administer"])
def test_only_by_those_who_decide(power, two):
    walk = walk_to("assigned")
    other = Actor(role=Role.CENTER, user_id=an_account(power).pk)
    with pytest.raises(RightRefused):
        ask(walk, other)
    ask(walk, two[0])
    for verb in (withdrawing.confirm_withdrawal, withdrawing.drop_withdrawal):
        with pytest.raises(RightRefused):
            verb(case=walk.case, by=other, at=walk.at)
    assert Withdrawal.objects.waiting().exists()


def test_it_can_be_dropped_and_falls_with_a_plain_withdrawal(two):
    walk = walk_to("assigned")
    ask(walk, two[0])
    withdrawing.drop_withdrawal(case=walk.case, by=two[0], at=walk.at)
    assert walk.case.events.latest("seq").kind == "case.drop_withdrawal"
    ask(walk, two[0])
    walk.later(hours=1).withdraw()
    assert [w.outcome for w in Withdrawal.objects.all()] == ["dropped", "dropped"]
