"""Who left an address with a report of a wrong figure is written to once, and the address is gone then."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from cases.actions.actor import CENTER, CITIZEN
from cases.actions.figure_reports import answer_figure_report, drop_figure_report, report_figure
from cases.contacts.access import keep_address
from cases.contacts.models import ContactOfReport
from cases.mailing.reporters import tell_reporters
from cases.mailing.tasks import is_anything_due
from tests.factories import START

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    said = {"page": "/so-lieu/", "figure": "Đúng hạn", "expected": "48 %", "source": ""}
    found = report_figure(**said, by=CITIZEN, at=START)
    keep_address(found, "mai@hue.example")
    keep_address(found, "khac@hue.example")
    return found


def answered(report):
    return answer_figure_report(report=report, accepted=True, answer="Đã sửa.", shown=True, by=CENTER, at=START)


def test_nothing_before_the_answer_and_one_letter_after_it(report):
    assert not is_anything_due()
    assert tell_reporters(now=START) == 0
    answered(report)
    assert is_anything_due()
    assert [tell_reporters(now=START), tell_reporters(now=START)] == [1, 0]
    (letter,) = mail.outbox
    assert letter.to == ["mai@hue.example"]
    assert "Đã sửa." in letter.body
    assert "/so-lieu/bao-sai/" in letter.body
    assert not ContactOfReport.objects.exists()


def test_what_is_dropped_is_not_written_about(report):
    drop_figure_report(report=report, by=CENTER, at=START)
    assert tell_reporters(now=START) == 0
    assert (mail.outbox, ContactOfReport.objects.exists()) == ([], False)


@pytest.mark.parametrize("fault", [SMTPException, UnicodeError], ids=["away", "no address"])
def test_what_cannot_be_sent_is_tried_again_within_three_days(report, monkeypatch, fault):
    def away(*_arguments):
        raise fault

    answered(report)
    monkeypatch.setattr(EmailBackend, "send_messages", away)
    assert tell_reporters(now=START) == 0
    monkeypatch.undo()
    assert tell_reporters(now=START + timedelta(minutes=59)) == 0, "not every second"
    assert ContactOfReport.objects.exists()
    monkeypatch.setattr(EmailBackend, "send_messages", away)
    tell_reporters(now=START + timedelta(days=3))
    assert not ContactOfReport.objects.exists(), "given up"
