"""What to drop when nothing is found, and how many cases each would give, truly counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.answers import Asking
from search.listing import LEGENDS, Link, Listing, choice_text, href_of, since_text, until_text
from search.question import Question

MOST_WORDS = 6  # tried one by one
COUNT_WORDS: dict[int, str | Promise] = {
    2: gettext_lazy("hai"),
    3: gettext_lazy("ba"),
    4: gettext_lazy("bốn"),
    5: gettext_lazy("năm"),
    6: gettext_lazy("sáu"),
    7: gettext_lazy("bảy"),
    8: gettext_lazy("tám"),
}  # words, five facets, days, map


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One thing a question asks for: in words, and the question without it."""

    label: str
    without: Question


@dataclass(frozen=True, kw_only=True)
class Emptiness:
    """A page without rows: what was asked for, and what there is with less."""

    heading: str
    conditions: tuple[str, ...]
    links: tuple[Link, ...]


def conditions(listing: Listing) -> Iterator[Condition]:
    """Everything the question asks for: words, each facet, days, a part of the map."""
    asked = listing.question
    if asked.q:
        yield Condition(label=asked.q, without=asked.but(q=""))
    for facet in LEGENDS:
        chosen = [choice for choice in listing.counts.facets[facet] if choice.chosen]
        if chosen:
            label = _(" hoặc ").join(choice_text(facet, choice) for choice in chosen)
            yield Condition(label=label, without=asked.without(facet))
    if asked.since or asked.until:
        label = " ".join(part for part in (since_text(asked), until_text(asked)) if part)
        yield Condition(label=label, without=asked.but(since=None, until=None))
    if asked.bbox:
        yield Condition(label=_("Trong khung bản đồ"), without=asked.but(bbox=None))


def fewer_words(asked: Question) -> Iterator[Condition]:
    """The question without one of its words, each in turn."""
    parts = asked.q.split()
    if 1 < len(parts) <= MOST_WORDS and '"' not in asked.q:
        for i, part in enumerate(parts):
            yield Condition(label=part, without=asked.but(q=" ".join(parts[:i] + parts[i + 1 :])))


def emptiness(listing: Listing, asking: Asking) -> Emptiness:
    """Say what nothing fits, and offer every single step back that leads to something."""
    asked = listing.question
    all_conditions = list(conditions(listing))
    steps = [*all_conditions, *fewer_words(asked)] if asked.query else []
    counts = asking.totals([step.without for step in steps] + [Question()])
    links = [
        Link(label=_("Bỏ “%(what)s”") % {"what": step.label}, href=href_of(step.without), count=count)
        for step, count in zip(steps, counts, strict=False)
        if count
    ]
    if not links and counts[-1]:
        links = [Link(label=_("Xem mọi phản ánh"), href=href_of(Question()), count=counts[-1])]
    return Emptiness(
        heading=_heading(asked, len(all_conditions), counts[-1]),
        conditions=tuple(condition.label for condition in all_conditions),
        links=tuple(links),
    )


def _heading(asked: Question, n: int, in_all: int) -> str:
    if not in_all:
        return _("Chưa có phản ánh nào")
    if n > 1:
        return _("Không có phản ánh nào khớp cả %(n)s điều") % {"n": COUNT_WORDS[n]}
    if asked.q:
        return _("Không có phản ánh nào khớp “%(q)s”") % {"q": asked.q}
    return _("Không có phản ánh nào như vậy")
