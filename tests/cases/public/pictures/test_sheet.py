"""The drawing: size, weight, colours; long names shrink; nothing stands on the bridge or over an edge."""

from io import BytesIO
from itertools import product

import pytest
from PIL import Image

from cases.public.pictures import sheet
from cases.public.pictures.card import Card, Figure, Marked, neutral
from cases.public.pictures.letters import ELLIPSIS
from cases.public.pictures.sheet import BRIDGE, HEIGHT, MARGIN, ROOM, TITLES, WIDTH, _title, png
from tests.shared_data import ROOT

MOST = 60_000  # bytes: those who share pages load it on a telephone
NAME_87 = "Ban Quản lý dự án đầu tư xây dựng công trình dân dụng, công nghiệp và hạ tầng kỹ thuật"
LATE, STATE = Marked(mark="late", words="Trễ hạn 10.000 ngày"), Marked(mark="reopened", words="Đang xử lý lại")
LONG_WORDS = Marked(mark="ext", words="Trong ngày đã hẹn, quá hạn 10.000 ngày")
FIGURES = (
    Figure(number="10.000.013", label="Trễ hạn hoặc lỡ hẹn", hot=True),
    Figure(number="0", label="Đang mở"),
    Figure(number="84,6 %", label="Trả lời đúng hạn", note="khoảng 69,3–76,8 %; n = 18, chưa đủ để so sánh"),
)
CARDS = {
    "neutral": neutral(),
    "case": Card(title="Đèn hỏng", kicker="Số 1", verdict=LATE, state=STATE, sentence="Trung tâm Chiếu sáng"),
    "long case": Card(
        title=f"{NAME_87}. {NAME_87}", kicker=NAME_87 * 2, verdict=LONG_WORDS, state=STATE, sentence=f"{NAME_87}; " * 4
    ),
    "figures": Card(title="Đơn vị quá hạn hôm nay", kicker="Tính ngày 07/12/2026", figures=FIGURES),
    "long figures": Card(title=NAME_87, kicker=NAME_87, figures=FIGURES, notice="BẢN MẪU, do máy tạo"),
    "sentence": Card(title="Trợ giúp", sentence="Một câu dài hơn một dòng. " * 20),
    "endless": Card(title="W" * 255, verdict=LATE, state=STATE, sentence="W" * 255),
    "empty": Card(title=""),
    "dense": Card(title="Ổ ẵ ợ " * 42, kicker="Ổ " * 80, figures=FIGURES, sentence="ẵ " * 120),
}


def drawn(card):
    return Image.open(BytesIO(png(card)))


def coloured(card):
    """Which colours there are, and how many pixels of each."""
    found = drawn(card).convert("RGB").getcolors(WIDTH * HEIGHT)
    return {f"#{red:02x}{green:02x}{blue:02x}": n for n, (red, green, blue) in found}


@pytest.mark.parametrize("name", CARDS)
def test_every_picture_is_one_that_can_be_shared(name):
    data = png(CARDS[name])
    picture = Image.open(BytesIO(data))
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT)) == ("PNG", (1200, 630))
    assert len(data) < MOST


@pytest.mark.parametrize("name", CARDS)
def test_margins_stay_empty_and_the_bridge_free(name):
    picture, plain = drawn(CARDS[name]).convert("L"), drawn(Card(title="")).convert("L")
    above = HEIGHT - BRIDGE
    left, right = (0, 0, MARGIN - 4, above), (WIDTH - MARGIN + 4, 0, WIDTH, above)
    for box in (left, right, (0, 0, WIDTH, 40)):
        assert picture.crop(box).getextrema() == (255, 255), box
    foot = (0, above, WIDTH, HEIGHT)
    pairs = zip(picture.crop(foot).tobytes(), plain.crop(foot).tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) < 24, "only shades of the same lines differ"


@pytest.mark.parametrize(("mark", "colour"), sheet.COLOURS.items())
def test_a_verdict_is_in_its_colour(mark, colour):
    assert coloured(Card(title="Đèn", verdict=Marked(mark=mark, words="Bốn chữ có màu")))[colour] > 500


