"""Words that set the tense of what follows: the longest that stands there, with marks or typed without."""

import pytest

from cases.rules.hints.body import body_in
from cases.rules.hints.grammar import BRIEF, Tense, tense_at
from cases.rules.hints.words import is_unmarked, keys, words_of
from tests.cases.rules.hints.lists import book_of, starting_book

pytestmark = pytest.mark.pure

DONE, ASKED, FUTURE, OPEN, BEFORE = Tense.DONE, Tense.ASKED, Tense.FUTURE, Tense.OPEN, Tense.BEFORE


def tenses(text):
    """The words of a sentence that begin a tense, and which."""
    words = words_of(text)
    compared, unmarked = keys(words), is_unmarked(words)
    found = [(text[w.start : w.end], tense_at(compared, i, unmarked=unmarked)) for i, w in enumerate(words)]
    return [(word, tense) for word, tense in found if tense is not None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đã dọn", [("đã", DONE)]),
        ("ĐÃ dọn", [("ĐÃ", DONE)]),
        ("sẽ dọn", [("sẽ", FUTURE)]),
        ("chưa dọn", [("chưa", OPEN)]),
        ("do mưa", [("do", BEFORE)]),
        ("đường sạch", []),
        # a word alone is not the group it begins
        ("đến nay sạch", [("đến", DONE)]),
        ("đến nơi", []),
        ("kết quả sạch", [("kết", DONE)]),
        ("kết luận", []),
        ("dự kiến dọn", [("dự", FUTURE)]),
        ("dự họp", []),
        ("dự án cầu", [("dự", BEFORE)]),
        ("có kế hoạch dọn", [("có", FUTURE)]),
        ("có phương án dọn", [("có", FUTURE)]),
        ("có rác", []),
        ("lập kế hoạch", [("lập", FUTURE)]),
        ("lập biên bản", []),
        ("đưa vào kế hoạch năm sau", [("đưa", FUTURE)]),
        ("đưa vào kho", []),
        # one beginning, three tenses
        ("trước mắt dọn", [("trước", FUTURE)]),
        ("trước đây dọn", [("trước", BEFORE)]),
        ("trước khi dọn", [("trước", OPEN), ("khi", OPEN)]),
        ("trước nhà", []),
        ("sau khi dọn", [("sau", OPEN), ("khi", OPEN)]),
        ("sau nhà", []),
        ("chỉ thực hiện một phần", [("chỉ", FUTURE)]),
        ("chỉ khi khô ráo", [("chỉ", OPEN), ("khi", OPEN)]),
        ("chỉ có rác", []),
        # at the end of a sentence there is nothing to look ahead at
        ("dọn sẽ", [("sẽ", FUTURE)]),
        ("họp dự", []),
        ("ở trước", []),
        # typed without marks all words are folded; beside marked ones they mean what they say
        ("da don se lam", [("da", DONE), ("se", FUTURE)]),
        ("den nay sach", [("den", DONE)]),
        ("đa dạng", []),
        ("ở da cam", []),
        ("chua Từ Hiếu", []),
        ("chùa Từ Hiếu", []),
    ],
)
def test_the_longest_group_that_stands_there_sets_the_tense(text, found):
    assert tenses(text) == found


def test_what_is_left_open_or_lies_behind_lasts_to_the_comma():
    assert {tense: tense in BRIEF for tense in Tense} == {
        **dict.fromkeys(Tense, False),
        OPEN: True,
        BEFORE: True,
    }


# --- what of an answer is its own ------------------------------------------------------------------------------------

FORMULAS = book_of(opening=["kính gửi", "kính gửi … thông báo"], closing=["trân trọng cảm ơn"], work=["vá đường"])


