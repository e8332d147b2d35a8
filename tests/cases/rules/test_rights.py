"""Every power, deed and relation to an agency, said out in the words of the regulation."""

from datetime import date, timedelta
from itertools import product

import pytest

from cases.rules.rights import (
    OF_AGENCY,
    OF_BOTH,
    OF_CENTER,
    ON_TEXT,
    Deed,
    House,
    Matter,
    Power,
    RightRefused,
    Staff,
    Why,
    check_may,
    may,
)

pytestmark = pytest.mark.pure

TODAY = date(2026, 3, 2)
ME, SOMEBODY = 7, 8
OURS, THEIRS = 1, 2
HOUSE = House()

# power: what it may do with a case of the own agency, of another one, and of one left ten days ago
OFFICER = "read note write submit recall amend not_ours ask_higher appeal extend state report_figure"
DESK = "read note enter accept decline merge assign transfer escalate rate reopen level place urge picture"
DECIDING = f"{DESK} answer_figure_report strike cover claim rule withdraw confirm_withdrawal restore confirm_duplicate"
HEADING = f"{DECIDING} retract settle_disagreement correct_snapshot"
ON_TEXTS = "approve return refuse decide_appeal decide_statement"
MAY = {
    "answer": (OFFICER, "", "read"),
    "follow": ("read note extend state report_figure", "", "read"),
    "edit": (DESK, DESK, DESK),
    "decide": (DECIDING, f"{DECIDING} {ON_TEXTS}", DECIDING),
    "head": (HEADING, f"{HEADING} {ON_TEXTS}", HEADING),
    "administer": ("", "", ""),
}
RELATIONS = {
    "own": {"agencies": frozenset({OURS})},
    "other": {"agencies": frozenset({THEIRS})},
    "past": {"former": {OURS: TODAY - timedelta(days=10)}},
}


def staff(*powers, account=ME, **fields):
    return Staff(account=account, powers=frozenset(map(Power, powers)), **fields)


def matter(**fields):
    return Matter(**{"agencies": frozenset({OURS}), "authors": frozenset({SOMEBODY}), **fields})


def allowed(who, of, house=HOUSE):
    return {deed for deed in Deed if may(who, deed, of, today=TODAY, house=house)}


def why(who, deed, of, house=HOUSE):
    with pytest.raises(RightRefused) as caught:
        check_may(who, deed, of, today=TODAY, house=house)
    assert caught.value.deed is deed
    assert str(caught.value) == f"{deed}: {caught.value.why}"
    return caught.value.why


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("power", MAY)
def test_a_power_may_what_the_table_says_and_nothing_else(power, relation):
    who = staff(power, **RELATIONS[relation])
    said = MAY[power][list(RELATIONS).index(relation)]
    assert allowed(who, matter()) == set(map(Deed, said.split()))


def test_the_tables_speak_of_every_power_and_every_deed_once():
    assert set(MAY) == set(Power)
    assert set(OF_AGENCY) | set(OF_CENTER) | OF_BOTH == set(Deed)
    assert len(OF_AGENCY) + len(OF_CENTER) + len(OF_BOTH) == len(Deed)
    assert set(map(Deed, ON_TEXTS.split())) == ON_TEXT


def test_nobody_may_anything_without_a_power():
    for relation in RELATIONS.values():
        assert allowed(staff(**relation), matter()) == set()


@pytest.mark.parametrize(("one", "two"), list(product(MAY, repeat=2)))
def test_two_powers_may_what_either_may(one, two):
    for relation in RELATIONS.values():
        both = allowed(staff(one, two, **relation), matter())
        assert both == allowed(staff(one, **relation), matter()) | allowed(staff(two, **relation), matter())


