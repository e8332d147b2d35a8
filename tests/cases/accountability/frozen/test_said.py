"""What is said of frozen days: the sentence above, why a list may not tell everything, why cases left."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from cases.accountability.frozen.caveats import caveats, caveats_now, newest_recording, not_frozen
from cases.accountability.frozen.sentences import caveat_sentences, lead, reasons_text
from cases.accountability.present import Present
from cases.models import Calendar, CategoryTerm
from tests.cases.accountability.frozen.conftest import day, noon
from tests.cases.accountability.frozen.days import a_day
from tests.factories import Walk

MICROSECOND = timedelta(microseconds=1)


# --- the lead --------------------------------------------------------------------------------------------------------

LEADS = [
    ((0, 0, 0, 0), "không đơn vị nào quá hạn.", "no agency was past due."),
    (
        (0, 0, 0, 1),
        "không đơn vị nào trễ hạn hoặc lỡ hẹn; 1 phản ánh quá hạn đã gia hạn.",
        "no agency was overdue or had broken a promise; 1 case past due had been extended.",
    ),
    (
        (0, 0, 0, 1_200),
        "không đơn vị nào trễ hạn hoặc lỡ hẹn; 1.200 phản ánh quá hạn đã gia hạn.",
        "no agency was overdue or had broken a promise; 1,200 cases past due had been extended.",
    ),
    (
        (1, 1, 0, 0),
        "1 đơn vị còn 1 phản ánh trễ hạn hoặc lỡ hẹn.",
        "1 agency had 1 case overdue or with a broken promise.",
    ),
    (
        (1, 0, 1, 0),
        "1 đơn vị còn 1 phản ánh trễ hạn hoặc lỡ hẹn.",
        "1 agency had 1 case overdue or with a broken promise.",
    ),
    (
        (2, 1_000, 284, 1),
        "2 đơn vị còn 1.284 phản ánh trễ hạn hoặc lỡ hẹn; 1 phản ánh khác đã gia hạn.",
        "2 agencies had 1,284 cases overdue or with a broken promise; 1 other case had been extended.",
    ),
    (
        (38, 300, 31, 81),
        "38 đơn vị còn 331 phản ánh trễ hạn hoặc lỡ hẹn; 81 phản ánh khác đã gia hạn.",
        "38 agencies had 331 cases overdue or with a broken promise; 81 other cases had been extended.",
    ),
]
LEAD_IDS = ["nobody", "one extended", "many extended", "one overdue", "one broken", "thousands", "the example"]


@pytest.mark.parametrize(("counts", "vietnamese", "english"), LEADS, ids=LEAD_IDS)
def test_the_lead_of_a_day(counts, vietnamese, english):
    agencies, overdue, broken, extended = counts
    frozen = a_day(agencies_past_due=agencies, overdue=overdue, promise_broken=broken, extended=extended)
    assert lead(frozen) == f"Đến hết ngày 13/03/2026, {vietnamese}"
    with override("en"):
        assert lead(frozen) == f"At the end of 13/03/2026, {english}"


# --- caveats in words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "begins"),
    [
        ([], []),
        (["calendar_ended"], ["Lịch ngày nghỉ chưa được nhập tới ngày này"]),
        (["clock_skew"], ["Đồng hồ máy chủ không khớp"]),
        (["no_data"], ["Không có dữ liệu mới trong hơn 96 giờ."]),
        (["not_frozen"], ["Chưa ngày nào được chốt."]),
        (["no_data", "calendar_ended"], ["Không có dữ liệu mới", "Lịch ngày nghỉ"]),
        (["of a later version", "clock_skew"], ["Đồng hồ máy chủ"]),
    ],
    ids=["none", "calendar", "clock", "silence", "no day", "in the order given", "an unknown one"],
)
def test_why_a_list_may_not_tell_everything(codes, begins):
    said = caveat_sentences(codes)
    assert len(said) == len(begins)
    for sentence, beginning in zip(said, begins, strict=True):
        assert sentence.startswith(beginning)


def test_a_missed_night_names_the_newest_day():
    assert caveat_sentences(["not_frozen"], a_day(3)) == ["Hôm qua chưa được chốt. Bản chốt gần nhất: 05/03/2026."]
    with override("en"):
        assert caveat_sentences(["not_frozen"], a_day(3)) == [
            "Yesterday has not been frozen. The newest frozen day: 05/03/2026."
        ]
        assert caveat_sentences(["not_frozen"]) == ["No day has been frozen yet."]


@pytest.mark.parametrize(
    ("reasons", "text"),
    [
        ([], ""),
        ([("đã trả lời và được duyệt", 7)], "7 đã trả lời và được duyệt"),
        ([("hạn được tính lại", 1_200), ("khác", 2)], "1.200 hạn được tính lại, 2 khác"),
    ],
    ids=["none", "one", "two"],
)
def test_why_cases_left_in_one_line(reasons, text):
    assert reasons_text(reasons) == text


# --- a night that was missed -----------------------------------------------------------------------------------------


def hue(number, hour, minute=0):
    """A moment of a day, by the city's clocks."""
    return noon(number, hour) + timedelta(minutes=minute)


