"""The rows of charts' files: what a row holds, where it is empty, and how it is written down."""

import csv
import io
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from cases.accountability.archive import AcceptedIn
from cases.accountability.case_counts import NOTHING, CaseCounts
from cases.accountability.chart_files import (
    OF_AGENCY,
    OF_CITY,
    Table,
    by_days,
    by_month,
    csv_lines,
    file_name,
    of_division,
    of_year,
    ratings,
)
from cases.accountability.divisions import Divided, DividedRow
from cases.accountability.satisfaction import satisfied
from cases.accountability.statistics import AgeRow, MonthRow, RatesRow, SpanRow
from cases.public.chart_notes import PublicNote
from cases.rules.figures import rate

pytestmark = pytest.mark.pure
AT = datetime(2026, 3, 20, 17, 30, tzinfo=UTC)
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def month(first, last, **counts):
    return MonthRow(first=first, last=last, **{"accepted": 0, "answered": 0, "rate": rate(0, 0), **counts})


def note(letter, since, until, text):
    return PublicNote(letter=letter, since=since, until=until, text=text, of_agency=False)


def told(table, **asked):
    return list(csv.DictReader(io.StringIO("".join(csv_lines(table, **asked)))))


# --- by month --------------------------------------------------------------------------------------------------------


def test_a_month_has_its_counts_its_rate_and_its_notes():
    rows = [
        month(JANUARY, date(2026, 1, 31), accepted=7, answered=5, rate=rate(3, 4)),
        month(FEBRUARY, date(2026, 2, 28), accepted=2),
    ]
    notes = [
        note("a", date(2026, 1, 31), date(2026, 1, 31), "Lũ, lớn"),
        note("b", date(2025, 1, 1), date(2026, 1, 1), "=Dời"),
    ]
    table = by_month(AT, rows, notes, "given", "closed")
    assert table.columns == (
        *("month", "given", "closed"),
        *("on_time_rate", "on_time_numerator", "on_time_n", "on_time_low", "on_time_high"),
        *("notes", "notes_text"),
    )
    january, february = told(table)
    assert (january["month"], january["given"], january["closed"]) == ("2026-01", "7", "5")
    assert (january["on_time_rate"], january["on_time_numerator"], january["on_time_n"]) == ("0.75", "3", "4")
    assert float(january["on_time_low"]) == pytest.approx(0.3006, abs=1e-4)  # Wilson, 3 of 4
    assert float(january["on_time_high"]) == pytest.approx(0.9544, abs=1e-4)
    assert (january["notes"], january["notes_text"]) == ("a, b", "a: Lũ, lớn; b: =Dời")
    assert february == {
        **dict.fromkeys(table.columns, ""),
        "at": AT.isoformat(),
        "month": "2026-02",
        "given": "2",
        "closed": "0",
        "on_time_numerator": "0",
        "on_time_n": "0",
    }


def test_the_city_says_accepted_and_answered_where_an_agency_says_given_and_closed():
    found = SimpleNamespace(
        at=AT, months=[month(JANUARY, date(2026, 1, 31))], course=SimpleNamespace(months=[], notes=[])
    )
    assert OF_CITY["theo-thang"](found, []).columns[1:3] == ("accepted", "answered")
    assert OF_AGENCY["theo-thang"](found).columns[1:3] == ("given", "closed")


def test_an_agencys_file_has_its_own_notes():
    own = SimpleNamespace(months=[month(JANUARY, date(2026, 1, 31))], notes=[note("a", JANUARY, JANUARY, "Dời trụ sở")])
    [row] = told(OF_AGENCY["theo-thang"](SimpleNamespace(at=AT, course=own)))
    assert (row["notes"], row["notes_text"]) == ("a", "a: Dời trụ sở")


