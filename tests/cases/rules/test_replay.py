import pytest

from cases.rules.replay import Event, ReplayError, replay
from cases.rules.states import (
    ANSWER_MOVES,
    ASSIGNMENT_MOVES,
    CASE_MOVES,
    EVENT_KINDS,
    NO_MOVES,
    AnswerState,
    AssignmentState,
    CaseState,
)

pytestmark = pytest.mark.pure


def event(kind, assignment=None, answer=None, **data):
    return Event(kind=kind, assignment=assignment, answer=answer, data=data)


def rated(value, number=1):
    return event("case.rate", round=number, rating=value)


RECEIVED = [event("case.receive")]
ACCEPTED = [*RECEIVED, event("case.accept")]
ASSIGNED = [*ACCEPTED, event("case.assign", 1, assignment_kind="handling")]
SUBMITTED = [*ASSIGNED, event("assignment.submit", 1, 11)]
APPROVED = [*SUBMITTED, event("assignment.approve", 1, 11, outcome="done")]
ANSWERED = [*APPROVED, event("case.answer")]


def standing(events):
    """Where everything stands, as plain words."""
    found = replay(events)
    words = {number: state.value for number, state in [*found.assignments.items(), *found.answers.items()]}
    return found.case_state and found.case_state.value, words


# --- what happens to a case --------------------------------------------------------------------------------------


#: Events → where the case stands → where its assignments stand.
WAYS = (
    ([], None, {}),
    (RECEIVED, "received", {}),
    ([*RECEIVED, event("case.decline")], "declined", {}),
    ([*RECEIVED, event("case.decline"), event("case.reconsider")], "received", {}),
    (ACCEPTED, "in_progress", {}),
    (ASSIGNED, "in_progress", {1: "open"}),
    ([*ASSIGNED, event("case.extend", 1)], "in_progress", {1: "open"}),
    ([*ASSIGNED, event("case.due", 1)], "in_progress", {1: "open"}),
    ([*ASSIGNED, event("case.update")], "in_progress", {1: "open"}),
    (
        [*ASSIGNED, event("case.transfer", 1, to_assignment=2, assignment_kind="handling")],
        "in_progress",
        {1: "transferred", 2: "open"},
    ),
    (
        [*ASSIGNED, event("case.escalate", 2, assignment_kind="opinion")],
        "in_progress",
        {1: "open", 2: "open"},
    ),
    (SUBMITTED, "in_progress", {1: "awaiting", 11: "submitted"}),
    ([*SUBMITTED, event("assignment.recall", 1, 11)], "in_progress", {1: "open", 11: "draft"}),
    ([*SUBMITTED, event("assignment.refuse", 1, 11)], "in_progress", {1: "open", 11: "refused"}),
    ([*SUBMITTED, event("assignment.return", 1, 11)], "in_progress", {1: "open", 11: "returned"}),
    (
        [*SUBMITTED, event("assignment.return", 1, 11), event("assignment.submit", 1, 11)],
        "in_progress",
        {1: "awaiting", 11: "submitted"},
    ),
    (APPROVED, "in_progress", {1: "answered", 11: "approved"}),
    (ANSWERED, "answered", {1: "answered", 11: "approved"}),
    (
        [*SUBMITTED, event("assignment.approve", 1, 11, outcome="planned")],
        "in_progress",
        {1: "open", 11: "approved"},
    ),
    ([*ANSWERED, rated("satisfied")], "answered", {1: "answered", 11: "approved"}),
    (
        [*ANSWERED, event("assignment.retract", 1, 11), event("case.unanswer")],
        "in_progress",
        {1: "open", 11: "void"},
    ),
    (
        [*ANSWERED, event("case.amend", 1, 12, amends=11)],
        "answered",
        {1: "answered", 11: "approved", 12: "draft"},
    ),
    (
        [
            *ANSWERED,
            event("case.amend", 1, 12, amends=11),
            event("answer.submit", 1, 12),
            event("answer.approve", 1, 12),
        ],
        "answered",
        {1: "answered", 11: "approved", 12: "approved"},
    ),
    (
        [*ANSWERED, event("case.reopen"), event("case.assign", 2)],
        "in_progress",
        {1: "answered", 2: "open", 11: "approved"},
    ),
    ([*ASSIGNED, event("case.withdraw"), event("assignment.cancel", 1)], "withdrawn", {1: "cancelled"}),
    (
        [*SUBMITTED, event("case.withdraw"), event("answer.void", 1, 11), event("assignment.cancel", 1)],
        "withdrawn",
        {1: "cancelled", 11: "void"},
    ),
    (
        [
            *ASSIGNED,
            event("case.withdraw"),
            event("assignment.cancel", 1),
            event("case.restore", state="in_progress"),
            event("assignment.restore", 1),
        ],
        "in_progress",
        {1: "open"},
    ),
    ([*ANSWERED, event("case.withdraw"), event("case.restore")], "answered", {1: "answered", 11: "approved"}),
    ([*RECEIVED, event("case.merge"), event("case.unmerge", state="received")], "received", {}),
    (
        [
            *ASSIGNED,
            event("case.merge"),
            event("assignment.cancel", 1),
            event("case.unmerge"),
            event("assignment.unmerge", 1),
        ],
        "in_progress",
        {1: "open"},
    ),
)


