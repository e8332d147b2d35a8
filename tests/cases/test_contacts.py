"""Reporters' contacts: a table of their own that nothing public can reach."""

import ast
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from cases import contacts
from cases.contacts.models import Contact
from cases.models import Case
from tests.factories import a_case

CASES = Path(contacts.__file__).parents[1]


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
