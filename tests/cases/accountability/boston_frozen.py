"""Boston's frozen days held against a plain count of the file, and a row changed by hand: for a test and for bench/."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from cases.accountability.frozen.freezing import end_of, freeze
from cases.accountability.frozen.verifying import Verification
from cases.models import SnapshotAgency
from tests.cases.accountability.boston_by_hand import Row
from tests.cases.actions.tampering import tampering


def late_by_hand(rows: Sequence[Row], at: datetime) -> Counter[str]:
    """By department how many of its requests were open and past due at an instant; where none was it is absent."""
    return Counter(
        row.agency
        for row in rows
        if row.due is not None
        and row.opened <= at
        and row.due < at
        and (not row.is_closed or (row.closed is not None and row.closed > at))
    )


def wrong_days(rows: Sequence[Row], last: date, n: int, *, step: int = 1) -> list[date]:
    """Freeze `n` days up to one, every so many; the days of which a list is not the plain count's."""
    days = [last - step * timedelta(days=back) for back in range(n)]
    wrong = []
    for snapshot in list(freeze(days)):
        told = SnapshotAgency.objects.filter(snapshot=snapshot).values_list("agency__source_name", "overdue")
        if dict(told) != late_by_hand(rows, end_of(snapshot.date)):
            wrong.append(snapshot.date)
    return wrong


def differences() -> list[str]:
    """What the verification says of the frozen days."""
    return [str(each) for each in Verification().run()]


def changed_by_hand() -> tuple[date, list[str]]:
    """Change one row in the middle as somebody with the database's password could; its day, and what is said then."""
    rows = SnapshotAgency.objects.order_by("pk").select_related("snapshot")
    row = rows[len(rows) // 2]
    with tampering() as sql:
        sql("UPDATE cases_snapshotagency SET overdue = overdue + 1 WHERE id = %s", [row.pk])
    return row.snapshot.date, differences()