class TestTheReason:
    """Refusals say which of the rules it was."""

    def test_no_power(self):
        assert why(staff("answer", agencies=frozenset({OURS})), Deed.APPROVE, matter()) is Why.NO_POWER
        assert why(staff("follow", agencies=frozenset({OURS})), Deed.SUBMIT, matter()) is Why.NO_POWER
        assert why(staff("administer"), Deed.READ, matter()) is Why.NO_POWER
        assert why(staff("edit"), Deed.WRITE, matter()) is Why.NO_POWER

    def test_another_agency(self):
        assert why(staff("answer", agencies=frozenset({THEIRS})), Deed.READ, matter()) is Why.OTHER_AGENCY
        assert why(staff("answer", agencies=frozenset({OURS})), Deed.READ, Matter()) is Why.OTHER_AGENCY

    def test_an_agency_left(self):
        gone = staff("answer", former={OURS: date(2020, 1, 1)})
        assert why(gone, Deed.SUBMIT, matter()) is Why.PAST_AGENCY
        assert may(gone, Deed.READ, matter(), today=TODAY, house=HOUSE)


class TestWithdrawals:
    """Some need two people."""

    @pytest.mark.parametrize("power", ["decide", "head"])
    @pytest.mark.parametrize("house", [HOUSE, House(four_eyes=False)])
    def test_who_asks_does_not_confirm_even_where_four_eyes_are_relaxed(self, power, house):
        assert why(staff(power), Deed.CONFIRM_WITHDRAWAL, matter(asked_by=ME), house) is Why.OWN_REQUEST
        assert Deed.CONFIRM_WITHDRAWAL in allowed(staff(power), matter(asked_by=SOMEBODY), house)

    def test_who_asks_may_think_better_of_it(self):
        assert Deed.WITHDRAW in allowed(staff("decide"), matter(asked_by=ME))


class TestTexts:
    """Who decides on a text."""

    @pytest.mark.parametrize("deed", sorted(ON_TEXT))
    @pytest.mark.parametrize("power", ["decide", "head"])
    def test_never_the_own_one(self, power, deed):
        assert why(staff(power), deed, matter(authors=frozenset({ME, SOMEBODY}))) is Why.OWN_TEXT

    def test_a_small_center_may_relax_that_but_not_for_appeals(self):
        relaxed = House(four_eyes=False)
        assert Deed.APPROVE in allowed(staff("decide"), matter(authors=frozenset({ME, SOMEBODY})), relaxed)
        assert (
            why(staff("decide"), Deed.DECIDE_APPEAL, matter(authors=frozenset({ME, SOMEBODY})), relaxed) is Why.OWN_TEXT
        )

    def test_nor_one_of_the_own_agency_even_then(self):
        inside = staff("decide", agencies=frozenset({OURS}))
        assert why(inside, Deed.APPROVE, matter()) is Why.OWN_AGENCY
        assert (
            why(inside, Deed.APPROVE, matter(authors=frozenset({ME, SOMEBODY})), House(four_eyes=False))
            is Why.OWN_AGENCY
        )

    @pytest.mark.parametrize(("days", "refused"), [(0, True), (30, True), (31, False)])
    def test_an_agency_left_is_the_own_one_for_a_while(self, days, refused):
        who = staff("decide", former={OURS: TODAY - timedelta(days=days)})
        assert (Deed.REFUSE not in allowed(who, matter(), House(cooling_days=30))) is refused

    def test_a_former_agency_matters_for_its_own_texts_alone(self):
        who = staff("decide", former={THEIRS: TODAY})
        assert Deed.APPROVE in allowed(who, matter())

    def test_what_the_center_answered_another_approver_decides(self):
        colleague = staff("decide", agencies=frozenset({OURS}))
        assert Deed.APPROVE in allowed(colleague, matter(of_center=True))
        assert why(colleague, Deed.APPROVE, matter(of_center=True, authors=frozenset({ME}))) is Why.OWN_TEXT

    def test_a_text_whose_author_nobody_knows_is_decided_by_anybody(self):
        assert Deed.APPROVE in allowed(staff("decide"), matter(authors=frozenset()))

    def test_an_appeal_goes_to_another_reviewer(self):
        assert why(staff("decide"), Deed.DECIDE_APPEAL, matter(decided_by=ME)) is Why.SAME_REVIEWER
        assert Deed.DECIDE_APPEAL in allowed(staff("decide"), matter(decided_by=SOMEBODY))
        assert Deed.APPROVE in allowed(staff("decide"), matter(decided_by=ME)), "the same one sees the next version"
