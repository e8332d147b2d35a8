"""`manage.py verify_ledger`: says where the ledger is not whole, and ends with status 1 then."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases.models import Case, Event, triggers
from tests.cases.actions.tampering import tampering
from tests.factories import walk_to

pytestmark = pytest.mark.django_db


def verify(*arguments):
    """Standard output, and what it ended with (None where all was well)."""
    out = StringIO()
    try:
        call_command("verify_ledger", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), error
    return out.getvalue(), None


@pytest.fixture
def case():
    return walk_to("answered").case


@pytest.fixture
def broken(case):
    with tampering() as sql:
        sql("UPDATE cases_event SET role = 'citizen' WHERE case_id = %s AND seq = 5", [case.pk])
    return case


def test_a_whole_ledger_is_counted(case):
    out, error = verify()
    counts, digest = out.strip().rsplit("=", 1)
    assert error is None
    assert counts == "cases=1 events=6 digest"
    assert len(digest) == 64


def test_as_json(case):
    told = json.loads(verify("--json")[0])
    assert (told["cases"], told["events"], told["findings"]) == (1, Event.objects.count(), [])
    assert verify("--json")[0] == verify("--json")[0]
    walk_to("received")
    assert json.loads(verify("--json")[0])["digest"] != told["digest"]


def test_what_is_wrong_is_said_with_its_place(broken):
    out, error = verify()
    assert out.splitlines()[0] == f"case {broken.number}, event 5: is not what was recorded"
    assert error.returncode == 1
    assert str(error) == "The ledger is not whole: 1 found."


def test_what_is_wrong_as_json(broken):
    out, error = verify("--json")
    assert json.loads(out)["findings"] == [{"what": "is not what was recorded", "case": broken.number, "seq": 5}]
    assert error.returncode == 1


def test_a_missing_trigger_does_not_keep_it_from_running(case):
    with tampering():
        out, error = verify()
    assert f"ledger: the trigger {triggers.NAMES[0]} is missing" in out
    assert error
    assert verify()[1] is None


def test_the_case_is_named_by_its_public_number(case):
    Case.objects.filter(pk=case.pk).update(number=183_000, state="in_progress")
    assert verify()[0].startswith("case 183000: is in_progress, by its events answered")


def test_it_writes_nothing(case):
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        verify()
    assert not [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
