"""What is near on a case's page: from cases walked by the verbs, through the search, to the words."""

from dataclasses import replace

import pytest

from cases.ports import Nearby
from cases.public.nearby import around, distance_text
from search.indexing import index
from tests.cases.public.pages import DAY, DUE, address, parsed, told, words
from tests.factories import START, Walk, walk_to

pytestmark = pytest.mark.django_db

LAT, LON = 16.463, 107.575
METRE = 1 / 111_195


def found(case, *others, at=DUE, language="vi", page_at):
    """The section of a case's page once others are in the search; None without one."""
    index([case.pk, *(other.pk for other in others)])
    heading = page_at(case, at, language).find(id="h-near")
    return heading and heading.find_parent("section")


def rows(section):
    return [(words(row.h3), words(row.find(class_="meta"))) for row in section.find_all("li")]


def a_lamp(north=0, **report):
    """A case some metres north of the first."""
    given = {"lat": LAT + north * METRE, "lon": LON, "place": f"Số {north}", "ward": "kim-long", **report}
    return walk_to("assigned", **given).case


def test_repeated_first_then_by_the_way(page_at):
    here = a_lamp()
    others = [a_lamp(n, title=f"Đèn {n}") for n in (120, 40, 290)]
    rubbish = a_lamp(10, title="Rác", category="rac-thai")
    assert rows(found(here, *others, rubbish, page_at=page_at)) == [
        ("Đèn 40", "Lặp lại Cách 40 m. Số 40"),
        ("Rác", "Cách 10 m. Số 10"),
        ("Đèn 120", "Cách 120 m. Số 120"),
        ("Đèn 290", "Cách 290 m. Số 290"),
    ]


def test_each_row_leads_to_its_case_and_says_how_it_stands(page_at):
    here, other = a_lamp(), a_lamp(100)
    row = found(here, other, at=DUE + 5 * DAY, page_at=page_at).li
    assert row.a["href"] == address(other)
    assert words(row.find(class_="how")) == "Trễ hạn 5 ngày Đang xử lý"
    assert "UBND phường Kim Long, tiếp nhận 02/03/2026" in words(row)


def test_five_are_shown(page_at):
    here = a_lamp()
    section = found(here, *(a_lamp(n) for n in range(10, 80, 10)), page_at=page_at)
    assert len(section.find_all("li")) == 5


def test_without_neighbours_the_ward_is_told_as_such(page_at):
    here, far = a_lamp(), a_lamp(5_000, title="Xa")
    section = found(here, far, page_at=page_at)
    assert rows(section) == [("Xa", "Số 5000")]
    assert words(section.find(class_="head")) == "Trong cùng phường, xã"
    assert "trong cùng" not in words(found(here, far, a_lamp(20), page_at=page_at))


def test_alone_in_its_ward_a_case_has_no_such_part(page_at):
    assert found(a_lamp(), a_lamp(5_000, ward="phu-xuan"), page_at=page_at) is None
    assert found(walk_to("assigned").case, page_at=page_at) is None  # without ward and point


def test_what_was_withdrawn_or_merged_or_not_accepted_is_not_near(page_at):
    here, near = a_lamp(), {"lat": LAT, "lon": LON, "title": "Không còn"}
    gone = [walk_to(state, **near).case for state in ("withdrawn", "merged", "received", "declined")]
    assert found(here, *gone, page_at=page_at) is None


def test_a_summary_has_no_way_to_anything_and_nothing_has_one_to_it(page_at):
    here = a_lamp()
    secret = {"lat": LAT, "lon": LON, "ward": "kim-long"}
    summary = Walk(title="Tố", **secret).accept(level="summary", level_reason="Nêu tên", title="Tóm tắt").case
    in_ward = found(here, summary, page_at=page_at)
    assert [title for title, __ in rows(in_ward)] == ["Tóm tắt"]
    assert "Cách" not in words(in_ward)
    section = found(summary, here, page_at=page_at)
    assert "Cách" not in words(section)
    asked = around(told(summary, DUE))
    assert (asked.lat, asked.lon, asked.place) == (None, None, "")


def test_in_english(page_at):
    here, other = a_lamp(), a_lamp(40)
    section = found(here, other, language="en", page_at=page_at)
    assert rows(section)[0][1].startswith("Repeated 40 m away.")
    assert section.li.a["href"].startswith("/en/phan-anh/2026/")


@pytest.mark.parametrize(
    ("metres", "again", "text"),
    [
        (0, True, "Cùng chỗ"),
        (4, False, "Cùng chỗ"),
        (6, False, "Cách 10 m"),
        (44, True, "Cách 40 m"),
        (46, False, "Cách 50 m"),
        (300, False, "Cách 300 m"),
        (None, True, "Cùng chỗ"),
        (None, False, ""),
    ],
)
def test_ways_in_words(metres, again, text):
    assert distance_text(Nearby(row={}, metres=metres, again=again)) == text


def test_what_is_looked_around_for():
    case = told(walk_to("assigned", lat=LAT, lon=LON, ward="kim-long", place="Bến đò").case, DUE)
    asked = around(case)
    assert (asked.case_id, asked.category, asked.ward, asked.place) == (case.id, "chieu-sang", "kim-long", "Bến đò")
    assert (asked.lat, asked.lon) == (LAT, LON)
    assert around(replace(case, ward=None)).ward is None


def test_a_preview_shows_them_too(rf, now_is):
    here, other = a_lamp(), a_lamp(40, title="Bên cạnh")
    index([here.pk, other.pk])
    now_is(START + DAY)
    page = here.page
    request = rf.get("/")
    assert "Bên cạnh" in words(parsed(page.serve(request)))
