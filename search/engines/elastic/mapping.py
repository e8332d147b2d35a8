"""What an index holds: the one place that declares it.

Texts come as our own words (`search.folding`), separated by spaces; Elasticsearch only splits them. So both engines
agree about what a word is, and no analyser has to be kept in step with Python.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

from elasticsearch.dsl import Boolean, Double, Keyword, Long, Mapping, Object, Text

#: Where words are looked for, and how much a word there tells: enough to name the best, whom `search.ranking` orders.
WEIGHTS = {"title": 8, "place": 4, "names": 2, "text": 2, "answer": 1}
MARKED = "_marked"  # after the name of a field: its words as written, in one spelling
WORDS = "words"  # all texts together
GAP = 100  # free places between two texts there, so that no phrase crosses
ABOUT = "about"  # the id of the one entry that is no case, and its only field: see `indices`

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,  # a million cases fit, and counts of choices are exact
    "auto_expand_replicas": "0-1",
    "refresh_interval": "-1",  # whoever writes says when it is to be found
}


def _texts() -> dict[str, Text]:
    words = [form for name in (WORDS, *WEIGHTS) for form in (name, name + MARKED)]
    return {name: Text(analyzer="whitespace", norms=False, position_increment_gap=GAP) for name in words}


def declared() -> Mapping:
    """Return the mapping. Instants are whole microseconds (`search.instants`)."""
    mapping = Mapping()
    for name in ("state", "category", "ward", "agencies", "settled", "outcomes", "source", "rating", "streets"):
        mapping.field(name, Keyword())
    for name in ("case_id", "version", "accepted_at", "listed_at", "due_order", "late_from", "late_by", "month"):
        mapping.field(name, Long())
    for name in (
        "term_end",
        "limit_at",
        "broken_from",
        "sent_at",
        "answered_at",
        "due_at",
        "days_late",
        "begun_at",
        "took_days",
    ):
        mapping.field(name, Long())
    for name in ("lat", "lon"):
        mapping.field(name, Double())
    for name, text in _texts().items():
        mapping.field(name, text)
    for name in ("returned", "photos", "search_hidden"):
        mapping.field(name, Boolean())
    mapping.field("document", Object(enabled=False))  # what a row of the list shows: the document itself
    mapping.field(ABOUT, Object(enabled=False))
    mapping.meta("dynamic", "strict")
    mapping.meta("_source", includes=["document", ABOUT])  # words are looked up, and never read again
    return mapping


def digest() -> str:
    """A mark of the declaration: an index with another one was made by another version of the portal."""
    told = json.dumps([declared().to_dict(), SETTINGS], sort_keys=True)
    return blake2b(told.encode(), digest_size=8).hexdigest()
