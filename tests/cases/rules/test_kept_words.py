"""Ten words in a row of another's, or all of a shorter text: what is copied has not been written."""

import unicodedata

import pytest

from cases.rules.hints.phrases import Phrase, PhraseBook, PhraseKind
from cases.rules.kept_words import keeps_words

NONE = PhraseBook(())
TEN = "Công ty lắp lại nắp gang của hố ga chiều"  # ten words
LONG = f"{TEN} hôm qua, hai người làm tới tối."
SHORT = "Đội quét dọn xong đường Lê Lợi."  # seven words
FIVE, FOUR = "Đã thay bóng đèn đường.", "Đã thay bóng đèn."


@pytest.mark.parametrize(
    ("text", "earlier", "kept"),
    [
        pytest.param(LONG, LONG, True, id="the same text"),
        pytest.param(TEN, TEN, True, id="just ten words"),
        pytest.param(f"{TEN} hôm qua", TEN, True, id="just ten words among others"),
        pytest.param(f"Sáng nay đi xem. {LONG} Xe đã về bãi.", LONG, True, id="with words around it"),
        pytest.param(f"Sáng nay đi xem: {TEN}.", LONG, True, id="ten of its words"),
        pytest.param(TEN.rsplit(" ", 1)[0], LONG, False, id="nine of its words"),
        pytest.param(TEN.replace("gang", "bê tông"), LONG, False, id="ten of its words with another in between"),
        pytest.param("gang nắp lại lắp ty Công chiều ga hố của", LONG, False, id="its words in another order"),
        pytest.param(LONG.upper(), LONG, True, id="in capitals"),
        pytest.param(unicodedata.normalize("NFD", LONG), LONG, True, id="in letters and marks apart"),
        pytest.param("Cong ty lap lai nap gang cua ho ga chieu nay", LONG, True, id="without marks"),
        pytest.param(LONG.replace("nắp", "n\u200bắp"), LONG, True, id="with a letter between that nobody sees"),
        pytest.param(LONG.replace(" của", ".\n\nCủa"), LONG, True, id="in other sentences"),
        pytest.param(SHORT, SHORT, True, id="a short text"),
        pytest.param("đội quét dọn: xong đường Lê-Lợi", SHORT, True, id="a short text with other signs"),
        pytest.param(f"Sáng nay {SHORT} Xe đã về.", SHORT, True, id="a short text among others"),
        pytest.param(SHORT.replace("xong", "sạch"), SHORT, False, id="a short text with another word in it"),
        pytest.param(SHORT.replace("xong", "xong cả"), SHORT, False, id="a short text with one more in it"),
        pytest.param(f"{TEN.rsplit(' ', 1)[0]} nay", TEN.rsplit(" ", 1)[0], True, id="all of nine words, and one more"),
        pytest.param(f"{FIVE} Rồi", FIVE, True, id="all of five words, and one more"),
        pytest.param(f"{FOUR} Rồi", FOUR, False, id="four words among others say nothing particular"),
        pytest.param(FOUR, FOUR, True, id="four words and no others"),
        pytest.param(SHORT, f"{SHORT} Xe đã về bãi.", False, id="of a longer text fewer than ten words"),
        pytest.param("", "", False, id="nothing at all"),
        pytest.param(LONG, "", False, id="nothing earlier"),
        pytest.param("", LONG, False, id="nothing now"),
        pytest.param("…!", "…?", False, id="signs are no words"),
    ],
)
def test_whether_words_are_kept(text, earlier, kept):
    assert keeps_words(text, earlier, NONE) is kept


OPENING = "Ủy ban nhân dân phường trân trọng cảm ơn ông bà đã phản ánh"  # fourteen words


@pytest.mark.parametrize(
    ("text", "earlier", "kept"),
    [
        pytest.param(f"{OPENING}. Xe đã về bãi.", f"{OPENING}. Đèn đã thay.", False, id="a formula is nobody's"),
        pytest.param(OPENING, OPENING, False, id="nothing but a formula"),
        pytest.param(f"{OPENING}. {SHORT}", SHORT, True, id="a short text behind a formula"),
        pytest.param(f"{OPENING}. {LONG}", f"{LONG} {OPENING}.", True, id="a long one wherever the formula stands"),
    ],
)
def test_formulas_are_left_out(text, earlier, kept):
    book = PhraseBook([Phrase(kind=PhraseKind.OPENING, words=OPENING)])
    assert keeps_words(text, earlier, book) is kept
