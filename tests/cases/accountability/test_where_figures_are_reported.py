"""Every page whose figures can be reported as wrong offers that, and its form knows the page by its name."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

pytestmark = pytest.mark.django_db

ALWAYS_THERE = ["statistics", "agencies", "overdue", "wards", "categories", "backlog", "gone"]


@pytest.mark.parametrize("name", ALWAYS_THERE)
def test_a_wrong_figure_can_be_reported_where_it_stands(client, name):
    page = BeautifulSoup(client.get(reverse(name)).content, "html.parser")
    link = page.find("a", string="Báo con số sai")
    assert link["href"] == f"{reverse('report_figure')}?o={reverse(name)}"
    form = BeautifulSoup(client.get(link["href"]).content, "html.parser")
    called = form.main.find("a", href=reverse(name), string=True).get_text()
    assert called in page.title.get_text()
