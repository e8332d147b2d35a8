"""The clocks of a case from its facts alone: each agency's, and the citizen's of every round."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.actions.clocks import clock_rows, is_backdated, learned_at
from cases.actions.disputes import AppealFact
from cases.actions.dossier import AssignmentFact, Dossier, EventFact, ExtensionFact, RoundFact, clock_facts, recordings
from cases.actions.versions import SubmissionFact, handed
from cases.rules.standings import kind_at
from cases.rules.verdicts import Decision, Ending
from tests.cases.rules.clocks import due, tick

pytestmark = pytest.mark.pure

MOMENT = timedelta(microseconds=1)


def charge(number=1, *, assigned=0, started=None, ended=None, dues=(20,), **more):
    """An agency's charge from an hour on, due at hours after the beginning of all."""
    given = {"kind": "handling", "round": 1, "state": "open", "ended_unknown": False, "clock_id": number, **more}
    begun = assigned if started is None else started
    return AssignmentFact(
        id=number,
        agency_id=number,
        assigned_at=tick(assigned),
        started_at=tick(begun),
        ended_at=None if ended is None else tick(ended),
        due_dates=tuple(due(at, since=begun) for at in dues),
        **given,
    )


def version(submitted, decision="", decided=None, **more):
    """A version that was handed in, and what the Center said of it."""
    given = {"answer_id": 1, "amends_id": None, "number": 1, "text": "", "outcome": "done", "planned_on": None, **more}
    given = {"legal_reason": "", "retracted_at": None, "reason_id": None, "sentence": "", **given}
    return SubmissionFact(
        submitted_at=None if submitted is None else tick(submitted),
        recorded_at=tick(submitted or 0),
        decision=decision,
        decided_at=None if decided is None else tick(decided),
        **given,
    )


def extension(published, until):
    """A promise to an hour."""
    return ExtensionFact(
        published_at=tick(published),
        recorded_at=tick(published),
        promised_on=tick(until).date(),
        promised_until=tick(until),
        not_after=None,
        reason_id=1,
        sentence="",
    )


def a_round(number=1, *, started=0, dues=(20,)):
    return RoundFact(number=number, started_at=tick(started), due_dates=tuple(due(at, since=started) for at in dues))


def rows_of(*charges, rounds=None, removed=None):
    """Every clock's stretches: (from which hour, phase, stopped at which), by agency's number or "round n"."""
    dossier = Dossier(
        case_id=1,
        round=1,
        rounds=tuple(rounds or [a_round()]),
        assignments=charges,
        removed_at=None if removed is None else tick(removed),
    )
    found = {}
    for row in clock_rows(dossier):
        clock = f"round {row.round}" if row.assignment_id is None else row.assignment_id
        found.setdefault(clock, []).append(row.standing)
    return found


def told(rows):
    """Stretches as (hour, phase, hour of the stop)."""

    def hour(at):
        return None if at is None else int((at - tick(0)) / timedelta(hours=1))

    return {clock: [(hour(r.since), r.phase.value, hour(r.stopped_at)) for r in own] for clock, own in rows.items()}


def kinds(rows, clock, hour):
    """The verdict of a clock at an hour."""
    at = tick(hour)
    [row] = [r for r in rows[clock] if r.since <= at and (r.until is None or at < r.until)]
    return kind_at(row, at).value


