"""A mail goes out once. A mail server that fails in whatever way delays mails, and nothing else."""

import logging
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from cases.mailing import sending
from cases.mailing.making import make_digests
from cases.models import Mail, MailKind
from tests.cases.mailing.conftest import run
from tests.factories import ago, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(office):
    """Two mails that wait: to hoa and to theo."""
    return walk_to("awaiting").later(hours=1).return_answer()


def left():
    """What waits, by attempts and error."""
    return sorted(Mail.objects.waiting().values_list("account__username", "attempts", "last_error"))


def ended():
    return sorted(Mail.objects.filter(ended_at__isnull=False).values_list("account__username", "sent", "last_error"))


BOTH = ["hoa@hue.example", "theo@hue.example"]


def test_it_arrives_once_at_a_real_server(returned, sink):
    assert run() == 2
    assert run(minutes=200) == 0
    assert sink.to() == BOTH
    assert sink.connections == 1, "one conversation for all"
    assert ended() == [("hoa", True, ""), ("theo", True, "")]
    letter = sink.mails[0]
    assert letter["Subject"].strip() == f"Phản ánh {returned.case.number}: câu trả lời bị trả lại"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert "Lý do" in letter.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("verb", "fault", "error", "tried"),
    [
        ("EHLO", "hang up", "SMTPServerDisconnected", 1),
        ("MAIL", "451 later", "SMTPSenderRefused 451", 2),
        ("RCPT", "450 mailbox busy", "SMTPRecipientsRefused", 2),
        ("DATA", "452 full", "SMTPDataError 452", 2),
        ("DATA", "hang up", "SMTPServerDisconnected", 1),
        ("END", "hang up", "SMTPServerDisconnected", 1),
        ("END", "554 no", "SMTPDataError 554", 2),
    ],
)
def test_a_failing_server_delays_mails(returned, sink, caplog, verb, fault, error, tried):
    sink.faults[verb] = fault
    assert run() == 0
    assert sink.mails == []
    assert [row for row in left() if row[1]] == [("hoa", 1, error), ("theo", 1, error)][:tried]
    assert "hue.example" not in caplog.text, "no address in the log"
    sink.faults.clear()
    assert run() == 2 - tried, "what was tried waits, and what was not does not"
    assert run(minutes=2) == tried
    assert sink.to() == BOTH
    assert run(minutes=500) == 0


@pytest.mark.parametrize(("verb", "fault"), [("EHLO", "hang up"), ("DATA", "452 full"), ("END", "554 no")])
def test_a_digest_that_a_server_refuses_comes_once_later(office, sink, verb, fault):
    """Of a day with work past due; nobody is told twice, however often the nightly run is called."""
    walk_to("assigned", at=ago(days=40))
    now, today = timezone.now(), timezone.localdate()
    assert make_digests(day=today, now=now) == 1  # who follows the term
    sink.faults[verb] = fault
    assert run() == 0
    assert (sink.mails, left()[0][:2]) == ([], ("theo", 1))
    assert make_digests(day=today, now=now) == 0
    sink.faults.clear()
    assert run() == 0, "it waits before it is tried again"
    assert run(minutes=2) == 1
    assert make_digests(day=today, now=now) == 0
    assert run(minutes=500) == 0
    assert sink.to() == ["theo@hue.example"]


def test_a_digest_of_yesterday_is_not_sent_beside_todays(office, sink):
    walk_to("assigned", at=ago(days=40))
    now, today = timezone.now(), timezone.localdate()
    make_digests(day=today - timedelta(days=1), now=now)
    make_digests(day=today, now=now)
    assert run() == 1
    assert run(minutes=500) == 0
    assert Mail.objects.waiting().count() == 0


def test_no_server_at_all(returned, settings, sink):
    sink.__exit__()
    assert run() == 0
    assert ("hoa", 1, "ConnectionRefusedError") in left()


def test_the_same_mail_is_known_by_its_id_when_it_is_tried_again(returned, sink, monkeypatch):
    sink.faults["END"] = None
    ids = []
    write = sending.write
    monkeypatch.setattr(sending, "write", lambda mail, now: ids.append(write(mail, now=now)) or ids[-1])
    sink.faults["END"] = "hang up"
    run()
    sink.faults.clear()
    run(minutes=2)
    tries = [letter.extra_headers["Message-ID"] for letter in ids if letter.to == ["hoa@hue.example"]]
    assert len(tries) == 2
    assert len(set(tries)) == 1
    assert len({mail["Message-ID"] for mail in sink.mails}) == 2


