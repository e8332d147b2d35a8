"""The page's parts, made from an answer alone."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from search.engines.base import Fragment
from search.engines.memory import MemoryEngine
from search.listing import Listing, cases_text, href_of, marked_up
from search.narrowing import Narrowing
from search.question import Box, Facet, Question
from search.sorting import Sort
from search.telling import shortened
from tests.search.documents import CITY_LIGHTS, DAY, KIM_LONG, NOW, answered, document


def listing(question, *documents, at=NOW):
    """The listing of a question over some documents, without a database."""
    engine = MemoryEngine("memory", {})
    engine.put(documents)
    return Listing(question, engine.ask(question, at), at=at, age="1")


WARD_LATE = {Facet.VERDICT: ("overdue",), Facet.WARD: (KIM_LONG.slug,)}
MANY = {Facet.WARD: (KIM_LONG.slug, "a", "b", "c"), Facet.AGENCY: (CITY_LIGHTS.slug,)}


@pytest.mark.parametrize(
    ("question", "title", "heading"),
    [
        (Question(), "Phản ánh", "2 phản ánh"),
        (Question(q="den"), "“den”: 2 phản ánh", "2 phản ánh khớp “den”"),
        (Question(choices={Facet.STATE: ("answered",)}), "Đã trả lời: 1 phản ánh", "1 phản ánh: Đã trả lời"),
        (
            Question(q="den", choices=WARD_LATE),
            "“den”, Trễ hạn, Phường Kim Long: 0 phản ánh",
            "0 phản ánh khớp “den”: Trễ hạn, Phường Kim Long",
        ),
        (
            Question(since=date(2026, 11, 1), until=date(2026, 11, 30)),
            "Từ 01/11/2026 đến 30/11/2026: 2 phản ánh",
            "2 phản ánh: Từ 01/11/2026 đến 30/11/2026",
        ),
        (
            Question(bbox=Box(west=107, south=16, east=108, north=17), more=Narrowing(late=3)),
            "Trong khung bản đồ, Trễ từ 3 ngày: 0 phản ánh",
            "0 phản ánh: Trong khung bản đồ, Trễ từ 3 ngày",
        ),
        (Question(choices=MANY), "Phường Kim Long, a, b, c, …: 2 phản ánh", "2 phản ánh: Phường Kim Long, a, b, c, …"),
    ],
)
def test_title_and_heading_say_what_is_asked(question, title, heading):
    made = listing(question, document(1), answered(2))
    assert (made.title, strip_tags(made.heading)) == (title, heading)
    assert made.description == (f"{title}. Ai xử lý, hạn ngày nào, đã trả lời ra sao." if question.query else "")


def test_what_is_asked_is_no_markup():
    made = listing(Question(q="<b>", choices={Facet.WARD: ("<i>",)}))
    assert made.heading == '0 phản ánh khớp “&lt;b&gt;”: <span class="keep">&lt;i&gt;</span>'


def test_in_english_a_vietnamese_name_in_the_heading_is_marked():
    choices = {Facet.WARD: (KIM_LONG.slug,), Facet.AGENCY: (CITY_LIGHTS.slug,), Facet.STATE: ("in_progress",)}
    engine = MemoryEngine("memory", {})
    engine.put([document(1)])
    question = Question(choices=choices)
    with translation.override("en"):
        names = {Facet.WARD: {KIM_LONG.slug: "Kim Long Ward"}}
        made = Listing(question, engine.ask(question, NOW), at=NOW, age="1", names=names)
        parts = ("In progress,", "Kim Long Ward,", f'<span lang="vi">{CITY_LIGHTS.name}</span>')
        assert made.heading == "1 case: " + " ".join(f'<span class="keep">{part}</span>' for part in parts)
        assert made.title == f"In progress, Kim Long Ward, {CITY_LIGHTS.name}: 1 case"


def test_numbers_are_written_as_people_write_them():
    assert cases_text(1284) == "1.284 phản ánh"
    with translation.override("en"):
        assert cases_text(1284).startswith("1,284")


def test_addresses_are_canonical():
    assert href_of(Question()) == "/phan-anh/"
    assert href_of(Question(choices={Facet.WARD: ("b", "a")}, sort=Sort.LATE)) == "/phan-anh/?ward=a&ward=b&sort=late"


def test_pieces_become_markup_and_texts_do_not():
    pieces = (Fragment("a < b ", hit=False), Fragment("<i>", hit=True), Fragment(" & c", hit=False))
    assert marked_up(pieces) == "a &lt; b <mark>&lt;i&gt;</mark> &amp; c"
    assert marked_up(()) == ""


@pytest.mark.parametrize(
    ("facts", "verdict", "days", "spans"),
    [
        ({}, "in_term", 5, None),
        ({"due_at": NOW - 3 * DAY}, "overdue", 3, 7),
        ({"due_at": NOW - DAY, "limit_at": NOW + DAY}, "extended", 1, 7),
        ({"due_at": NOW - 3 * DAY, "limit_at": NOW - DAY, "broken_from": NOW - DAY}, "promise_broken", 3, 7),
        ({"due_at": None}, "in_term", None, None),
        ({"phase": "unknown", "due_at": None}, None, None, None),
    ],
)
def test_a_row_holds_the_clock_at_the_instant(facts, verdict, days, spans):
    (row,) = listing(Question(), document(1, term_days=7, **facts)).rows
    assert (row["verdict"], row["days"], row["spans_total"]) == (verdict, days, spans)
    assert row["at"] == NOW


def test_a_row_of_a_case_without_any_clock():
    (row,) = listing(Question(), document(1, phase="", due_at=None, started_at=None)).rows
    assert "verdict" not in row
    assert row["spans_total"] is None


def test_a_row_tells_what_the_case_is():
    (row,) = listing(Question(q="den"), document(7, round=2, place="Kiệt 42")).rows
    assert row["title_html"] == "<mark>Đèn</mark> đường hỏng"
    assert row["title"] == "Đèn đường hỏng"
    assert row["place"] == "Kiệt 42"
    assert row["snippet"] == "Cả đoạn dài tối nguy hiểm."
    assert row["path"] == "2026/11/phan-anh-a7/"
    assert row["agencies"] == (CITY_LIGHTS,)
    assert (row["state"], row["round"], row["accepted_at"]) == ("in_progress", 2, NOW - 2 * DAY)


def test_the_form_of_choices_is_remembered_by_what_it_shows():
    question = Question(q="den")
    keys = {
        listing(asked, document(1)).facets_key
        for asked in (question, question.but(page=2), question.but(sort=Sort.LATE), question.without(Facet.WARD))
    }
    assert keys == {"1 q=den", "1 q=den&sort=late"}  # the order is carried along in the form


def test_verdicts_stand_from_good_to_bad_and_the_others_by_frequency():
    made = listing(
        Question(),
        document(1, due_at=NOW - DAY),
        document(2, due_at=NOW - DAY, ward=None),
        document(3),
        answered(4, ward=None),
        answered(5, ward=None, after=30 * DAY),
    )
    assert [choice.value for choice in made.choices(Facet.VERDICT)] == [
        *("in_term", "overdue"),
        *("answered_in_term", "answered_late"),
    ]
    assert [facet.name for facet in made.facets] == ["verdict", "state", "ward", "agency", "category"]
    assert [choice.count for choice in made.choices(Facet.WARD)] == [2]


def test_what_is_chosen_but_unknown_is_a_problem_and_a_chip():
    made = listing(Question(choices={Facet.WARD: (KIM_LONG.slug, "nowhere")}), document(1))
    assert [chip.label for chip in made.chips] == [KIM_LONG.name, "nowhere"]
    assert made.problems == ["Không có phản ánh nào với “Phường, xã: nowhere”."]


def test_a_mark_in_a_title_or_place_is_drawn_as_one():
    pieces = (Fragment("Nhà ông ", hit=False), Fragment("[đã che: tên người]", hit=False), Fragment(" hát", hit=True))
    assert marked_up(pieces) == 'Nhà ông <span class="redact">đã che: tên người</span><mark> hát</mark>'


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("đèn hỏng", "đèn hỏng"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 60 + "…"),
        ("đèn " * 50, "đèn " * 14 + "đèn…"),
    ],
)
def test_headings_say_the_first_of_very_many_words(q, said):
    assert shortened(q.strip()) == said
