"""An agency's days and months by its own clocks, and what its rate is made of beside what its lists hold."""

from datetime import timedelta

import pytest

from cases.accountability.behind import behind, cases_of, cases_of_city
from cases.accountability.case_counts import CaseCounts
from cases.accountability.clocks import counted
from cases.accountability.course import CourseCounts, course, course_counts
from cases.accountability.durations import closed_clocks
from cases.accountability.tallies import agency_load, loads, whole
from cases.models import Agency, Case
from cases.rules.figures import Tally, on_time_rate
from tests.cases.accountability.city import KIM_LONG, LIGHTING, NOW
from tests.factories import START, Walk, an_agency, walk_to

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("small_city")]
TREES = "Công ty Cây xanh"


def pk(name):
    return Agency.objects.get(source_name=name).pk


def of(agency, at):
    return course(course_counts(at, agency).get(agency, CourseCounts()), at)


def days(found):
    return {row.label: (row.in_term, row.past_due) for row in found.spans if row.all}


@pytest.mark.usefixtures("small_city")
class TestSmallCity:
    def test_what_is_closed_is_counted_by_the_days_it_ran(self):
        assert days(of(pk(KIM_LONG), NOW)) == {"2–3": (1, 0)}
        assert days(of(pk(TREES), NOW)) == {"11–14": (0, 1)}
        assert days(of(pk(LIGHTING), NOW)) == {}

    def test_a_month_has_what_was_given_in_it_and_how_it_stands(self):
        found = of(pk(KIM_LONG), NOW)
        assert [row.first.isoformat() for row in found.months][::11] == ["2025-04-01", "2026-03-01"]
        before, now = found.months[-2:]
        assert (before.accepted, now.accepted, before.answered, now.answered) == (1, 5, 0, 1)
        assert (now.rate.numerator, now.rate.n, before.rate.n) == (1, 4, 1), "what has time left is in no rate"
        assert (found.of_months.numerator, found.of_months.n) == (1, 5)

    @pytest.mark.parametrize("name", [KIM_LONG, LIGHTING, TREES])
    def test_months_and_days_agree_with_the_agencys_figures(self, name):
        """Everything of this city began within twelve months."""
        found, tally = of(pk(name), NOW), agency_load(NOW, pk(name)).tally
        assert found.of_months == on_time_rate(tally)
        assert found.closed == tally.closed == sum(row.answered for row in found.months)
        assert found.given == tally.open + tally.closed + tally.passed_on
        assert found.within_a_week == (1 if name == KIM_LONG else 0)

    def test_what_began_before_these_months_is_in_none_and_ran_all_the_same(self):
        later = NOW + timedelta(days=400)
        found = of(pk(TREES), later)
        assert (found.given, found.of_months.n, sum(row.answered for row in found.months)) == (0, 0, 0)
        assert days(found) == {"11–14": (0, 1)}

    @pytest.mark.parametrize("name", [KIM_LONG, LIGHTING, TREES])
    def test_the_parts_of_a_rate_are_its_n(self, name):
        tally = agency_load(NOW, pk(name)).tally
        found, rate = behind(tally, cases_of(pk(name), NOW)), on_time_rate(tally)
        assert (found.rows[0].clocks, found.clocks) == (rate.numerator, rate.n)
        assert found.cases == found.clocks, "in a city without hand-overs the lists say the same"

    def test_the_citys_rate_is_that_of_all(self):
        city = whole(loads(NOW)).tally
        assert behind(city, cases_of_city(NOW)).clocks == on_time_rate(city).n
        assert cases_of_city(NOW).cases == Case.objects.public().count()

    def test_three_queries(self, django_assert_num_queries):
        agency = pk(KIM_LONG)
        with django_assert_num_queries(3):
            course_counts(NOW, agency)


def test_each_part_leads_to_the_list_of_its_verdicts():
    tally = Tally(closed_in_term=5, closed_with_due=9, open_past_due_with_due=2)
    listed = CaseCounts(answered_in_term=4, answered_late=3, overdue=1, extended=1)
    found = behind(tally, listed)
    assert [(row.kind, row.clocks, row.cases) for row in found.rows] == [
        ("in_term", 5, 4),
        ("late", 4, 3),
        ("open", 2, 2),
    ]
    assert found.verdicts.split() == [
        *("answered_in_term", "answered_extended", "answered_late"),
        *("overdue", "promise_broken", "extended"),
    ]
    assert (found.clocks, found.cases) == (11, 9)


def test_a_late_hand_over_counts_as_closed_past_due_with_who_had_it():
    """Transferring erases no lateness: the clock is closed, and no list of the old agency holds the case."""
    walk_to("overdue").until(NOW - timedelta(days=1)).transfer()
    old = an_agency().pk
    assert days(of(old, NOW)) == {"11–14": (0, 1)}
    found = behind(agency_load(NOW, old).tally, cases_of(old, NOW))
    assert (found.clocks, found.cases) == (1, 0)


def test_what_ran_for_less_than_minus_a_day_is_left_out():
    walk = Walk(at=START).accept().assign().later(days=1).submit().approve()
    clocks = counted(NOW).filter(case=walk.case)
    assert closed_clocks(clocks).count() == 1
    clocks.update(stopped_at=START - timedelta(days=3))
    assert closed_clocks(clocks).count() == 0
