"""Figures of relevance, worked out by hand."""

import json
import math

import pytest
from django.core.management import CommandError, call_command

from search.measuring import Judged, measure, ndcg, recall
from tests.search.documents import document

GRADES = {"1": 2, "2": 2, "3": 1}
IDEAL = 2 + 2 / math.log2(3) + 1 / 2


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        (["1", "2", "3"], 1),
        (["2", "1", "3", "9"], 1),
        (["9", "1", "3"], (2 / math.log2(3) + 1 / 2) / IDEAL),
        (["3"], 1 / IDEAL),
        ([], 0),
        (["9"] * 10 + ["1"], 0),  # the eleventh is not looked at
    ],
)
def test_ndcg(hits, expected):
    assert ndcg(hits, GRADES) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("hits", "expected"), [(["1", "2"], 1), (["3", "2"], 0.5), ([], 0), (["9"] * 19 + ["1", "2"], 0.5)]
)
def test_recall_is_of_what_answers_in_full(hits, expected):
    assert recall(hits, GRADES) == expected


def test_where_nothing_is_wanted_nothing_can_be_missed():
    assert (ndcg(["9"], {}), recall(["9"], {"3": 1})) == (1, 1)


def test_means_are_over_questions():
    judged = [Judged(qid=qid, query=qid, grades={"1": 2}) for qid in ("a", "b")]
    told = measure(judged, lambda query: ["1"] if query == "a" else [])
    assert (told["ndcg10"], told["recall20"]) == (0.5, 0.5)
    assert told["per_query"][1] == {"qid": "b", "ndcg10": 0.0, "recall20": 0.0}
    assert measure([], lambda query: [])["ndcg10"] is None


def judged_file(folder, **row):
    file = folder / "judged.json"
    file.write_text(json.dumps({"queries": [{"qid": "q1", "query": "đèn", **row}]}), encoding="utf-8")
    return str(file)


@pytest.mark.django_db
def test_the_command_measures_what_is_in_the_database(engine, tmp_path, capsys):
    engine.put([document(1, reference="77"), document(2, title="Rác", text="", reference="78")])
    call_command("measure_search", judged_file(tmp_path, relevant=[77], partial=[78]))
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"ndcg10", "recall20", "per_query"}
    assert (told["recall20"], told["ndcg10"]) == (1.0, round(2 / (2 + 1 / math.log2(3)), 4))


@pytest.mark.django_db
@pytest.mark.parametrize("file", ["nowhere.json", __file__])
def test_a_file_without_judged_questions_is_refused(file):
    with pytest.raises(CommandError, match="holds no judged questions"):
        call_command("measure_search", file)


def test_an_engine_that_is_not_configured_is_refused(tmp_path):
    with pytest.raises(CommandError, match="not configured"):
        call_command("measure_search", judged_file(tmp_path), engine="elastic")