@pytest.mark.parametrize(("events", "case", "rest"), WAYS)
def test_where_everything_stands(events, case, rest):
    assert standing(events) == (case, rest)


def test_states_are_those_of_the_tables():
    found = replay(ANSWERED)
    assert found.case_state is CaseState.ANSWERED
    assert found.assignments[1] is AssignmentState.ANSWERED
    assert found.answers[11] is AnswerState.APPROVED


# --- appeals, and what is asked of the Center --------------------------------------------------------------------

REFUSED = [*SUBMITTED, event("assignment.refuse", 1, 11, version=1)]
RETURNED = [*SUBMITTED, event("assignment.return", 1, 11, version=1)]
APPEAL = event("assignment.appeal", 1, 11, version=1)
APPEALED = [*RETURNED, APPEAL]
AMENDED = [*ANSWERED, event("case.amend", 1, 12, amends=11), event("answer.submit", 1, 12)]


@pytest.mark.parametrize(
    ("events", "case", "rest"),
    [
        (APPEALED, "in_progress", {1: "open", 11: "returned"}),
        ([*REFUSED, APPEAL], "in_progress", {1: "open", 11: "refused"}),
        ([*APPEALED, event("assignment.uphold", 1, 11)], "in_progress", {1: "open", 11: "returned"}),
        (
            [*REFUSED, APPEAL, event("assignment.overturn", 1, 11, outcome="done"), event("case.answer")],
            "answered",
            {1: "answered", 11: "approved"},
        ),
        (
            [*APPEALED, event("assignment.overturn", 1, 11, outcome="planned")],
            "in_progress",
            {1: "open", 11: "approved"},
        ),
        ([*APPEALED, event("assignment.submit", 1, 11)], "in_progress", {1: "awaiting", 11: "submitted"}),
        (
            [
                *APPEALED,
                event("assignment.submit", 1, 11, version=2),
                event("assignment.return", 1, 11),
                event("assignment.appeal", 1, 11, version=2),
            ],
            "in_progress",
            {1: "open", 11: "returned"},
        ),
        (
            [*AMENDED, event("answer.refuse", 1, 12), event("answer.appeal", 1, 12), event("answer.overturn", 1, 12)],
            "answered",
            {1: "answered", 11: "approved", 12: "approved"},
        ),
        ([*ASSIGNED, event("assignment.not_ours", 1)], "in_progress", {1: "open"}),
        ([*ASSIGNED, event("assignment.ask_higher", 1), event("assignment.rule", 1)], "in_progress", {1: "open"}),
        ([*SUBMITTED, event("assignment.rule", 1)], "in_progress", {1: "awaiting", 11: "submitted"}),
        ([*ANSWERED, event("case.strike", 1)], "answered", {1: "answered", 11: "approved"}),
    ],
)
def test_where_appeals_and_rulings_leave_everything(events, case, rest):
    assert standing(events) == (case, rest)


def test_ids_may_be_texts_and_an_imported_answer_may_have_none():
    events = [*ACCEPTED, event("case.assign", "a"), event("assignment.submit", "a"), event("assignment.approve", "a")]
    assert standing([*events, event("case.answer")]) == ("answered", {"a": "answered"})


def test_events_may_come_one_by_one():
    assert replay(iter(ASSIGNED)).assignments == {1: AssignmentState.OPEN}


# --- what makes a case answered ----------------------------------------------------------------------------------


