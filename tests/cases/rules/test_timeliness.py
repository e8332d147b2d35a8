"""Timeliness: what is late, and what was answered late, are two things."""

import pytest

from cases.rules.stops import Phase
from cases.rules.timeliness import TIMELINESS_WHEN_ANSWERED, Timeliness, timeliness
from cases.rules.verdicts import VerdictKind

ANSWERED = {
    VerdictKind.IN_TERM: "answered_in_term",
    VerdictKind.EXTENDED: "answered_extended",
    VerdictKind.PROMISE_BROKEN: "answered_late",
    VerdictKind.OVERDUE: "answered_late",
}


@pytest.mark.parametrize("kind", VerdictKind)
def test_an_answer_that_counts_is_told_apart(kind):
    assert timeliness(kind, Phase.ANSWERED) == ANSWERED[kind]


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.ANSWERED])
@pytest.mark.parametrize("kind", VerdictKind)
def test_all_else_keeps_its_verdict(kind, phase):
    """What awaits review is open; what was passed on late stays late."""
    assert timeliness(kind, phase) == kind.value


@pytest.mark.parametrize("phase", Phase)
def test_without_verdict_there_is_nothing_to_tell(phase):
    assert timeliness(None, phase) is None


def test_every_value_is_of_open_or_of_answered_clocks():
    opened = {Timeliness(kind.value) for kind in VerdictKind}
    assert set(TIMELINESS_WHEN_ANSWERED) == opened
    assert set(TIMELINESS_WHEN_ANSWERED.values()) == set(Timeliness) - opened
