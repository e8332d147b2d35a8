"""How every clock stood, stretch by stretch, so that the database answers for any instant by plain comparisons.

Rows are what `cases.rules.standings` computes from a clock's facts; actions rewrite a clock's rows whenever one of
its facts changes. A row without an assignment is the citizen's clock of that round.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Case as When_
from django.db.models import CharField, F, Q, Value, When
from django.db.models.functions import Coalesce

from cases.rules.standings import Phase
from cases.rules.verdicts import VerdictKind

PHASES = [phase.value for phase in Phase]
OPEN_PHASES = [Phase.OPEN.value, Phase.AWAITING.value]


def verdict_at(at: datetime, *, through: str = "") -> When_:
    """SQL twin of `cases.rules.standings.kind_at`; a property test holds the two equal.

    `through` leads from the rows asked about to a standing, such as "clock__".
    """
    t = Coalesce(f"{through}stopped_at", Value(at, output_field=models.DateTimeField()))
    return When_(
        When(**{f"{through}phase": Phase.UNKNOWN.value}, then=Value("")),
        When(
            Q((f"{through}term_end", None)) | Q((f"{through}term_end__gte", t)), then=Value(VerdictKind.IN_TERM.value)
        ),
        When(**{f"{through}limit_at__gte": t}, then=Value(VerdictKind.EXTENDED.value)),
        When(**{f"{through}broken_from__lt": t}, then=Value(VerdictKind.PROMISE_BROKEN.value)),
        default=Value(VerdictKind.OVERDUE.value),
        output_field=CharField(),
    )


class StandingQuerySet(models.QuerySet["Standing"]):
    """Predicates named once; `at` is always passed in."""

    def at(self, at: datetime) -> StandingQuerySet:
        """The one row of every clock that had begun by `at`."""
        return self.filter(Q(since=None) | Q(since__lte=at), Q(until=None) | Q(until__gt=at))

    def now(self) -> StandingQuerySet:
        """The newest row of every clock."""
        return self.filter(until=None)

    def of_agencies(self) -> StandingQuerySet:
        """Clocks of assignments."""
        return self.filter(assignment__isnull=False)

    def of_citizens(self) -> StandingQuerySet:
        """Clocks of rounds."""
        return self.filter(assignment=None)

    def open(self) -> StandingQuerySet:
        """Begun and not ended; awaiting review is open."""
        return self.filter(phase__in=OPEN_PHASES)

    def with_verdict(self, at: datetime) -> StandingQuerySet:
        """Annotate `verdict`: one of VerdictKind's values, or "" where the end is unknown."""
        return self.annotate(verdict=verdict_at(at))

    def past_due(self, at: datetime) -> StandingQuerySet:
        """Not in term at `at`."""
        t = Coalesce("stopped_at", Value(at, output_field=models.DateTimeField()))
        return self.exclude(phase=Phase.UNKNOWN.value).filter(term_end__lt=t)


class Stretch(models.Model):
    """One stretch [since, until) during which no fact of a clock changed.

    `recorded_at` is when we learned that it was so; None where that was on the day it began, so that no day's end lies
    between: then everybody who asks about the end of a day knew it by then.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="%(class)ss")
    assignment = models.ForeignKey(
        "cases.Assignment", null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    phase = models.CharField(max_length=12)
    started_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    term_end = models.DateTimeField(null=True)
    limit_at = models.DateTimeField(null=True)
    broken_from = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Standing(Stretch):
    """One stretch as we know it now."""

    objects = StandingQuerySet.as_manager()

    class Meta:
        indexes = (
            # Half of all rows are citizens' clocks. Were they in the index too, SQLite would take them for few and look
            # through all of them for the clocks of one page of a list (measured: 70 ms at 100,000 cases).
            models.Index(fields=("assignment",), condition=Q(assignment__isnull=False), name="standings_of_agencies"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(phase__in=PHASES), name="standing_phase_is_known"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gt=F("since")), name="a_standing_lasts"
            ),
            models.UniqueConstraint(
                fields=("assignment",),
                condition=Q(until=None, assignment__isnull=False),
                name="one_newest_standing_by_assignment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.phase}"


class FormerStanding(Stretch):
    """One stretch as it was known until `replaced_at`, when a change recorded on a later day told otherwise.

    What was frozen in between was right by what was known; with these rows it can be counted again (design, section 3,
    "Instants"). Changes recorded on the day they happened leave none: no frozen day can tell the difference.
    """

    replaced_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("replaced_at",), name="former_standings_by_end"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.phase} until {self.replaced_at:%Y-%m-%d}"
