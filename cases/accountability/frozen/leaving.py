"""Why a case is on an agency's list no more: by how the clock that stood there stands now, and no other one's.

An agency may have had the same report before: answered in an earlier round, it says nothing of why a later one left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from cases.accountability.frozen.day_lists import Key
from cases.accountability.frozen.stretches import Stood, stood
from cases.models import Event, LeavingReason
from cases.models.standing import OPEN_PHASES
from cases.rules.frozen_days import FrozenDay
from cases.rules.standings import Phase

BY_PHASE = {Phase.ANSWERED.value: LeavingReason.ANSWERED, Phase.TRANSFERRED.value: LeavingReason.TRANSFERRED}
BY_EVENT = {
    "case.withdraw": LeavingReason.WITHDRAWN,
    "case.merge": LeavingReason.MERGED,
    "case.restore": LeavingReason.CANCELLED,  # whatever was cancelled later, it was not by what has been undone
    "case.unmerge": LeavingReason.CANCELLED,
}


def reasons(gone: Collection[Key], before: FrozenDay, day: FrozenDay) -> dict[Key, str]:
    """Why each of these left between the ends of two days (five queries at most, none where nobody left)."""
    if not gone:
        return {}
    numbers = {number for _agency, number in gone}
    was = {each.key: each.round for each in stood(numbers, before) if each.late}
    return reasons_by(gone, was, stood(numbers, day), day)


def reasons_by(
    gone: Collection[Key], was: Mapping[Key, int], clocks: Iterable[Stood], day: FrozenDay
) -> dict[Key, str]:
    """The same where it is known in which round each was late, and how the agencies' clocks stand (one query)."""
    now: dict[Key, list[Stood]] = defaultdict(list)
    for each in clocks:
        now[each.key].append(each)
    taken = {each.case for key in gone for each in now[key] if each.phase == Phase.CANCELLED.value}
    removed = _removed(taken, day) if taken else {}
    return {key: reason(was.get(key), now[key], removed).value for key in gone}


def reason(was: int | None, clocks: Collection[Stood], removed: Mapping[int, LeavingReason]) -> LeavingReason:
    """Why a case left the list of an agency that has these clocks of it; `was` is the round in which it was late.

    `removed` tells of cases why they were taken away. A clock that goes on after the case was handed back is told by
    its newest assignment.
    """
    of_round = [each for each in clocks if each.round == was]
    if not of_round:
        return LeavingReason.CORRECTED
    own = max(of_round, key=lambda each: each.assignment)
    if own.phase in OPEN_PHASES:
        return LeavingReason.CORRECTED if own.late else LeavingReason.RECOUNTED
    if any(each.round > own.round and each.phase in OPEN_PHASES for each in clocks):
        return LeavingReason.REOPENED
    if own.phase == Phase.CANCELLED.value:
        return removed.get(own.case, LeavingReason.CANCELLED)
    return BY_PHASE.get(own.phase, LeavingReason.CORRECTED)


def _removed(cases: Iterable[int], day: FrozenDay) -> dict[int, LeavingReason]:
    """What took these cases away last, by what was known."""
    events = Event.objects.filter(case__in=cases, kind__in=BY_EVENT, recorded_at__lte=day.bound)
    told = events.filter(happened_at__lte=day.ended_at).order_by("case_id", "seq").values_list("case_id", "kind")
    return {case: BY_EVENT[kind] for case, kind in told}
