"""`manage.py demo` without a city and without a server: what it refuses, what it tells, what it becomes, what ends."""

import os
import re
import signal
import socket
import sys
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import CommandError, call_command

from cases.demo import serving
from cases.management.commands import demo
from cases.models import Agency
from tests.factories import DUE, LIGHTING, START, Walk, an_agency, walk_to

# --- serving ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def becomes(monkeypatch):
    """What the process would become; signals and the environment are as they were afterwards."""
    seen = []
    monkeypatch.setattr(os, "execv", lambda path, arguments: seen.append((path, arguments)))
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    before = signal.getsignal(signal.SIGTERM)
    yield seen
    signal.signal(signal.SIGTERM, before)
    os.environ.pop("PUBLIC_URL", None)


def test_it_becomes_the_server_so_that_signals_reach_it(becomes):
    signal.signal(signal.SIGTERM, lambda *args: None)
    demo.serve(8123)
    ((path, arguments),) = becomes
    assert path == arguments[0] == sys.executable
    assert arguments[1:4] == ["-m", "gunicorn", "--bind=127.0.0.1:8123"]
    assert arguments[-1] == "portal.wsgi:application"
    assert f"--config=python:{serving.__name__}" in arguments
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert os.environ["PUBLIC_URL"] == "http://127.0.0.1:8123"


def test_who_serves_it_elsewhere_is_quoted_by_that_address(becomes, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://demo.example")
    demo.serve(8123)
    assert os.environ["PUBLIC_URL"] == "https://demo.example"


def test_the_worker_begins_and_ends_with_the_server(monkeypatch):
    """First all are told to end, then each is waited for: none is left, and none keeps another waiting."""
    told, begun = [], []

    class Process:
        def __init__(self, command):
            begun.append(command)

        def terminate(self):
            told.append("end")

        def wait(self):
            told.append("wait")

    monkeypatch.setattr(serving, "WORKERS", [])
    monkeypatch.setattr(serving.subprocess, "Popen", Process)
    serving.on_exit(None)
    assert told == []
    serving.when_ready(None)
    serving.when_ready(None)
    serving.on_exit(None)
    assert begun == [serving.COMMAND] * 2
    assert told == ["end", "end", "wait", "wait"]
    assert Path(serving.COMMAND[1]).name == "manage.py"
    assert Path(serving.COMMAND[1]).is_file()


# --- the port ---------------------------------------------------------------------------------------------------------


def test_a_port_is_taken_while_somebody_listens_and_free_again_afterwards():
    with socket.socket() as taken:
        taken.bind((demo.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"^Port {port} is in use") as refused:
            demo.refuse_taken(port)
    assert isinstance(refused.value.__cause__, OSError)
    demo.refuse_taken(port)
    demo.refuse_taken(port)  # to ask takes it from nobody


@pytest.mark.parametrize(("serves", "asked"), [(True, [8124]), (False, [])])
def test_only_who_serves_asks_for_the_port_and_before_anything_else(monkeypatch, settings, serves, asked):
    settings.DEMO = True
    done = []
    monkeypatch.setattr(demo, "refuse_taken", lambda port: done.append(("port", port)))
    monkeypatch.setattr(demo, "call_command", lambda name, **options: done.append((name,)))
    monkeypatch.setattr(demo, "serve", lambda port: done.append(("serve", port)))
    monkeypatch.setattr(demo.Command, "load", lambda self, count: done.append(("load", count)))
    monkeypatch.setattr(demo.Command, "tell", lambda self, port: done.append(("tell", port)))
    call_command("demo", port=8124, cases=31, no_serve=not serves)
    rest = [("migrate",), ("load", 31), ("tell", 8124)]
    assert done == [*(("port", port) for port in asked), *rest, *(("serve", port) for port in asked)]


@pytest.mark.parametrize(("environment", "port"), [(None, 8000), ("8321", 8321)])
def test_the_port_may_come_from_the_environment(monkeypatch, environment, port):
    if environment is None:
        monkeypatch.delenv("PORT", raising=False)
    else:
        monkeypatch.setenv("PORT", environment)
    parser = demo.Command().create_parser("manage.py", "demo")
    given = parser.parse_args([])
    assert (given.port, given.cases, given.no_serve) == (port, 3_000, False)
    assert parser.parse_args(["--port", "9", "--cases", "40", "--no-serve"]).port == 9


# --- where the data lie -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("here/var/demo.sqlite3", "var/demo.sqlite3"),
        ("here/demo.sqlite3", "demo.sqlite3"),
        ("elsewhere/demo.sqlite3", "elsewhere/demo.sqlite3"),
        ("heretoo/demo.sqlite3", "heretoo/demo.sqlite3"),  # its name only begins alike
    ],
)
def test_a_database_is_called_by_its_path_from_here(monkeypatch, tmp_path, name, told):
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(
        demo, "settings", SimpleNamespace(DATABASES={"default": {"NAME": tmp_path / name}, "other": {"NAME": "no"}})
    )
    assert demo.database_name() == (told if name.startswith("here/") else str(tmp_path / told))


