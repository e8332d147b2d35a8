"""A search that is rebuilt answers all the while, and loses nothing that changes meanwhile."""

import pytest
from elasticsearch import NotFoundError

from search import indexing
from search.engines.base import Away, EngineAwayError
from search.engines.elastic import indices
from search.engines.elastic.engine import ElasticEngine
from search.indexing import index, rebuild
from search.question import Question
from tests.factories import a_case, walk_to
from tests.search.documents import NOW, document
from tests.search.engines.asking import ids
from tests.search.engines.elastic.conftest import parameters

EVERYTHING = (0, 2**63 - 1)


@pytest.fixture
def engine(elasticsearch_url, index_prefix):
    """An engine without any index."""
    return ElasticEngine("elastic", parameters(elasticsearch_url, index_prefix))


def held(engine):
    """The indices there are, by the aliases each has."""
    found = engine.shelf.client.indices.get_alias(index=f"{engine.shelf.live}*")
    return sorted(tuple(entry["aliases"]) for entry in found.values())


def test_without_an_index_it_says_so_and_makes_none_by_itself(engine):
    for ask in (
        engine.generation,
        lambda: engine.count(Question(), NOW),
        lambda: engine.totals([Question()], NOW),
        lambda: engine.page(Question(), NOW),
        lambda: engine.put([document(1)]),
        lambda: engine.remove([1]),
        lambda: engine.known(*EVERYTHING),
    ):
        with pytest.raises(EngineAwayError) as told:
            ask()
        assert told.value.reason is Away.MISSING
    assert held(engine) == []


def test_the_old_index_answers_until_the_new_one_takes_its_place(engine):
    engine.clear()
    engine.put([document(1), document(2)])
    before = engine.generation()
    with engine.renewed() as new:
        new.put([document(2), document(3)])
        new.remove([3])
        assert engine.known(*EVERYTHING) == {1: 1, 2: 1}
        assert engine.generation() == before
    assert engine.known(*EVERYTHING) == {2: 1}
    assert ids(engine.page(Question(q="den"), NOW)) == [2]
    assert engine.generation() != before
    assert held(engine) == [(engine.shelf.live,)]


def test_what_is_put_and_removed_meanwhile_is_not_lost(engine):
    engine.clear()
    engine.put([document(1), document(2, title="một")])
    with engine.renewed() as new:
        engine.put([document(2, version=3, title="hai"), document(4)])
        engine.remove([1])
        new.put([document(2, version=2, title="một")])  # read before it changed
    assert engine.known(*EVERYTHING) == {2: 3, 4: 1}
    assert ids(engine.page(Question(q="hai"), NOW)) == [2]


def test_a_writer_whose_index_is_taken_away_under_its_hand_writes_to_the_new_one(engine, monkeypatch):
    engine.clear()
    aliases = indices.Shelf.aliases
    with engine.renewed():
        both = aliases(engine.shelf)
    seen = [both]  # read just before the swap
    monkeypatch.setattr(indices.Shelf, "aliases", lambda shelf: seen.pop() if seen else aliases(shelf))
    engine.put([document(1)])
    assert engine.known(*EVERYTHING) == {1: 1}
    seen.append(both)
    engine.remove([1])
    assert engine.known(*EVERYTHING) == {}


def test_a_rebuild_that_fails_leaves_everything_as_it_was(engine):
    engine.clear()
    engine.put([document(1)])

    def stopped_half_way():
        yield document(2)
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"), engine.renewed() as new:
        new.put(stopped_half_way())
    assert engine.known(*EVERYTHING) == {1: 1}
    assert held(engine) == [(engine.shelf.live,)]


def test_a_rebuild_that_was_killed_is_cleared_away_by_the_next(engine):
    engine.clear()
    engine.put([document(1)])
    engine.shelf.create()
    assert len(held(engine)) == 2
    engine.clear()
    assert held(engine) == [(engine.shelf.live,)]


def test_of_two_rebuilds_at_once_the_first_gives_way(engine):
    engine.clear()
    with pytest.raises(EngineAwayError), engine.renewed():
        engine.shelf.create()
    assert len(held(engine)) == 2  # the second still fills
    engine.clear()
    assert held(engine) == [(engine.shelf.live,)]


def test_an_index_of_another_version_is_not_asked(engine, monkeypatch):
    engine.clear()
    monkeypatch.setattr(indices, "digest", lambda: "another")
    for ask in (engine.generation, lambda: engine.count(Question(), NOW), lambda: engine.put([document(1)])):
        with pytest.raises(EngineAwayError) as told:
            ask()
        assert told.value.reason is Away.MAPPING
    engine.clear()
    engine.put([document(1)])
    assert engine.known(*EVERYTHING) == {1: 1}


def test_an_index_that_somebody_else_made_under_our_name_is_not_asked_and_gives_way(engine):
    client, name = engine.shelf.client, engine.shelf.live
    client.index(index=name, id="1", document={"case_id": "one", "listed_at": "yesterday"})
    with pytest.raises(EngineAwayError) as told:
        engine.generation()
    assert told.value.reason is Away.MAPPING
    engine.clear()
    assert engine.known(*EVERYTHING) == {}
    assert held(engine) == [(name,)]


def test_the_index_takes_no_field_that_is_not_declared(engine):
    engine.clear()
    answer = engine.shelf.client.bulk(
        index=engine.shelf.live, operations=[{"index": {"_id": "1"}}, {"title": "a", "secret": "b"}]
    )
    assert answer["items"][0]["index"]["error"]["type"] == "strict_dynamic_mapping_exception"


def test_words_are_looked_up_and_not_kept_a_second_time(engine):
    engine.clear()
    engine.put([document(1)])
    (hit,) = engine.shelf.client.search(index=engine.shelf.live, query={"term": {"case_id": 1}})["hits"]["hits"]
    assert set(hit["_source"]) == {"document"}


@pytest.mark.django_db
class TestWholePortal:
    """From the cases."""

    def test_rebuilding_puts_what_is_public_and_forgets_the_rest(self, engine, monkeypatch):
        monkeypatch.setattr(indexing, "AT_ONCE", 2)
        public = [a_case("assigned") for _ in range(3)]
        gone = walk_to("withdrawn").case
        engine.clear()
        engine.put([document(gone.pk), document(10**12)])
        assert list(rebuild([engine])) == [2, 1, 0]
        assert engine.known(*EVERYTHING) == {case.pk: case.version for case in public}

    def test_a_case_that_changes_while_all_are_read_is_found_as_it_is(self, engine, monkeypatch):
        walk, other = walk_to("assigned"), walk_to("assigned")
        engine.clear()
        index([walk.case.pk, other.case.pk], [engine])
        for _ in rebuild([engine]):
            if walk.case.state == "in_progress":
                walk.later(hours=1).withdraw()
                index([walk.case.pk], [engine])
                other.later(hours=1).transfer()
                index([other.case.pk], [engine])
        assert engine.known(*EVERYTHING) == {other.case.pk: other.case.version}

    def test_a_rebuild_that_is_not_read_to_the_end_changes_nothing(self, engine):
        a_case("assigned")
        engine.clear()
        rebuilding = rebuild([engine])
        next(rebuilding)
        rebuilding.close()
        assert engine.known(*EVERYTHING) == {}
        assert held(engine) == [(engine.shelf.live,)]
        with pytest.raises(NotFoundError):
            engine.shelf.client.indices.get_alias(name=engine.shelf.next)
