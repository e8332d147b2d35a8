"""Agencies of the invented city: each says that it is invented, every ward has one, two were dissolved."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from cases.demo.bodies import (
    BODIES,
    DISSOLVED,
    INVENTED,
    LONG_NAME,
    OFTEN_MISTAKEN,
    QUICKEST,
    SLOWEST,
    WINDING_UP,
    found_bodies,
    invented,
)
from cases.demo.punctuality import Record
from cases.demo.situations import SITUATIONS
from cases.demo.streets import REGIONS
from cases.models import Agency, AgencyKind, AgencyName, Ward

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)


@pytest.fixture
def bodies():
    return found_bodies(TODAY, Ward.objects.order_by("slug"))


def ward(slug):
    return Ward.objects.get(slug=slug)


@pytest.mark.usefixtures("bodies")
def test_every_name_says_once_that_it_is_made_up():
    """Also the old ones: they stand on the page of the agency."""
    agencies = list(Agency.objects.exclude(name="").values_list("name", flat=True))
    for name in [*agencies, *AgencyName.objects.values_list("name", flat=True)]:
        assert name.count(INVENTED) == 1, name
        assert name.endswith(f" {INVENTED}")


@pytest.mark.usefixtures("bodies")
def test_there_are_some_fifty_and_two_of_them_are_gone():
    """The README says the same; a day's city may not have given one or two of them anything."""
    named = Agency.objects.exclude(name="")
    assert 48 <= named.count() <= 50
    assert "to nearly 50 agencies" in Path("README.md").read_text(encoding="utf-8")
    assert named.filter(dissolved_on=None).count() == 48
    gone = named.exclude(dissolved_on=None)
    assert gone.count() == 2
    assert all(agency.successor.dissolved_on is None for agency in gone)


@pytest.mark.usefixtures("bodies")
def test_every_kind_occurs_and_comparisons_have_company():
    for kind in (AgencyKind.WARD, AgencyKind.DEPARTMENT, AgencyKind.COMPANY, AgencyKind.CENTER):
        assert Agency.objects.filter(kind=kind).count() >= 4, kind


@pytest.mark.parametrize(
    ("task", "slug", "name"),
    [
        ("ward", "kim-long", "UBND phường Kim Long"),
        ("ward", "phu-vang", "UBND xã Phú Vang"),
        ("ward", "a-luoi-3", "Trung tâm Dịch vụ công ích khu vực A Lưới"),
        ("ward", "khe-tre", "Trung tâm Dịch vụ công ích khu vực Nam Đông"),
        ("water", "kim-long", "Công ty Cấp nước"),
        ("roads", "a-luoi-3", LONG_NAME),
        ("health", "vy-da", "Chi cục An toàn vệ sinh thực phẩm"),
    ],
)
def test_a_ward_has_its_own_agency_and_a_task_its_body(bodies, task, slug, name):
    assert bodies.handler(task, ward(slug), TODAY).name == invented(name)


def test_everybody_who_is_needed_is_there(bodies):
    assert {situation.handler for situation in SITUATIONS} <= {*bodies.by_task, "ward"}
    assert set(bodies.by_ward) == set(Ward.objects.values_list("pk", flat=True))
    assert len(set(bodies.by_ward.values())) == 40 - sum(map(len, REGIONS.values())) + len(REGIONS)


@pytest.mark.parametrize("task", ["lighting", "trees"])
def test_before_it_was_dissolved_another_body_did_it(bodies, task):
    gone, place = TODAY - DISSOLVED, ward("kim-long")
    before = bodies.handler(task, place, gone - WINDING_UP - timedelta(days=1))
    assert (before.dissolved_on, before.successor) == (gone, bodies.by_task[task])
    for day in (gone - WINDING_UP, gone, TODAY):
        assert bodies.handler(task, place, day) == bodies.by_task[task]


def test_somebody_else_is_somebody_else_and_still_there(bodies):
    rng, place = Random(7), ward("kim-long")
    lights, own = bodies.by_task["lighting"], bodies.by_ward[place.pk]
    others = {bodies.other(lights, place, rng) for _ in range(100)}
    assert others == {own, *(bodies.by_task[task] for task in OFTEN_MISTAKEN if task != "lighting")}
    assert own not in {bodies.other(own, place, rng) for _ in range(100)}


def test_agencies_have_vietnamese_addresses_names_and_a_parent(bodies):
    assert bodies.by_task["water"].slug == "cong-ty-cap-nuoc-mau"
    assert all(agency.name for agency in Agency.objects.all())  # what was reported here always names one
    assert all(agency.slug for agency in Agency.objects.all())
    assert bodies.by_task["roads"].parent == bodies.by_task["construction"]
    for local in bodies.by_ward.values():
        assert local.parent == bodies.by_task["board"]


@pytest.mark.parametrize(
    ("task", "year", "before"),
    [
        ("waste", 2024, "Xí nghiệp Môi trường đô thị"),
        ("environment", 2024, "Sở Tài nguyên và Môi trường"),
        ("telecom", 2025, "Sở Thông tin và Truyền thông"),
    ],
)
def test_some_have_had_another_name(bodies, task, year, before):
    agency = bodies.by_task[task]
    (borne,) = agency.names.exclude(name=agency.name)
    assert (borne.name, borne.until) == (invented(before), date(year, 12, 31))


# --- how much comes in time ---


def test_parts_reach_from_the_slow_to_the_quick(bodies):
    named = [part for _, _, _, part in BODIES]
    assert (min(named), max(named)) == (0.46, 0.97)
    local = {bodies.punctuality[agency.pk] for agency in bodies.by_ward.values()}
    assert (min(local), max(local)) == (pytest.approx(SLOWEST), QUICKEST)
    assert len(local) > 25
    assert set(bodies.punctuality) == set(Agency.objects.exclude(name="").values_list("pk", flat=True))


@pytest.mark.parametrize("part", [0.46, 0.66, 0.8, 0.97])
@pytest.mark.parametrize("n", [10, 100, 400])
def test_who_takes_the_life_of_least_excess_keeps_its_part(part, n):
    record, late = Record({1: part}), 0
    for _ in range(n):
        is_late = record.excess(1, late=True) < record.excess(1, late=False)
        record.add(1, late=is_late)
        late += is_late
    assert abs((n - late) / n - part) <= 1 / n


def test_excess_is_counted_in_clocks():
    record = Record({1: 0.75})
    assert record.excess(1, late=True) == 0.75  # one where a quarter is wanted
    assert record.excess(1, late=False) == 0.25
    for late in (False, False, False):
        record.add(1, late=late)
    assert record.excess(1, late=True) == 0
    assert record.excess(1, late=False) == 1
