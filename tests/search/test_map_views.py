"""The map page and its cells: what they show, what they cost, what they refuse."""

import json

import pytest
from bs4 import BeautifulSoup

from search import map_views
from tests.search.documents import CITY_LIGHTS, DAY, KIM_LONG, NOW, PHU_XUAN, ROADS, answered, document
from tests.search.test_views import hrefs, text

CELLS = "/ban-do/cells.json"
HERE = "bbox=107.5,16.4,107.6,16.5"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    """It is Wednesday 08:00 and some seconds."""
    monkeypatch.setattr(map_views.timezone, "now", lambda: NOW.replace(second=31, microsecond=5))


@pytest.fixture
def city(engine):
    """Six cases: three close together, two of them late, one alone, one summed up, one elsewhere, one nowhere."""
    engine.put(
        [
            document(1, lat=16.4101, lon=107.5101),
            document(2, lat=16.4102, lon=107.5102, due_at=NOW - DAY),
            document(3, lat=16.4103, lon=107.5103, due_at=NOW - 9 * DAY, limit_at=NOW - DAY, broken_from=NOW - DAY),
            answered(4, lat=16.4601, lon=107.5601, ward=PHU_XUAN, category=ROADS, title="Rác <b>đầy</b>", round=2),
            document(5, lat=16.49, lon=107.51, title="Quán ồn", search_hidden=True, ward=PHU_XUAN),
            document(6, lat=16.2, lon=107.7, ward=None),
            document(7, ward=None),
        ]
    )


def page_of(client, query="", *, prefix="", status=200):
    response = client.get(f"{prefix}/ban-do/{'?' if query else ''}{query}")
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


def cells_of(client, query, *, prefix="", status=200):
    response = client.get(f"{prefix}{CELLS}?{query}")
    assert response.status_code == status, response.content
    return json.loads(response.content)


def wards(page):
    return {text(li.a): (li.a["href"], text(li.select_one(".c"))) for li in page.select("#o-canh .places li")}


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_whole_map_says_in_words_what_it_shows(client, city):
    page = page_of(client)
    assert text(page.title) == "Bản đồ phản ánh – Minh Bạch"
    assert text(page.h1) == "Bản đồ phản ánh"
    beside = page.select_one("#o-canh")
    assert text(beside.h2) == "6 phản ánh trên bản đồ"
    assert text(beside.p) == "1 phản ánh không có vị trí nên không có trên bản đồ."
    assert wards(page) == {
        KIM_LONG.name: ("/ban-do/?ward=kim-long", "3"),
        PHU_XUAN.name: ("/ban-do/?ward=phu-xuan", "2"),
    }
    how = [text(row) for row in beside.select("ol.rows .how")]
    assert len(how) == 7
    assert "Trễ hạn 1 ngày Đang xử lý" in how
    assert "Lỡ hẹn, trễ hạn 9 ngày Đang xử lý" in how
    assert not beside.select(".say"), "there is little room beside a map"
    assert page.find("meta", attrs={"name": "robots"}) is None
    assert page.find("link", rel="canonical")["href"].endswith("/ban-do/")
    assert page.find("meta", property="og:image")["content"].endswith("/ban-do/anh-chia-se.png")


def test_without_a_script_the_wards_are_drawn_with_their_numbers_and_links(client, city):
    page = page_of(client, "state=in_progress")
    drawn = {text(link.title): link for link in page.select("svg.map > g a")}
    assert len(drawn) == 40
    ward = drawn["Phường Kim Long: 3 phản ánh"]
    assert ward["href"] == "/ban-do/?state=in_progress&ward=kim-long"
    assert ward["tabindex"] == "-1", "the list beside it has the same links"
    assert ward.path["class"] == ["m1"]
    assert drawn["Phường Phú Xuân: 1 phản ánh"].path["class"] == ["m0"]
    assert drawn["Phường Vỹ Dạ: 0 phản ánh"].path["class"] == ["m-none"]
    assert [text(step) for step in page.select(".steps li")] == ["từ 1", "từ 2"]
    assert text(page.select_one("svg.map desc")) == "Nhiều nhất ở phường Kim Long: 3 phản ánh."
    assert page.select_one(".live").has_attr("hidden")


def test_a_part_of_the_map(client, city):
    page = page_of(client, HERE)
    beside = page.select_one("#o-canh")
    assert text(beside.h2) == "5 phản ánh trong khung này"
    assert [text(told) for told in beside.select("p.hush")] == [
        "Còn 1 phản ánh ngoài khung.",
        "1 phản ánh không có vị trí nên không có trên bản đồ.",
    ]
    assert hrefs(page, "#o-canh > p > a.more") == ["/ban-do/"]
    assert wards(page)[KIM_LONG.name] == ("/ban-do/?ward=kim-long", "3"), "of the whole map: wards are not cut"
    assert page.select_one("#ban-do")["data-box"] == "107.5,16.4,107.6,16.5"
    assert page.select_one("#ban-do")["data-shown"] == "5"
    assert hrefs(page, "a.as-list") == [f"/phan-anh/?{HERE}"]


