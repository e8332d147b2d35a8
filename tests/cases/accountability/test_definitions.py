"""Every figure reads its own number of what was counted of a part, and nothing where there is nothing to tell."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from cases.accountability.case_counts import CaseCounts
from cases.accountability.center_clocks import CenterClock, CenterTook
from cases.accountability.definitions import CHAPTERS, FIGURES
from cases.accountability.extensions import Extensions
from cases.accountability.figure_parts import Part
from cases.accountability.handovers import Handovers
from cases.accountability.reviews import Reviews
from cases.accountability.shown import Counts
from cases.accountability.spread import SPANS, Spread
from cases.accountability.tallies import Load
from cases.rules.figures import Tally, rate

AT = datetime(2026, 3, 20, 17, 30, tzinfo=UTC)  # half past midnight in Huế: the 21st
BEGUN = datetime(2026, 3, 10, 16, 59, tzinfo=UTC)  # a minute to midnight there: the 10th
READ = {figure.code: figure for figure in FIGURES}
SAID = {"satisfied": 10, "acceptable": 4, "not_satisfied": 2, None: 34}


def took(n, median, p90, waiting=0):
    return CenterTook(took=Spread(n=n, median=median, p90=p90), waiting=waiting)


#: No two of its numbers are alike where one could be read for the other.
WHOLE = Part(
    at=AT,
    cases=CaseCounts(open=101, answered=7),
    load=Load(
        tally=Tally(
            open=103,
            awaiting=11,
            overdue=37,
            extended=5,
            promise_broken=7,
            closed=89,
            closed_with_due=83,
            closed_in_term=61,
            closed_extended=3,
            open_past_due_with_due=17,
            open_extended_with_due=2,
            firm=59,
            passed_on=13,
            unknown=19,
        ),
        oldest_start=BEGUN,
    ),
    took=Spread(n=1, median=4.5, p90=9.25),
    spans=(201, 202, 203, 204, 205, 206, 207, 208),
    opinions=Load(tally=Tally(open=47, overdue=10, closed=43, promise_broken=1)),
    opinions_took=Spread(n=43, median=6.5, p90=7.5),
    reopened=rate(23, 92),
    extensions=Extensions(
        fates={"kept": 6, "broken": 2, "postponed": 1, "running": 3, "moot": 5},
        clocks=41,
        length=Spread(n=17, median=8.5, p90=14.5),
        repeated=9,
        with_reason=16,
    ),
    handovers=Handovers(received=29, held=Spread(n=31, median=1.5, p90=2.5)),
    reviews=Reviews(handed_in=71, looked_at=64, at_first=48, returned=21, refused=12, appealed=14, won=8),
    found=SAID,
    removed={"case.decline": {"a": 3, "b": 2}, "case.merge": {"": 4}, "case.withdraw": {"a": 5, "c": 1}},
    center={
        CenterClock.ACCEPTANCE: took(301, 0.25, 0.5, 311),
        CenterClock.ASSIGNMENT: took(302, 0.75, 1.25, 312),
        CenterClock.DECISION: took(303, 1.75, 2.25, 313),
        CenterClock.ESCALATION: took(304, 2.75, 3.25, 314),
    },
)

#: Code, unit, and the number by the definition that the page of methods gives.
ROWS = [
    ("open_cases", "count", 101),
    ("open_clocks", "count", 103),
    ("awaiting", "count", 11),
    ("overdue", "count", 37 - 5 - 7),  # without those that were extended or whose promise was broken
    ("promise_broken", "count", 7),
    ("extended", "count", 5),
    ("oldest_days", "calendar_days", 11),  # from the 10th to the 21st, by the city's midnights
    ("closed", "count", 89),
    ("closed_with_due", "count", 83),
    ("closed_in_term", "count", 61),
    ("unknown", "count", 19),
    ("on_time_rate", "share", 61 / (83 + 17)),
    ("n", "count", 83 + 17),
    ("wilson_low", "share", 0.51203),  # by hand: z = 1.96, 61 of 100
    ("wilson_high", "share", 0.69983),
    ("kept_rate", "share", (61 + 3) / (83 + 17 - 2)),
    ("firm_rate", "share", 59 / (83 + 17)),
    ("reopened", "count", 23),
    ("reopened_rate", "share", 0.25),
    ("median_days", "days", 4.5),
    ("p90_days", "days", 9.25),
    ("days_0_1", "count", 201),
    ("days_2_3", "count", 202),
    ("days_4_5", "count", 203),
    ("days_6_7", "count", 204),
    ("days_8_10", "count", 205),
    ("days_11_14", "count", 206),
    ("days_15_30", "count", 207),
    ("days_31_more", "count", 208),
    ("extensions", "count", 6 + 2 + 1 + 3 + 5),
    ("extended_clocks", "count", 41),
    ("extended_share", "share", 41 / (103 + 89 + 13)),  # of all that was given, but for what closed nobody knows when
    ("promises_kept", "count", 6),
    ("promises_broken", "count", 2),
    ("promises_postponed", "count", 1),
    ("promises_kept_rate", "share", 6 / (6 + 2)),
    ("extension_days", "days", 8.5),
    ("extension_p90_days", "days", 14.5),
    ("same_reasons", "count", 9),
    ("received", "count", 29),
    ("handed_on", "count", 31),
    ("held_days", "days", 1.5),
    ("held_p90_days", "days", 2.5),
    ("opinions_open", "count", 47),
    ("opinions_past_due", "count", 10),
    ("opinions_given", "count", 43),
    ("opinions_days", "days", 6.5),
    ("handed_in", "count", 71),
    ("looked_at", "count", 64),
    ("approved_at_first", "count", 48),
    ("approved_at_first_rate", "share", 48 / 64),
    ("returned", "count", 21),
    ("refused", "count", 12),
    ("appealed", "count", 14),
    ("appeals_won", "count", 8),
    ("satisfied", "count", 10),
    ("acceptable", "count", 4),
    ("not_satisfied", "count", 2),
    ("response_rate", "share", 16 / 50),
    ("declined", "count", 3 + 2),
    ("merged", "count", 4),
    ("withdrawn", "count", 5 + 1),
    ("acceptance_n", "count", 301),
    ("acceptance_days", "days", 0.25),
    ("acceptance_p90_days", "days", 0.5),
    ("acceptance_waiting", "count", 311),
    ("assignment_n", "count", 302),
    ("assignment_days", "days", 0.75),
    ("assignment_p90_days", "days", 1.25),
    ("assignment_waiting", "count", 312),
    ("decision_n", "count", 303),
    ("decision_days", "days", 1.75),
    ("decision_p90_days", "days", 2.25),
    ("decision_waiting", "count", 313),
    ("escalation_n", "count", 304),
    ("escalation_days", "days", 2.75),
    ("escalation_p90_days", "days", 3.25),
    ("escalation_waiting", "count", 314),
]
#: Nothing is known of these where nobody asked for them, or too few said anything.
HIDDEN = {"satisfied", "acceptable", "not_satisfied"}


@pytest.mark.parametrize(("code", "unit", "value"), ROWS, ids=[code for code, _unit, _value in ROWS])
def test_a_figure_reads_its_own_number(code, unit, value):
    assert READ[code].read(WHOLE) == pytest.approx(value, abs=1e-5)
    assert READ[code].unit == unit


def test_every_figure_is_held_and_named_once():
    assert [code for code, _unit, _value in ROWS] == [figure.code for figure in FIGURES]


def test_where_nothing_was_counted_counts_are_nought_and_the_rest_is_not_told():
    nothing = Part(at=AT, center=dict.fromkeys(CenterClock, CenterTook()))
    told = {figure.code: figure.read(nothing) for figure in FIGURES}
    assert {code for code, value in told.items() if value == 0} == {
        code for code, unit, _value in ROWS if unit == "count" and code not in HIDDEN
    }
    assert {value for value in told.values() if value != 0} == {None}


def test_what_a_part_cannot_know_is_not_told_as_nought():
    of_agency = Part(
        at=AT,
        removed=WHOLE.removed,
        knows_declined=False,
        center={CenterClock.DECISION: WHOLE.center[CenterClock.DECISION]},
    )
    told = {figure.code: figure.read(of_agency) for figure in FIGURES}
    assert (told["declined"], told["merged"], told["withdrawn"]) == (None, 4, 6)
    assert (told["acceptance_n"], told["acceptance_waiting"], told["escalation_waiting"]) == (None, None, None)
    assert (told["decision_n"], told["decision_waiting"]) == (303, 313)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({}, (None, None, None, None)),
        ({None: 400}, (None, None, None, None)),
        ({"satisfied": 4, None: 1}, (None, None, None, None)),
        ({"satisfied": 2, "acceptable": 1, "not_satisfied": 1}, (None, None, None, None)),
        ({"not_satisfied": 5}, (0, 0, 5, 1.0)),
        ({"satisfied": 2, "acceptable": 2, "not_satisfied": 1, None: 5}, (2, 2, 1, 0.5)),
    ],
    ids=["nothing", "nobody rated", "four", "four in three ways", "five of one mind", "five"],
)
def test_what_fewer_than_five_say_is_hidden(found, told):
    part = Part(at=AT, found=found)
    codes = ("satisfied", "acceptable", "not_satisfied", "response_rate")
    assert tuple(READ[code].read(part) for code in codes) == told


def test_spans_are_named_by_their_days():
    names = [str(READ[code].name) for code, _unit, _value in ROWS if code.startswith("days_")]
    assert names == ["0–1", "2–3", "4–5", "6–7", "8–10", "11–14", "15–30", ">30"]
    assert len(names) == len(SPANS)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_figures_of_a_chapter_bear_one_name(language):
    with override(language):
        for chapter in CHAPTERS:
            names = [str(figure.name) for figure in chapter.figures]
            assert sorted(set(names)) == sorted(names), chapter.code
        titles = [str(chapter.title) for chapter in CHAPTERS]
        assert sorted(set(titles)) == sorted(titles)


def test_english_readers_get_english_words():
    """Of figures that have words: a span of days is the same in every language."""
    for figure in FIGURES:
        said = []
        for language in ("vi", "en"):
            with override(language):
                said.append((str(figure.name), str(figure.means)))
        (name, means), (name_en, means_en) = said
        assert means != means_en, figure.code
        assert name != name_en or figure.code.startswith("days_") or figure.code == "n", figure.code


def test_the_headline_of_a_part_is_what_is_overdue_or_broken():
    """The file's columns and the pages' headline are the same number."""
    counts = Counts(open=103, overdue=25, promise_broken=7, extended=5)
    told = {code: READ[code].read(WHOLE) for code in ("overdue", "promise_broken", "extended")}
    assert counts.headline == told["overdue"] + told["promise_broken"] == WHOLE.load.tally.headline
    assert counts.past_due == sum(told.values())
