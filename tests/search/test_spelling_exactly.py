"""Which words are taken for mistyped ones, what for, and how it is said."""

import pytest
from django.utils import translation

from search.engines.base import Counts, Statistics
from search.engines.memory import MemoryEngine
from search.folding import marked
from search.lexicon import Lexicon
from search.loosening import Reading
from search.question import Question
from search.spelling import _SYLLABLE, Correction, by_keyboard, corrections, near_words, plain
from search.telling import also_looked_for, as_read, as_typed, cases_text, how_it_was_read, shortened
from search.wording import read
from tests.search.documents import document


class Known:
    """An engine whose documents have these words, so many each, that notes how often it is asked."""

    def __init__(self, **frequencies):
        self.frequencies, self.asked = frequencies, []

    def statistics(self, words):
        self.asked.append(set(words))
        return Statistics(documents=9, frequencies={w: n for w, n in self.frequencies.items() if w in words})


def corrected(q, **frequencies):
    """What the words are taken for in a city whose documents have these."""
    found, __ = corrections(q, read(q), Statistics(documents=9, frequencies={}), Known(**frequencies))
    return [(each.typed, each.used) for each in found]


# --- syllables -------------------------------------------------------------------------------------------------------

WORDS = "a y anh uong nghieng khuya quoc gi giang qua yeu oanh hoac tuyet thuyen ngoeo"
NO_WORDS = "duogn hongj tatt strong clear wifi zalo fuong dwong nghhe ptat kk aan hoongf"


def test_what_vietnamese_may_have_is_a_word_and_nothing_else():
    assert [word for word in WORDS.split() if not _SYLLABLE.fullmatch(word)] == []
    assert [word for word in NO_WORDS.split() if _SYLLABLE.fullmatch(word)] == []


# --- what is looked for in its place ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "known", "expected"),
    [
        ("duogn", {"duong": 1}, [("duogn", "duong")]),
        ("duogn", {"duong": 1, "duon": 9}, [("duogn", "duon")]),  # the more frequent
        ("duogn", {"duong": 2, "duon": 2}, [("duogn", "duon")]),  # of equals the first by letters
        ("duogn", {}, []),
        ("duogn", {"cong": 5}, []),
        ("hongj", {"hong": 9}, [("hongj", "hong")]),
        ("hongj", {"hong": 9, "hong\u0323": 1}, [("hongj", "hong\u0323")]),  # the keyboard says which marks
        ("ddeenf", {"đên\u0300": 1, "den": 5}, [("ddeenf", "đên\u0300")]),
        ("ddeenf", {"den": 1}, [("ddeenf", "den")]),
        ("hongj", {"kong": 99, "hong": 1}, [("hongj", "hong")]),  # what was typed by Telex is no typing error
        ("tatt", {"tat": 1, "tatt": 0}, [("tatt", "tat")]),
        ("kkk", {"kk": 1}, [("kkk", "kk")]),
        ("kk", {"kkk": 1}, []),  # two letters are near to everything
        ("k" * 12, {"k" * 11: 1}, [("k" * 12, "k" * 11)]),
        ("k" * 13, {"k" * 12: 1}, []),
        ("duogn1", {"duong1": 1}, []),  # a letter and a digit are no word of any language
        ("đđường", {"duong": 1}, [("đđường", "duong")]),
        ("-duogn", {"duong": 1}, []),
        ("duong", {"duon": 5}, []),
    ],
)
def test_what_is_taken_for_what(q, known, expected):
    assert corrected(q, **known) == expected


def test_what_documents_have_is_never_corrected():
    statistics = Statistics(documents=9, frequencies={"zalo": 1})
    assert corrections("zalo", read("zalo"), statistics, Known(halo=99)) == ((), statistics)


def test_four_words_of_one_question_are_looked_at_in_one_query():
    words = ["kkka", "kkkb", "kkkc", "kkkd", "kkke"]
    engine = Known(**{f"{word}x": 1 for word in words})
    q = " ".join(words)
    found, known = corrections(q, read(q), Statistics(documents=9, frequencies={"den": 3}), engine)
    assert [each.typed for each in found] == words[:4]
    assert len(engine.asked) == 1
    assert known.documents == 9
    assert known.frequencies == {"den": 3, **{f"{word}x": 1 for word in words[:4]}}, "what is known by then"


