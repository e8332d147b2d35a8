from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.rules.due_dates import DueDate
from cases.rules.verdicts import ClockFacts, Decision, Ending, Verdict, VerdictKind, days_late, verdict
from tests.cases.rules.clocks import approved, clock, due, promise, submission, tick
from tests.cases.rules.days import HUE, local

pytestmark = pytest.mark.pure

IN_TERM, EXTENDED, BROKEN, OVERDUE = VerdictKind
LETTERS = {IN_TERM: "i", EXTENDED: "e", BROKEN: "b", OVERDUE: "o", None: "-"}


def story(*facts, until=14, **more):
    """The verdict at every instant from 0 on, a letter each."""
    given = clock(*facts, **more)
    found = (verdict(given, tick(at)) for at in range(until))
    return "".join(LETTERS[each and each.kind] for each in found)


# --- the four verdicts, open clocks ------------------------------------------------------------------------------
#                        0    5    10   15   20


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([due(3)], "iiiiooooo"),
        ([due(3), promise(2, 6)], "iiiieeebb"),  # in time, then broken
        ([due(3), promise(3, 6)], "iiiieeebb"),  # at the due date itself
        ([due(3), promise(4, 6)], "iiiiooobb"),  # late: never extended, but broken all the same
        ([due(3), promise(2, 5), promise(5, 7)], "iiiieeeeb"),  # renewed in time
        ([due(3), promise(2, 5), promise(6, 8)], "iiiieebbb"),  # renewed too late: broken
        ([due(3), promise(4, 6), promise(6, 7)], "iiiioooob"),  # late, renewed in time, broken in the end
        ([due(3), promise(2, 3)], "iiiiooooo"),  # promises nothing more
        ([due(3), promise(2, 9, not_after=8)], "iiiiooooo"),  # promises too much
        ([], "iiiiiiiii"),  # neither due date nor promise
        ([promise(2, 4)], "iiiiibbbb"),  # no due date: the first promise is the limit
        ([promise(2, 4), promise(4, 6)], "iiiiieebb"),  # past the first promise, within the second
        ([promise(2, 4), promise(5, 6)], "iiiiibbbb"),
        ([due(3), due(5, since=2, cause="calendar")], "iiiiiiooo"),  # a holiday came in between
        ([due(3), due(6, since=4, cause="calendar")], "iiiiiiioo"),  # on the day after it was due
        ([due(3, since=-2)], "iiiiooooo"),  # in force before the clock began
        ([due(-1)], "ooooooooo"),  # due before it began
    ],
)
def test_open_clocks(facts, expected):
    assert story(*facts, until=9) == expected


def test_a_due_date_is_the_last_instant_in_term():
    facts = clock(due(3))
    assert verdict(facts, tick(3)).kind is IN_TERM
    assert verdict(facts, tick(3) + timedelta(microseconds=1)).kind is OVERDUE


def test_a_promise_is_the_last_instant_it_holds():
    facts = clock(due(3), promise(2, 6))
    assert verdict(facts, tick(6)).kind is EXTENDED
    assert verdict(facts, tick(6) + timedelta(microseconds=1)).kind is BROKEN


# --- answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([due(3), approved(2, 6)], "iiiiiiiii"),  # submitted in time; the Center's pace is its own
        ([due(3), approved(3, 6)], "iiiiiiiii"),
        ([due(3), approved(4, 6)], "iiiiooooo"),  # late by an hour for good
        ([due(3), promise(2, 6), approved(5, 7)], "iiiieeeee"),
        ([due(3), promise(2, 6), approved(7, 8)], "iiiieeebb"),
        ([due(3), submission(2)], "iiiiiiiii"),  # awaiting review
        ([due(3), submission(2, Decision.RETURNED, 6)], "iiiiiiooo"),  # as if it had never been, from then on
        ([due(3), submission(2, Decision.REFUSED, 6)], "iiiiiiooo"),
        ([due(3), submission(2, Decision.RECALLED, 6)], "iiiiiiooo"),
        ([due(3), submission(2, Decision.VOID, 6)], "iiiiiiooo"),
        ([due(3), submission(2, Decision.RETURNED, 5), approved(6, 8)], "iiiiioooo"),
        ([due(3), approved(2, 4, retracted=6)], "iiiiiiooo"),
        ([due(3), approved(2, 4), approved(6, 7)], "iiiiiiiii"),  # an amendment
        ([due(3), approved(5, 6), submission(7)], "iiiiooooo"),
        ([approved(4, 5)], "iiiiiiiii"),
    ],
)
def test_answers(facts, expected):
    assert story(*facts, until=9) == expected


