"""How late the open clocks of the headline are, by agency and in the city."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.accountability.lateness import Lateness, city_lateness, lateness
from cases.rules.figures import percentile
from cases.rules.verdicts import VerdictKind, days_late, verdict
from tests.cases.accountability.charges import charges, instants
from tests.cases.accountability.stored_clocks import Charge, agency_named, ids_of, store
from tests.cases.rules.clocks import approved, clock, due, promise, submission, tick

HUE = "Asia/Ho_Chi_Minh"
HEADLINE = {VerdictKind.OVERDUE, VerdictKind.PROMISE_BROKEN}


def late(charge, at):
    """Exact lateness and local days of an open clock of the headline, None for any other."""
    row, found = charge.row_at(at), verdict(charge.facts, at)
    if row is None or row.phase not in {"open", "awaiting"} or found is None or found.kind not in HEADLINE:
        return None
    return found.t - row.term_end, days_late(row.term_end, found.t, HUE)


def expected(lates):
    """Median of the days in the order of exact lateness, and the latest."""
    days = [each[1] for each in sorted(lates)]
    return pytest.approx(percentile(days, 0.5)), days[-1]


class AnyClocks(TestCase):
    """Held against a plain count."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(charges(), max_size=8), instants)
    def test_any_history(self, given_charges, at):
        cases = [store(charge) for charge in given_charges]
        ids = ids_of(given_charges)
        by_agency, exact = {}, {}
        for charge, case in zip(given_charges, cases, strict=True):
            each = late(charge, at)
            if each is not None:
                by_agency.setdefault(ids[charge.agency], []).append(each)
                exact[case.pk] = each[0]
        found = lateness(at)
        assert {agency: (x.median_days, x.oldest_days) for agency, x in found.items()} == {
            agency: expected(lates) for agency, lates in by_agency.items()
        }
        for agency, each in found.items():
            assert exact[each.oldest_case] == max(lates[0] for lates in by_agency[agency])
        city = city_lateness(at)
        assert (city is None) == (not by_agency)
        if city is not None:
            assert (city.median_days, city.oldest_days) == expected([e for lates in by_agency.values() for e in lates])
            assert exact[city.oldest_case] == max(exact.values())


def test_days_are_local_calendar_days(db):
    """The term ends on Monday 23:30 in Huế; half an hour later it is a day late, at noon still one."""
    end = datetime(2026, 3, 2, 23, 30, tzinfo=ZoneInfo(HUE))
    case = store(Charge(facts=clock(due((end - tick(0)) / timedelta(hours=1)))))
    own = agency_named("A").pk
    assert lateness(end) == {}
    for minutes, days in ((10, 0), (31, 1), (750, 1), (1_471, 2)):
        assert lateness(end + timedelta(minutes=minutes)) == {
            own: Lateness(median_days=days, oldest_days=days, oldest_case=case.pk)
        }


def test_an_answer_awaiting_review_is_as_late_as_it_was_handed_in(db):
    store(Charge(facts=clock(due(10), submission(40))))
    [found] = lateness(tick(1_000)).values()
    assert found.oldest_days == days_late(tick(10), tick(40), HUE) == 1


@pytest.mark.parametrize(
    "facts",
    [
        clock(),
        clock(due(100)),
        clock(due(10), promise(5, 90)),
        clock(due(10), approved(5, 8)),
        clock(due(10), approved(15, 18)),
        clock(due(10), submission(9)),
        clock(due(10), ended_unknown=True),
    ],
    ids=["no term", "in term", "extended", "answered", "answered late", "awaiting in term", "unknown"],
)
def test_what_is_not_in_the_headline_is_not_late(db, facts):
    store(Charge(facts=facts))
    assert lateness(tick(60)) == {}
    assert city_lateness(tick(60)) is None


def test_a_broken_promise_is_late_from_the_term_not_from_the_promise(db):
    store(Charge(facts=clock(due(0), promise(0, 48))))
    [found] = lateness(tick(60)).values()
    assert found.oldest_days == days_late(tick(0), tick(60), HUE) == 2


def test_of_two_the_median_lies_between_and_the_oldest_is_named(db):
    old = store(Charge(facts=clock(due(0))))
    store(Charge(facts=clock(due(24))))
    store(Charge(facts=clock(due(0)), agency="B"))
    found = lateness(tick(72))
    assert found[agency_named("A").pk] == Lateness(median_days=2.5, oldest_days=3, oldest_case=old.pk)
    assert city_lateness(tick(72)) == Lateness(median_days=3, oldest_days=3, oldest_case=old.pk)


def test_one_query_each(db, django_assert_num_queries):
    for agency in "ABCD":
        store(Charge(facts=clock(due(0)), agency=agency))
    for ask in (lateness, city_lateness):
        with django_assert_num_queries(1):
            ask(datetime(2026, 5, 1, tzinfo=UTC))
