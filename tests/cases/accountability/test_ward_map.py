"""The map of wards: shapes as the boundaries are, colours as the counts are."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.utils.translation import override

from cases.accountability.divisions import DividedRow
from cases.accountability.ward_map import NAMED, STEPS, short_name, step_of, ward_map
from cases.accountability.ward_shapes import FILE, FINE, draw, drawing
from cases.models import Ward
from tests.cases.accountability.test_outlines import drawn

MOST = 40_000  # bytes


def rows(**late):
    """A row a ward; `late` gives overdue and open by slug, with underscores."""
    found = []
    for ward in Ward.objects.all():
        overdue, open_ = late.get(ward.slug.replace("-", "_"), (0, 0))
        found.append(DividedRow(name=ward.name, slug=ward.slug, code=ward.code, overdue=overdue, open=open_))
    return found


# --- shapes ----------------------------------------------------------------------------------------------------------


def test_the_file_is_what_would_be_drawn_today(db):
    call_command("draw_wards", check=True)


def test_a_stale_file_is_found_left_alone_and_then_drawn_anew(db, tmp_path):
    file = tmp_path / "map.json"
    file.write_text("{}")
    with pytest.raises(CommandError, match=r"The shapes in map\.json are stale: run manage\.py draw_wards\."):
        call_command("draw_wards", check=True, file=file)
    assert file.read_text() == "{}"
    call_command("draw_wards", file=file)
    assert file.read_bytes() == FILE.read_bytes()
    before = file.stat().st_mtime_ns
    call_command("draw_wards", file=file)
    assert file.stat().st_mtime_ns == before


def test_every_ward_has_a_shape_inside_the_map(db):
    kept = drawing()
    assert set(kept.wards) == set(Ward.objects.values_list("code", flat=True))
    for shape in kept.wards.values():
        points = [point for ring in drawn(shape.path) for point in ring]
        assert len(points) > 4
        coarse = [point for ring in drawn(shape.coarse_path) for point in ring]
        assert 3 < len(coarse) <= len(points)
        assert all(0 <= x <= kept.width * FINE and 0 <= y <= kept.height * FINE for x, y in points)


def test_the_centre_covers_no_ward_and_holds_the_small_ones(db):
    kept = drawing()
    left, top, width, height = kept.frame
    assert left + width <= kept.width
    for shape in kept.wards.values():
        for ring in drawn(shape.path):
            assert not any(x > left * FINE and y < (top + height) * FINE - 20 for x, y in ring), "open sea"
    by_code = dict(Ward.objects.values_list("slug", "code"))
    named = {slug for slug, code in by_code.items() if kept.wards[code].name_at}
    assert {"phu-xuan", "thuan-hoa", "vy-da", "an-cuu", "kim-long", "thuy-xuan"} <= named
    places = [shape.name_at for shape in kept.wards.values() if shape.name_at]
    assert all(0 < x < width and 0 < y < height for x, y in places)
    assert not any(abs(a[0] - b[0]) < 60 and abs(a[1] - b[1]) < 16 for a in places for b in places if a != b)


def test_neighbours_leave_no_gap(db):
    """Every side of a ward inside the city is a side of exactly one other ward."""
    seen = {}
    for shape in drawing().wards.values():
        for ring in drawn(shape.path):
            for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
                seen[frozenset((a, b))] = seen.get(frozenset((a, b)), 0) + 1
    assert set(seen.values()) == {1, 2}
    assert sum(n == 2 for n in seen.values()) > sum(n == 1 for n in seen.values())


def test_nothing_to_draw_is_drawn():
    assert draw({}).wards == {}
    assert json.loads(draw({}).as_json())["wards"] == {}


# --- colours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "step"),
    [
        (None, "m-none"),
        (0.0, "m0"),
        (0.0999, "m0"),
        (0.1, "m1"),
        (0.2499, "m1"),
        (0.25, "m2"),
        (0.4999, "m2"),
        (0.5, "m3"),
        (1.0, "m3"),
    ],
)
def test_steps(share, step):
    assert step_of(share) == step


def test_steps_go_up_from_none():
    assert sorted(STEPS) == list(STEPS)
    assert STEPS[0] == 0.0


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Phường Kim Long", "Kim Long"),
        ("Xã A Lưới 1", "A Lưới 1"),
        ("Kim Long Ward", "Kim Long"),
        ("Chan May - Lang Co Commune", "Chan May - Lang Co"),
        ("Downtown", "Downtown"),
    ],
)
def test_names_on_the_map_are_short(name, short):
    assert short_name(name) == short


def test_each_ward_is_filled_linked_and_told(db):
    found = ward_map(rows(kim_long=(3, 6), vy_da=(0, 2)))
    areas = {area.name: area for area in found.areas}
    kim_long = areas["Phường Kim Long"]
    assert (kim_long.step, kim_long.href, kim_long.words) == (
        "m3",
        "/phuong-xa/kim-long/",
        "Phường Kim Long: 3 trong 6 đang mở",
    )
    assert areas["Phường Vỹ Dạ"].step == "m0"
    assert areas["Xã A Lưới 1"].words == "Xã A Lưới 1: không có gì đang mở"
    assert [(step.label, step.wards) for step in found.legend] == [
        ("dưới 10\N{NO-BREAK SPACE}%", 1),
        ("từ 10\N{NO-BREAK SPACE}%", 0),
        ("từ 25\N{NO-BREAK SPACE}%", 0),
        ("từ 50\N{NO-BREAK SPACE}%", 1),  # exactly half
    ]
    assert found.none_open == 38
    assert sum(step.wards for step in found.legend) + found.none_open == len(found.areas) == 40


def test_the_finding_names_the_darkest(db):
    many = rows(kim_long=(3, 6), vy_da=(1, 2), an_cuu=(1, 1), phu_bai=(1, 100))
    words = ward_map(many).finding
    assert words == (
        "4 phường, xã có phản ánh trễ hạn hoặc lỡ hẹn. Tỷ lệ cao nhất: phường An Cựu, 1 trong 1 đang mở; "
        "phường Kim Long, 3 trong 6 đang mở; phường Vỹ Dạ, 1 trong 2 đang mở."
    )
    assert words.count(" trong ") == NAMED
    assert ward_map(rows(vy_da=(0, 2))).finding == "Không phường, xã nào có phản ánh trễ hạn hoặc lỡ hẹn."


def test_a_ward_without_a_boundary_is_in_the_table_only(db):
    assert ward_map([DividedRow(name="Downtown", slug="downtown", code="x")]).areas == ()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("small", [False, True])
def test_the_drawing_is_light(db, language, small):
    everywhere = {ward.slug.replace("-", "_"): (1000, 10_000) for ward in Ward.objects.all()}
    with override(language):
        svg = render_to_string("components/ward_map.html", {"map": ward_map(rows(**everywhere)), "small": small})
    assert len(svg.encode()) < (MOST * 0.65 if small else MOST)
    assert svg.count("<a ") == 40 + svg.count('aria-hidden="true"') * 17 + 2, "and to the file, plain and for Excel"
