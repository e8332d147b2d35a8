"""What an agency writes, brought to plain text: paragraphs, lists and links survive pasting, and nothing else does.

An answer is text. A paragraph ends with an empty line, an item of a list begins with `- ` or `1. `, a link is its
address. So page, file, feed, search, hint and digest read the same words, and nothing in them can be anything else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.rules.hints.text import clean

LONGEST = 20_000  # characters of an answer
LONGEST_SENTENCE = 600
_ROUNDS = 4  # markup within markup within markup

_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
#: Characters that no text needs: controls except the new line, half characters, private ones, tags.
_UNWANTED = re.compile(
    "[\x00-\x09\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U0010ffff]"
)
_BLANKS = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BULLET = re.compile(r"(?m)^ ?(?:[•·▪●◦‣○■□➢✓*\uf0b7\uf0a7-]|o(?= ))(?: |(?<=[•·▪●◦‣○■□➢✓]))(?=\S)")
_EMPTY_LINES = re.compile(r"\n{3,}")
_WORD_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\t": " "})

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center div dl dt dd fieldset figcaption figure footer form h1 "
        "h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul",
    )
)
_APART = frozenset(re.findall(r"\w+", "p h1 h2 h3 h4 h5 h6 blockquote ul ol table pre"))
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym applet audio b base bdi bdo big br button canvas cite code col colgroup data del details dfn "
        "em embed font frame frameset head i iframe img input ins kbd label legend link map area mark marquee math "
        "meta meter noembed noscript object optgroup option output param picture progress q rp rt ruby s samp "
        "script select slot small source span strike strong style sub summary sup svg td template textarea th time "
        "title track tt u var video wbr",
    )
)
_KNOWN = _BLOCKS | _INLINE
_DROPPED = frozenset(re.findall(r"\w+", "script style title template noscript noembed iframe"))  # with what is in them
_TAG = re.compile(rf"<(?:!--|!doctype|\?xml|/?(?:[a-z]+:[a-z]+|{'|'.join(sorted(_KNOWN))})(?=[\s/>]))", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:br|{'|'.join(sorted(_BLOCKS))})(?=[\s/>])", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{|}]+", re.IGNORECASE)
_NO_END = ".,;:!?…”»"  # what ends a sentence, not an address
_PAIRS = {")": "(", "]": "["}
_SPACE = re.compile(r"\s+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][a-z\[][^<>]*>", re.DOTALL | re.IGNORECASE)
_GONE = re.compile(rf"<({'|'.join(sorted(_DROPPED))})(?=[\s/>])[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ANY_TAG = re.compile(r"<(?P<ends>/?)(?P<name>[a-z][\w:-]*)(?P<rest>[^<>]*)>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


def plain(given: str) -> str:
    """The text as it is kept: composed, nothing invisible, markup turned into plain paragraphs, lists and addresses.

    What has been made plain stays as it is when it comes again.
    """
    text = _tidy(given)
    for _round in range(_ROUNDS):
        if not _TAG.search(text):
            break
        text = _tidy(_without_markup(text))
    return text


def one_line(given: str) -> str:
    """The same of a sentence, a caption, a name: whatever it holds stands in one line."""
    return " ".join(plain(given).split())


def _tidy(given: str) -> str:
    text = _LINE_ENDS.sub("\n", given).translate(_WORD_BULLETS)
    text = _BLANKS.sub(" ", clean(_UNWANTED.sub("", text)).text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = _BULLET.sub("- ", text)
    return _EMPTY_LINES.sub("\n\n", text).strip()


def _without_markup(text: str) -> str:
    text = _GONE.sub("", _COMMENT.sub("", text))
    writer, at = _Writer(in_lines=_BLOCK_TAG.search(text) is None), 0
    for found in _ANY_TAG.finditer(text):
        writer.words(text[at : found.start()])
        at = found.end()
        name = found["name"].lower()
        if name not in _KNOWN and ":" not in name:
            writer.words(found.group())  # none of HTML's, so a word: <tên đường>
        elif found["ends"]:
            writer.end(name)
        else:
            writer.begin(name, found["rest"])
    writer.words(text[at:])
    return "".join(writer.parts)


class _Writer:
    """Writes down the words of a page, with line ends and signs instead of tags."""

    def __init__(self, *, in_lines: bool) -> None:
        self.in_lines = in_lines  # whether its lines are lines, because no tag makes any
        self.parts: list[str] = []
        self.fresh = 2  # how many lines have ended and hold nothing yet
        self.lists: list[int | None] = []  # the number of the last item of each open list, None where it has none
        self.links: list[tuple[str, int]] = []  # where each open link leads, and where its words begin

    def words(self, markup: str) -> None:
        """Words as they stand between tags."""
        said = html.unescape(markup)
        if not self.in_lines:
            said = _SPACE.sub(" ", said)
            said = said.lstrip() if self.fresh else said
        if said:
            self.parts.append(said)
            self.fresh = 0

    def begin(self, tag: str, attributes: str) -> None:
        """Begin a paragraph, an item, a link."""
        self._end_line(tag)
        if tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.parts.append(self._item())
        elif tag in ("td", "th") and not self.fresh:
            self.parts.append(" ")
        elif tag == "a":
            found = _HREF.search(attributes)
            address = html.unescape(found[1].strip("\"' ")) if found else ""
            self.links.append((address if _ADDRESS.fullmatch(address) else "", len(self.parts)))

    def end(self, tag: str) -> None:
        """End what began."""
        if tag == "a" and self.links:
            address, begin = self.links.pop()
            if address and address not in "".join(self.parts[begin:]):
                self.parts.append(f" ({address})")
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        self._end_line(tag)

    def _end_line(self, tag: str) -> None:
        wanted = 2 if tag in _APART and not self.lists else 1 if tag in _BLOCKS else 0
        missing = 1 if tag == "br" else wanted - self.fresh
        if missing > 0:
            self.parts.append("\n" * missing)
            self.fresh += missing

    def _item(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "- "
        self.lists[-1] += 1
        return f"{self.lists[-1]}. "


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`p`), or a list without (`ul`) or with numbers (`ol`, from `start`); its lines, or its items."""

    kind: str
    lines: tuple[str, ...]
    start: int = 1


