"""Many ids as one parameter: the same rows as one parameter for each, on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Story, Ward
from cases.models.many_ids import ManyIds
from tests.factories import a_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("numbers", [(), (0,), (10**12, -3)])
def test_what_is_not_there_is_not_found(numbers):
    assert not Ward.objects.filter(pk__in=ManyIds(numbers)).exists()


def test_rows_are_those_of_the_ids_however_they_come():
    wards = list(Ward.objects.order_by("pk").values_list("pk", flat=True)[:6])
    for numbers in (wards[1:4], set(wards[1:4]), dict.fromkeys(wards[1:4]), [*wards[1:4], wards[1]]):
        assert set(Ward.objects.filter(pk__in=ManyIds(numbers)).values_list("pk", flat=True)) == set(wards[1:4])
    assert set(Ward.objects.exclude(pk__in=ManyIds(wards[1:])).filter(pk__in=ManyIds(wards))) == {
        Ward.objects.get(pk=wards[0])
    }


def test_keys_of_other_tables_are_compared_too_and_rows_deleted():
    one, other = a_case("assigned"), a_case("assigned")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert Story.objects.get(case__in=ManyIds([one.pk])).case_id == one.pk
    assert len(asked) == 1
    Story.objects.filter(case__in=ManyIds([one.pk])).delete()
    assert list(Case.objects.filter(story__isnull=False)) == [other]
