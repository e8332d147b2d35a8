"""Who reads which answer, and what reviewers tell each other."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.actions import answering, claiming
from cases.actions.actor import CENTER, OFFICER, Actor, Role
from cases.actions.changing import ActionRefused
from cases.models import Claim, Remark, Story
from cases.rules.rights import RightRefused
from tests.accounts import an_account
from tests.factories import KIM_LONG, walk_to

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 3, 42, tzinfo=UTC)  # 10:42 in Huế
QUARTER = timedelta(minutes=15)


@pytest.fixture
def version():
    return walk_to("awaiting").answer.submissions.get()


def of(account):
    return Actor(role=Role.CENTER, user_id=account.pk)


def claim(version, by, at=AT):
    return claiming.claim(version=version, by=by, at=at)


def test_the_first_has_it_and_the_second_is_told_who_and_since_when(version):
    lan = of(an_account("decide", username="lan", first_name="Lan", last_name="Nguyễn"))
    taken = claim(version, lan)
    assert (taken.since, taken.until) == (AT, AT + QUARTER)
    with pytest.raises(claiming.ClaimedByAnother, match="10:42") as told:
        claim(version, of(an_account("decide")), AT + timedelta(minutes=5))
    assert (told.value.name, told.value.since) == ("Lan Nguyễn", AT)


def test_without_a_full_name_the_account_is_named(version):
    claim(version, of(an_account("decide", username="lan")))
    with pytest.raises(claiming.ClaimedByAnother, match=r"^lan has had"):
        claim(version, of(an_account("decide")))


def test_reading_on_keeps_it(version):
    lan = of(an_account("decide"))
    claim(version, lan)
    again = claim(version, lan, AT + timedelta(minutes=10))
    assert (again.since, again.until) == (AT, AT + timedelta(minutes=25))
    assert Claim.objects.count() == 1


def test_it_runs_out(version, settings):
    settings.CLAIM_MINUTES = 5
    claim(version, of(an_account("decide")))
    hoa = of(an_account("decide"))
    taken = claim(version, hoa, AT + timedelta(minutes=5))
    assert (taken.account_id, taken.since) == (hoa.user_id, AT + timedelta(minutes=5))
    late = claim(version, hoa, AT + timedelta(hours=2))
    assert late.since == AT + timedelta(hours=2), "what ran out begins anew"


def test_who_lets_go_gives_it_back_and_nobody_else_does(version):
    lan, hoa = of(an_account("decide")), of(an_account("decide"))
    claim(version, lan)
    claiming.let_go(version=version, by=hoa)
    assert Claim.objects.get().account_id == lan.user_id
    claiming.let_go(version=version, by=lan)
    assert claim(version, hoa)


def test_only_reviewers_claim(version):
    for account in (an_account("edit"), an_account("answer", agency=KIM_LONG), an_account()):
        with pytest.raises(RightRefused):
            claim(version, of(account))
    with pytest.raises(ActionRefused, match="Only an account"):
        claim(version, CENTER)
    assert not Claim.objects.exists()


# --- remarks ---------------------------------------------------------------------------------------------------------


def remark(version, kind, text="Xem lại giúp", *, by, **fields):
    return claiming.remark(version=version, kind=kind, text=text, by=by, at=AT, **fields)


@pytest.mark.parametrize(("kind", "held"), [("skip", False), ("hand_over", False), ("opinion", True)])
def test_who_skips_or_hands_over_no_longer_holds_it(version, kind, held):
    lan = of(an_account("decide"))
    claim(version, lan)
    written = remark(version, kind, " Chờ ảnh ", by=lan, advises="return" if kind == "opinion" else "")
    assert (written.text, written.account_id, written.written_at) == ("Chờ ảnh", lan.user_id, AT)
    assert Claim.objects.exists() is held


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("shout", {}, "no kind of remark"),
        ("skip", {"text": "  "}, "needs words"),
        ("skip", {"advises": "approve"}, "advises a decision"),
        ("opinion", {}, "advises a decision"),
        ("opinion", {"advises": "wave"}, "advises a decision"),
    ],
)
def test_what_is_no_remark(version, kind, fields, sentence):
    with pytest.raises(ActionRefused, match=sentence):
        remark(version, kind, by=of(an_account("decide")), **fields)
    assert not Remark.objects.exists()


def test_who_may_not_decide_advises_nothing_and_what_is_decided_waits_for_no_remark(version):
    own = an_account("answer", "decide", agency=version.answer.assignment.agency)
    with pytest.raises(RightRefused):
        remark(version, "opinion", by=of(own), advises="approve")
    answering.recall(answer=version.answer, by=OFFICER, at=AT)
    with pytest.raises(ActionRefused, match="taken back"):
        remark(version, "hand_over", by=of(an_account("decide")))
    assert not Remark.objects.exists()


def test_only_reviewers_remark_and_nothing_of_it_is_public(version):
    with pytest.raises(RightRefused):
        remark(version, "skip", by=of(an_account("answer", agency=KIM_LONG)))
    remark(version, "hand_over", "MẬT-7391", by=of(an_account("head")))
    assert "MẬT-7391" not in str(Story.objects.get(case=version.answer.assignment.case).data)
