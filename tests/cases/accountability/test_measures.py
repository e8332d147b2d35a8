"""Agencies of a kind by one measure: every row its interval, an order only where one can be told."""

import pytest
from bs4 import BeautifulSoup

from cases.accountability import present as present_module
from cases.accountability.comparison import comparison
from cases.accountability.cuts import AGENCY
from cases.accountability.figure_parts import parts_by
from cases.accountability.measures import Measure, Order, measured, order_of
from cases.models import Agency
from cases.rules.figures import on_time_rate, rate
from tests.cases.accountability.city import KIM_LONG, NOW, a_city
from tests.cities import built, forget
from tests.factories import Walk, an_agency

FEW, LOW, MIDDLE, NEAR, HIGH = rate(1, 29), rate(5, 100), rate(50, 100), rate(55, 100), rate(97, 100)


@pytest.mark.parametrize(
    ("rates", "order"),
    [
        ([HIGH], Order.ALONE),
        ([HIGH, FEW], Order.TOO_FEW),
        ([FEW, FEW], Order.TOO_FEW),
        ([MIDDLE, NEAR], Order.OVERLAP),
        ([MIDDLE, NEAR, FEW], Order.OVERLAP),
        ([MIDDLE, NEAR, HIGH], Order.SOME),
        ([LOW, HIGH, FEW], Order.SOME),
        ([LOW, MIDDLE, HIGH], Order.ALL),
        ([MIDDLE, MIDDLE], Order.OVERLAP),
    ],
)
def test_what_can_be_said_of_an_order(rates, order):
    assert order_of(rates) is order


def a_larger_city():
    """A city as figures are tested with, and one more ward, whose answer was approved at once."""
    a_city()
    Walk().accept().assign(an_agency("UBND phường An Cựu")).submit().approve()


city = built(a_larger_city)


def page(client, query):
    return BeautifulSoup(client.get(f"/don-vi/{query}").content, "lxml").main


@pytest.mark.django_db
@pytest.mark.xdist_group("measures")
@pytest.mark.usefixtures("city")
class TestOfACity:
    """What is counted, and the page."""

    @pytest.fixture(autouse=True)
    def _now(self, monkeypatch):
        forget()
        monkeypatch.setattr(present_module.timezone, "now", lambda: NOW)

    def test_each_measure_is_what_the_files_of_figures_have(self, django_assert_max_num_queries):
        parts = parts_by(AGENCY, NOW)
        by_slug = {agency.slug: parts[agency.pk] for agency in Agency.objects.filter(pk__in=parts)}
        asked = {
            Measure.ON_TIME: lambda part: on_time_rate(part.load.tally),
            Measure.KEPT: lambda part: part.extensions.kept,
            Measure.FIRST: lambda part: part.reviews.first_rate,
        }
        found = comparison()
        for measure, read in asked.items():
            with django_assert_max_num_queries(3):
                table = measured(found, measure)
            rows = [row for group in table.groups for row in group.rows]
            assert {row.slug: row.rate for row in rows} == {row.slug: read(by_slug[row.slug]) for row in rows}
            assert table.of_city.rate.n >= max(row.rate.n for row in rows) > 0, measure
        days = measured(found, Measure.DAYS)
        assert {row.slug: row.took for group in days.groups for row in group.rows} == {
            row.slug: by_slug[row.slug].took for row in found.rows if row.is_agency
        }
        assert days.of_city.took.n == sum(part.took.n for part in parts.values())
        assert {group.order for group in days.groups} == {Order.NEVER}

    def test_the_page_has_a_table_by_the_measure_that_is_asked_for(self, client):
        own = page(client, "?theo=duyet-lan-dau")
        assert own.select_one(".chips [aria-current]").get_text() == "Duyệt ngay lần đầu"
        wards = own.table.find("tr", class_="kind")
        assert "Không đủ khác biệt để xếp hạng" in wards.get_text(), "there are two wards, and neither has thirty"
        cells = [cell.get_text() for cell in own.table.find("a", string=KIM_LONG).find_parent("tr").find_all("td")]
        assert cells[-1] == "–"
        assert cells[1].endswith("%")
        assert own.find(id="so-sanh") is None
        days = page(client, "?theo=trung-vi")
        assert "không đơn vị nào được xếp thứ tự" in days.table.caption.get_text()

    def test_a_measure_that_nobody_knows_is_passed_over(self, client):
        own = page(client, "?theo=đẹp")
        assert "Đã bỏ qua “theo=đẹp”" in own.get_text()
        assert own.find(id="so-sanh")
        assert own.select_one(".chips [aria-current]")["href"] == "/don-vi/"
