"""What is practised at the desk: decisions that are as good as the sample, and days that are told."""

from datetime import date

import pytest

from cases.editorial.desk.exercises import DAYS, EXERCISES, Exercise
from cases.models import Choice, Outcome
from cases.rules.hints.personal import named_in

pytestmark = pytest.mark.pure

MONDAY = date(2026, 3, 2)


def exercise(choice=Choice.RETURN, *accepted):
    return Exercise(
        slug="x", title="x", report="Từ {before}", place="x", agency="x", answer="Ngày {lately}, xong {later}",
        outcome=Outcome.DONE, due_in=1, choice=choice, accepted=accepted, why="x",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sample", "choice", "code", "right"),
    [
        (exercise(Choice.RETURN, "chua-ro", "thieu-ngay"), "return", "chua-ro", True),
        (exercise(Choice.RETURN, "chua-ro", "thieu-ngay"), "return", "thieu-ngay", True),
        (exercise(Choice.RETURN, "chua-ro"), "return", "thieu-anh", False),
        (exercise(Choice.RETURN, "chua-ro"), "return", "", False),
        (exercise(Choice.RETURN, "chua-ro"), "refuse", "chua-ro", False),
        (exercise(Choice.RETURN), "return", "whatever", True),  # any code does
        (exercise(Choice.APPROVE), "approve", "", True),
        (exercise(Choice.APPROVE), "return", "", False),
    ],
)
def test_a_decision_is_right_with_a_code_that_is_as_good(sample, choice, code, right):
    assert sample.is_right(choice, code) is right


@pytest.mark.parametrize(
    ("today", "report", "answer"),
    [
        (MONDAY, "Từ 24/02/2026", "Ngày 28/02/2026, xong 01/04/2026"),
        (date(2028, 3, 1), "Từ 24/02/2028", "Ngày 28/02/2028, xong 31/03/2028"),  # a leap year
        (date(2026, 1, 1), "Từ 26/12/2025", "Ngày 30/12/2025, xong 31/01/2026"),
    ],
)
def test_days_are_counted_from_the_one_on_which_it_is_read(today, report, answer):
    sample = exercise()
    assert (sample.told(sample.report, today), sample.told(sample.answer, today)) == (report, answer)


@pytest.mark.parametrize("sample", EXERCISES, ids=lambda sample: sample.slug)
def test_each_exercise_holds_what_its_decision_needs(sample):
    assert sample.is_right(sample.choice.value, sample.accepted[0] if sample.accepted else "")
    assert bool(sample.sentence) is (sample.choice is not Choice.APPROVE), "whoever sends back writes a sentence"
    assert not named_in(sample.sentence)
    assert (sample.planned_in is not None) is (sample.outcome is Outcome.PLANNED)
    assert bool(sample.legal_reason) is (sample.outcome is Outcome.NOT_POSSIBLE)
    for text in (sample.report, sample.answer):
        assert "{" not in sample.told(text, MONDAY), "every day has a name"


def test_they_differ_and_ask_for_each_decision():
    assert len({sample.slug for sample in EXERCISES}) == len({sample.title for sample in EXERCISES}) == len(EXERCISES)
    assert {sample.choice for sample in EXERCISES} == {*Choice}
    assert any(sample.due_in < 0 and sample.choice is Choice.APPROVE for sample in EXERCISES), "late is no reason"
    assert DAYS["before"] < DAYS["lately"] < 0 < DAYS["soon"] < DAYS["later"]