def test_a_case_is_answered_only_by_its_last_assignment():
    both = [*APPROVED[:-2], event("case.assign", 2), *APPROVED[-2:]]
    with pytest.raises(ReplayError, match=r"Event 7 \(case\.answer\): The last assignment of this round"):
        replay([*both, event("case.answer")])
    second = [event("assignment.submit", 2, 12), event("assignment.approve", 2, 12)]
    assert replay([*both, *second, event("case.answer")]).case_state is CaseState.ANSWERED


@pytest.mark.parametrize("kind", ["opinion", "follow_up"])
def test_opinions_and_follow_ups_neither_close_a_case_nor_keep_it_open(kind):
    asked = [*ASSIGNED, event("case.escalate", 2, assignment_kind=kind)]
    given = [event("assignment.submit", 2, 12), event("assignment.approve", 2, 12)]
    with pytest.raises(ReplayError, match="last assignment"):
        replay([*asked, *given, event("case.answer")])
    own = [event("assignment.submit", 1, 11), event("assignment.approve", 1, 11)]
    assert replay([*asked, *own, event("case.answer")]).case_state is CaseState.ANSWERED


def test_answers_of_an_earlier_round_do_not_count():
    with pytest.raises(ReplayError, match="last assignment"):
        replay([*ANSWERED, event("case.reopen"), event("case.answer")])


def test_an_assignment_handed_on_counts_for_the_round_it_began_in():
    handed_on = [*ASSIGNED, event("case.transfer", 1, to_assignment=2)]
    answered = [event("assignment.submit", 2, 12), event("assignment.approve", 2, 12), event("case.answer")]
    assert replay([*handed_on, *answered]).case_state is CaseState.ANSWERED


# --- how answers were found --------------------------------------------------------------------------------------

RETRACTED = [event("assignment.retract", 1, 11), event("case.unanswer")]
AGAIN = [
    event("case.reopen"),
    event("case.assign", 2),
    event("assignment.submit", 2, 12),
    event("assignment.approve", 2, 12),
    event("case.answer"),
]


@pytest.mark.parametrize(
    ("events", "ratings"),
    [
        (ANSWERED, {}),
        ([*ANSWERED, rated("acceptable")], {1: "acceptable"}),
        ([*ANSWERED, rated("satisfied"), rated("not_satisfied")], {1: "not_satisfied"}),
        ([*ANSWERED, rated("satisfied"), *RETRACTED], {}),
        ([*ANSWERED, *RETRACTED], {}),
        ([*ANSWERED, rated("not_satisfied"), *AGAIN], {1: "not_satisfied"}),
        ([*ANSWERED, rated("not_satisfied"), *AGAIN, rated("satisfied", 2)], {1: "not_satisfied", 2: "satisfied"}),
        ([*ANSWERED, rated("satisfied"), event("case.withdraw"), event("case.restore")], {1: "satisfied"}),
    ],
    ids=["none", "one", "again", "fell", "none to fall", "reopened", "two rounds", "withdrawn and back"],
)
def test_which_ratings_are_in_force(events, ratings):
    assert replay(events).ratings == ratings


#: Appeals and questions that cannot have happened after those events, and why.
OF_APPEALS = [
    (RETURNED, event("assignment.overturn", 1, 11), "No appeal for answer 11 waits."),
    (RETURNED, event("assignment.uphold", 1, 11), "No appeal for answer 11 waits."),
    (APPEALED, event("assignment.uphold", 1), "It names no answer."),
    (RETURNED, event("assignment.appeal", 1), "It names no answer."),
    (APPEALED, APPEAL, "This version of answer 11 was appealed for before."),
    ([*APPEALED, event("assignment.uphold", 1, 11)], APPEAL, "appealed for before"),
    ([*APPEALED, event("assignment.uphold", 1, 11)], event("assignment.overturn", 1, 11), "No appeal for answer"),
    (SUBMITTED, APPEAL, "An assignment that is awaiting has no move “appeal”."),
    (
        # A refused answer is not handed in again; another one is, and that ends the appeal.
        [*REFUSED, APPEAL, event("assignment.submit", 1, 12), event("assignment.return", 1, 12)],
        event("assignment.overturn", 1, 11),
        "No appeal for answer 11 waits.",
    ),
    (AMENDED, event("answer.appeal", 1, 12), "An answer that is submitted has no move “appeal”."),
    (SUBMITTED, event("assignment.not_ours", 1), "An assignment that is awaiting has no move “not ours”."),
    (ANSWERED, event("assignment.rule", 1), "An assignment that is answered has no move “rule”."),
    (RECEIVED, event("case.strike"), "A case that is received has no move “strike”."),
]


