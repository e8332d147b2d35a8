"""Overdue list, agencies, one agency, front: the headline beside what was extended, every number with its cases."""

import re

import pytest
from bs4 import BeautifulSoup


def words(element) -> str:
    text = " ".join(element.get_text(" ").replace("\N{WORD JOINER}", "").split())
    return re.sub(r" ([.,;:)])", r"\1", text).replace("( ", "(")


def figures(page) -> dict[str, tuple[str, str]]:
    """Label → number and note of every figure."""
    rows = page.select("dl.figs > div")
    return {words(row.dt): (words(row.find("dd", class_="n")), words(row.find_all("dd")[1])) for row in rows}


def table(page) -> list[dict[str, str]]:
    """Rows of the first table, by column head; each cell must carry its head's words for narrow screens."""
    heads = [words(head) for head in page.table.thead.find_all("th")]
    found = []
    for row in page.table.select("tbody tr:not(.kind), tfoot tr"):
        cells = row.find_all(["th", "td"])
        assert [cell.get("data-t", head) for cell, head in zip(cells, heads, strict=True)] == heads
        found.append(dict(zip(heads, map(words, cells), strict=True)))
    return found


# --- overdue ----------------------------------------------------------------------------------------------------------


def test_the_headline_is_overdue_and_broken_with_extended_beside_it(page_of):
    assert figures(page_of("overdue")) == {
        "Trễ hạn hoặc lỡ hẹn": ("10.028", "10.017 trễ hạn, 11 lỡ hẹn"),
        "Đã gia hạn": ("7", "quá hạn nhưng còn trong ngày hẹn"),
        "Quá hạn, cả ba loại": ("10.035", "trong 10.108 phản ánh đang mở"),
        "Trễ, trung vị": ("19,5 ngày", "lâu nhất 10.000 ngày"),
    }
    assert len(page_of("overdue").find_all(class_="hot")) == 1


def test_the_lead_is_in_plain_words(page_of):
    assert words(page_of("overdue").find(class_="lede")) == (
        "Đến 08:00 ngày 07/12/2026, 2 đơn vị còn 10.028 phản ánh trễ hạn hoặc lỡ hẹn. "
        "Trang này tự tính từ hồ sơ, không ai phải cho phép."
    )
    assert words(page_of("overdue").find(id="h-today")) == "Thứ Hai 07/12/2026"


def test_agencies_past_due_with_the_kinds_apart(page_of):
    rows = table(page_of("overdue"))
    assert rows[0] == {
        "Đơn vị": "Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng đô thị thành phố Huế",
        "Trễ hoặc lỡ hẹn": "28",
        "Trễ hạn": "17",
        "Lỡ hẹn": "11",
        "Đã gia hạn": "6",
        "Trễ, trung vị": "19,5 ngày",
        "Trên số đang mở": "29,2 %",
        "Trễ lâu nhất": "212 ngày: Ổ gà sâu trên đường tránh",
    }
    assert rows[1]["Đơn vị"] == "Chưa giao đơn vị nào"
    assert rows[1]["Trễ hoặc lỡ hẹn"] == "10.000"
    assert (rows[2]["Trễ hoặc lỡ hẹn"], rows[2]["Đã gia hạn"], rows[2]["Trễ, trung vị"]) == ("0", "1", "–")
    assert rows[3]["Đơn vị"] == "Cả 3 đơn vị"
    assert rows[3]["Trễ hoặc lỡ hẹn"] == "10.028"


def test_numbers_of_the_overdue_list_lead_to_their_cases(page_of):
    page = page_of("overdue")
    links = [link["href"] for link in page.table.tbody.tr.find_all("a")]
    agency = "/phan-anh/?agency=ban-quan-ly-du-an"
    assert links == [
        "/don-vi/ban-quan-ly-du-an/",
        f"{agency}&verdict=overdue&verdict=promise_broken",
        f"{agency}&verdict=overdue",
        f"{agency}&verdict=promise_broken",
        f"{agency}&verdict=extended",
        "/phan-anh/2026/05/o-ga-a1/",
    ]
    assert page.table.tbody.find_all("tr")[1].find_all("a", href=re.compile("agency=")) == []


def test_a_day_without_lateness_is_said_in_words(page_of):
    page = page_of("overdue-none")
    assert "Hôm nay không đơn vị nào quá hạn" in words(page.main)
    assert page.table is None
    assert page.find_all(class_="hot") == []
    assert figures(page)["Trễ, trung vị"] == ("–", "không phản ánh nào")


# --- agencies ---------------------------------------------------------------------------------------------------------


