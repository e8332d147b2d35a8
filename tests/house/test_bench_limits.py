"""Measurements fail where a limit is not kept, and only there: what was measured is made up here, nothing is run."""

import gzip
import json
import sys
from datetime import timedelta
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench import (
    __main__ as bench,
)
from bench import _corpus, case_files, center_lists, dump, findable, list_page, rebuild_search, search, verdicts
from cases.rules.verdicts import VerdictKind, verdict
from search.question import Facet

FAST, SLOW = 1.0, 10_000.0


@pytest.fixture
def said(monkeypatch):
    """What people are told, line by line."""
    lines = []
    for module in (search, dump, list_page, case_files, center_lists, findable, rebuild_search):
        monkeypatch.setattr(module, "say", lines.append)
    return lines


# --- the search ------------------------------------------------------------------------------------------------------


def told(took=FAST, offered=FAST, rows=50_000, deep=10.0, found=3):
    """What the script beside it tells of one engine."""
    asked = {"took": [took] * 200, "offered": [offered] * 200, "found": [found] * 200}
    read = {"rows": rows, "a_row": {"first": 5.0, "deep": deep, "file": 4.0}}
    return {**asked, **read, "rate": 1000, "cpu_rate": 2000}


def searched(monkeypatch, engines, size=100_000, rounds=1):
    """Whether all is well where each engine measures so."""

    def run(kind, url, prefix, *arguments, script="_search_here.py"):
        return engines[kind]

    monkeypatch.setattr(search, "run", run)
    monkeypatch.setattr(search, "beside_stock", lambda *args: None)
    return search.measure(dict.fromkeys(engines, "x"), "bench", size, rounds)


@pytest.mark.parametrize(
    ("engines", "size", "well"),
    [
        ({"sqlite": told()}, 100_000, True),
        ({"sqlite": told(took=149.0)}, 100_000, True),
        ({"sqlite": told(took=150.0)}, 100_000, False),
        ({"elastic": told(took=100.0)}, 100_000, False),
        ({"postgresql": told(took=499.0)}, 1_000_000, True),
        ({"postgresql": told(took=500.0)}, 100_001, False),
        ({"sqlite": told(took=SLOW)}, 1_000_001, True),
        ({"sqlite": told(rows=19_999)}, 100_000, False),
        ({"sqlite": told(rows=20_000)}, 100_000, True),
        ({"sqlite": told(deep=15.0)}, 100_000, False),
        ({"sqlite": told(deep=14.9)}, 100_000, True),
        ({"sqlite": told(offered=30.0)}, 100_000, False),
        ({"sqlite": told(offered=SLOW)}, 100_001, True),
        ({"sqlite": told(), "elastic": told()}, 100_000, True),
        ({"sqlite": told(found=3), "elastic": told(found=4)}, 100_000, False),
        ({"sqlite": told(), "elastic": told(took=SLOW)}, 100_000, False),
    ],
    ids=[
        *("all well", "just below", "at the limit", "another engine's limit", "a million", "more than the smaller"),
        *("no limit known", "rows too slow", "rows at the limit", "deep pages dear", "deep pages just so"),
        *("names too slow", "names of a great city", "two alike", "two differ", "one slow"),
    ],
)
def test_a_search_is_well_where_each_engine_keeps_its_limits_and_all_find_the_same(
    monkeypatch, said, engines, size, well
):
    assert searched(monkeypatch, engines, size) is well
    assert any("all find the same numbers" in line for line in said)


def test_of_several_rounds_the_best_of_each_question_counts(monkeypatch, said):
    rounds = iter([told(took=SLOW), told(took=FAST)])
    monkeypatch.setattr(search, "beside_stock", lambda *args: None)
    monkeypatch.setattr(search, "run", lambda *given, **more: next(rounds) if len(given) == 3 else told(took=SLOW))
    assert search.measure({"sqlite": "x"}, "bench", 100_000, 2) is True


@pytest.mark.parametrize(
    ("before", "now", "better"),
    [(None, [3.0, 1.0], [3.0, 1.0]), ([2.0, 2.0], [3.0, 1.0], [2.0, 1.0])],
    ids=["first", "each for itself"],
)
def test_the_better_of_two_rounds(before, now, better):
    assert search._better(before, now) == better


