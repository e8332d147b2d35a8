"""Counts over rows put straight into the tables: which clock a case goes by, who has it, and what comes first."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Value

from cases.accountability import present as present_module
from cases.accountability.agency_numbers import SHOWN, AgencyNumbers, agency_numbers, numbers_by_agency
from cases.accountability.archive import counts_of_month, counts_of_year, month_of, year
from cases.accountability.backlog import Only, backlog
from cases.accountability.behind import cases_of, cases_of_city
from cases.accountability.case_counts import CaseCounts, counts_by, counts_of_both, handled_by, with_charge, with_clock
from cases.accountability.comparison import comparison
from cases.accountability.course import course_counts
from cases.accountability.divisions import WARDS, divided, numbers_by_part
from cases.accountability.front import front_cases
from cases.models import Case, Extension, ReasonCode, Standing, Ward
from tests.cases.accountability.stored_clocks import a_case, agency_named, an_assignment, stand
from tests.cities import forget

pytestmark = pytest.mark.django_db
MICROSECOND, DAY = timedelta(microseconds=1), timedelta(days=1)
NOW = datetime(2026, 3, 31, 16, 59, tzinfo=UTC)  # a minute to midnight in Huế


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    forget()
    monkeypatch.setattr(present_module.timezone, "now", lambda: NOW)


def citizens(case, **fields):
    """The citizen's clock of a case, open since ever, begun ten days ago."""
    given = {"phase": "open", "round": case.round, "started_at": NOW - 10 * DAY, **fields}
    Standing.objects.create(case=case, assignment=None, **given)
    return case


def charge(case, agency="A", **fields):
    """An agency's charge that goes on."""
    return an_assignment(case, agency, **{"state": "open", "ended_at": None, **fields})


def pk(name):
    return agency_named(name).pk


# --- one case --------------------------------------------------------------------------------------------------------


def test_a_case_goes_by_the_citizens_clock_of_its_round_at_that_instant():
    """Each has a clock that is late, and perhaps another; only the one of now and of this round says how it stands."""
    late, later = {"term_end": NOW - DAY}, {"since": NOW + MICROSECOND}
    cases = {
        "late": [late],
        "due now": [{"term_end": NOW}],
        "late by a moment": [{"term_end": NOW - MICROSECOND}],
        "not begun": [{**late, **later}],
        "begun now": [{**late, "since": NOW}],
        "over": [{**late, "until": NOW}],
        "over in a moment": [{**late, "until": NOW + MICROSECOND}],
        "of an earlier round": [{**late, "round": 1}],
        "extended": [{**late, "limit_at": NOW}],
        "extended until just now": [{**late, "limit_at": NOW - MICROSECOND}],
        "broken": [{**late, "broken_from": NOW - MICROSECOND}],
        "to be broken": [{**late, "broken_from": NOW}],
        "answered in time": [{**late, "stopped_at": NOW - DAY}],
        "ended nobody knows when": [{**late, "phase": "unknown"}],
        "first late, then answered": [{**late, "until": NOW - DAY}, {"since": NOW - DAY}],
    }
    numbers = {}
    for name, clocks in cases.items():
        case = a_case(round=2)
        for clock in clocks:
            citizens(case, **clock)
        stand(charge(case, round=2), term_end=NOW - 9 * DAY, round=2)  # an agency's clock is none of its own
        numbers[case.number] = name
    rows = with_clock(Case.objects.public(), NOW).values_list("number", "verdict")
    assert len(rows) == len(cases), "each once"
    found = {}
    for number, verdict in rows:
        found.setdefault(verdict, set()).add(numbers[number])
    assert found == {
        "overdue": {
            *("late", "late by a moment", "begun now", "over in a moment", "extended until just now", "to be broken"),
        },
        "extended": {"extended"},
        "promise_broken": {"broken"},
        "in_term": {"due now", "answered in time", "first late, then answered"},
        "": {"not begun", "over", "of an earlier round", "ended nobody knows when"},
    }


