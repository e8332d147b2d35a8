"""What is asked beside facets: each part at its bounds, in the city's own days, and what of a case it looks at."""

from datetime import UTC, date, datetime, timedelta
from math import cos, radians

import pytest
from django.utils import translation

from search.instants import EPOCH, instant_of, micros, micros_or_none
from search.more import More
from search.narrowing import (
    METRES_A_DEGREE,
    NOTHING,
    Days,
    Flag,
    Narrowing,
    Near,
    Pick,
    Span,
    Took,
    late_before,
    midnight,
    month_number,
    month_numbered,
    month_of,
)
from search.narrowing_words import narrowed_by, read_day, read_flag, read_late, read_near, source_word
from search.sorting import CLOSED, HIGHEST, NEVER_LATE, UNDATED, Cursor, Sort, due_order, lateness, rows_before
from tests.search.documents import DAY, HOUR, NOW, answered, document

MICROSECOND = timedelta(microseconds=1)
MIDNIGHT = datetime(2026, 11, 24, 17, tzinfo=UTC)  # in Huế the first instant of Wednesday 2026-11-25
WEDNESDAY = date(2026, 11, 25)

# --- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "instant", "held"),
    [
        (WEDNESDAY, None, MIDNIGHT, True),
        (WEDNESDAY, None, MIDNIGHT - MICROSECOND, False),
        (WEDNESDAY, None, MIDNIGHT + 900 * DAY, True),
        (None, WEDNESDAY, MIDNIGHT + DAY - MICROSECOND, True),
        (None, WEDNESDAY, MIDNIGHT + DAY, False),
        (None, WEDNESDAY, MIDNIGHT - 900 * DAY, True),
        (WEDNESDAY, WEDNESDAY, MIDNIGHT, True),
        (WEDNESDAY, WEDNESDAY, MIDNIGHT + DAY - MICROSECOND, True),
        (WEDNESDAY, WEDNESDAY, MIDNIGHT + DAY, False),
        (None, None, MIDNIGHT, True),
        (None, None, None, False),
        (WEDNESDAY, None, None, False),
    ],
)
def test_days_hold_from_midnight_to_midnight_in_hue(since, until, instant, held):
    assert Days(since=since, until=until).hold(instant) is held


@pytest.mark.parametrize(
    ("instant", "month"),
    [
        (datetime(2026, 11, 30, 16, 59, 59, 999_999, tzinfo=UTC), date(2026, 11, 1)),
        (datetime(2026, 11, 30, 17, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 12, 31, 17, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2028, 2, 29, 12, tzinfo=UTC), date(2028, 2, 1)),
    ],
)
def test_a_month_is_one_of_the_city(instant, month):
    assert month_of(instant) == month


@pytest.mark.parametrize(
    ("day", "first", "hours"),
    [
        (date(2026, 3, 7), datetime(2026, 3, 7, 5, tzinfo=UTC), 24),
        (date(2026, 3, 8), datetime(2026, 3, 8, 5, tzinfo=UTC), 23),  # clocks go forward
        (date(2026, 11, 1), datetime(2026, 11, 1, 4, tzinfo=UTC), 25),  # and back
        (date(2026, 11, 2), datetime(2026, 11, 2, 5, tzinfo=UTC), 24),
    ],
)
def test_where_clocks_are_changed_a_day_is_as_long_as_it_is(settings, day, first, hours):
    settings.TIME_ZONE = "America/New_York"
    days = Days(since=day, until=day)
    assert (days.first, days.end) == (first, first + hours * HOUR)
    assert [days.hold(first + n * HOUR) for n in (-1, 0, hours - 1, hours)] == [False, True, True, False]
    assert late_before(first + HOUR, 1) == first
    assert month_of(first - MICROSECOND) == (day - timedelta(days=1)).replace(day=1)


@pytest.mark.parametrize("month", [date(1900, 1, 1), date(2026, 1, 1), date(2026, 12, 1), date(2027, 1, 1)])
def test_months_are_numbered_without_gaps(month):
    number = month_number(month)
    assert month_numbered(number) == month
    after = (month + timedelta(days=31)).replace(day=1)
    assert month_number(after) == number + 1


@pytest.mark.parametrize(
    ("at", "days", "before"),
    [
        (MIDNIGHT, 1, MIDNIGHT),
        (MIDNIGHT - MICROSECOND, 1, MIDNIGHT - DAY),
        (MIDNIGHT + 12 * HOUR, 1, MIDNIGHT),
        (MIDNIGHT + DAY - MICROSECOND, 2, MIDNIGHT - DAY),
        (MIDNIGHT, 30, MIDNIGHT - 29 * DAY),
    ],
)
def test_what_was_due_before_an_instant_is_late_by_so_many_days(at, days, before):
    assert late_before(at, days) == before
    assert document(due_at=before - MICROSECOND).days_late(at) == days
    assert (document(due_at=before).days_late(at) or 0) < days


