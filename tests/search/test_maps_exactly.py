"""Maps and charts of a question: what marks say, where they stand and lead, and which months have bars."""

from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation

from search.asking import read_question
from search.cells import (
    EAST,
    LATE,
    NORTH,
    UNITS,
    Cell,
    Tally,
    box_around,
    cells_across,
    cells_of,
    degrees,
    side,
    tallied,
    units,
)
from search.engines.base import Choice, Counts, Page, Result
from search.listing import href_of
from search.map_cells import BARE_ZOOM, INSET, TRUE_FROM, most_zoom, told
from search.map_page import FAR_PLACES, MapListing, WardDrawing, map_href
from search.map_views import read_zoom, tile_source
from search.mapped import CITY, Seen
from search.periods import periods
from search.question import Box, Facet, Question
from tests.search.documents import DAY, KIM_LONG, NOW, PHU_XUAN, answered, document

# --- the grid --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("degree", "shift", "unit"),
    [
        (-180.0, EAST, 0),
        (-90.0, NORTH, 0),
        (180.0, EAST, 36_000_000),
        (0.0, EAST, 18_000_000),
        (107.5, EAST, 28_750_000),
        (107.500009, EAST, 28_750_000),
        (107.500015, EAST, 28_750_001),
    ],
)
def test_a_coordinate_lies_in_a_unit(degree, shift, unit):
    assert units(degree, shift) == unit
    assert degrees(unit, shift) == pytest.approx(degree, abs=1e-5)


@pytest.mark.parametrize(
    ("edges", "box"),
    [
        ((1.0, 2.0, 1.0, 2.0), (1.0, 2.0, 1.0, 2.0)),
        ((1.000009, 2.000009, 3.000001, 4.000001), (1.0, 2.0, 3.00001, 4.00001)),
        ((1.000001, 2.000001, 3.000009, 4.000009), (1.0, 2.0, 3.00001, 4.00001)),
        ((-1.000001, -2.000001, -0.000001, -0.000001), (-1.00001, -2.00001, 0.0, 0.0)),
    ],
)
def test_a_box_is_the_smallest_that_holds_its_edges(edges, box):
    found = box_around(*edges)
    assert (found.west, found.south, found.east, found.north) == box


@pytest.mark.parametrize(
    ("box", "zoom", "n"),
    [
        (Box(west=0, south=0, east=0, north=0), 18, 1),
        (Box(west=10, south=10, east=10.01, north=10.04), 12, 2 * 3),  # a cell is 0.02747° wide
        (Box(west=0, south=0, east=side(12) / UNITS, north=0), 12, 2),
        (Box(west=0, south=0, east=(side(12) + 1) / UNITS, north=0), 12, 3),
        (Box(west=0, south=0, east=side(12) / UNITS, north=2 * side(12) / UNITS), 12, 6),
    ],
)
def test_how_many_cells_a_box_can_touch(box, zoom, n):
    assert cells_across(box, zoom) == n


def test_cells_stand_as_one_reads_and_know_the_case_that_is_alone():
    def tally(x, y, n, first):
        return Tally(x=x, y=y, n=n, late=0, east_sum=0, north_sum=0, west=0, south=0, east=0, north=0, first=first)

    one, other = document(1), document(2)
    found = cells_of([tally(1, 1, 1, 1), tally(0, 1, 2, 2), tally(5, 2, 1, 3)], {1: one, 2: other})
    assert [(cell.x, cell.y, cell.lone) for cell in found] == [(5, 2, None), (0, 1, None), (1, 1, one)]


