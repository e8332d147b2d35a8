"""What an engine outside the database is told: once a case, in order, later where it is away; without a server."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Consumer, Delivery
from search import outbox
from search.answering import FIRST_PAUSE, Breaker, lags
from search.engines.base import Ability, Away, EngineAwayError
from search.engines.memory import MemoryEngine
from search.outbox import AWAY_RETRY, FIRST_RETRY, LEASE, drain, drain_outside, due
from tests.factories import Walk, walk_to

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


class Outside(MemoryEngine):
    """An engine elsewhere, that takes nothing in while it has a reason."""

    abilities = frozenset({Ability.DURABLE})
    reason = None

    def __init__(self):
        super().__init__("elastic", {})

    def put(self, documents):
        if self.reason:
            raise EngineAwayError(self.reason, "x" * 400)
        super().put(documents)

    def known_cases(self):
        return sorted(self.documents)


@pytest.fixture
def seconds(monkeypatch):
    """Seconds that breakers count, which pass when a test says so."""
    now = [0.0]
    monkeypatch.setattr(outbox, "breaker", Breaker(lambda: now[0]))
    return now


@pytest.fixture
def outside(monkeypatch, seconds):
    """The engine outside, beside the database's own."""
    engine = Outside()
    monkeypatch.setattr(outbox, "outside", lambda: [engine])
    return engine


def waiting():
    """What waits for the engine outside: by case, with the number of the event."""
    return list(Delivery.objects.filter(consumer=Consumer.ELASTIC).order_by("id").values_list("case", "event_seq"))


def test_what_the_database_was_told_is_noted_once_a_case_with_its_newest_event_and_oldest_change(outside):
    first, second = walk_to("assigned").case, Walk().case
    changes = Delivery.objects.filter(case=first, consumer=Consumer.SEARCH)
    newest, oldest = max(changes.values_list("event_seq")), min(changes.values_list("created_at"))
    assert drain() == 2
    assert waiting() == [(first.pk, *newest), (second.pk, 1)]
    note = Delivery.objects.get(case=first, consumer=Consumer.ELASTIC)
    assert (note.created_at,) == oldest, "how long it waits is counted from the change"
    assert (note.attempts, note.locked_until) == (0, None)
    assert outside.documents == {}, "no save waits for a network"
    assert drain_outside() == 2
    assert outside.known_cases() == [first.pk], "the other is not public"
    assert waiting() == []
    assert drain_outside() == 0


def test_what_the_database_could_not_take_is_noted_all_the_same_and_once(outside, monkeypatch, caplog):
    case = Walk().case
    index, told = outbox.index, []

    def fails_inside(case_ids, engines):
        told.append([engine.alias for engine in engines])
        if engines != [outside]:
            raise RuntimeError("no room left")
        index(case_ids, engines)

    monkeypatch.setattr(outbox, "index", fails_inside)
    assert drain() == 0
    assert waiting() == [(case.pk, 1)]
    Delivery.objects.filter(consumer=Consumer.SEARCH).update(locked_until=None)
    assert drain() == 0
    assert waiting() == [(case.pk, 1)], "another try is no other change"
    assert drain_outside() == 1
    assert told[-1] == ["elastic"]
    assert Delivery.objects.get(consumer=Consumer.SEARCH).attempts == 2
    assert "no room left" in caplog.text


def test_while_it_is_away_everything_waits_and_it_is_asked_ever_more_seldom(outside, seconds, caplog):
    case = walk_to("assigned").case
    drain()
    outside.reason = Away.SLOW
    began = timezone.now()
    assert drain_outside() == 0
    (note,) = Delivery.objects.filter(consumer=Consumer.ELASTIC)
    assert began + AWAY_RETRY <= note.locked_until <= timezone.now() + AWAY_RETRY
    assert note.last_error == ("slow: " + "x" * 400)[:255]
    assert "1 cases wait for the search engine outside: slow" in caplog.text
    Delivery.objects.update(locked_until=None)
    assert drain_outside() == 0
    assert Delivery.objects.get(consumer=Consumer.ELASTIC).attempts == 1, "not asked again within the pause"
    seconds[0] += FIRST_PAUSE
    assert drain_outside() == 0
    assert Delivery.objects.get(consumer=Consumer.ELASTIC).attempts == 2
    Delivery.objects.update(locked_until=None)
    seconds[0] += FIRST_PAUSE
    assert drain_outside() == 0, "the second pause is twice as long"
    assert Delivery.objects.get(consumer=Consumer.ELASTIC).attempts == 2
    outside.reason = None
    seconds[0] += FIRST_PAUSE
    assert drain_outside() == 1
    assert (outside.known_cases(), waiting()) == ([case.pk], [])


