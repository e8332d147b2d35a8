"""Builds a PublicCase from a case's rows and its story, for an instant and in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import get_language

from cases.models import AssignmentKind, Case, CasePage, Outcome, PublicationLevel
from cases.models.location import point_of
from cases.public.addresses import case_path
from cases.public.case import (
    AnswerOutline,
    Named,
    PublicAnswer,
    PublicAssignment,
    PublicCase,
    PublicClock,
    PublicEvent,
    PublicExtension,
    PublicMention,
    PublicRating,
    PublicTerm,
)
from cases.public.clock import PHASES, clock_fields, day, days_between, instant, standing_at, standing_of
from cases.public.holding import center_holds, days_since_sent, wait_days
from cases.public.objections import return_of, unsettled
from cases.public.rows import CaseRow, Charge, PageRow
from cases.public.sentences import ENTERED, REASONS, SHOWN, event_sentence, plan_label, term_sentence, unknown_agency
from cases.rules.standings import Phase, Standing
from cases.rules.states import AssignmentState, CaseState

COARSE = 2  # decimals of a degree: about a kilometre
DECISIONS_ON_APPEALS = (".uphold", ".overturn")
Answer = TypeVar("Answer", bound=AnswerOutline)
ENDED_ELSEWHERE = (AssignmentState.TRANSFERRED.value, AssignmentState.CANCELLED.value)


@dataclass(frozen=True, kw_only=True)
class Words:
    """Names that stories refer to by id; `nobody` are the agencies that nobody has named."""

    agencies: Mapping[int, Named]
    agency_kinds: Mapping[int, str]
    reasons: Mapping[int, str]
    reason_codes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    nobody: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One case being told: its rows, its story, the instant, and the city's zone. What came later is not told."""

    case: Case | CaseRow
    page: CasePage | PageRow
    story: Mapping[str, Any]
    words: Words
    at: datetime
    zone: str = settings.TIME_ZONE

    @cached_property
    def moments(self) -> list[datetime | None]:
        """When each event happened."""
        return [instant(row["at"]) for row in self.story["events"]]

    def happened(self, value: str | None) -> bool:
        """True for what had happened by `at`, and for what nobody knows when."""
        moment = instant(value)
        return moment is None or moment <= self.at

    def rows(self, part: str, when: str) -> list[Mapping[str, Any]]:
        """The rows of a part of the story that had happened by `at`."""
        return [row for row in self.story[part] if self.happened(row[when])]

    def agency(self, agency_id: int | None) -> Named | None:
        """The agency's name today, None where there is none."""
        if agency_id is None or agency_id in self.words.nobody:
            return None
        return self.words.agencies.get(agency_id)

    def round(self) -> Mapping[str, Any]:
        """The newest round that had begun by `at`; where nobody knows when one began, the newest."""
        rounds = self.story["rounds"]
        begun = self.rows("rounds", "started_at")
        return (begun or rounds)[-1] if rounds else {"number": self.case.round, "started_at": None, "due": []}

    def _stretches(self, assignment_id: int | None, round_number: int) -> Iterator[Mapping[str, Any]]:
        for row in self.story["clocks"]:
            if row["assignment"] == assignment_id and (assignment_id is not None or row["round"] == round_number):
                yield row

    def clock(self, assignment_id: int | None, round_number: int) -> list[Standing]:
        """The stretches of a clock; the citizen's without an assignment."""
        return [standing_of(row) for row in self._stretches(assignment_id, round_number)]

    def _held(self, assignment_id: int | None, round_number: int) -> Mapping[str, Any] | None:
        for row in self._stretches(assignment_id, round_number):
            if self.happened(row["since"]) and (row["until"] is None or not self.happened(row["until"])):
                return row
        return None

    def standing(self, assignment_id: int | None, round_number: int) -> Standing | None:
        """How a clock stands; the citizen's without an assignment. Of its stretches only the one is read that holds."""
        row = self._held(assignment_id, round_number)
        return None if row is None else standing_of(row)

    def phase(self, assignment_id: int, round_number: int) -> Phase | None:
        """The phase of what `standing` tells."""
        row = self._held(assignment_id, round_number)
        return None if row is None else PHASES[row["phase"]]

    def promised_on(self, assignment_ids: set[int]) -> date | None:
        """The newest promise of these assignments published by `at`."""
        promises = self.rows("extensions", "published_at")
        return max(
            (date.fromisoformat(e["promised_on"]) for e in promises if e["assignment"] in assignment_ids), default=None
        )


