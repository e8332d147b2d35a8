"""What became of answers with a hint: rows by kind, without any, and of all."""

import json

import pytest
from django.core.management import call_command

from cases.management.commands.measure_hints import measured
from cases.models import HintsShown
from cases.rules.hints.marks import HintKind
from tests.factories import walk_to


def by_hint(rows):
    return {row.pop("hint"): row for row in rows}


@pytest.mark.pure
def test_nothing_is_nothing_and_no_share():
    rows = by_hint(measured([]))
    assert set(rows) == {"evasive", "_none", "_all", *HintKind}
    assert rows["vague"] == {
        "answers": 0, "marks": 0, "approved": 0, "returned": 0, "refused": 0, "sent_back": None
    }  # fmt: skip


@pytest.mark.pure
def test_an_answer_counts_once_in_each_of_its_kinds():
    rows = measured(
        [
            ({"vague": 3, "evasive": 1}, "refused"),
            ({"vague": 1}, "returned"),
            ({"vague": 1}, "approved"),
            ({}, "approved"),
        ]
    )
    assert [row["hint"] for row in rows[-2:]] == ["_none", "_all"]
    found = by_hint(rows)
    assert found["vague"] == {
        "answers": 3, "marks": 5, "approved": 1, "returned": 1, "refused": 1, "sent_back": 0.6667
    }  # fmt: skip
    assert found["evasive"]["refused"] == found["evasive"]["answers"] == 1
    assert (found["_none"]["answers"], found["_none"]["marks"], found["_none"]["sent_back"]) == (1, 0, 0.0)
    assert (found["_all"]["answers"], found["_all"]["marks"], found["_all"]["sent_back"]) == (4, 6, 0.5)


@pytest.mark.pure
def test_what_was_recalled_or_voided_after_all_counts_nowhere():
    assert by_hint(measured([({"vague": 1}, "void")]))["_all"]["answers"] == 0


@pytest.mark.django_db
def test_the_command_reads_what_was_kept_and_writes_data_only(capsys):
    for state, kinds in (("answered", {}), ("returned", {"undated": 2})):
        HintsShown.objects.create(version=walk_to(state).answer.submissions.get(), kinds=kinds)
    call_command("measure_hints")
    told = capsys.readouterr()
    found = by_hint(json.loads(told.out))
    assert (found["undated"]["returned"], found["undated"]["sent_back"]) == (1, 1.0)
    assert (found["_none"]["approved"], found["_all"]["answers"]) == (1, 2)
    assert told.err == ""
