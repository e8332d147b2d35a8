"""The order of relevance from any place: the best by their scores, then the rest newest first, each case once."""

import pytest

from search import relevance
from search.instants import micros
from search.question import Question
from search.ranking import Statistics
from search.relevance import Stretch, rows
from search.sorting import Cursor
from tests.search.documents import DAY, NOW, document

#: The best, and the rest: the newest of those has the highest number.
SCORES = {7: 0.9, 2: 0.8, 9: 0.5, 4: 0.5}
REST = (10, 8, 6, 5, 3, 1)
SIZE = 3


def made(case_id):
    return document(case_id, accepted_at=NOW + case_id * DAY)


class Engine:
    """Knows which are the best, and the rest by age; notes which stretches of it were asked for."""

    def __init__(self, rest=REST):
        self.others, self.asked = [made(case_id) for case_id in rest], []

    def newest(self, question, at, *, leaving_out, stretch):
        self.asked.append(stretch)
        found = [each for each in self.others if each.case_id not in leaving_out]
        keys = {each.case_id: (micros(each.listed_at), each.case_id) for each in found}
        if stretch.beyond is not None:
            beyond = stretch.beyond
            found = [e for e in found if (keys[e.case_id] > beyond if stretch.backwards else keys[e.case_id] < beyond)]
        found.sort(key=lambda each: keys[each.case_id], reverse=not stretch.backwards)
        return found[stretch.skip : stretch.skip + stretch.n]


@pytest.fixture(autouse=True)
def _best(monkeypatch):
    best = [(score, made(case_id)) for case_id, score in SCORES.items()]
    monkeypatch.setattr(relevance, "WINDOW", len(SCORES))
    monkeypatch.setattr(relevance, "window", lambda *__: best)


def scored(case_id, score=None):
    return Cursor(key=SCORES.get(case_id, score), case_id=case_id, at=0)


def aged(case_id):
    return Cursor(key=micros(made(case_id).listed_at), case_id=case_id, at=0)


def read(engine=None, **place):
    found = rows(engine or Engine(), Question(q="xe", size=SIZE, **place), NOW)
    return [each.case_id for __, each in found]


@pytest.mark.parametrize(
    ("page", "cases"),
    [(1, [7, 2, 9, 4]), (2, [4, 10, 8, 6]), (3, [6, 5, 3, 1]), (4, [1]), (5, [])],
)
def test_a_page_by_its_number_and_one_row_beyond(page, cases):
    assert read(page=page) == cases


@pytest.mark.parametrize(
    ("after", "cases"),
    [
        (scored(7), [2, 9, 4, 10]),
        (scored(9), [4, 10, 8, 6]),  # of two with one score the other follows
        (scored(4), [10, 8, 6, 5]),
        (aged(10), [8, 6, 5, 3]),
        (aged(5), [3, 1]),
        (aged(1), []),
        (scored(99, 0.85), [2, 9, 4, 10]),  # gone: from where it would stand
        (scored(8, 0.5), [4, 10, 6, 5]),  # pushed out of the best: it has been read, and does not come again
        (scored(99, 0.95), [7, 2, 9, 4]),
        (scored(99, 0.1), [10, 8, 6, 5]),
        (aged(7), [6, 5, 3, 1]),  # became one of the best since
    ],
)
def test_onwards_from_a_row(after, cases):
    assert read(after=after) == cases


@pytest.mark.parametrize(
    ("before", "cases"),
    [
        (scored(7), []),
        (scored(2), [7]),
        (scored(4), [7, 2, 9]),
        (aged(10), [7, 2, 9, 4]),
        (aged(8), [2, 9, 4, 10]),
        (aged(6), [9, 4, 10, 8]),
        (aged(3), [10, 8, 6, 5]),
        (aged(1), [8, 6, 5, 3]),
        (scored(99, 0.6), [7, 2]),  # gone
        (scored(99, 0.1), [7, 2, 9, 4]),
    ],
)
def test_back_from_a_row_the_one_more_stands_first(before, cases):
    assert read(before=before) == cases


def test_every_case_is_read_once_from_row_to_row():
    seen, cursor = [], None
    while True:
        found = rows(Engine(), Question(q="xe", size=SIZE, after=cursor), NOW)
        seen += [each.case_id for __, each in found[:SIZE]]
        if len(found) <= SIZE:
            break
        key, last = found[SIZE - 1]
        cursor = Cursor(key=key, case_id=last.case_id, at=0)
    assert seen == [*SCORES, *REST]


@pytest.mark.parametrize(
    ("place", "stretches"),
    [
        ({"page": 1}, []),  # the best fill it
        ({"page": 2}, [Stretch(n=3)]),
        ({"page": 3}, [Stretch(n=4, skip=2)]),
        ({"after": scored(7)}, [Stretch(n=1)]),
        ({"after": aged(8)}, [Stretch(n=4, beyond=(aged(8).key, 8))]),
        ({"before": scored(9)}, []),
        ({"before": aged(8)}, [Stretch(n=4, beyond=(aged(8).key, 8), backwards=True)]),
    ],
)
def test_of_the_rest_no_more_is_asked_than_is_shown(place, stretches):
    engine = Engine()
    read(engine, **place)
    assert engine.asked == stretches


def test_where_all_are_among_the_best_nobody_asks_for_a_rest(monkeypatch):
    monkeypatch.setattr(relevance, "WINDOW", len(SCORES) + 1)
    engine = Engine()
    assert read(engine, page=2) == [4]
    assert read(engine, after=scored(4)) == []
    assert read(engine, before=aged(10)) == [7, 2, 9, 4], "a place beyond the best, from before some were removed"
    assert engine.asked == []


def test_keys_are_scores_among_the_best_and_instants_beyond():
    found = rows(Engine(), Question(q="xe", size=SIZE, page=2), NOW)
    assert [key for key, __ in found] == [0.5, *(micros(made(case_id).listed_at) for case_id in (10, 8, 6))]
    assert [type(key) for key, __ in found] == [float, int, int, int], "by which a cursor tells them apart"


def test_how_common_words_are_is_asked_where_nobody_has_said_it(monkeypatch):
    monkeypatch.undo()
    asked = []

    class Known(Engine):
        def statistics(self, words):
            asked.append(sorted(words))
            return Statistics(documents=9, frequencies={})

        def best(self, question, at, n, statistics):
            return [document(2, title="xe"), document(1, title="xe xe"), document(3, title="xe")][:n]

    question = Question(q="xe")
    found = rows(Known(), question, NOW)
    assert sorted(each.case_id for __, each in found) == [1, 2, 3]
    assert [key for key, __ in found] == sorted((key for key, __ in found), reverse=True)
    assert [each.case_id for __, each in found if each.case_id != 1] == [3, 2], "among equals the newer case first"
    assert asked == [["xe"]]
    assert rows(Known(), question, NOW, Statistics(documents=9, frequencies={"xe": 3}))
    assert len(asked) == 1
