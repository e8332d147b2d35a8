"""What pages, calendar and feed read of frozen days: neighbours, what changed, which numbers lead somewhere."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from cases.accountability.frozen.entries import Entries, of_agency, of_day
from cases.accountability.frozen.feed import feed_text
from cases.accountability.frozen.files import cases_text
from cases.accountability.frozen.reading import (
    SHOWN,
    AgencyRow,
    calendar_year,
    day_page,
    days_between,
    frozen_with,
    hidden_numbers,
    last_changed,
    month_of,
    newest_days,
    told,
    years,
)
from cases.public.case import Named
from tests.cases.accountability.frozen.conftest import MONDAY, day, noon
from tests.cases.accountability.frozen.days import a_change, a_day, a_row, corrected, kept
from tests.cases.accountability.stored_clocks import a_case
from tests.factories import KIM_LONG, LIGHTING, an_agency

ATOM = "{http://www.w3.org/2005/Atom}"


def number_of(year, month, in_month):
    """How many days after Monday, 02/03/2026, a day lies."""
    return (date(year, month, in_month) - MONDAY).days


# --- changes ---------------------------------------------------------------------------------------------------------


def left(reason, n=1):
    return [a_change("left", reason=reason, number=number) for number in range(1, n + 1)]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ([], []),
        ([a_change()], []),
        (left("answered"), [("answered", 1)]),
        ([*left("merged"), *left("answered", 2)], [("answered", 2), ("merged", 1)]),
        ([*left("merged"), *left("answered"), *left("corrected")], [("merged", 1), ("answered", 1), ("corrected", 1)]),
    ],
    ids=["none", "what came says no reason", "one", "the most first", "equals as they come"],
)
def test_reasons_are_counted(changes, codes):
    assert told(changes, frozenset()).codes == codes


def test_reasons_are_told_in_the_readers_words():
    found = told([*left("reopened", 2), *left("cancelled")], frozenset())
    assert found.reasons == [("đã trả lời, rồi được mở lại với hạn mới", 2), ("đơn vị thôi phụ trách", 1)]
    with override("en"):
        assert found.reasons == [("answered, then reopened with a new term", 2), ("agency relieved of it", 1)]


@pytest.mark.parametrize(("n", "rest"), [(0, 0), (1, 0), (SHOWN, 0), (SHOWN + 1, 1), (SHOWN + 250, 250)])
def test_of_very_many_changes_the_first_are_shown_and_the_rest_counted(n, rest):
    found = told(left("answered", n), frozenset())
    assert (found.n, found.rest, [row.number for row in found.shown]) == (n, rest, list(range(1, min(n, SHOWN) + 1)))
    assert found.codes == ([("answered", n)] if n else [])


def test_a_change_names_agency_and_case_and_leads_there_if_it_can():
    changes = [a_change(number=7, days=3, verdict="extended"), a_change("left", number=8, reason="merged")]
    came, gone = told(changes, frozenset({8})).shown
    assert (came.number, came.agency, came.verdict, came.days) == (
        7,
        Named(slug="kim-long", name="Kim Long"),
        "extended",
        3,
    )
    assert (came.reason, came.linked) == ("", True)
    assert (gone.reason, gone.linked) == ("đã gộp vào phản ánh khác", False)


@pytest.mark.parametrize(
    ("before", "overdue", "broken", "change"),
    [(None, 4, 1, None), (0, 4, 1, 5), (5, 4, 1, 0), (7, 4, 1, -2), (3, 0, 0, -3)],
    ids=["nobody can say", "new on the list", "the same", "fewer", "extended alone by now"],
)
def test_by_how_much_an_agencys_headline_grew(before, overdue, broken, change):
    row = a_row(overdue=overdue, promise_broken=broken, extended=9)
    assert AgencyRow(row=row, before=before, oldest_linked=True).change == change


@pytest.mark.parametrize(
    ("kinds", "named", "unnamed"),
    [
        ((), 5, 2),
        ((), 7, 0),
        (("overdue",), 3, 1),
        (("promise_broken", "extended"), 3, 0),
        (("extended",), 0, 1),
    ],
    ids=["all kinds", "all named", "one kind", "two kinds", "none named"],
)
def test_what_is_counted_and_not_named(kinds, named, unnamed):
    row = a_row(overdue=4, promise_broken=2, extended=1)
    page = Entries(snapshot=a_day(), row=row, kinds=kinds, entries=(), n=named)
    assert page.unnamed == unnamed


# --- the calendar ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "weeks", "blank_before", "blank_after"),
    [
        (date(2021, 2, 1), 4, 0, 0),  # a Monday, and 28 days
        (date(2026, 3, 1), 6, 6, 5),  # a Sunday, and 31 days
        (date(2024, 2, 1), 5, 3, 3),  # a Thursday, and a leap year
        (date(2025, 12, 1), 5, 0, 4),
    ],
    ids=["four weeks", "six weeks", "a leap year", "to the year's end"],
)
def test_a_month_stands_in_whole_weeks(first, weeks, blank_before, blank_after):
    found = month_of(first, [])
    cells = [cell for week in found.weeks for cell in week]
    assert (found.first, len(found.weeks), len(cells)) == (first, weeks, 7 * weeks)
    days = [cell.day for cell in cells if cell]
    assert days == [first + timedelta(days=n) for n in range(len(days))]
    assert (cells.index(next(filter(None, cells))), cells[::-1].index(next(filter(None, cells[::-1])))) == (
        blank_before,
        blank_after,
    )


def test_days_that_are_not_frozen_stand_empty():
    frozen = [a_day(0), a_day(29)]  # 2 and 31 March
    found = month_of(date(2026, 3, 1), frozen)
    there = {cell.day: cell.frozen for week in found.weeks for cell in week if cell and cell.frozen}
    assert there == {day(0): frozen[0], day(29): frozen[1]}


@pytest.mark.django_db
def test_years_and_their_months(django_assert_num_queries):
    assert (years(), calendar_year(2026)) == ([], None)
    nothing = calendar_year(None)
    assert (nothing.number, nothing.months, nothing.n, nothing.years, nothing.newest) == (0, (), 0, (), None)
    dates = [(2024, 12, 31), (2026, 1, 1), (2026, 3, 31), (2026, 4, 1), (2026, 4, 30)]
    days = {each: kept(number_of(*each)) for each in dates}
    assert years() == [2026, 2025, 2024]
    with django_assert_num_queries(2):
        found = calendar_year(None)
    assert found == calendar_year(2026)
    assert (found.number, found.n, found.newest, found.years) == (2026, 4, days[2026, 4, 30], [2026, 2025, 2024])
    assert [month.first.month for month in found.months] == [4, 3, 1], "the newest first, none without a day"
    april = [cell.day.day for week in found.months[0].weeks for cell in week if cell and cell.frozen]
    assert april == [1, 30]
    quiet = calendar_year(2025)
    assert (quiet.number, quiet.months, quiet.n, quiet.newest) == (2025, [], 0, None), "between two others"
    assert calendar_year(2024).newest == days[2024, 12, 31]
    assert (calendar_year(2023), calendar_year(2027), calendar_year(0)) == (None, None, None)


# --- lists of days ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_days_between_two_newest_first_with_their_corrections(django_assert_num_queries):
    days = {number: kept(number) for number in (3, 1, 2, 5)}
    for hours in (1, 2):
        corrected(days[2], noon(9) + timedelta(hours=hours))
    corrected(days[5], noon(8))
    with django_assert_num_queries(2):
        found, n = days_between(None, None, 3)
    assert ([(each.date, times) for each, times in found], n) == ([(day(5), 1), (day(3), 0), (day(2), 2)], 4)
    for since, until, expected in (
        (day(2), None, [5, 3, 2]),
        (None, day(2), [2, 1]),
        (day(2), day(3), [3, 2]),
        (day(4), day(4), []),
        (day(5), day(1), []),
    ):
        found, n = days_between(since, until, 10)
        assert ([each for each, _times in found], n) == ([days[number] for number in expected], len(expected))
    assert days_between(day(1), None, 1) == ([(days[5], 1)], 4), "how many there are, whatever is asked for"
    assert newest_days(2) == [days[5], days[3]]
    assert last_changed(days.values()) == noon(9) + timedelta(hours=2)
    assert last_changed([days[1], days[3]]) == days[3].frozen_at, "corrections of others are none of theirs"
    assert last_changed([]) is None


# --- one day ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def two_days(db):
    """Kim Long from 2 to 3 late; lighting comes, nobody named leaves; one case that nobody may see by now."""
    hidden = a_case(level="figures").number
    kim_long, lighting, nobody = an_agency(KIM_LONG), an_agency(LIGHTING), an_agency("", slug="chua-giao")
    rows = [
        a_row(KIM_LONG, kim_long.slug, agency=kim_long, overdue=2, extended=5, open=9),
        a_row(agency=nobody, place=2, overdue=4, name="Nguồn không ghi đơn vị", slug="chua-giao", is_agency=False),
    ]
    before = kept(10, *rows, changes=[a_change(number=899, agency=kim_long)], overdue=6)
    cases = [(hidden, "H", "overdue", 9), (900, "A", "promise_broken", 4), (901, "B", "extended", 2)]
    rows = [
        a_row(LIGHTING, lighting.slug, agency=lighting, place=2, overdue=1, oldest_number=902),
        a_row(
            KIM_LONG,
            kim_long.slug,
            agency=kim_long,
            cases=cases_text(cases),
            overdue=2,
            promise_broken=1,
            extended=1,
            oldest_number=hidden,
        ),
    ]
    changes = [
        a_change(number=902, agency=lighting),
        a_change("left", number=hidden, reason="answered", agency=nobody),
        a_change("turned", number=900, verdict="promise_broken", agency=kim_long),
        a_change(number=hidden, agency=kim_long),
    ]
    after = kept(11, *rows, changes=changes, compared_with=day(10), overdue=3, promise_broken=1, oldest_number=hidden)
    return before, after


def test_a_day_beside_the_one_before_it(two_days, django_assert_num_queries):
    before, after = two_days
    with django_assert_num_queries(5):
        page = day_page(day(11))
    assert (page.snapshot, page.before, page.change) == (after, before, 4 - 6)
    assert [(each.row.name, each.before, each.change) for each in page.rows] == [(KIM_LONG, 2, 1), (LIGHTING, 0, 1)]
    assert [each.oldest_linked for each in page.rows] == [False, True]
    assert (page.oldest_linked, page.names_nobody) == (False, False)
    assert [(row.number, row.verdict) for row in page.turned.shown] == [(900, "promise_broken")]
    assert [(row.agency.slug, row.linked) for row in page.left.shown] == [("kim-long", False)]
    assert [row.linked for row in page.came.shown] == [True, False]
    assert page.left.codes == [("answered", 1)]
    assert (page.previous, page.next) == (day(10), None)


def test_the_day_before_knows_of_none_before_it(two_days):
    before, _after = two_days
    page = day_page(day(10))
    assert (page.snapshot, page.before, page.change) == (before, None, None)
    assert [(each.before, each.change) for each in page.rows] == [(None, None), (None, None)]
    assert page.names_nobody, "a row of cases that name no agency"
    assert (page.previous, page.next) == (None, day(11))
    assert [row.number for row in page.came.shown] == [899]


def test_a_day_frozen_before_its_neighbour_is_compared_with_none(two_days):
    """It was frozen while the day before was missing: what it tells was never held against that day."""
    kept(13)
    kept(12)
    page = day_page(day(13))
    assert (page.before, page.previous, page.next) == (None, day(12), None)
    assert day_page(day(14)) is None


def test_rows_and_corrections_of_a_day_are_its_own(two_days, django_assert_num_queries):
    before, after = two_days
    mine = corrected(after, noon(20), "Của ngày này")
    corrected(before, noon(21), "Của hôm trước")
    with django_assert_num_queries(4):
        frozen, corrections = frozen_with(day(11))
    assert (frozen.snapshot, corrections) == (after, [mine])
    assert [row.name for row in frozen.agencies] == [KIM_LONG, LIGHTING], "by place"
    assert [each.kind for each in frozen.changes] == ["came", "left", "turned", "came"], "as they were written"
    assert day_page(day(11)).corrections == [mine]
    assert frozen_with(day(12)) is None


def test_an_agencys_cases_by_kind(two_days, django_assert_num_queries):
    slug = an_agency(KIM_LONG).slug
    with django_assert_num_queries(2):
        page = of_agency(day(11), slug)
    assert [(each.reference, each.verdict, each.days, each.linked) for each in page.entries] == [
        ("H", "overdue", 9, False),
        ("A", "promise_broken", 4, True),
        ("B", "extended", 2, True),
    ]
    assert (page.n, page.unnamed, page.snapshot.date) == (3, 1, day(11))
    some = of_agency(day(11), slug, ["extended", "overdue"])
    assert ([each.reference for each in some.entries], some.n, some.unnamed) == (["H", "B"], 2, 1)
    assert of_agency(day(11), slug, ["in_term"]).entries == []
    assert of_agency(day(11), "chua-giao") is None, "it was past due the day before"
    assert of_agency(day(12), slug) is None


def test_the_cases_of_all_agencies_the_longest_late_first(django_assert_num_queries, db):
    """Of as many days by place; a case that two have stands for each; what is only counted is told for all together."""
    late, both, extended = (7, "A", "overdue", 4), (8, "B", "overdue", 9), (9, "C", "extended", 4)
    rows = [
        a_row(name, agency=an_agency(name), place=place, overdue=2, extended=n, cases=cases_text(cases))
        for place, name, n, cases in ((2, KIM_LONG, 0, [both, late]), (1, LIGHTING, 1, [both, extended]))
    ]
    kept(11, *rows, overdue=5, extended=1)
    with django_assert_num_queries(3):
        page = of_day(day(11))
    told = [(each.agency.name, each.reference) for each in page.entries]
    assert told == [(LIGHTING, "B"), (KIM_LONG, "B"), (LIGHTING, "C"), (KIM_LONG, "A")]
    assert (page.n, page.unnamed) == (4, 2)
    some = of_day(day(11), ["extended"])
    assert ([each.reference for each in some.entries], some.n, some.unnamed) == (["C"], 1, 0)
    assert of_day(day(12)) is None


def test_only_what_is_told_in_figures_by_now_is_hidden(db):
    shown, hidden = a_case(), a_case(level="figures")
    assert hidden_numbers([shown.number, hidden.number, 10**9]) == {hidden.number}
    assert hidden_numbers([]) == frozenset()


# --- the feed --------------------------------------------------------------------------------------------------------


def entries(text):
    feed = ElementTree.fromstring(text)
    return feed, [{child.tag.removeprefix(ATOM): child for child in each} for each in feed.findall(f"{ATOM}entry")]


@pytest.mark.django_db
def test_the_feed_tells_each_day_and_corrects_it(settings, django_assert_num_queries):
    settings.PUBLIC_URL = "https://minhbach.example.vn:8443"
    empty, none = entries(feed_text())
    assert (empty.find(f"{ATOM}updated").text, none) == ("2000-01-01T00:00:00+00:00", [])
    for number in range(1, 32):
        kept(number, overdue=1, agencies_past_due=1)
    ninth = newest_days(30)[22]
    corrected(ninth, noon(40), "Lần đầu.")
    corrected(ninth, noon(41), "Lần sau.")
    with django_assert_num_queries(3):
        text = feed_text()
    feed, found = entries(text)
    assert len(found) == 30, "the newest thirty"
    assert [each["id"].text for each in found[:2]] == [
        "tag:minhbach.example.vn,2026:qua-han/2026-04-02",
        "tag:minhbach.example.vn,2026:qua-han/2026-04-01",
    ]
    assert feed.find(f"{ATOM}updated").text == "2026-04-12T05:00:00+00:00", "when a day was corrected last"
    plain, wrong = found[0], found[22]
    assert plain["title"].text == "Đơn vị quá hạn ngày 02/04/2026"
    assert plain["link"].get("href") == "https://minhbach.example.vn:8443/qua-han/2026-04-02/"
    assert plain["published"].text == plain["updated"].text == "2026-04-02T17:04:59.999999+00:00"
    assert plain["summary"].text == "Đến hết ngày 02/04/2026, 1 đơn vị còn 1 phản ánh trễ hạn hoặc lỡ hẹn."
    assert wrong["summary"].text.endswith("lỡ hẹn. Đính chính ngày 12/04/2026: Lần sau.")
    assert "Lần đầu" not in text
    assert (wrong["published"].text[:10], wrong["updated"].text[:10]) == ("2026-03-11", "2026-04-12")
    with override("en"):
        english, same = entries(feed_text())
    assert english.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert same[0]["title"].text == "Agencies overdue on 02/04/2026"
    assert same[0]["link"].get("href") == "https://minhbach.example.vn:8443/en/qua-han/2026-04-02/"
    assert [each["id"].text for each in same] == [each["id"].text for each in found], "the same for ever"
    assert "Corrected on 12/04/2026: Lần sau." in same[22]["summary"].text
