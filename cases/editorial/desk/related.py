"""What else the Center has read: earlier versions, answers of nearly the same text, the latest in the same category."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cases.actions.hinting import closest, look_alikes
from cases.editorial.desk import books
from cases.models import PUBLISHED, Case, PublicationLevel, Submission
from cases.public.case import PublicAssignment
from cases.rules.hints.reading import Around, Hints, hints
from cases.rules.verdicts import Decision

EARLIER = 10
#: How many of nearly the same text, and of the same category, are shown.
ALIKE, OF_CATEGORY = 5, 3
#: How many of the category's newest cases are looked through for answers: bounded, however large the city.
LOOKED_AT = 60
_DECIDED = (Decision.APPROVED.value, Decision.RETURNED.value, Decision.REFUSED.value)
_TAKEN_BACK = (Decision.RECALLED.value, Decision.VOID.value)


@dataclass(frozen=True, kw_only=True)
class Other:
    """An answer of another case: of nearly the same text, or of the same category."""

    version: Submission
    is_alike: bool

    @property
    def case(self) -> Case:
        """The other case."""
        found: Case = self.version.answer.assignment.case
        return found

    @property
    def title(self) -> str:
        """Its public title; none where it never had a page."""
        page = getattr(self.case, "page", None)
        return page.title if page else ""

    @property
    def is_public(self) -> bool:
        """Whether anyone may read its page now, so that the desk may link to it."""
        return bool(self.title) and self.case.state in PUBLISHED and self.case.level != PublicationLevel.FIGURES


@dataclass(frozen=True, kw_only=True)
class Related:
    """What was read before: `earlier` versions, the newest first; `others`: the closest, then the newest."""

    earlier: Sequence[Submission]
    others: Sequence[Other]

    @property
    def alike(self) -> Sequence[Submission]:
        """Those of nearly the same text."""
        return [other.version for other in self.others if other.is_alike]


def related_to(version: Submission) -> Related:
    """All of them in two queries, however many there are.

    Each kind by its own index: where one condition names them all, PostgreSQL joins everything that the city has.
    """
    case = version.answer.assignment.case
    similar = look_alikes(version.text, books.phrases(), besides=case.pk)
    told = Submission.objects.order_by().select_related(
        "reason", "answer__assignment__agency", "answer__assignment__case__page"
    )
    kinds = (
        told.filter(answer__assignment=version.answer.assignment_id),
        told.filter(pk__in=similar),
        told.filter(pk__one_of=_of_category(case)),
    )
    found = {row.pk: row for row in kinds[0].union(*kinds[1:], all=True) if row.pk != version.pk}
    rows = sorted(found.values(), key=lambda row: -row.pk)
    others = [row for row in rows if row.answer.assignment.case_id != case.pk]
    near = _alike(version.text, [row for row in others if row.pk in similar and row.decision not in _TAKEN_BACK])
    rest = [row for row in others if row.decision in _DECIDED and row not in near]
    own = [row for row in rows if row.answer.assignment_id == version.answer.assignment_id]
    same = [row for row in rest if row.answer.assignment.case.category_id == case.category_id]
    return Related(
        earlier=sorted(own, key=_newest_first)[:EARLIER],
        others=[
            *(Other(version=row, is_alike=True) for row in near[:ALIKE]),
            *(Other(version=row, is_alike=False) for row in same[:OF_CATEGORY]),
        ],
    )


def _newest_first(version: Submission) -> tuple[bool, float, int]:
    at = version.submitted_at
    return at is None, -at.timestamp() if at else 0.0, -version.pk


def _of_category(case: Case) -> QuerySet[Any, Any]:
    newest = Case.objects.filter(category=case.category_id).exclude(pk=case.pk).order_by("-pk").values("pk")[:LOOKED_AT]
    found = Submission.objects.filter(answer__assignment__case__in=newest, decision__in=_DECIDED)
    return found.order_by("-pk").values("pk")[: OF_CATEGORY + ALIKE]


def _alike(text: str, rows: Iterable[Submission]) -> list[Submission]:
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in closest(text, books.phrases(), ((pk, row.text) for pk, row in found.items()))]


def hints_of(version: Submission, clock: PublicAssignment | None, alike: Sequence[Submission], at: datetime) -> Hints:
    """The hints on a version as the Center sees them at `at`, from what is at hand: `version` comes with its report."""
    report = getattr(version.answer.assignment.case, "report", None)
    numbers = dict.fromkeys(str(row.answer.assignment.case.number) for row in alike)
    around = Around(
        report=f"{report.title}\n{report.text}" if report and report.text else None,
        read_on=timezone.localdate(at),
        due=timezone.localdate(clock.due_at) if clock and clock.due_at else None,
        names=books.names(),
        same_as=list(numbers),
    )
    return hints(version.text, books.phrases(), around)
