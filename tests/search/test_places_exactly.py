"""Texts of cases, read for names, streets and politeness, and cut around what was looked for."""

import unicodedata

import pytest

from search.boilerplate import without_boilerplate
from search.folding import folded
from search.highlight import Fragment, highlight
from search.proper import names_in
from search.streets import streets_of
from search.wording import read
from tests.search.documents import document

# --- streets ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "streets"),
    [
        ("Hẻm 5 Lê Lợi", ["Lê Lợi"]),
        ("số 5 Lê Lợi", ["Lê Lợi"]),
        ("SỐ 5 ĐƯỜNG LÊ LỢI", ["Lê Lợi"]),
        ("đường Lê Lợi, đường LÊ LỢI", ["Lê Lợi"]),
        ("Trước Gần Cạnh Lê Lợi", ["Lê Lợi"]),
        ("duong Le Loi", ["Le Loi"]),
        ("nhà số 5 Lê Lợi", ["Lê Lợi"]),
        ("Lê Lợi - Nguyễn Huệ", ["Lê Lợi", "Nguyễn Huệ"]),
        ("Lê Lợi/Nguyễn Huệ", ["Lê Lợi", "Nguyễn Huệ"]),
        ("Lê Lợi Nguyễn Huệ", ["Lê Lợi Nguyễn Huệ"]),  # nothing says where one ends
        ("Một Hai Ba Bốn Năm", ["Một Hai Ba Bốn Năm"]),
        ("Một Hai Ba Bốn Năm Sáu", []),
        ("Đường Một Hai Ba Bốn Năm", ["Một Hai Ba Bốn Năm"]),
        (f"Lê {'B' * 57}", [f"Lê B{'b' * 56}"]),
        (f"Lê {'B' * 58}", []),
        ("Quốc lộ 1A", []),
        ("Đường 2 Tháng 9", []),
        ("Cầu Phú Xuân", ["Phú Xuân"]),
        ("Cầu", []),
        ("Đường", []),
        ("đường Chợ Cống", ["Chợ Cống"]),
        ("chợ Đông Ba", []),
        ("trường Nguyễn Tri Phương", []),
        ("công ty Hoàng Gia", []),
        ("ông Lê Lợi", []),
        ("nhà Bà Lê Lợi", []),
        ("đường Bà Triệu", ["Bà Triệu"]),
        ("khu Quy Hoạch", []),
        ("Khu Quy Hoạch", []),
        ("Thôn Thanh Thủy", []),
        ("Tổ Dân Phố", []),
        (unicodedata.normalize("NFD", "Đường Bà Triệu"), ["Bà Triệu"]),
        ("  \n", []),
    ],
)
def test_which_streets_a_place_names(place, streets):
    assert list(streets_of(place)) == streets


UNITS = "P. Kim Long|p. Kim Long|P.Kim Long|P Kim Long|TP. Hồ Chí Minh|tp.Hồ Chí Minh|Q. Phú Xuân|X. Phú Mậu"


@pytest.mark.parametrize("unit", [*UNITS.split("|"), "TX. Hương Thủy", "H. Phong Điền", "tt. Phú Lộc"])
def test_what_stands_for_a_unit_makes_no_street_of_its_name(unit):
    assert streets_of(unit) == ()
    assert streets_of(f"12 Lê Lợi, {unit}") == streets_of(f"12 Lê Lợi {unit}") == ("Lê Lợi",)
    assert streets_of(f"{unit}. Nguyễn Huệ") == ("Nguyễn Huệ",)


# --- names in running text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ở Hồng Vân", {1: "hong van", 2: "hong van"}),
        ("ở Hồng  Vân", {1: "hong van", 2: "hong van"}),
        ("ở Hồng, Vân", {}),
        ("ở Hồng vân", {}),
        ("ở Hồng Vân. Kim Long", {1: "hong van", 2: "hong van"}),  # what begins a sentence is capitalised anyway
        ("ở Hồng Vân, Kim Long", {1: "hong van", 2: "hong van", 3: "kim long", 4: "kim long"}),
        ("Hồng Vân", {}),
        ("Ở A Lưới", {1: "a luoi", 2: "a luoi"}),
        ("ở TP Huế", {}),
        ("đến: Hồng Vân Anh", {2: "van anh", 3: "van anh"}),
        ("hỏi? Hồng! Vân", {}),
        ("ở Một Hai Ba xong", {1: "mot hai ba", 2: "mot hai ba", 3: "mot hai ba"}),
    ],
)
def test_words_of_a_name_of_several(text, found):
    assert {i: " ".join(name) for i, name in names_in(text).items()} == found


# --- politeness ------------------------------------------------------------------------------------------------------

