"""Elasticsearch keeps the contract, and agrees with the oracle and with the database on anything."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from search.engines.embedded.engine import EmbeddedEngine
from search.engines.memory import MemoryEngine
from tests.search.documents import begun, corpora, instants
from tests.search.engines.contract import EngineContract
from tests.search.strategies import questions, zooms


class TestElasticEngine(EngineContract):
    """Every test of the contract."""

    @pytest.fixture
    def engine(self, elastic):
        return elastic


class TestAgainstTheOthers(TestCase):
    """What the slow and obvious engine says is right, and all three say it."""

    @pytest.fixture(autouse=True)
    def _on(self, elastic):
        self.elastic = elastic

    # Many questions of each corpus, and none made smaller: an empty index takes longer than ten answers.
    @settings(
        max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=set(Phase) - {Phase.shrink}
    )
    @given(corpora, st.lists(st.tuples(questions, instants, zooms), min_size=15, max_size=15))
    def test_totals_facets_cells_and_orders_agree(self, documents, asked):
        oracle, embedded = MemoryEngine("memory", {}), EmbeddedEngine("embedded", {})
        for one in (oracle, embedded, self.elastic):
            one.clear()
            one.put(documents)
        assert begun(self.elastic) == begun(oracle)
        for question, at, zoom in asked:
            expected = oracle.count(question, at)
            assert embedded.count(question, at) == self.elastic.count(question, at) == expected
            assert self.elastic.totals([question], at) == (expected.total,)
            cells = oracle.cells(question, at, zoom)
            assert embedded.cells(question, at, zoom) == self.elastic.cells(question, at, zoom) == cells
            assert self.elastic.page(question, at) == oracle.page(question, at)
