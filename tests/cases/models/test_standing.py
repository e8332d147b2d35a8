"""Questions to the temporal table: at an instant, now, of whom, how late; in SQL what the rule says in Python."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.actions.clocks import ClockRow, model_row
from cases.models import Standing
from cases.rules import standings as rules
from tests.cases.rules.clocks import clocks, tick
from tests.factories import DUE, START, Walk, walk_to

DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)


def stored(case, rows):
    """Rows of the rule, as rows of the table."""
    return Standing.objects.bulk_create(model_row(case.pk, ClockRow(None, 9, None, row)) for row in rows)


class OneTruthTest(TestCase):
    """The verdict in SQL is the verdict of the rule, for any clock at any instant."""

    @settings(max_examples=40)
    @given(clock=clocks(), hour=st.integers(-5, 80), nudge=st.sampled_from([-1, 0, 1]))
    def test_sql_and_python_agree(self, clock, hour, nudge):
        at = tick(hour) + nudge * MOMENT
        rows = rules.standings(clock)
        case = Walk().case
        stored(case, rows)
        held = [row for row in rows if row.since <= at and (row.until is None or at < row.until)]
        told = [kind.value for kind in (rules.kind_at(row, at) for row in held)]
        mine = Standing.objects.filter(case=case, round=9)
        assert list(mine.at(at).with_verdict(at).values_list("verdict", flat=True)) == told
        past_due = [kind != "in_term" for kind in told]
        assert [row.pk in set(mine.past_due(at).values_list("pk", flat=True)) for row in mine.at(at)] == past_due


@pytest.mark.django_db
def test_an_unknown_end_has_an_empty_verdict_and_is_never_past_due():
    case = Walk().case
    unknown = {"phase": "unknown", "since": None, "until": None, "term_end": START}
    row = Standing.objects.create(case=case, round=1, **unknown)
    assert Standing.objects.at(START + DAY).with_verdict(START + DAY).get().verdict == ""
    assert not Standing.objects.past_due(START + DAY).exists()
    assert not Standing.objects.open().exists()
    assert str(row) == f"{case.pk} unknown"


@pytest.mark.django_db
def test_the_row_that_holds_an_instant_begins_at_or_before_and_ends_after():
    walk = walk_to("awaiting")
    mine = Standing.objects.filter(assignment=walk.assignment)
    assert mine.at(walk.at - MOMENT).get().phase == "open"
    assert mine.at(walk.at).get().phase == "awaiting"
    assert not mine.at(walk.assignment.started_at - MOMENT).exists()


@pytest.mark.django_db
def test_now_is_the_newest_row_of_each_clock():
    walk = walk_to("answered")
    assert {row.phase for row in Standing.objects.now()} == {"answered"}
    assert Standing.objects.now().of_agencies().get().assignment == walk.assignment
    assert Standing.objects.now().of_citizens().get().round == 1


@pytest.mark.django_db
def test_open_is_begun_and_not_ended_awaiting_review_too():
    phases = {s: Standing.objects.filter(case=walk_to(s).case).now() for s in ("assigned", "awaiting", "answered")}
    assert {state: rows.open().count() for state, rows in phases.items()} == {
        "assigned": 2,
        "awaiting": 2,
        "answered": 0,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "verdicts"),
    [
        ("assigned", ["in_term", "overdue", "overdue"]),
        ("extended", ["in_term", "extended", "promise_broken"]),
        ("late_extended", ["in_term", "overdue", "promise_broken"]),
        ("answered", ["in_term", "in_term", "in_term"]),
    ],
)
def test_verdicts_along_a_life(state, verdicts):
    walk = walk_to(state)
    mine = Standing.objects.filter(assignment=walk.assignment)
    asked = [DUE, DUE + DAY, DUE + 30 * DAY]
    assert [mine.at(at).with_verdict(at).get().verdict for at in asked] == verdicts