STRETCHES = [
    # nobody has it yet
    ([], {}, {"round 1": [(0, "open", None)]}),
    ([], {"removed": 5}, {"round 1": [(0, "open", None), (5, "cancelled", 5)]}),
    # one agency, from the acceptance or later
    ([charge()], {}, {1: [(0, "open", None)], "round 1": [(0, "open", None)]}),
    ([charge(assigned=3)], {}, {1: [(3, "open", None)], "round 1": [(0, "open", None)]}),
    (
        [charge(submissions=(version(4, "approved", 6),), state="answered", ended=6)],
        {},
        {
            1: [(0, "open", None), (4, "awaiting", 4), (6, "answered", 4)],
            "round 1": [(0, "open", None), (4, "awaiting", 4), (6, "answered", 4)],
        },
    ),
    # taken away with its case
    (
        [charge(assigned=3, state="cancelled", ended=5)],
        {"removed": 5},
        {1: [(3, "open", None), (5, "cancelled", 5)], "round 1": [(0, "open", None), (5, "cancelled", 5)]},
    ),
    # handed on, and handed back: the clock of the first goes on, and is seen from then on
    (
        [charge(1, assigned=1, state="transferred", ended=6), charge(2, assigned=6)],
        {},
        {
            1: [(1, "open", None), (6, "transferred", 6)],
            2: [(6, "open", None)],
            "round 1": [(0, "open", None)],
        },
    ),
    (
        [
            charge(1, assigned=1, state="transferred", ended=6),
            charge(2, assigned=6, state="transferred", ended=9),
            charge(3, assigned=9, started=1, clock_id=1),
        ],
        {},
        {
            1: [(1, "open", None), (6, "transferred", 6)],
            2: [(6, "open", None), (9, "transferred", 9)],
            3: [(9, "open", None)],
            "round 1": [(0, "open", None)],
        },
    ),
    # two agencies: the last answer ends it
    (
        [
            charge(1, assigned=1, submissions=(version(4, "approved", 6),), state="answered", ended=6),
            charge(2, assigned=2, submissions=(version(8, "approved", 9),), state="answered", ended=9),
        ],
        {},
        {
            1: [(1, "open", None), (4, "awaiting", 4), (6, "answered", 4)],
            2: [(2, "open", None), (8, "awaiting", 8), (9, "answered", 8)],
            "round 1": [(0, "open", None), (8, "awaiting", 8), (9, "answered", 8)],
        },
    ),
    # opinions and follow-ups never close it
    (
        [charge(1), charge(2, kind="opinion", submissions=(version(4, "approved", 6),), state="answered", ended=6)],
        {},
        {
            1: [(0, "open", None)],
            2: [(0, "open", None), (4, "awaiting", 4), (6, "answered", 4)],
            "round 1": [(0, "open", None)],
        },
    ),
    (
        [charge(1, kind="follow_up", submissions=(version(4),))],
        {},
        {1: [(0, "open", None), (4, "awaiting", 4)], "round 1": [(0, "open", None)]},
    ),
    # a plan stops nothing but while it awaits review; an amendment is of no clock
    (
        [charge(submissions=(version(4, "approved", 6, outcome="planned"),))],
        {},
        {
            1: [(0, "open", None), (4, "awaiting", 4), (6, "open", None)],
            "round 1": [(0, "open", None), (4, "awaiting", 4), (6, "open", None)],
        },
    ),
    (
        [charge(submissions=(version(4, "approved", 6), version(8, amends_id=1)), state="answered", ended=6)],
        {},
        {
            1: [(0, "open", None), (4, "awaiting", 4), (6, "answered", 4)],
            "round 1": [(0, "open", None), (4, "awaiting", 4), (6, "answered", 4)],
        },
    ),
    # ended nobody knows when
    (
        [charge(state="answered", ended_unknown=True)],
        {},
        {1: [(0, "unknown", None)], "round 1": [(0, "unknown", None)]},
    ),
    # each round has its own agencies
    (
        [
            charge(1, submissions=(version(4, "approved", 6),), state="answered", ended=6),
            charge(2, assigned=30, round=2, dues=(50,)),
        ],
        {"rounds": [a_round(), a_round(2, started=30, dues=(50,))]},
        {
            1: [(0, "open", None), (4, "awaiting", 4), (6, "answered", 4)],
            2: [(30, "open", None)],
            "round 1": [(0, "open", None), (4, "awaiting", 4), (6, "answered", 4)],
            "round 2": [(30, "open", None)],
        },
    ),
]