def test_pauses_grow_to_an_hour_and_after_three_days_it_is_given_up(returned, sink, caplog):
    sink.faults["EHLO"] = "hang up"
    Mail.objects.all().delete()
    run()
    Mail.objects.exclude(account__username="hoa").delete()
    pauses, now = [], timezone.now()
    while Mail.objects.waiting().exists():
        due = Mail.objects.get().try_at
        pauses.append(round((due - now).total_seconds() / 60))
        now = due
        sending.send_mails(now=now)
    assert pauses[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert now - Mail.objects.get().made_at < sending.GIVEN_UP + timedelta(hours=1)
    assert ended() == [("hoa", False, "SMTPServerDisconnected")]
    assert "given up" in caplog.text


def test_a_worker_that_is_killed_while_it_hands_a_mail_over_sends_none_twice(returned, monkeypatch, caplog):
    """Nobody can know whether the server has it: the digest of the next day says the same."""
    run_out = EmailBackend.send_messages

    def killed(self, messages):
        run_out(self, messages)
        raise KeyboardInterrupt

    monkeypatch.setattr(EmailBackend, "send_messages", killed)
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.undo()
    assert len(outbox.outbox) == 1
    assert run() == 1, "the other one"
    assert run(minutes=6) == 0
    assert sorted(letter.to[0] for letter in outbox.outbox) == BOTH
    assert ("hoa", False, "worker ended") in ended()
    assert "not sent again" in caplog.text


def test_a_worker_that_is_killed_before_that_leaves_it_to_the_next(returned, monkeypatch):
    def killed(mail, now):
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.undo()
    assert run() == 1, "the taken one is looked at again after its lease"
    assert run(minutes=6) == 1
    assert sorted(letter.to[0] for letter in outbox.outbox) == BOTH


def test_a_mail_that_cannot_be_written_holds_up_no_other(returned, monkeypatch, caplog):
    write = sending.write

    def broken(mail, now):
        if mail.account.username == "hoa":
            raise RuntimeError("a fault of ours")
        return write(mail, now=now)

    monkeypatch.setattr(sending, "write", broken)
    assert run() == 1
    assert left() == [("hoa", 1, "RuntimeError")]
    assert "cannot be written" in caplog.text


@pytest.mark.parametrize(
    "address", ["hoa@hue..example", "hoa,theo@hue.example", f"hoa@{'ế' * 70}.example"], ids=["dots", "two", "long"]
)
def test_an_address_that_is_none_holds_up_no_other_and_can_be_mended(returned, office, sink, address):
    hoa = office["hoa"]
    hoa.email = address
    hoa.save()
    assert run() == 1
    assert sink.to() == BOTH[1:]
    assert [(name, error.endswith("Error")) for name, _attempts, error in left()] == [("hoa", True)]
    hoa.email = BOTH[0]
    hoa.save()
    assert run(minutes=2) == 1
    assert sink.to() == BOTH


def test_who_leaves_before_it_is_sent_gets_none(returned, office):
    office["hoa"].is_active = False
    office["hoa"].save()
    assert run() == 1, "made for theo alone"
    Mail.objects.all().delete()
    walk_to("awaiting").later(hours=1).return_answer()
    sending_to = office["theo"]
    from cases.mailing.making import make_mails

    make_mails(now=timezone.now())
    sending_to.email = ""
    sending_to.save()
    assert sending.send_mails() == 0
    assert ended() == [("theo", False, "nothing to say")]


def test_an_office_without_the_case_any_more_gets_none(returned):
    returned.later(hours=1).transfer()
    assert run() == 0
    assert {error for _name, _sent, error in ended()} == {"nothing to say"}


def test_nothing_to_send_asks_no_server(sink, office):
    assert run() == 0
    assert sink.connections == 0


def test_kinds_in_the_log_are_codes(caplog):
    caplog.set_level(logging.WARNING)
    assert sending.told(ConnectionRefusedError(111, "to 10.0.0.1")) == "ConnectionRefusedError"
    assert str(MailKind.RETURNED) == "returned"
