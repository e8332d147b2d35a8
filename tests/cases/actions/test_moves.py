"""Every verb in every state: what the tables allow succeeds, all else is refused and leaves the database as it was."""

import copy
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from cases.actions import classify, receive
from cases.actions.actor import CENTER
from cases.actions.changing import ActionRefused
from cases.models import Appeal, Extension, Ruling
from cases.rules.states import (
    ANSWER_MOVES,
    ASSIGNMENT_MOVES,
    CASE_MOVES,
    AnswerMove,
    AnswerState,
    AssignmentMove,
    AssignmentState,
    CaseMove,
    CaseState,
    MoveRefused,
    can_move,
)
from tests.cases.actions.stored import changed, stored
from tests.factories import DUE, LIGHTING, STATES, Walk, a_category, an_agency, walk_to

pytestmark = pytest.mark.django_db


def at_its_old_assignment(walk):
    walk._assignment = walk.case.assignments.earliest("pk")
    return walk


#: Where walks of the factories do not lead: charges and answers that a case has left behind.
MORE = {
    "handed over": lambda: at_its_old_assignment(walk_to("transferred")),
    "answer void with its case": lambda: walk_to("awaiting").withdraw(),
    "amendment void with its case": lambda: walk_to("amendment_awaiting").withdraw(),
    "answered, then withdrawn": lambda: walk_to("answered").withdraw(),
    "received, then merged": lambda: walk_to("received").merge(),
    "answered, one of two": lambda: walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).submit().approve(),
    "opinion given": lambda: walk_to("escalated").submit().approve(),
    "amendment returned": lambda: walk_to("amendment_awaiting").return_answer(),
    "amendment refused": lambda: walk_to("amendment_awaiting").refuse(),
}
WAYS = {**{name: (lambda name=name: walk_to(name)) for name in STATES}, **MORE}

EXTENDABLE = datetime(2026, 3, 9, 2, tzinfo=UTC)  # a Monday: two days before the due date one may promise to 18 March
CASE, CHARGE, ANSWER = CaseMove, AssignmentMove, AnswerMove


class Stands:
    """Where case, charge and answer of a walk stand, and what the tables say of it."""

    def __init__(self, walk):
        self.case = CaseState(walk.case.state)
        self.charge = walk._assignment and AssignmentState(walk.assignment.state)
        self.answer = walk._answer and AnswerState(walk.answer.state)
        self.is_amendment = bool(walk._answer) and walk.answer.amends_id is not None
        self.is_plan = bool(walk._answer) and walk.answer.outcome == "planned"
        self.awaits = walk.case.assignments.filter(answers__state="submitted").exists()
        self.before = walk.case.state_before and CaseState(walk.case.state_before)
        self.old_round = bool(walk._answer) and walk.answer.assignment.round != walk.case.round
        self.appealed = Appeal.objects.filter(version__answer__assignment__case=walk.case, outcome="").exists()
        # The walks are within two working days of the decision.
        self.appealable = bool(walk._answer) and not Appeal.objects.filter(version__answer=walk._answer).exists()
        self.asked = Ruling.objects.filter(assignment__case=walk.case, outcome="").exists()
        self.declared = Ruling.objects.filter(assignment__case=walk.case, outcome="", cause="not_ours").exists()
        self.is_handled = bool(walk._assignment) and walk.assignment.kind == "handling" and self.present
        self.strikable = Extension.objects.filter(assignment__case=walk.case).exclude(sentence="").exists()
        self.answered_charge = walk._answer and AssignmentState(walk.answer.assignment.state)

    def can(self, move):
        """Whether one of the three tables has this move here."""
        if isinstance(move, CaseMove):
            return can_move(CASE_MOVES, self.case, move, before=self.before or None)
        if isinstance(move, AssignmentMove):
            return self.charge is not None and can_move(ASSIGNMENT_MOVES, self.charge, move)
        return self.answer is not None and can_move(ANSWER_MOVES, self.answer, move)

    @property
    def present(self):
        return self.case in (CaseState.IN_PROGRESS, CaseState.ANSWERED)

    def can_review(self, charge_move, answer_move):
        """What an answer does along with its own charge; an amendment moves none."""
        along = self.is_amendment or can_move(ASSIGNMENT_MOVES, self.answered_charge, charge_move)
        return self.present and self.can(answer_move) and along