def test_agencies_are_compared_with_interval_and_n(page_of):
    rows = table(page_of("agencies"))
    assert words(page_of("agencies").find(id="h-agencies")) == "4 đơn vị, theo loại rồi theo tên"
    assert rows[1]["Đơn vị"].endswith("thành phố Huế")
    assert (rows[1]["Đúng hạn"], rows[1]["Khoảng 95 %"], rows[1]["n"]) == ("52,1 %", "46,3–57,9 %", "284")
    assert (rows[2]["Đang mở"], rows[2]["Trễ hạn"], rows[2]["Lỡ hẹn"], rows[2]["Đã gia hạn"]) == (
        "10.000",
        "13",
        "9",
        "5",
    )
    assert (rows[3]["Đúng hạn"], rows[3]["Khoảng 95 %"], rows[3]["n"]) == ("–", "–", "0")
    assert rows[4]["Đơn vị"] == "Cả thành phố"


def test_agencies_of_a_kind_stand_together(page_of):
    heads = page_of("agencies").select("tbody tr.kind th")
    assert [words(head) for head in heads] == ["Phường, xã", "Sở, ban, ngành", "Đơn vị khác"]
    assert {head["scope"] for head in heads} == {"rowgroup"}


def test_few_cases_give_a_hollow_dot_and_none_no_dot(page_of):
    dots = [row.find("circle") for row in page_of("agencies").select("#so-sanh tbody tr:not(.kind)")]
    assert [dot and dot["class"] for dot in dots] == [["dot", "few"], ["dot"], ["dot"], None]


def test_a_zero_leads_nowhere_and_a_number_leads_to_its_cases(page_of):
    rows = page_of("agencies").select("#so-sanh tbody tr:not(.kind)")
    counted = [link["href"] for link in rows[0].find_all("a")][1:]
    agency = "/phan-anh/?agency=ubnd-phuong-kim-long"
    own = "/don-vi/ubnd-phuong-kim-long/#tinh-tu"
    assert counted == [own, own, f"{agency}&state=in_progress&state=reopened", f"{agency}&verdict=overdue"], (
        "rate and answers first"
    )
    assert rows[3].find_all("a") == []
    city = [link["href"] for link in page_of("agencies").table.tfoot.find_all("a")]
    assert city[:4] == [
        "#tinh-tu",
        "#tinh-tu",
        "/phan-anh/?state=in_progress&state=reopened",
        "/phan-anh/?verdict=overdue",
    ]


def test_without_agencies_there_is_no_empty_table(page_of):
    page = page_of("agencies-none")
    assert page.table is None
    assert "Chưa có dữ liệu: chưa đơn vị nào được giao phản ánh." in words(page.main)


# --- one agency -------------------------------------------------------------------------------------------------------


def test_an_agency_with_its_figures(page_of):
    page = page_of("agency")
    assert words(page.find(class_="lede")) == "Đang giữ 132 phản ánh: 22 trễ hạn hoặc lỡ hẹn, 5 đã gia hạn."
    assert figures(page) == {
        "Trễ hạn hoặc lỡ hẹn": ("22", "13 trễ hạn, 9 lỡ hẹn"),
        "Đã gia hạn": ("5", "quá hạn nhưng còn trong ngày hẹn"),
        "Đang mở": ("132", "4 đã trả lời, chờ duyệt"),
        "Đúng hạn": ("73,2 %", "khoảng 69,3–76,8 %; n = 541"),
        "Nếu tính gia hạn kịp thời": ("73,2 %", "khoảng 69,3–76,8 %; n = 541"),
        "Giữ lời hẹn": ("73,2 %", "khoảng 69,3–76,8 %; n = 541"),
        "Duyệt ngay lần đầu": ("73,2 %", "khoảng 69,3–76,8 %; n = 541"),
        "Trả lời sau, trung vị": ("6 ngày", "9 trong 10 dưới 18,9 ngày; đang mở lâu nhất 63 ngày"),
    }
    assert "Đúng hạn và không bị mở lại trong 60 ngày: 73,2 %." in words(page.main)
    assert "Thuộc Sở Xây dựng." in words(page.main)
    assert "Nhận việc của UBND phường Kim Long." in words(page.main)


