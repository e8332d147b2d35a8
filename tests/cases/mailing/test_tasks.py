"""What calls for mails: the change after its commit, the worker of the outbox, the nightly run; and who sends them."""

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task_backends
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from cases.mailing import tasks
from cases.models import Delivery, Mail
from tests.cases.mailing.conftest import someone
from tests.factories import walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(settings):
    """As in production: a worker of its own sends."""
    settings.TASKS = {
        "default": settings.TASKS["default"],
        "mails": {"BACKEND": settings.QUEUED, "QUEUES": ["mails"]},
    }


@pytest.fixture(autouse=True)
def _keep_connection(monkeypatch):
    """The worker closes its connection now and then: here it is that of the test."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


def works():
    call_command("db_worker", "--backend=mails", "--queue-name=mails", "--batch", "--no-startup-delay", verbosity=0)


def back(callbacks=None):
    walk = walk_to("awaiting").later(hours=1)
    if callbacks is None:
        return walk.return_answer()
    with callbacks(execute=True):
        return walk.return_answer()


def test_without_a_worker_it_is_sent_after_the_commit(office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as calls:
        walk = walk_to("awaiting").later(hours=1).return_answer()
        assert outbox.outbox == [], "not within the change"
        assert not Mail.objects.exists()
    assert calls
    back(django_capture_on_commit_callbacks)
    assert len(outbox.outbox) == 4, "what was left by the first goes along"
    assert not Delivery.objects.filter(case=walk.case, consumer="mail").exists()


def test_a_change_that_tells_nobody_calls_nobody(office, monkeypatch, django_capture_on_commit_callbacks):
    called = []
    monkeypatch.setattr(tasks, "is_anything_due", lambda: called.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        walk_to("answered")
    assert called == []


def test_with_a_worker_nothing_is_sent_until_it_comes(office, queued, django_capture_on_commit_callbacks):
    back(django_capture_on_commit_callbacks)
    back(django_capture_on_commit_callbacks)
    assert outbox.outbox == []
    assert DBTaskResult.objects.count() == 1, "one call is enough"
    works()
    assert len(outbox.outbox) == 4
    assert set(DBTaskResult.objects.values_list("status", "backend_name", "queue_name")) == {
        ("SUCCESSFUL", "mails", "mails")
    }
    back(django_capture_on_commit_callbacks)
    assert DBTaskResult.objects.count() == 2, "and the next change calls anew"


def test_a_task_that_was_killed_is_in_nobodys_way(office, queued, django_capture_on_commit_callbacks):
    back(django_capture_on_commit_callbacks)
    DBTaskResult.objects.update(status="RUNNING")  # for good: its worker is gone
    call_command("work_outbox", "--once")
    works()
    assert len(outbox.outbox) == 2


def test_the_outbox_worker_calls_for_what_waits_and_for_nothing_else(office, queued):
    call_command("work_outbox", "--once")
    assert not DBTaskResult.objects.exists()
    back()
    call_command("work_outbox", "--once")
    call_command("work_outbox", "--once")
    assert DBTaskResult.objects.count() == 1


def test_nothing_raises_where_no_worker_can_be_called(office, monkeypatch, caplog, django_capture_on_commit_callbacks):
    monkeypatch.setattr(tasks, "is_called", lambda: 1 / 0)
    back(django_capture_on_commit_callbacks)
    assert "they wait" in caplog.text
    monkeypatch.undo()
    tasks.wake()
    assert len(outbox.outbox) == 2


def test_the_cms_keeps_a_queue_of_its_own():
    assert set(task_backends["mails"].queues) == {"mails"}
    assert "mails" not in task_backends["default"].queues


def test_the_nightly_command(office, capsys):
    call_command("send_digests")
    call_command("send_digests")
    assert capsys.readouterr().out.split() == ["1", "0"]
    someone("hai", "follow_up")
    call_command("send_digests")
    assert capsys.readouterr().out.split() == ["1"]


def test_the_nightly_command_tidies_up_after_the_worker(office, queued):
    back()
    tasks.wake()
    works()
    DBTaskResult.objects.update(finished_at=timezone.now() - timezone.timedelta(days=15))
    call_command("send_digests")
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"READY"}, "the call for today's digests"
