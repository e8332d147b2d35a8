"""The flag `evasive` held against real answers that a person has judged (condensed, in other words)."""

import json
from hashlib import sha256

import pytest

from cases.rules.hints.reading import Around, hints
from tests.cases.rules.hints.closings import CLOSINGS
from tests.cases.rules.hints.lists import starting_book
from tests.shared_data import shared

pytestmark = pytest.mark.pure

PRECISION, RECALL = 0.85, 0.8


def is_looked_at(number):
    """Half of the set, by hash: the rules were written with these before their eyes, the others were only counted."""
    return sha256(str(number).encode()).digest()[0] % 2 == 0


@pytest.fixture(scope="module")
def answers():
    """(row, page) of every answer of the set."""
    with shared("hue/reports.jsonl").open(encoding="utf-8") as file:
        pages = {page["id"]: page for page in map(json.loads, file)}
    rows = json.loads(shared("hue/answer-quality-dev.json").read_text(encoding="utf-8"))["answers"]
    return [(row, pages[row["id"]]) for row in rows]


@pytest.fixture(scope="module")
def judged(answers):
    """(looked at, evasive by a person, evasive by the rules) of every answer that is no borderline case."""
    rows = []
    for row, page in answers:
        if row["hint"] is not None:
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


def test_no_closing_changes_a_verdict(answers):
    changed = []
    for row, page in answers:
        told = page["resolution"].rstrip()
        without = is_evasive(told)
        changed += [(row["id"], closing) for closing in CLOSINGS if is_evasive(f"{told}\n{closing}") is not without]
    assert changed == []


def is_evasive(text):
    return hints(text, starting_book(), Around()).evasive
