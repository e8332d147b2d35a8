"""What one process makes ready another writes: one piece at a time, in order, and what goes wrong is told."""

from concurrent.futures import BrokenExecutor, Executor, Future
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from cases.actions import import_cases, written_beside
from cases.actions.import_cases import Importer
from cases.actions.incoming import IncomingAgency
from cases.actions.known import NAMING, lock_names
from cases.actions.verify import chains, check
from cases.actions.written_beside import Beside, beside
from cases.models import Agency, Answer, Case, CasePage, Delivery, Event, Story
from tests.incoming import told


class Slow(Executor):
    """Does what it was asked when somebody waits for it."""

    def __init__(self):
        self.log = []

    def submit(self, do, *given):
        assert do is written_beside._in_turn, "what comes after a failure is not to be done"
        log, done, work = self.log, Future(), given[-1]
        log.append(("begun", work))

        def result(timeout=None):
            log.append(("waited", work))
            return do(*given)

        done.result = result
        return done


@pytest.mark.pure
def test_one_piece_of_work_after_the_other():
    pool, came = Slow(), []
    helper = Beside(pool, lambda n: 10 * n, came.append)
    helper.begin(1)
    helper.begin(2)
    assert (pool.log, came) == ([("begun", 1), ("begun", 2)], [])
    helper.begin(3)
    assert (pool.log[2:], came) == ([("waited", 1), ("begun", 3)], [10])
    helper.settle()
    helper.settle()
    assert came == [10, 20, 30]
    assert pool.log[-2:] == [("waited", 2), ("waited", 3)]


