"""System checks of `cases`: what would make the portal tell less than the truth."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import connections
from django.db.utils import DatabaseError
from django.utils import timezone

from cases import ports
from cases.models import Calendar, CasePage, triggers
from cases.waiting import late

CALENDAR_DAYS_AHEAD = 60


@register()
def check_wiring(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The presenter and the ports are plugged in."""
    found: list[CheckMessage] = []
    if CasePage.present is None:
        found.append(Error("CasePage.present is not set", hint="cases.apps.ready() sets it.", id="cases.E001"))
    found.extend(
        Error(f"nothing is plugged into the port {name!r}", hint="search.apps.ready() plugs it in.", id="cases.E002")
        for name in ports.missing()
    )
    return found


@register(Tags.database)
def check_triggers(app_configs: Any, databases: Iterable[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The ledger's triggers are there (run with `check --database default`)."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if triggers.TABLE not in connection.introspection.table_names():
            continue
        found.extend(
            Error(
                f"database {alias!r} lacks the trigger {name}", hint="`manage.py migrate` installs it.", id="cases.E003"
            )
            for name in triggers.missing(connection)
        )
    return found


@register(deploy=True)
def check_calendars_reach(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every calendar knows its holidays for the next 60 days."""
    today = timezone.localdate()
    try:
        short = [c for c in Calendar.objects.all() if not c.as_rule().reaches_far_enough(today, CALENDAR_DAYS_AHEAD)]
    except DatabaseError:  # before the first migrate there is nothing to say
        return []
    return [
        CheckWarning(
            f"calendar {calendar.slug!r} knows its holidays only until {calendar.reaches}",
            hint="Enter the coming holidays: due dates after that day are counted without them.",
            id="cases.W001",
        )
        for calendar in short
    ]


WORKERS = {
    "decisions": "work_outbox",
    "search": "work_outbox",
    "mails": "work_outbox and db_worker --backend mails --queue-name mails",
    "snapshots": "nightly",
}


@register(deploy=True)
def check_nothing_waits_too_long(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Decisions count, the search is told, mails go out and days are frozen in good time."""
    try:
        waits = late(timezone.now())
    except DatabaseError:  # before the first migrate there is nothing to say
        return []
    return [
        CheckWarning(
            f"waiting since {timezone.localtime(since):%Y-%m-%d %H:%M}: {name}",
            hint=f"Is `manage.py {WORKERS[name]}` running? Its log says what fails.",
            id="cases.W002",
        )
        for name, since in waits.items()
    ]
