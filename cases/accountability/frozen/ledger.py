"""The digest over the heads of all chains, as they stood at some instants: what a frozen day keeps of the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from cases.models import Case, Event

CHUNK = 5_000


def digests(bounds: Iterable[datetime]) -> dict[datetime, str]:
    """SHA-256 (hex) by instant, of what had been recorded by it; equal to `verify_ledger`'s where nothing came later.

    Two queries, and as much more as was recorded after the earliest of them: heads of now are taken back, the newest
    event first.
    """
    wanted = sorted(set(bounds), reverse=True)
    if not wanted:
        return {}
    lines = dict(_heads())
    events = _newest_first(wanted[-1])
    found: dict[datetime, str] = {}
    event = next(events, None)
    for bound in wanted:
        while event is not None and event[1] > bound:
            case, _, seq, previous = event
            lines[case] = _line(case, seq - 1, previous) if seq > 1 else b""
            event = next(events, None)
        found[bound] = hashlib.sha256(b"".join(lines.values())).hexdigest()
    return found


def head_lines() -> Iterator[bytes]:
    """What the digest of now is over, streamed: one line a chain."""
    return (line for _case, line in _heads())


def _heads() -> Iterator[tuple[int, bytes]]:
    heads = Case.objects.order_by("pk").values_list("pk", "event_count", "head_hash")
    for case, count, head in heads.iterator(chunk_size=CHUNK):
        yield case, _line(case, count, head)


def _line(case: int, count: int, head: str) -> bytes:
    """As `cases.actions.verify.head_line` writes it; a test holds the two equal."""
    return f"{case} {count} {head}\n".encode()


def _newest_first(after: datetime) -> Iterator[tuple[int, datetime, int, str]]:
    events = Event.objects.filter(recorded_at__gt=after).order_by("-recorded_at", "-case_id", "-seq")
    return events.values_list("case_id", "recorded_at", "seq", "previous").iterator(chunk_size=CHUNK)
