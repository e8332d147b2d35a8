"""Rights at work: what an account holds, and every verb that asks for it itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from cases.actions import answering
from cases.actions.actor import Actor, Role
from cases.actions.cover_report import cover_report
from cases.actions.place import Where, change_place
from cases.actions.rights import house, matter_of, staff_of
from cases.models import Event, Post, Story, Submission
from cases.rules.rights import OF_AGENCY, OF_CENTER, Deed, House, Power, RightRefused, Why
from tests.accounts import GROUPS, an_account, given
from tests.factories import KIM_LONG, LIGHTING, START, an_agency, walk_to

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday


class TestWhatAnAccountHolds:
    """Powers by groups, agencies by posts."""

    @pytest.mark.parametrize("power", GROUPS)
    def test_a_group_gives_its_powers(self, power):
        more = {Power.DECIDE} if power == "head" else set()
        assert staff_of(an_account(power).pk, now=NOW).powers == {Power(power), *more}

    def test_groups_can_be_changed(self):
        account = an_account("edit")
        Group.objects.get(name=GROUPS["edit"]).permissions.clear()
        assert staff_of(account.pk, now=NOW).powers == set()

    def test_who_has_no_group_has_no_power(self):
        assert staff_of(an_account().pk, now=NOW).powers == set()
        assert staff_of(given(an_account(), "decide").pk, now=NOW).powers == {Power.DECIDE}

    def test_a_superuser_has_every_power_and_is_a_person_all_the_same(self):
        assert staff_of(an_account(is_superuser=True).pk, now=NOW).powers == set(Power)

    def test_a_closed_account_and_one_that_is_gone_hold_nothing(self):
        closed = an_account("decide", agency=KIM_LONG, is_active=False)
        for pk in (closed.pk, 0):
            held = staff_of(pk, now=NOW)
            assert (held.account, held.powers, held.agencies, held.former) == (pk, frozenset(), frozenset(), {})

    @pytest.mark.parametrize(
        ("since", "until", "held", "former"),
        [
            (date(2026, 3, 2), None, True, False),
            (date(2026, 3, 3), None, False, False),
            (date(2026, 1, 1), date(2026, 3, 2), True, False),
            (date(2026, 1, 1), date(2026, 3, 1), False, True),
        ],
    )
    def test_a_post_counts_from_its_first_to_its_last_day(self, since, until, held, former):
        account = an_account("answer", agency=KIM_LONG, since=since, until=until)
        staff = staff_of(account.pk, now=NOW)
        assert (an_agency().pk in staff.agencies) is held
        assert (an_agency().pk in staff.former) is former

    def test_days_are_the_citys(self):
        account = an_account("answer", agency=KIM_LONG, since=date(2026, 3, 3))
        assert staff_of(account.pk, now=datetime(2026, 3, 2, 17, 0, tzinfo=UTC)).agencies  # midnight in Huế

    def test_of_several_posts_in_an_agency_the_last_day_counts(self):
        account = an_account("answer", agency=KIM_LONG, until=date(2026, 2, 1))
        Post.objects.create(account=account, agency=an_agency(), since=date(2021, 1, 1), until=date(2025, 1, 1))
        assert staff_of(account.pk, now=NOW).former == {an_agency().pk: date(2026, 2, 1)}


def test_the_house_is_what_the_settings_say(settings):
    settings.REVIEW_FOUR_EYES, settings.REVIEW_COOLING_DAYS = False, 30
    assert house() == House(four_eyes=False, cooling_days=30)


def test_the_center_is_the_agency_that_the_settings_name(settings):
    assert not matter_of(an_agency().pk).of_center
    settings.CENTER_AGENCY = an_agency().slug
    assert matter_of(an_agency().pk).of_center
    assert not matter_of(an_agency(LIGHTING).pk).of_center


# --- every verb ------------------------------------------------------------------------------------------------------


def moved(walk, by):
    where = Where(ward=None, point=None)
    return change_place(case=walk.case, where=where, place="Chợ", reason="ghi-nham", by=by, at=walk.at)


def covered(walk, by):
    told = {"words": "bóng", "kind": "thông tin khác", "reason": "sai-su-that"}
    return cover_report(case=walk.case, **told, by=by, at=walk.at)


#: deed → the walk on which it can be done, and how
VERBS = {
    Deed.WRITE: ("assigned", lambda walk, by: walk.draft(by=by)),
    Deed.SUBMIT: ("assigned", lambda walk, by: walk.draft().submit(by=by)),
    Deed.RECALL: ("awaiting", lambda walk, by: walk.recall(by=by)),
    Deed.AMEND: ("answered", lambda walk, by: walk.amend(by=by)),
    Deed.EXTEND: ("assigned", lambda walk, by: walk.later(days=3).extend(by=by)),
    Deed.ACCEPT: ("received", lambda walk, by: walk.accept(by=by)),
    Deed.DECLINE: ("received", lambda walk, by: walk.decline(by=by)),
    Deed.MERGE: ("assigned", lambda walk, by: walk.merge(by=by)),
    Deed.ASSIGN: ("accepted", lambda walk, by: walk.assign(by=by)),
    Deed.TRANSFER: ("assigned", lambda walk, by: walk.transfer(by=by)),
    Deed.ESCALATE: ("assigned", lambda walk, by: walk.escalate(by=by)),
    Deed.RATE: ("answered", lambda walk, by: walk.rate(source="phone", by=by)),
    Deed.REOPEN: ("answered", lambda walk, by: walk.reopen(by=by)),
    Deed.WITHDRAW: ("assigned", lambda walk, by: walk.withdraw(by=by)),
    Deed.RESTORE: ("withdrawn", lambda walk, by: walk.restore(by=by)),
    Deed.APPROVE: ("awaiting", lambda walk, by: walk.approve(by=by)),
    Deed.RETURN: ("awaiting", lambda walk, by: walk.return_answer(by=by)),
    Deed.REFUSE: ("awaiting", lambda walk, by: walk.refuse(by=by)),
    Deed.RETRACT: ("answered", lambda walk, by: walk.retract(by=by)),
    Deed.NOT_OURS: ("assigned", lambda walk, by: walk.not_ours(by=by)),
    Deed.ASK_HIGHER: ("assigned", lambda walk, by: walk.ask_higher(by=by)),
    Deed.RULE: ("not_ours", lambda walk, by: walk.rule(by=by)),
    Deed.APPEAL: ("returned", lambda walk, by: walk.appeal(by=by)),
    Deed.DECIDE_APPEAL: ("appealed", lambda walk, by: walk.decide_appeal(granted=False, by=by)),
    Deed.PLACE: ("accepted", moved),
    Deed.COVER: ("accepted", covered),
    Deed.STRIKE: ("extended", lambda walk, by: walk.strike(by=by)),
}


def actor(account):
    center = account.groups.filter(name__in=[GROUPS[power] for power in ("edit", "decide", "head")]).exists()
    return Actor(role=Role.CENTER if center else Role.OFFICER, user_id=account.pk)


def permitted(power, deed):
    """What the table says of a power, for somebody of the case's own agency if it is an agency's power."""
    powers = {Power(power), Power.DECIDE} if power == "head" else {Power(power)}
    return bool(powers & (OF_AGENCY.get(deed) or OF_CENTER[deed]))


@pytest.mark.parametrize("power", GROUPS)
@pytest.mark.parametrize("deed", VERBS)
def test_a_verb_asks_for_the_right_itself(deed, power):
    state, verb = VERBS[deed]
    walk = walk_to(state).later(hours=1)
    account = an_account(power, agency=KIM_LONG if power in ("answer", "follow") else None)
    before = Event.objects.filter(case=walk.case).count()
    if permitted(power, deed):
        verb(walk, actor(account))
        return
    if deed is Deed.SUBMIT:
        before = Event.objects.filter(case=walk.draft().case).count()
    with pytest.raises(RightRefused) as caught:
        verb(walk, actor(account))
    assert caught.value.why is Why.NO_POWER
    assert Event.objects.filter(case=walk.case).count() == before


@pytest.mark.parametrize("deed", [deed for deed in VERBS if deed in OF_AGENCY])
def test_an_officer_of_another_agency_may_not(deed):
    state, verb = VERBS[deed]
    walk = walk_to(state).later(hours=1)
    with pytest.raises(RightRefused) as caught:
        verb(walk, actor(an_account("answer", agency=LIGHTING)))
    assert caught.value.why is Why.OTHER_AGENCY


def test_somebody_who_left_the_agency_may_not_write_for_it():
    walk = walk_to("assigned").later(hours=1)
    gone = an_account("answer", agency=KIM_LONG, until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(RightRefused) as caught:
        walk.draft(by=actor(gone))
    assert caught.value.why is Why.PAST_AGENCY


# --- whose text ------------------------------------------------------------------------------------------------------


def both(**fields):
    """Somebody who writes for Kim Long and decides for the Center."""
    return given(an_account("answer", agency=KIM_LONG, **fields), "decide")


def refused(walk, account, deed="approve"):
    with pytest.raises(RightRefused) as caught:
        getattr(walk, deed)(by=Actor(role=Role.CENTER, user_id=account.pk))
    return caught.value.why


@pytest.mark.parametrize("deed", ["approve", "return_answer", "refuse"])
def test_nobody_decides_on_a_text_of_the_own_hand(deed):
    me = both()
    walk = walk_to("assigned").draft().submit(by=actor(me))
    Post.objects.all().delete()  # the post is forgotten, the hand is not
    assert refused(walk, me, deed) is Why.OWN_TEXT


def test_nor_on_one_that_another_handed_in():
    me = both()
    walk = walk_to("assigned").draft(by=actor(me)).submit(by=actor(an_account("answer", agency=KIM_LONG)))
    Post.objects.all().delete()
    assert refused(walk, me) is Why.OWN_TEXT


def test_who_hands_in_the_words_of_another_has_not_written_them():
    first, second = both(), both()
    walk = walk_to("assigned").draft(by=actor(first))
    same = {name: getattr(walk.answer, name) for name in answering.FIELDS}
    answering.revise(answer=walk.answer, by=actor(second), **same)
    walk.submit(by=actor(second))
    Post.objects.all().delete()
    assert [refused(walk, each) for each in (first, second)] == [Why.OWN_TEXT] * 2


CHANGED = {
    "one letter": {"text": "Đã thay bóngg"},
    "every word": {"text": "Xong"},
    "what was done": {"outcome": "temporary"},
    "the law": {"legal_reason": "Điều 5"},
}


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_whoever_changed_it_is_an_author_and_so_is_who_wrote_it_first(changed):
    first, second, third = both(), both(), both()
    walk = walk_to("assigned").draft(by=actor(first))
    for by, fields in ((second, changed), (third, {"text": "Đã thay cả năm bóng"})):
        answering.revise(answer=walk.answer, by=actor(by), **{"text": "Đã thay bóng", "outcome": "done", **fields})
    walk.submit(by=actor(an_account("answer", agency=KIM_LONG)))
    assert walk.answer.writer == third, "who is named where two write at once"
    Post.objects.all().delete()
    assert [refused(walk, each) for each in (first, second, third)] == [Why.OWN_TEXT] * 3


def test_an_author_of_a_version_is_one_of_those_that_follow_and_of_none_before():
    """A returned text is written on: the words of the first are still in it. An amendment is a text of its own."""
    first, second, third = both(), both(), both()
    walk = walk_to("assigned").draft(by=actor(first)).submit(by=actor(third)).later(hours=1).return_answer()
    answering.revise(answer=walk.answer, text="Đã thay cả cột", outcome="done", by=actor(second))
    walk.later(hours=1).submit().later(hours=1).approve().amend(by=actor(third)).submit()
    told = [
        {account.pk for account in version.hands.all()}
        for version in Submission.objects.filter(answer__assignment=walk.assignment).order_by("pk")
    ]
    assert told == [{first.pk, third.pk}, {first.pk, second.pk}, {third.pk}]


def test_a_text_that_an_author_approved_says_so_whoever_wrote_on_it_last(settings):
    settings.REVIEW_FOUR_EYES = False
    settings.CENTER_AGENCY = an_agency().slug
    first, second = both(), both()
    walk = walk_to("assigned").draft(by=actor(first))
    answering.revise(answer=walk.answer, text="Đã thay bóng.", outcome="done", by=actor(second))
    walk.submit().approve(by=Actor(role=Role.CENTER, user_id=first.pk))
    assert Story.objects.get(case=walk.case).data["answers"][0]["one_hand"] is True


def test_nor_on_one_of_an_agency_left_not_long_ago(settings):
    settings.REVIEW_COOLING_DAYS = 30
    today = timezone.localdate()
    walk = walk_to("awaiting")
    assert refused(walk, both(until=today - timedelta(days=30))) is Why.OWN_AGENCY
    walk.approve(by=Actor(role=Role.CENTER, user_id=both(until=today - timedelta(days=31)).pk))
    assert walk.answer.state == "approved"


def test_a_small_center_may_relax_it(settings):
    settings.REVIEW_FOUR_EYES = False
    settings.CENTER_AGENCY = an_agency().slug
    me = both()
    walk = walk_to("assigned").draft(by=actor(me)).submit(by=actor(me))
    walk.approve(by=Actor(role=Role.CENTER, user_id=me.pk))
    version = walk.answer.submissions.get()
    assert version.author_id == version.decided_by_id == version.hands.get().pk == me.pk


def test_accounts_are_kept_with_the_version_and_stay_out_of_the_ledger():
    officer, approver = an_account("answer", agency=KIM_LONG, pk=8_001), an_account("decide", pk=8_002)
    walk = walk_to("assigned").draft(by=actor(officer)).submit(by=actor(officer)).approve(by=actor(approver))
    version = walk.answer.submissions.get()
    assert (version.author_id, version.decided_by_id) == (8_001, 8_002)
    told = "".join(str(row) for row in Event.objects.filter(case=walk.case).values_list("data", "role"))
    assert not {"8001", "8002"} & set(told.replace("'", " ").split())


def test_a_command_is_asked_for_nothing():
    assert walk_to("answered", at=START).answer.submissions.get().decided_by_id is None
