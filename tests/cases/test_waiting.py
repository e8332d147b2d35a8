"""What is late is told to the operator, by name and since when; what waits in good time is not."""

from datetime import date, timedelta

import pytest
from django.core.checks import run_checks
from django.utils import timezone

from cases.actions import deciding
from cases.actions.actor import CENTER
from cases.checks import WORKERS
from cases.models import Delivery, Mail, PendingDecision
from cases.waiting import NIGHTS_PATIENCE, PATIENCE, SERVERS_PATIENCE, late
from tests.accounts import an_account
from tests.cases.models.frozen import a_snapshot
from tests.factories import walk_to

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture
def now():
    return timezone.now()


def decision(at):
    walk = walk_to("awaiting").later(hours=1)
    deciding.decide(answer=walk.answer, version=1, choice="approve", by=CENTER, at=walk.at)
    PendingDecision.objects.update(effective_at=at)
    Delivery.objects.all().delete()


def delivery(consumer):
    def waits(at):
        case = walk_to("accepted").case
        Delivery.objects.all().delete()
        Delivery.objects.create(consumer=consumer, case=case, event_seq=1, created_at=at)

    return waits


def mail(at):
    case = walk_to("accepted").case
    Delivery.objects.all().delete()
    sent = {"kind": "returned", "account": an_account(), "case": case, "event_seq": 1}
    Mail.objects.create(**sent, made_at=at, try_at=at + timedelta(days=1))


@pytest.mark.parametrize(
    ("waits", "name", "patience"),
    [
        (decision, "decisions", PATIENCE),
        (delivery("search"), "search", PATIENCE),
        (delivery("elastic"), "search", PATIENCE),
        (delivery("mail"), "mails", PATIENCE),
        (delivery("alert"), "mails", PATIENCE),
        (mail, "mails", SERVERS_PATIENCE),
    ],
)
def test_late_is_what_waits_longer_than_it_should(now, waits, name, patience, client):
    since = now - patience
    waits(since)
    assert late(now - SECOND) == {}
    assert late(now) == {name: since}
    response = client.get("/readyz")
    assert (response.status_code, list(response.json()["late"])) == (200, [name]), "pages are served all the same"
    (warning,) = [found for found in run_checks(include_deployment_checks=True) if found.id == "cases.W002"]
    assert name in warning.msg
    assert WORKERS[name] in warning.hint


def test_a_mail_that_ended_is_not_late(now):
    mail(now - timedelta(days=4))
    Mail.objects.update(ended_at=now)
    assert late(now) == {}


def test_six_questions(now, django_assert_num_queries):
    with django_assert_num_queries(6):
        late(now)


class TestFrozenDays:
    """More than a day has ended since the last that was frozen."""

    def test_nothing_is_late_where_nothing_ever_happened(self, now):
        assert late(now + timedelta(days=9)) == {}

    def test_since_the_first_event_where_no_day_was_ever_frozen(self, now):
        first = walk_to("received").case.events.get().recorded_at
        Delivery.objects.all().delete()
        limit = first + timedelta(days=1) + NIGHTS_PATIENCE
        assert late(limit) == {}
        assert late(limit + SECOND) == {"snapshots": first}

    def test_since_the_end_of_the_day_frozen_last(self, now):
        a_snapshot(ended_at=now - timedelta(days=9), frozen_at=now)
        newest = a_snapshot(date(2026, 3, 20), ended_at=now, frozen_at=now + SECOND)
        limit = newest.ended_at + timedelta(days=1) + NIGHTS_PATIENCE
        assert late(limit) == {}
        assert late(limit + SECOND) == {"snapshots": newest.ended_at}
