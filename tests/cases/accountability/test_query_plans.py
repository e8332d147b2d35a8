"""The database reads what it must and not more, also where its statistics tempt it to."""

import pytest
from django.db import connection

from cases.accountability.clocks import counted
from tests.factories import START, an_agency, walk_to

pytestmark = pytest.mark.django_db


def test_continued_clocks_are_looked_up_where_no_clock_was_ever_continued():
    """Once, statistics over a city without any made SQLite compare each assignment with all later ones."""
    walk = walk_to("assigned")
    for number in range(20):
        walk.transfer(to=an_agency(f"Phường {number}"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":  # so few rows are read whole there, unless that is made to look dear
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = counted(START).explain()
    if connection.vendor == "postgresql":  # of two indexes that cost the same for so few rows it takes either
        assert "Seq Scan on cases_assignment" not in plan, plan
    else:
        assert plan.count("assignments_continuing") == 2, plan
