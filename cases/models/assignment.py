"""Assignments: one agency's charge of one case, with its own clock."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.agency import Agency
from cases.rules import states
from cases.rules.states import AssignmentState


class AssignmentKind(models.TextChoices):
    """What is asked of the agency (`cases.rules.states.AssignmentKind` with words for people)."""

    HANDLING = states.AssignmentKind.HANDLING.value, _("Xử lý")
    OPINION = states.AssignmentKind.OPINION.value, _("Cho ý kiến")
    FOLLOW_UP = states.AssignmentKind.FOLLOW_UP.value, _("Kiểm tra lại")


STATES = [state.value for state in AssignmentState]
LIVE = [AssignmentState.OPEN.value, AssignmentState.AWAITING.value]


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Predicates named once."""

    def handling(self) -> AssignmentQuerySet:
        """Those that may close the case."""
        return self.filter(kind=AssignmentKind.HANDLING)

    def running(self) -> AssignmentQuerySet:
        """Open or awaiting review."""
        return self.filter(state__in=LIVE)


class Assignment(models.Model):
    """One agency's charge. `clock_root` is the earlier assignment whose clock it continues (a case handed back)."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="assignments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=10, choices=AssignmentKind, default=AssignmentKind.HANDLING)
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, default=AssignmentState.OPEN.value)
    assigned_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_unknown = models.BooleanField(default=False)
    clock_root = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by", db_index=False
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="assignment_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=LIVE, ended_at=None, ended_unknown=False)
                | (~Q(state__in=LIVE) & (Q(ended_at__isnull=False) | Q(ended_unknown=True))),
                name="an_assignment_has_ended_or_runs",
            ),
            models.UniqueConstraint(
                fields=("case", "agency", "kind"),
                condition=Q(state__in=LIVE),
                name="one_running_assignment_by_case_agency_kind",
            ),
        )
        indexes = (
            # Few assignments continue a clock. Were the many without in the index as well, SQLite's planner would take
            # them for one very common value and rather read the whole table (measured: 50 s instead of 3 for a city).
            models.Index(fields=["clock_root"], condition=Q(clock_root__isnull=False), name="assignments_continuing"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.agency_id} {self.kind}"

    @property
    def clock_id(self) -> int:
        """The assignment that owns this one's due dates: itself, or the one it continues."""
        return self.clock_root_id or self.pk
