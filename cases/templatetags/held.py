"""Who held a case for how many days: bars beside the table of the path of responsibility."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.templatetags.clocks import fact

GAP = 0.4  # per cent of the width between two bars


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One holder's share; offsets in per cent of the width."""

    left: str
    width: str
    days: int
    quiet: bool
    name: str


def bars(assignments: Iterable[object]) -> tuple[Bar, ...]:
    """One bar an assignment, or a stretch of the Center, of a day or more; the last one stands out."""
    held = [a for a in assignments if (fact(a, "days_held") or 0) > 0]
    if not held:
        return ()
    days = [int(fact(a, "days_held")) for a in held]
    room = 100 - GAP * (len(held) - 1)
    made: list[Bar] = []
    left = 0.0
    for i, (assignment, n) in enumerate(zip(held, days, strict=True)):
        width = room * n / sum(days)
        made.append(
            Bar(
                left=f"{left:.2f}%",
                width=f"{width:.2f}%",
                days=n,
                quiet=i < len(held) - 1,
                name=_holder(assignment),
            )
        )
        left += width + GAP
    return tuple(made)


def _holder(held: object) -> str:
    if fact(held, "kind") == "center":
        return _("Trung tâm")
    return fact(fact(held, "agency"), "name") or _("Chưa giao đơn vị nào")
