"""Numbers, days and drawings where they turn: at rounding, at the city's midnight, at the last one that fits."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils.translation import override

from cases.rules.figures import Rate, rate
from cases.templatetags import dates, numbers
from cases.templatetags.deadline import strip
from cases.templatetags.held import GAP, bars
from cases.templatetags.rates import position, whisker
from cases.templatetags.spans import MOST_ARCHES, spans

MIDNIGHT = datetime(2026, 12, 6, 17, tzinfo=UTC)  # the beginning of Monday 7 December in Huế
TICK, DAY = timedelta(microseconds=1), timedelta(days=1)


def shown(source, **context):
    return Template("{% load minhbach %}" + source).render(Context(context)).strip()


# --- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.0, 1, "0"),
        (0.04, 1, "0"),
        (0.05, 2, "0,05"),
        (-0.04, 1, "0"),  # nothing is below nothing
        (-0.06, 1, "−0,1"),
        (-0.4, 0, "0"),
        (-1234.56, 1, "−1.234,6"),
        (999.95, 1, "1.000"),
        (999.94, 1, "999,9"),
        (20.0, 0, "20"),  # its nought is none of the decimals
        (100.0, 2, "100"),
        (1.10, 2, "1,10"),
    ],
)
def test_decimals(value, digits, text):
    assert numbers.decimal_text(value, digits) == text


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [(0, 1, "0,0"), (1, 1, "100,0"), (0.9996, 1, "100,0"), (0.9994, 1, "99,9"), (0.5, 0, "50"), (1 / 3, 2, "33,33")],
)
def test_percentages(share, digits, text):
    assert numbers.percent_number(share, digits) == text
    assert numbers.percent_text(share, digits) == f"{text}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("change", "text", "css"),
    [
        (None, "–", "same"),
        (0, "0", "same"),
        (1, "+1", "up"),
        (-1, "−1", "down"),
        (12_345, "+12.345", "up"),
        (-1_000, "−1.000", "down"),
    ],
)
def test_changes(change, text, css):
    assert (numbers.change_text(change), numbers.change_class(change)) == (text, css)


@pytest.mark.parametrize("language", ["vi", "en", "en-gb", "fr", None])
def test_english_alone_has_commas_between_thousands(language):
    with override(language):
        assert numbers.number_text(1_234) == ("1,234" if language and language.startswith("en") else "1.234")


@pytest.mark.parametrize(("low", "high"), [(None, 0.5), (0.5, None), (None, None)])
def test_half_an_interval_is_none(low, high):
    half = Rate(numerator=1, n=2, value=0.5, low=low, high=high)
    assert numbers.interval_text(half) == "–"
    assert numbers.rate_note(half) == "chưa có gì để tính"
    assert whisker(half).dot is None


def test_an_interval_from_nothing_to_all_is_shown():
    whole = Rate(numerator=0, n=30, value=0.0, low=0.0, high=1.0)
    assert numbers.interval_text(whole) == "0,0–100,0\xa0%"
    assert (whisker(whole).dot, whisker(whole).low, whisker(whole).high) == ("2.00%", "2.00%", "98.00%")
    assert whisker(whole, whole).city == position(0.0), "a city at nought has its line"
    assert not whisker(whole).few
    assert whisker(whole, least=31).few


# --- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "day", "clock"),
    [
        (MIDNIGHT - TICK, "06/12/2026", "23:59"),
        (MIDNIGHT, "07/12/2026", "00:00"),
        (MIDNIGHT + DAY - TICK, "07/12/2026", "23:59"),
    ],
)
def test_a_day_is_the_citys_to_the_last_instant(value, day, clock):
    assert (dates.day_text(value), dates.clock_text(value)) == (day, clock)
    assert dates.local_day(value).strftime("%d/%m/%Y") == day


@pytest.mark.parametrize(
    ("value", "at", "relative", "until"),
    [
        (MIDNIGHT - TICK, MIDNIGHT, "hôm qua", "quá 1 ngày"),
        (MIDNIGHT, MIDNIGHT - TICK, "ngày mai", "còn 1 ngày"),
        (MIDNIGHT, MIDNIGHT + DAY - TICK, "hôm nay", "hôm nay"),
        (date(2026, 12, 7), MIDNIGHT, "hôm nay", "hôm nay"),
        (MIDNIGHT, date(2026, 12, 9), "2 ngày trước", "quá 2 ngày"),
        (date(2027, 1, 1), date(2026, 12, 31), "ngày mai", "còn 1 ngày"),
        (date(2028, 3, 1), date(2028, 2, 28), "2 ngày nữa", "còn 2 ngày"),
    ],
)
def test_days_apart_are_nights_between(value, at, relative, until):
    assert dates.relative_text(value, at) == relative
    assert dates.until_text(value, at) == until


@pytest.mark.parametrize(
    ("day", "at", "text"),
    [
        (date(2026, 12, 31), MIDNIGHT, "31/12"),
        (date(2027, 1, 1), MIDNIGHT, "01/01/2027"),
        (date(2027, 1, 1), datetime(2026, 12, 31, 17, tzinfo=UTC), "01/01"),  # already the new year in Huế
        (datetime(2026, 12, 31, 17, tzinfo=UTC), date(2026, 12, 31), "01/01/2027"),
        (date(2025, 12, 7), MIDNIGHT, "07/12/2025"),
        (date(987, 1, 2), None, "02/01"),
    ],
)
def test_the_year_is_said_where_it_is_another(day, at, text):
    assert dates.short_day_text(day, at) == text


def test_far_ahead_stays_in_days_and_far_behind_does_not():
    at = date(2026, 12, 7)
    assert dates.ago_text(at + 800 * DAY, at) == "800 ngày nữa"
    assert dates.ago_text(at - 800 * DAY, at) == "2 năm trước"
    assert dates.ago_text(MIDNIGHT + DAY - TICK, MIDNIGHT) == "hôm nay"
    assert dates.ago_text(MIDNIGHT - TICK, MIDNIGHT) == "hôm qua"


def test_machines_read_the_offset_of_a_moment_and_only_the_day_of_a_day():
    assert shown("{{ value|moment }}", value=MIDNIGHT).startswith('<time datetime="2026-12-07T00:00+07:00">')
    assert shown("{{ value|day }}", value=MIDNIGHT) == '<time datetime="2026-12-07">07/12/2026</time>'
    assert shown("{{ value|short_day:at }}", value=MIDNIGHT, at=date(2025, 1, 1)).endswith(">07/12/2026</time>")
    assert (
        shown("{{ value|until:at }}{{ at|until:none }}", value=MIDNIGHT, at=MIDNIGHT - TICK, none=None) == "còn 1 ngày"
    )


# --- drawings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "drawn"),
    [
        ({"spans_total": MOST_ARCHES}, (MOST_ARCHES, 0, 0)),
        ({"spans_total": MOST_ARCHES + 1}, None),
        ({"spans_total": 0}, None),
        ({"spans_total": 1, "spans_used": 1}, (1, 1, 0)),
        ({"spans_total": 7, "spans_used": 8}, (7, 7, 0)),
        ({"spans_total": 7, "spans_used": 2, "days": 5}, (7, 2, 0)),  # days left are no posts
        ({"spans_total": 7, "spans_used": 2, "verdict": "overdue"}, (7, 7, 0)),
        ({"spans_total": 7, "verdict": "overdue", "days": 1}, (7, 7, 1)),
        ({"spans_total": 7, "verdict": "overdue", "days": 14}, (7, 7, 14)),
        ({"spans_total": 7, "verdict": "overdue", "days": 15}, (7, 7, 14)),
    ],
)
def test_arches_and_posts_that_fit(facts, drawn):
    found = spans({"verdict": "in_term", **facts})
    assert (found and (len(found.arches), sum(arch.used for arch in found.arches), len(found.posts))) == drawn


@pytest.mark.parametrize(
    ("facts", "marks"),
    [
        ({"verdict": "overdue", "extended_days": 2}, ["e", "e", ""]),
        ({"verdict": "promise_broken", "extended_days": 2}, ["e", "e", "b"]),
        ({"verdict": "promise_broken", "extended_days": None}, ["b", "b", "b"]),
        ({"verdict": "extended", "extended_days": 1}, ["e", "e", "e"]),  # all of it is inside the promise
    ],
)
def test_posts_are_inside_a_promise_first(facts, marks):
    assert [post.mark for post in spans({"spans_total": 3, "days": 3, **facts}).posts] == marks


@pytest.mark.parametrize(
    ("held", "names"),
    [
        ({"kind": "center"}, "Trung tâm"),
        ({"kind": "handling", "agency": {"name": "UBND phường Kim Long"}}, "UBND phường Kim Long"),
        ({"kind": "handling", "agency": {"name": ""}}, "Chưa giao đơn vị nào"),
        ({"kind": "handling"}, "Chưa giao đơn vị nào"),
    ],
)
def test_a_bar_bears_the_name_of_who_held_it(held, names):
    (bar,) = bars([{**held, "days_held": 3}])
    assert (bar.name, bar.days, bar.left, bar.width, bar.quiet) == (names, 3, "0.00%", "100.00%", False)


def test_bars_share_what_the_gaps_leave():
    first, second, third = bars([SimpleNamespace(days_held=n) for n in (1, 1, 2)])
    assert (first.width, second.width, third.width) == ("24.80%", "24.80%", "49.60%")
    assert (first.left, second.left, third.left) == ("0.00%", f"{24.8 + GAP:.2f}%", f"{2 * (24.8 + GAP):.2f}%")


@pytest.mark.parametrize(
    ("n", "low", "high"), [(1, "20,7", "100,0"), (30, "88,6", "100,0"), (10_000, "100,0", "100,0")]
)
def test_the_interval_of_a_rate_of_all_narrows(n, low, high):
    assert numbers.interval_text(rate(n, n)) == f"{low}–{high}\xa0%"


def test_a_strip_of_one_day_has_neither_middle_nor_legend():
    day = SimpleNamespace(day=date(2026, 12, 7), kind="start", count=None, name="")
    found = strip({"deadline_days": [day], "at": MIDNIGHT - TICK})
    assert (len(found.head), found.middle, found.tail, found.keys) == (1, None, (), ())
    assert (found.head[0].label, found.head[0].column, found.head[0].mark) == ("7/12", 1, "start")
    today = strip({"deadline_days": [day], "at": MIDNIGHT}).head[0]
    assert (today.note, today.says) == ("Tiếp nhận, hôm nay", "Thứ Hai 7/12: ngày tiếp nhận, chưa tính, hôm nay")
