"""What every answer opens and closes with: politeness that nobody looks for, left out of what is searched."""

from __future__ import annotations

import re

from search.folding import first_of, folded

_PART = re.compile(r"[^.,!?;:\n]+[.,!?;:\n]*")
#: Without marks, as such parts of sentences begin.
_POLITE = re.compile(
    r"kinh (?:gui|thua|chao)\b|tran trong(?: cam on| kinh chao| thong bao| tra loi)?\b"
    r"|xin(?: chan thanh| tran trong)? cam on\b"
    r"|(?:rat )?mong (?:quy |ong |ba |cong dan |nguoi dan )*(?:tiep tuc|thuong xuyen)\b"
    r".*\b(?:phan anh|gop y|dong gop)\b"
)
#: The words that such parts begin with: to look at one word of the others saves folding them.
_FIRST = {"kinh", "tran", "xin", "rat", "mong"}
LONGEST = 20  # words of such a part; a longer one says more


def without_boilerplate(answers: str) -> str:
    """The text of answers without polite parts of sentences; a text of nothing else stays as it is."""
    parts = _PART.findall(answers)
    return "".join(part for part in parts if not _is_polite(part)).strip() or answers


def _is_polite(part: str) -> bool:
    if first_of(part) not in _FIRST:
        return False
    words = folded(part)
    return words.count(" ") < LONGEST and _POLITE.match(words) is not None
