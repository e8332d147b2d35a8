"""The flag `evasive` held against real answers that a person has judged (condensed, in other words)."""

import json
from hashlib import sha256

import pytest

from cases.rules.hints.reading import Around, hints
from tests.cases.rules.hints.lists import starting_book
from tests.shared_data import shared

pytestmark = pytest.mark.pure

PRECISION, RECALL = 0.85, 0.8


def is_looked_at(number):
    """Half of the set, by hash: the rules were written with these before their eyes, the others were only counted."""
    return sha256(str(number).encode()).digest()[0] % 2 == 0


@pytest.fixture(scope="module")
def judged():
    """(looked at, evasive by a person, evasive by the rules) of every answer that is no borderline case."""
    with shared("hue/reports.jsonl").open(encoding="utf-8") as file:
        pages = {page["id"]: page for page in map(json.loads, file)}
    answers = json.loads(shared("hue/answer-quality-dev.json").read_text(encoding="utf-8"))["answers"]
    rows = []
    for row in answers:
        if row["hint"] is not None:
            page = pages[row["id"]]
            found = hints(page["resolution"], starting_book(), Around(report=page["report"]))
            rows.append((is_looked_at(row["id"]), row["hint"], found.evasive))
    return rows


def rates(rows):
    hit = sum(wanted and found for _, wanted, found in rows)
    return hit / max(1, sum(found for *_, found in rows)), hit / sum(wanted for _, wanted, _ in rows)


def test_there_is_enough_to_count(judged):
    assert len(judged) >= 40
    for half in (True, False):
        assert sum(wanted for looked, wanted, _ in judged if looked is half) >= 8


def test_of_all_answers(judged):
    precision, recall = rates(judged)
    assert precision >= PRECISION
    assert recall >= RECALL


@pytest.mark.parametrize("looked", [True, False])
def test_of_each_half(judged, looked):
    precision, recall = rates([row for row in judged if row[0] is looked])
    assert precision >= PRECISION
    assert recall >= RECALL
