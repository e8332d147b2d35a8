"""Plain text as paragraphs, lists and links: the one place where an agency's words become HTML."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cases.rules.plain_words import Block, blocks, pieces
from cases.templatetags.redaction import redacted

LINK = '<a href="{}" rel="nofollow ugc noopener">{}</a>'


def prose(text: str) -> SafeString:
    """The text as HTML; everything that is no paragraph, list, link or mark of what was covered is escaped."""
    return mark_safe("\n".join(_block(block) for block in blocks(text)))  # noqa: S308 - every piece is escaped


def _block(block: Block) -> str:
    lines = [_line(line) for line in block.lines]
    if block.kind == "p":
        return f"<p>{'<br>'.join(lines)}</p>"
    items = "".join(f"<li>{line}</li>" for line in lines)
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<{block.kind}{start}>{items}</{block.kind}>"


def _line(line: str) -> str:
    return "".join(format_html(LINK, piece, piece) if leads else redacted(piece) for piece, leads in pieces(line))
