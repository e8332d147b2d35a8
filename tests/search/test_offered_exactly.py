"""How well a search finds, in figures; and what is offered to who types: names, categories, the report of a number."""

import math
from types import SimpleNamespace

import pytest

from search import offering
from search.completing import (
    Completion,
    Kind,
    Name,
    complete,
    enough,
    fits,
    keyed,
    looked_for,
    may_be_meant,
    most_frequent,
)
from search.document import Named
from search.engines.base import Choice, Counts, Hit, Page, Result
from search.folding import tokens
from search.highlight import Highlights
from search.loosening import Reading
from search.measuring import Judged, measure, ndcg, recall
from search.names import Names
from search.question import Facet, Question
from tests.search.documents import LIGHTS, ROADS, document

# --- figures ---------------------------------------------------------------------------------------------------------


def test_judged_rows_and_what_is_asked_of_them():
    judged = Judged.of({"qid": 7, "query": "đèn", "relevant": [1, 2], "partial": [2, 3]})
    assert judged == Judged(qid="7", query="đèn", grades={"1": 2, "2": 2, "3": 1})
    assert Judged.of({"qid": 1, "query": "x"}).grades == {}
    with pytest.raises(KeyError):
        Judged.of({"qid": 1})
    asked = []
    measure([judged, judged], lambda query: asked.append(query) or [])
    assert asked == ["đèn", "đèn"]


@pytest.mark.parametrize(
    ("wanted", "hits", "share"),
    [(20, 20, 1.0), (40, 20, 1.0), (40, 10, 0.5), (3, 1, 1 / 3), (1, 0, 0.0)],
)
def test_recall_is_of_as_many_as_can_be_shown(wanted, hits, share):
    grades = {str(n): 2 for n in range(wanted)}
    assert recall([str(n) for n in range(hits)], grades) == pytest.approx(share)


def test_gain_is_discounted_by_place():
    grades = {"a": 2, "b": 1}
    best = 2 + 1 / math.log2(3)
    assert ndcg(["b", "a"], grades) == pytest.approx((1 + 2 / math.log2(3)) / best)
    assert ndcg(["x", "a"], grades, at=1) == 0
    assert ndcg(["a", "x"], grades, at=1) == 1


# --- offered ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("Phường Kim Long", ["kim"], True),
        ("Phường Kim Long", ["kim", "l"], True),
        ("Phường Kim Long", ["ki", "long"], False),  # only the last is begun
        ("Phường Kim Long", ["im"], False),
        ("Phường Kim Long", ["phuong", "long"], False),
        ("Đường 12/4", ["12", "4"], True),
        ("Kim", ["kim", "long"], False),
    ],
)
def test_a_name_has_the_words_one_after_another(name, typed, found):
    assert fits(name, typed) is found
    assert keyed("Kim Long") == looked_for(["kim", "long"]) == " kim long"


@pytest.mark.parametrize(
    ("kind", "count", "told"), [(Kind.STREET, 2, False), (Kind.STREET, 3, True), (Kind.WARD, 1, True)]
)
def test_a_street_of_few_cases_may_be_somebodys_address(kind, count, told):
    assert enough(kind, count) is told
    assert not enough(kind, 0)
    name = Name(kind=kind, value="v", name="n", count=count)
    assert most_frequent([name]) == ((name,) if told else ())


def test_names_stand_by_frequency_then_kind_then_letters_and_two_hundred_at_most():
    def name(kind, text, count):
        return Name(kind=kind, value=text, name=text, count=count)

    given = [name(Kind.WARD, "B", 5), name(Kind.AGENCY, "C", 5), name(Kind.WARD, "A", 5), name(Kind.STREET, "D", 9)]
    assert [each.name for each in most_frequent(given)] == ["D", "C", "A", "B"]
    assert len(most_frequent([name(Kind.WARD, str(n), 1) for n in range(201)])) == 200
    assert may_be_meant("Kim", list(tokens("kím"))) is False
    assert complete(SimpleNamespace(names=lambda words: ()), "kim long") == Completion()


