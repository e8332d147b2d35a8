"""How values are handed to SQLite: as Django itself would store them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from cases.actions.bulk_rows import _sqlite_datetime

BOSTON = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (None, None),
        (datetime(2026, 3, 2, 1, 0, tzinfo=UTC), "2026-03-02 01:00:00"),
        (datetime(2026, 3, 2, 1, 0, 0, 250_000, tzinfo=UTC), "2026-03-02 01:00:00.250000"),
        (datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=7))), "2026-03-02 01:00:00"),
        (datetime(2026, 3, 2, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), "2026-03-02 01:00:00"),
    ],
)
def test_instants_are_stored_in_utc_without_an_offset(value, stored):
    assert _sqlite_datetime(value) == stored


@pytest.mark.parametrize("folds", [(0, 1), (1, 0)])
def test_both_passes_of_a_repeated_hour_keep_their_instants(folds):
    """Within one zone Python calls them equal, so neither may be remembered for the other."""
    repeated = [datetime(2025, 11, 2, 1, 30, tzinfo=BOSTON, fold=fold) for fold in folds]
    assert repeated[0] == repeated[1]
    hours = {0: "2025-11-02 05:30:00", 1: "2025-11-02 06:30:00"}
    assert [_sqlite_datetime(value) for value in repeated] == [hours[fold] for fold in folds]
