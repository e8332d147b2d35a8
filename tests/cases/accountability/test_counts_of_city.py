"""Counts of the invented city, in which every way of life occurs, against every case told one by one."""

from dataclasses import asdict
from datetime import timedelta

import pytest

from cases.accountability.case_counts import (
    NOTHING,
    counts_by,
    counts_by_category,
    counts_by_ward,
    together,
    with_charge,
)
from cases.models import Case, Category, Ward
from tests.cases.accountability.told_counts import agencies_of, counted, every_case

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_city")]


def test_every_kind_occurs(demo_city):
    assert min(asdict(together(counts_by_ward(demo_city).values())).values()) > 0


@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=9), timedelta(days=40)])
@pytest.mark.parametrize("division", [Ward, Category])
def test_by_part_as_lists_have_it(demo_city, division, later):
    at = demo_city + later
    name = division.__name__.lower()
    cases, found = every_case(at), {Ward: counts_by_ward, Category: counts_by_category}[division](at)
    for part in division.objects.all():
        of_part = [case for case in cases if getattr(case, name) and getattr(case, name).slug == part.slug]
        assert found.get(part.pk, NOTHING) == counted(of_part), part.slug
    assert together(found.values()) == counted(cases)


def test_by_agency_as_lists_have_it(demo_city):
    cases = every_case(demo_city)
    found = counts_by(with_charge(Case.objects.public()), demo_city, "charge__agency__slug")
    slugs = {slug for case in cases for slug in agencies_of(case)}
    assert len(slugs) > 5
    for slug in slugs - {""}:
        assert found[slug] == counted(case for case in cases if slug in agencies_of(case)), slug
    rest = together(counts for slug, counts in found.items() if slug in (None, "chua-giao"))
    assert rest == counted(case for case in cases if "" in agencies_of(case))


def test_one_query(demo_city, django_assert_num_queries):
    with django_assert_num_queries(1):
        counts_by_ward(demo_city)
    with django_assert_num_queries(1):
        counts_by(with_charge(Case.objects.public()), demo_city, "charge__agency_id")
