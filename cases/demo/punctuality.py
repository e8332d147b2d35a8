"""Keeps the agencies of the invented city to the part of their answers that comes in time."""

from __future__ import annotations


class Record:
    """How many clocks of each agency end in term and past due, so that each comes close to its own part."""

    def __init__(self, punctuality: dict[int, float]) -> None:
        self.punctuality = punctuality
        self._counts: dict[int, list[int]] = {}

    def excess(self, agency_id: int, *, late: bool) -> float:
        """How many clocks beyond its part the agency would be with one more such; negative while it lacks some."""
        counts, part = self._counts.get(agency_id, [0, 0]), self.punctuality[agency_id]
        wanted = (1 - part if late else part) * (sum(counts) + 1)
        return counts[late] + 1 - wanted

    def add(self, agency_id: int, *, late: bool) -> None:
        """Count one."""
        self._counts.setdefault(agency_id, [0, 0])[late] += 1
