"""What holds in any life of a case, whatever is done to it in whatever order."""

import json
from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from cases.actions import dossier, verify
from cases.actions.changing import is_public
from cases.models import EVERYBODY, CasePage, Delivery, DueDate, Event, Rating, Standing, Story, Submission
from cases.rules.standings import standings
from cases.rules.verdicts import ClockFacts, kind_of, verdict
from tests.cases.actions.lives import Life, lives

pytestmark = pytest.mark.django_db

MOMENT = timedelta(microseconds=1)
LOOKING_AHEAD = (timedelta(0), timedelta(days=3), timedelta(days=30))


def kinds(case, at):
    """The verdict of every clock of a case at an instant, by the database alone."""
    rows = Standing.objects.filter(case=case).at(at).with_verdict(at)
    found = [(("charge", r.assignment_id) if r.assignment_id else ("round", r.round), r.verdict) for r in rows]
    assert len(dict(found)) == len(found), "a clock has two standings at one instant"
    return dict(found)


# --- what the rules say, from the facts and not from the table -------------------------------------------------------


def charge_kind(fact, at):
    told = verdict(dossier.clock_facts(fact), at)
    return told and told.kind.value


def stop_of(fact):
    """When a charge stands still now, None while it runs."""
    if fact.state == "open":
        return None
    if fact.state == "cancelled":
        return fact.ended_at
    handed = [s for s in fact.submissions if s.amends_id is None]
    waiting = [s.submitted_at for s in handed if not s.decision]
    approved = [s for s in handed if s.decision == "approved" and not s.retracted_at and s.outcome != "planned"]
    return min(waiting or [s.submitted_at for s in approved])


def round_kind(facts, round_fact, at):
    """The citizen's clock: open while one charge is, else stopped by the last that stopped."""
    charges = [f for f in facts.assignments if f.kind == "handling" and f.round == round_fact.number]
    own = [e for f in charges if f.clock_id == f.id for e in f.extensions]
    alone = ClockFacts(
        started_at=round_fact.started_at,
        due_dates=round_fact.due_dates,
        promises=tuple(dossier.promise(e) for e in own),
    )
    row = next(row for row in reversed(standings(alone)) if row.since <= at)
    stops = [stop_of(f) for f in charges if f.state != "transferred"]
    t = facts.removed_at if not charges and facts.removed_at else at if not stops or None in stops else max(stops)
    return kind_of(t, term_end=row.term_end, limit=row.limit, broken_from=row.broken_from).value


# --- invariants ------------------------------------------------------------------------------------------------------


class Watched(Life):
    """A life after each step of which everything is looked at."""

    def __init__(self):
        super().__init__()
        self.seen = []  # (instant, verdicts of all clocks then), none of which may ever change
        self.past_due = set()
        self.dues = set()

    def before(self):
        moment = self.now - MOMENT
        self.seen.append((moment, kinds(self.case, moment)))
        self.nothing_erased_lateness()

    def after(self, verb, *, moved_dues=False):
        self.ledger_is_whole()
        self.database_says_what_the_rules_say()
        self.page_is_live_exactly_while_public()
        self.story_tells_published_texts_alone()
        self.each_change_is_delivered_once()
        self.due_dates_are_only_added()
        self.ratings_are_of_answers()
        if moved_dues:
            self.past_due.clear()
        self.nothing_erased_lateness()

    def teardown(self):
        try:
            for at, told in self.seen:
                assert kinds(self.case, at) == told, f"history at {at} was rewritten"
            if hasattr(self, "case"):
                events = json.dumps(list(Event.objects.filter(case=self.case).values_list("data", flat=True)))
                assert "<text" not in events
        finally:
            super().teardown()

    def nothing_erased_lateness(self):
        """Once past due, a clock is past due at every later instant; only a calendar gives a new due date."""
        late = {clock for clock, kind in kinds(self.case, self.now).items() if kind != "in_term"}
        assert self.past_due <= late, f"no longer past due: {self.past_due - late}"
        self.past_due = late

    def ledger_is_whole(self):
        assert not verify.confirmed(self.case.pk)

    def database_says_what_the_rules_say(self):
        facts = dossier.load(self.case)
        for ahead in LOOKING_AHEAD:
            at = self.now + ahead
            told = {("charge", f.id): charge_kind(f, at) for f in facts.assignments}
            told |= {("round", r.number): round_kind(facts, r, at) for r in facts.rounds}
            assert kinds(self.case, at) == told

    def page_is_live_exactly_while_public(self):
        live = CasePage.objects.filter(case=self.case, live=True).exists()
        assert live == is_public(self.case)

    def story_tells_published_texts_alone(self):
        story = json.dumps(Story.objects.get(case=self.case).data)
        given = Submission.objects.filter(answer__assignment__case=self.case)
        published = set(given.filter(decision="approved", retracted_at=None).values_list("text", flat=True))
        every = {f"<text {n}>" for n in range(1, self.texts + 1)}
        assert {text for text in every if text in story} == published

    def each_change_is_delivered_once(self):
        told = Delivery.objects.filter(case=self.case, consumer__in=EVERYBODY)
        assert told.count() == self.case.version * len(EVERYBODY)

    def ratings_are_of_answers(self):
        """An answered round has one rating in force at most, any other none, and the page tells the same."""
        given = Rating.objects.filter(case=self.case)
        held = dict(given.in_force().values_list("round", "value"))
        assert len(held) == given.in_force().count()
        if self.case.state == "in_progress":
            assert self.case.round not in held
        story = Story.objects.get(case=self.case).data["ratings"]
        assert {row["round"]: row["value"] for row in story if row["ended_at"] is None} == held
        assert {r.round for r in given.at(self.now)} == set(held)

    def due_dates_are_only_added(self):
        dues = set(DueDate.objects.filter(case=self.case).values_list("pk", "due_at", "since", "cause"))
        assert self.dues <= dues
        self.dues = dues


class ToldLate(Watched):
    """Some verbs are told of after the fact: then history is rewritten from that instant on, as it must be."""

    late = st.sampled_from([0, 0, 2, 30])

    def before(self):
        """What was seen may change now."""

    def nothing_erased_lateness(self):
        """An answer that came in time, but was told of late, was in time."""


def test_any_life():
    run_state_machine_as_test(Watched, settings=lives(8, 20))


def test_any_life_told_late():
    run_state_machine_as_test(ToldLate, settings=lives(4, 20))
