"""What the map page shows, made of a question and what is seen of it: list beside the map, wards, choices, links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accountability.ward_shapes import Drawing, Shape, drawing
from cases.models import Ward
from cases.templatetags.numbers import number_text
from cases.templatetags.places import inside
from search.engines.base import Choice
from search.listing import Link, Listing, href_of
from search.mapped import Seen
from search.names import Names
from search.question import Facet, Question
from search.telling import cases_text

FAR_PLACES = 5  # outside the city that are led to
SHOWN_WARDS = 8  # beside the map, before the fold
SHARES = (0.0, 0.125, 0.25, 0.5)  # of the ward with most cases: where the four steps of colour begin


def map_href(question: Question) -> str:
    """The address of the map of a question: its box is what is shown."""
    query = question.whole().query
    return f"{reverse('case_map')}?{query}" if query else reverse("case_map")


@dataclass(frozen=True, kw_only=True)
class WardLink:
    """One ward with how many cases of the question lie in it."""

    label: str
    count: int
    href: str
    chosen: bool
    translated: bool


@dataclass(frozen=True, kw_only=True)
class WardArea:
    """One ward on the drawing: `step` is the class of its colour, `words` what is said of it."""

    words: str
    href: str
    step: str
    shape: Shape
    code: str = ""
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class WardStep:
    """One step of the legend."""

    step: str
    label: str


class MapListing(Listing):
    """The list beside the map, whose links lead to maps; asks the engine nothing."""

    def __init__(
        self,
        question: Question,
        seen: Seen,
        *,
        at: datetime,
        age: str,
        names: Names = MappingProxyType({}),
    ) -> None:
        super().__init__(question, seen.result, at=at, age=age, names=names)
        self.seen = seen
        self.facets_key = f"map {self.facets_key}"

    # --- words --------------------------------------------------------------------------------------------------

    @property
    def map_title(self) -> str:
        """The page's title, without the site's name."""
        return _("Bản đồ: %(asked)s") % {"asked": self.title} if self.question.query else _("Bản đồ phản ánh")

    @property
    def lead(self) -> str:
        """How many there are of the question in what is shown, as the list beside the map says it."""
        if self.question.bbox is not None:
            return _("%(cases)s trong khung này") % {"cases": cases_text(self.total)}
        return _("%(cases)s trên bản đồ") % {"cases": cases_text(self.seen.placed)}

    @property
    def elsewhere(self) -> list[str]:
        """What the map does not show, in sentences: what lies outside the box, and what has no point."""
        told = []
        outside = self.seen.placed - self.total
        if self.question.bbox is not None and outside > 0:
            words = ngettext("Còn %(cases)s ngoài khung.", "Còn %(cases)s ngoài khung.", outside)
            told.append(words % {"cases": cases_text(outside)})
        if self.question.bbox is None and self.seen.beyond:
            words = ngettext(
                "%(cases)s nằm ngoài thành phố, ở rìa bản đồ hoặc xa hơn.",
                "%(cases)s nằm ngoài thành phố, ở rìa bản đồ hoặc xa hơn.",
                self.seen.beyond,
            )
            told.append(words % {"cases": cases_text(self.seen.beyond)})
        if self.seen.unplaced:
            words = ngettext(
                "%(cases)s không có vị trí nên không có trên bản đồ.",
                "%(cases)s không có vị trí nên không có trên bản đồ.",
                self.seen.unplaced,
            )
            told.append(words % {"cases": cases_text(self.seen.unplaced)})
        return told

    @property
    def far_places(self) -> list[tuple[str, str]]:
        """Where cases lie outside the city: their number there, and the address of the map of that place."""
        found = self.seen.places[:FAR_PLACES]
        return [(cases_text(cell.n), map_href(self.question.but(bbox=cell.box))) for cell in found]

    @property
    def on_map(self) -> int:
        """How many cases the map shows: what its clusters come to."""
        return self.total if self.question.bbox is not None else self.seen.placed

    @property
    def is_indexable(self) -> bool:
        """Only the whole map: of single choices search engines have the lists."""
        return not self.question.query and self.total > 0 and not self.question.problems

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of the list without what was written: beside a map there is little room."""
        return [{**row, "snippet": ""} for row in super().rows]

    # --- links --------------------------------------------------------------------------------------------------

    @property
    def chips(self) -> list[Link]:
        """Every choice with the address of the map without it."""
        there, here = reverse("case_list"), reverse("case_map")
        return [replace(chip, href=chip.href.replace(there, here, 1)) for chip in super().chips]

    @property
    def without_all(self) -> str:
        """The address of the map without any choice, words kept."""
        return map_href(Question(q=self.question.q))

    @property
    def whole_map(self) -> str:
        """The same question on the whole map; "" where that is what is shown."""
        return map_href(self.question.but(bbox=None)) if self.question.bbox is not None else ""

    @property
    def as_list(self) -> str:
        """The same question as a list."""
        return href_of(self.question.whole())

    @property
    def kept_by_words(self) -> list[tuple[str, str]]:
        """What the search box carries along: not the place, for words are looked for everywhere."""
        return self._pairs("q", "sort", "bbox")

    @property
    def kept_by_choices(self) -> list[tuple[str, str]]:
        """What the form of choices carries along: here also what is asked more rarely, and the place."""
        return self._pairs("from", "to", "sort", *Facet)

    # --- wards --------------------------------------------------------------------------------------------------

    @cached_property
    def _wards(self) -> list[Choice]:
        return [choice for choice in self.choices(Facet.WARD) if choice.count or choice.chosen]

    @property
    def wards(self) -> list[WardLink]:
        """Wards with cases of the question, most first: those chosen alone where any is."""
        chosen = [choice for choice in self._wards if choice.chosen]
        translated = self.names.get(Facet.WARD, {})
        return [
            WardLink(
                label=choice.name or choice.value,
                count=choice.count,
                href=map_href(self.question.having(Facet.WARD, choice.value).but(bbox=None)),
                chosen=choice.chosen,
                translated=choice.value in translated,
            )
            for choice in chosen or self._wards
        ]

    @property
    def first_wards(self) -> list[WardLink]:
        """Those before the fold."""
        return self.wards[:SHOWN_WARDS]

    @property
    def other_wards(self) -> list[WardLink]:
        """Those behind it."""
        return self.wards[SHOWN_WARDS:]


