"""Notes on charts as the public reads them: which letter, which days, which words; and which months they touch."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase

from django.db.models import Q
from django.utils.translation import get_language

from cases.models import ChartNote

MOST = len(ascii_lowercase)  # notes on one chart: each has a letter


@dataclass(frozen=True, kw_only=True)
class PublicNote:
    """One note; `of_agency` where it is about the agency of the page, and not the whole city."""

    letter: str
    since: date
    until: date
    text: str
    of_agency: bool


def notes_between(first: date, last: date, *, agency_id: int | None = None) -> tuple[PublicNote, ...]:
    """Those of the city, and of the agency if one is given, that touch these days; earliest first (one query)."""
    wanted = Q(agency=None) if agency_id is None else Q(agency=None) | Q(agency=agency_id)
    rows = ChartNote.objects.filter(wanted, since__lte=last, until__gte=first).order_by("since", "pk")[:MOST]
    in_english = get_language() == "en"
    return tuple(
        PublicNote(
            letter=letter,
            since=row.since,
            until=row.until,
            text=row.text_en if in_english else row.text,
            of_agency=row.agency_id is not None,
        )
        for letter, row in zip(ascii_lowercase, rows, strict=False)
    )


def of_month(notes: Sequence[PublicNote], first: date) -> list[PublicNote]:
    """The notes that touch the month which begins with `first`."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return [note for note in notes if note.since <= last and note.until >= first]


def touching(notes: Sequence[PublicNote], first: date) -> str:
    """The letters of those: "a, c", or ""."""
    return ", ".join(note.letter for note in of_month(notes, first))
