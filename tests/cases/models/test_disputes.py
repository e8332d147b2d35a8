"""What must never be false of rulings and strikes, beyond each constraint by itself."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import Extension, Ruling
from tests.cases.models.disputes import RULED
from tests.cases.models.test_constraints import ANSWERED, World, write
from tests.factories import START

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.mark.parametrize(
    "fields",
    [{"outcome": ""}, {"outcome": "stays", "ruled_at": None}, {"outcome": "stays", "ruling_reason": None}],
    ids=["without an outcome", "nobody knows when", "without a code"],
)
def test_a_ruling_is_whole_or_none(world, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, Ruling, {**RULED, **fields})


def test_a_strike_has_something_to_strike(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, Extension, {**ANSWERED, "struck_at": START, "struck_reason": lambda w: w.code})