def test_one_bad_case_holds_up_no_other_there_either(outside, monkeypatch):
    cases = [walk_to("assigned").case.pk for _ in range(3)]
    drain()
    index, tried = outbox.index, []

    def fails_for_one(case_ids, engines):
        tried.append(sorted(case_ids))
        if cases[1] in case_ids:
            raise ValueError("odd")
        index(case_ids, engines)

    monkeypatch.setattr(outbox, "index", fails_for_one)
    assert drain_outside() == 2
    assert tried == [cases, [cases[0]], [cases[1]], [cases[2]]]
    (left,) = Delivery.objects.filter(consumer=Consumer.ELASTIC)
    assert (left.case_id, left.last_error) == (cases[1], "ValueError: odd")
    assert timezone.now() < left.locked_until <= timezone.now() + FIRST_RETRY
    assert outside.known_cases() == [cases[0], cases[2]]


def test_cases_are_handed_on_in_the_order_in_which_they_changed(outside, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE", 2)
    handed = []
    monkeypatch.setattr(outbox, "index", lambda case_ids, engines: handed.append(list(case_ids)))
    first, second, third = (Walk().case.pk for _ in range(3))
    seq = {"event_seq": 9, "created_at": timezone.now(), "consumer": Consumer.SEARCH}
    Delivery.objects.create(case_id=first, **seq)
    assert drain() == 4, "the first comes again with its second change"
    assert handed == [[first, second], [third, first]]
    handed.clear()
    assert drain_outside() == 4
    assert handed == [[first, second], [third, first]]


@pytest.mark.parametrize(
    ("locked", "taken"),
    [(None, True), (-LEASE, True), (-SECOND, True), (SECOND, False), (LEASE, False)],
)
def test_what_is_leased_is_due_when_the_lease_has_run_out(locked, taken):
    case = Walk().case
    Delivery.objects.create(case=case, event_seq=2, created_at=timezone.now(), consumer=Consumer.SEARCH)
    oldest = Delivery.objects.order_by("id").first()
    oldest.locked_until = None if locked is None else timezone.now() + locked
    oldest.save()
    assert due().count() == (2 if taken else 0), "what comes after it in its case waits with it"
    assert due(Consumer.ELASTIC).count() == 0


def test_an_engine_lags_while_a_change_waits_for_it_longer_than_a_minute():
    case = Walk().case
    told = {"case": case, "event_seq": 2}
    for consumer, seconds, late in (
        (Consumer.SEARCH, 900, False),  # the database's own is told with the change itself
        (Consumer.ELASTIC, 30, False),
        (Consumer.ELASTIC, 90, True),
    ):
        Delivery.objects.create(consumer=consumer, created_at=timezone.now() - seconds * SECOND, **told)
        assert lags() is late, (consumer, seconds)
    Delivery.objects.filter(consumer=Consumer.ELASTIC).delete()
    assert not lags()


def test_where_there_is_no_engine_outside_any_more_nothing_waits_for_it(monkeypatch):
    case = Walk().case
    Delivery.objects.create(case=case, event_seq=1, created_at=timezone.now(), consumer=Consumer.ELASTIC)
    monkeypatch.setattr(outbox, "outside", list)
    assert drain_outside() == 0
    assert waiting() == []
    assert Delivery.objects.filter(consumer=Consumer.SEARCH).count() == 1, "what others wait for stays"
    drain()
    assert waiting() == [], "nor is anything noted for it"
