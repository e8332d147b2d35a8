"""Promises in the tables: what became of each to the microsecond, how far it reached, and whose month it counts in."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.accountability.cuts import AGENCY, CATEGORY, CITY, by_month
from cases.accountability.extensions import Extensions, extensions_by, fates_by, promises, with_fate
from cases.accountability.spread import Spread
from cases.models import DueDate, Extension, ReasonCode
from tests.cases.accountability.stored_clocks import a_case, agency_named, an_assignment, stand

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 31, 3, tzinfo=UTC)
DAY, MICROSECOND = timedelta(days=1), timedelta(microseconds=1)


@pytest.fixture
def promise():
    """Call with an assignment for a promise of it, published ten days ago for eight days if nothing else is said."""
    reason = ReasonCode.objects.get(code="cho-vat-tu")

    def made(assignment, *, published=NOW - 10 * DAY, until=None, sentence="Chờ vật tư"):
        end = until or published + 8 * DAY
        fields = {"published_at": published, "recorded_at": published, "promised_on": end.date(), "promised_until": end}
        return Extension.objects.create(assignment=assignment, reason=reason, sentence=sentence, **fields)

    return made


def a_charge(agency="A", *, started=NOW - 20 * DAY, due=None, **fields):
    """A charge whose clock began then; `due` is its due date, in force since."""
    own = an_assignment(a_case(), agency, **{"state": "open", "ended_at": None, "started_at": started, **fields})
    if due is not None:
        DueDate.objects.create(
            case=own.case, assignment=own, due_at=due, since=started, recorded_at=started, cause="term"
        )
    return own


UNTIL = NOW - 2 * DAY


@pytest.mark.parametrize(
    ("clock", "next_at", "fate"),
    [
        ({}, None, "broken"),
        ({}, UNTIL, "postponed"),
        ({}, UNTIL + MICROSECOND, "broken"),
        ({"phase": "answered", "stopped_at": UNTIL}, None, "kept"),
        ({"phase": "answered", "stopped_at": UNTIL}, UNTIL - DAY, "kept"),
        ({"phase": "answered", "stopped_at": UNTIL + MICROSECOND}, None, "broken"),
        ({"phase": "awaiting", "stopped_at": UNTIL}, None, "running"),
        ({"phase": "awaiting", "stopped_at": UNTIL + MICROSECOND}, None, "broken"),
        ({"phase": "awaiting", "stopped_at": UNTIL}, UNTIL - DAY, "postponed"),
        ({"phase": "transferred", "stopped_at": UNTIL}, None, "moot"),
        ({"phase": "transferred", "stopped_at": UNTIL + MICROSECOND}, None, "broken"),
        ({"phase": "cancelled", "stopped_at": UNTIL}, None, "moot"),
        ({"phase": "unknown"}, UNTIL, "moot"),
        ({"until": NOW}, None, "broken"),
    ],
    ids=[
        *(
            "passed",
            "renewed in time",
            "renewed too late",
            "answered on the day",
            "answered though renewed",
            "too late",
        ),
        *(
            "awaits since the day",
            "awaits since later",
            "awaits, and renewed",
            "handed on by the day",
            "handed on later",
        ),
        *("cancelled by the day", "ended nobody knows when", "whose clock nobody has"),
    ],
)
def test_what_became_of_a_promise(promise, clock, next_at, fate):
    own = a_charge()
    stand(own, **clock)
    stand(a_charge(), phase="cancelled", stopped_at=UNTIL - DAY)  # another clock, which tells nothing of this one
    first = promise(own, until=UNTIL)
    if next_at is not None:
        promise(own, published=next_at, until=NOW + 9 * DAY)
    assert with_fate(NOW).get(pk=first.pk).fate == fate


def test_until_the_day_is_over_a_promise_runs(promise):
    own = a_charge()
    stand(own)
    first = promise(own, published=NOW - DAY, until=NOW)
    assert [with_fate(at).get(pk=first.pk).fate for at in (NOW - DAY, NOW, NOW + MICROSECOND)] == [
        "running",
        "running",
        "broken",
    ]
    assert list(promises(NOW - DAY - MICROSECOND)) == []
    opinion = a_charge(kind="opinion")
    promise(opinion)
    assert [each.pk for each in promises(NOW)] == [first.pk], "an opinion's clock is no handling"


def test_how_far_promises_reach_and_how_often_the_same_is_said(promise, django_assert_num_queries):
    """From the due date in force when it was published, without one from the publication; per part."""
    begun = NOW - 20 * DAY
    one, two, other = a_charge("A", due=NOW - 9 * DAY), a_charge("A"), a_charge("B")
    moved = {"case": one.case, "recorded_at": begun, "cause": "calendar"}
    DueDate.objects.create(assignment=one, due_at=NOW - 7 * DAY, since=NOW - 10 * DAY, **moved)
    DueDate.objects.create(assignment=one, due_at=NOW, since=NOW - 10 * DAY + MICROSECOND, **moved)
    for own in (one, two, other):
        stand(own)
    promise(one, until=NOW - 3 * DAY)  # four days from the date that moved at that instant
    promise(two, until=NOW - 4 * DAY)  # six days from its publication
    promise(two, published=NOW - 5 * DAY, until=NOW + 9 * DAY, sentence="Chờ Sở")
    promise(other, until=NOW - 9 * DAY)
    a, b = agency_named("A").pk, agency_named("B").pk
    with django_assert_num_queries(4):
        found = extensions_by(AGENCY, NOW)
    assert found == {
        a: Extensions(
            fates={"broken": 1, "postponed": 1, "running": 1},
            clocks=2,
            length=Spread(n=3, median=6.0, p90=pytest.approx(6 + 0.8 * 8)),
            repeated=2,
            with_reason=3,
        ),
        b: Extensions(fates={"broken": 1}, clocks=1, length=Spread(n=1, median=1.0, p90=1.0), with_reason=1),
    }
    [city] = extensions_by(CITY, NOW).values()
    assert (city.n, city.clocks, city.repeated, city.with_reason) == (4, 3, 3, 4)
    assert fates_by(AGENCY, NOW) == {a: found[a].fates, b: found[b].fates}
    assert extensions_by(CATEGORY, begun) == extensions_by(CITY, begun) == {}


def test_a_clock_that_came_back_has_its_promises_and_counts_once(promise):
    first = a_charge("A", state="transferred", ended_at=NOW - 9 * DAY)
    again = an_assignment(first.case, "A", state="open", ended_at=None, clock_root=first, started_at=first.started_at)
    stand(first, phase="transferred", until=NOW - 8 * DAY)
    stand(again, since=NOW - 8 * DAY)
    early = promise(first, until=NOW - 4 * DAY)
    promise(again, published=NOW - 5 * DAY, until=NOW + DAY)
    assert with_fate(NOW).get(pk=early.pk).fate == "postponed"
    [found] = extensions_by(AGENCY, NOW).values()
    assert (found.n, found.clocks, found.fates) == (2, 1, {"postponed": 1, "running": 1})


def test_a_promise_counts_in_its_month_and_its_clock_in_that_in_which_it_began(promise):
    """Also where nothing was promised in the month of the clock: no month's clocks are lost."""
    midnight = datetime(2026, 2, 28, 17, tzinfo=UTC)  # the first of March in Huế
    for started in (midnight - MICROSECOND, midnight):
        own = a_charge(started=started)
        stand(own)
        promise(own, published=midnight + 5 * DAY)
    months = by_month(NOW, 3)
    found = extensions_by(months, NOW)
    assert {place: (each.n, each.clocks) for place, each in found.items()} == {1: (0, 1), 2: (2, 1)}
    assert sum(each.clocks for each in found.values()) == extensions_by(CITY, NOW)[0].clocks