def test_where_nothing_is_unknown_nothing_is_asked():
    engine = Known(den=1)
    assert corrections("hong", read("hong"), Statistics(documents=0, frequencies={}), engine)[0] == ()
    assert engine.asked == []


@pytest.mark.parametrize(
    ("typed", "bare", "written"),
    [
        ("dduwowngf", "duong", "đường"),
        ("dduongwf", "duong", None),  # a keyboard takes the w anywhere; here it makes a letter of its own
        ("nuowcs", "nuoc", "nước"),
        ("tuwf", "tu", "từ"),
        ("wng", "ng", "ưng"),
        ("mooi", "moi", "môi"),
        ("rachs", "rach", "rách"),
        ("aas", "a", "ấ"),
        ("hojc", "hojc", "hojc"),  # a tone in the middle is not read
        ("den", "den", "den"),
        ("w", "w", "ư"),
        ("ffs", "ff", None),
    ],
)
def test_what_a_keyboard_types_while_it_is_off(typed, bare, written):
    assert plain(typed) == bare
    if written:
        assert by_keyboard(typed) == (marked(written) if written != typed else typed)


@pytest.mark.parametrize(("word", "n"), [("ab", 2 + 1 + 2 * 25 + 3 * 26 - 2), ("b", 1 * 25 + 2 * 26 - 1)])
def test_a_step_leaves_out_adds_changes_or_swaps_one_letter(word, n):
    """Of n letters: n are left out, n − 1 pairs swapped, 25 n changed, 26 (n + 1) added, n of which are the same."""
    found = list(near_words(word))
    assert len(found) == len(set(found)) == n
    assert word not in found
    assert "" not in found
    assert all(abs(len(each) - len(word)) <= 1 for each in found)


@pytest.mark.parametrize(
    ("typed", "used", "text", "expected"),
    [
        ("duon", "duong", "duon", "duong"),
        ("duon", "duong", "x-duon, (duon)!", "x-duong, (duong)!"),
        ("duon", "duong", "duonn duon1 Duon _duon", "duonn duon1 Duon _duon"),
        ("đnè", "đèn", "cột đne\u0300 đnè", "cột đèn đèn"),
        ("a+b", "ab", "a+b", "ab"),
    ],
)
def test_a_correction_replaces_what_was_typed_and_nothing_else(typed, used, text, expected):
    assert Correction(typed=typed, used=used).applied(text) == expected


# --- how it is said --------------------------------------------------------------------------------------------------


def reading(q="a b c", *, total=18, absent=(), **facts):
    question = Question(q=q)
    wanted = question.wording.wanted
    lacking = tuple(want for want in wanted if want.text in absent)
    counts = Counts(total=total, facets={})
    return Reading(question=question, counts=counts, asked=len(wanted), absent=lacking, **facts)


DEN = (Correction(typed="dne", used="đèn"),)


@pytest.mark.parametrize(
    ("read_so", "sentences"),
    [
        (reading(), []),
        (reading(missing=1), ["Dưới đây là 18 phản ánh thiếu một trong ba từ."]),
        (reading(missing=2), ["Dưới đây là 18 phản ánh thiếu hai trong ba từ."]),
        (reading("a b", missing=1, total=1284), ["Dưới đây là 1.284 phản ánh thiếu một trong hai từ."]),
        (reading("a b c d e f g h", missing=7), ["Dưới đây là 18 phản ánh thiếu bảy trong tám từ."]),
        (reading("a b c d e f g h i", missing=8), ["Dưới đây là 18 phản ánh thiếu tám trong 9 từ."]),
        (reading("a b c d e f g h i k", missing=9), ["Dưới đây là 18 phản ánh thiếu 9 trong 10 từ."]),
        (reading(folded=True), ["Dưới đây là 18 phản ánh viết dấu khác."]),
        (reading(folded=True, missing=1), ["Dưới đây là 18 phản ánh thiếu một trong ba từ."]),
        (reading("dne b", corrected=DEN), ["Không thấy “dne”, đây là kết quả cho “đèn”."]),
        (
            reading("dne b", corrected=DEN, missing=1),
            ["Không thấy “dne”, đây là kết quả cho “đèn”.", "Dưới đây là 18 phản ánh thiếu một trong hai từ."],
        ),
        (
            reading("A b c", missing=1, absent="ac"),
            ["Dưới đây là 18 phản ánh thiếu một trong ba từ.", "Chưa phản ánh nào có “A”, “c”."],
        ),
        (reading(absent="a"), []),  # read as it stands, it is the page without rows that says what lacks
    ],
)
def test_what_was_not_heeded_to_the_letter_is_said(read_so, sentences):
    assert list(how_it_was_read(read_so)) == sentences


