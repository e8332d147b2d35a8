"""What agencies and the Center did, counted at the very instant it happened and just before, and in every cut."""

from datetime import timedelta

import pytest

from cases.accountability.cuts import AGENCY, CATEGORY, CITY, SOURCE, WARD, by_month
from cases.accountability.gone import gone
from cases.accountability.handovers import handovers_by
from cases.accountability.lateness import city_lateness, lateness
from cases.accountability.measures import approved_at_first, promises_kept
from cases.accountability.present import standing_at
from cases.accountability.removals import removals_by
from cases.accountability.reopened import reopened_by
from cases.accountability.reviews import reviews_by
from cases.accountability.satisfaction import agency_found, city_found, found_by
from cases.accountability.spread import spans_by, took_by
from cases.accountability.tallies import loads_by
from cases.accountability.verdicts import newest_verdicts
from cases.models import Appeal, Case, ReasonCode
from cases.rules.figures import rate
from tests.cases.accountability.noted import noted
from tests.factories import DUE, KIM_LONG, LIGHTING, START, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db

DAY, HOUR, TICK = timedelta(days=1), timedelta(hours=1), timedelta(microseconds=1)
LATER = DUE + 30 * DAY


def at_city(count, at):
    """What is counted of the whole city, {} where nothing is."""
    return count(CITY, at).get(0, {})


# --- what left the portal --------------------------------------------------------------------------------------------


def test_what_is_gone_is_gone_from_that_instant_until_it_is_back():
    declined = Walk(ward="kim-long").later(hours=1).decline()
    gone_at = declined.at
    back_at = declined.later(days=2).reconsider().at
    withdrawn = walk_to("assigned", ward="kim-long").later(days=1).withdraw()
    again = walk_to("withdrawn").later(days=1).restore().later(days=1).withdraw("du-lieu-ca-nhan")
    merged = walk_to("merged")
    expected = [
        (gone_at - TICK, {}),
        (gone_at, {"case.decline": {"ngoai-pham-vi": 1}}),
        (back_at - TICK, {"case.decline": {"ngoai-pham-vi": 1}}),
        (back_at, {}),
    ]
    for at, told in expected:
        assert {k: v for k, v in at_city(removals_by, at).items() if k == "case.decline"} == told, at
    whole = at_city(removals_by, LATER)
    assert whole == {"case.withdraw": {"nguoi-gui-yeu-cau": 1, "du-lieu-ca-nhan": 1}, "case.merge": {"": 1}}
    assert {key: dict(own) for key, own in removals_by(AGENCY, LATER).items()} == {an_agency().pk: whole}
    wards = removals_by(WARD, LATER)
    assert wards[withdrawn.case.ward_id] == {"case.withdraw": {"nguoi-gui-yeu-cau": 1}}
    assert set(wards) == {withdrawn.case.ward_id, None}
    assert set(removals_by(SOURCE, LATER)) == {"portal"}
    months = removals_by(by_month(LATER, 2), LATER)  # of March and April
    assert months == {0: whole}
    assert removals_by(by_month(START + 70 * DAY, 1), START + 70 * DAY) == {}
    assert again.case.state == "withdrawn"
    assert merged.case.state == "merged"


def test_the_page_of_what_is_gone_names_reasons_most_first_and_their_share():
    ReasonCode.objects.filter(kind="withdraw", code="nguoi-gui-yeu-cau").update(label="Người gửi yêu cầu")
    for reason in ("nguoi-gui-yeu-cau", "nguoi-gui-yeu-cau", "du-lieu-ca-nhan"):
        walk_to("assigned").later(days=1).withdraw(reason)
    Walk().later(hours=1).decline()
    walk_to("assigned")
    with standing_at(noted(LATER)):
        found = gone()
    declined, merged, withdrawn = found.kinds
    assert [(row.n, row.share) for row in withdrawn.reasons] == [(2, rate(2, 3)), (1, rate(1, 3))]
    assert withdrawn.reasons[0].label == "Người gửi yêu cầu"
    assert (merged.n, merged.reasons) == (0, ())
    assert found.declined == rate(1, 5), "of all that the Center decided on: four were accepted"
    assert (found.all, found.of_months) == (4, 4)
    assert [month.counts for month in found.months if month.all] == [(1, 0, 3)]
    assert declined.n == 1


