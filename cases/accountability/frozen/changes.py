"""What changed on the list since the day before: who came, who is late in another way, who left and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from cases.accountability.frozen.day_lists import DayList, Entry, Key
from cases.models import ChangeKind

VERDICT = 2  # of an entry
#: Tells of what left an agency's list why it did.
Why = Callable[[Collection[Key]], Mapping[Key, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One of them; `entry` is as it stands now, or of what left as it stood last."""

    agency: int
    entry: Entry
    kind: str
    reason: str = ""

    def as_row(self) -> tuple[int, int, str, str, str, int, str]:
        """As `SnapshotChange` keeps it."""
        number, reference, verdict, days = self.entry
        return self.agency, number, reference, self.kind, verdict, days, self.reason


def changes(before: Mapping[Key, Entry], found: DayList, why: Why) -> list[Change]:
    """All changes in a fixed order: by kind, agency and number; `why` is asked once."""
    now = found.by_key
    came = {key: Change(key[0], now[key], ChangeKind.CAME.value) for key in now.keys() - before.keys()}
    turned = {
        key: Change(key[0], entry, ChangeKind.TURNED.value)
        for key, entry in now.items()
        if key in before and before[key][VERDICT] != entry[VERDICT]
    }
    gone = before.keys() - now.keys()
    reasons = why(gone)
    left = {key: Change(key[0], before[key], ChangeKind.LEFT.value, reasons[key]) for key in gone}
    return [part[key] for part in (came, turned, left) for key in sorted(part)]