def test_who_has_a_case_now():
    """Not whoever passed it on, gave an opinion, or had it in an earlier round."""
    case = a_case(round=2, level="full")
    charge(case, "Có", round=2)
    charge(case, "Chờ duyệt", round=2, state="awaiting")
    an_assignment(case, "Đã trả lời", round=2, state="answered")
    an_assignment(case, "Có", round=2, state="answered")  # and was given it again
    an_assignment(case, "Đã chuyển", round=2, state="transferred")
    an_assignment(case, "Đã thôi", round=2, state="cancelled")
    charge(case, "Ý kiến", round=2, kind="opinion")
    an_assignment(case, "Vòng trước", round=1, state="answered")
    charge(a_case(state="received"), "Chưa nhận")
    nobodys = a_case()
    hidden = a_case(level="figures")
    charge(hidden, "Có")
    have = {"Có", "Chờ duyệt", "Đã trả lời"}
    held = with_charge(Case.objects.public()).values_list("charge__agency__name", flat=True)
    assert set(held) == have | {None}
    for name in (*have, "Đã chuyển", "Đã thôi", "Ý kiến", "Vòng trước", "Chưa nhận"):
        agency = agency_named(name)
        own = Case.objects.filter(pk=case.pk).filter(handled_by(agency.slug))
        assert own.exists() is (name in have), name
        assert cases_of(agency.pk, NOW).cases == (name in have), name
    assert not Case.objects.filter(pk=nobodys.pk).filter(handled_by(agency_named("Có").slug)).exists()
    assert cases_of_city(NOW) == CaseCounts(open=2), "without what is told in figures only, or was never taken up"
    by_both = counts_of_both(with_charge(Case.objects.public()), NOW, "ward_id", "charge__agency_id")
    assert {agency: counts.open for (_ward, agency), counts in by_both.items()} == dict.fromkeys(
        [None, *map(pk, have)], 1
    )


def test_a_value_without_cases_is_absent_and_a_case_counts_once_however_many_have_it():
    case = citizens(a_case(), term_end=NOW - DAY)
    for name in "ABC":
        charge(case, name)
    late = CaseCounts(open=1, overdue=1)
    assert counts_by(with_charge(Case.objects.public()), NOW, "charge__state") == {"open": late}
    assert counts_by(Case.objects.public(), NOW, Value("all")) == {"all": late}
    assert counts_by(Case.objects.none(), NOW, "state") == {}
    assert cases_of(pk("D"), NOW) == CaseCounts()


# --- a year and a month ----------------------------------------------------------------------------------------------


def test_what_pictures_tell_of_a_year_and_a_month_is_what_their_pages_tell(django_assert_num_queries):
    """By the city's own midnights, and only where there is such a page."""
    for accepted_at in (
        datetime(2024, 12, 31, 17, tzinfo=UTC),  # the first instant of 2025
        datetime(2026, 2, 28, 16, 59, tzinfo=UTC),
        datetime(2026, 2, 28, 17, tzinfo=UTC),
        NOW,
    ):
        citizens(a_case(accepted_at=accepted_at), term_end=NOW)
    a_case(accepted_at=datetime(2030, 1, 1, tzinfo=UTC), level="figures")
    with django_assert_num_queries(3):
        found = counts_of_year(2026)
    assert found == (NOW, year(2026).total)
    assert [counts_of_year(number)[1].cases for number in (2025, 2026)] == [1, 3]
    assert [counts_of_year(number) for number in (2024, 2027, 2030)] == [None] * 3
    assert counts_of_month(2026, 2) == (NOW, month_of(2026, 2).total)
    months = {(2025, 1): 1, (2025, 12): 0, (2026, 1): 0, (2026, 2): 1, (2026, 3): 2}
    assert {asked: counts_of_month(*asked)[1].cases for asked in months} == months
    assert (counts_of_month(2024, 12), counts_of_month(2026, 4)) == (None, None)
    quiet = month_of(2025, 12)
    assert (quiet.previous.isoformat(), quiet.next.isoformat()) == ("2025-11-01", "2026-01-01"), "a year's turn"
    assert (month_of(2025, 1).previous, month_of(2026, 3).next) == (None, None)
    assert (year(2025).previous, year(2025).next) == (None, 2026)
    assert month_of(2026, 3).weeks[0][:6] == (None,) * 6


# --- the backlog -----------------------------------------------------------------------------------------------------


def waits(agency, days, *, explained=False):
    """A case that began so many of the city's days ago, at the first instant of that day."""
    case = citizens(a_case(), started_at=NOW - days * DAY - timedelta(hours=23, minutes=59))
    own = charge(case, agency) if agency is not None else None
    if explained:
        said = {
            "published_at": NOW - DAY,
            "recorded_at": NOW - DAY,
            "sentence": "Chờ",
            "reason": ReasonCode.objects.get(code="cho-vat-tu"),
        }
        Extension.objects.create(assignment=own, promised_on=NOW.date(), promised_until=NOW, **said)
    return case


