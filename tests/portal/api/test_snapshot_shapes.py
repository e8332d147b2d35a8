"""Frozen days as the API tells them, from rows that were never stored."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from cases.accountability.frozen.reading import AgencyRow, ChangeRow, Changes, DayPage
from cases.models import Snapshot, SnapshotAgency
from portal.api.shapes.snapshots import SnapshotDay, day_address, row_of
from tests.portal.api.city import faults
from tests.portal.case_samples import LIGHTS

SITE = "http://localhost:8000"
DAY = date(2026, 11, 24)
ENDED = datetime(2026, 11, 24, 16, 59, 59, 999_999, tzinfo=UTC)  # the end of that Tuesday in Huế
FROZEN = datetime(2026, 11, 24, 17, 5, tzinfo=UTC)
COUNTS = {"open": 10, "overdue": 3, "promise_broken": 2, "extended": 1}
TOLD = {"open_clocks": 10, "overdue": 3, "promise_broken": 2, "extended": 1, "past_due": 6, "headline": 5}
LATE = {"median_days": 18.523456, "oldest_days": 41, "oldest_number": 48213}
NOTHING = Changes(n=0, codes=(), shown=())


def a_day(**facts):
    usual = {
        "date": DAY,
        "ended_at": ENDED,
        "frozen_at": FROZEN,
        "reconstructed": False,
        "method": 2,
        "ledger_digest": "a" * 64,
        "csv_sha256": "b" * 64,
        "json_sha256": "c" * 64,
        "agencies_past_due": 7,
        "unassigned": 4,
        "unassigned_past_due": 1,
        "caveats": ["no_data"],
    }
    return Snapshot(**{**usual, **COUNTS, **LATE, **facts})


def an_agency(before=None, **facts):
    usual = {"name": LIGHTS.name, "slug": LIGHTS.slug, "place": 1, **COUNTS, **LATE}
    return AgencyRow(row=SnapshotAgency(**{**usual, **facts}), before=before, oldest_linked=True)


def told(*, snapshot=None, rows=(), notice="", **facts):
    """The answer about a day, as a program reads it."""
    usual = {"before": None, "oldest_linked": True, "came": NOTHING, "turned": NOTHING, "left": NOTHING}
    beside = {"corrections": (), "previous": None, "next": None}
    page = DayPage(snapshot=snapshot or a_day(), rows=rows, **{**usual, **beside, **facts})
    return json.loads(SnapshotDay.of(page, notice).model_dump_json())


def part_of(found, names):
    return {name: found[name] for name in names}


# --- the list of days ------------------------------------------------------------------------------------------------


def test_a_day_in_the_list_has_its_sum_and_where_to_read_on():
    found = json.loads(row_of(a_day(), 3).model_dump_json())
    assert found == {
        **TOLD,
        "day": "2026-11-24",
        "ended_at": "2026-11-24T23:59:59+07:00",
        "frozen_at": "2026-11-25T00:05:00+07:00",
        "reconstructed": False,
        "agencies_past_due": 7,
        "corrections": 3,
        "url": f"{SITE}/qua-han/2026-11-24/",
        "api_url": f"{SITE}/api/v1/snapshots/2026-11-24",
    }


def test_one_that_was_frozen_late_says_so():
    assert row_of(a_day(reconstructed=True), 0).reconstructed is True


@pytest.mark.parametrize(
    ("language", "day", "address"),
    [
        ("vi", date(2026, 3, 5), f"{SITE}/api/v1/snapshots/2026-03-05"),
        ("en", date(2026, 12, 31), f"{SITE}/en/api/v1/snapshots/2026-12-31"),
    ],
)
def test_the_address_of_a_day(language, day, address):
    with override(language):
        assert day_address(day) == address


# --- one day ---------------------------------------------------------------------------------------------------------


def test_a_day_speaks_of_its_end():
    found = told(notice="BẢN MẪU")
    assert part_of(found, ("at", "day", "frozen_at", "reconstructed", "method", "notice", "url")) == {
        "at": "2026-11-24T23:59:59+07:00",
        "day": "2026-11-24",
        "frozen_at": "2026-11-25T00:05:00+07:00",
        "reconstructed": False,
        "method": 2,
        "notice": "BẢN MẪU",
        "url": f"{SITE}/qua-han/2026-11-24/",
    }
    assert (found["caveats"], found["ledger_sha256"], found["agencies_past_due"]) == (["no_data"], "a" * 64, 7)
    assert found["unassigned"] == {"open": 4, "past_due": 1}
    assert told()["notice"] is None
    assert faults(found, "snapshot") == []


def test_all_together_and_how_late():
    assert told()["total"] == {
        **TOLD,
        "median_days_late": 18.5235,
        "oldest_days_late": 41,
        "oldest_number": 48213,
    }


def test_a_day_on_which_nobody_was_late():
    idle = a_day(overdue=0, promise_broken=0, median_days=None, oldest_days=None, oldest_number=None)
    total = told(snapshot=idle)["total"]
    assert part_of(total, ("headline", "past_due", "median_days_late", "oldest_days_late", "oldest_number")) == {
        "headline": 0,
        "past_due": 1,
        "median_days_late": None,
        "oldest_days_late": None,
        "oldest_number": None,
    }


@pytest.mark.parametrize(
    ("before", "change"), [(None, None), (5, 0), (7, -2), (0, 5)], ids=["unknown", "same", "fewer", "new"]
)
def test_an_agency_against_the_day_before(before, change):
    (row,) = told(rows=[an_agency(before)])["agencies"]
    assert row["change"] == change
    assert part_of(row, TOLD) == TOLD
    assert (row["agency"], row["slug"]) == (LIGHTS.name, "chieu-sang")
    assert row["url"] == f"{SITE}/qua-han/2026-11-24/chieu-sang/"


def test_agencies_keep_their_order():
    rows = [an_agency(slug=slug, name=slug.upper()) for slug in ("z", "a", "m")]
    assert [row["agency"] for row in told(rows=rows)["agencies"]] == ["Z", "A", "M"]


@pytest.mark.parametrize(
    ("previous", "following"),
    [(None, None), (date(2026, 11, 23), None), (None, date(2026, 11, 25)), (date(2026, 11, 23), date(2026, 11, 25))],
)
def test_its_neighbours_are_where_they_are_frozen(previous, following):
    found = told(previous=previous, next=following)
    addresses = [day and f"{SITE}/api/v1/snapshots/{day.isoformat()}" for day in (previous, following)]
    assert [found["previous"], found["next"]] == addresses


# --- what changed ----------------------------------------------------------------------------------------------------


def test_a_day_compared_with_none_has_no_changes():
    assert told(came=Changes(n=4, codes=(), shown=()))["changes"] is None


def test_changes_are_counted_and_who_left_is_told_by_reason():
    shown = [ChangeRow(number=1, agency=LIGHTS, verdict="overdue", days=1, reason="", linked=True)]
    found = told(
        snapshot=a_day(compared_with=date(2026, 11, 23)),
        came=Changes(n=120, codes=(), shown=shown),
        turned=Changes(n=2, codes=(), shown=shown),
        left=Changes(n=5, codes=(("answered", 4), ("recounted", 1)), shown=shown),
    )
    assert found["changes"] == {
        "compared_with": "2026-11-23",
        "came": 120,
        "turned": 2,
        "left": 5,
        "left_why": [{"reason": "answered", "n": 4}, {"reason": "recounted", "n": 1}],
    }
    assert faults(found, "snapshot") == []


def test_a_day_that_is_compared_and_on_which_nothing_changed():
    changes = told(snapshot=a_day(compared_with=date(2026, 11, 23)))["changes"]
    assert (changes["came"], changes["turned"], changes["left"], changes["left_why"]) == (0, 0, 0, [])


# --- files and corrections -------------------------------------------------------------------------------------------


def test_files_are_asked_for_as_they_were_frozen_each_with_its_own_digest():
    assert told()["files"] == [
        {"format": "csv", "url": f"{SITE}/qua-han/2026-11-24.csv?frozen=1", "sha256": "b" * 64},
        {"format": "json", "url": f"{SITE}/qua-han/2026-11-24.json?frozen=1", "sha256": "c" * 64},
    ]


def test_corrections_stand_beside_in_their_order_without_who_made_them():
    made = [
        SimpleNamespace(made_at=datetime(2026, 11, 26, 1, n, 30, 7, tzinfo=UTC), made_by=9, reason=f"Lý do {n}")
        for n in (5, 6)
    ]
    assert told(corrections=made)["corrections"] == [
        {"made_at": "2026-11-26T08:05:30+07:00", "reason": "Lý do 5"},
        {"made_at": "2026-11-26T08:06:30+07:00", "reason": "Lý do 6"},
    ]


def test_english_days_lead_to_english_pages_and_files():
    with override("en"):
        found = told(rows=[an_agency()], previous=date(2026, 11, 23))
    assert found["url"] == f"{SITE}/en/qua-han/2026-11-24/"
    assert found["agencies"][0]["url"] == f"{SITE}/en/qua-han/2026-11-24/chieu-sang/"
    assert found["files"][1]["url"] == f"{SITE}/en/qua-han/2026-11-24.json?frozen=1"
    assert found["previous"] == f"{SITE}/en/api/v1/snapshots/2026-11-23"
