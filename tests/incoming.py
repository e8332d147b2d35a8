"""Records as sources yield them, for tests of what is made of them."""

from dataclasses import replace
from datetime import UTC, datetime

from cases.actions.import_cases import Importer
from cases.actions.incoming import Ended, IncomingAgency, IncomingCase

OPENED = datetime(2015, 1, 5, 14, 0, tzinfo=UTC)  # Monday 09:00 in Boston
CLOSED = datetime(2015, 1, 6, 21, 30, tzinfo=UTC)
DUE = datetime(2015, 1, 7, 14, 0, tzinfo=UTC)

PLAIN = IncomingCase(
    line=2,
    source="boston",
    reference="101000000001",
    number=101000000001,
    title="Pothole at the gate",
    text="",
    place="1 Elm St",
    category="Pothole Repair",
    category_slug="pothole-repair",
    agencies=(IncomingAgency(name="PWDx"),),
    sent_at=None,
    accepted_at=OPENED,
    started_at=OPENED,
    due_at=DUE,
    closed_at=CLOSED,
    ended=Ended.CLOSED,
    answer_text="Filled",
    month_of=OPENED,
)


def told(**fields):
    """A plain case with some facts told differently."""
    return replace(PLAIN, **fields)


def still_open(**fields):
    """A plain case that nobody has answered."""
    return told(closed_at=None, ended=Ended.OPEN, answer_text=None, **fields)


def closed_unknown(**fields):
    """A plain case that was closed nobody knows when."""
    return told(closed_at=None, ended=Ended.CLOSED_UNKNOWN, **fields)


def imported(*records, source="boston", dry_run=False):
    """Run one import of these records; its counts."""
    importer = Importer(source=source, dry_run=dry_run)
    for _ in importer.run(records):
        pass
    return importer.counts
