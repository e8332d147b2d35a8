"""PublicCase: what anyone may know of a case at an instant. Pages, lists, files and search are made from it alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.public.caveats import caveats
from cases.rules.redaction import marks
from cases.rules.terms import Day


@dataclass(frozen=True, kw_only=True)
class Named:
    """A name with its address."""

    slug: str
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, kw_only=True)
class PublicClock:
    """How one clock stands at `at`. `days` are left (in term) or late (past due), in local calendar days."""

    at: datetime
    phase: str | None = None
    verdict: str | None = None
    started_at: datetime | None = None
    t: datetime | None = None
    stopped_at: datetime | None = None
    due_at: datetime | None = None
    term_end: datetime | None = None
    limit_at: datetime | None = None
    broken_from: datetime | None = None
    promised_on: date | None = None
    days: int | None = None
    waited_days: int | None = None
    extended_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class PublicAssignment(PublicClock):
    """One agency's charge, and how its own clock stands; not `named` where nobody has been charged with it yet."""

    id: int
    agency: Named
    kind: str
    state: str
    round: int
    since: datetime | None
    until: datetime | None
    days_held: int | None
    binding: bool | None
    named: bool = True

    @property
    def held_until(self) -> datetime | None:
        """When its agency had done its part: the charge ended, or what it handed in awaits review."""
        return self.until or self.stopped_at


@dataclass(frozen=True, kw_only=True)
class PublicHold:
    """A stretch in which the Center held a case and no agency did: it looked for one, or was `reviewing` an answer."""

    round: int
    since: datetime
    until: datetime | None
    days_held: int
    reviewing: bool
    at: datetime
    kind: str = "center"

    @property
    def held_until(self) -> datetime | None:
        """When it ended."""
        return self.until


@dataclass(frozen=True, kw_only=True)
class PublicPhoto:
    """A photo an editor made public: its address, its size in pixels, what it shows and when it was taken.

    `covered` where the Center has covered parts of it, `by_agency` where the agency took it and not the reporter.
    """

    url: str
    width: int
    height: int
    caption: str
    taken_on: date | None
    covered: bool = False
    by_agency: bool = False


