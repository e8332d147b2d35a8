"""From a row's facts to the record: how the case ended, what is odd about it, and what does not fit at all.

Every source goes through here, so that the same oddity gets the same flag and the same treatment everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from cases.actions.incoming import (
    CATEGORY_LIMIT,
    NAME_LIMIT,
    NO_AGENCY,
    PLACEHOLDER_YEAR,
    REFERENCE_LIMIT,
    TEXT_LIMIT,
    Ended,
    Flag,
    IncomingAgency,
    IncomingCase,
    Rejected,
    begin,
    public_number,
)
from cases.sources.coordinates import NOWHERE, Point
from cases.sources.references import SeenReferences
from cases.sources.texts import has_personal_data, is_broken, one_line
from cases.sources.titles import OTHER, headline, slug_of

Row = TypeVar("Row")


class FieldRefused(ValueError):  # noqa: N818 - said of a field, as MoveRefused of a move
    """A field of a row cannot be read: which one and why, without knowing line or file."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field, reason)
        self.field = field
        self.reason = reason


@dataclass(kw_only=True, slots=True)
class Facts:
    """What a row says, in our words. Texts are cleaned; `says_closed` is None where the status tells nothing.

    `opened` is what "before it was opened" is measured from: acceptance, or sending where that is all that is known.
    """

    line: int
    source: str
    reference: str
    title: str
    text: str = ""
    place: str = ""
    category: str
    agencies: tuple[IncomingAgency, ...]
    sent: datetime | None = None
    accepted: datetime | None = None
    due: datetime | None
    closed: datetime | None
    says_closed: bool | None
    answer: str
    ward_name: str = ""
    neighbourhood: str = ""
    point: Point = NOWHERE
    channel: str = ""
    photo_before: bool = False
    photo_after: bool = False
    flags: set[Flag] = field(default_factory=set)
    extra: dict[str, str] = field(default_factory=dict)


def assemble(facts: Facts) -> IncomingCase:
    """The record of these facts; `FieldRefused` where one of them does not fit."""
    _check_sizes(facts)
    ended = _ending(facts)
    _flag_dates(facts, ended)
    _flag_words(facts)
    started_at, month_of = begin(accepted=facts.accepted, sent=facts.sent, due=facts.due, closed=facts.closed)
    if started_at is None:
        facts.flags.add(Flag.NO_DATES)
    over = ended is not Ended.OPEN
    name, slug = (facts.category, slug_of(facts.category)) if facts.category else OTHER
    return IncomingCase(
        line=facts.line,
        source=facts.source,
        reference=facts.reference,
        number=public_number(facts.reference),
        title=_title(facts),
        text=facts.text,
        place=facts.place,
        category=name,
        category_slug=slug,
        agencies=facts.agencies or NO_AGENCY,
        sent_at=facts.sent,
        accepted_at=facts.accepted,
        started_at=started_at,
        due_at=facts.due,
        closed_at=facts.closed if ended is Ended.CLOSED else None,
        ended=ended,
        answer_text=facts.answer if over and facts.answer else None,
        month_of=month_of,
        ward_name=facts.ward_name,
        neighbourhood=facts.neighbourhood,
        lat=facts.point.lat,
        lon=facts.point.lon,
        source_channel=facts.channel,
        photo_before=facts.photo_before,
        photo_after=facts.photo_after,
        flags=tuple(sorted(facts.flags)),
        extra=facts.extra,
    )


def _check_sizes(facts: Facts) -> None:
    if not facts.reference:
        raise FieldRefused("reference", "is missing")
    if len(facts.reference) > REFERENCE_LIMIT:
        raise FieldRefused("reference", f"is longer than {REFERENCE_LIMIT} characters")
    if len(facts.category) > CATEGORY_LIMIT:
        raise FieldRefused("category", f"is longer than {CATEGORY_LIMIT} characters")
    if len(facts.place) > NAME_LIMIT:
        raise FieldRefused("place", f"is longer than {NAME_LIMIT} characters")
    for agency in facts.agencies:
        if len(agency.name) > NAME_LIMIT:
            raise FieldRefused("agencies", f"is longer than {NAME_LIMIT} characters")
    if len(facts.text) > TEXT_LIMIT:
        raise FieldRefused("text", f"is longer than {TEXT_LIMIT:,} characters")
    if len(facts.answer) > TEXT_LIMIT:
        raise FieldRefused("answer", f"is longer than {TEXT_LIMIT:,} characters")


