"""Figures of every agency as rows: exact names, nulls where there is nothing to divide by, all together at the end."""

import math

import pytest

from cases.accountability.agency_rows import ALL, agency_rows
from cases.rules.figures import wilson
from tests.cases.accountability.stored_clocks import Charge, agency_named, store
from tests.cases.rules.clocks import approved, clock, due, promise, tick

AT = tick(50)
NAMES = [
    "agency",
    "open",
    "overdue",
    "closed",
    "closed_with_due",
    "closed_in_term",
    "on_time_rate",
    "kept_rate",
    "firm_rate",
    "n",
    "wilson_low",
    "wilson_high",
    "median_days",
    "p90_days",
]


def rows(at=AT):
    return {row.agency: row for row in agency_rows(at)}


def test_names_and_their_order(db):
    assert [list(row.as_dict()) for row in agency_rows(AT)] == [NAMES]


def test_an_empty_city_has_one_row_of_nothing(db):
    [row] = agency_rows(AT)
    assert row.agency == ALL == "_all"
    nulls = {"on_time_rate", "kept_rate", "firm_rate", "wilson_low", "wilson_high", "median_days", "p90_days"}
    assert {name for name, value in row.as_dict().items() if value is None} == nulls
    assert {value for name, value in row.as_dict().items() if name not in nulls} == {"_all", 0}


def test_by_the_sources_name_and_all_at_the_end(db):
    for agency in ("b", "Đ", "", "B", "~"):
        store(Charge(facts=clock(), agency=agency))
    agency_named("b").names.create(name="Hai")
    assert [row.agency for row in agency_rows(AT)] == ["", "B", "b", "~", "Đ", "_all"]


def test_an_agency_with_nothing_but_unknown_ends_is_there_with_noughts(db):
    store(Charge(facts=clock(due(10), ended_unknown=True)))
    assert (rows()["A"].open, rows()["A"].closed, rows()["A"].n) == (0, 0, 0)
    assert rows()["A"].on_time_rate is None


def test_an_agency_that_had_no_case_yet_is_absent(db):
    store(Charge(facts=clock(started=5)))
    assert set(rows(tick(4))) == {"_all"}
    assert set(rows(tick(5))) == {"A", "_all"}


@pytest.fixture
def mixed(db):
    """In term 3 (one reopened), kept 1, late 1, closed without term 1, open in term 1, extended 1, overdue 1."""
    in_term = clock(due(10), approved(5, 6))
    for charge in (
        Charge(facts=in_term),
        Charge(facts=in_term),
        Charge(facts=in_term, reopened=(tick(20),)),
        Charge(facts=clock(due(10), promise(5, 30), approved(20, 21))),
        Charge(facts=clock(due(10), approved(34, 35))),
        Charge(facts=clock(approved(46, 47))),
        Charge(facts=clock(due(90))),
        Charge(facts=clock(due(10), promise(5, 70))),
        Charge(facts=clock(due(10))),
    ):
        store(charge)


def test_rates_by_hand(mixed):
    row = rows()["A"]
    assert (row.open, row.overdue, row.closed, row.closed_with_due, row.closed_in_term) == (3, 2, 6, 5, 3)
    assert row.n == 5 + 2
    assert row.on_time_rate == 3 / 7
    assert row.kept_rate == 4 / 6, "the kept extension above, the open one not below"
    assert row.firm_rate == 2 / 7
    assert (row.wilson_low, row.wilson_high) == wilson(3, 7)
    assert math.isclose(row.wilson_low, 0.15822, abs_tol=1e-4)


def test_durations_by_hand(mixed):
    row = rows()["A"]
    assert row.median_days == pytest.approx((5 + 20) / 2 / 24), "of 5, 5, 5, 20, 34 and 46 hours"
    assert row.p90_days == pytest.approx((34 + 46) / 2 / 24)


def test_all_together_is_no_mean_of_means(mixed):
    store(Charge(facts=clock(due(10), approved(1, 1)), agency="B"))
    assert rows()["B"].on_time_rate == 1.0
    assert rows()["_all"].on_time_rate == 4 / 8
    assert rows()["_all"].median_days == pytest.approx(5 / 24)
    assert rows()["_all"].open == rows()["A"].open


def test_four_queries_whatever_the_number(db, django_assert_num_queries):
    for agency in "ABCDEF":
        store(Charge(facts=clock(approved(1, 2)), agency=agency))
    with django_assert_num_queries(4):
        assert len(agency_rows(AT)) == 7
