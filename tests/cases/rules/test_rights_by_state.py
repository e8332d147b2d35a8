"""Every role × every deed × every state of a case: the rights and the states together, against two short tables."""

from itertools import product

import pytest

from cases.rules.rights import Deed, may
from cases.rules.states import (
    ASSIGNMENT_MOVES,
    CASE_MOVES,
    AssignmentMove,
    AssignmentState,
    CaseMove,
    CaseState,
    can_move,
)
from tests.cases.rules.test_rights import HOUSE, MAY, RELATIONS, TODAY, matter, staff

pytestmark = pytest.mark.pure

#: Role → its power, and what the case's agency is to it.
ROLES = {
    "stranger": (None, "own"),
    "officer": ("answer", "own"),
    "officer of another agency": ("answer", "other"),
    "officer who left": ("answer", "past"),
    "follow-up officer": ("follow", "own"),
    "follow-up officer of another agency": ("follow", "other"),
    "editor": ("edit", "other"),
    "approver": ("decide", "other"),
    "head": ("head", "other"),
    "administrator": ("administer", "other"),
}
#: A case on its way: its state, and that of the charge in question.
SITUATIONS = {
    "received": (CaseState.RECEIVED, None),
    "declined": (CaseState.DECLINED, None),
    "accepted": (CaseState.IN_PROGRESS, None),
    "assigned": (CaseState.IN_PROGRESS, AssignmentState.OPEN),
    "awaiting": (CaseState.IN_PROGRESS, AssignmentState.AWAITING),
    "transferred": (CaseState.IN_PROGRESS, AssignmentState.TRANSFERRED),
    "answered": (CaseState.ANSWERED, AssignmentState.ANSWERED),
    "merged": (CaseState.MERGED, AssignmentState.CANCELLED),
    "withdrawn": (CaseState.WITHDRAWN, AssignmentState.CANCELLED),
}
# No state is left or reached by them.
ALWAYS = "read note enter level place picture urge correct_snapshot state decide_statement"
ALWAYS += " report_figure answer_figure_report"
OPEN_CASE = f"{ALWAYS} assign escalate strike merge withdraw confirm_withdrawal"
#: What each situation lets be done, said out.
LETS = {
    "received": f"{ALWAYS} accept decline merge",
    "declined": f"{ALWAYS} decline",  # to think better of it is the same right
    "accepted": OPEN_CASE,
    "assigned": f"{OPEN_CASE} transfer write submit extend not_ours ask_higher appeal rule decide_appeal",
    "awaiting": f"{OPEN_CASE} recall claim approve return refuse cover settle_disagreement rule",
    "transferred": OPEN_CASE,
    "answered": f"{ALWAYS} rate amend strike reopen withdraw confirm_withdrawal retract cover",
    "merged": f"{ALWAYS} merge confirm_duplicate",  # and to unmerge
    "withdrawn": f"{ALWAYS} restore",
}
_C, _A = CaseMove, AssignmentMove
#: Deed → the ways to do it, each the moves that it needs at once.
MOVES = {
    Deed.ACCEPT: [[_C.ACCEPT]],
    Deed.DECLINE: [[_C.DECLINE], [_C.RECONSIDER]],
    Deed.MERGE: [[_C.MERGE], [_C.UNMERGE]],
    Deed.ASSIGN: [[_C.ASSIGN]],
    Deed.TRANSFER: [[_C.TRANSFER, _A.TRANSFER]],
    Deed.ESCALATE: [[_C.ESCALATE]],
    Deed.STRIKE: [[_C.STRIKE]],
    Deed.RATE: [[_C.RATE]],
    Deed.REOPEN: [[_C.REOPEN]],
    Deed.WITHDRAW: [[_C.WITHDRAW]],
    Deed.CONFIRM_WITHDRAWAL: [[_C.WITHDRAW]],
    Deed.RESTORE: [[_C.RESTORE]],
    Deed.AMEND: [[_C.AMEND]],
    Deed.WRITE: [[_A.SUBMIT]],
    Deed.SUBMIT: [[_A.SUBMIT]],
    Deed.EXTEND: [[_C.EXTEND, _A.SUBMIT]],  # while there is an answer to give
    Deed.RECALL: [[_A.RECALL]],
    Deed.NOT_OURS: [[_A.NOT_OURS]],
    Deed.ASK_HIGHER: [[_A.ASK_HIGHER]],
    Deed.APPEAL: [[_A.APPEAL]],
    Deed.CLAIM: [[_A.APPROVE]],
    Deed.APPROVE: [[_A.APPROVE]],
    Deed.RETURN: [[_A.RETURN]],
    Deed.REFUSE: [[_A.REFUSE]],
    Deed.SETTLE_DISAGREEMENT: [[_A.APPROVE], [_A.RETURN], [_A.REFUSE]],
    Deed.CONFIRM_DUPLICATE: [[_C.UNMERGE]],  # while it could be taken apart instead
    Deed.RULE: [[_A.RULE]],
    Deed.DECIDE_APPEAL: [[_A.UPHOLD], [_A.OVERTURN]],
    Deed.RETRACT: [[_C.UNANSWER, _A.RETRACT]],
    Deed.COVER: [[_A.APPROVE], [_A.RETRACT]],  # while it awaits review, and once it is published
}


def lets(situation, deed):
    """Whether the tables of states let this deed be done now."""
    case, charge = SITUATIONS[situation]

    def can(move):
        if isinstance(move, CaseMove):
            return can_move(CASE_MOVES, case, move, before=CaseState.IN_PROGRESS)
        return charge is not None and can_move(ASSIGNMENT_MOVES, charge, move)

    return deed in set(map(Deed, ALWAYS.split())) or any(all(map(can, way)) for way in MOVES.get(deed, ()))


def somebody(role):
    power, relation = ROLES[role]
    return staff(*([power] if power else []), **RELATIONS[relation])


def said(role, situation):
    """What both tables say of a role in a situation."""
    power, relation = ROLES[role]
    allowed = MAY[power][list(RELATIONS).index(relation)].split() if power else []
    return set(map(Deed, allowed)) & set(map(Deed, LETS[situation].split()))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_state_lets_be_done_what_the_table_says(situation):
    assert {deed for deed in Deed if lets(situation, deed)} == set(map(Deed, LETS[situation].split()))


@pytest.mark.parametrize(("role", "situation"), list(product(ROLES, SITUATIONS)))
def test_a_role_may_in_a_state_what_both_tables_say(role, situation):
    who = somebody(role)
    found = {d for d in Deed if may(who, d, matter(), today=TODAY, house=HOUSE) and lets(situation, d)}
    assert found == said(role, situation)


def test_the_product_is_whole():
    assert len(ROLES) * len(Deed) * len(SITUATIONS) == 10 * 42 * 9 == 3_780
    assert sum(len(said(role, situation)) for role, situation in product(ROLES, SITUATIONS)) == 438
    assert set(MOVES) | set(map(Deed, ALWAYS.split())) == set(Deed)
    assert {state for state, _charge in SITUATIONS.values()} == set(CaseState)
    assert {charge for _state, charge in SITUATIONS.values()} - {None} == set(AssignmentState)


def test_nothing_is_done_by_nobody_and_everything_by_somebody():
    done = set().union(*(said(role, situation) for role, situation in product(ROLES, SITUATIONS)))
    assert done == set(Deed)
    for role in ("stranger", "officer of another agency", "follow-up officer of another agency", "administrator"):
        assert not any(said(role, situation) for situation in SITUATIONS)
    assert {deed for situation in SITUATIONS for deed in said("officer who left", situation)} == {Deed.READ}
