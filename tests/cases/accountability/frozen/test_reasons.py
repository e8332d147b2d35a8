"""What is known of clocks and ledger by the end of a day, to the instant; and why cases left by it."""

import hashlib
from datetime import timedelta

import pytest

from cases.accountability.frozen import first_reasons as first
from cases.accountability.frozen.day_lists import DayList, Figures
from cases.accountability.frozen.first_reasons import Closings, first_reasons
from cases.accountability.frozen.freezing import end_of
from cases.accountability.frozen.leaving import reasons, reasons_by
from cases.accountability.frozen.ledger import digests, head_lines
from cases.accountability.frozen.stretches import Closed, Stood, closed, closed_of, held, stood, waiting
from cases.actions.verify import head_line
from cases.models import Case, FormerStanding, Standing
from cases.rules.frozen_days import FrozenDay
from tests.cases.accountability.frozen.conftest import day, noon
from tests.cases.accountability.stored_clocks import a_case, an_assignment, stand
from tests.factories import Walk

MICROSECOND = timedelta(microseconds=1)
END = end_of(day(10))
KEY = (1, 42)


def a_frozen_day(ended_at=END, bound=None):
    return FrozenDay(day=day(10), ended_at=ended_at, frozen_at=bound or ended_at, reconstructed=True)


def a_list(*, open_keys=(), frozen=None):
    return DayList(frozen or a_frozen_day(), [], Figures(), 0, 0, {}, lambda key: key in open_keys)


def closing(phase="answered", *, since=None, until=None, case=5, key=KEY):
    return Closed(key[0], case, key[1], phase, since or END - timedelta(hours=3), until)


# --- the first method ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "phase"),
    [
        ([], None),
        ([closing()], "answered"),
        ([closing(since=END)], "answered"),
        ([closing(since=END + MICROSECOND)], None),
        ([closing(until=END)], None),
        ([closing(until=END + MICROSECOND)], "answered"),
        ([closing("cancelled", until=END), closing("answered", since=END)], "answered"),
        ([closing("transferred"), closing("answered")], "answered"),
        ([closing(key=(1, 43)), closing(key=(2, 42))], None),
        ([Closed(1, 5, 42, "answered", None, None)], None),
    ],
    ids=[
        *("nothing", "before", "at its end", "after", "until its end", "past it"),
        *("one after the other", "the newest of two", "another case's, another agency's", "nobody knows since when"),
    ],
)
def test_how_a_clock_stood_closed_at_the_end_of_a_day(rows, phase):
    found = Closings(rows).at(KEY, END)
    assert (None if found is None else found.phase) == phase


@pytest.mark.parametrize(
    ("rows", "is_open", "learned", "told"),
    [
        ([closing("answered")], False, [], "answered"),
        ([closing("transferred")], False, [], "transferred"),
        ([closing("unknown")], False, [], "corrected"),
        ([closing("answered")], True, [], "recounted"),
        ([], True, [closing("answered")], "recounted"),
        ([], False, [], "corrected"),
        ([], False, [closing("answered")], "answered"),
        ([], False, [closing("answered", key=(2, 42))], "corrected"),
        ([closing("transferred")], False, [closing("answered")], "transferred"),
    ],
    ids=[
        *("answered", "given away", "at an unknown time", "open again", "open, learned later", "nothing known"),
        *("learned later", "learned of another agency", "what was known decides"),
    ],
)
def test_the_first_method_tells_why(monkeypatch, rows, is_open, learned, told):
    asked = []

    def ask(numbers, frozen):
        asked.append(list(numbers))
        return learned

    monkeypatch.setattr(first, "closed_of", ask)
    found = first_reasons([KEY], a_list(open_keys={KEY} if is_open else ()), Closings(rows))
    assert found == {KEY: told}
    assert asked == ([] if rows or is_open else [[42]]), "only what nothing tells of is looked up"


# --- what took a case away -------------------------------------------------------------------------------------------


@pytest.fixture
def taken(at):
    """A case withdrawn on the day 1, restored on 2, merged on 3, unmerged on 4, withdrawn on 5; each known at once."""
    walk = Walk(at=at(noon(0))).accept().assign()
    walk.until(at(noon(1))).withdraw().until(at(noon(2))).restore()
    walk.until(at(noon(3))).merge().until(at(noon(4))).unmerge().until(at(noon(5))).withdraw()
    return walk


