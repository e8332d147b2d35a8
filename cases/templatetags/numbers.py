"""Numbers as the public reads them: 1.284 and 84,6 % in Vietnamese, 1,284 and 84.6 % in English."""

from typing import Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

JOINER = "\N{WORD JOINER}"  # no width, and no line ends at it
NO_BREAK = "\N{NO-BREAK SPACE}"
SWAP = str.maketrans({",": ".", ".": ","})
LEAST_TO_COMPARE = 30  # below it a rate is shown, but said to be too few to compare


class RateLike(Protocol):
    """What `cases.rules.figures.Rate` gives: shares between 0 and 1, None where n is 0."""

    @property
    def n(self) -> int:
        """How many were counted."""

    @property
    def value(self) -> float | None:
        """The share itself."""

    @property
    def low(self) -> float | None:
        """Where its interval begins."""

    @property
    def high(self) -> float | None:
        """Where its interval ends."""


def _separators(text: str) -> str:
    return text if (get_language() or "vi").startswith("en") else text.translate(SWAP)


def number_text(value: int) -> str:
    """1.284 (Vietnamese) or 1,284 (English); a true minus sign."""
    return _separators(f"{value:,}").replace("-", "\N{MINUS SIGN}")


def decimal_text(value: float, digits: int = 1) -> str:
    """4,5; a whole number without decimals, and what rounds to nothing without a sign."""
    text = f"{value:z,.{digits}f}"
    if digits and text.endswith("." + "0" * digits):
        text = text[: -digits - 1]
    return _separators(text).replace("-", "\N{MINUS SIGN}")


def percent_number(share: float, digits: int = 1) -> str:
    """84,6 for a share of 0.846, without the sign."""
    return _separators(f"{share * 100:.{digits}f}")


def percent_text(share: float, digits: int = 1) -> str:
    """84,6 % for a share of 0.846."""
    return f"{percent_number(share, digits)}{NO_BREAK}%"


def share_text(share: float | None) -> str:
    """84,6 %, an en dash where there is no rate."""
    return "–" if share is None else percent_text(share)


def share_number(share: float | None) -> str:
    """84,6, for a figure whose sign is set smaller; an en dash where there is no rate."""
    return "–" if share is None else percent_number(share)


def share_unit(share: float | None) -> str:
    """The sign that goes with `share_number`."""
    return "" if share is None else "%"


def interval_text(rate: RateLike) -> str:
    """69,3–76,8 %: the 95 % interval alone, or an en dash where there is none."""
    if rate.low is None or rate.high is None:
        return "–"
    return f"{percent_number(rate.low)}–{percent_text(rate.high)}"


def rate_note(rate: RateLike, least: int = LEAST_TO_COMPARE) -> str:
    """The line under a rate: its interval and n, and whether n is enough to compare."""
    if rate.low is None or rate.high is None:
        return _("chưa có gì để tính")
    n = f"n{NO_BREAK}={NO_BREAK}{number_text(rate.n)}"
    words = {"low": percent_number(rate.low), "high": percent_text(rate.high), "n": n}
    if rate.n < least:
        return _("khoảng %(low)s–%(high)s; %(n)s, chưa đủ để so sánh") % words
    return _("khoảng %(low)s–%(high)s; %(n)s") % words


def unbroken(text: str) -> str:
    """The same words, with no line ending after a dash: 69,3–76,8 % stays together."""
    return str(text).replace("–", f"–{JOINER}")


def change_text(change: int | None) -> str:
    """+3, −2, 0; – where nobody can say."""
    if change is None:
        return "–"
    sign = "+" if change > 0 else "\N{MINUS SIGN}" if change < 0 else ""
    return f"{sign}{number_text(abs(change))}"


def change_class(change: int | None) -> str:
    """The class of a change in what is past due: more of it is red."""
    return "same" if not change else "up" if change > 0 else "down"
