"""Builders of clock facts for tests: instants as days and hours after one Monday, and random clocks."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from cases.rules.due_dates import DueDate
from cases.rules.verdicts import ClockFacts, Decision, Ending, Promise, Submission

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday
HORIZON = 60  # ticks that random clocks live in


def tick(number):
    """An instant by its number of hours after that Monday."""
    return MONDAY + timedelta(hours=number)


def due(number, *, since=0, cause="term", recorded=None):
    return DueDate(
        due_at=tick(number), since=tick(since), cause=cause, recorded_at=None if recorded is None else tick(recorded)
    )


def promise(published, until, *, not_after=None, recorded=None):
    return Promise(
        published_at=tick(published),
        until=tick(until),
        not_after=None if not_after is None else tick(not_after),
        recorded_at=tick(published if recorded is None else recorded),
    )


def submission(
    submitted, decision=None, decided=None, *, stops=True, retracted=None, sent_back=None, recorded=None, **late
):
    return Submission(
        submitted_at=tick(submitted),
        recorded_at=tick(submitted if recorded is None else recorded),
        decided_at=None if decided is None else tick(decided),
        decision=decision,
        stops=stops,
        retracted_at=None if retracted is None else tick(retracted),
        sent_back_at=None if sent_back is None else tick(sent_back),
        **{name: tick(number) for name, number in late.items()},
    )


def approved(submitted, decided, **more):
    return submission(submitted, Decision.APPROVED, decided, **more)


def clock(*facts, started=0, ended=None, ending=None, **more):
    """The facts of a clock, sorted by what they are."""
    return ClockFacts(
        started_at=None if started is None else tick(started),
        due_dates=tuple(each for each in facts if isinstance(each, DueDate)),
        promises=tuple(each for each in facts if isinstance(each, Promise)),
        submissions=tuple(each for each in facts if isinstance(each, Submission)),
        ended_at=None if ended is None else tick(ended),
        ending=ending,
        **more,
    )


ticks = st.integers(min_value=-3, max_value=HORIZON)


@st.composite
def due_dates(draw):
    first = draw(st.integers(-5, 40))
    changes = draw(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 20)), max_size=2))
    later = [due(since + ahead, since=since, cause="calendar") for since, ahead in changes]
    return [due(first, since=draw(st.sampled_from([-3, 0, 2]))), *later]


@st.composite
def promises(draw):
    published = draw(ticks)
    until = published + draw(st.integers(-4, 25))
    bound = draw(st.none() | st.integers(0, 20))
    return promise(published, until, not_after=None if bound is None else published + bound)


@st.composite
def submissions(draw):
    submitted = draw(ticks)
    if draw(st.booleans()):
        return submission(submitted, stops=draw(st.booleans()))
    decided = submitted + draw(st.integers(0, 12))
    decision = draw(st.sampled_from(Decision))
    retracted = sent_back = None
    if decision is Decision.APPROVED and draw(st.booleans()):
        retracted = decided + draw(st.integers(0, 12))
    if decision is Decision.APPROVED and draw(st.booleans()):
        # Returned at first; an appeal overturned that.
        sent_back = draw(st.integers(submitted, decided))
    return submission(submitted, decision, decided, stops=draw(st.booleans()), retracted=retracted, sent_back=sent_back)


@st.composite
def overturned(draw):
    """A version that was sent back, and approved upon appeal."""
    submitted = draw(ticks)
    sent_back = submitted + draw(st.integers(0, 12))
    return approved(submitted, sent_back + draw(st.integers(0, 12)), sent_back=sent_back)


@st.composite
def clocks(draw):
    """Any clock at all, orderly or not: rules must not depend on the good manners of imported data."""
    dues = draw(due_dates()) if draw(st.integers(0, 3)) else []
    given_promises = draw(st.lists(promises(), max_size=5))
    # A planned answer brings its promise, published at the instant it was submitted.
    handed_in = draw(st.lists(submissions(), max_size=3))
    planned = [
        Promise(
            published_at=each.submitted_at,
            until=each.submitted_at + timedelta(hours=draw(st.integers(1, 20))),
            recorded_at=each.decided_at,
        )
        for each in handed_in
        if not each.stops and each.decision is Decision.APPROVED
    ]
    ended = draw(st.none() | st.integers(0, HORIZON))
    ending = None if ended is None else draw(st.sampled_from(Ending))
    facts = [*dues, *given_promises, *planned, *handed_in]
    return clock(*facts, started=draw(st.integers(-2, 6)), ended=ended, ending=ending)
