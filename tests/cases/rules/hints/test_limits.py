"""Limits of what hints look at: on each of them and one beside it, in numbers and not by the name of a constant."""

import unicodedata
from datetime import date

import pytest

from cases.rules.hints.body import body_in
from cases.rules.hints.names import DatedName, NameBook
from cases.rules.hints.phrases import PhraseKind, steps
from cases.rules.hints.shingles import keys_of, likeness, runs_of
from cases.rules.hints.text import clean
from cases.rules.hints.topic import speaks_of
from cases.rules.hints.words import Break, forms, is_unmarked, keys, sentences_of, words_of
from tests.cases.rules.hints.lists import book_of

pytestmark = pytest.mark.pure

NOTHING = book_of()


def told(text):
    return body_in(text, NOTHING)


# --- an answer and its report: six telling words on each side, one word in twelve in common --------------------------


def apart(*words):
    """A text in which each word stands alone, so that no two of them are a pair."""
    return " và ".join(words)


def some(letter, n):
    return [f"{letter}{chr(ord('b') + i)}z" for i in range(n)]


@pytest.mark.parametrize(
    ("report", "answer", "speaks"),
    [
        (some("q", 5), some("w", 9), True),  # five words prove nothing
        (some("q", 9), some("w", 5), True),
        (some("q", 6), some("w", 6), False),
        (some("q", 6), [*some("w", 5), "qbz"], True),
        # one in common of twelve is enough, of thirteen it is not; two are enough of twenty-five
        (some("q", 12), [*some("w", 20), "qbz"], True),
        (some("q", 13), [*some("w", 20), "qbz"], False),
        (some("q", 25), [*some("w", 23), "qbz", "qcz"], True),
        (some("q", 20), [*some("w", 12), "qbz"], False),  # thirteen of the answer's own
        # numbers of four digits tell nothing, shorter ones do
        ([*some("q", 6), "2026"], [*some("w", 6), "2026"], False),
        ([*some("q", 6), "202"], [*some("w", 6), "202"], True),
        ([*some("q", 5), "2026"], some("w", 9), True),
        # nor do the words that everybody uses
        ([*some("q", 6), "đường"], [*some("w", 6), "đường"], False),
    ],
)
def test_an_answer_takes_up_a_twelfth_of_what_was_asked(report, answer, speaks):
    assert speaks_of(told(apart(*report)), told(apart(*answer))) is speaks


def test_two_words_side_by_side_tell_something_together():
    report = told(f"qbz qcz {apart(*some('q', 12)[2:])}")
    assert not speaks_of(report, told(apart(*some("w", 20), "qbz")))  # thirteen with the pair
    assert speaks_of(report, told(f"qbz qcz và {apart(*some('w', 20))}"))


# --- phrases: twelve words in between, and the longest of a kind -----------------------------------------------------


@pytest.mark.parametrize(("between", "found"), [(0, True), (1, True), (12, True), (13, False)])
def test_a_gap_is_up_to_twelve_words(between, found):
    book = book_of(vague=["trung tâm … thông báo"])
    text = " ".join(["trung tâm", *["giám"] * between, "thông báo"])
    assert bool(book.find(words_of(text))) is found
    assert bool(book.find(words_of(f"đã {text} rồi"))) is found


def test_two_gaps_are_twelve_words_each():
    book = book_of(vague=["một … hai … ba"])
    assert book.find(words_of("một" + " x" * 12 + " hai" + " x" * 12 + " ba"))
    assert not book.find(words_of("một" + " x" * 13 + " hai ba"))
    assert not book.find(words_of("một hai" + " x" * 13 + " ba"))


def test_of_several_ends_the_furthest_counts_for_its_kind():
    book = book_of(vague=["xem … xét", "xem"], step=["xem"])
    found = book.find(words_of("xem kỹ xét lại xét"))
    assert {(f.first, f.end, f.kind) for f in found} == {(0, 5, PhraseKind.VAGUE), (0, 1, PhraseKind.STEP)}


