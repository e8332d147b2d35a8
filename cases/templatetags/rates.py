"""Dot and whisker: where a rate and its 95 % interval lie on an axis from 0 to 100 %."""

from dataclasses import dataclass

from cases.templatetags.numbers import LEAST_TO_COMPARE, RateLike

MARGIN = 2.0  # per cent of the width kept free at both ends, so that dots are not cut


@dataclass(frozen=True, kw_only=True)
class Whisker:
    """Offsets in per cent of the width; `dot` is None where there is no rate."""

    dot: str | None = None
    low: str = ""
    high: str = ""
    city: str | None = None
    few: bool = False


def position(share: float) -> str:
    """Where a share between 0 and 1 lies, as a width in per cent."""
    return f"{MARGIN + share * (100 - 2 * MARGIN):.2f}%"


def whisker(rate: RateLike, city: RateLike | None = None, *, least: int = LEAST_TO_COMPARE) -> Whisker:
    """The drawing of one rate, with the city's beside it as a dotted line; hollow where n is below `least`."""
    if rate.value is None or rate.low is None or rate.high is None:
        return Whisker()
    return Whisker(
        dot=position(rate.value),
        low=position(rate.low),
        high=position(rate.high),
        city=None if city is None or city.value is None else position(city.value),
        few=rate.n < least,
    )