def charged(telling: Telling, row: Mapping[str, Any]) -> Named:
    """The agency of a charge, without a name where nobody knows it."""
    return telling.words.agencies.get(row["agency"]) or Named(slug="", name="")


def state_of(row: Mapping[str, Any], phase: Phase | None) -> str:
    """Where a charge stands: as its clock does, where that is known."""
    return row["state"] if phase is None or phase is Phase.UNKNOWN else phase.value


def _assignment(telling: Telling, row: Mapping[str, Any]) -> PublicAssignment:
    since, until = instant(row["assigned_at"]), instant(row["ended_at"])
    if until is not None and until > telling.at:
        until = None
    standing = telling.standing(row["id"], row["round"])
    term, named = telling.story["term"], row["agency"] not in telling.words.nobody
    kind = telling.words.agency_kinds.get(row["agency"], "")
    # What it has handed in lies with the Center while that decides: those days are not the agency's.
    end = until or (standing and standing.stopped_at) or telling.at
    held = None if since is None or row["ended_unknown"] else days_between(since, end, telling.zone)
    return PublicAssignment(
        id=row["id"],
        agency=charged(telling, row),
        kind=row["kind"],
        state=state_of(row, None if standing is None else standing.phase),
        round=row["round"],
        since=since,
        until=until,
        days_held=None if held is None else max(held, 0),
        binding=kind in term["law_for"] if term and named else None,
        named=named,
        **clock_fields(
            standing,
            at=telling.at,
            started_at=instant(row["started_at"]),
            promised_on=telling.promised_on({row["id"]}),
            zone=telling.zone,
        ),
    )


def _answer(telling: Telling, row: Mapping[str, Any], charges: Mapping[int, PublicAssignment]) -> PublicAnswer:
    """An answer with the clock it stopped; a plan stops none, an amendment stands beside the one that did."""
    charge = charges[row["assignment"]]
    stops = row["amends"] is None and row["outcome"] != Outcome.PLANNED
    return PublicAnswer(
        id=row["id"],
        agency=answering(telling, row, charge.agency),
        text=row["text"],
        outcome=row["outcome"],
        outcome_label=str(Outcome(row["outcome"]).label),
        kind=charge.kind,
        amends=row["amends"] is not None,
        planned_on=day(row["planned_on"]),
        legal_reason=row["legal_reason"],
        submitted_at=instant(row["submitted_at"]),
        decided_at=instant(row["decided_at"]),
        returned_count=row["returned"],
        refused_count=row["refused"],
        one_hand=row.get("one_hand", False),
        **({f.name: getattr(charge, f.name) for f in fields(PublicClock)} if stops else {"at": telling.at}),
    )


def answering(telling: Telling, row: Mapping[str, Any], agency: Named) -> Named:
    """The agency of an answer, with words for a name where nobody has named it."""
    charge = next(a["agency"] for a in telling.story["assignments"] if a["id"] == row["assignment"])
    return replace(agency, name=unknown_agency()) if charge in telling.words.nobody else agency


def _answers(telling: Telling, charges: Mapping[int, PublicAssignment]) -> tuple[PublicAnswer, ...]:
    return in_order([_answer(telling, row, charges) for row in telling.rows("answers", "decided_at")], telling.at)


def in_order(answers: Iterable[Answer], at: datetime) -> tuple[Answer, ...]:
    """Answers as they were submitted; those nobody knows when come first."""
    return tuple(sorted(answers, key=lambda a: (a.submitted_at is not None, a.submitted_at or at)))


