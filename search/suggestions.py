"""What to drop when nothing is found, and how many cases each step gives, truly counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.templatetags.numbers import number_text
from search.answers import Asking
from search.asking import LEGENDS
from search.listing import Link, Listing, choice_text, days_text, href_of, since_text, until_text
from search.narrowing_words import narrowed_by
from search.question import Question
from search.telling import COUNT_WORDS, shortened  # words, five facets, days, map: eight at most

MOST_WORDS = 6  # left out one by one


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One thing a question asks for: in words, the question without it, and it alone."""

    label: str
    without: Question
    alone: Question


@dataclass(frozen=True, kw_only=True)
class Emptiness:
    """A page without rows: what was asked for, and what there is with less."""

    heading: str
    conditions: tuple[str, ...]
    lead: str
    links: tuple[Link, ...]


def conditions(listing: Listing) -> Iterator[Condition]:
    """Everything the question asks for: words, each facet, days, a part of the map."""
    asked = listing.question
    if asked.q:
        yield Condition(label=shortened(asked.q), without=asked.but(q=""), alone=Question(q=asked.q))
    for facet in LEGENDS:
        chosen = [choice for choice in listing.choices(facet) if choice.chosen]
        if chosen:
            label = _(" hoặc ").join(choice_text(facet, choice) for choice in chosen)
            alone = Question(choices={facet: asked.chosen(facet)})
            yield Condition(label=label, without=asked.without(facet), alone=alone)
    if asked.since or asked.until:
        alone = Question(since=asked.since, until=asked.until)
        yield Condition(label=days_text(asked), without=asked.but(since=None, until=None), alone=alone)
    if asked.bbox:
        label = _("Trong khung bản đồ")
        yield Condition(label=label, without=asked.but(bbox=None), alone=Question(bbox=asked.bbox))
    for words, without, only in narrowed_by(asked.more):
        yield Condition(label=words, without=asked.but(more=without), alone=Question(more=only))


def single_days(asked: Question) -> Iterator[Condition]:
    """Each end of a stretch of days that has two."""
    if asked.since and asked.until:
        yield Condition(label=since_text(asked), without=asked.but(since=None), alone=Question(since=asked.since))
        yield Condition(label=until_text(asked), without=asked.but(until=None), alone=Question(until=asked.until))


def single_words(asked: Question) -> Iterator[Condition]:
    """Each word of a question of some words; phrases are left whole."""
    parts = asked.q.split()
    if 1 < len(parts) <= MOST_WORDS and not any(mark in asked.q for mark in '"“”„«»'):
        for i, part in enumerate(parts):
            fewer = " ".join(parts[:i] + parts[i + 1 :])
            yield Condition(label=part, without=asked.but(q=fewer), alone=Question(q=part))


def emptiness(listing: Listing, asking: Asking) -> Emptiness:
    """Say what nothing fits, and offer every single step back that leads to something, else what there is of each."""
    found = list(conditions(listing))
    parts = [*found, *single_words(listing.question)]
    fewer = [*parts, *single_days(listing.question)]
    dropping = [(_("Bỏ “%(what)s”") % {"what": part.label}, part.without) for part in fewer]
    keeping = [(_("Chỉ tìm “%(what)s”") % {"what": part.label}, part.alone) for part in parts if len(parts) > 1]
    everything = [(_("Xem mọi phản ánh"), Question())]
    steps = [*dropping, *keeping, *everything]
    counts = dict(zip([question for __, question in steps], asking.totals([q for __, q in steps]), strict=True))
    tiers = [
        (_("Bỏ bớt một điều là có:"), _links(dropping, counts)),
        (_("Bỏ một điều vẫn chưa có. Chỉ giữ một điều thì có:"), _links(keeping, counts)),
        ("", _links(everything, counts)),
    ]
    lead, links = next((tier for tier in tiers if tier[1]), ("", ()))
    return Emptiness(
        heading=_heading(listing.question, len(found), counts[Question()]),
        conditions=tuple(condition.label for condition in found),
        lead=lead,
        links=links,
    )


def _links(steps: Sequence[tuple[str, Question]], counts: Mapping[Question, int]) -> tuple[Link, ...]:
    """The steps that lead to something."""
    return tuple(Link(label=label, href=href_of(q), count=counts[q]) for label, q in steps if counts[q])


def _heading(asked: Question, n: int, in_all: int) -> str:
    if not in_all:
        return _("Chưa có phản ánh nào")
    if n > 1:
        return _("Không có phản ánh nào khớp cả %(n)s điều") % {"n": COUNT_WORDS.get(n) or number_text(n)}
    if asked.q:
        return _("Không có phản ánh nào khớp “%(q)s”") % {"q": shortened(asked.q)}
    return _("Không có phản ánh nào như vậy")
