"""Contacts, exactly: what is kept of whom, read by which case alone, and told to the mailer in which order."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction

from cases.contacts.access import (
    Purpose,
    addresses_to_tell,
    can_read,
    erase_address,
    just_read,
    keep_address,
    keep_contact,
    read_contacts,
    take_address,
)
from cases.contacts.models import Contact, ContactAccess, ContactOfReport
from cases.models import FigureReport
from cases.ports import PORTS
from tests.accounts import an_account
from tests.factories import START, a_case

pytestmark = pytest.mark.django_db

MOMENT, HOUR = timedelta(microseconds=1), timedelta(hours=1)
MAY = {"codename": "view_contact", "content_type__app_label": "contacts"}


def a_reader(**fields):
    account = an_account(**fields)
    account.user_permissions.add(Permission.objects.get(**MAY))
    return type(account).objects.get(pk=account.pk)


def test_what_is_kept_of_a_reporter_is_what_was_given_and_a_token():
    case, other, reader = a_case("received"), a_case("received"), a_reader()
    kept = keep_contact(case, name="Lê Thị Kín", email="kin@hue.example", phone="0901234567")
    later = keep_contact(case, phone="0907654321")
    keep_contact(other, name="Người khác")
    first, second = read_contacts(case, by=reader, purpose=Purpose.ASK, at=START)
    assert (first, second) == (kept, later), "the oldest first"
    assert (first.name, first.email, first.phone) == ("Lê Thị Kín", "kin@hue.example", "0901234567")
    assert (second.name, second.email, second.phone) == ("", "", "0907654321")
    assert first.token != second.token
    assert [each.name for each in read_contacts(other, by=reader, purpose=Purpose.LAW, at=START)] == ["Người khác"]
    Contact.objects.filter(case=case).delete()
    assert just_read(case, by=reader, at=START) == [], "what was read is shown as it is now"


def test_who_reads_in_a_change_that_fails_has_read_nothing():
    case, reader = a_case("received"), a_reader()

    def fail():
        with transaction.atomic():
            read_contacts(case, by=reader, purpose=Purpose.TELL, at=START)
            assert ContactAccess.objects.count() == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not ContactAccess.objects.exists()
    assert just_read(case, by=reader, at=START) is None


def test_the_right_to_read_comes_by_a_group_too_and_no_other_right_gives_it():
    case = a_case("received")
    group = Group.objects.create(name="Liên hệ")
    group.permissions.add(Permission.objects.get(**MAY))
    member = an_account()
    member.groups.add(group)
    assert can_read(member)
    assert read_contacts(case, by=member, purpose=Purpose.CORRECT, at=START) == []
    officer = an_account("answer", "follow", agency="Sở Y tế")
    assert not can_read(officer)
    with pytest.raises(PermissionDenied):
        read_contacts(case, by=officer, purpose=Purpose.ASK, at=START)
    seen = list(ContactAccess.objects.values_list("account", "account_name", "purpose"))
    assert seen == [(member.pk, member.username, "correct")]


def test_a_moment_is_of_one_reading_and_a_later_one_begins_another():
    case, reader = a_case("received"), a_reader()
    kept = [keep_contact(case, name="Lê Thị Kín")]
    for at in (START, START + HOUR):
        read_contacts(case, by=reader, purpose=Purpose.ASK, at=at)
    asked = [START + HOUR - MOMENT, START + HOUR, START + HOUR + timedelta(seconds=59)]
    assert [just_read(case, by=reader, at=at) for at in asked] == [None, kept, kept]
    written = ContactAccess.objects.order_by("-pk").values_list("read_at", flat=True)
    assert list(written) == [START + HOUR, START]
    assert [row.read_at for row in ContactAccess.objects.all()] == [START, START + HOUR], "in the order of reading"


def test_addresses_are_told_in_the_order_they_came_in_and_by_the_port_that_keeps_them():
    said = {"page": "/so-lieu/", "figure": "84 %", "expected": "48 %", "sent_at": START}
    done = {"answered_at": START, "answer": "Đã sửa"}
    reports = {
        "a@hue.example": {"state": "declined", **done},
        "b@hue.example": {"state": "accepted", **done},
        "c@hue.example": {"state": "dropped", "answered_at": START},
        "d@hue.example": {},
    }
    found = {address: FigureReport.objects.create(**said, **fields) for address, fields in reports.items()}
    for address in ("c@hue.example", "d@hue.example", "b@hue.example", "a@hue.example"):
        PORTS.addresses(found[address], address)
    told = ["c@hue.example", "b@hue.example", "a@hue.example"]
    assert [address for _report, address in addresses_to_tell(START)] == told
    assert [report for report, _address in addresses_to_tell(START)] == [found[address] for address in told]
    assert PORTS.addresses is keep_address
    without = FigureReport.objects.create(**said, state="accepted", **done)
    assert not take_address(without, now=START), "nobody left an address there"
    assert take_address(found["b@hue.example"], now=START)
    assert ContactOfReport.objects.get(report=found["b@hue.example"]).try_at == START + HOUR
    assert ContactOfReport.objects.filter(try_at=None).count() == 3, "the others are taken one by one"
    erase_address(found["a@hue.example"])
    assert [address for _report, address in addresses_to_tell(START)] == ["c@hue.example"]
    assert FigureReport.objects.filter(pk=found["a@hue.example"].pk).exists(), "the report stays"