class WardDrawing:
    """The wards drawn, each filled by how many cases of the question it has: the map of who has no script."""

    def __init__(self, listing: MapListing) -> None:
        self.drawing: Drawing = drawing()
        self._counts: Mapping[str, Choice] = {choice.value: choice for choice in listing.choices(Facet.WARD)}
        self._most = max((choice.count for choice in self._counts.values()), default=0)
        self.question, self.names = listing.question.but(bbox=None), listing.names.get(Facet.WARD, {})
        self.areas = self._areas()

    def _areas(self) -> list[WardArea]:
        rows = Ward.objects.order_by("name").values_list("code", "slug", "name")
        return [self._area(code, slug, name) for code, slug, name in rows if code in self.drawing.wards]

    def _area(self, code: str, slug: str, name: str) -> WardArea:
        choice = self._counts.get(slug)
        n = choice.count if choice else 0
        told = {"ward": self.names.get(slug, name), "cases": cases_text(n)}
        return WardArea(
            words=_("%(ward)s: %(cases)s") % told,
            href=map_href(self.question.having(Facet.WARD, slug)),
            step=self._step(n),
            shape=self.drawing.wards[code],
            code=code,
            chosen=bool(choice and choice.chosen),
        )

    @property
    def _begins(self) -> list[int]:
        """How many cases each step begins with; none twice where there are few."""
        return sorted({max(1, round(share * self._most)) for share in SHARES})

    def _step(self, n: int) -> str:
        return f"m{max(i for i, least in enumerate(self._begins) if n >= least)}" if n else "m-none"

    @property
    def centre(self) -> list[WardArea]:
        """The wards that are drawn in the corner as well."""
        return [area for area in self.areas if area.shape.centre_path]

    @property
    def chosen(self) -> str:
        """The codes of the wards that were chosen."""
        return " ".join(area.code for area in self.areas if area.chosen)

    @property
    def legend(self) -> list[WardStep]:
        """Where each step begins; nothing while no ward has a case."""
        if not self._most:
            return []
        return [
            WardStep(step=f"m{i}", label=_("từ %(n)s") % {"n": number_text(least)})
            for i, least in enumerate(self._begins)
        ]

    @property
    def finding(self) -> str:
        """What one sees, in a sentence."""
        if not self._most:
            return _("Không phường, xã nào có phản ánh như vậy.")
        most = max(self._counts.values(), key=lambda choice: choice.count)
        told = {"ward": inside(most.name or most.value), "cases": cases_text(most.count)}
        return _("Nhiều nhất ở %(ward)s: %(cases)s.") % told
