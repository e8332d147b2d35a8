"""How events are drawn, and whose they were."""

import pytest

from cases.actions.actor import Role
from cases.templatetags import events


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("case.accept", "key"),
        ("assignment.approve", "key"),
        ("answer.approve", "key"),
        ("case.reopen", "key"),
        ("case.withdraw", "key"),
        ("assignment.refuse", "bad"),
        ("case.assign", ""),
        ("assignment.return", ""),
        ("approve", "key"),
    ],
)
def test_decisions_stand_out(kind: str, mark: str) -> None:
    assert events.event_mark(kind) == mark


def test_every_role_has_a_word() -> None:
    assert set(events.ROLES) == {role.value for role in Role}
    assert events.role_word(Role.OFFICER) == "Đơn vị"
    assert events.role_word("somebody") == "somebody"
