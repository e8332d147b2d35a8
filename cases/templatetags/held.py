"""Who held a case for how many days: bars beside the table of the path of responsibility."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.templatetags.clocks import fact

GAP = 0.4  # per cent of the width between two bars


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One holder's share; offsets in per cent of the width."""

    left: str
    width: str
    days: int
    quiet: bool


def bars(assignments: Iterable[object]) -> tuple[Bar, ...]:
    """One bar an assignment that held the case for a day or more; the agency of the last one stands out."""
    days = [fact(assignment, "days_held") or 0 for assignment in assignments]
    held = [n for n in days if n > 0]
    if not held:
        return ()
    room = 100 - GAP * (len(held) - 1)
    made: list[Bar] = []
    left = 0.0
    for i, n in enumerate(held):
        width = room * n / sum(held)
        made.append(Bar(left=f"{left:.2f}%", width=f"{width:.2f}%", days=n, quiet=i < len(held) - 1))
        left += width + GAP
    return tuple(made)
