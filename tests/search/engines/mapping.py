"""The contract of engines: where answers lie, in the cells of a grid."""

import random

import pytest

from search.cells import LEAST_ZOOM, MOST_ZOOM, cells_across, tallied
from search.narrowing import Narrowing, Near
from search.question import Box, Facet, Question
from tests.search.documents import DAY, KIM_LONG, NOW, PHU_XUAN, answered, document
from tests.search.engines.asking import Asks

ZOOM = 12  # a cell is 0.02747° wide


class MapsDocuments(Asks):
    """Counts, centres and bounds by cell."""

    def mapped(self, engine, zoom=ZOOM, at=NOW, **asked):
        """Each cell as how many, how many of them late, and the case that is alone in it."""
        cells = engine.cells(Question(**asked), at, zoom)
        return [(cell.n, cell.late, cell.lone and cell.lone.case_id) for cell in cells]

    def test_cells_as_one_reads_them_with_those_that_are_late(self, engine):
        engine.put(
            [
                document(1, lat=16.410, lon=107.510),
                document(2, lat=16.412, lon=107.512, due_at=NOW - DAY),
                document(3, lat=16.414, lon=107.514, due_at=NOW - 3 * DAY, limit_at=NOW - DAY, broken_from=NOW - DAY),
                document(4, lat=16.500, lon=107.600, due_at=NOW - DAY, limit_at=NOW + DAY),  # extended
                answered(5, lat=16.500, lon=107.500, after=5 * DAY, due_at=NOW - 5 * DAY),  # was late, and is not
                document(6, due_at=NOW - DAY),  # nowhere
            ]
        )
        assert self.mapped(engine) == [(1, 0, 5), (1, 0, 4), (3, 2, None)]
        assert self.mapped(engine, at=NOW - 2 * DAY) == [(1, 0, 5), (1, 0, 4), (3, 0, None)], "nothing was put again"
        assert self.mapped(engine, zoom=LEAST_ZOOM) == [(5, 2, None)]
        assert self.mapped(engine, zoom=MOST_ZOOM) == [(1, 0, 5), (1, 0, 4), (1, 1, 3), (1, 1, 2), (1, 0, 1)]

    def test_a_cell_has_the_mean_of_its_points_and_a_box_that_holds_them(self, engine):
        engine.put([document(1, lat=16.40003, lon=107.50001), document(2, lat=16.40001, lon=107.500041)])
        (cell,) = engine.cells(Question(), NOW, ZOOM)
        assert (cell.lat, cell.lon) == pytest.approx((16.40002, 107.500025), abs=2e-5)
        assert str(cell.box) == "107.50001,16.40001,107.50005,16.40003"
        assert set(self.found(engine, bbox=cell.box)) == {1, 2}

    def test_cases_at_one_place_stay_together_and_are_found_by_their_box(self, engine):
        engine.put([document(n, lat=16.46, lon=107.59) for n in (1, 2)] + [document(3, lat=16.46, lon=107.59001)])
        *_, cell = sorted(engine.cells(Question(), NOW, MOST_ZOOM), key=lambda cell: cell.n)
        assert cell.n in {2, 3}, "where a cell ends is no matter of ours"
        assert len(self.found(engine, bbox=cell.box)) == cell.n

    def test_only_what_answers_the_question(self, engine):
        engine.put(
            [
                document(1, lat=16.4, lon=107.5),
                document(2, lat=16.401, lon=107.501, ward=PHU_XUAN),
                document(3, lat=16.402, lon=107.502, title="Rác thải"),
            ]
        )
        assert self.mapped(engine) == [(3, 0, None)]
        assert self.mapped(engine, q="rac thai") == [(1, 0, 3)]
        assert self.mapped(engine, choices={Facet.WARD: (KIM_LONG.slug,)}) == [(2, 0, None)]
        assert self.mapped(engine, choices={Facet.VERDICT: ("overdue",)}) == []
        assert self.mapped(engine, bbox=Box(west=107.5005, south=16, east=108, north=16.4015)) == [(1, 0, 2)]
        assert self.mapped(engine, more=Narrowing(near=Near(lat=16.4, lon=107.5, metres=170))) == [(2, 0, None)]
        engine.remove([3])
        engine.put([document(2, version=2)])  # has lost its point
        assert self.mapped(engine) == [(1, 0, 1)]

    @pytest.mark.parametrize("zoom", [LEAST_ZOOM, 13])
    def test_any_points_are_counted_as_the_rule_counts_them(self, engine, zoom):
        dice = random.Random(zoom)
        points = [(dice.uniform(-85, 85), dice.uniform(-180, 180)) for _ in range(40)]
        points += [(16.4 + dice.randrange(400) / 1e4, 107.5 + dice.randrange(400) / 1e5) for _ in range(80)]
        points += [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0)]
        documents = [document(n, lat=lat, lon=lon, text="") for n, (lat, lon) in enumerate(points, 1)]
        engine.put(documents)
        cells = engine.cells(Question(), NOW, zoom)
        assert cells == tallied([(document, False) for document in documents], zoom)
        assert sum(cell.n for cell in cells) == len(points)
        box = Box(west=107.5, south=16.4, east=107.504, north=16.44)
        inside = engine.cells(Question(bbox=box), NOW, zoom)
        assert sum(cell.n for cell in inside) == engine.totals([Question(bbox=box)], NOW)[0] == 80
        assert len(inside) <= cells_across(box, zoom)
