"""Extensions: a public reason and a promised day. The due date stays what it was."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.actions.extend import promises_seen
from cases.models import Extension, Story
from tests.cases.actions.stored import refused
from tests.cases.actions.told import dues, events, verdict
from tests.factories import DUE, KIM_LONG, LIGHTING, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
FRIDAY = datetime(2026, 3, 6, 2, tzinfo=UTC)  # seven working days ahead: Tuesday 17 March


def day_end(day):
    return datetime(2026, 3, day, 16, 59, 59, 999999, tzinfo=UTC)


def test_an_extension_publishes_why_and_by_when():
    walk = walk_to("assigned").until(FRIDAY).extend(date(2026, 3, 13), sentence=" Chờ bóng ")
    extension = Extension.objects.get(assignment=walk.assignment)
    assert (extension.published_at, extension.promised_on, extension.sentence) == (
        FRIDAY,
        date(2026, 3, 13),
        "Chờ bóng",
    )
    assert (extension.promised_until, extension.not_after) == (day_end(13), day_end(17))
    assert events(walk.case)[-1] == (
        "case.extend",
        {
            "assignment": walk.assignment.pk,
            "agency": walk.assignment.agency_id,
            "promised_on": "2026-03-13",
            "reason": "cho-vat-tu",
        },
    )
    assert [e["sentence"] for e in Story.objects.get(case=walk.case).data["extensions"]] == ["Chờ bóng"]


def test_the_due_date_stays_and_the_limit_moves():
    walk = walk_to("extended")
    assert dues(walk.case)[-1][0] == DUE
    charge = walk.assignment
    for at, told in [
        (DUE, "in_term"),
        (DUE + DAY, "extended"),
        (day_end(13), "extended"),
        (day_end(14), "promise_broken"),
    ]:
        assert verdict(walk.case, at, charge=charge) == told
        assert verdict(walk.case, at) == told


def test_an_extension_after_the_limit_is_public_and_late():
    walk = walk_to("late_extended")
    assert verdict(walk.case, walk.at, charge=walk.assignment) == "overdue"
    assert verdict(walk.case, day_end(21), charge=walk.assignment) == "promise_broken"
    assert len(Story.objects.get(case=walk.case).data["extensions"]) == 1


def test_it_reaches_to_the_last_day_allowed_and_no_further():
    walk = walk_to("assigned").until(FRIDAY)
    refused(lambda: walk.extend(date(2026, 3, 18)), "2026-03-17 at most")
    walk.extend(date(2026, 3, 17))
    assert verdict(walk.case, day_end(17), charge=walk.assignment) == "extended"


def test_it_ends_later_than_the_limit():
    walk = walk_to("assigned").until(FRIDAY)
    refused(lambda: walk.extend(date(2026, 3, 11)), "later than 2026-03-11")
    walk.extend(date(2026, 3, 12))


def test_it_ends_later_than_every_earlier_one():
    walk = walk_to("assigned").until(FRIDAY).extend(date(2026, 3, 16))
    refused(lambda: walk.extend(date(2026, 3, 16)), "later than 2026-03-16")
    walk.extend(date(2026, 3, 17))
    assert verdict(walk.case, day_end(17), charge=walk.assignment) == "extended"


@pytest.mark.parametrize("day", [15, 16])
def test_a_promise_lies_in_the_future(day):
    late = walk_to("late_extended").until(day_end(16) + timedelta(seconds=1))
    refused(lambda: late.extend(date(2026, 3, day)), "future")


def test_today_may_be_promised_until_it_ends():
    walk = walk_to("assigned").until(DUE + timedelta(hours=10)).extend(date(2026, 3, 12))
    assert Extension.objects.get(assignment=walk.assignment).promised_until == DUE + DAY


@pytest.mark.parametrize("state", ["awaiting", "answered", "withdrawn", "merged"])
def test_only_an_open_assignment_of_a_running_case_is_extended(state):
    walk = walk_to(state)
    refused(walk.extend, "awaiting review|no move")


def test_what_was_handed_over_is_not_extended():
    walk = walk_to("transferred")
    walk._assignment = walk.case.assignments.earliest("pk")
    refused(walk.extend, "Only an open assignment")


@pytest.mark.parametrize(("told", "match"), [({"reason": "thieu-anh"}, "extend reason"), ({"sentence": " "}, "why")])
def test_code_and_sentence_are_given(told, match):
    walk = walk_to("assigned").until(FRIDAY)
    refused(lambda: walk.extend(**told), match)


def test_without_a_due_date_the_first_promise_is_the_limit():
    from cases.models import CategoryTerm
    from tests.factories import a_category

    CategoryTerm.objects.filter(category=a_category("khac")).delete()
    walk = Walk(category="khac").accept().assign().extend(date(2026, 3, 5))
    assert verdict(walk.case, day_end(5), charge=walk.assignment) == "in_term"
    assert verdict(walk.case, day_end(6), charge=walk.assignment) == "promise_broken"


def test_an_agency_that_gets_a_case_back_has_its_promises_back():
    walk = walk_to("assigned").until(FRIDAY).extend(date(2026, 3, 13)).later(days=1)
    walk.transfer(an_agency(LIGHTING)).later(days=2).transfer(an_agency(KIM_LONG))
    refused(lambda: walk.extend(date(2026, 3, 13)), "later than 2026-03-13")
    assert verdict(walk.case, day_end(13), charge=walk.assignment) == "extended"
    walk.extend(date(2026, 3, 16))
    assert verdict(walk.case, day_end(16), charge=walk.assignment) == "extended"


def test_a_plan_too_far_ahead_binds_nobody():
    """It never counts, so it stands in the way of no promise that does."""
    walk = walk_to("assigned").until(FRIDAY).submit(outcome="planned", planned_on=date(2027, 3, 6)).approve()
    assert verdict(walk.case, DUE + DAY, charge=walk.assignment) == "overdue"
    walk.extend(date(2026, 3, 13))
    assert verdict(walk.case, DUE + DAY, charge=walk.assignment) == "extended"


def test_told_of_late_it_is_judged_by_what_held_then():
    walk = walk_to("assigned").until(FRIDAY).submit().later(days=1).return_answer().later(days=1)
    refused(lambda: walk.extend(at=FRIDAY + timedelta(hours=1)), "could not be made")
    walk.extend(at=FRIDAY - timedelta(hours=1))
    assert Extension.objects.get(assignment=walk.assignment).published_at == FRIDAY - timedelta(hours=1)


def test_told_of_late_it_does_not_undo_a_later_one():
    walk = walk_to("assigned").until(FRIDAY).extend(date(2026, 3, 12)).later(days=1)
    refused(lambda: walk.extend(date(2026, 3, 16), at=FRIDAY - DAY), "undo a later one")


def test_not_before_the_agency_had_the_case():
    walk = walk_to("accepted").until(FRIDAY).assign()
    refused(lambda: walk.extend(date(2026, 3, 16), at=FRIDAY - timedelta(hours=1)), "got this case")


def test_an_extension_of_one_agency_moves_the_citizens_limit_too():
    walk = walk_to("assigned").assign(an_agency(LIGHTING)).until(FRIDAY).extend(date(2026, 3, 13))
    other = walk.case.assignments.get(agency__name=KIM_LONG)
    assert verdict(walk.case, DUE + DAY) == "extended"
    assert verdict(walk.case, DUE + DAY, charge=other) == "overdue"


def test_a_promise_that_was_made_meanwhile_is_read_first():
    walk = walk_to("assigned").until(FRIDAY)
    walk.extend(date(2026, 3, 12), seen=promises_seen(walk.assignment))
    for old in ("", "0"):
        refused(lambda seen=old: walk.extend(date(2026, 3, 16), seen=seen), "Meanwhile 2026-03-12 was promised")
    walk.extend(date(2026, 3, 16), seen=promises_seen(walk.assignment)).extend(date(2026, 3, 17))
