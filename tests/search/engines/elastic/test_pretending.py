"""The engine keeps the contract before a server in memory: what it asks is right, whoever answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.elastic import engine as elastic
from search.engines.elastic.engine import ElasticEngine
from search.engines.memory import MemoryEngine
from tests.search.documents import begun, corpora, instants
from tests.search.engines.contract import EngineContract
from tests.search.engines.elastic.pretending import Pretended
from tests.search.strategies import questions, zooms


def before():
    """The engine with an index that is empty."""
    made = ElasticEngine("elastic", {"URL": "http://127.0.0.1:9", "INDEX": "test"})
    made.clear()
    return made


@pytest.fixture
def server(monkeypatch):
    pretended = Pretended()
    monkeypatch.setattr(elastic, "client_of", lambda parameters: pretended)
    return pretended


class TestContract(EngineContract):
    """Every test of the contract."""

    @pytest.fixture
    def engine(self, server):
        return before()


@settings(max_examples=8, deadline=None)
@given(corpora, st.lists(st.tuples(questions, instants, zooms), min_size=4, max_size=4))
def test_it_agrees_with_the_oracle_on_anything(documents, asked):
    server = Pretended()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elastic, "client_of", lambda parameters: server)
        engine, oracle = before(), MemoryEngine("memory", {})
    for one in (engine, oracle):
        one.put(documents)
    assert begun(engine) == begun(oracle)
    for question, at, zoom in asked:
        expected = oracle.count(question, at)
        assert engine.count(question, at) == expected
        assert engine.totals([question], at) == (expected.total,)
        assert engine.cells(question, at, zoom) == oracle.cells(question, at, zoom)
        assert engine.page(question, at) == oracle.page(question, at)
