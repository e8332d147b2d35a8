"""Words that a deed needs have to show something: blanks and characters that print as nothing are no reason."""

from datetime import date

import pytest

from cases.actions import answering, classify, withdrawing
from cases.actions.actor import CENTER, Actor, Role
from cases.actions.causes import Cause, CenterCause
from cases.actions.changing import ActionRefused
from cases.models import Answer, Withdrawal
from tests.accounts import an_account
from tests.factories import Walk, walk_to

pytestmark = pytest.mark.django_db

NOTHING = ["", " \n", "\u200b", "\u200b \u2060", "\u202e\u00ad\ufeff"]
HIDDEN, SHOWN = " Điều\u200b 7 \u202eNghị định 11\n", "Điều 7 Nghị định 11"


def refused(cause, deed, *given, **words):
    with pytest.raises(ActionRefused) as fault:
        deed(*given, **words)
    assert fault.value.cause == cause, words


def test_a_law_that_makes_it_impossible_can_be_read():
    charge = walk_to("assigned").assignment
    said = {"text": "Không lắp được", "outcome": "not_possible"}
    for law in [*NOTHING, "<br>", "<p>\u200b</p>"]:
        refused(Cause.NO_LAW, answering.draft, assignment=charge, legal_reason=law, **said)
    assert not Answer.objects.exists()
    answer = answering.draft(assignment=charge, legal_reason=HIDDEN, **said)
    assert answer.legal_reason == SHOWN
    for law in [*NOTHING, "<br>"]:
        refused(Cause.NO_LAW, answering.revise, answer=answer, legal_reason=law, **said)
    answer.refresh_from_db()
    assert (answer.legal_reason, answer.edition) == (SHOWN, 1)


def test_why_less_or_more_of_a_case_is_public_can_be_read_and_fits_its_column():
    case = Walk().case
    for reason in NOTHING:
        refused(CenterCause.NO_LEVEL_REASON, classify.set_level, case, "summary", reason)
    refused(CenterCause.TOO_LONG, classify.set_level, case, "summary", "x" * 256)
    assert (case.level, case.level_reason) == ("full", "")
    classify.set_level(case, "summary", HIDDEN)
    assert (case.level, case.level_reason) == ("summary", SHOWN)
    classify.set_level(case, "figures", "ỗ" * 255)
    assert case.level_reason == "ỗ" * 255


def test_the_legal_basis_of_a_withdrawal_can_be_read():
    walk = walk_to("assigned")
    deed = {"case": walk.case, "reason": "nguoi-gui-yeu-cau", "at": walk.at}
    by = Actor(role=Role.CENTER, user_id=an_account("decide").pk)
    for basis in NOTHING:
        refused(CenterCause.NO_LEGAL_BASIS, withdrawing.ask_withdrawal, legal_basis=basis, by=by, **deed)
    assert not Withdrawal.objects.exists()
    assert withdrawing.ask_withdrawal(legal_basis=HIDDEN, by=by, **deed).legal_basis == SHOWN
    refused(CenterCause.NO_ACCOUNT, withdrawing.ask_withdrawal, legal_basis=SHOWN, by=CENTER, **deed)


@pytest.mark.parametrize(
    ("outcome", "more", "cause"),
    [
        ("lost", {}, Cause.NO_SUCH_OUTCOME),
        ("planned", {}, Cause.NO_DAY),
        ("planned", {"legal_reason": "Điều 5"}, Cause.NO_DAY),
        ("not_possible", {"planned_on": date(2026, 3, 9)}, Cause.NO_LAW),
        ("", {}, None),
        ("planned", {"planned_on": date(2020, 1, 1)}, None),  # a draft may name any day: handing it in may not
        ("not_possible", {"legal_reason": "Điều 5"}, None),
        ("unknown", {}, None),
    ],
)
def test_what_not_even_a_draft_can_be(outcome, more, cause):
    given = {"outcome": outcome, "planned_on": None, "legal_reason": "", **more}
    if cause is None:
        answering.refuse_contradiction(**given)
    else:
        refused(cause, answering.refuse_contradiction, **given)
