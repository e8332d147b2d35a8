"""What a share picture says, in the reader's language; it is drawn from this alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from cases.templatetags.dates import day_text
from cases.templatetags.numbers import number_text

#: What follows a page's own address.
NAME = "anh-chia-se.png"


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A word with its shape: a verdict's or a state's, by the name that the stylesheet has for it."""

    mark: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number, what it counts, and a rate's interval; the hot one, of which there is one at most, is red."""

    number: str
    label: str
    note: str = ""
    hot: bool = False


@dataclass(frozen=True, kw_only=True)
class Card:
    """A line above the title, the title, and below it words with shapes, figures, or a sentence."""

    title: str
    kicker: str = ""
    verdict: Marked | None = None
    state: Marked | None = None
    figures: tuple[Figure, ...] = ()
    sentence: str = ""
    notice: str = ""

    @property
    def words(self) -> str:
        """All of it as text, for those who cannot see it."""
        marked = [each.words for each in (self.verdict, self.state) if each]
        counted = [f"{each.label}: {each.number}" + (f" ({each.note})" if each.note else "") for each in self.figures]
        said = [self.notice, self.kicker, self.title, *marked, *counted, self.sentence]
        return " ".join(part if part[-1] in ".?!" else f"{part}." for part in map(_one_line, said) if part)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def card(
    title: str,
    *,
    kicker: str = "",
    verdict: Marked | None = None,
    state: Marked | None = None,
    figures: tuple[Figure, ...] = (),
    sentence: str = "",
) -> Card:
    """A card; of a demo it says that it is one."""
    notice = _("BẢN MẪU, do máy tạo") if settings.DEMO else ""
    return Card(
        title=title,
        kicker=kicker,
        verdict=verdict,
        state=state,
        figures=figures,
        sentence=sentence,
        notice=notice,
    )


def neutral() -> Card:
    """What the portal says of itself, where nothing may be said of the page."""
    lines = (_("Bạn báo."), _("Thành phố trả lời."), _("Ai cũng xem được."))
    return card("\n".join(lines))


def counted_on(at: datetime) -> str:
    """The day of the figures: a picture that is shared outlives it. Without the time, so that it changes daily only."""
    return _("Tính ngày %(day)s") % {"day": day_text(at)}


def count(n: int, label: str, *, hot: bool = False) -> Figure:
    """A count; red only where there is something to see."""
    return Figure(number=number_text(n), label=label, hot=hot and n > 0)
