"""Rows of the tables beside the cases, cell by cell: of agencies, categories, terms, wards, calendars, frozen days."""

from datetime import date, time, timedelta

import pytest
from django.utils.translation import override

from cases.accountability.open_data import of_lists
from cases.accountability.open_data.tables import TABLES
from cases.models import (
    Agency,
    AgencyName,
    Calendar,
    CalendarDay,
    Category,
    CategoryTerm,
    FormerWard,
    Snapshot,
    SnapshotAgency,
    SnapshotCorrection,
    Ward,
)
from tests.cases.models.frozen import COUNTS, a_snapshot
from tests.factories import START, an_agency

pytestmark = pytest.mark.django_db

MERGED = date(2025, 7, 1)


def told(name, rows=None):
    """Rows of a list, each a cell for each column of its table."""
    found = list(of_lists.WHOLE[name]() if rows is None else rows)
    assert {len(row) for row in found} <= {len(TABLES[name].columns)}
    return found


def test_agencies_and_their_names_come_by_slug_with_those_above_and_after_them():
    before = {row[0] for row in told("agencies")}
    city = an_agency("UBND thành phố", kind="other", slug="z-thanh-pho")
    heir = an_agency("UBND phường Mới", slug="a-moi")
    gone = an_agency("UBND phường Cũ", slug="m-cu", parent=city, dissolved_on=MERGED, successor=heir)
    Agency.objects.create(name="", slug="k-khong-ten", source_name="x")
    for name, since, until in (("Cũ hai", date(2024, 1, 1), None), ("Cũ một", date(2020, 1, 1), date(2023, 12, 31))):
        AgencyName.objects.create(agency=gone, name=name, since=since, until=until)
    AgencyName.objects.create(agency=heir, name="Cũ không", until=date(2019, 12, 31))
    assert [row for row in told("agencies") if row[0] not in before] == [
        ("a-moi", "UBND phường Mới", "ward", None, None, None),
        ("k-khong-ten", None, "other", None, None, None),
        ("m-cu", "UBND phường Cũ", "ward", "z-thanh-pho", "2025-07-01", "a-moi"),
        ("z-thanh-pho", "UBND thành phố", "other", None, None, None),
    ]
    assert [row for row in told("agency_names") if row[0] not in before] == [
        ("a-moi", "Cũ không", None, "2019-12-31"),
        ("m-cu", "Cũ một", "2020-01-01", "2023-12-31"),
        ("m-cu", "Cũ hai", "2024-01-01", None),
    ]


def test_terms_say_by_which_act_and_calendar_and_whom_they_bind():
    plain = Calendar.objects.create(slug="a-lich", name="Lịch thử", zone="UTC", days_off=[4, 0], reaches=MERGED)
    Calendar.objects.create(slug="b-lich", name="Không nghỉ", zone="Asia/Tokyo", days_off=[])
    for day, kind, name in ((MERGED, "holiday", "Gộp"), (date(2025, 6, 29), "make_up", "Làm bù")):
        CalendarDay.objects.create(calendar=plain, day=day, kind=kind, name=name)
    mine = Category.objects.create(slug="a-den", name="Đèn", name_en="", publication_level="summary")
    common = {"category": mine, "calendar": plain}
    CategoryTerm.objects.create(**common, since=date(2026, 1, 1), kind="hours", n=48, legal_act="Quyết định 2")
    CategoryTerm.objects.create(
        **common,
        since=date(2020, 1, 1),
        n=3,
        legal_act="Quyết định 1",
        office_opens=time(8, 5),
        office_closes=time(17),
        law_for=["ward", "department"],
    )
    assert told("categories")[0] == ("a-den", "Đèn", None, "summary")
    assert told("terms")[:2] == [
        ("a-den", "2020-01-01", "working_days", 3, "08:05–17:00", "a-lich", "Quyết định 1", "ward; department"),
        ("a-den", "2026-01-01", "hours", 48, None, "a-lich", "Quyết định 2", None),
    ]
    assert told("calendars")[:2] == [
        ("a-lich", "Lịch thử", "UTC", "4; 0", "2025-07-01"),
        ("b-lich", "Không nghỉ", "Asia/Tokyo", None, None),
    ]
    assert told("holidays")[:2] == [
        ("a-lich", "2025-06-29", "make_up", "Làm bù"),
        ("a-lich", "2025-07-01", "holiday", "Gộp"),
    ]
    lists = {"calendars": 0, "categories": 0, "terms": 0, "holidays": 0}
    for name in lists:
        keys = [row[:2] if name in ("terms", "holidays") else row[:1] for row in told(name)]
        assert keys == sorted(keys), name