# --- what the Center made of answers ---------------------------------------------------------------------------------


def test_an_answer_counts_when_handed_in_and_as_it_was_first_looked_at():
    walk = walk_to("assigned").later(days=2).submit()
    submitted = walk.at
    returned = walk.later(days=1).return_answer().at
    walk.later(days=1).submit(text="Lần hai").later(days=1).approve()
    walk_to("amended")  # what was amended changes no count
    refused = walk_to("refused")
    names = ("handed_in", "looked_at", "at_first", "returned", "refused")

    def counts(at):
        own = reviews_by(CITY, at).get(0)
        return own and tuple(getattr(own, name) for name in names)

    assert counts(submitted - TICK) is None
    assert counts(submitted) == (3, 0, 0, 0, 0)
    assert counts(returned - TICK) == (3, 0, 0, 0, 0)
    assert counts(returned) == (3, 3, 1, 1, 1)
    assert counts(LATER) == (4, 3, 1, 1, 1), "the second look of the same charge is no first one"
    assert approved_at_first(LATER) == {an_agency().pk: rate(1, 3), 0: rate(1, 3)}
    assert refused.at == returned


def test_what_was_recalled_unread_was_no_first_look():
    walk = walk_to("recalled").later(days=1).submit().later(days=1).approve()
    own = reviews_by(CITY, walk.at)[0]
    assert (own.handed_in, own.looked_at, own.at_first) == (2, 1, 1)


def test_an_appeal_that_was_won_leaves_the_refusal_counted():
    walk = walk_to("appealed")
    appealed = walk.at
    decided = walk.later(days=1).decide_appeal(granted=True).at
    lost = walk_to("appealed").later(days=2).decide_appeal(granted=False)
    seen = {at: reviews_by(AGENCY, at)[an_agency().pk] for at in (appealed - TICK, appealed, decided - TICK, decided)}
    assert [(own.appealed, own.won, own.returned) for own in seen.values()] == [
        (0, 0, 2),
        (2, 0, 2),
        (2, 0, 2),
        (2, 1, 2),
    ]
    assert [own.at_first for own in seen.values()] == [0, 0, 0, 0]
    assert lost.at > decided


# --- hands -----------------------------------------------------------------------------------------------------------


def test_a_transfer_counts_with_both_from_its_instant_on():
    walk = walk_to("assigned")
    moved = walk.later(days=3).transfer().at
    lights, ward = an_agency(LIGHTING), an_agency()
    assert handovers_by(AGENCY, moved - TICK) == handovers_by(CITY, moved - TICK) == {}
    found = handovers_by(AGENCY, moved)
    assert (found[ward.pk].passed_on, found[ward.pk].received, found[ward.pk].held.median) == (1, 0, 3.0)
    assert (found[lights.pk].passed_on, found[lights.pk].received, found[lights.pk].held.n) == (0, 1, 0)
    walk_to("escalated")  # an opinion is no transfer
    assert handovers_by(CITY, LATER)[0].passed_on == handovers_by(CITY, LATER)[0].received == 1
    assert set(handovers_by(CATEGORY, LATER)) == {walk.case.category_id}


def test_the_newest_charge_of_each_agency_by_reference():
    there_and_back = walk_to("transferred", title="a").later(days=1).transfer(to=an_agency())
    answered = walk_to("answered", title="b")
    Case.objects.filter(pk=there_and_back.case.pk).update(reference="b10")
    Case.objects.filter(pk=answered.case.pk).update(reference="B9")
    rows = [tuple(row) for row in newest_verdicts(DUE + TICK)]
    assert rows == [
        ("B9", KIM_LONG, "in_term", 0),  # by code point: capital letters first
        ("b10", LIGHTING, "in_term", 0),
        ("b10", KIM_LONG, "overdue", 1),
    ]
    assert list(newest_verdicts(START)) == []


# --- how long, how late, how good ------------------------------------------------------------------------------------