def _ending(facts: Facts) -> Ended:
    """How the case stands: the status decides, and where it tells nothing the closing date, then the answer."""
    if facts.says_closed is None:
        facts.flags.add(Flag.STATUS_UNKNOWN)
        if facts.closed is not None:
            return Ended.CLOSED
        return Ended.CLOSED_UNKNOWN if facts.answer else Ended.OPEN
    if not facts.says_closed:
        if facts.closed is not None:
            facts.flags.add(Flag.STATUS_CONTRADICTS_DATES)
            facts.extra["closed_at"] = facts.closed.isoformat()
        if facts.answer:
            facts.flags.add(Flag.ANSWER_WHILE_OPEN)
            facts.extra["answer"] = facts.answer
        return Ended.OPEN
    if facts.closed is None:
        facts.flags.add(Flag.CLOSED_WITHOUT_TIME)
        return Ended.CLOSED_UNKNOWN
    return Ended.CLOSED


def _flag_dates(facts: Facts, ended: Ended) -> None:
    flags = facts.flags
    if facts.accepted is None:
        flags.add(Flag.ACCEPTANCE_UNKNOWN)
    opened = facts.accepted or facts.sent
    if facts.closed is not None and facts.closed.year <= PLACEHOLDER_YEAR:
        flags.add(Flag.CLOSED_IN_1900)
    if opened is not None:
        if facts.closed is not None and facts.closed < opened:
            flags.add(Flag.CLOSED_BEFORE_OPENED)
        if facts.due is not None and facts.due < opened:
            flags.add(Flag.DUE_BEFORE_OPENED)
    if ended is not Ended.OPEN and not facts.answer:
        flags.add(Flag.NO_ANSWER_TEXT)


def _flag_words(facts: Facts) -> None:
    flags, agencies = facts.flags, facts.agencies
    if not agencies:
        flags.add(Flag.NO_AGENCY)
    elif len(agencies) > 1:
        flags.add(Flag.SEVERAL_AGENCIES)
    if any(agency.dissolved for agency in agencies):
        flags.add(Flag.DISSOLVED_AGENCY)
    if not facts.category:
        flags.add(Flag.NO_CATEGORY)
    if facts.point.flag is not None:
        flags.add(facts.point.flag)
    told = f"{facts.title}\n{facts.text}\n{facts.answer}"
    if has_personal_data(told):
        flags.add(Flag.PERSONAL_DATA)
    names = "\n".join([agency.name for agency in agencies])
    if is_broken(f"{told}\n{facts.place}\n{facts.category}\n{names}"):
        flags.add(Flag.BROKEN_CHARACTERS)


def _title(facts: Facts) -> str:
    title = one_line(facts.title)
    if len(title) <= NAME_LIMIT:
        return title
    facts.flags.add(Flag.TITLE_CUT)
    facts.extra["title"] = title
    return headline(title)


def sift(
    rows: Iterable[tuple[int, Row] | Rejected],
    convert: Callable[[int, Row], IncomingCase],
    *,
    columns: Mapping[str, str],
    raw: Callable[[], str],
) -> Iterator[IncomingCase | Rejected]:
    """Convert rows and pass rejected ones on; a reference that an earlier good row named is rejected.

    `columns` tells what the source calls our fields; `raw` how the present row looks in the file.
    """
    seen = SeenReferences()
    for item in rows:
        if isinstance(item, Rejected):
            yield item
            continue
        line, row = item
        try:
            case = convert(line, row)
        except FieldRefused as refused:
            name = columns.get(refused.field, refused.field)
            yield Rejected(line=line, field=name, reason=refused.reason, raw=raw())
            continue
        first = seen.first_line(case.reference, line)
        if first is None:
            yield case
        else:
            reason = f"{case.reference} is the reference of line {first} already"
            yield Rejected(line=line, field=columns.get("reference", "reference"), reason=reason, raw=raw())
