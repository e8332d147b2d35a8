"""The ledger is append-only in the database itself, and says so when it is not."""

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from cases.checks import check_triggers
from cases.models import Event, triggers
from tests.factories import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return a_case("received").events.get()


@pytest.fixture
def without_triggers():
    """No triggers inside the test; they are back after it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    triggers.remove(connection)
    yield
    triggers.install(connection)


def run(statement, values=()):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def test_events_are_inserted(event):
    assert Event.objects.filter(pk=event.pk).exists()


def test_no_event_is_updated(event):
    with pytest.raises(IntegrityError, match=triggers.REFUSAL):
        run("UPDATE cases_event SET role = 'citizen' WHERE id = %s", [event.pk])
    with pytest.raises(IntegrityError, match=triggers.REFUSAL), transaction.atomic():
        event.save()
    with pytest.raises(IntegrityError, match=triggers.REFUSAL), transaction.atomic():
        Event.objects.update(role="citizen")


def test_no_event_is_deleted(event):
    with pytest.raises(IntegrityError, match=triggers.REFUSAL):
        run("DELETE FROM cases_event WHERE id = %s", [event.pk])
    with pytest.raises(IntegrityError, match=triggers.REFUSAL), transaction.atomic():
        event.delete()
    with pytest.raises(IntegrityError, match=triggers.REFUSAL), transaction.atomic():
        Event.objects.all().delete()


@pytest.mark.parametrize("statement", ["TRUNCATE cases_event", "TRUNCATE cases_event CASCADE"])
def test_events_are_not_truncated(event, statement):
    if connection.vendor == "sqlite":
        statement = "DELETE FROM cases_event"  # what stands for it there, and SQLite's own shortcut for it
    else:
        run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match=triggers.REFUSAL):
        run(statement)


def test_a_case_with_events_is_not_deleted(event):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError), transaction.atomic():
        event.case.delete()


def test_without_them_anything_can_be_done(event, without_triggers):
    """So that the tests above fail when the triggers are gone."""
    run("UPDATE cases_event SET role = 'citizen' WHERE id = %s", [event.pk])
    run("DELETE FROM cases_event WHERE id = %s", [event.pk])
    assert not Event.objects.exists()


def test_check_names_each_missing_trigger(without_triggers):
    found = check_triggers(None, databases=["default"])
    assert [error.id for error in found] == ["cases.E003"] * len(triggers.wanted(connection.vendor))
    for error, name in zip(found, triggers.wanted(connection.vendor), strict=True):
        assert name in error.msg


def test_check_says_nothing_where_all_is_well():
    assert check_triggers(None, databases=["default"]) == []
    assert triggers.missing(connection) == []


def test_check_asks_only_the_databases_it_is_given(without_triggers):
    assert check_triggers(None) == []
    assert not [e for e in checks.run_checks(databases=None) if e.id == "cases.E003"]
    assert [e for e in checks.run_checks(databases=["default"]) if e.id == "cases.E003"]


def test_check_waits_for_the_first_migrate(monkeypatch, without_triggers):
    monkeypatch.setattr(triggers, "TABLE", "cases_event_not_there")
    assert check_triggers(None, databases=["default"]) == []
    triggers.install(connection)  # nothing to install on either


def test_migrate_puts_them_back(without_triggers):
    assert triggers.missing(connection)
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


def test_installing_again_changes_nothing():
    triggers.install(connection)
    triggers.install(connection)
    assert triggers.missing(connection) == []


def lift_and_fail(away):
    with triggers.lifted(connection):
        away += triggers.missing(connection)
        raise ZeroDivisionError


def test_lifted_puts_them_back_after_an_error(event):
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
    away = []
    with pytest.raises(ZeroDivisionError):
        lift_and_fail(away)
    assert away == list(triggers.wanted(connection.vendor))
    assert triggers.missing(connection) == []


def test_a_disabled_trigger_is_a_missing_one(event):
    if connection.vendor == "sqlite":
        return  # SQLite cannot disable one
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run(f"ALTER TABLE cases_event DISABLE TRIGGER {triggers.NAMES[0]}")
    assert triggers.missing(connection) == [triggers.NAMES[0]]


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_can_still_empty_the_database():
    a_case("received")
    assert Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_find_the_triggers_in_place():
    assert triggers.missing(connection) == []
    with pytest.raises(IntegrityError, match=triggers.REFUSAL):
        run("DELETE FROM cases_event WHERE id = %s", [a_case("received").events.get().pk])
