"""Appeals: once, in time, before another reviewer; where one is granted the first submission counts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.actions import appealing, dossier, verify
from cases.actions.actor import Actor, Role
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.models import Appeal, Extension, Ruling, Story, Submission
from cases.rules.clock_facts import Decision
from cases.rules.rights import RightRefused, Why
from cases.rules.verdicts import verdict as verdict_of
from tests.accounts import an_account
from tests.cases.actions.stored import refused
from tests.cases.actions.told import delivered, events, kinds, phase, verdict
from tests.factories import DUE, KIM_LONG, LIGHTING, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)
LAST = datetime(2026, 3, 9, 16, 59, 59, 999999, tzinfo=UTC)  # returned on Thursday the 5th: until Monday's end


def story(walk):
    return Story.objects.get(case=walk.case).data


def cause_of(verb, **fields):
    with pytest.raises(ActionRefused) as caught:
        verb(**fields)
    return caught.value.cause


# --- to appeal -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["returned", "refused"])
def test_an_appeal_leaves_everything_as_it_is_and_says_so(state):
    walk = walk_to(state).later(hours=1)
    submitted, told = walk.answer.submissions.get(), len(delivered(walk.case))
    walk.appeal()
    appeal = Appeal.objects.get()
    assert (walk.answer.state, walk.assignment.state) == (state, "open")
    assert phase(walk.case, walk.at, charge=walk.assignment) == ("open", None), "the clock runs on"
    assert verdict(walk.case, DUE + DAY) == "overdue"
    assert events(walk.case)[-1] == (
        "assignment.appeal",
        {
            "assignment": walk.assignment.pk,
            "agency": walk.assignment.agency_id,
            "answer": walk.answer.pk,
            "version": 1,
            "reason": "da-du-ngay-anh",
            "appeal": appeal.pk,
        },
    )
    assert (appeal.against, appeal.against_at, appeal.against_reason) == (state, submitted.decided_at, submitted.reason)
    assert appeal.against_sentence == submitted.sentence
    assert len(delivered(walk.case)) > told
    assert not verify.confirmed(walk.case.pk)


def test_what_the_agency_writes_is_for_the_center_alone():
    walk = walk_to("returned").appeal(sentence=" Ảnh ở trang 2 ")
    assert Appeal.objects.get().sentence == "Ảnh ở trang 2"
    assert "trang 2" not in str(story(walk))
    assert [row["appeal"]["outcome"] for row in story(walk)["reviews"]] == [""]


def test_once_only():
    walk = walk_to("appealed")
    assert cause_of(walk.appeal) is Cause.APPEALED_BEFORE
    walk.later(hours=1).decide_appeal(granted=False)
    refused(walk.appeal, "appealed_before")


def test_until_the_end_of_the_second_working_day():
    walk = walk_to("returned")
    assert cause_of(walk.appeal, at=LAST + MICROSECOND) is Cause.APPEAL_TOO_LATE
    walk.appeal(at=LAST)


def test_the_number_of_days_is_a_setting(settings):
    settings.APPEAL_WORKING_DAYS = 1
    walk = walk_to("returned")
    refused(lambda: walk.appeal(at=LAST), "too_late")
    walk.appeal(at=LAST - 3 * DAY)


def test_not_before_the_decision():
    walk = walk_to("returned")
    refused(lambda: walk.appeal(at=walk.at - HOUR), "decision was made")


@pytest.mark.parametrize("state", ["awaiting", "answered", "planned", "recalled"])
def test_only_what_was_sent_back_is_appealed(state):
    assert cause_of(walk_to(state).appeal) is Cause.NOT_SENT_BACK


def test_a_draft_was_never_decided():
    assert cause_of(walk_to("assigned").draft().appeal) is Cause.NOT_SENT_BACK


def test_who_has_handed_in_anew_has_taken_the_decision():
    walk = walk_to("refused")
    first = walk.answer
    walk.later(hours=1).submit(text="Câu khác")
    assert cause_of(walk.appeal) is Cause.NOT_SENT_BACK
    given = {"reason": "da-du-ngay-anh", "sentence": "Có", "by": Actor(role=Role.OFFICER), "at": walk.at}
    assert cause_of(appealing.appeal, answer=first, **given) is Cause.OVERTAKEN


def test_a_version_that_was_taken_back_is_none():
    walk = walk_to("refused")
    first = walk.answer
    walk.later(hours=1).submit(text="Câu khác").recall()
    given = {"reason": "da-du-ngay-anh", "sentence": "Có", "by": Actor(role=Role.OFFICER), "at": walk.at}
    assert appealing.appeal(answer=first, **given).version.answer == first


@pytest.mark.parametrize(("fields", "cause"), [({"reason": "thieu-anh"}, Cause.NO_SUCH_REASON),
                                               ({"sentence": " "}, Cause.NO_SENTENCE)])  # fmt: skip
def test_code_and_sentence_are_needed(fields, cause):
    assert cause_of(walk_to("returned").appeal, **fields) is cause


def test_nothing_is_appealed_in_a_case_that_has_left():
    walk = walk_to("returned").withdraw()
    assert cause_of(walk.appeal) is Cause.REMOVED


# --- granted ---------------------------------------------------------------------------------------------------------


def test_granted_the_first_submission_counts():
    walk = walk_to("assigned").later(days=2)
    submitted = walk.at
    walk.submit().until(DUE - DAY).return_answer().later(days=1, hours=9).appeal()
    charge = walk.assignment
    assert verdict(walk.case, walk.at, charge=charge) == "overdue"
    walk.later(hours=1).decide_appeal(granted=True)
    assert (walk.answer.state, walk.assignment.state, walk.case.state) == ("approved", "answered", "answered")
    assert (walk.assignment.ended_at, walk.answer.live, walk.answer.first_published_at) == (submitted, True, walk.at)
    assert phase(walk.case, walk.at, charge=charge) == ("answered", submitted)
    assert verdict(walk.case, walk.at, charge=charge) == verdict(walk.case, walk.at) == "in_term"
    assert verdict(walk.case, walk.at - HOUR, charge=charge) == "overdue", "what was true then stays so"
    version = Submission.objects.get(answer=walk.answer)
    assert (version.decision, version.decided_at, version.reason, version.sentence) == ("approved", walk.at, None, "")
    assert not verify.confirmed(walk.case.pk)


def test_it_is_recorded_and_then_that_the_case_is_answered():
    walk = walk_to("overturned")
    (kind, told), last = events(walk.case)[-2:]
    assert (kind, last) == ("assignment.overturn", ("case.answer", {"round": 1}))
    assert (told["version"], told["outcome"], told["appeal"]) == (1, "done", Appeal.objects.get().pk)


def test_that_it_was_sent_back_stays_told_and_the_answer_is_published():
    data = story(walk_to("overturned"))
    (review,) = data["reviews"]
    assert (review["decision"], review["sentence"]) == ("refused", "Việc này của chính đơn vị")
    assert (review["appeal"]["outcome"], review["appeal"]["words"]) == ("granted", "Ảnh có thật")
    assert [(a["text"], a["refused"]) for a in data["answers"]] == [("Đã thay bóng", 0)]


def test_a_plan_is_a_promise_from_when_it_was_submitted():
    walk = walk_to("assigned").later(days=2)
    submitted = walk.at
    walk.submit(outcome="planned", planned_on=date(2026, 3, 13)).later(hours=5).return_answer(reason="thieu-ngay")
    walk.later(hours=1).appeal().later(days=1).decide_appeal(granted=True)
    assert (walk.answer.state, walk.assignment.state, walk.case.state) == ("approved", "open", "in_progress")
    promise = Extension.objects.get(answer=walk.answer)
    assert (promise.published_at, promise.promised_on) == (submitted, date(2026, 3, 13))
    assert verdict(walk.case, DUE + DAY, charge=walk.assignment) == "extended"
    assert not verify.confirmed(walk.case.pk)


def test_an_amendment_that_was_returned_is_published_beside_the_answer():
    walk = walk_to("amendment_awaiting").return_answer().later(hours=1).appeal()
    stopped = phase(walk.case, walk.at)
    walk.later(hours=1).decide_appeal(granted=True)
    assert (walk.answer.state, walk.assignment.state, walk.case.state) == ("approved", "answered", "answered")
    assert phase(walk.case, walk.at) == stopped
    assert [kind for kind in kinds(walk.case) if kind.startswith("answer.")] == [
        "answer.submit", "answer.return", "answer.appeal", "answer.overturn",
    ]  # fmt: skip
    assert not verify.confirmed(walk.case.pk)


def test_an_approval_that_an_appeal_brought_can_be_retracted():
    walk = walk_to("overturned").later(days=1).retract()
    assert (walk.answer.state, walk.assignment.state, walk.case.state) == ("void", "open", "in_progress")
    assert phase(walk.case, walk.at) == ("open", None)
    assert not verify.confirmed(walk.case.pk)


def test_of_two_agencies_the_other_still_answers():
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).later(days=1).submit().return_answer()
    walk.appeal().decide_appeal(granted=True)
    assert (walk.assignment.state, walk.case.state) == ("answered", "in_progress")


def test_what_was_known_before_is_the_first_decision():
    """Frozen lists replay with what had been recorded by then."""
    walk = walk_to("overturned")
    (fact,) = dossier.load(walk.case).assignments
    (version,) = dossier.clock_facts(fact).submissions
    appeal = Appeal.objects.get()
    assert (version.decision, version.sent_back_at) == (Decision.APPROVED, appeal.against_at)
    before = verdict_of(dossier.clock_facts(fact), walk.at + DAY, recorded_by=appeal.recorded_at)
    assert (before.answered, before.awaiting) == (False, False)


# --- rejected, dropped -----------------------------------------------------------------------------------------------


def test_rejected_nothing_changes():
    walk = walk_to("appealed").later(hours=1)
    before = Submission.objects.values().get(answer=walk.answer)
    walk.decide_appeal(granted=False, words=" Ảnh chụp nơi khác ")
    assert Submission.objects.values().get(answer=walk.answer) == before
    assert (walk.answer.state, walk.assignment.state) == ("returned", "open")
    assert events(walk.case)[-1][0] == "assignment.uphold"
    appeal = Appeal.objects.get()
    assert (appeal.outcome, appeal.words, appeal.decided_at) == ("rejected", "Ảnh chụp nơi khác", walk.at)
    assert story(walk)["reviews"][0]["appeal"]["words"] == "Ảnh chụp nơi khác"
    walk.later(hours=1).submit(text="Có ảnh").approve()
    assert walk.case.state == "answered"
    assert not verify.confirmed(walk.case.pk)


def test_handing_in_anew_ends_the_appeal():
    walk = walk_to("appealed").later(hours=1).submit()
    assert (Appeal.objects.get().outcome, Appeal.objects.get().decided_at) == ("dropped", walk.at)
    assert not Appeal.objects.waiting().exists()
    refused(lambda: walk.decide_appeal(granted=True), "decided, or was dropped")
    assert not verify.confirmed(walk.case.pk)


def test_a_retraction_ends_the_appeals_of_what_amended_it():
    walk = walk_to("amendment_awaiting").return_answer().appeal()
    walk._answer = walk.answer.amends
    walk.later(hours=1).retract()
    assert Appeal.objects.get().outcome == "dropped"


def test_no_transfer_while_an_appeal_waits():
    walk = walk_to("appealed")
    assert cause_of(walk.transfer) is Cause.APPEAL_WAITS
    walk.decide_appeal(granted=False).transfer()
    assert walk.assignment.agency.name == LIGHTING


def test_it_rests_while_the_case_is_gone():
    walk = walk_to("appealed")
    assert Appeal.objects.waiting().count() == 1
    walk.later(hours=1).withdraw()
    assert not Appeal.objects.waiting().exists()
    refused(lambda: walk.decide_appeal(granted=True), "nothing of it is answered or reviewed")
    walk.later(hours=1).restore()
    assert Appeal.objects.waiting().count() == 1
    assert walk.later(hours=1).decide_appeal(granted=True).case.state == "answered"


@pytest.mark.parametrize("granted", [True, False])
def test_it_is_decided_once_with_a_sentence_and_not_before_it_was_made(granted):
    walk = walk_to("appealed")
    assert cause_of(walk.decide_appeal, granted=granted, words=" ") is Cause.NO_SENTENCE
    assert cause_of(walk.decide_appeal, granted=granted, at=walk.at - MICROSECOND) is Cause.TOO_EARLY
    walk.decide_appeal(granted=granted)
    assert cause_of(walk.decide_appeal, granted=granted) is Cause.APPEAL_DECIDED


# --- who -------------------------------------------------------------------------------------------------------------


def by(account):
    return Actor(role=Role.CENTER, user_id=account.pk)


def test_another_reviewer_than_the_first_decides():
    first, other = an_account("decide"), an_account("decide")
    walk = walk_to("awaiting").later(hours=1).return_answer(by=by(first)).later(hours=1).appeal()
    with pytest.raises(RightRefused) as caught:
        walk.decide_appeal(granted=True, by=by(first))
    assert caught.value.why is Why.SAME_REVIEWER
    walk.decide_appeal(granted=True, by=by(other))
    appeal = Appeal.objects.get()
    assert (appeal.against_by, appeal.decided_by) == (first, other)
    assert Submission.objects.get(answer=walk.answer).decided_by == other


@pytest.mark.parametrize("hand", ["writer", "submitter", "appellant"])
def test_nor_does_who_wrote_or_handed_in_the_text_or_appeals(settings, hand):
    settings.REVIEW_FOUR_EYES = False
    me = an_account("answer", "decide", agency=KIM_LONG)
    officer = Actor(role=Role.OFFICER, user_id=me.pk)
    walk = walk_to("assigned").later(hours=1)
    walk.draft(**({"by": officer} if hand == "writer" else {}))
    walk.submit(**({"by": officer} if hand == "submitter" else {})).return_answer()
    walk.appeal(**({"by": officer} if hand == "appellant" else {}))
    me.posts.all().delete()
    with pytest.raises(RightRefused) as caught:
        walk.decide_appeal(granted=True, by=by(me))
    assert caught.value.why is Why.OWN_TEXT


def test_a_granted_appeal_leaves_no_doubt_whose_it_was():
    """The refusal obliged the Center to rule; with the answer published there is nothing left to rule on."""
    walk = walk_to("overturned")
    assert Ruling.objects.get().outcome == ""
    assert not Ruling.objects.waiting().exists()
    assert isinstance(walk, Walk)
