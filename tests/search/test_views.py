"""The list page: what it shows, what it costs, and that no address breaks it."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.urls import reverse

from search import views
from search.asking import without_empty
from search.sorting import Sort
from tests.search.documents import (
    CITY_LIGHTS,
    DAY,
    HOUR,
    KIM_LONG,
    LIGHTS,
    NOW,
    PHU_XUAN,
    ROADS,
    WARD_OFFICE,
    answered,
    document,
)


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    """It is Wednesday 08:00 and some seconds."""
    monkeypatch.setattr(views.timezone, "now", lambda: NOW.replace(second=31, microsecond=5))


@pytest.mark.parametrize(
    ("sent", "short"),
    [
        ("q=&from=&to=", "/phan-anh/"),
        ("q=den&from=&verdict=overdue&verdict=extended&to=%20", "/phan-anh/?q=den&verdict=overdue&verdict=extended"),
        ("q=%C4%91%C3%A8n&page=2&utm_source=zalo&sort=", "/phan-anh/?q=%C4%91%C3%A8n&page=2&utm_source=zalo"),
    ],
)
def test_what_a_form_sent_empty_does_not_stay_in_the_address(client, sent, short):
    response = client.get(f"/phan-anh/?{sent}")
    assert (response.status_code, response["Location"]) == (302, short)
    assert without_empty(QueryDict(short.partition("?")[2])) is None, "once"


@pytest.fixture
def city(engine):
    """Six cases: one of every verdict, one answered, one without ward and agency."""
    engine.put(
        [
            document(1, due_at=NOW + 3 * DAY, place="Kiệt 42 Vạn Xuân"),
            answered(
                2, after=3 * DAY, accepted_at=NOW - 9 * DAY, started_at=NOW - 9 * DAY, ward=PHU_XUAN, category=ROADS
            ),
            document(3, due_at=NOW - 12 * DAY, agencies=(CITY_LIGHTS, WARD_OFFICE), term_days=7),
            document(
                4, due_at=NOW - DAY, limit_at=NOW + 5 * DAY, promised_on=(NOW + 5 * DAY).date(), ward=None, agencies=()
            ),
            document(
                5,
                due_at=NOW - 9 * DAY,
                limit_at=NOW - 4 * DAY,
                broken_from=NOW - 4 * DAY,
                round=2,
                title="Rác <b>đầy</b>",
            ),
            document(6, due_at=NOW + HOUR, title="Ngập nước", text="Thuận Hóa"),
        ]
    )
    return engine


def page_of(client, query="", *, prefix=""):
    response = client.get(f"{prefix}/phan-anh/{'?' if query else ''}{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def text(element):
    return " ".join(element.get_text().split())


def titles(page):
    return [text(title) for title in page.select("ol.rows h2")]


def hrefs(page, css):
    return [link["href"] for link in page.select(css)]


# --- rows ------------------------------------------------------------------------------------------------------------


def test_the_plain_list(client, city):
    page = page_of(client)
    assert text(page.title) == "Phản ánh – Minh Bạch"
    assert text(page.h1) == "6 phản ánh"
    assert len(titles(page)) == 6
    assert page.find("link", rel="canonical")["href"].endswith("/phan-anh/")
    assert page.find("meta", attrs={"name": "robots"}) is None
    assert not page.select(".chips a")
    assert not page.select("nav.pager")
    assert not page.select("main script")


def test_every_row_says_how_it_stands(client, city):
    assert sorted(text(how) for how in page_of(client).select("ol.rows .how")) == sorted(
        [
            "Còn 3 ngày Đang xử lý",
            "Đúng hạn, sau 3 ngày Đã trả lời",
            "Trễ hạn 12 ngày Đang xử lý",
            "Đã gia hạn, hẹn 30/11 Đang xử lý",
            "Lỡ hẹn, trễ hạn 9 ngày Đang xử lý lại",
            "Hạn hôm nay Đang xử lý",
        ]
    )


def test_a_row_has_place_agencies_and_its_address(client, city):
    rows = {row.a["href"]: row for row in page_of(client).select("ol.rows li")}
    assert "Kiệt 42 Vạn Xuân" in text(rows["/phan-anh/2026/11/phan-anh-a1/"])
    assert f"{CITY_LIGHTS.name}; {WARD_OFFICE.name}" in text(rows["/phan-anh/2026/11/phan-anh-a3/"])
    assert "Chưa giao đơn vị nào" in text(rows["/phan-anh/2026/11/phan-anh-a4/"])
    assert rows["/phan-anh/2026/11/phan-anh-a3/"].select("svg.nhip")


def test_words_are_found_without_marks_and_marked(client, city):
    page = page_of(client, "q=thuan+hoa")
    assert text(page.title) == "“thuan hoa”: 1 phản ánh – Minh Bạch"
    assert text(page.h1) == "1 phản ánh khớp “thuan hoa”"
    assert [text(mark) for mark in page.select("mark")] == ["Thuận Hóa"]
    assert page.select_one("#q")["value"] == "thuan hoa"
    assert text(page_of(client, "q=Thu%E1%BA%ADn+H%C3%B2a").h1).startswith("Không có phản ánh nào")


def test_what_people_wrote_is_never_markup(client, city):
    response = client.get("/phan-anh/", {"q": "rác <script>alert(1)</script>"})
    assert b"<script>alert" not in response.content
    response = client.get("/phan-anh/", {"q": "rac"})
    assert "&lt;b&gt;đầy&lt;/b&gt;" in response.content.decode()
    assert "<mark>Rác</mark>" in response.content.decode()


def test_english(client, city):
    page = page_of(client, "q=rac", prefix="/en")
    assert page.html["lang"] == "en"
    assert hrefs(page, "ol.rows h2 a") == ["/en/phan-anh/2026/11/phan-anh-a5/"]
    assert page.find("link", rel="canonical")["href"].endswith("/en/phan-anh/?q=rac")
    assert page.find("link", hreflang="vi")["href"].endswith("/phan-anh/?q=rac")


# --- choices ---------------------------------------------------------------------------------------------------------


def test_choices_carry_counts_and_are_checked(client, city):
    page = page_of(client, "verdict=overdue&verdict=promise_broken")
    ticks = {box["value"]: (text(box.parent), box.has_attr("checked")) for box in page.select(".tick input")}
    assert ticks["overdue"] == ("Trễ hạn 1", True)
    assert ticks["promise_broken"] == ("Lỡ hẹn 1", True)
    assert ticks["in_term"] == ("Còn hạn 2", False)
    assert ticks["answered_in_term"] == ("Trả lời đúng hạn 1", False)
    assert ticks[KIM_LONG.slug] == (f"{KIM_LONG.name}2", False)
    assert [box["value"] for box in page.select(".tick input[name=verdict]")] == [
        "in_term",
        "extended",
        "promise_broken",
        "overdue",
        "answered_in_term",
    ]


def test_each_choice_can_be_taken_away_alone(client, city):
    page = page_of(
        client, "q=den&verdict=overdue&ward=kim-long&from=2026-11-01&to=2026-11-25&sort=late&state=in_progress"
    )
    state, verdict, ward, since, until = (
        "&state=in_progress",
        "&verdict=overdue",
        "&ward=kim-long",
        "&from=2026-11-01",
        "&to=2026-11-25",
    )
    chips = {text(chip): chip["href"] for chip in page.select("a.chip")}
    assert chips == {
        "Bỏ Trễ hạn": f"/phan-anh/?q=den{state}{ward}{since}{until}&sort=late",
        "Bỏ Đang xử lý": f"/phan-anh/?q=den{verdict}{ward}{since}{until}&sort=late",
        f"Bỏ {KIM_LONG.name}": f"/phan-anh/?q=den{state}{verdict}{since}{until}&sort=late",
        "Bỏ Từ 01/11/2026": f"/phan-anh/?q=den{state}{verdict}{ward}{until}&sort=late",
        "Bỏ Đến 25/11/2026": f"/phan-anh/?q=den{state}{verdict}{ward}{since}&sort=late",
    }
    assert hrefs(page, ".chips a.more") == ["/phan-anh/?q=den"]


def test_a_part_of_the_map_can_be_taken_away(client, engine):
    engine.put([document(1, lat=16.4, lon=107.5)])
    page = page_of(client, "bbox=107,16,108,17")
    assert [text(chip) for chip in page.select("a.chip")] == ["Bỏ Trong khung bản đồ"]
    assert hrefs(page, "a.chip") == ["/phan-anh/"]


def test_forms_carry_everything_else_along(client, city):
    page = page_of(client, "q=den&verdict=overdue&from=2026-11-01&sort=late&after=1_2_3")
    words, choices = page.select("main form")
    order, button = page.select("main [form]")

    def carried(form):
        return {(box["name"], box["value"]) for box in form.select("input[type=hidden]")}

    assert carried(words) == {("verdict", "overdue"), ("from", "2026-11-01")}
    assert carried(choices) == {("q", "den")}
    assert (order["name"], order.select_one("[selected]")["value"]) == ("sort", "late")
    assert order["form"] == button["form"] == choices["id"], "to tick keeps the order, to order keeps what is ticked"
    nothing = page_of(client, "q=den&ward=khong-co&sort=late").select("main form")[1]
    assert ("sort", "late") in carried(nothing), "what was asked for is not forgotten"
    assert [choices.select_one(day)["value"] for day in ("#from", "#to")] == ["2026-11-01", ""]
    assert {form.get("method", "get") for form in (words, choices)} == {"get"}


def test_a_facet_of_many_choices_is_folded_but_shows_what_is_chosen(client, engine):
    wards = [KIM_LONG._replace(slug=f"w{n}", name=f"Phường {n}") for n in range(12)]
    engine.put([document(n, ward=wards[n % 12]) for n in range(1, 60)])
    page = page_of(client, "ward=w5")
    open_ones = [
        box["value"] for box in page.select("fieldset div > .tick input[name=ward]") if not box.find_parent("details")
    ]
    folded = [box["value"] for box in page.select("details .tick input[name=ward]")]
    assert "w5" in open_ones
    assert len(open_ones) in (8, 9)
    assert sorted(open_ones + folded) == sorted(ward.slug for ward in wards)
    assert text(page.summary) == f"Thêm {len(folded)} lựa chọn"


@pytest.mark.parametrize("sort", Sort)
def test_orders_are_offered_where_they_make_sense(client, city, sort):
    page = page_of(client, f"sort={sort}")
    offered = [option["value"] for option in page.select("select option")]
    assert offered == ["", "oldest", "due", "late"], "the usual one needs no place in the address"
    page = page_of(client, f"q=den&sort={sort}")
    assert page.select_one("select option[selected]")["value"] == ("" if sort is Sort.RELEVANCE else sort)
    assert len(page.select("select option")) == 5


# --- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "indexed"),
    [
        ("", True),
        ("ward=kim-long", True),
        (f"agency={CITY_LIGHTS.slug}", True),
        (f"category={LIGHTS.slug}", True),
        ("utm_source=x", True),
        ("ward=kim-long&ward=phu-xuan", False),
        (f"ward=kim-long&category={LIGHTS.slug}", False),
        ("verdict=overdue", False),
        ("state=answered", False),
        ("q=den", False),
        ("sort=oldest", False),
        ("from=2026-01-01", False),
        ("bbox=107,16,108,17", False),
        ("page=2", False),
        ("ward=khong-co", False),
        ("verdict=x", False),
    ],
)
def test_search_engines_take_the_whole_list_and_single_choices(client, city, query, indexed):
    robots = page_of(client, query).find("meta", attrs={"name": "robots"})
    assert (robots is None) is indexed
    assert indexed or robots["content"] == "noindex, follow"


def test_the_canonical_address_is_the_canonical_question(client, city):
    page = page_of(client, "utm_source=x&ward=kim-long&q=+den&after=5_5_5&sort=relevance")
    assert page.find("link", rel="canonical")["href"].endswith("/phan-anh/?q=den&ward=kim-long")


def test_an_answer_belongs_to_the_minute_it_was_asked_in(client, city, monkeypatch):
    assert "Hạn hôm nay" in text(page_of(client, "q=ngap"))
    monkeypatch.setattr(views.timezone, "now", lambda: NOW + DAY)
    page = page_of(client, "q=ngap")
    assert "Trễ hạn 1 ngày" in text(page.select_one(".how"))
    assert text(page.select_one(".tick input[name=verdict]").parent) == "Trễ hạn 1"


# --- nothing found, nothing understood -------------------------------------------------------------------------------


def steps(page):
    return {text(li.h2): (li.a["href"], int(text(li.select_one(".num")))) for li in page.select("ul.rows li")}


def test_nothing_found_says_what_to_drop_and_what_that_gives(client, city):
    page = page_of(client, "q=den&verdict=extended&ward=kim-long")
    assert text(page.h1) == "Không có phản ánh nào khớp cả ba điều"
    assert "den; Đã gia hạn; Phường Kim Long" in text(page.select_one("p.prose"))
    assert steps(page) == {
        "Bỏ “Đã gia hạn”": ("/phan-anh/?q=den&ward=kim-long", 2),
        "Bỏ “Phường Kim Long”": ("/phan-anh/?q=den&verdict=extended", 1),
    }
    for href, count in steps(page).values():
        assert text(page_of(client, href.partition("?")[2]).h1).startswith(f"{count} phản ánh")
    assert len(page.select("a.chip")) == 2


def test_a_facet_is_dropped_with_all_its_choices(client, city):
    page = page_of(client, "verdict=overdue&verdict=promise_broken&category=duong-via-he")
    assert steps(page)["Bỏ “Lỡ hẹn hoặc Trễ hạn”"] == ("/phan-anh/?category=duong-via-he", 1)


def test_one_word_too_many_is_found_out(client, city):
    page = page_of(client, "q=ngap+nuoc+xyz")
    assert text(page.h1) == "Không có phản ánh nào khớp “ngap nuoc xyz”"
    assert [text(note) for note in page.select(".note.own")] == [
        "Dưới đây là 1 phản ánh thiếu một trong hai từ.",
        "Chưa phản ánh nào có “xyz”.",
    ]
    assert len(page.select("ol.rows > li")) == 1


def test_where_no_single_step_helps_single_choices_do(client, city):
    page = page_of(client, "q=xyz+uvw&verdict=overdue&ward=phu-xuan")
    assert "Chỉ giữ một điều" in text(page.select_one("p.prose"))
    assert steps(page) == {
        "Chỉ tìm “Trễ hạn”": ("/phan-anh/?verdict=overdue", 1),
        "Chỉ tìm “Phường Phú Xuân”": ("/phan-anh/?ward=phu-xuan", 1),
    }


def test_days_and_map_can_be_dropped_too(client, city):
    page = page_of(client, "q=ngap&from=2030-01-01&to=2030-02-01")
    assert steps(page) == {
        "Bỏ “Từ 01/01/2030 đến 01/02/2030”": ("/phan-anh/?q=ngap", 1),
        "Bỏ “Từ 01/01/2030”": ("/phan-anh/?q=ngap&to=2030-02-01", 1),
    }
    page = page_of(client, "q=ngap&bbox=1,1,2,2")
    assert steps(page) == {"Bỏ “Trong khung bản đồ”": ("/phan-anh/?q=ngap", 1)}


def test_a_single_condition_leads_back_to_everything(client, city):
    page = page_of(client, "q=xyz")
    assert steps(page) == {"Bỏ “xyz”": ("/phan-anh/", 6)}
    page = page_of(client, "q=-den+-ngap+-rac+xyz&verdict=in_term&ward=nowhere")
    assert text(page.h1) == "Không có phản ánh nào khớp cả ba điều"


def test_an_empty_portal_says_so(client, engine):
    page = page_of(client)
    assert text(page.h1) == "Chưa có phản ánh nào"
    assert steps(page) == {}
    assert page.find("meta", attrs={"name": "robots"})


def test_what_cannot_be_heeded_is_said_on_the_page(client, city):
    page = page_of(client, "verdict=late&verdict=overdue&from=gestern")
    notes = [text(note) for note in page.select(".note.warn")]
    assert notes == [
        "Đã bỏ qua “Từ ngày: gestern”: không hiểu được giá trị này.",
        "Đã bỏ qua “Tình trạng hạn: late”: không có lựa chọn này.",
    ]
    assert text(page.h1) == "1 phản ánh: Trễ hạn"
    assert text(page.title) == "Trễ hạn: 1 phản ánh – Minh Bạch"
    described = page.find("meta", attrs={"name": "description"})["content"]
    assert described.startswith("Trễ hạn: 1 phản ánh. Ai xử lý")


def test_a_choice_nobody_ever_named_finds_nothing_and_is_said(client, city):
    page = page_of(client, "agency=so-thu-khong")
    assert text(page.select_one(".note.warn")) == "Không có phản ánh nào với “Đơn vị: so-thu-khong”."
    assert text(page.h1) == "Không có phản ánh nào như vậy"
    assert steps(page) == {"Bỏ “so-thu-khong”": ("/phan-anh/", 6)}


def test_only_reading(client, engine):
    assert client.post("/phan-anh/").status_code == 405
    assert client.head("/phan-anh/").status_code == 200
    assert reverse("case_list") == "/phan-anh/"
