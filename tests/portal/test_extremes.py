"""Nothing, one and ten thousand of everything: pages say it in words, and a zero leads nowhere."""

import re
from dataclasses import replace

import pytest

from tests.portal.case_samples import LONG
from tests.portal.division_samples import IDLE, on_the_map
from tests.portal.page_samples import SAMPLES

COUNTING = [
    "cases/agencies.html",
    "cases/agency.html",
    "cases/backlog.html",
    "cases/categories.html",
    "cases/month.html",
    "cases/overdue.html",
    "cases/part.html",
    "cases/statistics.html",
    "cases/wards.html",
    "cases/year.html",
    "home/home_page.html",
]
NAMING = ["cases/agencies.html", "cases/agency.html", "cases/backlog.html", "cases/overdue.html", "cases/part.html"]


def of_template(page_of, template: str) -> str:
    """What all samples of a template say, together."""
    names = [name for name, sample in SAMPLES.items() if sample.template == template]
    return " ".join(page_of(name).main.get_text(" ") for name in names)


@pytest.mark.parametrize("template", COUNTING)
def test_samples_of_what_counts_hold_nothing_one_and_ten_thousand(page_of, template):
    said = re.findall(r"(?<![\d.,/])\d[\d.]*(?![\d/])", of_template(page_of, template))
    numbers = {int(number.replace(".", "")) for number in said}
    assert {0, 1} <= numbers
    assert max(numbers) >= 10_000


@pytest.mark.parametrize("template", NAMING)
def test_samples_of_what_names_agencies_hold_the_longest_name(page_of, template):
    assert len(LONG.name) > 80
    assert LONG.name in of_template(page_of, template)


#: What a machine says when there is nothing.
EMPTY = re.compile(
    r"(lâu nhất|dưới|cả mười hai tháng:) –|\b0 trong đó|\b0 trễ hạn, 0 lỡ|trong 0 phản ánh|: 0 trễ hạn hoặc lỡ hẹn, 0"
)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_nothing_is_said_in_words(page_of, name):
    prose = page_of(name).main
    said = " ".join(part.get_text(" ") for part in prose.find_all(["p", "dd", "figcaption"]))
    assert EMPTY.findall(" ".join(said.split())) == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_figure_of_nothing_leads_nowhere(page_of, name):
    values = page_of(name).select(".figs dd.n")
    for value in values:
        number = value.get_text(" ").split()[0]
        assert number not in {"0", "–"} or value.a is None


def test_a_year_without_cases_draws_no_empty_chart(page_of):
    page = page_of("statistics-none")
    assert page.find(id="h-months").find_parent("section").find("svg") is None
    assert "Mười hai tháng qua chưa có phản ánh nào." in page.main.get_text()
    assert len(page_of("statistics").find(id="h-months").find_parent("section").find_all("svg")) == 3


def test_the_front_page_lists_no_places_where_nothing_is_open(page_of, fresh_page, monkeypatch):
    assert page_of("home").select("#ban-do table")
    sample = SAMPLES["home"]
    monkeypatch.setitem(SAMPLES, "home", replace(sample, context={**sample.context, **on_the_map(*IDLE)}))
    assert fresh_page("home").select("#ban-do table") == []


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("agency-one", "Đang giữ 1 phản ánh, chưa quá hạn."),
        ("agency-idle", "Không giữ phản ánh nào."),
        ("agency-much", "Đang giữ 10.000 phản ánh: 20.000 trễ hạn hoặc lỡ hẹn, 10.000 đã gia hạn."),
    ],
)
def test_an_agencys_lead_counts_only_what_there_is(page_of, name, lead):
    assert " ".join(page_of(name).find(class_="lede").get_text().split()) == lead


def test_an_agency_of_one_answer_says_so_without_a_dash(page_of):
    note = page_of("agency-idle").select(".figs > div")[-1].find_all("dd")[1]
    assert note.get_text() == "chưa trả lời lần nào"
    assert "1 đã trả lời, chờ duyệt" in page_of("agency-one").main.get_text()
    assert "không câu trả lời nào chờ duyệt" in page_of("agency-idle").main.get_text()
