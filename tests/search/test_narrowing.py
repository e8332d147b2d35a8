"""What is asked beside facets: its one address, its words, and what of a case it looks at."""

import importlib

import pytest
from django.apps import apps
from django.http import QueryDict
from django.utils import translation
from hypothesis import given

from cases.public.parameters import REFUSED
from search.asking import read_question
from search.document import Document
from search.engines import engines
from search.indexing import index
from search.models import SearchDetail
from search.narrowing import NOTHING, Days, Narrowing, Near, Pick, Span, late_before
from search.narrowing_words import narrowed_by
from search.outbox import drain
from search.question import Question
from tests.cases.public.test_photos import photo
from tests.factories import walk_to
from tests.search.documents import DAY, HOUR, NOW, answered, document
from tests.search.strategies import narrowings

details = importlib.import_module("search.migrations.0007_details")


def asked(query, complaint=None):
    return read_question(QueryDict(query), complaint) if complaint else read_question(QueryDict(query))


@given(narrowings)
def test_its_parts_and_its_address_are_the_same(more):
    question = Question(more=more)
    assert read_question(QueryDict(question.query)) == question


@given(narrowings)
def test_each_part_can_be_taken_away_or_kept_alone(more):
    pairs = list(more.pairs())
    steps = list(narrowed_by(more))
    assert len(steps) == len(pairs)
    for pair, (words, without, alone) in zip(pairs, steps, strict=True):
        assert words
        assert list(alone.pairs()) == [pair]
        assert list(without.pairs()) == [other for other in pairs if other != pair]


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("photos=yes&outcome=planned&outcome=done", "outcome=done&outcome=planned&photos=yes"),
        ("took=02-03", "took=2-3"),
        ("took=3-3&late=1", "late=1&took=3-3"),
        ("took=31-", "took=31-"),
        ("late=7&near=16.46,107.59", "late=7&near=16.46,107.59"),
        ("near=16.460001,107.59,500", "near=16.46,107.59"),
        ("near=16.46,107.59,1200", "near=16.46,107.59,1200"),
        ("due_to=24/11/2026&sent_from=2026-11-01", "sent_from=2026-11-01&due_to=2026-11-24"),
        ("outcome=&late=&photos=&near=", ""),
    ],
)
def test_one_canonical_form(query, canonical):
    question = asked(query)
    assert (question.query, question.problems) == (canonical, ())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("outcome=solved", "outcome=solved"),
        ("rating=5", "rating=5"),
        ("source=../etc", "source=../etc"),
        ("late=0", "late=0"),
        ("took=3-2", "took=3-2"),
        ("took=3", "took=3"),
        ("took=-3", "took=-3"),
        ("took=1-23456", "took=1-23456"),
        ("late=-3", "late=-3"),
        ("late=12345", "late=12345"),
        ("late=seven", "late=seven"),
        ("returned=maybe", "returned=maybe"),
        ("photos=1", "photos=1"),
        ("near=16.46", "near=16.46"),
        ("near=nan,107", "near=nan,107"),
        ("near=91,107", "near=91,107"),
        ("near=16,107,0", "near=16,107,0"),
        ("near=16,107,60000", "near=16,107,60000"),
        ("near=16,107,5,9", "near=16,107,5,9"),
        ("near=a,b", "near=a,b"),
        ("sent_from=gestern", "sent_from=gestern"),
        ("due_from=2026-12-01&due_to=2026-11-01", "từ 2026-12-01 đến 2026-11-01"),
    ],
)
def test_what_cannot_be_heeded_is_named_and_asks_nothing(query, said):
    question = asked(query, REFUSED)
    assert question.more == NOTHING
    assert len(question.problems) == 1
    assert said in question.problems[0]


def test_no_more_than_a_few_of_one_kind_are_heeded():
    question = asked("&".join(f"source=s{n}" for n in range(20)))
    assert len(question.more.picks[Pick.SOURCE]) == 8
    (problem,) = question.problems
    assert "thứ 8 của “Nguồn”" in problem


def test_people_read_of_it_by_its_label():
    (problem,) = asked("late=x").problems
    assert "Trễ ít nhất (ngày): x" in problem
    (problem,) = asked("photos=yes&photos=no").problems
    assert "Có ảnh: yes" in problem