def test_a_cell_has_the_middle_of_its_points_and_counts_those_that_are_late():
    points = [document(1, lat=16.4, lon=107.5), document(2, lat=16.40002, lon=107.50004)]
    (cell,) = tallied([(points[0], True), (points[1], False)], 12)
    assert (cell.n, cell.late, cell.lone) == (2, 1, None)
    assert (cell.lat, cell.lon) == pytest.approx((16.400015, 107.500025), abs=1e-6), "units are told by their middle"
    assert str(cell.box) == "107.5,16.4,107.50004,16.40002"
    assert tallied([(document(3), True)], 12) == ()
    assert [kind.value for kind in LATE] == ["overdue", "promise_broken"], "what was answered late is not late now"


# --- marks -----------------------------------------------------------------------------------------------------------


def marks(*documents, zoom=12, question=None):
    cells = tallied([(each, each.timeliness(NOW) in LATE) for each in documents], zoom)
    return told(cells, question or Question(), zoom, NOW)


WIDE = (document(1, lat=16.41, lon=107.51), document(2, lat=16.412, lon=107.512))
CLOSE = (document(1, lat=16.41, lon=107.51), document(2, lat=16.41003, lon=107.51003))
APART = (document(1, lat=16.41, lon=107.51), document(2, lat=16.41, lon=107.51004))


@pytest.mark.parametrize(
    ("documents", "zoom", "tiles", "href", "words"),
    [
        (WIDE, 12, "", "/ban-do/?bbox=107.51,16.41,107.512,16.412", "2 phản ánh: phóng to"),
        (CLOSE, 12, "", "/phan-anh/?bbox=107.51,16.41,107.51003,16.41003", "2 phản ánh: xem danh sách"),
        (APART, 12, "", "/ban-do/?bbox=107.51,16.41,107.51004,16.41", "2 phản ánh: phóng to"),
        (APART, 14, "", "/ban-do/?bbox=107.51,16.41,107.51004,16.41", "2 phản ánh: phóng to"),
        (APART, 15, "", "/phan-anh/?bbox=107.51,16.41,107.51004,16.41", "2 phản ánh: xem danh sách"),
        (APART, 15, "//x/{z}", "/ban-do/?bbox=107.51,16.41,107.51004,16.41", "2 phản ánh: phóng to"),
    ],
)
def test_several_cases_are_parted_by_coming_nearer_or_else_listed(settings, documents, zoom, tiles, href, words):
    settings.MAP_TILE_URL = tiles
    assert most_zoom() == (18 if tiles else BARE_ZOOM)
    (mark,) = marks(*documents, zoom=zoom)
    assert (mark["href"], mark["words"], mark["n"], mark["late"]) == (href, words, 2, "")
    assert (mark["box"] is None) is ("phan-anh" in href)


def test_a_mark_says_how_many_are_late_and_keeps_what_else_is_asked():
    late = replace(WIDE[1], term_end=NOW - DAY, limit_at=NOW - DAY, due_at=NOW - DAY)
    question = Question(q="den", choices={Facet.WARD: (KIM_LONG.slug,)}, page=3)
    (mark,) = marks(WIDE[0], late, question=question)
    assert mark["words"] == "2 phản ánh, 1 trễ hạn hoặc lỡ hẹn: phóng to"
    assert mark["late"] == "1"
    assert mark["href"] == "/ban-do/?q=den&ward=kim-long&bbox=107.51,16.41,107.512,16.412"
    with translation.override("en"):
        (mark,) = marks(WIDE[0], late)
        assert mark["words"] == "2 cases, 1 overdue or with a broken promise: zoom in"
        assert mark["href"].startswith("/en/ban-do/?")


def test_a_case_alone_says_how_it_stands_and_leads_to_its_page():
    hidden = {"title": "Nhà [đã che: tên người] hát", "search_hidden": True, "round": 2, "due_at": NOW - 2 * DAY}
    (mark,) = marks(document(7, lat=16.41, lon=107.51, **hidden))
    assert mark["n"] == 1
    assert mark["title"] == "Nhà [đã che: tên người] hát"
    assert mark["words"] == (
        "Nhà [đã che: tên người] hát. Trễ hạn 2 ngày. Đang xử lý lại. Vị trí làm tròn, sai khoảng 1 km"
    )
    assert mark["verdict"] == {"mark": "late", "words": "Trễ hạn 2 ngày"}
    assert mark["href"] == "/phan-anh/2026/11/phan-anh-a7/"
    (mark,) = marks(answered(8, lat=16.41, lon=107.51))
    assert (mark["coarse"], mark["words"]) == ("", "Đèn đường hỏng. Đúng hạn, sau 1 ngày. Đã trả lời")


