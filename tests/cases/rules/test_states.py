"""Every pair of state and move, said out in the words of the design."""

from itertools import product

import pytest

from cases.rules.states import (
    ANSWER_LOGGED_AS,
    ANSWER_MOVES,
    ASSIGNMENT_LOGGED_AS,
    ASSIGNMENT_MOVES,
    CASE_LOGGED_AS,
    CASE_MOVES,
    EVENT_KINDS,
    NO_MOVES,
    AnswerMove,
    AnswerState,
    AssignmentMove,
    AssignmentState,
    CaseMove,
    CaseState,
    MoveRefused,
    can_move,
    can_reopen,
    check_move,
    check_reopen,
    is_answered,
    picture,
    seen_state,
)

pytestmark = pytest.mark.pure

# state: what can be done with it, and where that leads ("=": it stays)
CASE = {
    "received": "accept in_progress, decline declined, merge merged",
    "declined": "reconsider received",
    "in_progress": "assign =, transfer =, escalate =, extend =, strike =, answer answered, merge merged, "
    "withdraw withdrawn",
    "answered": "rate =, amend =, strike =, reopen in_progress, ask_reopen =, keep =, "
    "unanswer in_progress, withdraw withdrawn",
    "merged": "unmerge received|in_progress",
    "withdrawn": "restore in_progress|answered",
}
ASSIGNMENT = {
    "open": "submit awaiting, transfer transferred, cancel cancelled, appeal =, uphold =, overturn answered, "
    "not_ours =, ask_higher =, rule =",
    "awaiting": "approve answered, return open, refuse open, recall open, cancel cancelled, rule =",
    "answered": "retract open",
    "transferred": "",
    "cancelled": "restore open, unmerge open",
}
ANSWER = {
    "draft": "submit submitted, void void",
    "submitted": "approve approved, return returned, refuse refused, recall draft, void void",
    "approved": "amend =, void void",
    "returned": "submit submitted, void void, appeal =, uphold =, overturn approved",
    "refused": "appeal =, uphold =, overturn approved",
    "void": "",
}
MACHINES = {
    "case": (CASE_MOVES, CaseState, CaseMove, CASE, CASE_LOGGED_AS),
    "assignment": (ASSIGNMENT_MOVES, AssignmentState, AssignmentMove, ASSIGNMENT, ASSIGNMENT_LOGGED_AS),
    "answer": (ANSWER_MOVES, AnswerState, AnswerMove, ANSWER, ANSWER_LOGGED_AS),
}


def targets(written, state):
    """{move: set of states} of one line of the tables above."""
    entries = (entry.split() for entry in written[state].split(", ") if entry)
    return {move: {state if end == "=" else end for end in ends.split("|")} for move, ends in entries}


EVERY_PAIR = [
    (name, state, move) for name, (_, states, moves, _, _) in MACHINES.items() for state, move in product(states, moves)
]


@pytest.mark.parametrize(("name", "state", "move"), EVERY_PAIR)
def test_every_pair_of_state_and_move(name, state, move):
    table, states, _, written, _ = MACHINES[name]
    expected = targets(written, state.value).get(move.value, set())
    reached = {before for before in states if can_move(table, state, move, before=before)}
    if len(expected) > 1:
        assert {before.value for before in reached} == expected
        assert {check_move(table, state, move, before=before) for before in reached} == reached
        assert not can_move(table, state, move)
    elif expected:
        assert check_move(table, state, move).value in expected
        assert can_move(table, state, move)
    else:
        assert not reached
        assert not can_move(table, state, move)


@pytest.mark.parametrize("name", MACHINES)
def test_no_state_and_no_move_lacks_an_entry(name):
    table, states, moves, written, logged_as = MACHINES[name]
    assert {state.value for state in states} == set(written)
    assert {move for _, move in table} == set(moves)
    assert set(logged_as) == set(moves)
    reached = {end for target in table.values() for end in (target if isinstance(target, frozenset) else {target})}
    assert reached | {next(iter(states))} == set(states)


@pytest.mark.parametrize("name", MACHINES)
def test_every_move_is_logged_as_an_event_that_exists(name):
    assert set(MACHINES[name][4].values()) <= EVENT_KINDS


def test_event_kinds_name_what_they_are_about():
    assert {kind.split(".")[0] for kind in EVENT_KINDS} == {"case", "assignment", "answer", "review"}
    moves = {f"{name}.{move.value}" for name, machine in MACHINES.items() for move in machine[2]}
    assert EVENT_KINDS - moves == NO_MOVES
    assert moves - EVENT_KINDS == {"assignment.transfer", "answer.amend"}  # logged with the case
    assert ASSIGNMENT_LOGGED_AS[AssignmentMove.TRANSFER] == "case.transfer"
    assert ANSWER_LOGGED_AS[AnswerMove.AMEND] == "case.amend"


def test_values_are_lower_case_words():
    for _, states, moves, _, _ in MACHINES.values():
        assert all(each.value == each.name.lower() for each in [*states, *moves])


@pytest.mark.parametrize(
    ("state", "round_", "seen"),
    [
        ("in_progress", 1, "in_progress"),
        ("in_progress", 2, "reopened"),
        ("answered", 2, "answered"),
        ("withdrawn", 3, "withdrawn"),
    ],
)
def test_only_what_is_worked_on_again_is_seen_as_reopened(state, round_, seen):
    assert seen_state(state, round_) == seen


def test_past_due_is_no_state():
    for _, states, _, _, _ in MACHINES.values():
        assert not {"overdue", "past_due", "extended", "late"} & {state.value for state in states}


