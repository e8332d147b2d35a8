"""What tests of the house share."""

import pytest

from tests import run


@pytest.fixture
def steps(monkeypatch):
    """Replace the steps by three that log their names; the second fails."""
    log = []

    def step(name: str, well: bool):
        def take(arguments) -> bool:
            log.append((name, list(arguments)))
            return well

        return take

    monkeypatch.setattr(
        run, "STEPS", {"one": step("one", True), "two": step("two", False), "three": step("three", True)}
    )
    return log
