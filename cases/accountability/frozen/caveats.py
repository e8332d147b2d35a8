"""What could not be computed: it is said, instead of a clean sheet."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from cases.accountability.present import Present
from cases.models import Calendar, CategoryTerm, Event, Snapshot

#: Between two machines' clocks there is some difference; more than this tells that one of them is wrong.
SKEW = timedelta(minutes=5)
#: So long nothing at all may happen in a city, over a long holiday too.
SILENCE = timedelta(hours=96)
#: `nightly` has until the morning.
NIGHT = timedelta(hours=6)


class Caveat(StrEnum):
    """What is wrong with a list of who is past due."""

    CALENDAR_ENDED = "calendar_ended"  # holidays are known only until before that day: due dates may be too early
    CLOCK_SKEW = "clock_skew"  # something was recorded in what is the future by now's clock
    NO_DATA = "no_data"  # nothing was recorded for days
    NOT_FROZEN = "not_frozen"  # yesterday was not frozen


def newest_recording() -> datetime | None:
    """When something was recorded last (one query)."""
    newest: datetime | None = Event.objects.order_by("-id").values_list("recorded_at", flat=True).first()
    return newest


def caveats(at: datetime, bound: datetime, newest: datetime | None) -> list[str]:
    """Codes of what stands in the way of a list of `at`, as known by `bound` (one query).

    `newest` is when something was recorded last.
    """
    found: list[str] = []
    today = timezone.localdate(at)
    if Calendar.objects.filter(reaches__lt=today, pk__in=CategoryTerm.objects.values("calendar")).exists():
        found.append(Caveat.CALENDAR_ENDED.value)
    if newest is not None and newest > timezone.now() + SKEW:
        found.append(Caveat.CLOCK_SKEW.value)
    if newest is not None and bound - newest > SILENCE:
        found.append(Caveat.NO_DATA.value)
    return found


def caveats_now(moment: Present) -> list[str]:
    """What stands in the way of any figure of now (two queries, remembered)."""
    return moment.remembered("caveats", lambda at: caveats(at, at, newest_recording()))


def not_frozen(at: datetime, newest: Snapshot | None) -> bool:
    """Tell whether the day before `at` ought to be frozen by now, and is not."""
    local = timezone.localtime(at)
    since_midnight = timedelta(hours=local.hour, minutes=local.minute)
    yesterday = local.date() - timedelta(days=1)
    expected = yesterday if since_midnight > NIGHT else yesterday - timedelta(days=1)
    return newest is None or newest.date < expected