@pytest.mark.django_db
def test_what_took_a_case_away_last_is_why_by_both_methods(taken, django_assert_num_queries):
    """The first method did not know of what was undone."""
    case = taken.case
    key = (1, case.number)
    clock = Stood(1, case.pk, case.number, 1, 1, "cancelled", False)
    closings = Closings([closing("cancelled", since=noon(0), case=case.pk, key=key)])
    for ended_at, bound, why, first_said in (
        (noon(1) - MICROSECOND, noon(9), "cancelled", "cancelled"),
        (noon(1), noon(9), "withdrawn", "withdrawn"),
        (noon(9), noon(1), "withdrawn", "withdrawn"),
        (noon(9), noon(1) - MICROSECOND, "cancelled", "cancelled"),
        (noon(2), noon(9), "cancelled", "withdrawn"),
        (noon(3), noon(9), "merged", "merged"),
        (noon(4), noon(9), "cancelled", "merged"),
        (noon(4), noon(3), "merged", "merged"),
        (noon(9), noon(9), "withdrawn", "withdrawn"),
    ):
        frozen = a_frozen_day(ended_at, bound)
        assert reasons_by([key], {key: 1}, [clock], frozen) == {key: why}, (ended_at, bound)
        assert first_reasons([key], a_list(frozen=frozen), closings) == {key: first_said}, (ended_at, bound)
    with django_assert_num_queries(1):
        assert reasons_by([key, (1, 43)], {key: 1, (1, 43): 1}, [clock], a_frozen_day()) == {
            key: "withdrawn",
            (1, 43): "corrected",
        }
    with django_assert_num_queries(0):
        assert reasons([], a_frozen_day(), a_frozen_day()) == {}
        answered = Stood(1, case.pk, case.number, 1, 1, "answered", False)
        assert reasons_by([key], {key: 1}, [answered], a_frozen_day()) == {key: "answered"}


# --- the ledger ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_digest_of_any_instant_is_what_it_was_then(at, django_assert_num_queries):
    """Taken while cases were on their way, and found again when all has happened."""
    seen = {noon(0): hashlib.sha256(b"").hexdigest()}

    def note():
        seen[at.now] = hashlib.sha256(b"".join(head_lines())).hexdigest()

    def step(number, hour):
        at.now = at(noon(number, hour))
        return at.now

    one = Walk(at=step(1, 8))
    note()
    one.until(step(1, 9)).accept()
    note()
    two = Walk(at=step(2, 8))
    note()
    one.until(step(3, 8)).assign().submit()  # two events at one instant
    two.accept()
    note()
    two.until(step(4, 8)).assign()
    note()
    assert len(set(seen.values())) == len(seen)
    with django_assert_num_queries(2):
        assert digests(seen) == seen
    assert digests([*seen, *seen]) == seen
    for instant, digest in seen.items():
        assert digests([instant + timedelta(minutes=1)]) == {instant + timedelta(minutes=1): digest}
    just_before = noon(2, 8) - MICROSECOND
    assert digests([just_before])[just_before] == seen[noon(1, 9)]
    cases = Case.objects.order_by("pk")
    assert list(head_lines()) == [head_line(each) for each in cases]
    with django_assert_num_queries(0):
        assert digests([]) == {}


# --- clocks in the tables --------------------------------------------------------------------------------------------


def lines(rows):
    """Of each clock the number of its case."""
    return sorted(row.number for row in rows)


