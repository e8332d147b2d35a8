"""Figures of the whole city: twelve months, days to an answer, sources, and the page that draws them."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache

from cases.accountability import present as present_module
from cases.accountability.statistics import MONTHS, SPANS, statistics
from tests.cases.accountability.city import NOW
from tests.cases.accountability.test_views import links, parsed, words
from tests.factories import START, Walk, a_case, an_agency, walk_to

CANARY = "MẬT-7391"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    cache.clear()
    monkeypatch.setattr(present_module.timezone, "now", lambda: NOW)


# --- months ----------------------------------------------------------------------------------------------------------


def test_twelve_months_up_to_this_one(db):
    found = statistics()
    assert len(found.months) == MONTHS
    assert (found.months[0].since, found.months[-1].until) == ("2025-04-01", "2026-03-31")


def test_a_month_ends_at_the_citys_midnight(db):
    Walk(at=datetime(2026, 2, 28, 16, 59, tzinfo=UTC)).accept()
    Walk(at=datetime(2026, 2, 28, 17, 0, tzinfo=UTC)).accept()
    assert [row.accepted for row in statistics().months[-2:]] == [1, 1]


def test_an_open_case_in_term_is_in_no_rate_yet(db):
    Walk(at=NOW - timedelta(days=1)).accept()
    row = statistics().months[-1]
    assert (row.accepted, row.rate.n, row.rate.value) == (1, 0, None)
    assert statistics().newest_year == 2026


# --- days to an answer -----------------------------------------------------------------------------------------------


def test_spans_follow_one_another_from_nothing_to_everything():
    assert SPANS[0][0] == 0
    assert all(a[1] + 1 == b[0] for a, b in itertools.pairwise(SPANS))
    assert SPANS[-1][1] is None


@pytest.mark.parametrize(
    ("ran", "label"),
    [
        (timedelta(0), "0–1"),
        (timedelta(days=2, microseconds=-1), "0–1"),
        (timedelta(days=2), "2–3"),
        (timedelta(days=8, microseconds=-1), "6–7"),
        (timedelta(days=8), "8–10"),
        (timedelta(days=31, microseconds=-1), "15–30"),
        (timedelta(days=31), ">30"),
        (timedelta(days=-1), "0–1"),
        (timedelta(days=-1, microseconds=-1), None),
    ],
)
def test_whole_days_of_24_hours(db, ran, label):
    case = a_case("answered")
    clock = case.standings.get(assignment=None, phase="answered")
    case.standings.filter(pk=clock.pk).update(stopped_at=clock.started_at + ran)
    assert {row.label: row.all for row in statistics().spans if row.all} == ({label: 1} if label else {})


def test_in_term_and_past_due_apart(db):
    a_case("answered")
    a_case("answered_late")
    found = statistics()
    assert {row.label: (row.in_term, row.past_due) for row in found.spans if row.all} == {
        "2–3": (1, 0),
        "11–14": (0, 1),
    }
    assert (found.answers, found.within_a_week) == (2, 1)


def test_a_reopened_case_is_answered_no_more(db):
    a_case("reopened")
    assert statistics().answers == 0


# --- sources and privacy ---------------------------------------------------------------------------------------------


def test_by_source_most_first(db):
    for source in ("portal", "boston", "boston"):
        case = a_case("assigned")
        type(case).objects.filter(pk=case.pk).update(source=source)
    assert [(row.name, row.cases, row.open) for row in statistics().sources] == [
        ("Boston", 2, 2),
        ("Qua các kênh của thành phố", 1, 1),
    ]


@pytest.mark.parametrize("hidden", ["withdrawn", "figures", "received"])
def test_what_is_not_public_counts_nowhere(db, hidden):
    if hidden == "figures":
        Walk(title=CANARY).accept(level="figures", level_reason=CANARY).assign()
    else:
        walk_to(hidden, title=CANARY)
    found = statistics()
    assert (found.cases, found.accepted, found.answered, found.answers) == (0, 0, 0, 0)


def test_how_a_report_came_in_is_not_told(db, client):
    case = a_case("assigned")
    type(case).objects.filter(pk=case.pk).update(channel=CANARY)
    assert CANARY not in client.get("/so-lieu/").content.decode()


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.xdist_group("small_city")
@pytest.mark.usefixtures("small_city")
class TestSmallCity:
    """The figures of the city of `a_city`."""

    def test_what_was_accepted_and_answered_in_a_month(self):
        Walk(at=START - timedelta(days=400), title="Trước nữa").accept().assign().later(days=380).submit().approve()
        found = {row.first.month: row for row in statistics().months}
        assert {
            month: (row.accepted, row.answered) for month, row in found.items() if row.accepted or row.answered
        } == {
            2: (1, 1),
            3: (8, 2),
        }
        assert (found[3].rate.numerator, found[3].rate.n) == (1, 7)
        assert (found[2].rate.numerator, found[2].rate.n) == (0, 1), "open and past due: not in time"
        assert (statistics().of_months.numerator, statistics().of_months.n) == (1, 8)

    def test_eight_queries(self, django_assert_num_queries):
        with django_assert_num_queries(8):
            statistics()

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_the_page_in_both_languages_within_ten_queries(self, get, language):
        page = parsed(get("statistics", language))
        assert page.html["lang"] == language
        assert all(link.startswith("/en/") == (language == "en") for link in links(page) if link.startswith("/"))

    def test_charts_say_what_they_show_and_tables_have_the_numbers(self, get):
        page = parsed(get("statistics"))
        assert {words(chart.desc) for chart in page.find_all("svg", role="img")} == {
            "9 phản ánh được tiếp nhận trong mười hai tháng.",
            "2 phản ánh được trả lời trong mười hai tháng.",
            "Cả mười hai tháng 12,5 %, khoảng 2,2–47,1 %; n = 8, chưa đủ để so sánh.",
            "1 trong 2 câu trả lời đến trong vòng bảy ngày.",
            "Đến nay 14,3 %, khoảng 2,6–51,3 %; n = 7, chưa đủ để so sánh.",
            "Đến nay 12,5 %, khoảng 2,2–47,1 %; n = 8, chưa đủ để so sánh.",
            "0 trong 7 phản ánh đang mở đã hơn ba mươi ngày.",
        }
        months, _rates, ages, days = page.find_all("details")
        assert [words(row) for row in ages.tbody.find_all("tr")][:2] == ["0–7 1 0", "8–30 0 6"]
        rows = [words(row) for row in months.tbody.find_all("tr")]
        assert rows[-2:] == ["02/2026 1 0 0,0 % 0,0–79,3 % 1", "03/2026 8 2 14,3 % 2,6–51,3 % 7"]
        assert "11–14 0 1" in [words(row) for row in days.tbody.find_all("tr")]
        assert "/phan-anh/?from=2026-03-01&to=2026-03-31" in links(page)
        assert "/phan-anh/2026/" in links(page)

    def test_few_cases_give_hollow_dots(self, get):
        dots = parsed(get("statistics")).find_all("circle")
        assert {tuple(dot["class"]) for dot in dots} == {("dot", "few")}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_reporters_say_of_answers(db, get, language):
    few = "Chưa đủ 5 người đánh giá." if language == "vi" else "Fewer than 5 people have rated."
    for value in ("satisfied", "satisfied", "acceptable", "not_satisfied"):
        walk_to("answered").rate(value, reason=CANARY)
    part = parsed(get("statistics", language)).find(id="h-satisfied").find_parent("section")
    assert few in words(part)
    assert part.table is None, "not a word of four"
    walk_to("answered").rate("not_satisfied")
    walk_to("answered")
    part = parsed(get("statistics", language)).find(id="h-satisfied").find_parent("section")
    assert [[words(cell) for cell in row.find_all("td")[1:]] for row in part.tbody.find_all("tr")] == (
        [["2", "40,0 %", "2"], ["1", "20,0 %", "1"], ["2", "40,0 %", "2"]]
        if language == "vi"
        else [["2", "40.0 %", "2"], ["1", "20.0 %", "1"], ["2", "40.0 %", "2"]]
    )
    assert ("83,3 %" if language == "vi" else "83.3 %") in words(part.caption)
    assert CANARY not in str(part)


def test_an_empty_city_is_told_calmly(db, get):
    page = parsed(get("statistics"))
    assert words(page.find(class_="lede")) == "Chưa có phản ánh nào được trả lời."
    assert "Chưa có câu trả lời nào để đếm ngày." in words(page.main)
    assert "Chưa có phản ánh nào." in words(page.main)
    assert not any(link.startswith("/phan-anh/2") for link in links(page))


def test_the_page_is_only_read_and_its_queries_do_not_grow(db, client, get):
    for number in range(5):
        Walk(title=f"Việc {number}").accept().assign(an_agency(f"Đơn vị {number}")).later(days=1).submit().approve()
    assert get("statistics").status_code == 200
    assert client.head("/so-lieu/").status_code == 200
    assert client.post("/so-lieu/").status_code == 405
    assert statistics().months[-1].first == date(2026, 3, 1)
