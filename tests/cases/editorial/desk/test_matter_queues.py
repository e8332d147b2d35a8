"""The queues of appeals and of what is to be settled, as the database sees them."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from cases.actions.rights import house, matter_of
from cases.editorial.desk import matters
from cases.models import Appeal, Ruling, Submission
from cases.rules.rights import Deed, may
from tests.accounts import an_account
from tests.cases.editorial.desk.test_matters import DAYS, appealed, declared, refused
from tests.cases.editorial.desk.test_queue import held, somebody
from tests.factories import KIM_LONG, LIGHTING, an_agency

pytestmark = pytest.mark.django_db


def now():
    return timezone.now()


@pytest.mark.parametrize("four_eyes", [True, False])
@pytest.mark.parametrize("center", ["", KIM_LONG])
def test_sql_and_rule_agree_on_who_may_decide_an_appeal(settings, four_eyes, center):
    walk = appealed()
    version = Submission.objects.get(answer=walk.answer)
    settings.REVIEW_FOUR_EYES, settings.CENTER_AGENCY = four_eyes, an_agency(center).slug if center else ""
    yes_or_no = (True, False)
    for post, left, wrote, first, asks in product((None, KIM_LONG, LIGHTING), (None, 365, 366), *[yes_or_no] * 3):
        account = somebody(post, left, wrote=wrote)
        Submission.objects.update(decided_by=account if first else None)
        Appeal.objects.update(appealed_by=account if asks else None)
        version.refresh_from_db()
        staff = held(account)
        matter = matter_of(walk.assignment.agency_id, version=version, written_by=account.pk if asks else None)
        by_rule = may(staff, Deed.DECIDE_APPEAL, matter, today=timezone.localdate(), house=house())
        found = Appeal.objects.filter(matters.decidable_appeals(staff, house(), now=now())).exists()
        assert found is by_rule, (post, left, wrote, first, asks)


def test_the_counts_are_those_of_the_queues_in_one_query(django_assert_num_queries):
    appealed()
    declared("Hai")
    refused("Ba", ago=DAYS(7))
    staff = held(an_account("decide"))
    with django_assert_num_queries(1):
        found = matters.waits(staff, now=now())
    assert (found.appeals, found.rulings, found.overdue) == (
        len(matters.appeals(staff, now=now())), len(matters.rulings()), 1,
    )  # fmt: skip
    assert found.appeals_since == Appeal.objects.get().appealed_at
    assert found.rulings_due == Ruling.objects.exclude(due_at=None).get().due_at
    assert found.rulings_since == min(Ruling.objects.values_list("asked_at", flat=True))


def test_a_queue_without_anything_is_empty():
    found = matters.waits(held(an_account("decide")), now=now())
    assert (found.appeals, found.rulings, found.overdue) == (0, 0, 0)
    assert found.appeals_since is found.rulings_since is found.rulings_due is None


@pytest.mark.parametrize(("late", "overdue"), [(timedelta(0), False), (timedelta(microseconds=1), True)])
def test_it_is_overdue_once_its_day_is_over(late, overdue):
    refused("Từ chối", ago=DAYS(7))
    ruling = Ruling.objects.get()
    at = ruling.due_at + late
    assert matters.is_overdue(ruling, at) is overdue
    assert matters.waits(held(an_account("decide")), now=at).overdue == int(overdue)
