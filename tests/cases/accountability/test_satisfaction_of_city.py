"""What citizens of the invented city say of answers, against every case told one by one."""

from collections import Counter
from datetime import timedelta

import pytest

from cases.accountability.satisfaction import agency_found, city_found
from cases.models import Agency
from tests.cases.accountability.told_counts import every_case

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_city")]

VALUES = ("satisfied", "acceptable", "not_satisfied")


def plainly(cases, slug=None):
    """Each answered round of each told case by the word on it, one by one."""
    found = Counter()
    for case in cases:
        words = {rating.round: rating.value for rating in case.ratings}
        for number in range(1, case.round + 1):
            charges = [a for a in case.assignments if a.kind == "handling" and a.round == number]
            kept = [a for a in charges if a.phase not in ("transferred", "cancelled")]
            whose = {a.agency.slug for a in kept if a.phase == "answered"}
            if kept and all(a.phase == "answered" for a in kept) and (slug is None or slug in whose):
                found[words.get(number)] += 1
    return dict(found)


@pytest.mark.parametrize("days", [-60, 0, 40])
def test_the_invented_city_against_every_case(demo_city, days):
    at = demo_city + timedelta(days=days)
    cases = every_case(at)
    assert city_found(at) == plainly(cases)
    agencies = Agency.objects.filter(assignments__isnull=False).distinct()
    for agency in agencies:
        assert agency_found(at, agency.pk) == plainly(cases, agency.slug), agency
    assert set(city_found(demo_city)) == {*VALUES, None}
