"""Each number is the length of the list behind it: against the search itself, and state by state."""

from dataclasses import asdict

import pytest
from django.db.models import Value

from cases.accountability.case_counts import (
    NOTHING,
    CaseCounts,
    counts_by,
    counts_by_ward,
    together,
    with_charge,
    with_clock,
)
from cases.models import Case, Ward
from search.indexing import rebuild
from tests.cases.accountability.city import NOW, a_city
from tests.factories import LIGHTING, Walk, a_case, an_agency, walk_to


def whole(at):
    return counts_by(Case.objects.public(), at, Value("all")).get("all", NOTHING)


# --- a value ---------------------------------------------------------------------------------------------------------


def test_counts_add_up():
    one = CaseCounts(open=3, overdue=1, promise_broken=1, extended=1, answered=4, answered_in_term=2)
    assert asdict(together([one, NOTHING, one])) == {name: 2 * n for name, n in asdict(one).items()}
    assert together([]) == NOTHING
    assert (one.cases, one.headline, one.past_due, one.in_term, one.share) == (7, 2, 3, 0, 2 / 3)
    assert NOTHING.share is None


# --- the list itself -------------------------------------------------------------------------------------------------

LISTS = {
    "open": "state=in_progress&state=reopened",
    "headline": "verdict=overdue&verdict=promise_broken",
    "extended": "verdict=extended",
    "past_due": "verdict=overdue&verdict=promise_broken&verdict=extended",
    "answered": "state=answered",
    "answered_in_term": "verdict=answered_in_term",
    "cases": "",
}


def test_the_search_lists_as_many(db, client, monkeypatch):
    a_city()
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    Walk(title="Chưa giao cho ai").accept()
    walk_to("answered", title="Mở lại").later(days=1).reopen()
    walk_to("assigned", title="Rút").withdraw()
    Walk(title="Tố cáo").accept(level="figures", level_reason="Tố cáo").assign()
    assert sum(rebuild()) > 0
    counts = whole(NOW)
    listed = {name: client.get(f"/phan-anh/?{asked}").context["listing"].total for name, asked in LISTS.items()}
    assert listed == {name: getattr(counts, name) for name in LISTS}
    assert all(listed.values())


# --- edges -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("received", NOTHING),
        ("declined", NOTHING),
        ("withdrawn", NOTHING),
        ("accepted", CaseCounts(open=1)),
        ("awaiting", CaseCounts(open=1)),
        ("transferred", CaseCounts(open=1)),
        ("overdue", CaseCounts(open=1, overdue=1)),
        ("promise_broken", CaseCounts(open=1, promise_broken=1)),
        ("answered", CaseCounts(answered=1, answered_in_term=1)),
        ("answered_late", CaseCounts(answered=1, answered_late=1)),
        ("reopened", CaseCounts(open=1)),
    ],
)
def test_each_state_counts_as(db, state, expected):
    walk = walk_to(state)
    assert whole(walk.at) == expected


def test_figures_only_cases_are_in_no_count(db):
    Walk().accept(level="figures", level_reason="Tố giác").assign()
    assert whole(NOW) == NOTHING


def test_a_case_of_two_agencies_counts_once_and_with_both(db):
    walk = walk_to("assigned").assign(an_agency(LIGHTING))
    assert whole(walk.at).open == 1
    found = counts_by(with_charge(Case.objects.public()), walk.at, "charge__agency__name")
    assert {name: counts.open for name, counts in found.items()} == {"UBND phường Kim Long": 1, LIGHTING: 1}


def test_whoever_passed_it_on_has_it_no_more(db):
    walk = walk_to("transferred")
    found = counts_by(with_charge(Case.objects.public()), walk.at, "charge__agency__name")
    assert list(found) == [LIGHTING]


def test_a_case_without_ward_stands_under_none(db):
    a_case("assigned")
    a_case("assigned", ward="kim-long")
    found = counts_by_ward(NOW)
    assert {ward and Ward.objects.get(pk=ward).slug: n.open for ward, n in found.items()} == {None: 1, "kim-long": 1}


def test_without_a_clock_a_case_is_open_and_no_verdict_can_be_given(db):
    case = a_case("assigned")
    case.standings.filter(assignment=None).delete()
    assert whole(NOW) == CaseCounts(open=1)
    assert [c.verdict for c in with_clock(Case.objects.public(), NOW)] == [""]
