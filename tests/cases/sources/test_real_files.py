"""The real files: how many rows, what is odd about them, and no row lost."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from cases.actions.incoming import Ended, IncomingCase
from tests.cases.sources.files import read
from tests.shared_data import shared

pytestmark = pytest.mark.pure

BOSTON_2015 = ("boston", "311/boston-2015-q1.csv.gz")
BOSTON_2025 = ("boston", "311/boston-2025.csv.gz")
HUE = ("hue", "hue/reports.jsonl")


@pytest.fixture(scope="module")
def cases():
    """Return a function that reads a file once for all tests."""
    known = {}

    def read_once(source, name):
        if name not in known:
            items = read(source, shared(name))
            assert all(isinstance(item, IncomingCase) for item in items)
            known[name] = items
        return known[name]

    return read_once


@pytest.mark.parametrize(
    ("file", "rows", "flags"),
    [
        (
            BOSTON_2015,
            26_788,
            {
                "answer_while_open": 18,
                "broken_characters": 4,
                "default_coordinates": 4_653,
                "personal_data": 426,
                "zip_as_number": 17_530,
            },
        ),
        (BOSTON_2025, 5_473, {"answer_while_open": 81, "no_agency": 19, "no_category": 10, "personal_data": 17}),
        (
            HUE,
            157,
            {
                "acceptance_unknown": 157,
                "closed_without_time": 103,
                "dissolved_agency": 10,
                "no_agency": 5,
                "no_answer_text": 2,
                "no_dates": 85,
                "no_text": 82,
                "several_agencies": 4,
                "status_unknown": 4,
                "truncated": 110,
            },
        ),
    ],
)
def test_rows_and_flags(cases, file, rows, flags):
    found = cases(*file)
    assert len(found) == rows
    assert Counter(str(flag) for case in found for flag in case.flags) == flags


@pytest.mark.parametrize(
    ("file", "ended", "due", "points", "answers", "clocks"),
    [
        (BOSTON_2015, {"closed": 21_915, "open": 4_873}, 18_143, 22_135, 21_915, 26_788),
        (BOSTON_2025, {"closed": 4_096, "open": 1_377}, 5_463, 5_415, 4_096, 5_473),
        (HUE, {"closed": 38, "closed_unknown": 103, "open": 16}, 53, 0, 139, 72),
    ],
)
def test_what_they_hold(cases, file, ended, due, points, answers, clocks):
    found = cases(*file)
    assert Counter(str(case.ended) for case in found) == ended
    assert sum(case.due_at is not None for case in found) == due
    assert sum(case.lat is not None for case in found) == points
    assert sum(case.answer_text is not None for case in found) == answers
    assert sum(case.started_at is not None for case in found) == clocks


@pytest.mark.parametrize("file", [BOSTON_2015, BOSTON_2025, HUE])
def test_digests_references_titles_and_slugs(cases, file):
    found = cases(*file)
    assert len({case.digest for case in found}) == len(found)
    assert len({case.reference for case in found}) == len(found)
    assert all(case.title and len(case.title) <= 255 for case in found)
    names = {case.category: case.category_slug for case in found}
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("file", "snapshot", "known_exceptions"),
    [
        (BOSTON_2015, datetime(2016, 1, 13, 5, tzinfo=UTC), set()),
        (BOSTON_2025, datetime(2026, 2, 11, tzinfo=UTC), {"BCS-00139900"}),  # overdue without a target
    ],
)
def test_the_dates_read_give_the_citys_own_verdicts(cases, file, snapshot, known_exceptions):
    differ, compared = set(), 0
    for case in cases(*file):
        verdict = case.extra.get("source_verdict")
        if verdict is None:
            continue
        until = case.closed_at if case.ended is Ended.CLOSED else snapshot
        late = case.due_at is not None and until > case.due_at
        compared += 1
        if late != (verdict == "OVERDUE"):
            differ.add(case.reference)
    assert compared > 5_000
    assert differ == known_exceptions


def test_agencies_of_boston_are_named_as_in_the_file(cases):
    found = Counter(agency.name for case in cases(*BOSTON_2025) for agency in case.agencies)
    assert found == {
        "Animal Care & Control": 2_591,
        "Public Works Department (PWD)": 1_967,
        "Parks & Recreation": 890,
        "": 19,
        "Boston Transportation Department (BTD)": 6,
    }


def test_pages_of_hue_have_readable_titles(cases):
    titles = {case.reference: case.title for case in cases(*HUE)}
    # One from a report, one from a slug, one from an answer.
    assert titles["165983"] == "Khi nào đường Nguyễn Cửu Vân, phường Thủy Vân được tu sửa?"
    assert titles["41497"] == "Tinh trang cho chay rong"
    assert titles["10668"] == (
        "Sở GTVT đã chỉ đạo thay đổi kích thước đảo giao thông tại khu vực theo kiến nghị của địa phương"
    )
    assert max(map(len, titles.values())) <= 110
