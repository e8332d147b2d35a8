"""The page at a question's place: which rows, which number the first has, where one reads on. No engine is asked."""

from dataclasses import replace

import pytest

from search.engines.turning import page_at
from search.question import PAGE_SIZE, Question
from search.sorting import Cursor, Sort

AT = 1_000
THEN = 900  # when the reading began


def place(row=None):
    return Cursor(key=5, case_id=50, at=THEN, row=row)


def rows(*case_ids):
    return [(10 * case_id, case_id) for case_id in case_ids]


class Engine:
    """Answers in turn what it was given, and notes what it was asked."""

    def __init__(self, *answers):
        self.answers, self.asked, self.shown = list(answers), [], []

    def read(self, question, asked_at):
        self.asked.append((question, asked_at))
        return self.answers.pop(0)

    def show(self, found):
        self.shown.append([case_id for __, case_id, *___ in found])
        return tuple(self.shown[-1])


def turned(question, *answers):
    """The page, and the engine that was asked for it."""
    engine = Engine(*answers)
    return page_at(question, AT, engine.read, engine.show), engine


def number(cursor):
    return cursor and (cursor.case_id, cursor.row)


@pytest.mark.parametrize(
    ("question", "more", "first", "following", "previous"),
    [
        # the front
        (Question(), False, 1, None, None),
        (Question(), True, 1, (9, 2), None),
        # by number
        (Question(page=2), False, PAGE_SIZE + 1, None, (8, PAGE_SIZE + 1)),
        (Question(page=2), True, PAGE_SIZE + 1, (9, PAGE_SIZE + 2), (8, PAGE_SIZE + 1)),
        (Question(page=3, size=10), True, 21, (9, 22), (8, 21)),
        # onwards from a row
        (Question(after=place(25)), False, 26, None, (8, 26)),
        (Question(after=place(25)), True, 26, (9, 27), (8, 26)),
        (Question(after=place()), True, None, (9, None), (8, None)),
        # back from a row: there is a page after it, whence one came
        (Question(before=place(51)), True, 26, (9, 27), (8, 26)),
        (Question(before=place()), True, None, (9, None), (8, None)),
    ],
)
def test_where_one_reads_on(question, more, first, following, previous):
    page, engine = turned(question, (rows(8, 9), more))
    assert page.hits == (8, 9)
    assert page.first == first
    assert (number(page.next), number(page.previous)) == (following, previous)
    assert [asked for asked, __ in engine.asked] == [question]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        (Question(page=9), [([], False)]),
        (Question(after=place(25)), [([], False)]),
        (Question(before=place(26)), [([], False)]),
        (Question(before=place(26)), [(rows(8, 9), False)]),  # there is less than a page before the second
    ],
    ids=["beyond the end", "gone after", "gone before", "before the second"],
)
@pytest.mark.parametrize("more", [True, False])
def test_where_the_rows_have_gone_it_is_the_first_page(question, answers, more):
    question = question.but(sort=Sort.LATE, page=question.page, after=question.after, before=question.before)
    page, engine = turned(question, *answers, (rows(1, 2), more))
    assert page.hits == (1, 2)
    assert (page.first, page.previous, number(page.next)) == (1, None, (2, 2) if more else None)
    assert [asked for asked, __ in engine.asked] == [question, question.first_page()]
    assert engine.shown == [[1, 2]], "what is not shown is not read"


def test_an_empty_list_is_asked_once():
    page, engine = turned(Question(q="khongco"), ([], False))
    assert (page.hits, page.first, page.next, page.previous) == ((), 1, None, None)
    assert len(engine.asked) == 1


def test_a_list_that_was_emptied_meanwhile_is_an_empty_first_page():
    page, engine = turned(Question(after=place(25)), ([], False), ([], False))
    assert (page.hits, page.first, page.next, page.previous) == ((), 1, None, None)
    assert len(engine.asked) == 2


@pytest.mark.parametrize(
    ("question", "asked_at"),
    [(Question(), AT), (Question(page=2), AT), (Question(after=place(25)), THEN), (Question(before=place(51)), THEN)],
)
def test_lateness_is_that_of_the_first_page_of_a_reading_and_of_those_that_follow(question, asked_at):
    page, engine = turned(question, (rows(8, 9), True))
    assert [at for __, at in engine.asked] == [asked_at]
    assert {cursor.at for cursor in (page.next, page.previous) if cursor} == {asked_at}


def test_a_reading_that_begins_anew_is_asked_now():
    page, engine = turned(Question(after=place(25)), ([], False), (rows(1), True))
    assert [at for __, at in engine.asked] == [THEN, AT]
    assert page.next == Cursor(key=10, case_id=1, at=AT, row=1)


def test_a_cursor_has_the_key_that_the_rows_were_ordered_by():
    page, __ = turned(Question(after=place(25)), ([(7, 3, "a document"), (6, 2, "another")], True))
    assert page.previous == Cursor(key=7, case_id=3, at=THEN, row=26)
    assert page.next == replace(page.previous, key=6, case_id=2, row=27)
