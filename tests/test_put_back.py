"""After a test that empties the database, rows of migrations are there again, all of them, and nothing else is."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from cases.models import Agency, CalendarDay, Category, triggers
from tests import put_back
from tests.factories import an_agency, walk_to

ROWS = {}  # how many each table had when the first of these tests began


def counts():
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        found = {}
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()[0]
    return found


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second", "third"])
def test_every_test_that_commits_begins_with_the_same_rows(time):
    found = counts()
    assert ROWS.setdefault("all", found) == found
    assert found["cases_category"] > 5
    assert found["cases_agency"] == 0
    an_agency()
    CalendarDay.objects.all().delete()
    Category.objects.filter(slug="chieu-sang").update(name="Khác")
    assert counts() != found


@pytest.mark.django_db(transaction=True)
def test_they_come_back_as_they_were():
    category = Category.objects.get(slug="chieu-sang")
    assert category.name != "Khác"
    assert apps.get_model("contenttypes", "ContentType").objects.get_for_model(Category).model == "category"


@pytest.mark.django_db(transaction=True)
def test_a_table_that_has_rows_is_left_alone():
    an_agency()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept_cases_agency AS SELECT * FROM cases_agency")
    try:
        put_back.put_back(connection, ["cases_agency"])
        assert Agency.objects.count() == 1
        Agency.objects.all().delete()
        put_back.put_back(connection, ["cases_agency"])
        assert Agency.objects.get().name == an_agency().name
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE kept_cases_agency")


@pytest.mark.django_db(transaction=True)
def test_they_are_there_as_soon_as_the_database_was_emptied():
    before = counts()
    walk_to("answered")
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True, reset_sequences=False)
    assert counts() == before
    assert triggers.missing(connection) == [], "the ledger is kept as it was"
