"""What agencies ask the Center, what a refusal obliges it to, and what it rules."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.actions import verify
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.models import Agency, Event, Ruling, Story
from cases.rules.states import MoveRefused
from tests.accounts import an_account
from tests.cases.actions.stored import refused
from tests.cases.actions.told import events, kinds, phase, verdict
from tests.factories import BOARD, DUE, KIM_LONG, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TUESDAY = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)  # a day after the assignment of "assigned"
WEDNESDAYS_END = datetime(2026, 3, 4, 16, 59, 59, 999999, tzinfo=UTC)


def story(walk):
    return Story.objects.get(case=walk.case).data


def cause_of(verb, *args, **fields):
    with pytest.raises(ActionRefused) as caught:
        verb(*args, **fields)
    return caught.value.cause


def newest():
    return Ruling.objects.latest("pk")


# --- not ours --------------------------------------------------------------------------------------------------------


def test_the_first_not_ours_of_a_case_waits_without_a_day():
    walk = walk_to("not_ours")
    ruling = Ruling.objects.get()
    assert (ruling.cause, ruling.due_at, ruling.outcome, ruling.asked_at) == ("not_ours", None, "", walk.at)
    assert (walk.assignment.state, phase(walk.case, walk.at)) == ("open", ("open", None))
    assert verdict(walk.case, DUE + DAY, charge=walk.assignment) == "overdue", "the agency's clock runs on"
    told = {"assignment": walk.assignment.pk, "agency": walk.assignment.agency_id, "ruling": ruling.pk}
    assert events(walk.case)[-1] == ("assignment.not_ours", {**told, "reason": "khac-dia-ban"})


def test_what_passes_a_case_on_is_told_by_code_alone():
    suggested = an_agency(LIGHTING)
    walk = walk_to("assigned").not_ours(sentence=" MẬT của phường bên ", suggests=suggested)
    ruling = Ruling.objects.get()
    assert (ruling.sentence, ruling.suggests) == ("MẬT của phường bên", suggested)
    assert "MẬT" not in str(story(walk))
    assert "MẬT" not in str(list(Event.objects.values_list("data", flat=True)))
    assert events(walk.case)[-1][1]["suggests"] == suggested.pk
    assert "suggests" not in str(story(walk)["events"])
    assert "to_agency" not in story(walk)["events"][-1]


def test_a_second_one_obliges_the_center_within_a_working_day_and_so_does_the_first_that_still_waits():
    walk = walk_to("not_ours")
    assert walk.at == TUESDAY
    walk.assign(an_agency(LIGHTING)).not_ours()
    assert list(Ruling.objects.values_list("due_at", flat=True)) == [WEDNESDAYS_END] * 2
    assert events(walk.case)[-1][1]["due_at"] == WEDNESDAYS_END.isoformat()


def test_what_was_ruled_on_before_gets_no_day_later():
    walk = walk_to("not_ours").rule().later(hours=1).not_ours()
    first, second = Ruling.objects.order_by("pk")
    assert (first.due_at, second.due_at) == (None, WEDNESDAYS_END)
    assert walk.assignment.state == "open"


def test_the_number_of_days_is_a_setting(settings):
    settings.RULING_WORKING_DAYS = 3
    walk_to("not_ours").rule().not_ours()
    assert newest().due_at == WEDNESDAYS_END + 2 * DAY


def test_it_is_declared_once_at_a_time():
    walk = walk_to("not_ours")
    assert cause_of(walk.not_ours) is Cause.ASKED_ALREADY
    walk.ask_higher()
    assert cause_of(walk.ask_higher) is Cause.ASKED_ALREADY


@pytest.mark.parametrize("verb", ["not_ours", "ask_higher"])
def test_only_of_what_is_open_and_to_be_handled(verb):
    assert cause_of(getattr(walk_to("awaiting"), verb)) is Cause.NOT_OPEN
    assert cause_of(getattr(walk_to("answered"), verb)) is Cause.NOT_OPEN
    assert cause_of(getattr(walk_to("escalated"), verb)) is Cause.NOT_HANDLING
    assert cause_of(getattr(walk_to("withdrawn"), verb)) is Cause.REMOVED
    walk = walk_to("assigned")
    assert cause_of(getattr(walk, verb), at=walk.at - HOUR / 2) is Cause.TOO_EARLY
    assert cause_of(getattr(walk, verb), sentence=" ") is Cause.NO_SENTENCE
    assert cause_of(getattr(walk, verb), reason="dun-day") is Cause.NO_SUCH_REASON


# --- a refusal -------------------------------------------------------------------------------------------------------


def test_a_refusal_obliges_the_center_by_itself():
    walk = walk_to("refused")
    ruling = Ruling.objects.get()
    assert (ruling.cause, ruling.asked_at, ruling.reason.code) == ("refused", walk.at, "dun-day")
    assert ruling.due_at == datetime(2026, 3, 6, 16, 59, 59, 999999, tzinfo=UTC)  # Thursday → Friday
    assert kinds(walk.case)[-1] == "assignment.refuse", "no event of its own"


def test_a_second_refusal_before_the_ruling_leaves_the_first_day():
    walk = walk_to("refused").later(days=1).submit(text="Cũng không phải").refuse()
    assert Ruling.objects.get().asked_at == walk.at - DAY


@pytest.mark.parametrize("state", ["returned", "amendment_awaiting", "escalated"])
def test_a_return_an_amendment_and_an_opinion_do_not(state):
    walk = walk_to(state)
    if state == "escalated":
        walk.submit()
    if state != "returned":
        walk.refuse()
    assert not Ruling.objects.exists()


# --- to rule ---------------------------------------------------------------------------------------------------------


def test_it_stays_with_a_public_reason():
    walk = walk_to("not_ours").later(hours=1).rule(words=" Đoạn này thuộc phường ")
    ruling = Ruling.objects.get()
    assert (ruling.outcome, ruling.words, ruling.ruled_at) == ("stays", "Đoạn này thuộc phường", walk.at)
    assert ruling.ruling_reason.code == "theo-dia-ban"
    assert (walk.assignment.state, walk.assignment.agency.name) == ("open", KIM_LONG)
    kind, told = events(walk.case)[-1]
    assert (kind, told["ruled"], told["cause"], told["reason"]) == (
        "assignment.rule",
        "stays",
        "not_ours",
        "theo-dia-ban",
    )
    assert "to_agency" not in told
    (row,) = story(walk)["rulings"]
    assert (row["outcome"], row["words"], row["ruled_at"]) == ("stays", "Đoạn này thuộc phường", walk.at.isoformat())
    assert not verify.confirmed(walk.case.pk)


def test_one_ruling_settles_every_question_whose_it_is_and_no_other():
    walk = walk_to("refused").not_ours().ask_higher()
    declared = Ruling.objects.get(cause="not_ours")
    from cases.actions import ruling as verbs
    from cases.actions.actor import CENTER

    verbs.rule(ruling=declared, outcome="stays", reason="theo-dia-ban", words="Rõ", by=CENTER, at=walk.at)
    assert dict(Ruling.objects.values_list("cause", "outcome")) == {
        "refused": "stays", "not_ours": "stays", "ask_higher": "",
    }  # fmt: skip
    assert kinds(walk.case).count("assignment.rule") == 1


def test_transferred_it_is_another_agencys_with_a_clock_of_its_own():
    other = an_agency(LIGHTING)
    walk = walk_to("not_ours").later(hours=1).rule("transferred", to=other)
    old, new = walk.case.assignments.order_by("pk")
    assert (old.state, new.agency, new.state, new.assigned_at) == ("transferred", other, "open", walk.at)
    (kind, told), (after, passed) = events(walk.case)[-2:]
    assert (kind, after) == ("assignment.rule", "case.transfer")
    assert told["to_agency"] == passed["to_agency"] == other.pk
    assert "reason" not in passed, "why is told by the ruling"
    assert not verify.confirmed(walk.case.pk)


def test_released_the_others_have_it():
    walk = walk_to("assigned").later(hours=1)
    first = walk.assignment
    walk.assign(an_agency(LIGHTING)).not_ours().later(hours=1).rule("released")
    assert [a.state for a in walk.case.assignments.order_by("pk")] == ["open", "cancelled"]
    assert events(walk.case)[-1][1]["reason"] == "ruled"
    assert walk.case.state == "in_progress"
    walk._assignment = first
    walk.later(days=1).submit().approve()
    assert walk.case.state == "answered"
    assert not verify.confirmed(walk.case.pk)


def test_released_when_the_others_have_answered_the_case_is_answered():
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).not_ours()
    mine, walk._assignment = walk.assignment, walk.case.assignments.earliest("pk")
    walk.later(hours=1).submit().approve().rule("released")
    mine.refresh_from_db()
    assert (walk.case.state, mine.state) == ("answered", "cancelled")
    assert kinds(walk.case)[-1] == "case.answer"
    walk.later(hours=1).withdraw().restore()
    mine.refresh_from_db()
    assert mine.state == "cancelled", "what was released does not come back with the case"
    assert not verify.confirmed(walk.case.pk)


def test_released_past_due_it_stays_past_due():
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).not_ours()
    walk.until(DUE + DAY).rule("released")
    mine = walk.case.assignments.latest("pk")
    assert verdict(walk.case, walk.at + DAY, charge=mine) == "overdue"


def test_nobody_is_released_where_there_is_no_other():
    assert cause_of(walk_to("not_ours").rule, "released") is Cause.NOBODY_ELSE


def test_the_higher_agency_is_asked():
    walk = walk_to("assigned").later(days=1).ask_higher(suggests=an_agency(BOARD, kind="department"))
    assert newest().due_at == WEDNESDAYS_END
    walk.later(hours=3).rule("asked", to=newest().suggests, words="Sở cho ý kiến")
    asked = walk.case.assignments.get(kind="opinion")
    assert (asked.agency.name, asked.state, asked.started_at) == (BOARD, "open", walk.at)
    assert kinds(walk.case)[-2:] == ["assignment.rule", "case.escalate"]
    assert walk.case.assignments.handling().get().state == "open"
    assert not verify.confirmed(walk.case.pk)


def test_or_not_with_a_reason():
    walk = (
        walk_to("assigned").later(hours=1).ask_higher().rule("declined", reason="tu-quyet-duoc", words="Tự quyết được")
    )
    assert (newest().outcome, walk.case.assignments.count()) == ("declined", 1)


@pytest.mark.parametrize(
    ("outcome", "named", "cause"),
    [
        ("asked", True, Cause.NO_SUCH_OUTCOME_OF_RULING),
        ("declined", False, Cause.NO_SUCH_OUTCOME_OF_RULING),
        ("", False, Cause.NO_SUCH_OUTCOME_OF_RULING),
        ("transferred", False, Cause.NO_AGENCY),
        ("stays", True, Cause.NO_AGENCY),
    ],
)
def test_an_outcome_answers_the_question(outcome, named, cause):
    walk = walk_to("not_ours")
    to = an_agency(LIGHTING) if named else None
    assert cause_of(walk.rule, outcome, to=to) is cause
    assert not newest().outcome


def test_a_question_to_a_higher_agency_is_not_whose_it_is():
    walk = walk_to("assigned").ask_higher()
    assert cause_of(walk.rule, "stays") is Cause.NO_SUCH_OUTCOME_OF_RULING


def test_what_the_verbs_refuse_a_ruling_cannot_do_either():
    walk = walk_to("not_ours")
    gone = an_agency("Sở cũ")
    Agency.objects.filter(pk=gone.pk).update(dissolved_on="2026-01-01")
    assert cause_of(walk.rule, "transferred", to=Agency.objects.get(pk=gone.pk)) is Cause.DISSOLVED
    assert cause_of(walk.rule, "transferred", to=walk.assignment.agency) is Cause.HAS_IT_ALREADY
    refused(lambda: walk.rule(words=" "), "needs a sentence")
    refused(lambda: walk.rule(reason="dun-day"), "no active rule reason")
    refused(lambda: walk.rule(at=walk.at - HOUR), "was asked")
    assert walk.assignment.state == "open"


def test_it_is_settled_once():
    walk = walk_to("not_ours").rule()
    assert cause_of(walk.rule) is Cause.RULED


def test_while_an_answer_waits_it_stays_but_goes_to_nobody():
    walk = walk_to("not_ours").later(hours=1).submit()
    assert Ruling.objects.waiting().exists()
    with pytest.raises(MoveRefused, match="no transfer until it is decided"):
        walk.rule("transferred", to=an_agency(LIGHTING))
    assert walk.rule().assignment.state == "awaiting"
    assert not verify.confirmed(walk.case.pk)


def test_once_answered_there_is_nothing_left_to_settle():
    walk = walk_to("not_ours").later(hours=1).submit().approve()
    assert not Ruling.objects.waiting().exists()
    with pytest.raises(MoveRefused, match="answered has no move “rule”"):
        walk.rule()


def test_it_rests_while_the_case_is_gone():
    walk = walk_to("not_ours").withdraw()
    assert not Ruling.objects.waiting().exists()
    refused(walk.rule, "nothing of it is answered or reviewed")
    walk.restore()
    assert Ruling.objects.waiting().get().assignment == walk.assignment


def test_the_accounts_are_kept_and_are_in_no_event():
    from cases.actions.actor import Actor, Role

    officer, approver = an_account("answer", agency=an_agency()), an_account("decide")
    walk = walk_to("assigned").not_ours(by=Actor(role=Role.OFFICER, user_id=officer.pk))
    walk.rule(by=Actor(role=Role.CENTER, user_id=approver.pk))
    assert (newest().asked_by, newest().ruled_by) == (officer, approver)
    roles = list(walk.case.events.order_by("-seq").values_list("role", flat=True)[:2])
    assert roles == ["center", "officer"]