def test_midnight_is_an_instant_with_its_zone():
    assert midnight(WEDNESDAY) == MIDNIGHT
    assert midnight(WEDNESDAY).utcoffset() == 7 * HOUR


@pytest.mark.parametrize(
    ("instant", "value"),
    [
        (EPOCH, 0),
        (EPOCH - MICROSECOND, -1),
        (datetime(2026, 11, 25, 1, tzinfo=UTC), 1_795_568_400_000_000),
        (datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), 253_402_300_799_999_999),
    ],
)
def test_an_instant_is_a_whole_number_and_back(instant, value):
    assert micros(instant) == micros_or_none(instant) == value
    assert instant_of(value) == instant
    assert micros_or_none(None) is None
    hue = instant.astimezone(midnight(WEDNESDAY).tzinfo) if value < 10**17 else instant
    assert micros(hue) == value, "whatever zone it is told in"


# --- a point ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("near", "text", "metres_east"),
    [
        (Near(lat=0, lon=0), "0,0", 111_195),
        (Near(lat=-0.000001, lon=-0.0), "0,0", 111_195),
        (Near(lat=60, lon=10, metres=500), "60,10", 55_597.5),
        (Near(lat=-60, lon=-10.5, metres=1), "-60,-10.5,1", 55_597.5),
        (Near(lat=16.463712, lon=107.590888), "16.46371,107.59089", 111_195 * cos(radians(16.46371))),
    ],
)
def test_a_point_is_told_to_a_metre(near, text, metres_east):
    assert str(near) == text
    assert near.a_degree_east == pytest.approx(metres_east)
    assert read_near(text) == near


@pytest.mark.parametrize("metres", [1, 500, 50_000])
def test_a_circle_reaches_as_far_to_the_north_as_to_the_east(metres):
    near = Near(lat=60, lon=10, metres=metres)
    up, right = metres / METRES_A_DEGREE, metres / (METRES_A_DEGREE / 2)  # at 60° a degree is half as wide
    for share, inside in ((0.999, True), (1.001, False)):
        assert near.holds(60 + share * up, 10) is near.holds(60 - share * up, 10) is inside
        assert near.holds(60, 10 + share * right) is near.holds(60, 10 - share * right) is inside
        diagonal = share * 0.5**0.5
        assert near.holds(60 + diagonal * up, 10 - diagonal * right) is inside
    north, east = near.span
    assert up < north < up * 1.3
    assert right < east < right * 1.3


def test_at_a_pole_a_circle_still_has_a_span():
    assert Near(lat=89, lon=0, metres=1).span[1] > 0
    assert Near(lat=90, lon=0, metres=1).span[1] == pytest.approx(1)


# --- read from an address --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "given", "value"),
    [
        (read_day, "2026-11-24", date(2026, 11, 24)),
        (read_day, "24/11/2026", date(2026, 11, 24)),
        (read_day, "1/2/2026", date(2026, 2, 1)),  # the day first
        (read_day, "13/1/2026", date(2026, 1, 13)),
        (read_day, "1/13/2026", None),
        (read_day, "24-11-2026", None),
        (read_day, "2026/11/24", None),
        (read_day, "24/11/26", None),
        (read_day, "29/2/2027", None),
        (read_day, "31/12/1899", None),
        (read_day, "1/1/2200", None),
        (read_day, "2026-11-24T00:00", None),
        (read_day, "", None),
        (read_flag, "yes", True),
        (read_flag, "no", False),
        (read_flag, "YES", None),
        (read_flag, "true", None),
        (read_flag, "", None),
        (read_late, "1", 1),
        (read_late, "9999", 9999),
        (read_late, "0", None),
        (read_late, "+1", None),
        (read_late, "1.5", None),
        (read_late, "１", None),  # a wide digit
        (read_near, "16,107", Near(lat=16, lon=107)),
        (read_near, "16,107,500", Near(lat=16, lon=107)),
        (read_near, " 16 , 107 ", Near(lat=16, lon=107)),
        (read_near, "16,107,", None),
        (read_near, "16,107,0500", None),
        (read_near, "16,,107", None),
        (read_near, "inf,107", None),
        (read_near, "16,181", None),
        (read_near, "", None),
    ],
)
def test_values_of_an_address(read, given, value):
    assert read(given) == value


# --- the parts -------------------------------------------------------------------------------------------------------

