"""The contract of engines: what is asked more rarely, and has no counts."""

from datetime import date, timedelta

import pytest

from search.narrowing import Days, Flag, Narrowing, Near, Pick, Span, Took
from search.question import Facet
from tests.search.documents import DAY, HOUR, LIGHTS, NOW, ROADS, answered, document
from tests.search.engines.asking import Asks

POINT = Near(lat=16.4, lon=107.5, metres=200)
A_HUNDRED_METRES = 100 / 111_195  # degrees of latitude


class NarrowsDocuments(Asks):
    """Outcomes, sources, ratings, days, lateness, photos, returns, distance."""

    def narrowed(self, engine, at=NOW, **asked):
        return set(self.found(engine, at=at, more=Narrowing(**asked)))

    def test_any_of_several_values(self, engine):
        engine.put(
            [
                answered(1, outcomes=("done",), rating="satisfied"),
                answered(2, outcomes=("done", "planned"), source="hue"),
                answered(3, outcomes=("not_possible",), rating="not_satisfied"),
                document(4),
            ]
        )
        assert self.narrowed(engine, picks={Pick.OUTCOME: ("done",)}) == {1, 2}
        assert self.narrowed(engine, picks={Pick.OUTCOME: ("planned", "not_possible")}) == {2, 3}
        assert self.narrowed(engine, picks={Pick.OUTCOME: ("temporary",)}) == set()
        assert self.narrowed(engine, picks={Pick.SOURCE: ("hue",)}) == {2}
        assert self.narrowed(engine, picks={Pick.SOURCE: ("hue", "portal")}) == {1, 2, 3, 4}
        assert self.narrowed(engine, picks={Pick.RATING: ("satisfied", "not_satisfied")}) == {1, 3}
        assert self.narrowed(engine, picks={Pick.OUTCOME: ("done",), Pick.RATING: ("satisfied",)}) == {1}

    @pytest.mark.parametrize(
        ("span", "fact"),
        [
            (Span.SENT, "sent_at"),
            (Span.ANSWERED, "answered_at"),
            (Span.DUE, "due_at"),
            (Span.BEGUN, "started_at"),
        ],
    )
    def test_days_of_the_city_both_included(self, engine, span, fact):
        midnight = NOW - 8 * HOUR  # 25/11/2026, 00:00 in Huế
        microsecond = timedelta(microseconds=1)
        at = [midnight - microsecond, midnight, midnight + DAY - microsecond, midnight + DAY, None]
        engine.put([document(n, **{fact: instant}) for n, instant in enumerate(at, 1)])
        day = date(2026, 11, 25)
        assert self.narrowed(engine, spans={span: Days(since=day, until=day)}) == {2, 3}
        assert self.narrowed(engine, spans={span: Days(since=day)}) == {2, 3, 4}
        assert self.narrowed(engine, spans={span: Days(until=day)}) == {1, 2, 3}

    def test_after_how_many_whole_days_it_was_answered(self, engine):
        """From the beginning of the round, whatever the hour; what still runs was answered after none."""
        short = timedelta(microseconds=1)
        after = [-DAY - short, -DAY, timedelta(0), DAY - short, DAY, 3 * DAY - short, 3 * DAY, 40 * DAY]
        began = NOW - 50 * DAY
        engine.put([answered(n, started_at=began, stopped_at=began + each) for n, each in enumerate(after, 1)])
        engine.put([document(9), answered(10, started_at=None)])
        assert self.narrowed(engine, took=Took(least=0, most=0)) == {2, 3, 4}
        assert self.narrowed(engine, took=Took(least=1, most=2)) == {5, 6}
        assert self.narrowed(engine, took=Took(least=3)) == {7, 8}
        assert self.narrowed(engine, took=Took(least=0)) == {2, 3, 4, 5, 6, 7, 8}

    def test_how_late_is_said_in_days_of_the_city(self, engine):
        evening = NOW + 9 * HOUR  # 17:00 in Huế
        engine.put(
            [
                document(1, due_at=evening - 2 * DAY),
                document(2, due_at=evening - DAY),
                document(3, due_at=evening),
                document(4, due_at=evening - 5 * DAY, limit_at=evening),  # extended: not late
                answered(5, after=DAY, due_at=NOW - 3 * DAY),  # two days late, and for good
                document(6, due_at=None),
            ]
        )
        assert self.narrowed(engine, late=1) == {1, 2, 5}
        assert self.narrowed(engine, late=2) == {1, 5}
        assert self.narrowed(engine, late=3) == set()
        assert self.narrowed(engine, at=NOW + DAY, late=1) == {1, 2, 3, 4, 5}, "no document was put again"
        assert self.narrowed(engine, at=NOW + DAY, late=3) == {1, 4}

    def test_what_is_so_or_not(self, engine):
        engine.put([document(1, returned=True), document(2, photos=True), document(3)])
        assert self.narrowed(engine, flags={Flag.RETURNED: True}) == {1}
        assert self.narrowed(engine, flags={Flag.RETURNED: False}) == {2, 3}
        assert self.narrowed(engine, flags={Flag.PHOTOS: True}) == {2}
        assert self.narrowed(engine, flags={Flag.PHOTOS: False, Flag.RETURNED: False}) == {3}

    def test_within_some_metres_of_a_point(self, engine):
        north = [0.0, 1.99, 2.01]
        engine.put(
            [document(n, lat=16.4 + way * A_HUNDRED_METRES, lon=107.5) for n, way in enumerate(north, 1)]
            + [document(4, lat=16.4, lon=107.5 + 2.05 * A_HUNDRED_METRES), document(5)]
        )
        assert self.narrowed(engine, near=POINT) == {1, 2, 4}, "a degree of longitude is shorter here"
        corner = 16.4 + 1.5 * A_HUNDRED_METRES, 107.5 + 1.5 * A_HUNDRED_METRES
        engine.put([document(6, lat=corner[0], lon=corner[1])])
        assert self.narrowed(engine, near=POINT) == {1, 2, 4}, "a circle, not a square"

    def test_counts_of_choices_heed_it(self, engine):
        engine.put(
            [
                document(1, photos=True),
                document(2, category=ROADS),
                document(3, photos=True, category=ROADS, agencies=()),
            ]
        )
        seen = Narrowing(flags={Flag.PHOTOS: True})
        assert self.counted(engine, Facet.CATEGORY, more=seen) == {LIGHTS.slug: 1, ROADS.slug: 1}
        chosen = {Facet.CATEGORY: (ROADS.slug,)}
        assert self.counted(engine, Facet.CATEGORY, more=seen, choices=chosen) == {LIGHTS.slug: 1, ROADS.slug: 1}
        assert set(self.found(engine, more=seen, choices=chosen)) == {3}

    def test_a_newer_version_replaces_all_of_it(self, engine):
        engine.put([document(1, photos=True, returned=True, outcomes=("done",))])
        engine.put([document(1, version=2)])
        assert self.narrowed(engine, flags={Flag.PHOTOS: False, Flag.RETURNED: False}) == {1}
        assert self.narrowed(engine, picks={Pick.OUTCOME: ("done",)}) == set()
        engine.remove([1])
        assert self.narrowed(engine, flags={Flag.PHOTOS: False}) == set()
