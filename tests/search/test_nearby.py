"""The finder that the search plugs into `cases`: rows as the list shows them, with their ways."""

import pytest

from cases.ports import PORTS, Around
from search.nearby import Finder
from search.rows import row_of
from tests.search.documents import CITY_LIGHTS, DAY, KIM_LONG, LIGHTS, NOW, answered, document

pytestmark = pytest.mark.django_db
HERE = {"lat": 16.46, "lon": 107.58}
AROUND = Around(case_id=1, category=LIGHTS.slug, ward=KIM_LONG.slug, place="", **HERE)


def test_it_is_plugged_in():
    assert isinstance(PORTS.finder, Finder)


def test_rows_are_those_of_the_list_as_of_the_instant(engine):
    late = document(2, **HERE, due_at=NOW - DAY, term_days=7, place="Kiệt 42")
    engine.put([late])
    (found,) = Finder().near(AROUND, at=NOW)
    assert (found.metres, found.again) == (0, True)
    assert found.row == row_of(late, NOW)
    assert (found.row["verdict"], found.row["days"], found.row["place"]) == ("overdue", 1, "Kiệt 42")
    (earlier,) = Finder().near(AROUND, at=NOW - 2 * DAY)
    assert (earlier.row["verdict"], earlier.row["days"]) == ("in_term", 1)


def test_what_lies_in_the_same_ward_has_no_way(engine):
    engine.put([answered(2), document(3)])
    assert {(n.row["path"], n.metres, n.again) for n in Finder().near(AROUND, at=NOW)} == {
        ("2026/11/phan-anh-a2/", None, False),
        ("2026/11/phan-anh-a3/", None, False),
    }


@pytest.mark.parametrize("facts", [{"phase": "", "due_at": None, "started_at": None}, {"phase": "unknown"}])
def test_a_row_without_any_clock_is_one(facts):
    row = row_of(document(1, **facts), NOW)
    assert row.get("verdict") is None
    assert row["spans_total"] is None
    assert row["agencies"] == (CITY_LIGHTS,)