FULL = Narrowing(
    picks={Pick.OUTCOME: ("done", "planned"), Pick.SOURCE: ("hue",)},
    spans={Span.SENT: Days(since=WEDNESDAY, until=WEDNESDAY), Span.DUE: Days(until=WEDNESDAY)},
    flags={Flag.PHOTOS: True, Flag.RETURNED: False},
    late=3,
    took=Took(least=2, most=3),
    near=Near(lat=16.4, lon=107.5),
)


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("outcome", "done", "outcome=planned"),
        ("outcome", "x", "outcome=done outcome=planned"),
        ("source", "hue", "outcome=done outcome=planned"),
        ("sent_from", "", "sent_to=2026-11-25"),
        ("sent_to", "", "sent_from=2026-11-25"),
        ("due_to", "", ""),
        ("due_from", "", "due_to=2026-11-25"),
        ("late", "", ""),
        ("took", "", "late=3"),
        ("photos", "", "returned=no"),
        ("near", "", ""),
        ("rating", "satisfied", "late=3"),
    ],
)
def test_a_part_is_taken_away_and_no_other(name, value, left):
    before = [f"{n}={v}" for n, v in FULL.pairs()]
    after = [f"{n}={v}" for n, v in FULL.without(name, value).pairs()]
    assert set(after) <= set(before)
    assert len(before) - len(after) == (value != "x" and name not in ("due_from", "rating"))
    assert set(left.split()) <= set(after)


@pytest.mark.parametrize(
    ("asked", "facts", "fits"),
    [
        ({"picks": {Pick.OUTCOME: ("done", "planned")}}, {"outcomes": ("planned", "not_possible")}, True),
        ({"picks": {Pick.OUTCOME: ("done",)}}, {"outcomes": ("planned",)}, False),
        ({"picks": {Pick.OUTCOME: ("done",)}}, {"outcomes": ()}, False),
        ({"picks": {Pick.SOURCE: ("hue", "boston")}}, {"source": "boston"}, True),
        ({"picks": {Pick.SOURCE: ("hue",)}}, {}, False),
        ({"picks": {Pick.RATING: ("satisfied",)}}, {"rating": ""}, False),
        ({"picks": {Pick.RATING: ("satisfied",)}}, {"rating": "satisfied"}, True),
        ({"spans": {Span.SENT: Days(since=WEDNESDAY)}}, {"sent_at": MIDNIGHT}, True),
        ({"spans": {Span.SENT: Days(since=WEDNESDAY)}}, {"sent_at": None}, False),
        ({"spans": {Span.ANSWERED: Days(until=WEDNESDAY)}}, {"answered_at": MIDNIGHT + DAY}, False),
        ({"spans": {Span.DUE: Days(since=WEDNESDAY)}}, {"due_at": MIDNIGHT - MICROSECOND}, False),
        ({"flags": {Flag.RETURNED: True}}, {"returned": True}, True),
        ({"flags": {Flag.RETURNED: False}}, {"returned": True}, False),
        ({"flags": {Flag.PHOTOS: False}}, {}, True),
        ({"late": 1}, {"due_at": MIDNIGHT - MICROSECOND}, True),
        ({"late": 2}, {"due_at": MIDNIGHT - MICROSECOND}, False),
        ({"late": 1}, {"due_at": None}, False),
        ({"late": 1}, {"due_at": MIDNIGHT - DAY, "limit_at": NOW + DAY}, False),  # extended is not late
        ({"spans": {Span.BEGUN: Days(since=WEDNESDAY)}}, {"started_at": MIDNIGHT}, True),
        ({"spans": {Span.BEGUN: Days(since=WEDNESDAY)}}, {"started_at": MIDNIGHT - MICROSECOND}, False),
        ({"took": Took(least=0)}, {}, False),
        ({"took": Took(least=0)}, {"phase": "answered", "started_at": MIDNIGHT, "stopped_at": MIDNIGHT}, True),
        ({"near": Near(lat=16.4, lon=107.5)}, {"lat": 16.4, "lon": 107.5}, True),
        ({"near": Near(lat=16.4, lon=107.5)}, {"lat": 16.41, "lon": 107.5}, False),
        ({"near": Near(lat=16.4, lon=107.5)}, {}, False),
        ({"late": 1, "flags": {Flag.PHOTOS: True}}, {"due_at": MIDNIGHT - DAY}, False),  # all of it is asked
        ({}, {}, True),
    ],
)
def test_a_case_fits_or_it_does_not(asked, facts, fits):
    assert Narrowing(**asked).fits(document(1, **facts), NOW) is fits