def test_colours_are_those_of_the_stylesheet():
    light = (ROOT / "portal" / "static" / "css" / "tokens.css").read_text(encoding="utf-8").split("@media")[0]
    names = {"ink": sheet.INK, "ink-2": sheet.INK_2, "edge": sheet.EDGE, "accent": sheet.ACCENT}
    names |= {"ext-soft": sheet.EXT_SOFT, **{mark: sheet.COLOURS[mark] for mark in ("ok", "ext", "late", "broken")}}
    for name, colour in names.items():
        assert f"--{name}: {colour};" in light
    assert sheet.COLOURS["none"] == sheet.INK_2


def test_paper_is_white():
    assert coloured(neutral())["#ffffff"] > WIDTH * HEIGHT * 0.8


def test_red_is_the_hot_figure_alone():
    cool = Card(title="Một", figures=(Figure(number="5", label="Đang mở"),))
    hot = Card(title="Một", figures=(Figure(number="5", label="Đang mở", hot=True),))
    assert "#b4231a" not in coloured(cool)
    assert coloured(hot)["#b4231a"] > 300


def test_a_demo_wears_its_notice_at_the_top():
    box = (WIDTH // 2, 50, WIDTH - MARGIN, 118)
    told = drawn(Card(title="Một", notice="BẢN MẪU, do máy tạo")).convert("RGB").crop((800, 60, 1110, 110))
    plain = drawn(Card(title="Một")).convert("RGB").crop(box)
    ground = max(told.getcolors(99_999))[1]
    assert max(abs(one - other) for one, other in zip(ground, (0xFB, 0xEE, 0xD6), strict=True)) < 3
    assert [colour for _n, colour in plain.getcolors(99_999)] == [(255, 255, 255)]


def test_its_words_go_along():
    for card in CARDS.values():
        assert drawn(card).info["Description"] == card.words


def test_what_differs_in_words_differs_in_pixels():
    cards = [Card(title="Một"), Card(title="Hai"), Card(title="Một", kicker="Hai"), Card(title="Một", sentence="Hai")]
    assert len({drawn(card).convert("RGB").tobytes() for card in cards}) == 4


def test_drawn_twice_it_is_the_same():
    assert png(CARDS["long case"]) == png(CARDS["long case"])


# --- titles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("title", "high", "size"), [("Đèn hỏng", 300, 72), (NAME_87, 300, 72), (NAME_87, 170, 58)])
def test_a_title_is_as_large_as_its_room_allows(title, high, size):
    lines, style = _title(title, high)
    assert style.size <= size
    assert len(lines) * style.line <= high
    assert " ".join(lines) == title
    larger = [each for each in TITLES if each.size > style.size]
    assert not any(len(sheet.lines_of(title, each, ROOM)) * each.line <= high for each in larger)


def test_a_name_of_87_letters_is_whole_beside_three_figures():
    lines, style = _title(f"{NAME_87}1"[:87], 110)
    assert len(lines) == 2
    assert not lines[-1].endswith(ELLIPSIS)
    assert style in TITLES


def test_a_title_without_end_is_cut_in_the_smallest_letters():
    lines, style = _title(NAME_87 * 9, 150)
    assert style == TITLES[-1]
    assert lines[-1].endswith(ELLIPSIS)
    assert len(lines) == 150 // style.line


@pytest.mark.parametrize(("mark", "long"), list(product(["ok", "broken"], [False, True])))
def test_verdict_and_state_share_a_line(mark, long):
    words = "Trong ngày đã hẹn, quá hạn 10.000 ngày, chờ duyệt" if long else "Còn 3 ngày"
    card = Card(title="Một", verdict=Marked(mark=mark, words=words), state=STATE)
    picture = drawn(card).convert("L").crop((0, 300, WIDTH, HEIGHT - BRIDGE))
    rows = [y for y in range(picture.height) if picture.crop((0, y, WIDTH, y + 1)).getextrema()[0] < 200]
    assert max(rows) - min(rows) < 60