_ITEM = re.compile(r"(?:[-–+*•]|(\d{1,2})[.)]) +(?=\S)")


def blocks(text: str) -> Iterator[Block]:
    """The text in paragraphs and lists, as they are shown."""
    kind, lines, start = "", list[str](), 1
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        if kind == "p":
            yield Block(kind, tuple(lines), start)
            kind, lines = "", []
        for line in part.split("\n"):
            item = _ITEM.match(line.strip())
            now = "p" if item is None else "ol" if item[1] else "ul"
            continues = now == kind and (item is None or not item[1] or int(item[1]) == start + len(lines))
            if lines and not continues:
                yield Block(kind, tuple(lines), start)
                lines = []
            if not lines and item is not None and item[1]:
                start = int(item[1])
            kind = now
            lines.append(line.strip() if item is None else line.strip()[item.end() :])
    if any(lines):
        yield Block(kind, tuple(lines), start)


def pieces(line: str) -> Iterator[tuple[str, bool]]:
    """The line in order: stretches of it, and addresses that may be followed (True): of the web, without an account."""
    at = 0
    for found in _ADDRESS.finditer(line):
        address = found.group().rstrip(_NO_END)
        while address[-1] in _PAIRS and address.count(address[-1]) > address.count(_PAIRS[address[-1]]):
            address = address[:-1].rstrip(_NO_END)
        host = address.split("//", 1)[1].split("/", 1)[0]
        if "@" in host or "." not in host:
            continue
        if found.start() > at:
            yield line[at : found.start()], False
        yield address, True
        at = found.start() + len(address)
    if at < len(line):
        yield line[at:], False
