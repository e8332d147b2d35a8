"""Desks and lists begin with the few rows that wait, also where statistics tempt a database to walk the whole city."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import deciding
from cases.actions.rights import house, staff_of
from cases.editorial.center.asked import Asked
from cases.editorial.center.lists import Listing, condition
from cases.editorial.center.table import clocks_of
from cases.editorial.desk import books, queue
from cases.models import Appeal, Case, Withdrawal, unconfirmed_duplicates
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import waiting
from tests.factories import walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def analysed(db):
    """A few cases, one of which waits, and statistics that say there are many; of an empty table there are none."""
    waiting()
    walk_to("answered")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":  # so few rows are read whole there, unless that is made to look dear
            cursor.execute("SET LOCAL enable_seqscan = off")
        else:
            many = "UPDATE sqlite_stat1 SET stat = '100000' || substr(stat, instr(stat, ' ')) WHERE tbl LIKE 'cases_%'"
            cursor.execute(f"{many} AND ifnull(idx, '') NOT LIKE '%_undecided'")
            cursor.execute("ANALYZE sqlite_schema")  # reads them anew


def plans(work):
    """The plan of every query that some work asks."""
    with CaptureQueriesContext(connection) as asked:
        work()
    found = []
    with connection.cursor() as cursor:
        for query in asked:
            cursor.execute(f"{connection.ops.explain_query_prefix()} {query['sql']}")
            found.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
    return found


def test_what_waits_at_the_desk_is_found_by_indexes_of_its_own(analysed):
    now = timezone.now()
    staff = staff_of(an_account("head").pk, now=now)
    mine, limits = queue.decidable(staff, house(), now=now), books.limits(now)
    (listed,) = plans(lambda: list(queue.in_order(mine, queue.Lane.ALL, staff, now=now)))
    (counted,) = plans(lambda: queue.tally(mine, staff, now=now, limits=limits))
    for plan in (listed, counted):
        assert "versions_undecided" in plan
    if connection.vendor == "sqlite":  # to PostgreSQL, which knows that there are none, one index is like another
        assert "versions_by_who_decided" in counted
        assert "appeals_undecided" in Appeal.objects.waiting().explain()


@pytest.mark.parametrize(
    "work",
    [
        lambda now: deciding.settle(now=now),
        lambda now: deciding.settle_for(1, now=now),
        lambda now: list(Appeal.objects.waiting()),
        lambda now: list(Case.objects.filter(condition(Listing.WITHDRAWALS, now=now))),
        lambda now: Withdrawal.objects.waiting().count(),
        lambda now: list(unconfirmed_duplicates()),
    ],
    ids=["settle", "settle_for", "appeals", "withdrawals", "count", "duplicates"],
)
def test_nothing_walks_through_every_case_for_what_is_not_there(analysed, work):
    for plan in plans(lambda: work(timezone.now())):
        for whole in ("SCAN cases_case", "SCAN cases_assignment", "SCAN cases_submission", "SCAN cases_answer"):
            assert whole not in plan


def test_clocks_of_a_page_are_found_by_its_cases(analysed):
    keys = list(Case.objects.values_list("pk", flat=True))
    (plan,) = plans(lambda: clocks_of(keys, now=timezone.now()))
    assert "cases_standing_case" in plan


def test_an_agency_is_asked_once_and_not_for_every_case(analysed):
    asked = Asked(which=Listing.ANSWERED, agency="ubnd-phuong-kim-long")
    plan = Case.objects.filter(asked.condition(now=timezone.now())).explain()
    assert "CORRELATED" not in plan
    assert "SubPlan" not in plan
