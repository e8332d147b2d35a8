"""What Elasticsearch is asked in which pieces, and what its refusals mean to us."""

import pytest
from elastic_transport import ApiResponseMeta, ConnectionError, ConnectionTimeout, HttpHeaders, NodeConfig
from elasticsearch import ApiError

from search.engines.base import Ability, Away, EngineAwayError
from search.engines.elastic import counting, paging
from search.engines.elastic import engine as elastic
from search.engines.elastic.connecting import client_of, in_our_words, reason_of
from search.engines.elastic.engine import ElasticEngine
from search.instants import micros
from search.question import Question
from search.ranking import Statistics
from tests.search.documents import DAY, NOW, document
from tests.search.engines.elastic.pretending import Pretended, asked, not_found, reason


@pytest.fixture
def server(monkeypatch):
    pretended = Pretended()
    monkeypatch.setattr(elastic, "client_of", lambda parameters: pretended)
    return pretended


@pytest.fixture
def engine(server):
    """The engine with an index that is empty."""
    made = ElasticEngine("elastic", {"URL": "http://127.0.0.1:9", "INDEX": "test"})
    made.clear()
    return made


# --- asked -----------------------------------------------------------------------------------------------------------


def test_a_file_is_read_in_pieces_each_from_the_last_row_on(engine, server, monkeypatch):
    monkeypatch.setattr(paging, "AT_ONCE", 2)
    engine.put([document(n, accepted_at=NOW - n % 2 * DAY) for n in range(1, 6)])
    server.asked.clear()
    assert [found.case_id for found in engine.walk(Question(), NOW)] == [4, 2, 5, 3, 1]
    bodies = asked(server, "search")
    assert [body.get("search_after") for body in bodies] == [None, [micros(NOW), 2], [micros(NOW - DAY), 3]]
    assert all("from" not in body and body["size"] == 2 for body in bodies)


def test_words_of_very_many_documents_are_not_weighed(engine, server, monkeypatch):
    monkeypatch.setattr(paging, "RANKED_MOST", 5)
    engine.put([document(n, title="đèn đèn" if n == 1 else "đèn") for n in (1, 2, 3)])
    for frequency, weighed in ((5, True), (6, False)):
        server.asked.clear()
        engine.best(Question(q="den"), NOW, 2, Statistics(documents=9, frequencies={"den": frequency}))
        (body,) = asked(server, "search")
        assert ("_score" in body["sort"][0]) is weighed


def test_no_question_is_no_request_and_one_that_fails_is_an_error(engine, server, monkeypatch):
    server.asked.clear()
    assert engine.totals([], NOW) == ()
    assert server.asked == []
    failed = {"error": {"type": "search_phase_execution_exception"}, "status": 503}
    good = {"hits": {"total": {"value": 3}}}
    monkeypatch.setattr(server, "msearch", lambda **told: {"responses": [good, failed]})
    assert reason(lambda: engine.totals([Question(), Question(q="den")], NOW)) is Away.UNREACHABLE
    assert counting._total(good) == 3


def test_it_takes_no_part_in_transactions_and_lasts():
    assert ElasticEngine.abilities == {Ability.DURABLE}


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "body", "away"),
    [
        (400, {}, Away.BROKEN),
        (401, {}, Away.REFUSED),
        (403, {}, Away.REFUSED),
        (
            403,
            {"error": {"type": "cluster_block_exception", "reason": "index [x] blocked by: read-only"}},
            Away.READ_ONLY,
        ),
        (429, {"error": {"type": "cluster_block_exception", "reason": "disk flood stage"}}, Away.READ_ONLY),
        (400, {"error": {"type": "cluster_block_exception", "reason": "index closed"}}, Away.MISSING),
        (404, {}, Away.MISSING),
        (429, None, Away.BUSY),
        (500, "", Away.BROKEN),
        (503, {}, Away.UNREACHABLE),
    ],
)
def test_what_a_refusal_tells_of_the_server(status, body, away):
    assert reason_of(status, body) is away
    node = NodeConfig("http", "secret.example", 9200)
    meta = ApiResponseMeta(status=status, http_version="1.1", headers=HttpHeaders(), duration=0, node=node)
    with pytest.raises(EngineAwayError) as told, in_our_words():
        raise ApiError("http://user:password@secret.example", meta, body)
    assert told.value.reason is away
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": {"reason": "all shards failed"}}, "no index: all shards failed"),
        ({"error": "r" * 300}, f"no index: {'r' * 200}"),
        ({"error": {"type": "x"}}, "no index: {'type': 'x'}"),
        ("", "no index"),
        (None, "no index"),
    ],
)
def test_the_servers_own_words_are_told_in_short(body, said):
    error = not_found()
    error.body = body
    with pytest.raises(EngineAwayError) as told, in_our_words():
        raise error
    assert str(told.value) == said


def test_a_server_that_is_slow_or_not_there_is_told_apart_without_its_address():
    def why(error):
        with pytest.raises(EngineAwayError) as told, in_our_words():
            raise error
        return str(told.value)

    assert why(ConnectionTimeout("http://user:password@host timed out")) == "slow"
    assert why(ConnectionError("http://user:password@host refused")) == "unreachable: ConnectionError"
    with pytest.raises(ZeroDivisionError), in_our_words():
        raise ZeroDivisionError


def test_a_process_has_one_client_for_what_is_one_server():
    url = {"URL": "http://127.0.0.1:9"}
    assert client_of(url) is client_of({**url, "API_KEY": "", "CA_FILE": None, "TIMEOUT": 0})
    assert client_of(url) is client_of({**url, "TIMEOUT": "2"})
    assert client_of(url) is not client_of({**url, "TIMEOUT": "3"})
    assert client_of(url) is not client_of({**url, "API_KEY": "k"})
