"""Which days a night freezes, what a day is stored as, and what is told today beside the days frozen last."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from cases.accountability.frozen.changes import Change
from cases.accountability.frozen.day_lists import AgencyList, DayList, Figures
from cases.accountability.frozen.files import cases_text
from cases.accountability.frozen.freezing import (
    built,
    day_of,
    days_to_freeze,
    end_of,
    freeze,
    settled_now,
    stored_entries,
)
from cases.accountability.frozen.today import SHOWN, Today, Turn, today
from cases.accountability.present import Present
from cases.models import Snapshot
from cases.rules.frozen_days import DayNotOver, FrozenDay
from cases.rules.verdicts import VerdictKind
from tests.cases.accountability.frozen.conftest import day, noon
from tests.cases.accountability.frozen.days import a_day, a_row, kept
from tests.cases.accountability.stored_clocks import a_case, an_assignment, stand
from tests.factories import KIM_LONG, LIGHTING, Walk, an_agency

MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        (date(2026, 3, 2), datetime(2026, 3, 2, 16, 59, 59, 999_999, tzinfo=UTC)),
        (date(2026, 1, 1), datetime(2026, 1, 1, 16, 59, 59, 999_999, tzinfo=UTC)),
        (date(2024, 2, 29), datetime(2024, 2, 29, 16, 59, 59, 999_999, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_in_the_city(asked, end):
    assert end_of(asked) == end


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("frozen", "at", "days"),
    [
        ([], noon(5), [4]),
        ([], end_of(day(5)), [4]),
        ([], end_of(day(5)) + MICROSECOND, [5]),
        ([4], noon(5), []),
        ([3], noon(5), [4]),
        ([1, 3], noon(5), [2, 4]),
        ([5], noon(5), []),
        ([0, 40], noon(41), list(range(9, 40))),
        ([9, 40], noon(41), list(range(10, 40))),
        ([0], noon(60), list(range(1, 60))),
        ([20, 21], noon(60), list(range(22, 60))),
    ],
    ids=[
        *("nothing frozen: yesterday", "the last instant of a day", "a moment later", "all frozen", "one to do"),
        *("a hole", "today was frozen by a clock put forward", "holes of the last month", "none before the first day"),
        *("two months away: all since", "and nothing before"),
    ],
)
def test_what_a_night_freezes(frozen, at, days):
    Snapshot.objects.bulk_create([a_day(number) for number in frozen])
    assert days_to_freeze(at) == [day(number) for number in days]


@pytest.mark.django_db
def test_days_are_frozen_once_each_in_their_order_however_they_are_asked_for(clock):
    clock.now = noon(20)
    found = freeze([day(4), day(2), day(4), day(3)])
    assert next(found).date == day(2)
    assert Snapshot.objects.count() == 1, "each is there as soon as it is told"
    assert [each.date for each in found] == [day(3), day(4)]
    assert list(freeze([day(2), day(3)])) == []
    assert list(freeze([])) == []
    assert [each.compared_with for each in Snapshot.objects.order_by("date")] == [None, day(2), day(3)]


@pytest.mark.django_db
def test_one_day_that_has_not_ended_and_none_is_frozen(clock):
    clock.now = noon(3)
    assert settled_now() == noon(3)
    with pytest.raises(DayNotOver, match="2026-03-05 has not ended yet"):
        list(freeze([day(1), day(3)]))
    assert not Snapshot.objects.exists()
    with pytest.raises(DayNotOver):
        list(freeze([day(3)], now=end_of(day(3))))
    assert [each.date for each in freeze([day(3)], now=end_of(day(3)) + MICROSECOND)] == [day(3)]


@pytest.mark.parametrize("reconstructed", [False, True])
def test_a_stored_day_knows_how_it_was_frozen(reconstructed):
    snapshot = a_day(11, reconstructed=reconstructed)
    found = day_of(snapshot)
    assert found == FrozenDay(
        day=day(11),
        ended_at=end_of(day(11)),
        frozen_at=end_of(day(11)) + timedelta(minutes=5),
        reconstructed=reconstructed,
    )
    assert found.bound == snapshot.bound == (found.frozen_at if reconstructed else found.ended_at)


@pytest.mark.django_db
def test_what_stands_on_a_stored_list_by_agency_and_number(django_assert_num_queries):
    entries = [(7, "A-7", "overdue", 4), (9, "A-9", "extended", 1)]
    one, two = an_agency(KIM_LONG), an_agency(LIGHTING)
    snapshot = kept(11, a_row(agency=one, cases=cases_text(entries)), a_row(agency=two, cases=cases_text(entries[:1])))
    kept(12, a_row(agency=one, cases=cases_text([(8, "A-8", "overdue", 1)])))
    with django_assert_num_queries(1):
        assert stored_entries(snapshot) == {
            (one.pk, 7): entries[0],
            (one.pk, 9): entries[1],
            (two.pk, 7): entries[0],
        }


# --- as it is stored -------------------------------------------------------------------------------------------------


def late(agency, **kinds):
    """An agency's list with so many of each kind."""
    entries = [(agency.pk, "A", "overdue", 3)]
    return AgencyList(
        agency=agency.pk, open=9, kinds={VerdictKind(kind): n for kind, n in kinds.items()}, entries=entries
    )


