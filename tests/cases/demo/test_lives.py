"""Lives: every one occurs, in the proportions of the mix, and ends where its name says on any day of the year."""

from datetime import UTC, date, datetime

import pytest

from cases.demo import city
from cases.demo import lives as ways
from cases.demo.city import lives as chosen
from cases.demo.city import working_days_back
from cases.demo.lives import MIX, situations_for
from cases.demo.situations import NOISE, SITUATIONS
from cases.models import Case, Standing
from cases.rules.calendars import Calendar
from tests.demo_city import built

WEEKDAYS = Calendar(zone="Asia/Ho_Chi_Minh")
AMONG_HOLIDAYS = datetime(2026, 2, 18, 3, 0, tzinfo=UTC)  # a Wednesday, the second day of Tết
SUNDAY = datetime(2026, 5, 3, 3, 0, tzinfo=UTC)  # after the holidays of 30 April and 1 May

#: How a life stands when it is over, wherever within its span it began.
ENDS = [
    (ways.begun, (1, 7), "open", "in_term"),
    (ways.begun, (10, 50), "open", "overdue"),
    (ways.awaiting, (5, 7), "awaiting", "in_term"),
    (ways.awaiting_late, (10, 14), "awaiting", "overdue"),
    (ways.open_extended, (9, 12), "open", "extended"),
    (ways.open_broken, (14, 45), "open", "promise_broken"),
    (ways.open_extended_late, (12, 15), "open", "overdue"),
    (ways.answered_late, (24, 280), "answered", "overdue"),
    (ways.answered_extended, (14, 210), "answered", "extended"),
    (ways.answered_broken, (18, 210), "answered", "promise_broken"),
]


@pytest.mark.parametrize("count", [1, 31, 40, 150, 300, 3000])
def test_every_life_occurs_and_the_count_is_kept_where_it_can_be(count):
    lives = chosen(count)
    assert {life for life, _, _ in lives} == {life for life, _, _, _ in MIX}
    assert len(lives) == max(count, len(MIX))


def test_the_proportions_are_those_of_the_mix():
    lives = [life for life, _, _ in chosen(3000)]
    weights = sum(weight for _, weight, _, _ in MIX)
    for life in (ways.answered_late, ways.awaiting, ways.answered_soon):
        wanted = 3000 * sum(weight for each, weight, _, _ in MIX if each is life) / weights
        assert abs(lives.count(life) - wanted) <= 1


def test_only_accusations_are_summed_up():
    assert situations_for(ways.summary) == NOISE
    assert situations_for(ways.answered) == SITUATIONS


def test_working_days_are_counted_back_from_before_today():
    assert working_days_back(WEEKDAYS, date(2026, 11, 25), 4) == [  # a Wednesday
        date(2026, 11, 24),
        date(2026, 11, 23),
        date(2026, 11, 20),
        date(2026, 11, 19),
    ]
    assert working_days_back(WEEKDAYS, date(2026, 11, 22), 1) == [date(2026, 11, 20)]  # a Sunday


def test_the_table_below_is_that_of_the_city():
    spans = {(life, first, last) for life, _, first, last in MIX}
    assert {(life, *span) for life, span, _, _ in ENDS} <= spans


@pytest.mark.django_db
@pytest.mark.parametrize("today", [AMONG_HOLIDAYS, SUNDAY])
def test_lives_end_where_their_names_say_also_among_holidays(monkeypatch, today):
    spans = [(life, 1, ago, ago) for life, span, _, _ in ENDS for ago in span]
    monkeypatch.setattr(city, "MIX", tuple(spans))
    monkeypatch.setattr(city, "DUPLICATES", 0)
    monkeypatch.setattr(city.Random, "shuffle", lambda self, given: None)
    names = {}

    def noting(life, ago):
        def live(walk):
            names[walk.case.pk] = (life, ago)
            return life(walk)

        return live

    monkeypatch.setattr(city, "MIX", tuple((noting(life, ago), 1, ago, ago) for life, _, ago, _ in spans))
    with built(today, count=len(spans)):
        clocks = Standing.objects.of_citizens().now().with_verdict(today)
        ended = {names[row.case_id]: (row.phase, row.verdict) for row in clocks}
        assert Case.objects.count() == len(spans)
    for life, span, phase, verdict in ENDS:
        for ago in span:
            assert ended[life, ago] == (phase, verdict), (life.__name__, ago)