def _extension(telling: Telling, row: Mapping[str, Any], charges: Mapping[int, PublicAssignment]) -> PublicExtension:
    published, promised = datetime.fromisoformat(row["published_at"]), date.fromisoformat(row["promised_on"])
    charge = charges[row["assignment"]]
    then = standing_at(telling.clock(row["assignment"], charge.round), published)
    return PublicExtension(
        agency_name=charge.agency.name,
        published_at=published,
        promised_on=promised,
        label=plan_label() if row["reason"] is None else telling.words.reasons.get(row["reason"], ""),
        sentence=row["sentence"],
        late=bool(then and then.limit and published > then.limit),
        struck=telling.words.reasons.get(row.get("struck_reason") or 0, ""),
    )


def is_entered(row: Mapping[str, Any]) -> bool:
    """That the Center wrote down what somebody told it: the report is the caller's."""
    return (row["kind"], row["role"]) == ("case.receive", "center")


def _event(telling: Telling, row: Mapping[str, Any]) -> PublicEvent:
    agency, to_agency = telling.agency(row.get("agency")), telling.agency(row.get("to_agency"))
    return PublicEvent(
        kind=row["kind"],
        at=instant(row["at"]),
        role=row["role"],
        sentence=event_sentence(
            row["kind"],
            agency=agency,
            to_agency=to_agency,
            rating=row.get("rating"),
            ruled=row.get("ruled"),
            what=ENTERED if is_entered(row) else row.get("what"),
        ),
        detail=telling.words.reason_codes.get((REASONS.get(row["kind"], ""), row.get("reason", "")), ""),
        words=_words(telling, row),
    )


def _words(telling: Telling, row: Mapping[str, Any]) -> str:
    """What the Center said in so many words: with a ruling, or with its decision on an appeal."""
    if "ruled" in row:
        return next((r["words"] for r in telling.story.get("rulings", ()) if r["id"] == row.get("ruling")), "")
    if row["kind"].endswith(DECISIONS_ON_APPEALS):
        appeals = [review.get("appeal") or {} for review in telling.story["reviews"]]
        return next((str(a["words"]) for a in appeals if a.get("id") == row.get("appeal")), "")
    return ""


def _ratings(telling: Telling) -> tuple[PublicRating, ...]:
    """The rating in force of each rated round, in order; stories told before there were ratings hold none."""
    given = [row for row in telling.story.get("ratings", ()) if telling.happened(row["rated_at"])]
    held = [row for row in given if row["ended_at"] is None or not telling.happened(row["ended_at"])]
    return tuple(
        PublicRating(round=row["round"], value=row["value"], at=datetime.fromisoformat(row["rated_at"])) for row in held
    )


def _events(telling: Telling) -> tuple[PublicEvent, ...]:
    """What is shown of what happened; what two clocks of a case have in common is told once."""
    rows = [row for row in telling.rows("events", "at") if row["kind"] in SHOWN]
    return tuple(dict.fromkeys(_event(telling, row) for row in rows))


def _term(story: Mapping[str, Any]) -> PublicTerm | None:
    term = story["term"]
    if term is None:
        return None
    office = (term["office"][0], term["office"][1]) if term["office"] else None
    return PublicTerm(
        kind=term["kind"], n=term["n"], office=office, calendar=term["calendar"], legal_act=term["legal_act"]
    )


def _point(case: Case | CaseRow, page: CasePage | PageRow) -> tuple[float | None, float | None]:
    """Where an editor moved the point to, else the case's own; coarse unless the case is published in full."""
    lat, lon = point_of(page.location) or (case.lat, case.lon)
    if case.level == PublicationLevel.FULL or lat is None or lon is None:
        return lat, lon
    return round(lat, COARSE), round(lon, COARSE)


def localised(name: str, name_en: str) -> str:
    """The English name to English readers, where there is one."""
    return name_en if name_en and get_language() == "en" else name


def _state(telling: Telling, standing: Standing | None) -> str:
    """Where the case stands; where something has happened since `at`, what its clock said then."""
    if standing is None or all(moment is None or moment <= telling.at for moment in telling.moments):
        return telling.case.state
    answered = standing.phase in (Phase.ANSWERED, Phase.UNKNOWN)
    return CaseState.ANSWERED.value if answered else CaseState.IN_PROGRESS.value


