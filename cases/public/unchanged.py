"""Since when an answer has been as it is, for programs that ask again and again (Last-Modified)."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches

DAY = 24 * 3600  # seconds


def unchanged_since(name: str, etag: str, now: datetime) -> datetime:
    """Since when the answer of this name has had this mark, as far as this process knows; `now` where it is news.

    The time of the newest thing in it would not do: a case that leaves a list, or an old one that an import brings,
    changes an answer without being its newest.
    """
    kept = caches["since"]
    key = f"unchanged:{blake2b(f'{settings.PUBLIC_URL} {name}'.encode(), digest_size=16).hexdigest()}"
    known: tuple[str, datetime] | None = kept.get(key)
    if known is None or known[0] != etag:
        known = (etag, now)
        kept.set(key, known, DAY)
    return known[1]
