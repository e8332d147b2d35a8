"""Strict first, loosened only as far as needed, and then said."""

from dataclasses import replace

import pytest

from search.document import Named
from search.engines.memory import MemoryEngine
from search.lexicon import Lexicon, keep
from search.loosening import near, read_for
from search.question import PAGE_SIZE, Facet, Question
from search.sorting import Sort
from search.telling import also_looked_for, as_read, as_written, how_it_was_read
from tests.search.documents import KIM_LONG, NOW, PHU_XUAN, document

LIGHTS, RUBBISH = Named("den", "một"), Named("rac", "hai")

PLAIN = {"place": "", "text": "", "answer": "", "agencies": ()}
CITY = [
    document(1, title="Đèn đường hỏng ở cầu", **PLAIN),
    document(2, title="Đèn đường sáng ở chợ", **PLAIN),
    document(3, title="Rác ở chợ", **{**PLAIN, "ward": PHU_XUAN}),
    document(4, title="ga tau ban", **PLAIN),
    document(5, title="Cống ở hẻm", **PLAIN),
]


@pytest.fixture
def city():
    """Five cases."""
    engine = MemoryEngine("memory", {})
    engine.put(CITY)
    return engine


def read(engine, q, **parts):
    reading = read_for(engine, Question(q=q, **parts), NOW)
    hits = engine.page(reading.question, NOW).hits
    assert len(hits) == reading.counts.total
    return reading, [hit.document.case_id for hit in hits]


def written(engine, q):
    reading = read(engine, q)[0]
    return as_written(reading, engine.page(reading.question, NOW).hits)


def told(engine, q):
    return list(how_it_was_read(written(engine, q)))


@pytest.mark.parametrize(
    ("q", "cases", "missing", "folded"),
    [
        ("đèn đường", [2, 1], 0, False),
        ("đèn đường chợ", [2], 0, False),
        ("đèn hỏng chợ", [2, 1], 1, False),
        ("đèn rác cầu", [1], 1, False),
        ("đèn rác cống", [5, 3, 2, 1], 2, False),
        ("gà tàu bẩn", [4], 0, True),
        ("gà tàu chợ", [4], 1, False),
        ("xyzzy đèn cầu", [1], 1, False),
        ("xyzzy", [], 0, False),
        ('"đường hỏng" chợ', [1], 1, False),  # the phrase is never done without
        ('"đường chợ" đèn', [], 0, False),
        ("đèn chợ -đường", [3], 1, False),  # nor is what nobody wants ever shown
        ("-đèn", [5, 4, 3], 0, False),
    ],
)
def test_only_as_far_as_needed(city, q, cases, missing, folded):
    reading, found = read(city, q)
    assert (sorted(found), reading.missing) == (sorted(cases), missing)
    assert (reading.folded and not reading.missing) is folded
    assert reading.is_strict is not bool(missing or folded)


def test_a_word_that_nobody_has_is_no_word_of_grammar_instead(city):
    city.put([document(6, title="Do mưa nên đèn đang tắt", **PLAIN)])
    reading, found = read(city, "đèn dở dạng")
    assert (sorted(found), reading.missing) == ([1, 2, 6], 2)
    city.put([document(7, title="den do loai dang cu", **PLAIN)])
    reading, found = read(city, "đèn dở dạng")
    assert (found, reading.missing) == ([7], 1), "without marks it may be meant"


def test_facets_count_what_is_shown(city):
    reading, __ = read(city, "đèn hỏng chợ")
    assert {choice.value: choice.count for choice in reading.counts.facets[Facet.WARD]} == {KIM_LONG.slug: 2}
    reading, found = read(city, "đèn hỏng chợ", choices={Facet.WARD: (PHU_XUAN.slug,)})
    assert (found, reading.missing) == ([3], 2)


def test_what_is_mistyped_is_corrected_before_anything_is_left_out(city):
    reading, found = read(city, "đnè đường hỏng")
    assert (found, reading.missing, reading.corrected[0].used) == ([1], 0, "den")
    reading, found = read(city, "đnè rác")
    assert (sorted(found), reading.missing) == ([1, 2, 3], 1)


@pytest.mark.parametrize(
    ("q", "sentences"),
    [
        ("đèn", []),
        ("đèn hỏng chợ", ["Dưới đây là 2 phản ánh thiếu một trong ba từ."]),
        ("đèn rác cống", ["Dưới đây là 4 phản ánh thiếu hai trong ba từ."]),
        ("gà tàu bẩn", ["Dưới đây là 1 phản ánh viết dấu khác."]),
        ("đnè hỏng", ["Không thấy “đnè”, đây là kết quả cho “đèn”."]),
        ("hemm", ["Không thấy “hemm”, đây là kết quả cho “hẻm”."]),
        ("bawn", ["Không thấy “bawn”, đây là kết quả cho “ban”."]),  # nobody writes it with marks
        (
            "Xyzzy đèn cầu",
            ["Dưới đây là 1 phản ánh thiếu một trong ba từ.", "Chưa phản ánh nào có “Xyzzy”."],
        ),
        ("xyzzy", []),
    ],
)
def test_it_is_said(city, q, sentences):
    assert told(city, q) == sentences


