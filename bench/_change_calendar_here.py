"""Measures a changed calendar on the database of DATABASE_URL: previews of three days, then the last for good."""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

import django

django.setup()

from django.db import connection  # noqa: E402 - Django must be set up first
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from cases.actions.actor import CENTER  # noqa: E402
from cases.actions.change_calendar import DayChange, change_calendar, preview  # noqa: E402
from cases.models import Calendar, Case  # noqa: E402

DAYS = (-200, -8, 3)  # from today, moved on to a day that is worked


def main() -> None:
    """Print one line each."""
    vn, at = Calendar.objects.get(slug="vn"), timezone.now()
    rule = vn.as_rule()
    sys.stdout.write(f"{Case.objects.count()} cases, {Case.objects.open().count()} open\n")
    storm: list[DayChange] = []
    for ahead in DAYS:
        day = rule.next_working_day(timezone.localdate(at) + timedelta(days=ahead))
        storm = [DayChange(day=day, kind="holiday", name="Bão")]
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            moves = preview(vn, storm, at=at)
        took = (time.perf_counter() - began) * 1000
        sys.stdout.write(f"preview {ahead:+5d} days: {len(moves):6d} move, {len(asked):3d} queries, {took:7.0f} ms\n")
    began = time.perf_counter()
    written = change_calendar(calendar=vn, changes=storm, by=CENTER, at=at)
    took = (time.perf_counter() - began) * 1000
    sys.stdout.write(f"written, search included: {len(written)} in {took:.0f} ms\n")


if __name__ == "__main__":
    main()
