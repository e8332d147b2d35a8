"""One view of any clock: objects, mappings and what they lack."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from cases.rules.stops import Phase
from cases.templatetags.clocks import Clock, fact


def test_facts_are_read_from_objects_and_mappings() -> None:
    at = datetime(2026, 12, 7, tzinfo=UTC)
    from_object = Clock.of(SimpleNamespace(verdict="overdue", phase="open", days=12, at=at))
    from_mapping = Clock.of({"verdict": "overdue", "phase": "open", "days": 12, "at": at})
    assert from_object == from_mapping == Clock(verdict="overdue", phase="open", days=12, at=at)


def test_what_a_source_lacks_is_none() -> None:
    assert Clock.of(object()) == Clock()
    assert fact({"a": 1}, "b") is None
    assert fact(SimpleNamespace(a=1), "b") is None


@pytest.mark.parametrize(
    ("phase", "group"),
    [
        (None, "open"),
        (Phase.OPEN, "open"),
        (Phase.AWAITING, "awaiting"),
        (Phase.ANSWERED, "answered"),
        (Phase.TRANSFERRED, "removed"),
        (Phase.CANCELLED, "removed"),
        (Phase.UNKNOWN, "unknown"),
    ],
)
def test_every_phase_belongs_to_a_group_of_words(phase: Phase | None, group: str) -> None:
    assert Clock(phase=phase).group == group


def test_no_phase_is_forgotten_above() -> None:
    assert {Clock(phase=phase).group for phase in Phase} == {"open", "awaiting", "answered", "removed", "unknown"}
