"""The contract of engines: all that answers a question, for files."""

from search.question import PAGE_SIZE, Box, Facet, Question
from search.sorting import Sort
from tests.search.documents import DAY, KIM_LONG, NOW, PHU_XUAN, document
from tests.search.engines.asking import Asks


class WalksDocuments(Asks):
    """Every document once, newest first."""

    def walked(self, engine, question=None):
        return [found.case_id for found in engine.walk(question or Question(), NOW)]

    def test_all_of_them_newest_first(self, engine):
        there = 0
        for n in (0, 1, PAGE_SIZE, PAGE_SIZE + 1, 3 * PAGE_SIZE):
            engine.put([document(each, accepted_at=NOW - each % 7 * DAY) for each in range(there + 1, n + 1)])
            there = n
            expected = sorted(range(1, n + 1), key=lambda case_id: (case_id % 7, -case_id))
            assert self.walked(engine) == expected
            assert self.walked(engine, Question(sort=Sort.LATE, page=2)) == expected, "whatever order and place it has"

    def test_only_what_answers_the_question(self, engine):
        engine.put(
            [
                document(1, ward=PHU_XUAN),
                document(2, title="Rác thải", lat=16.4, lon=107.5),
                document(3, due_at=NOW - DAY),
            ]
        )
        assert self.walked(engine, Question(choices={Facet.WARD: (KIM_LONG.slug,)})) == [3, 2]
        assert self.walked(engine, Question(q="rac thai")) == [2]
        assert self.walked(engine, Question(choices={Facet.VERDICT: ("overdue",)})) == [3]
        assert self.walked(engine, Question(bbox=Box(west=107, south=16, east=108, north=17))) == [2]

    def test_whole_documents(self, engine):
        told = document(1, text="Dài", answer="Xong", outcomes=("done",), photos=True, lat=16.4, lon=107.5)
        engine.put([told])
        assert list(engine.walk(Question(), NOW)) == [told]

    def test_what_is_forgotten_meanwhile_is_not_met_and_nothing_is_met_twice(self, engine):
        engine.put([document(case_id) for case_id in range(1, 2 * PAGE_SIZE + 1)])
        walk = engine.walk(Question(), NOW)
        met = [next(walk).case_id for _ in range(PAGE_SIZE)]
        engine.clear()
        met += [found.case_id for found in walk]
        assert len(met) == len(set(met)) <= 2 * PAGE_SIZE
