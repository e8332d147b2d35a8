"""Pages by place and by subject: the usual, the empty and the extreme, without a database."""

import re

import pytest

from tests.portal.test_figure_pages import figures, table, words

LATE = "verdict=overdue&verdict=promise_broken"


def hrefs(element) -> list[str]:
    return [link["href"] for link in element.find_all("a")]


# --- all wards --------------------------------------------------------------------------------------------------------


def test_wards_with_cases_stand_in_the_table(page_of):
    rows = table(page_of("wards"))
    assert rows[0] == {
        "Phường, xã": "Xã Chân Mây - Lăng Cô",
        "Trễ hoặc lỡ hẹn": "4.017",
        "Đã gia hạn": "6",
        "Đang mở": "10.000",
        "Trên số đang mở": "40,2 %",
        "Đã trả lời": "0",
    }
    assert [row["Phường, xã"] for row in rows] == [
        "Xã Chân Mây - Lăng Cô",
        "Phường Kim Long",
        "Phường Vỹ Dạ",
        "Không rõ nơi",
        "Cả thành phố",
    ]
    assert rows[2]["Trên số đang mở"] == "–"
    assert (rows[-1]["Đang mở"], rows[-1]["Trễ hoặc lỡ hẹn"]) == ("10.011", "4.019")


def test_wards_without_any_are_named_and_linked_below(page_of):
    page = page_of("wards")
    below = page.table.find_next_sibling("p")
    assert words(below).startswith("Chưa có phản ánh nào ở: Xã A Lưới 1, Xã A Lưới 2,")
    assert words(below).endswith(".")
    assert len(hrefs(below)) == 37
    assert hrefs(below)[0] == "/phuong-xa/a-luoi-1/"


def test_each_number_leads_to_its_cases(page_of):
    busy, quiet, done, rest = page_of("wards").table.tbody.find_all("tr")
    own = "/phan-anh/?ward=chan-may-lang-co"
    assert hrefs(busy) == [
        "/phuong-xa/chan-may-lang-co/",
        f"{own}&{LATE}",
        f"{own}&verdict=extended",
        f"{own}&state=in_progress&state=reopened",
    ]
    assert hrefs(quiet)[1:] == [
        "/phan-anh/?ward=kim-long&state=in_progress&state=reopened",
        "/phan-anh/?ward=kim-long&state=answered",
    ]
    assert hrefs(done)[1:] == ["/phan-anh/?ward=vy-da&state=answered"]
    assert hrefs(rest) == []


def test_the_map_is_told_in_words_and_drawn_in_steps(page_of):
    page = page_of("wards")
    drawn = page.find("svg", class_="map")
    assert words(drawn.desc) == (
        "1 phường, xã có phản ánh trễ hạn hoặc lỡ hẹn. "
        "Tỷ lệ cao nhất: xã Chân Mây - Lăng Cô, 4.017 trong 10.000 đang mở. "
        "Nơi ít phản ánh, một việc đã đổi tỷ lệ nhiều. Nơi báo nhiều chưa hẳn là nơi tệ hơn."
    )
    shapes = [path["class"] for path in drawn.find_all("path")]
    assert {name for (name,) in shapes} == {"m0", "m2", "m-none"}
    assert [words(step) for step in page.find(class_="steps").find_all("li")] == [
        "dưới 10 % 1 nơi",
        "từ 10 % 0 nơi",
        "từ 25 % 1 nơi",
        "từ 50 % 0 nơi",
    ]
    assert "Để trống: 38 phường, xã không có gì đang mở." in words(page.main)


@pytest.mark.parametrize("name", ["wards", "home"])
def test_the_centre_is_drawn_a_second_time_for_the_eye_only(page_of, name):
    outer = page_of(name).find("svg", class_="map")
    inner = outer.find("svg")
    assert inner["aria-hidden"] == "true"
    assert len(outer.find_all("a")) - len(inner.find_all("a")) == 40
    assert set(hrefs(inner)) < set(hrefs(outer))
    assert inner.find_all("text")


def test_the_front_page_has_the_map_drawn_coarsely(page_of):
    section = page_of("home").find(id="ban-do")
    fine = page_of("wards").find("svg", class_="map")
    assert (
        0
        < sum(len(path["d"]) for path in section.svg.find_all("path"))
        < sum(len(path["d"]) for path in fine.find_all("path"))
    )
    assert [words(row) for row in section.tbody.find_all("tr")] == [
        "Xã Chân Mây - Lăng Cô 4.017 10.000",
        "Phường Kim Long 0 9",
    ]
    assert page_of("home-bare").find(id="ban-do") is None


def test_a_city_without_cases_has_a_white_map_and_an_empty_table(page_of):
    page = page_of("wards-none")
    assert words(page.find(class_="lede")) == "Không phường, xã nào có phản ánh trễ hạn hoặc lỡ hẹn."
    assert page.table.tbody.find_all("tr") == []
    assert {path["class"][0] for path in page.find("svg", class_="map").find_all("path")} == {"m-none"}
    assert table(page)[0]["Đang mở"] == "0"
    assert page.table.tfoot.find_all("a") == []


