"""The contract of engines, second part: words, choices and their counts."""

from datetime import timedelta

import pytest

from search.engines.base import Choice
from search.folding import tokens
from search.lexicon import Lexicon, keep
from search.question import Box, Facet, Question
from tests.search.documents import (
    CITY_LIGHTS,
    DAY,
    HOUR,
    KIM_LONG,
    LIGHTS,
    NOW,
    PHU_XUAN,
    ROADS,
    WARD_OFFICE,
    answered,
    document,
)
from tests.search.engines.asking import Asks, ids

MICROSECOND = timedelta(microseconds=1)
#: Questions, and the cases that each of them finds among those of `test_words`.
WORDS = {
    "den duong": {1, 2, 3},
    "DEN DUONG": {1, 2, 3},
    "đèn đường": {1, 2},
    "duong den": {1, 2, 3},
    '"den duong"': {1, 3},
    '"đèn đường"': {1},
    "den -duong": {4},
    'den -"den duong"': {2, 4},
    "-den": {5},
    "thuan hoa": {1, 2},
    "Thuận Hòa": {1},
    "Thuận Hoà": {1},
    "Thuận Hóa": {2},
    '"Thuận Hoá"': {2},
    "kim long": {1, 2, 3, 4, 5},
    "ngap": {5},
    "thay": {4},
    "ref-3": {3},
    "a3": {3},
    "3": {3},
    "chiếu sáng cây xanh": {1, 2, 3, 4},
    "khongco": set(),
    "den khongco": set(),
    '"hong thuan"': set(),
    "'; DROP TABLE -- \" * ( ) AND": set(),
}
#: Choices, and the cases of `city` that they leave.
FILTERS = (
    ({Facet.STATE: ("answered",)}, {2}),
    ({Facet.STATE: ("answered", "in_progress")}, {1, 2, 3, 4}),
    ({Facet.STATE: ("reopened",)}, {5}),
    ({Facet.STATE: ("reopened", "in_progress")}, {1, 3, 4, 5}),
    ({Facet.STATE: ("withdrawn",)}, set()),
    ({Facet.VERDICT: ("in_term",)}, {1}),
    ({Facet.VERDICT: ("in_term", "answered_in_term")}, {1, 2}),
    ({Facet.VERDICT: ("overdue", "promise_broken")}, {3, 5}),
    ({Facet.VERDICT: ("extended",)}, {4}),
    ({Facet.AGENCY: (WARD_OFFICE.slug,)}, {3}),
    ({Facet.AGENCY: (WARD_OFFICE.slug, CITY_LIGHTS.slug)}, {1, 2, 3, 5}),
    ({Facet.AGENCY: ("khong-co",)}, set()),
    ({Facet.CATEGORY: (ROADS.slug,)}, {2, 5}),
    ({Facet.WARD: (PHU_XUAN.slug,)}, {2}),
    ({Facet.WARD: (KIM_LONG.slug,), Facet.CATEGORY: (LIGHTS.slug,)}, {1, 3}),
    ({Facet.WARD: (LIGHTS.slug,)}, set()),
)


