"""Lives: every one occurs, in the proportions of the mix, and ends where its name says on any day of the year."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from cases.demo import city
from cases.demo import lives as ways
from cases.demo.city import lives as chosen
from cases.demo.city import working_days_back
from cases.demo.lives import LONGEST, MIX, PLAIN, Share, situations_for
from cases.demo.situations import SITUATIONS
from cases.demo.situations_order import NOISE
from cases.models import Case, Standing
from cases.rules.calendars import Calendar
from tests.demo_city import built

WEEKDAYS = Calendar(zone="Asia/Ho_Chi_Minh")
AMONG_HOLIDAYS = datetime(2026, 2, 18, 3, 0, tzinfo=UTC)  # a Wednesday, the second day of Tết
SUNDAY = datetime(2026, 5, 3, 3, 0, tzinfo=UTC)  # after the holidays of 30 April and 1 May

#: How a life stands when it is over, wherever within its span it began.
ENDS = [
    (ways.begun, (1, 7), "open", "in_term"),
    (ways.begun, (10, 22), "open", "overdue"),
    (ways.begun, (22, 60), "open", "overdue"),
    (ways.awaiting, (3, 7), "awaiting", "in_term"),
    (ways.awaiting_long, (5, 6), "awaiting", "in_term"),
    (ways.awaiting_late, (10, 14), "awaiting", "overdue"),
    (ways.open_extended, (9, 12), "open", "extended"),
    (ways.open_broken, (14, 45), "open", "promise_broken"),
    (ways.open_extended_late, (12, 15), "open", "overdue"),
    (ways.answered, (9, LONGEST), "answered", "in_term"),
    (ways.answered_soon, (5, 9), "answered", "in_term"),
    (ways.answered_late, (24, LONGEST), "answered", "overdue"),
    (ways.answered_extended, (14, LONGEST), "answered", "extended"),
    (ways.answered_broken, (20, LONGEST), "answered", "promise_broken"),
    (ways.answered_at_second_try, (8, LONGEST), "answered", "in_term"),
]


@pytest.mark.parametrize("count", [1, 31, 40, 150, 300, 3000])
def test_every_life_occurs_and_the_count_is_kept_where_it_can_be(count):
    shares = chosen(count)
    assert {share.life for share in shares} == {share.life for share in MIX}
    assert len(shares) == max(count, len(MIX))


@pytest.mark.parametrize("share", MIX, ids=lambda share: f"{share.life.__name__}-{share.last}")
def test_of_three_thousand_each_has_its_count(share):
    assert abs(chosen(3000).count(share) - share.count) <= (5 if share is MIX[0] else 1)


def test_the_mix_adds_up_to_the_city():
    assert sum(share.count for share in MIX) == pytest.approx(city.CASES, abs=30)


@pytest.mark.parametrize("share", MIX, ids=lambda share: f"{share.life.__name__}-{share.last}")
def test_a_span_begins_before_it_ends_and_within_fourteen_months(share):
    assert 1 <= share.first <= share.last <= LONGEST


def test_a_third_of_what_is_open_is_past_due_and_few_are_open():
    """Read off the mix by the words of its lives; the city itself is counted in test_whole_city."""
    late = {ways.awaiting_late, ways.open_extended, ways.open_broken, ways.open_extended_late, ways.retracted}
    past_due = sum(s.count for s in MIX if s.life in late or (s.life is ways.begun and s.late))
    open_ = past_due + sum(
        s.count for s in MIX if s.life in {ways.awaiting, ways.there_and_back, ways.side_by_side, ways.unassigned}
    )
    open_ += sum(s.count for s in MIX if s.life is ways.begun and not s.late)
    assert 0.2 < past_due / open_ < 0.45
    assert 0.04 < open_ / city.CASES < 0.08


def test_only_accusations_are_summed_up():
    assert situations_for(ways.summary) == NOISE
    assert situations_for(ways.answered) == SITUATIONS


def test_lives_that_end_in_several_ways_are_not_plain():
    many = {ways.reopened, ways.escalated, ways.amended, ways.retracted, ways.merged, ways.withdrawn, ways.planned}
    assert not many & PLAIN
    assert ways.summary not in PLAIN  # accepted in other words
    assert ways.there_and_back not in PLAIN  # an old clock goes on


def test_working_days_are_counted_back_from_before_today():
    assert working_days_back(WEEKDAYS, date(2026, 11, 25), 4) == [  # a Wednesday
        date(2026, 11, 24),
        date(2026, 11, 23),
        date(2026, 11, 20),
        date(2026, 11, 19),
    ]
    assert working_days_back(WEEKDAYS, date(2026, 11, 22), 1) == [date(2026, 11, 20)]  # a Sunday
    assert all(a > b for a, b in pairwise(working_days_back(WEEKDAYS, date(2026, 11, 22), 30)))


def test_the_table_above_is_that_of_the_city():
    assert {(life, *span) for life, span, _, _ in ENDS} <= {(s.life, s.first, s.last) for s in MIX}


@pytest.mark.django_db
@pytest.mark.parametrize("today", [AMONG_HOLIDAYS, SUNDAY])
def test_lives_end_where_their_names_say_also_among_holidays(monkeypatch, today):
    walks = {}

    def noting(life, ago):
        def live(walk):
            walks[life, ago] = walk
            return life(walk)

        return live

    ends = [(life, ago) for life, span, _, _ in ENDS for ago in span]
    noted = {end: noting(*end) for end in ends}
    mix = tuple(Share(life=noted[life, ago], count=1, first=ago, last=ago, late=True) for life, ago in noted)
    monkeypatch.setattr(city, "MIX", mix)
    monkeypatch.setattr(city, "PLAIN", frozenset(noted[life, ago] for life, ago in noted if life in PLAIN))
    with built(today, count=len(mix)):
        clocks = Standing.objects.of_citizens().now().with_verdict(today)
        ended = {row.case_id: (row.phase, row.verdict) for row in clocks}
        assert Case.objects.count() == len(mix)
    for life, span, phase, verdict in ENDS:
        for ago in span:
            assert ended[walks[life, ago].case_id] == (phase, verdict), (life.__name__, ago)