def test_choices_are_those_of_the_list_and_lead_to_maps(client, city):
    query = f"q=den&verdict=overdue&ward=kim-long&{HERE}&late=1"
    page = page_of(client, query)
    assert {text(chip): chip["href"] for chip in page.select("a.chip")} == {
        "Bỏ Trễ hạn": f"/ban-do/?q=den&ward=kim-long&{HERE}&late=1",
        f"Bỏ {KIM_LONG.name}": f"/ban-do/?q=den&verdict=overdue&{HERE}&late=1",
        "Bỏ Trong khung bản đồ": "/ban-do/?q=den&verdict=overdue&ward=kim-long&late=1",
        "Bỏ Trễ từ 1 ngày": f"/ban-do/?q=den&verdict=overdue&ward=kim-long&{HERE}",
    }
    assert hrefs(page, "#o-chon .more")[0] == "/ban-do/?q=den"
    words, choices = page.select("main form")
    assert {form["action"] for form in (words, choices)} == {"/ban-do/"}

    def carried(form):
        return {(box["name"], box["value"]) for box in form.select("input[type=hidden]")}

    assert carried(words) == {("verdict", "overdue"), ("ward", "kim-long"), ("late", "1")}, (
        "words are looked for anywhere"
    )
    assert carried(choices) == {("q", "den"), ("bbox", "107.5,16.4,107.6,16.5"), ("late", "1")}
    ticks = {box["value"]: (text(box.parent), box.has_attr("checked")) for box in choices.select(".tick input")}
    assert ticks["overdue"] == ("Trễ hạn 1", True)
    assert ticks["promise_broken"] == ("Lỡ hẹn 1", False)
    assert len(page.select_one("#ban-do")["data-chosen"].split()) == 1
    assert len(page.select("svg.map > g path.chosen")) == 1


@pytest.mark.parametrize(("query", "indexed"), [("", True), ("ward=kim-long", False), (HERE, False), ("q=den", False)])
def test_search_engines_take_the_whole_map_alone(client, city, query, indexed):
    page = page_of(client, f"{query}&utm_source=x&page=3")
    robots = page.find("meta", attrs={"name": "robots"})
    assert (robots is None) is indexed
    assert page.find("link", rel="canonical")["href"].endswith(f"/ban-do/{'?' if query else ''}{query}")


def test_what_cannot_be_heeded_is_said(client, city):
    page = page_of(client, "bbox=1,2,3&zoom=4&ward=khong-co")
    assert [text(note) for note in page.select(".note.warn")] == [
        "Đã bỏ qua “Khung bản đồ: 1,2,3”: không hiểu được giá trị này.",
        "Đã bỏ qua “zoom”: danh sách không có tham số này.",
        "Không có phản ánh nào với “Phường, xã: khong-co”.",
    ]
    assert "Hãy bỏ bớt một điều kiện" in text(page.select_one("#o-canh"))


def test_a_map_of_no_report_at_all_asks_to_leave_nothing_out(client, engine):
    assert text(page_of(client, "").select_one("#o-canh p")) == "Chưa có phản ánh nào."


def test_an_empty_part_says_to_move_on(client, city):
    beside = page_of(client, "bbox=108,16.7,108.1,16.74").select_one("#o-canh")
    assert text(beside.h2) == "0 phản ánh trong khung này"
    assert "Hãy dời hoặc thu nhỏ bản đồ" in text(beside)


def test_english(client, city):
    page = page_of(client, HERE, prefix="/en")
    assert text(page.select_one("#o-canh h2")) == "5 cases in this part"
    assert list(wards(page)) == ["Kim Long Ward", "Phu Xuan Ward"]
    assert page.select_one("#ban-do")["data-cells"] == "/en/ban-do/cells.json"
    told = cells_of(client, f"{HERE}&zoom=12", prefix="/en")["cells"]
    assert told[-1]["words"] == "3 cases, 2 overdue or with a broken promise: zoom in"
    assert {cell["href"].split("?")[0] for cell in told} >= {"/en/ban-do/", "/en/phan-anh/2026/11/phan-anh-a4/"}


