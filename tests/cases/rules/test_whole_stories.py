"""Clocks of Huế from acceptance to the end, by the dates of one year: term, promises, verdict, days late, figures."""

from datetime import date, timedelta

import pytest

from cases.rules.due_dates import DueDate, after_calendar_change
from cases.rules.figures import Counted, CountsAs, counts_as, firm_rate, kept_rate, on_time_rate, reopened_soon, tally
from cases.rules.promises import latest_promise
from cases.rules.standings import kind_at, standings
from cases.rules.stops import stop_at
from cases.rules.terms import Term, TermKind, due_at
from cases.rules.verdicts import ClockFacts, Decision, Ending, Promise, Submission, VerdictKind, days_late, verdict
from tests.cases.rules.days import HUE, local

pytestmark = pytest.mark.pure

SEVEN = Term(kind=TermKind.WORKING_DAYS, n=7)
IN_TERM, EXTENDED, BROKEN, OVERDUE = VerdictKind
FRIDAY = "2026-02-06T10:00"  # seven working days over Tết: due with Tuesday, 24 February
LAST = "23:59:59.999999"


def at(text):
    """An instant in Huế."""
    return local(HUE, text)


def end(day):
    """The end of a day there."""
    return HUE.end_of(date.fromisoformat(day))


def promise(published, day, *, allowed=7):
    """An extension published at an instant, to a day; at most so many working days ahead."""
    when = at(published)
    return Promise(published_at=when, until=end(day), not_after=latest_promise(HUE, when, allowed), recorded_at=when)


def answer(submitted, decision=None, decided=None, **more):
    """A version of an answer."""
    given = {"decision": decision, "decided_at": at(decided)} if decided else {}
    return Submission(submitted_at=at(submitted), recorded_at=at(submitted), **given, **more)


def approved(submitted, decided, **more):
    return answer(submitted, Decision.APPROVED, decided, **more)


def clock(*facts, accepted=FRIDAY, **more):
    """A clock with the term of seven working days, and what happened to it."""
    started = at(accepted)
    return ClockFacts(
        started_at=started,
        due_dates=(
            DueDate(due_at=due_at(SEVEN, HUE, started), since=started, cause="term"),
            *(each for each in facts if isinstance(each, DueDate)),
        ),
        promises=tuple(each for each in facts if isinstance(each, Promise)),
        submissions=tuple(each for each in facts if isinstance(each, Submission)),
        **more,
    )


def asked(facts, text):
    """The verdict at an instant, and by how many days of the calendar it is late by its due date."""
    found = verdict(facts, at(text))
    return found.kind, days_late(found.due_at, found.t, HUE.zone)


PROMISED = promise(f"2026-02-24T{LAST}", "2026-03-05")  # in the last instant in term; seven working days ahead
TOO_LATE = promise("2026-02-25T00:00", "2026-03-06")  # in the first one out of it
TOO_FAR = promise("2026-02-24T09:00", "2026-03-06")  # eight working days ahead
RENEWED = promise(f"2026-03-05T{LAST}", "2026-03-16")
NOT_RENEWED = promise("2026-03-06T00:00", "2026-03-17")
STRETCHED = promise("2026-02-10T09:00", "2026-02-24")  # promises the due day itself: nothing more


