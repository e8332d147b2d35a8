"""Frozen days made by hand, without a database: rows as they would be stored."""

from datetime import timedelta

from cases.accountability.frozen.freezing import end_of
from cases.models import Snapshot, SnapshotAgency, SnapshotChange, SnapshotCorrection
from tests.cases.accountability.frozen.conftest import day

NOTHING = {"open": 0, "overdue": 0, "promise_broken": 0, "extended": 0}


def a_day(number=11, **fields):
    """The day so many days after Monday, 02/03/2026, frozen five minutes after it ended."""
    end = end_of(day(number))
    given = {
        "date": day(number),
        "ended_at": end,
        "frozen_at": end + timedelta(minutes=5),
        "reconstructed": False,
        "method": 2,
        "ledger_digest": "d" * 64,
        "agencies_past_due": 0,
        "unassigned": 0,
        "unassigned_past_due": 0,
        **NOTHING,
        **fields,
    }
    return Snapshot(**given)


def a_row(name="UBND phường Kim Long", slug="kim-long", *, cases="[]", **fields):
    """An agency of such a day."""
    return SnapshotAgency(name=name, slug=slug, cases=cases, **{"place": 1, **NOTHING, **fields})


def a_change(kind="came", **fields):
    """A case that came to a list or left it."""
    given = {"number": 7, "reference": "7", "verdict": "overdue", "days": 1, "slug": "kim-long", "name": "Kim Long"}
    return SnapshotChange(kind=kind, **{**given, **fields})


def a_correction(reason="Nhập chậm.", made_at=None):
    """What is said of a day later: at noon on the day 15 if nothing else is given."""
    return SnapshotCorrection(made_at=made_at or end_of(day(14)) + timedelta(hours=12), reason=reason)


def kept(number, *rows, changes=(), **fields):
    """Such a day in the database, with its rows and changes; agencies of rows are given by their keys."""
    snapshot = a_day(number, **fields)
    snapshot.save(force_insert=True)
    for each in (*rows, *changes):
        each.snapshot = snapshot
        each.save(force_insert=True)
    return snapshot


def corrected(snapshot, made_at, reason="Nhập chậm."):
    """A correction of it in the database."""
    return SnapshotCorrection.objects.create(snapshot=snapshot, made_at=made_at, reason=reason)