def asking(answers, asked=None):
    """Whom to ask: an answer by its words."""

    def answer(question):
        if asked is not None:
            asked.append(question.q)
        return answers[question.q]

    return SimpleNamespace(answer=answer)


def result(total, categories=(), *, missing=0, documents=()):
    choices = tuple(Choice(value=c.slug, name=c.name, count=n, chosen=False) for c, n in categories)
    counts = Counts(total=total, facets={Facet.CATEGORY: choices})
    blank = Highlights(title=(), place=(), excerpt=())
    hits = tuple(Hit(document=each, highlights=blank) for each in documents)
    reading = Reading(question=Question(q="x"), counts=counts, missing=missing)
    return Result(counts=counts, page=Page(hits=hits), reading=reading)


@pytest.mark.parametrize(
    ("lights", "total", "missing", "offered"),
    [
        (8, 8, 0, True),  # nearly all of the category's ten, and more than a tenth of all
        (7, 7, 0, False),
        (10, 60, 0, True),  # 60 of 100 have it: one and a half times as many would be 90 of 100
        (10, 70, 0, False),  # here more than all
        (8, 8, 1, False),  # a looser reading is about something else
        (0, 0, 0, False),
    ],
)
def test_words_are_about_a_category_whose_reports_nearly_all_have_them(lights, total, missing, offered):
    whole = result(100, [(LIGHTS, 10), (ROADS, 90)])
    some = result(total, [(LIGHTS, lights), (ROADS, total - lights)], missing=missing)
    found = offering.beside(asking({"đèn": some, "": whole}), "đèn", Completion(), {})
    assert [(name.value, name.count) for name in found.names] == ([(LIGHTS.slug, 10)] if offered else [])


@pytest.mark.parametrize(("reports", "offered"), [(4, False), (5, True)])
def test_a_category_of_few_reports_is_about_nothing_yet(reports, offered):
    whole, some = result(100, [(LIGHTS, reports)]), result(reports, [(LIGHTS, reports)])
    found = offering.beside(asking({"đèn": some, "": whole}), "đèn", Completion(), {})
    assert bool(found.names) is offered


def test_what_is_named_already_and_what_is_too_short_costs_no_question():
    asked, named = [], Completion(rest="x", names=(Name(kind=Kind.WARD, value="v", name="n", count=1),))
    nobody: Names = {}
    assert offering.beside(asking({}, asked), "đèn", named, nobody) is named
    assert offering.beside(asking({}, asked), "đè1", Completion(), nobody) == Completion()
    assert asked == []


def test_names_in_the_readers_language_are_offered_by_frequency_and_only_where_there_are_cases():
    called = {Facet.CATEGORY: {LIGHTS.slug: "Street lights", ROADS.slug: "Streets", "none": "Street trees"}}
    whole = result(100, [(LIGHTS, 10), (ROADS, 90), (Named("none", "Cây"), 0)])
    found = offering.beside(asking({"": whole}), "stree", Completion(), called)
    assert [(name.name, name.count) for name in found.names] == [("Streets", 90), ("Street lights", 10)]
    assert offering.beside(asking({"": whole}), "đèn", Completion(), called).names == (), "others are not guessed at"


@pytest.mark.parametrize(
    ("typed", "asked", "found"),
    [
        ("12", ["12"], True),
        (" a12 ", ["12"], True),
        ("#12", ["12"], True),
        ("12a", [], False),
        ("aa12", [], False),
        ("", [], False),
        ("1" * 19, [], False),
        ("13", ["13"], False),
    ],
)
def test_a_number_leads_to_its_report(typed, asked, found):
    noted = []
    there = result(2, documents=[document(112, reference="12"), document(12)])
    report = offering.numbered(asking({"12": there, "13": there}, noted), typed)
    assert noted == asked
    assert (report.number if report else None) == (12 if found else None)