BEFORE_TET = [
    # nothing happens
    ([], FRIDAY, IN_TERM, 0),
    ([], f"2026-02-24T{LAST}", IN_TERM, 0),
    ([], "2026-02-25T00:00", OVERDUE, 1),
    ([], f"2026-02-25T{LAST}", OVERDUE, 1),
    ([], "2026-02-26T00:00", OVERDUE, 2),
    ([], "2026-03-01T12:00", OVERDUE, 5),  # Sundays count: lateness is of the calendar
    ([], "2026-03-08T12:00", OVERDUE, 12),
    # extended in time, and no longer
    ([PROMISED], f"2026-02-24T{LAST}", IN_TERM, 0),
    ([PROMISED], "2026-02-25T00:00", EXTENDED, 1),
    ([PROMISED], f"2026-03-05T{LAST}", EXTENDED, 9),
    ([PROMISED], "2026-03-06T00:00", BROKEN, 10),
    # extended a microsecond too late: public, but it moves no limit; broken all the same
    ([TOO_LATE], "2026-02-25T00:00", OVERDUE, 1),
    ([TOO_LATE], f"2026-03-06T{LAST}", OVERDUE, 10),
    ([TOO_LATE], "2026-03-07T00:00", BROKEN, 11),
    # promised further than was allowed, or nothing: never a promise, so never broken
    ([TOO_FAR], "2026-02-25T00:00", OVERDUE, 1),
    ([TOO_FAR], "2026-03-07T00:00", OVERDUE, 11),
    ([STRETCHED], "2026-02-25T00:00", OVERDUE, 1),
    # renewed in time, and too late
    ([PROMISED, RENEWED], "2026-03-06T00:00", EXTENDED, 10),
    ([PROMISED, RENEWED], f"2026-03-16T{LAST}", EXTENDED, 20),
    ([PROMISED, RENEWED], "2026-03-17T00:00", BROKEN, 21),
    ([PROMISED, NOT_RENEWED], "2026-03-06T00:00", BROKEN, 10),
    ([PROMISED, NOT_RENEWED], "2026-03-17T12:00", BROKEN, 21),
    # late, and renewed before the late promise passed: not broken before the second one
    ([TOO_LATE, promise("2026-03-06T09:00", "2026-03-17")], "2026-03-07T00:00", OVERDUE, 11),
    ([TOO_LATE, promise("2026-03-06T09:00", "2026-03-17")], "2026-03-18T00:00", BROKEN, 22),
    # a shorter second promise is none: the longer one stands
    ([PROMISED, promise("2026-03-03T09:00", "2026-03-04")], f"2026-03-05T{LAST}", EXTENDED, 9),
    ([PROMISED, promise("2026-03-03T09:00", "2026-03-05")], "2026-03-06T00:00", BROKEN, 10),
    # answered in time; the Center takes what it takes
    ([approved(f"2026-02-24T{LAST}", "2026-03-20T08:00")], "2026-03-30T00:00", IN_TERM, 0),
    ([approved("2026-02-25T00:00", "2026-02-25T08:00")], "2026-03-30T00:00", OVERDUE, 1),
    ([PROMISED, approved(f"2026-03-05T{LAST}", "2026-03-20T08:00")], "2026-03-30T00:00", EXTENDED, 9),
    ([PROMISED, approved("2026-03-06T00:00", "2026-03-20T08:00")], "2026-03-30T00:00", BROKEN, 10),
    # awaiting review it stands still; returned, it counts as if it had never been
    ([answer("2026-02-24T16:00")], "2026-03-30T00:00", IN_TERM, 0),
    ([answer("2026-02-24T16:00", Decision.RETURNED, "2026-02-27T08:00")], "2026-02-27T07:59", IN_TERM, 0),
    ([answer("2026-02-24T16:00", Decision.RETURNED, "2026-02-27T08:00")], "2026-02-27T08:00", OVERDUE, 3),
    # no promise while an answer awaits review, and none once it is approved
    ([answer("2026-02-24T16:00"), PROMISED], "2026-03-01T00:00", IN_TERM, 0),
    (
        [answer("2026-02-24T16:00", Decision.REFUSED, "2026-02-27T08:00"), PROMISED],
        "2026-03-01T00:00",
        OVERDUE,
        5,
    ),
    # a plan is a promise and no answer
    (
        [approved("2026-02-24T16:00", "2026-02-26T08:00", stops=False), promise("2026-02-24T16:00", "2026-03-05")],
        "2026-03-05T12:00",
        EXTENDED,
        9,
    ),
    (
        [approved("2026-02-24T16:00", "2026-02-26T08:00", stops=False), promise("2026-02-24T16:00", "2026-03-05")],
        "2026-03-06T00:00",
        BROKEN,
        10,
    ),
    # an approval retracted: the clock runs as if never answered
    (
        [approved("2026-02-24T16:00", "2026-02-25T08:00", retracted_at=at("2026-03-10T09:00"))],
        "2026-03-10T08:59",
        IN_TERM,
        0,
    ),
    (
        [approved("2026-02-24T16:00", "2026-02-25T08:00", retracted_at=at("2026-03-10T09:00"))],
        "2026-03-10T09:00",
        OVERDUE,
        14,
    ),
    # an appeal that succeeds: from the return until then it runs, and then it never did
    (
        [approved("2026-02-24T16:00", "2026-03-02T08:00", sent_back_at=at("2026-02-26T08:00"))],
        "2026-03-01T12:00",
        OVERDUE,
        5,
    ),
    (
        [approved("2026-02-24T16:00", "2026-03-02T08:00", sent_back_at=at("2026-02-26T08:00"))],
        "2026-03-02T08:00",
        IN_TERM,
        0,
    ),
]


