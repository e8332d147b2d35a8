"""Whom a case is likely to belong to: a habit is three at least and more than half, nearer first, and new."""

from datetime import date, timedelta

import pytest

from cases.editorial.center import suggesting
from cases.editorial.center.forms import why_likely
from cases.editorial.center.suggesting import Suggestion, suggestions
from cases.models import Agency, Assignment, Case, Ward
from tests.factories import BOARD, KIM_LONG, LIGHTING, START, a_category, an_agency

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 4)
A, B, C = KIM_LONG, LIGHTING, BOARD


class City:
    """Charges that were given before, each of a case of its own, and the suggestion for one more case."""

    def __init__(self):
        self.wards = {slug: Ward.objects.get(slug=slug) for slug in ("an-cuu", "thuan-hoa")}
        self.n = 0

    def case(self, category="chieu-sang", ward="an-cuu"):
        self.n += 1
        return Case.objects.create(
            number=900_000 + self.n,
            reference=f"t{self.n}",
            category=a_category(category),
            ward=self.wards[ward] if ward else None,
            state="in_progress",
            accepted_at=START,
        )

    def gave(self, agency, times=1, *, category="chieu-sang", ward="an-cuu", state="open", kind="handling"):
        ended = None if state in ("open", "awaiting") else START
        for _ in range(times):
            Assignment.objects.create(
                case=self.case(category, ward),
                agency=an_agency(agency),
                kind=kind,
                round=1,
                state=state,
                assigned_at=START,
                ended_at=ended,
            )

    def suggests(self, today=TODAY, **case):
        found = suggestions([self.case(**case)], today=today)
        return [(each.agency.source_name, each.n, each.of, each.in_ward) for each in found.values()]


@pytest.fixture
def city(db):
    return City()


def test_a_habit_is_three_at_least(city):
    assert city.suggests() == []
    city.gave(A, 2)
    assert city.suggests() == []
    city.gave(A)
    assert city.suggests() == [(A, 3, 3, True)]


def test_and_more_than_half_of_them(city):
    city.gave(A, 3)
    city.gave(B, 3)
    assert city.suggests() == []
    city.gave(A)
    assert city.suggests() == [(A, 4, 7, True)]
    city.gave(C)
    assert city.suggests() == [], "four of eight"


def test_cases_of_the_ward_come_before_those_of_the_whole_city(city):
    city.gave(A, 3)
    city.gave(B, 9, ward="thuan-hoa")
    assert city.suggests() == [(A, 3, 3, True)]
    assert city.suggests(ward="thuan-hoa") == [(B, 9, 9, True)]
    assert city.suggests(ward=None) == [(B, 9, 12, False)]
    assert city.suggests(category="rac-thai") == []


def test_where_the_ward_has_no_habit_the_category_may_have_one(city):
    city.gave(A, 2)
    city.gave(A, 4, ward=None)
    assert city.suggests() == [(A, 6, 6, False)]


def test_what_did_not_stay_with_it_and_who_cannot_be_given_anything_count_for_nothing(city):
    city.gave(A, 3)
    city.gave(B, 9, state="transferred")
    city.gave(B, 9, state="cancelled")
    city.gave(B, 9, kind="opinion")
    assert city.suggests() == [(A, 3, 3, True)]
    city.gave(A, 2, state="answered")
    city.gave(A, 2, state="awaiting")
    assert city.suggests() == [(A, 7, 7, True)]
    Agency.objects.filter(source_name=A).update(dissolved_on=TODAY)
    assert city.suggests() == []
    assert city.suggests(TODAY - timedelta(days=1)) == [(A, 7, 7, True)]
    Agency.objects.filter(source_name=A).update(dissolved_on=None, name="")
    assert city.suggests() == []


def test_it_follows_when_charges_change_hands(city, monkeypatch):
    monkeypatch.setattr(suggesting, "RECENT", 5)
    city.gave(A, 9)
    city.gave(B, 3)
    assert city.suggests() == [(B, 3, 5, True)]


def test_many_cases_cost_four_queries_and_each_has_its_own(city, django_assert_num_queries):
    city.gave(A, 3)
    city.gave(B, 3, ward="thuan-hoa")
    near, far, none = city.case(), city.case(ward="thuan-hoa"), city.case("rac-thai")
    with django_assert_num_queries(4):
        found = suggestions([near, far, none], today=TODAY)
    assert {pk: each.agency.source_name for pk, each in found.items()} == {near.pk: A, far.pk: B}
    with django_assert_num_queries(0):
        assert suggestions([], today=TODAY) == {}


@pytest.mark.pure
@pytest.mark.parametrize(
    ("in_ward", "told"),
    [
        (True, "Gợi ý: Sở B, đã giữ 3 trong 5 phản ánh gần đây cùng lĩnh vực và phường, xã."),
        (False, "Gợi ý: Sở B, đã giữ 3 trong 5 phản ánh gần đây cùng lĩnh vực."),
    ],
)
def test_a_suggestion_says_why(in_ward, told):
    assert why_likely(Suggestion(agency=Agency(name="Sở B"), n=3, of=5, in_ward=in_ward)) == told
