"""What a row of cases shows, made of a document."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from cases.public.clock import clock_fields
from cases.rules.verdicts import VerdictKind
from search.document import Document


def row_of(document: Document, at: datetime) -> dict[str, Any]:
    """What `components/row.html` takes of a case, its clock as of `at`."""
    clock = clock_fields(
        document.standing if document.phase else None,
        at=at,
        started_at=document.started_at,
        promised_on=document.promised_on,
        zone=settings.TIME_ZONE,
    )
    late = clock.get("verdict") not in (None, VerdictKind.IN_TERM)
    return {
        **clock,
        "spans_total": document.term_days if late else None,  # how many are used before that is not known here
        "number": document.number,
        "title": document.title,
        "path": document.path,
        "place": document.place,
        "agencies": document.agencies,
        "state": document.state,
        "round": document.round,
        "accepted_at": document.accepted_at,
    }