# --- what cannot have happened -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "last", "sentence"),
    [
        ([], event("case.accept"), "received once, before anything else"),
        (RECEIVED, event("case.receive"), "received once, before anything else"),
        (RECEIVED, event("case.explode"), "There is no such kind of event."),
        (RECEIVED, event("case"), "There is no such kind of event."),
        (RECEIVED, event("assignment.transfer", 1), "There is no such kind of event."),
        (RECEIVED, event("case.assign", 1), "A case that is received has no move “assign”."),
        (ACCEPTED, event("case.decline"), "An accepted case is not declined any more"),
        (ACCEPTED, event("case.assign"), "It names no assignment."),
        (ASSIGNED, event("case.assign", 1), "Assignment 1 began before."),
        (ACCEPTED, event("case.assign", 1, assignment_kind="gift"), "There is no kind of assignment 'gift'."),
        (ACCEPTED, event("assignment.submit", 1, 11), "Assignment 1 never began."),
        (ASSIGNED, event("assignment.submit", None, 11), "It names no assignment."),
        (ASSIGNED, event("case.transfer", 1), "None names nothing."),
        (SUBMITTED, event("case.transfer", 1, to_assignment=2), "there is no transfer until it is decided"),
        (ASSIGNED, event("assignment.approve", 1, 11), "An assignment that is open has no move “approve”."),
        (APPROVED, event("assignment.approve", 1, 11), "An assignment that is answered has no move “approve”."),
        (SUBMITTED, event("assignment.approve", 1, 12), "An answer that is draft has no move “approve”."),
        (ASSIGNED, event("answer.submit", 1), "It names no answer."),
        (ASSIGNED, event("case.amend", 1, 12, amends=11), "A case that is in progress has no move “amend”."),
        (ANSWERED, event("case.amend", 1, 12), "None names nothing."),
        (ANSWERED, event("case.amend", 1, None, amends=11), "It names no answer."),
        (ANSWERED, event("case.amend", 1, 12, amends=13), "An answer that is draft has no move “amend”."),
        (ANSWERED, event("assignment.submit", 1, 12), "This assignment is answered; a reopening makes a new one."),
        (
            [*ANSWERED, event("case.amend", 1, 12, amends=11), event("answer.submit", 1, 12)],
            event("case.reopen"),
            "An answer awaits review",
        ),
        (ASSIGNED, event("case.reopen"), "A case that is in progress has no move “reopen”."),
        (ASSIGNED, rated("satisfied"), "A case that is in progress has no move “rate”."),
        (ANSWERED, rated("awful"), "There is no rating 'awful'."),
        (ANSWERED, event("case.rate", round=1), "There is no rating None."),
        (ANSWERED, rated("satisfied", 2), "The round that is rated is 1, not 2."),
        (ANSWERED, event("case.rate", rating="satisfied"), "The round that is rated is 1, not None."),
        (
            [*ASSIGNED, event("case.withdraw")],
            event("case.restore", state="answered"),
            "The case was in_progress before.",
        ),
        ([*RECEIVED, event("case.merge")], event("case.restore"), "A case that is merged has no move “restore”."),
        (ASSIGNED, event("assignment.restore", 1), "An assignment that is open has no move “restore”."),
        *OF_APPEALS,
    ],
)
def test_what_cannot_have_happened_is_refused(events, last, sentence):
    replay(events)
    with pytest.raises(ReplayError) as refused:
        replay([*events, last])
    assert sentence in refused.value.sentence
    assert (refused.value.position, refused.value.kind) == (len(events) + 1, last.kind)
    assert str(refused.value) == f"Event {len(events) + 1} ({last.kind}): {refused.value.sentence}"


def test_every_kind_of_event_is_understood():
    """None of them falls through: it moves something, or it is one that moves nothing."""
    tables = {"case": CASE_MOVES, "assignment": ASSIGNMENT_MOVES, "answer": ANSWER_MOVES}
    for kind in EVENT_KINDS - NO_MOVES:
        subject, _, move = kind.partition(".")
        assert any(each.value == move for _, each in tables[subject])
    for kind in NO_MOVES - {"case.receive"}:
        assert standing([*ASSIGNED, event(kind, 1)]) == standing(ASSIGNED)