def test_titles_of_the_map_are_no_title_of_the_page(page_of):
    assert page_of("wards").title.string == "Theo phường, xã – Minh Bạch"


# --- all categories ---------------------------------------------------------------------------------------------------


def test_categories_have_the_same_columns_and_lists_of_their_own(page_of):
    page = page_of("categories")
    row = table(page)[0]
    assert (row["Lĩnh vực"], row["Trễ hoặc lỡ hẹn"], row["Trên số đang mở"]) == ("Chiếu sáng công cộng", "2", "40,0 %")
    own = "/phan-anh/?category=chieu-sang"
    assert hrefs(page.table.tbody.tr) == [
        "/linh-vuc/chieu-sang/",
        f"{own}&{LATE}",
        f"{own}&state=in_progress&state=reopened",
    ]
    assert "Chưa có phản ánh nào về: Việc khác." in words(page.main)
    assert page.find("svg", class_="map") is None


# --- one part ---------------------------------------------------------------------------------------------------------

PARTS = pytest.mark.parametrize(
    ("name", "criterion", "crumb"),
    [("ward", "ward=chan-may-lang-co", "Theo phường, xã"), ("category", "category=chieu-sang", "Theo lĩnh vực")],
)


@PARTS
def test_a_part_has_five_figures(page_of, name, criterion, crumb):
    page = page_of(name)
    assert figures(page) == {
        "Trễ hạn hoặc lỡ hẹn": ("28", "17 trễ hạn, 11 lỡ hẹn"),
        "Đã gia hạn": ("6", "quá hạn nhưng còn trong ngày hẹn"),
        "Đang mở": ("96", "29,2 % trong số này trễ hạn hoặc lỡ hẹn"),
        "Đã trả lời": ("250", "trong 346 phản ánh từ trước đến nay"),
        "Trả lời đúng hạn": ("9", "theo hạn của người dân"),
    }
    lists = hrefs(page.find("dl", class_="figs"))
    assert len(lists) == 5
    assert all(criterion in address for address in lists)
    assert words(page.find(class_="crumb")).startswith(crumb)
    assert len(page.find_all(class_="hot")) == 1


@PARTS
def test_a_part_leads_to_all_its_cases_and_to_its_feed(page_of, name, criterion, crumb):
    links = page_of(name).find(class_="links")
    assert hrefs(links) == [f"/phan-anh/?{criterion}", f"/ban-do/?{criterion}", f"/phan-anh/feed.atom?{criterion}"]
    assert hrefs(page_of(name, "en").find(class_="links"))[2] == f"/en/phan-anh/feed.atom?{criterion}"


@PARTS
def test_agencies_inside_a_part_lead_to_their_cases_there(page_of, name, criterion, crumb):
    section = page_of(name).find(id="h-agencies").find_parent("section")
    late, lights, nobody = section.tbody.find_all("tr")
    assert [words(row.th) for row in (lights, nobody)] == [
        "Trung tâm Chiếu sáng và Cây xanh đô thị",
        "Chưa giao đơn vị nào",
    ]
    for address in hrefs(late)[1:]:
        assert criterion in address
        assert "agency=ban-quan-ly-du-an" in address
    assert hrefs(nobody) == [], "no list asks for what nobody has"


def test_a_part_without_cases_is_calm(page_of):
    page = page_of("ward-idle")
    assert words(page.find(class_="lede")) == "Chưa có phản ánh nào."
    assert figures(page)["Đang mở"] == ("0", "không còn gì phải trả lời")
    assert page.find_all(class_="hot") == []
    assert page.find(id="h-agencies") is None
    assert [words(p) for p in page.main.select("p.hush") if "nào" in words(p)] == [
        "Không có phản ánh nào quá hạn.",
        "Chưa trả lời phản ánh nào.",
    ]


def test_where_all_is_answered_nothing_is_said_to_be_open(page_of):
    page = page_of("category-done")
    assert words(page.find(class_="lede")) == "Không có phản ánh nào đang mở."
    assert len(page.select(".rows > li")) == 1


def test_the_footer_leads_to_these_pages_from_everywhere(page_of):
    for name in ("home", "404", "overdue"):
        found = hrefs(page_of(name).find("footer"))
        assert {"/phuong-xa/", "/linh-vuc/", "/ton-dong/", "/so-lieu/"} <= set(found)
        assert not [address for address in found if not re.match(r"/(?:[a-z-]+|api/v1)/$", address)]


def test_a_long_table_of_agencies_folds_on_a_phone_as_other_tables_do(page_of):
    """What folds is the style's; here, that the table asks for it and leads to all of its rows."""
    many = page_of("category-much").find(id="theo-don-vi")
    more = many.find_next_sibling("p", class_="more-rows").a
    assert "long" in many["class"]
    assert (words(more), more["href"]) == ("Xem cả 9 đơn vị", "#theo-don-vi")
    assert page_of("ward").find(id="theo-don-vi").find_next_sibling("p", class_="more-rows") is None
