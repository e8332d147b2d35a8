"""What the public reads of agencies' own statements, and nothing else of them is made public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.models import AgencyStatement, StatementState


@dataclass(frozen=True, kw_only=True)
class PublicStatement:
    """One statement. `text` is "" of what is not or no longer published; `reason` says why the Center declined it."""

    state: str
    text: str
    since: date
    until: date
    written_at: datetime
    published_at: datetime | None
    ended_at: datetime | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Statements:
    """All of one agency: the newest that is published, and what else there was, newest first."""

    newest: PublicStatement | None
    others: Sequence[PublicStatement]


def statements_of(agency_id: int) -> Statements:
    """Those of an agency (one query)."""
    rows = [_told(row) for row in AgencyStatement.objects.told().filter(agency=agency_id)]
    newest = next((row for row in rows if row.text), None)
    return Statements(newest=newest, others=[row for row in rows if row is not newest])


def stated() -> dict[int, datetime]:
    """When each agency's newest published statement was written, by agency (one query)."""
    rows = AgencyStatement.objects.published().order_by("written_at").values_list("agency_id", "written_at")
    return dict(rows)


def _told(row: AgencyStatement) -> PublicStatement:
    return PublicStatement(
        state=row.state,
        text=row.text if row.state == StatementState.PUBLISHED else "",
        since=row.since,
        until=row.until,
        written_at=row.written_at,
        published_at=row.published_at,
        ended_at=row.ended_at,
        reason=row.reason,
    )
