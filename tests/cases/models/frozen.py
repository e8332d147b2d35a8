"""Rows of frozen days and of kept figures, and what their tables may and may not hold: for the tests of constraints."""

from datetime import date, timedelta

from cases.models import KeptFigures, Snapshot, SnapshotAgency, SnapshotChange, SnapshotCorrection
from tests.factories import START

COUNTS = {"open": 1, "overdue": 1, "promise_broken": 0, "extended": 0}
DAY = date(2026, 3, 12)


def a_snapshot(day=DAY, **fields):
    given = {
        **COUNTS,
        "ended_at": START,
        "frozen_at": START + timedelta(minutes=5),
        "reconstructed": False,
        "method": 1,
        "agencies_past_due": 1,
        "unassigned": 0,
        "unassigned_past_due": 0,
        **fields,
    }
    return Snapshot.objects.get_or_create(date=day, defaults=given)[0]


def rows(world):
    frozen = {"snapshot": a_snapshot(), "agency": world.agency, "name": "A", "slug": "a"}
    plain = {each.attname: getattr(frozen["snapshot"], each.attname) for each in Snapshot._meta.concrete_fields[1:]}
    return {
        "snapshot": {**plain, "date": date(2026, 3, 13)},
        "snapshotagency": {**frozen, **COUNTS, "place": 1, "cases": "[]"},
        "snapshotchange": {**frozen, "number": 1, "reference": "1", "kind": "came", "verdict": "overdue", "days": 1},
        "snapshotcorrection": {"snapshot": frozen["snapshot"], "made_at": START, "reason": "Nhầm"},
        "keptfigures": {"at": START, "data": {}},
    }


HELD = {
    "a_day_is_frozen_after_its_end": (Snapshot, {}, {"frozen_at": START}),
    "a_day_is_compared_with_an_earlier_one": (
        Snapshot,
        {"compared_with": date(2026, 3, 12)},
        {"compared_with": date(2026, 3, 13)},
    ),
    "a_frozen_change_is_of_a_known_kind": (SnapshotChange, {"kind": "turned"}, {"kind": "lost"}),
    "a_frozen_change_is_of_what_was_past_due": (SnapshotChange, {"verdict": "extended"}, {"verdict": "in_term"}),
    "figures_are_kept_in_one_row": (KeptFigures, {"id": 1}, {"id": 2}),
    "what_left_the_list_says_why": (SnapshotChange, {"kind": "left", "reason": "merged"}, {"kind": "left"}),
    "a_correction_says_why": (SnapshotCorrection, {}, {"reason": ""}),
}
ONCE = {
    "an_agency_stands_once_on_a_frozen_day": (SnapshotAgency, {}, {"agency": lambda w: w.other}),
}