def test_durations_run_from_the_charge_to_the_answer_and_only_once_it_is_given():
    first, second = walk_to("assigned"), walk_to("assigned", ward="kim-long")
    first.later(days=2).submit().later(days=1).approve()
    second.later(days=4).submit().later(days=1).approve()
    before, stopped = START, DUE
    assert took_by(CITY, before) == {}
    (whole,) = took_by(CITY, stopped).values()
    assert (whole.n, whole.median) == (2, 3.0)
    assert whole.p90 == pytest.approx(3.8)
    wards = took_by(WARD, stopped)
    assert {key: (own.n, own.median) for key, own in wards.items()} == {None: (1, 2.0), second.case.ward_id: (1, 4.0)}
    assert {key: [n for n in own if n] for key, own in spans_by(WARD, stopped).items()} == {
        None: [1],
        second.case.ward_id: [1],
    }
    assert {key: load.tally.closed for key, load in loads_by(WARD, stopped).items()} == {
        None: 1,
        second.case.ward_id: 1,
    }


def test_lateness_is_of_what_is_overdue_or_broken_and_of_nothing_extended():
    walk_to("extended").extend(promised_on=(DUE + 6 * DAY).date())
    assert (lateness(DUE + DAY), city_lateness(DUE + DAY)) == ({}, None)
    oldest = walk_to("assigned")
    walk_to("promise_broken")
    Walk(at=START + DAY).accept().assign(an_agency(LIGHTING))
    assert (lateness(DUE), city_lateness(DUE)) == ({}, None), "the last instant is in time"
    found = lateness(DUE + 5 * DAY)
    assert set(found) == {an_agency().pk, an_agency(LIGHTING).pk}
    assert (found[an_agency().pk].oldest_days, found[an_agency().pk].median_days) == (5, 5)
    assert found[an_agency().pk].oldest_case == oldest.case.pk, "of equals the first"
    assert (city_lateness(DUE + 5 * DAY).oldest_days, city_lateness(DUE + 5 * DAY).median_days) == (5, 5)
    assert found[an_agency(LIGHTING).pk].oldest_days == 4


@pytest.mark.parametrize(("after", "soon"), [(60 * DAY - TICK, 1), (60 * DAY, 0)])
def test_an_answer_did_not_hold_when_the_case_was_reopened_within_sixty_days(after, soon):
    walk = walk_to("answered")
    answered_at = walk.answer.submissions.get().submitted_at
    walk.until(answered_at + after).reopen()
    assert reopened_by(AGENCY, answered_at + after) == {an_agency().pk: rate(soon, 1)}
    assert reopened_by(AGENCY, answered_at + after - TICK) == {an_agency().pk: rate(0, 1)}


def test_a_round_answered_by_two_is_one_answer_and_each_agencys():
    walk = walk_to("assigned")
    first = walk.assignment
    walk.assign(an_agency(LIGHTING))
    walk.later(days=1).submit().later(hours=1).approve()
    assert found_by(AGENCY, walk.at) == {}, "one of them has not answered yet"
    walk._assignment, walk._answer = first, None
    walk.later(days=1).submit().later(hours=1).approve()
    rated = walk.later(days=1).rate("acceptable").at
    assert city_found(rated) == found_by(CITY, rated)[0] == {"acceptable": 1}
    assert found_by(AGENCY, rated) == {an_agency().pk: {"acceptable": 1}, an_agency(LIGHTING).pk: {"acceptable": 1}}
    assert agency_found(rated - TICK, an_agency(LIGHTING).pk) == {None: 1}


def test_a_promise_is_kept_or_broken_once_its_day_has_come():
    kept = walk_to("extended").until(DUE + HOUR).submit().later(days=1).approve()
    walk_to("extended").later(hours=1)
    promised = DUE + 2 * DAY
    assert promises_kept(promised)[0].n == 1, "the other still runs on its last day"
    assert promises_kept(promised + TICK) == {an_agency().pk: rate(1, 2), 0: rate(1, 2)}
    assert kept.case.state == "answered"


def test_an_appeal_counts_in_its_own_month_also_where_nothing_was_handed_in():
    walk = walk_to("appealed")
    Appeal.objects.update(appealed_at=walk.at + 40 * DAY)
    at = walk.at + 41 * DAY
    months = reviews_by(by_month(at, 3), at)
    assert {key: (own.handed_in, own.appealed) for key, own in months.items()} == {1: (1, 0), 2: (0, 1)}
    assert [(own.handed_in, own.appealed) for own in reviews_by(CITY, at).values()] == [(1, 1)]
