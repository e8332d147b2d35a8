"""Replay: where a case, its assignments and its answers must stand, from its events alone.

An event names its kind (`cases.rules.states.EVENT_KINDS`) and, where it is about one, an assignment and an answer.
Every move is told by an event of its own, in this way:

| kind | assignment | answer | data |
|---|---|---|---|
| case.receive | | | first of all |
| case.accept … case.due, case.update, case.place, case.cover | | | `state` for case.update where a source says it |
| case.rate | | | `round`: the present one; `rating`: satisfied, acceptable or not_satisfied |
| case.assign, case.escalate | the new one | | `assignment_kind` (handling, opinion, follow_up) |
| case.transfer | the one that ends | | `to_assignment`, `assignment_kind` of the new one |
| case.amend | | the new version, a draft | `amends`: the published answer |
| case.reopen | | | followed by case.assign |
| case.unmerge, case.restore | | | `state`: the one it comes back to |
| assignment.submit, approve, return, refuse, recall | its own | the one moving along | `outcome` at approve |
| assignment.appeal | its own | the one sent back | `version`: the one appealed for, once |
| assignment.uphold, overturn | its own | the one appealed for | `outcome` at overturn |
| assignment.not_ours, ask_higher, rule | its own | | |
| assignment.retract | its own | the one made void | |
| assignment.cancel, restore, unmerge | its own | | |
| answer.… | | an amendment, or an answer made void | |

case.answer follows the approval that answers the last assignment, case.unanswer the retraction that undoes it. A rating
takes the place of the one before in its round, and falls with the answer when the case is answered no more. Handing in
anew ends an appeal that waits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cases.rules.ratings import RatingValue
from cases.rules.states import (
    ANSWER_MOVES,
    ASSIGNMENT_MOVES,
    CASE_MOVES,
    EVENT_KINDS,
    NO_MOVES,
    AnswerMove,
    AnswerState,
    AssignmentKind,
    AssignmentMove,
    AssignmentState,
    CaseMove,
    CaseState,
    MoveRefused,
    check_move,
    check_reopen,
    is_answered,
)

Id = int | str

# Both move an answer along with its assignment, but a retracted approval leaves a void answer.
_ANSWER_ALONG = {move: AnswerMove(move.value) for move in AssignmentMove if move.value in set(AnswerMove)} | {
    AssignmentMove.RETRACT: AnswerMove.VOID
}
#: What an assignment does when a plan is published: as if it had been returned, or the decision left standing.
AS_A_PLAN = {AssignmentMove.APPROVE: AssignmentMove.RETURN, AssignmentMove.OVERTURN: AssignmentMove.UPHOLD}
_LEAVING = {CaseMove.MERGE, CaseMove.WITHDRAW}
_BACK = {CaseMove.UNMERGE, CaseMove.RESTORE}


@dataclass(frozen=True, kw_only=True)
class Event:
    """What the replay needs of an event."""

    kind: str
    assignment: Id | None = None
    answer: Id | None = None
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """Where everything stands after the events; `case_state` None before the first. `ratings` in force, by round."""

    case_state: CaseState | None
    assignments: Mapping[Id, AssignmentState]
    answers: Mapping[Id, AnswerState]
    ratings: Mapping[int, RatingValue]


class ReplayError(Exception):
    """An event that cannot have happened after those before it; `position` counts from 1."""

    def __init__(self, position: int, kind: str, sentence: str) -> None:
        super().__init__(f"Event {position} ({kind}): {sentence}")
        self.position = position
        self.kind = kind
        self.sentence = sentence


class _ImpossibleError(Exception):
    """Why an event cannot have happened; the replay adds which one it is."""


def replay(events: Iterable[Event]) -> Replayed:
    """Return where everything stands after these events of one case, in the order of recording.

    Raises ReplayError for a kind that does not exist, a move no table has, and anything else that cannot be.
    """
    standing = _Standing()
    for position, event in enumerate(events, start=1):
        try:
            standing.take(event)
        except (MoveRefused, _ImpossibleError) as reason:
            raise ReplayError(position, event.kind, str(reason)) from reason
    return Replayed(
        case_state=standing.case,
        assignments=standing.assignments,
        answers=standing.answers,
        ratings=standing.ratings,
    )


class _Standing:
    """Where one case stands while its events are taken one by one."""

    def __init__(self) -> None:
        self.case: CaseState | None = None
        self.before: CaseState | None = None
        self.round = 1
        self.assignments: dict[Id, AssignmentState] = {}
        self.handling: dict[Id, int] = {}
        self.answers: dict[Id, AnswerState] = {}
        self.ratings: dict[int, RatingValue] = {}
        self.appeals: dict[Id, Id | None] = {}
        self.appealed: set[tuple[Id, object]] = set()

    def take(self, event: Event) -> None:
        if event.kind not in EVENT_KINDS:
            raise _ImpossibleError("There is no such kind of event.")
        if (self.case is None) != (event.kind == "case.receive"):
            raise _ImpossibleError("A case is received once, before anything else happens to it.")
        subject, _, move = event.kind.partition(".")
        if self.case is None:
            self.case = CaseState.RECEIVED
        elif event.kind in NO_MOVES:
            return
        elif subject == "assignment":
            self._move_assignment(event, AssignmentMove(move))
        elif subject == "answer":
            self._appeal(event, move)
            self._move_answer(_named(event.answer, "answer"), AnswerMove(move))
        else:
            self._move_case(event, self.case, CaseMove(move))

    def _move_case(self, event: Event, state: CaseState, move: CaseMove) -> None:
        if move is CaseMove.REOPEN:
            self.case = check_reopen(state, awaiting=AnswerState.SUBMITTED in self.answers.values())
            self.round += 1
        else:
            self.case = check_move(CASE_MOVES, state, move, before=self.before)
        if move in _BACK and event.data.get("state", self.case) != self.case:
            raise _ImpossibleError(f"The case was {self.case.value} before.")
        if move in _LEAVING:
            self.before = state
        if move is CaseMove.ANSWER and not is_answered(self._handling_of_this_round()):
            raise _ImpossibleError("The last assignment of this round is not answered.")
        self._with_the_case(event, move)

    def _with_the_case(self, event: Event, move: CaseMove) -> None:
        if move in {CaseMove.ASSIGN, CaseMove.ESCALATE}:
            self._begin(_named(event.assignment, "assignment"), event)
        elif move is CaseMove.TRANSFER:
            self._move_assignment(event, AssignmentMove.TRANSFER)
            self._begin(_id(event.data.get("to_assignment")), event)
        elif move is CaseMove.AMEND:
            self._move_answer(_id(event.data.get("amends")), AnswerMove.AMEND)
            self.answers[_named(event.answer, "answer")] = AnswerState.DRAFT
        elif move is CaseMove.RATE:
            self._rate(event)
        elif move is CaseMove.UNANSWER:
            self.ratings.pop(self.round, None)

    def _rate(self, event: Event) -> None:
        number, value = event.data.get("round"), event.data.get("rating")
        if number != self.round:
            raise _ImpossibleError(f"The round that is rated is {self.round}, not {number!r}.")
        if value not in set(RatingValue):
            raise _ImpossibleError(f"There is no rating {value!r}.")
        self.ratings[self.round] = RatingValue(str(value))

    def _begin(self, assignment: Id, event: Event) -> None:
        if assignment in self.assignments:
            raise _ImpossibleError(f"Assignment {assignment} began before.")
        kind = event.data.get("assignment_kind", AssignmentKind.HANDLING)
        if kind not in set(AssignmentKind):
            raise _ImpossibleError(f"There is no kind of assignment {kind!r}.")
        self.assignments[assignment] = AssignmentState.OPEN
        if kind == AssignmentKind.HANDLING:
            self.handling[assignment] = self.round

    def _handling_of_this_round(self) -> list[AssignmentState]:
        return [self.assignments[each] for each, number in self.handling.items() if number == self.round]

    def _move_assignment(self, event: Event, move: AssignmentMove) -> None:
        assignment = _named(event.assignment, "assignment")
        if assignment not in self.assignments:
            raise _ImpossibleError(f"Assignment {assignment} never began.")
        state = self.assignments[assignment]
        self._appeal(event, move)
        self.assignments[assignment] = check_move(ASSIGNMENT_MOVES, state, _as_it_ends(event, move))
        if event.answer is not None and move in _ANSWER_ALONG:
            self._move_answer(event.answer, _ANSWER_ALONG[move])

    def _appeal(self, event: Event, move: str) -> None:
        """Hold appeals to their rule: one of a version, decided once, and ended by handing in anew."""
        if move == AssignmentMove.SUBMIT:
            self.appeals = {each: held for each, held in self.appeals.items() if held != event.assignment}
        elif move == AssignmentMove.APPEAL:
            answer = _named(event.answer, "answer")
            if (answer, event.data.get("version")) in self.appealed:
                raise _ImpossibleError(f"This version of answer {answer} was appealed for before.")
            self.appealed.add((answer, event.data.get("version")))
            self.appeals[answer] = event.assignment
        elif move in {AssignmentMove.UPHOLD, AssignmentMove.OVERTURN}:
            answer = _named(event.answer, "answer")
            if answer not in self.appeals:
                raise _ImpossibleError(f"No appeal for answer {answer} waits.")
            del self.appeals[answer]

    def _move_answer(self, answer: Id, move: AnswerMove) -> None:
        # A draft is nobody's business until it is submitted: no event tells of it.
        self.answers[answer] = check_move(ANSWER_MOVES, self.answers.get(answer, AnswerState.DRAFT), move)


def _as_it_ends(event: Event, move: AssignmentMove) -> AssignmentMove:
    """Return the move an assignment makes: an approved plan is no handling, so it is open again, as if returned."""
    if event.data.get("outcome") != "planned":
        return move
    return AS_A_PLAN.get(move, move)


def _named(held: Id | None, noun: str) -> Id:
    if held is None:
        raise _ImpossibleError(f"It names no {noun}.")
    return held


def _id(held: object) -> Id:
    if not isinstance(held, int | str):
        raise _ImpossibleError(f"{held!r} names nothing.")
    return held
