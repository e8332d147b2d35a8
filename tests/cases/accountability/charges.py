"""Random charges: any clock at all, of a few agencies, reopened around the sixtieth day after it stopped."""

from dataclasses import replace
from datetime import datetime

from hypothesis import strategies as st

from tests.cases.accountability.stored_clocks import Charge
from tests.cases.rules.clocks import HORIZON, clocks, tick

SIXTY_DAYS = 60 * 24  # ticks are hours
FIRST, LAST = datetime(1900, 1, 1), datetime(2199, 12, 31)  # noqa: DTZ001 - hypothesis wants bounds without zone


@st.composite
def charges(draw):
    facts = draw(clocks())
    if draw(st.integers(0, 7)) == 0:
        facts = replace(facts, ended_unknown=True, started_at=draw(st.sampled_from([None, facts.started_at])))
    later = draw(st.lists(st.integers(-2, 70) | st.integers(SIXTY_DAYS - 2, SIXTY_DAYS + 62), max_size=2))
    return Charge(
        facts=facts,
        agency=draw(st.sampled_from(["A", "B", ""])),
        round=draw(st.sampled_from([1, 1, 2])),
        reopened=tuple(tick(number) for number in sorted(later)),
    )


instants = (st.integers(-4, HORIZON + 30) | st.integers(SIXTY_DAYS - 4, SIXTY_DAYS + 70)).map(tick)