def test_a_rate_leads_to_what_it_is_made_of_and_that_to_its_cases(page_of):
    page = page_of("agency")
    rates = [link for link in page.select("dl.figs a") if link["href"].startswith("#")]
    assert [link["href"] for link in rates] == ["#tinh-tu", "#tinh-tu", "#h-course"]
    assert all(page.find(id=link["href"][1:]) for link in rates)
    part = page.find(id="tinh-tu").find_parent("section")
    assert words(part.caption).startswith("73,2 % là 396 chia cho 541.")
    found = table(part)
    assert [(row["Gồm"], row["Lượt giao"], row["Phản ánh"]) for row in found] == [
        ("Trả lời đúng hạn", "396", "396"),
        ("Trả lời sau hạn", "145", "0"),
        ("Đang mở, đã quá hạn", "0", "13"),
        ("Cộng", "541", "409"),
    ]
    hrefs = [link["href"].replace("&verdict=", " ") for link in part.find_all("a")]
    assert hrefs[0].endswith(" answered_in_term")
    assert hrefs[1].split(" ")[1:] == ["overdue", "promise_broken", "extended"]
    assert len(hrefs[2].split(" ")) == 7, "all of it"
    assert all(href.startswith("/phan-anh/?agency=") for href in hrefs)


@pytest.mark.parametrize(("name", "n"), [("agency", 3), ("agency-one", 3), ("agency-much", 3), ("agency-idle", 0)])
def test_charts_of_an_agency_have_caption_finding_and_table(page_of, name, n):
    page = page_of(name)
    figures_ = page.select("#h-course ~ figure, #h-course ~ div figure")
    assert len(figures_) == n
    for figure in figures_:
        assert words(figure.figcaption)
        assert words(figure.select_one("svg[role=img] > desc"))
    tables = [words(table_.caption) for table_ in page.select("#h-course ~ details table")]
    assert tables == ["Từng tháng", "Số ngày đến khi trả lời"][:n]


def test_an_agencys_months_and_days_add_up(page_of):
    part = page_of("agency").find(id="h-course").find_parent("section")
    months, days = (table(BeautifulSoup(str(each), "lxml")) for each in part.find_all("table"))
    assert [row["Được giao"] for row in months] == ["0", *["12"] * 11]
    assert (months[1]["Đúng hạn"], months[1]["n"]) == ("66,7 %", "12")
    assert [(row["Ngày"], row["Đúng hạn"], row["Sau hạn"]) for row in days[3:6]] == [
        ("6–7", "12", "0"),
        ("8–10", "0", "12"),
        ("11–14", "0", "0"),
    ]
    assert words(part.find(id="took-d")) == "48 trong 60 lượt giao xong trong vòng bảy ngày."


def test_an_agencys_cases_have_title_place_verdict_spans_and_state(page_of):
    page = page_of("agency")
    first = page.find(id="h-late").find_parent("section").find("li")
    assert first.h3.a["href"] == "/phan-anh/2026/12/den-duong-hong-a48213/"
    assert words(first.find(class_="how")) == "Lỡ hẹn, trễ hạn 12 ngày Đang xử lý lại"
    marks = [line.get("class") for line in first.svg.find_all("line")]
    assert marks == [["e"]] * 5 + [["b"]] * 7
    assert (
        words(first.find_all(class_="meta")[1]) == "Tiếp nhận 01/12/2026 (6 ngày trước)"
    )  # the page says whose they are
    shared = page.find(id="h-late").find_parent("section").find_all("li")[1]
    assert words(shared.find_all(class_="meta")[1]).startswith("Ban Quản lý Dự án")
    newest = page.find(id="h-new").find_parent("section").find_all("li")
    assert words(newest[2].find(class_="meta")) == "Chưa giao đơn vị nào"
    assert newest[2].svg is None


def test_what_reporters_say_stands_apart_with_shape_and_word(page_of):
    part = page_of("agency").find(id="h-satisfied").find_parent("section")
    assert words(part.caption) == "Trong 40 lần trả lời công khai, 12 lần có người đánh giá: 30,0 %."
    bar = "Biểu đồ, từ 0 đến 100 %"
    assert table(part) == [
        {"Đánh giá": "Hài lòng", bar: "", "Số lượt": "3", "Tỷ lệ": "25,0 %"},
        {"Đánh giá": "Chấp nhận được", bar: "", "Số lượt": "0", "Tỷ lệ": "0,0 %"},
        {"Đánh giá": "Không hài lòng", bar: "", "Số lượt": "9", "Tỷ lệ": "75,0 %"},
    ]
    assert [mark["class"] for mark in part.select("tbody th span")] == [
        ["rt", f"rt-{m}"] for m in ("up", "level", "down")
    ]
    assert [rect["width"] for rect in part.select("rect.bar")] == ["25.00%", "0.00%", "75.00%"]
    assert {svg["aria-hidden"] for svg in part.find_all("svg")} == {"true"}, "the table says it all"
    assert "Phản ánh hai đơn vị cùng trả lời tính cho cả hai." in words(part)


def test_what_few_have_said_is_hidden(page_of):
    part = page_of("agency-idle").find(id="h-satisfied").find_parent("section")
    assert words(part) == "Người dân đánh giá Chưa đủ 5 người đánh giá."


