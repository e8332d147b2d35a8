"""The embedded engine keeps the contract, and agrees with the oracle on anything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from search.engines.embedded.engine import EmbeddedEngine
from search.engines.memory import MemoryEngine
from search.question import Facet, Question
from search.sorting import Sort
from tests.search.documents import CITY_LIGHTS, KIM_LONG, NOW, corpora, document, instants
from tests.search.engines.contract import EngineContract
from tests.search.strategies import questions


@pytest.mark.django_db
class TestEmbeddedEngine(EngineContract):
    """Every test of the contract."""

    @pytest.fixture
    def engine(self):
        return EmbeddedEngine("embedded", {})


@pytest.mark.django_db
@pytest.mark.parametrize("n", [30, 300])
@pytest.mark.parametrize(
    ("question", "most"),
    [
        (Question(), 5),
        (Question(q="den"), 6),  # two tell how common the words are
        (Question(q="đèn -rac", choices={Facet.VERDICT: ("in_term",), Facet.AGENCY: (CITY_LIGHTS.slug,)}), 6),
        (Question(choices={Facet.WARD: (KIM_LONG.slug,)}, sort=Sort.LATE), 5),
    ],
)
def test_an_answer_costs_the_same_queries_however_many_cases_there_are(n, question, most):
    engine = EmbeddedEngine("embedded", {})
    engine.put([document(case_id) for case_id in range(1, n + 1)])
    with CaptureQueriesContext(connection) as queries:
        result = engine.ask(question, NOW)
    assert result.counts.total == n
    assert len(queries) <= most
    assert not any("OFFSET" in query["sql"] for query in queries)


@pytest.mark.django_db
def test_totals_of_many_questions_cost_one_query():
    engine = EmbeddedEngine("embedded", {})
    engine.put([document(1), document(2, title="Rác")])
    with CaptureQueriesContext(connection) as queries:
        assert engine.totals([Question(), Question(q="rac"), Question(q="khongco")], NOW) == (2, 1, 0)
    assert len(queries) == 1
    assert engine.totals([], NOW) == ()


class TestAgainstTheOracle(TestCase):
    """What the slow and obvious engine says is right."""

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(corpora, questions, instants)
    def test_totals_facets_and_orders_agree(self, documents, question, at):
        engine, oracle = EmbeddedEngine("embedded", {}), MemoryEngine("memory", {})
        for one in (engine, oracle):
            one.clear()
            one.put(documents)
        assert engine.count(question, at) == oracle.count(question, at)
        assert engine.totals([question], at) == oracle.totals([question], at)
        found, expected = engine.page(question, at), oracle.page(question, at)
        assert found == expected