@pytest.mark.parametrize(("charges", "more", "expected"), STRETCHES)
def test_stretches_of_all_clocks(charges, more, expected):
    assert told(rows_of(*charges, **more)) == expected


def test_an_agency_handed_a_case_on_its_last_day_is_not_overdue_the_next_morning():
    rows = rows_of(charge(1, state="transferred", ended=19), charge(2, assigned=19, dues=(39,)))
    assert [kinds(rows, clock, 21) for clock in (2, "round 1")] == ["in_term", "overdue"]
    assert kinds(rows, 1, 21) == "in_term"  # it passed the case on in term
    assert kinds(rows, 2, 40) == "overdue"


def test_an_agency_that_gets_a_case_back_has_its_old_clock_back():
    rows = rows_of(
        charge(1, state="transferred", ended=10),
        charge(2, assigned=10, dues=(30,), state="transferred", ended=22),
        charge(3, assigned=22, started=0, clock_id=1),
    )
    assert kinds(rows, 3, 22) == "overdue"
    assert kinds(rows, 2, 25) == "in_term"


def test_a_promise_counts_for_the_citizen_and_only_once():
    promised = (extension(18, 30),)
    rows = rows_of(
        charge(1, assigned=1, extensions=promised, state="transferred", ended=19),
        charge(2, assigned=19, dues=(39,), state="transferred", ended=20),
        charge(3, assigned=20, started=1, clock_id=1, extensions=promised),
    )
    assert {row.limit for row in rows["round 1"] if row.since >= tick(18)} == {tick(30)}
    assert [kinds(rows, "round 1", hour) for hour in (20, 21, 30, 31)] == [
        "in_term",
        "extended",
        "extended",
        "promise_broken",
    ]
    assert kinds(rows, 3, 25) == "extended"
    assert len(rows["round 1"]) == 2  # before the promise, and since


def test_the_promise_of_an_opinion_is_none_to_the_citizen():
    rows = rows_of(charge(1), charge(2, kind="opinion", extensions=(extension(18, 30),)))
    assert kinds(rows, "round 1", 21) == "overdue"
    assert kinds(rows, 2, 21) == "extended"


@pytest.mark.parametrize(
    "different",
    [
        {"assigned": 1, "dues": (20,)},  # begun later
        {"dues": (25,)},  # due at another time
        {"extensions": (extension(18, 30),)},
    ],
)
def test_where_agency_and_citizen_differ_their_rows_do(different):
    plain, own = rows_of(charge()), rows_of(charge(**different))
    assert plain[1] == plain["round 1"]
    assert (own[1] == own["round 1"]) is ("extensions" in different)  # told alike, but made of their own facts
    assert {row.due_at for row in own["round 1"]} == {tick(20)}


# --- facts as the rules see them -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "ending"),
    [
        ("open", None),
        ("awaiting", None),
        ("answered", None),
        ("transferred", Ending.TRANSFERRED),
        ("cancelled", Ending.CANCELLED),
    ],
)
def test_only_passing_on_and_taking_away_end_a_clock(state, ending):
    facts = clock_facts(charge(state=state, ended=5, end_recorded_at=tick(7), start_recorded_at=tick(1)))
    assert (facts.ending, facts.ended_at) == (ending, ending and tick(5))
    assert (facts.start_recorded_at, facts.end_recorded_at) == (tick(1), ending and tick(7))


