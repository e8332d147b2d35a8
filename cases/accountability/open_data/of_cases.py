"""Rows of the open data made of a PublicCase: nothing else of a case is ever in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from cases.accountability.open_data.shape import SEPARATOR
from cases.models import Outcome
from cases.public.addresses import case_url
from cases.public.case import PublicCase, PublicClock
from cases.rules.states import CaseState
from cases.templatetags.redaction import redacted_plain

Row = tuple[Any, ...]  # values in the order of the table's columns, plain enough for both kinds of file
ZONE = ZoneInfo(settings.TIME_ZONE)


def told_instant(value: datetime | None) -> str | None:
    """An instant in the city's zone, to the second."""
    return None if value is None else value.astimezone(ZONE).isoformat(timespec="seconds")


def told_day(value: date | None) -> str | None:
    """A day in ISO 8601."""
    return None if value is None else value.isoformat()


def plain(text: str) -> str | None:
    """A text with its marks in words, None for none."""
    return (redacted_plain(text) if "[" in text else text) or None


def year_of(case: PublicCase) -> int:
    """The year in the address of its page: that of its acceptance, else of the earliest date known of it."""
    return int(case.path.partition("/")[0])


def rows_of(case: PublicCase) -> Iterator[tuple[str, Row]]:
    """Every row that tells of a case, with the name of its table."""
    number = str(case.number)
    yield "cases", _case(case, number)
    for position, charge in enumerate(case.assignments, 1):
        yield (
            "assignments",
            (
                number,
                position,
                charge.agency.slug,
                charge.kind,
                charge.round,
                charge.state,
                told_instant(charge.since),
                told_instant(charge.until),
                charge.days_held,
                charge.binding,
                *_clock(charge),
            ),
        )
    yield from _words(case, number)
    for position, event in enumerate(case.events, 1):
        row = (number, position, event.kind, told_instant(event.at), event.role, event.detail or None)
        yield "events", row


def _clock(clock: PublicClock) -> Row:
    return (
        clock.phase,
        clock.verdict,
        clock.days,
        told_instant(clock.due_at),
        told_instant(clock.limit_at),
        told_day(clock.promised_on),
        told_instant(clock.stopped_at),
    )


def _case(case: PublicCase, number: str) -> Row:
    newest = case.answers[-1] if case.answers else None
    return (
        number,
        told_instant(case.sent_at or case.accepted_at),
        told_instant(case.updated_at),
        told_instant(case.answered_at),
        "closed" if case.state == CaseState.ANSWERED else "open",
        newest.outcome_label if newest and newest.outcome != Outcome.UNKNOWN else None,
        case.source,
        case.category.name,
        case.category.slug,
        plain(case.text),
        SEPARATOR.join(agency.name for agency in case.agencies) or None,
        plain(case.place),
        case.lat,
        case.lon,
        told_instant(case.due_at),
        plain(case.title),
        settings.PUBLIC_URL + case_url(case.path, settings.LANGUAGE_CODE),
        case.reference,
        case.ward.slug if case.ward else None,
        case.state,
        case.round,
        told_instant(case.accepted_at),
        case.term.n if case.term else None,
        case.term_kind,
        *_clock(case),
        case.waited_days,
        case.rating.value if case.rating else None,
        len(case.returns),
        case.search_hidden,
        SEPARATOR.join(case.flags) or None,
    )


def _words(case: PublicCase, number: str) -> Iterator[tuple[str, Row]]:
    """Answers, extensions, returns: what agencies and the Center said in public."""
    for position, answer in enumerate(case.answers, 1):
        yield (
            "answers",
            (
                number,
                position,
                answer.agency.slug,
                answer.kind,
                answer.outcome,
                plain(answer.text),
                plain(answer.legal_reason),
                told_day(answer.planned_on),
                told_instant(answer.submitted_at),
                told_instant(answer.decided_at),
                answer.amends,
                answer.returned_count,
                answer.refused_count,
            ),
        )
    for position, promise in enumerate(case.extensions, 1):
        at, on = told_instant(promise.published_at), told_day(promise.promised_on)
        said = (promise.label or None, plain(promise.sentence), promise.late)
        yield "extensions", (number, position, promise.agency_name or None, at, on, *said)
    for position, sent_back in enumerate(case.returns, 1):
        appeal = (sent_back.appeal.outcome or "pending") if sent_back.appeal else None
        why = (sent_back.refused, sent_back.label or None, plain(sent_back.sentence), appeal)
        yield "returns", (number, position, sent_back.agency_name or None, told_instant(sent_back.at), *why)