@pytest.mark.django_db
def test_a_list_as_it_is_stored(settings):
    kim_long, lighting, trees = (an_agency(name) for name in (KIM_LONG, LIGHTING, "Công ty Cây xanh"))
    nobody = an_agency("", slug="chua-giao")
    total = Figures(
        open=40,
        kinds={VerdictKind.OVERDUE: 3, VerdictKind.PROMISE_BROKEN: 1, VerdictKind.EXTENDED: 2},
        median_days=2.5,
        oldest_days=9,
        oldest_number=7,
    )
    agencies = [late(nobody, overdue=2), late(kim_long, promise_broken=1, overdue=1), late(lighting, extended=2)]
    frozen = FrozenDay(day=day(11), ended_at=end_of(day(11)), frozen_at=noon(20), reconstructed=True)
    found = DayList(frozen, [*agencies, late(trees)], total, 6, 5, {}, lambda key: False)
    changed = [Change(trees.pk, (8, "B-8", "extended", 2), "left", "answered")]
    kept_day = built(found, changed, compared_with=day(10), digest="x")
    snapshot = kept_day.snapshot
    assert snapshot.agencies_past_due == 1, "not nobody, nor who only extended"
    assert (snapshot.open, snapshot.overdue, snapshot.promise_broken, snapshot.extended) == (40, 3, 1, 2)
    assert (snapshot.median_days, snapshot.oldest_days, snapshot.oldest_number) == (2.5, 9, 7)
    assert (snapshot.unassigned, snapshot.unassigned_past_due, snapshot.ledger_digest) == (6, 5, "x")
    assert (snapshot.date, snapshot.frozen_at, snapshot.reconstructed) == (day(11), noon(20), True)
    assert (snapshot.compared_with, snapshot.method, snapshot.sample) == (day(10), 3, False)
    assert [(row.place, row.name, row.slug, row.is_agency, row.open, row.past_due) for row in kept_day.agencies] == [
        (1, "Nguồn không ghi đơn vị", "chua-giao", False, 9, 2),
        (2, KIM_LONG, kim_long.slug, True, 9, 2),
        (3, LIGHTING, lighting.slug, True, 9, 2),
    ]
    assert kept_day.agencies[1].cases == f'[[{kim_long.pk},"A","overdue",3]]'
    [change] = kept_day.changes
    assert (change.name, change.slug, change.agency_id) == ("Công ty Cây xanh", trees.slug, trees.pk)
    assert (change.number, change.reference, change.kind) == (8, "B-8", "left")
    assert (change.verdict, change.days, change.reason) == ("extended", 2, "answered")
    settings.DEMO = True
    assert built(found, [], compared_with=None, digest="").snapshot.sample is True


# --- today -----------------------------------------------------------------------------------------------------------


def turn(case, reason=""):
    return Turn(agency=1, case=case, number=case, verdict="overdue", reason=reason)


