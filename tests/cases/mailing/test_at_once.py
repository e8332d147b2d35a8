"""Several workers at once: no mail is made or sent twice, and none is left."""

import pytest
from django.core import mail as outbox
from django.utils import timezone

from cases.mailing.making import make_digests, make_mails
from cases.mailing.sending import send_mails
from cases.models import MAILS, Delivery, Mail
from tests.cases.actions.conftest import writers  # noqa: F401 - a fixture
from tests.cases.actions.test_writers import WRITERS
from tests.cases.mailing.conftest import someone
from tests.factories import walk_to

pytestmark = pytest.mark.django_db(transaction=True)


def test_workers_that_come_at_once_send_each_mail_once(writers, settings):  # noqa: F811 - the fixture
    nobody = {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["mails"]}
    settings.TASKS = {**settings.TASKS, "mails": nobody}  # who returns an answer sends nothing here
    for name in ("hoa", "theo"):
        someone(name, "follow_up")
    for _ in range(3):
        walk_to("awaiting").later(hours=1).return_answer()
    together = writers()
    now = timezone.now()

    def work():
        make_digests(day=timezone.localdate(now), now=now)
        make_mails(now=now)
        return send_mails(now=now)

    together.at_once(*[work] * WRITERS)
    assert together.faults == []
    together.at_once(work)  # what one had just taken when the others looked
    to = sorted(letter.to[0] for letter in outbox.outbox)
    assert to == ["hoa@hue.example"] * 4 + ["theo@hue.example"] * 4, "three returns, and the day's digest"
    assert sum(together.results) == len(to)
    assert together.ask(lambda: Mail.objects.waiting().count()) == 0
    assert together.ask(lambda: Delivery.objects.filter(consumer__in=MAILS).count()) == 0
