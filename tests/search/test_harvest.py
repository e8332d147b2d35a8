"""Pages for programs: places that belong to one question, exact totals, nothing read twice."""

from dataclasses import replace

import pytest

from search.answers import Asking
from search.harvest import at_place, harvest
from search.question import Facet, Question
from search.sorting import Sort
from tests.search.documents import HOUR, KIM_LONG, NOW, PHU_XUAN, answered, document


@pytest.fixture
def many(engine):
    engine.put([document(n, accepted_at=NOW - n * HOUR, due_at=NOW - n * HOUR) for n in range(1, 31)])
    engine.put([answered(n, ward=PHU_XUAN) for n in range(31, 34)])
    return engine


def read(question, *, at=NOW, facets=False):
    return harvest(Asking(at), question, facets=facets)


def numbers(page):
    return [document.number for document in page.documents]


@pytest.mark.parametrize("sort", Sort)
def test_every_order_is_read_through_once_there_and_back(many, sort):
    question = Question(q="den", sort=sort, choices={Facet.WARD: (KIM_LONG.slug,)}, size=13)
    pages, place = [], question
    while place:
        pages.append(read(place))
        place = at_place(question, pages[-1].next) if pages[-1].next else None
    assert [page.first for page in pages] == [1, 14, 27]
    assert {page.total for page in pages} == {30}
    assert sorted(n for page in pages for n in numbers(page)) == list(range(1, 31))
    assert pages[0].previous is None
    back = read(at_place(question, pages[2].previous))
    assert (numbers(back), back.first) == (numbers(pages[1]), 14)
    assert numbers(read(at_place(replace(question, size=30), pages[0].next))) == numbers(pages[1]) + numbers(pages[2])


def test_what_only_comes_near_is_not_counted(many):
    page = read(Question(q="den khongcochunay"))
    assert (page.total, page.documents, page.first, page.next, page.previous) == (0, (), None, None, None)


def test_facets_are_counted_where_they_are_asked_for(many):
    assert read(Question()).facets is None
    wards = read(Question(), facets=True).facets[Facet.WARD]
    assert {choice.value: choice.count for choice in wards} == {KIM_LONG.slug: 30, PHU_XUAN.slug: 3}


def test_where_all_has_gone_there_is_nothing_and_not_the_front_again(many):
    question = Question(size=10)
    second = at_place(question, read(question).next)
    many.remove([document.case_id for document in read(Question(size=100)).documents[10:]])
    page = read(second)
    assert (page.total, page.documents, page.next, page.previous) == (10, (), None, None)


def test_a_minute_later_places_are_the_same_but_in_the_order_that_depends_on_it(many):
    later = NOW + HOUR / 60
    assert read(Question(size=5)).next == read(Question(size=5), at=later).next
    late = Question(size=5, sort=Sort.LATE)
    assert read(late).next != read(late, at=later).next


@pytest.mark.parametrize("wrong", ["", "x", "é", "A" * 400, "YWFhYWFhYWFhYWFhYjFfMl8z", "\x00"])
def test_no_other_word_is_a_place(many, wrong):
    assert at_place(Question(), wrong) is None


def test_a_place_is_one_of_its_question_alone(many):
    question = Question(size=5)
    place = read(question).next
    assert at_place(question, place) is not None
    assert at_place(Question(q="den"), place) is None
    assert at_place(Question(sort=Sort.DUE), place) is None
    assert at_place(question, place[:-4]) is None
