"""The command: one JSON array, or CSV, on standard output and nothing else."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.cases.accountability.stored_clocks import Charge, store
from tests.cases.rules.clocks import approved, clock, due
from tests.factories import KIM_LONG, walk_to


def output(capsys, **options):
    capsys.readouterr()
    call_command("agency_figures", **options)
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def figures(capsys, **options):
    return json.loads(output(capsys, json=True, **options))


def test_one_json_array_with_all_at_the_end(db, capsys):
    walk = walk_to("overdue")
    found = figures(capsys, at=walk.at.isoformat())
    assert [row["agency"] for row in found] == [KIM_LONG, "_all"]
    assert found[0] == {
        "agency": KIM_LONG,
        "open": 1,
        "overdue": 1,
        "closed": 0,
        "closed_with_due": 0,
        "closed_in_term": 0,
        "on_time_rate": 0.0,
        "kept_rate": 0.0,
        "firm_rate": 0.0,
        "n": 1,
        "wilson_low": 0.0,
        "wilson_high": pytest.approx(0.79345, abs=1e-5),
        "median_days": None,
        "p90_days": None,
    }
    assert {**found[1], "agency": KIM_LONG} == found[0]


def test_rates_are_null_where_there_is_nothing_to_divide_by(db, capsys):
    [everything] = figures(capsys)
    assert everything["agency"] == "_all"
    assert everything["on_time_rate"] is everything["wilson_low"] is everything["median_days"] is None


def test_letters_are_written_as_they_are(db, capsys):
    store(Charge(facts=clock(), agency="Sở Xây dựng"))
    assert '"Sở Xây dựng"' in output(capsys, json=True)


def test_the_instant_asked_about(db, capsys):
    store(Charge(facts=clock(due(10), approved(30, 31))))
    asked = {
        at: figures(capsys, at=at)[-1] for at in ("2026-03-01", "2026-03-02", "2026-03-03T13:00+07:00", "2026-03-04")
    }
    assert [(row["open"], row["overdue"], row["closed"]) for row in asked.values()] == [
        (0, 0, 0),
        (1, 1, 0),
        (1, 1, 0),
        (0, 0, 1),
    ]


def test_csv_says_the_same(db, capsys):
    store(Charge(facts=clock(due(10), approved(5, 6))))
    read = list(csv.DictReader(io.StringIO(output(capsys))))
    told = figures(capsys)
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in told] == read


@pytest.mark.parametrize("at", ["soon", "2026-02-30", ""])
def test_a_bad_instant_is_refused(db, capsys, at):
    with pytest.raises(CommandError, match="is no instant in ISO 8601") as refused:
        call_command("agency_figures", at=at, json=True)
    assert refused.value.returncode == 1
    assert capsys.readouterr().out == ""