@pytest.mark.parametrize(("query", "cold"), [("", 10), (HERE, 14), (f"q=den&verdict=in_term&ward=kim-long&{HERE}", 19)])
def test_a_page_costs_few_queries_however_many_cases_there_are(
    client, engine, django_assert_max_num_queries, query, cold
):
    engine.put([document(i, lat=16.4 + i / 1e4, lon=107.5 + i / 1e4) for i in range(1, 60)])
    with django_assert_max_num_queries(cold):
        page_of(client, query)
    with django_assert_max_num_queries(3):
        page_of(client, query)


def test_from_everywhere_one_gets_there(client, city):
    assert "/ban-do/" in hrefs(page_of(client), "footer a")
    listed = BeautifulSoup(client.get("/phan-anh/?q=den&sort=oldest&page=2").content, "lxml")
    assert [text(link) for link in listed.select('a[href="/ban-do/?q=den"]')] == ["Xem trên bản đồ"]
    assert client.post("/ban-do/").status_code == 405


# --- cells -----------------------------------------------------------------------------------------------------------


def test_cells_say_where_how_many_and_where_they_lead(client, city):
    found = cells_of(client, f"{HERE}&zoom=12")
    assert (found["zoom"], found["bbox"], found["total"]) == (12, [107.5, 16.4, 107.6, 16.5], 5)
    summed_up, alone, together = found["cells"]
    assert (together["lat"], together["lon"]) == pytest.approx((16.4102, 107.5102), abs=0.001)
    assert together == {
        **{name: together[name] for name in ("lat", "lon")},
        "n": 3,
        "shown": "3",
        "late": "2",
        "words": "3 phản ánh, 2 trễ hạn hoặc lỡ hẹn: phóng to",
        "box": [107.5101, 16.4101, 107.5103, 16.4103],
        "href": "/ban-do/?bbox=107.5101,16.4101,107.5103,16.4103",
    }
    assert alone == {
        **{name: alone[name] for name in ("lat", "lon")},
        "n": 1,
        "title": "Rác <b>đầy</b>",
        "verdict": {"mark": "ok", "words": "Đúng hạn, sau 1 ngày"},
        "state": {"mark": "answered", "words": "Đã trả lời"},
        "coarse": "",
        "words": "Rác <b>đầy</b>. Đúng hạn, sau 1 ngày. Đã trả lời",
        "href": "/phan-anh/2026/11/phan-anh-a4/",
    }
    assert summed_up["words"] == "Quán ồn. Còn 5 ngày. Đang xử lý. Vị trí làm tròn, sai khoảng 1 km"


def test_what_a_mark_says_is_what_the_list_behind_it_holds(client, city):
    found = [cell for zoom in (9, 12) for cell in cells_of(client, f"{HERE}&zoom={zoom}")["cells"] if cell["n"] > 1]
    assert [cell["n"] for cell in found] == [5, 3]
    for cell in found:
        behind = page_of(client, cell["href"].partition("?")[2])
        assert text(behind.select_one("#o-canh h2")).startswith(f"{cell['n']} phản ánh")


def test_what_lies_outside_the_city_is_told_and_led_to(client, city, engine):
    engine.put([document(8, lat=10.8, lon=106.7), document(9, lat=10.9, lon=106.7), document(10, lat=21.0, lon=105.8)])
    beside = page_of(client).select_one("#o-canh")
    assert "3 phản ánh nằm ngoài thành phố, ở rìa bản đồ hoặc xa hơn." in text(beside)
    links = {text(link): link["href"] for link in beside.select(".links a")}
    assert links == {
        "Ngoài thành phố: 2 phản ánh": "/ban-do/?bbox=106.7,10.8,106.7,10.9",
        "Ngoài thành phố: 1 phản ánh": "/ban-do/?bbox=105.8,21,105.8,21",
    }
    for href in links.values():
        there = text(page_of(client, href.partition("?")[2]).select_one("#o-canh"))
        assert "trong khung này" in there
        assert "ngoài thành phố" not in there


def test_without_tiles_the_map_comes_no_nearer_than_outlines_show_where_one_is(client, city, settings):
    near = "bbox=107.51,16.41,107.5104,16.4104"
    for tiles, most, leads in (("", "15", "/phan-anh/"), ("https://tiles.example/{z}/{x}/{y}.png", "18", "/ban-do/")):
        settings.MAP_TILE_URL = tiles
        assert page_of(client).select_one("#ban-do")["data-most"] == most
        (cell,) = cells_of(client, f"{near}&zoom=15")["cells"]
        assert cell["href"].startswith(leads)
        assert bool(cell["box"]) is bool(tiles)


