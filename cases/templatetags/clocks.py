"""One view of any clock a page shows: a case's, an assignment's, or that of a row in a list.

Pages, read models and search hits carry the same facts under the same names; what one of them lacks is None here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any


def fact(source: object, name: str) -> Any:
    """The attribute or key `name` of `source`, None where it has none."""
    if isinstance(source, Mapping):
        return source.get(name)
    return getattr(source, name, None)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """What the words of a verdict need. `days` are left (in term) or late; `waited_days` run from the start."""

    verdict: str | None = None
    phase: str | None = None
    days: int | None = None
    due_at: datetime | None = None
    limit_at: datetime | None = None
    promised_on: date | None = None
    waited_days: int | None = None
    extended_days: int | None = None
    spans_used: int | None = None
    spans_total: int | None = None
    at: datetime | None = None

    @classmethod
    def of(cls, source: object) -> "Clock":
        """Read whatever `source` has of these facts."""
        return cls(**{field.name: fact(source, field.name) for field in fields(cls)})

    @property
    def group(self) -> str:
        """What the words hang on: open, awaiting, answered, removed or unknown."""
        phase = str(self.phase or "open")
        return "removed" if phase in {"transferred", "cancelled"} else phase
