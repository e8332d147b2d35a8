"""What a mail may say of a case: what the public reads, and nothing of a case that is not told in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.editorial.office.screen import clock_of
from cases.models import Assignment, Case
from cases.public.case import PublicAssignment, PublicCase
from cases.public.loading import told
from cases.templatetags.dates import day_text
from cases.templatetags.redaction import redacted_plain
from cases.templatetags.verdicts import verdict_words


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One case in a mail; `title` is empty where it may say more than a mail should, `said` tells of its clock."""

    number: int
    title: str
    category: str
    said: str
    address: str


def title_of(case: PublicCase) -> str:
    """The title as the public reads it, with covered words covered; "" for a case that is not told in full."""
    return "" if case.summary_only else redacted_plain(case.title)


def desk_address(assignment_id: int | None = None) -> str:
    """The officer's desk, or one case on it, as a whole address."""
    path = reverse("office_desk") if assignment_id is None else reverse("office_case", args=[assignment_id])
    return f"{settings.PUBLIC_URL}{path}"


def subjects(assignments: Sequence[Assignment], *, now: datetime) -> list[Subject]:
    """These charges with their own clocks at `now`, in the reader's language, in constant numbers of queries."""
    rows = told(Case.objects.filter(pk__in={each.case_id for each in assignments}), at=now, reasons=())
    cases = {case.id: case for case in rows}
    return [_subject(each, cases[each.case_id]) for each in assignments if each.case_id in cases]


def _subject(assignment: Assignment, case: PublicCase) -> Subject:
    return Subject(
        number=case.number,
        title=title_of(case),
        category=str(case.category),
        said=said_of(clock_of(case, assignment)),
        address=desk_address(assignment.pk),
    )


def said_of(clock: PublicAssignment | None) -> str:
    """Verdict, due date and promise in one line: "Trễ hạn 12 ngày. Hạn 24/11/2026. Đã hẹn 30/11/2026."."""
    if clock is None:
        return ""
    said = [f"{verdict_words(clock)}."]
    if clock.due_at:
        said.append(_("Hạn %(day)s.") % {"day": day_text(clock.due_at)})
    if clock.promised_on:
        said.append(_("Đã hẹn %(day)s.") % {"day": day_text(clock.promised_on)})
    return " ".join(said)
