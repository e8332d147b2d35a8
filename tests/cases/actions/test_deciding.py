"""Decisions that wait before they count: kept, undone, settled, and overtaken."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from cases.actions import deciding, review, verify
from cases.actions.actor import CENTER, Actor, Role
from cases.actions.changing import ActionRefused
from cases.actions.verify import Verification
from cases.models import Appeal, Case, Delivery, PendingDecision, Story
from cases.rules.rights import RightRefused
from tests.accounts import an_account
from tests.factories import KIM_LONG, an_agency, walk_to

pytestmark = pytest.mark.django_db

SAID = {"reason": "thieu-anh", "sentence": "Cần ảnh sau khi làm"}
PASSED = {"reason": "dun-day", "sentence": "Việc này của chính đơn vị"}


@pytest.fixture
def walk():
    return walk_to("awaiting").later(hours=1)


@pytest.fixture
def approver():
    return of(an_account("decide"))


def of(account):
    return Actor(role=Role.CENTER, user_id=account.pk)


def decide(walk, choice="approve", *, version=1, by=CENTER, **said):
    return deciding.decide(answer=walk.answer, version=version, choice=choice, by=by, at=walk.at, **said)


def settle(*, seconds=61):
    return deciding.settle(now=timezone.now() + timedelta(seconds=seconds))


def kinds(walk):
    return list(walk.case.events.order_by("seq").values_list("kind", flat=True))


def refused(sentence):
    return pytest.raises(ActionRefused, match=sentence)


def test_it_waits_and_nothing_of_it_is_public(walk):
    Delivery.objects.all().delete()
    story, version = Story.objects.get(case=walk.case).data, Case.objects.get(pk=walk.case.pk).version
    pending = decide(walk)
    assert (pending.choice, pending.decided_at) == ("approve", walk.at)
    assert timedelta(seconds=59) < pending.effective_at - timezone.now() <= timedelta(seconds=60)
    assert walk.answer.state == "submitted"
    assert Story.objects.get(case=walk.case).data == story
    assert Case.objects.get(pk=walk.case.pk).version == version
    assert not Delivery.objects.exists()
    assert kinds(walk)[-1] == "review.decide"


def test_it_counts_when_the_delay_is_over_as_of_the_instant_it_was_made(walk, approver):
    decide(walk, by=approver)
    assert settle(seconds=30) == 0
    assert settle() == 1
    made = walk.answer.submissions.get()
    assert (made.decision, made.decided_at, made.decided_by_id) == ("approved", walk.at, approver.user_id)
    assert walk.answer.state == "approved"
    assert kinds(walk)[-3:] == ["review.decide", "assignment.approve", "case.answer"]
    assert settle() == 0, "twice is once"


def test_a_decision_that_fails_for_a_reason_of_ours_holds_up_no_other(walk, monkeypatch, caplog):
    decide(walk)
    other = walk_to("awaiting").later(hours=1)
    decide(other)
    carry_out = deciding._carry_out

    def broken(version, *args, **kwargs):
        if version.answer_id == walk.answer.pk:
            raise RuntimeError("a fault of ours")
        carry_out(version, *args, **kwargs)

    monkeypatch.setattr(deciding, "_carry_out", broken)
    assert settle() == 1
    assert (walk.answer.state, other.answer.state) == ("submitted", "approved")
    assert "does not count yet" in caplog.text
    monkeypatch.undo()
    assert settle() == 1
    assert walk.answer.state == "approved"


@pytest.mark.parametrize(("choice", "said", "state"), [("return", SAID, "returned"), ("refuse", PASSED, "refused")])
def test_returns_and_refusals_keep_code_and_sentence(walk, choice, said, state):
    decide(walk, choice, **said)
    settle()
    made = walk.answer.submissions.get()
    assert (walk.answer.state, made.reason.code, made.sentence) == (state, said["reason"], said["sentence"])


def test_without_a_delay_it_counts_at_once(walk, settings):
    settings.DECISION_DELAY = 0
    assert decide(walk) is None
    assert walk.answer.state == "approved"
    assert not PendingDecision.objects.exists()


def test_the_ledger_is_whole_and_the_public_reads_of_no_desk(walk):
    decide(walk)
    deciding.undo(answer=walk.answer, by=CENTER, at=walk.at)
    decide(walk, "return", **SAID)
    settle()
    told = [event["kind"] for event in Story.objects.get(case=walk.case).data["events"]]
    assert told[-1] == "assignment.return"
    assert not [kind for kind in told if kind.startswith("review.")]
    assert list(Verification().run()) == []


class TestRefused:
    """What is no decision, or comes too late."""

    def test_an_unknown_choice(self, walk):
        with refused("'wave' is no decision"):
            decide(walk, "wave")

    def test_a_version_that_was_replaced(self, walk):
        walk.recall().later(hours=1).submit()
        with refused("Version 1 has been replaced by version 2"):
            decide(walk, version=1)
        assert decide(walk, version=2)

    def test_the_second_of_two(self, walk, approver):
        decide(walk, "return", by=approver, **SAID)
        with refused("has been decided: return"):
            decide(walk, by=of(an_account("decide")))
        assert PendingDecision.objects.get().choice == "return"

    @pytest.mark.parametrize("said", [{}, {"reason": "thieu-anh"}, {"sentence": "Cần ảnh"}, PASSED])
    def test_a_return_without_its_code_and_sentence(self, walk, said):
        with pytest.raises(ActionRefused):
            decide(walk, "return", **said)
        assert not PendingDecision.objects.exists()

    def test_one_before_the_answer_was_there(self, walk):
        walk.at -= timedelta(days=1)
        with refused("This answer was submitted"):
            decide(walk)

    def test_who_may_not(self, walk):
        for account in (
            an_account("edit"),
            an_account("answer", agency=KIM_LONG),
            an_account("decide", agency=KIM_LONG),
        ):
            with pytest.raises(RightRefused):
                decide(walk, by=of(account))
        assert not PendingDecision.objects.exists()

    def test_a_recall_after_the_decision(self, walk):
        decide(walk)
        with refused("is not recalled any more"):
            walk.recall()
        assert settle() == 1


class TestUndone:
    """Until the delay is over, by whoever decided, or by the head."""

    def test_by_whom_it_was_made(self, walk, approver):
        decide(walk, by=approver)
        deciding.undo(answer=walk.answer, by=approver, at=walk.at)
        assert kinds(walk)[-2:] == ["review.decide", "review.undo"]
        assert settle() == 0
        assert walk.answer.state == "submitted"
        assert decide(walk, "return", by=approver, **SAID)

    def test_by_the_head_and_by_nobody_else(self, walk, approver):
        decide(walk, by=approver)
        with refused("Only who made this decision"):
            deciding.undo(answer=walk.answer, by=of(an_account("decide")), at=walk.at)
        deciding.undo(answer=walk.answer, by=of(an_account("head")), at=walk.at)
        assert not PendingDecision.objects.exists()

    def test_not_once_it_counts(self, walk, monkeypatch):
        decide(walk)
        PendingDecision.objects.update(effective_at=timezone.now())
        with refused("no decision that could still be undone"):
            deciding.undo(answer=walk.answer, by=CENTER, at=walk.at)
        settle(seconds=0)
        with refused("no decision that could still be undone"):
            deciding.undo(answer=walk.answer, by=CENTER, at=walk.at)


class TestOvertaken:
    """What happens between a decision and its effect."""

    def test_a_withdrawn_case(self, walk):
        decide(walk)
        walk.later(hours=1).withdraw()
        assert settle() == 0
        assert not PendingDecision.objects.exists()
        assert walk.case.state == "withdrawn"

    def test_an_account_that_lost_its_right(self, walk, approver, caplog):
        decide(walk, by=approver)
        get_user_model().objects.get(pk=approver.user_id).groups.clear()
        assert settle() == 0
        assert "no longer counts" in caplog.text
        assert walk.answer.state == "submitted"
        assert kinds(walk)[-1] == "review.undo"
        assert decide(walk, by=of(an_account("decide"))), "the answer is on the desk again"

    def test_a_verb_that_decided_in_between(self, walk):
        decide(walk, "return", **SAID)
        review.approve(answer=walk.answer, by=CENTER, at=walk.at)
        assert not PendingDecision.objects.exists()
        assert walk.answer.state == "approved"

    def test_one_that_another_process_settles_at_the_same_time(self, walk, monkeypatch):
        decide(walk)
        pending = PendingDecision.objects.get()
        case_id = walk.case.pk
        settle()
        assert deciding._settle_one(pending.pk, case_id) is False


@pytest.mark.parametrize(("four_eyes", "told"), [(True, False), (False, True)])
def test_a_text_of_one_hand_says_so(client, settings, four_eyes, told):
    settings.REVIEW_FOUR_EYES, settings.CENTER_AGENCY = four_eyes, an_agency().slug
    both = an_account("answer", "decide", agency=KIM_LONG)
    walk = walk_to("assigned").submit(by=of(both))
    decide(walk, by=of(an_account("decide") if four_eyes else both))
    settle()
    assert Story.objects.get(case=walk.case).data["answers"][0]["one_hand"] is told
    page = client.get(f"/a/{walk.case.number}", follow=True).content.decode()
    assert ("Một người duyệt" in page) is told


class TestAppeals:
    """A decision on an appeal waits like any other."""

    def decided(self, walk, *, granted=True, **fields):
        appeal = Appeal.objects.get(version__answer=walk.answer)
        told = {"words": "Ảnh có thật", "by": CENTER, "at": walk.at, **fields}
        return deciding.decide_appeal(appeal=appeal, granted=granted, **told)

    @pytest.mark.parametrize(("granted", "state"), [(True, "approved"), (False, "returned")])
    def test_it_counts_after_its_delay_as_of_when_it_was_made(self, granted, state):
        walk = walk_to("appealed").later(hours=1)
        pending = self.decided(walk, granted=granted)
        assert (walk.answer.state, pending.is_of_appeal) == ("returned", True)
        assert kinds(walk)[-1] == "review.decide"
        assert not Appeal.objects.waiting().exists()
        assert deciding.settle(now=pending.effective_at) == 1
        appeal = Appeal.objects.get()
        assert (walk.answer.state, appeal.decided_at, appeal.words) == (state, walk.at, "Ảnh có thật")
        assert not verify.confirmed(walk.case.pk)

    def test_two_do_not_decide_and_it_can_be_undone(self):
        walk = walk_to("appealed")
        self.decided(walk)
        with pytest.raises(deciding.AlreadyDecided):
            self.decided(walk, granted=False)
        deciding.undo(answer=walk.answer, by=CENTER, at=walk.at)
        assert Appeal.objects.waiting().count() == 1
        assert kinds(walk)[-1] == "review.undo"

    def test_what_the_agency_hands_in_meanwhile_comes_first(self):
        walk = walk_to("appealed")
        pending = self.decided(walk)
        walk.later(hours=1).submit()
        assert deciding.settle(now=pending.effective_at) == 0
        assert (Appeal.objects.get().outcome, walk.answer.state) == ("dropped", "submitted")
        assert not PendingDecision.objects.exists()
        assert not verify.confirmed(walk.case.pk)

    def test_what_cannot_be_decided_is_not_kept(self):
        walk = walk_to("appealed")
        for wrong in ({"words": " "}, {"at": walk.at - timedelta(days=1)}):
            with pytest.raises(ActionRefused):
                self.decided(walk, **wrong)
        assert not PendingDecision.objects.exists()

    def test_without_a_delay_it_counts_at_once(self, settings):
        settings.DECISION_DELAY = 0
        walk = walk_to("appealed")
        assert self.decided(walk) is None
        assert walk.answer.state == "approved"