@dataclass(frozen=True, kw_only=True)
class AnswerOutline:
    """What the search knows of an approved answer."""

    id: int
    agency: Named
    text: str
    outcome: str
    kind: str
    submitted_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PublicAnswer(PublicClock, AnswerOutline):
    """An approved answer: its text, its outcome, and how it came to be. Photos are filled in for pages only.

    `photos` show the place after the work, `photos_before` before it, both taken by the agency. `one_hand` where
    whoever wrote it also approved it, as a small Center may allow. `unapproved` in previews alone.
    """

    outcome_label: str
    amends: bool
    planned_on: date | None
    legal_reason: str
    decided_at: datetime | None
    returned_count: int
    refused_count: int
    one_hand: bool = False
    unapproved: bool = False
    photos: tuple[PublicPhoto, ...] = ()
    photos_before: tuple[PublicPhoto, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PublicAppeal:
    """That an agency appealed, and what another reviewer said: "", granted, rejected, or dropped for a new answer."""

    at: datetime
    outcome: str
    decided_at: datetime | None
    words: str


@dataclass(frozen=True, kw_only=True)
class PublicRuling:
    """What the Center has to settle and has not: by when, and None where it is held to no day."""

    agency_name: str
    cause: str
    at: datetime
    due_at: datetime | None
    overdue: bool


@dataclass(frozen=True, kw_only=True)
class PublicReturn:
    """That an answer was returned or refused, and why; never its text."""

    agency_name: str
    at: datetime | None
    refused: bool
    label: str
    sentence: str
    appeal: PublicAppeal | None = None


@dataclass(frozen=True, kw_only=True)
class PublicExtension:
    """A promise: why, by when, and whether it came after the limit; `struck`: why the Center took its sentence away."""

    agency_name: str
    published_at: datetime
    promised_on: date
    label: str
    sentence: str
    late: bool
    struck: str = ""


@dataclass(frozen=True, kw_only=True)
class PublicRating:
    """How a citizen found the answer of a round, and when they said so; never why, nor who they are."""

    round: int
    value: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PublicEvent:
    """What happened, when, by which role; `words` are the Center's own where it had to give some."""

    kind: str
    at: datetime | None
    role: str
    sentence: str
    detail: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class PublicTerm:
    """The term that gave the due date, and the act it stands in."""

    kind: str
    n: int
    office: tuple[str, str] | None
    calendar: str
    legal_act: str


@dataclass(frozen=True, kw_only=True)
class PublicDuplicate:
    """That a report of the same matter was merged into the case: its number, and when."""

    number: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PublicMention:
    """An article about the case."""

    publication: str
    title: str
    address: str
    day: date


@dataclass(frozen=True, kw_only=True)
class PublicOutline(PublicClock):
    """What the search knows of a public case at `at`; a quarter of what it takes to tell all of it is enough.

    The clock is the citizen's, of the round at that time. `changed_at` is when the last thing happened that its page
    tells of; `returned` says whether any answer was given back to its agency.
    """

    id: int
    version: int
    number: int
    reference: str
    source: str
    path: str
    title: str
    text: str
    place: str
    category: Named
    ward: Named | None
    state: str
    round: int
    sent_at: datetime | None
    accepted_at: datetime | None
    lat: float | None
    lon: float | None
    summary_only: bool
    search_hidden: bool
    agencies: tuple[Named, ...]
    answers: tuple[AnswerOutline, ...]
    term: PublicTerm | None
    round_started_at: datetime | None
    changed_at: datetime | None = None
    returned: bool = False
    ratings: tuple[PublicRating, ...] = ()

    @property
    def rating(self) -> PublicRating | None:
        """How the answer of the present round was found; None where nobody has said."""
        return next((rating for rating in self.ratings if rating.round == self.round), None)

    @property
    def answered_at(self) -> datetime | None:
        """When the answer that ended the case was submitted."""
        return self.stopped_at if self.phase == "answered" else None


@dataclass(frozen=True, kw_only=True)
class PublicCase(PublicOutline):
    """One public case at `at`.

    `wait_days` are those until somebody could read the answer, while `waited_days` end when it was handed in.
    Of a case opened again they are those of its present round, and `days_since_sent` those of all (else None).
    `due_cause` says what made the due date in force: "term", "source", "calendar" (days off changed since), or "".
    `photos` are the reporter's; they, `duplicates` and the days of the deadline are filled in for pages only.
    """

    editors_note: str
    flags: tuple[str, ...]
    assignments: tuple[PublicAssignment, ...]
    answers: tuple[PublicAnswer, ...]
    returns: tuple[PublicReturn, ...]
    extensions: tuple[PublicExtension, ...]
    events: tuple[PublicEvent, ...]
    term_sentence: str
    due_cause: str = ""
    wait_days: int | None = None
    days_since_sent: int | None = None
    center_holds: tuple[PublicHold, ...] = ()
    press: tuple[PublicMention, ...] = ()
    deadline_days: tuple[Day, ...] = ()
    spans_used: int | None = None
    spans_total: int | None = None
    photos: tuple[PublicPhoto, ...] = ()
    duplicates: tuple[PublicDuplicate, ...] = ()
    unsettled: tuple[PublicRuling, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether any agency can be named that handles the case, or handled it last."""
        nobody = {charge.agency for charge in self.assignments if not charge.named}
        return any(agency not in nobody for agency in self.agencies)

    @property
    def retracted_at(self) -> datetime | None:
        """When the approval of an answer of the present round was retracted last, while there is no other answer."""
        if self.phase not in ("open", "awaiting"):
            return None
        began = self.round_started_at
        retracted = (event.at for event in self.events if event.kind == "assignment.retract")
        return max((at for at in retracted if at and (began is None or at >= began)), default=None)

    @property
    def parts(self) -> tuple[PublicAssignment, ...]:
        """The charges of the agencies that handle the present round side by side; none where one has it alone."""
        own = [a for a in self.assignments if a.kind == "handling" and a.round == self.round and a.named]
        side_by_side = tuple(a for a in own if a.state not in ("transferred", "cancelled"))
        return side_by_side if len(side_by_side) > 1 else ()

    @property
    def holds(self) -> tuple[PublicAssignment | PublicHold, ...]:
        """Who held the case, agencies and the Center, by when each began; what began nobody knows when comes first."""
        found: list[PublicAssignment | PublicHold] = [*self.assignments, *self.center_holds]
        return tuple(sorted(found, key=lambda held: (held.since is not None, held.since or self.at)))

    @property
    def updated_at(self) -> datetime | None:
        """When the last thing happened that its page tells of: the version that somebody cites."""
        return max((event.at for event in self.events if event.at), default=self.accepted_at or self.sent_at)

    @property
    def redactions(self) -> int:
        """How many places of its texts the Center has covered."""
        return marks(self.title, self.text, self.place)

    @property
    def caveats(self) -> tuple[str, ...]:
        """Sentences on what is odd about the dates that its source gave."""
        return caveats(self.flags)

    @property
    def legal_act(self) -> str:
        """The act the term stands in, "" without a term."""
        return self.term.legal_act if self.term else ""

    @property
    def term_is_law(self) -> bool | None:
        """Law for the agencies that handle the case, or only a pledge; None without a term, or without an agency."""
        binding = [a.binding for a in self.assignments if a.binding is not None]
        return all(binding) if binding else None

    @property
    def term_kind(self) -> str | None:
        """How the term counts."""
        return self.term.kind if self.term else None
