"""What is written to Elasticsearch, in which pieces and to which index; and what its refusals mean to us."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, date, datetime
from threading import Semaphore
from time import sleep

import pytest

from search.completing import keyed
from search.document import Named
from search.engines.base import Away, EngineAwayError
from search.engines.elastic import engine as elastic
from search.engines.elastic import indices, writing
from search.engines.elastic.engine import SENDERS, ElasticEngine
from search.engines.elastic.mapping import ABOUT, SETTINGS, declared, digest
from search.engines.elastic.writing import entry_of, names_of, prepared, street_entry
from search.folding import folded
from search.instants import micros
from search.narrowing import month_number
from search.question import Question
from search.sorting import HIGHEST, NEVER_LATE
from tests.search.documents import CITY_LIGHTS, DAY, KIM_LONG, LIGHTS, NOW, WARD_OFFICE, answered, document
from tests.search.engines.elastic.pretending import Pretended, asked, reason

EVERYTHING = (0, HIGHEST)


@pytest.fixture
def server(monkeypatch):
    pretended = Pretended()
    monkeypatch.setattr(elastic, "client_of", lambda parameters: pretended)
    return pretended


@pytest.fixture
def bare(server):
    """The engine without any index."""
    return ElasticEngine("elastic", {"URL": "http://127.0.0.1:9", "INDEX": "test"})


@pytest.fixture
def engine(bare):
    """The engine with an index that is empty."""
    bare.clear()
    return bare


# --- what an entry holds ---------------------------------------------------------------------------------------------


def test_every_fact_of_a_document_has_its_field():
    told = entry_of(
        document(
            7,
            version=3,
            place="Số 5 Lê Lợi",
            lat=16.4,
            lon=107.5,
            sent_at=NOW - 3 * DAY,
            outcomes=("done",),
            returned=True,
            promised_on=date(2026, 12, 1),
            round=2,
            agencies=(CITY_LIGHTS, WARD_OFFICE),
        )
    )
    facts = {name: told[name] for name in told if not name.endswith("_marked")}
    assert facts.pop("document")["case_id"] == 7
    assert facts == {
        "case_id": 7,
        "version": 3,
        "state": "reopened",
        "category": LIGHTS.slug,
        "ward": KIM_LONG.slug,
        "agencies": [CITY_LIGHTS.slug, WARD_OFFICE.slug],
        "streets": [" le loi\tLê Lợi"],
        "month": 2026 * 12 + 10,
        "settled": "unsettled",
        "listed_at": micros(NOW - 2 * DAY),
        "accepted_at": micros(NOW - 2 * DAY),
        "sent_at": micros(NOW - 3 * DAY),
        "due_at": micros(NOW + 5 * DAY),
        "term_end": micros(NOW + 5 * DAY),
        "limit_at": micros(NOW + 5 * DAY),
        "due_order": micros(NOW + 5 * DAY),
        "late_from": micros(NOW + 5 * DAY),
        "begun_at": micros(NOW - 2 * DAY),
        "outcomes": ["done"],
        "source": "portal",
        "rating": "",
        "returned": True,
        "photos": False,
        "lat": 16.4,
        "lon": 107.5,
        "search_hidden": False,
        "title": "den duong hong",
        "place": "so 5 le loi",
        "names": f"{folded(CITY_LIGHTS.name)} ubnd phuong kim long chieu sang cong cong phuong kim long ref 7 7 a7",
        "text": "ca doan dai toi nguy hiem",
        "answer": "",
        "words": [
            "den duong hong",
            "so 5 le loi",
            facts["names"],
            "ca doan dai toi nguy hiem",
            "",
        ],
    }
    assert told["title_marked"] == "đen\u0300 đương\u0300 hong\u0309"
    assert told["words_marked"][0] == told["title_marked"]


@pytest.mark.parametrize(
    ("kept", "settled", "late_from", "late_by", "days_late"),
    [
        (document(due_at=NOW), "unsettled", NOW, None, None),
        (document(due_at=None), "in_term", None, NEVER_LATE, None),
        (document(due_at=NOW, phase="unknown"), None, None, NEVER_LATE, None),
        (document(due_at=NOW, phase=""), None, None, NEVER_LATE, None),
        (answered(due_at=NOW + DAY, after=DAY), "answered_in_term", None, -2 * 86_400_000_000, None),
        (answered(due_at=NOW - 3 * DAY, after=DAY), "answered_late", None, 2 * 86_400_000_000, 2),
        (answered(due_at=NOW - 3 * DAY, limit_at=NOW, after=DAY), "answered_extended", None, 2 * 86_400_000_000, None),
        (document(due_at=NOW - 3 * DAY, phase="awaiting", stopped_at=NOW), "overdue", None, 3 * 86_400_000_000, 3),
    ],
)
def test_what_is_settled_is_told_and_what_is_not_is_left_to_the_instant(kept, settled, late_from, late_by, days_late):
    told = entry_of(kept)
    assert told.get("settled") == settled
    assert told.get("late_from") == (late_from and micros(late_from))
    assert (told.get("late_by"), told.get("days_late")) == (late_by, days_late)


@pytest.mark.parametrize(
    ("accepted_at", "month"),
    [
        (datetime(2026, 11, 30, 16, 59, tzinfo=UTC), date(2026, 11, 1)),
        (datetime(2026, 11, 30, 17, tzinfo=UTC), date(2026, 12, 1)),
        (None, None),
    ],
)
def test_a_month_is_one_of_the_city(accepted_at, month):
    assert entry_of(document(accepted_at=accepted_at)).get("month") == (month and month_number(month))


def test_names_of_choices_are_those_of_the_documents():
    kept = [document(1), document(2, ward=None, agencies=(WARD_OFFICE, Named(CITY_LIGHTS.slug, "Tên mới")))]
    assert names_of(prepared(kept)) == {
        "agency": {CITY_LIGHTS.slug: "Tên mới", WARD_OFFICE.slug: WARD_OFFICE.name},
        "category": {LIGHTS.slug: LIGHTS.name},
        "ward": {KIM_LONG.slug: KIM_LONG.name},
    }
    assert names_of([]) == {"agency": {}, "category": {}, "ward": {}}
    assert street_entry("Lê Lợi") == f"{keyed('Lê Lợi')}\tLê Lợi" == " le loi\tLê Lợi"


def test_every_field_is_declared_and_each_declaration_has_its_mark():
    properties = declared().to_dict()["properties"]
    full = document(1, place="5 Lê Lợi", lat=1, lon=1, sent_at=NOW, answered_at=NOW, broken_from=NOW)
    assert set(entry_of(full)) | set(entry_of(answered(2, due_at=NOW - 9 * DAY))) <= set(properties)
    assert properties["document"] == properties[ABOUT] == {"type": "object", "enabled": False}
    assert digest() == digest()
    assert SETTINGS["refresh_interval"] == "-1", "whoever writes says when it is to be found"


# --- written ---------------------------------------------------------------------------------------------------------


def test_many_documents_go_in_pieces_and_each_piece_is_found_at_once(engine, server, monkeypatch):
    monkeypatch.setattr(writing, "AT_ONCE", 2)
    server.asked.clear()
    engine.put([document(n) for n in (1, 2, 3)])
    assert asked(server, "bulk") == [True, False, True, False], "documents, then the mark of a change"
    assert engine.known(*EVERYTHING) == {1: 1, 2: 1, 3: 1}
    engine.put([])
    assert len(asked(server, "bulk")) == 4, "nothing to write is no change"


def test_a_name_is_written_once_and_again_when_it_changes(engine, monkeypatch):
    sent, send = [], writing._send

    def noting(client, alias, entries, **how):
        sent.extend(
            entry["doc"][ABOUT] for entry in entries if isinstance(entry, dict) and ABOUT in entry.get("doc", {})
        )
        return send(client, alias, entries, **how)

    monkeypatch.setattr(writing, "_send", noting)
    engine.put([document(1)])
    engine.put([document(2)])
    engine.put([document(3, ward=Named(KIM_LONG.slug, "Kim Long mới"))])
    named = [told["names"] for told in sent if "names" in told]
    assert [sorted(names) for names in named] == [["agency", "category", "ward"], ["ward"]]
    assert named[1] == {"ward": {KIM_LONG.slug: "Kim Long mới"}}


def test_an_older_version_is_passed_over_and_one_that_was_removed_stays_so(engine):
    engine.put([document(1, version=3)])
    engine.put([document(1, version=2, title="Cũ")])
    assert engine.known(*EVERYTHING) == {1: 3}
    engine.remove([1, 99])
    engine.put([document(1, version=2)])
    assert engine.known(*EVERYTHING) == {}
    engine.put([document(1, version=3)])
    assert engine.known(*EVERYTHING) == {1: 3}


def test_nothing_known_is_removed_without_a_change(engine, server):
    before = engine.generation()
    server.asked.clear()
    engine.remove([5, 6])
    assert asked(server, "bulk") == []
    assert engine.generation() == before


def test_cases_that_are_known_are_listed_in_pieces(engine, server, monkeypatch):
    monkeypatch.setattr(elastic, "AT_ONCE", 2)
    engine.put([document(n) for n in (2, 3, 5, 7)])
    server.asked.clear()
    assert engine.known(2, 6) == {2: 1, 3: 1, 5: 1}
    assert len(asked(server, "search")) == 2
    assert engine.known(2, 3) == {2: 1, 3: 1}
    assert engine.known(4, 3) == {}


@pytest.mark.parametrize(
    ("result", "away"),
    [
        ({"status": 404, "error": {"type": "index_not_found_exception"}}, Away.MISSING),
        ({"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "full"}}, Away.BUSY),
        ({"status": 403, "error": {"type": "cluster_block_exception", "reason": "read-only"}}, Away.READ_ONLY),
        ({"status": 400, "error": {"type": "mapper_parsing_exception", "reason": "x"}}, Away.BROKEN),
    ],
)
def test_what_is_not_taken_in_is_an_error_with_its_reason(engine, server, monkeypatch, result, away):
    tried = []

    def bulk(**told):
        tried.append(told)
        older = {"index": {"status": 409, "error": {"type": "version_conflict_engine_exception"}}}
        return {"errors": True, "items": [older, {"index": result}]}

    monkeypatch.setattr(server, "bulk", bulk)
    assert reason(lambda: engine.put([document(1)])) is away
    assert len(tried) == (writing.TRIES if away is Away.MISSING else 1), "an index may just have given way to another"


def test_that_all_is_older_is_no_error(engine, server, monkeypatch):
    older = {"index": {"status": 409, "error": {"type": "version_conflict_engine_exception"}}}
    monkeypatch.setattr(server, "bulk", lambda **told: {"errors": True, "items": [older]})
    engine.put([document(1)])
    assert engine.known(*EVERYTHING) == {}


# --- indices ---------------------------------------------------------------------------------------------------------


def aliases(server):
    return sorted(sorted(index.aliases) for index in server.kept.values())


def test_without_an_index_everything_says_so_and_makes_none(bare, server):
    for ask in (
        bare.generation,
        lambda: bare.put([document(1)]),
        lambda: bare.remove([1]),
        lambda: bare.known(*EVERYTHING),
        lambda: bare.count(Question(), NOW),
        lambda: bare.ordered(Question(), NOW),
        lambda: bare.cells(Question(), NOW, 12),
        lambda: bare.names(["a"]),
        lambda: bare.statistics(["a"]),
        lambda: bare.totals([Question()], NOW),
        lambda: list(bare.walk(Question(), NOW)),
        bare.settle,
    ):
        assert reason(ask) is Away.MISSING
    assert server.kept == {}


def test_what_is_filled_answers_when_it_is_full_and_misses_nothing_meanwhile(engine, server):
    engine.put([document(1), document(2)])
    with engine.renewed() as filling:
        assert aliases(server) == [["test-cases"], ["test-cases-next"]]
        filling.put([document(2)])
        engine.put([document(3)])
        engine.remove([1])
        filling.put([document(4)])
        assert engine.known(*EVERYTHING) == {2: 1, 3: 1}, "what is filled is not found yet"
    assert engine.known(*EVERYTHING) == {2: 1, 3: 1, 4: 1}
    assert aliases(server) == [["test-cases"]]


def test_one_that_could_not_be_filled_leaves_no_trace(engine, server):
    engine.put([document(1)])

    def killed():
        with engine.renewed() as filling:
            filling.put([document(2)])
            raise RuntimeError("power")

    with pytest.raises(RuntimeError, match="power"):
        killed()
    assert engine.known(*EVERYTHING) == {1: 1}
    assert aliases(server) == [["test-cases"]]


def test_while_one_request_is_answered_the_next_is_sent_and_no_more(engine, server, monkeypatch):
    begun, answered, put = Semaphore(0), Semaphore(0), writing.put

    def slow(*given, **how):
        begun.release()
        answered.acquire(timeout=9)
        put(*given, **how)

    with engine.renewed() as filling:
        monkeypatch.setattr(writing, "put", slow)
        for n in range(SENDERS):
            filling.put([document(n + 1)])  # waits for nothing
        assert all(begun.acquire(timeout=9) for _ in range(SENDERS))
        with ThreadPoolExecutor(1) as other:
            third = other.submit(filling.put, [document(9)])
            assert wait([third], timeout=0.05).not_done
            answered.release(9)
            third.result()
    assert set(engine.known(*EVERYTHING)) == {*range(1, SENDERS + 1), 9}


def test_what_is_taken_away_has_arrived_before(engine, server, monkeypatch):
    put = writing.put

    def slow(*given, **how):
        sleep(0.05)
        put(*given, **how)

    monkeypatch.setattr(writing, "put", slow)
    with engine.renewed() as filling:
        filling.put([document(1), document(2)])
        filling.remove([1])
    assert set(engine.known(*EVERYTHING)) == {2}


@pytest.mark.parametrize("puts", [1, SENDERS + 1])
def test_one_that_was_not_taken_whole_answers_nothing(engine, server, monkeypatch, puts):
    """It is told at the next that is put, or at the end."""
    engine.put([document(1)])
    send = writing._send

    def refused(client, alias, entries, **how):
        if alias == engine.shelf.next:
            raise EngineAwayError(Away.READ_ONLY)
        return send(client, alias, entries, **how)

    def fill():
        with engine.renewed() as filling:
            for n in range(puts):
                filling.put([document(n)])

    monkeypatch.setattr(writing, "_send", refused)
    assert reason(fill) is Away.READ_ONLY
    assert engine.known(*EVERYTHING) == {1: 1}
    assert aliases(server) == [["test-cases"]]


def test_two_who_tell_of_the_index_at_once_wait_for_one_another(engine, monkeypatch):
    """A conflict there would look like an older version, and be passed over: a name would be lost."""
    told, send = [], writing._send

    def noting(client, alias, entries, **how):
        told.extend(each["update"] for each in entries if isinstance(each, dict) and "update" in each)
        return send(client, alias, entries, **how)

    monkeypatch.setattr(writing, "_send", noting)
    engine.put([document(1)])
    assert [(each["_id"], each["retry_on_conflict"] > 1) for each in told] == [(ABOUT, True)] * 2


def test_one_left_behind_by_a_rebuild_that_was_killed_is_dropped_by_the_next(engine, server):
    engine.shelf.create()
    engine.shelf.create()
    assert aliases(server) == [["test-cases"], ["test-cases-next"]]
    engine.clear()
    assert aliases(server) == [["test-cases"]]


def test_an_index_of_another_version_or_of_somebody_else_is_not_asked(engine, server, monkeypatch):
    monkeypatch.setattr(indices, "digest", lambda: "another")
    assert reason(engine.generation) is Away.MAPPING
    assert reason(lambda: engine.put([document(1)])) is Away.MAPPING
    next(iter(server.kept.values())).known.clear()
    assert reason(engine.generation) is Away.MAPPING, "one that says nothing of itself is not ours"


def test_two_portals_on_one_server_know_nothing_of_each_other(engine, server):
    other = ElasticEngine("elastic", {"URL": "http://127.0.0.1:9", "INDEX": "other"})
    engine.put([document(1)])
    other.clear()
    other.put([document(2)])
    engine.clear()
    assert (engine.known(*EVERYTHING), other.known(*EVERYTHING)) == ({}, {2: 1})
