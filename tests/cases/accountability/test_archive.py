"""The archive: years and months of what was accepted, as lists of the same days have it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.accountability import present as present_module
from cases.accountability.archive import SHOWN, month_of, parts_of, year
from cases.accountability.case_counts import CaseCounts
from search.indexing import rebuild
from tests.cases.accountability.city import NOW
from tests.cases.accountability.test_views import links, parsed, words
from tests.cases.accountability.told_counts import counted, every_case
from tests.factories import START, Walk, a_case, walk_to

CANARY = "MẬT-7391"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    cache.clear()
    monkeypatch.setattr(present_module.timezone, "now", lambda: NOW)


def plain(counts):
    return CaseCounts(**{name: getattr(counts, name) for name in CaseCounts.__dataclass_fields__})


# --- a year ----------------------------------------------------------------------------------------------------------


def test_the_last_minute_of_a_month_is_the_citys_own(db):
    before, after = (
        Walk(at=datetime(2026, 2, 28, 16, 59, tzinfo=UTC)).accept(),
        Walk(at=datetime(2026, 2, 28, 17, 0, tzinfo=UTC)).accept(),
    )
    assert [each.cases for each in year(2026).months[:3]] == [0, 1, 1]
    assert [case.id for case in month_of(2026, 2).cases] == [before.case.pk]
    assert [case.id for case in month_of(2026, 3).cases] == [after.case.pk]


@pytest.mark.parametrize("number", [1, 1999, 2025, 2027, 9998])
def test_beyond_what_was_accepted_there_are_no_years(db, number):
    a_case("assigned")
    assert year(2026) is not None
    assert year(number) is None
    assert month_of(number, 3) is None


def test_an_empty_city_has_no_archive(db):
    Walk()
    assert year(2026) is None
    assert month_of(2026, 3) is None


def test_a_quiet_year_between_two_others_is_there(db):
    a_case("assigned")
    Walk(at=START - timedelta(days=800)).accept()
    assert (year(2025).total.cases, year(2025).previous, year(2025).next) == (0, 2024, 2026)
    assert month_of(2025, 6).cases == ()


# --- a month ---------------------------------------------------------------------------------------------------------


def test_the_newest_come_first_and_only_a_few(db):
    ids = [Walk(at=START + timedelta(hours=number)).accept().case.pk for number in range(SHOWN + 2)]
    assert [case.id for case in month_of(2026, 3).cases] == ids[::-1][:SHOWN]


def test_the_newest_of_a_month_are_found_without_looking_through_all_cases(db):
    walk_to("answered")
    with CaptureQueriesContext(connection) as asked:
        assert month_of(2026, 3).cases
    (newest,) = [query["sql"] for query in asked if "LIMIT 10" in query["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # so few rows are read whole there, unless that is made to look dear
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        else:  # statistics of a hundred thousand cases
            cursor.execute("ANALYZE")
            rest = "CASE WHEN idx LIKE 'cases_by_state%' THEN ' 30000 2' ELSE substr(stat, instr(stat, ' ')) END"
            cursor.execute(f"UPDATE sqlite_stat1 SET stat = '100000' || {rest} WHERE tbl = 'cases_case'")
            cursor.execute("ANALYZE sqlite_schema")  # reads them anew
        cursor.execute(f"{connection.ops.explain_query_prefix()} {newest}")
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "cases_by_acceptance" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("hidden", ["withdrawn", "figures", "received"])
def test_what_is_not_public_is_in_no_archive(db, hidden):
    a_case("assigned")
    if hidden == "figures":
        Walk(title=CANARY).accept(level="figures", level_reason=CANARY).assign()
    else:
        walk_to(hidden, title=CANARY)
    assert (year(2026).total.cases, month_of(2026, 3).total.cases, len(month_of(2026, 3).cases)) == (1, 1, 1)


# --- the lists behind the numbers ------------------------------------------------------------------------------------


# --- pages -----------------------------------------------------------------------------------------------------------

PAGES = [("year", ["2026"]), ("month", ["2026", "03"])]
DIGITS = ("year_digits", "month_digits")


@pytest.mark.django_db
@pytest.mark.xdist_group("small_city")
@pytest.mark.usefixtures("small_city")
class TestSmallCity:
    """What the archive has of the city of `a_city`."""

    def test_months_hold_what_was_accepted_in_them(self):
        Walk(at=START - timedelta(days=400), title="Năm ngoái").accept().assign()
        found, cases = year(2026), every_case(NOW)
        for each in found.months:
            inside = [c for c in cases if each.first <= timezone.localtime(c.accepted_at).date() <= each.last]
            assert plain(each) == counted(inside), each.first
        assert [each.cases for each in found.months] == [0, 1, 8, *[0] * 9]
        assert plain(found.total) == counted(c for c in cases if timezone.localtime(c.accepted_at).year == 2026)
        assert (found.number, found.previous, found.next) == (2026, 2025, None)
        assert found.busiest.first == date(2026, 3, 1)
        assert (year(2025).previous, year(2025).next, year(2025).total.cases) == (None, 2026, 1)

    def test_parts_of_a_bar_are_all_of_its_cases(self):
        total = year(2026).total
        assert sum(n for _, n in parts_of(total)) == total.cases
        assert dict(parts_of(total))["ext"] == total.extended == 1

    def test_days_stand_in_weeks_from_monday(self):
        found = month_of(2026, 3)
        assert [[day.first.day if day else 0 for day in week] for week in found.weeks] == [
            [0, 0, 0, 0, 0, 0, 1],
            [2, 3, 4, 5, 6, 7, 8],
            [9, 10, 11, 12, 13, 14, 15],
            [16, 17, 18, 19, 20, 21, 22],
            [23, 24, 25, 26, 27, 28, 29],
            [30, 31, 0, 0, 0, 0, 0],
        ]
        counts = {day.first.day: day.cases for week in found.weeks for day in week if day}
        assert {day: n for day, n in counts.items() if n} == {2: 7, 15: 1}
        assert found.total.cases == 8
        assert (found.previous, found.next) == (date(2026, 2, 1), None)
        assert (month_of(2026, 2).previous, month_of(2026, 2).next) == (None, date(2026, 3, 1))

    def test_few_queries(self, django_assert_num_queries):
        with django_assert_num_queries(3):
            year(2026)
        cache.clear()
        with django_assert_num_queries(7):
            month_of(2026, 3)

    def test_each_number_is_the_length_of_its_list(self, client, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
        assert sum(rebuild()) > 0
        followed = 0
        for address in ("/phan-anh/2026/", "/phan-anh/2026/03/", "/phan-anh/2026/02/"):
            page = parsed(client.get(address))
            for link in page.main.find_all("a", href=lambda href: href.startswith("/phan-anh/?")):
                number = (link.b or link).get_text(strip=True)
                if number.isdigit():
                    assert client.get(link["href"]).context["listing"].total == int(number), link["href"]
                    followed += 1
        assert followed > 15

    @pytest.mark.parametrize("language", ["vi", "en"])
    @pytest.mark.parametrize(("name", "digits"), PAGES)
    def test_pages_in_both_languages_within_ten_queries(self, get, name, digits, language):
        Walk(title=CANARY)
        response = get(name, language, **dict(zip(DIGITS, digits, strict=False)))
        page = parsed(response)
        assert page.html["lang"] == language
        assert CANARY not in response.content.decode()
        assert all(link.startswith("/en/") == (language == "en") for link in links(page) if link.startswith("/"))

    def test_the_page_of_a_year(self, client):
        page = parsed(client.get("/phan-anh/2026/"))
        assert words(page.h1) == "Phản ánh năm 2026"
        assert words(page.find(class_="lede")) == "9 phản ánh được tiếp nhận. 2 đã trả lời; 5 trễ hạn hoặc lỡ hẹn."
        assert [words(row) for row in page.tbody.find_all("tr")] == ["02/2026 1 0 1 1 0", "03/2026 8 2 6 4 1"]
        assert words(page.tfoot) == "Cả năm 9 2 7 5 1"
        assert page.tbody.a["href"] == "/phan-anh/2026/02/"
        assert words(page.find("desc", id="months-d")) == (
            "Nhiều nhất tháng 03/2026: 8. Cả năm còn mở 7, trong đó 5 trễ hạn hoặc lỡ hẹn."
        )

    def test_the_page_of_a_month(self, client):
        page = parsed(client.get("/phan-anh/2026/03/"))
        assert words(page.h1) == "Phản ánh tháng 03/2026"
        assert words(page.find(class_="crumb")) == "Phản ánh 2026 03/2026"
        assert [words(cell) for cell in page.find(class_="cal").thead.find_all("th")] == [
            "T2",
            "T3",
            "T4",
            "T5",
            "T6",
            "T7",
            "CN",
        ]
        day = page.find("time", datetime="2026-03-02").find_parent("a")
        assert (words(day), day["href"]) == ("2 : 7", "/phan-anh/?from=2026-03-02&to=2026-03-02")
        assert page.find("time", datetime="2026-03-03").find_parent("a") is None
        assert "/phan-anh/?from=2026-03-01&to=2026-03-31" in links(page)
        assert len(page.select(".rows > li")) == 8
        assert page.find("a", rel="prev")["href"] == "/phan-anh/2026/02/"
        assert page.find("a", rel="next") is None


def test_a_quiet_month_says_so_and_is_not_for_search_engines(db, client):
    a_case("assigned")
    Walk(at=START - timedelta(days=100)).accept()
    page = parsed(client.get("/phan-anh/2026/01/"))
    assert words(page.find(class_="lede")) == "Tháng này không phản ánh nào được tiếp nhận."
    assert page.find("meta", {"name": "robots"})["content"] == "noindex, follow"


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("typed", "address"),
    [("2026/3/", "2026/03/"), ("2026/003/", "2026/03/"), ("02026/", None), ("2026/0003/", "2026/03/")],
)
def test_other_spellings_lead_to_the_one_address(db, client, prefix, typed, address):
    a_case("assigned")
    response = client.get(f"{prefix}/phan-anh/{typed}")
    if address is None:
        assert response.status_code == 404
    else:
        assert (response.status_code, response["Location"]) == (301, f"{prefix}/phan-anh/{address}")


@pytest.mark.parametrize(
    "path", ["2026/13/", "2026/00/", "0/", "99999/", "9999/", "2027/", "2026/04/", "2025/", "0/1/", f"{'9' * 400}/"]
)
def test_what_no_calendar_has_is_not_found(db, client, path):
    a_case("assigned")
    assert client.get(f"/phan-anh/{path}").status_code == 404


def test_archives_are_only_read(db, client):
    a_case("assigned")
    for address in ("/phan-anh/2026/", "/phan-anh/2026/03/"):
        assert client.head(address).status_code == 200
        assert client.post(address).status_code == 405


def test_every_case_leads_to_its_month(db, client):
    case = a_case("assigned", ward="kim-long")
    page = parsed(client.get(f"/a/{case.number}", follow=True))
    assert [link["href"] for link in page.find(class_="crumb").find_all("a")] == [
        "/phan-anh/",
        "/phan-anh/2026/03/",
        "/phuong-xa/kim-long/",
    ]