OPENING = "Kính gửi ông bà "


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("KÍNH GỬI Ông, đã thay.", "đã thay."),
        ("kinh thua quy vi; da thay", "da thay"),
        ("Kính chào! Đã thay.", "Đã thay."),
        ("Đã thay, trân trọng cảm ơn", "Đã thay,"),
        ("Đã thay. Xin chân thành cảm ơn quý ông!", "Đã thay."),
        ("Đã thay. Cảm ơn.", "Đã thay. Cảm ơn."),  # nobody opens a sentence so, who does not mean it
        ("Rất mong ông, đã thay", "Rất mong ông, đã thay"),  # no more is asked for
        ("Mong bà thường xuyên góp ý.", "Mong bà thường xuyên góp ý."),
        ("Kính gửithay", "Kính gửithay"),
        (f"{OPENING}{'x ' * 16}. Đã thay.", "Đã thay."),
        (f"{OPENING}{'x ' * 17}. Đã thay.", f"{OPENING}{'x ' * 17}. Đã thay."),
        ("?!", "?!"),
        ("\n\n", "\n\n"),
    ],
)
def test_polite_parts_of_sentences_are_left_out(answer, left):
    assert without_boilerplate(answer) == left


# --- what is marked and shown ----------------------------------------------------------------------------------------


def excerpt(q, text, **facts):
    found = highlight(document(title="", text=text, **facts), read(q))
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in found.excerpt)


FIVES = "abcd " * 40  # each word ends at a multiple of five, less one
LONG = FIVES.strip()


@pytest.mark.parametrize(
    ("q", "text", "shown"),
    [
        ("", "a" * 160, "a" * 160),
        ("", LONG[:160].strip(), LONG[:160].strip()),
        ("", LONG, f"{LONG[:159]}…"),
        ("x", LONG, f"{LONG[:159]}…"),
        ("tac", f"{LONG[:159]} tac", f"… {LONG[120:159]} [tac]"),
        ("tac", f"tac {LONG}", f"[tac] {LONG[:154]}…"),
        ("tac", f"{LONG[:39]} tac {LONG}", f"{LONG[:39]} [tac] {LONG[:114]}…"),
        ("tac", f"{LONG[:44]} tac {LONG}", f"… {LONG[5:44]} [tac] {LONG[:114]}…"),
        ("tac", f"{LONG} tac {LONG}", f"… {LONG[160:199]} [tac] {LONG[:114]}…"),
    ],
)
def test_some_hundred_and_sixty_characters_from_a_little_before_the_first_match(q, text, shown):
    assert excerpt(q, text) == shown


@pytest.mark.parametrize(
    ("q", "text", "shown"),
    [
        ("a b", "a b c", "[a b] c"),
        ("a b", "a, b c", "[a], [b] c"),
        ("a b", "a  b\nc", "[a b] c"),
        ("b a", "a b a", "[a b a]"),
        ('"a b"', "a b a", "[a b] a"),
        ('"a b"', "a c b", "a c b"),
        ("a -c", "a c", "[a] c"),
        ("13/5", "kiệt 13/5, 13", "kiệt [13]/[5], 13"),
        ("a", "(a) 'a'", "([a]) '[a]'"),
        ("đèn", "đen đèn", "đen [đèn]"),
        ("den", "đến", "[đến]"),
        ("den", "den đến", "[den] đến"),
        ("den cho", "đèn cho chợ", "[đèn] cho [chợ]"),
        ("A", "a", "[a]"),
    ],
)
def test_words_that_were_asked_for_are_marked(q, text, shown):
    assert excerpt(q, text) == shown


def test_a_word_without_end_is_shown_as_far_as_there_is_room():
    """Neither is a place before it its end: then nothing would be shown of it."""
    endless = "b" * 300
    assert excerpt("x", endless) == f"{endless[:160]}…"
    assert excerpt(endless, f"a {'!' * 60} {endless}") == f"… {endless[:160]}…"
    assert excerpt("a", f"a {endless}") == "[a]…"


def test_a_report_without_words_gives_its_room_to_the_answer():
    assert excerpt("", "", answer="Đã thay.") == "Đã thay."
    assert excerpt("thay", "Tối.", answer="Đã thay.") == "Đã [thay]."
    assert excerpt("toi", "Tối.", answer="Tối nay.") == "[Tối]."
    assert excerpt("", "", answer="") == ""


def test_pieces_are_never_empty_and_know_which_of_them_were_found():
    found = highlight(document(title="Đèn hỏng", place="", text="x"), read("den"))
    assert found.title == (Fragment("Đèn", hit=True), Fragment(" hỏng", hit=False))
    assert found.place == ()
    assert found.excerpt == (Fragment("x", hit=False),)


def test_a_composed_text_is_cut_where_its_words_end():
    text = unicodedata.normalize("NFD", "ệ" * 100 + " " + "ổ" * 70)
    found = highlight(document(text=text), read(""))
    assert "".join(piece.text for piece in found.excerpt) == "ệ" * 100 + "…"
    assert folded("ệ" * 100) == "e" * 64