class FindsDocuments(Asks):
    """Words with and without marks, filters, facets."""

    def test_words(self, engine):
        engine.put(
            [
                document(1, title="Đèn đường hỏng", text="Thuận Hòa"),
                document(2, title="Đường có đèn", text="Thuận Hoá"),
                document(3, title="den duong", text="toi"),
                document(4, title="Đen", text="", answer="Đã thay."),
                document(5, title="Ngập nước", agencies=(WARD_OFFICE,), category=ROADS),
            ]
        )
        assert {q: set(self.found(engine, q)) for q in WORDS} == WORDS

    def test_a_looser_reading_needs_fewer_words_and_all_that_is_firm(self, engine):
        engine.put(
            [
                document(1, title="đèn xe ga", text="", place=""),
                document(2, title="den xe", text="", place=""),
                document(3, title="đen ga", text="", place=""),
                document(4, title="xe", text="", place=""),
            ]
        )
        for q, least, cases in (
            ("đèn xe ga", 3, {1}),
            ("đèn xe ga", 2, {1, 2}),
            ("đèn xe ga", 1, {1, 2, 3, 4}),
            ('"ga" đèn xe', 2, {1}),
            ('"ga" đèn xe', 1, {1, 3}),
            ("đèn xe -ga", 1, {2, 4}),
        ):
            question = Question(q=q)
            looser = question.read_as(question.wording.loosened(least))
            result = engine.ask(looser, NOW)
            assert set(ids(result.page)) == cases, (q, least)
            assert (result.counts.total, engine.totals([looser], NOW)) == (len(cases), (len(cases),))

    def test_another_way_of_saying_it_is_found(self, engine):
        keep(Lexicon([(("điện đường", "đèn đường"), False)]))
        plain = {"text": "", "place": "", "agencies": ()}
        engine.put(
            [document(n, title=t, **plain) for n, t in ((1, "Điện ở đường"), (2, "đèn đường"), (3, "đền đường"))]
        )
        assert set(self.found(engine, "điện đường")) == {1, 2}
        assert set(self.found(engine, "dien duong")) == {1, 2}
        assert set(self.found(engine, '"điện đường"')) == set()

    def test_statistics_tell_in_how_many_documents_a_word_stands(self, engine):
        engine.put([document(1, title="đèn đèn"), document(2, title="den"), document(3, title="Rác", text="")])
        marked = next(tokens("đèn")).marked
        told = engine.statistics({"den", marked, "xyz"})
        assert (told.documents, told.frequencies) == (3, {"den": 2, marked: 1})
        engine.put([document(1, title="Rác", version=2)])
        engine.remove([3, 99])
        told = engine.statistics({"den", marked, "rac"})
        assert (told.documents, told.frequencies) == (2, {"den": 1, "rac": 1})
        engine.clear()
        assert engine.statistics({"den"}).frequencies == {}

    def test_no_phrase_crosses_from_one_text_to_the_next(self, engine):
        engine.put([document(1, title="một hai", place="ba bốn", text="năm sáu", answer="bảy")])
        assert (
            self.found(engine, '"hai ba"') == self.found(engine, '"sáu bảy"') == self.found(engine, '"bốn năm"') == []
        )
        assert self.found(engine, '"ba bốn"') == self.found(engine, '"nam sau"') == [1]

    def test_no_phrase_with_marks_crosses_even_where_it_stands_without(self, engine):
        engine.put([document(1, title="một", text="sáu", answer="bảy sau bay")])
        assert self.found(engine, '"sáu bảy"') == []
        assert self.found(engine, '"sau bay"') == [1]

    def test_a_title_outranks_a_text_and_a_text_an_answer(self, engine):
        engine.put(
            [
                document(1, title="một", text="hai", answer="rác"),
                document(2, title="rác", text="hai", answer="ba"),
                document(3, title="một", text="rác", answer="ba"),
            ]
        )
        assert self.found(engine, "rac") == self.found(engine, "rác") == [2, 3, 1]

    def test_a_word_of_grammar_comes_after_what_is_the_same_without_marks(self, engine):
        engine.put(
            [
                document(1, title="Tối om", place="", text="Đèn tắt.", answer=""),
                document(2, title="Đèn hỏng", place="", text="Tối om.", answer=""),
                document(3, title="Từ nhà đến chợ", place="", text="Đến nay chưa ai đến.", answer=""),
                document(4, title="den", place="", text="", answer=""),
                document(5, title="Ngập", place="", text="", answer=""),
            ]
        )
        assert self.found(engine, "den")[-2:] == [1, 3]
        assert set(self.found(engine, "den")) == {1, 2, 3, 4}
        assert self.found(engine, "đến") == [3]
        assert self.found(engine, '"nay chua ai den"') == [3]
        assert self.found(engine, "-den") == [5]

    def test_marks_that_were_typed_are_all_that_is_found(self, engine):
        engine.put([document(1, title="Đến nay đèn"), document(2, title="Đến nay den đen")])
        assert self.found(engine, "đèn") == [1]

    def test_equals_in_relevance_follow_the_newer_case_first(self, engine):
        engine.put([document(n) for n in (2, 3, 1)])
        assert self.found(engine, "hỏng") == [3, 2, 1]

    def test_matches_are_highlighted_where_they_stand(self, engine):
        engine.put([document(1, title="Đèn đường hỏng", place="Đường Bà Triệu", text="Con đường tối")])
        (hit,) = engine.page(Question(q="duong -rac"), NOW).hits
        assert [f.text for f in hit.highlights.title if f.hit] == ["đường"]
        assert [f.text for f in hit.highlights.place if f.hit] == ["Đường"]
        assert [f.text for f in hit.highlights.excerpt if f.hit] == ["đường"]

    @pytest.fixture
    def city(self, engine):
        """Five cases that differ in everything."""
        engine.put(
            [
                document(1),
                answered(2, ward=PHU_XUAN, category=ROADS),
                document(3, due_at=NOW - DAY, agencies=(CITY_LIGHTS, WARD_OFFICE)),
                document(4, due_at=NOW - DAY, limit_at=NOW + DAY, ward=None, agencies=()),
                document(5, due_at=NOW - 3 * DAY, limit_at=NOW - DAY, broken_from=NOW - DAY, category=ROADS, round=2),
            ]
        )
        return engine

    def test_filters(self, city):
        assert [(choices, set(self.found(city, choices=choices))) for choices, __ in FILTERS] == [*FILTERS]

    def test_facets_are_counted_without_their_own_choices_only(self, city):
        chosen = {Facet.CATEGORY: (LIGHTS.slug,), Facet.VERDICT: ("overdue",)}
        assert self.counted(city, Facet.CATEGORY, choices=chosen) == {LIGHTS.slug: 1}
        assert self.counted(city, Facet.VERDICT, choices=chosen) == {"overdue": 1, "in_term": 1, "extended": 1}
        assert self.counted(city, Facet.AGENCY, choices=chosen) == {CITY_LIGHTS.slug: 1, WARD_OFFICE.slug: 1}
        assert self.counted(city, Facet.STATE) == {"in_progress": 3, "reopened": 1, "answered": 1}
        assert self.counted(city, Facet.AGENCY, choices={Facet.AGENCY: (WARD_OFFICE.slug,)}) == {
            CITY_LIGHTS.slug: 4,
            WARD_OFFICE.slug: 1,
        }

    def test_choices_come_most_frequent_first_and_with_their_names(self, city):
        facets = city.count(Question(choices={Facet.WARD: ("khong-co",)}), NOW).facets
        assert facets[Facet.WARD] == (
            Choice(value=KIM_LONG.slug, name=KIM_LONG.name, count=3, chosen=False),
            Choice(value=PHU_XUAN.slug, name=PHU_XUAN.name, count=1, chosen=False),
            Choice(value="khong-co", name="", count=0, chosen=True),
        )

    def test_a_choice_that_counts_nothing_here_keeps_its_name(self, city):
        facets = city.count(Question(q="khongco", choices={Facet.WARD: (PHU_XUAN.slug,)}), NOW).facets
        assert facets[Facet.WARD] == (Choice(value=PHU_XUAN.slug, name=PHU_XUAN.name, count=0, chosen=True),)

    def test_a_renamed_choice_shows_its_newest_name(self, engine):
        engine.put([document(1, ward=KIM_LONG)])
        engine.put([document(2, ward=KIM_LONG._replace(name="Phường mới"))])
        (choice,) = engine.count(Question(), NOW).facets[Facet.WARD]
        assert (choice.name, choice.count) == ("Phường mới", 2)

    def test_days_of_acceptance_are_days_of_the_city(self, engine):
        midnight = NOW - 8 * HOUR  # 00:00 in Huế
        engine.put(
            [
                document(1, accepted_at=midnight - MICROSECOND),
                document(2, accepted_at=midnight),
                document(3, accepted_at=midnight + DAY - MICROSECOND),
                document(4, accepted_at=midnight + DAY),
                document(5, accepted_at=None),
            ]
        )
        today = NOW.date()
        assert self.found(engine, since=today, until=today) == [3, 2]
        assert self.found(engine, since=today) == [4, 3, 2]
        assert self.found(engine, until=today) == [3, 2, 1]
        assert len(self.found(engine)) == 5

    def test_a_box_on_the_map(self, engine):
        engine.put([document(1, lat=16.4, lon=107.5), document(2, lat=16.6, lon=107.5), document(3)])
        assert self.found(engine, bbox=Box(west=107.5, south=16.3, east=107.6, north=16.4)) == [1]
        assert self.found(engine, bbox=Box(west=107, south=16, east=108, north=17)) == [2, 1]