@pytest.mark.parametrize(
    ("language", "caption"),
    [
        ("vi", "Trong 19.827 lần trả lời công khai, 10.827 lần có người đánh giá: 54,6 %."),
        ("en", "Of 19,827 public answers 10,827 were rated: 54.6 %."),
    ],
)
def test_the_city_says_it_in_both_languages(page_of, language, caption):
    part = page_of("statistics", language).find(id="h-satisfied").find_parent("section")
    assert words(part.caption) == caption
    assert len(part.tbody.find_all("tr")) == 3


def test_names_over_time(page_of):
    rows = table(page_of("agency").find(id="h-names").find_parent("section"))
    assert rows == [
        {"Tên": "Công ty Môi trường đô thị", "Từ": "–", "Đến": "30/06/2019"},
        {"Tên": "Trung tâm Chiếu sáng và Cây xanh đô thị", "Từ": "01/07/2019", "Đến": "nay"},
    ]


def test_an_agency_that_is_no_more_names_its_successor_and_has_no_figures(page_of):
    page = page_of("agency-idle")
    assert words(page.find(class_="note")) == (
        "Đơn vị này không còn từ 01/07/2025. Việc chuyển về UBND phường Kim Long."
    )
    assert words(page.find(class_="lede")) == "Không giữ phản ánh nào."
    assert figures(page)["Đúng hạn"] == ("–", "chưa có gì để tính")
    assert figures(page)["Trả lời sau, trung vị"] == ("–", "chưa trả lời lần nào")
    assert "Không có phản ánh nào quá hạn." in words(page.main)
    assert "Chưa trả lời phản ánh nào." in words(page.main)
    assert page.table is None
    assert page.find(id="tinh-tu") is None


# --- front ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "action"), [("vi", "/phan-anh/"), ("en", "/en/phan-anh/")])
def test_the_front_page_begins_with_the_search(page_of, language, action):
    form = page_of("home-bare", language).main.find("form", role="search")
    assert form["action"] == action
    assert form.find("label")["for"] == form.input["id"] == form.input["name"] == "q"
    assert form.button["type"] == "submit"


def test_the_front_page_shows_few_figures(page_of):
    assert figures(page_of("home")) == {
        "Trễ hạn hoặc lỡ hẹn": ("132", "96 trễ hạn, 36 lỡ hẹn"),
        "Đã gia hạn": ("46", "quá hạn nhưng còn trong ngày hẹn"),
        "Đang mở": ("1.284", "1.106 còn hạn"),
        "Trả lời đúng hạn": ("84,6 %", "khoảng 83,9–85,3 %; n = 9.731"),
        "Chờ trả lời, trung vị": ("4 ngày", "đang chờ lâu nhất 212 ngày"),
    }
    assert words(page_of("home").find(id="h-now")) == "Hôm nay, thứ Hai 07/12/2026"


def test_the_front_page_does_without_figures(page_of):
    page = page_of("home-bare")
    assert page.find("dl", class_="figs") is None
    assert words(page.find(id="h-what")) == "Trang này là gì"


def test_numbers_of_an_english_page_are_english(page_of):
    page = page_of("home", "en")
    numbers = [words(number) for number in page.find_all("dd", class_="n")]
    assert numbers[:3] == ["132", "46", "1,284"]
    assert numbers[3].startswith("84.6")


def test_a_page_of_text_shows_its_own_words(page_of):
    page = page_of("standard")
    assert page.title.string == "Phương pháp – Minh Bạch"
    assert page.find("meta", {"name": "description"})["content"] == "Số."
    assert words(page.find("article")).startswith("Phương pháp Tính ra sao Chữ, chữ đậm, liên kết. Một Chú ý.")


def test_the_front_page_says_truly_where_its_numbers_lead(page_of):
    """Counts lead to the cases, the rate to agencies; the method says the same of whose clocks they are."""
    figures_ = page_of("home").find(class_="figs")
    led = [link["href"].partition("?")[0] for link in figures_.find_all("a")]
    assert set(led[:-1]) == {"/phan-anh/"}
    assert led[-1] == "/don-vi/"
    assert "vào số đếm để xem các phản ánh, vào tỷ lệ để xem từng đơn vị" in words(page_of("home").main)
    counts = words(page_of("explain-method").find("section", attrs={"aria-labelledby": "h-counts"}))
    assert "riêng tỷ lệ đúng hạn và số ngày chờ ở đó tính theo đồng hồ của từng đơn vị" in counts
    assert "tính theo đồng hồ của từng đơn vị, như tỷ lệ và trung vị ở trang đầu" in words(page_of("statistics").main)