@pytest.mark.parametrize(("facts", "instant", "kind", "late"), BEFORE_TET)
def test_a_case_accepted_before_tet(facts, instant, kind, late):
    assert asked(clock(*facts), instant) == (kind, late)
    rows = standings(clock(*facts))
    [row] = [r for r in rows if r.since <= at(instant) and (r.until is None or at(instant) < r.until)]
    assert kind_at(row, at(instant)) is kind


@pytest.mark.parametrize(
    ("published", "latest"),
    [
        ("2026-02-13T23:59", "2026-03-03"),  # Friday before Tết: from Monday the 23rd on, seven days
        ("2026-02-14T00:00", "2026-03-03"),  # Saturday
        ("2026-02-22T12:00", "2026-03-03"),  # Sunday after it
        ("2026-02-23T00:00", "2026-03-04"),  # Monday itself does not count
        ("2026-08-20T12:00", "2026-08-28"),  # Thursday: Friday, the Saturday made up, Monday to Friday
        ("2026-08-21T12:00", "2026-09-03"),  # Friday: that Saturday, Monday to Friday, and Thursday after the holiday
    ],
)
def test_how_far_ahead_a_promise_may_lie(published, latest):
    allowed = promise(published, latest).not_after
    assert allowed == end(latest)


def test_a_calendar_change_in_the_middle_of_a_term_and_of_a_promise():
    """A storm: Monday, 23 February is given off on the Friday before, when Tết is not over yet."""
    changed = at("2026-02-20T09:00")
    stormy = type(HUE)(zone=HUE.zone, holidays={**HUE.holidays, date(2026, 2, 23): "Bão"}, make_up=HUE.make_up)
    before, after = (due_at(SEVEN, calendar, at(FRIDAY)) for calendar in (HUE, stormy))
    assert (before, after) == (end("2026-02-24"), end("2026-02-25"))
    moved = DueDate(due_at=after_calendar_change(before, after, changed, stormy), since=changed, cause="calendar")
    facts = clock(moved)
    assert [verdict(facts, when).due_at for when in (changed - timedelta(microseconds=1), changed)] == [before, after]
    assert asked(facts, f"2026-02-25T{LAST}") == (IN_TERM, 0)
    assert asked(facts, "2026-02-26T00:00") == (OVERDUE, 1)
    # A promise for the day that is the due day now promises nothing; one made before the change did.
    assert asked(clock(moved, promise("2026-02-23T09:00", "2026-02-25")), "2026-02-26T00:00") == (OVERDUE, 1)
    assert asked(clock(moved, promise("2026-02-13T09:00", "2026-02-25")), "2026-02-26T00:00") == (BROKEN, 1)


@pytest.mark.parametrize(
    ("changed", "added"),
    [
        ("2026-03-05T23:59:59.999999", "2026-03-06"),  # Thursday, due that day: the next working day is Friday
        ("2026-03-06T00:00", "2026-03-09"),  # Friday: the end of Monday at the least
        ("2026-03-06T23:59:59.999999", "2026-03-09"),  # in the last instant of the new due date
        ("2026-03-07T00:00", None),  # and a moment later both have passed
        ("2026-03-09T08:00", None),
    ],
)
def test_a_holiday_entered_late_lifts_no_old_lateness(changed, added):
    found = after_calendar_change(end("2026-03-05"), end("2026-03-06"), at(changed), HUE)
    assert found == (None if added is None else end(added))


def test_a_version_stops_its_clock_unless_it_is_said_to_be_a_plan():
    assert answer("2026-02-24T16:00").stops
    assert stop_at(clock(approved("2026-02-24T16:00", "2026-02-25T08:00")), at("2026-02-26T08:00")).at == at(
        "2026-02-24T16:00"
    )


# --- the figures of one agency, counted by hand ----------------------------------------------------------------------

