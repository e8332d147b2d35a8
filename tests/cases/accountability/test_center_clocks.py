"""The Center's own clocks, one after the other: when each begins to run, stops, and is nobody's any more."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.accountability.center_clocks import CenterClock, CenterTook, center_by
from cases.accountability.cuts import AGENCY, CATEGORY, CITY, SOURCE, WARD, by_month
from cases.models import Category, Ward
from tests.cases.accountability.stored_clocks import a_case, an_assignment
from tests.factories import KIM_LONG, LIGHTING, START, Walk, an_agency

pytestmark = pytest.mark.django_db
ACCEPTANCE, ASSIGNMENT, DECISION, ESCALATION = CenterClock
MICROSECOND, HOUR, DAY = timedelta(microseconds=1), timedelta(hours=1), timedelta(days=1)
ABSENT = (0, None, 0, None)


def told(clock, at, cut=CITY, key=0):
    """How many stopped, their median, how many run, and since when the oldest."""
    found = center_by(clock, cut, at).get(key, CenterTook())
    return found.took.n, found.took.median, found.waiting, found.oldest_start


def holds(clock, rows):
    """Each row: an instant and what is told then; one that ends nothing is told just the same a moment before."""
    for at, expected in rows:
        assert told(clock, at) == expected, (clock, at)


def test_from_sending_to_acceptance():
    Walk(at=START).later(hours=6).accept()
    Walk(at=START + 2 * HOUR).later(hours=12).accept()
    holds(
        ACCEPTANCE,
        [
            (START - MICROSECOND, ABSENT),
            (START, (0, None, 1, START)),
            (START + 2 * HOUR, (0, None, 2, START)),
            (START + 6 * HOUR - MICROSECOND, (0, None, 2, START)),
            (START + 6 * HOUR, (1, 0.25, 1, START + 2 * HOUR)),
            (START + 14 * HOUR, (2, 0.375, 0, None)),
            (START + 400 * DAY, (2, 0.375, 0, None)),
        ],
    )


def test_what_was_declined_waits_for_nothing_until_it_is_taken_up_again():
    Walk(at=START).later(days=1).decline().later(days=2).reconsider().later(days=3).accept()
    holds(
        ACCEPTANCE,
        [
            (START + DAY - MICROSECOND, (0, None, 1, START)),
            (START + DAY, ABSENT),
            (START + 3 * DAY - MICROSECOND, ABSENT),
            (START + 3 * DAY, (0, None, 1, START)),  # it has waited since it was sent
            (START + 6 * DAY, (1, 6.0, 0, None)),
        ],
    )


def test_what_was_merged_before_it_was_accepted_waits_no_more():
    Walk(at=START).later(hours=3).merge(into=Walk(at=START).accept().case)
    assert told(ACCEPTANCE, START + HOUR) == (1, 0.0, 1, START)
    assert told(ACCEPTANCE, START + 3 * HOUR) == (1, 0.0, 0, None)


def test_from_acceptance_to_the_first_agency():
    walk = Walk(at=START).later(hours=1).accept()
    accepted = walk.at
    walk.later(hours=6).assign().later(hours=6).assign(an_agency(LIGHTING)).later(days=1).transfer(an_agency("Sở Y tế"))
    holds(
        ASSIGNMENT,
        [
            (accepted - MICROSECOND, ABSENT),
            (accepted, (0, None, 1, accepted)),
            (accepted + 6 * HOUR - MICROSECOND, (0, None, 1, accepted)),
            (accepted + 6 * HOUR, (1, 0.25, 0, None)),
            (accepted + 90 * DAY, (1, 0.25, 0, None)),  # neither the second agency nor the third is a first one
        ],
    )


def test_what_left_before_it_was_assigned_waits_no_more_and_comes_back_when_restored():
    walk = Walk(at=START).accept().later(days=1).withdraw().later(days=1).restore()
    holds(
        ASSIGNMENT,
        [
            (START, (0, None, 1, START)),
            (START + DAY, ABSENT),
            (START + 2 * DAY, (0, None, 1, START)),
        ],
    )
    assert walk.case.state == "in_progress"


def test_an_opinion_is_no_first_agency():
    Walk(at=START).accept().later(hours=1).escalate().later(hours=5).assign()
    assert told(ASSIGNMENT, START + 2 * HOUR) == (0, None, 1, START)
    assert told(ASSIGNMENT, START + 6 * HOUR) == (1, 0.25, 0, None)


def test_what_was_assigned_nobody_knows_when_neither_waits_nor_counts():
    case = a_case(accepted_at=START, sent_at=None)
    assert told(ASSIGNMENT, START) == (0, None, 1, START)
    an_assignment(case, assigned_at=None)
    assert told(ASSIGNMENT, START + DAY) == ABSENT
    an_assignment(a_case(accepted_at=None), assigned_at=START)
    assert told(ASSIGNMENT, START + DAY) == ABSENT, "nor what was accepted nobody knows when"


def test_from_handing_in_to_the_first_word_on_it():
    """Returned after a day, handed in again after two, approved half a day later."""
    walk = Walk(at=START).accept().assign().submit().later(days=1).return_answer().later(days=1)
    walk.submit().later(hours=12).approve()
    holds(
        DECISION,
        [
            (START - MICROSECOND, ABSENT),
            (START, (0, None, 1, START)),
            (START + DAY - MICROSECOND, (0, None, 1, START)),
            (START + DAY, (1, 1.0, 0, None)),
            (START + 2 * DAY, (1, 1.0, 1, START + 2 * DAY)),
            (START + 2 * DAY + 12 * HOUR, (2, 0.75, 0, None)),
        ],
    )


def test_a_decision_that_an_appeal_overturned_was_one_when_it_was_made():
    walk = Walk(at=START).accept().assign().submit().later(days=1).refuse()
    walk.later(days=1).appeal().later(days=1).decide_appeal(granted=True)
    for days in (1, 2, 3, 30):
        assert told(DECISION, START + days * DAY) == (1, 1.0, 0, None), days
    assert told(DECISION, START + DAY - MICROSECOND) == (0, None, 1, START)


@pytest.mark.parametrize("end", ["recall", "withdraw"])
def test_what_was_taken_back_was_never_decided_and_waits_no_more(end):
    walk = Walk(at=START).accept().assign().submit().later(hours=6)
    getattr(walk, end)()
    assert told(DECISION, START + 6 * HOUR - MICROSECOND) == (0, None, 1, START)
    assert told(DECISION, START + 6 * HOUR) == ABSENT


def test_an_amendment_is_decided_on_as_well():
    walk = Walk(at=START).accept().assign().submit().later(days=1).approve().later(days=1).amend().submit()
    assert told(DECISION, START + 2 * DAY) == (1, 1.0, 1, START + 2 * DAY)
    walk.later(days=3).approve()
    assert told(DECISION, START + 5 * DAY) == (2, 2.0, 0, None)


def test_from_a_wish_for_a_higher_opinion_to_its_settling():
    Walk(at=START).accept().assign().ask_higher().later(days=2).rule("declined")
    Walk(at=START).accept().assign().later(days=1).ask_higher().later(days=2).withdraw()
    holds(
        ESCALATION,
        [
            (START - MICROSECOND, ABSENT),
            (START, (0, None, 1, START)),
            (START + DAY, (0, None, 2, START)),
            (START + 2 * DAY - MICROSECOND, (0, None, 2, START)),
            (START + 2 * DAY, (1, 2.0, 1, START + DAY)),
            (START + 3 * DAY - MICROSECOND, (1, 2.0, 1, START + DAY)),
            (START + 3 * DAY, (1, 2.0, 0, None)),  # the charge is over: nobody wants to know any more
        ],
    )


def test_that_a_case_is_not_ours_is_no_wish_for_an_opinion():
    Walk(at=START).accept().assign().not_ours().later(days=1).rule("stays")
    assert told(ESCALATION, START) == told(ESCALATION, START + 2 * DAY) == ABSENT


def test_by_the_parts_of_every_cut(django_assert_num_queries):
    """A month is that in which it was sent, accepted, handed in or asked, by the city's own midnight."""
    midnight = datetime(2026, 3, 31, 17, tzinfo=UTC)
    at = midnight + 20 * DAY
    march = Walk(at=midnight - MICROSECOND, ward="kim-long", category="rac-thai").later(days=1).accept().assign()
    april = Walk(at=midnight, ward="vy-da").later(days=2).accept().assign(an_agency(LIGHTING))
    for walk in (march, april):
        walk.later(days=1).ask_higher().later(days=1).submit()
    months = by_month(at, 2)
    wards = {slug: Ward.objects.get(slug=slug).pk for slug in ("kim-long", "vy-da")}
    categories = {slug: Category.objects.get(slug=slug).pk for slug in ("rac-thai", "chieu-sang")}
    keys = {
        AGENCY: (an_agency(KIM_LONG).pk, an_agency(LIGHTING).pk),
        WARD: (wards["kim-long"], wards["vy-da"]),
        CATEGORY: (categories["rac-thai"], categories["chieu-sang"]),
        months: (0, 1),
    }
    for cut, (of_march, of_april) in keys.items():
        if cut is not AGENCY:
            assert told(ACCEPTANCE, at, cut, of_march) == (1, 1.0, 0, None), cut.name
            assert told(ACCEPTANCE, at, cut, of_april) == (1, 2.0, 0, None), cut.name
        if cut is months:
            continue  # both were accepted, and handed in, in April
        assert told(DECISION, at, cut, of_march) == (0, None, 1, march.at), cut.name
        assert told(DECISION, at, cut, of_april) == (0, None, 1, april.at), cut.name
        assert told(ESCALATION, at, cut, of_march)[2:] == (1, march.at - DAY), cut.name
        assert told(ESCALATION, at, cut, of_april)[2:] == (1, april.at - DAY), cut.name
    assert (told(ASSIGNMENT, at, months, 0), told(ASSIGNMENT, at, months, 1)) == (ABSENT, (2, 0.0, 0, None))
    assert told(DECISION, at, months, 1) == (0, None, 2, march.at)
    assert told(ASSIGNMENT, at, SOURCE, "portal") == (2, 0.0, 0, None)
    for clock in CenterClock:
        with django_assert_num_queries(2):
            center_by(clock, CATEGORY, at)
