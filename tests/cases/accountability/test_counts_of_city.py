"""Counts of the invented city, in which every way of life occurs, against every case told one by one."""

import re
from dataclasses import asdict
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.http import QueryDict

from cases.accountability.case_counts import (
    NOTHING,
    counts_by,
    counts_by_category,
    counts_by_ward,
    together,
    with_charge,
)
from cases.models import Agency, Case, Category, Ward
from search.answers import Asking
from search.asking import read_question
from search.indexing import rebuild
from search.question import Facet
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


# --- every number ----------------------------------------------------------------------------------------------------

NUMBER = re.compile(r"(?:Cả |All )?([\d.,]+)(?: phản ánh| cases?| reports?)?")


def numbers_with_lists(page):
    """What pages say in links to lists, where that is a number, and the lists' addresses."""
    for link in page.main.select('a[href*="/phan-anh/?"]'):
        said = NUMBER.fullmatch(" ".join(link.get_text(" ").split()))
        if said:
            yield int(re.sub(r"\D", "", said[1])), link["href"]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_number_that_is_a_link_leads_to_as_many(demo_city, client, monkeypatch, prefix):
    """Under the same word, by the list's own count; a number that its list would not have is no link."""
    cache.clear()
    monkeypatch.setattr("django.utils.timezone.now", lambda: demo_city)
    assert sum(rebuild())
    parts = [f"phuong-xa/{ward.slug}" for ward in Ward.objects.filter(cases__isnull=False).distinct()[:2]]
    parts += [f"don-vi/{agency.slug}" for agency in Agency.objects.filter(assignments__isnull=False).distinct()[:9]]
    always = ["", "don-vi", "qua-han", "so-lieu", "phuong-xa", "linh-vuc", "phan-anh/2026"]
    found = {}
    for part in [*always, *parts, "ton-dong", "phan-anh/2026/11"]:
        page = BeautifulSoup(client.get(f"{prefix}/{part}/".replace("//", "/")).content, "lxml")
        found[part] = list(numbers_with_lists(page))
    lists = sorted({href for said in found.values() for __, href in said})
    asked = [read_question(QueryDict(urlsplit(href).query)) for href in lists]
    held = dict(zip(lists, Asking(demo_city).totals(asked), strict=True))
    wrong = [(part, n, href, held[href]) for part, said in found.items() for n, href in said if n != held[href]]
    assert wrong == []
    assert all(found[part] for part in always)
    assert {value for question in asked for value in question.chosen(Facet.VERDICT)} >= {"overdue", "extended"}
