"""What a hint is: a stretch of a text, its kind, and the key of the sentence that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class HintKind(StrEnum):
    """Kinds of marks. Only people decide what becomes of an answer."""

    VAGUE = "vague"
    UNDATED = "undated"
    PASSED_ON = "passed_on"
    EXCUSE = "excuse"
    NOT_SEEN = "not_seen"
    NO_RESULT = "no_result"
    OFF_TOPIC = "off_topic"
    PERSONAL = "personal"
    OLD_NAME = "old_name"
    LATE_PROMISE = "late_promise"
    SAME_TEXT = "same_text"


#: The flag of an answer that, taken together, reads as if it avoided answering.
EVASIVE = "evasive"


@dataclass(frozen=True, kw_only=True, order=True)
class Mark:
    """Characters `start` to `end` of the text as it was given; `about` is what the explanation names."""

    start: int
    end: int
    kind: HintKind
    #: Key of the explanation: the kind itself, or the kind and what was found (`personal.phone`).
    why: str
    about: str = ""