def _handling(charges: Iterable[PublicAssignment | Charge], round_number: int) -> tuple[Named, ...]:
    """The agencies that handle a round; where all have passed it on, the last one."""
    handling = [c for c in charges if c.kind == AssignmentKind.HANDLING and c.round == round_number]
    current = [c for c in handling if c.state not in ENDED_ELSEWHERE] or handling[-1:]
    return tuple(dict.fromkeys(c.agency for c in current))


def _due_cause(telling: Telling, round_row: Mapping[str, Any]) -> str:
    """What made the round's due date in force."""
    held = [cause for _, since, cause in round_row["due"] if telling.happened(since)]
    return held[-1] if held else ""


def _changed_at(telling: Telling) -> datetime | None:
    """When the last thing had happened that is shown."""
    events = zip(telling.moments, telling.story["events"], strict=True)
    shown = (moment for moment, row in events if row["kind"] in SHOWN)
    return max((moment for moment in shown if moment and moment <= telling.at), default=None)


def outline_of(telling: Telling, charges: Mapping[int, PublicAssignment | Charge]) -> dict[str, Any]:
    """The fields of a PublicOutline but its answers. A summary-level case shows no house number or exact point."""
    case, page, story = telling.case, telling.page, telling.story
    round_row = telling.round()
    number, started_at = round_row["number"], instant(round_row["started_at"])
    standing = telling.standing(None, number)
    full = case.level == PublicationLevel.FULL
    lat, lon = _point(case, page)
    ids = {row["id"] for row in story["assignments"] if row["round"] == number and row["kind"] == "handling"}
    return {
        "id": case.pk,
        "version": case.version,
        "number": case.number,
        "reference": case.reference,
        "source": case.source,
        "path": case_path(page.url_path),
        "title": page.title,
        "text": page.text,
        "place": page.place if full else "",
        "category": Named(slug=case.category.slug, name=localised(case.category.name, case.category.name_en)),
        "ward": Named(slug=case.ward.slug, name=localised(case.ward.name, case.ward.name_en)) if case.ward else None,
        "state": _state(telling, standing),
        "round": number,
        "sent_at": case.sent_at,
        "accepted_at": case.accepted_at,
        "lat": lat,
        "lon": lon,
        "summary_only": not full,
        "search_hidden": not full,
        "agencies": _handling([charges[row["id"]] for row in telling.rows("assignments", "assigned_at")], number),
        "term": _term(story),
        "round_started_at": started_at,
        "changed_at": _changed_at(telling),
        "returned": bool(telling.rows("reviews", "at")),
        "ratings": _ratings(telling),
        **clock_fields(
            standing,
            at=telling.at,
            started_at=started_at,
            promised_on=telling.promised_on(ids),
            zone=telling.zone,
        ),
    }


def tell(telling: Telling) -> PublicCase:
    """The public case. Its texts are the page's; a summary-level case shows no press."""
    case, story, page = telling.case, telling.story, telling.page
    charges = {row["id"]: _assignment(telling, row) for row in story["assignments"]}
    begun = [charges[row["id"]] for row in telling.rows("assignments", "assigned_at")]
    outline, round_row = outline_of(telling, charges), telling.round()
    number = round_row["number"]
    return PublicCase(
        **outline,
        editors_note=page.editors_note,
        flags=tuple(case.flags),
        assignments=tuple(begun),
        answers=_answers(telling, charges),
        returns=tuple(return_of(telling, row, charges) for row in telling.rows("reviews", "at")),
        extensions=tuple(_extension(telling, row, charges) for row in telling.rows("extensions", "published_at")),
        events=_events(telling),
        term_sentence=term_sentence(outline["term"], round_number=number),
        wait_days=wait_days(telling, round_row),
        days_since_sent=days_since_sent(telling, case.sent_at, number),
        center_holds=center_holds(telling, begun),
        due_cause=_due_cause(telling, round_row),
        press=() if outline["summary_only"] else tuple(PublicMention(**block.value) for block in page.press),
        unsettled=unsettled(telling, charges),
    )
