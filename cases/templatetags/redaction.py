"""Shows where the Center has covered personal data: a black mark with the word for what is under it."""

from __future__ import annotations

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.rules.redaction import pieces

MARK = '<span class="redact">{}</span>'
#: What is commonly covered, so that English readers learn it in their language; other words stay as editors wrote them.
KINDS = {
    "số điện thoại": gettext_lazy("số điện thoại"),
    "tên người": gettext_lazy("tên người"),
    "địa chỉ nhà": gettext_lazy("địa chỉ nhà"),
    "số nhà": gettext_lazy("số nhà"),
    "biển số xe": gettext_lazy("biển số xe"),
    "số giấy tờ": gettext_lazy("số giấy tờ"),
    "tài khoản ngân hàng": gettext_lazy("tài khoản ngân hàng"),
    "thư điện tử": gettext_lazy("thư điện tử"),
    "thông tin sức khoẻ": gettext_lazy("thông tin sức khoẻ"),
    "thông tin khác": gettext_lazy("thông tin khác"),
}


def mark_words(kind: str) -> str:
    """What a mark says: that something is covered, and what sort of thing where the editor named it ("": not)."""
    if not kind:
        return _("đã che")
    return _("đã che: %(kind)s") % {"kind": KINDS.get(kind.lower(), kind)}


def redacted(text: str) -> SafeString:
    """The text as HTML with its marks; everything else is escaped."""
    drawn = (format_html(MARK, mark_words(told)) if is_mark else escape(told) for told, is_mark in pieces(text))
    return format_html_join("", "{}", ((part,) for part in drawn))


def redacted_plain(text: str) -> str:
    """The text with its marks in brackets, in the reader's language: for titles and descriptions."""
    return "".join(f"[{mark_words(told)}]" if is_mark else told for told, is_mark in pieces(text))
