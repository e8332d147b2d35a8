"""A day without a frozen list: its page says why, when there will be one, and leads to days that are frozen."""

import pytest
from bs4 import BeautifulSoup

from cases.accountability.frozen.absent import Why, absent
from tests.cases.accountability.frozen.conftest import day, noon
from tests.cases.accountability.frozen.days import kept

pytestmark = pytest.mark.django_db
TODAY = 15


@pytest.fixture
def some_days():
    """The days 10, 11 and 13 are frozen; today is the day 15."""
    for number in (10, 11, 13):
        kept(number)


@pytest.mark.parametrize(
    ("number", "why", "before", "after"),
    [
        (TODAY, Why.TODAY, 13, None),
        (TODAY + 1, Why.FUTURE, 13, None),
        (TODAY - 1, Why.WAITS, 13, None),
        (12, Why.LEFT_OUT, 11, 13),
        (9, Why.BEFORE, None, 10),
    ],
)
def test_why_a_day_is_not_there(some_days, django_assert_num_queries, number, why, before, after):
    with django_assert_num_queries(1):
        found = absent(day(number), day(TODAY))
    assert (found.day, found.why, found.first, found.last) == (day(number), why, day(10), day(13))
    assert (found.before, found.after) == (before and day(before), after and day(after))
    assert found.ready_on == day(number + 1)


def test_the_days_next_to_it_without_the_newest_one(some_days):
    assert absent(day(12), day(TODAY)).near == [day(11)]
    assert absent(day(9), day(TODAY)).near == [day(10)]
    assert absent(day(TODAY), day(TODAY)).near == []


def test_a_frozen_day_is_not_absent(some_days):
    assert absent(day(11), day(TODAY)) is None


@pytest.mark.parametrize(("number", "why"), [(9, Why.WAITS), (TODAY, Why.TODAY), (20, Why.FUTURE)])
def test_where_nothing_is_frozen_yet(number, why):
    found = absent(day(number), day(TODAY))
    assert (found.why, found.first, found.last, found.near) == (why, None, None, [])


@pytest.mark.parametrize(
    ("number", "heading", "said"),
    [
        (TODAY, "Ngày 17/03/2026 chưa được chốt", "Hôm nay chưa hết. Danh sách của một ngày được chốt sau nửa đêm"),
        (TODAY, "Ngày 17/03/2026 chưa được chốt", "bản của hôm nay có ở địa chỉ này từ sáng 18/03/2026."),
        (16, "Ngày 18/03/2026 chưa được chốt", "Ngày này chưa tới."),
        (14, "Ngày 16/03/2026 chưa được chốt", "Ngày này đã hết mà danh sách chưa được chốt."),
        (12, "Ngày 14/03/2026 không có bản chốt", "Danh sách của ngày này đã không được chốt."),
        (9, "Ngày 11/03/2026 không có bản chốt", "Danh sách được chốt từ ngày 12/03/2026"),
    ],
)
@pytest.mark.parametrize("part", ["", "tung-phan-anh/", "so-xay-dung/"])
def test_its_page_is_a_404_that_says_so(some_days, at, client, number, heading, said, part):
    at(noon(TODAY))
    response = client.get(f"/qua-han/{day(number)}/{part}")
    assert response.status_code == 404
    page = BeautifulSoup(response.content, "lxml")
    told = " ".join(page.main.get_text(" ").split())
    assert " ".join(page.h1.get_text().split()) == heading
    assert page.title.get_text() == f"{heading} – Minh Bạch"
    assert said in told.replace(" .", ".")
    links = [link["href"] for link in page.select("main ul a")]
    assert links[0] == f"/qua-han/{day(13)}/"
    assert links[-2:] == ["/qua-han/ngay/", "/qua-han/"]
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("link", rel="canonical") is None


def test_without_any_frozen_day_it_leads_to_the_calendar_and_to_today(at, client):
    at(noon(TODAY))
    response = client.get(f"/en/qua-han/{day(TODAY)}/")
    page = BeautifulSoup(response.content, "lxml")
    assert (response.status_code, [link["href"] for link in page.select("main ul a")]) == (
        404,
        ["/en/qua-han/ngay/", "/en/qua-han/"],
    )
    assert "Today is not over yet." in page.main.get_text()


def test_a_frozen_day_without_this_agency_stays_a_plain_404(some_days, at, client):
    at(noon(TODAY))
    response = client.get(f"/qua-han/{day(11)}/so-xay-dung/")
    assert response.status_code == 404
    assert "Trang này không có" in response.content.decode()