def test_agencies_stand_by_what_nobody_has_explained_then_by_how_much_then_by_name():
    for agency, days, explained, n in (
        ("Đội", 31, False, 2),
        ("Dương", 31, False, 2),
        ("Ít", 31, False, 1),
        ("Hẹn", 31, True, 3),
        ("Mới", 30, False, 5),
        ("Lâu", 91, False, 2),
        ("Vừa", 90, False, 2),
        ("Ông", 31, True, 1),
        ("Ông", 31, False, 2),
    ):
        for _ in range(n):
            waits(agency, days, explained=explained)
    waits(None, 31)
    found = backlog()
    assert [(row.agency.name, row.long, row.very_long, row.unexplained) for row in found.rows] == [
        ("Ông", 3, 0, 2),
        ("Dương", 2, 0, 2),
        ("Đội", 2, 0, 2),
        ("Lâu", 2, 2, 2),
        ("Vừa", 2, 0, 2),
        ("", 1, 0, 1),
        ("Ít", 1, 0, 1),
        ("Hẹn", 3, 0, 0),
    ]
    assert found.counts == {
        Only.LONG: 16,
        Only.VERY_LONG: 2,
        Only.UNEXPLAINED: 12,
        Only.EXPLAINED: 4,
        Only.UNASSIGNED: 1,
    }
    assert (found.oldest_days, found.unassigned.oldest_days) == (91, 31)


def test_what_began_nobody_knows_when_is_not_long_and_yet_waits_for_an_agency():
    citizens(a_case(), started_at=None)
    a_case()
    charge(citizens(a_case(), started_at=None), "A")
    found = backlog(Only.UNASSIGNED)
    assert (found.counts[Only.LONG], found.counts[Only.UNASSIGNED], found.unassigned.oldest_days) == (0, 2, None)


def test_what_was_sent_and_not_yet_decided_on():
    for sent_at in (NOW - 3 * DAY, NOW - DAY, None):
        a_case(state="received", sent_at=sent_at)
    a_case(state="declined", sent_at=NOW - 90 * DAY)
    assert (backlog().received.n, backlog().received.oldest_days) == (3, 3)


# --- an agency -------------------------------------------------------------------------------------------------------


def test_which_cases_an_agencys_page_shows_first():
    """The longest past due, and the newest answers of the present round; of equals by number; each case once."""
    late, answered = [], []
    for days in (1, 3, 2, 3, 5, 4):
        case = a_case()
        stand(charge(case), term_end=NOW - days * DAY)
        late.append(case.pk)
    twice = a_case()
    for agency_days in (9, 8):
        assignment = an_assignment(twice, state="transferred") if agency_days == 9 else charge(twice)
        stand(assignment, term_end=NOW - agency_days * DAY)
    stand(charge(a_case(level="figures")), term_end=NOW - 90 * DAY)
    stand(charge(a_case()), term_end=NOW, phase="awaiting")
    for hours in (4, 1, 2, 2, 3, 9):
        case = a_case(state="answered")
        stand(an_assignment(case, state="answered"), phase="answered", stopped_at=NOW - timedelta(hours=hours))
        answered.append(case.pk)
    earlier = a_case(round=2)
    stand(an_assignment(earlier, state="answered"), phase="answered", stopped_at=NOW)
    found = agency_numbers(NOW, pk("A"))
    assert found.late == (twice.pk, *(late[place] for place in (4, 5, 1))), "the first five clocks, of four cases"
    assert found.newest == tuple(answered[place] for place in (1, 3, 2, 4, 0))
    assert len(found.newest) == SHOWN
    assert numbers_by_agency(NOW) == {pk("A"): found}
    assert agency_numbers(NOW, pk("B")) == AgencyNumbers()


