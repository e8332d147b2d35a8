"""Pictures of accountability: the figures of the page they go with, on the same day, at a bounded cost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils.translation import override

from cases.accountability import pictures
from cases.accountability import present as present_module
from cases.accountability.archive import month_of, year
from cases.accountability.backlog import Only, backlog
from cases.accountability.divisions import CATEGORIES, WARDS, divided, part
from cases.accountability.overdue_list import overdue_list
from cases.accountability.portrait import portrait
from cases.accountability.statistics import statistics
from cases.public.pictures.card import NAME
from cases.templatetags.numbers import number_text, rate_note, share_text
from tests.cities import built
from tests.factories import LIGHTING, START, Walk, a_case, an_agency, walk_to

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=40)  # 11/04/2026
CITY = {
    "overdue": pictures.overdue,
    "agencies": pictures.agencies,
    "wards": pictures.wards,
    "categories": pictures.categories,
    "backlog": pictures.backlog,
    "statistics": pictures.statistics,
    "case_list": pictures.case_list,
}
ADDRESSES = [
    "qua-han/",
    "don-vi/",
    "don-vi/ubnd-phuong-kim-long/",
    "phuong-xa/",
    "phuong-xa/kim-long/",
    "linh-vuc/",
    "linh-vuc/chieu-sang/",
    "ton-dong/",
    "so-lieu/",
    "phan-anh/",
    "phan-anh/2026/",
    "phan-anh/2026/03/",
    "",
]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A function that sets the clock, and forgets what was counted at another time."""

    def set_to(at):
        cache.clear()
        monkeypatch.setattr(present_module.timezone, "now", lambda: at)

    set_to(LATER)
    yield set_to
    cache.clear()


def a_city():
    """Cases in every standing: overdue, with a broken promise, extended, answered, in term; of no two equally many."""
    walk_to("assigned", ward="kim-long")
    walk_to("assigned", ward="phu-xuan", category="khac")
    walk_to("assigned")
    walk_to("promise_broken", ward="kim-long")
    walk_to("promise_broken")
    late = Walk(at=LATER - timedelta(days=16)).accept().assign()  # on a Thursday; due on Monday 06/04
    late.later(days=11).extend(promised_on=date(2026, 4, 13))
    a_case("answered", ward="kim-long")
    a_case("answered_late")
    Walk(at=LATER - timedelta(days=1)).accept().assign(an_agency(LIGHTING, kind="center"))


city = built(a_city, scope="module")


def numbers(card):
    return [figure.number for figure in card.figures]


# --- the same as on the page ------------------------------------------------------------------------------------------


def test_the_day_s_three_figures(city):
    total = overdue_list().total
    assert len({total.headline, total.past_due, total.extended, 0}) == 4, "figures that are alike prove nothing"
    assert numbers(pictures.overdue()) == [str(n) for n in (total.headline, total.extended, total.past_due)]
    labels = [figure.label for figure in pictures.overdue().figures]
    assert labels == ["Trễ hạn hoặc lỡ hẹn", "Đã gia hạn", "Quá hạn, cả ba loại"]


@pytest.mark.parametrize("slug", ["ubnd-phuong-kim-long", "trung-tam-chieu-sang"])
def test_an_agency(city, slug):
    tally, card = portrait(slug).tally, pictures.agency(slug)
    assert card.title == portrait(slug).agency.name
    assert numbers(card) == [str(tally.headline), str(tally.open), share_text(tally.on_time.value)]
    assert card.figures[-1].note == rate_note(tally.on_time)
    assert card.figures[0].hot is bool(tally.headline)


@pytest.mark.parametrize(("make", "division", "slug"), [
    (pictures.ward, WARDS, "kim-long"), (pictures.ward, WARDS, "phu-xuan"), (pictures.ward, WARDS, "vy-da"),
    (pictures.category, CATEGORIES, "chieu-sang"), (pictures.category, CATEGORIES, "khac"),
])  # fmt: skip
def test_a_ward_and_a_category(city, make, division, slug):
    found, card = part(division, slug), make(slug)
    assert card.title == found.name
    assert numbers(card) == [str(n) for n in (found.counts.headline, found.counts.open, found.counts.answered)]


@pytest.mark.parametrize(("make", "division"), [(pictures.wards, WARDS), (pictures.categories, CATEGORIES)])
def test_all_wards_and_all_categories(city, make, division):
    total = divided(division).total
    assert numbers(make()) == [str(n) for n in (total.headline, total.open, total.answered)]


def test_a_year_and_a_month(city):
    whole, one = year(2026).total, month_of(2026, 3).total
    assert pictures.year("2026").title == "Phản ánh năm 2026"
    assert numbers(pictures.year("2026")) == [str(n) for n in (whole.headline, whole.open, whole.answered)]
    assert pictures.month("2026", "03").title == "Phản ánh tháng 03/2026"
    assert numbers(pictures.month("2026", "03")) == [str(n) for n in (one.headline, one.open, one.answered)]


def test_the_backlog(city):
    counts = backlog().counts
    assert numbers(pictures.backlog()) == [
        number_text(counts[each]) for each in (Only.UNEXPLAINED, Only.LONG, Only.VERY_LONG)
    ]
    assert [figure.label for figure in pictures.backlog().figures][1:] == ["Mở hơn 30 ngày", "Mở hơn 90 ngày"]


def test_the_figures(city):
    found, card = statistics(), pictures.statistics()
    assert numbers(card)[:2] == [str(found.cases), share_text(found.on_time.value)]
    assert card.figures[1].note == rate_note(found.on_time)
    assert numbers(card)[2].startswith(str(int(found.median_days)))


def test_the_list_and_the_front_page(city):
    total = divided(WARDS).total
    assert numbers(pictures.case_list()) == [str(n) for n in (total.headline, total.open, total.answered)]
    assert numbers(pictures.front("Một")) == [str(n) for n in (total.headline, total.open, total.extended)]


@pytest.mark.parametrize("name", CITY)
def test_figures_bear_their_day(city, clock, name):
    assert CITY[name]().kicker == "Tính ngày 11/04/2026"
    clock(datetime(2026, 4, 11, 17, 0, tzinfo=UTC))
    with override("en"):
        assert CITY[name]().kicker == "As of 12/04/2026"


# --- what there is no picture of --------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [pictures.agency, pictures.ward, pictures.category])
def test_nobody_of_that_name(city, make):
    assert make("khong-co") is None


WITHOUT = [
    *("2025", "2027", "26", "02026", "0000", "9999"),
    *("2026/3", "2026/00", "2026/13", "2026/02", "2026/12", "2025/03", "0000/01", "9999/12"),
]


def test_years_and_months_without_a_page(city, client):
    for digits in WITHOUT:
        assert client.get(f"/phan-anh/{digits}/{NAME}").status_code == 404, digits


# --- cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["/", "/en/"])
def test_a_picture_costs_four_queries_at_most_and_two_when_remembered(
    city, client, django_assert_max_num_queries, prefix
):
    for address in ADDRESSES:
        cache.clear()
        with django_assert_max_num_queries(4 if address == "so-lieu/" else 3, info=address):
            first = client.get(f"{prefix}{address}{NAME}")
        with django_assert_max_num_queries(2, info=address):
            again = client.get(f"{prefix}{address}{NAME}", HTTP_IF_NONE_MATCH=first["ETag"])
        kinds = (first.status_code, first["Content-Type"], again.status_code)
        assert kinds == (200, "image/png", 304), address
