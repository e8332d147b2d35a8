"""Places in a ranking: which rows a share lies between."""

import pytest
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from cases.accountability.clocks import counted
from cases.accountability.ranking import MEDIAN, P90, Ranking, rank
from cases.rules.figures import percentile
from tests.cases.accountability.stored_clocks import a_case, an_assignment, stand
from tests.cases.rules.clocks import tick

AT = tick(1_000)


def by_round(tenths=(MEDIAN, P90), within=None):
    return rank(counted(AT), by=F("round").asc(), values=["round"], tenths=tenths, within=within)


def rounds(*numbers, agency="A"):
    for number in numbers:
        stand(an_assignment(a_case(), agency), round=number)


@given(st.lists(st.integers(-1_000, 1_000), min_size=1, max_size=40), st.sampled_from([MEDIAN, P90, 0, 10]))
def test_a_share_lies_where_the_pure_rule_puts_it(values, tenths):
    ranked = {place: {"value": value} for place, value in enumerate(sorted(values), start=1)}
    found = Ranking(n=len(values), found=ranked).at_share(tenths, lambda row: row["value"])
    assert found == pytest.approx(percentile(sorted(values), tenths / 10))


@given(st.integers(1, 200_000), st.sampled_from([MEDIAN, P90]))
def test_only_two_neighbours_are_asked_for(n, tenths):
    class Asked(dict):
        def __missing__(self, place):
            self[place] = place
            return place

    asked = Asked()
    Ranking(n=n, found=asked).at_share(tenths, lambda row: row)
    before = tenths * (n - 1) // 10
    assert set(asked) <= {before + 1, before + 2}
    assert max(asked) <= n


@pytest.mark.parametrize("n", range(1, 23))
def test_what_is_picked_suffices_and_is_little(db, n):
    rounds(*range(n))
    ranking = by_round()[None]
    assert ranking.n == n
    assert ranking.first == {"round": 0, "place": 1, "n": n}
    assert ranking.at_share(MEDIAN, lambda row: row["round"]) == pytest.approx(percentile(range(n), 0.5))
    assert ranking.at_share(P90, lambda row: row["round"]) == pytest.approx(percentile(range(n), 0.9))
    assert len(ranking.found) <= 5


def test_rankings_within_agencies_do_not_mix(db):
    rounds(1, 2, 3, agency="A")
    rounds(100, 200, agency="B")
    found = {ranking.n: ranking for ranking in by_round(within="assignment__agency_id").values()}
    assert found[3].at_share(MEDIAN, lambda row: row["round"]) == 2
    assert found[2].at_share(MEDIAN, lambda row: row["round"]) == 150


def test_of_equals_the_older_entry_comes_first(db):
    first, second = (stand(an_assignment(a_case()), round=3) for _ in range(2))
    ranking = rank(counted(AT), by=F("round").asc(), values=["pk"], tenths=[MEDIAN], within=None)[None]
    assert [ranking.found[place]["pk"] for place in (1, 2)] == [first.pk, second.pk]


def test_nothing_has_no_ranking(db):
    assert by_round() == {}
    assert by_round(within="assignment__agency_id") == {}