def submit_the_answer(walk):
    from cases.actions import answering
    from cases.actions.actor import OFFICER

    answering.submit(answer=walk.answer, by=OFFICER, at=walk.at)


def submit_a_new_one(walk):
    walk.draft().submit()


VERBS = {
    "accept": (lambda w: w.accept(), lambda s: s.can(CASE.ACCEPT)),
    "decline": (lambda w: w.decline(), lambda s: s.can(CASE.DECLINE)),
    "reconsider": (lambda w: w.reconsider(), lambda s: s.can(CASE.RECONSIDER)),
    "assign": (lambda w: w.assign(an_agency("UBND phường Hóa Châu")), lambda s: s.can(CASE.ASSIGN)),
    "escalate": (lambda w: w.escalate(an_agency("UBND thành phố Huế")), lambda s: s.can(CASE.ESCALATE)),
    "rate": (lambda w: w.rate("acceptable", reason="Tạm được"), lambda s: s.can(CASE.RATE)),
    "reopen": (lambda w: w.reopen(an_agency()), lambda s: s.can(CASE.REOPEN) and not s.awaits),
    "ask_reopen": (lambda w: w.ask_reopen(), lambda s: s.can(CASE.ASK_REOPEN)),
    "keep": (lambda w: w.ask_reopen().keep(), lambda s: s.can(CASE.ASK_REOPEN) and s.can(CASE.KEEP)),
    "withdraw": (lambda w: w.withdraw(), lambda s: s.can(CASE.WITHDRAW)),
    "restore": (lambda w: w.restore(), lambda s: s.can(CASE.RESTORE)),
    "merge": (lambda w: w.merge(w.other), lambda s: s.can(CASE.MERGE)),
    "unmerge": (lambda w: w.unmerge(), lambda s: s.can(CASE.UNMERGE)),
    "recategorise": (
        lambda w: classify.change_category(case=w.case, category=a_category("rac-thai"), by=CENTER, at=w.at),
        lambda s: s.present or s.case is CaseState.RECEIVED,
    ),
    "change level": (
        lambda w: classify.change_level(case=w.case, level="figures", reason="Tố cáo", by=CENTER, at=w.at),
        lambda s: s.present or s.case is CaseState.RECEIVED,
    ),
}
OF_A_CHARGE = {
    "transfer": (
        lambda w: w.transfer(an_agency("UBND phường Vỹ Dạ")),
        lambda s: s.can(CASE.TRANSFER) and s.can(CHARGE.TRANSFER) and not s.appealed,
    ),
    "extend": (
        lambda w: w.extend(w.next_promise),
        lambda s: s.can(CASE.EXTEND) and s.charge is AssignmentState.OPEN,
    ),
    "strike": (lambda w: w.strike(), lambda s: s.can(CASE.STRIKE) and s.strikable),
    "not ours": (lambda w: w.not_ours(), lambda s: s.is_handled and s.can(CHARGE.NOT_OURS) and not s.declared),
    "ask higher": (lambda w: w.ask_higher(), lambda s: s.is_handled and s.can(CHARGE.ASK_HIGHER)),
    "rule": (lambda w: w.rule(), lambda s: s.present and s.asked and s.can(CHARGE.RULE)),
    "submit a new answer": (submit_a_new_one, lambda s: s.can(CHARGE.SUBMIT)),
}
OF_AN_ANSWER = {
    "submit": (submit_the_answer, lambda s: s.can_review(CHARGE.SUBMIT, ANSWER.SUBMIT)),
    "recall": (lambda w: w.recall(), lambda s: s.can_review(CHARGE.RECALL, ANSWER.RECALL)),
    "approve": (lambda w: w.approve(), lambda s: s.can_review(CHARGE.APPROVE, ANSWER.APPROVE)),
    "return": (lambda w: w.return_answer(), lambda s: s.can_review(CHARGE.RETURN, ANSWER.RETURN)),
    "refuse": (lambda w: w.refuse(), lambda s: s.can_review(CHARGE.REFUSE, ANSWER.REFUSE)),
    "appeal": (lambda w: w.appeal(), lambda s: s.can_review(CHARGE.APPEAL, ANSWER.APPEAL) and s.appealable),
    "grant an appeal": (
        lambda w: w.decide_appeal(granted=True),
        lambda s: s.can_review(CHARGE.OVERTURN, ANSWER.OVERTURN) and s.appealed,
    ),
    "reject an appeal": (
        lambda w: w.decide_appeal(granted=False),
        lambda s: s.can_review(CHARGE.UPHOLD, ANSWER.UPHOLD) and s.appealed,
    ),
    "amend": (lambda w: w.amend(), lambda s: s.can(CASE.AMEND) and s.can(ANSWER.AMEND)),
    "retract": (
        lambda w: w.retract(),
        lambda s: (
            s.present
            and s.answer is AnswerState.APPROVED
            and s.answered_charge is AssignmentState.ANSWERED
            and not (s.is_amendment or s.is_plan or s.old_round)
        ),
    ),
}


