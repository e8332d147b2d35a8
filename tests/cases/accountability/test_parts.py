"""Parts of a cut: there is one wherever anything at all is known of it, and it says nothing that it cannot know."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.accountability.case_counts import NOTHING, CaseCounts, cases_by
from cases.accountability.center_clocks import CenterClock, CenterTook
from cases.accountability.cuts import AGENCY, CATEGORY, CITY, SOURCE, WARD, by_month
from cases.accountability.figure_parts import Part, parts_by
from cases.accountability.figure_rows import figure_rows
from cases.accountability.tallies import Load
from cases.models import Category, Standing, Ward
from tests.cases.accountability.stored_clocks import a_case, agency_named, an_assignment, stand
from tests.factories import START, Walk

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 31, 16, 59, tzinfo=UTC)  # a minute to midnight in Huế
DAY = timedelta(days=1)


def ward(slug):
    return Ward.objects.get(slug=slug)


def test_nothing_has_no_parts_and_the_city_is_one_of_noughts():
    for cut in (AGENCY, CATEGORY, WARD, SOURCE, by_month(NOW)):
        assert parts_by(cut, NOW) == {}, cut.name
    assert parts_by(CITY, NOW) == {0: Part(at=NOW, center=dict.fromkeys(CenterClock, CenterTook()))}
    assert figure_rows(WARD, NOW) == []
    [row] = figure_rows(CITY, NOW)
    assert (row["part"], row["open_clocks"], row["on_time_rate"], row["median_days"]) == ("", 0, None, None)


def test_one_thing_that_is_known_makes_a_part():
    """In each ward one thing alone has happened; all else of it is nought."""
    sent = a_case(state="received", sent_at=NOW - DAY, ward=ward("vy-da"))
    opened = a_case(ward=ward("kim-long"))
    own = an_assignment(opened, "A", state="open", ended_at=None)
    stand(own, due_at=NOW - DAY, term_end=NOW - DAY)
    answered = a_case(state="answered", level="figures", ward=ward("an-cuu"))
    clock = {"phase": "answered", "started_at": NOW - 5 * DAY, "stopped_at": NOW - DAY}
    stand(an_assignment(answered, "B", state="answered"), **clock)
    asked = a_case(state="withdrawn", ward=ward("phu-bai"))
    stand(an_assignment(asked, "C", kind="opinion", state="open", ended_at=None), due_at=NOW, term_end=NOW)
    Walk(at=START, ward="duong-no").later(days=1).decline()
    found = parts_by(WARD, NOW)
    parts = {slug: found[ward(slug).pk] for slug in ("vy-da", "kim-long", "an-cuu", "phu-bai", "duong-no")}
    assert len(found) == 5
    assert {part.at for part in parts.values()} == {NOW}
    nothing = {clock: CenterTook() for clock in CenterClock}
    waits = {**nothing, CenterClock.ACCEPTANCE: CenterTook(waiting=1, oldest_start=sent.sent_at)}
    assert parts["vy-da"] == Part(at=NOW, center=waits)
    assert parts["kim-long"].cases == CaseCounts(open=1), "without a clock of the citizen no verdict"
    assert (parts["kim-long"].load.tally.open, parts["kim-long"].load.tally.headline) == (1, 1)
    assert parts["an-cuu"].cases == NOTHING, "told in figures only: in no list, and in all figures"
    assert (parts["an-cuu"].load.tally.closed, parts["an-cuu"].took.median) == (1, 4.0)
    assert parts["an-cuu"].spans == (0, 0, 1, 0, 0, 0, 0, 0)
    assert (parts["an-cuu"].reopened.numerator, parts["an-cuu"].reopened.n) == (0, 1)
    assert (parts["phu-bai"].opinions.tally.open, parts["phu-bai"].load) == (1, Load())
    assert (parts["duong-no"].gone("case.decline"), parts["duong-no"].gone("case.merge")) == (1, 0)
    assert parts["duong-no"].center == nothing
    agencies = parts_by(AGENCY, NOW)
    assert set(agencies) == {agency_named(name).pk for name in "ABC"}
    for part in agencies.values():
        assert set(part.center) == {CenterClock.DECISION, CenterClock.ESCALATION}
        assert (part.gone("case.decline"), part.gone("case.withdraw")) == (None, 0)
    [city] = parts_by(CITY, NOW).values()
    assert (city.load.tally.open, city.load.tally.closed, city.opinions.tally.open) == (1, 1, 1)
    assert (city.center[CenterClock.ACCEPTANCE].waiting, city.gone("case.decline")) == (1, 1)


def test_public_cases_by_the_parts_of_every_cut():
    """A case of two agencies is with both; what no agency has is no agency's part; months go by acceptance."""
    midnight = datetime(2026, 2, 28, 17, tzinfo=UTC)  # the first of March in Huế
    kim_long, lighting = ward("kim-long"), Category.objects.get(slug="chieu-sang")
    for accepted_at, agencies, fields in (
        (midnight - timedelta(microseconds=1), "AB", {"ward": kim_long}),
        (midnight, "A", {"category": lighting}),
        (NOW, "", {"source": "boston"}),
        (None, "B", {}),
        (midnight, "A", {"level": "figures"}),
        (datetime(2020, 1, 1, tzinfo=UTC), "", {}),
    ):
        given = {"accepted_at": accepted_at, **fields}
        category = given.pop("category", None)
        case = a_case(**given)
        if category is not None:
            case.category = category
            case.save()
        Standing.objects.create(case=case, assignment=None, phase="open", round=1, since=None)
        for name in agencies:
            an_assignment(case, name, state="open", ended_at=None)

    def counts(cut):
        return {key: each.open for key, each in cases_by(cut, NOW).items()}

    a, b = agency_named("A").pk, agency_named("B").pk
    assert counts(CITY) == {0: 5}
    assert counts(AGENCY) == {a: 2, b: 2}
    assert counts(WARD) == {kim_long.pk: 1, None: 4}
    assert counts(SOURCE)["boston"] == 1
    assert sum(counts(SOURCE).values()) == sum(counts(CATEGORY).values()) == 5
    assert counts(by_month(NOW)) == {22: 1, 23: 2}
    assert counts(by_month(NOW, 1)) == {0: 2}
