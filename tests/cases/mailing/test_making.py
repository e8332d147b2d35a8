"""Mails are made of what waits in the outbox, once, whoever asks how often; digests once a day."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions import reopen as reopening
from cases.actions import review
from cases.actions.actor import CENTER, IMPORT
from cases.actions.changing import changing
from cases.actions.telling_staff import TOLD_AT_ONCE, alert_urgent
from cases.mailing import making
from cases.mailing.making import forget, make_digests, make_mails
from cases.models import MAILS, Consumer, Delivery, Mail, MailKind, PostKind
from cases.rules.states import EVENT_KINDS
from tests.accounts import an_account
from tests.cases.mailing.conftest import someone
from tests.factories import KIM_LONG, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

SAID = {"reason": "thieu-anh", "sentence": "Cần ảnh"}


def made():
    return sorted(Mail.objects.values_list("kind", "account__username", "agency__name"))


def waiting():
    return Delivery.objects.filter(consumer__in=MAILS)


def make(**later):
    return make_mails(now=timezone.now() + timedelta(**later))


def test_kinds_that_are_told_exist():
    assert set(TOLD_AT_ONCE) <= EVENT_KINDS


@pytest.mark.parametrize(
    ("state", "move", "kind"),
    [
        ("awaiting", lambda walk: walk.return_answer(), MailKind.RETURNED),
        ("awaiting", lambda walk: walk.refuse(), MailKind.REFUSED),
        ("answered", lambda walk: walk.reopen(), MailKind.REOPENED),
        ("amended", lambda walk: walk.amend().submit().return_answer(), MailKind.RETURNED),
    ],
)
def test_what_an_agency_learns_of_at_once(office, state, move, kind):
    walk = walk_to(state)
    assert not waiting().exists(), "nothing before is worth a mail"
    move(walk.later(hours=1))
    assert make() == 1
    assert made() == [(kind, "hoa", KIM_LONG), (kind, "theo", KIM_LONG)]
    assert not waiting().exists()
    assert make() == 0, "twice is once"
    assert Mail.objects.count() == 2


def test_only_the_agencies_that_a_case_is_reopened_for(office):
    someone("den", agency=LIGHTING)
    walk = walk_to("answered").later(hours=1)
    reopening.reopen(case=walk.case, agencies=[an_agency(LIGHTING)], reason="chua-xong", by=CENTER, at=walk.at)
    make()
    assert made() == [(MailKind.REOPENED, "den", LIGHTING)]


def test_an_import_mails_nobody(office):
    walk = walk_to("awaiting").later(hours=1)
    review.return_answer(answer=walk.answer, by=IMPORT, at=walk.at, **SAID)
    assert not waiting().exists()


def test_an_approval_mails_nobody(office):
    walk_to("answered")
    assert not waiting().exists()


def test_one_mail_to_one_who_is_of_both_agencies(office):
    both = office["hoa"]
    both.posts.create(agency=an_agency(LIGHTING), since="2020-01-01")
    walk = walk_to("answered").later(hours=1)
    walk.reopen(an_agency(), an_agency(LIGHTING))
    make()
    assert [name for _kind, name, _agency in made()].count("hoa") == 1


def test_the_same_delivery_again_makes_no_second_mail(office):
    walk = walk_to("awaiting").later(hours=1).return_answer()
    again = waiting().get()
    make()
    again.pk = None
    again.save()
    assert make() == 1
    assert Mail.objects.filter(case=walk.case).count() == 2


def urgent(walk, times=1):
    with changing(walk.case, by=CENTER, at=walk.at) as change:
        event = change.record("case.update")
        for _ in range(times):
            alert_urgent(change.case, event_seq=event.seq)


def test_an_alert_goes_to_who_has_the_case(office):
    an_account("edit", username="sua", email="sua@hue.example")
    urgent(walk_to("assigned").later(hours=1), times=2)
    make()
    assert made() == [(MailKind.URGENT, "hoa", KIM_LONG), (MailKind.URGENT, "theo", KIM_LONG)]


def test_an_alert_goes_to_the_center_where_nobody_has_it_yet(office):
    an_account("edit", username="sua", email="sua@hue.example")
    urgent(walk_to("accepted").later(hours=1))
    make()
    assert made() == [(MailKind.URGENT, "sua", None)]


def test_a_change_that_is_rolled_back_alerts_nobody(office, django_capture_on_commit_callbacks):
    walk = walk_to("assigned").later(hours=1)

    def fails():
        with changing(walk.case, by=CENTER, at=walk.at) as change:
            alert_urgent(change.case, event_seq=1)
            raise RuntimeError

    with django_capture_on_commit_callbacks() as calls, suppress(RuntimeError):
        fails()
    assert not waiting().exists()
    assert calls == []


def test_a_mail_that_cannot_be_made_waits_longer_each_time_and_holds_up_no_other(office, monkeypatch):
    bad, good = walk_to("awaiting").later(hours=1).return_answer(), walk_to("awaiting").later(hours=1).return_answer()
    mails_of = making._mails_of

    def broken(delivery, now):
        if delivery.case_id == bad.case.pk:
            raise RuntimeError("a fault of ours")
        return mails_of(delivery, now)

    monkeypatch.setattr(making, "_mails_of", broken)
    now = timezone.now()
    assert [make_mails(now=now), make_mails(now=now)] == [1, 0]
    assert set(Mail.objects.values_list("case", flat=True)) == {good.case.pk}
    left = waiting().get()
    assert (left.locked_until - now, left.attempts) == (timedelta(seconds=30), 1)
    assert make_mails(now=left.locked_until) == 0
    assert waiting().get().locked_until - left.locked_until == timedelta(minutes=1)
    monkeypatch.undo()
    assert make(hours=2) == 1
    assert Mail.objects.filter(case=bad.case).count() == 2


def test_many_deliveries_are_all_taken(office, monkeypatch):
    monkeypatch.setattr(making, "AT_ONCE", 2)
    walk = walk_to("awaiting").later(hours=1).return_answer()
    first = waiting().get()
    seqs = range(1, walk.case.event_count)
    Delivery.objects.bulk_create(
        Delivery(consumer=Consumer.ALERT, case=walk.case, event_seq=seq, created_at=first.created_at) for seq in seqs
    )
    assert make() == 1 + len(seqs)


# --- digests ---------------------------------------------------------------------------------------------------------


def test_one_digest_an_account_agency_and_day(office):
    someone("den", PostKind.SUBSTITUTE, LIGHTING)
    now, today = timezone.now(), timezone.localdate()
    assert make_digests(day=today, now=now) == 2
    assert make_digests(day=today, now=now) == 0
    assert made() == [(MailKind.DIGEST, "den", LIGHTING), (MailKind.DIGEST, "theo", KIM_LONG)]
    assert make_digests(day=today + timedelta(days=1), now=now) == 2


def test_who_comes_on_duty_in_the_course_of_a_day_gets_the_digest_too(office):
    now, today = timezone.now(), timezone.localdate()
    make_digests(day=today, now=now)
    someone("hai", PostKind.FOLLOW_UP)
    assert make_digests(day=today, now=now) == 1


def test_what_ended_long_ago_is_forgotten(office):
    now = timezone.now()
    make_digests(day=timezone.localdate(), now=now)
    assert forget(before=now + timedelta(days=1)) == 0, "it still waits"
    Mail.objects.update(ended_at=now)
    assert forget(before=now) == 0
    assert forget(before=now + timedelta(seconds=1)) == 1