@pytest.mark.parametrize(
    ("query", "vietnamese", "english"),
    [
        ("outcome=planned", "Đã có kế hoạch", "Planned"),
        ("rating=not_satisfied", "Không hài lòng", "Not satisfied"),
        ("source=portal", "Qua các kênh của thành phố", "Through the city's channels"),
        ("source=boston", "boston", "boston"),
        ("late=1200", "Trễ từ 1.200 ngày", "At least 1,200 days late"),
        ("took=2-3", "Trả lời sau 2–3 ngày", "Answered after 2–3 days"),
        ("took=1200-", "Trả lời sau 1.200 ngày trở lên", "Answered after 1,200 days or more"),
        ("begun_to=2026-11-24", "Tiếp nhận hoặc mở lại đến 24/11/2026", "Accepted or reopened until 24/11/2026"),
        ("photos=no", "Không có ảnh", "Without photos"),
        ("returned=yes", "Câu trả lời từng bị trả lại", "An answer was returned"),
        ("due_from=2026-11-24", "Hạn từ 24/11/2026", "Due from 24/11/2026"),
        ("near=16,107", "Trong vòng 500 m quanh một điểm", "Within 500 m of a point"),
    ],
)
def test_words_in_both_languages(query, vietnamese, english):
    ((words, __, __),) = narrowed_by(asked(query).more)
    assert words == vietnamese
    with translation.override("en"):
        ((words, __, __),) = narrowed_by(asked(query).more)
        assert words == english


def test_late_as_rows_say_it():
    evening = NOW + 9 * HOUR
    assert document(due_at=evening - DAY).days_late(NOW) == 1
    assert document(due_at=evening).days_late(NOW) is None
    assert document(due_at=None).days_late(NOW) is None
    assert document(phase="unknown", due_at=NOW - DAY).days_late(NOW) is None
    assert answered(due_at=NOW - 3 * DAY).days_late(NOW + 99 * DAY) == 2
    assert late_before(NOW, 1) == NOW - 8 * HOUR, "what was due before today is late by a day"
    assert late_before(NOW, 3) == NOW - 8 * HOUR - 2 * DAY


def test_distance_is_that_of_a_plane():
    near = Near(lat=16.46, lon=107.59, metres=1000)
    east = 1000 / near.a_degree_east
    assert near.holds(16.46, 107.59 + 0.9999 * east)
    assert not near.holds(16.46, 107.59 + 1.0001 * east)
    assert not near.holds(None, 107.59)
    assert not near.holds(16.46, None)


def test_no_bound_is_no_question():
    assert Narrowing(spans={Span.DUE: Days()}, picks={Pick.SOURCE: ()}, late=0) == NOTHING
    assert list(NOTHING.pairs()) == []
    assert NOTHING.without("late") == NOTHING


def stored(case):
    """What the search has been told of a case."""
    index([case.pk])
    return next(
        hit.document for hit in engines["default"].page(Question(), NOW).hits if hit.document.case_id == case.pk
    )


@pytest.mark.django_db
def test_a_case_tells_its_outcome_while_its_answer_holds():
    walk = walk_to("answered")
    assert stored(walk.case).outcomes == ("done",)
    walk.later(days=1).reopen()
    assert stored(walk.case).outcomes == (), "of the round before"


@pytest.mark.django_db
def test_a_returned_answer_is_remembered():
    walk = walk_to("assigned").later(days=1).submit()
    assert stored(walk.case).returned is False
    walk.return_answer()
    assert stored(walk.case).returned is True


def test_documents_written_before_lack_it_and_can_be_read():
    written = document(outcomes=("done",), photos=True).to_json()
    assert Document.from_json(written) == document(outcomes=("done",), photos=True)
    for name in ("outcomes", "photos", "returned"):
        del written[name]
    assert Document.from_json(written) == document()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, True),
        ({"public": False}, False),
        ({"kind": "after", "answer": "own"}, False),
    ],
    ids=["the reporter's", "not shown", "of an answer that awaits review"],
)
def test_a_photo_counts_once_the_page_shows_it(facts, found):
    walk = walk_to("assigned").later(days=1).submit()
    answer = {"answer": walk.answer} if "answer" in facts else {}
    photo(walk.case, **{**facts, **answer})
    assert stored(walk.case).photos is found
    walk.approve()
    assert stored(walk.case).photos is (found or "answer" in facts)


@pytest.mark.django_db
def test_what_is_findable_already_is_told_once_more():
    walk = walk_to("answered")
    index([walk.case.pk])
    SearchDetail.objects.all().delete()
    engines["default"].put([document(walk.case.pk + 1)])  # of a case that is gone: nobody can read it again
    more = Question(more=Narrowing(picks={Pick.OUTCOME: ("done",)}))
    assert engines["default"].page(more, NOW).hits == ()
    details.tell_again(apps, None)
    drain()
    assert [hit.document.case_id for hit in engines["default"].page(more, NOW).hits] == [walk.case.pk]
