"""The outbox: leased, retried, deleted when done, in step with the cases."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.utils import timezone

from cases.models import MAILS, Consumer, Delivery
from cases.signals import cases_changed
from search import outbox, wake_up
from search.outbox import FIRST_RETRY, LAST_RETRY, LEASE, drain, due
from search.question import Question
from tests.factories import Walk, a_case, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(monkeypatch):
    """What was handed on, batch by batch, instead of being indexed."""
    batches = []
    monkeypatch.setattr(outbox, "index", lambda case_ids, told: batches.append(sorted(case_ids)))
    return batches


@pytest.fixture
def failing(monkeypatch):
    """Case ids whose indexing fails, and how often it was tried."""
    bad, tried = set(), []

    def index(case_ids, told):
        tried.append(sorted(case_ids))
        if bad & set(case_ids):
            raise RuntimeError("no room left")

    monkeypatch.setattr(outbox, "index", index)
    return bad, tried


def numbers(engine):
    return sorted(hit.document.number for hit in engine.page(Question(), timezone.now()).hits)


def test_what_waits_is_indexed_and_deleted(engine):
    case = a_case("assigned")
    assert Delivery.objects.count() >= 3  # received, accepted, assigned
    assert drain() == 1
    assert not Delivery.objects.exclude(consumer__in=MAILS).exists()
    assert numbers(engine) == [case.number]
    assert drain() == 0


def test_a_case_is_handed_on_once_with_all_its_deliveries(indexed):
    cases = sorted(a_case("assigned").pk for _ in range(3))
    assert drain() == 3
    assert indexed == [cases]


def test_great_numbers_go_in_batches(indexed, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE", 2)
    cases = [Walk().case.pk for _ in range(5)]
    assert drain() == 5
    assert [len(batch) for batch in indexed] == [2, 2, 1]
    assert sorted(case for batch in indexed for case in batch) == cases


def test_only_some_cases(indexed):
    one, other = Walk().case.pk, Walk().case.pk
    assert drain([other]) == 1
    assert indexed == [[other]]
    assert set(Delivery.objects.values_list("case", flat=True)) == {one}
    assert drain([]) == 0


def test_deliveries_of_other_consumers_are_not_ours(indexed):
    case = Walk().case
    Delivery.objects.update(consumer="mail")
    assert drain() == 0
    assert Delivery.objects.filter(case=case).count() == 1
    assert Consumer.SEARCH == "search"


def test_what_another_worker_has_is_left_to_it(indexed):
    walk = walk_to("assigned")
    first = Delivery.objects.order_by("id").first()
    Delivery.objects.filter(pk=first.pk).update(locked_until=timezone.now() + LEASE)
    assert drain() == 0  # nor the later ones of the same case: they would overtake it
    assert not Delivery.objects.exclude(pk=first.pk).exclude(locked_until=None).exists()
    assert not due().exists()
    other = Walk().case
    assert drain() == 1
    assert indexed == [[other.pk]]
    assert Delivery.objects.filter(case=walk.case).count() >= 3


def test_a_lease_that_ran_out_is_taken_again(indexed):
    case = Walk().case
    Delivery.objects.update(locked_until=timezone.now() - timedelta(seconds=1), attempts=1)
    assert drain() == 1
    assert indexed == [[case.pk]]


def test_what_is_being_delivered_is_leased(monkeypatch):
    Walk()
    seen = []
    monkeypatch.setattr(
        outbox, "index", lambda case_ids, told: seen.extend(Delivery.objects.values("locked_until", "attempts"))
    )
    began = timezone.now()
    drain()
    (delivery,) = seen
    assert began + LEASE <= delivery["locked_until"] <= timezone.now() + LEASE
    assert delivery["attempts"] == 1


def test_one_bad_case_holds_up_no_other(failing, caplog):
    bad, tried = failing
    cases = [Walk().case.pk for _ in range(3)]
    bad.add(cases[1])
    assert drain() == 2
    assert tried == [cases, [cases[0]], [cases[1]], [cases[2]]]
    (left,) = Delivery.objects.all()
    assert left.case_id == cases[1]
    assert left.last_error == "RuntimeError: no room left"
    assert f"Indexing case {cases[1]} failed" in caplog.text


def test_what_fails_waits_longer_each_time(failing):
    bad, tried = failing
    bad.add(Walk().case.pk)
    waits = []
    for _ in range(14):
        Delivery.objects.update(locked_until=None)
        assert drain() == 0
        waits.append(Delivery.objects.get().locked_until - timezone.now())
    assert len(tried) == 14
    assert waits[0] <= FIRST_RETRY
    assert all(2 * a - timedelta(seconds=1) < b for a, b in pairwise(waits[:7]))
    assert LAST_RETRY - timedelta(seconds=5) < waits[-1] <= LAST_RETRY
    assert not due().exists()


def test_a_bad_case_with_many_deliveries_does_not_fill_the_batch(failing, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE", 2)
    bad, tried = failing
    walk = Walk()
    bad.add(walk.case.pk)
    assert drain() == 0
    walk.later(hours=1).accept().later(hours=1).assign().later(hours=1).transfer()
    other = Walk().case.pk
    tried.clear()
    assert drain() == 1
    assert tried == [[other]]
    assert Delivery.objects.filter(case=walk.case).count() >= 4


def test_it_is_findable_when_it_works_again(failing, monkeypatch):
    bad, __ = failing
    bad.add(Walk().case.pk)
    drain()
    bad.clear()
    assert drain() == 0  # not yet due
    Delivery.objects.update(locked_until=timezone.now())
    assert drain() == 1
    assert not Delivery.objects.exists()


def test_an_endless_error_is_cut(monkeypatch):
    Walk()

    def fail(case_ids, told):
        raise RuntimeError("x" * 5000)

    monkeypatch.setattr(outbox, "index", fail)
    drain()
    assert len(Delivery.objects.get().last_error) == 255


def test_workers_skip_rows_that_another_is_taking(django_assert_max_num_queries):
    Walk()
    with django_assert_max_num_queries(50) as queries:
        drain()
    locking = [query["sql"] for query in queries.captured_queries if "FOR UPDATE SKIP LOCKED" in query["sql"]]
    assert bool(locking) is (connection.vendor == "postgresql")


def test_a_great_change_is_handed_on_in_parts(monkeypatch):
    parts = []
    monkeypatch.setattr(wake_up, "AT_ONCE", 2)
    monkeypatch.setattr(wake_up, "drain", parts.append)
    cases_changed.send(sender=None, case_ids=[1, 2, 3, 4, 5])
    assert parts == [[1, 2], [3, 4], [5]]


# --- woken by a change -----------------------------------------------------------------------------------------------


def test_a_change_is_findable_once_it_is_committed(engine, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        walk = walk_to("assigned")
        assert numbers(engine) == []
    assert numbers(engine) == [walk.case.number]
    assert not Delivery.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        walk.later(hours=1).withdraw()
    assert numbers(engine) == []


def test_a_failing_search_fails_no_save(monkeypatch, caplog, django_capture_on_commit_callbacks):
    def fail(case_ids):
        raise RuntimeError("down")

    monkeypatch.setattr(wake_up, "drain", fail)
    with django_capture_on_commit_callbacks(execute=True):
        walk = walk_to("assigned")
    assert walk.case.state == "in_progress"
    assert "the worker will see to it" in caplog.text
    assert Delivery.objects.exists()
    cases_changed.send(sender=None, case_ids=[walk.case.pk])  # importers send it themselves; it must not raise either