def test_wards_and_what_became_part_of_them():
    assert len(told("wards")) == 40
    ward = Ward.objects.create(code="00001", slug="a-a", name="Phường A", name_en="")
    for code, name in (("00009", "Xã cũ"), ("00002", "Phường cũ")):
        FormerWard.objects.create(code=code, name=name, ward=ward)
    FormerWard.objects.create(code="00002", name="Phường cũ", ward=Ward.objects.get(slug="kim-long"))  # was split
    assert told("wards")[0] == ("a-a", "00001", "Phường A", None)
    assert [row for row in told("former_wards") if row[0] < "0001"] == [
        ("00002", "Phường cũ", "a-a"),
        ("00002", "Phường cũ", "kim-long"),
        ("00009", "Xã cũ", "a-a"),
    ]


def test_frozen_days_tell_their_sums_what_they_were_checked_by_and_how_often_corrected():
    first, second = date(2025, 12, 31), date(2026, 1, 1)
    later = a_snapshot(second, median_days=2.5, oldest_days=41, ledger_digest="c", csv_sha256="d", json_sha256="e")
    a_snapshot(first, reconstructed=True, method=2, agencies_past_due=0, open=0, overdue=0)
    for reason in ("Nhầm", "Lại nhầm"):
        SnapshotCorrection.objects.create(snapshot=later, made_at=START, reason=reason)
    ended, frozen = "2026-03-02T09:00:00+07:00", "2026-03-02T09:05:00+07:00"
    assert told("snapshots") == [
        ("2025-12-31", ended, frozen, True, 2, 0, 0, 0, 0, 0, None, None, "", "", "", 0),
        ("2026-01-01", ended, frozen, False, 1, 1, 1, 1, 0, 0, 2.5, 41, "c", "d", "e", 2),
    ]
    rows = [(later, "b", 2, an_agency(), "Tên hôm ấy"), (later, "a", 1, an_agency("Hai"), "")]
    rows.append((Snapshot.objects.get(date=first), "c", 1, an_agency(), "Tên cũ"))
    for day, slug, place, agency, name in rows:
        common = {"snapshot": day, "agency": agency, "slug": slug, "place": place, "name": name, "cases": "[]"}
        SnapshotAgency.objects.create(**COUNTS, **common)
    yearly = list(of_lists.snapshot_agencies())
    assert yearly == [
        (2025, ("2025-12-31", "c", "Tên cũ", 1, 1, 0, 0, None, None)),
        (2026, ("2026-01-01", "a", None, 1, 1, 0, 0, None, None)),  # by their places, not by their names
        (2026, ("2026-01-01", "b", "Tên hôm ấy", 1, 1, 0, 0, None, None)),
    ]
    told("snapshot_agencies", [row for _year, row in yearly])


def test_definitions_are_told_in_both_languages_whoever_asks():
    asked = []
    for language in ("vi", "en"):
        with override(language):
            asked.append(told("definitions"))
    assert asked[0] == asked[1]
    same = [row[0] for row in asked[0] for vi, en in (row[3:5], row[5:7]) if vi == en and any(map(str.isalpha, vi))]
    assert same == []
    assert len({code for code, *_ in asked[0]}) == len(asked[0])


def test_each_list_takes_one_query_however_long_it_is(django_assert_num_queries):
    a_snapshot()
    a_snapshot(date(2026, 3, 12) + timedelta(days=1))
    with django_assert_num_queries(len(of_lists.WHOLE) - 1):  # definitions stand in the code
        for rows in of_lists.WHOLE.values():
            list(rows())
