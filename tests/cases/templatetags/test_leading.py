"""A number leads to its cases where the list behind it has as many."""

from types import SimpleNamespace

import pytest

from cases.templatetags.leading import leads

COUNTS = {"open": 9, "overdue": 2, "promise_broken": 1, "extended": 0}


@pytest.mark.parametrize(
    ("name", "led"), [("open", True), ("overdue", True), ("extended", False), ("headline", True), ("past_due", True)]
)
def test_without_a_list_beside_it_only_a_zero_leads_nowhere(name, led):
    assert leads(COUNTS, name) is led
    assert leads(SimpleNamespace(**COUNTS), name) is led
    assert leads({**COUNTS, "listed": COUNTS}, name) is led


@pytest.mark.parametrize(
    ("listed", "apart"),
    [
        ({"open": 8}, {"open"}),
        ({"overdue": 3}, {"overdue", "headline", "past_due"}),
        ({"overdue": 1, "promise_broken": 2}, {"overdue", "promise_broken"}),  # the sum is right again
        ({"extended": 4}, {"past_due"}),
    ],
)
def test_where_the_list_has_another_number_it_leads_nowhere(listed, apart):
    counts = {**COUNTS, "listed": SimpleNamespace(**{**COUNTS, **listed})}
    names = ["open", "overdue", "promise_broken", "headline", "past_due"]
    assert {name for name in names if not leads(counts, name)} == apart


def test_what_has_no_such_count_leads_nowhere():
    assert leads({}, "open") is False
