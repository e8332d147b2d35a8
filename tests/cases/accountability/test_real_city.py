"""Boston, first quarter of 2015: our verdicts are the city's own, our figures those of a plain count."""

import csv
import io
import json
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from tests.cases.accountability import boston_by_hand, boston_frozen
from tests.shared_data import shared

pytestmark = pytest.mark.xdist_group("boston")

SNAPSHOT = "2016-01-13T00:00:00-05:00"  # the instant of the city's own verdicts
PAST = [
    "2015-02-01T00:00:00-05:00",
    "2015-03-15T12:00:00Z",
    "2015-03-31T23:59:59.999999-04:00",
    "2015-07-01T08:30:00-04:00",
    SNAPSHOT,
]


@pytest.fixture(scope="module")
def rows():
    return list(boston_by_hand.rows_of_2015(shared("311/boston-2015-q1.csv.gz")))


def output(capsys, command, **options):
    capsys.readouterr()
    call_command(command, **options)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_every_verdict_is_the_citys_own(boston, capsys, rows):
    ours = {
        row["reference"]: row for row in csv.DictReader(io.StringIO(output(capsys, "export_verdicts", at=SNAPSHOT)))
    }
    assert len(ours) == len(rows) == 26_788
    judged = [row for row in rows if row.on_time]
    assert len(judged) == 26_730
    wrong = [r.reference for r in judged if (ours[r.reference]["verdict"] == "in_term") != (r.on_time == "ONTIME")]
    assert wrong == []
    assert [r.reference for r in rows if ours[r.reference]["agency"] != r.agency] == []
    assert [r.reference for r in rows if ours[r.reference]["open"] != str(int(not r.is_closed))] == []
    assert Counter(row["verdict"] for row in ours.values()).keys() == {"in_term", "overdue"}


@pytest.mark.django_db
@pytest.mark.parametrize("at", PAST)
def test_figures_are_those_of_a_plain_count(boston, capsys, rows, at):
    found = json.loads(output(capsys, "agency_figures", at=at, json=True))
    expected = boston_by_hand.counted(rows, datetime.fromisoformat(at).astimezone(UTC))
    assert [row["agency"] for row in found] == [*sorted(set(expected) - {"_all"}), "_all"]
    for row in found:
        assert boston_by_hand.differences(row, expected[row["agency"]]) == {}, row["agency"]


@pytest.mark.django_db
def test_every_department_closed_in_term_what_a_plain_count_says(boston, capsys, rows):
    """Closed in term ÷ closed with a due date, the city's own measure: what is open past due is no part of it."""
    at = datetime.fromisoformat(SNAPSHOT).astimezone(UTC)
    closed = [row for row in rows if row.closed is not None and row.closed <= at and row.due is not None]
    expected = {
        agency: (sum(row.closed <= row.due for row in closed if row.agency == agency), n)
        for agency, n in Counter(row.agency for row in closed).items()
    }
    told = json.loads(output(capsys, "agency_figures", at=SNAPSHOT, json=True))[:-1]
    found = {row["agency"]: (row["closed_in_term"], row["closed_with_due"]) for row in told if row["closed_with_due"]}
    assert found == expected
    assert sum(n for _, n in found.values()) == len(closed) > 10_000


@pytest.mark.django_db
def test_at_a_past_instant_only_what_had_begun_is_exported(boston, capsys, rows):
    at = datetime(2015, 2, 1, 5, tzinfo=UTC)
    ours = list(csv.DictReader(io.StringIO(output(capsys, "export_verdicts", at=at.isoformat()))))
    assert [row["reference"] for row in ours] == sorted(row.reference for row in rows if row.opened <= at)
    still_open = sum(row.closed is None or row.closed > at for row in rows if row.opened <= at)
    assert sum(int(row["open"]) for row in ours) == still_open


@pytest.mark.django_db
@pytest.mark.usefixtures("boston")
def test_frozen_days_are_those_of_a_plain_count_and_a_row_changed_by_hand_is_caught(rows):
    """Two days of the quarter; bench/snapshots.py does the same with sixty in a row."""
    assert boston_frozen.wrong_days(rows, date(2015, 3, 31), 2, step=45) == []
    day, said = boston_frozen.changed_by_hand()
    assert any("by history" in each for each in said), said
    assert {each.partition(": ")[0] for each in said} == {str(day)}, "and nothing differs on the other day"