def test_a_plan_is_a_promise_and_no_answer():
    plan = [approved(2, 4, stops=False), promise(2, 6)]
    assert story(due(3), *plan, until=9) == "iiiieeebb"
    late = [approved(5, 7, stops=False), promise(5, 8)]
    assert story(due(3), *late, until=10) == "iiiiooooob"


def test_while_a_plan_awaits_review_the_clock_stands_still():
    assert story(due(3), submission(2, stops=False), until=9) == "iiiiiiiii"
    assert story(due(3), submission(2, Decision.RETURNED, 6, stops=False), until=9) == "iiiiiiooo"


# --- endings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", list(Ending))
def test_an_ending_freezes_the_verdict(ending):
    assert story(due(3), ended=2, ending=ending, until=9) == "iiiiiiiii"
    assert story(due(3), ended=5, ending=ending, until=9) == "iiiiooooo"
    assert story(due(3), promise(2, 6), ended=5, ending=ending, until=9) == "iiiieeeee"
    assert verdict(clock(due(3), ended=5, ending=ending), tick(9)).t == tick(5)


def test_an_answer_made_void_by_a_cancelling_leaves_the_clock_to_the_cancelling():
    facts = [due(3), submission(2, Decision.VOID, 5)]
    assert story(*facts, ended=5, ending=Ending.CANCELLED, until=9) == "iiiiioooo"


def test_where_nobody_knows_there_is_no_verdict():
    assert story(due(3), ended_unknown=True, until=4) == "----"
    assert story(due(3), started=None, until=4) == "----"
    assert story(due(5), started=2, until=4) == "--ii"


def test_a_clock_closed_before_it_began_was_answered_in_term():
    facts = clock(due(3), approved(-1, -1))
    assert verdict(facts, tick(-1)) is None
    found = verdict(facts, tick(0))
    assert (found.kind, found.t, found.answered) == (IN_TERM, tick(-1), True)


# --- what else a verdict tells -----------------------------------------------------------------------------------


def test_a_verdict_tells_what_it_follows_from():
    facts = clock(due(3), promise(2, 6), promise(7, 12), submission(8))
    assert verdict(facts, tick(9)) == Verdict(
        kind=BROKEN,
        at=tick(9),
        t=tick(8),
        due_at=tick(3),
        limit=tick(6),
        answered=False,
        awaiting=True,
        promise=tick(12),  # late: public, but it moves no limit
    )


def test_a_verdict_tells_nothing_from_after_the_instant_asked_about():
    facts = clock(due(3), due(5, since=2, cause="calendar"), promise(2, 9), approved(4, 6))
    assert verdict(facts, tick(1)) == Verdict(
        kind=IN_TERM, at=tick(1), t=tick(1), due_at=tick(3), limit=tick(3), answered=False, awaiting=False, promise=None
    )