@pytest.mark.parametrize(
    ("asked", "vietnamese", "english"),
    [
        (
            {"picks": {Pick.OUTCOME: ("not_possible",)}},
            "Không thể làm, có căn cứ pháp lý",
            "Not possible, for a legal reason",
        ),
        ({"picks": {Pick.RATING: ("satisfied",)}}, "Hài lòng", "Satisfied"),
        ({"spans": {Span.SENT: Days(since=WEDNESDAY)}}, "Gửi từ 25/11/2026", "Sent from 25/11/2026"),
        ({"spans": {Span.SENT: Days(until=WEDNESDAY)}}, "Gửi đến 25/11/2026", "Sent until 25/11/2026"),
        ({"spans": {Span.ANSWERED: Days(since=WEDNESDAY)}}, "Trả lời từ 25/11/2026", "Answered from 25/11/2026"),
        ({"spans": {Span.ANSWERED: Days(until=WEDNESDAY)}}, "Trả lời đến 25/11/2026", "Answered until 25/11/2026"),
        ({"spans": {Span.DUE: Days(until=WEDNESDAY)}}, "Hạn đến 25/11/2026", "Due until 25/11/2026"),
        ({"flags": {Flag.RETURNED: False}}, "Câu trả lời chưa từng bị trả lại", "No answer was returned"),
        ({"flags": {Flag.PHOTOS: True}}, "Có ảnh", "With photos"),
        (
            {"near": Near(lat=1, lon=1, metres=12_000)},
            "Trong vòng 12.000 m quanh một điểm",
            "Within 12,000 m of a point",
        ),
    ],
)
def test_each_part_in_words(asked, vietnamese, english):
    more = Narrowing(**asked)
    ((words, without, alone),) = narrowed_by(more)
    assert (words, without, alone) == (vietnamese, NOTHING, more)
    with translation.override("en"):
        assert next(narrowed_by(more))[0] == english
    assert [source_word(name) for name in ("portal", "hue")] == ["Qua các kênh của thành phố", "hue"]


def test_the_form_ticks_what_is_asked_and_nothing_else():
    form = More(FULL)
    ticked = {(tick.name, tick.value) for __, ticks in form.picks for tick in ticks if tick.chosen}
    assert ticked == {("outcome", "done"), ("outcome", "planned")}
    assert "unknown" not in {tick.value for __, ticks in form.picks for tick in ticks}, "imports alone have it"
    assert [(tick.name, tick.chosen) for tick in form.flags] == [("photos", True), ("returned", False)]
    assert form.refused_flags == [("returned", "no")]
    days = {field.name: field.value for __, fields in form.spans for field in fields}
    assert {name: value for name, value in days.items() if value} == {
        "sent_from": WEDNESDAY,
        "sent_to": WEDNESDAY,
        "due_to": WEDNESDAY,
    }
    assert [legend for legend, __ in form.spans] == ["Ngày gửi", "Ngày trả lời", "Ngày đến hạn"]


# --- orders ----------------------------------------------------------------------------------------------------------


def test_by_due_date_open_clocks_come_before_undated_ones_and_closed_ones_last():
    soon, late = NOW + DAY, NOW - 9 * DAY
    in_order = [
        document(1, due_at=late),
        document(2, due_at=soon, phase="awaiting"),
        document(3, due_at=None),
        answered(4, due_at=late),
        answered(5, due_at=soon),
        answered(6, due_at=None),
    ]
    keys = [due_order(each) for each in in_order]
    assert keys == sorted(keys)
    assert len(set(keys)) == 6
    assert keys == [micros(late), micros(soon), UNDATED, micros(late) + CLOSED, micros(soon) + CLOSED, HIGHEST]


@pytest.mark.parametrize(
    ("kept", "late"),
    [
        (document(1, due_at=NOW - DAY), DAY),
        (document(1, due_at=NOW + DAY), -DAY),
        (document(1, due_at=NOW), 0 * DAY),
        (document(1, due_at=NOW - DAY, limit_at=NOW + DAY), DAY),  # from the due date, whatever was promised
        (answered(1, due_at=NOW - 3 * DAY, after=DAY), 2 * DAY),
        (answered(1, due_at=NOW + DAY, after=DAY), -2 * DAY),
        (document(1, due_at=None), None),
        (document(1, due_at=NOW - DAY, phase="unknown"), None),
        (document(1, due_at=NOW - DAY, phase=""), None),
    ],
)
def test_how_late_a_case_is_or_was(kept, late):
    assert lateness(kept, micros(NOW)) == (NEVER_LATE if late is None else late // MICROSECOND)


@pytest.mark.parametrize(
    ("page", "size", "after", "before", "rows"),
    [
        (1, 25, None, None, 0),
        (2, 25, None, None, 25),
        (3, 50, None, None, 100),
        (1, 25, 25, None, 25),
        (9, 25, 7, None, 7),
        (1, 25, None, 51, 25),
        (1, 25, None, 27, 1),
        (1, 25, None, 26, 0),
        (1, 25, None, 1, 0),
    ],
)
def test_how_many_rows_stand_before_a_page(page, size, after, before, rows):
    cursors = [None if row is None else Cursor(key=1, case_id=1, at=0, row=row) for row in (after, before)]
    assert rows_before(page=page, size=size, after=cursors[0], before=cursors[1]) == rows


def test_three_orders_begin_with_what_is_largest():
    assert [sort.value for sort in Sort if sort.descending] == ["relevance", "newest", "late"]
