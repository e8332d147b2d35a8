"""Promises: which extensions are valid, where they move the limit, and which of them was broken."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from cases.rules.calendars import Calendar
from cases.rules.clock_facts import ClockFacts, Promise
from cases.rules.due_dates import in_force
from cases.rules.stops import is_open_to_promises


def latest_promise(calendar: Calendar, published_at: datetime, working_days: int) -> datetime:
    """Return the latest end an extension may promise that many working days ahead."""
    return calendar.end_of(calendar.add_working_days(calendar.day_of(published_at), working_days))


def valid_promises(facts: ClockFacts) -> tuple[Promise, ...]:
    """Return the valid promises in order of publication; each is judged by what held when it was published.

    Valid: the clock is open with no answer awaiting review, and the promised day lies ahead, ends later than the
    limit and than every earlier promise, and no later than was allowed. Promises that are not valid never count,
    as an earlier promise either.
    """
    valid: list[Promise] = []
    for promise in sorted(facts.promises, key=lambda promise: promise.published_at):
        limit = limit_of(in_force(facts.due_dates, promise.published_at), valid)
        floors = [promise.published_at, *(earlier.until for earlier in valid), *([limit] if limit else [])]
        allowed = promise.not_after is None or promise.until <= promise.not_after
        if allowed and promise.until > max(floors) and is_open_to_promises(facts, promise.published_at):
            valid.append(promise)
    return tuple(valid)


def limit_of(due_at: datetime | None, valid: Iterable[Promise]) -> datetime | None:
    """Return the limit: the due date, moved on by each valid promise published at or before it.

    Without a due date the first promise is the limit. A promise published after the limit is late and moves nothing.
    """
    limit = due_at
    for promise in valid:
        if limit is None:
            limit = promise.until
        elif promise.published_at <= limit:
            limit = max(limit, promise.until)
    return limit


def broken_from(valid: tuple[Promise, ...]) -> datetime | None:
    """Return the end of the first promise without a valid successor published at or before it, None without promises.

    From then on a promise is broken, late ones and those before the limit included.
    """
    if not valid:
        return None
    left = (promise.until for promise, successor in pairwise(valid) if successor.published_at > promise.until)
    return next(left, valid[-1].until)