def test_rounds_of_different_questions_cannot_be_compared():
    with pytest.raises(ValueError, match="zip"):
        search._better([1.0], [1.0, 2.0])


def test_wagtails_own_search_is_told_beside_ours(monkeypatch, said):
    def run(kind, url, prefix, *arguments, script):
        ours = script == "_search_here.py"
        return {"rate": 10, "took": [2.0 if ours else 8.0] * 4, "found": [5, 5, 5, 5] if ours else [5, 0, 5, 5]}

    monkeypatch.setattr(search, "run", run)
    search.beside_stock({"sqlite": "x"}, "bench", 1_000, 2)
    assert "    Wagtail takes 4.00 times as long as ours (p50), 4.00 times (p95)" in said
    assert "    ours finds more for 1 of 4 questions" in said
    said.clear()
    search.beside_stock({}, "bench", 1_000, 2)
    assert said == []


# --- pages, files, dumps ---------------------------------------------------------------------------------------------


def runs(*outputs):
    """A process that prints one of these after the other."""
    left = iter(outputs)
    return lambda *args, **more: next(left)


PAGES = {"all": (9.0, 1.0, True), "few": (9.0, 1.0, False)}


@pytest.mark.parametrize(
    ("large", "well"),
    [
        (PAGES, True),
        ({**PAGES, "all": (900.0, 2.0, True)}, True),
        ({**PAGES, "all": (9.0, 2.01, True)}, False),
        ({**PAGES, "few": (9.0, 50.0, False)}, True),
        ({**PAGES, "all": (9.0, 50.0, False)}, True),
    ],
    ids=["alike", "anew it may grow", "remembered it may not", "part of a page", "no full page there"],
)
def test_a_remembered_page_costs_no_more_than_twice_in_a_larger_city(monkeypatch, said, large, well):
    monkeypatch.setattr(list_page, "run", runs("filled", "filled", json.dumps(PAGES), json.dumps(large)))
    assert list_page.measure("SQLite", {1_000: "a", 100_000: "b"}, 1) is well


@pytest.mark.parametrize(("ms", "well"), [([300.0, 999.0], True), ([300.1, 300.2], False)])
def test_a_list_of_the_center_takes_so_long_at_most_in_its_best_round(monkeypatch, said, ms, well):
    rounds = [json.dumps({"desk": (7, each)}) for each in ms]
    monkeypatch.setattr(center_lists, "run", runs("filled", *rounds))
    assert center_lists.measure("SQLite", {1_000: "a"}, 2) is well
    assert any("7 queries" in line for line in said)


def read(seconds, grew, geojson_seconds=1.0):
    return json.dumps({"cases.csv": (seconds, 10**6, grew), "cases.geojson": (geojson_seconds, 10**6, grew)})


@pytest.mark.parametrize(
    ("small", "large", "well"),
    [
        (read(0.5, 10), read(5.0, 59), True),
        (read(0.5, 10), read(5.0, 60), False),
        (read(0.5, 10), read(5.001, 10), False),
        (read(0.5001, 10), read(5.0, 10), False),
        (read(0.5, 10), read(5.0, 10, geojson_seconds=99.0), True),
    ],
    ids=["well", "more memory", "slow", "slow in the smaller", "geojson may"],
)
def test_files_are_read_fast_enough_and_in_little_memory(monkeypatch, said, small, large, well):
    monkeypatch.setattr(case_files, "run", runs("", small, "", large))
    assert case_files.measure("SQLite", {10_000: "a", 100_000: "b"}) is well


def a_dump(cases, seconds, peak):
    return json.dumps({"cases": cases, "rows": 5 * cases, "bytes": 10**6, "seconds": seconds, "peak": peak})


