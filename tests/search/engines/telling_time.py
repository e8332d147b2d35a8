"""The contract of engines, third part: verdicts are those of the instant asked about."""

from datetime import timedelta

from search.question import Facet
from tests.search.documents import (
    DAY,
    NOW,
    answered,
    document,
)
from tests.search.engines.asking import Asks

MICROSECOND = timedelta(microseconds=1)


class TellsTime(Asks):
    """Documents hold instants, engines compare."""

    def test_the_verdict_is_that_of_the_instant_asked_about(self, engine):
        engine.put([document(1, due_at=NOW, limit_at=NOW + DAY, broken_from=NOW + DAY), document(2, due_at=NOW)])
        for at, verdicts in [
            (NOW, {"in_term": 2}),
            (NOW + MICROSECOND, {"extended": 1, "overdue": 1}),
            (NOW + DAY, {"extended": 1, "overdue": 1}),
            (NOW + DAY + MICROSECOND, {"promise_broken": 1, "overdue": 1}),
        ]:
            assert self.counted(engine, Facet.VERDICT, at=at) == verdicts

    def test_a_promise_is_broken_only_after_its_last_instant(self, engine):
        engine.put([document(1, due_at=NOW - DAY, limit_at=NOW - DAY, broken_from=NOW)])
        assert self.counted(engine, Facet.VERDICT, at=NOW) == {"overdue": 1}
        assert self.counted(engine, Facet.VERDICT, at=NOW + MICROSECOND) == {"promise_broken": 1}

    def test_an_answer_stops_the_clock(self, engine):
        engine.put([answered(1, after=DAY, due_at=NOW), answered(2, after=4 * DAY, due_at=NOW)])
        for at in (NOW - 9 * DAY, NOW, NOW + 99 * DAY):
            assert self.counted(engine, Facet.VERDICT, at=at) == {
                "answered_in_term": 1,
                "answered_late": 1,
            }
            assert self.found(engine, at=at, choices={Facet.VERDICT: ("answered_late",)}) == [2]

    def test_what_was_answered_late_is_not_late(self, engine):
        """Whoever follows a number of what is past due finds so many, none of them answered."""
        slow = {"due_at": NOW, "after": 4 * DAY}
        engine.put(
            [
                document(1, due_at=NOW),
                answered(2, **slow),
                answered(3, **slow, broken_from=NOW),
                answered(4, **slow, limit_at=NOW + 9 * DAY),
                document(5, due_at=NOW, phase="awaiting", stopped_at=NOW + DAY),
            ]
        )
        assert self.counted(engine, Facet.VERDICT, at=NOW + 9 * DAY) == {
            "overdue": 2,
            "answered_late": 2,
            "answered_extended": 1,
        }
        late = {Facet.VERDICT: ("overdue", "promise_broken")}
        assert set(self.found(engine, at=NOW + 9 * DAY, choices=late)) == {1, 5}

    def test_no_term_is_in_term_and_an_unknown_end_has_no_verdict(self, engine):
        engine.put(
            [
                document(1, due_at=None),
                document(2, phase="unknown", due_at=None, state="answered"),
                document(3, phase="", due_at=None, accepted_at=None),
            ]
        )
        assert self.counted(engine, Facet.VERDICT) == {"in_term": 1}
        assert self.found(engine, choices={Facet.VERDICT: ("in_term",)}) == [1]
        assert len(self.found(engine)) == 3