# --- refusals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "state", "move", "sentence"),
    [
        (CASE_MOVES, CaseState.RECEIVED, CaseMove.ASSIGN, "A case that is received has no move “assign”."),
        (CASE_MOVES, CaseState.IN_PROGRESS, CaseMove.REOPEN, "A case that is in progress has no move “reopen”."),
        (
            CASE_MOVES,
            CaseState.IN_PROGRESS,
            CaseMove.DECLINE,
            "An accepted case is not declined any more, only withdrawn.",
        ),
        (
            CASE_MOVES,
            CaseState.ANSWERED,
            CaseMove.DECLINE,
            "An accepted case is not declined any more, only withdrawn.",
        ),
        (
            ASSIGNMENT_MOVES,
            AssignmentState.AWAITING,
            AssignmentMove.TRANSFER,
            "An answer awaits review: there is no transfer until it is decided.",
        ),
        (ASSIGNMENT_MOVES, AssignmentState.AWAITING, AssignmentMove.SUBMIT, "An answer awaits review already."),
        (
            ASSIGNMENT_MOVES,
            AssignmentState.ANSWERED,
            AssignmentMove.SUBMIT,
            "This assignment is answered; a reopening makes a new one.",
        ),
        (
            ASSIGNMENT_MOVES,
            AssignmentState.TRANSFERRED,
            AssignmentMove.RESTORE,
            "An assignment that is transferred has no move “restore”.",
        ),
        (ANSWER_MOVES, AnswerState.REFUSED, AnswerMove.SUBMIT, "An answer that is refused has no move “submit”."),
    ],
)
def test_a_refusal_is_a_sentence(table, state, move, sentence):
    with pytest.raises(MoveRefused) as refused:
        check_move(table, state, move)
    assert str(refused.value) == refused.value.sentence == sentence
    assert (refused.value.state, refused.value.move) == (state, move)


@pytest.mark.parametrize(
    ("state", "move", "before", "sentence"),
    [
        (
            CaseState.WITHDRAWN,
            CaseMove.RESTORE,
            None,
            "To restore needs the state before, one of answered or in_progress.",
        ),
        (
            CaseState.WITHDRAWN,
            CaseMove.RESTORE,
            CaseState.RECEIVED,
            "To restore needs the state before, one of answered or in_progress.",
        ),
        (
            CaseState.MERGED,
            CaseMove.UNMERGE,
            CaseState.ANSWERED,
            "To unmerge needs the state before, one of in_progress or received.",
        ),
    ],
)
def test_a_move_back_needs_the_state_before(state, move, before, sentence):
    with pytest.raises(MoveRefused) as refused:
        check_move(CASE_MOVES, state, move, before=before)
    assert str(refused.value) == sentence


def test_the_way_back_leads_wherever_the_way_here_started():
    for there, back in [(CaseMove.MERGE, CaseMove.UNMERGE), (CaseMove.WITHDRAW, CaseMove.RESTORE)]:
        starts = {state for (state, move) in CASE_MOVES if move is there}
        gone = {CASE_MOVES[state, there] for state in starts}
        assert len(gone) == 1
        assert CASE_MOVES[gone.pop(), back] == starts


# --- reopening ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("awaiting", [True, False])
def test_only_an_answered_case_without_an_answer_under_review_is_reopened(state, awaiting):
    allowed = state is CaseState.ANSWERED and not awaiting
    assert can_reopen(state, awaiting=awaiting) is allowed
    if allowed:
        assert check_reopen(state, awaiting=awaiting) is CaseState.IN_PROGRESS
        return
    with pytest.raises(MoveRefused) as refused:
        check_reopen(state, awaiting=awaiting)
    assert ("awaits review" in str(refused.value)) is (state is CaseState.ANSWERED)


@pytest.mark.parametrize(
    ("states", "answered"),
    [
        ([], False),
        (["answered"], True),
        (["answered", "open"], False),
        (["answered", "awaiting"], False),
        (["answered", "transferred", "cancelled", "answered"], True),
        (["transferred", "cancelled"], False),
        (["open"], False),
    ],
)
def test_when_its_assignments_make_a_case_answered(states, answered):
    assert is_answered(AssignmentState(each) for each in states) is answered


# --- the picture -------------------------------------------------------------------------------------------------


def test_the_picture_shows_every_state_and_every_move():
    lines = picture().splitlines()
    assert lines[0] == "stateDiagram-v2"
    for name, (table, states, _, _, _) in MACHINES.items():
        assert f"    state {name} {{" in lines
        assert f"        [*] --> {name}_{next(iter(states)).value}" in lines
        for state in states:
            assert f"        {name}_{state.value} : {state.value.replace('_', ' ')}" in lines
        for (state, move), target in table.items():
            for end in target if isinstance(target, frozenset) else {target}:
                start = f"        {name}_{state.value} --> {name}_{end.value} : "
                drawn = [line.removeprefix(start).split(", ") for line in lines if line.startswith(start)]
                assert len(drawn) == 1
                assert move.value.replace("_", " ") in drawn[0]


def test_the_picture_draws_no_more_than_there_is():
    arrows = [line for line in picture().splitlines() if " : " in line and "-->" in line]
    drawn = sum(len(line.split(" : ")[1].split(", ")) for line in arrows)
    ends = sum(len(t) if isinstance(t, frozenset) else 1 for m in MACHINES.values() for t in m[0].values())
    assert drawn == ends


def test_final_states_lead_out():
    out = [line.split()[0] for line in picture().splitlines() if line.endswith("--> [*]")]
    assert out == ["assignment_transferred", "answer_void"]


def test_the_picture_is_the_same_every_time():
    assert picture() == picture()
    assert picture().endswith("    }\n")
    assert picture().count("{") == picture().count("}") == len(MACHINES)
