"""Reads report pages of the Huế portal, one JSON object a line, into the record all sources yield.

How its fields are understood:

- The portal shows when a report was sent and when it is due, never when it was accepted: acceptance is unknown, and the
  clock starts from sending, else from the earliest known date. A date alone is the end of that day in Huế.
- Status: "handled" is closed, at an unknown time where `handled` is null; "open" is open; "unknown" is decided by the
  closing date, then by whether there is an answer.
- Agencies: `agencies`, else `agency` split at ";". "(*)" in the agency line marks one that no longer exists.
- Without a report text the title comes from the slug, else from the answer's first sentence.
- The first topic is the category. No place or ward is guessed from topics or texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cases.actions.incoming import Flag, IncomingAgency, IncomingCase, Progress, Rejected
from cases.sources.assembly import Facts, FieldRefused, assemble, sift
from cases.sources.instants import NoInstant, parse_instant
from cases.sources.json_rows import JsonRows, Object, boolean_of, text_of, texts_of, whole_of
from cases.sources.lines import open_lines
from cases.sources.texts import one_line
from cases.sources.titles import first_sentence, title_from_slug

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
STATUSES = {"handled": True, "open": False}
DISSOLVED_MARK = "(*)"

#: What Huế calls our fields.
COLUMNS: Mapping[str, str] = {
    "reference": "id",
    "category": "topics",
    "text": "report",
    "answer": "resolution",
}


class HueReader:
    """Reads files of the Huế portal's condensed pages."""

    source = "hue"

    def __init__(self) -> None:
        self.progress = Progress()

    def read(self, path: Path) -> Iterator[IncomingCase | Rejected]:
        """Yield every line of the file."""
        with open_lines(path, self.progress) as lines:
            rows = JsonRows(lines)
            yield from sift(rows, _case, columns=COLUMNS, raw=rows.raw)


def _case(line: int, row: Object) -> IncomingCase:
    report, answer, slug = text_of(row, "report"), text_of(row, "resolution"), text_of(row, "slug")
    reference = _reference(row)
    topics = texts_of(row, "topics")
    flags: set[Flag] = set()
    if not report:
        flags.add(Flag.NO_TEXT)
    if boolean_of(row, "truncated"):
        flags.add(Flag.TRUNCATED)
    return assemble(
        Facts(
            line=line,
            source=HueReader.source,
            reference=reference,
            title=first_sentence(report)
            or title_from_slug(slug)
            or first_sentence(answer)
            or f"Phản ánh số {reference}",
            text=report,
            category=topics[0] if topics else "",
            agencies=_agencies(row, flags),
            sent=_instant(row, "sent"),
            due=_instant(row, "due"),
            closed=_instant(row, "handled"),
            says_closed=STATUSES.get(text_of(row, "status")),
            answer=answer,
            flags=flags,
            extra=_extra(row, topics),
        )
    )


def _reference(row: Object) -> str:
    value = row.get("id")
    if value is None:
        raise FieldRefused("reference", "is missing")
    if isinstance(value, str):
        return text_of(row, "id")
    return str(whole_of(row, "id"))


def _agencies(row: Object, flags: set[Flag]) -> tuple[IncomingAgency, ...]:
    """The agencies in order, each once. A mark that cannot be given to one of several is only flagged."""
    line = text_of(row, "agency")
    listed = texts_of(row, "agencies")
    marks = {_without_mark(part): DISSOLVED_MARK in part for part in line.split(";")}
    names: dict[str, bool] = {}
    for part in (piece for entry in listed or [line] for piece in entry.split(";")):
        name = _without_mark(part)
        if name:
            names[name] = names.get(name, False) or DISSOLVED_MARK in part or marks.get(name, False)
    if boolean_of(row, "agency_star") and not any(names.values()):
        if len(names) == 1:
            names = dict.fromkeys(names, True)
        else:
            flags.add(Flag.DISSOLVED_AGENCY)
    return tuple(IncomingAgency(name=name, dissolved=dissolved) for name, dissolved in names.items())


def _without_mark(name: str) -> str:
    return one_line(name.replace(DISSOLVED_MARK, " "))


def _instant(row: Object, field: str) -> datetime | None:
    text = text_of(row, field)
    if not text:
        return None
    try:
        return parse_instant(text, ZONE)
    except NoInstant as error:
        raise FieldRefused(field, str(error)) from error


def _extra(row: Object, topics: list[str]) -> dict[str, str]:
    views = whole_of(row, "views")
    extra = {
        "source_status": text_of(row, "status"),
        "url": text_of(row, "url"),
        "topics": "; ".join(topics),
        "views": "" if views is None else str(views),
        "agency_source": text_of(row, "agency_source"),
        "text_kind": text_of(row, "text_kind"),
    }
    return {name: value for name, value in extra.items() if value}
