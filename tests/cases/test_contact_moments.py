"""Contacts that were just asked for are shown for a minute, to who asked; an address is written to once an hour."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from cases.contacts.access import (
    Purpose,
    addresses_to_tell,
    erase_address,
    just_read,
    keep_address,
    keep_contact,
    read_contacts,
    take_address,
)
from cases.contacts.models import Contact, ContactAccess, ContactOfReport
from cases.models import FigureReport
from tests.accounts import an_account
from tests.factories import START, a_case

pytestmark = pytest.mark.django_db

MOMENT, MINUTE, HOUR = timedelta(microseconds=1), timedelta(minutes=1), timedelta(hours=1)


def a_reader():
    account = an_account()
    account.user_permissions.add(Permission.objects.get(codename="view_contact"))
    return type(account).objects.get(pk=account.pk)


def test_what_was_just_read_is_shown_for_a_minute_to_who_read_it_and_written_down_once():
    case, other = a_case("received"), a_case("received")
    kept = [keep_contact(case, name="Lê Thị Kín"), keep_contact(case, phone="0901234567")]
    keep_contact(other, email="khac@hue.example")
    reader, colleague, nobody = a_reader(), a_reader(), an_account()
    assert just_read(case, by=reader, at=START) is None
    assert read_contacts(case, by=reader, purpose=Purpose.ASK, at=START) == kept
    asked = [START - MOMENT, START, START + MINUTE - MOMENT, START + MINUTE]
    assert [just_read(case, by=reader, at=at) for at in asked] == [None, kept, kept, None]
    assert just_read(case, by=colleague, at=START) is None
    assert just_read(other, by=reader, at=START) is None
    ContactAccess.objects.update(account=nobody)  # who may not any more sees nothing, though it was written down
    assert just_read(case, by=nobody, at=START) is None
    assert ContactAccess.objects.count() == 1


def test_where_nobody_left_a_contact_just_having_read_shows_that():
    case, reader = a_case("received"), a_reader()
    read_contacts(case, by=reader, purpose=Purpose.TELL, at=START)
    assert just_read(case, by=reader, at=START) == []


def test_every_contact_has_a_token_of_its_own_that_nobody_guesses():
    case = a_case("received")
    tokens = {keep_contact(case).token for _ in range(5)}
    assert len(tokens) == 5
    assert min(map(len, tokens)) >= 40
    assert Contact.objects.filter(name="", email="", phone="").count() == 5


def test_an_address_is_kept_once_taken_once_an_hour_and_erased():
    said = {"page": "/so-lieu/", "figure": "84 %", "expected": "48 %", "sent_at": START}
    waits, dropped, answered = (FigureReport.objects.create(**said) for _ in range(3))
    for report, address in [(waits, "a@hue.example"), (dropped, "b@hue.example"), (answered, "c@hue.example")]:
        keep_address(report, address)
        keep_address(report, "muon@hue.example")
    FigureReport.objects.filter(pk=dropped.pk).update(state="dropped", answered_at=START)
    done = {"state": "accepted", "answered_at": START, "answer": "Đã sửa"}
    FigureReport.objects.filter(pk=answered.pk).update(**done)

    def to_tell(at):
        return [address for _report, address in addresses_to_tell(at)]

    assert to_tell(START) == ["b@hue.example", "c@hue.example"]
    assert [take_address(answered, now=START), take_address(answered, now=START)] == [True, False]
    assert to_tell(START) == to_tell(START + HOUR - MOMENT) == ["b@hue.example"]
    assert to_tell(START + HOUR) == ["b@hue.example", "c@hue.example"]
    assert not take_address(answered, now=START + HOUR - MOMENT)
    assert take_address(answered, now=START + HOUR)
    erase_address(dropped)
    erase_address(dropped)
    assert set(ContactOfReport.objects.values_list("email", flat=True)) == {"a@hue.example", "c@hue.example"}
    assert str(ContactOfReport.objects.get(report=waits)) == f"contact of report {waits.pk}"