@pytest.mark.parametrize(
    ("at", "newest", "missed"),
    [
        (hue(12, 0), None, True),
        (hue(12, 0), 10, False),  # Saturday has just begun: Friday need not be frozen yet
        (hue(12, 0), 9, True),
        (hue(12, 5, 59), 10, False),
        (hue(12, 6), 10, False),
        (hue(12, 6, 1), 10, True),
        (hue(12, 6, 1), 11, False),
        (hue(12, 23, 59), 11, False),
        (hue(12, 23, 59), 10, True),
        (hue(13, 0, 1), 11, False),
        (hue(12, 12), 40, False),
    ],
    ids=[
        *("never", "at midnight", "two nights", "before six", "at six", "after six", "after six, frozen"),
        *("late in the evening", "missed all day", "past the next midnight", "a day to come"),
    ],
)
def test_until_six_in_the_morning_yesterday_may_still_be_frozen(at, newest, missed):
    assert not_frozen(at, None if newest is None else a_day(newest)) is missed


# --- what stands in the way ------------------------------------------------------------------------------------------


def test_what_was_recorded_decides_to_the_microsecond(db, clock):
    """More than five minutes ahead of now is a clock that is wrong, more than 96 hours of silence are no data."""
    clock.now = now = noon(3)
    five, silence = timedelta(minutes=5), timedelta(hours=96)
    for newest, bound, told in (
        (None, now, []),
        (now, now, []),
        (now + five, now, []),
        (now + five + MICROSECOND, now, ["clock_skew"]),
        (now - silence, now, []),
        (now - silence - MICROSECOND, now, ["no_data"]),
        (now - silence - MICROSECOND, now - MICROSECOND, []),
        (now + timedelta(days=1), now + timedelta(days=9), ["clock_skew", "no_data"]),
    ):
        assert caveats(now, bound, newest) == told, (newest, bound)


def test_only_calendars_that_terms_go_by_and_that_end_before_the_day(db, clock):
    clock.now = noon(3)
    Calendar.objects.filter(pk__in=CategoryTerm.objects.values("calendar")).update(reaches=day(3))
    for unused in Calendar.objects.exclude(pk__in=CategoryTerm.objects.values("calendar")):
        Calendar.objects.filter(pk=unused.pk).update(reaches=day(-900))
    assert caveats(hue(3, 23, 59), noon(3), None) == [], "it reaches as far as today"
    assert caveats(hue(4, 0), noon(3), None) == ["calendar_ended"], "the day is the city's own"
    CategoryTerm.objects.all().delete()
    assert caveats(hue(4, 0), noon(3), None) == []


def test_figures_of_now_are_bounded_by_now(db, clock, django_assert_num_queries):
    clock.now = noon(0)
    assert newest_recording() is None
    assert caveats_now(Present(at=noon(0), key="")) == []
    Walk(at=noon(0)).accept()
    clock.now = noon(1)
    Walk(at=noon(1))
    assert newest_recording() == noon(1), "of all cases the newest"
    with django_assert_num_queries(2):
        assert caveats_now(Present(at=noon(5), key="")) == []
    assert caveats_now(Present(at=noon(5, 13), key="")) == ["no_data"]
    clock.now = datetime(2026, 1, 1, tzinfo=UTC)
    assert caveats_now(Present(at=noon(1), key="")) == ["clock_skew"]