def test_a_phrase_in_two_kinds_is_found_in_both():
    book = book_of(vague=["sẽ xem"], excuse=["sẽ xem"])
    assert {f.kind for f in book.find(words_of("sẽ xem"))} == {PhraseKind.VAGUE, PhraseKind.EXCUSE}


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("sẽ", [("sẽ", "se")]),
        ("a…b", [("a", "a"), None, ("b", "b")]),
        ("a ... … b", [("a", "a"), None, ("b", "b")]),
        ("…a…", [("a", "a")]),
        ("km/h", [("km", "km"), ("h", "h")]),
        ("_", []),
        (unicodedata.normalize("NFD", "ế"), [forms("ế")]),
    ],
)
def test_the_steps_of_a_phrase(words, parts):
    marked = [part and (unicodedata.normalize("NFC", part[0]), part[1]) for part in steps(words)]
    assert marked == [part and (unicodedata.normalize("NFC", part[0]), part[1]) for part in parts]


# --- names: old from the day after their last, and not before their first --------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "day", "is_old"),
    [
        (None, date(2025, 6, 30), date(2025, 6, 30), False),
        (None, date(2025, 6, 30), date(2025, 7, 1), True),
        (None, None, date(2026, 1, 1), False),
        (date(2027, 1, 1), date(2028, 1, 1), date(2026, 1, 1), False),  # borne by nobody yet
        (date(2025, 1, 1), date(2025, 6, 30), date(2024, 12, 31), False),
        (date(2025, 7, 1), None, date(2025, 1, 1), False),
    ],
)
def test_a_name_is_old_where_its_time_is_over(since, until, day, is_old):
    book = NameBook([DatedName(name="Sở Cũ", since=since, until=until, called="Sở Mới")])
    assert [mark.about for mark in book.old_names(words_of("Sở Cũ đã dọn"), day)] == (["Sở Mới"] if is_old else [])


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Sở Lúa", 1),
        ("Sở Lúa, Sở Lúa", 2),
        ("Sở Lúa cũ", 0),
        ("Sở Lúa nay cũ", 0),  # said within two words
        ("Sở Lúa nay là cũ", 1),
        ("So Lua", 0),  # without marks it may be any name
        ("Sở", 0),
    ],
)
def test_a_name_that_the_text_itself_calls_old(text, n):
    book = NameBook([DatedName(name="Sở Lúa", since=None, until=date(2025, 6, 30), called="Sở Mới")])
    assert len(list(book.old_names(words_of(text), date(2026, 1, 1)))) == n


def test_of_two_bodies_of_one_name_the_later_says_what_it_is_called():
    ended = [(date(2010, 1, 1), "Thứ nhất"), (date(2020, 1, 1), "Thứ hai")]
    book = NameBook([DatedName(name="Sở Cũ", since=None, until=until, called=called) for until, called in ended])
    assert [mark.about for mark in book.old_names(words_of("Sở Cũ"), date(2026, 1, 1))] == ["Thứ hai"]


# --- words and what is between them ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "short", ["TP", "P", "Q", "TX", "TT", "X", "H", "T", "ThS", "TS", "KS", "BS", "St", "Số", "tp"]
)
def test_a_full_stop_that_shortens_a_word_ends_no_sentence(short):
    assert len(sentences_of(words_of(f"Tại {short}. Huế"))) == 1
    assert len(sentences_of(words_of(f"Tại {short}oa. Huế"))) == 2


@pytest.mark.parametrize(
    ("between", "before"),
    [
        (" ", Break.NONE),
        ("  ", Break.NONE),
        (".", Break.NONE),  # 5.7, a.b
        (". ", Break.SENTENCE),
        (" .", Break.SENTENCE),
        ("…", Break.NONE),
        ("… ", Break.SENTENCE),
        (", ", Break.COMMA),
        (" (", Break.COMMA),
        (" – ", Break.COMMA),
        (" - ", Break.NONE),
        ("/", Break.NONE),
        ("; ", Break.SENTENCE),
        (": ", Break.SENTENCE),
        (":", Break.SENTENCE),
        ("\n", Break.SENTENCE),
        ("\r\n", Break.SENTENCE),
        ("\u2028", Break.SENTENCE),
        (" • ", Break.SENTENCE),
        ("!", Break.SENTENCE),
        ("”, ", Break.COMMA),
        (",\n", Break.SENTENCE),
    ],
)
def test_what_lies_between_two_words(between, before):
    first, second = words_of(f"nay{between}mai")
    assert (first.before, second.before) == (Break.SENTENCE, before)


