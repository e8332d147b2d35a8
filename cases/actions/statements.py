"""An agency's right of reply: it says something beside its figures, and the Center publishes it as it stands or not."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.public_sentences import PersonalData, said_publicly
from cases.actions.rights import refuse_without_right
from cases.models import Agency, AgencyStatement, StatementState
from cases.models.statement import LONGEST_STATEMENT
from cases.rules.hints.personal import named_in
from cases.rules.plain_words import plain
from cases.rules.rights import Deed


class AnotherWaits(ActionRefused):
    """The Center has not decided on the agency's last statement yet."""


class NoPeriod(ActionRefused):
    """What it speaks of ends before it begins, or in the future."""


class DecidedAlready(ActionRefused):
    """Somebody else was first, or it was taken back."""


def refuse_personal_data(words: str, *, looked: bool) -> None:
    """PersonalData where words seem to name somebody, and nobody has looked and said that they do not."""
    found = () if looked else named_in(words)
    if found:
        raise PersonalData(found)


@transaction.atomic
def state_publicly(
    *, agency: Agency, text: str, since: date, until: date, by: Actor, at: datetime, looked: bool = False
) -> AgencyStatement:
    """Hand a statement to the Center; RightRefused for who does not work for the agency.

    ActionRefused for no words or too many, NoPeriod, AnotherWaits; PersonalData until the writer has `looked`.
    """
    refuse_without_right(by, Deed.STATE, agency.pk, now=at)
    words = plain(text)
    if not words:
        raise ActionRefused("A statement says something.", Cause.NO_WORDS)
    if len(words) > LONGEST_STATEMENT:
        raise ActionRefused(f"A statement has at most {LONGEST_STATEMENT} characters.", Cause.TOO_LONG)
    if not since <= until <= timezone.localdate(at):
        raise NoPeriod("A statement speaks of days that have been.")
    refuse_personal_data(words, looked=looked)
    held = Agency.objects.select_for_update().get(pk=agency.pk)
    if AgencyStatement.objects.waiting().filter(agency=held).exists():
        raise AnotherWaits("One statement of an agency waits at a time.")
    return AgencyStatement.objects.create(
        agency=held, text=words, since=since, until=until, written_at=at, written_by_id=by.user_id
    )


def _decidable(statement: AgencyStatement, by: Actor, at: datetime, *states: StatementState) -> AgencyStatement:
    """The row, held; DecidedAlready where it is in none of these states, RightRefused for who may not decide on it."""
    held = AgencyStatement.objects.select_for_update().get(pk=statement.pk)
    refuse_without_right(by, Deed.DECIDE_STATEMENT, held.agency_id, now=at, written_by=held.written_by_id)
    if held.state not in states:
        raise DecidedAlready(f"The statement is {held.state}.")
    return held


@transaction.atomic
def publish_statement(*, statement: AgencyStatement, by: Actor, at: datetime, looked: bool = False) -> AgencyStatement:
    """Publish it as it stands; PersonalData until who decides has `looked` at what seems to name somebody."""
    held = _decidable(statement, by, at, StatementState.WAITING)
    refuse_personal_data(held.text, looked=looked)
    held.state, held.published_at, held.decided_by_id = StatementState.PUBLISHED, at, by.user_id
    held.save()
    return held


@transaction.atomic
def decline_statement(*, statement: AgencyStatement, reason: str, by: Actor, at: datetime) -> AgencyStatement:
    """Do not publish it, or no longer, for a reason that anybody reads (PersonalData where that names somebody)."""
    held = _decidable(statement, by, at, StatementState.WAITING, StatementState.PUBLISHED)
    held.reason = said_publicly(reason)
    held.state, held.ended_at, held.decided_by_id = StatementState.DECLINED, at, by.user_id
    held.save()
    return held


@transaction.atomic
def withdraw_statement(*, statement: AgencyStatement, by: Actor, at: datetime) -> AgencyStatement:
    """The agency takes it back: its words go, and where they were public it stays said that there were some."""
    held = AgencyStatement.objects.select_for_update().get(pk=statement.pk)
    refuse_without_right(by, Deed.STATE, held.agency_id, now=at)
    if held.state not in (StatementState.WAITING, StatementState.PUBLISHED):
        raise DecidedAlready(f"The statement is {held.state}.")
    held.state, held.ended_at = StatementState.WITHDRAWN, at
    held.save()
    return held