@pytest.mark.parametrize(
    ("reason", "vietnamese", "english"),
    [
        ("", "", ""),
        ("answered", "đã trả lời và được duyệt", "answered and approved"),
        ("recounted", "hạn được tính lại", "due date counted anew"),
        ("of a later version", "", ""),
    ],
    ids=["came", "answered", "recounted", "unknown"],
)
def test_why_it_left_in_words(reason, vietnamese, english):
    assert turn(1, reason).label == vietnamese
    with override("en"):
        assert turn(1, reason).label == english


@pytest.mark.parametrize(
    ("came", "left", "named"),
    [
        (0, 0, []),
        (1, 1, [0, 100]),
        (SHOWN, 0, list(range(SHOWN))),
        (SHOWN + 3, SHOWN + 1, [*range(8), *range(100, 108)]),
    ],
    ids=["none", "one of each", "as many as are shown", "more"],
)
def test_a_page_names_the_first_of_each(came, left, named):
    told = Today(came=[turn(case) for case in range(came)], left=[turn(100 + case) for case in range(left)])
    assert told.cases == named


def at(number, hour=12):
    return today(Present(at=noon(number, hour), key=""))


@pytest.mark.django_db
def test_yesterday_and_the_week_before_where_they_are_frozen(clock, django_assert_max_num_queries):
    clock.now = noon(11)
    assert at(11) == Today(caveats=[]), "where nothing was ever recorded nothing is missed"
    one, two = an_agency(KIM_LONG), an_agency(LIGHTING)
    rows = [a_row(agency=one, overdue=2, promise_broken=1, extended=4), a_row(agency=two, extended=3)]
    days = {number: kept(number, *(rows if number == 10 else ())) for number in (4, 10)}
    with django_assert_max_num_queries(6):
        found = at(11)
    assert (found.yesterday, found.week, found.newest) == (days[10], days[4], days[10])
    assert found.headlines == {one.pk: 3, two.pk: 0}
    assert (found.came, found.left, found.caveats) == ([], [], [])
    assert (at(11, 0).yesterday, at(10, 23).yesterday) == (days[10], None), "by the city's own midnight"
    later = at(17)
    assert (later.yesterday, later.week, later.newest, later.headlines) == (None, days[10], days[10], {})
    assert (at(12).yesterday, at(12).week, at(12).newest) == (None, None, days[10])
    assert at(12).caveats == []
    Walk(at=noon(11)).accept()
    assert at(11, 13).caveats == []
    clock.now = noon(12)
    assert at(12).caveats == ["not_frozen"]
    assert at(12, 6).caveats == [], "it has until the morning"


@pytest.mark.django_db
def test_what_was_entered_after_the_instant_of_the_page_is_known_to_it(clock):
    """A page may stand at an instant some minutes ago: an answer of last week, entered since, is told all the same."""
    clock.now = noon(0)
    walk = Walk(at=noon(0)).accept().assign()
    clock.night_after(10).freeze(10)
    clock.now = noon(11) + timedelta(minutes=5)
    walk.until(noon(8)).submit().until(noon(8, 13)).approve()
    [left] = at(11).left
    assert (left.number, left.verdict, left.reason) == (walk.case.number, "overdue", "answered")
    assert at(11).came == []


@pytest.mark.django_db
def test_who_came_since_yesterday_the_longest_late_first(clock):
    """Whose term ended since: at its last instant nothing is late. What is told in figures only is not named."""
    clock.now = noon(11)
    kept(10)
    end = end_of(day(10))
    numbers = []
    for ended, level in (
        (end + timedelta(hours=3), "full"),
        (end, "full"),
        (end - MICROSECOND, "full"),
        (end + timedelta(hours=1), "full"),
        (noon(11), "full"),
        (end + timedelta(hours=1), "full"),
        (end + timedelta(hours=2), "figures"),
    ):
        case = a_case(level=level)
        stand(an_assignment(case, state="open", ended_at=None), since=noon(0), term_end=ended)
        numbers.append(case.number)
    found = at(11)
    assert [each.number for each in found.came] == [numbers[place] for place in (1, 3, 5, 0)]
    assert {(each.verdict, each.reason) for each in found.came} == {("overdue", "")}
    assert found.left == []