@pytest.mark.parametrize(
    ("read_so", "sentence"),
    [
        (reading(missing=1, total=1), "Below: 1 case without one of the three words."),
        (reading("a b", missing=1), "Below: 18 cases without one of the two words."),
        (reading(missing=2), "Below: 18 cases without two of the three words."),
    ],
)
def test_the_same_in_english(read_so, sentence):
    with translation.override("en"):
        assert next(how_it_was_read(read_so)) == sentence


@pytest.mark.parametrize(
    ("q", "wanted", "said"),
    [
        ("Đèn ĐƯỜNG, hỏng", "duong", "ĐƯỜNG"),
        ("Đèn ĐƯỜNG, hỏng", '"den duong"', "Đèn ĐƯỜNG"),
        ("Đèn (đường)", '"den duong"', "Đèn (đường"),
        ("de\u0300n", "den", "dèn"),
        ("x", "den", "den"),
        ("den đèn", "đèn", "den"),  # the first that is the same without marks
        ("", '"a b"', "a b"),
    ],
)
def test_a_want_is_told_as_it_was_typed(q, wanted, said):
    (want,) = read(wanted).wanted
    assert as_typed(q, want) == said


@pytest.mark.parametrize(
    ("groups", "q", "sentence"),
    [
        ([("kiệt", "hẻm")], "kiệt", "Tìm cả: hẻm (như “kiệt”)."),
        ([("kiệt", "hẻm")], "Kiệt 5, rác", "Tìm cả: hẻm (như “Kiệt”)."),
        ([("kiệt", "a", "b", "c", "d")], "kiệt", "Tìm cả: a, b, c (như “kiệt”)."),
        ([("kiệt", "hẻm"), ("tp", "thành phố")], "tp kiệt", "Tìm cả: thành phố (như “tp”); hẻm (như “kiệt”)."),
        ([("đường xá", "đường sá")], "duong xa", "Tìm cả: đường sá (như “duong xa”)."),
        ([("Huế", "Hué")], "Huế", ""),  # the same but for its marks is no other way
        ([("kiệt", "hẻm")], '"kiệt"', ""),
        ([], "kiệt", ""),
    ],
)
def test_what_is_looked_for_as_well_is_named(groups, q, sentence):
    lexicon = Lexicon([(group, False) for group in groups])
    question = Question(q=q).read_as(read(q, lexicon))
    read_so = Reading(question=question, counts=Counts(total=1, facets={}))
    assert also_looked_for(read_so, lexicon) == sentence


def test_corrections_are_put_in_one_after_the_other():
    pair = (Correction(typed="dne", used="đèn"), Correction(typed="hngo", used="hỏng"))
    assert as_read(reading("x", corrected=pair), "dne hngo dne") == "đèn hỏng đèn"
    assert as_read(reading("x"), "dne") == "dne"


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("", ""),
        ("a" * 59 + " b", "a" * 59 + "…"),
        ("a" * 58 + " b", "a" * 58 + " b"),
        ("a" * 60 + " b", "a" * 60 + "…"),
        ("a" * 62 + " b", "a" * 60 + "…"),
        ("a " + "b" * 70, "a…"),
    ],
)
def test_of_many_characters_whole_words_are_said(q, said):
    assert shortened(q) == said


@pytest.mark.parametrize(
    ("n", "vietnamese", "english"),
    [
        (0, "0 phản ánh", "0 cases"),
        (1, "1 phản ánh", "1 case"),
        (999, "999 phản ánh", "999 cases"),
        (1_234_567, "1.234.567 phản ánh", "1,234,567 cases"),
    ],
)
def test_numbers_of_cases(n, vietnamese, english):
    assert cases_text(n) == vietnamese
    with translation.override("en"):
        assert cases_text(n) == english


def test_an_empty_city_knows_no_near_word():
    engine = MemoryEngine("memory", {})
    assert corrections("duogn", read("duogn"), engine.statistics({"duogn"}), engine)[0] == ()
    engine.put([document(1, title="đường")])
    assert [each.used for each in corrections("duogn", read("duogn"), engine.statistics({"duogn"}), engine)[0]] == [
        "duong"
    ]