def left_of(text, book=FORMULAS):
    """What is left of every sentence that is more than a formula."""
    return [" ".join(text[w.start : w.end] for w in sentence.words) for sentence in body_in(text, book)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", []),
        ("Vá đường.", ["Vá đường"]),
        ("Kính gửi ông Nam.", []),
        ("Kính gửi", []),
        # whom it greets goes with the greeting, comma by comma, until something is told
        ("Kính gửi ông Nam, đã vá đường.", ["đã vá đường"]),
        ("Kính gửi ông Nam, bà Lan, tổ 5, đã vá đường.", ["đã vá đường"]),
        ("Kính gửi ông Nam, bà Lan, đường đã vá, xong rồi.", ["đường đã vá xong rồi"]),
        ("Kính gửi ông Nam đường đã vá.", ["ông Nam đường đã vá"]),  # nothing says where the name ends
        ("Kính gửi ông Nam, tổ 5.", []),
        # from the middle on, and at the end
        ("Đã vá đường, trân trọng cảm ơn.", ["Đã vá đường"]),
        ("Đã vá đường, trân trọng cảm ơn ông Nam, bà Lan.", ["Đã vá đường"]),
        ("Đã vá đường, trân trọng cảm ơn, sẽ báo thêm.", ["Đã vá đường sẽ báo thêm"]),
        ("Trân trọng cảm ơn vì đã báo.", ["vì đã báo"]),
        ("Xin lỗi, đã trân trọng cảm ơn.", []),  # a formula tells nothing, so the courtesy goes on
        # two formulas in one sentence, one within the other
        ("Kính gửi ông, trân trọng cảm ơn.", []),
        ("Kính gửi ông Nam thông báo, đã vá.", ["đã vá"]),
        # sentence by sentence
        ("Kính gửi ông. Đã vá đường. Trân trọng cảm ơn!", ["Đã vá đường"]),
        ("Kính gửi ông\nĐã vá", ["Đã vá"]),
    ],
)
def test_formulas_go_with_whom_they_name(text, left):
    assert left_of(text) == left


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Kính gửi ông Nam, đã vá đường.", [(1, 3)]),  # counted among the words that are left
        ("Đã vá đường.", [(1, 3)]),
        ("Kính gửi ông Nam.", []),
        ("Xin lỗi vì trễ, đã vá đường.", [(1, 3)]),  # a courtesy is left out as well
    ],
)
def test_phrases_are_found_by_their_places_in_what_is_left(text, places):
    assert [(f.first, f.end) for sentence in body_in(text, FORMULAS) for f in sentence.found] == places


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Xin lỗi.", []),
        ("Xin lỗi, rất tiếc, cảm ơn.", []),  # the courtesy lasts as long as nothing is told
        ("Xin lỗi, đã thay bóng đèn.", ["đã thay bóng đèn"]),
        ("Xin lỗi, cây đa bóng mát.", []),  # no word of time, so nothing is told
        ("Xin lỗi, đã rõ.", []),  # nor any phrase of the lists
        ("Xin lỗi nhưng đã thay bóng đèn.", ["nhưng đã thay bóng đèn"]),
        ("Xin lỗi và công ty đã thay bóng đèn.", []),  # the word of time is no neighbour of “và”
        ("Xin lỗi và nay đã thay bóng đèn.", ["và nay đã thay bóng đèn"]),
        ("Đã thay bóng đèn, mong thông cảm.", ["Đã thay bóng đèn"]),
        ("Mong sớm có đèn.", ["Mong sớm có đèn"]),  # a wish without its courtesy is a report's
        ("Thông cảm, mong thế.", ["Thông cảm mong thế"]),
        ("Xin ông Nam ký tên.", ["Xin ông Nam ký tên"]),
        ("Xin ông Nam cảm thông.", []),
        ("Vướng mắc gọi số này.", []),
        ("Vướng mắc về đất.", ["Vướng mắc về đất"]),
        ("Gọi thắc mắc.", ["Gọi thắc mắc"]),  # what makes the turn stands before it
        ("Mong, đã thay bóng đèn, thông cảm.", ["đã thay bóng đèn thông cảm"]),
    ],
)
def test_a_courtesy_lasts_until_something_is_told(text, left):
    assert left_of(text, starting_book()) == left
