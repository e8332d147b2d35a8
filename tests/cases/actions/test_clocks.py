"""Standings of all clocks, rewritten from an instant on; what was true before stays."""

from datetime import timedelta

import pytest

from cases.actions import clocks, dossier
from cases.models import FormerStanding, Standing
from tests.cases.actions.told import phase, verdict
from tests.factories import DUE, KIM_LONG, LIGHTING, START, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def rows(walk, charge=None):
    mine = Standing.objects.filter(case=walk.case, assignment=charge).order_by("round", "since")
    return [(r.phase, r.since, r.until) for r in mine]


def rewrite(walk, *, since, recorded_at=None):
    rows_now = {walk.case.pk: clocks.clock_rows(dossier.load(walk.case))}
    clocks.rewrite(rows_now, since=since, recorded_at=recorded_at or walk.at)


def test_a_case_handed_on_and_back_has_three_stretches_of_two_agencies():
    walk = walk_to("assigned").later(days=1).transfer(an_agency(LIGHTING)).later(days=1).transfer(an_agency(KIM_LONG))
    first, second, third = walk.case.assignments.order_by("pk")
    began, handed, back = START + timedelta(hours=2), START + timedelta(hours=2) + DAY, walk.at
    assert rows(walk, first) == [("open", began, handed), ("transferred", handed, None)]
    assert rows(walk, second) == [("open", handed, back), ("transferred", back, None)]
    assert rows(walk, third) == [("open", back, None)]
    assert rows(walk)[-1][0] == "open"


def test_stretches_in_which_nothing_differs_are_one():
    walk = walk_to("assigned")
    before = rows(walk), rows(walk, walk.assignment)
    walk.later(days=1).escalate().later(days=1).escalate(kind="follow_up")
    assert (rows(walk), rows(walk, walk.case.assignments.earliest("pk"))) == before


def test_before_the_change_history_stays():
    walk = walk_to("withdrawn").later(days=1).restore()
    assert [r[0] for r in rows(walk, walk.assignment)] == ["open", "cancelled", "open"]
    assert [r[0] for r in rows(walk)] == ["open", "cancelled", "open"]


def test_rewriting_all_of_it_leaves_what_the_facts_say_now():
    walk = walk_to("withdrawn").later(days=1).restore()
    rewrite(walk, since=None)
    assert [r[0] for r in rows(walk, walk.assignment)] == ["open"]


def test_writing_again_changes_nothing():
    walk = walk_to("reopened")
    before = rows(walk)
    for _ in range(2):
        rewrite(walk, since=walk.at)
    assert rows(walk) == before


def test_two_changes_at_one_instant_leave_the_second():
    walk = walk_to("assigned").later(days=1)
    first = walk.assignment
    walk.transfer(an_agency(LIGHTING)).transfer(an_agency("Sở Xây dựng"))
    second, third = walk.case.assignments.order_by("pk")[1:]
    assert rows(walk, first) == [("open", START + timedelta(hours=2), walk.at), ("transferred", walk.at, None)]
    assert rows(walk, second) == [("transferred", walk.at, None)]
    assert rows(walk, third) == [("open", walk.at, None)]


def test_the_citizens_clock_stops_with_the_last_answer():
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).submit()
    assert phase(walk.case, walk.at) == ("open", None)
    walk._assignment = walk.case.assignments.earliest("pk")
    walk.later(days=1).submit(text="Xong phần chúng tôi")
    assert phase(walk.case, walk.at) == ("awaiting", walk.at)
    walk.approve()
    assert phase(walk.case, walk.at) == ("awaiting", walk.at)


def test_citizen_and_agency_differ_by_when_they_began():
    walk = walk_to("accepted").later(days=3).assign()
    assert verdict(walk.case, DUE + DAY) == "overdue"
    assert verdict(walk.case, DUE + DAY, charge=walk.assignment) == "in_term"


def test_rows_say_when_their_clock_began():
    walk = walk_to("transferred").later(days=1).transfer(an_agency(KIM_LONG))
    root = walk.case.assignments.earliest("pk")
    assert set(walk.assignment.standings.values_list("started_at", flat=True)) == {root.started_at}


def test_where_agency_and_citizen_have_one_clock_their_rows_are_the_same():
    """Accepted and assigned at one instant, as an imported case is."""
    walk = walk_to("received").accept().assign().later(days=1).submit().later(days=1).approve()
    assert rows(walk) == rows(walk, walk.assignment)


class TestWhatWasKnown:
    """A change that is recorded on a later day leaves what was known until then."""

    def formers(self, walk):
        found = FormerStanding.objects.filter(assignment=walk.assignment).order_by("since")
        return [(row.phase, row.since, row.until, row.replaced_at) for row in found]

    def test_on_the_day_it_happened_nothing_is_kept(self):
        walk = walk_to("assigned")
        FormerStanding.objects.all().delete()
        Standing.objects.update(recorded_at=None)
        rewrite(walk, since=walk.at, recorded_at=walk.at + timedelta(hours=1))
        assert self.formers(walk) == []
        assert set(walk.case.standings.values_list("recorded_at", flat=True)) == {None}

    def test_what_a_later_recording_contradicts_is_kept_once(self):
        walk = walk_to("assigned").later(days=2)
        before = rows(walk, walk.assignment)
        walk.submit()
        FormerStanding.objects.all().delete()
        known = {row.pk: row.recorded_at for row in walk.case.standings.all()}
        assert known
        later = walk.at + 30 * DAY
        Standing.objects.filter(case=walk.case).delete()
        (phase, since, until) = before[0]
        Standing.objects.create(case=walk.case, assignment=walk.assignment, round=1, phase=phase, since=since)
        rewrite(walk, since=walk.at, recorded_at=later)
        assert self.formers(walk) == [("open", since, until, later)]
        told = walk.assignment.standings.order_by("since").values_list("phase", "since", "recorded_at")
        assert list(told) == [("open", since, later), ("awaiting", walk.at, later)]
        rewrite(walk, since=walk.at, recorded_at=later + DAY)
        assert len(self.formers(walk)) == 1, "what says the same is nothing new"
        assert set(walk.assignment.standings.values_list("recorded_at", flat=True)) == {later}
