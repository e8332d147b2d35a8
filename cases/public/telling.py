"""Builds a PublicCase from a case's rows and its story, for an instant and in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from cases.models import AssignmentKind, Case, CasePage, Outcome, PublicationLevel
from cases.models.location import point_of
from cases.public.addresses import case_path
from cases.public.case import (
    Named,
    PublicAnswer,
    PublicAssignment,
    PublicCase,
    PublicEvent,
    PublicExtension,
    PublicReturn,
    PublicTerm,
)
from cases.public.clock import clock_fields, day, days_between, instant, row_at
from cases.public.sentences import SHOWN, event_sentence, term_sentence
from cases.rules.standings import Standing

COARSE = 2  # decimals of a degree: about a kilometre


@dataclass(frozen=True, kw_only=True)
class Words:
    """Names that stories refer to by id."""

    agencies: Mapping[int, Named]
    agency_kinds: Mapping[int, str]
    reasons: Mapping[int, str]
    reason_codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One case being told: its rows, its story, the instant, and the city's zone."""

    case: Case
    page: CasePage
    story: Mapping[str, Any]
    words: Words
    at: datetime
    zone: str = settings.TIME_ZONE

    def agency(self, agency_id: int | None) -> Named | None:
        """The agency's name today, None where there is none."""
        return self.words.agencies.get(agency_id) if agency_id is not None else None

    def standing(self, assignment_id: int | None, round_number: int) -> Standing | None:
        """How a clock stands; the citizen's without an assignment."""
        rows = [
            row
            for row in self.story["clocks"]
            if row["assignment"] == assignment_id and (assignment_id is not None or row["round"] == round_number)
        ]
        return row_at(rows, self.at)

    def promised_on(self, assignment_ids: set[int]) -> date | None:
        """The newest promise of these assignments published by `at`."""
        days = [
            day(e["promised_on"])
            for e in self.story["extensions"]
            if e["assignment"] in assignment_ids and (instant(e["published_at"]) or self.at) <= self.at
        ]
        return max((d for d in days if d is not None), default=None)


def _assignment(telling: Telling, row: Mapping[str, Any]) -> PublicAssignment:
    since, until = instant(row["assigned_at"]), instant(row["ended_at"])
    standing = telling.standing(row["id"], row["round"])
    ended = until if until is not None and until <= telling.at else telling.at
    term = telling.story["term"]
    kind = telling.words.agency_kinds.get(row["agency"], "")
    return PublicAssignment(
        agency=telling.agency(row["agency"]) or Named(slug="", name=""),
        kind=row["kind"],
        state=row["state"],
        round=row["round"],
        since=since,
        until=until,
        days_held=None if since is None or row["ended_unknown"] else max(days_between(since, ended, telling.zone), 0),
        binding=kind in term["law_for"] if term else None,
        **clock_fields(
            standing,
            at=telling.at,
            started_at=instant(row["started_at"]),
            promised_on=telling.promised_on({row["id"]}),
            zone=telling.zone,
        ),
    )


def _answer(telling: Telling, row: Mapping[str, Any], charges: Mapping[int, PublicAssignment]) -> PublicAnswer:
    charge = charges[row["assignment"]]
    return PublicAnswer(
        agency=charge.agency,
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
        **clock_fields(
            telling.standing(row["assignment"], charge.round),
            at=telling.at,
            started_at=charge.started_at,
            promised_on=charge.promised_on,
            zone=telling.zone,
        ),
    )


def _return(telling: Telling, row: Mapping[str, Any], charges: Mapping[int, PublicAssignment]) -> PublicReturn:
    return PublicReturn(
        agency_name=charges[row["assignment"]].agency.name,
        at=instant(row["at"]),
        refused=row["decision"] == "refused",
        label=telling.words.reasons.get(row["reason"], ""),
        sentence=row["sentence"],
    )