def test_words_that_mean_the_same_are_named(city):
    ways = (("kiệt", "kiet", "hẻm", "ngõ"), ("rác", "rác thải"), ("đèn đường", "đèn phố"))
    lexicon = Lexicon([(group, False) for group in ways])
    keep(lexicon)
    reading, found = read(city, "cống kiệt")
    assert found == [5]
    assert also_looked_for(reading, lexicon) == "Tìm cả: hẻm, ngõ (như “kiệt”)."
    assert also_looked_for(read(city, "cống kiet")[0], lexicon) == "Tìm cả: hẻm, ngõ (như “kiet”)."
    assert also_looked_for(written(city, "đnè đường"), lexicon) == "Tìm cả: đèn phố (như “đèn đường”)."
    assert also_looked_for(read(city, "cống")[0], lexicon) == ""


def test_what_a_mistyped_word_was_taken_for_is_spelt_as_most_rows_have_it(city):
    city.put([document(6, title="den mat", **PLAIN), document(7, title="Đến nay đèn tắt", **PLAIN)])
    assert as_read(written(city, "đnè"), "Đnè đnè") == "Đnè đèn"  # in most rows; without marks in one
    city.put([document(n, title="Rác ở Hèm Long", **PLAIN) for n in (10, 11)])
    assert as_read(written(city, "hemm"), "hemm") == "hẻm", "no part of a name, where it is written small"
    assert as_read(written(city, "bawn"), "bawn") == "ban"
    city.put([document(8, title="Chợ Đường Dương Nỗ", **PLAIN), document(9, title="đường tắt", **PLAIN)])
    assert as_read(written(city, "dduwowngf"), "dduwowngf") == "đường"


def comes_near(engine, q, **parts):
    return [hit.document.case_id for hit in near(engine, read_for(engine, Question(q=q, **parts), NOW), NOW)]


def test_what_comes_near_fills_the_first_page_and_is_not_counted(city):
    assert comes_near(city, "đèn đường chợ") == [1, 3]
    assert comes_near(city, "đèn đường") == []
    assert comes_near(city, "đèn hỏng chợ") == [3]
    assert comes_near(city, "xyzzy") == []


def test_what_answers_tells_what_is_near(city):
    """Of two that have as much of what was asked for, the one of the category of what answers comes first."""
    kinds = {6: RUBBISH, 7: LIGHTS, 8: RUBBISH}
    words = {6: "Sơn lại cửa", 7: "Sơn lại nhà", 8: "Sơn cửa nhà"}
    city.put([document(n, title=words[n], **{**PLAIN, "category": kind}) for n, kind in kinds.items()])
    assert comes_near(city, "sơn cửa nhà") == [6, 7]
    city.put([document(8, title=words[8], **{**PLAIN, "category": LIGHTS}, version=2)])
    assert comes_near(city, "sơn cửa nhà") == [7, 6]


def test_only_where_there_is_room_and_by_relevance(city):
    assert comes_near(city, "đèn đường chợ", sort=Sort.NEWEST) == []
    assert comes_near(city, "đèn đường chợ", page=2) == []
    city.put([document(n, title="Đèn đường ở chợ", **PLAIN) for n in range(11, 10 + PAGE_SIZE)])
    assert comes_near(city, "đèn đường chợ") == []


def test_what_is_near_keeps_to_the_choices(city):
    found = comes_near(city, "đèn đường chợ", choices={Facet.WARD: (KIM_LONG.slug,)})
    assert found == [1]


def test_of_very_many_words_the_rarest_decide(city):
    many = "đèn đường hỏng sáng cầu chợ rác ở ga"
    reading, found = read(city, many)
    assert len(reading.question.wording.wanted) == 6
    assert (found, reading.missing, reading.asked) == ([1], 4, 8)  # ở is a word of grammar


def test_a_reading_keeps_the_order_and_place_of_the_question(city):
    reading, __ = read(city, "đèn hỏng chợ")
    oldest = reading.of(Question(q="đèn hỏng chợ", sort=Sort.OLDEST, page=1))
    assert [hit.document.case_id for hit in city.page(oldest.question, NOW).hits] == [1, 2]
    assert replace(oldest, question=reading.question).missing == 1
