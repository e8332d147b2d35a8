"""The embedded engine keeps the contract, and agrees with the oracle on anything."""

import pytest
from django.core.checks import Error, Warning
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from search.engines.embedded.engine import EmbeddedEngine
from search.engines.memory import MemoryEngine
from search.question import Box, Facet, Question
from search.sorting import Sort
from tests.search.documents import CITY_LIGHTS, KIM_LONG, NOW, begun, corpora, document, instants
from tests.search.engines.contract import EngineContract
from tests.search.strategies import questions, zooms


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


@pytest.mark.django_db
@pytest.mark.parametrize("n", [20, 60])
def test_cells_cost_two_queries_however_many_there_are(django_assert_num_queries, n):
    engine = EmbeddedEngine("embedded", {})
    engine.put([document(i, lat=16.4 + i / 100, lon=107.5) for i in range(n)])
    with django_assert_num_queries(2):
        assert len(engine.cells(Question(), NOW, 15)) == n


@pytest.mark.django_db
def test_cells_of_a_box_are_counted_from_an_index_alone():
    engine = EmbeddedEngine("embedded", {})
    engine.put([document(1, lat=16.4, lon=107.5), document(2, lat=16.4, lon=107.5)])
    box = Box(west=107, south=16, east=108, north=17)
    for choices in ({}, {Facet.VERDICT: ("in_term",)}):
        with CaptureQueriesContext(connection) as queries:
            engine.cells(Question(bbox=box, choices=choices), NOW, 12)
        if connection.vendor != "sqlite":  # PostgreSQL reads so few rows whole
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
            plan = str(cursor.fetchall())
        assert "USING COVERING INDEX search_map" in plan, plan


class TestAgainstTheOracle(TestCase):
    """What the slow and obvious engine says is right."""

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(corpora, questions, instants, zooms)
    def test_totals_facets_cells_and_orders_agree(self, documents, question, at, zoom):
        engine, oracle = EmbeddedEngine("embedded", {}), MemoryEngine("memory", {})
        for one in (engine, oracle):
            one.clear()
            one.put(documents)
        assert engine.count(question, at) == oracle.count(question, at)
        assert engine.totals([question], at) == oracle.totals([question], at)
        assert begun(engine) == begun(oracle)
        assert engine.cells(question, at, zoom) == oracle.cells(question, at, zoom)
        found, expected = engine.page(question, at), oracle.page(question, at)
        assert found == expected


@pytest.mark.django_db
def test_a_rebuild_begins_nothing_in_a_database_that_cannot_do(engine, monkeypatch):
    monkeypatch.setattr(EmbeddedEngine, "check", lambda self: [Error("built without FTS5"), Warning("slow")])
    engine.put([document(7)])  # not public: a rebuild would forget it
    with pytest.raises(CommandError, match=r"^built without FTS5$"):
        call_command("rebuild_search", engine="embedded", verbosity=0)
    assert engine.known(7, 7) == {7: 1}
