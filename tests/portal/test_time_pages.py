"""Archives, the backlog and the city's figures: much, little and nothing, without a database."""

import pytest

from tests.portal.test_figure_pages import figures, table, words


def hrefs(element) -> list[str]:
    return [link["href"] for link in element.find_all("a")]


def bars(chart) -> list[str]:
    return [rect["class"][0] for rect in chart.find_all("rect")]


# --- a year -----------------------------------------------------------------------------------------------------------


def test_a_year_has_its_months_in_chart_and_table(page_of):
    page = page_of("year")
    rows = table(page)
    assert len(rows) == 13
    assert rows[1] == {
        "Tháng": "02/2026",
        "Tiếp nhận": "61.284",
        "Đã trả lời": "51.284",
        "Còn mở": "10.000",
        "Trễ hoặc lỡ hẹn": "4.017",
        "Đã gia hạn": "6",
    }
    assert rows[-1]["Tháng"] == "Cả năm"
    chart = page.find("svg", role="img")
    assert words(chart.desc) == (
        "Nhiều nhất tháng 02/2026: 61.284. Cả năm còn mở 10.011, trong đó 4.017 trễ hạn hoặc lỡ hẹn."
    )
    assert bars(chart)[2:7] == ["bar-0", "bar", "ext", "broken", "late"], "from the base line up"


def test_numbers_too_long_for_their_bars_stand_in_the_table_only(page_of):
    chart = page_of("year").find("svg", role="img")
    assert [words(text) for text in chart.find_all("text")] == [str(n) for n in range(1, 13)]


def test_a_month_of_the_table_leads_to_its_page_and_its_lists(page_of):
    row = page_of("year").tbody.find_all("tr")[1]
    days = "/phan-anh/?from=2026-02-01&to=2026-02-28"
    assert hrefs(row) == [
        "/phan-anh/2026/02/",
        days,
        f"{days}&state=answered",
        f"{days}&state=in_progress&state=reopened",
        f"{days}&verdict=overdue&verdict=promise_broken",
        f"{days}&verdict=extended",
    ]


@pytest.mark.parametrize(("name", "beside"), [("year", ["2025"]), ("year-quiet", ["2025", "2027"])])
def test_years_beside_it(page_of, name, beside):
    links = page_of(name).find_all("a", rel=["prev", "next"])
    assert [words(link) for link in links] == beside
    assert [link["href"] for link in links] == [f"/phan-anh/{each}/" for each in beside]


def test_a_quiet_year_has_no_chart_and_no_months(page_of):
    page = page_of("year-quiet")
    assert page.find("svg", role="img") is None
    assert page.tbody.find_all("tr") == []
    assert words(page.find(class_="lede")) == "0 phản ánh được tiếp nhận. 0 đã trả lời; 0 trễ hạn hoặc lỡ hẹn."


# --- a month ----------------------------------------------------------------------------------------------------------


def test_a_month_is_a_calendar(page_of):
    page = page_of("month")
    weeks = page.find(class_="cal").tbody.find_all("tr")
    assert [words(cell) for cell in weeks[0].find_all("td")] == ["", "", "", "", "", "", "1: 3"]
    assert words(weeks[1].td) == "2: 61.284"
    assert hrefs(weeks[1].td) == ["/phan-anh/?from=2026-11-02&to=2026-11-02"]
    assert [link["href"] for link in page.find_all("a", rel=["prev", "next"])] == [
        "/phan-anh/2026/10/",
        "/phan-anh/2026/12/",
    ]


def test_a_month_says_how_it_stands_and_shows_its_newest(page_of):
    page = page_of("month")
    stands = page.find_all("table")[1]
    rows = {words(row.th): words(row.td) for row in stands.find_all("tr")[1:]}
    assert rows["Lỡ hẹn"] == str(17 * 22)
    assert list(rows) == ["Đã trả lời", "Còn mở", "Trễ hạn", "Lỡ hẹn", "Đã gia hạn", "Tiếp nhận"]
    assert len(page.select(".rows > li")) == 3
    assert "/phan-anh/?from=2026-11-01&to=2026-11-30" in hrefs(page.main)


def test_a_quiet_month_has_days_without_numbers(page_of):
    page = page_of("month-quiet")
    assert page.find(class_="cal").find_all("a") == []
    assert len(page.find(class_="cal").find_all("time")) == 30
    assert words(page.find(class_="lede")) == "Tháng này không phản ánh nào được tiếp nhận."
    assert "Không có phản ánh nào." in words(page.main)


def test_the_menu_knows_where_the_archive_belongs(page_of):
    marked = page_of("month").find("nav", class_="nav").find_all(attrs={"aria-current": True})
    assert [words(link) for link in marked] == ["Phản ánh"]


# --- the backlog ------------------------------------------------------------------------------------------------------


def test_the_backlog_with_what_nobody_explained_on_top(page_of):
    page = page_of("backlog")
    assert figures(page) == {
        "Chưa ai nói vì sao": ("10.081", "mở hơn 30 ngày, không có gia hạn nào"),
        "Mở hơn 30 ngày": ("10.096", "15 có lý do và ngày hẹn công khai"),
        "Mở hơn 90 ngày": ("17", "lâu nhất 10.000 ngày"),
    }
    assert len(page.find_all(class_="hot")) == 1
    assert hrefs(page.find("dl", class_="figs")) == [
        "/ton-dong/?only=unexplained#h-cases",
        "/ton-dong/?only=30#h-cases",
        "/ton-dong/?only=explained#h-cases",
        "/ton-dong/?only=90#h-cases",
    ]