@pytest.mark.parametrize("zoom", [5, 12, TRUE_FROM - 1])
def test_a_mark_keeps_away_from_the_edges_of_its_cell(zoom):
    """So far that none lies over another, whatever corner its cases lie in; in the middle it stands where they do."""
    across = side(zoom)
    for share, kept in ((0.001, INSET), (0.5, 0.5), (0.999, 1 - INSET)):
        unit = (units(107.5, EAST) // across + share) * across
        north = (units(16.4, NORTH) // across + share) * across
        (mark,) = marks(document(1, lon=unit / UNITS - EAST, lat=north / UNITS - NORTH), zoom=zoom)
        for name, shift in (("lon", EAST), ("lat", NORTH)):
            place = (mark[name] + shift) * UNITS / across % 1
            assert place == pytest.approx(kept, abs=2 / across + 0.001), name


def test_close_by_a_mark_stands_where_the_case_does(settings):
    settings.MAP_TILE_URL = "//x/{z}"
    across = side(TRUE_FROM)
    corner = units(107.5, EAST) // across * across / UNITS - EAST
    (mark,) = marks(document(1, lon=corner, lat=16.4), zoom=TRUE_FROM)
    assert mark["lon"] == pytest.approx(corner, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "zoom"),
    [
        ("5", 5),
        ("18", 18),
        ("4", None),
        ("19", None),
        ("05", 5),
        ("", None),
        ("1.5", None),
        ("-5", None),
        ("٥", None),
        ("012", None),
    ],
)
def test_zooms_of_the_map(text, zoom):
    assert read_zoom(text) == zoom


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://tile.example/{z}/{x}/{y}.png", "https://tile.example"),
        ("https://{s}.tile.example:8080/{z}/{x}/{y}.png?key=1", "https://*.tile.example:8080"),
    ],
)
def test_where_tiles_may_come_from(address, source):
    assert tile_source(address) == source


# --- the page --------------------------------------------------------------------------------------------------------


def page(query="", *, total=3, of=5, placed=4, wards=(), beyond=0, places=(), names=None):
    question = read_question(QueryDict(query))
    choices = tuple(Choice(value=v, name=n, count=c, chosen=v in question.chosen(Facet.WARD)) for v, n, c in wards)
    counts = Counts(total=total, facets={**dict.fromkeys(Facet, ()), Facet.WARD: choices})
    result = Result(counts=counts, page=Page(hits=()))
    seen = Seen(result=result, of=of, placed=placed, start=CITY, beyond=beyond, places=places)
    return MapListing(question, seen, at=NOW, age="1", names=names or {})


HERE = "bbox=107.5,16.4,107.6,16.5"
WARDS = [(KIM_LONG.slug, KIM_LONG.name, 3), (PHU_XUAN.slug, PHU_XUAN.name, 1), ("vy-da", "Phường Vỹ Dạ", 0)]