def test_cases_at_one_place_lead_to_their_list(client, engine):
    engine.put([document(n, lat=16.41, lon=107.51) for n in (1, 2)])
    (cell,) = cells_of(client, f"{HERE}&zoom=12&q=den")["cells"]
    assert (cell["box"], cell["href"]) == (None, "/phan-anh/?q=den&bbox=107.51,16.41,107.51,16.41")
    assert cell["words"] == "2 phản ánh: xem danh sách"
    listed = BeautifulSoup(client.get(cell["href"]).content, "lxml")
    assert text(listed.h1).startswith("2 phản ánh")


def test_marks_of_neighbouring_cells_never_touch(client, engine):
    engine.put([document(n, lat=16.4 + n % 9 / 99, lon=107.5 + n / 990) for n in range(90)])
    cells = cells_of(client, f"{HERE}&zoom=12")["cells"]
    pixel = 360 / 256 / 2**12
    places = [(cell["lat"] / pixel, cell["lon"] / pixel) for cell in cells]
    apart = [max(abs(a - c), abs(b - d)) for i, (a, b) in enumerate(places) for c, d in places[:i]]
    assert len(apart) > 20
    assert min(apart) > 44


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("zoom=12", "Cần “bbox”"),
        (HERE, "Cần “zoom”: một số từ 5 đến 18."),
        (f"{HERE}&zoom=19", "Cần “zoom”"),
        (f"{HERE}&zoom=4", "Cần “zoom”"),
        (f"{HERE}&zoom=-1", "Cần “zoom”"),
        (f"{HERE}&zoom=12.5", "Cần “zoom”"),
        (f"{HERE}&zoom=١٢", "Cần “zoom”"),
        (f"{HERE}&zoom=18", "quá rộng cho “zoom=18”: hãy thu khung hoặc giảm zoom."),
        ("bbox=-180,-90,180,90&zoom=5", "quá rộng"),
        ("bbox=107.6,16.4,107.5,16.5&zoom=12", "bbox=107.6,16.4,107.5,16.5"),
        ("bbox=1,2,nan,4&zoom=12", "bbox=1,2,nan,4"),
        ("bbox=1,2,1e999,4&zoom=12", "bbox=1,2,1e999,4"),
        (f"{HERE}&zoom=12&ward=khong-co", "ward=khong-co"),
        (f"{HERE}&zoom=12&sort=late", "bản đồ không có thứ tự"),
        (f"{HERE}&zoom=12&page=2", "bản đồ không có trang"),
        (f"{HERE}&zoom=12&colour=red", "bản đồ không có tham số này"),
        (f"{HERE}&zoom=12&from=gestern", "from=gestern"),
    ],
)
def test_what_cannot_be_heeded_is_refused_with_a_sentence(client, db, query, sentence):
    assert sentence in cells_of(client, query, status=400)["error"]


def test_cells_are_kept_for_a_minute_and_by_no_search_engine(client, city):
    response = client.get(f"{CELLS}?{HERE}&zoom=12&agency={CITY_LIGHTS.slug}")
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "public, max-age=60"
    again = client.get(f"{CELLS}?{HERE}&zoom=12&agency={CITY_LIGHTS.slug}", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post(CELLS).status_code == 405


def test_cells_cost_few_queries_however_many_cases_there_are(client, engine, django_assert_num_queries):
    engine.put([document(i, lat=16.4 + i / 1e3, lon=107.5 + i / 1e3) for i in range(1, 60)])
    # Generation, strangers, one of the reading, cells, and those that are alone in theirs.
    with django_assert_num_queries(5):
        cells_of(client, f"{HERE}&zoom=13&ward=kim-long")
    with django_assert_num_queries(2):
        cells_of(client, f"{HERE}&zoom=13&ward=kim-long")


# --- tiles -----------------------------------------------------------------------------------------------------------


def sources(response):
    directives = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: set(told) for name, *told in directives}["img-src"]


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://tiles.example.vn/hue/{z}/{x}/{y}.png?key=1", "https://tiles.example.vn"),
        ("https://{s}.tiles.example.vn/{z}/{x}/{y}.png", "https://*.tiles.example.vn"),
        ("http://127.0.0.1:8080/{z}/{x}/{y}.png", "http://127.0.0.1:8080"),
    ],
)
def test_tiles_are_a_setting_and_their_place_is_in_the_policy_of_the_map_alone(client, db, settings, address, source):
    assert sources(client.get("/ban-do/")) == {"'self'", "data:"}
    settings.MAP_TILE_URL, settings.MAP_TILE_ATTRIBUTION = address, "© Ai <đó>"
    response = client.get("/ban-do/")
    assert sources(response) == {"'self'", "data:", source}
    place = BeautifulSoup(response.content, "lxml").select_one("#ban-do")
    assert (place["data-tiles"], place["data-by"]) == (address, "© Ai <đó>")
    assert sources(client.get("/phan-anh/")) == {"'self'", "data:"}