ASKED = at("2026-03-10T12:00")  # Tuesday
LIVES = {
    "in term, open": clock(accepted="2026-03-05T08:00"),  # due with Monday, 16 March
    "in term, awaiting": clock(answer("2026-03-09T08:00"), accepted="2026-03-02T08:00"),
    "overdue": clock(),
    "overdue, awaiting": clock(answer("2026-02-26T08:00")),
    "extended": clock(promise("2026-03-04T08:00", "2026-03-13"), accepted="2026-02-24T08:00"),  # due with 5 March
    "broken": clock(PROMISED),
    "answered in term": clock(approved("2026-02-24T08:00", "2026-02-26T08:00")),
    "answered in term, reopened after": clock(approved("2026-02-23T08:00", "2026-02-24T08:00")),
    "answered as promised": clock(PROMISED, approved("2026-03-03T08:00", "2026-03-04T08:00")),
    "answered after the promise": clock(PROMISED, approved("2026-03-06T08:00", "2026-03-06T09:00")),
    "answered late": clock(approved("2026-03-02T08:00", "2026-03-03T08:00")),
    "passed on in term": clock(ended_at=at("2026-02-12T08:00"), ending=Ending.TRANSFERRED),
    "passed on late": clock(ended_at=at("2026-02-27T08:00"), ending=Ending.TRANSFERRED),
    "cancelled late, though extended": clock(PROMISED, ended_at=at("2026-03-02T08:00"), ending=Ending.CANCELLED),
    "closed nobody knows when": clock(ended_unknown=True),
    "not begun": clock(accepted="2026-03-11T08:00"),
}


def counted(name):
    """The clock as figures count it at ASKED."""
    facts = LIVES[name]
    found, stop = verdict(facts, ASKED), stop_at(facts, ASKED)
    return Counted(
        phase=stop.phase,
        kind=found and found.kind,
        has_due=bool(facts.due_dates),
        stopped_at=stop.at,
        reopened_soon="reopened" in name and reopened_soon(stop.at, ASKED - timedelta(days=1)),
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("in term, open", CountsAs.OPEN_IN_TERM),
        ("in term, awaiting", CountsAs.OPEN_IN_TERM),
        ("overdue", CountsAs.OPEN_PAST_DUE),
        ("overdue, awaiting", CountsAs.OPEN_PAST_DUE),
        ("extended", CountsAs.OPEN_PAST_DUE),
        ("broken", CountsAs.OPEN_PAST_DUE),
        ("answered in term", CountsAs.CLOSED_IN_TERM),
        ("answered as promised", CountsAs.CLOSED_PAST_DUE),
        ("answered after the promise", CountsAs.CLOSED_PAST_DUE),
        ("answered late", CountsAs.CLOSED_PAST_DUE),
        ("passed on in term", CountsAs.PASSED_ON),
        ("passed on late", CountsAs.CLOSED_PAST_DUE),
        ("cancelled late, though extended", CountsAs.CLOSED_PAST_DUE),
        ("closed nobody knows when", CountsAs.NOTHING),
        ("not begun", CountsAs.NOTHING),
    ],
)
def test_what_each_of_its_cases_counts_as(name, expected):
    found = counted(name)
    assert counts_as(found.phase, found.kind) is expected


def test_what_the_agency_has_open_and_closed():
    found = tally(counted(name) for name in LIVES if name != "not begun")
    assert (found.open, found.awaiting, found.overdue, found.headline) == (6, 2, 4, 3)
    assert (found.extended, found.promise_broken) == (1, 1)
    assert (found.closed, found.passed_on, found.unknown) == (7, 1, 1)


def test_its_three_rates():
    found = tally(counted(name) for name in LIVES if name != "not begun")
    # Closed in term: 2. Closed with due: 7. Open past due: 4, one of them extended. Kept: 1. Reopened: 1.
    assert [(r.numerator, r.n) for r in (on_time_rate(found), kept_rate(found), firm_rate(found))] == [
        (2, 11),
        (3, 10),
        (1, 11),
    ]


def test_over_the_first_days_of_march_only_what_stopped_then_is_closed():
    found = tally((counted(name) for name in LIVES), since=at("2026-03-01T00:00"))
    # As promised on the 3rd, after the promise on the 6th, late on the 2nd, cancelled on the 2nd.
    assert (found.closed, found.closed_in_term, found.closed_extended, found.passed_on, found.open) == (4, 0, 1, 0, 6)
    assert (on_time_rate(found).numerator, on_time_rate(found).n) == (0, 8)
