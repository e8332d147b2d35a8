"""Receive, accept, decline, reconsider: from a report to a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.actions.actor import Actor, Role
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused, changing, new_case
from cases.actions.classify import set_level
from cases.actions.due import start_round
from cases.actions.numbering import lock_tree, next_number
from cases.actions.page_rows import add_page, refuse_long
from cases.actions.place import Where
from cases.actions.reasons import reason_for
from cases.actions.urgency import alert_of_category
from cases.models import Case, Category, PublicationLevel, ReasonKind, Report, Ward
from cases.rules.hints.text import visible
from cases.rules.rights import Deed
from cases.rules.states import CaseMove


@transaction.atomic
def receive(
    *,
    title: str,
    text: str,
    place: str,
    category: Category,
    by: Actor,
    at: datetime,
    ward: Ward | None = None,
    lat: float | None = None,
    lon: float | None = None,
    channel: str = "",
) -> Case:
    """Take a report in; nothing of it is public before it is accepted.

    `channel` says how it came, "" through the portal's own form; what staff enter for somebody needs the right to.
    ActionRefused without a title, or where title or place is longer than a page can hold.
    """
    title, text, place = visible(title), visible(text), visible(place)
    if not title:
        raise ActionRefused("A report needs a title.", CenterCause.NO_TITLE)
    refuse_long(title=title, place=place)
    lock_tree()
    number = next_number()
    case = new_case(
        number=number,
        reference=str(number),
        category=category,
        level=category.publication_level,
        ward=ward,
        sent_at=at,
        lat=lat,
        lon=lon,
        channel=channel,
    )
    case.save()
    Report.objects.create(case=case, title=title, text=text, place=place)
    with changing(case, by=by, at=at, deed=Deed.ENTER if by.role is Role.CENTER else None) as change:
        change.record("case.receive", category=category.slug, channel=channel or None)
        alert_of_category(change)
    return case


def accept(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    level: str | None = None,
    level_reason: str = "",
    due: datetime | None = None,
    title: str = "",
    text: str | None = None,
    place: str | None = None,
    where: Where | None = None,
) -> Case:
    """Accept a report: its page appears and the citizen's clock starts at `at`, exactly.

    `title`, `text` and `place` are what the public reads instead of the reporter's own words. A level other than the
    category's needs a reason. `where` it is, where the report did not say so, or not
    rightly. Raises MoveRefused when the case is not received, ActionRefused for a `text` that says nothing.
    """
    with changing(case, by=by, at=at, deed=Deed.ACCEPT) as change:
        held = change.case
        change.move(CaseMove.ACCEPT)
        held.accepted_at = at
        if level is not None:
            set_level(held, level, level_reason)
        if where is not None:
            held.ward, (held.lat, held.lon) = where.ward, where.point or (None, None)
        start_round(held, number=1, at=at, due=due, recorded_at=change.recorded_at)
        words = public_words(held)
        public_text = words[1] if text is None else _told(held, text)
        add_page(
            held,
            title=visible(title) or words[0],
            text=public_text,
            place=words[2] if place is None else visible(place),
            month_of=at,
        )
        ward = held.ward.slug if where is not None and held.ward else None
        change.record("case.accept", level=held.level, round=1, ward=ward)
    return held


def _told(case: Case, text: str) -> str:
    """What the Center has written for the public; ActionRefused where that is nothing and a page would say nothing.

    A report that came as one sentence is its title. What is public in figures alone has no page.
    """
    told = visible(text)
    if told or case.level == PublicationLevel.FIGURES:
        return told
    own = Report.objects.filter(case=case).values_list("text", flat=True).first()
    if case.level == PublicationLevel.SUMMARY or visible(own or ""):
        raise ActionRefused("A page says what was reported.", CenterCause.NO_TEXT)
    return told


def public_words(case: Case) -> tuple[str, str, str]:
    """Title, text and place as the public reads them where nobody wrote others.

    Below full text the reporter's own words stay away: the Center's neutral summary is still to be written then.
    """
    if case.level != PublicationLevel.FULL:
        return case.category.name, "", ""
    report = Report.objects.get(case=case)
    return report.title, report.text, report.place


def decline(*, case: Case, reason: str, by: Actor, at: datetime) -> Case:
    """Turn a report away with a reason; only before it is accepted."""
    with changing(case, by=by, at=at, deed=Deed.DECLINE) as change:
        change.move(CaseMove.DECLINE)
        change.record("case.decline", reason=reason_for(ReasonKind.DECLINE, reason).code)
    return change.case


def reconsider(*, case: Case, by: Actor, at: datetime) -> Case:
    """Take a declined report up again."""
    with changing(case, by=by, at=at, deed=Deed.DECLINE) as change:
        change.move(CaseMove.RECONSIDER)
        change.record("case.reconsider")
    return change.case
