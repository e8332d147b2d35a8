"""When an engine is asked, when it is left alone, and when it is tried again."""

import pytest

from search.answering import FIRST_PAUSE, LAST_PAUSE, Breaker
from search.engines.base import Away


@pytest.fixture
def clock():
    class Clock:
        now = 100.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def breaker(clock):
    return Breaker(clock)


def test_while_all_is_well_every_question_gets_through(breaker):
    assert [breaker.lets_through() for _ in range(3)] == [True, True, True]
    assert breaker.reason is None


def test_after_a_failure_none_does_for_a_while_and_then_one(breaker, clock):
    breaker.failed(Away.SLOW)
    assert breaker.reason is Away.SLOW
    assert not breaker.lets_through()
    clock.now += FIRST_PAUSE - 0.01
    assert not breaker.lets_through()
    clock.now += 0.01
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]


def test_each_try_in_vain_lengthens_the_pause_up_to_a_bound(breaker, clock):
    pauses = []
    for _ in range(7):
        breaker.failed(Away.UNREACHABLE)
        began = clock.now
        while not breaker.lets_through():
            clock.now += 1
        pauses.append(clock.now - began)
    assert pauses == [FIRST_PAUSE, 10, 20, 40, LAST_PAUSE, LAST_PAUSE, LAST_PAUSE]


def test_one_success_forgets_all_of_it(breaker, clock):
    for _ in range(3):
        breaker.failed(Away.BUSY)
    breaker.succeeded()
    assert [breaker.lets_through() for _ in range(2)] == [True, True]
    breaker.failed(Away.BUSY)
    clock.now += FIRST_PAUSE
    assert breaker.lets_through()


def test_a_try_that_never_ends_is_followed_by_another(breaker, clock):
    breaker.failed(Away.SLOW)
    clock.now += FIRST_PAUSE
    assert breaker.lets_through()
    clock.now += FIRST_PAUSE
    assert breaker.lets_through()