def test_three_rates_stand_side_by_side_each_with_its_own_n():
    rows = [RatesRow(first=JANUARY, on_time=rate(1, 2), kept=rate(3, 4), firm=rate(0, 5))]
    notes = [note("a", FEBRUARY, FEBRUARY, "Không phải tháng này")]
    [row] = told(OF_CITY["ty-le-theo-thang"](SimpleNamespace(at=AT, rates=rows), notes))
    assert (row["month"], row["notes"], row["notes_text"]) == ("2026-01", "", "")
    for name, value, numerator, n in (
        ("on_time", "0.5", "1", "2"),
        ("kept", "0.75", "3", "4"),
        ("firm", "0.0", "0", "5"),
    ):
        assert (row[f"{name}_rate"], row[f"{name}_numerator"], row[f"{name}_n"]) == (value, numerator, n)
        assert float(row[f"{name}_low"]) <= float(value) < float(row[f"{name}_high"])


# --- by days, and what citizens say ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [SpanRow, AgeRow])
def test_both_ends_of_a_span_are_told_and_the_last_has_none(kind):
    rows = [kind(first=0, last=1, in_term=4, past_due=0), kind(first=31, last=None, in_term=1, past_due=9)]
    assert told(by_days(AT, rows)) == [
        {"at": AT.isoformat(), "first_day": "0", "last_day": "1", "in_term": "4", "past_due": "0"},
        {"at": AT.isoformat(), "first_day": "31", "last_day": "", "in_term": "1", "past_due": "9"},
    ]


def test_how_long_it_took_and_how_long_it_is_open_are_two_files():
    spans = [SpanRow(first=0, last=1, in_term=1, past_due=0)]
    ages = [AgeRow(first=0, last=7, in_term=2, past_due=0)]
    found = SimpleNamespace(at=AT, spans=spans, ages=ages, course=SimpleNamespace(spans=spans))
    assert [row[1] for row in OF_CITY["cho-bao-lau"](found, []).rows] == [1]
    assert [row[1] for row in OF_CITY["dang-mo-bao-lau"](found, []).rows] == [7]
    assert OF_AGENCY["cho-bao-lau"](found) == OF_CITY["cho-bao-lau"](found, [])


def test_what_citizens_say_beside_how_many_could():
    found = satisfied({"satisfied": 5, "acceptable": 2, "not_satisfied": 1, None: 12})
    assert list(ratings(AT, found).rows) == [
        ("satisfied", 5, 0.625, 20),
        ("acceptable", 2, 0.25, 20),
        ("not_satisfied", 1, 0.125, 20),
    ]


def test_what_few_say_is_a_heading_without_rows():
    hidden = ratings(AT, satisfied({"satisfied": 4}))
    assert list(csv_lines(hidden)) == ["at,rating,n,share_of_raters,could_rate\r\n"]
    found = SimpleNamespace(at=AT, satisfied=None)
    assert OF_CITY["danh-gia"](found, []) == OF_AGENCY["danh-gia"](found) == hidden


# --- a year, a division ----------------------------------------------------------------------------------------------


def test_a_year_has_what_became_of_each_month():
    march = AcceptedIn(
        first=date(2026, 3, 1),
        last=date(2026, 3, 31),
        open=10,
        overdue=4,
        promise_broken=2,
        extended=1,
        answered=5,
        answered_in_term=3,
    )
    [row] = told(of_year(SimpleNamespace(at=AT, months=[march])))
    assert row == {
        "at": AT.isoformat(),
        "month": "2026-03",
        "accepted": "15",
        "answered": "5",
        "open_cases": "10",
        "headline": "6",
        "overdue": "4",
        "promise_broken": "2",
        "extended": "1",
    }


WARD = DividedRow(name="Phường Kim Long", slug="kim-long", code="19774", open=4, overdue=1, extended=1, answered=3)


