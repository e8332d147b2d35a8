"""Agencies of the invented city one by one: under whom each stands, of which sort it is, what it was called when."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from cases.demo.bodies import QUICKEST, SLOWEST, found_bodies, invented
from cases.models import Agency, AgencyName, Ward

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
#: An agency's task, the task of who stands above it ("" nobody), and its sort.
ORDER = [
    ("board", "", "department"),
    ("police", "", "department"),
    ("power", "", "company"),
    ("construction", "board", "department"),
    ("roads", "construction", "department"),
    ("lighting", "construction", "center"),
    ("trees", "construction", "center"),
    ("drainage", "board", "company"),
    ("waste", "board", "company"),
    ("water", "board", "company"),
    ("environment", "board", "department"),
    ("culture", "board", "center"),
    ("culture_office", "board", "department"),
    ("telecom", "board", "department"),
    ("health", "board", "department"),
]


def test_each_stands_where_it_belongs_once_and_by_the_name_that_it_bears_today():
    """One city, looked at from several sides; making it costs more than looking."""
    bodies = found_bodies(TODAY, Ward.objects.order_by("slug"))
    above = {task: Agency.objects.get(pk=agency.pk).parent for task, agency in bodies.by_task.items()}
    found = [(task, next((t for t, a in bodies.by_task.items() if a == above[task]), "")) for task, _, _ in ORDER]
    assert found == [(task, parent) for task, parent, _ in ORDER]
    assert [(task, bodies.by_task[task].kind) for task, _, _ in ORDER] == [(task, kind) for task, _, kind in ORDER]
    assert set(bodies.by_task) == {task for task, _, _ in ORDER}

    # No circle: from whomever one goes up, one comes to an end.
    for agency in Agency.objects.select_related("parent__parent__parent"):
        assert agency.parent is None or agency.parent.parent is None or agency.parent.parent.parent is None

    # Wards: those that share a center of their region, and the others with a committee of their own.
    local = {Ward.objects.get(pk=pk).slug: agency for pk, agency in bodies.by_ward.items()}
    assert {local[slug] for slug in ("a-luoi-1", "a-luoi-5")} == {local["a-luoi-3"]}
    assert {local[slug].kind for slug in ("a-luoi-1", "binh-dien", "khe-tre")} == {"center"}
    assert {local[slug].kind for slug in ("kim-long", "vy-da", "phu-vang")} == {"ward"}
    assert local["binh-dien"] == local["long-quang"] != local["a-luoi-1"]

    # Names: each has one that began with it, and three have had another until a year ended.
    assert AgencyName.objects.filter(since=None, until=None).count() == Agency.objects.exclude(name="").count() - 3
    renamed = set(AgencyName.objects.exclude(until=None).values_list("agency", flat=True))
    assert renamed == {bodies.by_task[task].pk for task in ("waste", "environment", "telecom")}
    for pk in renamed:
        former, later = AgencyName.objects.get(agency=pk, since=None), AgencyName.objects.get(agency=pk, until=None)
        assert later.since - former.until == timedelta(days=1), "no day without a name, none with two"

    # The dissolved: neither in charge of anything today nor below anybody, and their successors are.
    gone = {agency.name for agency in bodies.former.values()}
    assert gone == {invented("Trung tâm Quản lý Chiếu sáng"), invented("Xí nghiệp Cây xanh")}
    for slug, agency in bodies.former.items():
        assert agency.parent is None
        assert agency.successor.slug == slug
        assert agency not in {*bodies.by_task.values(), *bodies.by_ward.values()}
        assert bodies.punctuality[agency.pk] == 0.7

    # Neighbours differ in how much of theirs comes in time, and more are nearer to the quick end.
    parts = [bodies.punctuality[pk] for pk in sorted({agency.pk for agency in bodies.by_ward.values()})]
    assert sum(part > (SLOWEST + QUICKEST) / 2 for part in parts) > 0.6 * len(parts)
    assert len(set(parts)) == len(parts)
    assert all(abs(one - other) > 0.03 for one, other in pairwise(parts))