@pytest.mark.pure
def test_what_went_wrong_is_told_once_and_the_next_is_not_begun(monkeypatch):
    monkeypatch.setattr(written_beside._turn, "failed", False)
    pool, came = Slow(), []
    helper = Beside(pool, lambda n: 1 // n, came.append)
    helper.begin(0)
    helper.begin(1)
    with pytest.raises(ZeroDivisionError):
        helper.begin(2)
    assert pool.log == [("begun", 0), ("begun", 1), ("waited", 0)]
    helper.settle()
    assert came == []


@pytest.mark.pure
def test_what_was_begun_after_what_went_wrong_is_not_done(monkeypatch):
    monkeypatch.setattr(written_beside._turn, "failed", False)
    done = []
    assert written_beside._in_turn(int, "1") == 1
    with pytest.raises(ZeroDivisionError):
        written_beside._in_turn(lambda n: 1 // n, 0)
    with pytest.raises(RuntimeError, match="what went before has failed"):
        written_beside._in_turn(done.append, 1)
    assert done == []


@pytest.mark.pure
def test_whoever_asks_first_sends_for_somebody():
    asked = []

    class Coming(Executor):
        def submit(self, do, *given):
            asked.append(Future())
            return asked[-1]

    helper = Beside(Coming(), int, print)
    assert not helper.is_up()
    assert not helper.is_up()
    assert len(asked) == 1
    asked[0].set_result(0)
    assert helper.is_up()


@pytest.mark.pure
def test_who_could_not_come_up_is_not_there_and_is_sent_for_once():
    asked = []

    class Ill(Executor):
        def submit(self, do, *given):
            asked.append(Future())
            asked[-1].set_exception(BrokenExecutor())
            return asked[-1]

    helper = Beside(Ill(), int, print)
    assert not helper.is_up()
    assert not helper.is_up()
    assert len(asked) == 1
    helper.settle()


@pytest.mark.pure
@pytest.mark.parametrize(("vendor", "inside"), [("sqlite", False), ("sqlite", True), ("postgresql", True)])
def test_nobody_is_beside_a_file_or_within_a_transaction_of_the_callers(monkeypatch, vendor, inside):
    monkeypatch.setattr(written_beside, "connection", SimpleNamespace(vendor=vendor, in_atomic_block=inside))
    with beside(int, print) as helper:
        assert helper is None


@pytest.mark.pure
def test_whoever_comes_up_takes_the_same_database_and_leaves_with_who_sent_for_him(monkeypatch):
    up, left, given = [], [], {"default": {"NAME": "other"}}
    monkeypatch.setattr(written_beside.django, "setup", lambda: up.append(True))
    monkeypatch.setattr(written_beside, "connections", SimpleNamespace(settings=given))
    monkeypatch.setattr(written_beside, "parent_process", lambda: SimpleNamespace(join=lambda: left.append("waited")))
    monkeypatch.setattr(written_beside.os, "_exit", left.append)
    monkeypatch.setattr(written_beside, "Thread", At)
    written_beside._come_up("default", {"NAME": "test"})
    assert (up, given, left) == ([True], {"default": {"NAME": "test"}}, ["waited", 1])


class At:
    """A thread that does at once what it was made for."""

    def __init__(self, target, args, daemon):
        assert daemon, "it must not keep alive who has nothing more to do"
        self.start = lambda: target(*args)


@pytest.mark.pure
def test_who_was_sent_for_by_nobody_waits_for_nobody(monkeypatch):
    monkeypatch.setattr(written_beside, "connections", SimpleNamespace(settings={"default": {}}))
    monkeypatch.setattr(written_beside.django, "setup", lambda: None)
    monkeypatch.setattr(written_beside, "Thread", None)
    written_beside._come_up("default", {})


# --- an import ------------------------------------------------------------------------------------------------------


@pytest.fixture
def begun(monkeypatch):
    """Ask for company from the first case on, and wait until it is there; how many batches it was given."""
    given = []

    def begin(self, work):
        given.append(len(work.collected))
        usual(self, work)

    usual = Beside.begin
    monkeypatch.setattr(Beside, "begin", begin)
    monkeypatch.setattr(Beside, "is_up", lambda self: self._pool.submit(int).result() == 0)
    monkeypatch.setattr(import_cases, "MANY", 0)
    monkeypatch.setattr(import_cases, "BATCH", 3)
    monkeypatch.setattr(import_cases, "refresh_statistics", lambda: None)
    return given


def rows(n, **fields):
    return [told(reference=f"r{i}", number=None, category_slug=f"loai-{i % 2}", **fields) for i in range(n)]


@pytest.mark.django_db(transaction=True)
def test_a_city_written_beside_is_the_city_written_here(begun):
    importer = Importer(source="boston")
    with transaction.atomic():
        list(importer.run(rows(4)))
    assert begun == [], "within a transaction of the caller's"
    assert list(importer.run(rows(11))) == [3, 3, 3, 2]
    assert begun == ([2, 3, 2] if connection.vendor == "postgresql" else []), "what is there already is not new"
    cases = Case.objects.order_by("number")
    assert list(cases.values_list("reference", "number")) == [(f"r{i}", i + 1) for i in range(11)]
    assert sorted(importer.counts.case_ids) == sorted(Case.objects.values_list("pk", flat=True))
    assert CasePage.objects.count() == Story.objects.count() == Delivery.objects.count() == Answer.objects.count() == 11
    assert {case.event_count for case in cases} == {Event.objects.count() // 11}
    assert [page.slug.rsplit("-", 1)[-1] for page in CasePage.objects.order_by("path")] == [
        f"a{i + 1}" for i in range(11)
    ]
    assert not [finding for chain in chains() for finding in check(chain)]
    list(importer.run(rows(11, title="Other")))
    assert importer.counts.updated == 11


@pytest.mark.django_db(transaction=True)
def test_what_nobody_has_named_before_is_made_by_one_import_at_a_time(begun, monkeypatch):
    locked = []
    monkeypatch.setattr(import_cases, "lock_names", lambda: locked.append(len(begun)))
    list(Importer(source="boston").run([*rows(9), *rows(12, agencies=(IncomingAgency(name="New"),))[9:]]))
    # Before the first batch is handed on, and before the one that names an agency anew.
    assert locked == ([0, 3] if begun else [0, 0])
    list(Importer(source="boston").run(rows(3, agencies=(IncomingAgency(name="Newer"),))))
    assert len(locked) == 3, "what changed may name somebody anew, too"


@pytest.mark.django_db
def test_names_are_made_under_a_lock_of_their_own():
    server = connection.vendor == "postgresql"
    with transaction.atomic():
        lock_names()
        with connection.cursor() as cursor:
            if server:
                cursor.execute("SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
            held = cursor.fetchall() if server else []
    assert held == ([(NAMING,)] if server else [])


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_cannot_be_written_ends_the_import_and_those_before_it_stay(begun, monkeypatch):
    monkeypatch.setattr(import_cases.Ward.objects, "values_list", lambda *names: [("Nowhere", 999_999)])
    importer = Importer(source="boston")
    with pytest.raises(IntegrityError):
        list(importer.run([*rows(7), *rows(12, ward_name="Nowhere")[7:]]))
    assert Case.objects.count() == CasePage.objects.count() == len(importer.counts.case_ids) == 6
    assert importer.known.agencies == {} or begun, "what is looked up beside stays true"
    assert Agency.objects.count() == 1
