"""Names of before: wards that were merged into others, agencies whose work another has taken over.

An old ward's name stands for the wards that it became part of, and the page says so: no case is filed under it any
more. Cases of an agency that was dissolved stay its own, so every number of an agency keeps its meaning; a list of one
says who came after it, and one of the other leads on to both together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _

from cases.models import Agency, FormerWard, Ward
from search.engines.base import Choice
from search.folding import folded
from search.question import Facet, Question

UNITS = ("phuong-", "xa-", "thi-tran-")  # what a name may begin with, and an address leaves out
SECONDS = 60  # for which this process remembers who took over whose work


@dataclass(frozen=True, kw_only=True)
class Merged:
    """An old ward that was asked for, and the wards of today that it became part of, by name."""

    name: str
    wards: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What the page says of it."""
        return _("%(old)s nay thuộc %(wards)s: dưới đây là phản ánh của nơi ấy.") % {
            "old": self.name,
            "wards": ", ".join(self.wards),
        }


@dataclass(frozen=True, kw_only=True)
class Kin:
    """What a list of an agency says of one before or after it; `question` has both, None where that adds nothing."""

    sentence: str
    name: str
    count: int
    question: Question | None


def through_merges(question: Question, unknown: Collection[str]) -> tuple[Question, tuple[Merged, ...]]:
    """The question with old wards among these unknown ones in today's words, and what was put in their place.

    A ward of today is never taken for an old one of the same name (two queries, none where nothing is unknown).
    """
    asked = set(unknown) & set(question.chosen(Facet.WARD))
    asked -= set(Ward.objects.filter(slug__in=asked).values_list("slug", flat=True)) if asked else set()
    if not asked:
        return question, ()
    now: dict[str, list[str]] = {}
    told: dict[str, list[str]] = {}
    for code, name, slug, today in FormerWard.objects.order_by("name", "ward__name").values_list(
        "code", "name", "ward__slug", "ward__name"
    ):
        for value in asked & addresses_of(code, name):
            now.setdefault(value, []).append(slug)
            told.setdefault(name, []).append(today)
    kept = [value for value in question.chosen(Facet.WARD) if value not in now]
    heeded = question.having(Facet.WARD, *kept, *(slug for slugs in now.values() for slug in slugs))
    merged = tuple(Merged(name=name, wards=tuple(dict.fromkeys(wards))) for name, wards in told.items())
    return (heeded if now else question), merged


def addresses_of(code: str, name: str) -> set[str]:
    """What may stand for an old ward in an address: its code, and its name with or without what kind of unit it was."""
    slug = folded(name).replace(" ", "-")
    return {code, slug, *(slug.removeprefix(unit) for unit in UNITS if slug.startswith(unit))}


def kin_of(question: Question, choices: Collection[Choice]) -> Iterator[Kin]:
    """Those before and after a question's agencies that are not asked for; `choices` counts agencies."""
    asked = question.chosen(Facet.AGENCY)
    if not asked:
        return
    counts = {choice.value: choice.count for choice in choices}
    after = successors()
    for slug in asked:
        if slug in after and after[slug][1] not in asked:
            name, heir, heir_name = after[slug]
            sentence = _("%(old)s đã giải thể, việc nay do %(new)s.") % {"old": name, "new": heir_name}
            yield _kin(question, sentence, (heir, heir_name), counts)
        for before, name in _before(slug, after):
            if before not in asked and counts.get(before):
                yield _kin(question, _("Việc này trước đây do %(old)s.") % {"old": name}, (before, name), counts)


def _kin(question: Question, sentence: str, other: tuple[str, str], counts: Mapping[str, int]) -> Kin:
    slug, name = other
    count = counts.get(slug, 0)
    both = question.having(Facet.AGENCY, *question.chosen(Facet.AGENCY), slug) if count else None
    return Kin(sentence=sentence, name=name, count=count, question=both)


def _before(slug: str, after: Mapping[str, tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """Everybody whose work came to this agency in the end; each once, also where rows go in a circle."""
    seen, waiting = {slug}, [slug]
    while waiting:
        heir = waiting.pop()
        for old, (name, new, __) in after.items():
            if new == heir and old not in seen:
                seen.add(old)
                waiting.append(old)
                yield old, name


def successors() -> dict[str, tuple[str, str, str]]:
    """By slug, an agency's name, and slug and name of its successor (one query a minute, or none)."""
    found: dict[str, tuple[str, str, str]] | None = cache.get("search:successors")
    if found is None:
        rows = Agency.objects.filter(successor__isnull=False).order_by("pk")
        told = rows.values_list("slug", "name", "successor__slug", "successor__name")
        found = {slug: (name, heir, heir_name) for slug, name, heir, heir_name in told}
        cache.set("search:successors", found, SECONDS)
    return found
