"""Titles and slugs for cases whose source has none of its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from cases.sources.texts import one_line

HEADLINE_LENGTH = 110
SLUG_LENGTH = 120

#: Category of a case that names none: name and slug. It is none of the portal's own, whose legal term would be a guess.
OTHER = ("Chưa phân loại", "chua-phan-loai")

_GREETING = re.compile(r"(?:kính (?:gửi|chào|thưa)|xin chào|chào)\b[^.!?:,;\n]*[.!?:,;\n]\s*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<![.])[.!?…](?=\s|$)")
#: "TP. Huế", "P. Thuận Hóa": an end of an abbreviation, not of a sentence.
_ABBREVIATION = re.compile(r"(?:^|[\s(,])(?:\w|tp|tx|tt|ts|th|ths|bs|tdp|ubnd|đc|st|no|mr|mrs|ms|dr)$", re.IGNORECASE)
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def first_sentence(text: str) -> str:
    """The first sentence without a greeting, cut on a word near `HEADLINE_LENGTH` characters; "" for no text."""
    rest = text.strip()
    greeting = _GREETING.match(rest)
    if greeting and greeting.end() < len(rest):
        rest = rest[greeting.end() :]
    line = one_line(rest.partition("\n")[0])
    return capitalised(headline(_until_sentence_end(line)))


def _until_sentence_end(line: str) -> str:
    for end in _SENTENCE_END.finditer(line):
        if end.group() != ".":
            return line[: end.end()]
        if not _ABBREVIATION.search(line[: end.start()]):
            return line[: end.start()]
    return line


def headline(text: str, *, length: int = HEADLINE_LENGTH) -> str:
    """The text, cut at the last blank within `length` characters and marked with "…" where something is left out."""
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    if not text[length - 1].isspace() and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" ,;:–-") + "…"


def capitalised(text: str) -> str:
    """The text with a large first letter; the rest stays (unlike `str.capitalize`)."""
    return text[:1].upper() + text[1:]


def title_from_slug(slug: str) -> str:
    """`rac-thai-tai-[…]-an-cuu...` → `Rac thai tai […] an cuu…`: no marks are guessed."""
    words = one_line(slug.replace("-", " "))
    if words.endswith("..."):
        words = words.rstrip(". ") + "…"
    return capitalised(words.rstrip(". "))


@lru_cache(maxsize=4096)
def slug_of(name: str) -> str:
    """An ASCII slug of a name, at most `SLUG_LENGTH` long: equal names have equal slugs, in every file and run.

    Names that differ only in marks, case or punctuation share a slug; a name without letters or too long for its
    slug is told apart by a short hash.
    """
    folded = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    slug = _NOT_IN_SLUG.sub("-", plain).strip("-")
    if slug and len(slug) <= SLUG_LENGTH:
        return slug
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{slug[: SLUG_LENGTH - 9].strip('-')}-{mark}".lstrip("-")
