"""What has happened to one clock: its start, its due dates, promises and answers, and how it ended."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cases.rules.due_dates import DueDate
from cases.rules.instants import keep_in_utc, utc


class Decision(StrEnum):
    """What became of a submitted answer; all but the first: it counts as if it had never been."""

    APPROVED = "approved"
    RETURNED = "returned"
    REFUSED = "refused"
    RECALLED = "recalled"
    VOID = "void"


class Ending(StrEnum):
    """How a clock ends without an answer."""

    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A published extension: the end of the promised day, and the latest end that was allowed (None: no bound).

    The date of an answer with outcome "planned" is one too, published when that answer was submitted.
    """

    published_at: datetime
    until: datetime
    not_after: datetime | None = None
    recorded_at: datetime

    def __post_init__(self) -> None:
        keep_in_utc(self)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One version of an answer handed in for review; `stops` is False for outcome "planned", which is no handling.

    `sent_back_at` is when a decision was made that an appeal overturned later: from then until `decided_at` the version
    counted as if it had never been.

    The `…_recorded_at` of what happened to it later default to when that happened.
    """

    submitted_at: datetime
    recorded_at: datetime
    decided_at: datetime | None = None
    decision: Decision | None = None
    stops: bool = True
    retracted_at: datetime | None = None
    decision_recorded_at: datetime | None = None
    retraction_recorded_at: datetime | None = None
    sent_back_at: datetime | None = None
    sending_back_recorded_at: datetime | None = None

    def __post_init__(self) -> None:
        if (self.decided_at is None) != (self.decision is None):
            raise ValueError("A decision and its instant come together.")
        if self.retracted_at is not None and self.decision is not Decision.APPROVED:
            raise ValueError("Only an approval can be retracted.")
        if self.sent_back_at is not None and self.decision is not Decision.APPROVED:
            raise ValueError("Only an approval overturns an earlier decision.")
        keep_in_utc(self)

    def awaits(self, at: datetime) -> bool:
        """Tell whether this version awaits review."""
        judged_at = self.decided_at if self.sent_back_at is None else self.sent_back_at
        return self.submitted_at <= at and (judged_at is None or at < judged_at)

    def answers(self, at: datetime) -> bool:
        """Tell whether this version stands as the approved answer that stops the clock."""
        if self.decision is not Decision.APPROVED or self.decided_at is None or not self.stops:
            return False
        return self.submitted_at <= at and self.decided_at <= at and not _passed(self.retracted_at, at)

    def known_by(self, bound: datetime) -> "Submission | None":
        """Return what was recorded of it by then, None where nothing was."""
        if self.recorded_at > bound:
            return None
        if not _recorded(self.decided_at, self.decision_recorded_at, bound):
            return self._before_the_appeal(bound)
        if not _recorded(self.retracted_at, self.retraction_recorded_at, bound):
            return replace(self, retracted_at=None)
        return self

    def _before_the_appeal(self, bound: datetime) -> "Submission":
        """Return it undecided, or as it stood while an appeal that overturned the first decision was not known."""
        undecided = replace(self, decided_at=None, decision=None, retracted_at=None, sent_back_at=None)
        if not _recorded(self.sent_back_at, self.sending_back_recorded_at, bound):
            return undecided
        return replace(undecided, decided_at=self.sent_back_at, decision=Decision.RETURNED)


@dataclass(frozen=True, kw_only=True)
class ClockFacts:
    """Everything the verdicts of one clock follow from.

    `started_at` None: without any date there is no clock. `ended_unknown`: closed, but nobody knows when. The
    `…_recorded_at` of start and ending default to when they happened.
    """

    started_at: datetime | None
    due_dates: tuple[DueDate, ...] = ()
    promises: tuple[Promise, ...] = ()
    submissions: tuple[Submission, ...] = ()
    ended_at: datetime | None = None
    ending: Ending | None = None
    ended_unknown: bool = False
    start_recorded_at: datetime | None = None
    end_recorded_at: datetime | None = None

    def __post_init__(self) -> None:
        if (self.ended_at is None) != (self.ending is None):
            raise ValueError("An ending and its instant come together.")
        keep_in_utc(self)

    def changes(self) -> Iterator[datetime]:
        """Yield every instant at which something may change but by the passing of time, in no order."""
        yield from (at for at in (self.started_at, self.ended_at) if at is not None)
        yield from (due.since for due in self.due_dates)
        yield from (promise.published_at for promise in self.promises)
        for version in self.submissions:
            happened = (version.submitted_at, version.sent_back_at, version.decided_at, version.retracted_at)
            yield from (at for at in happened if at is not None)

    def known_by(self, recorded_by: datetime) -> "ClockFacts":
        """Return the facts without those recorded later."""
        bound = utc(recorded_by)
        end_known = _recorded(self.ended_at, self.end_recorded_at, bound)
        return replace(
            self,
            started_at=self.started_at if _recorded(self.started_at, self.start_recorded_at, bound) else None,
            due_dates=tuple(due for due in self.due_dates if _recorded(due.since, due.recorded_at, bound)),
            promises=tuple(promise for promise in self.promises if promise.recorded_at <= bound),
            submissions=tuple(known for version in self.submissions if (known := version.known_by(bound))),
            ended_at=self.ended_at if end_known else None,
            ending=self.ending if end_known else None,
        )


def _passed(happened_at: datetime | None, at: datetime) -> bool:
    return happened_at is not None and happened_at <= at


def _recorded(happened_at: datetime | None, recorded_at: datetime | None, bound: datetime) -> bool:
    return _passed(recorded_at or happened_at, bound)
