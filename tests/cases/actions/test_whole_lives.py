"""Whole lives refuse what the verbs refuse, and leave to them what only they can. (That rows are equal is told in
tests/cases/demo/test_sketches.py.)
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.actions.actor import CENTER, CITIZEN, OFFICER
from cases.actions.changing import ActionRefused
from cases.actions.known import Known
from cases.actions.whole_life_rows import write_lives
from cases.actions.whole_lives import Ids, Registry, WholeLife
from cases.models import Case, CasePage, Category, CategoryTerm, Delivery, PublicationLevel, Report
from cases.rules.states import AnswerMove, MoveRefused
from tests.factories import an_agency

pytestmark = pytest.mark.django_db

SENT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday 9:00 in Huế
HOUR = timedelta(hours=1)
REASONS = {("decline", "trung-lap"): 1, ("extend", "thoi-tiet"): 2, ("return", "chua-ro"): 3, ("transfer", "khac"): 4}


def a_life(*, ids=None, number=1, registry=None, category="chieu-sang", **fields):
    """A received case of street lighting."""
    life = WholeLife(
        ids=ids or Ids(case_id=1, assignments=[11, 12], answers=[21, 22]),
        number=number,
        category=Category.objects.get(slug=category),
        ward=None,
        point=None,
        title="Đèn hỏng",
        text="Tắt ba hôm nay.",
        place="Kiệt 5",
        sent_at=SENT,
        recorded_at=SENT + timedelta(days=99),
        registry=registry or Registry(known=Known(), reasons=REASONS),
        **fields,
    )
    life.receive(by=CITIZEN)
    return life


@pytest.fixture
def life():
    return a_life()


@pytest.fixture
def charged(life):
    """Accepted after an hour, assigned after two."""
    life.accept(by=CENTER, at=SENT + HOUR)
    return life, life.assign(an_agency("UBND phường Kim Long"), by=CENTER, at=SENT + 2 * HOUR)


def extended(life, charge, day, *, reason="thoi-tiet", after=3):
    life.extend(charge, promised_on=day, reason=reason, sentence="Mưa.", by=OFFICER, at=SENT + after * HOUR)


def submitted(life, charge, *, after=3, outcome="done"):
    return life.submit(charge, text="Đã thay bóng.", outcome=outcome, by=OFFICER, at=SENT + after * HOUR)


def test_a_life_that_is_received_and_no_more_has_no_round(life):
    facts = life.dossier()
    assert (facts.rounds, facts.assignments, facts.term) == ((), (), None)
    assert [event.kind for event in facts.events] == ["case.receive"]
    assert (life.state.value, life.version) == ("received", 1)


def test_every_verb_is_one_version_and_the_end_of_a_round_is_not_a_verb(charged):
    life, charge = charged
    answer = submitted(life, charge)
    life.approve(charge, answer, by=CENTER, at=SENT + 4 * HOUR)
    assert (life.state.value, life.version, len(life.events)) == ("answered", 5, 6)


@pytest.mark.parametrize("level", [PublicationLevel.SUMMARY, PublicationLevel.FIGURES])
def test_what_is_not_public_in_full_is_for_the_verbs(level):
    Category.objects.filter(slug="khac").update(publication_level=level)
    with pytest.raises(ActionRefused, match="for the verbs"):
        a_life(category="khac").accept(by=CENTER, at=SENT + HOUR)


def test_a_plan_is_for_the_verbs(charged):
    life, charge = charged
    with pytest.raises(ActionRefused, match="plan"):
        submitted(life, charge, outcome="planned")


def test_an_old_clock_is_for_the_verbs(charged):
    life, charge = charged
    first = an_agency("UBND phường Kim Long")
    life.transfer(charge, to=an_agency("Sở Xây dựng"), reason="khac", by=CENTER, at=SENT + 3 * HOUR)
    with pytest.raises(ActionRefused, match="old clock"):
        life.assign(first, by=CENTER, at=SENT + 4 * HOUR)


@pytest.mark.parametrize(
    ("move", "refused"),
    [
        (lambda life, charge: life.accept(by=CENTER, at=SENT + 3 * HOUR), MoveRefused),
        (lambda life, charge: life.decline(reason="trung-lap", by=CENTER, at=SENT + 3 * HOUR), MoveRefused),
        (lambda life, charge: life.approve(charge, submitted(life, charge), by=CENTER, at=SENT + HOUR), ActionRefused),
        (lambda life, charge: (submitted(life, charge), submitted(life, charge)), MoveRefused),
        (lambda life, charge: (submitted(life, charge), extended(life, charge, date(2026, 3, 13))), ActionRefused),
        (lambda life, charge: extended(life, charge, date(2026, 3, 4)), ActionRefused),  # before the due date
        (lambda life, charge: extended(life, charge, date(2026, 3, 31)), ActionRefused),  # too far ahead
        (lambda life, charge: extended(life, charge, date(2026, 3, 13), reason="khong-co"), ActionRefused),
        (lambda life, charge: extended(life, charge, date(2026, 3, 13), after=1), ActionRefused),  # before the charge
        (lambda life, charge: submitted(life, charge, after=1), ActionRefused),
    ],
    ids=[
        "accepted twice",
        "declined too late",
        "decided before it came",
        "two answers",
        "promised while under review",
        "promised what is due anyway",
        "promised too far",
        "no such reason",
        "promised before it was theirs",
        "answered before it was theirs",
    ],
)
def test_what_cannot_be_is_refused(charged, move, refused):
    with pytest.raises(refused):
        move(*charged)


def test_without_a_term_there_is_no_due_date_and_no_promise():
    CategoryTerm.objects.filter(category__slug="khac").delete()
    life = a_life(category="khac")
    life.accept(by=CENTER, at=SENT + HOUR)
    charge = life.assign(an_agency("UBND phường Kim Long"), by=CENTER, at=SENT + 2 * HOUR)
    assert (life.rounds[0].due_dates, charge.due_dates) == ((), ())
    with pytest.raises(ActionRefused, match="Without a term"):
        extended(life, charge, date(2026, 3, 13))


def test_a_promise_moves_to_the_end_of_its_day(charged):
    """Due on Wednesday the 11th; at most seven working days ahead."""
    life, charge = charged
    extended(life, charge, date(2026, 3, 12), after=26)
    (promise,) = charge.extensions
    assert promise.promised_until == datetime(2026, 3, 12, 16, 59, 59, 999999, tzinfo=UTC)


def test_a_rating_is_one_version_and_holds_until_the_next(charged):
    life, charge = charged
    life.approve(charge, submitted(life, charge), by=CENTER, at=SENT + 4 * HOUR)
    life.rate("not_satisfied", source="link", reason=" Chưa xong. ", by=CITIZEN, at=SENT + 5 * HOUR)
    life.rate("acceptable", source="phone", by=CENTER, at=SENT + 6 * HOUR)
    first, second = life.dossier().ratings
    assert (first.value, first.ended_at) == ("not_satisfied", SENT + 6 * HOUR)
    assert (second.value, second.rated_at, second.ended_at) == ("acceptable", SENT + 6 * HOUR, None)
    assert (life.state.value, life.version, len(life.events)) == ("answered", 7, 8)
    assert [set(event.data) for event in life.events[-2:]] == [
        {"round", "rating", "source", "text"},
        {"round", "rating", "source"},
    ]
    assert life.rated[0].reason == "Chưa xong."


def test_a_rating_is_refused_as_by_the_verb(charged):
    life, charge = charged
    with pytest.raises(MoveRefused, match="rate"):
        life.rate("satisfied", source="link", by=CITIZEN, at=SENT + 3 * HOUR)
    life.approve(charge, submitted(life, charge), by=CENTER, at=SENT + 4 * HOUR)
    given = {"source": "link", "by": CITIZEN, "at": SENT + 5 * HOUR}
    for wrong in ({"value": "awful"}, {"source": "rumour"}, {"by": OFFICER}, {"at": SENT + 3 * HOUR}):
        with pytest.raises(ActionRefused):
            life.rate(**{"value": "satisfied", **given, **wrong})
    assert life.rated == []


def test_a_returned_answer_leaves_the_charge_open(charged):
    life, charge = charged
    answer = submitted(life, charge)
    told = {"reason": "chua-ro", "sentence": "Xin nói rõ.", "by": CENTER, "at": SENT + 4 * HOUR}
    life.send_back(charge, answer, move=AnswerMove.RETURN, **told)
    assert (charge.state, charge.ended_at, life.state.value) == ("open", None, "in_progress")
    assert (charge.submissions[0].decision, charge.submissions[0].reason_id) == ("returned", 3)


# --- writing ---


def begin(category="chieu-sang", *, accepted=True):
    def lived(ids, number, registry):
        life = a_life(ids=ids, number=number, registry=registry, category=category)
        if accepted:
            life.accept(by=CENTER, at=SENT + HOUR)
        return life

    return lived


def test_nothing_to_write_is_nothing_written():
    assert write_lives([]) == []
    assert not Case.objects.exists()


def test_only_accepted_ones_have_pages_and_all_are_in_the_outbox():
    written = write_lives([begin(), begin(accepted=False), begin("rac-thai")])
    assert [CasePage.objects.filter(case=pk).count() for pk in written] == [1, 0, 1]
    assert list(Case.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 3]
    assert Report.objects.count() == 3
    assert set(Delivery.objects.values_list("case", flat=True)) == set(written)


def test_one_that_cannot_be_leaves_nothing_of_the_others():
    def impossible(ids, number, registry):
        life = begin()(ids, number, registry)
        life.accept(by=CENTER, at=SENT + 2 * HOUR)
        return life

    with pytest.raises(MoveRefused):
        write_lives([begin(), impossible])
    assert not Case.objects.exists()
    assert len(write_lives([begin()])) == 1


def test_a_refusal_is_for_the_verbs(charged):
    """It obliges the Center to rule, which only the verbs write down."""
    life, charge = charged
    answer = submitted(life, charge)
    told = {"reason": "dun-day", "sentence": "Đùn đẩy", "by": CENTER, "at": SENT + 4 * HOUR}
    with pytest.raises(ActionRefused, match="for the verbs"):
        life.send_back(charge, answer, move=AnswerMove.REFUSE, **told)