@pytest.mark.parametrize(
    ("made", "title", "lead", "elsewhere", "on_map"),
    [
        (page(of=4), "Bản đồ phản ánh", "4 phản ánh trên bản đồ", [], 4),
        (
            page(beyond=2),
            "Bản đồ phản ánh",
            "4 phản ánh trên bản đồ",
            [
                "2 phản ánh nằm ngoài thành phố, ở rìa bản đồ hoặc xa hơn.",
                "1 phản ánh không có vị trí nên không có trên bản đồ.",
            ],
            4,
        ),
        (
            page(HERE, beyond=2),
            "Bản đồ: Trong khung bản đồ: 3 phản ánh",
            "3 phản ánh trong khung này",
            ["Còn 1 phản ánh ngoài khung.", "1 phản ánh không có vị trí nên không có trên bản đồ."],
            3,
        ),
        (
            page(f"q=den&{HERE}", total=4, of=4),
            "Bản đồ: “den”, Trong khung bản đồ: 4 phản ánh",
            "4 phản ánh trong khung này",
            [],
            4,
        ),
    ],
)
def test_what_the_map_shows_and_what_it_does_not(made, title, lead, elsewhere, on_map):
    assert (made.map_title, made.lead, made.elsewhere, made.on_map) == (title, lead, elsewhere, on_map)


def test_the_same_in_english():
    with translation.override("en"):
        assert page(HERE).elsewhere == ["1 case more outside it.", "1 case has no position and is not on the map."]
        assert page(of=6).elsewhere == ["2 cases have no position and are not on the map."]


@pytest.mark.parametrize(
    ("query", "whole", "as_list", "without_all", "indexable"),
    [
        ("", "", "/phan-anh/", "/ban-do/", True),
        ("q=den", "", "/phan-anh/?q=den", "/ban-do/?q=den", False),
        (f"ward=a&{HERE}", "/ban-do/?ward=a", f"/phan-anh/?ward=a&{HERE}", "/ban-do/", False),
        (f"q=den&{HERE}", "/ban-do/?q=den", f"/phan-anh/?q=den&{HERE}", "/ban-do/?q=den", False),
        ("verdict=x", "", "/phan-anh/", "/ban-do/", False),  # what could not be heeded is no page of its own
    ],
)
def test_where_a_map_leads(query, whole, as_list, without_all, indexable):
    made = page(query)
    assert (made.whole_map, made.as_list, made.without_all, made.is_indexable) == (
        whole,
        as_list,
        without_all,
        indexable,
    )


def test_a_map_of_nothing_is_not_for_search_engines():
    assert not page(total=0).is_indexable


def test_far_places_are_led_to_and_no_more_than_a_few():
    cells = [
        Cell(x=0, y=0, n=n, late=0, lat=0, lon=0, box=Box(west=n, south=n, east=n, north=n)) for n in range(9, 1, -1)
    ]
    found = page("q=den", places=tuple(cells)).far_places
    assert len(found) == FAR_PLACES == 5
    assert found[0] == ("9 phản ánh", "/ban-do/?q=den&bbox=9,9,9,9")


def test_wards_beside_the_map():
    listing = page(f"q=den&{HERE}", wards=WARDS, names={Facet.WARD: {PHU_XUAN.slug: "Phu Xuan Ward"}})
    assert [(ward.label, ward.count, ward.href, ward.translated) for ward in listing.wards] == [
        (KIM_LONG.name, 3, "/ban-do/?q=den&ward=kim-long", False),
        ("Phu Xuan Ward", 1, "/ban-do/?q=den&ward=phu-xuan", True),
    ]
    chosen = page("ward=vy-da", wards=WARDS).wards
    assert [(ward.label, ward.count, ward.chosen) for ward in chosen] == [("Phường Vỹ Dạ", 0, True)]
    many = page(wards=[(f"w{n}", f"W{n}", 20 - n) for n in range(11)])
    assert [len(part) for part in (many.first_wards, many.other_wards)] == [8, 3]
    assert map_href(Question(q="den", page=4)) == "/ban-do/?q=den"


