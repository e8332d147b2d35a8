"""Hints on an answer with what is known beside it: report, due day, names, other cases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.actions import answering
from cases.actions.actor import SYSTEM
from cases.actions.hinting import hints_on, names_known, same_texts
from cases.models import Agency, AgencyName, HintPhrase, PublicationLevel
from cases.rules.hints.marks import HintKind
from cases.rules.hints.words import words_of
from tests.factories import Walk, an_agency

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 3, 3, tzinfo=UTC)  # 10:00 in Huế
TUESDAY = AT.date()
LONG = (
    "Đội chiếu sáng đã thay năm bóng đèn hỏng trên tuyến, kiểm tra lại toàn bộ dây dẫn và tủ điện, đèn đã sáng ổn định"
    " từ tối cùng ngày"
)


def walked(text=LONG, *, approved=True, **report):
    walk = Walk(**report).accept().assign().later(days=1).submit(text=text)
    return walk.approve() if approved else walk


def marks(walk, text, kind, *, at=AT, for_agency=False):
    found = hints_on(walk.assignment, text, at=at, for_agency=for_agency)
    return [(text[m.start : m.end], m.about) for m in found.marks if m.kind == kind]


def other():
    return Walk(title="Hố ga mất nắp", text="Hố ga mất nắp trước cổng trường").accept().assign()


def number(walk):
    return str(walk.case.number)


def test_the_same_text_in_another_case_is_named():
    first, here = walked(), other()
    assert marks(here, f"Kính gửi ông bà.\n{LONG}.\nTrân trọng.", HintKind.SAME_TEXT) == [(LONG, number(first))]
    assert marks(here, LONG.replace("năm", "sáu"), HintKind.SAME_TEXT) == [(LONG.replace("năm", "sáu"), number(first))]
    assert marks(here, "Phường đã lắp nắp hố ga mới bằng gang trước cổng trường hôm qua", HintKind.SAME_TEXT) == []


def test_the_own_text_of_a_case_is_no_other():
    walk = walked(approved=False)
    assert marks(walk, LONG, HintKind.SAME_TEXT) == []


def test_an_agency_learns_of_published_texts_only():
    waiting, here = walked(approved=False), other()
    assert marks(here, LONG, HintKind.SAME_TEXT) == [(LONG, number(waiting))]
    assert marks(here, LONG, HintKind.SAME_TEXT, for_agency=True) == []
    waiting.approve()
    assert marks(here, LONG, HintKind.SAME_TEXT, for_agency=True) == [(LONG, number(waiting))]
    waiting.case.level = PublicationLevel.FIGURES
    waiting.case.save()
    assert marks(here, LONG, HintKind.SAME_TEXT, for_agency=True) == []


def test_what_was_taken_back_had_never_been():
    walk, here = walked(approved=False), other()
    answering.recall(answer=walk.answer, by=SYSTEM, at=walk.at)
    assert marks(here, LONG, HintKind.SAME_TEXT) == []


def test_the_closest_come_first_and_each_case_once():
    book = HintPhrase.objects.book()
    near, nearest = walked(LONG.replace("năm bóng", "sáu bóng")), walked()
    assert same_texts(LONG, book, besides=0, published_only=False) == [nearest.case.number, near.case.number]
    assert same_texts("Đã xong.", book, besides=0, published_only=False) == []


def test_what_meets_by_its_keys_is_compared_by_its_words(monkeypatch):
    walked()
    book = HintPhrase.objects.book()
    changed = LONG.replace("tủ điện", "hộp nối")
    assert len(same_texts(changed, book, besides=0, published_only=False)) == 1
    monkeypatch.setattr("cases.actions.hinting.SAME", 0.9)
    assert same_texts(changed, book, besides=0, published_only=False) == []


def test_a_promise_is_held_against_the_clock_of_the_agency():
    walk = other()
    due = walk.assignment.due_dates.get().due_at
    assert due.date() <= date(2026, 3, 11)
    text = "Sẽ lắp nắp trước ngày 20/3/2026."
    assert marks(walk, text, HintKind.LATE_PROMISE) == [("20/3/2026", "2026-03-20")]
    assert marks(walk, f"Sẽ lắp nắp trước ngày {due:%d/%m/%Y}.", HintKind.LATE_PROMISE) == []
    before = walk.assignment.assigned_at - timedelta(days=1)  # no due date yet
    assert marks(walk, text, HintKind.LATE_PROMISE, at=before) == []


def test_an_answer_is_held_against_the_report():
    walk = Walk(
        title="Hố ga mất nắp",
        text="Hố ga trước cổng trường mầm non mất nắp gang, xe máy sụp bánh, đêm mưa càng nguy hiểm vì ngập nước.",
    )
    walk = walk.accept().assign()
    assert marks(walk, f"{LONG}.", HintKind.OFF_TOPIC) == [(LONG, "")]
    answer = "Công ty đã lắp nắp gang mới cho hố ga trước cổng trường mầm non chiều qua."
    assert marks(walk, answer, HintKind.OFF_TOPIC) == []


def test_names_that_are_over_are_marked_with_todays():
    agency = an_agency()
    AgencyName.objects.create(agency=agency, name="UBND xã Kim Long", until="2025-06-30")
    text = "UBND xã Kim Long đã lắp nắp."
    assert marks(other(), text, HintKind.OLD_NAME) == [("UBND xã Kim Long", str(agency))]


def old(text, day=TUESDAY):
    return [mark.about for mark in names_known().old_names(words_of(text), day)]


def test_no_name_outlives_its_agency():
    new = an_agency()
    gone = Agency.objects.create(
        name="Phòng Quản lý đô thị", slug="pqldt", source_name="pqldt", dissolved_on="2025-06-30", successor=new
    )
    AgencyName.objects.create(agency=gone, name="Phòng Hạ tầng đô thị", since="2010-01-01")
    assert old("Phòng Quản lý đô thị đã làm") == old("Phòng Hạ tầng đô thị đã làm") == [str(new)]
    assert old("Phòng Hạ tầng đô thị đã làm", date(2020, 1, 1)) == []
    assert old(f"{new} đã làm") == []


def test_reading_takes_as_many_queries_however_many_cases_are_alike(django_assert_max_num_queries):
    here = other()
    assignment = here.assignment
    walked()
    with django_assert_max_num_queries(9):
        hints_on(assignment, LONG, at=AT, for_agency=False)
    for _ in range(4):
        walked()
    with django_assert_max_num_queries(9):
        hints_on(assignment, LONG, at=AT, for_agency=True)
