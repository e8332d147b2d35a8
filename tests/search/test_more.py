"""The folded part of the form of choices: what it has fields for, and what it carries along."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from search.asking import read_question
from search.engines import engines
from search.more import IN_FORM, More
from search.narrowing_words import NARROWED
from tests.search.documents import answered, document

FIELDS = (
    "outcome=done&rating=satisfied&photos=yes&returned=yes&late=3&sent_from=2026-11-01&sent_to=2026-11-02"
    "&answered_from=2026-11-03&answered_to=2026-11-04&due_from=2026-11-05&due_to=2026-11-06"
)


def more(query):
    return More(read_question(QueryDict(query)).more)


@pytest.mark.parametrize(
    ("query", "is_open"),
    [
        ("", False),
        ("near=16,107&source=hue&took=31-&begun_from=2026-11-09", False),
        ("photos=yes", True),
        ("due_to=2026-11-06", True),
    ],
)
def test_it_is_open_where_something_in_it_is_asked(query, is_open):
    assert more(query).is_open is is_open


def test_what_is_denied_has_no_box_and_is_carried_along():
    asked = more("photos=no&returned=yes")
    assert [(tick.name, tick.chosen) for tick in asked.flags] == [("photos", False), ("returned", True)]
    assert asked.refused_flags == [("photos", "no")]


def test_every_name_has_a_field_or_is_carried_along():
    assert {*IN_FORM, "source", "near", "took", "begun_from", "begun_to"} == set(NARROWED)


@pytest.mark.django_db
def test_the_form_asks_again_what_was_asked(client):
    engines["default"].put([document(1), answered(2)])
    asked = f"{FIELDS}&source=hue&near=16,107&took=2-3&begun_to=2026-11-09&q=den&ward=kim-long&from=2026-10-01"
    form = BeautifulSoup(client.get(f"/phan-anh/?{asked}").content, "lxml").find("form", class_="facets")
    sent = [
        (field["name"], field["value"])
        for field in form("input")
        if field.get("value") and (field["type"] != "checkbox" or field.has_attr("checked"))
    ]
    assert read_question(QueryDict("&".join(f"{name}={value}" for name, value in sent))) == read_question(
        QueryDict(asked)
    )
    assert form.find("details", class_="more-choices").has_attr("open")
    labelled = {label["for"] for label in form("label") if label.get("for")}
    assert {field["id"] for field in form("input") if field.get("id") and not field.find_parent("label")} <= labelled
