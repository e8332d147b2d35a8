"""Finds cases beside a case, for the page of the one: what is plugged into `cases.ports`."""

from __future__ import annotations

from datetime import datetime

from cases.ports import Around, Nearby
from search.engines.embedded.neighbours import neighbours
from search.rows import row_of


class Finder:
    """Looks into the portal's own database, which holds every document whatever engine answers the list."""

    def near(self, around: Around, *, at: datetime) -> list[Nearby]:
        """See `cases.ports.CaseFinder`."""
        return [Nearby(row=row_of(n.document, at), metres=n.metres, again=n.again) for n in neighbours(around)]
