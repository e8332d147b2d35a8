"""Agencies compared: those of one kind together, by name, with rate, interval and n."""

import pytest

from cases.accountability import present as module
from cases.accountability.comparison import comparison
from cases.rules.figures import wilson
from tests.cases.accountability.city import KIM_LONG, LIGHTING, NOW, a_city
from tests.cases.accountability.stored_clocks import Charge, store
from tests.cases.rules.clocks import clock
from tests.factories import Walk, an_agency, walk_to


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(module.timezone, "now", lambda: NOW)


def test_kinds_in_their_order_and_names_within(db):
    a_city()
    Walk().accept().assign(an_agency("UBND phường An Cựu"))
    assert [(group.label, [row.name for row in group.rows]) for group in comparison().groups] == [
        ("Phường, xã", ["UBND phường An Cựu", KIM_LONG]),
        ("Doanh nghiệp", ["Công ty Cây xanh"]),
        ("Trung tâm", [LIGHTING]),
        ("Đơn vị khác", ["Nguồn không ghi đơn vị"]),
    ]


def test_counts_and_rates(db):
    a_city()
    row = comparison().groups[0].rows[0]
    assert (row.open, row.overdue, row.promise_broken, row.extended, row.past_due, row.closed) == (5, 2, 1, 1, 4, 1)
    assert (row.rate.numerator, row.rate.n) == (1, 5)
    assert (row.rate.low, row.rate.high) == wilson(1, 5)
    city = comparison().city
    assert (city.name, city.slug, city.open, city.closed, city.rate.n) == ("", "", 7, 2, 8)


def test_an_agency_without_a_case_is_not_compared(db):
    an_agency("Không việc")
    assert comparison().groups == ()
    assert comparison().rows == []


def test_an_agency_without_a_rate_has_none(db):
    store(Charge(facts=clock()))
    [row] = comparison().rows
    assert (row.rate.n, row.rate.value) == (0, None)


def test_nobody_is_no_agency(db):
    a_city()
    found = comparison()
    assert [row.name for row in found.rows if not row.is_agency] == ["Nguồn không ghi đơn vị"]
    assert (len(found.rows), found.n_agencies, found.city.is_agency) == (4, 3, False)


def test_beside_each_row_stands_what_its_list_holds(db):
    """A case that another agency still has to answer is open in the list, and nobody's else."""
    walk_to("assigned").submit().assign(an_agency(LIGHTING)).later().approve()
    rows = {row.name: row for row in comparison().rows}
    assert {name: (row.open, row.listed.open) for name, row in rows.items()} == {KIM_LONG: (0, 1), LIGHTING: (1, 1)}
    city = comparison().city
    assert (city.open, city.listed.open) == (1, 1)


def test_five_queries(db, django_assert_max_num_queries):
    for number in range(5):
        Walk().accept().assign(an_agency(f"Đơn vị {number}"))
    with django_assert_max_num_queries(5):
        assert len(comparison().rows) == 5
