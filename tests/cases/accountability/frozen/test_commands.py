"""`nightly`, `snapshot` and `verify_snapshots` as an operator runs them; two nights at once."""

from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from cases.models import Snapshot, SnapshotAgency
from tests.cases.accountability.frozen.conftest import day, noon, stored
from tests.cases.actions.tampering import tampering
from tests.factories import Walk


def run(name, *arguments):
    """Standard output, standard error, and what it ended with (None where all was well)."""
    out, told, error = StringIO(), StringIO(), None
    try:
        call_command(name, *arguments, stdout=out, stderr=told)
    except CommandError as found:
        error = found
    return out.getvalue(), told.getvalue(), error


@pytest.fixture
def late(at, clock):
    Walk(at=at(noon(0))).accept().assign()
    clock.night_after(10)


@pytest.mark.django_db
class TestByOne:
    def test_nightly_says_what_it_did_and_catches_up(self, late, clock):
        assert run("nightly") == ("", "2026-03-12 frozen: 1 past due\n", None)
        assert run("nightly") == ("", "Every day that has ended is frozen.\n", None)
        clock.night_after(12)
        assert run("nightly")[1].splitlines() == [
            "2026-03-13 frozen: 1 past due (reconstructed: it ended long before)",
            "2026-03-14 frozen: 1 past due",
        ]
        assert run("verify_snapshots") == ("days=3\n", "", None)

    def test_snapshot_tells_each_day_whether_it_froze_it_or_not(self, late):
        out, told, error = run("snapshot")
        assert error is None
        assert out == f"2026-03-12 csv={stored(10).csv_sha256} json={stored(10).json_sha256}\n"
        assert told == "2026-03-12 frozen\n"
        assert run("snapshot", "--on", "2026-03-12") == (out, "", None)
        assert run("snapshot", "--on", "2026-03-12", "--days", "3")[0].splitlines()[-1] == out.strip()
        assert Snapshot.objects.count() == 3

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--on", "2026-03-13"), "2026-03-13 has not ended yet."),
            (("--on", "hôm qua"), "'hôm qua' is no day, such as 2026-11-24."),
            (("--days", "0"), "--days counts from 1."),
        ],
    )
    def test_snapshot_refuses_what_is_no_day_that_has_ended(self, late, arguments, said):
        assert str(run("snapshot", *arguments)[2]) == said
        assert not Snapshot.objects.exists()

    def test_verify_names_the_day_and_ends_with_one(self, late):
        run("nightly")
        with tampering() as sql:
            sql("UPDATE cases_snapshotagency SET overdue = 5")
        out, _told, error = run("verify_snapshots")
        assert "2026-03-12: ubnd-phuong-kim-long: overdue is 5, by history 1" in out
        assert out.endswith("days=1\n")
        assert error.returncode == 1


@pytest.mark.django_db(transaction=True)
def test_two_nights_at_once_freeze_each_day_once(late):
    together = connection.vendor == "postgresql"  # SQLite has one writer at a time: there one comes after the other
    begin, told = Barrier(2 if together else 1), []

    def night():
        begin.wait(timeout=30)
        told.append(run("snapshot", "--on", day(10).isoformat(), "--days", "4"))
        if together:
            connections.close_all()

    threads = [Thread(target=night) for _ in range(2)] if together else []
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    for _ in range(2 - len(threads)):
        night()
    assert [error for _out, _err, error in told] == [None, None]
    assert told[0][0] == told[1][0]
    assert sum(err.count("frozen") for _out, err, _error in told) == Snapshot.objects.count() == 4
    assert SnapshotAgency.objects.count() == 1
    assert run("verify_snapshots") == ("days=4\n", "", None)
