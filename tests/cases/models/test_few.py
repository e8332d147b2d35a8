"""Conditions that begin with few rows give the rows that plain ones give."""

import pytest
from django.db import connection

from cases.models import Case, unconfirmed_duplicates
from cases.models.few import one_of_few
from tests.factories import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    return [a_case("assigned") for _ in range(4)]


def newest(n):
    return Case.objects.order_by("-pk").values("pk")[:n]


@pytest.mark.parametrize("n", [0, 1, 3, 9])
def test_one_of_the_newest(cases, n):
    wanted = [case.pk for case in cases[::-1][:n]]
    assert list(Case.objects.filter(pk__one_of=newest(n)).order_by("-pk").values_list("pk", flat=True)) == wanted


def test_none_but_these(cases):
    assert list(Case.objects.exclude(pk__one_of=newest(3))) == [cases[0]]


def test_numbers_will_do_as_well(cases):
    assert set(Case.objects.filter(pk__one_of=[cases[0].pk, cases[2].pk])) == {cases[0], cases[2]}


def test_postgresql_is_given_an_array_and_others_a_subquery(cases):
    sql = str(Case.objects.filter(pk__one_of=newest(2)).query)
    assert ("= ANY(ARRAY(SELECT" in sql) is (connection.vendor == "postgresql")
    assert ("IN (SELECT" in sql) is (connection.vendor != "postgresql")


def test_among_any_of_several(cases):
    first, last = (Case.objects.filter(pk=case.pk) for case in (cases[0], cases[3]))
    assert set(Case.objects.filter(one_of_few(first, last))) == {cases[0], cases[3]}
    assert set(Case.objects.filter(one_of_few(first))) == {cases[0]}


def test_duplicates_that_wait_are_looked_for_before_anything_else_is(cases):
    narrowed = str(unconfirmed_duplicates().filter(category__slug="den").query)
    first = "= ANY(ARRAY(SELECT" if connection.vendor == "postgresql" else "IN (SELECT"
    assert f'"cases_case"."id" {first}' in narrowed
