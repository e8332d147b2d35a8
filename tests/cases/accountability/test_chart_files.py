"""Every chart has its table, its caption and its file, and the file has the numbers of the table."""

import csv
import io
import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from cases.accountability import present as present_module
from cases.accountability.case_counts import NOTHING
from cases.accountability.chart_files import OF_AGENCY, OF_CITY, Table, csv_lines, of_division
from cases.accountability.divisions import Divided, DividedRow
from cases.accountability.ward_map import share_caveat
from cases.models import Case
from tests.cases.accountability.busy import END
from tests.factories import Walk

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("busy_city")]
IN_TABLES = re.compile(r"^[\d.]+$")


@pytest.fixture
def now(busy_city, monkeypatch):
    """Six have rated, so that no chart is hidden."""
    cache.clear()
    for case in Case.objects.filter(state="answered")[:6]:
        walk = Walk.__new__(Walk)
        walk.case, walk.at = case, END
        walk.rate("satisfied")
    monkeypatch.setattr(present_module.timezone, "now", lambda: END)


def words(element):
    return " ".join(element.get_text(" ").split())


def rows_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Disposition"].startswith("attachment"), address
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def counts_in(table):
    """What stands in a table's cells that is a plain count."""
    cells = (words(cell) for row in table.tbody.find_all("tr") for cell in row.find_all("td"))
    return [int(cell.replace(".", "")) for cell in cells if IN_TABLES.match(cell)]


def charts_of(page):
    """Each drawing with what stands beside it: its caption, the table of its section, and its file."""
    for figure in page.main.select("figure.chart:has(svg[role])"):
        section = figure.find_parent("section")
        files = [link["href"] for link in figure.figcaption.select('a[href*=".csv"]')]
        yield words(figure.figcaption), section.select("table"), files


PAGES = {
    "/so-lieu/": 7,
    "/don-vi/ubnd-phuong-kim-long/": 3,
    "/da-go/": 1,
    "/phan-anh/2026/": 1,
    "/phuong-xa/": 1,
    "/": 1,
}


@pytest.mark.usefixtures("now")
def test_every_chart_has_caption_table_and_file(client):
    for address, n in PAGES.items():
        charts = list(charts_of(BeautifulSoup(client.get(address).content, "lxml")))
        assert len(charts) == n, address
        for caption, tables, files in charts:
            assert len(caption) > 20, address
            if address != "/":  # there the table names wards with something open, and no case here has a ward
                assert tables, f"{address}: {caption}"
            file, *excel = files
            assert excel in ([], [f"{file}?bom=1"]), address
            rows = rows_of(client, file)
            told = {int(value) for row in rows for value in row.values() if value and value.isdigit()}
            shown = [set(counts_in(table)) for table in tables]
            assert not shown or any(each <= told for each in shown), f"{address}: {caption}"


@pytest.mark.usefixtures("now")
def test_files_of_the_city_and_of_an_agency_by_their_columns(client):
    [last] = [row for row in rows_of(client, "/so-lieu/theo-thang.csv") if row["month"] == "2026-03"]
    assert int(last["accepted"]) > 15
    assert last["at"] == END.isoformat()
    assert int(last["on_time_numerator"]) / int(last["on_time_n"]) == pytest.approx(float(last["on_time_rate"]))
    own = rows_of(client, "/don-vi/ubnd-phuong-kim-long/theo-thang.csv")
    assert sum(int(row["given"]) for row in own) > sum(int(row["closed"]) for row in own) > 0
    assert [row["rating"] for row in rows_of(client, "/so-lieu/danh-gia.csv")] == [
        "satisfied",
        "acceptable",
        "not_satisfied",
    ]
    spans = rows_of(client, "/so-lieu/cho-bao-lau.csv")
    assert (spans[0]["first_day"], spans[-1]["last_day"]) == ("0", "")
    rates = rows_of(client, "/so-lieu/ty-le-theo-thang.csv")
    assert {"month", "on_time_rate", "kept_n", "firm_high"} <= rates[0].keys()
    for chart in OF_AGENCY:
        assert client.get(f"/don-vi/ubnd-phuong-kim-long/{chart}.csv").status_code == 200
    assert client.get("/so-lieu/dang-mo-bao-lau.csv").status_code == 200


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(
    "address",
    [
        "/don-vi/khong-co/theo-thang.csv",
        "/don-vi/ubnd-phuong-kim-long/khong-co.csv",
        "/phan-anh/1999.csv",
        "/phan-anh/0000.csv",
        "/phan-anh/02026.csv",
    ],
)
def test_there_is_no_other_file(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("now")
def test_parts_bear_the_caveat_of_the_map(client):
    page = BeautifulSoup(client.get("/phuong-xa/").content, "lxml")
    assert share_caveat() in words(page.select_one("figure.chart:has(svg.map)"))
    assert share_caveat() in words(page.select_one("#map-d"))
    assert {row["caveat"] for row in rows_of(client, "/phuong-xa.csv")} == {share_caveat()}
    found = {row["slug"]: row for row in rows_of(client, "/linh-vuc.csv")}
    assert sum(int(row["open_cases"]) for row in found.values()) == client.get("/linh-vuc/").context["found"].total.open


def test_names_begin_like_no_formula_and_shares_of_nothing_are_empty(settings):
    row = DividedRow(name="=1+1", slug="x")
    found = Divided(at=END, rows=(row,), rest=NOTHING, total=NOTHING)
    [told] = csv.DictReader(io.StringIO("".join(csv_lines(of_division(found)))))
    assert (told["name"], told["share"], told["overdue"]) == ("'=1+1", "", "0")
    settings.DEMO = True
    heading, line = csv_lines(Table(at=END, columns=("n",), rows=[(3,)]))
    assert heading.strip().endswith("at,n,notice")
    assert line.startswith(f"{END.isoformat()},3,")
    assert len(OF_CITY) == 5
