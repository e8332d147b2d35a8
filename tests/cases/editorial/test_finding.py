"""Whoever handles reports finds them by number and by words, and nothing that is not theirs to read."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import PublicationLevel
from search.outbox import drain
from tests.accounts import GROUPS, an_account
from tests.cases.editorial.center.conftest import sent
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.editorial.office.conftest import given
from tests.factories import KIM_LONG, LIGHTING

pytestmark = pytest.mark.django_db


def ask(client, words):
    return client.get(reverse("staff_find"), {"q": words})


def found(client, words):
    page = BeautifulSoup(ask(client, words).content, "lxml")
    return [link.get_text() for link in page.select(".rows a")]


def officer(agency=KIM_LONG):
    return signed_in(an_account("answer", agency=agency))


class TestOfACity:
    """A report that waits, one of an agency, and one of figures only."""

    @pytest.fixture(autouse=True)
    def _reports(self, db):
        self.waiting = sent("Nước tràn Kim Long")
        self.given = given("Mất nắp cống Kim Long")
        self.figures = given("Tố cáo nắp cống")
        type(self.figures.case).objects.filter(pk=self.figures.case.pk).update(level=PublicationLevel.FIGURES)
        drain()

    def test_the_center_finds_all_of_them(self):
        editor = signed_in(an_account("edit"))
        assert found(editor, "mat nap") == ["Mất nắp cống Kim Long"]
        assert found(editor, "nuoc tran") == ["Nước tràn Kim Long"]
        assert found(editor, "nắp cống") == ["Tố cáo nắp cống", "Mất nắp cống Kim Long"]
        assert found(editor, "khong co") == found(editor, "") == []

    def test_an_agency_finds_what_it_was_given_and_the_public_reads(self):
        assert found(officer(), "nap cong") == ["Mất nắp cống Kim Long"]
        assert found(officer(), "kim long") == ["Mất nắp cống Kim Long"]
        assert found(officer(LIGHTING), "nap cong") == []

    def test_a_number_leads_there(self):
        number, mine = self.given.case.number, self.given.case.assignments.get()
        assert ask(signed_in(an_account("decide")), f"a{number}")["Location"] == reverse("center_case", args=[number])
        assert ask(officer(), str(number))["Location"] == reverse("office_case", args=[mine.pk])
        assert ask(officer(LIGHTING), str(number)).status_code == 200
        assert ask(officer(), str(self.figures.case.number)).status_code == 200

    def test_queries_do_not_grow(self):
        editor, asked = signed_in(an_account("edit")), []
        assert found(editor, "tran")  # what a process reads once is read
        for words in ("tran", "kim long"):
            with CaptureQueriesContext(connection) as captured:
                assert found(editor, words)
            asked.append(len(captured))
        assert asked[0] == asked[1] <= 16


def test_an_editor_finds_ordinary_pages_too_and_so_does_wagtail():
    editor = signed_in(an_account("edit"))
    page = ask(editor, "cách tính").content.decode()
    assert "Cách tính từng con số" in page
    assert "Cách tính từng con số" not in ask(signed_in(an_account("decide")), "cách tính").content.decode()
    wagtail = editor.get(reverse("wagtailadmin_pages:search"), {"q": "cách tính"}).content.decode()
    assert "Cách tính từng con số" in wagtail
    assert reverse("staff_find") in wagtail


@pytest.mark.parametrize("power", GROUPS)
def test_the_box_is_for_those_who_handle_reports(power):
    client = signed_in(an_account(power, agency=KIM_LONG if power in ("answer", "follow") else None))
    shown = BeautifulSoup(client.get("/cms/").content, "lxml").select_one(".mb-find")
    assert (shown is not None) is (power != "administer")
    assert ask(client, "x").status_code == (403 if power == "administer" else 200)