def test_answered_and_awaiting():
    facts = clock(due(3), approved(2, 4))
    assert [(v.awaiting, v.answered) for at in (1, 2, 4) if (v := verdict(facts, tick(at)))] == [
        (False, False),
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("kind", list(VerdictKind))
def test_past_due_is_everything_but_in_term(kind):
    found = Verdict(
        kind=kind, at=tick(0), t=tick(0), due_at=None, limit=None, answered=False, awaiting=False, promise=None
    )
    assert found.past_due is (kind is not IN_TERM)


def test_a_calendar_change_after_a_promise_keeps_the_promise():
    # Shortened by a holiday less: the promise made in time before still moves the limit.
    facts = clock(due(10), promise(8, 15), due(9, since=8, cause="calendar"))
    assert verdict(facts, tick(12)).kind is EXTENDED
    # Lengthened past the promise: the due date alone counts.
    facts = clock(due(10), promise(2, 11), due(20, since=3, cause="calendar"))
    assert [verdict(facts, tick(at)).limit for at in (2, 3)] == [tick(11), tick(20)]


def test_the_words_of_the_law_over_tet():
    started = local(HUE, "2026-02-06T10:00")  # Friday
    facts = ClockFacts(
        started_at=started,
        due_dates=(DueDate(due_at=local(HUE, "2026-02-24T23:59:59.999999"), since=started, cause="term"),),
    )
    assert verdict(facts, local(HUE, "2026-02-24T23:59:59.999999")).kind is IN_TERM
    assert verdict(facts, local(HUE, "2026-02-25T00:00")).kind is OVERDUE


def test_a_due_date_in_the_second_pass_of_a_repeated_hour_is_not_taken_for_the_first():
    new_york = ZoneInfo("America/New_York")
    first, second = (datetime(2015, 11, 1, 1, 30, fold=fold, tzinfo=new_york) for fold in (0, 1))
    facts = ClockFacts(
        started_at=datetime(2015, 10, 31, tzinfo=new_york),
        due_dates=(DueDate(due_at=first, since=datetime(2015, 10, 31, tzinfo=new_york), cause="term"),),
    )
    assert verdict(facts, first).kind is IN_TERM
    assert verdict(facts, second).kind is OVERDUE


def test_the_instant_asked_about_has_a_zone():
    with pytest.raises(ValueError, match="no time zone"):
        verdict(clock(due(3)), datetime(2026, 3, 2))  # noqa: DTZ001 - that is the point


# --- what was known by then --------------------------------------------------------------------------------------


def test_a_frozen_verdict_leaves_out_what_was_recorded_later():
    facts = clock(due(3), approved(2, 4, recorded=8, decision_recorded_at=8))
    assert verdict(facts, tick(6)).kind is IN_TERM
    assert verdict(facts, tick(6), recorded_by=tick(7)).kind is OVERDUE
    assert verdict(facts, tick(6), recorded_by=tick(8)).kind is IN_TERM


def test_a_clock_recorded_later_did_not_exist():
    facts = clock(due(3), start_recorded_at=tick(8))
    assert verdict(facts, tick(6), recorded_by=tick(7)) is None
    assert verdict(facts, tick(6), recorded_by=tick(8)).kind is OVERDUE


# --- days late ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "t", "zone", "days"),
    [
        ("2026-02-24T16:59:59Z", "2026-02-24T17:00:00Z", "Asia/Ho_Chi_Minh", 1),  # a second over midnight
        ("2026-02-24T16:59:59Z", "2026-02-24T17:00:00Z", "UTC", 0),
        ("2026-02-24T16:59:59Z", "2026-03-08T09:00:00Z", "Asia/Ho_Chi_Minh", 12),
        ("2026-02-24T16:59:59Z", "2026-02-20T09:00:00Z", "Asia/Ho_Chi_Minh", 0),  # never less than none
        ("2015-10-31T12:00:00-04:00", "2015-11-01T11:30:00-05:00", "America/New_York", 1),  # not elapsed hours
        ("2016-02-28T12:00:00Z", "2016-03-01T12:00:00Z", "UTC", 2),  # over the leap day
    ],
)
def test_days_late_are_days_of_the_calendar(since, t, zone, days):
    assert days_late(datetime.fromisoformat(since), datetime.fromisoformat(t), zone) == days


def test_days_late_need_instants():
    with pytest.raises(ValueError, match="no time zone"):
        days_late(datetime(2026, 2, 24), datetime(2026, 2, 25, tzinfo=UTC), "UTC")  # noqa: DTZ001 - that is the point
