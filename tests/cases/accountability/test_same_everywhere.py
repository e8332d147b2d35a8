"""A figure is the same wherever it is told: command, file, API and page, of each agency and of the whole city."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from cases.accountability import present as present_module
from cases.accountability.agency_rows import ALL, agency_rows
from cases.accountability.cuts import AGENCY, CITY
from cases.accountability.figure_rows import figure_rows
from cases.models import Agency
from cases.templatetags.numbers import decimal_text, number_text, percent_text
from tests.cases.accountability.busy import END

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("busy_city"), pytest.mark.usefixtures("busy_city")]

COUNTS = {
    "open_clocks": {
        "agency_figures": "open",
        "agencies": "open_clocks",
        "agency": "open_clocks",
        "late": "open_clocks",
    },
    **{name: dict.fromkeys(("agencies", "agency", "late"), name) for name in ("overdue", "promise_broken", "extended")},
    "closed": dict.fromkeys(("agency_figures", "agencies", "agency"), "closed"),
    "closed_with_due": {"agency_figures": "closed_with_due"},
    "closed_in_term": {"agency_figures": "closed_in_term"},
    "on_time_rate": {"agency_figures": "on_time_rate", "agencies": "on_time.value", "agency": "on_time.value"},
    "n": {"agency_figures": "n", "agencies": "on_time.n", "agency": "on_time.n"},
    "wilson_low": {"agency_figures": "wilson_low", "agencies": "on_time.low", "agency": "on_time.low"},
    "wilson_high": {"agency_figures": "wilson_high", "agencies": "on_time.high", "agency": "on_time.high"},
    "kept_rate": {"agency_figures": "kept_rate", "agency": "kept.value"},
    "firm_rate": {"agency_figures": "firm_rate", "agency": "firm.value"},
    "median_days": dict.fromkeys(("agency_figures", "agency"), "median_days"),
    "p90_days": dict.fromkeys(("agency_figures", "agency"), "p90_days"),
    "oldest_days": {"agency": "oldest_days"},
    "awaiting": {"agency": "awaiting"},
    "open_cases": {"agency": "listed.open_cases"},
}
#: The same of the whole city: what stands by agency in its sum, and what only the city has.
OF_CITY = {
    **{code: {place: path for place, path in places.items() if place != "agency"} for code, places in COUNTS.items()},
    "on_time_rate": {**COUNTS["on_time_rate"], "figures": "on_time.value"},
    "kept_rate": {"agency_figures": "kept_rate", "figures": "kept.value"},
    "firm_rate": {"agency_figures": "firm_rate", "figures": "firm.value"},
    "median_days": dict.fromkeys(("agency_figures", "figures"), "median_days"),
    "p90_days": dict.fromkeys(("agency_figures", "figures"), "p90_days"),
    "oldest_days": {"figures": "oldest_days"},
    "open_cases": {"figures": "open_cases", "wards": "total.open_cases", "categories": "total.open_cases"},
}
#: What a page calls a figure → the figure, and how it is written there.
ON_PAGES = {
    "Đang mở": ("open_clocks", number_text),
    "Đúng hạn": ("on_time_rate", percent_text),
    "Nếu tính gia hạn kịp thời": ("kept_rate", percent_text),
    "Trả lời sau, trung vị": ("median_days", decimal_text),
}
ON_PAGE_OF_FIGURES = {
    **ON_PAGES,
    "Trả lời đúng hạn": ON_PAGES["Đúng hạn"],
    "Đúng hạn, không bị mở lại": ("firm_rate", percent_text),
}


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    cache.clear()
    monkeypatch.setattr(present_module.timezone, "now", lambda: END)


def value_at(told, path):
    for name in path.split("."):
        told = told[name]
    return told


def differences(figures, places, told):
    """Where a figure is told as another number: (figure, place, this one, that one); an API rounds to four places."""
    for code, paths in places.items():
        for place, path in paths.items():
            if told.get(place) is None:
                continue  # nothing past due: no row in that file
            one, other = figures[code], value_at(told[place], path)
            if (one is None) != (other is None) or (one is not None and abs(one - other) > 0.00005):
                yield code, place, one, other


def wrong_on_page(client, address, figures, names):
    page = BeautifulSoup(client.get(address).content, "lxml")
    shown = 0
    for figure in page.select("dl.figs > div"):
        label, number = (" ".join(figure.select_one(part).get_text(" ").split()) for part in ("dt", "dd.n"))
        if label in names:
            code, written = names[label]
            ought = "–" if figures[code] is None else written(figures[code])
            shown += 1
            if number.split(" ")[0] != ought.split(" ")[0].split("\u00a0")[0]:
                yield address, label, number, ought
    assert shown >= 3, address


def as_numbers(row):
    """A row of a CSV: its numbers as numbers, "" as None."""
    return {
        name: float(text) if text and name not in ("at", "method", "part", "slug") else text or None
        for name, text in row.items()
    }


def rows_of_csv(client, address):
    text = client.get(address).getvalue().decode("utf-8-sig")
    return [as_numbers(row) for row in csv.DictReader(io.StringIO(text))]


def test_of_each_agency(client):
    figures = {row["slug"]: row for row in figure_rows(AGENCY, END)}
    slugs = dict(Agency.objects.values_list("source_name", "slug"))
    told = {
        "agency_figures": {slugs[row.agency]: row.as_dict() for row in agency_rows(END) if row.agency != ALL},
        "agencies": {row["slug"]: row for row in client.get("/api/v1/agencies").json()["agencies"]},
        "agency": {slug: client.get(f"/api/v1/agencies/{slug}").json() for slug in figures},
        "late": {row["slug"]: row for row in client.get("/qua-han.json").json()["agencies"]},
    }
    assert told["agency_figures"].keys() == told["agencies"].keys()
    only_opinions = figures.keys() - told["agencies"].keys()
    assert {figures[slug]["open_clocks"] for slug in only_opinions} == {0}
    assert told["late"].keys() <= told["agencies"].keys()
    files = {row["slug"]: row for row in rows_of_csv(client, "/so-lieu/don-vi.csv")}
    for slug, own in figures.items():
        assert list(differences(own, COUNTS, {place: rows.get(slug) for place, rows in told.items()})) == [], slug
        assert list(wrong_on_page(client, f"/don-vi/{slug}/", own, ON_PAGES)) == []
        assert {code: files[slug][code] for code in COUNTS} == {code: own[code] for code in COUNTS}, slug


def test_of_the_whole_city(client):
    [figures] = figure_rows(CITY, END)
    told = {
        "agency_figures": agency_rows(END)[-1].as_dict(),
        "agencies": client.get("/api/v1/agencies").json()["city"],
        "figures": client.get("/api/v1/figures").json(),
        "late": client.get("/qua-han.json").json()["total"],
        "wards": client.get("/api/v1/wards").json(),
        "categories": client.get("/api/v1/categories").json(),
    }
    assert list(differences(figures, OF_CITY, told)) == []
    assert list(wrong_on_page(client, "/so-lieu/", figures, ON_PAGE_OF_FIGURES)) == []
    [file] = rows_of_csv(client, "/so-lieu/thanh-pho.csv")
    assert {code: file[code] for code in OF_CITY} == {code: figures[code] for code in OF_CITY}
    assert figures["open_cases"] != figures["open_clocks"], "one word for both would be wrong"
