"""Answers are remembered while they are true."""

from datetime import timedelta

import pytest

from search.answers import Asking
from search.question import Facet, Question
from search.sorting import Sort
from tests.search.documents import KIM_LONG, NOW, document

pytestmark = pytest.mark.django_db


def total(question=None, at=NOW):
    return Asking(at).answer(question or Question()).counts.total


def test_the_same_question_costs_only_the_generation(engine, django_assert_num_queries):
    engine.put([document(n) for n in range(1, 40)])
    first = Asking(NOW).answer(Question(q="den"))
    with django_assert_num_queries(2):  # and the editors' words that mean the same
        assert Asking(NOW).answer(Question(q="  den ")) == first
    with django_assert_num_queries(2):
        assert Asking(NOW).answer(Question(q="den", choices={Facet.WARD: ()})) == first


def test_pages_and_orders_share_their_counts(engine, django_assert_num_queries):
    engine.put([document(n) for n in range(1, 40)])
    first = Asking(NOW).answer(Question())
    for question in (Question(after=first.page.next), Question(sort=Sort.LATE), Question(page=2)):
        with django_assert_num_queries(3):  # the generation, the rows, their texts
            assert Asking(NOW).answer(question).counts == first.counts


def test_every_change_is_seen_at_once(engine):
    engine.put([document(1)])
    assert total() == 1
    engine.put([document(2)])
    assert total() == 2
    engine.remove([1])
    assert total() == 1


def test_verdicts_are_those_of_the_minute_asked_about(engine):
    engine.put([document(1, due_at=NOW)])
    overdue = Question(choices={Facet.VERDICT: ("overdue",)})
    assert total(overdue) == 0
    assert total(overdue, NOW + timedelta(minutes=1)) == 1
    assert total(overdue) == 0


def test_totals_are_remembered_too(engine, django_assert_num_queries):
    engine.put([document(1)])
    questions = [Question(), Question(q="khongco")]
    assert Asking(NOW).totals(questions) == (1, 0)
    with django_assert_num_queries(2):
        assert Asking(NOW).totals(questions) == (1, 0)
    assert Asking(NOW).totals(questions[::-1]) == (0, 1)


def test_questions_that_differ_are_never_confused(engine):
    engine.put([document(1), document(2, ward=None)])
    assert total(Question(choices={Facet.WARD: (KIM_LONG.slug,)})) == 1
    assert total(Question(choices={Facet.AGENCY: (KIM_LONG.slug,)})) == 0
    assert not Asking(NOW).answer(Question(q="ward=kim-long")).reading.is_strict  # no case has the first of three words
    assert total() == 2
