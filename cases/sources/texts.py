"""Texts as they come: brought to NFC and otherwise left alone; what is broken or personal in them is only noticed."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\ufffd"

#: UTF-8 that was once read as Windows-1252: pairs that no Vietnamese or English text contains.
_MOJIBAKE = re.compile(
    "Ã[\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]|Â[\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]|â€|"
    "á[º»][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|Ä[\u2018\u0091\u0090]|Æ[°¡]|ï¿½"
)
_SURROGATES = re.compile("[\ud800-\udfff]")

_EMAIL = re.compile(r"[\w.+-]@[\w-]+\.\w")
#: Cheap first look: nine characters of a number in a row, with the usual separators.
_DIGITS = re.compile(r"\d[\d ().-]{7,}\d")
#: Not within a longer number, and not after "#": those are numbers of things.
_ALONE = r"(?<!\w)(?<!\d[.,])(?<!#)(?<!# )"
#: North America: (617) 635-4500, 617-635-4500, 617 635 4500, 6176354500, each with or without a leading 1.
_NORTH_AMERICAN = r"(?:\+?1[ .-]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-]?)[2-9]\d\d[ .-]?\d{4}"
#: Vietnam: mobiles 03, 05, 07, 08, 09 and formerly 01 with eleven digits, landlines 02; 0914 123 456, 0234.3822345.
_VIETNAMESE = (
    r"(?:\+84[ .-]?|84|0)(?:"
    r"[35789]\d(?:\d[ .-]?\d{3}[ .-]?\d{3}|[ .-]?\d{3}[ .-]?\d{4}|\d(?:[ .-]\d{2}){3})"
    r"|(?:1[2689]\d|2\d\d)[ .-]?(?:\d{3}[ .-]?\d{4}|\d[ .-]?\d{3}[ .-]?\d{3})|2[48][ .-]?\d{4}[ .-]?\d{4})"
)
#: A Vietnamese citizen's identity number.
_IDENTITY = r"0\d{11}"
_NUMBER = re.compile(f"{_ALONE}(?:{_NORTH_AMERICAN}|{_VIETNAMESE}|{_IDENTITY})(?!\\w)")


def clean(text: str) -> str:
    """The text in NFC; halves of characters that no database can store become U+FFFD."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _SURROGATES.sub(REPLACEMENT, text))


def one_line(text: str) -> str:
    """The text without line breaks, doubled or outer blanks."""
    return " ".join(text.split())


def is_broken(text: str) -> bool:
    """True where characters were lost or misread on the way (U+FFFD, `Ã©` for `é`)."""
    return not text.isascii() and (REPLACEMENT in text or _MOJIBAKE.search(text) is not None)


def has_personal_data(text: str) -> bool:
    """True where the text seems to hold an e-mail address, a telephone or identity number: a hint, no proof."""
    if "@" in text and _EMAIL.search(text):
        return True
    return _DIGITS.search(text) is not None and _NUMBER.search(text) is not None
