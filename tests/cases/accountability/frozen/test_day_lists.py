"""The lists of days: what the database counts at each day's end, and by hand what each agency's list holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.accountability.clocks import counted
from cases.accountability.frozen.day_lists import day_lists, windows
from cases.accountability.frozen.freezing import end_of
from cases.accountability.lateness import city_lateness, lateness
from cases.accountability.overdue_list import unassigned
from cases.accountability.tallies import tallies
from cases.models import Case
from cases.rules.frozen_days import FrozenDay
from cases.rules.verdicts import VerdictKind
from tests.cases.accountability.charges import charges
from tests.cases.accountability.city import a_city
from tests.cases.accountability.frozen.conftest import day
from tests.cases.accountability.stored_clocks import store
from tests.factories import Walk, walk_to

LATER = end_of(date(2027, 1, 1))


def days(*numbers, bound=LATER):
    return [FrozenDay(day=day(n), ended_at=end_of(day(n)), frozen_at=bound, reconstructed=True) for n in numbers]


def figures(found):
    return (
        found.open,
        found.past_due,
        found.kinds.get(VerdictKind.PROMISE_BROKEN, 0),
        found.kinds.get(VerdictKind.EXTENDED, 0),
    )


class AnyClocks(TestCase):
    """Held against the database's own counts, which other tests hold against the rule."""

    @settings(max_examples=4, deadline=None)
    @given(st.lists(charges(), max_size=8))
    def test_each_day_counts_what_the_database_counts_at_its_end(self, given_charges):
        for charge in given_charges:
            store(charge)
        for found in day_lists(days(-1, 0, 1, 2, 3, 4)):
            at = found.day.ended_at
            direct = {pk: tally for pk, tally in tallies(at).items() if tally.overdue}
            assert {each.agency: figures(each) for each in found.agencies} == {
                pk: (tally.open, tally.overdue, tally.promise_broken, tally.extended) for pk, tally in direct.items()
            }
            late, city = lateness(at), city_lateness(at)
            told = {each.agency: (each.median_days, each.oldest_days) for each in found.agencies if each.headline}
            assert told == {pk: (each.median_days, each.oldest_days) for pk, each in late.items()}
            assert found.total.median_days == (city and city.median_days)
            assert {number for _, number in found.by_key} == set(
                counted(at).open().past_due(at).values_list("case__number", flat=True)
            )


@pytest.mark.django_db
class TestByHand:
    def test_a_city(self):
        city = a_city()
        *_, found = day_lists(days(10, 11, 12, 13, 14))
        first = found.agencies[0]
        assert figures(first) == (5, 4, 1, 1)
        numbers = {name: walk.case.number for name, walk in city.items()}
        assert [(number, kind, late) for number, _reference, kind, late in first.entries] == [
            (numbers["oldest"], "overdue", 6),
            *sorted(
                [
                    (numbers["overdue"], "overdue", 5),
                    (numbers["broken"], "promise_broken", 5),
                    (numbers["extended"], "extended", 5),
                ]
            ),
        ]
        assert (first.oldest_number, first.oldest_days, first.median_days) == (numbers["oldest"], 6, 5)
        assert (found.total.open, found.total.headline) == (7, 5)

    def test_what_is_told_in_figures_only_is_counted_and_not_named(self):
        walk = walk_to("overdue")
        Case.objects.filter(pk=walk.case.pk).update(level="figures")
        (found,) = day_lists(days(14))
        assert (found.agencies[0].past_due, found.agencies[0].oldest_number, found.by_key) == (1, None, {})

    def test_what_no_agency_has(self):
        Walk().later(hours=1).accept()
        walk_to("overdue")
        Walk(title="Sau").later(days=3).accept().later(days=2).assign()
        for found in day_lists(days(*range(15))):
            assert (found.unassigned, found.unassigned_past_due) == unassigned(found.day.ended_at)
        assert (found.unassigned, found.unassigned_past_due) == (1, 1)


def test_days_that_ascend_and_follow_one_another_are_counted_together():
    early, late = LATER, LATER + timedelta(days=1)
    found = windows([*days(3, 1, 2), *days(5, 6, bound=late), *days(7)], at_most=2)
    assert [[each.day for each in window] for window in found] == [
        [day(1), day(2)],
        [day(3)],
        [day(5), day(6)],
        [day(7)],
    ]
    assert list(windows([], at_most=2)) == []
    assert early < late


def test_no_days_no_lists():
    assert list(day_lists([])) == []
