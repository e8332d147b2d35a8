"""JSON that is read by orjson: the same values as Django reads, also of texts that orjson refuses."""

import json

import pytest
from django.db import connection, models

from cases.models import Story
from cases.models.quick_json import QuickJSONField

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "value",
    [{"a": [1, 2.5, "Huế", None, True]}, "half \ud83d", float("inf"), [], 2**60, ""],
)
def test_values_are_those_of_django(value):
    assert QuickJSONField().from_db_value(json.dumps(value), None, connection) == value


def test_nothing_is_nothing():
    assert QuickJSONField().from_db_value(None, None, connection) is None


def test_migrations_know_it_as_a_field_of_django():
    ours, theirs = QuickJSONField(default=dict), models.JSONField(default=dict)
    assert ours.deconstruct()[1:] == theirs.deconstruct()[1:]
    assert isinstance(Story._meta.get_field("data"), QuickJSONField)
