"""Notes on charts: their letters stand at the months they touch, in picture, table and words, and nowhere else."""

import csv
import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.utils import timezone, translation

from cases.accountability.charts import MARKS, bar_chart, marked, rate_chart
from cases.models import ChartNote
from cases.public.chart_notes import PublicNote, notes_between, touching
from cases.public.spreadsheet import MARK
from cases.rules.figures import Tally, on_time_rate
from tests.factories import LIGHTING, Walk, ago, an_agency

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))


def note(letter, since, until):
    return PublicNote(letter=letter, since=since, until=until, text="Lũ", of_agency=False)


class TestLetters:
    """Which months a note touches, and where its letter stands."""

    notes = (note("a", date(2025, 12, 30), JANUARY), note("b", date(2026, 1, 31), MARCH))

    @pytest.mark.parametrize(
        ("first", "letters"),
        [
            (date(2025, 11, 1), ""),
            (date(2025, 12, 1), "a"),
            (JANUARY, "a, b"),
            (FEBRUARY, "b"),
            (MARCH, "b"),
            (date(2026, 4, 1), ""),
        ],
    )
    def test_a_month_has_those_that_touch_it(self, first, letters):
        assert touching(self.notes, first) == letters

    def test_charts_bear_them_below_their_months(self):
        months = [JANUARY, FEBRUARY, date(2026, 4, 1)]
        bars = bar_chart((str(month.month), [("bar", 1)]) for month in months)
        half = on_time_rate(Tally(closed=2, closed_with_due=2, closed_in_term=1))
        rates = rate_chart([(str(month.month), half) for month in months], half)
        for chart in (bars, rates):
            drawn = marked(chart, months, self.notes)
            assert drawn.marks == tuple(zip(chart.places, ("a, b", "b"), strict=False))
            assert drawn.height == chart.height + MARKS
            assert marked(chart, months, ()) is chart


@pytest.mark.django_db
class TestPages:
    """The page of figures and that of an agency."""

    @pytest.fixture(autouse=True)
    def world(self):
        cache.clear()
        walk = Walk(at=ago(days=40)).accept().assign()
        self.month = timezone.localdate(walk.at).replace(day=1)
        days = {"since": self.month, "until": self.month + timedelta(days=2)}
        ChartNote.objects.create(text="Lũ lớn", text_en="Great flood", **days)
        ChartNote.objects.create(text="Dời trụ sở", text_en="Moved house", agency=an_agency(), **days)
        ChartNote.objects.create(text="Việc khác", text_en="Else", agency=an_agency(LIGHTING), **days)
        ChartNote.objects.create(text="Năm kia", text_en="Long ago", since="2020-01-01", until="2020-01-02")

    def test_of_a_page_are_those_of_the_city_and_of_its_agency(self, django_assert_num_queries):
        year = self.month - timedelta(days=300), self.month + timedelta(days=40)
        of_agency = an_agency().pk
        with django_assert_num_queries(1):
            assert [(n.letter, n.text) for n in notes_between(*year)] == [("a", "Lũ lớn")]
        with translation.override("en"):
            found = notes_between(*year, agency_id=of_agency)
        assert [(n.letter, n.text, n.of_agency) for n in found] == [
            ("a", "Great flood", False),
            ("b", "Moved house", True),
        ]

    @pytest.mark.parametrize(
        ("address", "letters", "charts"), [("/so-lieu/", "a", 5), ("/don-vi/ubnd-phuong-kim-long/", "a, b", 2)]
    )
    def test_in_pictures_tables_and_words(self, client, address, letters, charts):
        page = BeautifulSoup(client.get(address).content, "lxml")
        marks = page.find_all("text", class_="mark")
        assert {mark.get_text() for mark in marks} == {letters}
        assert len(marks) == charts, "one at each chart by month, and at no other"
        drawn = marks[0].find_parent("svg")
        assert "a: Lũ lớn." in drawn.desc.get_text()
        assert "Lũ lớn" in page.find("dl", class_="chart-notes").get_text()
        row = page.find("th", attrs={"scope": "row"}, string=f"{self.month:%m/%Y}").find_parent("tr")
        assert row.find("td", attrs={"data-t": "Ghi chú"}).get_text() == letters
        assert "Việc khác" not in page.main.get_text()
        assert "Năm kia" not in page.main.get_text()

    @pytest.mark.parametrize(
        ("address", "letters", "told"),
        [
            ("/so-lieu/theo-thang.csv", "a", "a: Lũ lớn"),
            ("/en/so-lieu/ty-le-theo-thang.csv", "a", "a: Great flood"),
            ("/don-vi/ubnd-phuong-kim-long/theo-thang.csv?bom=1", "a, b", "a: Lũ lớn; b: Dời trụ sở"),
        ],
    )
    def test_in_files(self, client, address, letters, told):
        text = client.get(address).getvalue().decode()
        assert text.startswith(MARK) is ("bom=1" in address)
        rows = list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))
        noted = {row["month"]: (row["notes"], row["notes_text"]) for row in rows if row["notes"] or row["notes_text"]}
        assert noted == {f"{self.month:%Y-%m}": (letters, told)}

    def test_without_notes_nothing_is_said_of_them(self, client):
        ChartNote.objects.all().delete()
        page = BeautifulSoup(client.get("/so-lieu/").content, "lxml")
        assert page.find(class_="mark") is None
        assert page.find(class_="chart-notes") is None
        assert page.find("td", attrs={"data-t": "Ghi chú"}) is None
