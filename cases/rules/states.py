"""States: which moves a case, an assignment and an answer can make, and what each move is logged as.

The machine is data: the actions obey these tables, the ledger is replayed along them, and the picture in
docs/states.md is drawn from them. Past due is never a state.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar


class CaseState(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    DECLINED = "declined"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class SeenState(StrEnum):
    """Where a case stands as the public finds it: one in progress for the second time or more is reopened.

    What waits for the Center, was declined, withdrawn or merged is found nowhere, so that it is nothing to ask for.
    """

    IN_PROGRESS = "in_progress"
    REOPENED = "reopened"
    ANSWERED = "answered"


class CaseMove(StrEnum):
    """What can be done with a case; `answer` follows when its last assignment is answered, `unanswer` undoes that."""

    ACCEPT = "accept"
    DECLINE = "decline"
    RECONSIDER = "reconsider"
    ASSIGN = "assign"
    TRANSFER = "transfer"
    ESCALATE = "escalate"
    EXTEND = "extend"
    STRIKE = "strike"
    ANSWER = "answer"
    UNANSWER = "unanswer"
    RATE = "rate"
    AMEND = "amend"
    REOPEN = "reopen"
    ASK_REOPEN = "ask_reopen"
    KEEP = "keep"
    MERGE = "merge"
    UNMERGE = "unmerge"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


def seen_state(state: str, round_: int = 1) -> str:
    """The state of a case as it is shown and found; states that are not public stay as they are."""
    again = state == CaseState.IN_PROGRESS and round_ > 1
    return SeenState.REOPENED.value if again else str(state)


class AssignmentState(StrEnum):
    """Where one agency's charge stands."""

    OPEN = "open"
    AWAITING = "awaiting"
    ANSWERED = "answered"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"


class AssignmentMove(StrEnum):
    """What can be done with an assignment; an appeal leaves the Center's decision standing, or overturns it."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    REFUSE = "refuse"
    RECALL = "recall"
    RETRACT = "retract"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    NOT_OURS = "not_ours"
    ASK_HIGHER = "ask_higher"
    RULE = "rule"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    RESTORE = "restore"
    UNMERGE = "unmerge"


class AnswerState(StrEnum):
    """Where an answer stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    REFUSED = "refused"
    VOID = "void"


