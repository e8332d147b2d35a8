"""What of a case is in dispute at an instant: told from the very instant on, and until it is settled."""

from datetime import timedelta

import pytest

from cases.public.telling import tell
from cases.rules.states import AssignmentState
from tests.cases.public.stories import charge, returned, story, stretch, telling
from tests.factories import START

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
ASKED, DUE = START + 2 * DAY, START + 3 * DAY


def told(at, **parts):
    return tell(telling(story(**{"assignments": [charge()], **parts}), at=at))


def appeal(outcome="", decided_at=None, words=""):
    when = decided_at and decided_at.isoformat()
    return {"id": 4, "at": ASKED.isoformat(), "outcome": outcome, "decided_at": when, "words": words}


def ruling(assignment=1, *, cause="not_ours", due_at=DUE, ruled_at=None, asked_at=ASKED):
    instants = {"at": asked_at, "due_at": due_at, "ruled_at": ruled_at}
    told_at = {name: each and each.isoformat() for name, each in instants.items()}
    return {"id": 1, "assignment": assignment, "cause": cause, "outcome": "stays", "words": "Của phường", **told_at}


# --- what was given back ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "refused", "label"),
    [
        ({}, False, "Thiếu ảnh"),
        ({"decision": "refused", "reason": 7}, True, "Dữ liệu cá nhân"),
        ({"reason": None}, False, ""),
        ({"reason": 404}, False, ""),
    ],
)
def test_an_answer_given_back_says_whether_it_was_refused_and_why(facts, refused, label):
    (found,) = told(ASKED, reviews=[returned(START, **facts)]).returns
    assert (found.refused, found.label, found.sentence, found.appeal) == (refused, label, "Cần ảnh", None)
    assert (found.agency_name, found.at) == ("UBND phường Kim Long", START)


def test_a_story_older_than_appeals_tells_none():
    row = returned(START)
    del row["appeal"]
    assert told(ASKED, reviews=[row]).returns[0].appeal is None


@pytest.mark.parametrize(
    ("at", "row", "expected"),
    [
        (ASKED - TICK, appeal(), None),
        (ASKED, appeal(), ("", None, "")),
        (ASKED, appeal("granted", ASKED + DAY, "Đúng"), ("", None, "")),
        (ASKED + DAY - TICK, appeal("granted", ASKED + DAY, "Đúng"), ("", None, "")),
        (ASKED + DAY, appeal("granted", ASKED + DAY, "Đúng"), ("granted", ASKED + DAY, "Đúng")),
        (ASKED + DAY, appeal("rejected", ASKED + DAY, "Không"), ("rejected", ASKED + DAY, "Không")),
        (ASKED + DAY, appeal("dropped", None), ("dropped", None, "")),
    ],
    ids=["not yet", "waits", "decided later", "just before", "granted", "rejected", "dropped"],
)
def test_an_appeal_is_told_as_far_as_it_had_come(at, row, expected):
    (found,) = told(at, reviews=[returned(START, appeal=row)]).returns
    assert (found.appeal and (found.appeal.outcome, found.appeal.decided_at, found.appeal.words)) == expected
    if found.appeal:
        assert found.appeal.at == ASKED


# --- what the Center has to settle -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "row", "expected"),
    [
        (ASKED - TICK, ruling(), []),
        (ASKED, ruling(), [("not_ours", ASKED, DUE, False)]),
        (DUE, ruling(), [("not_ours", ASKED, DUE, False)]),  # the last instant is in time
        (DUE + TICK, ruling(), [("not_ours", ASKED, DUE, True)]),
        (DUE + 9 * DAY, ruling(cause="ask_higher", due_at=None), [("ask_higher", ASKED, None, False)]),
        (ASKED + DAY - TICK, ruling(ruled_at=ASKED + DAY), [("not_ours", ASKED, DUE, False)]),
        (ASKED + DAY, ruling(ruled_at=ASKED + DAY), []),
    ],
    ids=["not asked", "asked", "last instant", "too late", "held to no day", "not ruled", "ruled"],
)
def test_what_waits_for_a_ruling_and_by_when(at, row, expected):
    found = told(at, rulings=[row], clocks=[stretch(1)]).unsettled
    assert [(each.cause, each.at, each.due_at, each.overdue) for each in found] == expected
    assert {each.agency_name for each in found} <= {"UBND phường Kim Long"}


@pytest.mark.parametrize("state", sorted(state.value for state in AssignmentState))
def test_only_while_the_charge_runs(state):
    found = told(ASKED, assignments=[charge(state=state)], rulings=[ruling()]).unsettled
    assert bool(found) is (state in {"open", "awaiting"})


def test_each_charge_has_its_own_matter():
    charges = [charge(1), charge(2, 2), charge(3, 3, state="transferred")]
    found = told(ASKED, assignments=charges, rulings=[ruling(3), ruling(2), ruling(1, cause="refused")]).unsettled
    assert [(each.agency_name, each.cause) for each in found] == [
        ("Trung tâm Chiếu sáng", "not_ours"),
        ("UBND phường Kim Long", "refused"),
    ]


def test_a_story_older_than_rulings_tells_none():
    parts = story(assignments=[charge()])
    del parts["rulings"], parts["ratings"]
    found = tell(telling(parts, at=ASKED))
    assert (found.unsettled, found.ratings) == ((), ())
