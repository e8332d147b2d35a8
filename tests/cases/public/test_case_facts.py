"""What follows from the facts of a public case: who holds it, what was retracted, since when its page is as it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.public.case import PublicEvent, PublicHold, PublicRating, PublicTerm
from tests.portal.case_samples import KIM_LONG, LIGHTS, NOBODY, NOW, assignment, case

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
BEGAN = NOW - 6 * DAY


def happened(kind, at):
    return PublicEvent(kind=kind, at=at, role="center", sentence="", detail="")


def rated(number, value):
    return PublicRating(round=number, value=value, at=NOW)


@pytest.mark.parametrize(
    ("ratings", "number", "value"),
    [
        ((), 1, None),
        ((rated(1, "satisfied"),), 1, "satisfied"),
        ((rated(1, "satisfied"),), 2, None),  # the answer of the first round was found good, not this one
        ((rated(1, "not_satisfied"), rated(2, "acceptable")), 2, "acceptable"),
    ],
)
def test_a_case_bears_the_rating_of_its_present_round(ratings, number, value):
    found = case(ratings=ratings, round=number).rating
    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("phase", "known"),
    [("answered", True), ("awaiting", False), ("open", False), ("unknown", False), ("transferred", False)],
)
def test_only_what_was_answered_has_a_time_of_its_answer(phase, known):
    assert case(phase=phase, stopped_at=BEGAN).answered_at == (BEGAN if known else None)


@pytest.mark.parametrize(
    ("agencies", "assignments", "held"),
    [
        ((), (), False),
        ((KIM_LONG,), (), True),
        ((NOBODY,), (assignment(NOBODY, named=False),), False),
        ((NOBODY, KIM_LONG), (assignment(NOBODY, named=False), assignment(KIM_LONG)), True),
        ((KIM_LONG,), (assignment(KIM_LONG), assignment(LIGHTS)), True),
    ],
    ids=["none", "named", "nobody", "nobody and one", "two"],
)
def test_a_case_is_held_by_whoever_can_be_named(agencies, assignments, held):
    assert case(agencies=agencies, assignments=assignments).is_held is held


RETRACTED = happened("assignment.retract", BEGAN + DAY)


@pytest.mark.parametrize(
    ("facts", "at"),
    [
        ({"phase": "open", "events": (RETRACTED,)}, BEGAN + DAY),
        ({"phase": "awaiting", "events": (RETRACTED,)}, BEGAN + DAY),
        ({"phase": "answered", "events": (RETRACTED,)}, None),  # there is another answer
        ({"phase": "unknown", "events": (RETRACTED,)}, None),
        ({"phase": "open", "events": (happened("assignment.return", BEGAN + DAY),)}, None),
        ({"phase": "open", "events": (RETRACTED, happened("assignment.retract", BEGAN + 3 * DAY))}, BEGAN + 3 * DAY),
        ({"phase": "open", "events": (happened("assignment.retract", BEGAN - TICK),)}, None),  # of an earlier round
        ({"phase": "open", "events": (happened("assignment.retract", BEGAN),)}, BEGAN),
        ({"phase": "open", "events": (RETRACTED,), "round_started_at": None}, BEGAN + DAY),
        ({"phase": "open", "events": (happened("assignment.retract", None),)}, None),
        ({"phase": "open", "events": ()}, None),
    ],
    ids=[
        *("open", "awaiting", "answered", "unknown", "returned", "twice", "before", "as it began", "began?", "when?"),
        "nothing",
    ],
)
def test_a_retracted_approval_is_told_while_there_is_no_other_answer(facts, at):
    assert case(**{"round_started_at": BEGAN, **facts}).retracted_at == at


@pytest.mark.parametrize(
    ("assignments", "n"),
    [
        ((), 0),
        ((assignment(LIGHTS),), 0),
        ((assignment(LIGHTS), assignment(KIM_LONG)), 2),
        ((assignment(LIGHTS), assignment(KIM_LONG, state="answered")), 2),
        ((assignment(LIGHTS), assignment(KIM_LONG, state="transferred")), 0),
        ((assignment(LIGHTS), assignment(KIM_LONG, state="cancelled")), 0),
        ((assignment(LIGHTS), assignment(KIM_LONG, kind="opinion")), 0),
        ((assignment(LIGHTS), assignment(KIM_LONG, round=2)), 0),
        ((assignment(LIGHTS), assignment(NOBODY, named=False)), 0),
    ],
    ids=["none", "alone", "two", "one is done", "passed on", "cancelled", "opinion", "other round", "nobody"],
)
def test_agencies_have_parts_where_several_handle_the_round_side_by_side(assignments, n):
    assert len(case(assignments=assignments).parts) == n


def test_who_held_it_in_the_order_in_which_each_began():
    def center(since):
        return PublicHold(round=1, since=since, until=None, days_held=1, reviewing=False, at=NOW)

    charges = (assignment(LIGHTS, since=BEGAN + 2 * DAY), assignment(KIM_LONG, since=None))
    found = case(assignments=charges, center_holds=(center(BEGAN), center(BEGAN + 2 * DAY)))
    assert [held.since for held in found.holds] == [None, BEGAN, BEGAN + 2 * DAY, BEGAN + 2 * DAY]
    assert [held.kind for held in found.holds] == ["handling", "center", "handling", "center"], "equals as they stand"


@pytest.mark.parametrize(
    ("until", "stopped", "held_until"),
    [(None, None, None), (None, BEGAN, BEGAN), (NOW, BEGAN, NOW), (NOW, None, NOW)],
)
def test_a_charge_is_held_until_it_ended_or_its_answer_was_handed_in(until, stopped, held_until):
    assert assignment(LIGHTS, until=until, stopped_at=stopped).held_until == held_until


@pytest.mark.parametrize(
    ("events", "accepted", "sent", "at"),
    [
        ((happened("case.accept", BEGAN), happened("case.assign", BEGAN + DAY)), NOW, NOW, BEGAN + DAY),
        ((happened("case.assign", BEGAN + DAY), happened("case.rate", None)), NOW, NOW, BEGAN + DAY),
        ((), BEGAN, NOW, BEGAN),
        ((happened("case.rate", None),), None, BEGAN, BEGAN),
        ((), None, None, None),
    ],
    ids=["the newest", "undated", "accepted", "sent", "nobody knows"],
)
def test_a_page_is_cited_as_of_the_last_thing_that_happened(events, accepted, sent, at):
    assert case(events=events, accepted_at=accepted, sent_at=sent).updated_at == at


@pytest.mark.parametrize(
    ("texts", "n"),
    [
        ({}, 0),
        ({"title": "Nhà [đã che: tên người]"}, 1),
        ({"title": "[đã che]", "text": "[đã che] và [ĐÃ CHE: số nhà]", "place": "[đã che: số nhà]"}, 4),
        ({"text": "[đã che"}, 0),
    ],
)
def test_what_the_center_has_covered_is_counted_over_all_texts(texts, n):
    assert case(**{"title": "Đèn", "text": "Tối", "place": "Đây", **texts}).redactions == n


@pytest.mark.parametrize(
    ("binding", "law"),
    [((), None), ((None,), None), ((True,), True), ((True, None), True), ((False,), False), ((True, False), False)],
)
def test_a_term_is_law_only_where_it_binds_every_agency_that_has_the_case(binding, law):
    charges = tuple(assignment(LIGHTS, binding=each) for each in binding)
    assert case(assignments=charges).term_is_law is law


def test_without_a_term_there_is_neither_act_nor_kind():
    assert (case(term=None).legal_act, case(term=None).term_kind) == ("", None)
    hours = PublicTerm(kind="hours", n=48, office=None, calendar="vn", legal_act="Quy chế")
    assert (case(term=hours).legal_act, case(term=hours).term_kind) == ("Quy chế", "hours")


def test_what_is_odd_about_its_dates_is_said_in_sentences():
    flagged = replace(case(), flags=("closed_in_1900", "no_text"))
    assert flagged.caveats == ("Nguồn dữ liệu ghi ngày trả lời là năm 1900; đó không phải ngày thật.",)
