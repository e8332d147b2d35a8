"""The part of the form of choices that is folded away: what is asked more rarely, and has no counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cases.models import Outcome
from cases.rules.ratings import RatingValue
from cases.templatetags.ratings import rating_word
from search.narrowing import YES, Flag, Narrowing, Pick, Span
from search.narrowing_words import NARROWED

#: Names that the form has fields for; the others are carried along.
IN_FORM = tuple(name for name in NARROWED if name not in ("source", "near", "begun_from", "begun_to", "took"))
SPANS: dict[Span, str | Promise] = {
    Span.SENT: gettext_lazy("Ngày gửi"),
    Span.ANSWERED: gettext_lazy("Ngày trả lời"),
    Span.DUE: gettext_lazy("Ngày đến hạn"),
}
ENDS: dict[str, str | Promise] = {"from": gettext_lazy("Từ ngày"), "to": gettext_lazy("Đến ngày")}
FLAGS: dict[Flag, str | Promise] = {
    Flag.PHOTOS: gettext_lazy("Có ảnh"),
    Flag.RETURNED: gettext_lazy("Câu trả lời từng bị trả lại"),
}


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A box to tick."""

    name: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class DayField:
    """A field for a date."""

    name: str
    label: str
    value: date | None


class More:
    """The folded part as the template reads it."""

    def __init__(self, asked: Narrowing) -> None:
        self.asked = asked

    @property
    def is_open(self) -> bool:
        """True where something in it is asked for: it must not be hidden from who takes it away."""
        return any(name in IN_FORM for name, __ in self.asked.pairs())

    @property
    def picks(self) -> Iterator[tuple[str, list[Tick]]]:
        """Legends with their boxes."""
        outcomes = [(each.value, str(each.label)) for each in Outcome if each is not Outcome.UNKNOWN]
        ratings = [(each.value, rating_word(each.value)) for each in RatingValue]
        for pick, values in ((Pick.OUTCOME, outcomes), (Pick.RATING, ratings)):
            chosen = self.asked.picks.get(pick, ())
            ticks = [Tick(name=pick.value, value=v, label=label, chosen=v in chosen) for v, label in values]
            yield str(NARROWED[pick.value]), ticks

    @property
    def flags(self) -> list[Tick]:
        """What is so: whoever wants what is not so has the address for it."""
        flags = self.asked.flags
        return [Tick(name=f.value, value=YES, label=str(t), chosen=flags.get(f, False)) for f, t in FLAGS.items()]

    @property
    def refused_flags(self) -> list[tuple[str, str]]:
        """Flags that an address denies: the form has no box for them, so it carries them along."""
        denied = {flag.value for flag, wanted in self.asked.flags.items() if not wanted}
        return [(name, value) for name, value in self.asked.pairs() if name in denied]

    @property
    def spans(self) -> Iterator[tuple[str, list[DayField]]]:
        """Legends with their two dates."""
        for span, legend in SPANS.items():
            days = self.asked.spans.get(span)
            ends = (("from", days.since if days else None), ("to", days.until if days else None))
            yield (
                str(legend),
                [DayField(name=f"{span.value}_{end}", label=str(ENDS[end]), value=value) for end, value in ends],
            )
