"""A changed name is told of every case that bears it, without an event: nothing of the case has changed."""

import pytest

from cases.actions import tell_again as verb
from cases.actions.tell_again import tell_again
from cases.models import EVERYBODY, Case, Delivery
from cases.signals import cases_changed
from tests.factories import START, Walk, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """Ids of cases that the signal has told of."""
    ids = []

    def receive(sender, case_ids, **kwargs):
        ids.append(list(case_ids))

    cases_changed.connect(receive, weak=False)
    yield ids
    cases_changed.disconnect(receive)


def some(n):
    for number in range(n):
        Walk(title=f"Đèn {number}").accept()
    Delivery.objects.all().delete()
    return list(Case.objects.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize("n", [0, 1, 3])
def test_each_case_has_a_delivery_for_each_consumer(heard, django_capture_on_commit_callbacks, n):
    ids = some(n)
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert tell_again(Case.objects.all(), at=START) == n
    expected = [(case_id, consumer, START) for case_id in ids for consumer in EVERYBODY]
    assert heard == ([ids] if n else [])
    assert expected == [] or Delivery.objects.count() in (0, len(expected))  # the search may have taken them by now


def test_deliveries_name_the_newest_event():
    walk = walk_to("assigned")
    Delivery.objects.all().delete()
    tell_again(Case.objects.all(), at=START)
    delivery = Delivery.objects.get()
    assert (delivery.case_id, delivery.event_seq, delivery.created_at) == (walk.case.pk, walk.case.event_count, START)
    assert delivery.locked_until is None


def test_no_event_and_no_version_comes_of_it():
    walk = walk_to("assigned")
    before = (walk.case.event_count, walk.case.head_hash, walk.case.version)
    tell_again(Case.objects.all(), at=START)
    walk.case.refresh_from_db()
    assert (walk.case.event_count, walk.case.head_hash, walk.case.version) == before


def test_of_many_only_the_first_are_told_at_once(heard, monkeypatch, django_capture_on_commit_callbacks):
    ids = some(5)
    heard.clear()
    monkeypatch.setattr(verb, "AT_ONCE", 2)
    with django_capture_on_commit_callbacks(execute=True):
        assert tell_again(Case.objects.all(), at=START) == 5
    assert heard == [ids[:2]]
    assert set(Delivery.objects.values_list("case_id", flat=True)) >= set(ids[2:])  # these wait for the worker


def test_only_the_cases_that_were_asked_for():
    ids = some(3)
    tell_again(Case.objects.filter(pk=ids[1]), at=START)
    assert list(Delivery.objects.values_list("case_id", flat=True)) == [ids[1]]
