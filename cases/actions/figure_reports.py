"""Report that a figure is wrong, and answer that: the Center says publicly what it mended, or why it is not wrong."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from cases.actions.actor import Actor
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.public_sentences import PersonalData, said_publicly
from cases.actions.rights import refuse_without_right
from cases.models import Agency, FigureReport, FigureReportState
from cases.models.figure_report import LONGEST_EXPECTED, LONGEST_FIGURE, LONGEST_SOURCE
from cases.rules.hints.personal import named_in
from cases.rules.plain_words import one_line
from cases.rules.rights import Deed

#: So many of one address within an hour; so many in all until the Center answers: the next would tell it nothing.
MOST_BY_ADDRESS, WITHIN = 5, timedelta(hours=1)
MOST_WAITING = 200


class TooManyReports(ActionRefused):
    """One address has sent as many within an hour as one person may."""


class EnoughReports(ActionRefused):
    """As many wait as the Center can read."""


class AnsweredAlready(ActionRefused):
    """Somebody else was first."""


@transaction.atomic
def report_figure(
    *,
    page: str,
    figure: str,
    expected: str,
    source: str,
    by: Actor,
    at: datetime,
    agency: Agency | None = None,
    sender: str = "",
) -> FigureReport:
    """Keep a report for the Center; the same words again, while they wait, are the same report.

    `page` is an address that the caller has looked up; `sender` a digest of where it came from, or "". For an agency
    RightRefused for who does not work there. ActionRefused for what says nothing or too much; TooManyReports,
    EnoughReports.
    """
    if agency is not None:
        refuse_without_right(by, Deed.REPORT_FIGURE, agency.pk, now=at)
    said = {"page": page, "figure": one_line(figure), "expected": one_line(expected), "source": one_line(source)}
    if not said["figure"] or not said["expected"]:
        raise ActionRefused("A report says which figure, and what it should be.", Cause.NO_WORDS)
    limits = {"figure": LONGEST_FIGURE, "expected": LONGEST_EXPECTED, "source": LONGEST_SOURCE}
    if any(len(said[name]) > most for name, most in limits.items()):
        raise ActionRefused("A report is no book.", Cause.TOO_LONG)
    waiting = FigureReport.objects.waiting()
    before: FigureReport | None = waiting.filter(agency=agency, **said).first()
    if before is not None:
        return before
    FigureReport.objects.filter(sent_at__lte=at - WITHIN).exclude(sender="").update(sender="")
    if sender and FigureReport.objects.filter(sender=sender).count() >= MOST_BY_ADDRESS:
        raise TooManyReports("Too many reports from one address within an hour.")
    if agency is None and waiting.count() >= MOST_WAITING:
        raise EnoughReports("As many reports wait as the Center can read.")
    return FigureReport.objects.create(**said, agency=agency, sender=sender, sent_at=at)


@transaction.atomic
def answer_figure_report(
    *, report: FigureReport, accepted: bool, answer: str, shown: bool, by: Actor, at: datetime, looked: bool = False
) -> FigureReport:
    """Say publicly what was mended, or why the figure is not wrong; the reporter's words stand beside it if `shown`.

    PersonalData where the answer names somebody, and where shown words seem to, until who answers has `looked`.
    """
    held = _waiting(report, by, at)
    sentence = said_publicly(answer)
    found = [] if looked or not shown else named_in("\n".join((held.figure, held.expected, held.source)))
    if found:
        raise PersonalData(found)
    held.state = FigureReportState.ACCEPTED if accepted else FigureReportState.DECLINED
    held.answer, held.shown = sentence, shown
    return _answered(held, by, at)


@transaction.atomic
def drop_figure_report(*, report: FigureReport, by: Actor, at: datetime) -> FigureReport:
    """Leave out what is no report of a figure; nothing of it becomes public."""
    held = _waiting(report, by, at)
    held.state = FigureReportState.DROPPED
    return _answered(held, by, at)


def _waiting(report: FigureReport, by: Actor, at: datetime) -> FigureReport:
    refuse_without_right(by, Deed.ANSWER_FIGURE_REPORT, now=at)
    held = FigureReport.objects.select_for_update().get(pk=report.pk)
    if held.state != FigureReportState.WAITING:
        raise AnsweredAlready(f"The report is {held.state}.")
    return held


def _answered(held: FigureReport, by: Actor, at: datetime) -> FigureReport:
    held.answered_at, held.answered_by_id, held.sender = max(at, held.sent_at), by.user_id, ""
    held.save()
    return held
