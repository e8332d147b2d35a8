"""A rebuild's request may still be on its way when a case is withdrawn: what arrives late must not bring it back."""

from threading import Event

import pytest

from search import indexing
from search.engines.elastic import engine as elastic
from search.engines.elastic import writing
from search.engines.elastic.engine import ElasticEngine
from search.indexing import index, rebuild
from search.sorting import HIGHEST
from tests.factories import walk_to
from tests.search.engines.elastic.pretending import Pretended

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(monkeypatch):
    server = Pretended()
    monkeypatch.setattr(elastic, "client_of", lambda parameters: server)
    made = ElasticEngine("elastic", {"URL": "http://127.0.0.1:9", "INDEX": "test"})
    made.clear()
    return made


@pytest.mark.parametrize("which", [0, 1, 2])
def test_what_is_withdrawn_while_its_request_is_under_way_is_not_found_after_the_rebuild(engine, monkeypatch, which):
    walks = [walk_to("assigned") for _ in range(3)]
    monkeypatch.setattr(indexing, "AT_ONCE", 1)
    late, put = walks[which], writing.put
    go_on, chosen = Event(), []

    def slow(shelf, documents, aliases=(), **how):
        if aliases and not chosen and [one.case_id for one in documents] == [late.case.pk]:
            chosen.append(late)
            assert go_on.wait(9)
        put(shelf, documents, aliases, **how)

    monkeypatch.setattr(writing, "put", slow)
    rebuilding = rebuild([engine])
    for _ in range(which + 1):
        next(rebuilding)
    late.later(hours=1).withdraw()
    index([late.case.pk], [engine])  # another process hears of it, and is done before the request arrives
    go_on.set()
    list(rebuilding)
    assert chosen
    assert set(engine.known(0, HIGHEST)) == {walk.case.pk for walk in walks if walk is not late}
