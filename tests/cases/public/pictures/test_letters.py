"""Letters of the portal's own fonts: every one of Vietnamese, lines that fit, headings in balance, endless words."""

import re
import string
import unicodedata
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from cases.public.pictures import letters
from cases.public.pictures.letters import (
    BOLD,
    ELLIPSIS,
    LATIN,
    REGULAR,
    VIETNAMESE,
    Style,
    balanced,
    fitted,
    lines_of,
    shown,
    width,
    write,
)
from tests.shared_data import ROOT

STYLE = Style(40)
VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
ALPHABET = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
LONGEST = "Ban Quản lý dự án đầu tư xây dựng công trình dân dụng, công nghiệp và hạ tầng kỹ thuật"
TEXTS = st.text(alphabet=sorted(ALPHABET) + list(string.ascii_letters + "   \n.,"), max_size=120)


def ink(text, style=STYLE):
    """The pixels of a line."""
    sheet = Image.new("L", (200, 120))
    write(ImageDraw.Draw(sheet), (40, 80), text, style, "#ffffff")
    return sheet.tobytes()


# --- which file a letter is in ----------------------------------------------------------------------------------------


def test_the_subsets_are_those_that_browsers_are_told():
    css = (ROOT / "portal" / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    told = dict(re.findall(r"be-vietnam-pro-400-(\w+)\.woff2.*?unicode-range: ([^;]+);", css, re.DOTALL))
    for name, ours in (("vietnamese", VIETNAMESE), ("latin", LATIN)):
        spans = [span.strip().removeprefix("U+").split("-") for span in told[name].split(",")]
        theirs = [(int(span[0], 16), int(span[-1], 16)) for span in spans]
        assert [span for span in theirs if span[0] < 0xFE00] == list(ours)  # beyond, nothing is shown


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
@pytest.mark.parametrize("subset", ["latin", "vietnamese"])
def test_fonts_are_files_of_ours_under_a_free_licence(weight, subset):
    assert finders.find(f"fonts/be-vietnam-pro-{weight}-{subset}.woff2")
    licence = Path(finders.find("fonts/LICENSE-OFL.txt"))
    assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8")


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
def test_every_letter_of_vietnamese_is_drawn_and_no_two_alike(weight):
    style = Style(40, weight)
    drawn = {letter: ink(letter, style) for each in ALPHABET for letter in (each, each.upper())}
    assert len(drawn) == 146
    assert len(set(drawn.values())) == len(drawn), "letters that a font lacks all look like its box for nothing"
    assert not any(max(pixels) == 0 for pixels in drawn.values())


def test_marks_that_stand_apart_are_drawn_as_one_letter():
    apart = unicodedata.normalize("NFD", "Ổ ẵ")
    assert apart != "Ổ ẵ"
    assert shown(apart) == "Ổ ẵ"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("đèn 🚦 hỏng", "đèn hỏng"),
        ("đèn\u202e hỏng\u200b", "đèn hỏng"),  # turns the text around; shows nothing
        ("đèn\thỏng", "đèn hỏng"),
        ("  đèn   hỏng ", "đèn hỏng"),
        ("đèn\x00", "đèn"),
        ("漢字", ""),
        ("một\nhai", "một\nhai"),
        ("84,6\u00a0%", "84,6\u00a0%"),
        ("−3 – “x” … €", "−3 – “x” … €"),
    ],
)
def test_what_no_font_of_ours_has_is_left_out(text, kept):
    assert shown(text) == kept


def test_a_font_that_is_missing_is_named(monkeypatch):
    letters._font.cache_clear()
    monkeypatch.setattr(letters.finders, "find", lambda name: None)
    with pytest.raises(FileNotFoundError, match="600, latin"):
        letters._font(31, BOLD, "latin")


# --- widths -----------------------------------------------------------------------------------------------------------


