"""How the steps of a run went, and which of their tests have failed."""

import os
from dataclasses import dataclass
from pathlib import Path

FAILURES = "TEST_FAILURES"  # names what the files begin with that tell the end of a run which tests have failed


@dataclass(frozen=True)
class Result:
    """How a step went, the tests of it that failed, and what it said, where that was kept."""

    step: str
    well: bool
    seconds: float
    failed: list[str]
    lines: str


def headline(step: str) -> str:
    """What divides a step's lines from those of the one before."""
    return f"\n=== {step} " + "=" * (100 - len(step)) + "\n"


def noted(step: str) -> str:
    """The file in which a step's tests note that they failed, see `tests.conftest`; empty where nobody will read it."""
    return f"{base}.{step}" if (base := os.environ.get(FAILURES)) and step else ""


def failures(step: str) -> list[str]:
    """The tests of a step that have failed, as they have noted themselves."""
    file = Path(noted(step))
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