def test_a_database_on_a_server_is_called_by_its_name(monkeypatch):
    monkeypatch.setattr(demo, "settings", SimpleNamespace(DATABASES={"default": {"NAME": "minhbach"}}))
    assert demo.database_name() == "minhbach"


# --- what it freezes and tells ----------------------------------------------------------------------------------------


def test_the_last_sixty_days_are_frozen_and_not_the_one_that_has_not_ended(monkeypatch):
    asked = []
    now = datetime(2026, 11, 24, 17, 30, tzinfo=demo.timezone.get_fixed_timezone(0))  # the 25th in Huế
    monkeypatch.setattr(demo.timezone, "now", lambda: now)
    monkeypatch.setattr(demo, "freeze", lambda days, at: asked.append((days, at)) or iter(()))
    demo.Command().freeze()
    ((days, at),) = asked
    assert at == now
    assert days == [date(2026, 11, 25) - timedelta(days=back) for back in range(1, 61)]


def told_by(command, port=8125):
    command.stdout = StringIO()
    command.tell(port)
    return command.stdout.getvalue()


@pytest.mark.django_db
def test_it_tells_of_the_promise_that_was_due_first_among_the_broken_ones(monkeypatch):
    """And of none where none is broken; a promise that holds, and what is merely late, are no broken ones."""
    monkeypatch.setattr(demo.timezone, "now", lambda: DUE + timedelta(days=30))
    walk_to("overdue")
    answered = walk_to("promise_broken").submit().approve()
    assert answered.case.state == "answered"
    told = told_by(demo.Command())
    assert "a broken promise" not in told
    addresses = re.findall(r"http://\S+", told)
    assert len(set(addresses)) == len(addresses) == 11
    assert all(address.startswith("http://127.0.0.1:8125/") and address.endswith("/") for address in addresses)
    later = Walk(at=START + timedelta(days=1)).accept().assign().later(days=3).extend()  # was due a day later
    first = walk_to("promise_broken")
    assert later.case.number < first.case.number
    assert f"  a broken promise  http://127.0.0.1:8125/a/{first.case.number}\n" in told_by(demo.Command())


@pytest.mark.django_db
def test_the_busiest_agency_has_a_name_and_work_in_hand_and_of_two_the_older_is_it():
    """What was answered, handed over or is charged to nobody counts for none."""
    one, other, nobody = an_agency(), an_agency(LIGHTING), an_agency("không tên")
    walk_to("answered")
    for agency in (nobody, nobody, other, one):
        Walk().accept().assign(agency)
    Agency.objects.filter(pk=nobody.pk).update(name="")
    assert demo.busiest_agency() == min(one, other, key=lambda agency: agency.pk)
    Walk().accept().assign(other)
    assert demo.busiest_agency() == other
    Walk().accept().assign(one).transfer(an_agency("Đơn vị thứ ba"))
    assert demo.busiest_agency() == other


@pytest.mark.django_db
def test_a_person_is_in_the_groups_that_are_named_and_has_the_password_as_it_is_hashed():
    person = demo.a_person("thu", demo.EDITORS, demo.HEADS, hashed=make_password("mot-mat-khau"), is_staff=True)
    person.refresh_from_db()
    assert set(person.groups.values_list("name", flat=True)) == {demo.EDITORS, demo.HEADS}
    assert person.check_password("mot-mat-khau")
    assert (person.email, person.is_staff, person.is_superuser) == ("thu@example.com", True, False)
    alone = demo.a_person("mot-minh", hashed="")
    assert not alone.groups.exists()