def test_the_backlog_by_agency(page_of):
    section = page_of("backlog").find(id="h-agencies").find_parent("section")
    rows = table(section)
    assert rows[0] == {
        "Đơn vị": "Chưa giao đơn vị nào",
        "Chưa ai nói vì sao": "10.000",
        "Mở hơn 30 ngày": "10.000",
        "Mở hơn 90 ngày": "0",
        "Trả lời chờ duyệt": "0",
    }
    assert rows[2]["Trả lời chờ duyệt"] == "36"


def test_what_waits_at_the_center_has_an_age_only_where_something_waits(page_of):
    def rows(name):
        section = page_of(name).find(id="h-center").find_parent("section")
        return [words(row) for row in section.tbody.find_all("tr")]

    assert rows("backlog") == [
        "Đã gửi, chưa tiếp nhận 1 dưới 1 ngày",
        "Đã tiếp nhận, chưa giao đơn vị nào 3 12 ngày",
        "Câu trả lời chờ duyệt 40 9 ngày",
    ]
    assert rows("backlog-none") == [
        "Đã gửi, chưa tiếp nhận 0 –",
        "Đã tiếp nhận, chưa giao đơn vị nào 0 –",
        "Câu trả lời chờ duyệt 0 –",
    ]


def test_a_further_page_of_the_backlog_leads_back_and_on_and_is_not_indexed(page_of):
    page = page_of("backlog")
    assert hrefs(page.find("nav", class_="pager")) == [
        "/ton-dong/?only=30#h-cases",
        "/ton-dong/?only=30&after=0_1_1#h-cases",
    ]
    assert page.find("meta", {"name": "robots"})["content"] == "noindex, follow"
    assert page_of("backlog-none").find("meta", {"name": "robots"}) is None
    assert page_of("backlog-none").find("nav", class_="pager") is None


def test_no_backlog_is_said_in_words(page_of):
    page = page_of("backlog-none")
    assert words(page.find(class_="lede")) == "Không phản ánh nào mở hơn 30 ngày."
    assert page.find_all(class_="hot") == []
    assert page.find(id="h-agencies").find_parent("section").table is None


# --- figures ----------------------------------------------------------------------------------------------------------


def test_figures_with_interval_and_n(page_of):
    assert figures(page_of("statistics")) == {
        "Phản ánh công khai": ("61.284", "từ trước đến nay"),
        "Trả lời đúng hạn": ("84,6 %", "khoảng 83,9–85,3 %; n = 9.731"),
        "Nếu tính gia hạn kịp thời": ("84,6 %", "khoảng 83,9–85,3 %; n = 9.731"),
        "Đúng hạn, không bị mở lại": ("84,6 %", "khoảng 83,9–85,3 %; n = 9.731"),
        "Trả lời sau, trung vị": ("4 ngày", "9 trong 10 dưới 18,9 ngày"),
    }


def test_every_chart_has_title_finding_and_table(page_of):
    page = page_of("statistics")
    charts = page.find_all("svg", role="img")
    assert [words(chart.find("title")) for chart in charts] == [
        "Tiếp nhận mỗi tháng",
        "Trả lời mỗi tháng",
        "Tỷ lệ đúng hạn theo tháng tiếp nhận",
        "Tỷ lệ giữ lời theo tháng giao việc",
        "Tỷ lệ bền theo tháng giao việc",
        "Đang mở đã bao lâu",
        "Số ngày đến khi trả lời",
    ]
    assert all(words(chart.desc) for chart in charts)
    assert len(page.find_all("details")) == 4
    assert words(page.find_all("desc")[5]) == "525 trong 750 phản ánh đang mở đã hơn ba mươi ngày."
    rows = table(page.find("details"))
    assert len(rows) == 12
    assert (rows[6]["Tiếp nhận"], rows[6]["Đúng hạn"], rows[6]["n"]) == ("702", "20,0 %", "30")
    assert (rows[0]["Tiếp nhận"], rows[0]["Đúng hạn"], rows[0]["Khoảng 95 %"]) == ("0", "–", "–")


def test_a_month_without_a_rate_has_no_dot_and_few_cases_a_hollow_one(page_of):
    for chart in page_of("statistics").find_all("svg", role="img")[2:5]:
        assert [dot["class"] for dot in chart.find_all("circle")] == [["dot", "few"]] * 5 + [["dot"]] * 6
        assert len(chart.select("line.line")) == 10
        assert len(chart.select("line.city")) == 1


def test_answers_in_term_and_after_it_stand_on_one_another(page_of):
    chart = page_of("statistics").find_all("svg", role="img")[6]
    assert bars(chart)[:3] == ["bar", "bar", "late"]
    assert [words(text) for text in chart.find_all("text")][-2:] == ["1.800", ">30"]


def test_no_figures_are_told_calmly(page_of):
    page = page_of("statistics-none")
    assert words(page.find(class_="lede")) == "Chưa có phản ánh nào được trả lời."
    assert figures(page)["Trả lời đúng hạn"] == ("–", "chưa có gì để tính")
    assert figures(page)["Trả lời sau, trung vị"][0] == "–"
    assert page.find_all("circle") == []
    assert "/phan-anh/2026/" not in hrefs(page.main)
