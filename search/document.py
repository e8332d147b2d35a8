"""What the search knows of a case: everything public, nothing else, and the citizen's clock to compare with."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, timedelta
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, Self

from cases.models import AssignmentKind
from cases.public.case import PublicOutline
from cases.public.clock import PHASES, days_between
from cases.rules.standings import Phase, Standing, kind_at
from cases.rules.states import seen_state
from cases.rules.terms import TermKind
from cases.rules.timeliness import Timeliness, timeliness
from cases.rules.verdicts import VerdictKind
from search.boilerplate import without_boilerplate
from search.instants import EPOCH
from search.streets import streets_of

DAY = timedelta(days=1)
LATE = (VerdictKind.OVERDUE, VerdictKind.PROMISE_BROKEN)


class Named(NamedTuple):
    """A choice of a facet: what stands in addresses, and what people read."""

    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """One public case. Instants are aware; the clock is the citizen's, as far as it is known now."""

    case_id: int
    version: int
    number: int
    reference: str
    path: str  # below the list's own address: "2026/11/slug-a123/"
    title: str
    text: str = ""
    answer: str = ""
    outcomes: tuple[str, ...] = ()  # of the answers in force, one an agency; none where the present round has none
    returned: bool = False  # whether an answer was ever given back to its agency
    photos: bool = False  # whether any photo of it may be seen
    place: str = ""
    state: str
    round: int = 1
    rating: str = ""  # how the answer of the present round was found, "" where nobody has said
    agencies: tuple[Named, ...] = ()
    category: Named
    ward: Named | None = None
    source: str = "portal"
    sent_at: datetime | None = None
    accepted_at: datetime | None = None
    answered_at: datetime | None = None
    changed_at: datetime | None = None  # when the last thing happened that its page tells of
    phase: str = Phase.OPEN.value
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    due_at: datetime | None = None
    term_end: datetime | None = None
    limit_at: datetime | None = None
    broken_from: datetime | None = None
    promised_on: date | None = None
    term_days: int | None = None  # working days of the term, None where it counts otherwise
    lat: float | None = None
    lon: float | None = None
    search_hidden: bool = False

    @property
    def seen_state(self) -> str:
        """Its state as lists are narrowed by it: what was opened again stands apart."""
        return seen_state(self.state, self.round)

    @property
    def listed_at(self) -> datetime:
        """Where the case stands among the newest: its acceptance, else the earliest instant known of it."""
        return self.accepted_at or self.sent_at or self.answered_at or EPOCH

    def news_at(self, at: datetime) -> datetime:
        """When the last thing had happened by `at` that is news to readers: an event, or a day that passed unheeded."""
        passed = () if self.verdict_is_settled else (self.term_end, self.limit_at, self.broken_from)
        known = (self.sent_at, self.accepted_at, self.answered_at, self.changed_at, *passed)
        return max((instant for instant in known if instant and instant <= at), default=self.listed_at)

    @property
    def is_open(self) -> bool:
        """True while its clock runs."""
        return self.phase in (Phase.OPEN, Phase.AWAITING)

    @property
    def has_clock(self) -> bool:
        """False for a case without any date ("" as phase), and where nobody knows when its clock ended."""
        return self.phase not in ("", Phase.UNKNOWN)

    @property
    def late_from(self) -> datetime | None:
        """The instant lateness is counted from: the due date, without one the first promise."""
        return self.term_end if self.has_clock else None

    def verdict(self, at: datetime) -> VerdictKind | None:
        """How the citizen's clock stands at `at`; None where it has none, or one that ended at an unknown time."""
        return kind_at(self.standing, at) if self.has_clock else None

    def timeliness(self, at: datetime) -> Timeliness | None:
        """The verdict with open and answered cases apart, which lists are narrowed by; None where it has none."""
        return timeliness(self.verdict(at), PHASES[self.phase]) if self.has_clock else None

    def days_late(self, at: datetime) -> int | None:
        """By how many days it was answered late, or is late at `at`, as rows say it; None where it is not late."""
        if self.late_from is None or self.verdict(at) not in LATE:
            return None
        return days_between(self.late_from, self.stopped_at or at)

    @property
    def begun_at(self) -> datetime | None:
        """When the present round began: by acceptance, or by being opened again."""
        return self.started_at

    @property
    def took_days(self) -> int | None:
        """After how many whole days of 86,400 seconds the present round was answered; None where nobody knows.

        As figures count them: a day at most by which an answer stands before the beginning is none, more is unknown.
        """
        if self.phase != Phase.ANSWERED or self.started_at is None or self.stopped_at is None:
            return None
        days = (self.stopped_at - self.started_at) // DAY
        return max(days, 0) if days >= -1 else None

    @property
    def verdict_is_settled(self) -> bool:
        """True where no instant asked about can change the verdict any more."""
        return self.stopped_at is not None or self.term_end is None or not self.has_clock

    @property
    def standing(self) -> Standing:
        """The rule's value of the citizen's clock; only where it has one."""
        return Standing(
            since=self.listed_at,
            until=None,
            phase=PHASES[self.phase],
            stopped_at=self.stopped_at,
            due_at=self.due_at,
            term_end=self.term_end,
            limit=self.limit_at,
            broken_from=self.broken_from,
        )

    @property
    def numbers(self) -> tuple[str, ...]:
        """What the case is called by."""
        return tuple(dict.fromkeys((self.reference, str(self.number), f"a{self.number}")))

    @cached_property
    def streets(self) -> tuple[str, ...]:
        """The streets that its place names."""
        return streets_of(self.place)

    def searched(self) -> dict[str, str]:
        """The texts that words are looked for in, most telling first."""
        names = [named.name for named in (*self.agencies, self.category, *([self.ward] if self.ward else []))]
        return {
            "title": self.title,
            "place": self.place,
            "names": " . ".join((*names, *self.numbers)),
            "text": self.text,
            "answer": without_boilerplate(self.answer),
        }

    def to_json(self) -> dict[str, Any]:
        """Return plain values that any database's JSON can hold; `from_json` makes the same document of them."""
        values: dict[str, Any] = dict(zip(NAMES, _OF_ALL(vars(self)), strict=True))
        if not _is_storable("".join(_OF_TEXTS(values))):
            values |= {name: values[name].translate(UNSTORABLE) for name in TEXTS}
        for name in (*INSTANTS, "promised_on"):
            if values[name] is not None:
                values[name] = values[name].isoformat()
        values["agencies"] = [[*agency] for agency in self.agencies]
        values["category"] = [*self.category]
        values["ward"] = self.ward and [*self.ward]
        return values

    @classmethod
    def of(cls, case: PublicOutline, *, photos: bool = False) -> Self:
        """Return the document of a case, as the public may know it; `photos`: whether any of it may be seen."""
        working_days = case.term is not None and case.term.kind == TermKind.WORKING_DAYS
        return cls._made(
            dict(zip(SAME, _OF_CASE(case), strict=True))
            | {
                "case_id": case.id,
                "answer": "\n".join([answer.text for answer in case.answers]),
                "agencies": tuple([Named(agency.slug, agency.name) for agency in case.agencies if agency.slug]),
                "category": Named(case.category.slug, case.category.name),
                "ward": Named(case.ward.slug, case.ward.name) if case.ward else None,
                "phase": case.phase or "",
                "outcomes": _outcomes(case),
                "photos": photos,
                "rating": case.rating.value if case.rating else "",
                "term_days": case.term.n if case.term and working_days else None,
            }
        )

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the document that `to_json` wrote."""
        values = {**LEFT_OUT, **data}
        for name in INSTANTS:
            told = values[name]
            if told:
                values[name] = datetime.fromisoformat(told)
        if values["promised_on"]:
            values["promised_on"] = date.fromisoformat(values["promised_on"])
        values["outcomes"] = tuple(values["outcomes"])
        values["agencies"] = tuple([Named(*named) for named in values["agencies"]])
        values["category"] = Named(*values["category"])
        if values["ward"]:
            values["ward"] = Named(*values["ward"])
        return cls._made(values)

    @classmethod
    def _made(cls, values: dict[str, Any]) -> Self:
        """A document of all its fields, set at once: one by one, as a frozen class does it, takes ten times as long."""
        document = cls.__new__(cls)
        vars(document).update(values)
        return document


def _outcomes(case: PublicOutline) -> tuple[str, ...]:
    """What the agencies' newest answers of the present round say was done; opinions of others say nothing of that."""
    began = case.round_started_at
    newest = {
        answer.agency.slug: answer.outcome
        for answer in case.answers
        if answer.kind == AssignmentKind.HANDLING
        and (began is None or answer.submitted_at is None or answer.submitted_at >= began)
    }
    return tuple(sorted({outcome for outcome in newest.values() if outcome}))


def _is_storable(text: str) -> bool:
    """Whether any database can keep it; to look is cheaper by far than to replace what is hardly ever there."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


#: PostgreSQL keeps no NUL, and no encoding half a character: they are shown as what could not be read.
UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}")

#: What a document does not take over from the public case as it is.
DIFFERENT = {"case_id", "answer", "agencies", "category", "ward", "phase", "rating", "term_days"}
DIFFERENT |= {"outcomes", "photos"}
SAME = tuple(f.name for f in fields(Document) if f.name not in DIFFERENT)
NAMES = tuple(f.name for f in fields(Document))
TEXTS = tuple(f.name for f in fields(Document) if f.type == "str")
INSTANTS = tuple(f.name for f in fields(Document) if f.type in ("datetime | None", "datetime"))
#: What rows written before a version added a field lack until `rebuild_search`.
LEFT_OUT = {f.name: f.default for f in fields(Document) if f.default is not MISSING}
_OF_ALL, _OF_TEXTS, _OF_CASE = itemgetter(*NAMES), itemgetter(*TEXTS), attrgetter(*SAME)
