"""Reporters' contacts: a table of their own that nothing public can reach."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cases import contacts
from cases.contacts.access import can_read, read_contacts
from cases.contacts.models import Contact, ContactAccess, Purpose
from cases.models import Case
from tests.factories import a_case
from tests.shared_data import ROOT

CASES = Path(contacts.__file__).parents[1]
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def imports(file):
    """Names of the modules a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", ["models", "public", "rules", "accountability"])
def test_nothing_public_imports_them(package):
    files = list((CASES / package).rglob("*.py"))
    assert files
    for file in files:
        assert not [name for name in imports(file) if name.startswith("cases.contacts")], file


def test_a_case_has_no_way_to_its_contact():
    reaching = [f for f in Case._meta.get_fields(include_hidden=True) if f.related_model is Contact]
    assert all(field.hidden for field in reaching)
    assert not [name for name in dir(Case) if "contact" in name.lower()]


def test_contacts_are_an_app_of_their_own():
    assert Contact._meta.app_label == "contacts"
    assert Contact._meta.default_permissions == ("view",)


@pytest.mark.django_db
def test_a_contact_is_called_by_its_case_alone():
    contact = Contact.objects.create(case=a_case("received"), name="Lê Thị Kín", email="kin@example.vn", token="t")
    assert str(contact) == f"contact of {contact.case_id}"


@pytest.mark.django_db
def test_a_token_is_given_once():
    case = a_case("received")
    Contact.objects.create(case=case, token="t")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(case=case, token="t")


# --- the door --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["portal", "home", "search", "cases"])
def test_there_is_no_other_door(part):
    """Only the app itself reads the tables; everybody else asks `access`, which writes down who asked."""
    files = [f for f in (ROOT / part).rglob("*.py") if "contacts" not in f.parts]
    assert files
    for file in files:
        assert not [name for name in imports(file) if name.startswith("cases.contacts.models")], file
        assert 'get_model("contacts"' not in file.read_text(encoding="utf-8"), file


def a_reader(name="mai", *, may=True, **fields):
    """An account of the Center."""
    user = get_user_model().objects.create_user(name, **fields)
    if may:
        user.user_permissions.add(Permission.objects.get(codename="view_contact"))
    return get_user_model().objects.get(pk=user.pk)


@pytest.fixture
def case(db):
    """A case with two contacts, beside another one with its own."""
    case = a_case("received")
    Contact.objects.create(case=case, name="Lê Thị Kín", email="kin@example.vn", token="a")
    Contact.objects.create(case=case, phone="0901234567", token="b")
    Contact.objects.create(case=a_case("received"), name="Người khác", token="c")
    return case


@pytest.mark.parametrize("purpose", Purpose)
def test_who_reads_is_written_down(case, purpose):
    reader = a_reader()
    found = read_contacts(case, by=reader, purpose=purpose, at=AT)
    assert [contact.token for contact in found] == ["a", "b"]
    row = ContactAccess.objects.get()
    assert (row.case, row.account, row.account_name, row.purpose, row.read_at) == (case, reader, "mai", purpose, AT)


def test_every_time(case):
    reader = a_reader()
    for n in range(3):
        read_contacts(case, by=reader, purpose=Purpose.ASK, at=AT + timedelta(minutes=n))
    assert [row.read_at.minute for row in ContactAccess.objects.all()] == [0, 1, 2]


@pytest.mark.django_db
def test_where_there_is_none_too():
    assert read_contacts(a_case("received"), by=a_reader(), purpose=Purpose.ASK, at=AT) == []
    assert ContactAccess.objects.count() == 1


@pytest.mark.parametrize("fields", [{"may": False}, {"is_active": False}, {"may": False, "is_staff": True}])
def test_who_may_not_learns_nothing(case, fields):
    reader = a_reader(**fields)
    assert not can_read(reader)
    with pytest.raises(PermissionDenied):
        read_contacts(case, by=reader, purpose=Purpose.ASK, at=AT)
    assert not ContactAccess.objects.exists()


def test_superusers_are_written_down_like_anybody(case):
    read_contacts(case, by=a_reader(may=False, is_superuser=True), purpose=Purpose.LAW, at=AT)
    assert ContactAccess.objects.get().account_name == "mai"


@pytest.mark.parametrize("purpose", ["", "curiosity"])
def test_nothing_without_a_purpose(case, purpose):
    with pytest.raises(ValueError, match="is not a valid Purpose"):
        read_contacts(case, by=a_reader(), purpose=purpose, at=AT)
    assert not ContactAccess.objects.exists()


def test_a_row_that_cannot_be_written_gives_nothing(case, monkeypatch):
    def fail(**fields):
        raise IntegrityError

    monkeypatch.setattr(ContactAccess.objects, "create", fail)
    with pytest.raises(IntegrityError):
        read_contacts(case, by=a_reader(), purpose=Purpose.ASK, at=AT)


def test_an_account_that_goes_leaves_its_name(case):
    reader = a_reader()
    read_contacts(case, by=reader, purpose=Purpose.TELL, at=AT)
    reader.delete()
    row = ContactAccess.objects.get()
    assert (row.account, row.account_name) == (None, "mai")
    assert str(row) == f"tell: contacts of {case.pk}"


def test_contacts_that_go_leave_the_row(case):
    read_contacts(case, by=a_reader(), purpose=Purpose.CORRECT, at=AT)
    Contact.objects.all().delete()
    assert ContactAccess.objects.count() == 1


def test_one_row_and_one_question(case, django_assert_num_queries):
    reader = a_reader()
    assert can_read(reader)
    with django_assert_num_queries(4):  # the row and the question, within a savepoint
        read_contacts(case, by=reader, purpose=Purpose.ASK, at=AT)
