"""What the open data say of a case, cell by cell: made of what is public alone, and empty where nothing is known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.utils.translation import override

from cases.accountability.open_data.of_cases import plain, rows_of, told_day, told_instant, year_of
from cases.accountability.open_data.tables import TABLES, tables
from cases.public.case import PublicAppeal, PublicEvent, PublicExtension, PublicRating, PublicReturn, PublicTerm
from tests.portal.case_samples import KIM_LONG, LIGHTS, NOBODY, NOW, answer, assignment, at, case

IN_ZONE = "2026-12-07T08:00:00+07:00"  # NOW in Huế


def cells(told, table="cases"):
    """The rows of one table, each by the names of its columns."""
    return [dict(zip(TABLES[table].names, row, strict=True)) for name, row in rows_of(told) if name == table]


def cell(told, name, table="cases"):
    (row,) = cells(told, table)
    return row[name]


# --- instants, days, texts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (NOW, IN_ZONE),
        (NOW + timedelta(microseconds=999_999), IN_ZONE),  # to the second, never beyond it
        (NOW.astimezone(timezone(-timedelta(hours=5))), IN_ZONE),
        (datetime(2026, 12, 31, 17, tzinfo=UTC), "2027-01-01T00:00:00+07:00"),
    ],
    ids=["unknown", "now", "fraction", "other offset", "new year"],
)
def test_an_instant_is_told_in_the_citys_zone(value, text):
    assert told_instant(value) == text


@pytest.mark.parametrize(("value", "text"), [(None, None), (date(2026, 3, 2), "2026-03-02")])
def test_a_day(value, text):
    assert told_day(value) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", None),
        ("Đèn hỏng", "Đèn hỏng"),
        ("<b>=1", "<b>=1"),  # nothing is escaped for a page
        ("Gọi [đã che: số điện thoại]", "Gọi [đã che: số điện thoại]"),
        ("Ảnh [1] mờ", "Ảnh [1] mờ"),
        (" ", " "),
    ],
)
def test_a_text_is_told_as_it_is_with_its_marks_in_words(text, told):
    assert plain(text) == told


@pytest.mark.parametrize(("path", "year"), [("2026/12/a-a1/", 2026), ("0987/01/a-a1/", 987)])
def test_a_case_lies_in_the_year_of_its_address(path, year):
    assert year_of(case(path=path, accepted_at=None)) == year


# --- a case ----------------------------------------------------------------------------------------------------------


def test_every_row_has_a_cell_for_each_column_and_says_whose_it_is():
    event = PublicEvent(kind="case.accept", at=NOW, role="center", sentence="Tiếp nhận", detail="")
    told = case(
        assignments=(assignment(LIGHTS),),
        answers=(answer(),),
        extensions=(promise(),),
        returns=(sent_back(),),
        events=(event,),
    )
    found = list(rows_of(told))
    assert [name for name, _row in found] == ["cases", "assignments", "answers", "extensions", "returns", "events"]
    for name, row in found:
        assert len(row) == len(TABLES[name].columns), name
        assert row[0] == "48213"


@pytest.mark.parametrize(
    ("facts", "name", "value"),
    [
        ({}, "requested_datetime", "2026-11-30T21:14:00+07:00"),
        ({"sent_at": None}, "requested_datetime", "2026-12-01T08:05:00+07:00"),
        ({"sent_at": None, "accepted_at": None}, "requested_datetime", None),
        ({}, "status_description", "open"),
        ({"state": "answered", "phase": "answered"}, "status_description", "closed"),
        ({}, "closed_date", None),
        ({"phase": "answered", "stopped_at": NOW}, "closed_date", IN_ZONE),
        ({"phase": "awaiting", "stopped_at": NOW}, "closed_date", None),
        ({"phase": "awaiting", "stopped_at": NOW}, "stopped_at", IN_ZONE),
        ({}, "status_notes", None),
        ({"answers": (answer(),)}, "status_notes", "Đã xử lý tạm thời"),
        ({"answers": (answer(), answer(outcome_label="Đã xong"))}, "status_notes", "Đã xong"),
        ({"answers": (answer(outcome="unknown"),)}, "status_notes", None),
        ({"text": ""}, "description", None),
        ({"place": ""}, "address", None),
        ({"agencies": ()}, "agency_responsible", None),
        ({"agencies": (KIM_LONG, LIGHTS)}, "agency_responsible", f"{KIM_LONG.name}; {LIGHTS.name}"),
        ({"ward": None}, "ward", None),
        ({}, "ward", "kim-long"),
        ({"lat": None, "lon": None}, "lat", None),
        ({}, "long", 107.59),
        ({}, "expected_datetime", "2026-12-10T23:59:00+07:00"),
        ({"due_at": None}, "expected_datetime", None),
        ({"term": None}, "term_days", None),
        ({"term": None}, "term_kind", None),
        ({}, "term_days", 7),
        ({"promised_on": date(2026, 12, 20)}, "promised_on", "2026-12-20"),
        ({"limit_at": NOW}, "limit_at", IN_ZONE),
        ({}, "verdict", "in_term"),
        ({"verdict": None}, "verdict", None),
        ({"days": 0}, "days", 0),
        ({"waited_days": 0}, "waited_days", 0),
        ({"search_hidden": True}, "unverified", True),
        ({}, "unverified", False),
        ({"flags": ("no_text", "closed_in_1900")}, "flags", "no_text; closed_in_1900"),
        ({}, "flags", None),
        ({}, "rating", None),
        ({"ratings": (PublicRating(round=1, value="satisfied", at=NOW),)}, "rating", "satisfied"),
        ({"ratings": (PublicRating(round=1, value="satisfied", at=NOW),), "round": 2}, "rating", None),
        ({}, "returned", 0),
        ({}, "updated_datetime", "2026-12-01T08:05:00+07:00"),
    ],
)
def test_a_cell_of_a_case(facts, name, value):
    assert cell(case(**facts), name) == value


def test_a_term_of_hours_counts_hours():
    hours = PublicTerm(kind="hours", n=48, office=None, calendar="vn", legal_act="Quy chế")
    assert (cell(case(term=hours), "term_days"), cell(case(term=hours), "term_kind")) == (48, "hours")


def test_files_are_vietnamese_whoever_makes_them(settings):
    settings.PUBLIC_URL = "https://minhbach.vn"
    with override("en"):
        assert cell(case(), "url") == "https://minhbach.vn/phan-anh/2026/12/den-duong-hong-a48213/"


# --- who had it, and what was said -----------------------------------------------------------------------------------


def test_charges_are_numbered_in_their_order_each_with_its_own_clock():
    first = assignment(KIM_LONG, state="transferred", until=NOW, days_held=0, binding=False, verdict="overdue", days=3)
    told = case(assignments=(first, assignment(NOBODY, binding=None, since=None, days_held=None)))
    one, two = cells(told, "assignments")
    assert (one["position"], one["agency"], one["state"], one["ended_at"]) == (1, KIM_LONG.slug, "transferred", IN_ZONE)
    assert (one["binding"], one["verdict"], one["days"], one["days_held"]) == (False, "overdue", 3, 0)
    assert (two["position"], two["agency"], two["binding"], two["assigned_at"], two["days_held"]) == (
        2,
        "",
        None,
        None,
        None,
    )


def promise(**facts):
    given = {"published_at": NOW, "promised_on": date(2026, 12, 20), "label": "Chờ vật tư", "late": False}
    return PublicExtension(**{"agency_name": LIGHTS.name, "sentence": "Chờ bóng [đã che]", **given, **facts})


def sent_back(**facts):
    given = {"agency_name": LIGHTS.name, "at": NOW, "refused": True, "label": "Đùn đẩy", "sentence": "Của đơn vị"}
    return PublicReturn(**{**given, **facts})


def test_a_promise_that_was_struck_has_no_sentence():
    kept, struck = cells(case(extensions=(promise(), promise(sentence="", struck="Dữ liệu", late=True))), "extensions")
    assert (kept["sentence"], kept["reason"], kept["promised_on"], kept["late"]) == (
        "Chờ bóng [đã che]",
        "Chờ vật tư",
        "2026-12-20",
        False,
    )
    assert (struck["sentence"], struck["position"], struck["late"]) == (None, 2, True)


@pytest.mark.parametrize(
    ("appeal", "told"),
    [
        (None, None),
        (PublicAppeal(at=NOW, outcome="", decided_at=None, words=""), "pending"),
        (PublicAppeal(at=NOW, outcome="granted", decided_at=NOW, words="Đúng"), "granted"),
        (PublicAppeal(at=NOW, outcome="dropped", decided_at=NOW, words=""), "dropped"),
    ],
)
def test_what_became_of_an_appeal(appeal, told):
    assert cell(case(returns=(sent_back(appeal=appeal),)), "appeal", "returns") == told


def test_where_no_reason_and_no_agency_is_known_cells_are_empty():
    returned = sent_back(label="", sentence="", agency_name="", at=None, refused=False)
    (row,) = cells(case(returns=(returned,)), "returns")
    assert (row["reason"], row["sentence"], row["agency_name"], row["at"], row["refused"]) == (None,) * 4 + (False,)
    assert cell(case(extensions=(promise(label="", agency_name=""),)), "reason", "extensions") is None


def test_an_answer_says_how_often_it_was_sent_back_and_nothing_of_what_was():
    given = replace(answer(legal_reason="", text="Đã thay [đã che]"), planned_on=date(2026, 12, 24), amends=True)
    (row,) = cells(case(answers=(given,)), "answers")
    assert (row["returned"], row["refused"], row["amends"], row["planned_on"]) == (1, 1, True, "2026-12-24")
    assert (row["text"], row["legal_reason"]) == ("Đã thay [đã che]", None)
    assert (row["submitted_at"], row["published_at"]) == (told_instant(at(6, 11, 9)), told_instant(at(6, 11, 12)))


def test_an_event_has_no_words_of_anybody():
    event = PublicEvent(kind="case.rate", at=None, role="citizen", sentence="Hay lắm", detail="", words="Lời kín")
    (row,) = cells(case(events=(event,)), "events")
    assert row == {
        "service_request_id": "48213",
        "position": 1,
        "kind": "case.rate",
        "happened_at": None,
        "role": "citizen",
        "reason": None,
    }


def test_in_a_demo_every_table_ends_with_the_notice():
    told = tables(sample=True)
    assert list(told) == list(TABLES)
    assert {table.names[-1] for table in told.values()} == {"notice"}
    assert all(told[name].names[:-1] == TABLES[name].names for name in TABLES)
    assert "notice" not in {name for table in tables(sample=False).values() for name in table.names}