def test_a_line_is_as_wide_as_its_parts_in_both_files():
    assert width("Đ", STYLE) > 0
    assert width("Đèn hỏng", STYLE) == pytest.approx(sum(width(part, STYLE) for part in ("Đ", "èn h", "ỏ", "ng")))
    assert width("Đèn", Style(80)) > 1.9 * width("Đèn", STYLE)
    assert width("", STYLE) == 0


def test_writing_ends_where_the_width_says():
    draw = ImageDraw.Draw(Image.new("L", (400, 100)))
    assert write(draw, (10, 50), "Kim Long Ổ", STYLE, "#ffffff") == pytest.approx(10 + width("Kim Long Ổ", STYLE))


def test_stacked_marks_do_not_touch_the_line_above():
    assert Style(50).line == 64


# --- lines ------------------------------------------------------------------------------------------------------------


@given(TEXTS, st.integers(60, 900))
def test_lines_are_no_wider_than_the_room_and_lose_nothing(text, room):
    lines = lines_of(text, STYLE, room)
    assert all(width(line, STYLE) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(lines)


def test_words_stay_whole_where_they_fit():
    lines = lines_of(LONGEST, STYLE, 600)
    assert len(lines) > 1
    assert " ".join(lines) == LONGEST


def test_a_word_wider_than_the_room_is_broken():
    lines = lines_of("W" * 50, STYLE, 300)
    assert len(lines) > 1
    assert "".join(lines) == "W" * 50


def test_a_letter_wider_than_the_room_stands_alone():
    assert lines_of("WW", STYLE, 3) == ["W", "W"]


@pytest.mark.parametrize("text", ["Đèn đường hỏng trên đường Kim Long", LONGEST, "Một"])
def test_a_heading_is_balanced_and_takes_no_line_more(text):
    room = 600
    greedy, even = lines_of(text, STYLE, room), balanced(text, STYLE, room)
    assert len(even) == len(greedy)
    assert " ".join(even) == text
    assert max(width(line, STYLE) for line in even) <= room
    spread = [max(map(len, lines)) - min(map(len, lines)) for lines in (even, greedy)]
    assert spread[0] <= spread[1]


def test_no_word_is_left_alone_below():
    assert lines_of("Đèn đường hỏng trên đường Kim Long", STYLE, 640)[-1] == "Long"
    assert balanced("Đèn đường hỏng trên đường Kim Long", STYLE, 640)[-1] != "Long"


# --- fitting ----------------------------------------------------------------------------------------------------------

STYLES = (Style(60), Style(40), Style(30))


@pytest.mark.parametrize(("room", "size"), [(3000, 60), (1700, 60), (900, 40), (740, 30)])
def test_text_shrinks_until_it_fits(room, size):
    lines, style = fitted(LONGEST, STYLES, room, 2)
    assert style.size == size
    assert len(lines) <= 2
    assert " ".join(lines) == LONGEST


def test_what_fits_nowhere_is_cut_and_says_so():
    lines, style = fitted(LONGEST * 5, STYLES, 500, 3)
    assert (len(lines), style.size) == (3, 30)
    assert lines[-1].endswith(ELLIPSIS)
    assert all(width(line, style) <= 500 for line in lines)
    assert LONGEST.startswith(lines[0])


@pytest.mark.parametrize("end", [",", ".", " –", ";"])
def test_no_other_mark_stands_before_the_ellipsis(end):
    text = f"{'a' * 10}{end} {'W' * 10}"
    lines, _style = fitted(text, (STYLE,), round(width(f"{'a' * 10}{end}{ELLIPSIS}", STYLE)) + 2, 1)
    assert lines == [f"{'a' * 10}{ELLIPSIS}"]


@given(TEXTS, st.integers(120, 900), st.integers(1, 4))
def test_nothing_ever_stands_out(text, room, most):
    lines, style = fitted(text, STYLES, room, most)
    assert len(lines) <= most
    assert all(width(line, style) <= room for line in lines)