@pytest.mark.django_db
def test_which_clocks_stood_at_the_end_of_a_day(django_assert_num_queries):
    """Name → what the row says, and whether it holds at END as known by END, and whether it is late then."""
    told = {
        "open since ever": ({"since": None, "term_end": END - MICROSECOND}, True, True),
        "due at the end": ({"term_end": END}, True, False),
        "without a term": ({}, True, False),
        "begun at the end": ({"since": END, "term_end": noon(1)}, True, True),
        "begun a moment later": ({"since": END + MICROSECOND}, False, False),
        "over at the end": ({"until": END}, False, False),
        "over a moment later": ({"until": END + MICROSECOND, "term_end": noon(9)}, True, True),
        "awaits, handed in in time": ({"phase": "awaiting", "stopped_at": noon(8), "term_end": noon(8)}, True, False),
        "awaits, handed in late": (
            {"phase": "awaiting", "stopped_at": noon(8), "term_end": noon(8) - MICROSECOND},
            True,
            True,
        ),
        "answered late": ({"phase": "answered", "stopped_at": noon(9), "term_end": noon(8)}, True, False),
        "known at the end": ({"recorded_at": END, "term_end": noon(9)}, True, True),
        "known a moment later": ({"recorded_at": END + MICROSECOND}, False, False),
    }
    numbers = {}
    for name, (fields, _holds, _late) in told.items():
        numbers[name] = stand(an_assignment(a_case()), **fields).case.number
    opinion = stand(an_assignment(a_case(), kind="opinion")).case.number
    with django_assert_num_queries(2):
        found = {each.number: each.late for each in stood([*numbers.values(), opinion], a_frozen_day())}
    assert found == {numbers[name]: late for name, (_fields, holds, late) in told.items() if holds}
    assert list(stood([], a_frozen_day())) == []
    open_ones = {numbers[name] for name, (fields, holds, _late) in told.items() if holds and "phase" not in fields}
    awaiting = {numbers[name] for name in told if name.startswith("awaits")}
    assert lines(held([a_frozen_day()])) == sorted(open_ones | awaiting)
    assert lines(closed_of(numbers.values(), a_frozen_day())) == [numbers["answered late"]]


@pytest.mark.django_db
def test_what_was_known_then_and_has_been_replaced_since_still_counts():
    for replaced_at, counts in ((END, False), (END + MICROSECOND, True)):
        assignment = an_assignment(a_case())
        fields = {"phase": "open", "since": noon(1), "started_at": noon(1), "round": 1, "replaced_at": replaced_at}
        FormerStanding.objects.create(case=assignment.case, assignment=assignment, **fields)
        number = assignment.case.number
        assert bool(list(stood([number], a_frozen_day()))) is counts
        assert (number in lines(held([a_frozen_day()]))) is counts


@pytest.mark.django_db
def test_of_opinions_and_of_what_is_told_in_figures_only():
    hidden = a_case(level="figures")
    stand(an_assignment(hidden))
    stand(an_assignment(a_case(), kind="opinion"))
    citizen = a_case()
    stand_of_citizen = {"phase": "open", "since": noon(1), "started_at": noon(1), "round": 1}
    Standing.objects.create(case=citizen, assignment=None, **stand_of_citizen)
    [own] = held([a_frozen_day()])
    assert (own.case, own.number, own.reference) == (hidden.pk, None, hidden.reference)
    assert [case for case, _stretch in waiting([a_frozen_day()])] == [citizen.pk]


@pytest.mark.django_db
def test_what_closed_past_due_within_some_days():
    """Two days before the first one ends is as far back as anybody looks; the term had to end before it closed."""
    days = [FrozenDay(day=day(n), ended_at=end_of(day(n)), frozen_at=noon(90), reconstructed=True) for n in (9, 10)]
    begun = days[0].ended_at - timedelta(days=2)
    told = {
        "within": ({"since": noon(9), "term_end": noon(8)}, True),
        "at the last end": ({"since": END, "term_end": noon(8)}, True),
        "after it": ({"since": END + MICROSECOND, "term_end": noon(8)}, False),
        "two days before": ({"since": begun, "term_end": noon(2)}, False),
        "a moment later": ({"since": begun + MICROSECOND, "term_end": noon(2)}, True),
        "in time": ({"since": noon(9), "term_end": noon(9)}, False),
        "without a term": ({"since": noon(9)}, False),
        "still open": ({"since": noon(9), "term_end": noon(8), "phase": "open"}, False),
    }
    numbers = {
        name: stand(an_assignment(a_case()), **{"phase": "answered", **fields}).case.number
        for name, (fields, _holds) in told.items()
    }
    assert lines(closed(days)) == sorted(numbers[name] for name, (_fields, holds) in told.items() if holds)
