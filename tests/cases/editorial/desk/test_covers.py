"""What of a text can be covered: what looks personal, by its place in the text as it was given, and not twice."""

import unicodedata

import pytest

from cases.actions.photos import PERSONAL
from cases.editorial.desk.covers import COVERED, KINDS, covering_of, covers_of, marks_in
from cases.models import ReasonCode, ReasonKind, Submission
from cases.rules.hints.marks import HintKind

pytestmark = pytest.mark.pure

PHONE, MAIL = "0905 123 456", "ai.do@example.vn"
TEXT = f"Đã gọi {PHONE} hai lần, đã viết cho {MAIL}."


def of(text, *covers):
    return Submission(text=text, covers=[list(cover) for cover in covers])


def at(words, text=TEXT):
    return text.index(words), text.index(words) + len(words)


def open_of(version):
    return [(piece.kind, piece.words) for piece in covering_of(version, ()).open]


def code(kind, name, *, active=True):
    return ReasonCode(kind=kind, code=name, label=name, active=active)


def test_what_looks_personal_is_named_with_its_place():
    found = covering_of(of(TEXT), ()).open
    assert [(piece.kind, piece.words) for piece in found] == [("số điện thoại", PHONE), ("thư điện tử", MAIL)]
    assert [(piece.start, piece.end) for piece in found] == [at(PHONE), at(MAIL)]


def test_places_are_those_of_the_text_as_it_was_given():
    """Marks apart from their letters, and letters that nobody sees, stand in the text that is stored."""
    for text in (
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("Đã gọi", "\N{ZERO WIDTH SPACE}Đã\N{NO-BREAK SPACE}gọi"),
    ):
        assert len(text) != len(TEXT) or text != TEXT
        for piece in covering_of(of(text), ()).open:
            assert text[piece.start : piece.end] == piece.words
        assert [piece.words for piece in covering_of(of(text), ()).open] == [PHONE, MAIL]


@pytest.mark.parametrize("text", ["", "   ", "Đã thay ba bóng, sáng lại lúc 19 giờ."])
def test_where_there_is_nothing_personal_there_is_nothing_to_cover(text):
    found = covering_of(of(text), ())
    assert (list(found.open), list(found.covered)) == ([], [])


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        (0, 0, [MAIL]),  # the very words
        (3, 3, [MAIL]),  # more than they
        (-4, -4, [MAIL]),  # a part of them
        (0, -len(PHONE) + 1, [MAIL]),  # their first letter
    ],
)
def test_what_is_covered_even_in_part_is_not_offered_again(before, after, left):
    start, end = at(PHONE)
    version = of(TEXT, (start - before, end + after, "số điện thoại", PERSONAL))
    assert [words for _kind, words in open_of(version)] == left


def test_a_cover_that_only_touches_leaves_it_open():
    start, end = at(PHONE)
    version = of(TEXT, (start - 4, start, "tên người", "x"), (end, end + 4, "tên người", "x"))
    assert [words for _kind, words in open_of(version)] == [PHONE, MAIL]


def test_covers_are_told_with_their_words_and_reasons():
    start, end = at(PHONE)
    first, second = covers_of(of(TEXT, (0, 2, "thông tin khác", "do-loi"), (start, end, "số điện thoại", PERSONAL)))
    assert (first.start, first.words, first.reason) == (0, "Đã", "do-loi")
    assert (second.start, second.kind, second.words) == (start, "số điện thoại", PHONE)
    assert covers_of(of(TEXT)) == []


def test_reasons_are_those_in_use_the_usual_one_first():
    reasons = [
        code(ReasonKind.STRIKE, "do-loi"),
        code(ReasonKind.RETURN, "chua-ro"),
        code(ReasonKind.STRIKE, "cu", active=False),
        code(ReasonKind.STRIKE, PERSONAL),
        code(ReasonKind.STRIKE, "xuc-pham"),
    ]
    told = covering_of(of(TEXT), reasons)
    assert [reason.code for reason in told.reasons] == [PERSONAL, "do-loi", "xuc-pham"]
    assert covering_of(of(TEXT), reasons[:3]).reasons == [reasons[0]]


def test_each_kind_of_mark_has_a_word_and_a_reviewer_has_more():
    text = (
        f"Gọi {PHONE}, viết {MAIL}, tài khoản 0011001234567 ở ngân hàng, CCCD 046012345678, xe 75A-123.45, "
        "cháu Lê Văn Bé 6 tuổi, ông Nguyễn Văn An, số nhà 12 đường Lê Lợi."
    )
    found = marks_in(text)
    assert {mark.kind for mark in found} == {HintKind.PERSONAL}
    told = {piece.kind for piece in covering_of(of(text), ()).open}
    assert {"số điện thoại", "thư điện tử", "biển số xe", "tên người"} <= told <= {*KINDS.values()}
    assert told <= {*COVERED}
    assert {"thông tin sức khoẻ", "thông tin khác"} <= {*COVERED} - {*KINDS.values()}
    assert len(COVERED) == len({*COVERED}), "two kinds of marks share a word, which is offered once"