def test_an_agencys_clocks_by_the_month_in_which_they_began_and_in_which_they_closed():
    """Months are the city's; of twelve of them, the newest being March."""
    first = datetime(2025, 3, 31, 17, tzinfo=UTC)  # midnight of 1 April
    for started_at, stopped_at in (
        (first - MICROSECOND, first - MICROSECOND),
        (first - MICROSECOND, first),
        (first, datetime(2026, 2, 28, 16, 59, tzinfo=UTC)),
        (datetime(2026, 2, 28, 17, tzinfo=UTC), datetime(2026, 2, 28, 17, tzinfo=UTC)),
    ):
        assignment = an_assignment(a_case(state="answered"), state="answered")
        stand(assignment, phase="answered", started_at=started_at, stopped_at=stopped_at)
    stand(charge(a_case()), started_at=NOW, due_at=NOW - DAY, term_end=NOW - DAY)
    stand(charge(a_case(), "B"), started_at=NOW)
    [own, other] = [course_counts(NOW)[pk(name)] for name in "AB"]
    assert {place: (tally.open, tally.closed) for place, tally in own.given.items()} == {0: (0, 1), 11: (1, 1)}
    assert (own.given[11].overdue, own.given[11].open_past_due_with_due) == (1, 1)
    assert own.closed == {0: 1, 10: 1, 11: 1}
    assert [(row["span"], row["n"]) for row in own.ran] == [(0, 3), (7, 1)]
    assert (other.given[11].open, other.closed, other.ran) == (1, {}, [])
    assert course_counts(NOW, pk("A")) == {pk("A"): own}
    assert course_counts(NOW, pk("C")) == {}


# --- the city --------------------------------------------------------------------------------------------------------


def test_agencies_are_compared_within_their_kind_in_the_order_of_a_dictionary():
    for name, kind in (("Đông", "ward"), ("Dĩ", "ward"), ("Ô", "company"), ("o", "company"), ("Y", "ward")):
        agency = agency_named(name)
        agency.kind = kind
        agency.save()
        stand(charge(a_case(), name))
    found = comparison()
    assert [[row.name for row in group.rows] for group in found.groups] == [["Dĩ", "Đông", "Y"], ["o", "Ô"]]
    assert (found.city.open, found.city.listed.open, found.n_agencies, len(found.rows)) == (5, 5, 5, 5)
    assert found.city.name == found.city.slug == ""


def test_parts_of_the_city_stand_by_what_is_late():
    """Headline first, then all that is past due, then what is open; the rest by name."""
    wards = {slug: Ward.objects.get(slug=slug) for slug in ("kim-long", "vy-da", "an-cuu", "phu-bai")}
    late, extended = {"term_end": NOW - DAY}, {"term_end": NOW - DAY, "limit_at": NOW}
    for slug, clocks in {
        "kim-long": [late],
        "vy-da": [late, extended],
        "an-cuu": [late, {}],
        "phu-bai": [{}, {}, {}, extended],
    }.items():
        for clock in clocks:
            citizens(a_case(ward=wards[slug]), **clock)
    citizens(a_case(), **late)
    citizens(a_case(ward=wards["kim-long"], level="figures"), **late)
    found = divided(WARDS)
    assert [row.slug for row in found.busy] == ["vy-da", "an-cuu", "kim-long", "phu-bai"]
    assert (found.rest, found.total) == (
        CaseCounts(open=1, overdue=1),
        CaseCounts(open=10, overdue=4, extended=2),
    )
    numbers = numbers_by_part(WARDS, NOW)
    assert set(numbers) == {ward.pk for ward in wards.values()}
    assert numbers[wards["vy-da"].pk].agencies == {None: CaseCounts(open=2, overdue=1, extended=1)}
    assert len(numbers[wards["vy-da"].pk].late) == 2, "extended is past due as well"
    assert numbers_by_part(WARDS, NOW, wards["vy-da"].pk) == {wards["vy-da"].pk: numbers[wards["vy-da"].pk]}


def test_the_front_page_names_agencies_by_what_is_overdue_and_none_that_only_extended():
    for name, clocks in {
        "Một": [{}],
        "Hai": [{}, {}],
        "Hẹn": [{"limit_at": NOW}] * 3,
        "Lâu": [{"started_at": NOW - 90 * DAY, "term_end": NOW - 60 * DAY}],
    }.items():
        for clock in clocks:
            stand(charge(a_case(), name), **{"term_end": NOW - DAY, "due_at": NOW - DAY, **clock})
    assert [(row.agency.name, row.headline) for row in front_cases().most_past_due] == [
        ("Hai", 2),
        ("Lâu", 1),
        ("Một", 1),
    ]