@pytest.mark.parametrize(
    ("counts", "legend", "steps"),
    [
        ([], [], {0: "m-none"}),
        ([0], [], {0: "m-none"}),
        ([1], ["từ 1"], {0: "m-none", 1: "m0"}),
        ([3, 1], ["từ 1", "từ 2"], {1: "m0", 2: "m1", 3: "m1"}),
        ([8, 2], ["từ 1", "từ 2", "từ 4"], {1: "m0", 2: "m1", 3: "m1", 4: "m2", 8: "m2"}),
        ([80, 5], ["từ 1", "từ 10", "từ 20", "từ 40"], {9: "m0", 10: "m1", 20: "m2", 39: "m2", 40: "m3", 80: "m3"}),
        ([4_000], ["từ 1", "từ 500", "từ 1.000", "từ 2.000"], {499: "m0", 4_000: "m3"}),
    ],
)
def test_four_steps_of_colour_of_what_the_fullest_ward_has(monkeypatch, counts, legend, steps):
    monkeypatch.setattr(WardDrawing, "_areas", lambda self: [])
    wards = [(f"w{n}", f"Phường {n}", count) for n, count in enumerate(counts)]
    drawn = WardDrawing(page(wards=wards))
    assert [step.label for step in drawn.legend] == legend
    assert {n: drawn._step(n) for n in steps} == steps
    most = max(counts, default=0)
    said = f"Nhiều nhất ở phường 0: {page(placed=most).lead.removesuffix(' trên bản đồ')}."
    assert drawn.finding == (said if most else "Không phường, xã nào có phản ánh như vậy.")


# --- the chart -------------------------------------------------------------------------------------------------------


def chart(months, **asked):
    return periods(Question(**asked), {date(y, m, 1): n for (y, m), n in months.items()}, href_of)


def test_one_month_fills_the_chart():
    found = chart({(2026, 2): 7})
    (bar,) = found.bars
    assert (bar.left, bar.width, bar.y, bar.height) == ("10.00%", "80.00%", 0, 56)
    assert (found.most, found.finding) == ("7", "tháng 02/2026: 7 phản ánh.")
    (row,) = found.rows
    assert (row.since, row.until, row.short) == (date(2026, 2, 1), date(2026, 2, 28), "02/2026")


def test_of_equal_months_the_first_is_named():
    found = chart({(2025, 12): 4, (2026, 1): 4, (2026, 2): 1})
    assert found.finding == "Từ tháng 12/2025 đến tháng 02/2026; nhiều nhất là tháng 12/2025: 4 phản ánh."
    with translation.override("en"):
        english = chart({(2025, 12): 1_400, (2026, 1): 4})
        assert english.finding == "From 12/2025 to 01/2026; most in 12/2025: 1,400 cases."
        assert english.most == "1,400"


LONG = {(2020, 1): 3, (2022, 6): 2, (2023, 7): 4, (2026, 12): 8}


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        (None, None, "2020", "2026"),
        (date(2022, 3, 1), date(2023, 3, 1), "01/2022", "12/2023"),  # two years have room
        (date(2022, 3, 1), date(2024, 3, 1), "2020", "2026"),  # three have not
        (date(2021, 1, 1), date(2021, 12, 31), "2020", "2026"),  # a year without a case
        (date(2025, 5, 5), None, "01/2025", "12/2026"),
        (None, date(2021, 5, 5), "01/2020", "12/2021"),
        (date(1999, 1, 1), date(2020, 12, 31), "01/2020", "12/2020"),
        (date(2027, 1, 1), date(2027, 1, 1), "2020", "2026"),
    ],
)
def test_years_or_the_months_of_few_years_that_are_chosen(since, until, first, last):
    rows = chart(LONG, since=since, until=until).rows
    assert (rows[0].short, rows[-1].short) == (first, last)


def test_days_that_touch_a_period_choose_it():
    months = {(2026, 1): 1, (2026, 2): 1, (2026, 3): 1}
    found = chart(months, since=date(2026, 1, 31), until=date(2026, 2, 1))
    assert [row.chosen for row in found.rows] == [True, True, False]
    assert [row.chosen for row in chart(months).rows] == [False] * 3
    assert [bar.chosen for bar in chart(months).bars] == [True] * 3
