"""Draws a card: paper, ink, one purple, the bridge at the foot. 1200 × 630 pixels, as those who share pages take it."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from cases.public.pictures import shapes
from cases.public.pictures.card import Card, Figure
from cases.public.pictures.letters import BOLD, Style, balanced, fitted, lines_of, shown, width, write

WIDTH, HEIGHT = 1200, 630
MARGIN = 80
ROOM = WIDTH - 2 * MARGIN
BRIDGE = 76
FLOOR = HEIGHT - BRIDGE - 34  # nothing but the bridge stands below
GAP = 40
SHADES = 64  # of the palette: what smooth edges need, a quarter of the bytes of full colour
#: As in tokens.css, on paper.
PAPER, INK, INK_2, EDGE, HANG, ACCENT = "#ffffff", "#1e1728", "#5b5266", "#857b92", "#c8c3cf", "#5d2384"
COLOURS = {"ok": "#0b6649", "ext": "#855000", "late": "#b4231a", "broken": "#82103f", "none": INK_2}
EXT_SOFT = "#fbeed6"

LOGO = Style(38, BOLD)
KICKER = Style(30)
TITLES = tuple(Style(size, BOLD) for size in (72, 64, 58, 52, 46, 42, 38))
#: Verdict and state, smaller where they are long.
STANDINGS = tuple((Style(size, BOLD), Style(size - 8)) for size in (42, 38, 34, 30))
NUMBERS = tuple(Style(size, BOLD) for size in (76, 64, 52, 40))
LABELS, NOTES = (Style(28), Style(25)), (Style(25), Style(23))
SENTENCES = (Style(34), Style(30))
ALONE = (Style(40), Style(36))  # a sentence with nothing beside it


def png(card: Card) -> bytes:
    """The picture; its words go along as a text chunk."""
    sheet = _paper().copy()
    draw = ImageDraw.Draw(sheet)
    if card.notice:
        _badge(draw, card.notice)
    floor = FLOOR - _foot(sheet, draw, card)
    _head(draw, card, floor)
    said = PngInfo()
    said.add_itxt("Description", card.words, lang="", tkey="Description")
    out = BytesIO()
    few = sheet.quantize(SHADES, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.putpalette([255 if value >= 254 else value for value in few.getpalette() or ()])  # it takes white for near it
    few.save(out, "PNG", compress_level=6, pnginfo=said)
    return out.getvalue()


@lru_cache(maxsize=1)
def _paper() -> Image.Image:
    """What all pictures have in common: the wordmark and the bridge."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(sheet)
    end = write(draw, (MARGIN, 98), "Minh", LOGO, ACCENT)
    left, top = round(end + 9), 48
    wide = round(width("Bạch", LOGO) + 32)
    sheet.paste(ACCENT, (left, top), shapes.arch(wide, 74))
    write(draw, (left + 16, 99), "Bạch", LOGO, PAPER)
    spans, hangers = shapes.bridge(WIDTH, BRIDGE)
    sheet.paste(HANG, (0, HEIGHT - BRIDGE), hangers)
    sheet.paste(EDGE, (0, HEIGHT - BRIDGE), spans)
    return sheet


def _badge(draw: ImageDraw.ImageDraw, notice: str) -> None:
    """What a demo says, at the top where no picture is cropped."""
    style = Style(30, BOLD)
    wide = width(shown(notice), style)
    draw.rectangle((WIDTH - MARGIN - wide - 40, 56, WIDTH - MARGIN, 112), fill=EXT_SOFT)
    write(draw, (WIDTH - MARGIN - wide - 20, 95), shown(notice), style, COLOURS["ext"])


def _head(draw: ImageDraw.ImageDraw, card: Card, floor: int) -> None:
    """The line above the title and the title, as large as the room above `floor` lets it be."""
    y = 146
    if card.kicker:
        (kicker,), style = fitted(card.kicker, (KICKER,), ROOM, 1)
        y += style.line
        write(draw, (MARGIN, y), kicker, style, INK_2)
        y += 8
    lines, style = _title(card.title, floor - y)
    for line in lines:
        y += style.line
        write(draw, (MARGIN, y), line, style, INK)


