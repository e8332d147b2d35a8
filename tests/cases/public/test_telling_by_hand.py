"""What is told of a story, each fact beside its boundary: an instant earlier, and the very same."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from cases.public.telling import in_order, state_of, tell
from tests.cases.public.stories import (
    BOARD,
    LIGHTS,
    NOBODY,
    TERM,
    WARD,
    a_case,
    a_round,
    answer,
    charge,
    promise,
    story,
    stretch,
    telling,
)
from tests.factories import DUE, START

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
MIDNIGHT = START.replace(day=3, hour=17)  # of Wednesday 4 March in Huế


def told(at=START + DAY, case=None, page=None, **parts):
    return tell(telling(story(**parts), at=at, case=case, page=page))


# --- what had happened -----------------------------------------------------------------------------------------------


def test_what_happens_at_the_very_instant_has_happened_and_so_has_what_nobody_knows_when():
    now = telling(at=START)
    assert now.happened(START.isoformat())
    assert not now.happened((START + TICK).isoformat())
    assert now.happened(START.astimezone(tz=None).isoformat()), "whichever offset it was written with"
    assert now.happened(None)


@pytest.mark.parametrize(
    ("rounds", "number"),
    [
        ([a_round(1, START - 9 * DAY), a_round(2, START)], 2),
        ([a_round(1, START - 9 * DAY), a_round(2, START + TICK)], 1),
        ([a_round(1, START + DAY), a_round(2, START + 2 * DAY)], 2),  # none has begun: the newest
        ([a_round(1, None), a_round(2, START + DAY)], 1),
        ([], 6),  # what the case itself says
    ],
    ids=["begins now", "begins later", "not begun", "begun nobody knows when", "no rounds"],
)
def test_the_round_is_the_newest_that_had_begun(rounds, number):
    found = telling(story(rounds=rounds), at=START, case=a_case(round=6))
    assert found.round()["number"] == number
    assert tell(found).round == number


@pytest.mark.parametrize(
    ("at", "ids", "day"),
    [
        (START, {1, 2}, None),
        (START + DAY - TICK, {1}, None),
        (START + DAY, {1}, date(2026, 3, 20)),
        (START + 2 * DAY, {1}, date(2026, 3, 20)),  # the later promise names an earlier day: the furthest counts
        (START + 2 * DAY, {2}, None),
        (START + 3 * DAY, {2}, date(2026, 3, 30)),
        (START + 3 * DAY, {1, 2}, date(2026, 3, 30)),
        (START + 3 * DAY, set(), None),
    ],
)
def test_the_promise_in_mind_is_the_furthest_of_these_charges_published_by_then(at, ids, day):
    promises = [
        promise(date(2026, 3, 20), START + DAY),
        promise(date(2026, 3, 16), START + 2 * DAY),
        promise(date(2026, 3, 30), START + 3 * DAY, assignment=2),
    ]
    assert telling(story(extensions=promises), at=at).promised_on(ids) == day


def test_the_citizens_promise_is_that_of_who_handles_the_round_and_no_opinions():
    charges = [charge(1), charge(2, 3, kind="opinion"), charge(3, 2, round=2)]
    given = [promise(date(2026, 3, 10 + pk), START, assignment=pk) for pk in (1, 2, 3)]
    found = told(assignments=charges, extensions=given, clocks=[stretch(), stretch(1), stretch(2)])
    assert found.promised_on == date(2026, 3, 11)
    assert [each.promised_on for each in found.assignments[:2]] == [date(2026, 3, 11), date(2026, 3, 12)]


@pytest.mark.parametrize(("agency", "name"), [(1, WARD), (None, None), (NOBODY, None), (77, None)])
def test_an_agency_is_named_where_somebody_has_named_it(agency, name):
    assert telling().agency(agency) == name


def test_a_charge_has_one_clock_over_all_rounds_and_citizens_one_a_round():
    rows = [stretch(), stretch(round=2, since=START + 9 * DAY), stretch(1), stretch(1, round=2, since=START + 9 * DAY)]
    found = telling(story(clocks=rows))
    assert [each.since for each in found.clock(None, 2)] == [START + 9 * DAY]
    assert [each.since for each in found.clock(1, 1)] == [START, START + 9 * DAY]
    assert found.clock(2, 1) == []
    assert found.standing(None, 3) is None


# --- charges ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "facts", "clock", "days", "until"),
    [
        (START, {}, {}, 3, None),
        (MIDNIGHT - TICK, {"ended_at": MIDNIGHT}, {}, 1, MIDNIGHT),  # over the city's midnight
        (MIDNIGHT, {"ended_at": MIDNIGHT + timedelta(hours=7)}, {}, 0, MIDNIGHT + timedelta(hours=7)),
        (START, {"ended_at": START + 9 * DAY}, {}, 3, None),  # has not ended yet, whatever came later
        (START, {}, {"phase": "awaiting", "stopped_at": START + DAY}, 1, None),
        (START + 2 * DAY, {"ended_at": START}, {}, 0, START),  # ended before it began: no day
        (None, {}, {}, None, None),
        (START, {"ended_unknown": True}, {}, None, None),
    ],
    ids=["runs", "over midnight", "one day", "ends later", "handed in", "backwards", "begun?", "ended?"],
)
def test_days_held_are_the_citys_until_it_ended_or_was_handed_in(since, facts, clock, days, until):
    given = {"assignments": [charge(since=since, **facts)], "clocks": [stretch(1, since=None, **clock)]}
    (found,) = told(START + 3 * DAY, **given).assignments
    assert (found.days_held, found.until) == (days, until)


@pytest.mark.parametrize(
    ("agency", "term", "binding"),
    [(1, TERM, True), (2, TERM, False), (NOBODY, TERM, None), (1, None, None), (1, {**TERM, "law_for": []}, False)],
    ids=["law", "pledge", "nobody", "no term", "law for none"],
)
def test_a_term_binds_the_kinds_of_agency_it_is_law_for(agency, term, binding):
    found = told(assignments=[charge(agency=agency)], term=term)
    assert found.assignments[0].binding is binding
    assert found.term_is_law is binding
    assert found.assignments[0].named is (agency != NOBODY)


@pytest.mark.parametrize(
    ("phase", "state"), [(None, "transferred"), ("unknown", "transferred"), ("open", "open"), ("answered", "answered")]
)
def test_a_charge_stands_where_its_clock_does_where_that_is_known(phase, state):
    found = telling(story(clocks=[stretch(1, phase=phase)] if phase else []))
    assert state_of(charge(state="transferred"), found.phase(1, 1)) == state


def test_only_charges_that_had_begun_are_told_and_one_nobody_knows_when_among_them():
    charges = [charge(1), charge(2, 2, since=START + 2 * DAY), charge(3, 3, since=None, ended_unknown=True)]
    found = told(START + DAY, assignments=charges)
    assert [each.agency for each in found.assignments] == [WARD, BOARD]
    assert [each.agency for each in told(START + 2 * DAY, assignments=charges).assignments] == [WARD, LIGHTS, BOARD]


@pytest.mark.parametrize(
    ("charges", "agencies"),
    [
        ([charge(1), charge(2, 2)], (WARD, LIGHTS)),
        ([charge(1, state="transferred"), charge(2, 2)], (LIGHTS,)),
        ([charge(1, state="cancelled"), charge(2, 2, state="answered")], (LIGHTS,)),
        ([charge(1, state="transferred"), charge(2, 2, state="transferred")], (LIGHTS,)),  # all passed it on: the last
        ([charge(1), charge(2, 1)], (WARD,)),
        ([charge(1), charge(2, 3, kind="opinion")], (WARD,)),
        ([charge(1, 3, kind="follow_up")], ()),
        ([charge(1), charge(2, 2, round=2)], (WARD,)),
    ],
    ids=["two", "passed on", "cancelled", "by all", "twice", "opinion", "follow-up", "of another round"],
)
def test_who_handles_it(charges, agencies):
    assert told(assignments=charges).agencies == agencies


# --- answers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "has_clock"),
    [({}, True), ({"outcome": "planned", "planned_on": date(2026, 3, 20)}, False), ({"amends": 8}, False)],
    ids=["answer", "plan", "amendment"],
)
def test_an_answer_bears_the_verdict_of_the_clock_it_stopped(facts, has_clock):
    stopped = START + 2 * DAY
    clocks = [stretch(1, until=stopped), stretch(1, since=stopped, phase="answered", stopped_at=stopped)]
    (found,) = told(DUE + 9 * DAY, assignments=[charge()], clocks=clocks, answers=[answer(**facts)]).answers
    assert (found.verdict, found.phase, found.stopped_at) == (
        ("in_term", "answered", stopped) if has_clock else (None, None, None)
    )
    assert found.at == DUE + 9 * DAY
    assert (found.amends, found.planned_on) == ("amends" in facts, facts.get("planned_on"))


def test_an_answer_is_told_from_its_approval_on():
    parts = {"assignments": [charge()], "answers": [answer(decided_at=START + DAY)]}
    assert told(START + DAY - TICK, **parts).answers == ()
    assert [each.text for each in told(START + DAY, **parts).answers] == ["Đã thay bóng"]


def test_the_agency_nobody_named_answers_under_words_in_the_readers_language():
    parts = {"assignments": [charge(agency=NOBODY)], "answers": [answer(submitted_at=None, decided_at=None)]}
    assert told(**parts).answers[0].agency.name == "Đơn vị chưa rõ"
    with override("en"):
        assert told(**parts).answers[0].agency.name == "Agency unknown"


def test_answers_come_as_they_were_handed_in_those_nobody_knows_when_first_and_equals_as_they_stand():
    given = [answer(1, submitted_at=START + DAY), answer(2, submitted_at=None), answer(3, submitted_at=START)]
    given += [answer(4, submitted_at=START + DAY), answer(5, submitted_at=None)]
    found = told(START + 30 * DAY, assignments=[charge()], answers=given).answers
    assert [each.id for each in found] == [2, 5, 3, 1, 4]
    assert in_order(reversed(found), START)[0].id == 5


# --- promises --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "clock", "late"),
    [
        (DUE, {}, False),
        (DUE + TICK, {}, True),
        (DUE + TICK, {"limit": DUE + 2 * DAY}, False),  # an earlier promise had moved the limit
        (DUE + DAY, {"due_at": None, "term_end": None, "limit": None}, False),
        (START - DAY, {}, False),  # before the clock began nothing is late
    ],
    ids=["at the limit", "past it", "moved", "without due date", "early"],
)
def test_a_promise_is_late_when_it_came_after_the_limit_of_its_own_instant(published, clock, late):
    parts = {"assignments": [charge()], "clocks": [stretch(1, **clock)]}
    (found,) = told(DUE + 30 * DAY, extensions=[promise(date(2026, 3, 30), published)], **parts).extensions
    assert found.late is late
    assert (found.published_at, found.promised_on) == (published, date(2026, 3, 30))


@pytest.mark.parametrize(
    ("facts", "label", "struck"),
    [
        ({}, "Chờ vật tư", ""),
        ({"reason": None}, "Theo kế hoạch trong câu trả lời", ""),
        ({"reason": 404}, "", ""),
        ({"sentence": "", "struck_reason": 7}, "Chờ vật tư", "Dữ liệu cá nhân"),
    ],
    ids=["reason", "plan", "reason nobody knows", "struck"],
)
def test_a_promise_says_why(facts, label, struck):
    given = promise(date(2026, 3, 30), START, **facts)
    (found,) = told(assignments=[charge()], extensions=[given]).extensions
    assert (found.label, found.struck, found.agency_name) == (label, struck, WARD.name)