@pytest.mark.parametrize(
    ("larger", "well"),
    [
        (a_dump(100_000, 60.0, 160.0), True),
        (a_dump(100_000, 60.1, 160.0), False),
        (a_dump(100_000, 60.0, 160.1), False),
    ],
    ids=["at both limits", "too slow", "too large"],
)
def test_a_dump_of_a_million_takes_ten_minutes_at_most(monkeypatch, said, larger, well):
    asked = []
    outputs = runs("", a_dump(26_000, 10.0, 100.0), "", larger)
    monkeypatch.setattr(dump, "run", lambda url, what, *given: asked.append((what, *given)) or outputs())
    assert dump.measure("SQLite", "x", Path("/tmp/a.csv"), 3, 100_000) is well
    assert [each[0] for each in asked] == ["fill", "dump", "multiply", "dump"]
    assert asked[2] == ("multiply", "100000")


@pytest.mark.parametrize(
    ("took", "reached", "well"),
    [([1.9] * 20, 50.0, True), ([2.0] * 20, 50.0, False), ([1.0] * 20, 47.5, True), ([1.0] * 20, 47.4, False)],
    ids=["well", "found too late", "nearly so many", "too few"],
)
def test_a_change_is_found_within_two_seconds(monkeypatch, said, took, reached, well):
    monkeypatch.setattr(findable, "changes", lambda *args: (took, reached))
    assert findable.measure("SQLite", {"ELASTICSEARCH_URL": ""}, 50.0, 15.0) is well


@pytest.mark.parametrize(("address", "alias"), [("", "embedded"), ("http://127.0.0.1:9200", "elastic")])
def test_the_engine_that_is_asked_is_the_one_of_the_environment(monkeypatch, said, address, alias):
    asked = []
    monkeypatch.setattr(findable, "changes", lambda *given: asked.append(given[1]) or ([1.0, 1.0], 50.0))
    findable.measure("x", {"ELASTICSEARCH_URL": address}, 50.0, 15.0)
    assert asked == [alias]