def _title(title: str, high: int) -> tuple[list[str], Style]:
    """The largest style in which the whole title fits, its lines balanced; the smallest one, cut, where none does."""
    for style in TITLES:
        if len(lines_of(title, style, ROOM)) * style.line <= high:
            return balanced(title, style, ROOM), style
    return fitted(title, TITLES[-1:], ROOM, max(high // TITLES[-1].line, 1))


def _foot(sheet: Image.Image, draw: ImageDraw.ImageDraw, card: Card) -> int:
    """What stands below the title, from the bottom up; how much room it takes."""
    high = 0
    if card.sentence:
        alone = not (card.verdict or card.state or card.figures)
        lines, style = fitted(card.sentence, ALONE if alone else SENTENCES, ROOM, 3 if alone else 2)
        for place, line in enumerate(reversed(lines)):
            write(draw, (MARGIN, FLOOR - place * style.line), line, style, INK_2)
        high += len(lines) * style.line + 14
    if card.verdict or card.state:
        high += _standing(sheet, draw, card, FLOOR - high)
    if card.figures:
        high += _figures(draw, card.figures, FLOOR - high)
    return high + (24 if high else 0)


def _standing(sheet: Image.Image, draw: ImageDraw.ImageDraw, card: Card, y: int) -> int:
    """The verdict in its colour and the state in ink, on one line; how much room it takes."""
    marked = [(each, bold) for each, bold in ((card.verdict, True), (card.state, False)) if each]

    def need(words: Style, state: Style) -> float:
        return sum(width(shown(m.words), s) + s.size + GAP for m, b in marked for s in (words if b else state,)) - GAP

    words, state = next((pair for pair in STANDINGS if need(*pair) <= ROOM), STANDINGS[-1])
    x = float(MARGIN)
    if card.verdict:
        mask, colour = shapes.verdict(card.verdict.mark, round(words.size * 0.76)), COLOURS[card.verdict.mark]
        x = _beside(sheet, draw, (x, y), mask, card.verdict.words, words, colour) + GAP
    if card.state:
        mask = shapes.state(card.state.mark, round(state.size * 0.8))
        _beside(sheet, draw, (x, y), mask, card.state.words, state, INK)
    return words.line + 6


def _beside(
    sheet: Image.Image,
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    mask: Image.Image,
    words: str,
    style: Style,
    colour: str,
) -> float:
    """A shape and its words on the same base line; where they end."""
    x, y = round(at[0]), round(at[1])
    sheet.paste(colour, (x, y - mask.height + 1), mask)
    (line,), _style = fitted(words, (style,), round(WIDTH - MARGIN - x - mask.width - 14), 1)
    return write(draw, (x + mask.width + 14, y), line, style, colour)


def _figures(draw: ImageDraw.ImageDraw, figures: tuple[Figure, ...], y: int) -> int:
    """Numbers side by side, each above what it counts; one with a note gets more of the width."""
    shares = [3 if figure.note else 2 for figure in figures]
    rooms = [(ROOM - GAP * (len(figures) - 1)) * share // sum(shares) for share in shares]
    texts = [_below(figure, room) for figure, room in zip(figures, rooms, strict=True)]
    below = max(sum(style.line for _line, style in lines) for lines in texts)
    x = MARGIN
    for figure, room, lines in zip(figures, rooms, texts, strict=True):
        (number,), style = fitted(figure.number, NUMBERS, room, 1)
        write(draw, (x, y - below - 8), number, style, COLOURS["late"] if figure.hot else INK)
        at = y - below
        for line, small in lines:
            at += small.line
            write(draw, (x, at - 2), line, small, INK_2)
        x += room + GAP
    return below + NUMBERS[0].line


def _below(figure: Figure, room: int) -> list[tuple[str, Style]]:
    """The lines under a number: what it counts, then the note."""
    label, style = fitted(figure.label, LABELS, room, 2)
    note, small = fitted(figure.note, NOTES, room, 2) if figure.note else ([], LABELS[-1])
    return [*((line, style) for line in label), *((line, small) for line in note)]
