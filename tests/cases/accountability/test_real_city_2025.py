"""Boston, 2025: our verdicts are the city's own, but for one that the city itself gets wrong."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from tests.cases.accountability import boston_by_hand
from tests.shared_data import shared

pytestmark = pytest.mark.xdist_group("boston_2025")

SNAPSHOT = "2026-02-11T00:00:00Z"


@pytest.fixture(scope="module")
def rows():
    return list(boston_by_hand.rows_of_2025(shared("311/boston-2025.csv.gz")))


def output(capsys, command, **options):
    capsys.readouterr()
    call_command(command, **options)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_every_verdict_but_one_is_the_citys_own(boston_2025, capsys, rows):
    ours = {
        row["reference"]: row for row in csv.DictReader(io.StringIO(output(capsys, "export_verdicts", at=SNAPSHOT)))
    }
    assert len(ours) == len(rows) == 5_473
    wrong = [
        row.reference
        for row in rows
        if row.on_time and (ours[row.reference]["verdict"] == "in_term") != (row.on_time == "ONTIME")
    ]
    assert wrong == ["BCS-00139900"], "the city calls it overdue without a target"


@pytest.mark.django_db
@pytest.mark.parametrize("at", ["2025-09-01T00:00:00Z", SNAPSHOT])
def test_figures_are_those_of_a_plain_count(boston_2025, capsys, rows, at):
    found = json.loads(output(capsys, "agency_figures", at=at, json=True))
    expected = boston_by_hand.counted(rows, datetime.fromisoformat(at).astimezone(UTC))
    assert [row["agency"] for row in found] == [*sorted(set(expected) - {"_all"}), "_all"]
    for row in found:
        assert boston_by_hand.differences(row, expected[row["agency"]]) == {}, row["agency"]