@pytest.mark.parametrize(("cases", "well"), [(3_000, True), (2_999, False)])
def test_an_engine_is_filled_fast_enough(monkeypatch, said, cases, well):
    clock = iter([10.0, 11.0])
    monkeypatch.setattr(rebuild_search.time, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(rebuild_search, "manage", lambda *given, **more: "")
    busy = iter([0.0, 0.5])
    monkeypatch.setattr(rebuild_search, "_busy", lambda: next(busy))
    assert rebuild_search.measure("SQLite", "x", "bench", cases, "embedded") is well


@pytest.mark.parametrize(
    ("rows", "lines"), [(1, ["a,b", "1,2"]), (2, ["a,b", "1,2", "3,đ"]), (9, ["a,b", "1,2", "3,đ"])]
)
def test_a_file_is_shortened_to_its_heading_and_first_rows(tmp_path, rows, lines):
    whole = tmp_path / "city.csv.gz"
    whole.write_bytes(gzip.compress("a,b\r\n1,2\r\n3,đ\r\n".encode()))
    short = rebuild_search.shortened(whole, rows, str(tmp_path))
    assert short.read_bytes().decode().split("\r\n")[:-1] == lines
    assert rebuild_search.shortened(whole, 0, str(tmp_path)) == whole


@pytest.mark.parametrize(
    ("promises", "submissions", "kind"),
    [(0, 0, VerdictKind.OVERDUE), (3, 3, VerdictKind.EXTENDED), (1, 0, VerdictKind.PROMISE_BROKEN)],
)
def test_clocks_that_are_judged_stand_as_their_names_say(promises, submissions, kind):
    """Due after ten days, judged after twenty; promises hold to day 13, 17 and 21."""
    found = verdict(verdicts.clock(promises=promises, submissions=submissions), verdicts.BEGIN + timedelta(days=20))
    assert found.kind is kind


# --- which measurements are run --------------------------------------------------------------------------------------


@pytest.fixture
def started(monkeypatch, tmp_path):
    """Measurements that are there, and which of them were started with what; "broken" fails."""
    for name in ("broken", "quick", "needs", "_inner"):
        (tmp_path / f"{name}.py").touch()
    there = tmp_path / "city.csv"
    there.touch()
    monkeypatch.setattr(bench, "HERE", tmp_path)
    monkeypatch.setattr(bench, "ARGUMENTS", {"needs": ["boston", str(there)], "broken": []})
    found = []

    def run(command, **more):
        found.append((Path(command[1]).stem, command[2:]))
        assert command[0] == sys.executable
        return SimpleNamespace(returncode=int(Path(command[1]).stem == "broken"))

    monkeypatch.setattr(bench.subprocess, "run", run)
    return SimpleNamespace(found=found, file=there)


@pytest.mark.parametrize(
    ("names", "ran", "status"),
    [
        ([], ["broken", "needs", "quick"], 1),
        (["quick"], ["quick"], 0),
        (["quick", "needs"], ["needs", "quick"], 0),
        (["broken", "quick"], ["broken", "quick"], 1),
    ],
)
def test_those_that_are_named_are_run_or_all_and_one_that_fails_stops_no_other(started, names, ran, status):
    assert bench.main(names) == status
    assert [name for name, _given in started.found] == ran


@pytest.mark.parametrize("name", ["serch", "_inner", "quick.py"])
def test_a_name_that_nothing_bears_is_no_success(started, capsys, name):
    assert bench.main(["quick", name]) == 1
    assert started.found == []
    assert f"there is no {name}" in capsys.readouterr().err


def test_one_without_its_data_is_left_out_and_named(started, capsys):
    started.file.unlink()
    assert bench.main(["needs", "quick"]) == 0
    assert [name for name, _given in started.found] == ["quick"]
    assert f"needs: left out, {started.file} is not here" in capsys.readouterr().err


def test_those_that_need_data_are_given_them(started):
    bench.main(["needs", "quick"])
    assert started.found == [("needs", ["boston", str(started.file)]), ("quick", [])]


# --- the city that is made up ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corpus():
    """Two thousand documents."""
    return list(_corpus.documents(2_000))


def test_the_same_city_every_time_and_a_smaller_one_is_its_beginning(corpus):
    assert list(_corpus.documents(50)) == corpus[:50]
    assert len(corpus) == 2_000
    assert [each.case_id for each in corpus] == list(range(1, 2_001))
    assert list(_corpus.documents(0)) == []


def test_what_is_open_has_no_answer_and_was_accepted_within_a_month(corpus):
    running = [each for each in corpus if each.is_open]
    assert 0.04 < len(running) / len(corpus) < 0.08
    assert {(each.answer, each.stopped_at, each.state) for each in running} == {("", None, "in_progress")}
    assert min(each.accepted_at for each in running) > _corpus.AT - timedelta(days=30)


def test_what_is_answered_was_accepted_before_and_answered_afterwards(corpus):
    done = [each for each in corpus if not each.is_open]
    assert {(each.state, each.phase) for each in done} == {("answered", "answered")}
    assert all(each.answer and each.accepted_at < each.stopped_at for each in done)
    assert max(each.accepted_at for each in done) <= _corpus.AT - timedelta(days=10)


@pytest.mark.parametrize(("share", "running"), [(0.0, 0), (1.0, 40)])
def test_as_much_is_open_as_was_asked_for(share, running):
    assert sum(each.is_open for each in _corpus.documents(40, open_share=share)) == running


def test_terms_and_promises_hang_together(corpus):
    for each in corpus:
        assert each.due_at == each.term_end == each.accepted_at + timedelta(days=9)
        assert (each.promised_on is None) == (each.broken_from is None) == (each.limit_at == each.due_at)
    assert 0.07 < sum(each.promised_on is not None for each in corpus) / len(corpus) < 0.13


def test_names_are_spread_as_a_citys_the_first_much_more_often(corpus):
    for facet, all_of in ((Facet.WARD, _corpus.WARDS), (Facet.CATEGORY, _corpus.CATEGORIES)):
        found = [getattr(each, facet.value) for each in corpus]
        assert set(found) <= set(all_of)
        assert found.count(all_of[0]) > 3 * found.count(all_of[-1])
    assert len({each.agencies[0].slug for each in corpus}) > 50


def test_each_kind_of_verdict_is_there_and_every_place_lies_in_the_city(corpus):
    kinds = {each.timeliness(_corpus.AT).value for each in corpus}
    assert kinds >= {"in_term", "overdue", "answered_in_term", "answered_late"}
    assert all(16.4 <= each.lat <= 16.6 and 107.5 <= each.lon <= 107.7 for each in corpus)
    assert all(each.title and each.text and each.place for each in islice(corpus, 100))
