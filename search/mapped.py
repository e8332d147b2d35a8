"""Asks about a part of the map: what answers in it, where that lies, and what has no place on any map."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.answers import Asking
from search.cells import WORLD, Cell
from search.engines.base import Counts, Engine, Result
from search.loosening import Reading, read_for
from search.question import Box, Facet, Question

#: Huế, as its wards' outlines reach; what is seen first.
CITY = Box(west=107.03, south=15.99, east=108.22, north=16.75)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What answers a question within its box, `of` how many wherever they lie; `placed` of those have a point.

    `start` is the part of the map that a question without a box is shown at first. Where that is the city, `beyond` of
    the placed lie outside it, and `places` say where, as far as no wide cell holds others too.
    """

    result: Result
    of: int
    placed: int
    start: Box
    beyond: int = 0
    places: tuple[Cell, ...] = ()

    @property
    def unplaced(self) -> int:
        """Cases that no map can show."""
        return self.of - self.placed


class MapAsking(Asking):
    """Asks one engine about maps. Words are read as the whole map answers them: an empty corner loosens nothing."""

    def seen(self, question: Question) -> Seen:
        """The first page of what answers within the box, with its counts."""
        first = question.first_page()

        def ask(engine: Engine) -> Seen:
            reading = self._reading(engine, first)
            asked = reading.of(first)
            within = self._within(engine, reading, asked.question)
            page = self._remembered("map-page", [first], lambda: engine.page(asked.question, self.at, asked.statistics))
            anywhere = reading.question.whole()
            placed, in_city = self._remembered(
                "placed",
                [first.whole()],
                lambda: engine.totals([anywhere.but(bbox=WORLD), anywhere.but(bbox=CITY)], self.at),
            )
            wide = not placed or (in_city and not first.chosen(Facet.WARD))
            start = CITY if wide else self._around(engine, first, anywhere)
            told = replace(asked, counts=within)
            beyond = placed - in_city if start == CITY else 0
            return Seen(
                result=Result(counts=within, page=page, reading=told),
                of=reading.counts.total,
                placed=placed,
                start=start,
                beyond=beyond,
                places=self._beyond(engine, first, anywhere) if beyond and first.bbox is None else (),
            )

        return self.asked(ask)

    def cells(self, question: Question, zoom: int) -> tuple[Cell, ...]:
        """The cells of this zoom within the box."""
        whole = question.whole()

        def ask(engine: Engine) -> tuple[Cell, ...]:
            asked = self._reading(engine, whole).of(whole).question
            return self._remembered(f"cells:{zoom}", [whole], lambda: engine.cells(asked, self.at, zoom))

        return self.asked(ask)

    def _reading(self, engine: Engine, question: Question) -> Reading:
        self.know_words([question])
        anywhere = question.but(bbox=None).whole()
        return self._remembered("reading", [anywhere], lambda: read_for(engine, anywhere, self.at))

    def _within(self, engine: Engine, reading: Reading, asked: Question) -> Counts:
        if asked.bbox is None:
            return reading.counts
        whole = asked.whole()
        return self._remembered("within", [whole], lambda: engine.count(whole, self.at))

    def _around(self, engine: Engine, question: Question, anywhere: Question) -> Box:
        """Where the cases are: those of chosen wards, or of another city, whose history was imported."""
        boxes = [cell.box for cell in self._wide_cells(engine, question, anywhere)]
        return Box(
            west=min(box.west for box in boxes),
            south=min(box.south for box in boxes),
            east=max(box.east for box in boxes),
            north=max(box.north for box in boxes),
        )

    def _beyond(self, engine: Engine, question: Question, anywhere: Question) -> tuple[Cell, ...]:
        """The wide cells that lie outside the city, most cases first."""
        cells = self._wide_cells(engine, question, anywhere)
        outside = [cell for cell in cells if not _meet(cell.box, CITY)]
        return tuple(sorted(outside, key=lambda cell: -cell.n))

    def _wide_cells(self, engine: Engine, question: Question, anywhere: Question) -> tuple[Cell, ...]:
        whole = question.but(bbox=None).whole()
        return self._remembered("cells:8", [whole], lambda: engine.cells(anywhere, self.at, 8))


def _meet(a: Box, b: Box) -> bool:
    return a.west <= b.east and b.west <= a.east and a.south <= b.north and b.south <= a.north