class UndoneError(Exception):
    pass


def try_out(walk, verb):
    """What a verb does to a copy of the walk, undone afterwards: the refusal, or None."""
    probe = copy.copy(walk)
    probe.case = type(walk.case).objects.get(pk=walk.case.pk)
    try:
        with transaction.atomic():
            verb(probe)
            raise UndoneError
    except UndoneError:
        return None
    except (ActionRefused, MoveRefused) as refusal:
        return refusal


def verbs_for(walk):
    appealed = Appeal.objects.filter(version__answer__assignment__case=walk.case).exists()
    there = {
        "strike": Extension.objects.filter(assignment__case=walk.case).exists(),
        "rule": Ruling.objects.filter(assignment__case=walk.case).exists(),
        "grant an appeal": appealed,
        "reject an appeal": appealed,
    }
    yield from VERBS.items()
    if walk._assignment:
        yield from ((name, verb) for name, verb in OF_A_CHARGE.items() if there.get(name, True))
    if walk._answer:
        yield from ((name, verb) for name, verb in OF_AN_ANSWER.items() if there.get(name, True))


def ready(way):
    """The walk, an hour on, with another case to merge into and a day that may be promised."""
    walk = WAYS[way]()
    walk.until(max(walk.at + timedelta(days=3 if way == "reopened" else 0, hours=1), EXTENDABLE))
    walk.other = Walk(at=walk.at, title="Đèn hỏng cả tuyến").accept().case
    walk.next_promise = date(2026, 3, 16) if walk.at < DUE else date(2026, 3, 26 if way == "reopened" else 24)
    for name in ("UBND phường Hóa Châu", "UBND thành phố Huế", "UBND phường Vỹ Dạ"):
        an_agency(name)
    return walk


@pytest.mark.parametrize("way", WAYS)
def test_verbs_do_what_the_tables_allow_and_nothing_else(way):
    walk = ready(way)
    stands, before = Stands(walk), stored()
    for name, (verb, allowed) in verbs_for(walk):
        refusal = try_out(walk, verb)
        assert (refusal is None) == allowed(stands), f"{name} while {way}: {refusal or 'was let pass'}"
        if refusal:
            assert not changed(before, stored()), f"{name} while {way} left something behind"


def test_the_ways_lead_through_every_state():
    """Kept short: the states as the walks above are known to end in."""
    from tests.test_factories import ENDS

    cases = {case for case, _, _ in ENDS.values()}
    charges = {charge for _, charge, _ in ENDS.values() if charge} | {"transferred"}  # "handed over"
    answers = {answer for _, _, answer in ENDS.values() if answer}
    assert cases == set(CaseState)
    assert charges == set(AssignmentState)
    assert answers == set(AnswerState)


def test_every_move_of_the_tables_has_a_verb():
    """A move that no verb makes would be a rule nobody obeys; these follow by themselves."""
    told = {"case.answer", "case.unanswer", "case.strike"}
    made = {f"case.{name}" for name in VERBS} | {f"case.{n}" for n in ("transfer", "extend", "amend")}
    assert {f"case.{move}" for move in CaseMove} - told <= made


def test_a_refusal_says_why_in_a_sentence():
    walk = walk_to("received").decline()
    with pytest.raises(MoveRefused, match=r"^A case that is declined has no move “accept”\.$"):
        receive.accept(case=walk.case, by=CENTER, at=walk.at)
