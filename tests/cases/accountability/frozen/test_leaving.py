"""Why a case left an agency's list: by the round that stood on it, told alike today and on the frozen day."""

from unittest import mock

import pytest

from cases.accountability.frozen import files, freezing
from cases.accountability.frozen.changes import changes
from cases.accountability.frozen.first_reasons import Closings, first_reasons
from cases.accountability.frozen.leaving import reason
from cases.accountability.frozen.stretches import Stood, closed
from cases.accountability.frozen.today import today
from cases.accountability.frozen.verifying import Verification
from cases.accountability.present import Present
from cases.actions.actor import CENTER
from cases.actions.change_calendar import DayChange, change_calendar
from cases.models import Calendar, LeavingReason, SnapshotChange
from tests.cases.accountability.frozen.conftest import day, noon
from tests.cases.actions.tampering import tampering
from tests.factories import LIGHTING, Walk, an_agency

CASE = 5
AGENCY = 1


def stands(round_, phase, *, assignment=None, late=False):
    return Stood(AGENCY, CASE, 42, round_, assignment or round_, phase, late)


#: What the agency has of the case by now, in which round it was late, and why it left.
TOLD = {
    "answered": ([stands(1, "answered")], 1, "answered"),
    "answered and opened again": ([stands(1, "answered"), stands(2, "open")], 1, "reopened"),
    "answered, opened again and answered": ([stands(1, "answered"), stands(2, "answered")], 1, "answered"),
    "answered, opened again, given away": ([stands(1, "answered"), stands(2, "transferred")], 1, "answered"),
    "given away": ([stands(1, "transferred")], 1, "transferred"),
    "given away, back, and answered": (
        [stands(1, "transferred"), stands(1, "answered", assignment=7)],
        1,
        "answered",
    ),
    "withdrawn or merged": ([stands(1, "cancelled")], 1, "withdrawn"),
    "a due date that moved": ([stands(1, "open")], 1, "recounted"),
    "the same while it awaits review": ([stands(1, "awaiting")], 1, "recounted"),
    "a later round's, in spite of an earlier answer": ([stands(1, "answered"), stands(2, "open")], 2, "recounted"),
    "a later round's answer": ([stands(1, "transferred"), stands(2, "answered")], 2, "answered"),
    "told in figures only by now": ([stands(1, "open", late=True)], 1, "corrected"),
    "closed at an unknown time": ([stands(1, "unknown")], 1, "corrected"),
    "a round that there never was": ([stands(1, "answered")], None, "corrected"),
    "nothing any more": ([], 1, "corrected"),
}


@pytest.mark.parametrize("name", TOLD)
def test_the_clock_that_was_late_says_why(name):
    clocks, was, why = TOLD[name]
    for order in (clocks, clocks[::-1]):
        assert reason(was, order, {CASE: LeavingReason.WITHDRAWN}) == why


def test_what_nobody_took_away_was_relieved():
    assert reason(1, [stands(1, "cancelled")], {}) == "cancelled"


def turns(at):
    found = today(Present(at=at, key=""))
    return sorted((each.number, each.reason) for each in found.left), [each.number for each in found.came]


def frozen(number):
    rows = SnapshotChange.objects.filter(snapshot__date=day(number), kind="left")
    return sorted(rows.values_list("number", "reason"))


@pytest.mark.django_db
def test_today_and_the_frozen_day_tell_each_report_once_and_alike(at, clock, django_assert_max_num_queries):
    """All are past due from the 12th, the day 10, on; "old round" and "moved" were answered once, long before."""
    names = ("answered", "reopened", "extended", "transferred", "withdrawn", "merged", "undone", "stays")
    walks = {name: Walk(at=at(noon(0)), title=name).accept().assign() for name in names}
    for name in ("old round", "moved"):
        again = walks[name] = Walk(at=at(noon(-20)), title=name).accept().assign()
        again.until(at(noon(-18))).submit().approve().until(at(noon(0))).reopen()
    walks["undone"].until(at(noon(1))).withdraw().restore()
    walks["extended"].until(at(noon(4))).extend(promised_on=day(13))
    numbers = {name: walk.case.number for name, walk in walks.items()}
    clock.night_after(10).freeze(10)

    now = at(noon(11))
    for name in ("answered", "reopened", "old round"):
        walks[name].until(now).submit().later(hours=1).approve()
    walks["reopened"].later(hours=1).reopen()
    for name in ("transferred", "undone"):
        walks[name].until(now).transfer(to=an_agency(LIGHTING))
    walks["withdrawn"].until(now).withdraw()
    walks["merged"].until(now).merge(into=walks["stays"].case)
    told = {
        "answered": "answered",
        "reopened": "reopened",
        "old round": "answered",
        "transferred": "transferred",
        "undone": "transferred",
        "withdrawn": "withdrawn",
        "merged": "merged",
    }
    left = sorted((numbers[name], why) for name, why in told.items())
    # What is learned of an earlier round does not take a later one, of which nothing has changed, off the list.
    walks["moved"].case.standings.filter(round=1, until=None).update(recorded_at=noon(11))
    with django_assert_max_num_queries(10):
        assert turns(at(noon(11, 15))) == (left, [])
    clock.night_after(11).freeze(11)
    assert frozen(11) == left

    storm = [DayChange(day=day(number), kind="holiday", name="Bão") for number in (7, 8, 9)]
    change_calendar(calendar=Calendar.objects.get(slug="vn"), changes=storm, by=CENTER, at=at(noon(12)))
    left = sorted((numbers[name], "recounted") for name in ("extended", "moved", "stays"))
    assert turns(at(noon(12, 15))) == (left, [])
    clock.night_after(12).freeze(12)
    assert frozen(12) == left
    assert list(Verification().run()) == []


@pytest.mark.django_db
def test_a_day_that_was_frozen_by_the_first_method_is_counted_again_by_it(at, clock):
    walk = Walk(at=at(noon(0))).accept().assign()
    clock.night_after(10).freeze(10)
    walk.until(at(noon(11))).submit().approve().later(hours=1).reopen()

    def by_the_first(before, found, _why):
        return changes(before, found, lambda gone: first_reasons(gone, found, Closings(closed([found.day]))))

    with mock.patch.object(files, "METHOD", 1), mock.patch.object(freezing, "changes", by_the_first):
        clock.night_after(11).freeze(11)
    assert frozen(11) == [(walk.case.number, "recounted")], "what the second method tells as reopened"
    assert list(Verification().run()) == []
    with tampering() as sql:
        sql("UPDATE cases_snapshot SET method = 2")
    assert [str(each) for each in Verification().run()][-1].startswith("2026-03-13: changes: tells otherwise")
