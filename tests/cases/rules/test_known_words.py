"""Words that nobody keeps are known when they are said again, however they are written, and no others are."""

import pytest

from cases.rules import known_words
from cases.rules.events import text_digest
from cases.rules.known_words import ANY, said_again, sign_of

SALT = "muối"


def again(text, *words, salt=SALT):
    """What of a text is known again, as it stands there, where these words were known."""
    return [said for _, said in said_again(salt, text, {sign_of(SALT, each) for each in words})]


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        ("0912345678", "Gọi 0912345678.", ["0912345678"]),
        ("0912345678", "0912345678", ["0912345678"]),
        ("0912345678", "Số0912345678x", ["0912345678"]),  # within a word, too
        ("0912345678", "0912345678 hoặc 0912345678", ["0912345678", "0912345678"]),
        ("0912345678", "0912 345 678", ["0912 345 678"]),  # grouped otherwise
        ("0912 345 678", "0912345678 hoặc Gọi 0912.345\n678!", ["0912345678", "0912.345\n678"]),
        ("(0912) 345-678", "Số0912 \u2013 345 678x", ["0912 \u2013 345 678"]),
        ("0912.345.678", "0912, 345 678", []),
        ("0912345678", "0912 34 năm 5678", []),
        ("12", "1-2 ngày", []),  # too short to be grouped
        ("1-2", "12 ngày", []),
        ("0912345678", "091234567", []),
        ("0912345678", "", []),
        ("aa", "aaa", ["aa", "aa"]),  # each place, though they lie over one another
        ("Ông Nam", "nhà ÔNG NAM sạch", ["ÔNG NAM"]),
        ("ông  \n nam", "Ông Nam", ["Ông Nam"]),
        ("Ông Nam", "gặp Ông \t Nam.", ["Ông \t Nam"]),
        ("Ông Nam", "\n  Ông Nam  ", ["Ông Nam"]),
        ("Ông Nam", "Ông, Nam", []),
        ("Ông Nam", "Ong Nam", []),  # other letters are other words
        ("Nam", "Na\u200bm", ["Na\u200bm"]),  # as it stands there, with what is invisible
        ("Na\u200bm", "Nam", ["Nam"]),
        ("Hoà", "Hoa\u0300 đó", ["Hoa\u0300"]),  # in two parts
        ("Hoa\u0300", "(Hoà)", ["Hoà"]),
        ("Straße", "STRASSE 5", ["STRASSE"]),  # one small letter that is two
        ("STRASSE", "Straße 5", ["Straße"]),
    ],
)
def test_words_are_known_again(words, text, said):
    assert again(text, words) == said


def test_shorter_words_come_first_and_each_with_its_own_sign():
    name, part = sign_of(SALT, "Nguyễn Văn An"), sign_of(SALT, "an")
    text = "An và nguyễn văn an"
    assert list(said_again(SALT, text, [name, part])) == [(part, "An"), (part, "an"), (name, "nguyễn văn an")]


def test_the_sign_tells_nothing_without_its_salt():
    sign, other = sign_of(SALT, " Ông  NAM\n"), sign_of("muối khác", "ông nam")
    assert sign == sign_of(SALT, "ông nam")
    assert sign.length == len("ông nam")
    assert sign.digest != other.digest
    assert sign.check != other.check
    assert sign_of(SALT, "a").check != sign_of("muối khác", "a").check
    assert again("ông nam", "ông nam", salt="muối khác") == []


@pytest.mark.parametrize("words", ["", " \n\t", "\u200b", " \u200b "])
def test_nothing_to_read_has_no_sign(words):
    assert sign_of(SALT, words) is None


def test_of_no_signs_nothing_is_known_and_no_digest_is_made():
    assert list(said_again("", "Ông Nam", [])) == []


@pytest.mark.parametrize(
    "text",
    ["Ông Nam ở kiệt 5, số 0912 345 678. " * 1_715, "a" * 60_000, "0" * 60_000],
    ids=["words", "letters", "digits"],
)
def test_of_a_long_text_few_places_are_proved(text, monkeypatch):
    signs = [sign_of(SALT, words) for words in ("Nam", "0912345678", *("a" * n for n in range(1, 11)))]
    made = []
    monkeypatch.setattr(known_words, "text_digest", lambda salt, words: made.append(words) or text_digest(salt, words))
    found = [said for _, said in said_again(SALT, text, signs)]
    assert len(text) >= 60_000
    assert bool(found) is ("0000" not in text)
    assert len(made) <= len(signs) + 1


def test_a_sign_of_before_there_were_checks_is_known_everywhere():
    old = sign_of(SALT, "ông nam")._replace(check=ANY)
    assert list(said_again(SALT, "xÔng  Namh", [old])) == [(old, "Ông  Nam")]
