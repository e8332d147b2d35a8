"""Pages and files of all figures: what left, agencies side by side, and the same numbers everywhere."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from cases.accountability import present as present_module
from cases.accountability.cuts import AGENCY, NAMES
from cases.accountability.definitions import FIGURES, METHOD_VERSION
from cases.accountability.figure_files import CUTS
from cases.accountability.figure_rows import COLUMNS, figure_rows
from cases.accountability.gone import gone
from cases.accountability.portrait import portrait
from tests.cases.accountability.busy import END

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("busy_city"), pytest.mark.usefixtures("busy_city")]


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    cache.clear()
    monkeypatch.setattr(present_module.timezone, "now", lambda: END)


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.getvalue(), "lxml")


def words(element):
    return " ".join(element.get_text(" ").split())


# --- files -----------------------------------------------------------------------------------------------------------


def test_files_have_the_numbers_of_the_command(client):
    told = client.get("/so-lieu/don-vi.json").json()
    assert told["parts"] == json.loads(json.dumps(figure_rows(AGENCY, END)))
    assert (told["at"], told["method"]) == (END.isoformat(), METHOD_VERSION)
    text = client.get("/so-lieu/don-vi.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["part"] for row in rows] == [row["part"] for row in told["parts"]]
    assert tuple(rows[0]) == ("at", "method", *COLUMNS)
    assert rows[0]["open_clocks"] == str(told["parts"][0]["open_clocks"])


def test_the_agencys_page_has_the_same_numbers():
    for row in figure_rows(AGENCY, END):
        own = portrait(row["slug"])
        assert (row["on_time_rate"], row["kept_rate"]) == (own.tally.on_time.value, own.tally.kept.value)
        assert (row["closed"], row["median_days"]) == (own.tally.closed, own.tally.median_days)


def test_every_cut_has_a_file_that_bears_its_name(client):
    assert sorted(CUTS.values()) == sorted(NAMES)
    response = client.get("/so-lieu/nguon.csv")
    assert response.status_code == 200
    assert "so-lieu-nguon-2026-04-20-2359.csv" in response["Content-Disposition"]


def test_there_is_no_other_file(client):
    assert client.get("/so-lieu/mau.csv").status_code == 404
    assert client.get("/so-lieu/mau.json").status_code == 404
    assert client.post("/so-lieu/thang.csv").status_code == 405


def test_every_column_is_defined(client):
    told = client.get("/phuong-phap.json").json()
    assert [figure["code"] for figure in told["figures"]] == [figure.code for figure in FIGURES]
    assert {"code", "chapter", "name", "definition", "unit", "version"} == set(told["figures"][0])
    english = client.get("/en/phuong-phap.json").json()
    assert english["figures"][0]["name"] == "Open reports"


# --- what left -------------------------------------------------------------------------------------------------------


def test_what_left_by_reason_and_month(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = page_of(client, "/da-go/")
    assert [words(figure) for figure in page.select(".figs dd.n")] == ["1", "1", "2"]
    assert "Không thuộc phạm vi tiếp nhận 1 100,0 %" in words(page.find(id="h-reasons").find_parent("section"))
    rows = [words(row) for row in page.find("details").tbody.find_all("tr")]
    assert [row for row in rows if not row.endswith("0 0 0")] == ["03/2026 1 1 2"]
    assert words(page.find("desc")) == "4 phản ánh trong mười hai tháng."


def test_its_file_has_the_months(client):
    text = client.get("/da-go.csv").getvalue().decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["declined"], row["merged"], row["withdrawn"]) for row in rows if row["month"] == "2026-03"] == [
        ("1", "1", "2")
    ]
    assert len(rows) == 12


def test_the_share_declined_is_of_what_was_decided():
    found = gone()
    assert (found.declined.numerator, found.all) == (1, 4)
    assert found.declined.n > 20


# --- side by side ----------------------------------------------------------------------------------------------------


def test_agencies_of_different_kinds_are_not_ranked(client):
    own, lighting = "ubnd-phuong-kim-long", "trung-tam-chieu-sang"
    part = page_of(client, f"/don-vi/?so-sanh={own},{lighting}").find(id="canh-nhau")
    assert "khác loại" in words(part.select_one(".head ~ p"))
    row = part.find("td", attrs={"data-t": "UBND phường Kim Long"}).find_parent("tbody")
    tally = {slug: portrait(slug).tally for slug in (own, lighting)}
    counted = [words(cell) for cell in row.find_all("tr")[-4].find_all("td")]
    assert counted == [str(tally[own].open), str(tally[lighting].open)]
    links = [link["href"] for line in row.find_all("tr")[-4:-1] for link in line.select("td a")]
    assert links, "counts lead to their cases, where the list has as many"
    assert all(link.startswith("/phan-anh/?agency=") for link in links)