@pytest.mark.parametrize(
    ("rest", "names"),
    [
        (NOTHING, ["Phường Kim Long"]),
        (CaseCounts(open=1), ["Phường Kim Long", ""]),
        (CaseCounts(answered=1), ["Phường Kim Long", ""]),
    ],
    ids=["nothing", "open", "answered"],
)
def test_what_lies_in_no_part_comes_last_and_only_where_there_is_any(rest, names):
    rows = told(of_division(Divided(at=AT, rows=(WARD,), rest=rest, total=NOTHING)))
    assert [row["name"] for row in rows] == names
    assert [row["code"] for row in rows] == ["19774", "", ""][: len(rows)]


def test_a_part_has_its_counts_its_share_and_the_caveat_of_the_reader():
    for language, caveat in (("vi", "Nơi ít phản ánh"), ("en", "share")):
        with override(language):
            [row] = told(of_division(Divided(at=AT, rows=(WARD,), rest=NOTHING, total=NOTHING)))
        counts = {name: row[name] for name in ("open_cases", "headline", "overdue", "promise_broken", "extended")}
        assert counts == {"open_cases": "4", "headline": "1", "overdue": "1", "promise_broken": "0", "extended": "1"}
        assert (row["share"], row["answered"], row["cases"]) == ("0.25", "3", "7")
        assert caveat in row["caveat"]


# --- how it is written -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words", "written"),
    [
        ("=1+1", ("a",), "'=1+1"),
        ("-5", ("a",), "'-5"),
        (-5, (), "-5"),
        (None, (), ""),
        (None, ("a",), ""),
        (0, (), "0"),
        ("", ("a",), ""),
        ("Huế, Kim Long", ("a",), '"Huế, Kim Long"'),
        ('Đường "mới"', ("a",), '"Đường ""mới"""'),
        ("hai\ndòng", ("a",), '"hai\ndòng"'),
    ],
    ids=[
        *("a formula", "a minus in words", "a negative number", "nothing", "no words", "nought", "empty words"),
        *("a comma", "a quotation", "two lines"),
    ],
)
def test_a_cell(value, words, written):
    _heading, line = csv_lines(Table(at=AT, columns=("a",), rows=[(value,)], words=words))
    assert line == f"2026-03-20T17:30:00+00:00,{written}\r\n"


def test_a_row_that_lacks_a_cell_is_refused():
    lines = csv_lines(Table(at=AT, columns=("a", "b"), rows=[(1,)]))
    assert next(lines) == "at,a,b\r\n"
    with pytest.raises(ValueError, match="shorter"):
        next(lines)


def test_a_mark_stands_before_the_heading_and_nowhere_else():
    lines = list(csv_lines(Table(at=AT, columns=("n",), rows=[(1,), (2,)]), mark=True))
    assert lines[0] == "\ufeff"
    assert "\ufeff" not in "".join(lines[1:])
    assert len(lines) == 4


@pytest.mark.parametrize(("language", "begins"), [("vi", "BẢN MẪU."), ("en", "SAMPLE")])
def test_a_demo_speaks_the_language_it_was_asked_in_whenever_its_lines_are_made(settings, language, begins):
    settings.DEMO = True
    with override(language):
        lines = csv_lines(Table(at=AT, columns=("n",), rows=[(1,), (2,)]))
    with override("vi" if language == "en" else "en"):
        heading, *rows = csv.reader(io.StringIO("".join(lines)))
    assert heading == ["at", "n", "notice"]
    assert len({row[2] for row in rows}) == 1
    assert rows[0][2].startswith(begins)


@pytest.mark.parametrize(
    ("at", "name"),
    [
        (datetime(2026, 3, 20, 16, 59, 59, tzinfo=UTC), "so-lieu-2026-03-20-2359.csv"),
        (datetime(2026, 3, 20, 17, 0, tzinfo=UTC), "so-lieu-2026-03-21-0000.csv"),
        (datetime(2025, 12, 31, 17, 5, tzinfo=UTC), "so-lieu-2026-01-01-0005.csv"),
    ],
    ids=["before midnight in Huế", "at midnight", "a new year"],
)
def test_a_file_is_named_for_its_minute_in_the_city(at, name):
    assert file_name("so-lieu", at) == name