def an_appeal(outcome):
    return AppealFact(
        id=1,
        appealed_at=tick(6),
        against="returned",
        against_at=tick(5),
        against_recorded_at=tick(5) + MOMENT,
        against_reason_id=1,
        against_sentence="",
        outcome=outcome,
        decided_at=None,
        words="",
    )


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (version(None), None),  # a source that knows no time
        (version(3, amends_id=9), None),
        (version(3), (tick(3), None, None, True, None)),
        (version(3, outcome="planned"), (tick(3), None, None, False, None)),
        (version(3, outcome="not_possible"), (tick(3), None, None, True, None)),
        (version(3, "returned", 5), (tick(3), Decision.RETURNED, tick(5), True, None)),
        (version(3, "void", 5), (tick(3), Decision.VOID, tick(5), True, None)),
        # an appeal that succeeded says when the first decision was made; the others leave the decision as it is
        (version(3, "approved", 8, appeal=an_appeal("granted")), (tick(3), Decision.APPROVED, tick(8), True, tick(5))),
        (version(3, "returned", 5, appeal=an_appeal("rejected")), (tick(3), Decision.RETURNED, tick(5), True, None)),
        (version(3, "returned", 5, appeal=an_appeal("dropped")), (tick(3), Decision.RETURNED, tick(5), True, None)),
        (version(3, "returned", 5, appeal=an_appeal("")), (tick(3), Decision.RETURNED, tick(5), True, None)),
    ],
)
def test_a_version_as_its_clock_sees_it(fact, expected):
    found = handed(fact)
    seen = found and (found.submitted_at, found.decision, found.decided_at, found.stops, found.sent_back_at)
    assert seen == expected


@pytest.mark.parametrize(
    ("told", "rounds", "begun", "ended", "retracted"),
    [
        ([], {}, {}, {}, {}),
        ([("case.accept", {"round": 1})], {1: 0}, {}, {}, {}),
        ([("case.accept", {"round": 1}), ("case.reopen", {"round": 2})], {1: 0, 2: 1}, {}, {}, {}),
        ([("case.assign", {"assignment": 5}), ("case.escalate", {"assignment": 6})], {}, {5: 0, 6: 1}, {}, {}),
        ([("case.transfer", {"assignment": 5, "to_assignment": 6})], {}, {6: 0}, {5: 0}, {}),
        ([("assignment.cancel", {"assignment": 5})], {}, {}, {5: 0}, {}),
        ([("assignment.cancel", {"assignment": 5})] * 2, {}, {}, {5: 1}, {}),  # cancelled, restored, cancelled
        ([("assignment.retract", {"assignment": 5, "answer": 8})], {}, {}, {}, {8: 0}),
        # what ends nothing
        ([("assignment.approve", {"assignment": 5, "answer": 8}), ("case.withdraw", {})], {}, {}, {}, {}),
        ([("assignment.restore", {"assignment": 5}), ("case.receive", {}), ("case.due", {"round": 1})], {}, {}, {}, {}),
    ],
)
def test_when_we_learned_of_beginnings_and_ends(told, rounds, begun, ended, retracted):
    events = [
        EventFact(kind=kind, happened_at=tick(-9), recorded_at=tick(place), role="center", data=data)
        for place, (kind, data) in enumerate(told)
    ]
    found = recordings(events)
    expected = [{key: tick(place) for key, place in each.items()} for each in (rounds, begun, ended, retracted)]
    assert [found.rounds, found.begun, found.ended, found.retracted] == expected


MIDNIGHT = datetime(2026, 3, 2, 17, tzinfo=UTC)  # that begins Tuesday, 3 March in Huế


@pytest.mark.parametrize(
    ("since", "recorded", "backdated"),
    [
        (MIDNIGHT, MIDNIGHT + timedelta(hours=9), False),
        (MIDNIGHT - MOMENT, MIDNIGHT + timedelta(hours=9), True),
        (MIDNIGHT - MOMENT, MIDNIGHT - MOMENT, False),
        (MIDNIGHT - MOMENT, MIDNIGHT, True),  # a moment later, and the day has ended in between
        (MIDNIGHT + timedelta(days=1) - MOMENT, MIDNIGHT, False),
        (MIDNIGHT + timedelta(days=9), MIDNIGHT, False),
        (None, MIDNIGHT, True),  # of old nobody knows since when
    ],
)
def test_what_is_learned_after_the_end_of_its_day_says_when(since, recorded, backdated):
    assert is_backdated(since, recorded) is backdated
    assert learned_at(since, recorded) == (recorded if backdated else None)
    assert learned_at(since, None) is None