class AnswerMove(StrEnum):
    """What can be done with an answer."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    REFUSE = "refuse"
    RECALL = "recall"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    AMEND = "amend"
    VOID = "void"


class AssignmentKind(StrEnum):
    """What an agency is asked for; only handling closes a case."""

    HANDLING = "handling"
    OPINION = "opinion"
    FOLLOW_UP = "follow_up"


_C, _CM = CaseState, CaseMove
CASE_MOVES: dict[tuple[CaseState, CaseMove], CaseState | frozenset[CaseState]] = {
    (_C.RECEIVED, _CM.ACCEPT): _C.IN_PROGRESS,
    (_C.RECEIVED, _CM.DECLINE): _C.DECLINED,
    (_C.RECEIVED, _CM.MERGE): _C.MERGED,
    (_C.DECLINED, _CM.RECONSIDER): _C.RECEIVED,
    (_C.IN_PROGRESS, _CM.ASSIGN): _C.IN_PROGRESS,
    (_C.IN_PROGRESS, _CM.TRANSFER): _C.IN_PROGRESS,
    (_C.IN_PROGRESS, _CM.ESCALATE): _C.IN_PROGRESS,
    (_C.IN_PROGRESS, _CM.EXTEND): _C.IN_PROGRESS,
    (_C.IN_PROGRESS, _CM.STRIKE): _C.IN_PROGRESS,
    (_C.IN_PROGRESS, _CM.ANSWER): _C.ANSWERED,
    (_C.IN_PROGRESS, _CM.MERGE): _C.MERGED,
    (_C.IN_PROGRESS, _CM.WITHDRAW): _C.WITHDRAWN,
    (_C.ANSWERED, _CM.RATE): _C.ANSWERED,
    (_C.ANSWERED, _CM.AMEND): _C.ANSWERED,
    (_C.ANSWERED, _CM.STRIKE): _C.ANSWERED,
    (_C.ANSWERED, _CM.REOPEN): _C.IN_PROGRESS,
    # Somebody says that it is not done; the Center says why it does not reopen it.
    (_C.ANSWERED, _CM.ASK_REOPEN): _C.ANSWERED,
    (_C.ANSWERED, _CM.KEEP): _C.ANSWERED,
    (_C.ANSWERED, _CM.WITHDRAW): _C.WITHDRAWN,
    # An approval retracted opens its assignment; the case cannot stay answered then. The round goes on.
    (_C.ANSWERED, _CM.UNANSWER): _C.IN_PROGRESS,
    # Back to the state before: one of those the way here started from.
    (_C.MERGED, _CM.UNMERGE): frozenset({_C.RECEIVED, _C.IN_PROGRESS}),
    (_C.WITHDRAWN, _CM.RESTORE): frozenset({_C.IN_PROGRESS, _C.ANSWERED}),
}

_S, _SM = AssignmentState, AssignmentMove
ASSIGNMENT_MOVES: dict[tuple[AssignmentState, AssignmentMove], AssignmentState | frozenset[AssignmentState]] = {
    (_S.OPEN, _SM.SUBMIT): _S.AWAITING,
    # An appeal, and what is asked of the Center, leave the charge where it is; the clock runs on.
    (_S.OPEN, _SM.APPEAL): _S.OPEN,
    (_S.OPEN, _SM.UPHOLD): _S.OPEN,
    (_S.OPEN, _SM.OVERTURN): _S.ANSWERED,
    (_S.OPEN, _SM.NOT_OURS): _S.OPEN,
    (_S.OPEN, _SM.ASK_HIGHER): _S.OPEN,
    (_S.OPEN, _SM.RULE): _S.OPEN,
    (_S.AWAITING, _SM.RULE): _S.AWAITING,
    (_S.OPEN, _SM.TRANSFER): _S.TRANSFERRED,
    (_S.OPEN, _SM.CANCEL): _S.CANCELLED,
    (_S.AWAITING, _SM.APPROVE): _S.ANSWERED,
    (_S.AWAITING, _SM.RETURN): _S.OPEN,
    (_S.AWAITING, _SM.REFUSE): _S.OPEN,
    (_S.AWAITING, _SM.RECALL): _S.OPEN,
    (_S.AWAITING, _SM.CANCEL): _S.CANCELLED,
    (_S.ANSWERED, _SM.RETRACT): _S.OPEN,
    (_S.CANCELLED, _SM.RESTORE): _S.OPEN,
    (_S.CANCELLED, _SM.UNMERGE): _S.OPEN,
}

_A, _AM = AnswerState, AnswerMove
ANSWER_MOVES: dict[tuple[AnswerState, AnswerMove], AnswerState | frozenset[AnswerState]] = {
    (_A.DRAFT, _AM.SUBMIT): _A.SUBMITTED,
    (_A.DRAFT, _AM.VOID): _A.VOID,
    (_A.SUBMITTED, _AM.APPROVE): _A.APPROVED,
    (_A.SUBMITTED, _AM.RETURN): _A.RETURNED,
    (_A.SUBMITTED, _AM.REFUSE): _A.REFUSED,
    (_A.SUBMITTED, _AM.RECALL): _A.DRAFT,
    (_A.SUBMITTED, _AM.VOID): _A.VOID,
    (_A.RETURNED, _AM.SUBMIT): _A.SUBMITTED,
    (_A.RETURNED, _AM.VOID): _A.VOID,
    (_A.RETURNED, _AM.APPEAL): _A.RETURNED,
    (_A.RETURNED, _AM.UPHOLD): _A.RETURNED,
    (_A.RETURNED, _AM.OVERTURN): _A.APPROVED,
    (_A.REFUSED, _AM.APPEAL): _A.REFUSED,
    (_A.REFUSED, _AM.UPHOLD): _A.REFUSED,
    (_A.REFUSED, _AM.OVERTURN): _A.APPROVED,
    # The new version is an answer of its own, reviewed on its own; this one stays.
    (_A.APPROVED, _AM.AMEND): _A.APPROVED,
    # Only with its approval retracted.
    (_A.APPROVED, _AM.VOID): _A.VOID,
}

CASE_LOGGED_AS: dict[CaseMove, str] = {move: f"case.{move.value}" for move in CaseMove}
ASSIGNMENT_LOGGED_AS: dict[AssignmentMove, str] = {
    move: "case.transfer" if move is AssignmentMove.TRANSFER else f"assignment.{move.value}" for move in AssignmentMove
}
# Of an answer that is no amendment the move is logged with that of its assignment.
ANSWER_LOGGED_AS: dict[AnswerMove, str] = {
    move: "case.amend" if move is AnswerMove.AMEND else f"answer.{move.value}" for move in AnswerMove
}
# What happens on the Center's desk before anything counts; it is never public.
DESK_KINDS = frozenset(
    {
        "review.decide",
        "review.undo",
        "review.cover",
        "review.uncover",
        "review.confirm_duplicate",
        "case.ask_withdrawal",
        "case.drop_withdrawal",
        "case.urge",
        "case.calm",
    }
)
# What is recorded without a move: a report comes in, a due date is added, an import corrects facts, the Center
# corrects where it is, words of the report or of a published answer are covered.
NO_MOVES = (
    frozenset({"case.receive", "case.due", "case.update", "case.place", "case.cover", "answer.cover"}) | DESK_KINDS
)
EVENT_KINDS: frozenset[str] = NO_MOVES.union(
    CASE_LOGGED_AS.values(), ASSIGNMENT_LOGGED_AS.values(), ANSWER_LOGGED_AS.values()
)

_NOUNS: dict[type[StrEnum], str] = {
    CaseState: "A case",
    AssignmentState: "An assignment",
    AnswerState: "An answer",
}
_REASONS: dict[tuple[StrEnum, StrEnum], str] = {
    (_C.IN_PROGRESS, _CM.DECLINE): "An accepted case is not declined any more, only withdrawn.",
    (_C.ANSWERED, _CM.DECLINE): "An accepted case is not declined any more, only withdrawn.",
    (_S.AWAITING, _SM.TRANSFER): "An answer awaits review: there is no transfer until it is decided.",
    (_S.AWAITING, _SM.SUBMIT): "An answer awaits review already.",
    (_S.ANSWERED, _SM.SUBMIT): "This assignment is answered; a reopening makes a new one.",
}
_REOPEN_WHILE_AWAITING = "An answer awaits review: the case is reopened only after it is decided."

S = TypeVar("S", bound=StrEnum)
M = TypeVar("M", bound=StrEnum)


class MoveRefused(Exception):  # noqa: N818 - it is an answer, not a fault
    """A move that is not in the table; its text is a sentence for people, state and move are for programs."""

    def __init__(self, state: StrEnum, move: StrEnum, sentence: str) -> None:
        super().__init__(sentence)
        self.state = state
        self.move = move
        self.sentence = sentence


def check_move(table: Mapping[tuple[S, M], S | frozenset[S]], state: S, move: M, *, before: S | None = None) -> S:
    """Return the state a move leads to; MoveRefused where there is no such move.

    A move back (unmerge, restore) needs `before`, the state the way here started from, and is refused without.
    """
    target = table.get((state, move))
    if target is None:
        raise MoveRefused(state, move, _REASONS.get((state, move)) or _no_such_move(state, move))
    if not isinstance(target, frozenset):
        return target
    if before not in target:
        raise MoveRefused(state, move, f"To {move.value} needs the state before, one of {_listed(target)}.")
    return before


def can_move(table: Mapping[tuple[S, M], S | frozenset[S]], state: S, move: M, *, before: S | None = None) -> bool:
    """Tell whether `check_move` would let it pass."""
    try:
        check_move(table, state, move, before=before)
    except MoveRefused:
        return False
    return True


def check_reopen(state: CaseState, *, awaiting: bool) -> CaseState:
    """Return the state of a reopened case; MoveRefused also while any answer of it awaits review."""
    target = check_move(CASE_MOVES, state, CaseMove.REOPEN)
    if awaiting:
        raise MoveRefused(state, CaseMove.REOPEN, _REOPEN_WHILE_AWAITING)
    return target


def can_reopen(state: CaseState, *, awaiting: bool) -> bool:
    """Tell whether `check_reopen` would let it pass."""
    return not awaiting and can_move(CASE_MOVES, state, CaseMove.REOPEN)


def is_answered(handling: Iterable[AssignmentState]) -> bool:
    """Tell whether the assignments that handle a round make the case answered: one was, and none still runs."""
    states = set(handling)
    return AssignmentState.ANSWERED in states and not states & {AssignmentState.OPEN, AssignmentState.AWAITING}


def picture() -> str:
    """Return the three tables as one Mermaid state diagram, the same text for the same tables."""
    lines = ["stateDiagram-v2"]
    lines += _drawn("case", CaseState, CASE_MOVES)
    lines += _drawn("assignment", AssignmentState, ASSIGNMENT_MOVES)
    lines += _drawn("answer", AnswerState, ANSWER_MOVES)
    return "\n".join(lines) + "\n"


def _drawn(noun: str, states: type[S], table: Mapping[tuple[S, M], S | frozenset[S]]) -> list[str]:
    """Return one table as a composite state; the first state of its enum is where it begins."""
    lines = [f"    state {noun} {{"]
    lines += [f"        {noun}_{state.value} : {_words(state)}" for state in states]
    lines.append(f"        [*] --> {noun}_{next(iter(states)).value}")
    arrows: dict[tuple[str, str], list[str]] = {}
    for (state, move), target in table.items():
        for end in sorted(target) if isinstance(target, frozenset) else [target]:
            arrows.setdefault((state.value, end.value), []).append(_words(move))
    lines += [f"        {noun}_{a} --> {noun}_{b} : {', '.join(moves)}" for (a, b), moves in arrows.items()]
    moving = {state for (state, _), target in table.items() if target != state}
    lines += [f"        {noun}_{state.value} --> [*]" for state in states if state not in moving]
    return [*lines, "    }"]


def _words(name: StrEnum) -> str:
    return name.value.replace("_", " ")


def _no_such_move(state: StrEnum, move: StrEnum) -> str:
    return f"{_NOUNS[type(state)]} that is {_words(state)} has no move “{_words(move)}”."


def _listed(states: Iterable[StrEnum]) -> str:
    return " or ".join(sorted(state.value for state in states))
