"""Lists of agencies from rows by hand: sums, changes, files, measures; and what left the portal, month by month."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.utils.translation import override

from cases.accountability.behind import behind
from cases.accountability.case_counts import CaseCounts, summed, together
from cases.accountability.charts import bar_chart
from cases.accountability.comparison import ComparedRow, Comparison, Group
from cases.accountability.extensions import Extensions
from cases.accountability.frozen.today import Today, Turn
from cases.accountability.gone import KINDS, Gone, GoneIn, KindRow, csv_lines
from cases.accountability.lateness import Lateness
from cases.accountability.measures import Measure, Order, measured
from cases.accountability.overdue_files import COLUMNS, as_dict, as_json, as_told
from cases.accountability.overdue_files import csv_lines as overdue_lines
from cases.accountability.overdue_list import OverdueList, OverdueRow, placed_rows
from cases.accountability.present import standing_at
from cases.accountability.reviews import Reviews
from cases.accountability.satisfaction import ValueRow
from cases.accountability.side_by_side import asked_slugs
from cases.accountability.spread import Spread
from cases.accountability.tallies import Load
from cases.models import Agency, Snapshot
from cases.models.event import DECLINED, MERGED, WITHDRAWN
from cases.public.case import Named
from cases.rules.figures import Rate, Tally, rate
from tests.cases.accountability.city import NOW
from tests.cases.accountability.noted import noted
from tests.portal.case_samples import case


def row(name="Sở Xây dựng", overdue=2, broken=1, extended=1, open_=10, **facts):
    given = {"median_days": 12.0, "oldest_days": 19, "oldest": None, **facts}
    agency = Named(slug=name.lower().replace(" ", "-"), name=name) if name else None
    return OverdueRow(agency=agency, overdue=overdue, promise_broken=broken, extended=extended, open=open_, **given)


def listed(*rows, **facts):
    given = {"total": row("", 3, 1, 1, 20), "agencies_all": 5, "unassigned": 4, "unassigned_past_due": 2, **facts}
    return OverdueList(at=NOW, rows=rows, **given)


# --- agencies past due -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "change"), [(None, None), (3, 0), (5, -2), (0, 3)])
def test_a_row_tells_by_how_much_the_headline_grew(before, change):
    assert row(before=before).change == change


def test_a_row_without_a_public_case_has_neither_title_nor_path():
    assert (row().oldest_title, row().oldest_path) == ("", "")
    shown = row(oldest=case())
    assert (shown.oldest_title, shown.oldest_path) == (case().title, "2026/12/den-duong-hong-a48213/")


def test_sums_of_a_row_keep_what_was_extended_apart():
    one = row()
    assert (one.headline, one.past_due, one.in_term, one.share) == (3, 4, 6, 0.3)
    assert row(open_=0, overdue=0, broken=0, extended=0).share is None


@pytest.mark.parametrize(
    ("rows", "late", "names_nobody"),
    [
        ((), 0, False),
        ((row(), row(overdue=0, broken=0)), 1, False),  # the second has only what was extended
        ((row(), row(is_agency=False)), 1, True),
        ((row(is_agency=False, overdue=0, broken=0),), 0, True),
    ],
    ids=["none", "extended", "nobody", "nobody, extended"],
)
def test_agencies_past_due_are_those_of_the_headline_that_are_agencies(rows, late, names_nobody):
    found = listed(*rows)
    assert (found.agencies_past_due, found.names_nobody) == (late, names_nobody)


@pytest.mark.parametrize(("week", "change"), [(None, None), ((2, 1), 1), ((4, 1), -1)])
def test_a_week_ago_is_compared_where_it_was_frozen(week, change):
    frozen = week and Snapshot(overdue=week[0], promise_broken=week[1], extended=90)
    assert listed(today=Today(week=frozen)).change_in_a_week == change


def test_of_what_came_and_left_today_the_first_are_named():
    turns = [Turn(agency=1, case=n, number=n, verdict="overdue") for n in range(200)]
    named = Today(came=turns, left=turns[100:]).cases
    assert named[0] == 0
    assert len(named) < 200
    assert len(named) % 2 == 0, "as many of those that left"
    assert Today().cases == []


@pytest.mark.parametrize("reason", ["", "answered", "nobody-knows"])
def test_a_turn_says_why_it_left_where_that_is_known(reason):
    turn = Turn(agency=1, case=1, number=1, verdict="overdue", reason=reason)
    assert bool(turn.label) is (reason == "answered")


def load(overdue=0, broken=0, extended=0, open_=9):
    """A load in which so much is past due, each kind alone."""
    late = overdue + broken + extended
    return Load(tally=Tally(open=open_, overdue=late, promise_broken=broken, extended=extended))


def days(oldest, case_id=0):
    return Lateness(median_days=1.0, oldest_days=oldest, oldest_case=case_id)


AGENCIES = {
    pk: Agency(pk=pk, name=name, slug=f"a{pk}", source_name=name)
    for pk, name in {
        1: "Ông Ích Khiêm",
        2: "An Cựu",
        3: "Đông Ba",
        4: "Dương Nỗ",
        5: "",
        6: "Vỹ Dạ",
        7: "Âu Cơ",
    }.items()
}


def test_most_late_first_of_equals_the_oldest_then_by_the_vietnamese_alphabet():
    found = {
        1: load(overdue=1),
        2: load(extended=8),  # stands last, however much that is
        3: load(broken=1),
        4: load(overdue=1),
        5: load(overdue=1),  # nobody's
        6: load(overdue=1, extended=1),
        7: load(open_=50),  # nothing past due
        99: load(overdue=9),  # an agency nobody knows any more
    }
    late = {pk: days(5, 100 + pk) for pk in (1, 3, 4, 5)} | {6: days(9, 106)}
    placed = placed_rows(noted(loads=found, lateness=late, open_lists={3: CaseCounts(open=4)}), AGENCIES)
    assert [(row.agency.slug, case_id) for row, case_id in placed] == [
        *(("a6", 106), ("a4", 104), ("a3", 103)),
        *(("a5", 105), ("a1", 101), ("a2", None)),
    ]
    rows = {row.agency.slug: row for row, _case in placed}
    assert [slug for slug, row in rows.items() if not row.is_agency] == ["a5"]
    assert (rows["a3"].overdue, rows["a3"].promise_broken, rows["a3"].listed.open) == (0, 1, 4)
    assert (rows["a6"].overdue, rows["a6"].extended, rows["a6"].oldest_days) == (1, 1, 9)
    assert (rows["a2"].median_days, rows["a2"].oldest_days, rows["a2"].listed) == (None, None, CaseCounts())


# --- as files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "column", "value"),
    [
        ({}, "agency", "Sở Xây dựng"),
        ({}, "overdue", 2),
        ({}, "promise_broken", 1),
        ({}, "extended", 1),
        ({}, "open_clocks", 10),
        ({"overdue": 1, "broken": 1, "open_": 3}, "share", 0.6667),
        ({"open_": 0}, "share", None),
        ({"median_days": 12.5}, "median_days_late", 12.5),
        ({"median_days": 12.3333}, "median_days_late", 12.33),
        ({"median_days": 0.0}, "median_days_late", 0),
        ({"median_days": None, "oldest_days": None}, "median_days_late", None),
        ({"oldest_days": 0}, "oldest_days_late", 0),
        ({}, "oldest_number", None),
        ({}, "oldest_url", None),
        ({"oldest": case()}, "oldest_number", 48213),
    ],
)
def test_a_cell_of_the_list(facts, column, value):
    told = as_dict(row(**facts))
    assert told[column] == value
    assert {"at", *told} == set(COLUMNS)


def test_the_oldest_case_leads_to_its_page_in_the_readers_language(settings):
    settings.PUBLIC_URL = "https://minhbach.vn"
    with override("en"):
        assert as_dict(row(oldest=case()))["oldest_url"].startswith("https://minhbach.vn/en/phan-anh/2026/12/")
    assert as_dict(row(oldest=case()))["oldest_url"].startswith("https://minhbach.vn/phan-anh/2026/12/")


@pytest.mark.parametrize("demo", [False, True])
def test_both_files_tell_the_same_agencies(settings, demo):
    settings.DEMO = demo
    found = listed(row("=Sở, “A”"), row("Đội\nB", median_days=1.5))
    head, *lines = csv.reader(StringIO("".join(overdue_lines(found)), newline=""))
    told = json.loads(as_json(found))
    assert head == [*COLUMNS, *(["notice"] if demo else [])]
    assert [line[1] for line in lines] == ["'=Sở, “A”", "Đội\nB"]
    assert [each["agency"] for each in told["agencies"]] == ["=Sở, “A”", "Đội\nB"], "a program reads the name itself"
    assert [line[0] for line in lines] == [told["at"]] * 2 == [NOW.isoformat()] * 2
    assert (next(iter(told)) == "notice") is demo
    assert all(line[-1].startswith("BẢN MẪU") is demo for line in lines)
    assert (told["total"]["overdue"], told["total"]["agency"]) == (3, None)
    assert (told["agencies_past_due"], told["agencies_with_cases"]) == (2, 5)
    assert told["unassigned"] == {"open_cases": 4, "past_due": 2}


def test_lines_are_made_in_the_language_of_the_request_though_they_are_sent_later():
    with override("en"):
        lines = overdue_lines(listed(row(oldest=case())), mark=True)
    text = "".join(lines)
    assert text.startswith("\ufeffat,agency,")
    assert "/en/phan-anh/" in text
    assert as_told(listed())["agencies"] == []


# --- agencies of one kind --------------------------------------------------------------------------------------------


def compared(name, numerator, n, pk, **facts):
    counts = {"open": 0, "overdue": 0, "promise_broken": 0, "extended": 0, "closed": n}
    return ComparedRow(name=name, slug=name.lower(), pk=pk, rate=rate(numerator, n), **counts, **facts)


def comparison(*groups):
    told = tuple(Group(kind=label, label=label, rows=rows) for label, *rows in groups)
    return Comparison(
        at=NOW, groups=told, city=compared("", 150, 300, 0, is_agency=False), behind=behind(Tally(), NONE)
    )


NONE = CaseCounts()
WARDS = ("Phường", compared("A", 5, 100, 1), compared("B", 50, 100, 2), compared("C", 97, 100, 3))
NOBODY = compared("Không ai", 100, 100, 9, is_agency=False)


@pytest.mark.parametrize(
    ("group", "order", "ranks", "enough"),
    [
        (WARDS, Order.ALL, [3, 2, 1], 3),
        ((*WARDS[:3], NOBODY), Order.ALL, [2, 1], 2),  # what is no agency has no place among them
        ((*WARDS, compared("D", 1, 29, 4)), Order.SOME, [3, 2, 1, None], 3),
        ((*WARDS[:2],), Order.ALONE, [None], 1),
        ((*WARDS[:2], compared("D", 1, 29, 4)), Order.TOO_FEW, [None, None], 1),
        (("Phường", compared("A", 50, 100, 1), compared("B", 55, 100, 2)), Order.OVERLAP, [None, None], 2),
    ],
    ids=["all", "nobody", "some", "alone", "too few", "overlap"],
)
def test_a_kind_is_ranked_where_an_order_can_be_told(group, order, ranks, enough):
    (found,) = measured(comparison(group), Measure.ON_TIME).groups
    assert (found.order, [each.rank for each in found.rows], found.compared) == (order, ranks, enough)
    assert [each.name for each in found.rows] == [each.name for each in group[1:] if each.is_agency], "by name still"


def test_a_kind_without_agencies_is_left_out_and_the_city_stands_apart():
    found = measured(comparison(WARDS, ("Khác", NOBODY)), Measure.ON_TIME)
    assert [group.label for group in found.groups] == ["Phường"]
    assert (found.of_city.rate, found.of_city.rank) == (rate(150, 300), None)


def test_by_days_nobody_is_ranked_and_the_city_has_its_own_middle():
    spreads = {1: Spread(n=3, median=2.0, p90=5.0), 2: Spread(n=4, median=1.0, p90=2.0)}
    counted = {"took__agency": spreads, "city_took": Spread(n=0, median=1.5, p90=4.0)}
    with standing_at(noted(**counted)):
        found = measured(comparison(WARDS), Measure.DAYS)
    (group,) = found.groups
    assert (group.order, group.compared, [each.rank for each in group.rows]) == (Order.NEVER, 0, [None] * 3)
    assert [each.took.n for each in group.rows] == [3, 4, 0]
    assert (found.of_city.took, found.of_city.rate) == (Spread(n=7, median=1.5, p90=4.0), None)


def test_by_another_rate_who_has_none_has_a_rate_of_nothing():
    kept = {1: rate(1, 40), 2: rate(39, 40), 0: rate(40, 80)}
    with standing_at(noted(promises_kept__agency=kept)):
        found = measured(comparison(WARDS), Measure.KEPT)
    (group,) = found.groups
    assert [each.rate for each in group.rows] == [rate(1, 40), rate(39, 40), rate(0, 0)]
    assert (group.order, [each.rank for each in group.rows]) == (Order.SOME, [2, 1, None])
    assert found.of_city.rate == rate(40, 80)


@pytest.mark.parametrize(
    ("values", "slugs"),
    [([], []), (["a,b"], ["a", "b"]), (["a", "b", "a"], ["a", "b"]), ([" a , ,b,", ""], ["a", "b"]), ([","], [])],
)
def test_each_agency_is_asked_for_once(values, slugs):
    assert asked_slugs(values) == slugs


# --- counts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "verdict", "counts"),
    [
        ("in_progress", "in_term", {"open": 3}),
        ("in_progress", "", {"open": 3}),
        ("in_progress", "overdue", {"open": 3, "overdue": 3}),
        ("in_progress", "promise_broken", {"open": 3, "promise_broken": 3}),
        ("in_progress", "extended", {"open": 3, "extended": 3}),
        ("answered", "in_term", {"answered": 3, "answered_in_term": 3}),
        ("answered", "extended", {"answered": 3, "answered_late": 3}),
        ("answered", "overdue", {"answered": 3, "answered_late": 3}),
        ("answered", "", {"answered": 3}),  # nobody knows whether in term
        ("withdrawn", "overdue", {}),
        ("received", "in_term", {}),
    ],
)
def test_cases_that_are_alike_count_as(state, verdict, counts):
    rows = [
        {"key": 7, "state": state, "verdict": verdict, "n": 3},
        {"key": 8, "state": "answered", "verdict": "", "n": 1},
    ]
    found = summed([*rows, rows[1]])
    assert found == {7: CaseCounts(**counts), 8: CaseCounts(answered=2)}
    assert together(found.values()).cases == 2 + counts.get("open", 0) + counts.get("answered", 0)
    assert together([]) == CaseCounts()


def test_a_rate_of_nothing_is_no_rate():
    assert Reviews().first_rate == rate(0, 0)
    assert Reviews(looked_at=4, at_first=3, returned=9).first_rate == rate(3, 4)
    assert Extensions(fates={}).kept.value is None
    nothing = Rate(numerator=0, n=0, value=None, low=None, high=None)
    assert ValueRow(value="satisfied", n=0, share=nothing).width == "0.00%"


# --- what is gone ----------------------------------------------------------------------------------------------------


def gone(*months):
    kinds = tuple(KindRow(name=kind, css="", n=n, reasons=()) for n, kind in enumerate(KINDS, 2))
    told = tuple(GoneIn(first=first, counts=counts) for first, counts in months)
    return Gone(at=NOW, kinds=kinds, declined=rate(2, 10), months=told, chart=bar_chart([]))


def test_what_is_gone_is_summed_by_way_and_by_month():
    found = gone((date(2026, 2, 1), (3, 0, 1)), (date(2026, 3, 1), (0, 2, 0)))
    assert [month.all for month in found.months] == [4, 2]
    assert (found.all, found.of_months) == (2 + 3 + 4, 6)
    assert list(KINDS) == [DECLINED, MERGED, WITHDRAWN], "the order of the columns"


@pytest.mark.parametrize(("demo", "mark"), [(False, False), (True, False), (False, True)])
def test_the_file_has_a_line_a_month(settings, demo, mark):
    settings.DEMO = demo
    lines = list(csv_lines(gone((date(2025, 12, 1), (3, 0, 1)), (date(2026, 1, 1), (0, 2, 0))), mark=mark))
    assert (lines[0] == "\ufeff") is mark
    head, *rows = csv.reader(StringIO("".join(lines[mark:]), newline=""))
    assert head[:5] == ["at", "month", "declined", "merged", "withdrawn"]
    assert [row[1:5] for row in rows] == [["2025-12", "3", "0", "1"], ["2026-01", "0", "2", "0"]]
    assert {row[0] for row in rows} == {NOW.isoformat()}
    assert [row[5].startswith("BẢN MẪU") for row in rows] == [True, True] if demo else len(head) == 5
