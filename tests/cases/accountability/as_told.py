"""The database's figures held against what is told of the same cases (`told_figures`)."""

from collections import Counter

import pytest

from cases.accountability.center_clocks import CenterClock, center_by
from cases.accountability.cuts import AGENCY, CITY
from cases.accountability.extensions import extensions_by
from cases.accountability.handovers import handovers_by
from cases.accountability.removals import removals_by
from cases.accountability.reopened import reopened_by
from cases.accountability.reviews import reviews_by
from cases.accountability.spread import spans_by, took_by
from cases.accountability.tallies import loads_by
from cases.models import AssignmentKind
from cases.rules import figures
from tests.cases.accountability.told_figures import Told


def close(days):
    return None if days is None else pytest.approx(days)


def same_spread(found, told):
    """Spread of the database by part = Durations of the rule."""
    assert found.keys() == told.keys()
    for key, each in told.items():
        assert (found[key].n, found[key].median, found[key].p90) == (each.n, close(each.median), close(each.p90))


def all_as_told(cases, at):
    """Everything the database counts of these cases, the only ones there are, is what is told of them."""
    told = Told(cases, at)
    for part in (clocks_as_told, promises_as_told, deeds_as_told, center_as_told):
        part(told, at)


def clocks_as_told(told, at):
    for kind in (AssignmentKind.HANDLING, AssignmentKind.OPINION):
        assert {key: load.tally for key, load in loads_by(AGENCY, at, kind).items()} == told.tallies(kind)
        same_spread(took_by(AGENCY, at, kind), told.days(kind))
    assert reopened_by(AGENCY, at) == told.reopened()
    assert {key: sum(spans) for key, spans in spans_by(AGENCY, at).items()} == {
        key: each.n for key, each in told.days().items()
    }
    whole = sum(told.tallies().values(), start=figures.Tally())
    assert {key: load.tally for key, load in loads_by(CITY, at).items()} == ({0: whole} if told.tallies() else {})


def promises_as_told(told, at):
    found, expected = extensions_by(AGENCY, at), told.extensions()
    assert found.keys() == expected.keys()
    for key, row in expected.items():
        assert Counter(found[key].fates) == Counter({fate.value: n for fate, n in row["fates"].items()})
        assert found[key].clocks == row["clocks"]
        assert found[key].repeated == sum(n for n in row["said"].values() if n > 1)
    same_spread(
        {key: each.length for key, each in found.items() if each.length.n},
        {key: made for key, row in expected.items() if (made := figures.durations(row["days"])).n},
    )


def deeds_as_told(told, at):
    received, held = told.handovers()
    found = handovers_by(AGENCY, at)
    assert {key: each.received for key, each in found.items() if each.received} == received
    same_spread({key: each.held for key, each in found.items() if each.held.n}, held)
    reviewed = told.reviews()
    assert {key: Counter(vars(each)) for key, each in reviews_by(AGENCY, at).items()} == {
        key: Counter(
            {
                "returned": row["return"],
                "refused": row["refuse"],
                **{n: row[n] for n in ("handed_in", "looked_at", "at_first", "appealed", "won")},
            }
        )
        for key, row in reviewed.items()
    }
    gone = {(kind, why): n for kind, own in removals_by(CITY, at).get(0, {}).items() for why, n in own.items()}
    assert gone == told.removals()


def center_as_told(told, at):
    took, waiting = told.center()
    for clock in (CenterClock.ACCEPTANCE, CenterClock.ASSIGNMENT, CenterClock.DECISION):
        found = center_by(clock, CITY, at)
        own = {0: took[clock]} if clock in took else {}
        same_spread({key: each.took for key, each in found.items() if each.took.n}, own)
        assert sum(each.waiting for each in found.values()) == waiting[clock], clock