@pytest.mark.parametrize(("text", "n"), [("17:15", 1), ("lúc 17:15", 1), ("số 17: 15", 2), ("giờ:15", 2)])
def test_a_colon_within_a_time_ends_nothing(text, n):
    assert len(sentences_of(words_of(text))) == n


def test_words_that_begin_in_the_middle_are_a_sentence_all_the_same():
    words = words_of("đã thu gom")
    assert [len(sentence) for sentence in sentences_of(words[1:])] == [2]
    assert sentences_of([]) == []


def test_a_word_is_looked_at_for_forty_letters():
    assert forms("a" * 39 + "b")[1] == "a" * 39 + "b"
    assert forms("a" * 40 + "b") == forms("a" * 40 + "c") == ("a" * 40, "a" * 40)


@pytest.mark.parametrize(
    ("text", "unmarked", "compared"),
    [
        ("da thu gom", True, ["da", "thu", "gom"]),
        ("đã", False, [forms("đã")[0]]),
        ("ĐÀ Nẵng", False, [forms("đà")[0], forms("nẵng")[0]]),
        ("thu gom đ", False, ["thu", "gom", "đ"]),
        ("5 A3", True, ["5", "a3"]),
    ],
)
def test_one_mark_makes_a_sentence_a_marked_one(text, unmarked, compared):
    assert (is_unmarked(words_of(text)), keys(words_of(text))) == (unmarked, compared)


@pytest.mark.parametrize(
    ("marks", "pieces"),
    [(29, 1), (30, 2)],  # the letter and twenty-nine marks are looked at together
)
def test_thirty_signs_are_one_letter(marks, pieces):
    given = "a" + "\u0323" * marks
    places = clean(given + "\u200b").places
    assert len(set(places[:-1])) == pieces


@pytest.mark.parametrize(
    ("given", "text", "places"),
    [
        ("\u0301", "\u0301", None),
        ("\u200b\u0301a", "\u0301a", (1, 2, 3)),  # a mark without a letter stands for itself
        ("e\u0301\u200b", "é", (0, 3)),
        ("e\u200b\u0301", "é", (0, 3)),  # what is between a letter and its mark makes no difference
        ("\u200b", "", (1,)),
    ],
)
def test_where_letters_stood(given, text, places):
    assert (clean(given).text, clean(given).places) == (text, places)


# --- near-duplicates: runs of three words, of ten words at least, fifteen hundred of them at most --------------------


def runs(n):
    return runs_of(told(" ".join(f"w{i}" for i in range(n))))


@pytest.mark.parametrize(
    ("words", "found"), [(9, 0), (10, 8), (11, 9), (1_501, 1_499), (1_502, 1_500), (1_503, 1_500), (3_000, 1_500)]
)
def test_a_text_has_two_runs_less_than_words(words, found):
    assert len(runs(words)) == found


def test_of_a_longer_text_the_smallest_runs_stand_for_all():
    last = runs_of(told(" ".join(f"w{i}" for i in range(1_493, 1_503))))
    everything = runs(1_502) | last
    assert len(everything) == 1_501
    assert runs(1_503) == set(sorted(everything)[:1_500])


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ({1, 2}, {1, 2}, 1.0),
        ({1, 2}, {3}, 0.0),
        ({1, 2, 3}, {2, 3, 4}, 0.5),
        ({1}, set(), 0.0),
        (set(), {1}, 0.0),
        (set(), set(), 0.0),
        ([1, 1, 2], [2], 0.5),  # each once
    ],
)
def test_likeness_is_what_two_have_in_common_of_all(one, other, share):
    assert likeness(one, other) == share


def test_a_text_has_twelve_keys_whatever_the_order_of_its_runs():
    found = keys_of([5, 6, 7])
    assert len(found) == len(set(found)) == 12
    assert found == keys_of({7, 6, 5}) == keys_of([5, 5, 6, 7])
    assert len(set(found) & set(keys_of([5, 6, 8]))) < 12
