"""Figures as the API tells them, from figures made by hand: each kind apart, each sum right, nothing for nothing."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from cases.accountability.case_counts import NOTHING, CaseCounts
from cases.accountability.comparison import ComparedRow, Comparison, Group
from cases.accountability.divisions import Divided, DividedRow
from cases.accountability.front import FrontFigures
from cases.accountability.satisfaction import Satisfied, ValueRow, satisfied
from cases.accountability.shown import Counts
from cases.accountability.statistics import MonthRow, SourceRow, SpanRow
from cases.public.case import Named
from cases.rules.figures import Rate
from portal.api.shapes.figures import Agencies, Agency, Division, Figures, Overdue, Satisfaction
from tests.portal import case_samples as samples
from tests.portal.api.city import faults
from tests.portal.case_samples import KIM_LONG, LIGHTS, NOW
from tests.portal.page_samples import rate

SITE = "http://localhost:8000"
#: Ten open: three overdue, two promises broken, one extended. So five in the headline, six past due.
COUNTS = {"open": 10, "overdue": 3, "promise_broken": 2, "extended": 1}
TOLD = {"overdue": 3, "promise_broken": 2, "extended": 1, "past_due": 6, "headline": 5}
NONE = {"overdue": 0, "promise_broken": 0, "extended": 0, "past_due": 0, "headline": 0}
AT = "2026-12-07T08:00:00+07:00"


def read(answer):
    """An answer as a program reads it."""
    return json.loads(answer.model_dump_json())


def part_of(found, names):
    return {name: found[name] for name in names}


# --- agencies --------------------------------------------------------------------------------------------------------


def compared(agency, **facts):
    usual = {"name": agency.name, "slug": agency.slug, "closed": 20, "rate": rate(12, 18), **COUNTS}
    return ComparedRow(**{**usual, **facts})


def comparison(*groups):
    city = compared(Named(slug="", name=""), closed=41, rate=rate(30, 40), is_agency=False)
    return Comparison(at=NOW, groups=groups, city=city, behind=None)


def a_city():
    wards = Group(kind="ward", label="Phường, xã", rows=(compared(KIM_LONG),))
    nobody = compared(Named(slug="khong-ghi", name=""), is_agency=False, rate=rate(0, 0))
    centers = Group(kind="center", label="Trung tâm", rows=(compared(LIGHTS, open=6, overdue=6), nobody))
    return comparison(wards, centers)


def test_agencies_come_kind_by_kind_in_their_order_with_all_together_apart():
    found = read(Agencies.of(a_city(), ""))
    rows = [(row["slug"], row["kind"], row["is_agency"]) for row in found["agencies"]]
    assert rows == [(KIM_LONG.slug, "ward", True), (LIGHTS.slug, "center", True), ("khong-ghi", "center", False)]
    assert found["city"] == {
        **TOLD,
        "open_clocks": 10,
        "closed": 41,
        "on_time": {"numerator": 30, "n": 40, "value": 0.75, "low": 0.5981, "high": 0.8581},
    }
    assert (found["at"], found["notice"]) == (AT, None)
    assert faults(found, "agencies") == []


def test_an_agencys_row_has_its_counts_its_rate_and_where_to_read_on():
    (row, *_rest) = read(Agencies.of(a_city(), "BẢN MẪU"))["agencies"]
    assert part_of(row, TOLD) == TOLD
    assert (row["open_clocks"], row["closed"], row["name"]) == (10, 20, KIM_LONG.name)
    assert part_of(row["on_time"], ("numerator", "n", "value")) == {"numerator": 12, "n": 18, "value": 0.6667}
    assert row["url"] == f"{SITE}/don-vi/ubnd-phuong-kim-long/"
    assert row["api_url"] == f"{SITE}/api/v1/agencies/ubnd-phuong-kim-long"


def test_a_rate_of_nothing_is_null_and_not_zero():
    *_others, nobody = read(Agencies.of(a_city(), ""))["agencies"]
    assert nobody["on_time"] == {"numerator": 0, "n": 0, "value": None, "low": None, "high": None}


def test_a_city_that_has_given_nobody_anything():
    found = read(Agencies.of(comparison(), "BẢN MẪU"))
    assert (found["agencies"], found["notice"]) == ([], "BẢN MẪU")


def test_english_rows_lead_to_english_pages():
    with override("en"):
        (row, *_rest) = read(Agencies.of(a_city(), ""))["agencies"]
    assert row["url"] == f"{SITE}/en/don-vi/ubnd-phuong-kim-long/"
    assert row["api_url"] == f"{SITE}/en/api/v1/agencies/ubnd-phuong-kim-long"


# --- one agency ------------------------------------------------------------------------------------------------------


def portrait(*, satisfied=None, late=(), answered=(), identity=None, tally=None):
    usual = {
        "name": LIGHTS.name,
        "slug": LIGHTS.slug,
        "is_agency": True,
        "kind_label": "Trung tâm",
        "parent": Named(slug="so-xay-dung", name="Sở Xây dựng"),
        "dissolved_on": None,
        "successor": None,
        "predecessors": (KIM_LONG,),
        "names": [SimpleNamespace(name="Công ty Chiếu sáng", since=None, until=date(2019, 6, 30))],
    }
    done = {"awaiting": 4, "closed": 20, "on_time": rate(12, 18), "kept": rate(13, 18), "firm": rate(11, 18)}
    days = {"median_days": 6.123456, "p90_days": 18.94, "oldest_days": 63}
    listed = CaseCounts(open=9, overdue=2, promise_broken=1)
    numbers = SimpleNamespace(**vars(Counts(**COUNTS)), **done, **days, listed=listed, past_due=6, headline=5)
    return SimpleNamespace(
        at=NOW,
        agency=SimpleNamespace(**{**usual, **(identity or {})}),
        tally=SimpleNamespace(**{**vars(numbers), **(tally or {})}),
        satisfied=satisfied,
        past_due_cases=late,
        answered_cases=answered,
    )


def test_an_agency_is_told_by_its_own_clocks_and_its_list_by_the_citizens():
    found = read(Agency.of(portrait(), ""))
    assert part_of(found, TOLD) == TOLD
    assert (found["open_clocks"], found["awaiting"], found["closed"]) == (10, 4, 20)
    assert found["listed"] == {
        "overdue": 2,
        "promise_broken": 1,
        "extended": 0,
        "past_due": 3,
        "headline": 3,
        "open_cases": 9,
    }
    assert [found[name]["numerator"] for name in ("on_time", "kept", "firm")] == [12, 13, 11]
    assert (found["median_days"], found["p90_days"], found["oldest_days"]) == (6.1235, 18.94, 63)
    assert faults(found, "agency") == []


def test_who_an_agency_is_and_was():
    found = read(Agency.of(portrait(), ""))
    assert found["parent"] == {"slug": "so-xay-dung", "name": "Sở Xây dựng"}
    assert found["predecessors"] == [{"slug": KIM_LONG.slug, "name": KIM_LONG.name}]
    assert found["names"] == [{"name": "Công ty Chiếu sáng", "since": None, "until": "2019-06-30"}]
    assert (found["successor"], found["dissolved_on"]) == (None, None)
    assert found["url"] == f"{SITE}/don-vi/chieu-sang/"
    assert found["cases_url"] == f"{SITE}/api/v1/cases?agency=chieu-sang"


def test_one_that_is_no_more_names_who_came_after_it():
    gone = {"dissolved_on": date(2025, 7, 1), "successor": KIM_LONG, "parent": None, "predecessors": (), "names": []}
    found = read(Agency.of(portrait(identity=gone), ""))
    assert (found["dissolved_on"], found["successor"]["slug"]) == ("2025-07-01", KIM_LONG.slug)
    assert (found["parent"], found["predecessors"], found["names"]) == (None, [], [])


def test_days_of_one_that_has_closed_nothing_are_null():
    idle = dict.fromkeys(("median_days", "p90_days", "oldest_days"))
    found = read(Agency.of(portrait(tally=idle), ""))
    assert part_of(found, idle) == idle


def test_its_cases_are_named_in_order_and_not_told_again():
    late = (samples.overdue(), samples.broken(), samples.covered())
    found = read(Agency.of(portrait(late=late, answered=(samples.answered(),)), ""))
    assert [each["title"] for each in found["longest_past_due"]] == [
        "Trụ đèn nghiêng sau bão, dây sà xuống đường",
        "Đèn đường hỏng cả đoạn dài trên đường Kim Long, tối nguy hiểm",
        "Cột đèn trước nhà [đã che: tên người] bị đổ",
    ]
    assert set(found["longest_past_due"][0]) == {"number", "title", "url", "api_url"}
    assert [each["api_url"] for each in found["latest_answered"]] == [f"{SITE}/api/v1/cases/48213"]


# --- satisfaction ----------------------------------------------------------------------------------------------------


def test_three_counts_the_best_first_and_how_many_spoke():
    found = read(Satisfaction.of(satisfied({"satisfied": 3, "not_satisfied": 9, None: 28})))
    counts = [(row["value"], row["n"], row["share"]["numerator"], row["share"]["n"]) for row in found["values"]]
    assert counts == [("satisfied", 3, 3, 12), ("acceptable", 0, 0, 12), ("not_satisfied", 9, 9, 12)]
    assert part_of(found["response"], ("numerator", "n", "value")) == {"numerator": 12, "n": 40, "value": 0.3}


@pytest.mark.parametrize(("notice", "told"), [("", None), ("BẢN MẪU", "BẢN MẪU")])
def test_a_portrait_of_invented_data_says_so(notice, told):
    assert read(Agency.of(portrait(), notice))["notice"] == told


def test_below_five_there_is_none():
    assert Satisfaction.of(satisfied({"satisfied": 4})) is None
    assert read(Agency.of(portrait(satisfied=satisfied({"satisfied": 4})), ""))["satisfaction"] is None


def test_a_share_of_its_own_is_kept_with_its_interval():
    row = ValueRow(value="satisfied", n=1, share=Rate(numerator=1, n=3, value=1 / 3, low=0.06149, high=0.79234))
    (found,) = read(Satisfaction.of(Satisfied(rows=(row,), response=rate(3, 3))))["values"]
    assert found["share"] == {"numerator": 1, "n": 3, "value": 0.3333, "low": 0.0615, "high": 0.7923}


# --- the city --------------------------------------------------------------------------------------------------------


def statistics(**facts):
    usual = {
        "at": NOW,
        "cases": 100,
        "on_time": rate(30, 40),
        "kept": rate(32, 40),
        "firm": rate(28, 40),
        "median_days": 4.0,
        "p90_days": 12.25,
        "months": (
            MonthRow(first=date(2026, 11, 1), last=date(2026, 11, 30), accepted=8, rate=rate(3, 4), answered=5),
            MonthRow(first=date(2026, 12, 1), last=date(2026, 12, 31), accepted=0, rate=rate(0, 0), answered=1),
        ),
        "sources": (SourceRow(source="portal", cases=60, open=9, answered=51),),
        "spans": (SpanRow(first=0, last=1, in_term=7, past_due=0), SpanRow(first=31, last=None, in_term=0, past_due=2)),
        "satisfied": None,
    }
    return SimpleNamespace(**{**usual, **facts})


def front(**facts):
    return FrontFigures(at=NOW, rate=rate(30, 40), **{"median_days": 4.0, "oldest_days": 212, **COUNTS, **facts})


def test_the_city_by_the_citizens_clocks_and_rates_by_the_agencies():
    found = read(Figures.of(statistics(), front(), ""))
    assert part_of(found, TOLD) == TOLD
    assert (found["open_cases"], found["cases"], found["oldest_days"]) == (10, 100, 212)
    assert [found[name]["numerator"] for name in ("on_time", "kept", "firm")] == [30, 32, 28]
    assert (found["median_days"], found["p90_days"], found["satisfaction"]) == (4.0, 12.25, None)
    assert faults(found, "figures") == []


def test_before_any_case_was_accepted_everything_is_nothing():
    found = read(Figures.of(statistics(cases=0, sources=(), median_days=None, p90_days=None), None, ""))
    assert part_of(found, NONE) == NONE
    assert (found["open_cases"], found["oldest_days"], found["median_days"], found["sources"]) == (0, None, None, [])


def test_months_spans_and_sources():
    found = read(Figures.of(statistics(), front(), "BẢN MẪU"))
    november, december = found["months"]
    days = part_of(november, ("first", "last", "accepted", "answered"))
    assert days == {"first": "2026-11-01", "last": "2026-11-30", "accepted": 8, "answered": 5}
    assert (november["on_time"]["value"], december["on_time"]["value"]) == (0.75, None)
    assert found["days_to_answer"] == [
        {"first": 0, "last": 1, "in_term": 7, "past_due": 0},
        {"first": 31, "last": None, "in_term": 0, "past_due": 2},
    ]
    assert found["sources"] == [{"source": "portal", "cases": 60, "open_cases": 9, "answered": 51}]
    assert found["notice"] == "BẢN MẪU"


# --- who is past due -------------------------------------------------------------------------------------------------


ROW = {
    "agency": LIGHTS.name,
    "slug": LIGHTS.slug,
    "overdue": 3,
    "promise_broken": 2,
    "extended": 1,
    "open_clocks": 10,
    "share": 0.5,
    "median_days_late": 18.5,
    "oldest_days_late": 41,
    "oldest_number": 48213,
    "oldest_url": f"{SITE}/a/48213",
}
FILE = {
    "at": "2026-12-07T08:00:00+07:00",
    "agencies": [ROW],
    "total": {**ROW, "agency": None, "slug": None, "oldest_number": None, "oldest_url": None},
    "agencies_past_due": 1,
    "agencies_with_cases": 3,
    "unassigned": {"open_cases": 2, "past_due": 1},
}


@pytest.mark.parametrize("notice", [None, "BẢN MẪU"])
def test_who_is_past_due_is_told_as_the_file_has_it(notice):
    found = read(Overdue.of({**FILE, **({"notice": notice} if notice else {})}))
    assert found == {"notice": notice, **FILE}
    assert faults(found, "overdue") == []


def test_nobody_past_due():
    nothing = dict.fromkeys(ROW) | {"overdue": 0, "promise_broken": 0, "extended": 0, "open_clocks": 4}
    found = read(Overdue.of({**FILE, "agencies": [], "total": nothing, "agencies_past_due": 0}))
    assert found["agencies"] == []
    assert found["total"] == nothing


# --- divisions -------------------------------------------------------------------------------------------------------


def divided(*rows, rest=NOTHING, total=NOTHING):
    return Divided(at=NOW, rows=rows, rest=rest, total=total)


BUSY = DividedRow(name="Kim Long", slug="kim-long", code="19774", **COUNTS, answered=7, answered_in_term=5)
QUIET = DividedRow(name="Vỹ Dạ", slug="vy-da")


@pytest.mark.parametrize(
    ("name", "page", "query"),
    [("ward", "/phuong-xa/kim-long/", "ward=kim-long"), ("category", "/linh-vuc/kim-long/", "category=kim-long")],
)
def test_every_part_leads_to_its_page_and_its_cases(name, page, query):
    row = read(Division.of(name, divided(BUSY, QUIET), ""))["rows"][0]
    assert (row["url"], row["cases_url"]) == (f"{SITE}{page}", f"{SITE}/api/v1/cases?{query}")
    with override("en"):
        row = read(Division.of(name, divided(BUSY, QUIET), ""))["rows"][0]
    assert (row["url"], row["cases_url"]) == (f"{SITE}/en{page}", f"{SITE}/en/api/v1/cases?{query}")


def test_parts_keep_their_order_and_their_counts():
    rest, total = CaseCounts(open=2, overdue=2), CaseCounts(**{**COUNTS, "open": 12, "overdue": 5}, answered=7)
    found = read(Division.of("ward", divided(BUSY, QUIET, rest=rest, total=total), ""))
    busy, quiet = found["rows"]
    assert part_of(busy, TOLD) == TOLD
    assert part_of(busy, ("open_cases", "cases", "answered", "answered_in_term", "code", "name", "slug")) == {
        "open_cases": 10,
        "cases": 17,
        "answered": 7,
        "answered_in_term": 5,
        "code": "19774",
        "name": "Kim Long",
        "slug": "kim-long",
    }
    assert (quiet["code"], quiet["cases"], part_of(quiet, NONE)) == (None, 0, NONE)
    assert (found["rest"]["open_cases"], found["rest"]["headline"]) == (2, 2)
    assert (found["total"]["open_cases"], found["total"]["headline"], found["total"]["cases"]) == (12, 7, 19)
    assert faults(found, "wards") == []


def test_a_division_without_parts():
    found = read(Division.of("ward", divided(), "BẢN MẪU"))
    assert (found["rows"], found["notice"], found["at"]) == ([], "BẢN MẪU", AT)