def _extension(telling: Telling, row: Mapping[str, Any], charges: Mapping[int, PublicAssignment]) -> PublicExtension:
    published, promised = datetime.fromisoformat(row["published_at"]), date.fromisoformat(row["promised_on"])
    charge = charges[row["assignment"]]
    return PublicExtension(
        agency_name=charge.agency.name,
        published_at=published,
        promised_on=promised,
        label=telling.words.reasons.get(row["reason"], ""),
        sentence=row["sentence"],
        late=bool(charge.limit_at and published > charge.limit_at),
    )


def _event(telling: Telling, row: Mapping[str, Any]) -> PublicEvent:
    agency, to_agency = telling.agency(row.get("agency")), telling.agency(row.get("to_agency"))
    return PublicEvent(
        kind=row["kind"],
        at=instant(row["at"]),
        role=row["role"],
        sentence=event_sentence(row["kind"], agency=agency, to_agency=to_agency),
        detail=telling.words.reason_codes.get(row.get("reason", ""), ""),
    )


def _term(story: Mapping[str, Any]) -> PublicTerm | None:
    term = story["term"]
    if term is None:
        return None
    office = (term["office"][0], term["office"][1]) if term["office"] else None
    return PublicTerm(
        kind=term["kind"], n=term["n"], office=office, calendar=term["calendar"], legal_act=term["legal_act"]
    )


def _point(case: Case, page: CasePage) -> tuple[float | None, float | None]:
    """Where an editor moved the point to, else the case's own; coarse unless the case is published in full."""
    lat, lon = point_of(page.location) or (case.lat, case.lon)
    if case.level == PublicationLevel.FULL or lat is None or lon is None:
        return lat, lon
    return round(lat, COARSE), round(lon, COARSE)


def localised(name: str, name_en: str) -> str:
    """The English name to English readers, where there is one."""
    return name_en if name_en and get_language() == "en" else name


def tell(telling: Telling) -> PublicCase:
    """The public case. Its texts are the page's; a summary-level case shows neither house number nor exact point."""
    case, story = telling.case, telling.story
    page = telling.page
    charges = {row["id"]: _assignment(telling, row) for row in story["assignments"]}
    handling = [c for c in charges.values() if c.kind == AssignmentKind.HANDLING]
    rounds = {row["number"]: instant(row["started_at"]) for row in story["rounds"]}
    term = _term(story)
    full = case.level == PublicationLevel.FULL
    lat, lon = _point(case, page)
    current = [c for c in handling if c.round == case.round and c.state not in ("transferred", "cancelled")]
    shown = current or [c for c in handling if c.round == case.round][-1:]
    ids = {row["id"] for row in story["assignments"] if row["round"] == case.round and row["kind"] == "handling"}
    return PublicCase(
        id=case.pk,
        version=case.version,
        number=case.number,
        reference=case.reference,
        source=case.source,
        path=case_path(page.url_path),
        title=page.title,
        text=page.text,
        place=page.place if full else "",
        editors_note=page.editors_note,
        category=Named(slug=case.category.slug, name=localised(case.category.name, case.category.name_en)),
        ward=Named(slug=case.ward.slug, name=localised(case.ward.name, case.ward.name_en)) if case.ward else None,
        state=case.state,
        round=case.round,
        sent_at=case.sent_at,
        accepted_at=case.accepted_at,
        lat=lat,
        lon=lon,
        summary_only=not full,
        search_hidden=not full,
        flags=tuple(case.flags),
        agencies=tuple(dict.fromkeys(c.agency for c in shown)),
        assignments=tuple(charges.values()),
        answers=tuple(_answer(telling, row, charges) for row in story["answers"]),
        returns=tuple(_return(telling, row, charges) for row in story["reviews"]),
        extensions=tuple(_extension(telling, row, charges) for row in story["extensions"]),
        events=tuple(_event(telling, row) for row in story["events"] if row["kind"] in SHOWN),
        term=term,
        term_sentence=term_sentence(term),
        round_started_at=rounds.get(case.round),
        **clock_fields(
            telling.standing(None, case.round),
            at=telling.at,
            started_at=rounds.get(case.round),
            promised_on=telling.promised_on(ids),
            zone=telling.zone,
        ),
    )
