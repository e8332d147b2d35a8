"""Which rows Elasticsearch is asked for: in what order, from where, how many; and what is made of those that come."""

from types import SimpleNamespace

import pytest

from search.engines.elastic import paging
from search.question import PAGE_SIZE, Question
from search.ranking import Statistics
from search.relevance import Stretch
from search.sorting import Cursor, Sort
from tests.search.documents import document
from tests.search.engines.elastic.as_words import parts, said

AT = 1_000
PLACE = Cursor(key=5, case_id=50, at=900, row=25)
FROM_BACK = Cursor(key=5, case_id=50, at=900, row=51)


class Server:
    """Answers every search with the rows it was given, and notes what it was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def options(self, **_how):
        return self

    def search(self, *, index, body, **_how):
        self.asked.append(body)
        hits = self.answers.pop(0) if self.answers else []
        return SimpleNamespace(body={"hits": {"hits": hits}})


def hit(key, case_id):
    return {"sort": [key, case_id], "_source": {"document": document(case_id).to_json()}}


def shelf(*answers):
    server = Server(*answers)
    return SimpleNamespace(client=server, live="test-cases", asked=server.asked)


def directions(body):
    """Each key of an order and its direction; a script by its parameters."""
    found = []
    for key in body["sort"]:
        ((name, how),) = key.items()
        found.append((name, how["order"] if isinstance(how, dict) else how))
    return found


@pytest.mark.parametrize(
    ("question", "order", "place"),
    [
        (Question(), [("listed_at", "desc"), ("case_id", "desc")], {"from": 0}),
        (Question(sort=Sort.OLDEST), [("listed_at", "asc"), ("case_id", "asc")], {"from": 0}),
        (Question(sort=Sort.DUE, page=3), [("due_order", "asc"), ("case_id", "asc")], {"from": 2 * PAGE_SIZE}),
        (Question(sort=Sort.LATE), [("_script", "desc"), ("case_id", "desc")], {"from": 0}),
        (Question(after=PLACE), [("listed_at", "desc"), ("case_id", "desc")], {"search_after": [5, 50]}),
        (Question(before=FROM_BACK), [("listed_at", "asc"), ("case_id", "asc")], {"search_after": [5, 50]}),
        (
            Question(sort=Sort.OLDEST, before=FROM_BACK),
            [("listed_at", "desc"), ("case_id", "desc")],
            {"search_after": [5, 50]},
        ),
        (
            Question(sort=Sort.LATE, before=FROM_BACK),
            [("_script", "asc"), ("case_id", "asc")],
            {"search_after": [5, 50]},
        ),
    ],
)
def test_a_page_is_read_in_its_direction_and_one_row_beyond(question, order, place):
    asked = shelf([hit(9, 90), hit(8, 80)] if question.before is None else (PAGE_SIZE + 1) * [hit(9, 90)])
    paging.page(asked, question, AT)
    (body,) = asked.asked
    assert directions(body) == order
    assert {name: body[name] for name in ("from", "search_after") if name in body} == place
    assert body["size"] == PAGE_SIZE + 1
    assert body["track_total_hits"] is False, "nobody counts what is only read"


@pytest.mark.parametrize(("place", "asked_at"), [({}, AT), ({"after": PLACE}, 900)])
def test_lateness_is_worked_out_at_the_instant_that_the_reading_began(place, asked_at):
    asked = shelf([hit(9, 90)])
    paging.page(asked, Question(sort=Sort.LATE, **place), AT)
    script = asked.asked[0]["sort"][0]["_script"]
    assert (script["type"], script["script"]["params"]) == ("number", {"at": asked_at})


@pytest.mark.parametrize(
    ("question", "cases", "following", "previous"),
    [
        (Question(size=2), [90, 80], (80, 2), None),
        (Question(size=2, after=PLACE), [90, 80], (80, 27), (90, 26)),
        (Question(size=2, before=FROM_BACK), [80, 90], (90, 50), (80, 49)),  # came backwards, and is shown forwards
    ],
)
def test_the_row_beyond_is_not_shown(question, cases, following, previous):
    page = paging.page(shelf([hit(9.0, 90), hit(8.0, 80), hit(7.0, 70)]), question, AT)
    assert [each.document.case_id for each in page.hits] == cases
    assert page.next
    assert (page.next.case_id, page.next.row) == following
    assert (page.previous and (page.previous.case_id, page.previous.row)) == previous
    assert isinstance(page.next.key, int), "a script's doubles are whole microseconds"


def test_a_full_page_without_a_row_beyond_is_the_last():
    page = paging.page(shelf([hit(9, 90), hit(8, 80)]), Question(size=2), AT)
    assert (len(page.hits), page.next, page.previous) == (2, None, None)


@pytest.mark.parametrize(
    ("stretch", "direction", "place"),
    [
        (Stretch(n=4), "desc", {"from": 0}),
        (Stretch(n=4, skip=7), "desc", {"from": 7}),
        (Stretch(n=4, beyond=(5, 50)), "desc", {"search_after": [5, 50]}),
        (Stretch(n=4, beyond=(5, 50), backwards=True), "asc", {"search_after": [5, 50]}),
    ],
)
def test_the_rest_is_read_by_age_without_those_known(stretch, direction, place):
    asked = shelf([hit(9, 90), hit(8, 80)])
    found = paging.newest(asked, Question(q="xe -tai"), AT, [3, 1], stretch)
    (body,) = asked.asked
    assert [each.case_id for each in found] == [90, 80]
    assert directions(body) == [("listed_at", direction), ("case_id", direction)]
    assert {name: body[name] for name in ("from", "search_after") if name in body} == place
    assert body["size"] == 4
    unwanted = [said(part) for part in body["query"]["bool"]["must_not"]]
    assert unwanted == ["words is tai", "case_id in [3, 1]"]


def test_where_nothing_is_known_nothing_is_left_out():
    asked = shelf([])
    assert paging.newest(asked, Question(q="xe"), AT, [], Stretch(n=1)) == []
    assert "must_not" not in asked.asked[0]["query"]["bool"]


def test_the_best_have_to_answer_and_are_ordered_by_what_adds_to_them():
    asked = shelf([hit(2.5, 90)])
    found = paging.best(asked, Question(q="xe"), AT, 10, Statistics(documents=9, frequencies={"xe": 3}))
    (body,) = asked.asked
    assert [each.case_id for each in found] == [90]
    assert (directions(body), body["size"]) == ([("_score", "desc"), ("case_id", "desc")], 10)
    told = body["query"]["bool"]
    assert [said(part) for part in told["filter"]] == ["has listed_at", "words is xe"]
    assert told["minimum_should_match"] == 0, "what adds to the score is no condition"
    assert [said(part).split(" ")[0] for part in told["should"]] == ["title", "place", "names", "text", "answer"]


@pytest.mark.parametrize(
    ("frequency", "first"), [(paging.RANKED_MOST, "_score"), (paging.RANKED_MOST + 1, "listed_at")], ids=["few", "many"]
)
def test_words_that_are_everywhere_are_not_weighed(frequency, first):
    asked = shelf([])
    paging.best(asked, Question(q="xe"), AT, 10, Statistics(documents=10**6, frequencies={"xe": frequency}))
    (body,) = asked.asked
    assert (directions(body)[0][0], body["size"]) == (first, 10)
    assert body.get("from", 0) == 0


@pytest.mark.parametrize(("n", "requests"), [(0, 1), (1, 1), (2, 2), (3, 2), (4, 3)])
def test_a_file_is_read_until_a_piece_is_not_full(monkeypatch, n, requests):
    monkeypatch.setattr(paging, "AT_ONCE", 2)
    rows = [hit(100 - case_id, case_id) for case_id in range(1, n + 1)]
    asked = shelf(*(rows[i : i + 2] for i in range(0, n, 2)))
    found = list(paging.walk(asked, Question(sort=Sort.LATE, q="xe"), AT))
    assert [each.case_id for each in found] == list(range(1, n + 1))
    assert len(asked.asked) == requests
    assert {tuple(directions(body)) for body in asked.asked} == {(("listed_at", "desc"), ("case_id", "desc"))}
    after = [body.get("search_after") for body in asked.asked]
    assert after == [None, *([100 - 2 * i, 2 * i] for i in range(1, requests))]
    assert {body["size"] for body in asked.asked} == {2}


def test_a_page_by_words_holds_what_every_list_of_them_holds():
    asked = shelf([hit(9, 90)])
    paging.page(asked, Question(q="xe", sort=Sort.NEWEST), AT)
    assert parts(SimpleNamespace(to_dict=lambda: asked.asked[0]["query"])) == ["has listed_at", "words is xe"]
