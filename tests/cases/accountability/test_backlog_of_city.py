"""The backlog of the invented city against every case told one by one."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from cases.accountability import present as present_module
from cases.accountability.backlog import LONG, VERY_LONG, Only, backlog
from cases.models import Answer, Case
from tests.cases.accountability.told_counts import agencies_of, every_case

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_city")]


@pytest.fixture(params=[0, 9, 30, 70])
def at(request, demo_city, monkeypatch):
    """So many days later, when nothing has happened but time."""
    moment = demo_city + timedelta(days=request.param)
    cache.clear()  # what was counted for this city on another day
    monkeypatch.setattr(present_module.timezone, "now", lambda: moment)
    return moment


def days(case, at):
    """Local calendar days since the citizen's clock began."""
    return (timezone.localtime(at).date() - timezone.localtime(case.started_at).date()).days


def expected(cases, only, at):
    """The oracle: which cases a list holds, in its order."""
    still = [case for case in cases if case.state == "in_progress"]
    explained = {case.id: any(promised_in_round(case)) for case in still}
    if only is Only.UNASSIGNED:
        kept = [case for case in still if agencies_of(case) == {""}]
    else:
        kept = [case for case in still if days(case, at) > (VERY_LONG if only is Only.VERY_LONG else LONG)]
    if only in (Only.UNEXPLAINED, Only.EXPLAINED):
        kept = [case for case in kept if explained[case.id] is (only is Only.EXPLAINED)]
    return [case.id for case in sorted(kept, key=lambda case: (explained[case.id], case.started_at, case.id))]


def promised_in_round(case):
    return (extension.published_at >= case.round_started_at for extension in case.extensions)


@pytest.mark.parametrize("only", Only)
def test_every_list_is_as_long_as_its_number_and_in_its_order(at, only):
    found, ids = backlog(only), expected(every_case(at), only, at)
    assert found.counts[only] == len(ids)
    assert [case.id for case in found.cases] == ids[:25]


def test_agencies_have_what_they_handle(at):
    cases = {case.id: case for case in every_case(at)}
    lists = {only: expected(cases.values(), only, at) for only in Only}
    rows = {row.agency.slug: row for row in backlog().rows}
    assert "" not in rows or rows[""].agency.name == ""
    for slug in {slug for case in cases.values() for slug in agencies_of(case)} | set(rows):
        told = {
            only: sum(slug in agencies_of(cases[pk]) for pk in lists[only])
            for only in (Only.LONG, Only.VERY_LONG, Only.UNEXPLAINED)
        }
        row = rows.get(slug)
        assert told == {
            Only.LONG: row.long if row else 0,
            Only.VERY_LONG: row.very_long if row else 0,
            Only.UNEXPLAINED: row.unexplained if row else 0,
        }, slug


def test_what_waits_at_the_center(at):
    found = backlog()
    assert found.received.n == Case.objects.filter(state="received").count() > 0
    assert found.unassigned.n == found.counts[Only.UNASSIGNED]
    submitted = Answer.objects.filter(state="submitted", assignment__case__in=Case.objects.public())
    assert found.awaiting.n == submitted.count() == sum(row.awaiting for row in found.rows) > 0
