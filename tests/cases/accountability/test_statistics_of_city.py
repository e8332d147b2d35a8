"""Figures of the invented city against every case told one by one."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from cases.accountability import present as present_module
from cases.accountability.front import front_figures
from cases.accountability.statistics import SPANS, statistics
from cases.rules.figures import duration_days, rate
from tests.cases.accountability.told_counts import every_case

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_city")]


@pytest.fixture(params=[0, 40])
def at(request, demo_city, monkeypatch):
    moment = demo_city + timedelta(days=request.param)
    cache.clear()
    monkeypatch.setattr(present_module.timezone, "now", lambda: moment)
    return moment


def of_month(moment, row):
    return moment is not None and row.first <= timezone.localtime(moment).date() <= row.last


def test_every_month(at):
    found, cases = statistics(), every_case(at)
    for row in found.months:
        accepted = [case for case in cases if of_month(case.accepted_at, row)]
        assert row.accepted == len(accepted), row.first
        assert row.answered == sum(case.state == "answered" and of_month(case.stopped_at, row) for case in cases)
        with_due = [case for case in accepted if case.due_at and case.verdict]
        in_term = sum(case.state == "answered" and case.verdict == "in_term" for case in with_due)
        below = sum(case.state == "answered" or case.verdict != "in_term" for case in with_due)
        assert row.rate == rate(in_term, below), row.first
    assert found.accepted > 0
    assert found.of_months.n == sum(row.rate.n for row in found.months)


def test_every_answer_stands_where_its_days_are(at):
    found = statistics()
    told = [case for case in every_case(at) if case.state == "answered" and case.stopped_at]
    expected = {ends: [0, 0] for ends in SPANS}
    for case in told:
        days = duration_days(case.started_at, case.stopped_at)
        ends = next(ends for ends in SPANS if ends[1] is None or days < ends[1] + 1)
        expected[ends][case.verdict != "in_term"] += 1
    assert {(row.first, row.last): [row.in_term, row.past_due] for row in found.spans} == expected
    assert found.answers == len(told)


def test_numbers_are_the_same_as_on_the_front_page(at):
    found, front = statistics(), front_figures()
    assert (found.on_time, found.median_days) == (front.rate, front.median_days)
    assert sum(row.open for row in found.sources) == front.open
