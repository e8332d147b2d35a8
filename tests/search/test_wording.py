"""What the words of a question ask for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.folding import folded, tokens
from search.lexicon import Lexicon, said_of
from search.wording import Term, read


def words(wants):
    """What was typed, folded."""
    return [want.text for want in wants]


def unwanted_words(terms):
    return [" ".join(term.folded) for term in terms]


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("den duong", ["den", "duong"], []),
        ('"thu gom rác" xe', ["thu gom rac", "xe"], []),
        ("“cây xanh” «thoát nước»", ["cay xanh", "thoat nuoc"], []),
        ("đèn -hỏng", ["den"], ["hong"]),
        ('đèn -"cây xanh"', ["den"], ["cay xanh"]),
        ("-hỏng", [], ["hong"]),
        ("-TP.HCM", [], ["tp hcm"]),
        ("TP.HCM wi-fi", ["tp", "hcm", "wi", "fi"], []),
        ("Hà Nội - Huế", ["ha", "noi", "hue"], []),
        ("đặt thùng rác / dời thùng rác", ["dat", "thung", "rac", "doi"], []),
        ('"chưa đóng ngoặc', ["dong", "ngoac"], []),
        ('""', [], []),
        ("?!", [], []),
        ("", [], []),
        ("đèn đèn ĐÈN", ["den"], []),
        ("* AND OR NOT NEAR(a b) ^x", ["and", "or", "not", "near", "a", "b", "x"], []),
    ],
)
def test_words_phrases_and_exclusions(typed, wanted, unwanted):
    wording = read(typed)
    assert words(wording.wanted) == wanted
    assert unwanted_words(wording.unwanted) == unwanted
    assert bool(wording) == bool(wanted or unwanted)


@pytest.mark.parametrize(
    ("typed", "text", "starts"),
    [
        ("hoa", "Thuận Hòa, Thuận Hóa", [1, 3]),
        ("hòa", "Thuận Hòa, Thuận Hóa", [1]),
        ("hoà", "Thuận Hòa, Thuận Hóa", [1]),
        ('"thuan hoa"', "Thuận Hòa, Thuận Hóa", [0, 2]),
        ('"thuận hóa"', "Thuận Hòa, Thuận Hóa", [2]),
        ('"đường kim"', "đường Kim, đường kìm", [0]),
        ('"duong kim"', "đường Kim, đường kìm", [0, 2]),
        ("den", "đèn đến den", [0, 1, 2]),
        ('"a b c"', "a b", []),
    ],
)
def test_marks_typed_are_marks_wanted(typed, text, starts):
    ((term,),) = [want.typed for want in read(typed).wanted]
    assert list(term.starts(tuple(tokens(text)))) == starts


def test_words_that_differ_by_marks_alone_are_two_terms():
    assert len(read("den đèn").wanted) == 2
    assert len(read("Thuỷ Thủy").wanted) == 1


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("kiệt 13/5", ["kiet", "13 5"]),
        ("12/4 Nguyễn Huệ", ["12 4", "nguyen", "hue"]),
        ("12/4A, Lê Lợi", ["12 4a", "le", "loi"]),
        ("số 35", ["so", "35"]),
        ("15-6-2025", ["15 6 2025"]),
        ("và/hoặc", ["va", "hoac"]),
        ("K53/2 (13/5)", ["k53 2", "13 5"]),
    ],
)
def test_a_house_number_is_one_thing(typed, wanted):
    assert words(read(typed).wanted) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted", "beside"),
    [
        ("ngập úng khi mưa", ["ngap", "ung", "mua"], ["khi"]),
        ("đèn không sáng", ["den", "sang"], ["khong"]),
        ("khi mua", ["khi", "mua"], []),  # may be khí
        ("không", ["khong"], []),
        ("đến khi ấy", ["ay"], ["den", "khi"]),
        ("kiến nghị di dời cột điện", ["di", "doi", "cot", "dien"], ["kien nghi"]),  # what reports open with
        ("kien nghi ve den", ["ve", "den"], ["kien nghi"]),
        ("đến khi nào", ["den", "khi nao"], []),  # nothing else was asked for
        ('"kiến nghị" đèn', ["kien nghi", "den"], []),
        ('"không" sáng', ["khong", "sang"], []),
    ],
)
def test_words_of_grammar_beside_others_only_rank(typed, wanted, beside):
    wording = read(typed)
    assert (words(wording.wanted), words(wording.beside)) == (wanted, beside)
    assert words(wording.all_needed().wanted) == wanted + beside


def test_a_thing_of_several_words_may_be_looked_for_in_parts():
    wording = read("bãi rác to", Lexicon([(("bãi rác", "đống rác"), False)]))
    assert words(wording.wanted) == ["bai rac", "to"]
    assert words(wording.in_parts().wanted) == ["bai rac", "to", "bai", "rac"]
    assert read("rác to").in_parts() == read("rác to")


LEXICON = Lexicon(
    [
        (("kiệt", "kiet", "hẻm", "ngõ"), False),
        (("điện đường", "đèn chiếu sáng"), False),
        (("ko", "không"), True),
        (("điện", "điện năng"), False),
    ]
)


def ways(typed):
    """Of each want: what else will do."""
    return [[" ".join(term.words) for way in want.ways[1:] for term in way] for want in read(typed, LEXICON).wanted]


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("hẻm 5", [["kiệt", "kiet", "ngõ"], []]),
        ("kiet 5", [["kiệt", "hẻm", "ngõ"], []]),
        ("ngo quyen", [[], []]),  # a name without marks is no alley
        ("điện đường tắt", [["đèn chiếu sáng"], []]),
        ("dien duong tat", [["đèn chiếu sáng"], []]),
        ("điện mất", [["điện năng"], []]),
        ("điên đường", [[], []]),
        ('"hẻm"', [[]]),
        ('điện "đường"', [["điện năng"], []]),
    ],
)
def test_other_ways_of_saying_it_will_do(typed, others):
    spelt = [[" ".join(marked for __, marked in said_of(way)) for way in want] for want in others]
    assert ways(typed) == spelt


def test_shorthand_is_read_one_way_and_may_be_a_word_of_grammar():
    assert words(read("đèn ko sáng", LEXICON).wanted) == ["den", "sang"]
    assert ways("không") == [[]]


def test_who_types_without_marks_takes_another_way_without_them_too():
    (want,) = read("kiet", LEXICON).wanted
    assert [term.bare for term in want.terms] == [False, True, True, True]
    assert not any(term.bare for want in read("kiệt", LEXICON).wanted for term in want.terms)


def test_loosened_fewer_words_are_needed_and_marks_may_lack():
    wording = read('đèn "kim long" hỏng xyz')
    looser = wording.loosened(2, unknown={"xyz"}, most=[want for want in wording.wanted if want.text != "xyz"])
    assert (looser.least, words(looser.beside), words(looser.firm)) == (2, ["xyz"], ["kim long"])
    assert (words(looser.loose), looser.least_loose) == (["den", "hong"], 1)
    assert [term.bare for want in looser.loose for term in want.typed] == [True, True]
    assert looser.loosened(3).is_strict


def test_a_marked_word_that_nobody_wrote_is_looked_for_without_marks():
    (want,) = read("đừơng").loosened(1, unknown=set(read("đừơng").terms[0].words)).wanted
    assert (want.typed[0].exact, want.typed[0].words) == (False, ("duong",))


def test_a_bare_text_will_do_where_that_is_said():
    term = replace(read("đường").wanted[0].typed[0], bare=True)
    assert list(term.starts(tuple(tokens("duong đường dương")))) == [0, 1]


@given(st.text())
def test_everything_can_be_typed_and_no_word_is_lost(text):
    wording = read(text)
    wants = (*wording.wanted, *wording.beside)
    terms = [*(term for want in wants for term in want.typed), *wording.unwanted]
    found = {word for term in terms for word in term.folded}
    assert found == set(folded(text).split())


@given(st.text(alphabet='ab "-“”«»'))
def test_quotation_marks_and_hyphens_in_any_order(text):
    wording = read(text)
    terms = [*wording.terms, *wording.unwanted]
    assert all(isinstance(term, Term) and term.words for term in terms)
